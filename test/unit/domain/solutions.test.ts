/** Rules 2, 3 and 4: what a seller can answer, and which amounts are legal. */
import { describe, expect, it } from 'vitest';
import { marketPolicy } from '../../../src/domain/markets/index.ts';
import { solutionsNow } from '../../../src/domain/offers.ts';
import { baht, facts } from '../../support/builders.ts';
import { given } from '../../support/decider.ts';
import {
  approve,
  buyer,
  type Opening,
  offer,
  offerPercent,
  on,
  refundOnly,
  reject,
  request,
  seller,
} from '../../support/story.ts';

/** A request for one item at this price, of which this much may be refunded. */
function claiming(claim: number, refundable = 2 * claim, opening: Opening = {}) {
  const items = facts().items.map((item) => ({ ...item, unitPrice: baht(claim) }));
  return request({ items, paid: baht(refundable), ...opening });
}
const at = { by: seller, at: 'Mon 10:00' };
const CARD = ['offer.proposed'] as const;
const AT_ONCE = ['offer.auto_approved', 'refund.requested'] as const;

describe('rule 2: solutions depend on the reason', () => {
  it.each(['missing_items', 'damaged', 'defective', 'wrong_item'] as const)('rule 2: %s allows all four', (reason) => {
    expect(solutionsNow(request({ reason }).state, on('Mon 10:00'))).toEqual([
      'approve',
      'reject',
      'refund_only',
      'partial_refund',
    ]);
  });

  it('rule 2: not_received allows no partial refund', () => {
    const story = request({ reason: 'not_received' });
    expect(solutionsNow(story.state, on('Mon 10:00'))).toEqual(['approve', 'reject', 'refund_only']);
    given(story).when(offer(12_500), at).thenRefused('solution_not_allowed');
    given(story).when(offerPercent(50), at).thenRefused('solution_not_allowed');
    given(story)
      .when(refundOnly(), at)
      .then([...AT_ONCE]);
  });

  it('rule 2: approve and reject are allowed even where the policy leaves them out', () => {
    const story = request({ policy: { solutions: { missing_items: ['partial_refund'] } } });
    expect(solutionsNow(story.state, on('Mon 10:00'))).toEqual(['approve', 'reject', 'partial_refund']);
    given(story).when(approve(), at).then(['request.approved']);
    given(story).when(reject(), at).then(['request.rejected']);
    given(story).when(refundOnly(), at).thenRefused('solution_not_allowed');
  });

  it('rule 2: a solution for which no legal amount exists is not listed', () => {
    // At least 300.00 is asked of a partial refund; the claim is 250.00 and only 240.00 may be refunded.
    const limits = { minPercent: 1, maxPercent: 100, minAmount: 30_000, maxAmount: null };
    const story = claiming(25_000, 24_000, { policy: { limits } });
    expect(solutionsNow(story.state, on('Mon 10:00'))).toEqual(['approve', 'reject', 'refund_only']);
    given(story).when(offer(24_000), at).thenRefused('solution_not_allowed');
  });

  it('rule 2: the list is empty while anything else than the first answer is waited for', () => {
    expect(solutionsNow(request().after('Mon 10:00', seller, offer(12_500)).state, on('Mon 10:01'))).toEqual([]);
    expect(solutionsNow(request().after('Mon 10:00', seller, approve()).state, on('Mon 10:01'))).toEqual([]);
  });
});

describe('rule 3: more favourable is approved at once', () => {
  it('rule 3: refund_only is the claim value', () => {
    given(request())
      .when(refundOnly('Sorry about that'), at)
      .then([
        {
          type: 'offer.auto_approved',
          data: {
            offer: {
              kind: 'refund_only',
              amount: baht(25_000),
              percent: 100,
              status: 'auto_approved',
              expiresAt: null,
              note: 'Sorry about that',
            },
          },
        },
        { type: 'refund.requested', data: { refund: { amount: baht(25_000), status: 'requested' } } },
      ])
      .leaves({ status: 'settling', deadline: { kind: 'refund_by', at: on('Tue 10:00') } });
  });

  it('rule 3: so is a partial refund of the claim value or more', () => {
    given(request())
      .when(offer(24_999), at)
      .then([...CARD]);
    given(request())
      .when(offer(25_000), at)
      .then([...AT_ONCE]);
    given(request())
      .when(offerPercent(100), at)
      .then([...AT_ONCE]);
    given(request())
      .when(offer(54_000), at)
      .then(['offer.auto_approved', { type: 'refund.requested', data: { refund: { amount: baht(54_000) } } }]);
    given(request()).when(offer(54_001), at).thenRefused('amount_out_of_range', { max: 54_000 });
  });

  it("rule 3: the policy's limits do not bind it", () => {
    const limits = { minPercent: 10, maxPercent: 50, minAmount: 30_000, maxAmount: null };
    given(request({ policy: { limits } }))
      .when(offer(25_000), at)
      .then([...AT_ONCE]);
  });

  it('rule 3: where refundable is below the claim value it is an offer like any other', () => {
    given(claiming(25_000, 20_000))
      .when(refundOnly(), at)
      .then([
        {
          type: 'offer.proposed',
          data: { offer: { kind: 'refund_only', amount: baht(20_000), percent: 80, status: 'pending' } },
        },
      ])
      .leaves({ status: 'negotiating' });
  });

  it('rule 3: such a refund_only is not bound by the limits of partial refunds', () => {
    const limits = { minPercent: 10, maxPercent: 50, minAmount: 1, maxAmount: null };
    given(claiming(25_000, 20_000, { policy: { limits } }))
      .when(refundOnly(), at)
      .then([...CARD]);
  });

  it.each([
    ['nothing may be refunded', claiming(25_000, 0)],
    ['everything was refunded already', request({ alreadyRefunded: baht(54_000) })],
    ['the claim is worth nothing', claiming(0, 54_000)],
  ])('rule 3: where %s, only approve and reject remain', (_, story) => {
    expect(solutionsNow(story.state, on('Mon 10:00'))).toEqual(['approve', 'reject']);
    for (const ask of [refundOnly(), offer(0), offer(1), offerPercent(50), offerPercent(100)]) {
      given(story).when(ask, at).thenRefused('solution_not_allowed');
    }
    given(story).when(approve(), at).then(['request.approved']);
  });
});

describe('rule 4: a partial refund becomes a card', () => {
  it("rule 4: it waits for the buyer for a day, in the buyer's zone", () => {
    given(request({ buyerZone: 'America/New_York' }))
      .when(offer(12_500, 'We have no bowl left'), at)
      .then([
        {
          type: 'offer.proposed',
          actor: seller,
          data: {
            dueAt: on('Tue 10:00'),
            deadline: { kind: 'offer_expires', at: on('Tue 10:00') },
            offer: {
              kind: 'partial_refund',
              by: 'seller',
              round: 1,
              amount: baht(12_500),
              percent: 50,
              note: 'We have no bowl left',
              status: 'pending',
              createdAt: on('Mon 10:00'),
              expiresAt: on('Tue 10:00'),
              answer: null,
            },
          },
        },
      ])
      .leaves({ status: 'negotiating', offersMade: 1 });
  });

  it("rule 4: a calendar day over the buyer's clock change has 25 hours", () => {
    // New York leaves summer time on Sunday 1 November 2026 at 06:00 UTC.
    given(request({ arrives: '2026-10-30T09:00:00.000Z', buyerZone: 'America/New_York' }))
      .when(offer(12_500), { by: seller, at: '2026-10-31T16:00:00.000Z' })
      .then([{ type: 'offer.proposed', data: { deadline: { at: '2026-11-01T17:00:00.000Z' } } }]);
  });

  it('rule 4: at least one minor unit and at most what is refundable', () => {
    const story = claiming(25_000, 20_000, {
      policy: { limits: { minPercent: 0.01, maxPercent: 100, minAmount: 1, maxAmount: null } },
    });
    given(story).when(offer(0), at).thenRefused('amount_out_of_range', { max: 20_000 });
    given(story).when(offer(20_001), at).thenRefused('amount_out_of_range', { max: 20_000 });
    given(story)
      .when(offer(20_000), at)
      .then([...CARD]);
    given(claiming(40, 20))
      .when(offer(1), at)
      .then([...CARD]);
    given(claiming(40, 20)).when(offerPercent(1), at).thenRefused('amount_out_of_range', { min: 1, max: 20 });
  });

  it('rule 4: half a minor unit is rounded up: 50 percent of 9.99 is 5.00', () => {
    given(claiming(999))
      .when(offerPercent(50), at)
      .then([{ type: 'offer.proposed', data: { offer: { amount: baht(500), percent: 50 } } }]);
    given(claiming(999))
      .when(offerPercent(33.33), at)
      .then([{ type: 'offer.proposed', data: { offer: { amount: baht(333) } } }]);
    given(claiming(1_001))
      .when(offerPercent(0.05), { ...at })
      .thenRefused('amount_out_of_range', { min: 10 });
  });

  it('rule 4: the bounds named are those of one range, unless amounts are legal without a gap', () => {
    const upTo = (maxAmount: number) =>
      claiming(1_000, 2_000, { policy: { limits: { minPercent: 10, maxPercent: 100, minAmount: 1, maxAmount } } });
    given(upTo(999)).when(offer(99), at).thenRefused('amount_out_of_range', { min: 100, max: 2_000 });
    given(upTo(998)).when(offer(999), at).thenRefused('amount_out_of_range', { min: 100, max: 998 });
    given(upTo(998)).when(offer(2_001), at).thenRefused('amount_out_of_range', { min: 100, max: 2_000 });
  });

  it('rule 4: the bounds are rounded half up too, then compared', () => {
    // Claim 9.99: 10 percent is 0.999 → 1.00, 50 percent 4.995 → 5.00.
    const story = claiming(999, 999, {
      policy: { limits: { minPercent: 10, maxPercent: 50, minAmount: 1, maxAmount: null } },
    });
    given(story).when(offer(99), at).thenRefused('amount_out_of_range', { min: 100 });
    given(story)
      .when(offer(100), at)
      .then([...CARD]);
    given(story)
      .when(offer(500), at)
      .then([...CARD]);
    given(story).when(offer(501), at).thenRefused('amount_out_of_range', { min: 100, max: 500 });
    given(story).when(offer(998), at).thenRefused('amount_out_of_range', { min: 100, max: 500 });
    given(story)
      .when(offer(999), at)
      .then([...AT_ONCE]);
  });

  it('rule 4: US shops offer 10 to 50 percent, and at least 5 dollars', () => {
    const policy = marketPolicy('US');
    const usd = (amount: number) => ({ amount, currency: 'USD' });
    const us = (price: number) =>
      request({
        market: 'US',
        policy,
        items: facts().items.map((item) => ({ ...item, unitPrice: usd(price) })),
        paid: usd(price * 2),
        alreadyRefunded: usd(0),
      });
    given(us(10_000)).when(offer(999), at).thenRefused('amount_out_of_range', { min: 1_000 });
    given(us(10_000))
      .when(offer(1_000), at)
      .then([...CARD]);
    given(us(10_000))
      .when(offer(5_000), at)
      .then([...CARD]);
    given(us(10_000)).when(offer(5_001), at).thenRefused('amount_out_of_range');
    given(us(3_000)).when(offer(499), at).thenRefused('amount_out_of_range', { min: 500 });
    given(us(3_000)).when(offerPercent(15), at).thenRefused('amount_out_of_range', { min: 500 });
    given(us(3_000))
      .when(offer(500), at)
      .then([...CARD]);
    // 5 dollars is more than half of 8: nothing below the claim is legal, the whole claim is.
    given(us(800)).when(offer(500), at).thenRefused('amount_out_of_range', { min: 800 });
    given(us(800))
      .when(offer(800), at)
      .then([...AT_ONCE]);
  });

  it('rule 4: money is never mixed', () => {
    given(request())
      .when(offer({ amount: 12_500, currency: 'VND' }), at)
      .thenRefused('currency_mismatch');
  });

  it("rule 4: while an offer waits, the seller's other actions are locked", () => {
    const story = request({ policy: { maxOffers: 3 } }).after('Mon 10:00', seller, offer(12_500));
    for (const ask of [approve(), reject(), offer(20_000), refundOnly()]) {
      given(story)
        .when(ask, { by: seller, at: 'Mon 11:00' })
        .thenRefused('conflict', { requestStatus: 'negotiating', offerStatus: 'pending' });
    }
  });

  it('rule 4: a buyer proposes nothing', () => {
    given(request()).when(offer(12_500), { by: buyer, at: 'Mon 10:00' }).thenRefused('forbidden');
  });
});

describe('rule 4: maxAmount', () => {
  const limits = { minPercent: 1, maxPercent: 100, minAmount: 1, maxAmount: 5_000 };

  it('rule 4: binds a partial refund below the claim value, and no other', () => {
    const story = claiming(25_000, 50_000, { policy: { limits } });
    given(story)
      .when(offer(5_000), at)
      .then([...CARD]);
    given(story).when(offer(5_001), at).thenRefused('amount_out_of_range', { min: 250, max: 5_000 });
    given(story).when(offerPercent(50), at).thenRefused('amount_out_of_range');
    given(story)
      .when(offer(25_000), at)
      .then([...AT_ONCE]);
  });
  it('rule 4: null is no limit, and so is a policy of a day before there was one', () => {
    for (const maxAmount of [null, undefined] as (number | null)[]) {
      const story = claiming(25_000, 50_000, { policy: { limits: { ...limits, maxAmount } } });
      given(story)
        .when(offer(24_999), at)
        .then([...CARD]);
    }
  });
  it('rule 4: the United States offer 5 to 50 dollars', () => {
    expect(marketPolicy('US')?.limits).toMatchObject({ minAmount: 500, maxAmount: 5_000 });
  });
});
