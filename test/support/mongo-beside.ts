/** A database that a suite looks into beside its storage, by a connection of its own. */
import { type Connection, createConnection } from 'mongoose';
import { afterAll, beforeAll } from 'vitest';
import { mongoStore } from './mongo-stores.ts';
import type { TestStore } from './test-store.ts';

/** Both are there from `beforeAll` to `afterAll` of the suite that asks. */
export function mongoBeside(): { readonly opened: TestStore; readonly connection: Connection } {
  let opened: TestStore;
  let connection: Connection;
  beforeAll(async () => {
    opened = await mongoStore();
    connection = await createConnection(opened.url).asPromise();
  });
  afterAll(async () => {
    await connection?.close();
    await opened?.cleanup();
  });
  return {
    get opened() {
      return opened;
    },
    get connection() {
      return connection;
    },
  };
}
