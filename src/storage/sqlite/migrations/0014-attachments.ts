/** What is known of the photos in conversations; the photos themselves lie elsewhere. */
export const ATTACHMENTS = `
CREATE TABLE attachment (
  id TEXT PRIMARY KEY,
  conversation_id TEXT NOT NULL,
  at TEXT NOT NULL,
  used_at TEXT,
  given_up INTEGER NOT NULL DEFAULT 0,
  sender TEXT NOT NULL,
  facts TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX attachment_conversation ON attachment (conversation_id, id);
CREATE INDEX attachment_sent ON attachment (conversation_id, at);
CREATE INDEX attachment_unused ON attachment (at) WHERE used_at IS NULL AND given_up = 0;
CREATE INDEX attachment_given_up ON attachment (id) WHERE given_up = 1;
`;
