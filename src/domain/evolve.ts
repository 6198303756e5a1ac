/** What each event does to a request. Replaying a history gives the request (rule 16); nothing here can refuse. */
import type { EventType } from '../contract/event.ts';
import type { Policy, RejectReason } from '../contract/policy.ts';
import type { Instant, Money } from '../contract/primitives.ts';
import type { Offer, OfferStatus, Refund, RequestInput, RequestPatch, Shipment } from '../contract/request.ts';
import { gaveTheHour, remindersFor } from './deadlines.ts';
import { refundableOf } from './money.ts';
import type { Deadline, RequestEvent, RequestState } from './request.ts';

type Changes = Partial<RequestState>;
type Data<T> = T & { dueAt?: Instant };
type Apply = (state: RequestState, event: RequestEvent) => Changes;

/** Data of `request.opened`: the input beside what was derived from it. */
export type OpenedData = RequestInput & {
  claimValue: Money;
  refundable: Money;
  policy: Policy;
  deadline: Deadline;
};

const dataOf = <T>(event: RequestEvent) => event.data as Data<T>;

function withDeadline(state: RequestState, deadline: Deadline | null, from: Instant): Changes {
  return { deadline, reminders: deadline ? remindersFor(state.policy, deadline, from) : [] };
}

const closed: Changes = { deadline: null, reminders: [], paused: null };

function answered(state: RequestState, offerId: string, status: OfferStatus, answer: Offer['answer']): Offer[] {
  return state.offers.map((offer) => (offer.id === offerId ? { ...offer, status, answer } : offer));
}

function answerOf(event: RequestEvent): NonNullable<Offer['answer']> {
  const { text } = dataOf<{ text?: string }>(event);
  return { by: event.actor.kind, at: event.at, ...(text === undefined ? {} : { text }) };
}

const closeOffer =
  (status: OfferStatus): Apply =>
  (state, event) => ({
    offers: answered(state, dataOf<{ offerId: string }>(event).offerId, status, answerOf(event)),
    deadline: null,
    reminders: [],
  });

function open(event: RequestEvent): RequestState {
  const { claimValue, refundable, policy, deadline, dueAt: _, ...input } = dataOf<OpenedData>(event);
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

function updated(state: RequestState, event: RequestEvent): Changes {
  const patch = dataOf<RequestPatch>(event);
  const facts = {
    ...state.facts,
    ...(patch.alreadyRefunded ? { alreadyRefunded: patch.alreadyRefunded } : {}),
    ...(patch.metadata ? { metadata: patch.metadata } : {}),
    ...(patch.shipTo ? { shipTo: patch.shipTo } : {}),
    ...(patch.externalId ? { externalId: patch.externalId } : {}),
  };
  return { facts, refundable: refundableOf(facts.paid, facts.alreadyRefunded) };
}

function proposed(state: RequestState, event: RequestEvent): Changes {
  const { offer, deadline } = dataOf<{ offer: Offer; deadline: Deadline }>(event);
  return {
    status: 'negotiating',
    offers: [...state.offers, offer],
    offersMade: state.offersMade + 1,
    paused: state.deadline && {
      deadline: state.deadline,
      pausedAt: event.at,
      elapsed: state.respondByGiven,
      ...(event.actor.userId?.startsWith('rule:') ? { byRule: true } : {}),
    },
    ...withDeadline(state, deadline, event.at),
  };
}

function autoApproved(state: RequestState, event: RequestEvent): Changes {
  const { offer, deadline } = dataOf<{ offer: Offer; deadline: Deadline }>(event);
  return {
    status: 'settling',
    offers: [...state.offers, offer],
    offersMade: state.offersMade + 1,
    ...withDeadline(state, deadline, event.at),
  };
}

function countered(state: RequestState, event: RequestEvent): Changes {
  const { offerId, offer, deadline } = dataOf<{ offerId: string; offer: Offer; deadline: Deadline }>(event);
  return {
    offers: [...answered(state, offerId, 'countered', { by: event.actor.kind, at: event.at }), offer],
    ...withDeadline(state, deadline, event.at),
  };
}

function handedBack(state: RequestState, event: RequestEvent): Changes {
  const { cause, deadline } = dataOf<{ cause: string; deadline: Deadline }>(event);
  const resumes = cause === 'withdrawn' || state.policy.afterHandBack === 'resume';
  const gave = resumes && state.paused !== null && gaveTheHour(state, state.paused, deadline, event.at);
  return {
    ...(gave ? { hourGiven: true } : {}),
    status: 'awaiting_seller',
    respondByGiven: resumes && (state.paused?.elapsed ?? false),
    paused: null,
    ...withDeadline(state, deadline, event.at),
  };
}

function approved(state: RequestState, event: RequestEvent): Changes {
  const { cause, deadline, dueAt } = dataOf<{ cause: 'decision' | 'timeout'; deadline: Deadline }>(event);
  return {
    status: 'awaiting_shipment',
    approval: { by: event.actor.kind, cause, ...(cause === 'timeout' && dueAt ? { dueAt } : {}) },
    shipment: { option: state.facts.shippingOption, overdue: false, timeline: [] },
    ...withDeadline(state, deadline, event.at),
  };
}

function rejected(_: RequestState, event: RequestEvent): Changes {
  const { reason, text, evidence } = dataOf<{ reason: RejectReason; text: string; evidence: string[] }>(event);
  return { status: 'rejected', rejection: { reason, text, evidence, by: event.actor.kind }, ...closed };
}

function cancelled(state: RequestState, event: RequestEvent): Changes {
  const { text } = dataOf<{ text?: string }>(event);
  return {
    status: 'cancelled',
    cancellation: { by: event.actor.kind, ...(text === undefined ? {} : { text }) },
    offers: state.offers.map((offer) => (offer.status === 'pending' ? { ...offer, status: 'superseded' } : offer)),
    ...closed,
  };
}

function extended(state: RequestState, event: RequestEvent): Changes {
  const { kind, from, to, text } = dataOf<{ kind: Deadline['kind']; from: Instant; to: Instant; text: string }>(event);
  const deadline = { kind, at: to, overdue: false, extended: true };
  return {
    extension: { by: event.actor.kind, kind, seconds: (Date.parse(to) - Date.parse(from)) / 1000, text, to },
    offers: state.offers.map((offer) =>
      kind === 'offer_expires' && offer.status === 'pending' ? { ...offer, expiresAt: to } : offer,
    ),
    ...withDeadline(state, deadline, event.at),
  };
}

const refundChanged: Apply = (_, event) => ({ refund: dataOf<{ refund: Refund }>(event).refund });
const shipmentChanged: Apply = (_, event) => ({ shipment: dataOf<{ shipment: Shipment }>(event).shipment });
const overdue: Apply = (state) => ({ deadline: state.deadline && { ...state.deadline, overdue: true }, reminders: [] });

const APPLY: Record<Exclude<EventType, 'request.opened'>, Apply> = {
  'request.updated': updated,
  'offer.proposed': proposed,
  'offer.auto_approved': autoApproved,
  'offer.countered': countered,
  'offer.accepted': (state, event) => ({ ...closeOffer('accepted')(state, event), status: 'settling', paused: null }),
  'offer.rejected': closeOffer('rejected'),
  'offer.expired': (state, event) => ({
    offers: answered(state, dataOf<{ offerId: string }>(event).offerId, 'expired', null),
    deadline: null,
    reminders: [],
  }),
  'offer.withdrawn': closeOffer('withdrawn'),
  'request.handed_back': handedBack,
  'request.approved': approved,
  'request.rejected': rejected,
  'request.cancelled': cancelled,
  'deadline.extended': extended,
  'refund.requested': (state, event) => ({
    ...refundChanged(state, event),
    ...withDeadline(state, dataOf<{ deadline: Deadline }>(event).deadline, event.at),
  }),
  'refund.confirmed': (state, event) => ({ ...refundChanged(state, event), status: 'settled', ...closed }),
  'refund.failed': refundChanged,
  'refund.overdue': (state, event) => ({ ...refundChanged(state, event), ...overdue(state, event) }),
  'shipment.shipped': (state, event) => ({ ...shipmentChanged(state, event), status: 'shipped', ...closed }),
  'logistics.updated': shipmentChanged,
  'shipment.delivered': (state, event) => ({ ...shipmentChanged(state, event), status: 'delivered', ...closed }),
  'shipment.overdue': (state, event) => ({ ...shipmentChanged(state, event), ...overdue(state, event) }),
  'reminder.due': (state, event) => {
    const { leadSeconds } = dataOf<{ leadSeconds: number }>(event);
    return { reminders: state.reminders.filter((reminder) => reminder.leadSeconds < leadSeconds) };
  },
};

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
  return { ...state, ...APPLY[event.type](state, event), version: event.seq, updatedAt: event.at };
}

/** The request that a whole history gives. */
export function replay(history: readonly RequestEvent[]): RequestState {
  const state = history.reduce<RequestState | null>(evolve, null);
  if (!state) throw new Error('an empty history gives no request');
  return state;
}
