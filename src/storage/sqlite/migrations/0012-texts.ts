/** Who wrote a message that is a person's text; null for cards and notices. */
export const TEXTS = `
ALTER TABLE message ADD COLUMN text_by TEXT GENERATED ALWAYS AS (
  CASE WHEN json_extract(body, '$.kind') = 'text' THEN json_extract(author, '$.role') END
) VIRTUAL;
CREATE INDEX message_texts ON message (conversation_id, seq, text_by) WHERE text_by IS NOT NULL;
`;
