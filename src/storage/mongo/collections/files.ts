/** The collections of photos: what is known of them, and GridFS's two, as its specification has them. */
import type { mongo } from 'mongoose';
import { collection, type DocumentOf, flag, number, text, textOrNull, value } from './declare.ts';

export const attachments = collection('attachments', {
  fields: {
    _id: text,
    conversationId: text,
    at: text,
    usedAt: textOrNull,
    givenUp: flag,
    sender: text,
    /** JSON. */
    facts: text,
  },
  indexes: [
    [{ conversationId: 1, _id: 1 }],
    [{ conversationId: 1, at: 1 }],
    [{ at: 1 }, { name: 'unused', partialFilterExpression: { usedAt: null, givenUp: false } }],
    [
      { _id: 1, givenUp: 1 },
      { name: 'given up', partialFilterExpression: { givenUp: true } },
    ],
  ],
});
export type AttachmentDocument = DocumentOf<typeof attachments>;

export const fileHeads = collection('files.files', {
  fields: {
    /** Its name, a slash, and what tells one writing from another. */
    _id: text,
    length: number,
    chunkSize: number,
    uploadDate: { type: Date, required: true },
    filename: text,
  },
});

export const fileChunks = collection('files.chunks', {
  fields: { files_id: text, n: number, data: value<mongo.Binary>() },
  shardKey: { files_id: 1, n: 1 },
  indexes: [[{ files_id: 1, n: 1 }, { unique: true }]],
});
