/** What colleagues write to each other about a request, and the sentences that they keep. */
export const NOTES = `
CREATE TABLE note (
  id TEXT PRIMARY KEY,
  request_id TEXT NOT NULL,
  seller_id TEXT NOT NULL,
  at TEXT NOT NULL,
  audience TEXT NOT NULL,
  author TEXT NOT NULL,
  text TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX note_request ON note (request_id, at, id);
CREATE INDEX note_written ON note (at, id);

CREATE TABLE reply (
  owner TEXT PRIMARY KEY,
  replies TEXT NOT NULL
) STRICT, WITHOUT ROWID;
`;
