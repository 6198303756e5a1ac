/** What follows an offer that ended: the refund is asked for once (rule 15), or the request is handed back (rule 7). */
import type { Instant } from '../../contract/primitives.ts';
import type { Offer, Refund } from '../../contract/request.ts';
import { handBackDeadline, refundBy, shipBy } from '../deadlines.ts';
import { type Draft, derivedId } from '../draft.ts';
import { offersLeft } from '../offers.ts';

/** Asks the integrator to pay the offer. The refund's id derives from the offer, so that it is paid once. */
export function requestRefund(draft: Draft, offer: Offer): void {
  const number = Number(offer.id.slice(offer.id.lastIndexOf('-') + 1));
  const refund: Refund = {
    id: derivedId('rfd', draft.state.id, number),
    offerId: offer.id,
    amount: offer.amount,
    status: 'requested',
  };
  const deadline = refundBy(draft.state, draft.at);
  draft.emit('refund.requested', { refund, deadline, dueAt: deadline.at }, 'platform');
}

/** The platform approves because the seller did not answer by `dueAt`. */
export function approveByTimeout(draft: Draft, dueAt: Instant): void {
  draft.emit('request.approved', { cause: 'timeout', deadline: shipBy(draft.state, draft.at), dueAt }, 'platform');
}

/** Returns the request to the seller; with no time left to answer the platform approves at once (rule 1). */
export function handBack(draft: Draft, cause: 'rejected' | 'expired' | 'withdrawn'): void {
  const deadline = handBackDeadline(draft.state, cause, draft.at);
  draft.emit(
    'request.handed_back',
    { cause, offersLeft: offersLeft(draft.state), deadline, dueAt: deadline.at },
    'platform',
  );
  if (deadline.at <= draft.at) approveByTimeout(draft, deadline.at);
}
