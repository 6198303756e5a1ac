/** Reading everything in the order of ids, and putting back what was read elsewhere: what moving in and out needs. */
import type { Database } from 'better-sqlite3';
import type { ChatStore } from '../../application/ports/chat.ts';
import type { RequestHistory, RequestStore } from '../../application/ports/requests.ts';
import type { Conversation, StoredMessage } from '../../application/transcript.ts';
import { eventFrom } from '../../domain/stored-event.ts';
import { read } from './errors.ts';
import { type MessageRow, rowOf } from './message-row.ts';
import type { WriteQueue } from './write-queue.ts';

export function sqliteRequestScan(db: Database): RequestStore['scan'] {
  const states = db.prepare<[string, number], { id: string; state: string; told: number }>(
    'SELECT id, state, told FROM request WHERE id > ? ORDER BY id LIMIT ?',
  );
  const eventsOf = db.prepare<[string], string>('SELECT event FROM event WHERE request_id = ? ORDER BY seq').pluck();
  const historyOf = ({ id, state, told }: { id: string; state: string; told: number }): RequestHistory => ({
    state: JSON.parse(state),
    events: eventsOf.all(id).map((text) => eventFrom(text)),
    told,
  });
  // One transaction, so that another process's commit is in both a state and its events, or in neither.
  const page = db.transaction((afterId: string, limit: number) => states.all(afterId, limit).map(historyOf));
  return (afterId, limit) => read(() => page(afterId, limit));
}

export function sqliteConversationScan(db: Database): ChatStore['scan'] {
  const page = db.prepare<[string, number], Conversation>(
    'SELECT id, buyer_id AS buyerId, seller_id AS sellerId FROM conversation WHERE id > ? ORDER BY id LIMIT ?',
  );
  return (afterId, limit) => read(() => page.all(afterId, limit));
}

/** Undoes the whole write. */
class Taken extends Error {}

export function sqliteRestore(db: Database, writes: WriteQueue): ChatStore['restore'] {
  const standing = db.prepare<[string], { seq: number; change: number }>(
    'SELECT seq, change FROM message WHERE id = ?',
  );
  const insert = db.prepare<[MessageRow]>(
    `INSERT INTO message (id, conversation_id, seq, change, revision, at, edited_at, author, client_id, body)
     VALUES (@id, @conversation_id, @seq, @change, @revision, @at, @edited_at, @author, @client_id, @body)
     ON CONFLICT DO NOTHING`,
  );

  /** Whether the message was put back; false where it is there. Throws Taken. */
  function restored(message: StoredMessage): boolean {
    const there = standing.get(message.id);
    if (there && (there.seq !== message.seq || there.change < message.change)) throw new Taken();
    if (there) return false;
    if (insert.run(rowOf(message)).changes !== 1) throw new Taken();
    return true;
  }

  return async (messages) => {
    try {
      const done = await writes.add(() => messages.map(restored));
      return done.includes(true) ? 'restored' : 'known';
    } catch (error) {
      if (error instanceof Taken) return 'taken';
      throw error;
    }
  };
}
