/** Step 2: alerts, and what Slack's side needs to know. */

/**
 * `due_at` is business time and `lease_until` wall time, both milliseconds since the epoch; a record without `due_at`
 * has nothing to do and stands in no index but its key's. `woken_at` is the latest wake since the record was taken.
 * `notes` is JSON.
 */
export const SLACK = `
CREATE TABLE alert (
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
CREATE INDEX alert_due ON alert (due_at, id) WHERE due_at IS NOT NULL;
CREATE INDEX alert_seller ON alert (seller_id, due_at) WHERE due_at IS NOT NULL;
CREATE INDEX alert_team ON alert (team, due_at) WHERE due_at IS NOT NULL;

CREATE TABLE alert_status (
  seller_id TEXT PRIMARY KEY,
  code TEXT NOT NULL,
  at TEXT NOT NULL,
  detail TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE slack_installation (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  sealed TEXT NOT NULL,
  at TEXT NOT NULL
) STRICT;
CREATE TABLE slack_code (
  hash TEXT PRIMARY KEY,
  seller_id TEXT NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX slack_code_expires ON slack_code (expires_at);
CREATE TABLE slack_link (
  team TEXT NOT NULL,
  user TEXT NOT NULL,
  seller_id TEXT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (team, user, seller_id)
) STRICT, WITHOUT ROWID;
`;
