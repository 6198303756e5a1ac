import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { counterModal, readCounter } from '../../../bots/slack/blocks/modals/counter.ts';
import { declineModal, readDecline } from '../../../bots/slack/blocks/modals/decline.ts';
import type { Values } from '../../../bots/slack/blocks/modals/fields.ts';
import { offerModal, readOffer, withAmount } from '../../../bots/slack/blocks/modals/offer.ts';
import { decodeRef, decodeSettingsRef, encodeRef, encodeSettingsRef } from '../../../bots/slack/blocks/modals/ref.ts';
import { readReject, rejectModal } from '../../../bots/slack/blocks/modals/reject.ts';
import { readSettings, settingsModal } from '../../../bots/slack/blocks/modals/settings.ts';
import { readShip, shipModal } from '../../../bots/slack/blocks/modals/ship.ts';
import type { ModalView, Read, RequestModel } from '../../../bots/slack/blocks/model.ts';
import { OfferBody, RejectBody, ShipBody } from '../../../src/contract/commands.ts';
import { problemsOfView } from '../../../stand-ins/slack/limits.ts';
import { baht } from '../../support/builders.ts';
import {
  buyer,
  counter,
  integrator,
  type Opening,
  offer,
  refundedAlready,
  request,
  seller,
} from '../../support/story.ts';
import { BARGAINING, everyState, modelOf, nasty, partsOf, sellerOf, shown, words } from './support.ts';

const REF = { requestId: 'req_1', version: 1 };
const typed = (value: string | null) => ({ value: { type: 'plain_text_input', value } });
const chosen = (value: string | null) => ({
  value: { type: 'static_select', selected_option: value === null ? null : { value, text: {} } },
});
const at = (selected_time: string | null) => ({ value: { type: 'timepicker', selected_time } });
const open = (opening: Opening = {}) => modelOf(request(opening));
const asked = () =>
  modelOf(
    request({ policy: BARGAINING })
      .after('Mon 10:00', seller, offer(12_500))
      .after('Mon 11:00', buyer, counter(20_000)),
  );
/** The dialog for an offer as it stands once these were chosen and typed. */
function offering(values: Values, model: RequestModel): ModalView {
  const modal = offerModal(model, words, REF);
  return withAmount({ ...modal, state: { values } }, model, words) ?? modal;
}
const errorsOf = (read: Read<unknown>) => (read.ok ? 'no errors' : read.errors);
const names = (view: ModalView) => view.blocks.filter(({ type }) => type === 'input').map(({ block_id }) => block_id);
interface Choice {
  text: { text: string };
  value: string;
  description?: { text: string };
}
const optionsOf = (view: ModalView, block: string): Choice[] => {
  const found = view.blocks.find(({ block_id }) => block_id === block) as { element?: { options?: [] } } | undefined;
  return found?.element?.options ?? [];
};

describe('every dialog', () => {
  it('is one that Slack takes, in any state, with the callback and the reference it is known by', () => {
    for (const story of Object.values(everyState())) {
      const model = modelOf(story);
      const dialogs = {
        reject: rejectModal,
        offer: offerModal,
        counter: counterModal,
        ship: shipModal,
        decline: declineModal,
      };
      for (const [name, view] of Object.entries(dialogs)) {
        const modal = view(model, words, REF);
        expect(problemsOfView(modal)).toEqual([]);
        if (modal.callback_id) expect(modal.callback_id).toBe(`parley:${name}`);
        if (modal.submit) expect(decodeRef(modal.private_metadata)).toMatchObject(REF);
      }
    }
  });

  it('of an action that is gone is a notice of what happened', () => {
    const story = request().after('Mon 10:00', seller, offer(12_500));
    for (const modal of [offerModal(modelOf(story), words, REF), counterModal(modelOf(story), words, REF)]) {
      expect(modal.submit).toBeUndefined();
      expect(shown(modal)).toContain('Your offer of ฿125.00 waits for the buyer’s answer');
    }
  });
});

describe('the reference in a dialog', () => {
  const full = {
    requestId: 'req_1',
    version: 3,
    offerId: 'ofr_1-1',
    channel: 'C1',
    ts: '1700000000.000100',
    responseUrl: 'https://hooks.slack.com/actions/T1/1/x',
    home: true,
  } as const;

  it('reads back as it was written', () => {
    expect(decodeRef(encodeRef(full))).toEqual(full);
    expect(decodeRef(encodeRef({ ...REF, channel: undefined }))).toEqual(REF);
    expect(decodeSettingsRef(encodeSettingsRef({ sellerId: 'shop-1', home: true }))).toEqual({
      sellerId: 'shop-1',
      home: true,
    });
  });

  it('leaves out a response URL that is too long, and stays within 3,000 characters', () => {
    const long = { ...full, requestId: 'r'.repeat(128), responseUrl: `https://hooks.slack.com/${'x'.repeat(500)}` };
    expect(decodeRef(encodeRef(long))?.responseUrl).toBeUndefined();
    const { length } = encodeRef({ ...long, responseUrl: `https://hooks.slack.com/${'x'.repeat(470)}` });
    expect(length).toBeLessThan(3_000);
  });

  it.each([
    undefined,
    '',
    '{}',
    '{"requestId":"req_1"}',
    '{"requestId":"req_1","version":1,"more":1}',
    '{"requestId":"req_1","version":1,"home":false}',
  ])('%s is none', (text) => {
    expect(decodeRef(text)).toBeNull();
    expect(decodeSettingsRef(text)).toBeNull();
  });
});

describe('rejecting', () => {
  const EVIDENCE = { rejectReasons: { items_were_sent: { evidence: true }, other: { evidence: false } } };
  const values = (reason: string | null, text: string | null, evidence: string | null = null): Values => ({
    reason: chosen(reason),
    text: typed(text),
    evidence: typed(evidence),
  });

  it('offers the policy’s reasons and says which need evidence', () => {
    const modal = rejectModal(open({ policy: EVIDENCE }), words, REF);
    expect(names(modal)).toEqual(['reason', 'text', 'evidence']);
    expect(optionsOf(modal, 'reason').map(({ text, value }) => [text.text, value])).toEqual([
      ['The items were sent', 'items_were_sent'],
      ['Other reason', 'other'],
    ]);
    expect(shown(modal)).toContain('Needed for: The items were sent.');
  });

  it('offers the marketplace’s own reasons, and asks for one where none says the policy’s', () => {
    const rejectReasons = [
      { code: 'sent', text: 'Items are correct', says: ['items_were_sent' as const] },
      { code: 'sealed', says: [] },
    ];
    const model = open({ policy: EVIDENCE, allowed: { rejectReasons } });
    const modal = rejectModal(model, words, REF);
    expect(names(modal)).toEqual(['reason', 'detail', 'text', 'evidence']);
    expect(optionsOf(modal, 'detail').map(({ text, value }) => [text.text, value])).toEqual([
      ['Items are correct', '0'],
      ['sealed', '1'],
    ]);
    expect(readReject(values('other', 'No'), model, words)).toMatchObject({ ok: false });
    const read = readReject({ ...values('other', 'No'), detail: chosen('1') }, model, words);
    expect(read).toEqual({ ok: true, value: { reason: 'other', reasonDetail: 'sealed', text: 'No' } });
  });

  it('reads the reason, the text and one link a line', () => {
    const links = ' https://a.example/1\r\n\nhttps://a.example/2 ';
    const read = readReject(
      values('items_were_sent', ' Both were sent\r\nlook ', links),
      open({ policy: EVIDENCE }),
      words,
    );
    expect(read).toEqual({
      ok: true,
      value: {
        reason: 'items_were_sent',
        text: 'Both were sent\nlook',
        evidence: ['https://a.example/1', 'https://a.example/2'],
      },
    });
  });

  it.each([
    [null, 'x', null, { reason: 'Please choose one.' }],
    ['agreed_with_buyer', 'x', null, { reason: 'Please choose one.' }],
    ['other', '   ', null, { text: 'Please fill this in.' }],
    ['other', 'x'.repeat(1_001), null, { text: 'This is too long: at most 1000 characters.' }],
    ['other', '\u200b\u3164', null, { text: 'Please fill this in.' }],
    ['items_were_sent', 'x', null, { evidence: 'This reason needs at least one link to evidence.' }],
    ['other', 'x', 'box.jpg', { evidence: '“box.jpg” is not a link. Type one link a line, beginning with https://.' }],
    ['other', 'x', 'https://a.example '.repeat(21), { evidence: 'At most 20 links, please.' }],
    [
      null,
      null,
      'x',
      {
        reason: 'Please choose one.',
        text: 'Please fill this in.',
        evidence: '“x” is not a link. Type one link a line, beginning with https://.',
      },
    ],
  ])('%s, “%s” and %s: %o', (reason, text, evidence, errors) => {
    expect(errorsOf(readReject(values(reason, text, evidence), open({ policy: EVIDENCE }), words))).toEqual(errors);
  });
});

describe('offering', () => {
  const values = (pick: string | null, amount: string | null = null, note: string | null = null): Values => ({
    pick: chosen(pick),
    amount: typed(amount),
    note: typed(note),
  });

  it('shows the policy’s picks with the money they come to, the first one chosen', () => {
    const modal = offerModal(open(), words, REF);
    expect(names(modal)).toEqual(['pick', 'note']);
    expect(optionsOf(modal, 'pick').map(({ text }) => text.text)).toEqual([
      '80% · ฿200.00 back',
      '50% · ฿125.00 back',
      '30% · ฿75.00 back',
      'Whole claim · ฿250.00 · approved at once',
      'Another amount',
    ]);
    expect(partsOf(modal, 'radio_buttons')[0]?.initial_option).toMatchObject({ value: 'percent:80' });
    expect(shown(modal)).toContain('The buyer has until Tue 24 Nov, 09:30 to answer.');
    expect(shown(modal)).toContain('After this one you cannot make another offer.');
  });

  it('has a field for the amount where another amount is chosen, right below the picks, and no other time', () => {
    const other = offering(values('other'), open());
    expect(names(other)).toEqual(['pick', 'amount', 'note']);
    expect(shown(other)).toContain('Between ฿2.50 and ฿540.00. From ฿250.00 on it is approved at once.');
    expect(problemsOfView(other)).toEqual([]);
    const shownBefore = { ...other, state: { values: values('percent:50', '99') } };
    expect(withAmount(shownBefore, open(), words)).toEqual(offerModal(open(), words, REF));
    expect(withAmount({ ...other, state: { values: values('other', '9') } }, open(), words)).toBeNull();
    const onlyOther = open({ policy: { quickPicks: {}, solutions: { missing_items: ['partial_refund'] } } });
    expect(names(offerModal(onlyOther, words, REF))).toEqual(['pick', 'amount', 'note']);
    expect(errorsOf(readOffer({ pick: chosen('other'), note: typed('x') }, open(), words))).toEqual({
      pick: 'Please fill this in.',
    });
  });

  it('says beside each pick how often such offers were accepted, and on what that stands; nothing where it is unknown', () => {
    const likely = { percent: 80, amount: baht(20_000), likely: 0.97, low: 0.81, high: 0.99, offers: 9 };
    const picks = [likely, { ...likely, percent: 50, likely: 0.69, low: 0.53, high: 0.82, offers: 1 }];
    const odds = { basis: { scope: 'shop' as const, offers: 24, since: '2026-05-01T00:00:00.000Z' }, picks };
    const modal = offerModal({ ...open(), odds }, words, REF);
    const beside = optionsOf(modal, 'pick').map(({ description }) => description?.text);
    expect(beside.slice(0, 3)).toEqual([
      'more than 9 of 10 accepted, 9 offers',
      'about 7 of 10 accepted, 1 offer',
      undefined,
    ]);
    expect(shown(modal)).toContain('Accepted, in 8 of 10 cases: 80%: 81% to 99% · 50%: 53% to 82%.');
    expect(shown(modal)).toContain(
      'Counted from 24 answered offers of your shop for this reason in the last 180 days.',
    );
    expect(problemsOfView(modal)).toEqual([]);

    const none = picks.map((pick) => ({ ...pick, likely: null, low: null, high: null, offers: 0 }));
    expect(offerModal({ ...open(), odds: { basis: null, picks: none } }, words, REF)).toEqual(
      offerModal(open(), words, REF),
    );
  });

  it('shows only what is possible', () => {
    const notReceived = offerModal(open({ reason: 'not_received' }), words, REF);
    expect(names(notReceived)).toEqual(['pick', 'note']);
    expect(optionsOf(notReceived, 'pick').map(({ value }) => value)).toEqual(['refund_only']);
    const little = request().after('Mon 10:00', integrator, refundedAlready(44_000));
    const modal = offerModal(modelOf(little), words, REF);
    expect(optionsOf(modal, 'pick').map(({ text }) => text.text)).toEqual([
      '30% · ฿75.00 back',
      'Whole claim · ฿100.00',
      'Another amount',
    ]);
  });

  it.each([
    ['percent:50', null, null, { kind: 'partial_refund', percent: 50 }],
    ['percent:33.33', null, ' Sorry ', { kind: 'partial_refund', percent: 33.33, note: 'Sorry' }],
    ['refund_only', null, null, { kind: 'refund_only' }],
    ['other', '1.25', null, 'range'],
    ['other', '฿ 99,50', 'n', { kind: 'partial_refund', amount: { amount: 9_950, currency: 'THB' }, note: 'n' }],
    ['other', '540', null, { kind: 'partial_refund', amount: { amount: 54_000, currency: 'THB' } }],
    ['other', '540.01', null, 'range'],
  ])('%s with amount %s and note %s is %o', (pick, amount, note, body) => {
    const read = readOffer(values(pick, amount, note), open(), words);
    if (body === 'range') {
      expect(errorsOf(read)).toEqual({ amount: 'The amount has to be between ฿2.50 and ฿540.00.' });
      return;
    }
    expect(read).toEqual({ ok: true, value: body });
    if (read.ok) expect(OfferBody.safeParse(read.value).success).toBe(true);
  });

  it.each([
    [null, null, { pick: 'Please choose one.' }],
    ['percent:0', null, { pick: 'Please choose one.' }],
    ['percent:101', null, { pick: 'Please choose one.' }],
    ['percent:1e1', null, { pick: 'Please choose one.' }],
    ['other', null, { amount: 'Please fill this in.' }],
    ['other', '1.250', { amount: '“1.250” could be ฿1,250.00 or ฿1.25. Type it like 1250.00.' }],
    ['other', 'half', { amount: 'This is not an amount. Type one between ฿2.50 and ฿540.00, such as 540.00.' }],
    ['percent:50', '100', { pick: 'You typed an amount too. Choose “Another amount”, or empty that field.' }],
  ])('%s with amount %s is refused at its field', (pick, amount, errors) => {
    expect(errorsOf(readOffer(values(pick, amount), open(), words))).toEqual(errors);
  });

  it('is left to the rules where no offer is possible any more', () => {
    const story = request().after('Mon 10:00', seller, offer(12_500));
    expect(readOffer(values('other', '9999'), modelOf(story), words)).toMatchObject({ ok: true });
  });
});

describe('naming another amount', () => {
  it('says between which amounts', () => {
    const modal = counterModal(asked(), words, REF);
    expect(names(modal)).toEqual(['amount', 'note']);
    expect(shown(modal)).toContain('The buyer asks for ฿200.00.');
    expect(shown(modal)).toContain('Between ฿125.01 and ฿199.99.');
  });

  it('reads the amount within them', () => {
    const values = (amount: string): Values => ({ amount: typed(amount), note: typed(null) });
    expect(readCounter(values('150'), asked(), words)).toEqual({
      ok: true,
      value: { amount: { amount: 15_000, currency: 'THB' } },
    });
    expect(errorsOf(readCounter(values('200'), asked(), words))).toEqual({
      amount: 'The amount has to be between ฿125.01 and ฿199.99.',
    });
  });
});

describe('rejecting an amount', () => {
  it('may say why', () => {
    expect(names(declineModal(asked(), words, REF))).toEqual(['text']);
    expect(readDecline({ text: typed(' Too much ') }, asked(), words)).toEqual({
      ok: true,
      value: { text: 'Too much' },
    });
    expect(readDecline({ text: typed(null) }, asked(), words)).toEqual({ ok: true, value: {} });
  });
});

describe('marking as shipped', () => {
  it('takes a carrier and a tracking number, both needed', () => {
    const model = open();
    const values = (carrier: string | null, tracking: string | null): Values => ({
      carrier: typed(carrier),
      tracking: typed(tracking),
    });
    expect(names(shipModal(model, words, REF))).toEqual(['carrier', 'tracking']);
    expect(readShip(values(' Flash Express ', 'TH1'), model, words)).toEqual({
      ok: true,
      value: { carrier: 'Flash Express', trackingNumber: 'TH1' },
    });
    expect(errorsOf(readShip(values('Flash', null), model, words))).toEqual({ tracking: 'Please fill this in.' });
    expect(errorsOf(readShip({}, model, words))).toEqual({
      carrier: 'Please fill this in.',
      tracking: 'Please fill this in.',
    });
  });
});

describe('settings', () => {
  const alerts = {
    slack: {
      channel: 'C12',
      mention: 'U12',
      quiet: { from: '22:00', to: '07:00' },
      digestAt: '09:00',
      locale: 'en-GB',
    },
  };
  const modal = (seller = sellerOf({ alerts })) => settingsModal(seller, words, { sellerId: seller.id });
  const values = (quiet: [string | null, string | null], digest: string | null, language: string): Values => ({
    quiet_from: at(quiet[0]),
    quiet_to: at(quiet[1]),
    digest: at(digest),
    language: chosen(language),
    mention: { value: { type: 'users_select', selected_user: null } },
  });

  it('show what is set, and Slack takes them', () => {
    expect(names(modal())).toEqual(['quiet_from', 'quiet_to', 'digest', 'language', 'mention']);
    expect(partsOf(modal(), 'timepicker').map(({ initial_time }) => initial_time)).toEqual(['22:00', '07:00', '09:00']);
    expect(partsOf(modal(), 'static_select')[0]?.initial_option).toMatchObject({ value: 'en-GB' });
    expect(partsOf(modal(), 'users_select')[0]?.initial_user).toBe('U12');
    expect(partsOf(modal(), 'channel')).toEqual([{ type: 'channel', channel_id: 'C12' }]);
    for (const seller of [
      sellerOf({ alerts }),
      sellerOf({ alerts: undefined }),
      sellerOf({ alerts: { slack: { channel: 'U77' } } }),
    ]) {
      expect(problemsOfView(modal(seller))).toEqual([]);
    }
  });

  it('read what is chosen, and empty fields as off', () => {
    expect(readSettings(values(['22:00', '07:00'], '09:00', 'th'), words)).toEqual({
      ok: true,
      value: { quiet: { from: '22:00', to: '07:00' }, digestAt: '09:00', locale: 'th', mention: null },
    });
    expect(readSettings(values([null, null], null, 'default'), words)).toEqual({
      ok: true,
      value: { quiet: null, digestAt: null, locale: null, mention: null },
    });
    expect(readSettings(values([null, null], null, 'en-GB'), words)).toMatchObject({ value: { locale: 'en-GB' } });
  });

  it.each([
    [['22:00', null], 'quiet_to'],
    [[null, '07:00'], 'quiet_from'],
    [['07:00', '07:00'], 'quiet_to'],
  ] as [[string | null, string | null], string][])('quiet hours of %o are refused', (quiet, field) => {
    expect(errorsOf(readSettings(values(quiet, null, 'th'), words))).toEqual({
      [field]: 'Quiet hours need a beginning and an end that differ.',
    });
  });
});

describe('whatever is typed', () => {
  it('is a value that a command takes, or an error at a field of the dialog; never anything else', () => {
    const model = open();
    fc.assert(
      fc.property(
        nasty(1_200),
        nasty(200),
        fc.constantFrom('other', 'refund_only', 'percent:50', 'items_were_sent'),
        (long, short, pick) => {
          const values: Values = {
            pick: chosen(pick),
            reason: chosen(pick),
            amount: typed(short),
            note: typed(long),
            text: typed(long),
            evidence: typed(short),
            carrier: typed(short),
            tracking: typed(short),
          };
          const reads: [Read<unknown>, { safeParse(value: unknown): { success: boolean } }, ModalView][] = [
            [readOffer(values, model, words), OfferBody, offering(values, model)],
            [readReject(values, model, words), RejectBody, rejectModal(model, words, REF)],
            [readShip(values, model, words), ShipBody, shipModal(model, words, REF)],
          ];
          for (const [read, body, modal] of reads) {
            if (read.ok) expect(body.safeParse(read.value).success).toBe(true);
            else for (const field of Object.keys(read.errors)) expect(names(modal)).toContain(field);
          }
        },
      ),
    );
  });
});
