/** The collections of conversations, and what is in them. */
import { collection, type DocumentOf, listOf, maybe, maybeOneOf, number, oneOf, text } from './declare.ts';

type Role = 'buyer' | 'seller' | 'agent';

export const conversations = collection('conversations', { fields: { _id: text, buyerId: text, sellerId: text } });

/**
 * `changes`: every `change` the message ever had, the last one being `change`. Unique among messages, and an edit's filter
 * asks that its number is above them, so that a number once used is never given out again. `write` names the write that
 * made it what it is, so that a writer whose answer was lost knows its own.
 */
export const messages = collection('messages', {
  fields: {
    _id: text,
    conversationId: text,
    seq: number,
    change: number,
    changes: listOf(Number),
    revision: number,
    write: maybe(String),
    at: text,
    editedAt: maybe(String),
    author: text,
    /** Who wrote it, where it is a person's text. */
    textBy: maybeOneOf<Role>(),
    clientId: maybe(String),
    body: text,
  },
  shardKey: { conversationId: 1 },
  indexes: [
    [{ conversationId: 1, seq: -1 }, { unique: true }],
    [{ conversationId: 1, changes: 1 }, { unique: true }],
    [{ conversationId: 1, change: -1 }],
    [
      { conversationId: 1, seq: -1, textBy: 1 },
      { name: 'texts', partialFilterExpression: { textBy: { $exists: true } } },
    ],
  ],
});
export type MessageDocument = DocumentOf<typeof messages>;

export const readMarks = collection('read_marks', {
  fields: {
    _id: text,
    conversationId: text,
    role: oneOf<Role>(),
    readerId: text,
    seq: number,
    /** Names the call that raised it last. */
    write: maybe(String),
  },
  indexes: [[{ conversationId: 1 }]],
});
export type ReadMarkDocument = DocumentOf<typeof readMarks>;
