/** Section 4: what the marketplace decided itself closes the request. */
import { describe, expect, it } from 'vitest';
import { baht } from '../../support/builders.ts';
import { given } from '../../support/decider.ts';
import {
  accept,
  approve,
  buyer,
  conclude,
  integrator,
  offer,
  passTime,
  platform,
  request,
  seller,
  ship,
} from '../../support/story.ts';

const opened = request();
const offered = opened.after('Mon 10:00', seller, offer(12_500));
const approved = opened.after('Mon 10:00', seller, approve());
const shipped = approved.after('Mon 11:00', seller, ship());
const settling = offered.after('Mon 11:00', buyer, accept());

describe('section 4: what the marketplace decided itself', () => {
  it.each([
    ['refunded', 'settled'],
    ['rejected', 'rejected'],
    ['cancelled', 'cancelled'],
    ['delivered', 'delivered'],
  ] as const)('%s leaves the request %s, whatever it waited for', (outcome, status) => {
    for (const story of [opened, offered, approved, shipped, settling]) {
      given(story)
        .when(conclude(outcome, { text: 'By the marketplace' }), { by: integrator, at: 'Mon 12:00' })
        .then([{ type: 'request.concluded', data: { outcome, text: 'By the marketplace' } }])
        .leaves({ status, deadline: null });
    }
  });

  it('an offer that waits is superseded, and time changes nothing any more', () => {
    const outcome = given(offered).when(conclude('refunded', { amount: baht(25_000) }), {
      by: integrator,
      at: 'Mon 12:00',
    });
    const { state } = outcome.leaves({ status: 'settled' });
    expect(state.offers[0]?.status).toBe('superseded');
    given(state).when(passTime(), { by: platform, at: 'Fri 12:00' }).thenNothing();
  });

  it('told again it is a repeat, told otherwise it is a conflict', () => {
    const told = opened.after('Mon 10:00', integrator, conclude('refunded', { amount: baht(25_000) }));
    given(told)
      .when(conclude('refunded', { amount: baht(25_000) }), { by: integrator, at: 'Mon 12:00' })
      .thenNothing();
    given(told).when(conclude('rejected'), { by: integrator, at: 'Mon 12:00' }).thenRefused('conflict');
  });

  it('its amount is in the request’s currency, and only the integrator says it', () => {
    const dollars = { amount: 100, currency: 'USD' };
    given(opened)
      .when(conclude('refunded', { amount: dollars }), { by: integrator, at: 'Mon 12:00' })
      .thenRefused('currency_mismatch');
    given(opened).when(conclude('cancelled'), { by: seller, at: 'Mon 12:00' }).thenRefused('forbidden');
  });
});
