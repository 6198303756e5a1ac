/** The storages of this run: what each brings to the contract suite, and what only it does. */
import { storeLegs } from '../support/stores.ts';
import type { Factory } from './fixture.ts';
import { mongoFixture, onlyMongo } from './mongo.ts';
import { onlySqlite, sqliteFixture } from './sqlite.ts';

interface Storage {
  factory: Factory;
  only(): void;
}
const STORAGES: Record<string, Storage> = {
  SQLite: { factory: sqliteFixture, only: onlySqlite },
  MongoDB: { factory: mongoFixture, only: onlyMongo },
};

export const storages = (): (Storage & { name: string })[] =>
  storeLegs().map(({ name }) => {
    const storage = STORAGES[name];
    if (!storage) throw new Error(`Nothing is known of ${name}.`);
    return { name, ...storage };
  });
