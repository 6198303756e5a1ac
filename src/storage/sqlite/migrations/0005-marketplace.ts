/** Step 5: what is owed to marketplaces: records of the same kind as alerts (see 0002-slack.ts), apart from them. */
export const MARKETPLACE = `
CREATE TABLE marketplace_owed (
  id TEXT PRIMARY KEY,
  seller_id TEXT NOT NULL,
  team TEXT NOT NULL DEFAULT '',
  owed INTEGER NOT NULL,
  due_at INTEGER,
  notes TEXT NOT NULL DEFAULT 'null',
  lease_owner TEXT,
  lease_until INTEGER NOT NULL DEFAULT 0,
  woken_at INTEGER
) STRICT;
CREATE INDEX marketplace_owed_due ON marketplace_owed (due_at, id) WHERE due_at IS NOT NULL;
CREATE INDEX marketplace_owed_seller ON marketplace_owed (seller_id, due_at) WHERE due_at IS NOT NULL;
CREATE INDEX marketplace_owed_team ON marketplace_owed (team, due_at) WHERE due_at IS NOT NULL;

CREATE TABLE marketplace_owed_status (
  seller_id TEXT PRIMARY KEY,
  code TEXT NOT NULL,
  at TEXT NOT NULL,
  detail TEXT
) STRICT, WITHOUT ROWID;
`;
