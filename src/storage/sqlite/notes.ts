/** Notes between colleagues. */
import type { Database } from 'better-sqlite3';
import type { NoteStore, StoredNote } from '../../application/notes/ports.ts';
import { read } from './errors.ts';
import type { WriteQueue } from './write-queue.ts';

interface Row {
  id: string;
  request_id: string;
  seller_id: string;
  at: string;
  audience: string;
  author: string;
  text: string;
}

const noteOf = ({ request_id, seller_id, author, audience, ...row }: Row): StoredNote => ({
  ...row,
  requestId: request_id,
  sellerId: seller_id,
  audience: audience as StoredNote['audience'],
  author: JSON.parse(author),
});

const rowOf = ({ requestId, sellerId, author, ...note }: StoredNote): Row => ({
  ...note,
  request_id: requestId,
  seller_id: sellerId,
  author: JSON.stringify(author),
});

export function sqliteNotes(db: Database, writes: WriteQueue): NoteStore {
  const add = db.prepare<[Row]>(
    `INSERT INTO note (id, request_id, seller_id, at, audience, author, text)
     VALUES (@id, @request_id, @seller_id, @at, @audience, @author, @text) ON CONFLICT DO NOTHING`,
  );
  const byId = db.prepare<[string], Row>('SELECT * FROM note WHERE id = ?');
  const list = db.prepare<[string, string, string, string, number], Row>(
    `SELECT * FROM note WHERE request_id = ? AND (at, id) > (?, ?) AND instr(?, audience) > 0
     ORDER BY at, id LIMIT ?`,
  );
  const written = db.prepare<[string, string, number], Row>(
    'SELECT * FROM note WHERE (at, id) > (?, ?) ORDER BY at, id LIMIT ?',
  );
  const overwrite = db.prepare<[string, string]>('UPDATE note SET text = ? WHERE request_id = ?');

  function find(requestId: string, id: string): StoredNote | null {
    const row = byId.get(id);
    return row?.request_id === requestId ? noteOf(row) : null;
  }

  function addOrFind(note: StoredNote): StoredNote {
    add.run(rowOf(note));
    return find(note.requestId, note.id) ?? note;
  }

  return {
    add: (note) => writes.add(() => addOrFind(note)),
    find: (requestId, id) => read(() => find(requestId, id)),
    list: ({ requestId, audiences, after = { at: '', id: '' }, limit }) =>
      read(() => list.all(requestId, after.at, after.id, audiences.join(' '), limit).map(noteOf)),
    written: ({ at, id }, limit) => read(() => written.all(at, id, limit).map(noteOf)),
    overwrite: (requestId, text) => writes.add(() => void overwrite.run(text, requestId)),
  };
}
