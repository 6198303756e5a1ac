/**
 * The request, Parley's aggregate: its state and its events.
 *
 * Glossary (SPEC.md section 1)
 * - request: one reshipment request; an order, its buyer and seller, a reason, the items concerned.
 * - claim value: what the buyer asks for, in money: sum of unitPrice × missingQuantity.
 * - refundable: paid − alreadyRefunded; an offer is never above it.
 * - offer: a proposed refund with an amount and an expiry. A counter-offer opens the next round.
 * - deadline: the moment the platform acts if nobody did. Each waiting state has exactly one.
 * - hand-back: the request returns to the seller after an offer was rejected, expired or withdrawn.
 * - policy: the rules of the seller's market on the day the request opened, copied into it.
 * - platform: the clock and the rules acting by themselves.
 *
 * States
 * - awaiting_seller: entered by opening and by hand-back. The seller approves, rejects or proposes an offer.
 *   Leaves by that, by cancellation, or, when `respond_by` passes, by the platform's approval.
 * - negotiating: entered by an offer below the claim value, or a counter. Whoever did not make the offer answers.
 *   Leaves by accept (settling), by reject, expiry or withdrawal (hand-back), by cancellation.
 * - awaiting_shipment: entered by approval. The seller ships. `ship_by` passing is told once and changes nothing.
 * - settling: entered by an accepted or more favourable offer. The integrator pays `refund`. `refund_by` as above.
 * - shipped: the carrier has it; the first `delivered` closes it.
 * - delivered, settled, rejected, cancelled: closed; nothing leaves them.
 *
 * All instants are ISO 8601 UTC strings with milliseconds, so comparing strings compares times.
 */
import type { EventOf, EventType } from '../contract/event.ts';
import type { Policy, RejectReason } from '../contract/policy.ts';
import type { Instant, Money } from '../contract/primitives.ts';
import type {
  ActorKind,
  Assignee,
  DeadlineKind,
  Offer,
  Refund,
  RequestInput,
  RequestStatus,
  Shipment,
  Tab,
  WaitingOn,
} from '../contract/request.ts';

export interface Deadline {
  kind: DeadlineKind;
  at: Instant;
  overdue: boolean;
  extended: boolean;
}

/** A deadline set aside while an offer waits, so that a hand-back can resume it. */
export interface PausedDeadline {
  deadline: Deadline;
  pausedAt: Instant;
  /** True where the marketplace gave `respondBy`: its own clock is elapsed time. */
  elapsed: boolean;
  /** The offer that waits was made by a rule of the seller's, after which no hour is given. */
  byRule?: boolean;
}

export interface PendingReminder {
  at: Instant;
  leadSeconds: number;
}

interface SellerRejection {
  reason: RejectReason;
  text: string;
  evidence: string[];
  by: ActorKind;
}

/** The input as stored: what the platform sent, with `openedAt` taken out. */
export type RequestFacts = Omit<RequestInput, 'openedAt' | 'alreadyRefunded'> & {
  alreadyRefunded: Money;
};

export interface RequestState {
  id: string;
  version: number;
  status: RequestStatus;
  facts: RequestFacts;
  claimValue: Money;
  refundable: Money;
  policy: Policy;
  deadline: Deadline | null;
  /** True where the marketplace gave the running `respond_by`. */
  respondByGiven: boolean;
  paused: PausedDeadline | null;
  /** The hour that a resumed deadline leaves at least was given; absent in requests of before it was given once. */
  hourGiven?: boolean;
  reminders: PendingReminder[];
  offers: Offer[];
  /** Opening offers of the seller so far, withdrawn ones included. */
  offersMade: number;
  /** `dueAt`: the `respond_by` that passed, where the platform approved; tells late commands from lost races. */
  approval: { by: ActorKind; cause: 'decision' | 'timeout'; dueAt?: Instant } | null;
  rejection: SellerRejection | null;
  cancellation: { by: ActorKind; text?: string } | null;
  /** Who of each side has it in hand; absent where nobody ever had. */
  assignees?: { shop?: Assignee; agents?: Assignee };
  extension: { by: ActorKind; kind: DeadlineKind; seconds: number; text: string; to: Instant } | null;
  refund: Refund | null;
  shipment: Shipment | null;
  openedAt: Instant;
  updatedAt: Instant;
}

/** An event of one of these types; every type where none is named. */
export type RequestEvent<T extends EventType = EventType> = EventOf<T>;

export const CLOSED: ReadonlySet<RequestStatus> = new Set(['delivered', 'settled', 'rejected', 'cancelled']);

/** The offer that waits for an answer, if any. */
export function pendingOffer(state: RequestState): Offer | undefined {
  const last = state.offers.at(-1);
  return last?.status === 'pending' ? last : undefined;
}

/** Whom the request waits for (SPEC.md section 2), or null where nobody has to act. */
export function waitingOn(state: RequestState): WaitingOn | null {
  switch (state.status) {
    case 'awaiting_seller':
    case 'awaiting_shipment':
      return 'seller';
    case 'negotiating':
      return pendingOffer(state)?.by === 'buyer' ? 'seller' : 'buyer';
    case 'settling':
      return 'integrator';
    case 'shipped':
      return 'carrier';
    default:
      return null;
  }
}

/** The seller's tab that shows the request (SPEC.md section 2). */
export function tabOf(state: RequestState): Tab {
  switch (state.status) {
    case 'awaiting_seller':
      return 'awaiting_action';
    case 'negotiating':
      return pendingOffer(state)?.by === 'buyer' ? 'awaiting_action' : 'offer_sent';
    case 'awaiting_shipment':
      return 'to_ship';
    case 'settling':
    case 'shipped':
      return 'in_progress';
    default:
      return 'closed';
  }
}

/**
 * When the clock has to look at the request again: its next reminder or its deadline, whichever is earlier.
 * Null where nothing is scheduled; a deadline already told as overdue is not scheduled again.
 */
export function wakeAt(state: RequestState): Instant | null {
  if (!state.deadline || state.deadline.overdue) return null;
  const reminder = state.reminders[0]?.at;
  return reminder && reminder < state.deadline.at ? reminder : state.deadline.at;
}
