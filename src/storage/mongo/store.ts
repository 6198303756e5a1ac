/** The MongoDB storage: any MongoDB, a standalone server too. No transactions, no change streams. */
import { setTimeout as sleep } from 'node:timers/promises';
import { type Connection, createConnection } from 'mongoose';
import { StorageUnavailable, type Store } from '../../application/ports/store.ts';
import type { StoreOptions } from '../options.ts';
import { mongoAttachments } from './attachments.ts';
import { mongoChat } from './chat.ts';
import { type Collections, collectionsOf } from './collections/collections.ts';
import { mongoDirectory } from './directory.ts';
import { translated } from './errors.ts';
import { mongoFiles } from './files.ts';
import { mongoIdempotency } from './idempotency.ts';
import { mongoInstances } from './instances.ts';
import { addMissingFigures } from './missing-figures.ts';
import { addMissingWords } from './missing-words.ts';
import { moveWork } from './move-work.ts';
import { nameRequests } from './name-requests.ts';
import { mongoNotes } from './notes.ts';
import { within } from './reach.ts';
import { mongoReplies } from './replies.ts';
import { mongoRequests } from './requests.ts';
import { RunningCalls } from './running-calls.ts';
import { mongoSlack } from './slack.ts';
import { mongoWebhooks } from './webhooks.ts';
import { mongoWork } from './work.ts';

const DEFAULT_DATABASE = 'parley';
const INDEX_ATTEMPTS = 10;
const PROBE_WITHIN_MS = 1_500;

/**
 * How a server that is away is noticed, and that it is back. The driver's streaming monitor may miss the latter, so it asks; one
 * that is silent is given up after `connectTimeoutMS`, and the calls it had with it. What the URL names itself stands. The
 * driver has no deadline for a call of its own (its `timeoutMS` does nothing since 7.8): `reach.ts` has.
 */
const WATCHING = {
  serverMonitoringMode: 'poll',
  heartbeatFrequencyMS: 1_000,
  connectTimeoutMS: 2_000,
  serverSelectionTimeoutMS: 5_000,
} as const;

/**
 * Connects, and makes the indexes, search words and figures that are missing, unless nothing is to be changed. Throws StorageUnavailable where no server answers within five
 * seconds, an Error for a URL that is none.
 */
export async function openMongoStore(url: string, { log, unchanged = false }: StoreOptions): Promise<Store> {
  const connection = await connectMongo(url);
  try {
    const collections = collectionsOf(connection);
    const closing = new AbortController();
    if (!unchanged) await bringUpToDate(connection, collections, log, closing.signal);
    return mongoStoreOver(collections, () => {
      closing.abort();
      return connection.close();
    });
  } catch (error) {
    await connection.close();
    throw translated(error);
  }
}

async function bringUpToDate(
  { db }: Connection,
  collections: Collections,
  log: StoreOptions['log'],
  closing: AbortSignal,
): Promise<void> {
  await createIndexes(collections, log);
  await addMissingWords(collections, log);
  await addMissingFigures(collections, log);
  await nameRequests(collections, log);
  if (db) await moveWork(db, collections, log, closing);
}

/** One small write with a deadline of its own, and no second try: whoever asks wants to know how it is now. */
async function write(probes: Collections['probes']): Promise<void> {
  const counted = () => probes.updateOne({ _id: 'probe' }, { $inc: { written: 1 } }, { upsert: true });
  await within(PROBE_WITHIN_MS, counted).catch((error: unknown) => {
    throw translated(error);
  });
}

/** The storage over a connection whose indexes are there. `leave` is called when it was closed and its calls are done. */
export function mongoStoreOver(collections: Collections, leave: () => Promise<void>): Store {
  const running = new RunningCalls();
  return {
    requests: running.watch(mongoRequests(collections)),
    chat: running.watch(mongoChat(collections)),
    directory: running.watch(mongoDirectory(collections)),
    idempotency: running.watch(mongoIdempotency(collections)),
    work: mongoWork(collections, (work) => running.watch(work)),
    slack: running.watch(mongoSlack(collections)),
    webhooks: running.watch(mongoWebhooks(collections)),
    attachments: running.watch(mongoAttachments(collections)),
    notes: running.watch(mongoNotes(collections)),
    replies: running.watch(mongoReplies(collections)),
    files: running.watch(mongoFiles(collections)),
    instances: running.watch(mongoInstances(collections)),
    scrub: async () => {},
    ping: () => write(collections.probes),
    async close() {
      await running.end();
      await leave();
    },
  };
}

/** Throws as `openMongoStore` does. */
export async function connectMongo(url: string): Promise<Connection> {
  const namesDatabase = /^[^/]*\/\/[^/]+\/[^?]/u.test(url);
  const connection = createConnection();
  try {
    return await connection.openUri(url, {
      ...(namesDatabase ? {} : { dbName: DEFAULT_DATABASE }),
      ...unlessNamed(url, WATCHING),
      autoIndex: false,
      autoCreate: false,
      bufferCommands: false,
      maxPoolSize: 20,
      ignoreUndefined: true,
      // What was acknowledged survives: on the journal of a majority, or of the only server.
      writeConcern: { w: 'majority', journal: true },
    });
  } catch (error) {
    await connection.close();
    const { name, message } = error instanceof Error ? error : new Error(String(error));
    if (/^Mongo(Parse|InvalidArgument|API)Error$/u.test(name)) {
      throw new Error(`The storage URL is not a MongoDB URL: ${message}.`, { cause: error });
    }
    throw new StorageUnavailable(`MongoDB cannot be reached: ${message}.`, { cause: error });
  }
}

/** The options that the URL's query does not name. */
function unlessNamed<Options extends object>(url: string, options: Options): Partial<Options> {
  const named = new URLSearchParams(url.split('?')[1] ?? '');
  return Object.fromEntries(Object.entries(options).filter(([name]) => !named.has(name))) as Partial<Options>;
}

/** Two processes that start at once may get into each other's way: the loser finds the indexes made and goes on. */
async function createIndexes(collections: Collections, log: StoreOptions['log']): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await collections.createIndexes();
    } catch (error) {
      if (attempt >= INDEX_ATTEMPTS) throw error;
      log('creating indexes again', { attempt, reason: String(error) });
      await sleep(50 * attempt * (0.5 + Math.random()));
    }
  }
}
