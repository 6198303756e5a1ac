/** A message as its document, and back. */
import type { MessageWrite, StoredMessage } from '../../application/transcript.ts';
import type { MessageDocument } from './collections/chat.ts';

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

/** Whose text it is; nothing for cards and notices. */
function textBy({ author, body }: Pick<MessageWrite, 'author' | 'body'>): Pick<MessageDocument, 'textBy'> {
  const { role } = author;
  return body.kind === 'text' && (role === 'buyer' || role === 'seller' || role === 'agent') ? { textBy: role } : {};
}

/** A new message, with the numbers after `head`. `name` is the write's own. */
export const inserted = (write: MessageWrite, name: string, head: Head): MessageDocument => ({
  _id: write.id,
  conversationId: write.conversationId,
  seq: head.seq + 1,
  change: head.change + 1,
  changes: [head.change + 1],
  revision: write.revision,
  write: name,
  at: write.at,
  author: JSON.stringify(write.author),
  ...textBy(write),
  ...(write.clientId === undefined ? {} : { clientId: write.clientId }),
  body: JSON.stringify(write.body),
});

/**
 * A message as it was in another storage. `left`: numbers that messages of the conversation had there and left behind with
 * an edit, whichever they were; they are given to this one, so that none of them is given out again.
 */
export const restoredDocument = (message: StoredMessage, left: number[] = []): MessageDocument => ({
  _id: message.id,
  conversationId: message.conversationId,
  seq: message.seq,
  change: message.change,
  changes: [...left, message.change],
  revision: message.revision,
  at: message.at,
  ...(message.editedAt === undefined ? {} : { editedAt: message.editedAt }),
  author: JSON.stringify(message.author),
  ...textBy(message),
  ...(message.clientId === undefined ? {} : { clientId: message.clientId }),
  body: JSON.stringify(message.body),
});

/** A message with a new body, and the change after `head`. `name` is the write's own. */
export const edited = (standing: MessageDocument, write: MessageWrite, name: string, head: Head): MessageDocument => ({
  ...standing,
  write: name,
  change: head.change + 1,
  changes: [...standing.changes, head.change + 1],
  revision: write.revision,
  editedAt: write.at,
  ...(write.replacesAuthor ? { author: JSON.stringify(write.author) } : {}),
  body: JSON.stringify(write.body),
});
