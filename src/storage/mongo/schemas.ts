/**
 * The collections and their indexes; those of work, Slack and webhooks have files of their own.
 *
 * What callers shape freely (a request's state, events, message bodies, sellers) is stored as JSON text: any key, such
 * as `$set`, `a.b` or `__proto__` in an integrator's metadata, survives on any MongoDB, and what is read is exactly
 * what was written. Everything that is queried stands beside it as a field of its own, times as milliseconds since the
 * epoch so that they can be indexed and compared.
 */
import { type Connection, type IndexDefinition, type IndexOptions, type mongo, Schema } from 'mongoose';
import type { Counted } from '../../application/figures.ts';
import type { StatsFacts } from '../../application/ports.ts';
import { type AttachmentDocument, attachmentModels } from './attachment-schemas.ts';
import { type FileChunkDocument, type FileHeadDocument, fileModels } from './file-schemas.ts';
import { type NoteDocument, noteModels, type ReplyDocument } from './note-schemas.ts';
import { number, options, shardedBy, text } from './schema-parts.ts';
import {
  type SlackCodeDocument,
  type SlackInstallationDocument,
  type SlackLinkDocument,
  slackModels,
} from './slack-schemas.ts';
import {
  type WebhookDeliveryDocument,
  type WebhookEndpointDocument,
  type WebhookLineDocument,
  type WebhookMessageDocument,
  webhookModels,
} from './webhook-schemas.ts';
import { type WorkDocument, type WorkStatusDocument, workModels } from './work-schemas.ts';

/** A process that serves; `at` is when it last beat, for clearing away. */
export interface InstanceDocument {
  _id: string;
  beats: number;
  at: number;
  /** Absent where it is of a version that knows no collection of external ids. */
  namesRequests?: boolean;
  /** Absent where it is of a version that keeps what is owed in a collection for each kind. */
  sharesWork?: boolean;
}

/** What an offer contributes to the statistics. */
export type OfferFacts = StatsFacts['offers'][number];

export interface EventDocument {
  seq: number;
  /** Names the commit that wrote it, so that a writer can tell whether its own commit took effect. */
  commit: string;
  commandId?: string;
  event: string;
}
/**
 * A request with everything that must change together. `told` is the relay's mark and `owed` whether events stand
 * above it. `externalId`, `wakeAt`, `lastOfferAt` and `timeoutAt` are absent where there is none; a request without a
 * deadline has the largest `dueAt`, which sorts it last.
 */
export interface RequestDocument {
  _id: string;
  version: number;
  state: string;
  events: EventDocument[];
  told: number;
  owed: boolean;
  leaseOwner: string | null;
  leaseUntil: number;
  externalId?: string;
  sellerId: string;
  buyerId: string;
  market: string;
  reason: string;
  /** Absent in requests of an earlier version, as what follows, until they change. */
  conversationId?: string;
  openedAt?: string;
  /** In minor units. */
  claim?: number;
  shopAssignee?: string | null;
  agentsAssignee?: string | null;
  status: string;
  tab: string;
  waitingOn: string | null;
  dueAt: number;
  updatedAt: number;
  wakeAt?: number;
  /** What `q` finds it by. */
  words: string[];
  /** The lists it stands in, see list-names.ts: one index in each order serves them all. */
  lists: string[];
  offers: OfferFacts[];
  lastOfferAt?: number;
  timeoutAt?: number;
  /** What it adds to the figures of days, beside the two that follow: as figures.ts tells it. */
  counted?: Counted[];
  /** The days on which the shop answered, and on which the platform did because the shop had not. */
  answeredDay?: string;
  timedOutDay?: string;
}
/** An external id and the request that it names for good; see external-ids.ts. */
export interface ExternalIdDocument {
  _id: string;
  requestId: string;
}
export interface ConversationDocument {
  _id: string;
  buyerId: string;
  sellerId: string;
}
/**
 * `changes`: every `change` the message ever had, the last one being `change`. Unique among messages, and an edit's filter
 * asks that its number is above them, so that a number once used is never given out again. `write` names the write that
 * made it what it is, so that a writer whose answer was lost knows its own.
 */
export interface MessageDocument {
  _id: string;
  conversationId: string;
  seq: number;
  change: number;
  changes: number[];
  revision: number;
  write?: string;
  at: string;
  editedAt?: string;
  author: string;
  /** Who wrote it, where it is a person's text. */
  textBy?: ReadMarkDocument['role'];
  clientId?: string;
  body: string;
}
export interface ReadMarkDocument {
  _id: string;
  conversationId: string;
  role: 'buyer' | 'seller' | 'agent';
  readerId: string;
  seq: number;
  /** Names the call that raised it last. */
  write?: string;
}
/** The one record that is written to see whether the database takes writes. */
export interface ProbeDocument {
  _id: string;
  written: number;
}
/** A seller or a policy, by its id or market. */
export interface EntryDocument {
  _id: string;
  entry: string;
}
export interface IdempotencyDocument {
  _id: string;
  bodyHash: string;
  commandId: string;
  claimedAt: number;
  response: { status: number; body: string; contentType: string } | null;
  /** Names the claim, so that a claimer can tell its own record from a rival's. */
  claim: string;
  /** The request or the conversation that the answer tells of. */
  about?: string;
}

const present = (field: string) => ({ partialFilterExpression: { [field]: { $gt: 0 } } });

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
  texts: 'texts',
  offers: 'offers',
  offersOfSeller: 'offers of seller',
} as const;

function requestSchema() {
  const event = new Schema<EventDocument>(
    { seq: number, commit: text, commandId: String, event: text },
    { _id: false },
  );
  const schema = new Schema<RequestDocument>(
    {
      _id: text,
      version: number,
      state: text,
      events: [event],
      told: number,
      owed: { type: Boolean, required: true },
      leaseOwner: String,
      leaseUntil: number,
      externalId: String,
      sellerId: text,
      buyerId: text,
      market: text,
      reason: text,
      conversationId: String,
      openedAt: String,
      claim: Number,
      shopAssignee: String,
      agentsAssignee: String,
      status: text,
      tab: text,
      waitingOn: String,
      dueAt: number,
      updatedAt: number,
      wakeAt: Number,
      words: [String],
      lists: [String],
      offers: [Schema.Types.Mixed],
      lastOfferAt: Number,
      timeoutAt: Number,
      counted: { type: [Schema.Types.Mixed], default: undefined },
      answeredDay: String,
      timedOutDay: String,
    },
    options,
  );
  schema.index(
    { externalId: 1, _id: 1 },
    { name: INDEX.external, partialFilterExpression: { externalId: { $exists: true } } },
  );
  schema.index({ wakeAt: 1, _id: 1 }, { name: INDEX.wake, ...present('wakeAt') });
  schema.index({ leaseUntil: 1, _id: 1 }, { name: INDEX.owed, partialFilterExpression: { owed: true } });
  schema.index({ words: 1 }, { name: INDEX.words });
  schema.index({ lists: 1, dueAt: 1, _id: 1 }, { name: INDEX.listByDueAt });
  schema.index({ lists: 1, updatedAt: -1, _id: -1 }, { name: INDEX.listByUpdatedAt });
  schema.index({ status: 1, sellerId: 1 }, { name: INDEX.statuses });
  schema.index({ market: 1, reason: 1, status: 1, sellerId: 1 }, { name: INDEX.statusesByMarket });
  schema.index({ 'counted.day': 1 }, { name: INDEX.counted });
  schema.index({ conversationId: 1, openedAt: -1, _id: -1 }, { name: INDEX.conversation });
  schema.index({ sellerId: 1, buyerId: 1, openedAt: 1 }, { name: INDEX.openedByBuyer });
  schema.index({ sellerId: 1, openedAt: -1, _id: -1 }, { name: INDEX.openedOfSeller });
  schema.index({ market: 1, reason: 1, lastOfferAt: -1 }, { name: INDEX.offers, ...present('lastOfferAt') });
  schema.index(
    { sellerId: 1, market: 1, reason: 1, lastOfferAt: -1 },
    { name: INDEX.offersOfSeller, ...present('lastOfferAt') },
  );
  schema.index({ lastOfferAt: -1 }, present('lastOfferAt'));
  schema.index({ sellerId: 1, lastOfferAt: -1 }, present('lastOfferAt'));
  schema.index({ timeoutAt: 1, sellerId: 1 }, present('timeoutAt'));
  return schema;
}

function messageSchema() {
  const schema = new Schema<MessageDocument>(
    {
      _id: text,
      conversationId: text,
      seq: number,
      change: number,
      changes: [Number],
      revision: number,
      write: String,
      at: text,
      editedAt: String,
      author: text,
      textBy: String,
      clientId: String,
      body: text,
    },
    shardedBy({ conversationId: 1 }),
  );
  schema.index({ conversationId: 1, seq: -1 }, { unique: true });
  schema.index({ conversationId: 1, changes: 1 }, { unique: true });
  schema.index({ conversationId: 1, change: -1 });
  schema.index(
    { conversationId: 1, seq: -1, textBy: 1 },
    { name: INDEX.texts, partialFilterExpression: { textBy: { $exists: true } } },
  );
  return schema;
}

/** Registers the schemas on a connection: every collection there is. */
export function modelsOf(connection: Connection) {
  return [
    connection.model('Request', requestSchema(), 'requests'),
    connection.model(
      'ExternalId',
      new Schema<ExternalIdDocument>({ _id: text, requestId: text }, options),
      'external_ids',
    ),
    connection.model('Message', messageSchema(), 'messages'),
    connection.model(
      'Conversation',
      new Schema<ConversationDocument>({ _id: text, buyerId: text, sellerId: text }, options),
      'conversations',
    ),
    connection.model(
      'ReadMark',
      new Schema<ReadMarkDocument>(
        { _id: text, conversationId: text, role: text, readerId: text, seq: number, write: String },
        options,
      ).index({ conversationId: 1 }),
      'read_marks',
    ),
    connection.model('Seller', new Schema<EntryDocument>({ _id: text, entry: text }, options), 'sellers'),
    connection.model('Policy', new Schema<EntryDocument>({ _id: text, entry: text }, options), 'policies'),
    connection.model('Probe', new Schema<ProbeDocument>({ _id: text, written: number }, options), 'probes'),
    connection.model(
      'Idempotency',
      new Schema<IdempotencyDocument>(
        {
          _id: text,
          bodyHash: text,
          commandId: text,
          claimedAt: number,
          response: Schema.Types.Mixed,
          claim: text,
          about: String,
        },
        options,
      )
        .index({ claimedAt: 1 })
        .index({ about: 1, _id: 1 }, { partialFilterExpression: { about: { $exists: true } } }),
      'idempotency',
    ),
    connection.model(
      'Instance',
      new Schema<InstanceDocument>(
        { _id: text, beats: number, at: number, namesRequests: Boolean, sharesWork: Boolean },
        options,
      ),
      'instances',
    ),
    ...slackModels(connection),
    ...workModels(connection),
    ...webhookModels(connection),
    ...fileModels(connection),
    ...attachmentModels(connection),
    ...noteModels(connection),
  ];
}

/** Registers the schemas on a connection and answers the driver's own collections, which the hot paths use. */
export function collectionsOf(connection: Connection) {
  const models = modelsOf(connection);
  const { db } = connection;
  if (!db) throw new Error('The MongoDB connection is not open.');
  return {
    createIndexes: async () => {
      for (const { schema, collection } of models) {
        const indexes = schema.indexes().map(indexDescription);
        if (indexes.length > 0) await collection.createIndexes(indexes);
      }
    },
    requests: db.collection<RequestDocument>('requests'),
    externalIds: db.collection<ExternalIdDocument>('external_ids'),
    messages: db.collection<MessageDocument>('messages'),
    conversations: db.collection<ConversationDocument>('conversations'),
    readMarks: db.collection<ReadMarkDocument>('read_marks'),
    sellers: db.collection<EntryDocument>('sellers'),
    policies: db.collection<EntryDocument>('policies'),
    probes: db.collection<ProbeDocument>('probes'),
    idempotency: db.collection<IdempotencyDocument>('idempotency'),
    work: db.collection<WorkDocument>('work'),
    workStatuses: db.collection<WorkStatusDocument>('work_statuses'),
    slackInstallations: db.collection<SlackInstallationDocument>('slack_installations'),
    slackCodes: db.collection<SlackCodeDocument>('slack_codes'),
    slackLinks: db.collection<SlackLinkDocument>('slack_links'),
    instances: db.collection<InstanceDocument>('instances'),
    webhookEndpoints: db.collection<WebhookEndpointDocument>('webhook_endpoints'),
    webhookMessages: db.collection<WebhookMessageDocument>('webhook_messages'),
    webhookDeliveries: db.collection<WebhookDeliveryDocument>('webhook_deliveries'),
    webhookLines: db.collection<WebhookLineDocument>('webhook_lines'),
    attachments: db.collection<AttachmentDocument>('attachments'),
    notes: db.collection<NoteDocument>('notes'),
    replies: db.collection<ReplyDocument>('replies'),
    fileHeads: db.collection<FileHeadDocument>('files.files'),
    fileChunks: db.collection<FileChunkDocument>('files.chunks'),
  };
}

/**
 * An index as the server takes it. A collection's indexes go in one command: on a new collection that is one build
 * instead of one for each.
 */
function indexDescription([key, options]: [IndexDefinition, IndexOptions]): mongo.IndexDescription {
  const { unique, partialFilterExpression, name } = options;
  return {
    key: key as Record<string, 1 | -1>,
    ...(name === undefined ? {} : { name }),
    ...(unique === undefined ? {} : { unique: Boolean(unique) }),
    ...(partialFilterExpression === undefined ? {} : { partialFilterExpression }),
  };
}

export type Collections = ReturnType<typeof collectionsOf>;
