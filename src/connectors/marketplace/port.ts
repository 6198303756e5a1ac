/**
 * What Parley asks of a marketplace: a place where buyers ask for aftersales and sellers answer, with rules and deadlines
 * of its own. The next marketplace is one folder that makes one of these; everything else here is the same for all.
 *
 * Glossary
 * - return: the marketplace's own aftersale request. Parley's request about it has its id as `externalId`.
 * - stage: where a return stands, in words that all marketplaces share.
 * - decision: what the seller, or Parley's clock, has decided, as the marketplace is to be told.
 * - upkeep: what a marketplace has to do for itself from time to time, such as renewing its token.
 */
import type { Allowed } from '../../contract/allowed.ts';
import type { Duration, RejectReason } from '../../contract/policy.ts';
import type { Money } from '../../contract/primitives.ts';
import type { RequestInput } from '../../contract/request.ts';
import type { Picture } from './notes.ts';

/**
 * - `seller`: the seller is to answer. `buyer`: an offer of the seller's waits for the buyer.
 * - `approved`: the items are sent once more. `rejected`: they are not.
 * - `refunding`: a refund was decided. `refunded`: it is done. `cancelled`: the buyer took the return back.
 * - `returning`: it was approved, and the buyer sends the items back for their money.
 * - `other`: on a way that Parley has no part in.
 */
export type Stage =
  | 'seller'
  | 'buyer'
  | 'approved'
  | 'rejected'
  | 'refunding'
  | 'refunded'
  | 'cancelled'
  | 'returning'
  | 'other';

/** A return as it stands at the marketplace. */
export interface MarketReturn {
  id: string;
  stage: Stage;
  /** What the buyer wants of the seller. */
  asks: 'items' | 'money';
  /** What the marketplace refunds where all is refunded; null where it does not say. */
  total: Money | null;
  /** The partial refund that was offered there last; null where none was. */
  offered: Money | null;
  /** The buyer said no to it. */
  declined: boolean;
  /** When the seller must have answered there: milliseconds since the epoch; null where nothing is asked of them. */
  respondBy: number | null;
  /** The marketplace's own people have it, and take no decision meanwhile. */
  disputed: boolean;
  /** The ids that an edited return had before, and has now. */
  follows: string | null;
  followedBy: string | null;
  /** When it changed last: milliseconds since the epoch. */
  changedAt: number;
}

export type Decision =
  | { kind: 'approve' }
  /** All that was asked for, at once. */
  | { kind: 'refund' }
  | { kind: 'offer'; amount: Money }
  | { kind: 'reject'; reason: RejectReason; reasonDetail?: string; text: string; evidence: string[] };

/** What opens a request, or why none is opened. */
export type Opening = { input: RequestInput } | { ignored: string };

/** A return that was read, and what can be done with it. All throw MarketplaceError. */
export interface Look {
  seen: MarketReturn;
  opening(): Promise<Opening>;
  /** What the marketplace lets the seller answer now. */
  permits(terms: { market: string; offerExpires: Duration }): Promise<Allowed>;
  /** What it still lets stand while an offer waits; what is not said is as it was before. */
  permitsMeanwhile(): Promise<Allowed>;
  /** The amount as the marketplace writes it, which may count in larger units. */
  payable(amount: Money): Money;
  /** Tells a decision. `key` is the same at every try, so that the marketplace carries it out once. */
  decide(decision: Decision, key: string, tries: Tries): Promise<void>;
}

/** What came of earlier tries of a decision, and what is to be remembered for later ones. */
export interface Tries {
  /** The marketplace did not take it as it was sent. */
  refusals: number;
  /** There is little time left: what is not had now goes without. */
  isUrgent: boolean;
  pictures: { known: Record<string, Picture | null>; failures: number };
}

/** A webhook as it arrived. */
export interface Delivery {
  body: Buffer;
  header(name: string): string | undefined;
}

export interface Received {
  /** Returns to look at. */
  returns: string[];
  /** What is wrong with the account, or will be; `once` names the occasion, which is told once. */
  warning?: { code: string; detail: string; once: string };
}

export interface Marketplace {
  /** Begins the ids of everything that is its own: `tiktok-shop`. */
  readonly name: string;
  /** Where its webhooks arrive. */
  readonly webhookPath: string;
  /** The shop its returns are asked of. */
  readonly sellerId: string;
  /** What a webhook says; null for a webhook that is not the marketplace's own. */
  receive(delivery: Delivery): Received | null;
  /** The return as it stands; null where the shop has none of this id. Throws MarketplaceError. */
  look(returnId: string): Promise<Look | null>;
  /**
   * Ids of returns that changed at or after `since` (milliseconds since the epoch); `until`: when the last of them
   * changed, where there are more than could be asked for at once. Throws MarketplaceError.
   */
  changedSince(since: number): Promise<{ ids: string[]; until: number | null }>;
  readonly upkeep?: Upkeep;
}

export interface Upkeep {
  /** Whether what is kept was made for other settings than those of now. */
  isStale(notes: unknown): boolean;
  /** Does what is due, given what it noted last; answers what to note, and when to be called again (business time). */
  run(notes: unknown): Promise<{ notes: unknown; dueAt: number }>;
}

/** What goes wrong with a marketplace, as what it means. */
export type Failure =
  /** It is busy: nothing was done. `retryAfter` in milliseconds. */
  | { kind: 'rate_limited'; code?: undefined; retryAfter: number; detail: string }
  /** Nobody knows whether it was done. */
  | { kind: 'uncertain'; code?: undefined; detail: string }
  /** The token ran out: upkeep renews it. */
  | { kind: 'token'; code?: undefined; detail: string }
  /** Nothing works until somebody sets it right. */
  | { kind: 'account'; code: string; detail: string }
  /** The return stands elsewhere by now, and takes no such decision. */
  | { kind: 'decided'; code?: undefined; detail: string }
  /** The marketplace does not take what was sent; `forGood`: and will not, however often it is asked. */
  | { kind: 'refused'; code?: undefined; forGood?: true; detail: string };

export class MarketplaceError extends Error {
  readonly failure: Failure;
  constructor(failure: Failure) {
    super(failure.detail);
    this.failure = failure;
  }
}
