/** Step 4: what the Chatwoot connector owes: records of the same kind as alerts (see 0002-slack.ts), apart from them. */
export const CHATWOOT = `
CREATE TABLE chatwoot_owed (
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
CREATE INDEX chatwoot_owed_due ON chatwoot_owed (due_at, id) WHERE due_at IS NOT NULL;
CREATE INDEX chatwoot_owed_seller ON chatwoot_owed (seller_id, due_at) WHERE due_at IS NOT NULL;
CREATE INDEX chatwoot_owed_team ON chatwoot_owed (team, due_at) WHERE due_at IS NOT NULL;

CREATE TABLE chatwoot_owed_status (
  seller_id TEXT PRIMARY KEY,
  code TEXT NOT NULL,
  at TEXT NOT NULL,
  detail TEXT
) STRICT, WITHOUT ROWID;
`;
