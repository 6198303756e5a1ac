/**
 * The MongoDB databases of a run: they share a name, so that tests can use them again one after the other (`mongoStore`
 * of `stores.ts`), and all of them are dropped at its end.
 */
import { randomBytes } from 'node:crypto';
import { createConnection } from 'mongoose';
import { mongoServer } from './mongo-server.ts';
import { storeLegs } from './stores.ts';

export function setup(): (() => Promise<void>) | undefined {
  const server = mongoServer;
  if (server === null || !storeLegs().some(({ name }) => name === 'MongoDB')) return undefined;
  const prefix = `parley_test_${randomBytes(4).toString('hex')}`;
  process.env.PARLEY_TEST_DATABASES = prefix;
  return async () => {
    delete process.env.PARLEY_TEST_DATABASES;
    const connection = await createConnection(server).asPromise();
    const { databases } = await connection.listDatabases();
    for (const { name } of databases) if (name.startsWith(`${prefix}_`)) await connection.useDb(name).dropDatabase();
    await connection.close();
  };
}
