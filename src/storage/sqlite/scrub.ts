/**
 * Leaving nothing of what was written over. `secure_delete` clears what is deleted, but the log holds pages as they were, and where
 * rows moved from page to page, copies may lie between those that are there. A small file is written anew, which takes a moment
 * in which nothing else runs; in a large one that is the operator's to do (OPERATING.md). Whoever asks while it is done is
 * served by the next time.
 */
import type { Database } from 'better-sqlite3';
import { isBusy, read } from './errors.ts';

const MOST_BYTES = 32 * 1024 * 1024;

export function sqliteScrub(db: Database): () => Promise<void> {
  let next: Promise<void> | null = null;

  function run(): void {
    next = null;
    const bytes = Number(db.pragma('page_count', { simple: true })) * Number(db.pragma('page_size', { simple: true }));
    if (bytes <= MOST_BYTES) unlessBusy(() => db.exec('VACUUM'));
    unlessBusy(() => db.pragma('wal_checkpoint(TRUNCATE)'));
  }

  return () => {
    next ??= new Promise<void>((resolve) => setImmediate(resolve)).then(() => read(run));
    return next;
  };
}

/** Another process that reads keeps it from being done; it is done with the next erasing. */
function unlessBusy(doing: () => void): void {
  try {
    doing();
  } catch (error) {
    if (!isBusy(error)) throw error;
  }
}
