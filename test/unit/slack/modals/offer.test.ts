import { describe, expect, it } from 'vitest';
import type { Values } from '../../../../bots/slack/blocks/modals/fields.ts';
import { offerModal, readOffer, withAmount } from '../../../../bots/slack/blocks/modals/offer.ts';
import { OfferBody } from '../../../../src/contract/commands.ts';
import { problemsOfView } from '../../../../stand-ins/slack/limits.ts';
import { baht } from '../../../support/builders.ts';
import { integrator, offer, refundedAlready, request, seller } from '../../../support/story.ts';
import { modelOf, partsOf, shown, words } from '../support.ts';
import { chosen, errorsOf, names, offering, open, optionsOf, REF, typed } from './support.ts';

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
    expect(shown(modal)).toContain('This is your last offer.');
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
