/** What each event does to a request. Replaying a history gives the request (rule 16); nothing here can refuse. */
import type { ConclusionOutcome } from '../contract/commands.ts';
import type { EventType } from '../contract/event.ts';
import type { Instant } from '../contract/primitives.ts';
import type { Offer, OfferStatus } from '../contract/request.ts';
import type { Rule } from '../contract/rules.ts';
import { gaveTheHour, remindersFor, resumes } from './deadlines.ts';
import { refundableOf } from './money.ts';
import { CLOSED, type Deadline, type RequestEvent, type RequestState } from './request.ts';
import { isRuleActor, ruleAfter } from './rules.ts';

type Changes = Partial<RequestState>;
type Apply<T extends EventType> = (state: RequestState, event: RequestEvent<T>) => Changes;
type Later = Exclude<EventType, 'request.opened'>;

function withDeadline(state: RequestState, deadline: Deadline | null, from: Instant): Changes {
  return { deadline, reminders: deadline ? remindersFor(state.policy, deadline, from) : [] };
}

const closed: Changes = { deadline: null, reminders: [], paused: null };

function answered(state: RequestState, offerId: string, status: OfferStatus, answer: Offer['answer']): Offer[] {
  return state.offers.map((offer) => (offer.id === offerId ? { ...offer, status, answer } : offer));
}

type Answering = 'offer.accepted' | 'offer.rejected' | 'offer.withdrawn';

function answerOf({ actor, at, data: { text } }: RequestEvent<Answering>): NonNullable<Offer['answer']> {
  return { by: actor.kind, at, ...(text === undefined ? {} : { text }) };
}

const closeOffer =
  (status: OfferStatus): Apply<Answering> =>
  (state, event) => ({
    offers: answered(state, event.data.offerId, status, answerOf(event)),
    deadline: null,
    reminders: [],
  });

function open(event: RequestEvent<'request.opened'>): RequestState {
  const { claimValue, refundable, policy, deadline, dueAt: _, rule: chosen, buyerRequests, ...input } = event.data;
  const { actsAt: __, ...rule } = chosen ?? {};
  const { openedAt = event.at, alreadyRefunded, ...facts } = input;
  return {
    id: event.requestId,
    version: event.seq,
    status: 'awaiting_seller',
    facts: { ...facts, alreadyRefunded: alreadyRefunded ?? { amount: 0, currency: facts.paid.currency } },
    claimValue,
    refundable,
    policy,
    deadline,
    respondByGiven: facts.respondBy !== undefined,
    paused: null,
    reminders: remindersFor(policy, deadline, event.at),
    rule: chosen ? { rule: rule as Rule, status: 'waiting' } : null,
    ...(buyerRequests ? { buyerRequests } : {}),
    offers: [],
    offersMade: 0,
    approval: null,
    rejection: null,
    cancellation: null,
    extension: null,
    refund: null,
    shipment: null,
    openedAt,
    updatedAt: event.at,
  };
}

function updated(state: RequestState, { data: patch }: RequestEvent<'request.updated'>): Changes {
  const facts = {
    ...state.facts,
    ...(patch.alreadyRefunded ? { alreadyRefunded: patch.alreadyRefunded } : {}),
    ...(patch.metadata ? { metadata: patch.metadata } : {}),
    ...(patch.shipTo ? { shipTo: patch.shipTo } : {}),
    ...(patch.externalId ? { externalId: patch.externalId } : {}),
    ...(patch.allowed ? { allowed: patch.allowed } : {}),
  };
  return { facts, refundable: refundableOf(facts.paid, facts.alreadyRefunded) };
}

function proposed(state: RequestState, event: RequestEvent<'offer.proposed'>): Changes {
  const { offer, deadline } = event.data;
  return {
    status: 'negotiating',
    offers: [...state.offers, offer],
    offersMade: state.offersMade + 1,
    paused: state.deadline && {
      deadline: state.deadline,
      pausedAt: event.at,
      elapsed: state.respondByGiven,
      ...(isRuleActor(event.actor) ? { byRule: true } : {}),
    },
    ...withDeadline(state, deadline, event.at),
  };
}

/** An offer that had ended already is taken after all (rule 18). */
function accepted(state: RequestState, event: RequestEvent<'offer.accepted'>): Changes {
  const { offerId, secondThoughts } = event.data;
  const was = state.offers.find(({ id }) => id === offerId)?.status;
  return {
    ...closeOffer('accepted')(state, event),
    status: 'settling',
    paused: null,
    ...(secondThoughts && (was === 'rejected' || was === 'expired') ? { secondThought: { offerId, was } } : {}),
  };
}

function autoApproved(state: RequestState, event: RequestEvent<'offer.auto_approved'>): Changes {
  const { offer, deadline } = event.data;
  return {
    status: 'settling',
    offers: [...state.offers, offer],
    offersMade: state.offersMade + 1,
    ...withDeadline(state, deadline, event.at),
  };
}

function countered(state: RequestState, event: RequestEvent<'offer.countered'>): Changes {
  const { offerId, offer, deadline } = event.data;
  return {
    offers: [...answered(state, offerId, 'countered', { by: event.actor.kind, at: event.at }), offer],
    ...withDeadline(state, deadline, event.at),
  };
}

function handedBack(state: RequestState, event: RequestEvent<'request.handed_back'>): Changes {
  const { cause, deadline } = event.data;
  const goesOn = resumes(state, cause);
  const gave = goesOn && state.paused !== null && gaveTheHour(state, state.paused, deadline, event.at);
  return {
    ...(gave ? { hourGiven: true } : {}),
    status: 'awaiting_seller',
    respondByGiven: goesOn && (state.paused?.elapsed ?? false),
    paused: null,
    ...withDeadline(state, deadline, event.at),
  };
}

function approved(state: RequestState, event: RequestEvent<'request.approved'>): Changes {
  const { cause, deadline, dueAt } = event.data;
  return {
    status: 'awaiting_shipment',
    approval: { by: event.actor.kind, cause, ...(cause === 'timeout' && dueAt ? { dueAt } : {}) },
    shipment: { option: state.facts.shippingOption, overdue: false, timeline: [] },
    ...withDeadline(state, deadline, event.at),
  };
}

function rejected(_: RequestState, { actor, data }: RequestEvent<'request.rejected'>): Changes {
  return { status: 'rejected', rejection: { ...data, by: actor.kind }, ...closed };
}

const supersede = ({ offers }: RequestState): RequestState['offers'] =>
  offers.map((offer) => (offer.status === 'pending' ? { ...offer, status: 'superseded' } : offer));

function cancelled(state: RequestState, { actor, data: { text } }: RequestEvent<'request.cancelled'>): Changes {
  return {
    status: 'cancelled',
    cancellation: { by: actor.kind, ...(text === undefined ? {} : { text }) },
    offers: supersede(state),
    ...closed,
  };
}

const CONCLUDED: Readonly<Record<ConclusionOutcome, RequestState['status']>> = {
  refunded: 'settled',
  rejected: 'rejected',
  cancelled: 'cancelled',
  delivered: 'delivered',
};

function concluded(state: RequestState, { data }: RequestEvent<'request.concluded'>): Changes {
  return { status: CONCLUDED[data.outcome], conclusion: data, offers: supersede(state), ...closed };
}

function extended(state: RequestState, event: RequestEvent<'deadline.extended'>): Changes {
  const { kind, from, to, text } = event.data;
  const deadline = { kind, at: to, overdue: false, extended: true };
  return {
    extension: { by: event.actor.kind, kind, seconds: (Date.parse(to) - Date.parse(from)) / 1000, text, to },
    offers: state.offers.map((offer) =>
      kind === 'offer_expires' && offer.status === 'pending' ? { ...offer, expiresAt: to } : offer,
    ),
    ...withDeadline(state, deadline, event.at),
  };
}

type RefundType = 'refund.requested' | 'refund.confirmed' | 'refund.failed' | 'refund.overdue';
type ShipmentType = 'shipment.shipped' | 'logistics.updated' | 'shipment.delivered' | 'shipment.overdue';

const refundChanged: Apply<RefundType> = (_, { data: { refund } }) => ({ refund });
const shipmentChanged: Apply<ShipmentType> = (_, { data: { shipment } }) => ({ shipment });
const overdue = ({ deadline }: RequestState): Changes => ({
  deadline: deadline && { ...deadline, overdue: true },
  reminders: [],
});

function assigned({ assignees }: RequestState, { data: { side, to } }: RequestEvent<'request.assigned'>): Changes {
  const { [side]: _, ...others } = assignees ?? {};
  return { assignees: to ? { ...others, [side]: to } : others };
}

const APPLY: { [T in Later]: Apply<T> } = {
  'request.updated': updated,
  'offer.proposed': proposed,
  'offer.auto_approved': autoApproved,
  'offer.countered': countered,
  'offer.accepted': accepted,
  'offer.rejected': closeOffer('rejected'),
  'offer.expired': (state, event) => ({
    offers: answered(state, event.data.offerId, 'expired', null),
    deadline: null,
    reminders: [],
  }),
  'offer.withdrawn': closeOffer('withdrawn'),
  'request.handed_back': handedBack,
  'request.approved': approved,
  'request.rejected': rejected,
  'request.cancelled': cancelled,
  'request.concluded': concluded,
  'request.erased': () => ({ erased: true }),
  'deadline.extended': extended,
  'request.assigned': assigned,
  // What becomes of the rule is said in one place, for every event (rules.ts).
  'rule.held': () => ({}),
  'rule.lapsed': () => ({}),
  'refund.requested': (state, event) => ({
    ...refundChanged(state, event),
    ...withDeadline(state, event.data.deadline, event.at),
  }),
  'refund.confirmed': (state, event) => ({ ...refundChanged(state, event), status: 'settled', ...closed }),
  'refund.failed': refundChanged,
  'refund.overdue': (state, event) => ({ ...refundChanged(state, event), ...overdue(state) }),
  'shipment.shipped': (state, event) => ({ ...shipmentChanged(state, event), status: 'shipped', ...closed }),
  'logistics.updated': shipmentChanged,
  'shipment.delivered': (state, event) => ({ ...shipmentChanged(state, event), status: 'delivered', ...closed }),
  'shipment.overdue': (state, event) => ({ ...shipmentChanged(state, event), ...overdue(state) }),
  'reminder.due': ({ reminders }, { data }) => ({
    reminders: reminders.filter(({ leadSeconds }) => leadSeconds < data.leadSeconds),
  }),
};

const apply = <T extends Later>(state: RequestState, event: RequestEvent<T>): Changes =>
  APPLY[event.type](state, event);

/**
 * The request after one more event. `request.opened` starts it; every other event needs the state before it.
 * Throws where the history has a gap, since replaying it would give another request.
 */
export function evolve(state: RequestState | null, event: RequestEvent): RequestState {
  if (event.seq !== (state?.version ?? 0) + 1) {
    throw new Error(`event ${event.seq} of ${event.requestId} does not follow version ${state?.version ?? 0}`);
  }
  if (event.type === 'request.opened') return open(event);
  if (!state) throw new Error(`the history of ${event.requestId} starts with ${event.type}`);
  const { erased: _, ...before } = state;
  const next = closing({ ...before, ...apply(state, event), version: event.seq, updatedAt: event.at });
  return next.rule ? { ...next, rule: ruleAfter(event, next) } : next;
}

/** Notes when it closed. */
const closing = (state: RequestState): RequestState =>
  CLOSED.has(state.status) && !state.closedAt ? { ...state, closedAt: state.updatedAt } : state;

/** The request that a whole history gives. */
export function replay(history: readonly RequestEvent[]): RequestState {
  const state = history.reduce<RequestState | null>(evolve, null);
  if (!state) throw new Error('an empty history gives no request');
  return state;
}
