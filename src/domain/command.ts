/** What anyone may ask of a request. Time and ids come in with the command; deciding reads no clock. */
import type { ConclusionOutcome, OfferBody } from '../contract/commands.ts';
import type { Policy, RejectReason } from '../contract/policy.ts';
import type { Instant, Money } from '../contract/primitives.ts';
import type { Actor, Assignee, LogisticsEvent, RequestInput, RequestPatch } from '../contract/request.ts';
import type { BuyerRequests, Rule } from '../contract/rules.ts';

export interface OpenRequest {
  type: 'OpenRequest';
  requestId: string;
  input: RequestInput;
  /** The seller's effective policy, `calendar.zone` set. */
  policy: Policy;
  /** The seller's rules, in their order. */
  rules?: readonly Rule[];
  /** The buyer's earlier requests with this shop. */
  buyerRequests?: BuyerRequests;
}
/** The clock: a reminder or a deadline may be due. */
interface PassTime {
  type: 'PassTime';
}
export type SellerDecision =
  | { type: 'ApproveRequest' }
  | { type: 'RejectRequest'; reason: RejectReason; reasonDetail?: string; text: string; evidence?: string[] }
  | { type: 'ProposeOffer'; offer: OfferBody }
  | { type: 'WithdrawOffer'; offerId: string; text?: string }
  | { type: 'HoldRule' };
export type OfferAnswerCommand =
  | { type: 'AcceptOffer'; offerId: string }
  | { type: 'RejectOffer'; offerId: string; text?: string }
  | { type: 'CounterOffer'; offerId: string; amount: Money; note?: string };
/** For the actor's side; null: nobody. */
export interface AssignRequest {
  type: 'AssignRequest';
  to: Assignee | null;
}
export type OtherCommand =
  | { type: 'CancelRequest'; text?: string }
  | { type: 'ExtendDeadline'; seconds: number; text: string }
  | { type: 'ShipRequest'; carrier: string; trackingNumber: string }
  | { type: 'RecordLogistics'; events: LogisticsEvent[] }
  | { type: 'ReportRefund'; outcome: 'confirmed' | 'failed'; reference?: string; text?: string }
  | { type: 'ConcludeRequest'; outcome: ConclusionOutcome; amount?: Money; text?: string }
  | { type: 'UpdateRequest'; patch: RequestPatch }
  | AssignRequest;
/** Every command on a request that exists. */
export type RequestCommand = SellerDecision | OfferAnswerCommand | OtherCommand | PassTime;

/** Who commands, and when. `arrivedAt` is stamped once at the entry; `at` is the moment of this attempt to commit. */
export interface CommandContext {
  actor: Actor;
  arrivedAt: Instant;
  at: Instant;
}
