/**
 * A storage that is looked at and not changed, as by a dry run: no file is made, none is brought up to date, and nothing
 * is written. What is not there is an empty storage in memory; a file of an earlier version is read from a copy, which
 * is brought up to date and thrown away.
 */
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import SqliteDatabase, { type Database } from 'better-sqlite3';
import { isUpToDate, knowFunctions, migrate } from './migrations.ts';

export interface AsItIs {
  db: Database;
  /** Called when `db` was closed. */
  release(): void;
}

const NOTHING_TO_REMOVE = () => {};

export function openAsItIs(path: string): AsItIs {
  // A file without a byte is what SQLite makes of an empty storage.
  if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) === 0) return upToDate(':memory:', NOTHING_TO_REMOVE);
  const db = new SqliteDatabase(path, { fileMustExist: true });
  try {
    if (!isUpToDate(db)) return copied(db);
    // A connection that may write nothing, and yet tidies up behind itself as one that may only read does not.
    db.pragma('query_only = ON');
    knowFunctions(db);
    return { db, release: NOTHING_TO_REMOVE };
  } catch (error) {
    db.close();
    throw error;
  }
}

function copied(db: Database): AsItIs {
  const folder = mkdtempSync(join(tmpdir(), 'parley-as-it-is-'));
  const copy = join(folder, 'copy.db');
  db.prepare('VACUUM INTO ?').run(copy);
  db.close();
  return upToDate(copy, () => rmSync(folder, { recursive: true, force: true }));
}

function upToDate(file: string, release: () => void): AsItIs {
  const db = new SqliteDatabase(file);
  migrate(db);
  return { db, release };
}
