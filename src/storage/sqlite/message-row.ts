/** A message as its row, and back. */
import type { StoredMessage } from '../../application/transcript.ts';

export interface MessageRow {
  id: string;
  conversation_id: string;
  seq: number;
  change: number;
  revision: number;
  at: string;
  edited_at: string | null;
  author: string;
  client_id: string | null;
  body: string;
}

export const messageOf = (row: MessageRow): StoredMessage => ({
  id: row.id,
  conversationId: row.conversation_id,
  seq: row.seq,
  change: row.change,
  revision: row.revision,
  at: row.at,
  ...(row.edited_at === null ? {} : { editedAt: row.edited_at }),
  author: JSON.parse(row.author),
  ...(row.client_id === null ? {} : { clientId: row.client_id }),
  body: JSON.parse(row.body),
});

export const rowOf = (message: StoredMessage): MessageRow => ({
  id: message.id,
  conversation_id: message.conversationId,
  seq: message.seq,
  change: message.change,
  revision: message.revision,
  at: message.at,
  edited_at: message.editedAt ?? null,
  author: JSON.stringify(message.author),
  client_id: message.clientId ?? null,
  body: JSON.stringify(message.body),
});
