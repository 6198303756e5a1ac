/** The storages that tests run on. A suite that must hold on every backend loops over `storeLegs()`. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore } from '../../src/storage/open.ts';
import { mongoServer } from './mongo-server.ts';
import { silent, type TestStore } from './test-store.ts';

export { silent, type TestStore };

export interface StoreLeg {
  name: string;
  open(): Promise<TestStore>;
}

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

/** A database of a test's own on the MongoDB server of the tests. */
export const mongoStore = async (): Promise<TestStore> => (await import('./mongo-stores.ts')).mongoStore();

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
