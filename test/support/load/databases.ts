/** A database of a test's own, as a URL: nothing but the servers under test has it open while they run. */
import { type StoreLeg, storeLegs } from '../stores.ts';

export interface Database {
  url: string;
  remove(): Promise<void>;
}

/** The storages of this run (`PARLEY_TEST_STORES`). */
export const databases = (): { name: string; create(): Promise<Database> }[] =>
  storeLegs().map((leg) => ({ name: leg.name, create: () => create(leg) }));

async function create(leg: StoreLeg): Promise<Database> {
  const { store, url, cleanup } = await leg.open();
  await store.close();
  return { url, remove: cleanup };
}
