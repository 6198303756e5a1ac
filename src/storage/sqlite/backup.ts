/**
 * A backup is one file. The database's own file is none while a server runs, since what was written last is in the
 * write-ahead log beside it; `VACUUM INTO` reads both, as of one moment, and keeps no writer waiting.
 */
import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import SqliteDatabase, { type Database } from 'better-sqlite3';
import { requireParleyFile } from './migrations.ts';

export interface BackedUp {
  requests: number;
  bytes: number;
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/**
 * `to` gets its name when it is complete and on disk; only its owner may read it, since it holds names and addresses.
 * `beside` is given the photos of the copy, to do what has to be done before.
 */
export async function backUpSqlite(
  file: string,
  to: string,
  beside: (photos: Iterable<string>) => Promise<void>,
): Promise<BackedUp> {
  const db = new SqliteDatabase(file, { fileMustExist: true });
  const partial = `${to}.part`;
  try {
    requireParleyFile(db, file);
    requireAbsent(to);
    const requests = copyInto(db, partial);
    await withPhotosOf(partial, beside);
    requireAbsent(to);
    renameSync(partial, to);
    syncFolder(to);
    return { requests, bytes: statSync(to).size };
  } catch (error) {
    if (existsSync(partial)) rmSync(partial);
    throw new Error(`There is no backup: ${messageOf(error)}`, { cause: error });
  } finally {
    db.close();
  }
}

function requireAbsent(to: string): void {
  if (existsSync(to)) throw new Error(`${to} is there already and is not written over.`);
}

/** Writes all of a database to a file of one piece; answers how many requests it holds. Throws an Error that names it. */
export function copyInto(db: Database, target: string): number {
  try {
    // SQLite fills an empty file, and leaves its rights as they are.
    rmSync(target, { force: true });
    closeSync(openSync(target, 'wx', 0o600));
    db.prepare('VACUUM INTO ?').run(target);
    sync(target);
  } catch (error) {
    throw new Error(`${target} cannot be written: ${messageOf(error)}.`, { cause: error });
  }
  return countIn(target);
}

/** Gives the ids of the photos that a file knows, a few at a time. */
export async function withPhotosOf(file: string, use: (photos: Iterable<string>) => Promise<void>): Promise<void> {
  const db = new SqliteDatabase(file, { readonly: true });
  try {
    await use(photosIn(db));
  } finally {
    db.close();
  }
}

const PHOTOS_AT_ONCE = 500;

/** None where the file is of a time before there were any. */
function* photosIn(db: Database): Generator<string> {
  const there = db.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'attachment'").get();
  if (!there) return;
  const page = db
    .prepare<[string, number], string>(
      'SELECT id FROM attachment WHERE id > ? AND given_up = 0 AND used_at IS NOT NULL ORDER BY id LIMIT ?',
    )
    .pluck();
  for (let after: string | undefined = ''; after !== undefined; ) {
    const ids: string[] = page.all(after, PHOTOS_AT_ONCE);
    yield* ids;
    after = ids.at(-1);
  }
}

function countIn(file: string): number {
  const db = new SqliteDatabase(file, { readonly: true });
  try {
    return Number(db.prepare('SELECT count(*) FROM request').pluck().get());
  } finally {
    db.close();
  }
}

function sync(path: string): void {
  const file = openSync(path, 'r');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** Makes a file's new name last through a power cut, on systems that can be asked to. */
export function syncFolder(path: string): void {
  if (process.platform !== 'win32') sync(dirname(path));
}
