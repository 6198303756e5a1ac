/**
 * Every write of the storage as a router of a sharded cluster would have it: one document is written by its `_id` or by its
 * collection's shard key, and what may insert, or reads what it changed, names the whole shard key.
 */
import { type Connection, createConnection, type mongo } from 'mongoose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Store } from '../../src/application/ports/store.ts';
import { type Collections, collectionsOf } from '../../src/storage/mongo/collections/collections.ts';
import { mongoStoreOver } from '../../src/storage/mongo/store.ts';
import { declared, type ShardKey, shardKeyOf } from '../support/sharding.ts';
import { mongoStore, type TestStore } from '../support/stores.ts';
import { WRITTEN_OWED } from './written-owed.ts';
import { WRITTEN_REQUESTS } from './written-requests.ts';

interface Write {
  filter: Record<string, unknown>;
  /** It may insert, or answers the document. */
  whole: boolean;
}
type Asked = (...given: never[]) => Write[];

const isGiven = (value: unknown): boolean =>
  value !== undefined && (value === null || typeof value !== 'object' || !Object.keys(value).some((k) => k[0] === '$'));

const one = (filter: object, whole = false): Write[] => [{ filter: { ...filter }, whole }];
/** An upsert inserts what its filter gives. */
const updated = ({ filter, upsert = false }: { filter: object; upsert?: boolean }): Write[] => one(filter, upsert);
function ofBulk(operation: Record<string, Record<string, never>>): Write[] {
  const { insertOne, updateOne, replaceOne, deleteOne } = operation;
  if (insertOne) return one(insertOne.document ?? {}, true);
  const change = updateOne ?? replaceOne ?? deleteOne;
  return change ? updated(change as unknown as { filter: object }) : [];
}

/** What each method writes one by one; what it writes of many may go to all shards. */
const ASKED: Record<string, Asked> = {
  insertOne: (document: object) => one(document, true),
  insertMany: (documents: object[]) => documents.flatMap((document) => one(document, true)),
  updateOne: (filter: object, _: object, options: object = {}) => updated({ filter, ...options }),
  replaceOne: (filter: object, _: object, options: object = {}) => updated({ filter, ...options }),
  deleteOne: (filter: object) => one(filter),
  findOneAndUpdate: (filter: object) => one(filter, true),
  findOneAndDelete: (filter: object) => one(filter, true),
  bulkWrite: (operations: object[]) => operations.flatMap((operation) => ofBulk(operation as never)),
};

function routed<T extends mongo.Collection<never>>(collection: T, key: ShardKey, refused: string[]): T {
  const fields = Object.keys(key);
  return new Proxy(collection, {
    get(target, method) {
      const value: unknown = Reflect.get(target, method, target);
      const asked = ASKED[String(method)];
      if (typeof value !== 'function') return value;
      if (!asked) return value.bind(target);
      return (...given: never[]) => {
        for (const { filter, whole } of asked(...given)) {
          const byKey = fields.every((field) => isGiven(filter[field]));
          if (byKey || (!whole && isGiven(filter._id))) continue;
          refused.push(`${target.collectionName}.${String(method)} by ${JSON.stringify(filter)}, not by ${fields}`);
        }
        return value.apply(target, given);
      };
    },
  });
}

describe('a sharded cluster', () => {
  let opened: TestStore;
  let connection: Connection;
  let store: Store;
  const refused: string[] = [];
  beforeAll(async () => {
    opened = await mongoStore();
    connection = await createConnection(opened.url).asPromise();
    const keys = new Map(declared().map((collection) => [collection.name, shardKeyOf(collection)]));
    const plain = collectionsOf(connection);
    const collections = Object.fromEntries(
      Object.entries(plain).map(([name, collection]) => {
        if (typeof collection === 'function') return [name, collection];
        return [name, routed(collection as never, keys.get(collection.collectionName) ?? {}, refused)];
      }),
    );
    store = mongoStoreOver(collections as unknown as Collections, async () => {});
  });
  afterAll(async () => {
    await store?.close();
    await connection?.close();
    await opened?.cleanup();
  });

  it.each([...WRITTEN_REQUESTS, ...WRITTEN_OWED])(
    'knows where to send $what',
    async ({ what, before, write, after }) => {
      const name = `sharded${what.replace(/\W/gu, '')}`;
      await write(store, name, await before?.(store, name));
      await after(store, name);
      expect(refused.splice(0)).toEqual([]);
    },
  );

  it('is told what it would not know', async () => {
    const messages = routed(collectionsOf(connection).messages as never, { conversationId: 1 }, refused);
    const there = messages as unknown as Collections['messages'];
    await there.updateOne({ _id: 'msg_1' }, { $set: { body: '' } });
    expect(refused.splice(0)).toEqual([]);
    await there.findOneAndUpdate({ _id: 'msg_1' }, { $set: { body: '' } });
    await there.updateOne({ conversationId: { $in: ['a'] }, seq: 1 }, { $set: { body: '' } });
    expect(refused.splice(0)).toHaveLength(2);
  });
});
