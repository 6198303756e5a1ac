/** The contract suite on MongoDB, and what only MongoDB does. */
import mongoose, { type mongo } from 'mongoose';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { StorageUnavailable } from '../../src/application/ports.ts';
import { mongoCommits } from '../../src/storage/mongo/commits.ts';
import { listFinds } from '../../src/storage/mongo/lists.ts';
import { MessageWriter } from '../../src/storage/mongo/message-writer.ts';
import { dueFind, nextWakeFind, owedFind } from '../../src/storage/mongo/relay.ts';
import type { MessageDocument, RequestDocument } from '../../src/storage/mongo/schemas.ts';
import { openStore } from '../../src/storage/open.ts';
import type { Plan, Question, StoreFixture } from '../contract/fixture.ts';
import { storeContract } from '../contract/store.ts';
import { cardMessage, following, opening, requestState, textMessage } from '../support/builders.ts';
import { mongoServer, mongoStore, silent, type TestStore } from '../support/stores.ts';

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

/** The collection, with something happening around its next `bulkWrite`. */
function meddled<T extends mongo.Document>(
  collection: mongo.Collection<T>,
  meddle: (write: () => Promise<mongo.BulkWriteResult>) => Promise<mongo.BulkWriteResult>,
): mongo.Collection<T> {
  let next: typeof meddle | null = meddle;
  const bulkWrite: typeof collection.bulkWrite = (operations, options) => {
    const write = () => collection.bulkWrite(operations, options);
    const around = next;
    next = null;
    return around ? around(write) : write();
  };
  return Object.assign(Object.create(collection), { bulkWrite });
}

describe.skipIf(mongoServer === null)('between reading and writing', () => {
  let opened: TestStore;
  beforeEach(async () => {
    opened = await mongoStore();
  });
  afterEach(() => opened.cleanup());

  it('an edit that another process overtook is decided again, without a gap', async () => {
    const card = cardMessage(requestState(), { revision: 1 });
    await opened.store.chat.write([card]);
    await connected(opened.url, async (db) => {
      const messages = meddled(db.collection<MessageDocument>('messages'), async (write) => {
        await opened.store.chat.write([{ ...card, revision: 2 }]);
        return write();
      });
      const written = await new MessageWriter(messages).write([{ ...card, revision: 3 }, textMessage()]);
      expect(written.map(({ seq, change }) => [seq, change])).toEqual([
        [1, 3],
        [2, 4],
      ]);
      expect(await opened.store.chat.message(card.id)).toEqual(written[0]);
    });
  });

  it('a commit whose answer was lost is recognised as its own when it is repeated', async () => {
    const states = ['req_1', 'req_2'].map((id) => requestState({ id }));
    for (const state of states) await opened.store.requests.commit(opening(state));
    await connected(opened.url, async (db) => {
      const requests = meddled(db.collection<RequestDocument>('requests'), async (write) => {
        await write();
        throw new Error('the answer was lost');
      });
      const commit = mongoCommits({ requests });
      const results = await Promise.all(states.map((state) => commit(following(state, {}))));
      expect(results).toEqual(['committed', 'committed']);
      expect(await opened.store.requests.events('req_1', 0, 10)).toHaveLength(2);
    });
  });
});

describe('a MongoDB server', () => {
  it('that cannot be reached makes the storage unavailable', { timeout: 10_000 }, async () => {
    const failing = openStore('mongodb://127.0.0.1:1/parley', silent);
    await expect(failing).rejects.toThrow(StorageUnavailable);
  });

  it('is not looked for under a URL that is none', async () => {
    await expect(openStore('mongodb://', silent)).rejects.toThrow(/not a MongoDB URL/u);
  });
});
