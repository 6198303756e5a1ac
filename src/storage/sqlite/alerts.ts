/**
 * Alerts: what is owed to sellers, who works it off, and when to look next.
 *
 * A record that waits has a `due_at` and stands in the partial indexes; taking it leases it, and finishing it says when
 * it is due again. A wake that meets a leased record is kept in `woken_at`, or the finish would write its own time over
 * it: the worker may have looked before what it was woken for.
 */
import type { Database } from 'better-sqlite3';
import type { AlertMark, AlertRecord, AlertStatus, AlertStore } from '../../application/alerts/ports.ts';
import type { Lease } from '../../application/ports.ts';
import { read } from './errors.ts';
import type { WriteQueue } from './write-queue.ts';

/** Where records and their statuses are kept: alerts, and what each kind of connector owes, each in a place of its own. */
export type OwedTable = 'alert' | 'chatwoot_owed' | 'marketplace_owed';

const WOKEN = 'due_at = min(coalesce(due_at, @now), @now), woken_at = @now';

/** The statements whose plans matter. */
function owedSql(table: OwedTable) {
  const due = `SELECT id FROM ${table} WHERE due_at <= @now AND lease_until <= @wallNow ORDER BY due_at, id LIMIT @limit`;
  return {
    due,
    take: `UPDATE ${table} SET lease_owner = @owner, lease_until = @until, woken_at = NULL WHERE id IN (${due})
         RETURNING id, seller_id, team, owed, due_at, notes`,
    wakeSeller: `UPDATE ${table} SET ${WOKEN} WHERE seller_id = @whose AND due_at IS NOT NULL`,
    wakeTeam: `UPDATE ${table} SET ${WOKEN} WHERE team = @whose AND due_at IS NOT NULL`,
    wakeOne: `UPDATE ${table} SET ${WOKEN} WHERE id = @whose`,
  } as const;
}
export const ALERT_SQL = owedSql('alert');

interface Row {
  id: string;
  seller_id: string;
  team: string;
  owed: number;
  due_at: number | null;
  notes: string;
}
interface StatusRow {
  code: string;
  at: string;
  detail: string | null;
}
interface Due {
  now: number;
  wallNow: number;
  limit: number;
}
interface Noted {
  id: string;
  team: string;
  notes: string;
  owner: string;
}

const recordOf = (row: Row): AlertRecord => ({
  id: row.id,
  sellerId: row.seller_id,
  team: row.team,
  owed: row.owed,
  dueAt: row.due_at,
  notes: JSON.parse(row.notes),
});

const statusOf = ({ code, at, detail }: StatusRow): AlertStatus => ({
  code,
  at,
  ...(detail === null ? {} : { detail }),
});

/** In the order of `DUE`, which `RETURNING` does not keep. */
const earlierFirst = (a: Row, b: Row): number => Number(a.due_at) - Number(b.due_at) || (a.id < b.id ? -1 : 1);

export function sqliteAlerts(db: Database, writes: WriteQueue, table: OwedTable = 'alert'): AlertStore {
  const sql = statements(db, table);

  async function take(now: number, { owner, until }: Lease, wallNow: number, limit: number): Promise<AlertRecord[]> {
    // A look costs no write where nothing is due.
    if ((await read(() => sql.due.get({ now, wallNow, limit: 1 }))) === undefined) return [];
    return writes.add(() => sql.take.all({ now, wallNow, limit, owner, until }).sort(earlierFirst).map(recordOf));
  }

  function wake(whose: Parameters<AlertStore['wake']>[0], now: number): void {
    if ('team' in whose) sql.wakeTeam.run({ whose: whose.team, now });
    else if ('sellerId' in whose) sql.wakeSeller.run({ whose: whose.sellerId, now });
    else for (const id of whose.ids) sql.wakeOne.run({ whose: id, now });
  }

  return {
    owe: (marks) =>
      marks.length === 0
        ? Promise.resolve()
        : writes.add(() => {
            for (const mark of marks) sql.owe.run(mark);
          }),
    take,
    note: ({ id, team, notes }, { owner, until }) =>
      writes.add(() => sql.note.run({ id, team, notes: JSON.stringify(notes), owner, until }).changes === 1),
    finish: ({ id, team, owed, dueAt, notes }, owner, now) =>
      writes.add(
        () => sql.finish.run({ id, team, owed, dueAt, notes: JSON.stringify(notes), owner, now }).changes === 1,
      ),
    wake: (whose, now) => writes.add(() => wake(whose, now)),
    get: (id) =>
      read(() => {
        const row = sql.get.get(id);
        return row ? recordOf(row) : null;
      }),
    status: (sellerId) =>
      read(() => {
        const row = sql.status.get(sellerId);
        return row ? statusOf(row) : null;
      }),
    putStatus: (sellerId, { code, at, detail }) =>
      writes.add(() => void sql.putStatus.run(sellerId, code, at, detail ?? null)),
  };
}

function statements(db: Database, table: OwedTable) {
  const plans = owedSql(table);
  return {
    owe: db.prepare<[AlertMark]>(
      `INSERT INTO ${table} (id, seller_id, owed, due_at) VALUES (@id, @sellerId, @owed, @dueAt)
       ON CONFLICT DO UPDATE SET owed = excluded.owed, due_at = min(coalesce(due_at, excluded.due_at), excluded.due_at)
       WHERE excluded.owed > owed`,
    ),
    due: db.prepare<[Due], string>(plans.due).pluck(),
    take: db.prepare<[Due & Lease], Row>(plans.take),
    note: db.prepare<[Noted & Lease]>(
      `UPDATE ${table} SET team = @team, notes = @notes, lease_until = @until WHERE id = @id AND lease_owner = @owner`,
    ),
    finish: db.prepare<[Noted & { owed: number; dueAt: number | null; now: number }]>(
      `UPDATE ${table} SET team = @team, notes = @notes, lease_owner = NULL, lease_until = 0,
         due_at = iif(owed > @owed, @now, coalesce(min(@dueAt, woken_at), @dueAt, woken_at))
       WHERE id = @id AND lease_owner = @owner`,
    ),
    wakeSeller: db.prepare<[{ whose: string; now: number }]>(plans.wakeSeller),
    wakeTeam: db.prepare<[{ whose: string; now: number }]>(plans.wakeTeam),
    wakeOne: db.prepare<[{ whose: string; now: number }]>(plans.wakeOne),
    get: db.prepare<[string], Row>(`SELECT id, seller_id, team, owed, due_at, notes FROM ${table} WHERE id = ?`),
    status: db.prepare<[string], StatusRow>(`SELECT code, at, detail FROM ${table}_status WHERE seller_id = ?`),
    putStatus: db.prepare<[string, string, string, string | null]>(
      `INSERT OR REPLACE INTO ${table}_status (seller_id, code, at, detail) VALUES (?, ?, ?, ?)`,
    ),
  };
}
