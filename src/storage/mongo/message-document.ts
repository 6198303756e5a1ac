/** A message as its document, and back. */
import type { MessageWrite, StoredMessage } from '../../application/ports.ts';
import type { MessageDocument } from './schemas.ts';

/** The last numbers given out in a conversation; 0 where none was. */
export interface Head {
  seq: number;
  change: number;
}

export const messageOf = (document: MessageDocument): StoredMessage => ({
  id: document._id,
  conversationId: document.conversationId,
  seq: document.seq,
  change: document.change,
  revision: document.revision,
  at: document.at,
  ...(document.editedAt === undefined ? {} : { editedAt: document.editedAt }),
  author: JSON.parse(document.author),
  ...(document.clientId === undefined ? {} : { clientId: document.clientId }),
  body: JSON.parse(document.body),
});

/** A new message, with the numbers after `head`. */
export const inserted = (write: MessageWrite, head: Head): MessageDocument => ({
  _id: write.id,
  conversationId: write.conversationId,
  seq: head.seq + 1,
  change: head.change + 1,
  changes: [head.change + 1],
  revision: write.revision,
  at: write.at,
  author: JSON.stringify(write.author),
  ...(write.clientId === undefined ? {} : { clientId: write.clientId }),
  body: JSON.stringify(write.body),
});

/** A message as it was in another storage. The changes it had there before its last one were never given out here. */
export const restoredDocument = (message: StoredMessage): MessageDocument => ({
  _id: message.id,
  conversationId: message.conversationId,
  seq: message.seq,
  change: message.change,
  changes: [message.change],
  revision: message.revision,
  at: message.at,
  ...(message.editedAt === undefined ? {} : { editedAt: message.editedAt }),
  author: JSON.stringify(message.author),
  ...(message.clientId === undefined ? {} : { clientId: message.clientId }),
  body: JSON.stringify(message.body),
});

/** A message with a new body, and the change after `head`. */
export const edited = (standing: MessageDocument, write: MessageWrite, head: Head): MessageDocument => ({
  ...standing,
  change: head.change + 1,
  changes: [...standing.changes, head.change + 1],
  revision: write.revision,
  editedAt: write.at,
  body: JSON.stringify(write.body),
});
