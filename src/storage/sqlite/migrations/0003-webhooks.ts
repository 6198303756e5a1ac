/** Step 3: webhooks. */

/**
 * `position` is `<at> <requestId> <seq>`, which sorts by the event's time; `due_at` and `next_at` are wall time in
 * milliseconds since the epoch. A line stands for the pending deliveries of one request to one endpoint: it is there for
 * as long as any waits. A line that was taken has an owner and is due when its lease runs out; `woken` says that
 * something was owed again meanwhile.
 */
export const WEBHOOKS = `
CREATE TABLE webhook_endpoint (
  id TEXT PRIMARY KEY,
  revision INTEGER NOT NULL,
  endpoint TEXT NOT NULL
) STRICT;

CREATE TABLE webhook_message (
  event_id TEXT PRIMARY KEY,
  position TEXT NOT NULL,
  head TEXT NOT NULL,
  body TEXT NOT NULL
) STRICT;
CREATE INDEX webhook_message_position ON webhook_message (position);

CREATE TABLE webhook_delivery (
  id TEXT PRIMARY KEY,
  endpoint_id TEXT NOT NULL,
  request_id TEXT NOT NULL,
  seq INTEGER NOT NULL,
  position TEXT NOT NULL,
  event_id TEXT NOT NULL,
  head TEXT NOT NULL,
  revision INTEGER NOT NULL DEFAULT 0,
  status TEXT NOT NULL DEFAULT 'pending',
  failures INTEGER NOT NULL DEFAULT 0,
  next_at INTEGER,
  attempts TEXT NOT NULL DEFAULT '[]'
) STRICT;
CREATE INDEX webhook_delivery_pending ON webhook_delivery (endpoint_id, request_id, seq) WHERE status = 'pending';
CREATE INDEX webhook_delivery_position ON webhook_delivery (endpoint_id, position);
CREATE INDEX webhook_delivery_status ON webhook_delivery (endpoint_id, status, position);

CREATE TABLE webhook_line (
  endpoint_id TEXT NOT NULL,
  request_id TEXT NOT NULL,
  due_at INTEGER NOT NULL,
  owed INTEGER NOT NULL DEFAULT 1,
  owner TEXT,
  woken INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (endpoint_id, request_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX webhook_line_due ON webhook_line (endpoint_id, due_at, request_id);
`;
