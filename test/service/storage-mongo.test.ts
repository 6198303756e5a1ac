/** The contract suite on MongoDB, and what only MongoDB does. */
import mongoose, { type mongo } from 'mongoose';
import { describe, expect, it } from 'vitest';
import { StorageUnavailable } from '../../src/application/ports.ts';
import { listFinds } from '../../src/storage/mongo/lists.ts';
import { dueFind, nextWakeFind, owedFind } from '../../src/storage/mongo/relay.ts';
import type { RequestDocument } from '../../src/storage/mongo/schemas.ts';
import { openStore } from '../../src/storage/open.ts';
import type { Plan, Question, StoreFixture } from '../contract/fixture.ts';
import { storeContract } from '../contract/store.ts';
import { mongoServer, mongoStore, silent } from '../support/stores.ts';

interface Find {
  filter: mongo.Filter<RequestDocument>;
  options: mongo.FindOptions;
}

function findsOf(question: Question): Find[] {
  if (question === 'nextWake') return [nextWakeFind(Number.MAX_SAFE_INTEGER)];
  if ('due' in question) return [dueFind(question.due, 200)];
  if ('owed' in question) return [owedFind(question.owed, 200)];
  return listFinds(question.list, question.search ?? 'none').map(({ filter, ...options }) => ({ filter, options }));
}

async function connected<T>(url: string, run: (db: mongo.Db) => Promise<T>): Promise<T> {
  const connection = await mongoose.createConnection(url).asPromise();
  try {
    if (!connection.db) throw new Error('not connected');
    return await run(connection.db);
  } finally {
    await connection.close();
  }
}

async function planOf(requests: mongo.Collection<RequestDocument>, { filter, options }: Find): Promise<Plan> {
  const plan = await requests.find(filter, options).explain('executionStats');
  const detail = JSON.stringify(plan.queryPlanner);
  const examined = plan.executionStats?.totalDocsExamined;
  return {
    scansAll: detail.includes('COLLSCAN'),
    sorts: /"stage":"SORT"/u.test(detail),
    examined: typeof examined === 'number' ? examined : null,
    detail: `${JSON.stringify(filter)} ${JSON.stringify(options)}\n${detail}`,
  };
}

/** Whether the server stops an index scan at the limit, as MongoDB does, or sorts all that it found. */
const readsInOrder = (url: string): Promise<boolean> =>
  connected(url, async (db) => {
    const probe = db.collection<{ _id: number; at: number }>('probe');
    await probe.createIndex({ at: 1 });
    await probe.insertMany([1, 2, 3, 4].map((at) => ({ _id: at, at })));
    const plan = await probe
      .find({ at: { $gt: 0 } })
      .sort({ at: 1 })
      .limit(1)
      .explain('executionStats');
    await probe.drop();
    return plan.executionStats?.totalDocsExamined === 1;
  });

async function factory(): Promise<StoreFixture> {
  const opened = await mongoStore();
  const explain = (question: Question) =>
    connected(opened.url, (db) =>
      Promise.all(findsOf(question).map((find) => planOf(db.collection<RequestDocument>('requests'), find))),
    );
  return { ...opened, explain, readsInOrder: await readsInOrder(opened.url) };
}

describe.skipIf(mongoServer === null)('with a server', () => {
  storeContract('MongoDB', factory);

  it('indexes are found made when it is opened again', async () => {
    const opened = await mongoStore();
    const indexes = () => connected(opened.url, (db) => db.collection('requests').indexes());
    const before = await indexes();
    await (await openStore(opened.url, silent)).close();
    expect(await indexes()).toEqual(before);
    await opened.cleanup();
  });
});

describe('a MongoDB server', () => {
  it('that cannot be reached makes the storage unavailable', { timeout: 10_000 }, async () => {
    const opening = openStore('mongodb://127.0.0.1:1/parley', silent);
    await expect(opening).rejects.toThrow(StorageUnavailable);
  });

  it('is not looked for under a URL that is none', async () => {
    await expect(openStore('mongodb://', silent)).rejects.toThrow(/not a MongoDB URL/u);
  });
});
