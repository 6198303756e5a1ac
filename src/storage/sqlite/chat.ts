/** Conversations. Numbers are allocated inside the write transaction, so they have no gaps and no rivals. */
import type { Database } from 'better-sqlite3';
import type { ChatStore, ChatTail, MessageNumbers, MessagesQuery } from '../../application/ports/chat.ts';
import type { Conversation, MessageWrite, StoredMessage, StoredReadMark } from '../../application/transcript.ts';
import { read } from './errors.ts';
import { type MessageRow, messageOf } from './message-row.ts';
import { sqliteConversationScan, sqliteRestore } from './scan.ts';
import type { WriteQueue } from './write-queue.ts';

export function sqliteChat(db: Database, writes: WriteQueue): ChatStore {
  const sql = statements(db);

  function insert(write: MessageWrite): StoredMessage {
    const row: MessageRow = {
      id: write.id,
      conversation_id: write.conversationId,
      seq: (sql.lastSeq.get(write.conversationId) ?? 0) + 1,
      change: (sql.lastChange.get(write.conversationId) ?? 0) + 1,
      revision: write.revision,
      at: write.at,
      edited_at: null,
      author: JSON.stringify(write.author),
      client_id: write.clientId ?? null,
      body: JSON.stringify(write.body),
    };
    sql.insert.run(row);
    return messageOf(row);
  }

  function replaceBody(row: MessageRow, write: MessageWrite): StoredMessage {
    const changed: MessageRow = {
      ...row,
      change: (sql.lastChange.get(row.conversation_id) ?? 0) + 1,
      revision: write.revision,
      edited_at: write.at,
      ...(write.replacesAuthor ? { author: JSON.stringify(write.author) } : {}),
      body: JSON.stringify(write.body),
    };
    sql.update.run(changed);
    return messageOf(changed);
  }

  function written(write: MessageWrite): StoredMessage[] {
    const row = sql.byId.get(write.id);
    if (!row) return [insert(write)];
    if (row.revision < write.revision) return [replaceBody(row, write)];
    return write.returnExisting ? [messageOf(row)] : [];
  }

  function messages({ conversationId, after, before, limit }: MessagesQuery) {
    const rows =
      after === undefined
        ? sql.below.all(conversationId, before ?? Number.MAX_SAFE_INTEGER, limit + 1)
        : sql.changedAfter.all(conversationId, after, limit + 1);
    const hasMore = rows.length > limit;
    const page = rows.slice(0, limit).map(messageOf);
    return { messages: after === undefined ? page.reverse() : page, hasMore };
  }

  function tailOf(conversationId: string): [string, ChatTail][] {
    const texts = sql.texts.all(conversationId);
    const [latest] = texts;
    const row = latest && sql.bySeq.get(conversationId, latest.seq);
    if (!latest || !row) return [];
    const { at, body } = messageOf(row);
    const text = body.kind === 'text' ? body.text : '';
    return [[conversationId, { last: { at, by: latest.by, text }, texts }]];
  }

  function raised(conversationId: string, mark: StoredReadMark): StoredReadMark | null {
    const seq = Math.min(mark.seq, sql.lastSeq.get(conversationId) ?? 0);
    if (seq < 1) return null;
    const { changes } = sql.mark.run(conversationId, mark.role, mark.id, seq);
    return changes > 0 ? { role: mark.role, id: mark.id, seq } : null;
  }

  function claimed(conversation: Conversation): Conversation {
    sql.claim.run(conversation.id, conversation.buyerId, conversation.sellerId);
    return sql.conversation.get(conversation.id) ?? conversation;
  }

  return {
    // A conversation never changes hands: most claims find it there and write nothing.
    claim: async (conversation) =>
      (await read(() => sql.conversation.get(conversation.id))) ?? writes.add(() => claimed(conversation)),
    conversation: (id) => read(() => sql.conversation.get(id) ?? null),
    write: (list) => (list.length === 0 ? Promise.resolve([]) : writes.add(() => list.flatMap(written))),
    message: (id) =>
      read(() => {
        const row = sql.byId.get(id);
        return row ? messageOf(row) : null;
      }),
    numbersOf: (ids) => read(() => [...new Set(ids)].flatMap((id) => sql.numbers.get(id) ?? [])),
    messages: (query) => read(() => messages(query)),
    lastChange: (conversationId) => read(() => sql.lastChange.get(conversationId) ?? 0),
    tails: (ids) => read(() => new Map(ids.flatMap((id) => tailOf(id)))),
    readsOf: (ids) => read(() => new Map(ids.map((id) => [id, sql.reads.all(id)]))),
    reads: (conversationId) => read(() => sql.reads.all(conversationId)),
    markRead: (conversationId, mark) => writes.add(() => raised(conversationId, mark)),
    scan: sqliteConversationScan(db),
    restore: sqliteRestore(db, writes),
  };
}

function statements(db: Database) {
  return {
    claim: db.prepare<[string, string, string]>(
      'INSERT INTO conversation (id, buyer_id, seller_id) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
    ),
    conversation: db.prepare<[string], Conversation>(
      'SELECT id, buyer_id AS buyerId, seller_id AS sellerId FROM conversation WHERE id = ?',
    ),
    byId: db.prepare<[string], MessageRow>('SELECT * FROM message WHERE id = ?'),
    numbers: db.prepare<[string], MessageNumbers>('SELECT id, seq, change, revision FROM message WHERE id = ?'),
    lastSeq: db
      .prepare<[string], number>('SELECT seq FROM message WHERE conversation_id = ? ORDER BY seq DESC LIMIT 1')
      .pluck(),
    lastChange: db
      .prepare<[string], number>('SELECT change FROM message WHERE conversation_id = ? ORDER BY change DESC LIMIT 1')
      .pluck(),
    insert: db.prepare<[MessageRow]>(
      `INSERT INTO message (id, conversation_id, seq, change, revision, at, edited_at, author, client_id, body)
       VALUES (@id, @conversation_id, @seq, @change, @revision, @at, @edited_at, @author, @client_id, @body)`,
    ),
    update: db.prepare<[MessageRow]>(
      'UPDATE message SET change = @change, revision = @revision, edited_at = @edited_at, author = @author, body = @body WHERE id = @id',
    ),
    changedAfter: db.prepare<[string, number, number], MessageRow>(
      'SELECT * FROM message WHERE conversation_id = ? AND change > ? ORDER BY change LIMIT ?',
    ),
    below: db.prepare<[string, number, number], MessageRow>(
      'SELECT * FROM message WHERE conversation_id = ? AND seq < ? ORDER BY seq DESC LIMIT ?',
    ),
    texts: db.prepare<[string], ChatTail['texts'][number]>(
      `SELECT seq, text_by AS "by" FROM message WHERE conversation_id = ? AND text_by IS NOT NULL
       ORDER BY seq DESC LIMIT 100`,
    ),
    bySeq: db.prepare<[string, number], MessageRow>('SELECT * FROM message WHERE conversation_id = ? AND seq = ?'),
    reads: db.prepare<[string], StoredReadMark>(
      'SELECT role, reader_id AS id, seq FROM read_mark WHERE conversation_id = ? ORDER BY role, reader_id',
    ),
    mark: db.prepare<[string, string, string, number]>(
      `INSERT INTO read_mark (conversation_id, role, reader_id, seq) VALUES (?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET seq = excluded.seq WHERE excluded.seq > read_mark.seq`,
    ),
  };
}
