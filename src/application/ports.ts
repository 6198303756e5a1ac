/** What the application needs from the outside. Storage backends implement these; nothing else is asked of them. */

import type { RequestFilter, RequestSort } from '../contract/lists.ts';
import type { Instant } from '../contract/primitives.ts';
import type { AssigneeSide } from '../contract/request.ts';
import type { StoredSeller } from '../contract/seller.ts';
import type { StoredPolicy } from '../domain/policy-difference.ts';
import type { RequestEvent, RequestState } from '../domain/request.ts';
import type { SlackStore } from './alerts/ports.ts';
import type { AttachmentStore } from './attachments/ports.ts';
import type { Files } from './files.ts';
import type { Lease } from './lease.ts';
import type { NoteStore } from './notes/ports.ts';
import type { ReplyStore } from './replies/ports.ts';
import type { Conversation, MessageWrite, StoredMessage, StoredReadMark } from './transcript.ts';
import type { WebhookStore } from './webhooks/ports.ts';
import type { WorkKind, WorkStore } from './work/ports.ts';

export type { Conversation, Lease, MessageWrite, StoredMessage, StoredReadMark };

/** Milliseconds since the epoch. */
export interface Clock {
  now(): number;
}

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
  /** Which sides' assignee it is about, and who that is: one of them is this person, or (null) none of them is anybody. */
  assigned?: { sides: readonly AssigneeSide[]; to: string | null };
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
  /** The earliest `wakeAt`, in milliseconds; null where there is none up to `upTo` (by default, of all). */
  nextWake(upTo?: number): Promise<number | null>;
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

/** The end of a conversation, of what people wrote: the last text, and up to 100 of the latest, by whom each is. */
export interface ChatTail {
  last: { at: Instant; by: StoredReadMark['role']; text: string };
  texts: { seq: number; by: StoredReadMark['role'] }[];
}

export type MessageNumbers = Pick<StoredMessage, 'id' | 'seq' | 'change' | 'revision'>;
export interface ChatStore {
  /** Makes the conversation its buyer's and seller's, or answers whose it is already. */
  claim(conversation: Conversation): Promise<Conversation>;
  conversation(id: string): Promise<Conversation | null>;
  /**
   * Inserts messages that are not there, changes those whose stored `revision` is lower, and leaves the others: told
   * twice changes nothing. `seq` (inserts) and `change` are allocated gapless per conversation, in the order given.
   * Answers what was inserted or changed, and for `returnExisting` writes the stored message too.
   */
  write(writes: MessageWrite[]): Promise<StoredMessage[]>;
  message(id: string): Promise<StoredMessage | null>;
  /** The numbers of those of the messages that are there, in any order. */
  numbersOf(ids: string[]): Promise<MessageNumbers[]>;
  /** With `after`: changes above it, in order of `change`. Otherwise the latest below `before`, in order of `seq`. */
  messages(query: MessagesQuery): Promise<{ messages: StoredMessage[]; hasMore: boolean }>;
  lastChange(conversationId: string): Promise<number>;
  reads(conversationId: string): Promise<StoredReadMark[]>;
  /** By conversation; none where nobody wrote. */
  tails(conversationIds: string[]): Promise<Map<string, ChatTail>>;
  /** By conversation, the marks of several. */
  readsOf(conversationIds: string[]): Promise<Map<string, StoredReadMark[]>>;
  /** Raises the mark; answers false where it stood as high already. A mark above the last `seq` is lowered to it. */
  markRead(conversationId: string, mark: StoredReadMark): Promise<StoredReadMark | null>;
  /** The conversations whose ids follow `afterId` ('' is before all), in the order of their ids. */
  scan(afterId: string, limit: number): Promise<Conversation[]>;
  /**
   * Puts messages of one conversation back as they were in another storage, numbers included; those that are there as
   * they are, or changed since, are left. `known`: all of them were. `taken`: a number is another message's, or what
   * is there is older.
   */
  restore(messages: StoredMessage[]): Promise<'restored' | 'known' | 'taken'>;
}
export interface MessagesQuery {
  conversationId: string;
  after?: number;
  before?: number;
  limit: number;
}

export interface DirectoryStore {
  seller(id: string): Promise<StoredSeller | null>;
  /** Those of the sellers that are known, in any order. */
  sellers(ids: string[]): Promise<StoredSeller[]>;
  putSeller(seller: StoredSeller): Promise<void>;
  /** Puts `after` where exactly `before` stands; false, and nothing is written, where something else does. */
  swapSeller(before: StoredSeller, after: StoredSeller): Promise<boolean>;
  policy(market: string): Promise<StoredPolicy | null>;
  putPolicy(policy: StoredPolicy): Promise<void>;
  /** Puts `after` where exactly `before` stands; false, and nothing is written, where something else does. */
  swapPolicy(before: StoredPolicy, after: StoredPolicy): Promise<boolean>;
  /** The sellers whose ids follow `afterId` ('' is before all), in the order of their ids. */
  scanSellers(afterId: string, limit: number): Promise<StoredSeller[]>;
  /** Every policy that was set, in the order of their markets. */
  policies(): Promise<StoredPolicy[]>;
}

/** One `Idempotency-Key` of one caller, method and path. */
export interface IdempotencyRecord {
  /** Hash of caller, method, path and key. */
  id: string;
  bodyHash: string;
  /** Names the command: the same for every attempt under this key. */
  commandId: string;
  claimedAt: number;
  response: { status: number; body: string; contentType: string } | null;
}
export interface IdempotencyStore {
  /**
   * Claims the key. `claimed`: run the command (`retaken` where an earlier claim of the same body lapsed: its command may
   * have been applied). `existing`: what stands there. Records older than 24 hours, and lapsed ones of another body, count
   * as absent.
   */
  claim(
    record: IdempotencyRecord,
    lapsedBefore: number,
    expiredBefore: number,
  ): Promise<{ outcome: 'claimed' | 'retaken' | 'existing'; record: IdempotencyRecord }>;
  /** `about`: the request or the conversation that the answer tells of, where it is of one. */
  complete(
    id: string,
    commandId: string,
    response: NonNullable<IdempotencyRecord['response']>,
    about?: string,
  ): Promise<void>;
  /** Puts the bodies of up to `limit` kept answers about this through `rewrite`, those whose ids follow `afterId`; answers the last id, null at the end. */
  rewriteAnswers(
    about: string,
    rewrite: (body: string) => string,
    afterId: string,
    limit: number,
  ): Promise<string | null>;
  release(id: string, commandId: string): Promise<void>;
  /**
   * Leaves an unanswered claim as one that was made at this time, so that it has lapsed: the key is free, and whoever claims
   * it next with the same body has the same command id. Where it rejects, this process treats it as lapsed all the same.
   */
  lapse(id: string, commandId: string, claimedAt: number): Promise<void>;
  /** Deletes records claimed before this time; answers how many. Bounded per call. */
  purge(before: number, limit: number): Promise<number>;
}

/** The processes that serve on one storage. */
export interface InstanceStore {
  /** Counts up this process's record; answers how far those of the others stand. `now`: milliseconds, wall time. */
  beat(owner: string, now: number): Promise<Map<string, number>>;
  /** Removes this process's record. */
  leave(owner: string): Promise<void>;
}

export interface Store {
  requests: RequestStore;
  chat: ChatStore;
  directory: DirectoryStore;
  idempotency: IdempotencyStore;
  /** What is owed, by who works it off. */
  work: Readonly<Record<WorkKind, WorkStore>>;
  slack: SlackStore;
  webhooks: WebhookStore;
  attachments: AttachmentStore;
  notes: NoteStore;
  replies: ReplyStore;
  /** Of whatever kind the configuration names; by default the storage's own. */
  files: Files;
  /** Null where a storage is one process's alone. */
  instances: InstanceStore | null;
  /** Leaves nothing of what was written over, as far as that is the storage's to do. */
  scrub(): Promise<void>;
  /** Writes a small record of its own, soon. Rejects where the storage cannot be reached, or takes no write. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

/** Thrown for a cursor that this storage did not make for this sort. Callers answer `invalid_query`. */
export class InvalidCursor extends Error {}

/** Thrown by storage that cannot be reached or is full, so that callers answer `unavailable` and nothing is lost. */
export class StorageUnavailable extends Error {}

/**
 * A place the relay delivers to. Called at least once for every event, in `seq` order per request; a channel drops
 * repeats by itself and must be quick: slow receivers get a record of their own to be worked off later.
 */
export interface Channel {
  name: string;
  deliver(batch: Owed[]): Promise<void>;
}
