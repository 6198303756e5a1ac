/** Where requests are kept: their state, their histories, and what of them is still to be told. */

import type { RequestFilter, RequestSort } from '../../contract/lists.ts';
import type { Instant } from '../../contract/primitives.ts';
import type { AssigneeSide } from '../../contract/request.ts';
import type { RequestEvent, RequestState } from '../../domain/request.ts';
import type { Lease } from '../lease.ts';
import type {
  FigureCount,
  FiguresQuery,
  OfferFacts,
  OffersQuery,
  OpenedQuery,
  Opening,
  OpeningsQuery,
  StatsFacts,
  StatsQuery,
} from './figures.ts';

/**
 * One atomic write: the new state, the events that led to it, and when to wake next. What must be told (the outbox)
 * is every event after the relay's mark, so appending events owes them in the same write.
 */
export interface Commit {
  /** The state after the events. `state.version` is the last event's `seq`. */
  state: RequestState;
  events: RequestEvent[];
  /** The version that was read; 0 inserts a new request. */
  expectedVersion: number;
  wakeAt: Instant | null;
  /** Identifies the caller's command, so that a repeat after a crash is recognised. */
  commandId?: string;
  /** Inserts only: what the shop is called, which the request is found by. */
  shopName?: string;
  /** Takes or keeps the relay's lease with the same write, so that this process may tell what it committed. */
  lease?: Lease;
  /** Inserts only: events up to this `seq` were told elsewhere and are not owed. */
  told?: number;
  /** Erasing: the history before `events` as it is from now on, all of it, and the words by which it is found no longer. */
  erasing?: { events: RequestEvent[]; words: string[] };
}

/** `taken`: a request with this id exists (inserts only). */
export type CommitResult = 'committed' | 'version_changed' | 'taken';

export interface LoadedRequest {
  state: RequestState;
  /** The relay's mark: events up to this `seq` were told. */
  told: number;
  lease: Lease | null;
}

/** A request with the events its relay still has to tell, oldest first. `state` is the state after the last of them. */
export interface Owed {
  state: RequestState;
  events: RequestEvent[];
}

/** What the relay has told: the events of the request up to `seq`, under this owner's lease. */
export interface Told {
  id: string;
  seq: number;
  owner: string;
}

/** A request with all of its events, oldest first, and the relay's mark, read at one moment. */
export interface RequestHistory {
  state: RequestState;
  events: RequestEvent[];
  told: number;
}

export interface ListPage<T> {
  items: T[];
  nextCursor: string | null;
}

/** A filter as storages answer it. */
export interface ListFilter extends Omit<RequestFilter, 'assignee' | 'reply'> {
  /**
   * Which sides' assignee it is about, and who that is: one of them has one of these ids (one person's, at least one), or
   * (null) none of them is anybody.
   */
  assigned?: { sides: readonly AssigneeSide[]; to: readonly string[] | null };
}

/** How many rows match. `capped`: there are more, or finding out would have read too much. */
export interface Total {
  total: number;
  capped: boolean;
}

export interface ListQuery {
  filter: ListFilter;
  sort: RequestSort;
  limit: number;
  /** An opaque cursor from an earlier page. Throws InvalidCursor where it is not one. */
  cursor?: string;
  /** For `due`: milliseconds since the epoch. */
  now: number;
}

export interface RequestStore {
  commit(commit: Commit): Promise<CommitResult>;
  load(id: string): Promise<LoadedRequest | null>;
  loadMany(ids: string[]): Promise<RequestState[]>;
  /** The request that has this external id, or ever had it. */
  findByExternalId(externalId: string): Promise<RequestState | null>;
  /**
   * Names a request, for good: answers the id of the one that this external id stands for, which is `proposedId` where it
   * stood for none. Whoever opens a request under the name inserts it under the answered id, so that what a crash left
   * between the two is completed by the next attempt.
   */
  idForExternal(externalId: string, proposedId: string): Promise<string>;
  /** How many requests this buyer opened with this shop from `from` to `to`, both included; counted to `cap` at most. */
  openedBetween(query: OpenedQuery, cap: number): Promise<number>;
  /** The offers of the requests whose last one was made since, oldest first in each; the newest `limit` requests. */
  offersMade(query: OffersQuery, limit: number): Promise<OfferFacts[][]>;
  /** What a shop was asked for, newest first, each with its first `mostEvents` events. */
  openings(query: OpeningsQuery, limit: number, mostEvents: number): Promise<Opening[]>;
  /** Whether an event of the request was committed under this command id. */
  wasApplied(requestId: string, commandId: string): Promise<boolean>;
  /** Events with `seq` above `afterSeq`, oldest first. */
  events(requestId: string, afterSeq: number, limit: number): Promise<RequestEvent[]>;
  /**
   * `deadline`: soonest first, requests without one last. `-updatedAt`: latest first. Ties by id. Where no index answers the
   * filter, a page may end early, with a cursor to go on from.
   */
  list(query: ListQuery): Promise<ListPage<RequestState>>;
  /** How many match, counted to `cap` at most. */
  total(filter: ListFilter, now: number, cap: number): Promise<Total>;
  /** As `total`, the number alone. */
  count(filter: ListFilter, now: number, cap: number): Promise<number>;
  /** Ids whose `wakeAt` is at or before `now`, earliest first. */
  due(now: number, limit: number): Promise<string[]>;
  /** Nothing is left to do at its `wakeAt`: it is not woken any more, unless it has another version by now. */
  rest(id: string, version: number): Promise<void>;
  /** The earliest `wakeAt` later than `after` and not later than `upTo`, in milliseconds; null where there is none. */
  nextWake(within?: { after?: number; upTo?: number }): Promise<number | null>;
  /** Ids with events not yet told and no lease running at `now`. */
  owed(now: number, limit: number): Promise<string[]>;
  /** Takes the lease and answers what is owed; null where nothing is or another owner's lease runs at `now`. */
  lease(id: string, lease: Lease, now: number): Promise<Owed | null>;
  /**
   * Moves the relay's mark to `seq` (never back). An owner's lease is freed where nothing more is owed; where more was
   * committed meanwhile it is kept, and the id is answered: its holder goes on telling.
   */
  ack(told: Told[]): Promise<string[]>;
  /** The requests of a conversation whose ids follow `afterId` ('' is before all), in the order of their ids. */
  inConversation(conversationId: string, afterId: string, limit: number): Promise<RequestState[]>;
  /** By conversation, its open request that was opened last. */
  newestOpen(conversationIds: string[]): Promise<Map<string, string>>;
  stats(query: StatsQuery): Promise<StatsFacts>;
  /** What was counted in each week or month, in any order; nothing where nothing was. */
  figures(query: FiguresQuery): Promise<FigureCount[]>;
  /** The requests whose ids follow `afterId` ('' is before all), in the order of their ids. */
  scan(afterId: string, limit: number): Promise<RequestHistory[]>;
}

/** Thrown for a cursor that this storage did not make for this sort. Callers answer `invalid_query`. */
export class InvalidCursor extends Error {}
