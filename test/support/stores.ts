/** The storages that tests run on. A suite that must hold on every backend loops over `storeLegs()`. */
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Store } from '../../src/application/ports.ts';
import { openStore } from '../../src/storage/open.ts';

/** An open storage of a test's own. */
export interface TestStore {
  store: Store;
  /** Opens it again, as another process would. */
  url: string;
  /** Closes `store` and removes the data. Further stores opened from `url` are closed by whoever opened them. */
  cleanup(): Promise<void>;
}
export interface StoreLeg {
  name: string;
  open(): Promise<TestStore>;
}

export const silent = { log: () => {} };

/** A fresh SQLite file in a folder of its own. */
export async function sqliteStore(): Promise<TestStore> {
  const folder = await mkdtemp(join(tmpdir(), 'parley-'));
  const url = `sqlite:${join(folder, 'parley.db')}`;
  const store = await openStore(url, silent);
  return {
    store,
    url,
    async cleanup() {
      await store.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A fresh database of a random name on the MongoDB server of the tests, dropped by `cleanup`. */
export async function mongoStore(): Promise<TestStore> {
  if (mongoServer === null) throw new Error('No MongoDB server: set PARLEY_TEST_MONGO_URL.');
  const server = new URL(mongoServer);
  server.pathname = `/parley_test_${randomBytes(6).toString('hex')}`;
  const url = server.toString();
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

async function dropDatabase(url: string): Promise<void> {
  const { createConnection: connect } = await import('mongoose');
  const connection = await connect(url).asPromise();
  await connection.dropDatabase();
  await connection.close();
}

const LOCAL_MONGO = { host: '127.0.0.1', port: 27017 };

function answers({ host, port }: typeof LOCAL_MONGO): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection({ host, port, timeout: 1000 });
    const done = (reachable: boolean) => {
      socket.destroy();
      resolve(reachable);
    };
    socket.once('connect', () => done(true));
    socket.once('error', () => done(false));
    socket.once('timeout', () => done(false));
  });
}

/**
 * The MongoDB server of the tests: `PARLEY_TEST_MONGO_URL`, else one that listens on this machine, else null. Found
 * when the file is loaded, because vitest must know the legs before any test runs.
 */
export const mongoServer: string | null =
  process.env.PARLEY_TEST_MONGO_URL ??
  ((await answers(LOCAL_MONGO)) ? `mongodb://${LOCAL_MONGO.host}:${LOCAL_MONGO.port}` : null);

/**
 * Every storage that can be tested here: SQLite always, MongoDB where a server answers. `PARLEY_TEST_STORES` (`sqlite`,
 * `mongo` or both, separated by a comma) asks for some; `npm test` runs each as a leg of its own.
 */
export function storeLegs(): StoreLeg[] {
  const wanted = process.env.PARLEY_TEST_STORES?.split(',');
  const legs: StoreLeg[] = [];
  if (!wanted || wanted.includes('sqlite')) legs.push({ name: 'SQLite', open: sqliteStore });
  if (wanted ? wanted.includes('mongo') : mongoServer !== null) legs.push({ name: 'MongoDB', open: mongoStore });
  return legs;
}
