/** The collections of notes between colleagues, and of the replies that they keep. */
import type { NoteAudience } from '../../../contract/note.ts';
import { collection, type DocumentOf, oneOf, text } from './declare.ts';

export const notes = collection('notes', {
  fields: { _id: text, requestId: text, sellerId: text, at: text, audience: oneOf<NoteAudience>(), author: text, text },
  shardKey: { requestId: 1 },
  indexes: [[{ requestId: 1, at: 1, _id: 1 }], [{ at: 1, _id: 1 }]],
});
export type NoteDocument = DocumentOf<typeof notes>;

/** `_id` says whose they are. */
export const replies = collection('replies', { fields: { _id: text, replies: text } });
