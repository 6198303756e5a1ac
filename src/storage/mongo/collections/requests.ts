/** The collections of requests: everything that must change together in one document, and the names they have elsewhere. */
import { Schema } from 'mongoose';
import type { Counted } from '../../../application/figures.ts';
import type { OfferFacts } from '../../../application/ports/figures.ts';
import {
  collection,
  type DocumentOf,
  flag,
  listOf,
  maybe,
  maybeNull,
  maybeValue,
  number,
  type Stored,
  text,
  textOrNull,
  value,
} from './declare.ts';

const event = {
  seq: number,
  /** Names the commit that wrote it, so that a writer can tell whether its own commit took effect. */
  commit: text,
  commandId: maybe(String),
  event: text,
} as const;
export type EventDocument = Stored<typeof event>;

/** The indexes that queries name. */
export const INDEX = {
  external: 'external',
  wake: 'wake',
  owed: 'owed',
  words: 'words',
  listByDueAt: 'list by dueAt',
  listByUpdatedAt: 'list by updatedAt',
  statuses: 'statuses',
  statusesByMarket: 'statuses by market',
  counted: 'counted',
  conversation: 'conversation',
  openedByBuyer: 'opened by buyer',
  openedOfSeller: 'opened of seller',
  offers: 'offers',
  offersOfSeller: 'offers of seller',
} as const;

const present = (field: string) => ({ partialFilterExpression: { [field]: { $gt: 0 } } });

/**
 * `told` is the relay's mark and `owed` whether events stand above it. `externalId`, `wakeAt`, `lastOfferAt` and
 * `timeoutAt` are absent where there is none; a request without a deadline has the largest `dueAt`, which sorts it last.
 */
export const requests = collection('requests', {
  fields: {
    _id: text,
    version: number,
    state: text,
    events: listOf(new Schema(event, { _id: false })),
    told: number,
    owed: flag,
    leaseOwner: textOrNull,
    leaseUntil: number,
    externalId: maybe(String),
    sellerId: text,
    buyerId: text,
    market: text,
    reason: text,
    /** Absent in requests of an earlier version, as what follows, until they change. */
    conversationId: maybe(String),
    openedAt: maybe(String),
    /** In minor units. */
    claim: maybe(Number),
    shopAssignee: maybeNull(String),
    agentsAssignee: maybeNull(String),
    status: text,
    tab: text,
    waitingOn: textOrNull,
    dueAt: number,
    updatedAt: number,
    wakeAt: maybe(Number),
    /** What `q` finds it by. */
    words: listOf(String),
    /** The lists it stands in, see list-names.ts: one index in each order serves them all. */
    lists: listOf(String),
    offers: value<OfferFacts[]>(),
    lastOfferAt: maybe(Number),
    timeoutAt: maybe(Number),
    /** What it adds to the figures of days, beside the two that follow: as figures.ts tells it. */
    counted: maybeValue<Counted[]>(),
    /** The days on which the shop answered, and on which the platform did because the shop had not. */
    answeredDay: maybe(String),
    timedOutDay: maybe(String),
  },
  indexes: [
    [
      { externalId: 1, _id: 1 },
      { name: INDEX.external, partialFilterExpression: { externalId: { $exists: true } } },
    ],
    [
      { wakeAt: 1, _id: 1 },
      { name: INDEX.wake, ...present('wakeAt') },
    ],
    [
      { leaseUntil: 1, _id: 1 },
      { name: INDEX.owed, partialFilterExpression: { owed: true } },
    ],
    [{ words: 1 }, { name: INDEX.words }],
    [{ lists: 1, dueAt: 1, _id: 1 }, { name: INDEX.listByDueAt }],
    [{ lists: 1, updatedAt: -1, _id: -1 }, { name: INDEX.listByUpdatedAt }],
    [{ status: 1, sellerId: 1 }, { name: INDEX.statuses }],
    [{ market: 1, reason: 1, status: 1, sellerId: 1 }, { name: INDEX.statusesByMarket }],
    [{ 'counted.day': 1 }, { name: INDEX.counted }],
    [{ conversationId: 1, openedAt: -1, _id: -1 }, { name: INDEX.conversation }],
    [{ sellerId: 1, buyerId: 1, openedAt: 1 }, { name: INDEX.openedByBuyer }],
    [{ sellerId: 1, openedAt: -1, _id: -1 }, { name: INDEX.openedOfSeller }],
    [
      { market: 1, reason: 1, lastOfferAt: -1 },
      { name: INDEX.offers, ...present('lastOfferAt') },
    ],
    [
      { sellerId: 1, market: 1, reason: 1, lastOfferAt: -1 },
      { name: INDEX.offersOfSeller, ...present('lastOfferAt') },
    ],
    [{ lastOfferAt: -1 }, present('lastOfferAt')],
    [{ sellerId: 1, lastOfferAt: -1 }, present('lastOfferAt')],
    [{ timeoutAt: 1, sellerId: 1 }, present('timeoutAt')],
  ],
});
export type RequestDocument = DocumentOf<typeof requests>;

/** An external id and the request that it names for good; see external-ids.ts. */
export const externalIds = collection('external_ids', { fields: { _id: text, requestId: text } });
export type ExternalIdDocument = DocumentOf<typeof externalIds>;
