import { describe, expect, it } from 'vitest';
import { buyerReader } from '../../src/application/answer-links.ts';
import { adaptiveCard } from '../../src/application/cards/adaptive.ts';
import { chatwootMessage } from '../../src/application/cards/chatwoot.ts';
import { lineMessage } from '../../src/application/cards/line.ts';
import { type CardSheet, sheetOf } from '../../src/application/cards/sheet.ts';
import { textCard } from '../../src/application/cards/text.ts';
import { valuesOf } from '../../src/application/cards/values.ts';
import { whatsAppMessage } from '../../src/application/cards/whatsapp.ts';
import { LANGUAGES } from '../../src/i18n/languages.ts';
import { baht, HOUR, later } from '../support/builders.ts';
import { BUYER, CLOCK, type Negotiation, negotiation, propose, SELLER } from '../support/negotiation.ts';

const NOW = Date.parse(later(2 * HOUR));
const URL = 'https://parley.example/o/token';
const valueFor = valuesOf({ requestId: 'req_1', offerId: 'ofr_1-1' }, ['a secret']);
const BUTTONS = [valueFor('accept'), valueFor('reject')];

const offered = (changes: Parameters<typeof negotiation>[0] = {}, note = 'Sorry for the missing bowl') => {
  const request = negotiation({ ...changes, input: { buyerLocale: 'en', ...changes.input } });
  request.act(SELLER, propose(50, note));
  return request;
};
function sheet({ state }: Negotiation, url: string | undefined = URL, now = NOW): CardSheet {
  const offer = state.offers.at(-1);
  if (!offer) throw new Error('no offer');
  return sheetOf(state, offer, buyerReader(state), now, { answerUrl: url, sellerName: 'Bowl House' });
}
/** Some versions of Intl write a narrow space before AM. */
const plainSpaces = (text: string): string => text.replace(/\u202f/gu, ' ');
const accepted = () => {
  const request = offered();
  request.act(BUYER, { type: 'AcceptOffer', offerId: 'ofr_1-1' });
  return request;
};
const formats = { textCard, adaptiveCard, chatwootMessage, lineMessage, whatsAppMessage };

describe('a card as plain text', () => {
  it('is the sentence of the chat and the link to answer with', () => {
    const { text, answerUrl } = textCard(sheet(offered()));
    expect(answerUrl).toBe(URL);
    expect(plainSpaces(text)).toBe(
      'The shop offers a refund of ฿125.00, 50% of the ฿250.00 you asked for, instead of sending the items. ' +
        'Note: “Sorry for the missing bowl” Accept or reject it by Tue, Nov 24, 09:31 AM. ' +
        'Answer here: https://parley.example/o/token',
    );
  });

  it('has no link once the offer is closed, and says what came of it', () => {
    const { text, ...rest } = textCard(sheet(accepted()));
    expect(rest).toEqual({});
    expect(text).toContain('You accepted ฿125.00. The items are not sent.');
    expect(text).not.toContain(URL);
  });
});

describe('a card as an Adaptive Card', () => {
  it('has a heading, facts, what people wrote, and the answers with what they answer', () => {
    const card = adaptiveCard(sheet(offered()), valueFor);
    expect(card).toMatchObject({
      type: 'AdaptiveCard',
      version: '1.3',
      fallbackText: expect.stringMatching(
        /^The shop offers a refund of ฿125\.00.* Answer here: https:\/\/parley\.example\/o\/token$/u,
      ),
      lang: 'en',
      body: [
        { type: 'TextBlock', text: 'The shop offers ฿125.00 back', wrap: true },
        {
          type: 'FactSet',
          facts: [
            { title: 'Refund', value: '฿125.00' },
            { title: 'Share', value: '50% of the ฿250.00 you asked for' },
            { title: 'Answer by', value: expect.stringContaining('Nov 24') },
          ],
        },
        { type: 'TextBlock', text: '“Sorry for the missing bowl”' },
        { type: 'TextBlock', text: '1 × ชามเซรามิก' },
        { type: 'TextBlock', text: expect.stringContaining('Accept or reject it by') },
        {
          type: 'ActionSet',
          actions: [
            {
              type: 'Action.Submit',
              title: 'Accept',
              data: { value: BUTTONS[0], requestId: 'req_1', offerId: 'ofr_1-1', action: 'accept' },
            },
            { type: 'Action.Submit', title: 'Reject', data: { action: 'reject' } },
            { type: 'Action.OpenUrl', title: 'Open the offer', url: URL },
          ],
        },
      ],
    });
  });

  it('escapes what its renderer would read as Markdown or as a function', () => {
    const note = '# Free\n- [click](https://evil.example) **now** <!channel>\n1. {{DATE(2017-02-14T06:08:00Z)}} &#42;';
    const text = JSON.stringify(adaptiveCard(sheet(offered({}, note)), valueFor).body[2]);
    expect(JSON.parse(text)).toMatchObject({
      text:
        '“# Free\n\n\\- \\[click\\](https://evil.example) \\*\\*now\\*\\* \\<!channel\\>\n\n' +
        '1\\. \\{\\{DATE(2017-02-14T06:08:00Z)\\}\\} \\&#42;”',
    });
  });
});

describe('a card as a Chatwoot message', () => {
  it('offers the answers as options, with nothing but a title and a value', () => {
    expect(chatwootMessage(sheet(offered()), valueFor)).toEqual({
      content: expect.stringMatching(
        /^The shop offers a refund of ฿125\.00.*\n“Sorry.*”\n1 × ชามเซรามิก\nAccept or reject/su,
      ),
      content_type: 'input_select',
      content_attributes: {
        items: [
          { title: 'Accept', value: BUTTONS[0] },
          { title: 'Reject', value: BUTTONS[1] },
        ],
      },
    });
  });

  it('is a text once the offer is closed, since options need at least one', () => {
    expect(chatwootMessage(sheet(accepted()), valueFor)).toEqual({ content: expect.any(String), content_type: 'text' });
  });
});

describe('a card as a LINE message', () => {
  it('is a bubble whose buttons hand back what was pressed, and one that opens the page', () => {
    const { contents, altText } = lineMessage(sheet(offered()), valueFor);
    expect(altText).toMatch(/^The shop offers a refund of ฿125\.00.*Accept or reject it by/u);
    expect(contents.footer?.contents).toMatchObject([
      { action: { type: 'postback', label: 'Accept', data: BUTTONS[0] } },
      { action: { type: 'postback', label: 'Reject', data: BUTTONS[1] } },
      { action: { type: 'uri', label: 'Open the offer', uri: URL } },
    ]);
  });

  it('leaves the link out where LINE would not take one so long', () => {
    const { contents } = lineMessage(sheet(offered(), `https://parley.example/${'a'.repeat(1000)}`), valueFor);
    expect(contents.footer?.contents).toHaveLength(2);
  });
});

describe('a card as a WhatsApp message', () => {
  it('names the amount in its header and the deadline in its footer', () => {
    expect(whatsAppMessage(sheet(offered()), valueFor)).toMatchObject({
      messaging_product: 'whatsapp',
      type: 'interactive',
      interactive: {
        type: 'button',
        header: { type: 'text', text: 'The shop offers ฿125.00 back' },
        footer: { text: expect.stringMatching(/^Answer by: Tue, Nov 24/u) },
        action: {
          buttons: [
            { type: 'reply', reply: { id: BUTTONS[0], title: 'Accept' } },
            { type: 'reply', reply: { id: BUTTONS[1], title: 'Reject' } },
          ],
        },
      },
    });
  });

  it('has the link beside the buttons, for a client that draws none', () => {
    const message = whatsAppMessage(sheet(offered()), valueFor);
    if (message.type !== 'interactive') throw new Error('no buttons');
    expect(message.interactive.body.text).toMatch(
      /Accept or reject it by .*\nAnswer here: https:\/\/parley\.example\/o\/token$/su,
    );
  });

  it('has a third button where another amount may be named', () => {
    const message = whatsAppMessage(sheet(offered({ policy: { maxRounds: 3 } })), valueFor);
    expect(message).toMatchObject({
      interactive: { action: { buttons: [{}, {}, { reply: { title: 'Other amount' } }] } },
    });
  });

  it('is a text once the offer is closed, since buttons need at least one', () => {
    expect(whatsAppMessage(sheet(accepted()), valueFor)).toMatchObject({ type: 'text', text: { preview_url: false } });
  });
});

describe('a card in any format', () => {
  const closings: [string, (request: Negotiation) => void][] = [
    ['accepted', (request) => request.act(BUYER, { type: 'AcceptOffer', offerId: 'ofr_1-1' })],
    ['rejected', (request) => request.act(BUYER, { type: 'RejectOffer', offerId: 'ofr_1-1', text: 'I need it' })],
    ['withdrawn', (request) => request.act(SELLER, { type: 'WithdrawOffer', offerId: 'ofr_1-1' })],
    ['expired', (request) => request.act(CLOCK, { type: 'PassTime' }, later(26 * HOUR))],
    ['cancelled', (request) => request.act(BUYER, { type: 'CancelRequest' })],
  ];
  it.each(closings)('has neither buttons nor a link once the offer was %s', (_, close) => {
    const request = offered();
    close(request);
    for (const format of Object.values(formats)) {
      const text = JSON.stringify(format(sheet(request), valueFor));
      expect(text).not.toMatch(/a1\.|Action\.|postback|reply"|parley\.example/u);
    }
  });

  it('has neither once the time is over, although the clock has not said so yet', () => {
    const late = sheet(offered(), URL, Date.parse(later(26 * HOUR)));
    for (const format of Object.values(formats)) {
      expect(JSON.stringify(format(late, valueFor))).not.toMatch(/a1\.|Action\.|postback|reply"|parley\.example/u);
    }
  });

  it.each(LANGUAGES)('shows amount and deadline and short buttons in %s, whatever the amount', (buyerLocale) => {
    const request = negotiation({
      policy: { maxRounds: 3 },
      input: {
        buyerLocale,
        paid: baht(900_000_000_000_000),
        items: [{ sku: 'X', title: 'X', quantity: 1, missingQuantity: 1, unitPrice: baht(900_000_000_000_000) }],
      },
    });
    request.act(SELLER, propose(99.99));
    const made = sheet(request);
    const { formattedAmount } = made.card;
    const whatsapp = whatsAppMessage(made, valueFor);
    if (whatsapp.type !== 'interactive') throw new Error('no buttons');
    expect(whatsapp.interactive.header.text).toContain(formattedAmount);
    expect(whatsapp.interactive.footer?.text).toContain(made.deadline?.value);
    expect(lineMessage(made, valueFor).altText).toContain(formattedAmount);
    for (const { label } of [...made.buttons, ...(made.open ? [made.open] : [])]) {
      expect(label.length, label).toBeLessThanOrEqual(20);
    }
  });
});
