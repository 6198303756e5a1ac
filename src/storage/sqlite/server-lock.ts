/**
 * SQLite is for one server: it would be right with several, but a change in one is not heard in another. So a server
 * holds a lock for as long as it has the storage open, and a second one on the same file refuses to start.
 *
 * Node has no lock of the operating system, but SQLite takes one: the holder stays in an exclusive transaction of an empty
 * database beside the file, `<file>.lock`. The kernel frees it with the process, however that ends, so the file that
 * stays behind locks nobody out. Import, export and backup run beside a server and do not ask for it; restore does.
 */
import { existsSync, realpathSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import SqliteDatabase from 'better-sqlite3';
import { isBusy, translated } from './errors.ts';
import { makePrivateFile } from './private-files.ts';

export interface ServerLock {
  release(): void;
}

/** Whoever restarts a server may start the next one a moment before the last one is gone. */
const TRY_FOR_MS = 1_000;
const TRY_EVERY_MS = 50;

/** The file itself, by whatever name it was called: two names of one file are one lock. */
export function fileBehind(path: string): string {
  return existsSync(path) ? realpathSync(path) : join(realpathSync(dirname(path)), basename(path));
}

/** Resolves with null where another server holds the lock of this file. Its folder must be there. */
export async function lockForServer(path: string): Promise<ServerLock | null> {
  let lock: SqliteDatabase.Database | undefined;
  try {
    const file = `${fileBehind(path)}.lock`;
    makePrivateFile(file);
    lock = new SqliteDatabase(file, { timeout: 0 });
    const giveUpAt = performance.now() + TRY_FOR_MS;
    while (!isTaken(lock)) {
      if (performance.now() < giveUpAt) await sleep(TRY_EVERY_MS);
      else {
        lock.close();
        return null;
      }
    }
    const held = lock;
    return { release: () => void held.close() };
  } catch (error) {
    lock?.close();
    throw translated(error);
  }
}

function isTaken(lock: SqliteDatabase.Database): boolean {
  try {
    lock.exec('BEGIN EXCLUSIVE');
    return true;
  } catch (error) {
    if (isBusy(error)) return false;
    throw error;
  }
}

/** What is said where a server has the file; `advice` says what to do. */
export const inUse = (path: string, advice: string): Error =>
  new Error(`another Parley server is using ${path}. ${advice}`);
