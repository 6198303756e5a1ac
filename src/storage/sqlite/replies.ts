/** Saved replies: one row for each who has some. */
import type { Database } from 'better-sqlite3';
import { ownerKey, type ReplyStore } from '../../application/replies/ports.ts';
import { read } from './errors.ts';
import type { WriteQueue } from './write-queue.ts';

export function sqliteReplies(db: Database, writes: WriteQueue): ReplyStore {
  const get = db.prepare<[string], string>('SELECT replies FROM reply WHERE owner = ?').pluck();
  const put = db.prepare<[string, string]>(
    'INSERT INTO reply (owner, replies) VALUES (?, ?) ON CONFLICT DO UPDATE SET replies = excluded.replies',
  );
  return {
    get: (owner) => read(() => JSON.parse(get.get(ownerKey(owner)) ?? '[]')),
    put: (owner, replies) => writes.add(() => void put.run(ownerKey(owner), JSON.stringify(replies))),
  };
}
