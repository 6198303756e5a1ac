/** The collections of notes between colleagues, and of the replies that they keep. */
import { type Connection, Schema } from 'mongoose';
import type { NoteAudience } from '../../contract/note.ts';
import { options, shardedBy, text } from './schema-parts.ts';

export interface NoteDocument {
  _id: string;
  requestId: string;
  sellerId: string;
  at: string;
  audience: NoteAudience;
  author: string;
  text: string;
}
/** `_id` says whose they are. */
export interface ReplyDocument {
  _id: string;
  replies: string;
}

/** Registers the schemas on a connection. */
export function noteModels(connection: Connection) {
  const notes = new Schema<NoteDocument>(
    { _id: text, requestId: text, sellerId: text, at: text, audience: text, author: text, text },
    shardedBy({ requestId: 1 }),
  );
  notes.index({ requestId: 1, at: 1, _id: 1 });
  notes.index({ at: 1, _id: 1 });
  const replies = new Schema<ReplyDocument>({ _id: text, replies: text }, options);
  return [connection.model('Note', notes, 'notes'), connection.model('Reply', replies, 'replies')];
}
