/** What SQLite brings to the contract suite, and what only SQLite does. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import SqliteDatabase, { type Database } from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { StorageUnavailable } from '../../src/application/ports/store.ts';
import type { WorkStore } from '../../src/application/work/ports.ts';
import { openStore } from '../../src/storage/open.ts';
import { listStatement } from '../../src/storage/sqlite/lists.ts';
import { NEGOTIATION } from '../../src/storage/sqlite/migrations/0001-negotiation.ts';
import { knowFunctions, STEPS } from '../../src/storage/sqlite/migrations.ts';
import { OPENINGS_SQL, openingsParams } from '../../src/storage/sqlite/openings.ts';
import { RELAY_SQL } from '../../src/storage/sqlite/relay.ts';
import { SLACK_SQL } from '../../src/storage/sqlite/slack.ts';
import { sqlitePath } from '../../src/storage/sqlite/store.ts';
import { WORK_SQL } from '../../src/storage/sqlite/work.ts';
import { WriteQueue } from '../../src/storage/sqlite/write-queue.ts';
import { opening, requestState } from '../support/builders.ts';
import { silent, sqliteStore } from '../support/stores.ts';
import { webhookStatement } from '../support/webhook-questions.ts';
import { figuresKept, lived } from './figures.ts';
import { type Plan, type Question, type StoreFixture, searchIn } from './fixture.ts';

type Statement = { sql: string; params: Record<string, unknown> | unknown[] };

function wakeStatement(whose: Parameters<WorkStore['wake']>[0]): Statement {
  const kind = 'alert';
  if ('lane' in whose) return { sql: WORK_SQL.wakeLane, params: { kind, whose: whose.lane, now: 0 } };
  if ('sellerId' in whose) return { sql: WORK_SQL.wakeSeller, params: { kind, whose: whose.sellerId, now: 0 } };
  return { sql: WORK_SQL.wakeOne, params: { kind, whose: whose.subjects[0], now: 0 } };
}

function statementOf(question: Question): Statement {
  if (question === 'nextWake') return { sql: RELAY_SQL.nextWake, params: [0, Number.MAX_SAFE_INTEGER] };
  if ('opened' in question) return { sql: OPENINGS_SQL.count, params: { ...question.opened, cap: 100 } };
  if ('openings' in question) {
    return { sql: OPENINGS_SQL.openings, params: openingsParams(question.openings, 100) };
  }
  if ('offers' in question) {
    const { since, ...whose } = question.offers;
    const sql = whose.sellerId === undefined ? OPENINGS_SQL.offers : OPENINGS_SQL.offersOfSeller;
    return { sql, params: { ...whose, since: Date.parse(since), limit: 100 } };
  }
  if ('work' in question) {
    const { work: now, lane } = question;
    const { take } = lane === null ? WORK_SQL.all : WORK_SQL.ofLane;
    return { sql: take, params: { kind: 'alert', lane, now, wallNow: 0, limit: 50, owner: 'a', until: 1 } };
  }
  if ('webhooks' in question) return webhookStatement(question.webhooks);
  if ('wake' in question) return wakeStatement(question.wake);
  if ('expired' in question) return { sql: SLACK_SQL.clear, params: { now: question.expired } };
  if ('links' in question) return { sql: SLACK_SQL.linksOf, params: question.links };
  if ('members' in question) return { sql: SLACK_SQL.linksOfMember, params: { ...question.members, limit: 20 } };
  if ('due' in question) return { sql: RELAY_SQL.due, params: [question.due, 200] };
  if ('owed' in question) return { sql: RELAY_SQL.owed, params: [question.owed, 200] };
  return listStatement(question.list, searchIn(question));
}

function explain(url: string, question: Question): Plan[] {
  const db = new SqliteDatabase(sqlitePath(url), { readonly: true });
  try {
    const { sql, params } = statementOf(question);
    const rows = db.prepare<[typeof params], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`).all(params);
    const detail = rows.map((row) => row.detail).join('\n');
    return [
      {
        // Of the rows that a list walked, as many as it looked at.
        scansAll: /^SCAN (?!walked$|.*USING (COVERING )?INDEX)/mu.test(detail),
        sorts: detail.includes('USE TEMP B-TREE'),
        examined: null,
        detail: `${sql}\n${detail}`,
      },
    ];
  } finally {
    db.close();
  }
}

export async function sqliteFixture(): Promise<StoreFixture> {
  const opened = await sqliteStore();
  return { ...opened, readsInOrder: true, explain: async (question) => explain(opened.url, question) };
}

export function onlySqlite(): void {
  it.each([
    [{ sellerId: 'shop-1' }, 'work_seller (kind=? AND seller_id=? AND due_at>?)'],
    [{ lane: 'T1' }, 'work_lane (kind=? AND lane=? AND due_at>?)'],
  ])('a wake of %o reads only its own alerts', async (whose, index) => {
    const opened = await sqliteStore();
    expect(explain(opened.url, { wake: whose })[0]?.detail).toContain(`USING INDEX ${index}`);
    await opened.cleanup();
  });

  describe('a SQLite file', () => {
    let folder: string;
    beforeEach(async () => {
      folder = await mkdtemp(join(tmpdir(), 'parley-'));
    });
    afterEach(() => rm(folder, { recursive: true, force: true }));
    const url = (...path: string[]) => `sqlite:${join(folder, ...path)}`;

    it('is made together with its folder', async () => {
      const store = await openStore(url('a', 'b', 'parley.db'), silent);
      await store.requests.commit(opening(requestState()));
      await store.close();
    });

    it('is written ahead and synced at every commit', async () => {
      const store = await openStore(url('parley.db'), silent);
      const db = new SqliteDatabase(join(folder, 'parley.db'));
      expect(db.pragma('journal_mode', { simple: true })).toBe('wal');
      db.close();
      await store.close();
    });

    it('may be in memory', async () => {
      const store = await openStore('sqlite::memory:', silent);
      await store.requests.commit(opening(requestState()));
      expect((await store.requests.load('req_1'))?.state.id).toBe('req_1');
      await store.close();
    });

    it('is brought up to date once by many that open it at the same moment', async () => {
      const logged: string[] = [];
      const log = (message: string) => logged.push(message);
      const stores = await Promise.all(Array.from({ length: 5 }, () => openStore(url('parley.db'), { log })));
      expect(logged).toEqual(['storage migrated']);
      for (const store of stores) await store.close();
    });

    it('of an earlier version gets what is new and keeps what it holds', async () => {
      const db = new SqliteDatabase(join(folder, 'parley.db'));
      db.exec(NEGOTIATION);
      db.prepare('INSERT INTO policy (market, policy) VALUES (?, ?)').run('TH', '{"maxOffers":2}');
      db.pragma('user_version = 1');
      db.close();
      const store = await openStore(url('parley.db'), silent);
      expect(await store.directory.policy('TH')).toEqual({ maxOffers: 2 });
      await store.work.alert.owe([{ subject: 'req_1', sellerId: 'shop-1', owed: 1, dueAt: 10 }]);
      expect((await store.work.alert.get('req_1'))?.dueAt).toBe(10);
      await store.close();
    });

    /** A file as a version of so many steps left it, with two requests of that time. */
    function fileOf(steps: number): void {
      const db = new SqliteDatabase(join(folder, 'parley.db'));
      for (const step of STEPS.slice(0, steps)) db.exec(step);
      const insert = db.prepare(
        `INSERT INTO request (id, version, state, external_id, seller_id, buyer_id, market, reason, status, tab, due_at, updated_at)
         VALUES (?, 1, ?, ?, '', '', '', '', '', '', 0, 0)`,
      );
      insert.run('req_1', '{"id":"req_1"}', 'ext-1');
      insert.run('req_2', '{"id":"req_2"}', null);
      db.exec(`INSERT INTO term VALUES ('#1001', 'req_1'), ('1001', 'req_1'), ('ＥＸＴ-1', 'req_1')`);
      db.pragma(`user_version = ${steps}`);
      db.close();
    }

    it('of an earlier version has its requests found without case, width or a leading #', async () => {
      fileOf(6);
      const store = await openStore(url('parley.db'), silent);
      for (const q of ['1001', '#1001', 'ext-1']) {
        expect(await store.requests.count({ q }, 0, 10), q).toBe(1);
      }
      await store.close();
    });

    it('of a version that kept external ids beside the requests finds its requests by them', async () => {
      fileOf(6);
      const store = await openStore(url('parley.db'), silent);
      expect(await store.requests.findByExternalId('ext-1')).toEqual({ id: 'req_1' });
      expect(await store.requests.idForExternal('ext-1', 'req_3')).toBe('req_1');
      expect(await store.requests.loadMany(['req_2'])).toEqual([{ id: 'req_2' }]);
      await store.close();
    });

    it('of a version that kept what is owed in three tables owes all of it', async () => {
      const db = new SqliteDatabase(join(folder, 'parley.db'));
      knowFunctions(db);
      for (const step of STEPS.slice(0, 9)) db.exec(step);
      const insert = (table: string, id: string, dueAt: number | null, notes: object | null) =>
        db
          .prepare(
            `INSERT INTO ${table} (id, seller_id, team, owed, due_at, notes, lease_owner, lease_until, woken_at)
             VALUES (?, 'shop-1', ?, 3, ?, ?, 'dead', 50, 7)`,
          )
          .run(id, table === 'alert' ? 'T1' : '', dueAt, JSON.stringify(notes));
      insert('alert', 'req_1', 10, { ts: '1', failures: 4 });
      insert('alert', 'req_2', null, null);
      insert('chatwoot_owed', 'chatwoot:1:42', 10, { failures: 1 });
      insert('chatwoot_owed', 'tap/1/42/7/parley:accept:req_1:ofr_1-1', 10, null);
      insert('marketplace_owed', 'tiktok-shop/return/7', 10, null);
      insert('marketplace_owed', 'tiktok-shop/upkeep', 10, { sealed: 'v1.x' });
      db.exec(`INSERT INTO alert_status VALUES ('shop-1', 'token_revoked', '2026-11-22T09:30:00.000Z', NULL)`);
      db.pragma('user_version = 9');
      db.close();
      const store = await openStore(url('parley.db'), silent);
      const { alert, chatwoot, marketplace } = store.work;
      expect(await alert.get('req_2')).toMatchObject({ lane: 'T1', owed: 3, dueAt: null, failures: 0, notes: null });
      expect(await alert.status('shop-1')).toEqual({ code: 'token_revoked', at: '2026-11-22T09:30:00.000Z' });
      const lease = { owner: 'a', until: 99 };
      expect(await alert.take(null, 10, lease, 49, 9)).toEqual([]);
      const kept = { sellerId: 'shop-1', owed: 3, dueAt: 10 };
      expect(await alert.take('T1', 10, lease, 50, 9)).toEqual([
        { ...kept, subject: 'req_1', lane: 'T1', failures: 4, notes: { ts: '1', failures: 4 } },
      ]);
      expect(await chatwoot.take('conversations', 10, lease, 50, 9)).toMatchObject([{ failures: 1 }]);
      expect(await chatwoot.take('choices', 10, lease, 50, 9)).toMatchObject([kept]);
      expect(await marketplace.take('tiktok-shop', 10, lease, 50, 9)).toMatchObject([kept]);
      expect(await marketplace.take('tiktok-shop/upkeep', 10, lease, 50, 9)).toMatchObject([
        { notes: { sealed: 'v1.x' } },
      ]);
      await store.close();
    });

    it('of a version that kept no figures by week and month has those of its history', async () => {
      const now = await openStore(url('now.db'), silent);
      await lived(now, 12);
      const figures = await figuresKept(now, {}, 'week');
      const counts = await now.requests.stats({ since: '2026-01-01T00:00:00.000Z', now: 0, market: 'TH' });
      await now.close();
      const db = new SqliteDatabase(join(folder, 'parley.db'));
      knowFunctions(db);
      for (const step of STEPS.slice(0, 15)) db.exec(step);
      db.prepare('ATTACH ? AS now').run(join(folder, 'now.db'));
      for (const table of ['request', 'event']) {
        const columns = db.pragma(`main.table_info(${table})`) as { name: string }[];
        const names = columns.map(({ name }) => name).join(', ');
        db.exec(`INSERT INTO main.${table} (${names}) SELECT ${names} FROM now.${table}`);
      }
      db.pragma('user_version = 15');
      db.close();
      const store = await openStore(url('parley.db'), silent);
      expect(await figuresKept(store, {}, 'week')).toEqual(figures);
      expect(await store.requests.stats({ since: '2026-01-01T00:00:00.000Z', now: 0, market: 'TH' })).toEqual(counts);
      await store.close();
    });

    it('of a later version is refused in one sentence', async () => {
      const db = new SqliteDatabase(join(folder, 'parley.db'));
      db.pragma('user_version = 999');
      db.close();
      await expect(openStore(url('parley.db'), silent)).rejects.toThrow(/is of version 999, but this Parley knows/u);
    });

    it('that is none, or whose folder is none, is unavailable', async () => {
      await writeFile(join(folder, 'text.db'), 'This is a text file and not a database at all. '.repeat(50));
      await expect(openStore(url('text.db'), silent)).rejects.toThrow(StorageUnavailable);
      await expect(openStore(url('text.db', 'parley.db'), silent)).rejects.toThrow(/text\.db/u);
    });

    it('is not written by a look for alerts where none is due', async () => {
      const store = await openStore(url('parley.db'), silent);
      await store.work.alert.owe([{ subject: 'req_1', sellerId: 'shop-1', owed: 1, dueAt: 10 }]);
      const rival = new SqliteDatabase(join(folder, 'parley.db'));
      rival.exec('BEGIN IMMEDIATE');
      const lease = { owner: 'a', until: 10 };
      expect(await store.work.alert.take(null, 9, lease, 0, 5)).toEqual([]);
      // What is due does wait for the lock.
      const taking = store.work.alert.take(null, 10, lease, 0, 5);
      expect(await Promise.race([taking, setImmediate('waiting')])).toBe('waiting');
      rival.exec('COMMIT');
      expect(await taking).toHaveLength(1);
      rival.close();
      await store.close();
    });

    it('that another process has locked is waited for', async () => {
      const store = await openStore(url('parley.db'), silent);
      const rival = new SqliteDatabase(join(folder, 'parley.db'));
      rival.exec('BEGIN IMMEDIATE');
      const commit = store.requests.commit(opening(requestState()));
      const reading = await store.requests.load('req_1');
      expect(reading).toBeNull();
      // By then the store has met the lock.
      await setImmediate();
      await setImmediate();
      rival.exec('COMMIT');
      expect(await commit).toBe('committed');
      rival.close();
      await store.close();
    });
  });

  describe('the write queue', () => {
    let folder: string;
    let db: Database;
    let writes: WriteQueue;
    beforeEach(async () => {
      folder = await mkdtemp(join(tmpdir(), 'parley-'));
      db = new SqliteDatabase(join(folder, 'queue.db'));
      db.pragma('journal_mode = WAL');
      db.pragma('busy_timeout = 10');
      db.exec('CREATE TABLE line (text TEXT NOT NULL UNIQUE)');
      writes = new WriteQueue(db);
    });
    afterEach(async () => {
      vi.useRealTimers();
      await writes.close();
      db.close();
      await rm(folder, { recursive: true, force: true });
    });
    const add = (text: string | null) => writes.add(() => db.prepare('INSERT INTO line VALUES (?)').run(text).changes);
    const lines = () => db.prepare('SELECT text FROM line ORDER BY text').pluck().all();

    it('commits what was asked in one turn together, in order', async () => {
      const rival = new SqliteDatabase(join(folder, 'queue.db'), { readonly: true });
      const seen: unknown[] = [];
      const count = rival.prepare('SELECT count(*) FROM line').pluck();
      const added = ['a', 'b', 'c'].map((text) => add(text).then(() => seen.push(count.get())));
      expect(count.get()).toBe(0);
      await Promise.all(added);
      expect(seen).toEqual([3, 3, 3]);
      rival.close();
    });

    it('undoes a write that throws and keeps the others', async () => {
      const half = writes.add(() => {
        db.prepare('INSERT INTO line VALUES (?)').run('half');
        throw new Error('half way');
      });
      const results = await Promise.allSettled([add('a'), half, add(null), add('b')]);
      expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected', 'fulfilled']);
      await expect(half).rejects.toThrow('half way');
      expect(lines()).toEqual(['a', 'b']);
    });

    it('on a full disk makes the writes unavailable, and goes on when there is room', async () => {
      const pages = Number(db.pragma('page_count', { simple: true }));
      db.pragma(`max_page_count = ${pages}`);
      const results = await Promise.allSettled([add('x'.repeat(50_000)), add('y'.repeat(50_000))]);
      for (const result of results) {
        expect(result).toMatchObject({ status: 'rejected', reason: expect.any(StorageUnavailable) });
      }
      db.pragma('max_page_count = 100000');
      await add('z');
      expect(lines()).toEqual(['z']);
    });

    it('gives up after five seconds on a file that stays locked', async () => {
      db.pragma('busy_timeout = 0');
      const rival = new SqliteDatabase(join(folder, 'queue.db'));
      rival.exec('BEGIN IMMEDIATE');
      vi.useFakeTimers({ toFake: ['performance', 'setTimeout'] });
      const outcome = add('a').catch((error: unknown) => error);
      await setImmediate();
      await vi.advanceTimersByTimeAsync(4_900);
      expect(await Promise.race([outcome, setImmediate('waiting')])).toBe('waiting');
      await vi.advanceTimersByTimeAsync(200);
      expect(await outcome).toBeInstanceOf(StorageUnavailable);
      vi.useRealTimers();
      rival.exec('ROLLBACK');
      rival.close();
      await add('b');
      expect(lines()).toEqual(['b']);
    });

    it('finishes what is queued when it closes, and takes no more', async () => {
      const queued = add('a');
      await writes.close();
      expect(await queued).toBe(1);
      await expect(add('b')).rejects.toThrow(StorageUnavailable);
    });
  });
}
