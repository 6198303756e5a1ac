/** Step 1: requests, chat, the directory and idempotency keys. */

/**
 * `due_at`, `updated_at`, `wake_at` are milliseconds since the epoch, beside the state so that they can be indexed;
 * a request without a deadline has the largest `due_at`, which sorts it last. `told` is the relay's mark: what is
 * owed are the events above it. Each index of a list ends in the list's order, so a page is read, not sorted.
 */
export const NEGOTIATION = `
CREATE TABLE request (
  id TEXT PRIMARY KEY,
  version INTEGER NOT NULL,
  state TEXT NOT NULL,
  external_id TEXT,
  seller_id TEXT NOT NULL,
  buyer_id TEXT NOT NULL,
  market TEXT NOT NULL,
  reason TEXT NOT NULL,
  status TEXT NOT NULL,
  tab TEXT NOT NULL,
  waiting_on TEXT,
  due_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  wake_at INTEGER,
  told INTEGER NOT NULL DEFAULT 0,
  lease_owner TEXT,
  lease_until INTEGER NOT NULL DEFAULT 0,
  offers TEXT,
  last_offer_at INTEGER,
  timeout_at INTEGER
) STRICT;
CREATE UNIQUE INDEX request_external ON request (external_id) WHERE external_id IS NOT NULL;
CREATE INDEX request_wake ON request (wake_at, id) WHERE wake_at IS NOT NULL;
CREATE INDEX request_owed ON request (lease_until, id) WHERE told < version;

CREATE INDEX request_due ON request (due_at, id);
CREATE INDEX request_seller_due ON request (seller_id, due_at, id);
CREATE INDEX request_buyer_due ON request (buyer_id, due_at, id);
CREATE INDEX request_tab_due ON request (tab, due_at, id);
CREATE INDEX request_status_due ON request (status, due_at, id);
CREATE INDEX request_seller_tab_due ON request (seller_id, tab, due_at, id);
CREATE INDEX request_updated ON request (updated_at, id);
CREATE INDEX request_seller_updated ON request (seller_id, updated_at, id);
CREATE INDEX request_buyer_updated ON request (buyer_id, updated_at, id);
CREATE INDEX request_tab_updated ON request (tab, updated_at, id);
CREATE INDEX request_status_updated ON request (status, updated_at, id);
CREATE INDEX request_seller_tab_updated ON request (seller_id, tab, updated_at, id);

CREATE INDEX request_offer ON request (last_offer_at) WHERE last_offer_at IS NOT NULL;
CREATE INDEX request_seller_offer ON request (seller_id, last_offer_at) WHERE last_offer_at IS NOT NULL;
CREATE INDEX request_timeout ON request (timeout_at) WHERE timeout_at IS NOT NULL;
CREATE INDEX request_seller_timeout ON request (seller_id, timeout_at) WHERE timeout_at IS NOT NULL;

CREATE TABLE event (
  request_id TEXT NOT NULL REFERENCES request (id),
  seq INTEGER NOT NULL,
  command_id TEXT,
  event TEXT NOT NULL,
  PRIMARY KEY (request_id, seq)
) STRICT;

-- What a request is found by: its ids and its tracking number, by their beginning.
CREATE TABLE term (
  term TEXT NOT NULL,
  request_id TEXT NOT NULL REFERENCES request (id),
  PRIMARY KEY (term, request_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX term_request ON term (request_id, term);

-- How many requests a seller has in each status; counting them anew would read them all.
CREATE TABLE tally (
  seller_id TEXT NOT NULL,
  status TEXT NOT NULL,
  requests INTEGER NOT NULL,
  PRIMARY KEY (seller_id, status)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER request_counted AFTER INSERT ON request BEGIN
  INSERT INTO tally VALUES (NEW.seller_id, NEW.status, 1) ON CONFLICT DO UPDATE SET requests = requests + 1;
END;
CREATE TRIGGER request_recounted AFTER UPDATE OF status ON request WHEN OLD.status <> NEW.status BEGIN
  UPDATE tally SET requests = requests - 1 WHERE seller_id = OLD.seller_id AND status = OLD.status;
  INSERT INTO tally VALUES (NEW.seller_id, NEW.status, 1) ON CONFLICT DO UPDATE SET requests = requests + 1;
END;

CREATE TABLE conversation (
  id TEXT PRIMARY KEY,
  buyer_id TEXT NOT NULL,
  seller_id TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE message (
  id TEXT PRIMARY KEY,
  conversation_id TEXT NOT NULL,
  seq INTEGER NOT NULL,
  change INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  at TEXT NOT NULL,
  edited_at TEXT,
  author TEXT NOT NULL,
  client_id TEXT,
  body TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX message_seq ON message (conversation_id, seq);
CREATE UNIQUE INDEX message_change ON message (conversation_id, change);
CREATE TABLE read_mark (
  conversation_id TEXT NOT NULL,
  role TEXT NOT NULL,
  reader_id TEXT NOT NULL,
  seq INTEGER NOT NULL,
  PRIMARY KEY (conversation_id, role, reader_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE seller (id TEXT PRIMARY KEY, seller TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE policy (market TEXT PRIMARY KEY, policy TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE idempotency (
  id TEXT PRIMARY KEY,
  body_hash TEXT NOT NULL,
  command_id TEXT NOT NULL,
  claimed_at INTEGER NOT NULL,
  response TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX idempotency_claimed ON idempotency (claimed_at);
`;
