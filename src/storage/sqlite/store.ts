/** The SQLite storage: one file, for one server and whatever is run beside it on the same machine. */
import { setTimeout as sleep } from 'node:timers/promises';
import SqliteDatabase, { type Database } from 'better-sqlite3';
import type { Store } from '../../application/ports/store.ts';
import type { StoreOptions } from '../options.ts';
import { openAsItIs } from './as-it-is.ts';
import { sqliteAttachments } from './attachments.ts';
import { sqliteChat } from './chat.ts';
import { sqliteDirectory } from './directory.ts';
import { isBusy, translated } from './errors.ts';
import { sqliteIdempotency } from './idempotency.ts';
import { migrate } from './migrations.ts';
import { sqliteNotes } from './notes.ts';
import { makePrivateFile, makePrivateFolder } from './private-files.ts';
import { sqliteReplies } from './replies.ts';
import { sqliteRequests } from './requests.ts';
import { sqliteScrub } from './scrub.ts';
import { inUse, lockForServer, type ServerLock } from './server-lock.ts';
import { sqliteSlack } from './slack.ts';
import { sqliteWebhooks } from './webhooks.ts';
import { sqliteWork } from './work.ts';
import { WriteQueue } from './write-queue.ts';

export const MEMORY = ':memory:';
/** Files lie beside it, in a folder. */
export type SqliteStore = Omit<Store, 'files'>;
const ONE_SERVER = 'SQLite is for one server: stop the other one, or use MongoDB for several.';

/** The file a `sqlite:` URL names. Throws an Error where it names none. */
export function sqlitePath(url: string): string {
  const path = url.slice('sqlite:'.length).replace(/^\/\//u, '');
  if (path === '') {
    throw new Error(`The storage URL "${url}" names no file: write it as in sqlite:./data/parley.db.`);
  }
  return path;
}

/**
 * Opens the file, making it and its folder where absent, and brings its tables up to date. Throws an Error where it is
 * opened for a server and another server has it.
 */
export async function openSqliteStore(path: string, options: StoreOptions): Promise<SqliteStore> {
  if (options.unchanged) return storeAsItIs(path);
  if (path !== MEMORY) makePrivateFolder(path);
  const lock = options.forServer && path !== MEMORY ? await lockedForServer(path) : null;
  try {
    return storeOver(await openDatabase(path, options), lock);
  } catch (error) {
    lock?.release();
    throw error;
  }
}

function storeAsItIs(path: string): SqliteStore {
  try {
    const { db, release } = openAsItIs(path);
    return storeOver(db, { release });
  } catch (error) {
    throw translated(error);
  }
}

async function lockedForServer(path: string): Promise<ServerLock> {
  const lock = await lockForServer(path);
  if (lock === null) throw inUse(path, ONE_SERVER);
  return lock;
}

function storeOver(db: Database, lock: ServerLock | null): SqliteStore {
  const writes = new WriteQueue(db);
  const probe = db.prepare('UPDATE probe SET written = written + 1');
  return {
    requests: sqliteRequests(db, writes),
    chat: sqliteChat(db, writes),
    directory: sqliteDirectory(db, writes),
    idempotency: sqliteIdempotency(db, writes),
    work: sqliteWork(db, writes),
    slack: sqliteSlack(db, writes),
    webhooks: sqliteWebhooks(db, writes),
    attachments: sqliteAttachments(db, writes),
    notes: sqliteNotes(db, writes),
    replies: sqliteReplies(db, writes),
    instances: null,
    scrub: sqliteScrub(db),
    ping: () => writes.add(() => void probe.run()),
    async close() {
      await writes.close();
      db.close();
      lock?.release();
    },
  };
}

async function openDatabase(path: string, { log }: StoreOptions): Promise<Database> {
  let db: Database | undefined;
  try {
    if (path !== MEMORY) makePrivateFile(path);
    db = new SqliteDatabase(path);
    await prepared(db, log);
    return db;
  } catch (error) {
    db?.close();
    throw translated(error);
  }
}

/** Settings and migrations. Another process doing the same holds the lock for a moment: wait for it. */
async function prepared(db: Database, log: StoreOptions['log']): Promise<void> {
  // Short, because waiting blocks the event loop; whoever meets a locked file tries again later.
  db.pragma('busy_timeout = 100');
  for (let attempt = 1; ; attempt++) {
    try {
      db.pragma('journal_mode = WAL');
      db.pragma('synchronous = FULL');
      db.pragma('foreign_keys = ON');
      // What is deleted or written over is gone from the file: it may have been erased.
      db.pragma('secure_delete = ON');
      db.pragma('temp_store = MEMORY');
      db.pragma('cache_size = -32768');
      const steps = migrate(db);
      if (steps > 0) log('storage migrated', { file: db.name, steps });
      return;
    } catch (error) {
      if (!isBusy(error) || attempt >= 50) throw error;
      await sleep(100);
    }
  }
}
