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
 * - rule: what the seller lets the platform do in the seller's name, chosen and copied at the opening (rules.ts).
 * - policy: the rules of the seller's market on the day the request opened, copied into it.
 * - platform: the clock and the rules acting by themselves.
 *
 * States
 * - awaiting_seller: entered by opening and by hand-back. The seller, or the seller's rule, approves, rejects or proposes
 *   an offer. Leaves by that, by cancellation, by the buyer's second thoughts (rule 18), or, when `respond_by` passes, by the platform's approval.
 * - negotiating: entered by an offer below the claim value, or a counter. Whoever did not make the offer answers.
 *   Leaves by accept (settling), by reject, expiry or withdrawal (hand-back), by cancellation.
 * - awaiting_shipment: entered by approval. The seller ships. `ship_by` passing is told once and changes nothing.
 * - settling: entered by an accepted or more favourable offer. The integrator pays `refund`. `refund_by` as above.
 * - shipped: the carrier has it; the first `delivered` closes it.
 * - delivered, settled, rejected, cancelled: closed; nothing leaves them.
 *
 * All instants are ISO 8601 UTC strings with milliseconds, so comparing strings compares times.
 */
import type { ConclusionOutcome } from '../contract/commands.ts';
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
import type { BuyerRequests, Rule, RuleStatus } from '../contract/rules.ts';

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

/** The rule that was chosen at the opening, as it was then, and what became of it. */
interface RequestRule {
  rule: Rule;
  status: RuleStatus;
}

export interface PendingReminder {
  at: Instant;
  leadSeconds: number;
}

interface SellerRejection {
  reason: RejectReason;
  /** The marketplace's own code. */
  reasonDetail?: string;
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
  /** Null where none of the seller's rules matched; absent in requests of before there were any. */
  rule?: RequestRule | null;
  /** Earlier ones with this shop, counted at the opening; absent in requests of before they were counted. */
  buyerRequests?: BuyerRequests;
  offers: Offer[];
  /** What became of an offer that the buyer took after all, before that (rule 18). */
  secondThought?: { offerId: string; was: 'rejected' | 'expired' };
  /** Opening offers of the seller so far, withdrawn ones included. */
  offersMade: number;
  /** `dueAt`: the `respond_by` that passed, where the platform approved; tells late commands from lost races. */
  approval: { by: ActorKind; cause: 'decision' | 'timeout'; dueAt?: Instant } | null;
  rejection: SellerRejection | null;
  cancellation: { by: ActorKind; text?: string } | null;
  /** What the marketplace decided itself; absent where it did not, and in requests of before it could. */
  conclusion?: { outcome: ConclusionOutcome; amount?: Money; text?: string };
  /** Who of each side has it in hand; absent where nobody ever had. */
  assignees?: { shop?: Assignee; agents?: Assignee };
  extension: { by: ActorKind; kind: DeadlineKind; seconds: number; text: string; to: Instant } | null;
  refund: Refund | null;
  shipment: Shipment | null;
  openedAt: Instant;
  updatedAt: Instant;
  /** When it closed; absent while it is open, and in requests that closed before this was kept. */
  closedAt?: Instant;
  /** What is personal was erased, and nothing was added since. */
  erased?: true;
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

/** When a rule acts on an answer that is due at `dueAt`; null where it acts at the opening. */
export const momentBefore = ({ at }: Rule, dueAt: Instant): Instant | null =>
  at === 'opened' ? null : new Date(Date.parse(dueAt) - at.beforeDeadline * 1000).toISOString();

/** When the request's rule will act: it follows the deadline that stands. Null where none waits. */
export function ruleActsAt({ rule, status, deadline }: RequestState): Instant | null {
  if (rule?.status !== 'waiting' || status !== 'awaiting_seller' || deadline?.kind !== 'respond_by') return null;
  return momentBefore(rule.rule, deadline.at) ?? deadline.at;
}

const DAY = 86_400_000;

/** When what it holds of its buyer is erased, by its policy; null where it never is, is already, or is open. */
export function eraseAt({ policy, closedAt, erased }: RequestState): Instant | null {
  if (!policy.keepPersonalDays || !closedAt || erased) return null;
  return new Date(Date.parse(closedAt) + policy.keepPersonalDays * DAY).toISOString();
}

/**
 * When the clock has to look at the request again: its next reminder, its rule's moment or its deadline, whichever is
 * earliest; once it is closed, when it is to be erased; and at once when it was, to clear away what lies around it.
 * Null where nothing is scheduled; a deadline already told as overdue is not scheduled again.
 */
export function wakeAt(state: RequestState): Instant | null {
  if (state.erased) return state.updatedAt;
  if (CLOSED.has(state.status)) return eraseAt(state);
  if (!state.deadline || state.deadline.overdue) return null;
  const moments = [state.reminders[0]?.at, ruleActsAt(state)];
  return moments.reduce<Instant>((first, at) => (at && at < first ? at : first), state.deadline.at);
}
