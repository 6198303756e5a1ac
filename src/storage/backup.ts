/** Copies of a whole storage, and putting one in its place. Only SQLite's are made here: MongoDB brings its own tools. */
import type { BackedUp } from './sqlite/backup.ts';
import type { Restored } from './sqlite/restore.ts';

/** The file of a `sqlite:` URL. Throws an Error that says what to use instead where the URL is MongoDB's. */
async function fileOf(url: string, instead: string): Promise<string> {
  if (!url.startsWith('sqlite:')) {
    throw new Error(`DATABASE_URL names MongoDB, which is backed up and restored by its own tools: use ${instead}.`);
  }
  const { MEMORY, sqlitePath } = await import('./sqlite/store.ts');
  const path = sqlitePath(url);
  if (path === MEMORY) throw new Error('DATABASE_URL names a storage in memory: there is no file.');
  return path;
}

/**
 * Writes the storage as it stands to a new file, also beside a running server. Throws an Error with one sentence where
 * that cannot be done; then no file has the name.
 */
export async function backUpStorage(url: string, to: string): Promise<BackedUp> {
  const file = await fileOf(url, 'mongodump');
  const { backUpSqlite } = await import('./sqlite/backup.ts');
  return backUpSqlite(file, to);
}

/**
 * Puts a backup in the storage's place and what was there aside. Throws an Error with one sentence where that cannot be
 * done, such as beside a running server; then what was there stays. `at` names what is put aside.
 */
export async function restoreStorage(url: string, from: string, at: Date): Promise<Restored> {
  const file = await fileOf(url, 'mongorestore');
  const { restoreSqlite } = await import('./sqlite/restore.ts');
  return restoreSqlite(file, from, at);
}
