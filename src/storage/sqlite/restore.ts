/**
 * A backup takes the place of the database in one step, so that a killed restore leaves the old one or the new one:
 *
 * 1. nobody else has the file: a server would hold its lock, any other program keeps SQLite from folding the
 *    write-ahead log into the file;
 * 2. the backup is checked whole and copied beside the file, and its photos to where they lie (`beside`);
 * 3. what is there gets a second name, and the copy takes the first.
 */
import { constants, copyFileSync, existsSync, linkSync, realpathSync, renameSync, rmSync } from 'node:fs';
import SqliteDatabase, { type Database } from 'better-sqlite3';
import { copyInto, syncFolder, withPhotosOf } from './backup.ts';
import { isBusy } from './errors.ts';
import { requireParleyFile } from './migrations.ts';
import { makePrivateFolder, takeFromOthers } from './private-files.ts';
import { fileBehind, inUse, lockForServer } from './server-lock.ts';

export interface Restored {
  requests: number;
  /** Where what was there before is now; null where nothing was. */
  aside: string | null;
}

/** Throws an Error where the backup or the file cannot be used; what was there is then as it was. */
export async function restoreSqlite(
  path: string,
  from: string,
  at: Date,
  beside: (photos: Iterable<string>) => Promise<void>,
): Promise<Restored> {
  makePrivateFolder(path);
  const file = fileBehind(path);
  takeFromOthers(file);
  if (existsSync(from) && realpathSync(from) === file) throw new Error(`${from} is the storage itself.`);
  const lock = await lockForServer(file);
  if (lock === null) throw inUse(path, 'Stop it first.');
  const copy = `${file}.restoring`;
  try {
    foldLog(file);
    const requests = checkedCopy(from, copy);
    await withPhotosOf(copy, beside);
    return { requests, aside: replace(file, copy, at) };
  } finally {
    rmSync(copy, { force: true });
    lock.release();
  }
}

function checkedCopy(from: string, copy: string): number {
  const db = openBackup(from);
  try {
    requireWhole(db, from);
    requireParleyFile(db, from);
    return copyInto(db, copy);
  } finally {
    db.close();
  }
}

function openBackup(from: string): Database {
  try {
    return new SqliteDatabase(from, { readonly: true, fileMustExist: true });
  } catch (error) {
    throw new Error(`${from} cannot be read: ${error instanceof Error ? error.message : error}.`, { cause: error });
  }
}

function requireWhole(db: Database, from: string): void {
  let found: unknown;
  try {
    found = db.pragma('integrity_check(1)', { simple: true });
  } catch (error) {
    found = error instanceof Error ? error.message : error;
  }
  if (found !== 'ok') throw new Error(`${from} is damaged or no SQLite file: ${found}.`);
}

/** Answers the name under which what was there is kept. */
function replace(file: string, copy: string, at: Date): string | null {
  const aside = `${file}.before-${at.toISOString().replace(/[-:]|\.\d+/gu, '')}`;
  // Once more: checking took a while.
  foldLog(file);
  const [isThere, hasLog] = [existsSync(file), existsSync(`${file}-wal`)];
  if (isThere) giveSecondName(file, aside);
  // Left where they are, a log that SQLite could not fold and its index would be taken for the new file's.
  if (hasLog) renameSync(`${file}-wal`, `${aside}-wal`);
  rmSync(`${file}-shm`, { force: true });
  renameSync(copy, file);
  syncFolder(file);
  return isThere || hasLog ? aside : null;
}

/** Brings what was written last into the file itself. A broken one is left in pieces: it is what a backup is for. */
function foldLog(file: string): void {
  if (!existsSync(file) || isBroken(file)) return;
  let db: Database | undefined;
  try {
    db = new SqliteDatabase(file, { timeout: 0 });
    db.pragma('journal_mode = DELETE');
  } catch (error) {
    if (isBusy(error)) throw new Error(`Another program is using ${file}. Let it finish first.`, { cause: error });
  } finally {
    db?.close();
  }
}

function isBroken(file: string): boolean {
  const db = new SqliteDatabase(file, { readonly: true, timeout: 0 });
  try {
    db.prepare('SELECT count(*) FROM sqlite_schema').get();
    return false;
  } catch (error) {
    return !isBusy(error);
  } finally {
    db.close();
  }
}

function giveSecondName(file: string, aside: string): void {
  try {
    linkSync(file, aside);
  } catch (error) {
    if (existsSync(aside)) throw error;
    // Some disks know only one name for a file.
    copyFileSync(file, aside, constants.COPYFILE_EXCL);
  }
}
