/** What an answer under an idempotency key tells of: a request or a conversation, so that it is found when that is erased. */
export const ANSWERS_ABOUT = `
ALTER TABLE idempotency ADD COLUMN about TEXT;
CREATE INDEX idempotency_about ON idempotency (about, id) WHERE about IS NOT NULL;
`;
