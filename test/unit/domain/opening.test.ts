/** Opening a request (section 4), and rule 14: it keeps the rules of the day. */
import { describe, expect, it } from 'vitest';
import { decideOpen } from '../../../src/domain/decisions/open.ts';
import type { Refusal } from '../../../src/domain/refusals.ts';
import { baht, facts, thaiPolicy } from '../../support/builders.ts';
import {
  integrator,
  type Opening,
  offer,
  on,
  openingOf,
  passTime,
  platform,
  request,
  seller,
} from '../../support/story.ts';

function refusalOf(opening: Opening): Refusal | undefined {
  const { command, context } = openingOf(opening);
  return decideOpen(command, context).refusal;
}

describe('section 4: opening', () => {
  it('section 4: claim value, refundable, policy and the first deadline are told with the input', () => {
    const story = request({ alreadyRefunded: baht(4_000) });
    expect(story.history).toHaveLength(1);
    expect(story.history[0]).toMatchObject({
      type: 'request.opened',
      seq: 1,
      at: on('Mon 09:30'),
      actor: integrator,
      data: {
        ...facts({ alreadyRefunded: baht(4_000) }),
        claimValue: baht(25_000),
        refundable: baht(50_000),
        policy: thaiPolicy(),
        deadline: { kind: 'respond_by', at: on('Tue 09:30') },
      },
    });
  });

  it('section 1: the claim value is the sum over the items of price times missing quantity', () => {
    const [bowl] = facts().items;
    if (!bowl) throw new Error('the example has an item');
    const items = [
      { ...bowl, quantity: 5, missingQuantity: 3, unitPrice: baht(1_999) },
      { ...bowl, sku: 'CUP', quantity: 1, missingQuantity: 1, unitPrice: baht(1) },
    ];
    expect(request({ items }).state.claimValue).toEqual(baht(5_998));
  });

  it('section 4: without alreadyRefunded everything paid is refundable', () => {
    expect(request({ alreadyRefunded: undefined }).state).toMatchObject({
      refundable: baht(54_000),
      facts: { alreadyRefunded: baht(0) },
    });
  });

  it("section 4: the market is the seller's", () => {
    expect(refusalOf({ market: 'VN' })?.code).toBe('market_mismatch');
  });

  it("section 4: every currency is the policy's", () => {
    const dong = { amount: 1, currency: 'VND' };
    expect(refusalOf({ paid: dong })?.code).toBe('currency_mismatch');
    expect(refusalOf({ alreadyRefunded: dong })?.code).toBe('currency_mismatch');
    expect(refusalOf({ items: facts().items.map((item) => ({ ...item, unitPrice: dong })) })?.code).toBe(
      'currency_mismatch',
    );
  });

  it('section 4: it does not open in the future', () => {
    expect(refusalOf({ openedAt: on('Mon 09:30:00.001') })).toMatchObject({
      code: 'invalid_body',
      errors: [{ path: 'openedAt' }],
    });
    expect(refusalOf({ openedAt: on('Mon 09:30') })).toBeUndefined();
  });

  it('section 4: one that opened long ago is decided by the next sweep', () => {
    const story = request({ openedAt: on('Mon 08:00'), arrives: 'Fri 08:00' });
    expect(story.after('Fri 08:00', platform, passTime()).history.at(-1)).toMatchObject({
      type: 'request.approved',
      at: on('Fri 08:00'),
      data: { dueAt: on('Tue 08:00') },
    });
  });
});

describe('rule 14: the rules of the day it opened', () => {
  it('rule 14: the policy is copied into the request', () => {
    expect(request({ policy: { maxOffers: 7 } }).state.policy).toEqual(thaiPolicy({ maxOffers: 7 }));
  });

  it('rule 14: a later edit does not reach it', () => {
    const { command, context } = openingOf({ policy: { maxOffers: 2 } });
    const decision = decideOpen(command, context);
    if (!('state' in decision)) throw new Error('it opens');
    command.policy.maxOffers = 0;
    command.policy.calendar.weekend.push(1, 2, 3);
    expect(decision.state.policy).toEqual(thaiPolicy({ maxOffers: 2 }));
    expect(decision.events).toMatchObject([{ data: { policy: thaiPolicy({ maxOffers: 2 }) } }]);
  });

  it('rule 14: its deadlines follow its own policy', () => {
    const story = request({ policy: { offerExpires: { value: 90, unit: 'minute' } } });
    expect(story.after('Mon 10:00', seller, offer(12_500)).state.deadline?.at).toBe(on('Mon 11:30'));
  });
});
