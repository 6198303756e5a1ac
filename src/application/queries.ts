/** Requests and their history as their reader may see them. */
import type { EventView } from '../contract/event.ts';
import type { Actor, ActorKind, Offer, RequestView } from '../contract/request.ts';
import type { RuleView } from '../contract/rules.ts';
import { allowedActions, isLapsed } from '../domain/actions.ts';
import { offersLeft, solutionsNow } from '../domain/offers.ts';
import { type RequestEvent, type RequestState, ruleActsAt, tabOf, waitingOn } from '../domain/request.ts';
import { actorOf, type Caller } from './access.ts';

/** `now`: milliseconds since the epoch. Buyers get no `offersLeft`, `solutions`, `allowed`, `policy`, `rule`, `buyerRequests`,
 * ids of other people, or why the platform took an offer back. */
export type ViewRequest = (state: RequestState, caller: Caller, now: number) => RequestView;
export type ViewEvent = (event: RequestEvent, caller: Caller) => EventView;

/** The request without anything that depends on its reader's rights to act: what webhooks carry. */
export function plainView(state: RequestState): RequestView {
  const { by: _, ...rejection } = state.rejection ?? { by: null };
  return {
    id: state.id,
    status: state.status,
    tab: tabOf(state),
    version: state.version,
    waitingOn: waitingOn(state),
    ...state.facts,
    claimValue: state.claimValue,
    refundable: state.refundable,
    deadline: state.deadline,
    offer: state.offers.at(-1) ?? null,
    offers: state.offers,
    rejection: state.rejection ? (rejection as RequestView['rejection']) : null,
    refund: state.refund,
    shipment: state.shipment,
    openedAt: state.openedAt,
    updatedAt: state.updatedAt,
  };
}

export const viewRequest: ViewRequest = (state, caller, now) => {
  const at = new Date(now).toISOString();
  const { kind } = actorOf(caller);
  const view: RequestView = {
    ...plainView(state),
    deadline: state.deadline && { ...state.deadline, overdue: state.deadline.overdue || at >= state.deadline.at },
    actions: allowedActions(state, kind, at),
  };
  if (kind === 'buyer') {
    const { allowed: _, ...seen } = view;
    const offers = seen.offers.map(offerForBuyer);
    return { ...seen, offers, offer: offers.at(-1) ?? null };
  }
  return {
    ...view,
    assignees: assigneesFor(state, kind),
    offersLeft: offersLeft(state),
    solutions: isLapsed(state, at) ? [] : solutionsNow(state, at),
    policy: state.policy,
    rule: ruleView(state),
    ...(state.buyerRequests ? { buyerRequests: state.buyerRequests } : {}),
  };
};

/** Why the platform took an offer back is the shop's to know: it tells how far a shop may go. */
function offerForBuyer(offer: Offer): Offer {
  if (offer.answer?.by !== 'platform') return offer;
  const { text: _, ...answer } = offer.answer;
  return { ...offer, answer };
}

/** A shop sees whom of its own staff it named. */
function assigneesFor({ assignees = {} }: RequestState, kind: ActorKind): NonNullable<RequestView['assignees']> {
  const { agents: _, ...own } = assignees;
  return kind === 'seller' ? own : assignees;
}

/** Whether the event is one that the caller may know of: who has a request in hand is its own side's, and
 * the agents'; what becomes of a shop's rule is no business of buyers. */
export function seesEvent({ type, data }: RequestEvent, caller: Caller): boolean {
  const { kind } = actorOf(caller);
  if (type === 'rule.held' || type === 'rule.lapsed') return kind !== 'buyer';
  if (type !== 'request.assigned') return true;
  return kind === 'seller' ? data.side === 'shop' : kind !== 'buyer';
}

function ruleView(state: RequestState): RuleView | null {
  if (!state.rule) return null;
  const { rule, status } = state.rule;
  const actsAt = ruleActsAt(state);
  return { id: rule.id, name: rule.name, at: rule.at, status, ...(actsAt === null ? {} : { actsAt }) };
}

/** Other people are named by what they are, never by who; the shop's own id is known to its buyer. */
function actorForBuyer(actor: Actor): Actor {
  if (actor.kind === 'buyer' || actor.kind === 'seller') return { kind: actor.kind, id: actor.id };
  return { kind: actor.kind, id: actor.kind };
}

export const viewEvent: ViewEvent = (event, caller) => {
  if (actorOf(caller).kind !== 'buyer') return event;
  const seen = { ...event, actor: actorForBuyer(event.actor) };
  switch (seen.type) {
    case 'request.opened': {
      const { policy: _, allowed: __, rule: ___, buyerRequests: ____, ...data } = seen.data;
      return { ...seen, data };
    }
    case 'request.updated': {
      const { allowed: _, ...data } = seen.data;
      return { ...seen, data };
    }
    case 'offer.withdrawn': {
      const { text: _, ...data } = seen.data;
      return seen.actor.kind === 'platform' ? { ...seen, data } : seen;
    }
    case 'request.handed_back': {
      const { offersLeft: _, ...data } = seen.data;
      return { ...seen, data };
    }
    default:
      return seen;
  }
};
