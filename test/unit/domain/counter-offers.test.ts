/** Rule 8: counter-offers move towards each other until the rounds are used up. */
import { describe, expect, it } from 'vitest';
import { allowedActions } from '../../../src/domain/actions.ts';
import { baht } from '../../support/builders.ts';
import { given } from '../../support/decider.ts';
import {
  accept,
  agent,
  approve,
  buyer,
  counter,
  integrator,
  offer,
  on,
  passTime,
  platform,
  refundedAlready,
  refundOnly,
  rejectOffer,
  request,
  type Story,
  seller,
  withdraw,
} from '../../support/story.ts';

/** Claim 250.00; the seller offers 100.00 on Monday at 10:00. */
const rounds = (maxRounds: number, policy = {}): Story =>
  request({ policy: { maxRounds, ...policy } }).after('Mon 10:00', seller, offer(10_000));
const three = rounds(3);
const asked = three.after('Mon 11:00', buyer, counter(20_000, 'A little more'));
const answered = asked.after('Mon 12:00', seller, counter(15_000));

describe('rule 8: rounds', () => {
  it('rule 8: by default there are none', () => {
    const story = request().after('Mon 10:00', seller, offer(10_000));
    given(story).when(counter(20_000), { by: buyer, at: 'Mon 11:00' }).thenRefused('conflict');
    expect(allowedActions(story.state, 'buyer', on('Mon 11:00'))).toEqual(['accept_offer', 'reject_offer', 'cancel']);
  });

  it('rule 8: the refusal says whether the rounds are used up or no amount is left', () => {
    given(rounds(1))
      .when(counter(20_000), { by: buyer, at: 'Mon 11:00' })
      .thenRefused('conflict', { detail: 'Round 1 of 1 allows no counter-offer.' });
    given(answered)
      .when(counter(16_000), { by: buyer, at: 'Mon 13:00' })
      .thenRefused('conflict', { detail: 'Round 3 of 3 allows no counter-offer.' });
    const all = request({ policy: { maxRounds: 3 } }).after('Mon 10:00', seller, offer(24_999));
    given(all)
      .when(counter(25_000), { by: buyer, at: 'Mon 11:00' })
      .thenRefused('conflict', { detail: 'No counter-offer is possible.' });
  });

  it('rule 8: a counter emits offer.countered alone; the old offer is closed, the new one waits', () => {
    given(three)
      .when(counter(20_000, 'A little more'), { by: buyer, at: 'Mon 11:00' })
      .then([
        {
          type: 'offer.countered',
          actor: buyer,
          data: {
            offerId: three.state.offers[0]?.id,
            deadline: { kind: 'offer_expires', at: on('Tue 11:00') },
            offer: {
              kind: 'partial_refund',
              by: 'buyer',
              round: 2,
              amount: baht(20_000),
              percent: 80,
              note: 'A little more',
              status: 'pending',
              expiresAt: on('Tue 11:00'),
            },
          },
        },
      ])
      .leaves({
        status: 'negotiating',
        offersMade: 1,
        offers: [{ status: 'countered', answer: { by: 'buyer' } }, { status: 'pending' }],
      });
  });

  it('rule 8: each counter runs within counterWithin', () => {
    const story = rounds(3, { counterWithin: { value: 2, unit: 'hour' } });
    given(story)
      .when(counter(20_000), { by: buyer, at: 'Mon 11:00' })
      .then([{ type: 'offer.countered', data: { deadline: { at: on('Mon 13:00') } } }]);
  });

  it('rule 8: the seller accepts, rejects or counters', () => {
    given(asked)
      .when(accept(), { by: seller, at: 'Mon 12:00' })
      .then(['offer.accepted', { type: 'refund.requested', data: { refund: { amount: baht(20_000) } } }]);
    given(asked)
      .when(rejectOffer('Too much'), { by: seller, at: 'Mon 12:00' })
      .then(['offer.rejected', { type: 'request.handed_back', data: { cause: 'rejected', offersLeft: 0 } }]);
    given(asked)
      .when(counter(15_000), { by: seller, at: 'Mon 12:00' })
      .then([{ type: 'offer.countered', data: { offer: { by: 'seller', round: 3 } } }]);
  });

  it('rule 8: an agent answers for the seller', () => {
    given(asked).when(accept(), { by: agent, at: 'Mon 12:00' }).then(['offer.accepted', 'refund.requested']);
    given(asked)
      .when(counter(15_000), { by: agent, at: 'Mon 12:00' })
      .then([{ type: 'offer.countered', actor: agent, data: { offer: { by: 'seller' } } }]);
    given(asked).when(accept(), { by: buyer, at: 'Mon 12:00' }).thenRefused('forbidden');
  });

  it('rule 8: the last round allows no counter', () => {
    given(answered).when(counter(17_000), { by: buyer, at: 'Mon 13:00' }).thenRefused('conflict');
    expect(allowedActions(answered.state, 'buyer', on('Mon 13:00'))).not.toContain('counter_offer');
    given(answered).when(accept(), { by: buyer, at: 'Mon 13:00' }).then(['offer.accepted', 'refund.requested']);
    const two = rounds(2).after('Mon 11:00', buyer, counter(20_000));
    given(two).when(counter(15_000), { by: seller, at: 'Mon 12:00' }).thenRefused('conflict');
    expect(allowedActions(two.state, 'seller', on('Mon 12:00'))).toEqual(['accept_offer', 'reject_offer', 'assign']);
  });

  it('rule 8: a counter that nobody answers expires and the request is handed back', () => {
    given(asked)
      .when(passTime(), { by: platform, at: 'Tue 11:00' })
      .then(['offer.expired', { type: 'request.handed_back', data: { cause: 'expired' } }]);
  });

  it("rule 8: a buyer's counter is not withdrawn, a seller's is", () => {
    given(asked).when(withdraw(), { by: buyer, at: 'Mon 12:00' }).thenRefused('forbidden');
    given(asked).when(withdraw(), { by: seller, at: 'Mon 12:00' }).thenRefused('conflict');
    given(answered).when(withdraw(), { by: seller, at: 'Mon 13:00' }).then(['offer.withdrawn', 'request.handed_back']);
  });

  it("rule 8: while the buyer's counter waits, the seller can only answer it", () => {
    given(asked).when(approve(), { by: seller, at: 'Mon 12:00' }).thenRefused('conflict');
    given(asked).when(offer(22_000), { by: seller, at: 'Mon 12:00' }).thenRefused('conflict');
  });

  it('rule 8: after a hand-back the next opening offer is round 1 and the claim value the first ask again', () => {
    const again = rounds(3, { maxOffers: 2 })
      .after('Mon 11:00', buyer, counter(12_000))
      .after('Mon 12:00', seller, rejectOffer())
      .after('Mon 13:00', seller, offer(11_000));
    expect(again.state.offers.at(-1)?.round).toBe(1);
    given(again).when(counter(24_999), { by: buyer, at: 'Mon 14:00' }).then(['offer.countered']);
  });

  it('rule 8: what was left of respond_by when the first offer was made survives all rounds', () => {
    const story = rounds(3, { afterHandBack: 'resume' })
      .after('Mon 15:00', buyer, counter(20_000))
      .after('Mon 20:00', seller, counter(15_000));
    given(story)
      .when(rejectOffer(), { by: buyer, at: 'Tue 10:00' })
      .then(['offer.rejected', { type: 'request.handed_back', data: { deadline: { at: on('Wed 09:30') } } }]);
  });
});

describe('rule 8: amounts only move towards each other', () => {
  const refused = (story: Story, by: typeof buyer, amount: number, min: number, max: number) =>
    given(story).when(counter(amount), { by, at: 'Mon 14:00' }).thenRefused('amount_out_of_range', { min, max });
  const taken = (story: Story, by: typeof buyer, amount: number) =>
    given(story).when(counter(amount), { by, at: 'Mon 14:00' }).then(['offer.countered']);

  it("rule 8: a buyer's counter lies above the seller's offer and below the claim value", () => {
    refused(three, buyer, 10_000, 10_001, 24_999);
    taken(three, buyer, 10_001);
    taken(three, buyer, 24_999);
    refused(three, buyer, 25_000, 10_001, 24_999);
  });

  it('rule 8: and within refundable', () => {
    const story = request({ policy: { maxRounds: 2 }, paid: baht(12_000) }).after('Mon 10:00', seller, offer(10_000));
    taken(story, buyer, 12_000);
    refused(story, buyer, 12_001, 10_001, 12_000);
  });

  it("rule 8: a seller's lies above their own offer and below the buyer's ask", () => {
    refused(asked, seller, 10_000, 10_001, 19_999);
    taken(asked, seller, 10_001);
    taken(asked, seller, 19_999);
    refused(asked, seller, 20_000, 10_001, 19_999);
  });

  it('rule 8: the next ask lies below the one before', () => {
    const four = rounds(4).after('Mon 11:00', buyer, counter(20_000)).after('Mon 12:00', seller, counter(15_000));
    refused(four, buyer, 15_000, 15_001, 19_999);
    taken(four, buyer, 19_999);
    refused(four, buyer, 20_000, 15_001, 19_999);
  });

  it("rule 8: a seller's counter stays inside rule 4, a buyer's may ask for more", () => {
    const limits = { minPercent: 10, maxPercent: 50, minAmount: 1 };
    const story = rounds(3, { limits }).after('Mon 11:00', buyer, counter(24_000));
    refused(story, seller, 12_501, 10_001, 12_500);
    taken(story, seller, 12_500);
  });

  it('rule 8: no legal amount, no counter-offer', () => {
    const limits = { minPercent: 10, maxPercent: 40, minAmount: 1 };
    const highest = rounds(3, { limits }).after('Mon 11:00', buyer, counter(24_000));
    given(highest).when(counter(10_001), { by: seller, at: 'Mon 12:00' }).thenRefused('conflict');
    expect(allowedActions(highest.state, 'seller', on('Mon 12:00'))).toEqual([
      'accept_offer',
      'reject_offer',
      'assign',
    ]);

    const close = request({ policy: { maxRounds: 3 } }).after('Mon 10:00', seller, offer(24_999));
    given(close).when(counter(24_999), { by: buyer, at: 'Mon 11:00' }).thenRefused('conflict');
    expect(allowedActions(close.state, 'buyer', on('Mon 11:00'))).not.toContain('counter_offer');

    const allThereIs = request({ policy: { maxRounds: 3 }, paid: baht(20_000) }).after(
      'Mon 10:00',
      seller,
      refundOnly(),
    );
    expect(allThereIs.state.status).toBe('negotiating');
    given(allThereIs).when(counter(20_001), { by: buyer, at: 'Mon 11:00' }).thenRefused('conflict');
  });

  it('rule 8: money is never mixed', () => {
    given(three)
      .when(counter({ amount: 20_000, currency: 'VND' }), { by: buyer, at: 'Mon 11:00' })
      .thenRefused('currency_mismatch');
  });

  it('section 1: a counter above what is refundable by now cannot stay: the platform withdraws it', () => {
    given(asked)
      .when(refundedAlready(40_000), { by: integrator, at: 'Mon 12:00' })
      .then([
        'request.updated',
        { type: 'offer.withdrawn', actor: platform },
        { type: 'request.handed_back', data: { cause: 'withdrawn' } },
      ])
      .leaves({ status: 'awaiting_seller', refundable: baht(14_000), offers: [{}, { status: 'withdrawn' }] });
  });
});
