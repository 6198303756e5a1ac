/** External ids have a table of their own: a request may have had several, and each names it for good. */
export const EXTERNAL_IDS = `
CREATE TABLE external_id (
  id TEXT PRIMARY KEY,
  request_id TEXT NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO external_id (id, request_id) SELECT external_id, id FROM request WHERE external_id IS NOT NULL;
DROP INDEX request_external;
ALTER TABLE request DROP COLUMN external_id;
`;
