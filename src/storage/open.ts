/** Which storage a `DATABASE_URL` means. Each adapter is loaded only where it is used. */
import type { Store } from '../application/ports.ts';
import type { StoreOptions } from './options.ts';

/**
 * Opens the storage a URL names: `sqlite:./data/parley.db` (the folder is made), `sqlite::memory:`,
 * `mongodb://…` or `mongodb+srv://…` (the database is the URL's path, `parley` where it has none).
 * Tables and indexes are created or brought up to date before the promise resolves.
 * Throws an Error with one sentence for a URL of another kind, StorageUnavailable where nothing answers.
 */
export async function openStore(url: string, options: StoreOptions): Promise<Store> {
  if (url.startsWith('sqlite:')) {
    const { openSqliteStore, sqlitePath } = await import('./sqlite/store.ts');
    return openSqliteStore(sqlitePath(url), options);
  }
  if (url.startsWith('mongodb://') || url.startsWith('mongodb+srv://')) {
    const { openMongoStore } = await import('./mongo/store.ts');
    return openMongoStore(url, options);
  }
  // A URL may hold a password: only its beginning is repeated.
  const scheme = url.split(/[:/]/u, 1)[0];
  throw new Error(
    `The storage URL must begin with sqlite:, mongodb:// or mongodb+srv:// (such as sqlite:./data/parley.db), but it begins with "${scheme}".`,
  );
}
