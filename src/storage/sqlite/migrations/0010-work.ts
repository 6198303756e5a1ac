/**
 * What is owed is one table for all who work it off, and its statuses another; what was owed moves there.
 *
 * `due_at` is by the clock of the kind and `lease_until` wall time, both milliseconds since the epoch; a record without
 * `due_at` has nothing to do and stands in no index but its key's. `woken_at` is the latest wake since the record was taken.
 * `notes` is JSON.
 */
const FORMER = [
  ['alert', 'alert', 'team'],
  ['chatwoot', 'chatwoot_owed', "iif(id LIKE 'tap/%', 'choices', 'conversations')"],
  [
    'marketplace',
    'marketplace_owed',
    "iif(id LIKE '%/upkeep' AND id NOT LIKE '%/return/%', id, substr(id, 1, instr(id, '/') - 1))",
  ],
] as const;

const moved = FORMER.map(
  ([kind, table, lane]) => `
INSERT INTO work (kind, subject, lane, seller_id, owed, due_at, failures, notes, lease_owner, lease_until, woken_at)
  SELECT '${kind}', id, ${lane}, seller_id, owed, due_at, coalesce(json_extract(notes, '$.failures'), 0), notes,
    lease_owner, lease_until, woken_at FROM ${table};
INSERT INTO work_status (kind, whose, code, at, detail)
  SELECT '${kind}', seller_id, code, at, detail FROM ${table}_status;
DROP TABLE ${table};
DROP TABLE ${table}_status;`,
).join('\n');

export const WORK = `
CREATE TABLE work (
  kind TEXT NOT NULL,
  subject TEXT NOT NULL,
  lane TEXT NOT NULL,
  seller_id TEXT NOT NULL,
  owed INTEGER NOT NULL,
  due_at INTEGER,
  failures INTEGER NOT NULL DEFAULT 0,
  notes TEXT NOT NULL DEFAULT 'null',
  lease_owner TEXT,
  lease_until INTEGER NOT NULL DEFAULT 0,
  woken_at INTEGER,
  PRIMARY KEY (kind, subject)
) STRICT;
CREATE INDEX work_due ON work (kind, due_at, subject) WHERE due_at IS NOT NULL;
CREATE INDEX work_seller ON work (kind, seller_id, due_at) WHERE due_at IS NOT NULL;
CREATE INDEX work_lane ON work (kind, lane, due_at, subject) WHERE due_at IS NOT NULL;

CREATE TABLE work_status (
  kind TEXT NOT NULL,
  whose TEXT NOT NULL,
  code TEXT NOT NULL,
  at TEXT NOT NULL,
  detail TEXT,
  PRIMARY KEY (kind, whose)
) STRICT, WITHOUT ROWID;
${moved}
`;
