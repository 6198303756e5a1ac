/** Rule 15: refunds are asked for once; and what the integrator corrects about money. */
import { describe, expect, it } from 'vitest';
import { TAKEN_BACK } from '../../../src/contract/taken-back.ts';
import { solutionsNow } from '../../../src/domain/offers.ts';
import { baht } from '../../support/builders.ts';
import { given } from '../../support/decider.ts';
import {
  accept,
  agent,
  approve,
  buyer,
  cancel,
  integrator,
  offer,
  on,
  refund,
  refundedAlready,
  refundOnly,
  rejectOffer,
  request,
  seller,
  update,
} from '../../support/story.ts';

const settling = request().after('Mon 10:00', seller, offer(12_500)).after('Mon 11:00', buyer, accept());
const failed = settling.after('Mon 12:00', integrator, refund('failed', { text: 'Card closed' }));

describe('rule 15: refunds are asked for once', () => {
  it('rule 15: settling has one refund with its own id, for the amount of the offer', () => {
    const asked = settling.state.refund;
    expect(asked).toEqual({
      id: expect.stringMatching(/^rfd_/u),
      offerId: settling.state.offers[0]?.id,
      amount: baht(12_500),
      status: 'requested',
    });
    expect(settling.history.at(-1)).toMatchObject({ type: 'refund.requested', data: { refund: asked } });
  });

  it('rule 15: a later offer asks under another id', () => {
    const second = request({ policy: { maxOffers: 2 } })
      .after('Mon 10:00', seller, offer(12_500))
      .after('Mon 11:00', buyer, rejectOffer())
      .after('Mon 12:00', seller, refundOnly());
    expect(second.state.refund).toMatchObject({ offerId: second.state.offers[1]?.id, amount: baht(25_000) });
    expect(second.state.refund?.id).not.toBe(settling.state.refund?.id);
  });

  it('rule 15: confirmed settles', () => {
    given(settling)
      .when(refund('confirmed', { reference: 'pay-1' }), { by: integrator, at: 'Mon 12:00' })
      .then([{ type: 'refund.confirmed', data: { refund: { status: 'confirmed', reference: 'pay-1' } } }])
      .leaves({ status: 'settled', deadline: null });
  });

  it('rule 15: failed stays in settling with its deadline, and a later confirmed settles', () => {
    given(settling)
      .when(refund('failed', { text: 'Card closed' }), { by: integrator, at: 'Mon 12:00' })
      .then([{ type: 'refund.failed', data: { refund: { status: 'failed', text: 'Card closed' } } }])
      .leaves({ status: 'settling', deadline: { kind: 'refund_by', at: on('Tue 11:00') } });
    given(failed)
      .when(refund('confirmed'), { by: integrator, at: 'Mon 13:00' })
      .then([{ type: 'refund.confirmed', data: { refund: { id: settling.state.refund?.id, status: 'confirmed' } } }])
      .leaves({ status: 'settled' });
    expect(failed.after('Mon 13:00', integrator, refund('confirmed')).state.refund).not.toHaveProperty('text');
  });

  it('rule 15: failed again with the same words is a repeat, with others it is told', () => {
    given(failed)
      .when(refund('failed', { text: 'Card closed' }), { by: integrator, at: 'Mon 13:00' })
      .thenNothing();
    given(failed)
      .when(refund('failed', { text: 'Bank closed' }), { by: integrator, at: 'Mon 13:00' })
      .then(['refund.failed']);
  });

  it('rule 15: failed after confirmed is a conflict', () => {
    given(settling.after('Mon 12:00', integrator, refund('confirmed')))
      .when(refund('failed'), { by: integrator, at: 'Mon 13:00' })
      .thenRefused('conflict', { requestStatus: 'settled' });
  });

  it('rule 15: a refund nobody asked for is a conflict', () => {
    for (const story of [request(), request().after('Mon 10:00', seller, approve())]) {
      given(story).when(refund('confirmed'), { by: integrator, at: 'Mon 11:00' }).thenRefused('conflict');
    }
    given(failed.after('Mon 13:00', agent, cancel()))
      .when(refund('confirmed'), { by: integrator, at: 'Mon 14:00' })
      .thenRefused('conflict', { requestStatus: 'cancelled' });
  });

  it('rule 15: only the integrator reports it', () => {
    for (const by of [buyer, seller, agent]) {
      given(settling).when(refund('confirmed'), { by, at: 'Mon 12:00' }).thenRefused('forbidden');
    }
  });
});

describe('section 1: an offer is never above refundable', () => {
  const offered = request().after('Mon 15:30', seller, offer(12_500));

  it('section 1: alreadyRefunded lowers what may still be offered', () => {
    const story = request().after('Mon 10:00', integrator, refundedAlready(34_000));
    expect(story.state.refundable).toEqual(baht(20_000));
    given(story)
      .when(offer(20_001), { by: seller, at: 'Mon 11:00' })
      .thenRefused('amount_out_of_range', { max: 20_000 });
    given(story)
      .when(refundOnly(), { by: seller, at: 'Mon 11:00' })
      .then([{ type: 'offer.proposed', data: { offer: { amount: baht(20_000) } } }]);
  });

  it('section 1: a pending offer that is above it by now is withdrawn by the platform, and resumes the clock', () => {
    given(offered)
      .when(refundedAlready(41_501), { by: integrator, at: 'Mon 20:30' })
      .then([
        { type: 'request.updated', actor: integrator, data: { alreadyRefunded: baht(41_501) } },
        { type: 'offer.withdrawn', data: { offerId: offered.state.offers[0]?.id, text: TAKEN_BACK.amount } },
        { type: 'request.handed_back', data: { cause: 'withdrawn', offersLeft: 0, deadline: { at: on('Tue 14:30') } } },
      ])
      .leaves({ status: 'awaiting_seller', refundable: baht(12_499), offers: [{ status: 'withdrawn' }] });
  });

  it('section 1: one that just fits stays', () => {
    given(offered)
      .when(refundedAlready(41_500), { by: integrator, at: 'Mon 20:30' })
      .then(['request.updated'])
      .leaves({ status: 'negotiating', refundable: baht(12_500), offers: [{ status: 'pending' }] });
  });

  it('section 1: more than was paid is refused', () => {
    given(request())
      .when(refundedAlready(54_001), { by: integrator, at: 'Mon 10:00' })
      .thenRefused('amount_out_of_range', { max: 54_000 });
    given(request())
      .when(update({ alreadyRefunded: { amount: 1, currency: 'VND' } }), { by: integrator, at: 'Mon 10:00' })
      .thenRefused('currency_mismatch');
  });

  it('section 1: once nothing is left only approve and reject are', () => {
    const story = request().after('Mon 10:00', integrator, refundedAlready(54_000));
    expect(solutionsNow(story.state, on('Mon 10:00'))).toEqual(['approve', 'reject']);
  });

  it('section 3: only the integrator corrects', () => {
    for (const by of [buyer, seller, agent]) {
      given(request()).when(refundedAlready(1), { by, at: 'Mon 10:00' }).thenRefused('forbidden');
    }
  });

  it('section 3: a correction that changes nothing is no event, one that changes something tells only that', () => {
    const metadata = { channel: 'web' };
    given(request())
      .when(update({ alreadyRefunded: baht(0), metadata: { channel: 'app' } }), {
        by: integrator,
        at: 'Mon 10:00',
      })
      .thenNothing();
    const outcome = given(request()).when(update({ alreadyRefunded: baht(0), metadata }), {
      by: integrator,
      at: 'Mon 10:00',
    });
    expect(outcome.then(['request.updated']).events[0]?.data).toEqual({ metadata });
  });
});
