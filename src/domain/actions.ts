/**
 * Who may do what, and what is possible now. Pages, cards and Slack draw their buttons from `allowedActions`; deciding
 * a command asks the same questions, so a button that is shown is one that works.
 */
import type { Instant } from '../contract/primitives.ts';
import type { Action, ActorKind, Offer } from '../contract/request.ts';
import { closesItsState } from './deadlines.ts';
import { assigneeSideOf } from './decisions/assign.ts';
import { counterRange, secondThought, solutionsNow } from './offers.ts';
import { CLOSED, pendingOffer, type RequestState } from './request.ts';

/** The party an actor acts for: agents and the integrator do what the seller may (rule 13). */
export type Side = 'buyer' | 'seller' | 'platform';
export function sideOf(kind: ActorKind): Side {
  if (kind === 'buyer' || kind === 'platform') return kind;
  return 'seller';
}

/** Cancelling and extending are done in one's own name: a buyer, or whoever runs the shop's service. */
const isOperator = (kind: ActorKind): boolean => kind === 'agent' || kind === 'integrator';

/**
 * Whether this kind of actor may ever do this, whatever the state of the request. An answer is for the side that did
 * not make the `offer` it is about.
 */
export function mayEver(kind: ActorKind, action: Action, offer: Offer | undefined): boolean {
  switch (action) {
    case 'approve':
    case 'reject':
    case 'offer':
    case 'withdraw':
    case 'ship':
    case 'hold_rule':
      return sideOf(kind) === 'seller';
    case 'accept_offer':
    case 'reject_offer':
    case 'counter_offer':
      return sideOf(kind) === (offer?.by === 'buyer' ? 'seller' : 'buyer');
    case 'cancel':
      return kind === 'buyer' || isOperator(kind);
    case 'extend':
      return isOperator(kind);
    case 'assign':
      return assigneeSideOf(kind) !== undefined;
  }
}

/** Whether a deadline that ends its state has passed at `now` and only the clock may act first (rule 6). */
export const isLapsed = (state: RequestState, now: Instant): boolean =>
  state.deadline !== null && closesItsState(state.deadline.kind) && now >= state.deadline.at;

/** Whether the state allows cancelling by this actor (section 2: shipped and failed settling only by an agent). */
export function canCancel(state: RequestState, kind: ActorKind): boolean {
  switch (state.status) {
    case 'awaiting_seller':
    case 'negotiating':
    case 'awaiting_shipment':
      return true;
    case 'shipped':
      return isOperator(kind);
    case 'settling':
      return isOperator(kind) && state.refund?.status === 'failed';
    default:
      return false;
  }
}

/** Whether a deadline is running that was not extended yet (rule 13), and that the marketplace lets run longer. */
function canExtend({ deadline, facts }: RequestState, now: Instant): boolean {
  if (!deadline || deadline.extended || deadline.overdue || now >= deadline.at) return false;
  return deadline.kind !== 'offer_expires' || !facts.allowed?.offerBy || deadline.at < facts.allowed.offerBy;
}

function isPossible(state: RequestState, action: Action, kind: ActorKind, now: Instant): boolean {
  switch (action) {
    case 'approve':
    case 'reject':
      return solutionsNow(state, now).includes(action);
    case 'offer':
      return solutionsNow(state, now).some((solution) => solution === 'refund_only' || solution === 'partial_refund');
    case 'withdraw':
      return pendingOffer(state)?.by === 'seller';
    case 'accept_offer':
      return pendingOffer(state) !== undefined || now < (secondThought(state)?.until ?? '');
    case 'reject_offer':
      return pendingOffer(state) !== undefined;
    case 'counter_offer':
      return counterRange(state) !== null;
    case 'cancel':
      return canCancel(state, kind);
    case 'ship':
      return state.status === 'awaiting_shipment';
    case 'extend':
      return canExtend(state, now);
    case 'assign':
      return !CLOSED.has(state.status);
    case 'hold_rule':
      return state.rule?.status === 'waiting';
  }
}

const ALL: readonly Action[] = [
  'approve',
  'reject',
  'offer',
  'accept_offer',
  'reject_offer',
  'counter_offer',
  'withdraw',
  'ship',
  'extend',
  'hold_rule',
  'cancel',
  'assign',
];

/** What this kind of actor may do at `now`; nothing while a passed deadline waits for the clock (rule 6). */
export function allowedActions(state: RequestState, kind: ActorKind, now: Instant): Action[] {
  if (isLapsed(state, now)) return [];
  const offer = pendingOffer(state);
  return ALL.filter((action) => mayEver(kind, action, offer) && isPossible(state, action, kind, now));
}
