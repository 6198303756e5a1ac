/** Which solutions and amounts are legal (rules 2, 3, 4, 7 and 8). */

import { mostOffered } from '../contract/most-offered.ts';
import type { Solution } from '../contract/policy.ts';
import type { Instant } from '../contract/primitives.ts';
import type { Offer } from '../contract/request.ts';
import type { TakenBack } from '../contract/taken-back.ts';
import { percentOf } from './money.ts';
import { pendingOffer, type RequestState } from './request.ts';

const SOLUTION_ORDER: readonly Solution[] = ['approve', 'reject', 'refund_only', 'partial_refund'];

/** Inclusive bounds in minor units. */
export interface Range {
  min: number;
  max: number;
}

/** The most that an offer of this request may be: within `refundable` and what the marketplace permits. */
const most = ({ refundable, facts: { allowed } }: RequestState): number => mostOffered({ refundable, allowed });

const rangeOrNull = (min: number, max: number): Range | null => (min <= max ? { min, max } : null);

/** Opening offers the seller has left (rule 7). */
export const offersLeft = (state: RequestState): number => Math.max(0, state.policy.maxOffers - state.offersMade);

/** The policy's limits on a partial refund below the claim value (rule 4), before `refundable` and the claim value. */
function limits(state: RequestState): Range {
  // Requests opened before there was a maxAmount have none.
  const { minPercent, maxPercent, minAmount, maxAmount = null } = state.policy.limits;
  const claim = state.claimValue.amount;
  const max = percentOf(claim, maxPercent);
  return {
    min: Math.max(1, minAmount, percentOf(claim, minPercent)),
    max: maxAmount === null ? max : Math.min(max, maxAmount),
  };
}

/** Amounts of a partial refund that goes to the buyer as a card: inside the limits, below the claim value. */
export function cardRange(state: RequestState): Range | null {
  const { min, max } = limits(state);
  return rangeOrNull(min, Math.min(max, state.claimValue.amount - 1, most(state)));
}

/** Amounts of a partial refund that is more favourable than the request (rule 3). */
export function favourableRange(state: RequestState): Range | null {
  const claim = state.claimValue.amount;
  return claim > 0 ? rangeOrNull(claim, most(state)) : null;
}

/** The amount of `refund_only`: the claim value, at most what may be offered (rule 3). */
export const refundOnlyAmount = (state: RequestState): number => Math.min(state.claimValue.amount, most(state));

/** Whether an offer of this amount gives the buyer at least what was asked for (rule 3). */
export const isMoreFavourable = (state: RequestState, amount: number): boolean => amount >= state.claimValue.amount;

/**
 * The bounds to name in a refusal of this partial refund, or null where the amount is legal (rule 4). Where amounts
 * up to `refundable` are legal without a gap, the upper bound named is the most that may be offered.
 */
export function outOfRange(state: RequestState, amount: number): Range | null {
  const card = cardRange(state);
  const favourable = favourableRange(state);
  const inside = (range: Range | null) => range !== null && amount >= range.min && amount <= range.max;
  if (inside(card) || inside(favourable)) return null;
  if (!card) return favourable ?? { min: 0, max: 0 };
  if (!favourable || amount >= state.claimValue.amount) return { min: card.min, max: (favourable ?? card).max };
  const contiguous = card.max + 1 >= favourable.min;
  return { min: card.min, max: contiguous ? favourable.max : card.max };
}

/** What the policy allows for the request's reason (rule 2), whatever the state; approving and rejecting are always allowed. */
export function allowedByReason(state: RequestState, solution: Offer['kind']): boolean {
  return state.policy.solutions[state.facts.reason]?.includes(solution) ?? true;
}

/** Whether the marketplace permits this solution, whatever the amount. */
export const permittedByMarketplace = ({ facts }: RequestState, solution: Solution): boolean =>
  facts.allowed?.solutions?.includes(solution) ?? true;

/** Whether the marketplace takes no more offers at `at`. */
export const offersAreOver = ({ facts }: RequestState, at: Instant): boolean =>
  facts.allowed?.offerBy !== undefined && at >= facts.allowed.offerBy;

/** The side that is to answer it. */
export const answererOf = ({ by }: Pick<Offer, 'by'>): Offer['by'] => (by === 'seller' ? 'buyer' : 'seller');

/** Whether the platform took it back because it may not wait any longer. */
export const isTakenBack = ({ status, answer }: Offer): boolean => status === 'withdrawn' && answer?.by === 'platform';

/** What keeps this offer from waiting as things stand: its kind, its amount or its time; null where it may wait. */
export function beyondAllowed(state: RequestState, { kind, amount, expiresAt }: Offer): TakenBack | null {
  const { offerBy } = state.facts.allowed ?? {};
  if (!permittedByMarketplace(state, kind)) return 'solution';
  if (amount.amount > most(state)) return 'amount';
  return offerBy !== undefined && expiresAt !== null && expiresAt > offerBy ? 'time' : null;
}

/** Whether a legal amount exists for the solution (rules 2 and 3). */
export function hasLegalAmount(state: RequestState, solution: Solution): boolean {
  switch (solution) {
    case 'approve':
    case 'reject':
      return true;
    case 'refund_only':
      return refundOnlyAmount(state) > 0;
    case 'partial_refund':
      return cardRange(state) !== null || favourableRange(state) !== null;
  }
}

/**
 * The seller's last offer where the buyer, having let it go, may still take it, and until when (rule 18): while the seller
 * has not answered, and the marketplace permits it.
 */
export function secondThought(state: RequestState): { offer: Offer; until: Instant } | null {
  const { policy, status, deadline, facts } = state;
  if (!policy.secondThoughts || status !== 'awaiting_seller' || !deadline) return null;
  const offer = state.offers.findLast(({ by }) => by === 'seller');
  if (offer?.status !== 'rejected' && offer?.status !== 'expired') return null;
  if (offer.amount.amount > most(state) || !permittedByMarketplace(state, offer.kind)) return null;
  const { offerBy } = facts.allowed ?? {};
  return { offer, until: offerBy !== undefined && offerBy < deadline.at ? offerBy : deadline.at };
}

/** What the seller may answer at `at`; empty where the request does not wait for the seller's first answer. */
export function solutionsNow(state: RequestState, at: Instant): Solution[] {
  if (state.status !== 'awaiting_seller') return [];
  return SOLUTION_ORDER.filter((solution) => {
    if (!permittedByMarketplace(state, solution)) return false;
    if (solution === 'approve' || solution === 'reject') return true;
    if (offersAreOver(state, at)) return false;
    return offersLeft(state) > 0 && allowedByReason(state, solution) && hasLegalAmount(state, solution);
  });
}

/** The last amount a side named since the last opening offer: an earlier negotiation binds nobody. */
function lastAmountBy(state: RequestState, side: Offer['by']): number | undefined {
  const opening = state.offers.findLastIndex((offer) => offer.round === 1);
  return state.offers.slice(opening).findLast((offer) => offer.by === side)?.amount.amount;
}

/**
 * What the side that must answer the pending offer may counter with (rule 8); null where no offer waits, the last
 * round is reached or no amount is legal. Amounts only move towards each other.
 */
export function counterRange(state: RequestState): Range | null {
  const pending = pendingOffer(state);
  if (!pending || pending.round >= state.policy.maxRounds) return null;
  if (!permittedByMarketplace(state, 'partial_refund')) return null;
  const theirs = pending.amount.amount;
  if (pending.by === 'seller') {
    const ask = lastAmountBy(state, 'buyer') ?? state.claimValue.amount;
    return rangeOrNull(theirs + 1, Math.min(ask - 1, most(state)));
  }
  const own = lastAmountBy(state, 'seller') ?? 0;
  const card = cardRange(state);
  return card && rangeOrNull(Math.max(own + 1, card.min), Math.min(theirs - 1, card.max));
}
