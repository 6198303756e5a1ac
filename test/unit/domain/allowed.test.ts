/** SPEC section 4, `allowed`: what the marketplace permits narrows the rules, from the opening on or by a correction. */
import { describe, expect, it } from 'vitest';
import type { Allowed } from '../../../src/contract/allowed.ts';
import { TAKEN_BACK, type TakenBack } from '../../../src/contract/taken-back.ts';
import { allowedActions } from '../../../src/domain/actions.ts';
import { decideOpen } from '../../../src/domain/decisions/open.ts';
import { counterRange, solutionsNow } from '../../../src/domain/offers.ts';
import { baht } from '../../support/builders.ts';
import { given } from '../../support/decider.ts';
import {
  accept,
  agent,
  approve,
  buyer,
  counter,
  extend,
  integrator,
  type Opening,
  offer,
  offerPercent,
  on,
  openingOf,
  passTime,
  platform,
  refundOnly,
  reject,
  request,
  seller,
  update,
} from '../../support/story.ts';

const at = { by: seller, at: 'Mon 10:00' };
const allowing = (allowed: Allowed, opening: Opening = {}) => request({ allowed, ...opening });
const permit = (allowed: Allowed) => update({ allowed });
const answersOf = (allowed: Allowed, moment = 'Mon 10:00') => solutionsNow(allowing(allowed).state, on(moment));

describe('allowed.rejectReasons: a reason is one of the marketplace’s', () => {
  const known = [
    { code: 'sent', says: ['items_were_sent' as const] },
    { code: 'sealed', text: 'The parcel was sealed', says: [] },
  ];
  const story = allowing({ rejectReasons: known });

  it('which says it, or which is named', () => {
    given(story).when(reject(), at).then(['request.rejected']);
    const named = reject({ reason: 'evidence_insufficient', reasonDetail: 'sealed' });
    given(story).when(named, at).then(['request.rejected']);
    given(allowing({ solutions: ['reject'] }))
      .when(reject({ reasonDetail: 'anything' }), at)
      .then(['request.rejected']);
  });

  it('and no other', () => {
    given(story)
      .when(reject({ reason: 'evidence_insufficient' }), at)
      .thenRefused('invalid_body');
    given(story)
      .when(reject({ reasonDetail: 'no_such' }), at)
      .thenRefused('invalid_body');
  });
});

describe('allowed.solutions: no other solution is listed or taken', () => {
  it('narrows what the policy allows, and widens nothing', () => {
    expect(answersOf({ solutions: ['approve', 'reject', 'refund_only'] })).toEqual([
      'approve',
      'reject',
      'refund_only',
    ]);
    expect(answersOf({ solutions: ['approve', 'partial_refund'] })).toEqual(['approve', 'partial_refund']);
    const notReceived = allowing({ solutions: ['partial_refund'] }, { reason: 'not_received' });
    expect(solutionsNow(notReceived.state, on('Mon 10:00'))).toEqual([]);
  });

  it('refuses every answer that is not listed', () => {
    const story = allowing({ solutions: ['partial_refund'] });
    for (const answer of [approve(), reject(), refundOnly()]) {
      given(story).when(answer, at).thenRefused('solution_not_allowed');
    }
    given(story).when(offer(12_500), at).then(['offer.proposed']);
    given(allowing({ solutions: ['approve', 'reject'] }))
      .when(offer(12_500), at)
      .thenRefused('solution_not_allowed');
  });

  it('offers no action that would be refused', () => {
    const { state } = allowing({ solutions: ['approve'] });
    expect(allowedActions(state, 'seller', on('Mon 10:00'))).toEqual(['approve', 'assign']);
  });

  it('leaves the platform its own approval when the time is over', () => {
    given(allowing({ solutions: [] }))
      .when(passTime(), { by: platform, at: 'Tue 09:30' })
      .then([{ type: 'request.approved', data: { cause: 'timeout' } }]);
  });

  it('allows no counter-offer where no partial refund is permitted', () => {
    const story = request({ policy: { maxRounds: 3 } }).after('Mon 10:00', seller, offer(10_000));
    expect(counterRange(story.state)).not.toBeNull();
    const { state } = story.after('Mon 10:01', integrator, permit({ solutions: ['partial_refund'] }));
    expect(counterRange(state)).not.toBeNull();
    expect(counterRange({ ...state, facts: { ...state.facts, allowed: { solutions: ['refund_only'] } } })).toBeNull();
  });
});

describe('allowed.maxAmount: no offer is above it', () => {
  it('bounds a partial refund below the claim', () => {
    const story = allowing({ maxAmount: baht(15_000) });
    given(story).when(offer(15_000), at).then(['offer.proposed']);
    given(story).when(offer(15_001), at).thenRefused('amount_out_of_range', { min: 250, max: 15_000 });
    given(story).when(offerPercent(80), at).thenRefused('amount_out_of_range', { min: 250, max: 15_000 });
  });

  it('bounds what is more favourable, and lets a refund below the claim be an offer like any other', () => {
    given(allowing({ maxAmount: baht(30_000) }))
      .when(offer(30_001), at)
      .thenRefused('amount_out_of_range', { max: 30_000 });
    given(allowing({ maxAmount: baht(20_000) }))
      .when(refundOnly(), at)
      .then([{ type: 'offer.proposed', data: { offer: { kind: 'refund_only', amount: baht(20_000) } } }]);
  });

  it('leaves no money to offer where it is 0 or below the least amount', () => {
    expect(answersOf({ maxAmount: baht(0) })).toEqual(['approve', 'reject']);
    expect(answersOf({ maxAmount: baht(100) })).toEqual(['approve', 'reject', 'refund_only']);
  });

  it('bounds the counter-offers of both sides', () => {
    const story = allowing({ maxAmount: baht(15_000) }, { policy: { maxRounds: 3 } }).after(
      'Mon 10:00',
      seller,
      offer(10_000),
    );
    given(story)
      .when(counter(15_001), { by: buyer, at: 'Mon 10:01' })
      .thenRefused('amount_out_of_range', { min: 10_001, max: 15_000 });
    given(story).when(counter(15_000), { by: buyer, at: 'Mon 10:01' }).then(['offer.countered']);
  });

  it('is in the currency of the request', () => {
    const dollars = { maxAmount: { amount: 100, currency: 'USD' } };
    given(request()).when(permit(dollars), { by: integrator, at: 'Mon 10:00' }).thenRefused('currency_mismatch');
    const { command, context } = openingOf({ allowed: dollars });
    expect(decideOpen(command, context)).toMatchObject({ refusal: { code: 'currency_mismatch' } });
  });
});

describe('allowed.offerBy: no offer waits longer, and none is made from then on', () => {
  it('ends an offer before its own time', () => {
    given(allowing({ offerBy: on('Mon 18:00') }))
      .when(offer(12_500), at)
      .then([{ type: 'offer.proposed', data: { offer: { expiresAt: on('Mon 18:00') }, dueAt: on('Mon 18:00') } }]);
    given(allowing({ offerBy: on('Wed 18:00') }))
      .when(offer(12_500), at)
      .then([{ type: 'offer.proposed', data: { offer: { expiresAt: on('Tue 10:00') } } }]);
  });

  it('ends a counter-offer before its own time', () => {
    const story = allowing({ offerBy: on('Mon 18:00') }, { policy: { maxRounds: 3 } });
    given(story.after('Mon 10:00', seller, offer(10_000)))
      .when(counter(15_000), { by: buyer, at: 'Mon 10:01' })
      .then([{ type: 'offer.countered', data: { offer: { expiresAt: on('Mon 18:00') } } }]);
  });

  it('takes no offer from that moment on, and a millisecond earlier takes one', () => {
    const story = allowing({ offerBy: on('Mon 18:00') });
    expect(solutionsNow(story.state, on('Mon 17:59:59.999'))).toContain('partial_refund');
    expect(solutionsNow(story.state, on('Mon 18:00'))).toEqual(['approve', 'reject']);
    for (const answer of [offer(12_500), refundOnly()]) {
      given(story).when(answer, { by: seller, at: 'Mon 18:00' }).thenRefused('solution_not_allowed');
    }
    given(story).when(offer(12_500), { by: seller, at: 'Mon 17:59:59.999' }).then(['offer.proposed']);
  });

  it('is not extended past, and up to it an offer is', () => {
    const story = allowing({ offerBy: on('Tue 12:00') }).after('Mon 10:00', seller, offer(12_500));
    given(story)
      .when(extend(2 * 3600 + 1), { by: agent, at: 'Mon 11:00' })
      .thenRefused('conflict');
    const extended = story.after('Mon 11:00', agent, extend(2 * 3600));
    expect(extended.state.offers[0]?.expiresAt).toBe(on('Tue 12:00'));
    const capped = allowing({ offerBy: on('Mon 18:00') }).after('Mon 10:00', seller, offer(12_500));
    expect(allowedActions(capped.state, 'agent', on('Mon 11:00'))).not.toContain('extend');
    expect(allowedActions(allowing({ offerBy: on('Mon 18:00') }).state, 'agent', on('Mon 11:00'))).toContain('extend');
  });
});

describe('a correction: what the marketplace permits from now on', () => {
  const offered = request({ policy: { maxRounds: 3 } }).after('Mon 10:00', seller, offer(12_500));
  const WITHDRAWN = [
    'request.updated',
    { type: 'offer.withdrawn', actor: { kind: 'platform' } },
    { type: 'request.handed_back', data: { cause: 'withdrawn' } },
  ] as const;
  const by = { by: integrator, at: 'Mon 11:00' };

  it.each<[string, Allowed, TakenBack]>([
    ['its kind is not permitted', { solutions: ['approve', 'reject', 'refund_only'] }, 'solution'],
    ['it is above the amount', { maxAmount: baht(12_499) }, 'amount'],
    ['it would wait longer', { offerBy: on('Tue 09:59:59.999') }, 'time'],
  ])('withdraws a pending offer where %s, and says why', (_, allowed, why) => {
    const [updated, withdrawn, handedBack] = WITHDRAWN;
    const data = { offerId: offered.state.offers[0]?.id, text: TAKEN_BACK[why] };
    given(offered)
      .when(permit(allowed), by)
      .then([updated, { ...withdrawn, data }, handedBack])
      .leaves({ status: 'awaiting_seller', facts: { allowed } });
  });

  it("withdraws a buyer's counter-offer beyond it too", () => {
    given(offered.after('Mon 10:30', buyer, counter(20_000)))
      .when(permit({ maxAmount: baht(15_000) }), by)
      .then([...WITHDRAWN]);
  });

  it('leaves an offer within it alone', () => {
    const allowed = { solutions: ['partial_refund' as const], maxAmount: baht(12_500), offerBy: on('Tue 10:00') };
    given(offered)
      .when(permit(allowed), by)
      .then([{ type: 'request.updated', data: { allowed } }])
      .leaves({ status: 'negotiating' });
  });

  it('takes the place of all that was permitted before', () => {
    const story = allowing({ solutions: ['approve'], maxAmount: baht(1_000) }).after(
      'Mon 10:00',
      integrator,
      permit({}),
    );
    expect(story.state.facts.allowed).toEqual({});
    given(story).when(offer(20_000), { by: seller, at: 'Mon 10:01' }).then(['offer.proposed']);
  });

  it('is told once', () => {
    const allowed = { maxAmount: baht(1_000) };
    given(allowing(allowed)).when(permit(allowed), by).thenNothing();
  });

  it('comes after the fact where the buyer has accepted', () => {
    given(offered.after('Mon 10:30', buyer, accept()))
      .when(permit({ solutions: [] }), by)
      .then(['request.updated'])
      .leaves({ status: 'settling' });
  });
});
