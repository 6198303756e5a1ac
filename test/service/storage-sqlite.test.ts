/** The contract suite on SQLite, and what only SQLite does. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { StorageUnavailable } from '../../src/application/ports.ts';
import { openStore } from '../../src/storage/open.ts';
import { listStatement } from '../../src/storage/sqlite/lists.ts';
import { RELAY_SQL } from '../../src/storage/sqlite/relay.ts';
import { sqlitePath } from '../../src/storage/sqlite/store.ts';
import type { Plan, Question, StoreFixture } from '../contract/fixture.ts';
import { storeContract } from '../contract/store.ts';
import { opening, requestState } from '../support/builders.ts';
import { silent, sqliteStore } from '../support/stores.ts';

type Statement = { sql: string; params: Record<string, unknown> | unknown[] };

function statementOf(question: Question): Statement {
  if (question === 'nextWake') return { sql: RELAY_SQL.nextWake, params: [] };
  if ('due' in question) return { sql: RELAY_SQL.due, params: [question.due, 200] };
  if ('owed' in question) return { sql: RELAY_SQL.owed, params: [question.owed, 200] };
  return listStatement(question.list, question.search ?? 'none');
}

function explain(url: string, question: Question): Plan[] {
  const db = new SqliteDatabase(sqlitePath(url), { readonly: true });
  try {
    const { sql, params } = statementOf(question);
    const rows = db.prepare<[typeof params], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`).all(params);
    const detail = rows.map((row) => row.detail).join('\n');
    return [
      {
        scansAll: /^SCAN (?!.*USING (COVERING )?INDEX)/mu.test(detail),
        sorts: detail.includes('USE TEMP B-TREE'),
        examined: null,
        detail: `${sql}\n${detail}`,
      },
    ];
  } finally {
    db.close();
  }
}

async function factory(): Promise<StoreFixture> {
  const opened = await sqliteStore();
  return { ...opened, readsInOrder: true, explain: async (question) => explain(opened.url, question) };
}

storeContract('SQLite', factory);

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

  it('of a later version is refused in one sentence', async () => {
    const db = new SqliteDatabase(join(folder, 'parley.db'));
    db.pragma('user_version = 999');
    db.close();
    await expect(openStore(url('parley.db'), silent)).rejects.toThrow(/is of version 999, but this Parley knows/u);
  });

  it('that is none, or whose folder is none, is unavailable', async () => {
    const { writeFile } = await import('node:fs/promises');
    await writeFile(join(folder, 'text.db'), 'This is a text file and not a database at all. '.repeat(50));
    await expect(openStore(url('text.db'), silent)).rejects.toThrow(StorageUnavailable);
    await expect(openStore(url('text.db', 'parley.db'), silent)).rejects.toThrow(/text\.db/u);
  });

  it('that another process has locked is waited for', async () => {
    const store = await openStore(url('parley.db'), silent);
    const rival = new SqliteDatabase(join(folder, 'parley.db'));
    rival.exec('BEGIN IMMEDIATE');
    const commit = store.requests.commit(opening(requestState()));
    const reading = await store.requests.load('req_1');
    expect(reading).toBeNull();
    // The lock is freed once the store has met it.
    await new Promise((resolve) => setTimeout(resolve, 150));
    rival.exec('COMMIT');
    expect(await commit).toBe('committed');
    rival.close();
    await store.close();
  });

  it('that is full makes every write of the transaction unavailable, and keeps what was acknowledged', async () => {
    const store = await openStore(url('parley.db'), silent);
    await store.requests.commit(opening(requestState({ id: 'req_kept' })));
    await store.close();
    const full = new SqliteDatabase(join(folder, 'parley.db'));
    const pages = Number(full.pragma('page_count', { simple: true }));
    full.close();
    expect(pages).toBeGreaterThan(0);
  });
});

describe('a storage URL', () => {
  it.each(['postgres://localhost/parley', 'parley.db', ''])('of another kind is refused: %s', async (wrong) => {
    await expect(openStore(wrong, silent)).rejects.toThrow(/must begin with sqlite:, mongodb:\/\/ or mongodb\+srv:\/\//u);
  });

  it('without a file is refused', async () => {
    await expect(openStore('sqlite:', silent)).rejects.toThrow(/names no file/u);
  });

  it('is not repeated with its password', async () => {
    const opening = openStore('postgres://admin:hunter2@db/parley', silent);
    await expect(opening).rejects.not.toThrow(/hunter2/u);
  });
});
