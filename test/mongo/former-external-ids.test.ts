/** Databases of versions that kept external ids apart by a unique index over requests are brought in at the start. */
import mongoose, { type mongo } from 'mongoose';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Store } from '../../src/application/ports/store.ts';
import { openStore } from '../../src/storage/open.ts';
import { opening, requestState } from '../support/builders.ts';
import { freshMongoStore } from '../support/mongo-stores.ts';
import { silent, type TestStore } from '../support/stores.ts';

const FORMER = { unique: true, partialFilterExpression: { externalId: { $exists: true } } };

describe('A database of a former version', () => {
  let opened: TestStore;
  let connection: mongoose.Connection;
  let stores: Store[];
  beforeEach(async () => {
    stores = [];
    opened = await freshMongoStore();
    connection = await mongoose.createConnection(opened.url).asPromise();
  });
  afterEach(async () => {
    for (const store of stores) await store.close();
    await connection.close();
    await opened.cleanup();
  });

  const of = <T extends mongo.Document>(name: string) => (connection.db as mongo.Db).collection<T>(name);
  const start = async (log: (message: string, details?: object) => void = silent.log) => {
    const store = await openStore(opened.url, { log });
    stores.push(store);
    return store;
  };
  /** As the former version writes one: its name stands in its own record alone. */
  const openFormerly = (n: number) =>
    opened.store.requests.commit(opening(requestState({ id: `req_${n}`, facts: { externalId: `ext-${n}` } })));
  const formerly = async (count: number) => {
    await of('requests').createIndex({ externalId: 1 }, FORMER);
    for (let n = 0; n < count; n += 1) await openFormerly(n);
  };
  const names = async () =>
    (await of<{ _id: string; requestId: string }>('external_ids').find().toArray()).map(({ _id, requestId }) => [
      _id,
      requestId,
    ]);
  const isUnique = async () => (await of('requests').indexes()).some(({ name }) => name === 'externalId_1');
  const beat = (changes: object) =>
    of<{ _id: string }>('instances').updateOne(
      { _id: 'former' },
      { $set: { beats: 1, at: Date.now(), ...changes } },
      { upsert: true },
    );

  it('has a record for every name afterwards, and no unique index over requests', async () => {
    await formerly(30);
    await opened.store.requests.commit(opening(requestState({ id: 'req_nameless' })));
    await start();
    expect(await names()).toHaveLength(30);
    expect(await names()).toContainEqual(['ext-7', 'req_7']);
    expect(await isUnique()).toBe(false);
  });

  it('is brought in by two processes at once, and by one that finds it half done', async () => {
    await formerly(30);
    await of<{ _id: string }>('external_ids').insertOne({ _id: 'ext-3', requestId: 'req_3' } as never);
    await Promise.all([start(), start()]);
    expect(new Set((await names()).map(String)).size).toBe(30);
    expect(await isUnique()).toBe(false);
    await start();
    expect(await names()).toHaveLength(30);
  });

  it('is looked at no more once it is done', async () => {
    await formerly(1);
    const told: string[] = [];
    await start((message) => told.push(message));
    await start((message) => told.push(message));
    expect(told.filter((message) => message.startsWith('external ids'))).toHaveLength(1);
  });

  it('keeps its index while an instance of that version serves: what that one opens is found, and nothing opened twice', async () => {
    await formerly(2);
    await beat({});
    const store = await start();
    expect(await isUnique()).toBe(true);
    await openFormerly(5);
    expect((await store.requests.findByExternalId('ext-5'))?.id).toBe('req_5');
    expect(await store.requests.findByExternalId('ext-6')).toBeNull();
    const mine = await store.requests.idForExternal('ext-6', 'req_mine');
    await openFormerly(6);
    const late = opening(requestState({ id: mine, facts: { externalId: 'ext-6' } }));
    expect(await store.requests.commit(late)).toBe('taken');
    expect((await store.requests.findByExternalId('ext-6'))?.id).toBe('req_6');
  });

  it('loses its index at the first start beside new ones and silent ones alone', async () => {
    await formerly(2);
    await beat({});
    await start();
    await openFormerly(5);
    await beat({ at: Date.now() - 120_000 });
    await opened.store.instances?.beat('new', Date.now());
    await start();
    expect(await isUnique()).toBe(false);
    expect(await names()).toContainEqual(['ext-5', 'req_5']);
  });
});
