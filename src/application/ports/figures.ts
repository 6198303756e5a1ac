/** What is asked of the requests kept, for figures and estimates. */
import type { Instant } from '../../contract/primitives.ts';
import type { RequestEvent } from '../../domain/request.ts';

/** An offer as figures read it. `was`: how it had ended before the buyer took it after all. */
export interface OfferFacts {
  status: string;
  percent: number;
  by: 'buyer' | 'seller';
  createdAt: Instant;
  answeredAt?: Instant;
  was?: 'rejected' | 'expired';
}

/** Whose offers: of a market and a reason, perhaps of one shop, since a moment. */
export interface OffersQuery {
  market: string;
  reason: string;
  sellerId?: string;
  since: Instant;
}

export interface OpenedQuery {
  sellerId: string;
  buyerId: string;
  from: Instant;
  to: Instant;
}

/** Of one shop, opened at or after `from` and before `to`; `before`: older than this one of them. */
export interface OpeningsQuery {
  sellerId: string;
  from: Instant;
  to: Instant;
  before?: Pick<Opening, 'id' | 'openedAt'>;
}

/** A request with the beginning of its history. */
export interface Opening {
  id: string;
  openedAt: Instant;
  events: RequestEvent[];
}

/** Whose figures: of one shop, one market, one reason, or of all. */
export interface FigureScope {
  sellerId?: string;
  market?: string;
  reason?: string;
}

export interface FiguresQuery extends FigureScope {
  grain: 'week' | 'month';
  /** The first days of the first week or month, and of the one after the last. */
  from: string;
  until: string;
}

export interface FigureCount {
  /** The first day of the week or month. */
  from: string;
  /** A figure of figures.ts. */
  name: string;
  count: number;
}

export interface StatsQuery extends FigureScope {
  /** Offers created and timeouts at or after this instant. */
  since: Instant;
  now: number;
}

/** Raw figures, at most the latest 10,000 offers of the window; of a market or a reason, those among them. */
export interface StatsFacts {
  byStatus: Record<string, number>;
  due: { overdue: number; h1: number; h4: number };
  offers: OfferFacts[];
  timeouts: number;
}
