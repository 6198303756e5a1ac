import { describe, expect, it } from 'vitest';
import type { Caller, Person } from '../../src/application/access.ts';
import { messagesFor } from '../../src/application/notices.ts';
import { renderMessage, viewMark } from '../../src/application/rendering.ts';
import type { MessageWrite, StoredMessage } from '../../src/application/transcript.ts';
import { localeOfBuyer, readerOf } from '../../src/application/voice.ts';
import type { MessageView } from '../../src/contract/chat.ts';
import { LANGUAGES, type Language } from '../../src/i18n/languages.ts';
import { HOUR, later, textMessage } from '../support/builders.ts';
import { AGENT, BUYER, INTEGRATOR, type Negotiation, negotiation, propose, SELLER } from '../support/negotiation.ts';

const zone = 'Asia/Bangkok';
const person = (changes: Partial<Person> & Pick<Person, 'role' | 'id'>): Caller => ({
  kind: 'person',
  person: { locale: 'en', zone, ...changes },
});
const buyer = person({ role: 'buyer', id: 'buyer-1' });
const seller = person({ role: 'seller', id: 'shop-1', userId: 'staff-7' });
const agent = person({ role: 'agent', id: 'agent-3' });
const integrator: Caller = { kind: 'integrator' };
const NOW = Date.parse(later(2 * HOUR));

const stored = ({ returnExisting: _, ...write }: MessageWrite): StoredMessage => ({ ...write, seq: 7, change: 9 });
const shown = (write: MessageWrite | undefined, caller: Caller, now = NOW): MessageView => {
  if (!write) throw new Error('no message');
  return renderMessage(stored(write), readerOf(caller), now);
};
const latest = ({ steps }: Negotiation): MessageWrite[] => {
  const step = steps.at(-1);
  return step ? messagesFor(step.state, step.events) : [];
};
const offered = (policy?: Parameters<typeof negotiation>[0]) => {
  const request = negotiation(policy);
  request.act(SELLER, propose(50, 'Sorry for the missing bowl'));
  return request;
};
const countered = () => {
  const request = offered({ policy: { maxRounds: 3 } });
  request.act(BUYER, { type: 'CounterOffer', offerId: 'ofr_1-1', amount: { amount: 20000, currency: 'THB' } });
  return request;
};
const takenBack = () => {
  const request = offered();
  request.act(INTEGRATOR, { type: 'UpdateRequest', patch: { allowed: { solutions: ['approve', 'reject'] } } });
  return request;
};
const actions = (view: MessageView) => view.card?.actions.map(({ id }) => id);

/** Stories in which everything happens that a sentence tells of. */
function stories(): Negotiation[] {
  const long = countered();
  long.act(SELLER, { type: 'RejectOffer', offerId: 'ofr_1-2', text: 'No' });
  long.act(AGENT, { type: 'ExtendDeadline', seconds: 60, text: 'Holiday' });
  long.act(SELLER, { type: 'ApproveRequest' });
  long.act(SELLER, { type: 'ShipRequest', carrier: 'Flash', trackingNumber: 'TH01' });
  long.act(INTEGRATOR, {
    type: 'RecordLogistics',
    events: [{ at: later(90 * HOUR), kind: 'delivered', text: 'Handed over' }],
  });
  const paid = offered();
  paid.pass(new Date(Date.parse(paid.state.deadline?.at ?? '') - HOUR).toISOString());
  paid.act(BUYER, { type: 'AcceptOffer', offerId: 'ofr_1-1' });
  paid.act(INTEGRATOR, { type: 'ReportRefund', outcome: 'confirmed', reference: 'R-1' });
  const timedOut = negotiation();
  timedOut.pass(later(100 * HOUR));
  const withdrawn = offered();
  withdrawn.act(SELLER, { type: 'WithdrawOffer', offerId: 'ofr_1-1' });
  withdrawn.act(AGENT, { type: 'CancelRequest' });
  const rejected = negotiation();
  rejected.act(SELLER, {
    type: 'RejectRequest',
    reason: 'items_were_sent',
    text: 'See the photo',
    evidence: ['https://cdn.example/box.jpg'],
  });
  return [long, paid, timedOut, withdrawn, takenBack(), rejected];
}

describe('a card', () => {
  it('tells the whole offer in plain sentences, with what to do and until when', () => {
    expect(shown(latest(offered())[0], buyer).text.replace(/\u202f/gu, ' ')).toBe(
      'The shop offers a refund of ฿125.00, 50% of the ฿250.00 you asked for, instead of sending the items. ' +
        'Note: “Sorry for the missing bowl” Accept or reject it by Tue, Nov 24, 09:31 AM.',
    );
  });

  it("is in the request's language and zone for a buyer whose token names none", () => {
    const bare: Caller = { kind: 'person', person: { role: 'buyer', id: 'buyer-1' } };
    expect(shown(latest(offered())[0], bare)).toEqual(
      shown(latest(offered())[0], person({ role: 'buyer', id: 'buyer-1', locale: 'th' })),
    );
    const abroad = person({ role: 'buyer', id: 'buyer-1', locale: 'vi', zone: 'Asia/Ho_Chi_Minh' });
    expect(shown(latest(offered())[0], abroad).card?.title).toContain('Cửa hàng');
  });

  it('gives the buyer the buttons, each with its consequence', () => {
    const { card } = shown(latest(offered())[0], buyer);
    expect(card).toMatchObject({
      title: 'The shop offers ฿125.00 back',
      formattedAmount: '฿125.00',
      percent: 50,
      note: 'Sorry for the missing bowl',
      actions: [
        { id: 'accept', label: 'Accept', consequence: 'You get ฿125.00 back and the items are not sent.' },
        { id: 'reject', label: 'Reject' },
      ],
    });
    expect(card).not.toHaveProperty('outcome');
  });

  it.each([
    ['the shop that made the offer', seller],
    ['an agent, who answers for the shop only', agent],
    ['the integrator without a person', integrator],
  ])('has no buttons for %s', (_, caller) => {
    const view = shown(latest(offered())[0], caller);
    expect(actions(view)).toEqual([]);
    expect(view.text).toContain('The buyer has until');
  });

  it('offers a counter-offer with its bounds where the policy allows rounds', () => {
    const { card } = shown(latest(offered({ policy: { maxRounds: 3 } }))[0], buyer);
    expect(card?.actions.at(-1)).toMatchObject({
      id: 'counter',
      consequence: 'You name an amount from ฿125.01 to ฿249.99; the shop answers it.',
      min: { amount: 12501, currency: 'THB' },
      max: { amount: 24999, currency: 'THB' },
    });
  });

  it('of a buyer’s counter-offer is answered by the shop or an agent, not by the buyer', () => {
    const [, card] = latest(countered());
    expect(actions(shown(card, seller))).toEqual(['accept', 'reject', 'counter']);
    expect(actions(shown(card, agent))).toEqual(['accept', 'reject', 'counter']);
    expect(shown(card, buyer).card).toMatchObject({ actions: [], title: 'You ask for ฿200.00 back' });
    expect(shown(card, seller).card?.title).toBe('The buyer asks for ฿200.00 back');
  });

  it('loses its buttons the moment its time is over, before anyone closed it', () => {
    const [card] = latest(offered());
    const expiresAt = Date.parse(shown(card, buyer).card?.expiresAt ?? '');
    expect(actions(shown(card, buyer, expiresAt - 1))).toEqual(['accept', 'reject']);
    const over = shown(card, buyer, expiresAt);
    expect(actions(over)).toEqual([]);
    expect(over.text).toContain('The time to answer ended');
  });

  it('tells once it is closed what happened and what comes next', () => {
    const request = offered();
    request.act(BUYER, { type: 'RejectOffer', offerId: 'ofr_1-1', text: 'Too little' });
    const { card, text } = shown(latest(request)[0], buyer);
    expect(card?.actions).toEqual([]);
    expect(card?.outcome?.replace(/\u202f/gu, ' ')).toBe(
      'Your reason: “Too little”. The shop decides by Tue, Nov 24, 09:32 AM.',
    );
    expect(text).toContain(card?.outcome);
  });

  it('says who rejected it, and whose reason it is, as each reader calls them', () => {
    const request = offered();
    request.act(BUYER, { type: 'RejectOffer', offerId: 'ofr_1-1', text: 'Too little' });
    const [ended, handedBack] = latest(request);
    const read = (role: 'buyer' | 'seller' | 'agent') => {
      const reader = person({ role, id: role, locale: 'en' });
      return [shown(handedBack, reader).text.split('. ')[0], shown(ended, reader).card?.outcome?.split(':')[0]];
    };
    expect(read('buyer')).toEqual(['You rejected the offer', 'Your reason']);
    expect(read('seller')).toEqual(['The buyer rejected the offer', 'The buyer’s reason']);
    expect(read('agent')).toEqual(['The buyer rejected the offer', 'The buyer’s reason']);
  });

  it('says that it was the shop that rejected an amount the buyer named, and whose it was', () => {
    const request = negotiation({ policy: { maxRounds: 3 } });
    request.act(SELLER, propose(50));
    // Both in one instant, as clocks may have it.
    const at = later(HOUR);
    request.act(BUYER, { type: 'CounterOffer', offerId: 'ofr_1-1', amount: { amount: 20_000, currency: 'THB' } }, at);
    request.act(SELLER, { type: 'RejectOffer', offerId: 'ofr_1-2' }, at);
    const notice = latest(request).at(-1);
    const read = (role: 'buyer' | 'seller' | 'agent') =>
      shown(notice, person({ role, id: role, locale: 'en' })).text.split('. ')[0];
    expect(read('buyer')).toBe('The shop rejected your amount');
    expect(read('seller')).toBe('Your shop rejected the buyer’s amount');
    expect(read('agent')).toBe('The shop rejected the buyer’s amount');
  });

  it('that nobody answered in time is told by its title once; what comes next by it and by the sentence below, in one wording', () => {
    const request = offered();
    request.pass(later(30 * HOUR));
    const [ended, handedBack] = latest(request);
    const { card } = shown(ended, buyer);
    expect(card?.title).toBe('You did not answer in time');
    expect(card?.outcome).toMatch(/^The shop decides by [^.]+\.$/u);
    expect(shown(handedBack, buyer).text).toBe(card?.outcome);
  });

  it('that the platform took back blames no shop, and tells the buyer nothing of why', () => {
    const request = takenBack();
    const [card, notice] = latest(request).map((write) => [buyer, seller, agent].map((reader) => shown(write, reader)));
    expect(card?.map((view) => view.card?.title)).toEqual([
      'This offer is no longer available',
      'The platform took this offer back',
      'The platform took this offer back',
    ]);
    expect(notice?.map(({ text }) => text.split('.')[0])).toEqual([
      'The offer is no longer available',
      'The platform took the offer back',
      'The platform took the offer back',
    ]);
    expect(`${card?.[0]?.text} ${notice?.[0]?.text}`).not.toMatch(/withdrew|permit|marketplace/u);
  });

  it('approved at once says so and never asks for an answer', () => {
    const request = negotiation();
    request.act(SELLER, { type: 'ProposeOffer', offer: { kind: 'refund_only' } });
    const view = shown(latest(request)[0], buyer);
    expect(view.card).toMatchObject({ status: 'auto_approved', actions: [] });
    expect(view.card?.outcome).toBe(
      'It is at least what you asked for, and the items are not sent. The refund is being paid.',
    );
  });

  it('is rendered in the language and the zone of its reader', () => {
    const [card] = latest(offered());
    const thai = shown(card, person({ role: 'buyer', id: 'buyer-1', locale: 'th-TH' }));
    expect(thai.text).toContain('ร้านค้าเสนอคืนเงิน ฿125.00 (50% ของ ฿250.00 ที่คุณขอ)');
    expect(thai.text).toContain('09:31');
    const farAway = shown(card, person({ role: 'buyer', id: 'buyer-1', zone: 'America/New_York' }));
    expect(farAway.text).toMatch(/Mon, Nov 23, 09:31\sPM/u);
    expect(shown(card, integrator).text).toContain('UTC');
  });
});

describe('the platform’s notices', () => {
  it('can all be said in every language', () => {
    const all = stories().flatMap(({ steps }) => steps.flatMap(({ state, events }) => messagesFor(state, events)));
    const types = new Set(all.map(({ body }) => (body.kind === 'system' ? body.notice.type : body.kind)));
    expect(types.size).toBe(13);
    for (const locale of LANGUAGES) {
      for (const message of all) {
        for (const role of ['buyer', 'seller', 'agent'] as const) {
          const { text } = shown(message, person({ role, id: role, locale }));
          expect(text, `${locale} ${message.id}`).toMatch(/\S{2}/u);
          expect(text).not.toMatch(/[{}]|undefined|null|\s{2}/u);
        }
      }
    }
  });

  it('give the reason, the words and the evidence of a rejection', () => {
    const request = negotiation();
    const evidence = ['https://cdn.example/box.jpg'];
    request.act(SELLER, { type: 'RejectRequest', reason: 'items_were_sent', text: 'See the photo', evidence });
    expect(shown(latest(request)[0], buyer).text).toBe(
      'Your request was rejected (the items were sent): “See the photo” Evidence: https://cdn.example/box.jpg',
    );
  });
});

describe('every sentence speaks to its reader', () => {
  /** What each language calls a side when it speaks of it to somebody else. */
  const SIDES: Record<Language, { buyer: RegExp; shop: RegExp }> = {
    en: { buyer: /\bthe buyer\b/iu, shop: /\bthe shop\b/iu },
    th: { buyer: /ผู้ซื้อ/u, shop: /ร้านค้า/u },
    vi: { buyer: /người mua/iu, shop: /cửa hàng(?! của bạn)/iu },
    id: { buyer: /pembeli/iu, shop: /\btoko\b(?! Anda)/iu },
    ms: { buyer: /pembeli/iu, shop: /\bkedai\b(?! anda)/iu },
    fil: { buyer: /mamimili/iu, shop: /tindahan(?! mo)/iu },
  };
  const told = stories().flatMap(({ steps }) => steps.flatMap(({ state, events }) => messagesFor(state, events)));
  const said = (role: 'buyer' | 'seller' | 'agent', locale: Language): string[] =>
    told.flatMap((message) => {
      const { text, card } = shown(message, person({ role, id: role, locale }));
      return [text, card?.title ?? '', card?.outcome ?? ''];
    });

  it.each(LANGUAGES)('in %s: no buyer reads of "the buyer", no shop of "the shop", agents read of both', (locale) => {
    const { buyer: aBuyer, shop: aShop } = SIDES[locale];
    expect(said('buyer', locale).filter((text) => aBuyer.test(text))).toEqual([]);
    expect(said('seller', locale).filter((text) => aShop.test(text))).toEqual([]);
    expect(said('agent', locale).some((text) => aBuyer.test(text))).toBe(true);
    expect(said('agent', locale).some((text) => aShop.test(text))).toBe(true);
  });

  it('and a closed card’s title is what came of it', () => {
    const request = offered();
    request.act(BUYER, { type: 'AcceptOffer', offerId: 'ofr_1-1' });
    const [card] = latest(request);
    const titles = [buyer, seller, agent].map((reader) => shown(card, reader).card?.title);
    expect(titles).toEqual(['You accepted ฿125.00', 'The buyer accepted ฿125.00', 'The buyer accepted ฿125.00']);
  });
});

describe('people’s messages', () => {
  it('stay as they were written, in every language', () => {
    const text = '{amount} <b>ขอบคุณ</b> {';
    const write = textMessage({ body: { kind: 'text', text } });
    expect(shown(write, buyer).text).toBe(text);
  });

  it('show their clientId to their author alone', () => {
    const mine = textMessage({ clientId: 'c-1' });
    expect(shown(mine, buyer).clientId).toBe('c-1');
    expect(shown(mine, seller)).not.toHaveProperty('clientId');
    const staff = textMessage({ clientId: 'c-2', author: { role: 'seller', id: 'shop-1', userId: 'staff-7' } });
    expect(shown(staff, seller).clientId).toBe('c-2');
    const colleague = person({ role: 'seller', id: 'shop-1', userId: 'staff-8' });
    expect(shown(staff, colleague)).not.toHaveProperty('clientId');
  });

  it('hide from buyers which agent or member of staff wrote', () => {
    const byAgent = textMessage({ author: { role: 'agent', id: 'agent-3', name: 'Nok' } });
    expect(shown(byAgent, buyer).author).toEqual({ role: 'agent', id: 'agent', name: 'Nok' });
    expect(shown(byAgent, seller).author.id).toBe('agent-3');
    const byStaff = textMessage({ author: { role: 'seller', id: 'shop-1', userId: 'staff-7' } });
    expect(JSON.stringify(shown(byStaff, buyer))).not.toContain('staff-7');
    expect(viewMark({ role: 'agent', id: 'agent-3', seq: 4 }, 'buyer')).toEqual({ role: 'agent', id: 'agent', seq: 4 });
  });
});

describe('a buyer whose request names no language', () => {
  it.each([
    ['DE', 'de-DE'],
    ['BR', 'pt-BR'],
    ['GB', 'en-GB'],
    ['TH', undefined],
    ['KW', undefined],
  ])('of the market %s is addressed as %s', (market, locale) => {
    expect(localeOfBuyer({ market })).toBe(locale);
    expect(localeOfBuyer({ market, buyerLocale: 'vi' })).toBe('vi');
  });
});
