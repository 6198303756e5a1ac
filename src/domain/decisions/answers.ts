/** How an offer ends by somebody's answer (rules 5, 7 and 8). Exactly one answer wins. */
import type { Instant } from '../../contract/primitives.ts';
import type { Actor, Offer } from '../../contract/request.ts';
import { sideOf } from '../actions.ts';
import type { OfferAnswerCommand, SellerDecision } from '../command.ts';
import { counterExpires } from '../deadlines.ts';
import { type Draft, derivedId } from '../draft.ts';
import { shareOf } from '../money.ts';
import { counterRange, secondThought } from '../offers.ts';
import { type Refusal, refuse } from '../refusals.ts';
import { pendingOffer } from '../request.ts';
import { handBack, requestRefund } from './settling.ts';

const CLOSED_BY: Partial<Record<Offer['status'], string>> = {
  accepted: 'was accepted already',
  auto_approved: 'was approved at once',
  rejected: 'was rejected already',
  countered: 'was answered with a counter-offer',
  expired: 'has expired',
  withdrawn: 'was withdrawn',
  superseded: 'ended with the cancelled request',
};

/** The named offer while it waits, or why it does not. */
function waiting(draft: Draft, offerId: string): { offer: Offer } | { refusal: Refusal } {
  const offer = pendingOffer(draft.state);
  if (offer?.id === offerId) return { offer };
  const named = draft.state.offers.find((each) => each.id === offerId);
  const why = named ? CLOSED_BY[named.status] : undefined;
  return { refusal: refuse('conflict', `The offer ${why ?? 'does not wait for an answer'}.`) };
}

/** Accepting asks for the refund, of an offer that was let go too (rule 18); rejecting hands the request back. */
export function answerOffer(
  draft: Draft,
  command: Extract<OfferAnswerCommand, { type: 'AcceptOffer' | 'RejectOffer' }>,
  arrivedAt: Instant,
): Refusal | undefined {
  const found = waiting(draft, command.offerId);
  const letGo = command.type === 'AcceptOffer' ? secondThought(draft.state) : null;
  if (letGo?.offer.id === command.offerId && arrivedAt < letGo.until) {
    draft.emit('offer.accepted', { offerId: command.offerId, secondThoughts: true });
    requestRefund(draft, letGo.offer);
    return undefined;
  }
  if ('refusal' in found) return found.refusal;
  if (command.type === 'AcceptOffer') {
    draft.emit('offer.accepted', { offerId: command.offerId });
    requestRefund(draft, found.offer);
  } else {
    draft.emit('offer.rejected', { offerId: command.offerId, text: command.text });
    handBack(draft, 'rejected');
  }
  return undefined;
}

/** The seller takes an offer back; the clock goes on where it stood, so that it buys no time (rule 1). */
export function withdrawOffer(
  draft: Draft,
  command: Extract<SellerDecision, { type: 'WithdrawOffer' }>,
): Refusal | undefined {
  const found = waiting(draft, command.offerId);
  if ('refusal' in found) return found.refusal;
  if (found.offer.by === 'buyer') {
    return refuse('conflict', "A buyer's counter-offer is not withdrawn; accept, reject or counter it.");
  }
  draft.emit('offer.withdrawn', { offerId: command.offerId, text: command.text });
  handBack(draft, 'withdrawn');
  return undefined;
}

/** A counter-offer closes the offer it answers and opens the next round (rule 8). */
export function counterOffer(
  draft: Draft,
  command: Extract<OfferAnswerCommand, { type: 'CounterOffer' }>,
  actor: Actor,
): Refusal | undefined {
  const found = waiting(draft, command.offerId);
  if ('refusal' in found) return found.refusal;
  const { state } = draft;
  const range = counterRange(state);
  if (!range) {
    const rounds = state.policy.maxRounds;
    const last = found.offer.round >= rounds;
    return refuse(
      'conflict',
      last ? `Round ${found.offer.round} of ${rounds} allows no counter-offer.` : 'No counter-offer is possible.',
    );
  }
  const { amount, currency } = command.amount;
  if (currency !== state.claimValue.currency) {
    return refuse('currency_mismatch', `The amount is in ${currency}; the request is in ${state.claimValue.currency}.`);
  }
  if (amount < range.min || amount > range.max) {
    return refuse(
      'amount_out_of_range',
      `${amount} is outside ${range.min} to ${range.max} ${currency} minor units.`,
      range,
    );
  }
  const by = sideOf(actor.kind) === 'buyer' ? 'buyer' : 'seller';
  const deadline = counterExpires(state, by, draft.at);
  const offer: Offer = {
    id: derivedId('ofr', state.id, state.offers.length + 1),
    kind: 'partial_refund',
    by,
    round: found.offer.round + 1,
    amount: command.amount,
    percent: shareOf(amount, state.claimValue.amount),
    ...(command.note === undefined ? {} : { note: command.note }),
    status: 'pending',
    createdAt: draft.at,
    expiresAt: deadline.at,
    answer: null,
  };
  draft.emit('offer.countered', { offerId: command.offerId, offer, deadline, dueAt: deadline.at });
  return undefined;
}
