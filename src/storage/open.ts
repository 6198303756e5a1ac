/** Which storage a `DATABASE_URL` means, and where its files lie. Each adapter is loaded only where it is used. */
import { rm } from 'node:fs/promises';
import type { Store } from '../application/ports/store.ts';
import { filesBeside, folderOf, isFolderUrl, scratchFolder } from './files-url.ts';
import type { StoreOptions } from './options.ts';

/**
 * Opens the storage a URL names: `sqlite:./data/parley.db` (the folder is made), `sqlite::memory:`,
 * `mongodb://…` or `mongodb+srv://…` (the database is the URL's path, `parley` where it has none).
 * Tables and indexes are created or brought up to date before the promise resolves.
 * Throws an Error with one sentence for a URL of another kind, StorageUnavailable where nothing answers.
 */
export async function openStore(url: string, options: StoreOptions): Promise<Store> {
  if (url.startsWith('sqlite:')) return openSqlite(url, options);
  if (url.startsWith('mongodb://') || url.startsWith('mongodb+srv://')) return openMongo(url, options);
  // A URL may hold a password: only its beginning is repeated.
  const scheme = url.split(/[:/]/u, 1)[0];
  throw new Error(
    `The storage URL must begin with sqlite:, mongodb:// or mongodb+srv:// (such as sqlite:./data/parley.db), but it begins with "${scheme}".`,
  );
}

async function openSqlite(url: string, options: StoreOptions): Promise<Store> {
  const { MEMORY, openSqliteStore, sqlitePath } = await import('./sqlite/store.ts');
  const { folderFiles } = await import('./files/folder.ts');
  const path = sqlitePath(url);
  const store = await openSqliteStore(path, options);
  if (isFolderUrl(options.files)) return { ...store, files: folderFiles(folderOf(options.files)) };
  if (path !== MEMORY) return { ...store, files: folderFiles(filesBeside(path)) };
  const scratch = scratchFolder();
  const close = async () => {
    await store.close();
    await rm(scratch, { recursive: true, force: true });
  };
  return { ...store, files: folderFiles(scratch), close };
}

async function openMongo(url: string, options: StoreOptions): Promise<Store> {
  const { openMongoStore } = await import('./mongo/store.ts');
  const store = await openMongoStore(url, options);
  if (!isFolderUrl(options.files)) return store;
  const { folderFiles } = await import('./files/folder.ts');
  return { ...store, files: folderFiles(folderOf(options.files)) };
}
