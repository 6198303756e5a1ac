/** What a database of an earlier version owes, in a collection for each kind, is brought in at the start and stays owed once. */
import mongoose, { type mongo } from 'mongoose';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Store } from '../../src/application/ports/store.ts';
import { openStore } from '../../src/storage/open.ts';
import { eventually } from '../support/eventually.ts';
import { freshMongoStore } from '../support/mongo-stores.ts';
import { silent, type TestStore } from '../support/stores.ts';

const LEASE = { owner: 'a', until: Number.MAX_SAFE_INTEGER };
const DUE = { partialFilterExpression: { dueAt: { $gte: 0 } }, name: 'due' };

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

  const of = (name: string) => (connection.db as mongo.Db).collection<{ _id: string }>(name);
  const start = async () => {
    const store = await openStore(opened.url, silent);
    stores.push(store);
    return store;
  };
  const owe = async (name: string, id: string, changes: object = {}) => {
    const fresh = { sellerId: 'shop-1', team: '', owed: 3, dueAt: 10, notes: 'null', leaseOwner: null, leaseUntil: 0 };
    await of(name).updateOne({ _id: id }, { $set: { ...fresh, ...changes } }, { upsert: true });
  };
  const indexed = () => of('alerts').createIndex({ dueAt: 1, _id: 1 }, DUE);
  const collections = async () =>
    (await (connection.db as mongo.Db).listCollections({}, { nameOnly: true }).toArray()).map(({ name }) => name);
  const beat = (at: number) =>
    of('instances').updateOne({ _id: 'former' }, { $set: { beats: 1, at, namesRequests: true } }, { upsert: true });

  it('owes all of it afterwards, in its lanes and with its notes, and the former collections are gone', async () => {
    await indexed();
    await owe('alerts', 'req_1', { team: 'T1', notes: JSON.stringify({ ts: '1', failures: 4 }) });
    await owe('alerts', 'req_2', { dueAt: undefined, leaseOwner: 'dead', leaseUntil: Date.now() - 1 });
    await owe('chatwoot_owed', 'chatwoot:1:42');
    await owe('chatwoot_owed', 'tap/1/42/7/parley:accept:req_1:ofr_1-1');
    await owe('marketplace_owed', 'tiktok-shop/return/7');
    await owe('marketplace_owed', 'tiktok-shop/upkeep', { notes: '{"sealed":"v1.x"}' });
    await of('alert_statuses').insertOne({ _id: 'shop-1', code: 'ok', at: '2026-11-22T09:30:00.000Z' } as never);
    await Promise.all([start(), start()]);
    const { alert, chatwoot, marketplace } = (stores[0] as Store).work;
    const kept = { sellerId: 'shop-1', owed: 3, dueAt: 10 };
    expect(await alert.get('req_2')).toMatchObject({ owed: 3, dueAt: null, failures: 0, notes: null });
    expect(await alert.take('T1', 10, LEASE, 0, 9)).toEqual([
      { ...kept, subject: 'req_1', lane: 'T1', failures: 4, notes: { ts: '1', failures: 4 } },
    ]);
    expect(await chatwoot.take('conversations', 10, LEASE, 0, 9)).toMatchObject([kept]);
    expect(await chatwoot.take('choices', 10, LEASE, 0, 9)).toMatchObject([kept]);
    expect(await marketplace.take('tiktok-shop', 10, LEASE, 0, 9)).toMatchObject([kept]);
    expect(await marketplace.take('tiktok-shop/upkeep', 10, LEASE, 0, 9)).toMatchObject([
      { notes: { sealed: 'v1.x' } },
    ]);
    expect(await alert.status('shop-1')).toEqual({ code: 'ok', at: '2026-11-22T09:30:00.000Z' });
    expect((await collections()).filter((name) => /alert|_owed|chatwoot|marketplace/u.test(name))).toEqual([]);
  });

  it('waits for who is telling, and takes what that one noted', async () => {
    await indexed();
    await owe('alerts', 'req_1', { leaseOwner: 'former', leaseUntil: Date.now() + 60_000 });
    const starting = start();
    await eventually('nobody of the former version takes', async () =>
      expect(await of('alerts').indexes()).toHaveLength(1),
    );
    await owe('alerts', 'req_1', { team: 'T1', notes: '{"ts":"1"}', dueAt: undefined });
    const { alert } = (await starting).work;
    expect(await alert.get('req_1')).toMatchObject({ lane: 'T1', notes: { ts: '1' } });
  });

  it('is looked at as long as an instance of that version serves: what that one owes is owed here', async () => {
    await indexed();
    await owe('alerts', 'req_1', { team: 'T1', notes: '{"ts":"1"}', dueAt: undefined });
    await beat(Date.now() + 60_000);
    const { alert } = (await start()).work;
    await owe('alerts', 'req_1', { owed: 5, dueAt: 7 });
    await eventually('what was owed there is due here', async () =>
      expect(await alert.get('req_1')).toMatchObject({ lane: 'T1', owed: 5, dueAt: 7, notes: { ts: '1' } }),
    );
    await beat(Date.now() - 120_000);
    await eventually('the former collection is gone', async () => expect(await collections()).not.toContain('alerts'));
  });
});
