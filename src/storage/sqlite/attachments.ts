/** What is known of the photos in conversations. */
import type { Database } from 'better-sqlite3';
import type { AttachmentStore, StoredAttachment } from '../../application/attachments/ports.ts';
import { read } from './errors.ts';
import type { WriteQueue } from './write-queue.ts';

interface Row {
  id: string;
  conversation_id: string;
  at: string;
  used_at: string | null;
  sender: string;
  facts: string;
}

const attachmentOf = (row: Row): StoredAttachment => ({
  id: row.id,
  conversationId: row.conversation_id,
  at: row.at,
  usedAt: row.used_at,
  by: JSON.parse(row.sender),
  ...JSON.parse(row.facts),
});

function rowOf({ id, conversationId, at, usedAt, by, ...facts }: StoredAttachment): Row {
  const sender = JSON.stringify(by);
  return { id, conversation_id: conversationId, at, used_at: usedAt, sender, facts: JSON.stringify(facts) };
}

export function sqliteAttachments(db: Database, writes: WriteQueue): AttachmentStore {
  const add = db.prepare<[Row]>(
    `INSERT INTO attachment (id, conversation_id, at, used_at, sender, facts)
     VALUES (@id, @conversation_id, @at, @used_at, @sender, @facts) ON CONFLICT DO NOTHING`,
  );
  const byId = db.prepare<[string], Row>('SELECT * FROM attachment WHERE id = ? AND given_up = 0');
  const use = db.prepare<[string, string]>(
    'UPDATE attachment SET used_at = coalesce(used_at, ?) WHERE id = ? AND given_up = 0',
  );
  const count = db
    .prepare<[string, string, number], number>(
      'SELECT count(*) FROM (SELECT 1 FROM attachment WHERE conversation_id = ? AND at >= ? LIMIT ?)',
    )
    .pluck();
  const unused = db
    .prepare<[string, number], string>(
      'SELECT id FROM attachment WHERE used_at IS NULL AND given_up = 0 AND at < ? ORDER BY at LIMIT ?',
    )
    .pluck();
  const giveUp = db.prepare<[string]>('UPDATE attachment SET given_up = 1 WHERE id = ?');
  const givenUp = db
    .prepare<[number], string>('SELECT id FROM attachment WHERE given_up = 1 ORDER BY id LIMIT ?')
    .pluck();
  const giveUpAll = db.prepare<[string]>(
    'UPDATE attachment SET given_up = 1 WHERE conversation_id = ? AND given_up = 0',
  );
  const forget = db.prepare<[string]>('DELETE FROM attachment WHERE id = ? AND given_up = 1');
  const scan = db.prepare<[string, string, number], Row>(
    'SELECT * FROM attachment WHERE conversation_id = ? AND id > ? AND given_up = 0 ORDER BY id LIMIT ?',
  );

  function giveUpUnused(before: string, limit: number): string[] {
    for (const id of unused.all(before, limit)) giveUp.run(id);
    return givenUp.all(limit);
  }

  return {
    add: (attachment) => writes.add(() => void add.run(rowOf(attachment))),
    find: (ids) => read(() => [...new Set(ids)].flatMap((id) => byId.all(id).map(attachmentOf))),
    use: (ids, at) => writes.add(() => ids.reduce((there, id) => there + use.run(at, id).changes, 0)),
    count: (conversationId, since, cap) => read(() => count.get(conversationId, since, cap) ?? 0),
    giveUpUnused: (before, limit) => writes.add(() => giveUpUnused(before, limit)),
    giveUpConversation: (conversationId) => writes.add(() => giveUpAll.run(conversationId).changes),
    forget: (ids) => writes.add(() => ids.forEach((id) => void forget.run(id))),
    scan: (conversationId, afterId, limit) => read(() => scan.all(conversationId, afterId, limit).map(attachmentOf)),
  };
}
