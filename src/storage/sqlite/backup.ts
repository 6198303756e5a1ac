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

/** `to` gets its name when it is complete and on disk; only its owner may read it, since it holds names and addresses. */
export function backUpSqlite(file: string, to: string): BackedUp {
  const db = new SqliteDatabase(file, { fileMustExist: true });
  const partial = `${to}.part`;
  try {
    requireParleyFile(db, file);
    requireAbsent(to);
    const requests = copyInto(db, partial);
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
