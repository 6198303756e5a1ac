/** Databases on the MongoDB server of the tests, apart so that only those who need the driver load it. */
import { randomBytes } from 'node:crypto';
import { type Connection, createConnection } from 'mongoose';
import { type Collections, collectionsOf } from '../../src/storage/mongo/collections/collections.ts';
import { connectMongo, mongoStoreOver } from '../../src/storage/mongo/store.ts';
import { openStore } from '../../src/storage/open.ts';
import { mongoServer } from './mongo-server.ts';
import { silent, type TestStore } from './test-store.ts';

/**
 * A database of its own on the MongoDB server of the tests. Where the run has a name for its databases
 * (`mongo-databases.ts`), an earlier one of this process is emptied and used again: to build the indexes anew takes
 * longer than most tests. Otherwise it is a fresh one, and `cleanup` drops it.
 */
export const mongoStore = (): Promise<TestStore> =>
  process.env.PARLEY_TEST_DATABASES === undefined
    ? freshMongoStore()
    : usedMongoStore(process.env.PARLEY_TEST_DATABASES);

/** A database that nobody had before, dropped by `cleanup`. */
export async function freshMongoStore(): Promise<TestStore> {
  const url = databaseUrl('parley_test');
  const store = await openStore(url, silent);
  return {
    store,
    url,
    async cleanup() {
      await store.close();
      await dropDatabase(url);
    },
  };
}

function databaseUrl(prefix: string): string {
  if (mongoServer === null) throw new Error('No MongoDB server: set PARLEY_TEST_MONGO_URL.');
  const server = new URL(mongoServer);
  server.pathname = `/${prefix}_${randomBytes(6).toString('hex')}`;
  return server.toString();
}

/** A database with its indexes and nothing else, and the connection that it is used over. */
interface Made {
  url: string;
  connection: Connection;
  collections: Collections;
}
/** Those that no test of this process has now. They go when the run ends. */
const free: Made[] = [];

async function usedMongoStore(prefix: string): Promise<TestStore> {
  const made = free.pop() ?? (await make(databaseUrl(prefix)));
  await empty(made);
  // A new store each time: what one remembers of its data is true of no other.
  const store = mongoStoreOver(made.collections, async () => {});
  return {
    store,
    url: made.url,
    async cleanup() {
      await store.close();
      free.push(made);
    },
  };
}

async function make(url: string): Promise<Made> {
  await (await openStore(url, silent)).close();
  const connection = await connectMongo(url);
  return { url, connection, collections: collectionsOf(connection) };
}

async function empty({ connection: { db } }: Made): Promise<void> {
  const found = (await db?.listCollections({}, { nameOnly: true }).toArray()) ?? [];
  await Promise.all(found.map(({ name }) => db?.collection(name).deleteMany({})));
}

/** Every document of every collection, as text. */
export async function mongoDump(url: string): Promise<string> {
  const connection = await createConnection(url).asPromise();
  const found = (await connection.db?.listCollections({}, { nameOnly: true }).toArray()) ?? [];
  const texts = await Promise.all(
    found.map(async ({ name }) => JSON.stringify(await connection.db?.collection(name).find().toArray())),
  );
  await connection.close();
  return texts.join('\n');
}

async function dropDatabase(url: string): Promise<void> {
  const connection = await createConnection(url).asPromise();
  await connection.dropDatabase();
  await connection.close();
}
