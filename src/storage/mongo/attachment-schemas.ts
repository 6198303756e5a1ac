/** The collection of what is known of photos. */
import { type Connection, Schema } from 'mongoose';
import { options, text } from './schema-parts.ts';

export interface AttachmentDocument {
  _id: string;
  conversationId: string;
  at: string;
  usedAt: string | null;
  givenUp: boolean;
  sender: string;
  facts: string;
}

/** Registers the schema on a connection. */
export function attachmentModels(connection: Connection) {
  const schema = new Schema<AttachmentDocument>(
    {
      _id: text,
      conversationId: text,
      at: text,
      usedAt: String,
      givenUp: { type: Boolean, required: true },
      sender: text,
      facts: text,
    },
    options,
  );
  schema.index({ conversationId: 1, _id: 1 });
  schema.index({ conversationId: 1, at: 1 });
  schema.index({ at: 1 }, { name: 'unused', partialFilterExpression: { usedAt: null, givenUp: false } });
  schema.index({ _id: 1, givenUp: 1 }, { name: 'given up', partialFilterExpression: { givenUp: true } });
  return [connection.model('Attachment', schema, 'attachments')];
}
