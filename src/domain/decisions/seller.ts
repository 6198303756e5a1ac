/** What the seller answers a request that waits for them (rules 2, 3, 4, 7 and 9). */
import type { OfferBody } from '../../contract/commands.ts';
import type { Solution } from '../../contract/policy.ts';
import type { Instant } from '../../contract/primitives.ts';
import { marketReasons, mustNameDetail } from '../../contract/reject-detail.ts';
import type { Offer } from '../../contract/request.ts';
import type { SellerDecision } from '../command.ts';
import { offerExpires, refundBy, shipBy } from '../deadlines.ts';
import { type Draft, derivedId } from '../draft.ts';
import { shareOf } from '../money.ts';
import {
  allowedByReason,
  hasLegalAmount,
  isMoreFavourable,
  offersAreOver,
  offersLeft,
  outOfRange,
  permittedByMarketplace,
} from '../offers.ts';
import { type Refusal, refuse } from '../refusals.ts';
import { amountOf } from '../repeats.ts';
import { pendingOffer, type RequestState } from '../request.ts';
import { requestRefund } from './settling.ts';

/** The refusal where the request does not wait for the seller's first answer; an offer that waits locks it (rule 4). */
function notWaiting(state: RequestState): Refusal | undefined {
  if (state.status === 'awaiting_seller') return undefined;
  const pending = pendingOffer(state);
  if (pending?.by === 'seller') {
    return refuse('conflict', 'An offer waits for the buyer; withdraw it first or wait for the answer.');
  }
  if (pending) return refuse('conflict', "The buyer's counter-offer waits; accept, reject or counter it.");
  return refuse('conflict', `The request is ${state.status}; it no longer waits for this answer.`);
}

/** The refusal where the marketplace does not permit this answer. */
const notPermitted = (state: RequestState, solution: Solution): Refusal | undefined =>
  permittedByMarketplace(state, solution)
    ? undefined
    : refuse('solution_not_allowed', `The marketplace does not permit ${solution} for this request now.`);

export function approve(draft: Draft): Refusal | undefined {
  const refusal = notWaiting(draft.state) ?? notPermitted(draft.state, 'approve');
  if (refusal) return refusal;
  const deadline = shipBy(draft.state, draft.at);
  draft.emit('request.approved', { cause: 'decision', deadline, dueAt: deadline.at });
  return undefined;
}

/** The refusal of a reason that the marketplace could not be told truly: it takes its own alone. */
function unsaidReason({ facts: { allowed } }: RequestState, { reason, reasonDetail }: Rejecting): Refusal | undefined {
  const known = marketReasons(allowed);
  const isFit =
    reasonDetail === undefined
      ? !mustNameDetail(allowed, reason)
      : known.length === 0 || known.some(({ code }) => code === reasonDetail);
  if (isFit) return undefined;
  const message = `must be one of ${known.map(({ code }) => code).join(', ')}`;
  return refuse('invalid_body', `reasonDetail ${message}.`, { errors: [{ path: 'reasonDetail', message }] });
}

type Rejecting = Extract<SellerDecision, { type: 'RejectRequest' }>;

export function reject(draft: Draft, command: Rejecting): Refusal | undefined {
  const { state } = draft;
  const refusal = notWaiting(state) ?? notPermitted(state, 'reject');
  if (refusal) return refusal;
  const terms = state.policy.rejectReasons[command.reason];
  if (!terms) {
    const known = Object.keys(state.policy.rejectReasons).join(', ');
    const message = `is ${command.reason}; the policy allows ${known}`;
    return refuse('invalid_body', `reason ${message}.`, { errors: [{ path: 'reason', message }] });
  }
  const evidence = command.evidence ?? [];
  if (terms.evidence && evidence.length === 0) {
    return refuse('evidence_required', `Rejecting with ${command.reason} needs at least one evidence link.`);
  }
  const unsaid = unsaidReason(state, command);
  if (unsaid) return unsaid;
  const { reason, reasonDetail, text } = command;
  draft.emit('request.rejected', { reason, ...(reasonDetail === undefined ? {} : { reasonDetail }), text, evidence });
  return undefined;
}

function checkOffer(state: RequestState, body: OfferBody, at: Instant): Refusal | undefined {
  if (offersLeft(state) === 0) {
    return refuse(
      'offer_limit_reached',
      `All ${state.policy.maxOffers} offers are used; approve or reject the request.`,
    );
  }
  if (!allowedByReason(state, body.kind)) {
    return refuse('solution_not_allowed', `${body.kind} is not a solution for the reason ${state.facts.reason}.`);
  }
  const refusal = notPermitted(state, body.kind);
  if (refusal) return refusal;
  if (offersAreOver(state, at)) {
    return refuse('solution_not_allowed', `The marketplace takes no offer after ${state.facts.allowed?.offerBy}.`);
  }
  if (!hasLegalAmount(state, body.kind)) {
    return refuse('solution_not_allowed', `No amount is legal for ${body.kind} here; approve or reject the request.`);
  }
  if ('amount' in body && body.amount.currency !== state.claimValue.currency) {
    return refuse(
      'currency_mismatch',
      `The amount is in ${body.amount.currency}; the request is in ${state.claimValue.currency}.`,
    );
  }
  if (body.kind === 'refund_only') return undefined;
  const amount = amountOf(state, body);
  const range = outOfRange(state, amount);
  return range
    ? refuse(
        'amount_out_of_range',
        `${amount} is outside ${range.min} to ${range.max} ${state.claimValue.currency} minor units.`,
        range,
      )
    : undefined;
}

/** Proposes money instead: a card for the buyer, or, where it is more favourable, approved at once (rule 3). */
export function proposeOffer(draft: Draft, body: OfferBody): Refusal | undefined {
  const { state } = draft;
  const refusal = notWaiting(state) ?? checkOffer(state, body, draft.at);
  if (refusal) return refusal;
  const amount = amountOf(state, body);
  const offer: Offer = {
    id: derivedId('ofr', state.id, state.offers.length + 1),
    kind: body.kind,
    by: 'seller',
    round: 1,
    amount: { amount, currency: state.claimValue.currency },
    percent: shareOf(amount, state.claimValue.amount),
    ...(body.note === undefined ? {} : { note: body.note }),
    status: 'pending',
    createdAt: draft.at,
    expiresAt: null,
    answer: null,
  };
  if (isMoreFavourable(state, amount)) {
    const deadline = refundBy(state, draft.at);
    draft.emit('offer.auto_approved', { offer: { ...offer, status: 'auto_approved' }, deadline, dueAt: deadline.at });
    requestRefund(draft, offer);
    return undefined;
  }
  const deadline = offerExpires(state, draft.at);
  draft.emit('offer.proposed', { offer: { ...offer, expiresAt: deadline.at }, deadline, dueAt: deadline.at });
  return undefined;
}
