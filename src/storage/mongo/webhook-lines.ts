/**
 * What is owed to endpoints, and who works it off. Taking a line moves its `dueAt` to the end of the lease, so that the
 * one index that says what is due also says what a process that died has left behind.
 *
 * Without transactions, the order of the writes holds it together: messages, then deliveries, then the lines. Who dies in
 * between has not told the relay, which owes it all again. A line may be worked off meanwhile, since it was there already:
 * whoever finds a delivery there finds what it says.
 */
import type { mongo } from 'mongoose';
import type { Lease } from '../../application/lease.ts';
import { keptFacts, keptMessage, keptOutcome } from '../../application/webhooks/kept.ts';
import type {
  Line,
  Message,
  NewDelivery,
  PendingDelivery,
  WebhookLineStore,
} from '../../application/webhooks/ports.ts';
import type { Collections } from './collections/collections.ts';
import { WEBHOOK_INDEX, type WebhookDeliveryDocument, type WebhookLineDocument } from './collections/webhooks.ts';
import { writeErrorsOf } from './errors.ts';
import { reach } from './reach.ts';
import { deliveryOf } from './webhook-log.ts';

type Needed = Pick<Collections, 'webhookMessages' | 'webhookDeliveries' | 'webhookLines'>;
type LineWrite = mongo.AnyBulkWriteOperation<WebhookLineDocument>;
type DeliveryWrite = mongo.AnyBulkWriteOperation<WebhookDeliveryDocument>;

/** The queries whose plans matter. */
export const dueLinesFind = (endpointId: string, now: number, limit: number) => ({
  filter: { endpointId, dueAt: { $lte: now } },
  options: { projection: { _id: 1 }, sort: { dueAt: 1, requestId: 1 }, limit, batchSize: limit } as const,
});
export const pendingFind = (endpointId: string, requestId: string, limit: number) => ({
  filter: { endpointId, requestId, status: 'pending' as const },
  options: { sort: { seq: 1 }, hint: WEBHOOK_INDEX.pending, limit, batchSize: limit } as const,
});

const UNORDERED = { ordered: false } as const;
/** Bounds one command. */
const AT_ONCE = 1_000;

const idOf = ({ endpointId, requestId }: Pick<Line, 'endpointId' | 'requestId'>): string =>
  `${endpointId} ${requestId}`;

const FRESH = { revision: 0, status: 'pending', failures: 0, nextAt: null, attempts: '[]' } as const;

const insertDelivery = (delivery: NewDelivery): DeliveryWrite => ({
  updateOne: {
    filter: { _id: delivery.id },
    update: { $setOnInsert: { ...keptFacts(delivery), ...FRESH } },
    upsert: true,
  },
});
const resetDelivery = (delivery: NewDelivery): DeliveryWrite => ({
  updateOne: {
    filter: { _id: delivery.id },
    update: {
      $set: { status: 'pending', failures: 0, nextAt: null },
      $inc: { revision: 1 },
      $setOnInsert: { ...keptFacts(delivery), attempts: FRESH.attempts },
    },
    upsert: true,
  },
});

/** One write for each line, whatever number of deliveries it has among these. */
function oweLines(deliveries: NewDelivery[], now: number): LineWrite[] {
  const lines = new Map(deliveries.map((delivery) => [idOf(delivery), delivery]));
  return [...lines].map(([_id, { endpointId, requestId }]) => ({
    updateOne: {
      filter: { _id },
      update: { $inc: { owed: 1 }, $setOnInsert: { endpointId, requestId, dueAt: now, owner: null, woken: false } },
      upsert: true,
    },
  }));
}

/** Where two processes insert the same at once, one is refused as a duplicate: its write then finds what is there. */
async function writeAll<T extends mongo.Document>(
  collection: mongo.Collection<T>,
  operations: mongo.AnyBulkWriteOperation<T>[],
): Promise<void> {
  for (let from = 0; from < operations.length; from += AT_ONCE) {
    const some = operations.slice(from, from + AT_ONCE);
    for (const one of await refused(collection, some)) await collection.bulkWrite([one], UNORDERED);
  }
}

/** The writes that met a duplicate. Throws any other error. */
async function refused<T extends mongo.Document>(
  collection: mongo.Collection<T>,
  operations: mongo.AnyBulkWriteOperation<T>[],
): Promise<mongo.AnyBulkWriteOperation<T>[]> {
  try {
    await collection.bulkWrite(operations, UNORDERED);
    return [];
  } catch (error) {
    const failed = writeErrorsOf(error);
    if (failed.length === 0 || failed.some(({ code }) => code !== 11000)) throw error;
    return failed.flatMap(({ index }) => operations[index] ?? []);
  }
}

export function mongoWebhookLines({ webhookMessages, webhookDeliveries, webhookLines }: Needed): WebhookLineStore {
  const keep = (messages: Message[]) =>
    writeAll(
      webhookMessages,
      messages.map((message) => ({
        updateOne: {
          filter: { _id: message.eventId },
          update: { $setOnInsert: keptMessage(message) },
          upsert: true,
        },
      })),
    );

  async function owe(messages: Message[], deliveries: NewDelivery[], now: number): Promise<void> {
    await keep(messages);
    await writeAll(webhookDeliveries, deliveries.map(insertDelivery));
    await writeAll(webhookLines, oweLines(deliveries, now));
  }

  /** First what is taken, then what waits: a line that changes from one to the other meanwhile is met by either. */
  async function oweAgain(deliveries: NewDelivery[], now: number): Promise<void> {
    await writeAll(webhookDeliveries, deliveries.map(resetDelivery));
    await writeAll(webhookLines, oweLines(deliveries, now));
    const _id = { $in: [...new Set(deliveries.map(idOf))] };
    await webhookLines.updateMany({ _id, owner: { $ne: null } }, { $set: { woken: true } });
    await webhookLines.updateMany({ _id, owner: null }, { $min: { dueAt: now } });
  }

  /** Looks, takes what still is free, and reads back what became its own. */
  async function take(endpointId: string, now: number, { owner, until }: Lease, limit: number): Promise<Line[]> {
    const { filter, options } = dueLinesFind(endpointId, now, limit);
    for (;;) {
      const candidates = await reach(() => webhookLines.find(filter, options).toArray());
      if (candidates.length === 0) return [];
      const _id = { $in: candidates.map((candidate) => candidate._id) };
      const update = { $set: { owner, dueAt: until, woken: false } };
      const { matchedCount } = await reach(() => webhookLines.updateMany({ ...filter, _id }, update));
      const taken = await reach(() => webhookLines.find({ _id, owner }).toArray());
      // Where rivals took them all, there may be more behind.
      if (taken.length === 0 && matchedCount === 0) continue;
      return taken.map(({ requestId, owed }) => ({ endpointId, requestId, owner, owed }));
    }
  }

  async function renew(line: Line, until: number): Promise<boolean> {
    const { matchedCount } = await webhookLines.updateOne(
      { _id: idOf(line), owner: line.owner },
      { $set: { dueAt: until } },
    );
    return matchedCount === 1;
  }

  async function pending(endpointId: string, requestId: string, limit: number): Promise<PendingDelivery[]> {
    const { filter, options } = pendingFind(endpointId, requestId, limit);
    const found = await webhookDeliveries.find(filter, options).toArray();
    if (found.length === 0) return [];
    const ids = found.map(({ eventId }) => eventId);
    const messages = await webhookMessages.find({ _id: { $in: ids } }, { projection: { body: 1 } }).toArray();
    const bodies = new Map(messages.map(({ _id, body }) => [_id, body]));
    return found.map((document) => ({ ...deliveryOf(document), body: bodies.get(document.eventId) ?? null }));
  }

  async function settle(outcome: Parameters<WebhookLineStore['settle']>[0], again: boolean): Promise<boolean> {
    const { id: _id, revision } = outcome;
    const fields = keptOutcome(outcome);
    const update = { $set: fields, $inc: { revision: 1 } };
    if ((await webhookDeliveries.updateOne({ _id, revision }, update)).matchedCount === 1) return true;
    return again && (await webhookDeliveries.findOne({ _id, revision: revision + 1, ...fields })) !== null;
  }

  async function release(line: Line, dueAt: number | null, now: number, again: boolean): Promise<boolean> {
    const mine = { _id: idOf(line), owner: line.owner };
    if (dueAt === null) {
      const { deletedCount } = await webhookLines.deleteOne({ ...mine, owed: line.owed });
      if (deletedCount === 1) return false;
    }
    const next = dueAt ?? now;
    const put = async (filter: mongo.Filter<WebhookLineDocument>, at: number): Promise<boolean> => {
      const update = { $set: { owner: null, woken: false, dueAt: at } };
      return (await webhookLines.updateOne(filter, update)).matchedCount === 1;
    };
    if (await put({ ...mine, woken: false }, next)) return next <= now;
    if (await put(mine, Math.min(next, now))) return true;
    // This very call may have handed it back before its answer was lost; or another has it, and a look finds nothing.
    return again && (await webhookLines.findOne({ _id: mine._id, owner: null, dueAt: { $lte: now } })) !== null;
  }

  return {
    owe: (messages, deliveries, now) => reach(() => owe(messages, deliveries, now)),
    oweAgain: (deliveries, now) =>
      deliveries.length === 0 ? Promise.resolve() : reach(() => oweAgain(deliveries, now)),
    take,
    renew: (line, until) => reach(() => renew(line, until)),
    pending: ({ endpointId, requestId }, limit) => reach(() => pending(endpointId, requestId, limit)),
    settle: (outcome) => reach((again) => settle(outcome, again)),
    release: (line, dueAt, now) => reach((again) => release(line, dueAt, now, again)),
  };
}
