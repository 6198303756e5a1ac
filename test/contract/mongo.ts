/** What MongoDB brings to the contract suite, and what only MongoDB does. */
import mongoose, { type mongo } from 'mongoose';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { StorageUnavailable } from '../../src/application/ports/store.ts';
import type { WorkStore } from '../../src/application/work/ports.ts';
import type { MessageDocument } from '../../src/storage/mongo/collections/chat.ts';
import { INDEX, type RequestDocument } from '../../src/storage/mongo/collections/requests.ts';
import type {
  SlackCodeDocument,
  SlackInstallationDocument,
  SlackLinkDocument,
} from '../../src/storage/mongo/collections/slack.ts';
import type { WorkDocument, WorkStatusDocument } from '../../src/storage/mongo/collections/work.ts';
import { mongoCommits } from '../../src/storage/mongo/commits.ts';
import { listFinds, wordCount } from '../../src/storage/mongo/lists.ts';
import { MessageWriter } from '../../src/storage/mongo/message-writer.ts';
import { offersFilter, openedFilter, openingsFilter } from '../../src/storage/mongo/openings.ts';
import { dueFind, nextWakeFind, owedFind } from '../../src/storage/mongo/relay.ts';
import { expiredCodesFind, linksFind, memberLinksFind, mongoSlack } from '../../src/storage/mongo/slack.ts';
import { dueWorkFind, mongoWorkOf, wakeFilter } from '../../src/storage/mongo/work.ts';
import { openStore } from '../../src/storage/open.ts';
import { cardMessage, following, opening, requestState, textMessage } from '../support/builders.ts';
import { freshMongoStore, mongoStore } from '../support/mongo-stores.ts';
import { silent, type TestStore } from '../support/stores.ts';
import { webhookFind } from '../support/webhook-questions.ts';
import { figuresKept, lived } from './figures.ts';
import { type Plan, type Question, type StoreFixture, searchIn } from './fixture.ts';
import { interleavings } from './mongo-interleavings.ts';
import { webhookInterleavings } from './mongo-webhooks.ts';

interface Find {
  filter: object;
  options?: mongo.FindOptions;
}
/** The queries that answer a question, and the collection they go to. */
type Asked = [collection: string, finds: Find[]];

function askedOf(question: Question): Asked {
  if (question === 'nextWake') return ['requests', [nextWakeFind()]];
  if ('opened' in question) {
    return ['requests', [{ filter: openedFilter(question.opened), options: { hint: INDEX.openedByBuyer } }]];
  }
  if ('openings' in question) {
    const options: mongo.FindOptions = { hint: INDEX.openedOfSeller, sort: { openedAt: -1, _id: -1 }, limit: 100 };
    return ['requests', [{ filter: openingsFilter(question.openings), options }]];
  }
  if ('offers' in question) {
    const hint = question.offers.sellerId === undefined ? INDEX.offers : INDEX.offersOfSeller;
    const options: mongo.FindOptions = { hint, sort: { lastOfferAt: -1 }, limit: 100 };
    return ['requests', [{ filter: offersFilter(question.offers), options }]];
  }
  if ('due' in question) return ['requests', [dueFind(question.due, 200)]];
  if ('owed' in question) return ['requests', [owedFind(question.owed, 200)]];
  if ('work' in question) return ['work', [dueWorkFind('alert', question.lane, question.work, 0, 50)]];
  if ('webhooks' in question) return webhookFind(question.webhooks);
  if ('wake' in question) return ['work', [{ filter: wakeFilter('alert', question.wake) }]];
  if ('expired' in question) return ['slack_codes', [expiredCodesFind(question.expired)]];
  if ('members' in question)
    return ['slack_links', [memberLinksFind(question.members.sellerId, question.members.userId, 20)]];
  if ('links' in question) return ['slack_links', [linksFind(question.links.team, question.links.user)]];
  const finds = listFinds(question.list, searchIn(question));
  return ['requests', finds.map(({ filter, checks: _, ...options }) => ({ filter, options }))];
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

async function explained(collection: mongo.Collection, { filter, options }: Find): Promise<Plan> {
  const plan = await collection.find({ ...filter }, options).explain('executionStats');
  const detail = JSON.stringify(plan.queryPlanner);
  const examined = plan.executionStats?.totalDocsExamined;
  return {
    scansAll: detail.includes('COLLSCAN'),
    sorts: /"stage":"SORT"/u.test(detail),
    examined: typeof examined === 'number' ? examined : null,
    detail: `${JSON.stringify(filter)} ${JSON.stringify(options)}\n${detail}`,
  };
}

/**
 * A server that plans by cost reads a small collection whole when its statistics, gathered at a moment of its own, say
 * that this is cheaper. Then an index is named, and one of them must answer by reading less than everything.
 */
async function planOf(collection: mongo.Collection, find: Find, byCost: boolean): Promise<Plan> {
  const plan = await explained(collection, find);
  if (!(byCost && plan.scansAll)) return plan;
  const indexes = await collection.indexes();
  const named = await Promise.all(
    indexes.map(({ name }) => explained(collection, { ...find, options: { ...find.options, hint: name ?? '' } })),
  );
  const all = await collection.countDocuments();
  return named.find(({ scansAll, examined }) => !scansAll && examined !== null && examined < all) ?? plan;
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

/** What the server does is asked once. */
let inOrder: Promise<boolean> | undefined;

export async function mongoFixture(): Promise<StoreFixture> {
  const opened = await mongoStore();
  inOrder ??= readsInOrder(opened.url);
  let asking: mongoose.Connection | undefined;
  async function explain(question: Question): Promise<Plan[]> {
    asking ??= await mongoose.createConnection(opened.url).asPromise();
    const { db } = asking;
    if (!db) throw new Error('not connected');
    const [collection, finds] = askedOf(question);
    const byCost = !(await inOrder);
    return Promise.all(finds.map((find) => planOf(db.collection(collection), find, byCost)));
  }
  async function cleanup(): Promise<void> {
    await asking?.close();
    await opened.cleanup();
  }
  return { ...opened, cleanup, explain, readsInOrder: await inOrder };
}

/** The methods by which alerts are written. */
const WRITES = new Set(['bulkWrite', 'updateMany', 'updateOne']);

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

export function onlyMongo(): void {
  interleavings();
  webhookInterleavings();

  it('indexes are found made when it is opened again', async () => {
    const opened = await freshMongoStore();
    const indexes = () => connected(opened.url, (db) => db.collection('requests').indexes());
    const before = await indexes();
    await (await openStore(opened.url, silent)).close();
    expect(await indexes()).toEqual(before);
    await opened.cleanup();
  });

  it('whether anything begins with a word is looked up in the index of words, which a server that plans by cost is told', async () => {
    const { url, cleanup } = await mongoStore();
    const question = wordCount('none', 1);
    // With thousands of requests such a server reads all of them for one that there is not; with a few it would not.
    expect(question.options.hint).toBe(INDEX.words);
    const plan = await connected(url, (db) => explained(db.collection('requests'), question));
    expect(plan.scansAll, plan.detail).toBe(false);
    await cleanup();
  });

  it('requests of an earlier version are found without case, width or a leading # when it is opened again', async () => {
    const opened = await freshMongoStore();
    const ids = Array.from({ length: 501 }, (_, n) => `req_${n}`);
    const orders = (id: string) => (id === 'req_7' ? '＃1001' : `order-${id}`);
    for (const id of ids)
      await opened.store.requests.commit(opening(requestState({ id, facts: { orderId: orders(id) } })));
    await connected(opened.url, (db) => db.collection('requests').updateMany({}, { $unset: { words: 1 } }));
    expect(await opened.store.requests.count({ q: '1001' }, 0, 10)).toBe(0);
    const again = await openStore(opened.url, silent);
    expect(await again.requests.count({ q: '#1001' }, 0, 10)).toBe(1);
    expect(await again.requests.count({ q: 'ORDER-' }, 0, 1_000)).toBe(500);
    await again.close();
    await opened.cleanup();
  });

  it('requests of a version that kept no figures are counted from their histories when it is opened again', async () => {
    const opened = await freshMongoStore();
    await lived(opened.store, 12);
    const figures = await figuresKept(opened.store, {}, 'week');
    const fields = { counted: 1, answeredDay: 1, timedOutDay: 1 };
    await connected(opened.url, (db) => db.collection('requests').updateMany({}, { $unset: fields }));
    expect(await figuresKept(opened.store, {}, 'week')).not.toEqual(figures);
    const again = await openStore(opened.url, silent);
    expect(await figuresKept(again, {}, 'week')).toEqual(figures);
    await again.close();
    await opened.cleanup();
  });

  describe('between reading and writing', () => {
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

    const mark = (subject: string) => ({ subject, sellerId: 'shop-1', owed: 1, dueAt: 10 });
    /** Alerts over a connection of their own, with every write of the collection told to `before` first. */
    const withAlerts = (before: (method: string) => Promise<unknown>, run: (alerts: WorkStore) => Promise<void>) =>
      connected(opened.url, (db) => {
        const alerts = db.collection<WorkDocument>('work');
        const watched = new Proxy(alerts, {
          get(target, method) {
            const value: unknown = Reflect.get(target, method, target);
            if (typeof value !== 'function' || !WRITES.has(String(method))) return value;
            return async (...given: unknown[]) => {
              await before(String(method));
              return value.apply(target, given);
            };
          },
        });
        return run(
          mongoWorkOf('alert', {
            work: watched,
            workStatuses: db.collection<WorkStatusDocument>('work_statuses'),
          }),
        );
      });

    it('alerts that another process took leave those behind them', async () => {
      await opened.store.work.alert.owe(['req_1', 'req_2', 'req_3'].map(mark));
      let rival: (() => Promise<unknown>) | null = () =>
        opened.store.work.alert.take(null, 10, { owner: 'rival', until: 10 }, 0, 2);
      const overtaken = async () => {
        const next = rival;
        rival = null;
        await next?.();
      };
      await withAlerts(overtaken, async (alerts) => {
        const taken = await alerts.take(null, 10, { owner: 'a', until: 10 }, 0, 2);
        expect(taken.map(({ subject }) => subject)).toEqual(['req_3']);
      });
    });

    it('an alert that another process made is raised to what is owed', async () => {
      await connected(opened.url, async (db) => {
        const collection = db.collection<WorkDocument>('work');
        const alerts = meddled(collection, async () => {
          await opened.store.work.alert.owe([mark('req_1')]);
          // What the server says to an insert that comes second.
          const document = await collection.findOne({ _id: 'alert req_1' });
          if (!document) throw new Error('the record was not made');
          return collection.bulkWrite([{ insertOne: { document } }], { ordered: false });
        });
        const workStatuses = db.collection<WorkStatusDocument>('work_statuses');
        const store = mongoWorkOf('alert', { work: alerts, workStatuses });
        await store.owe([{ ...mark('req_1'), owed: 2, dueAt: 5 }]);
        expect(await store.get('req_1')).toMatchObject({ owed: 2, dueAt: 5 });
      });
    });

    it('a link that another process made is left as it is', async () => {
      const link = { team: 'T1', user: 'U1', sellerId: 'shop-1', at: '2026-11-22T09:30:00.000Z' };
      await connected(opened.url, async (db) => {
        const links = db.collection<SlackLinkDocument>('slack_links');
        /** Overtaken between its look and its insert; what is sent after that is served. */
        const updateOne = async (...asked: Parameters<typeof links.updateOne>) => {
          if ((await opened.store.slack.linksOf('T1', 'U1')).length > 0) return links.updateOne(...asked);
          await opened.store.slack.putLink(link);
          return links.insertOne({ ...link, _id: 'T1 U1 shop-1', at: '2026-11-23T09:30:00.000Z' });
        };
        const slack = mongoSlack({
          slackInstallations: db.collection<SlackInstallationDocument>('slack_installations'),
          slackCodes: db.collection<SlackCodeDocument>('slack_codes'),
          slackLinks: Object.assign(Object.create(links), { updateOne }),
        });
        await slack.putLink({ ...link, at: '2026-11-23T09:30:00.000Z' });
        expect(await slack.linksOf('T1', 'U1')).toEqual([link]);
      });
    });

    it('a look for alerts where none is due writes nothing, and many marks are one write', async () => {
      const writes: string[] = [];
      const before = async (method: string) => writes.push(method);
      await withAlerts(before, async (alerts) => {
        await alerts.owe(Array.from({ length: 50 }, (_, n) => mark(`req_${n}`)));
        expect(writes).toEqual(['bulkWrite']);
        expect(await alerts.take(null, 9, { owner: 'a', until: 10 }, 0, 100)).toEqual([]);
        expect(writes).toEqual(['bulkWrite']);
        expect(await alerts.take(null, 10, { owner: 'a', until: 10 }, 0, 100)).toHaveLength(50);
        expect(writes).toEqual(['bulkWrite', 'updateMany']);
      });
    });
  });

  describe('a MongoDB server', () => {
    it('that cannot be reached makes the storage unavailable', async () => {
      const failing = openStore('mongodb://127.0.0.1:1/parley', silent);
      await expect(failing).rejects.toThrow(StorageUnavailable);
    });

    it('is not looked for under a URL that is none', async () => {
      await expect(openStore('mongodb://', silent)).rejects.toThrow(/not a MongoDB URL/u);
    });
  });
}
