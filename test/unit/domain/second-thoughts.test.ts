/** Rule 18: the buyer may still take the last offer while the seller has not answered. */
import { describe, expect, it } from 'vitest';
import { allowedActions } from '../../../src/domain/actions.ts';
import { secondThought } from '../../../src/domain/offers.ts';
import { baht } from '../../support/builders.ts';
import { given } from '../../support/decider.ts';
import {
  accept,
  buyer,
  counter,
  integrator,
  offer,
  on,
  passTime,
  platform,
  refundedAlready,
  reject,
  rejectOffer,
  request,
  seller,
  withdraw,
} from '../../support/story.ts';

const policy = { secondThoughts: true, maxOffers: 2, maxRounds: 3 };
const offered = request({ policy }).after('Mon 10:00', seller, offer(12_500));
const rejected = offered.after('Mon 11:00', buyer, rejectOffer('Too little'));
const expired = offered.after('Tue 10:00', platform, passTime());
const TAKEN = [
  { type: 'offer.accepted', actor: buyer, data: { offerId: 'ofr_1-1', secondThoughts: true } },
  { type: 'refund.requested', data: { refund: { amount: baht(12_500) } } },
] as const;

describe('rule 18: second thoughts', () => {
  it.each([
    ['rejected', rejected],
    ['expired', expired],
  ] as const)('rule 18: an offer that was %s may be accepted after all', (was, story) => {
    expect(allowedActions(story.state, 'buyer', on('Tue 10:30'))).toContain('accept_offer');
    expect(allowedActions(story.state, 'buyer', on('Tue 10:30'))).not.toContain('reject_offer');
    const { state } = given(story)
      .when(accept(), { by: buyer, at: 'Tue 10:30' })
      .then([...TAKEN])
      .leaves({
        status: 'settling',
        secondThought: { offerId: 'ofr_1-1', was },
        offers: [{ status: 'accepted', answer: { by: 'buyer', at: on('Tue 10:30') } }],
      });
    expect(state.offers[0]?.answer).not.toHaveProperty('text');
    given(state).when(accept(), { by: buyer, at: 'Tue 10:31' }).thenNothing();
  });

  it('rule 18: it is off unless the policy says so', () => {
    const off = request().after('Mon 10:00', seller, offer(12_500)).after('Mon 11:00', buyer, rejectOffer());
    expect(allowedActions(off.state, 'buyer', on('Mon 12:00'))).toEqual(['cancel']);
    given(off).when(accept(), { by: buyer, at: 'Mon 12:00' }).thenRefused('conflict');
  });

  it('rule 18: only within what is refundable', () => {
    given(rejected.after('Mon 11:30', integrator, refundedAlready(42_000)))
      .when(accept(), { by: buyer, at: 'Mon 12:00' })
      .thenRefused('conflict');
    given(rejected.after('Mon 11:30', integrator, refundedAlready(41_500)))
      .when(accept(), { by: buyer, at: 'Mon 12:00' })
      .then([...TAKEN]);
  });

  it('rule 18: not once the seller has answered', () => {
    given(rejected.after('Mon 12:00', seller, reject()))
      .when(accept(), { by: buyer, at: 'Mon 12:01' })
      .thenRefused('conflict');
    given(rejected.after('Mon 12:00', seller, offer(13_000)))
      .when(accept(1), { by: buyer, at: 'Mon 12:01' })
      .thenRefused('conflict');
  });

  it('rule 18: until the seller’s time is over, or the marketplace permits no offer any more, whichever is first', () => {
    const untilWith = (offerBy: string | undefined) => {
      const opened = request({ policy, ...(offerBy ? { allowed: { offerBy: on(offerBy) } } : {}) });
      const { state } = opened.after('Mon 10:00', seller, offer(12_500)).after('Mon 11:00', buyer, rejectOffer());
      return secondThought(state)?.until;
    };
    const { deadline } = rejected.state;
    expect(untilWith(undefined)).toBe(deadline?.at);
    expect(untilWith('Wed 18:00')).toBe(deadline?.at);
    expect(untilWith('Mon 18:00')).toBe(on('Mon 18:00'));
  });

  it('rule 18: not once the seller’s time has passed', () => {
    given(rejected)
      .when(accept(), { by: buyer, at: 'Tue 11:00' })
      .thenTooLate(['request.approved'], { requestStatus: 'awaiting_shipment' });
  });

  it('rule 18: not an offer that the seller took back, nor one of before', () => {
    const back = offered.after('Mon 10:30', seller, withdraw());
    given(back).when(accept(), { by: buyer, at: 'Mon 11:00' }).thenRefused('conflict');
    const second = rejected.after('Mon 12:00', seller, offer(13_000)).after('Mon 13:00', buyer, rejectOffer());
    given(second).when(accept(1), { by: buyer, at: 'Mon 14:00' }).thenRefused('conflict');
    given(second).when(accept(2), { by: buyer, at: 'Mon 14:00' }).then(['offer.accepted', 'refund.requested']);
  });

  it('rule 18: not an offer that the buyer countered; the seller’s counter-offer is one like any', () => {
    const countered = offered.after('Mon 10:30', buyer, counter(20_000));
    given(countered.after('Mon 11:00', seller, rejectOffer()))
      .when(accept(1), { by: buyer, at: 'Mon 12:00' })
      .thenRefused('conflict');
    const again = countered.after('Mon 11:00', seller, counter(15_000)).after('Mon 11:30', buyer, rejectOffer());
    given(again)
      .when(accept(3), { by: buyer, at: 'Mon 12:00' })
      .then([{ type: 'offer.accepted', data: { offerId: 'ofr_1-3' } }, 'refund.requested']);
  });

  it('rule 18: an acceptance that arrives after offer_expires finds the expiry committed first', () => {
    given(offered)
      .when(accept(), { by: buyer, at: 'Tue 10:00' })
      .then(['offer.expired', 'request.handed_back', ...TAKEN]);
    given(offered)
      .when(rejectOffer(), { by: buyer, at: 'Tue 10:00' })
      .thenTooLate(['offer.expired', 'request.handed_back']);
  });

  it('rule 18: one that was stamped in time and finds the expiry is decided on what stands', () => {
    given(expired)
      .when(accept(), { by: buyer, at: 'Tue 10:00:01', arrivedAt: 'Tue 09:59:59' })
      .then([...TAKEN]);
  });

  it('rule 18: with the time used up at the expiry there is nothing left to think about', () => {
    const resume = { ...policy, afterHandBack: 'resume' as const };
    const late = request({ policy: resume, rules: [] }).after('Tue 09:29', seller, offer(12_500));
    given(late)
      .when(accept(), { by: buyer, at: 'Wed 12:00' })
      .then(['offer.expired', 'request.handed_back', ...TAKEN]);
  });
});
