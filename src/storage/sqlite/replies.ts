/** Saved replies: one row for each who has some. */
import type { Database } from 'better-sqlite3';
import type { ReplyOwner, ReplyStore } from '../../application/replies/ports.ts';
import { read } from './errors.ts';
import type { WriteQueue } from './write-queue.ts';

/** No shop's id holds a space. */
const keyOf = (owner: ReplyOwner): string => (owner === null ? 'the agents' : owner);

export function sqliteReplies(db: Database, writes: WriteQueue): ReplyStore {
  const get = db.prepare<[string], string>('SELECT replies FROM reply WHERE owner = ?').pluck();
  const put = db.prepare<[string, string]>(
    'INSERT INTO reply (owner, replies) VALUES (?, ?) ON CONFLICT DO UPDATE SET replies = excluded.replies',
  );
  return {
    get: (owner) => read(() => JSON.parse(get.get(keyOf(owner)) ?? '[]')),
    put: (owner, replies) => writes.add(() => void put.run(keyOf(owner), JSON.stringify(replies))),
  };
}
