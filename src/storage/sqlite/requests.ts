/** Requests: committing, reading one, and the relay's and the sweep's views of all. */
import type { Database } from 'better-sqlite3';
import type { Commit, CommitResult, LoadedRequest, RequestStore } from '../../application/ports/requests.ts';
import type { RequestState } from '../../domain/request.ts';
import { eventFrom, eventText } from '../../domain/stored-event.ts';
import { read } from './errors.ts';
import { sqliteFigures } from './figures.ts';
import { sqliteLists } from './lists.ts';
import { sqliteOpenings } from './openings.ts';
import { sqliteRelay } from './relay.ts';
import { fixedColumns, mutableColumns, newTerms } from './request-row.ts';
import { sqliteRequestScan } from './scan.ts';
import { sqliteStats } from './stats.ts';
import type { WriteQueue } from './write-queue.ts';

interface StateRow {
  state: string;
  told: number;
  lease_owner: string | null;
  lease_until: number;
}

export function sqliteRequests(db: Database, writes: WriteQueue): RequestStore {
  const sql = statements(db);

  /** The state's row, or what stood in its way; nothing else was written then. */
  function putState({ state, events, expectedVersion, wakeAt, lease, told = 0 }: Commit): CommitResult {
    const row = {
      ...mutableColumns(state, events, wakeAt),
      lease_owner: lease?.owner ?? null,
      lease_until: lease?.until ?? 0,
    };
    if (expectedVersion === 0) {
      return sql.insert.run({ ...row, ...fixedColumns(state), told }).changes === 1 ? 'committed' : 'taken';
    }
    return sql.update.run({ ...row, expected: expectedVersion }).changes === 1 ? 'committed' : 'version_changed';
  }

  function committed(commit: Commit): CommitResult {
    const result = putState(commit);
    if (result !== 'committed') return result;
    const { state, events, commandId, erasing } = commit;
    for (const event of erasing?.events ?? []) sql.rewriteEvent.run(eventText(event), state.id, event.seq);
    for (const term of erasing?.words ?? []) sql.dropTerm.run(term, state.id);
    for (const event of events) sql.addEvent.run(state.id, event.seq, commandId ?? null, eventText(event));
    for (const term of newTerms(commit)) sql.addTerm.run(term, state.id);
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
    ...sqliteLists(db),
    ...sqliteRelay(db, writes),
    ...sqliteOpenings(db),
    newestOpen: (ids) => read(() => newestOpen(ids)),
    inConversation: (conversationId, afterId, limit) =>
      read(() => sql.inConversation.all(conversationId, afterId, limit).map((text) => JSON.parse(text))),
    stats: sqliteStats(db),
    ...sqliteFigures(db),
    scan: sqliteRequestScan(db),
  };
}

function statements(db: Database) {
  const byId = 'SELECT state, told, lease_owner, lease_until FROM request';
  return {
    insert: db.prepare<[object]>(
      `INSERT INTO request (id, version, state, seller_id, buyer_id, market, reason, status, tab,
         waiting_on, due_at, updated_at, wake_at, told, lease_owner, lease_until, offers, last_offer_at, timeout_at,
         conversation_id, opened_at, claim, shop_assignee, agents_assignee, answered_at)
       VALUES (@id, @version, @state, @seller_id, @buyer_id, @market, @reason, @status, @tab,
         @waiting_on, @due_at, @updated_at, @wake_at, @told, @lease_owner, @lease_until, @offers, @last_offer_at,
         @timeout_at, @conversation_id, @opened_at, @claim, @shop_assignee, @agents_assignee, @answered_at)
       ON CONFLICT DO NOTHING`,
    ),
    // Without a lease of its own, a commit leaves the one that stands.
    update: db.prepare<[object]>(
      `UPDATE request SET version = @version, state = @state, status = @status, tab = @tab, waiting_on = @waiting_on,
         due_at = @due_at, updated_at = @updated_at, wake_at = @wake_at, offers = @offers,
         last_offer_at = @last_offer_at, shop_assignee = @shop_assignee, agents_assignee = @agents_assignee,
         timeout_at = coalesce(@timeout_at, timeout_at), answered_at = coalesce(answered_at, @answered_at),
         lease_owner = coalesce(@lease_owner, lease_owner),
         lease_until = iif(@lease_owner IS NULL, lease_until, @lease_until)
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
