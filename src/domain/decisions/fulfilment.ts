/** Shipping, logistics, refunds and corrections: what the seller and the integrator report (rules 10 and 15). */
import type { LogisticsEvent, Refund, RequestPatch, Shipment } from '../../contract/request.ts';
import { TAKEN_BACK } from '../../contract/taken-back.ts';
import type { OtherCommand } from '../command.ts';
import type { Draft } from '../draft.ts';
import { beyondAllowed } from '../offers.ts';
import { type Refusal, refuse } from '../refusals.ts';
import { CLOSED, pendingOffer, type RequestState } from '../request.ts';
import { handBack } from './settling.ts';

type CommandOf<T extends OtherCommand['type']> = Extract<OtherCommand, { type: T }>;

/** Bounds what a loop at the integrator's can add: a request's history stays small enough to be read whole. */
const MAX_HISTORY = 1_000;
const MAX_TIMELINE = 100;

const historyFull = (state: RequestState): Refusal | undefined =>
  state.version >= MAX_HISTORY
    ? refuse('conflict', `The request has ${state.version} events, the most it may have.`)
    : undefined;

export function ship(draft: Draft, command: CommandOf<'ShipRequest'>): Refusal | undefined {
  const { state } = draft;
  if (state.status !== 'awaiting_shipment' || !state.shipment) {
    return refuse('conflict', `A request that is ${state.status} is not waiting to be shipped.`);
  }
  const { carrier, trackingNumber } = command;
  const shipment: Shipment = { ...state.shipment, carrier, trackingNumber, shippedAt: draft.at, overdue: false };
  draft.emit('shipment.shipped', { shipment });
  return undefined;
}

const keyOf = (event: LogisticsEvent): string => JSON.stringify([event.at, event.kind, event.text, event.location]);

/** Both timelines in order of time, each event once; equal times keep the order in which they were reported. */
function mergeTimelines(known: readonly LogisticsEvent[], reported: readonly LogisticsEvent[]): LogisticsEvent[] {
  const merged = new Map([...known, ...reported].map((event) => [keyOf(event), event]));
  return [...merged.values()].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

/** Why no more is recorded; a report that closes the request is recorded all the same. */
function timelineFull(state: RequestState, timeline: readonly LogisticsEvent[]): Refusal | undefined {
  return timeline.length > MAX_TIMELINE
    ? refuse('conflict', `The timeline would have ${timeline.length} events; it may have ${MAX_TIMELINE}.`)
    : historyFull(state);
}

/** Merges carrier events, in any order and however often they come; the first `delivered` closes the request. */
export function recordLogistics(draft: Draft, command: CommandOf<'RecordLogistics'>): Refusal | undefined {
  const { state } = draft;
  if ((state.status !== 'shipped' && state.status !== 'delivered') || !state.shipment) {
    return refuse('conflict', `Logistics events need a shipped request; this one is ${state.status}.`);
  }
  const timeline = mergeTimelines(state.shipment.timeline, command.events);
  if (timeline.length === state.shipment.timeline.length) return undefined;
  const closes = state.status === 'shipped' && timeline.some((event) => event.kind === 'delivered');
  const full = closes ? undefined : timelineFull(state, timeline);
  if (full) return full;
  const latest = timeline.at(-1);
  const shipment: Shipment = { ...state.shipment, timeline, ...(latest ? { latest } : {}) };
  draft.emit('logistics.updated', { shipment });
  if (closes) draft.emit('shipment.delivered', { shipment });
  return undefined;
}

/** The integrator's word on the refund: a failed one stays in `settling`, a later confirmation settles (rule 15). */
export function reportRefund(draft: Draft, command: CommandOf<'ReportRefund'>): Refusal | undefined {
  const { state } = draft;
  if (state.status !== 'settling' || !state.refund) {
    const confirmed = state.refund?.status === 'confirmed' ? ', its refund confirmed' : '';
    return refuse('conflict', `No refund is being waited for; the request is ${state.status}${confirmed}.`);
  }
  const full = command.outcome === 'failed' ? historyFull(state) : undefined;
  if (full) return full;
  const { reference: _, text: __, ...asked } = state.refund;
  const refund: Refund = {
    ...asked,
    status: command.outcome,
    ...(command.reference === undefined ? {} : { reference: command.reference }),
    ...(command.text === undefined ? {} : { text: command.text }),
  };
  draft.emit(command.outcome === 'confirmed' ? 'refund.confirmed' : 'refund.failed', { refund });
  return undefined;
}

/**
 * What the marketplace decided itself ends the request, whatever it waited for: an offer that waits is superseded, and
 * nothing is asked of anybody any more.
 */
export function conclude(draft: Draft, { type: _, ...conclusion }: CommandOf<'ConcludeRequest'>): Refusal | undefined {
  const { status, facts } = draft.state;
  if (CLOSED.has(status)) return refuse('conflict', `A request that is ${status} is closed already.`);
  const { currency } = conclusion.amount ?? facts.paid;
  if (currency !== facts.paid.currency) {
    return refuse('currency_mismatch', `amount is in ${currency}; the request is in ${facts.paid.currency}.`);
  }
  draft.emit('request.concluded', conclusion);
  return undefined;
}

const differs = (a: unknown, b: unknown): boolean => JSON.stringify(a) !== JSON.stringify(b);

function changedFields(state: RequestState, patch: RequestPatch): RequestPatch {
  return {
    ...(patch.alreadyRefunded && differs(patch.alreadyRefunded, state.facts.alreadyRefunded)
      ? { alreadyRefunded: patch.alreadyRefunded }
      : {}),
    ...(patch.metadata && differs(patch.metadata, state.facts.metadata) ? { metadata: patch.metadata } : {}),
    ...(patch.shipTo && differs(patch.shipTo, state.facts.shipTo) ? { shipTo: patch.shipTo } : {}),
    ...(patch.externalId && patch.externalId !== state.facts.externalId ? { externalId: patch.externalId } : {}),
    ...(patch.allowed && differs(patch.allowed, state.facts.allowed) ? { allowed: patch.allowed } : {}),
  };
}

function wrongMoney({ paid }: RequestState['facts'], patch: RequestPatch): Refusal | undefined {
  const refunded = patch.alreadyRefunded;
  const sums = { alreadyRefunded: refunded, 'allowed.maxAmount': patch.allowed?.maxAmount };
  for (const [path, sum] of Object.entries(sums)) {
    if (sum && sum.currency !== paid.currency) {
      return refuse('currency_mismatch', `${path} is in ${sum.currency}; the request is in ${paid.currency}.`);
    }
  }
  if (refunded && refunded.amount > paid.amount) {
    const bounds = { min: 0, max: paid.amount };
    return refuse('amount_out_of_range', `alreadyRefunded is ${refunded.amount}; ${paid.amount} was paid.`, bounds);
  }
  return undefined;
}

/**
 * Corrects what the integrator knows better. An offer that is now above `refundable` (section 1) or beyond what the
 * marketplace permits cannot stay: the platform withdraws it and hands the request back.
 */
export function updateRequest(draft: Draft, patch: RequestPatch): Refusal | undefined {
  const { state } = draft;
  const wrong = wrongMoney(state.facts, patch);
  if (wrong) return wrong;
  const changed = changedFields(state, patch);
  if (Object.keys(changed).length === 0) return undefined;
  if (changed.shipTo && (state.shipment?.shippedAt || state.status === 'shipped')) {
    return refuse('conflict', 'The parcel is on its way; its address can no longer change.');
  }
  const full = historyFull(state);
  if (full) return full;
  draft.emit('request.updated', changed);
  const pending = pendingOffer(draft.state);
  const beyond = pending && beyondAllowed(draft.state, pending);
  if (beyond) {
    draft.emit('offer.withdrawn', { offerId: pending.id, text: TAKEN_BACK[beyond] }, 'platform');
    handBack(draft, 'withdrawn');
  }
  return undefined;
}
