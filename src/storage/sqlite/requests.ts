/** Requests: committing, reading one, and the relay's and the sweep's views of all. */
import type { Database } from 'better-sqlite3';
import { shopAnsweredAt, timedOutAt } from '../../application/figures.ts';
import { addedWords, indexed } from '../../application/indexed.ts';
import type { Commit, CommitResult, LoadedRequest, RequestStore } from '../../application/ports/requests.ts';
import type { RequestState } from '../../domain/request.ts';
import { eventFrom, eventText } from '../../domain/stored-event.ts';
import { read } from './errors.ts';
import { sqliteFigures } from './figures.ts';
import { sqliteLists } from './lists.ts';
import { sqliteOpenings } from './openings.ts';
import { sqliteRelay } from './relay.ts';
import { sqliteRequestScan } from './scan.ts';
import { sqliteStats } from './stats.ts';
import { createTurns } from './turns.ts';
import type { WriteQueue } from './write-queue.ts';

interface StateRow {
  state: string;
  told: number;
  lease_owner: string | null;
  lease_until: number;
}

const instant = (at: string | null): number | null => (at === null ? null : Date.parse(at));

/** What a commit writes: the state as JSON, and beside it what it is found by. */
function rowOf({ state, events, expectedVersion, wakeAt, lease, told = 0 }: Commit) {
  const { id, version, facts } = state;
  const { offers, ...found } = indexed(state);
  return {
    ...found,
    id,
    version,
    expected: expectedVersion,
    state: JSON.stringify(state),
    sellerId: facts.sellerId,
    buyerId: facts.buyerId,
    market: facts.market,
    reason: facts.reason,
    offers: offers.length > 0 ? JSON.stringify(offers) : null,
    wakeAt: instant(wakeAt),
    timeoutAt: instant(timedOutAt(events)),
    answeredAt: shopAnsweredAt(events),
    told,
    leaseOwner: lease?.owner ?? null,
    leaseUntil: lease?.until ?? 0,
  };
}
type Row = ReturnType<typeof rowOf>;

export function sqliteRequests(db: Database, writes: WriteQueue): RequestStore {
  const sql = statements(db);
  const inTurn = createTurns();

  /** The state's row, or what stood in its way; nothing else was written then. */
  function putState(commit: Commit): CommitResult {
    const row = rowOf(commit);
    if (commit.expectedVersion === 0) return sql.insert.run(row).changes === 1 ? 'committed' : 'taken';
    return sql.update.run(row).changes === 1 ? 'committed' : 'version_changed';
  }

  function committed(commit: Commit): CommitResult {
    const result = putState(commit);
    if (result !== 'committed') return result;
    const { state, events, commandId, erasing } = commit;
    for (const event of erasing?.events ?? []) sql.rewriteEvent.run(eventText(event), state.id, event.seq);
    for (const term of erasing?.words ?? []) sql.dropTerm.run(term, state.id);
    for (const event of events) sql.addEvent.run(state.id, event.seq, commandId ?? null, eventText(event));
    for (const term of addedWords(commit)) sql.addTerm.run(term, state.id);
    return result;
  }

  function load(id: string): LoadedRequest | null {
    const row = sql.load.get(id);
    if (!row) return null;
    const lease = row.lease_owner === null ? null : { owner: row.lease_owner, until: row.lease_until };
    return { state: JSON.parse(row.state), told: row.told, lease };
  }

  function idForExternal(externalId: string, proposedId: string): string {
    sql.nameRequest.run(externalId, proposedId);
    return sql.named.get(externalId) ?? proposedId;
  }

  function newestOpen(conversationIds: string[]): Map<string, string> {
    return new Map(
      conversationIds.flatMap((id): [string, string][] => {
        const newest = sql.newestOpen.get(id);
        return newest === undefined ? [] : [[id, newest]];
      }),
    );
  }

  const stateOf = (row: StateRow | undefined): RequestState[] => (row ? [JSON.parse(row.state)] : []);

  return {
    commit: (commit) => writes.add(() => committed(commit)),
    load: (id) => read(() => load(id)),
    loadMany: (ids) => read(() => ids.flatMap((id) => stateOf(sql.load.get(id)))),
    findByExternalId: (externalId) => read(() => stateOf(sql.byExternalId.get(externalId))[0] ?? null),
    idForExternal: (externalId, proposedId) => writes.add(() => idForExternal(externalId, proposedId)),
    wasApplied: (requestId, commandId) => read(() => sql.wasApplied.get(requestId, commandId) !== undefined),
    events: (requestId, afterSeq, limit) =>
      read(() => sql.events.all(requestId, afterSeq, limit).map((text) => eventFrom(text))),
    ...sqliteLists(db, inTurn),
    ...sqliteRelay(db, writes),
    ...sqliteOpenings(db),
    newestOpen: (ids) => read(() => newestOpen(ids)),
    inConversation: (conversationId, afterId, limit) =>
      read(() => sql.inConversation.all(conversationId, afterId, limit).map((text) => JSON.parse(text))),
    stats: sqliteStats(db, inTurn),
    ...sqliteFigures(db),
    scan: sqliteRequestScan(db),
  };
}

function statements(db: Database) {
  const byId = 'SELECT state, told, lease_owner, lease_until FROM request';
  return {
    insert: db.prepare<[Row]>(
      `INSERT INTO request (id, version, state, seller_id, buyer_id, market, reason, status, tab,
         waiting_on, due_at, updated_at, wake_at, told, lease_owner, lease_until, offers, last_offer_at, timeout_at,
         conversation_id, opened_at, claim, shop_assignee, agents_assignee, answered_at)
       VALUES (@id, @version, @state, @sellerId, @buyerId, @market, @reason, @status, @tab,
         @waitingOn, @dueAt, @updatedAt, @wakeAt, @told, @leaseOwner, @leaseUntil, @offers, @lastOfferAt,
         @timeoutAt, @conversationId, @openedAt, @claim, @shopAssignee, @agentsAssignee, @answeredAt)
       ON CONFLICT DO NOTHING`,
    ),
    // Without a lease of its own, a commit leaves the one that stands.
    update: db.prepare<[Row]>(
      `UPDATE request SET version = @version, state = @state, status = @status, tab = @tab, waiting_on = @waitingOn,
         due_at = @dueAt, updated_at = @updatedAt, wake_at = @wakeAt, offers = @offers,
         last_offer_at = @lastOfferAt, shop_assignee = @shopAssignee, agents_assignee = @agentsAssignee,
         timeout_at = coalesce(@timeoutAt, timeout_at), answered_at = coalesce(answered_at, @answeredAt),
         lease_owner = coalesce(@leaseOwner, lease_owner),
         lease_until = iif(@leaseOwner IS NULL, lease_until, @leaseUntil)
       WHERE id = @id AND version = @expected`,
    ),
    addEvent: db.prepare<[string, number, string | null, string]>(
      'INSERT INTO event (request_id, seq, command_id, event) VALUES (?, ?, ?, ?)',
    ),
    rewriteEvent: db.prepare<[string, string, number]>('UPDATE event SET event = ? WHERE request_id = ? AND seq = ?'),
    dropTerm: db.prepare<[string, string]>('DELETE FROM term WHERE term = ? AND request_id = ?'),
    addTerm: db.prepare<[string, string]>('INSERT INTO term (term, request_id) VALUES (?, ?) ON CONFLICT DO NOTHING'),
    load: db.prepare<[string], StateRow>(`${byId} WHERE id = ?`),
    byExternalId: db.prepare<[string], StateRow>(
      `${byId} WHERE id = (SELECT request_id FROM external_id WHERE external_id.id = ?)`,
    ),
    inConversation: db
      .prepare<[string, string, number], string>(
        `SELECT state FROM request INDEXED BY request_conversation
         WHERE conversation_id = ? AND id > ? ORDER BY id LIMIT ?`,
      )
      .pluck(),
    newestOpen: db
      .prepare<[string], string>(
        `SELECT id FROM request WHERE conversation_id = ? AND tab <> 'closed' ORDER BY opened_at DESC, id DESC LIMIT 1`,
      )
      .pluck(),
    nameRequest: db.prepare<[string, string]>(
      'INSERT INTO external_id (id, request_id) VALUES (?, ?) ON CONFLICT DO NOTHING',
    ),
    named: db.prepare<[string], string>('SELECT request_id FROM external_id WHERE id = ?').pluck(),
    wasApplied: db.prepare<[string, string]>('SELECT 1 FROM event WHERE request_id = ? AND command_id = ? LIMIT 1'),
    events: db
      .prepare<[string, number, number], string>(
        'SELECT event FROM event WHERE request_id = ? AND seq > ? ORDER BY seq LIMIT ?',
      )
      .pluck(),
  };
}
