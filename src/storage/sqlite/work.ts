/**
 * Work: what is owed, who works it off, and when to look next.
 *
 * A record that waits has a `due_at` and stands in the partial indexes; taking it leases it, and finishing it says when
 * it is due again. A wake that meets a leased record is kept in `woken_at`, or the finish would write its own time over
 * it: the worker may have looked before what it was woken for.
 */
import type { Database } from 'better-sqlite3';
import type { Lease } from '../../application/lease.ts';
import {
  WORK_KINDS,
  type WorkedOff,
  type WorkKind,
  type WorkMark,
  type WorkRecord,
  type WorkStatus,
  type WorkStore,
} from '../../application/work/ports.ts';
import { read } from './errors.ts';
import type { WriteQueue } from './write-queue.ts';

const COLUMNS = 'subject, lane, seller_id, owed, due_at, failures, notes';
const WOKEN = 'due_at = min(coalesce(due_at, @now), @now), woken_at = @now';

const take = (whose: string, order: string) => {
  const due = `SELECT subject FROM work WHERE ${whose} AND due_at <= @now AND lease_until <= @wallNow
               ORDER BY ${order} LIMIT @limit`;
  return {
    due,
    take: `UPDATE work SET lease_owner = @owner, lease_until = @until, woken_at = NULL
           WHERE kind = @kind AND subject IN (${due}) RETURNING ${COLUMNS}`,
  };
};

/** The statements whose plans matter. */
export const WORK_SQL = {
  all: take('kind = @kind', 'due_at, subject'),
  ofLane: take('kind = @kind AND lane = @lane', 'due_at, subject'),
  wakeSeller: `UPDATE work SET ${WOKEN} WHERE kind = @kind AND seller_id = @whose AND due_at IS NOT NULL`,
  wakeLane: `UPDATE work SET ${WOKEN} WHERE kind = @kind AND lane = @whose AND due_at IS NOT NULL`,
  wakeOne: `UPDATE work SET ${WOKEN} WHERE kind = @kind AND subject = @whose`,
} as const;

interface Row {
  subject: string;
  lane: string;
  seller_id: string;
  owed: number;
  due_at: number | null;
  failures: number;
  notes: string;
}
interface Due {
  kind: string;
  lane: string | null;
  now: number;
  wallNow: number;
  limit: number;
}
interface Owned {
  kind: string;
  owner: string;
  notes: string;
}

const recordOf = ({ seller_id: sellerId, due_at: dueAt, notes, ...row }: Row): WorkRecord => ({
  ...row,
  sellerId,
  dueAt,
  notes: JSON.parse(notes),
});

/** In the order in which they are due, which `RETURNING` does not keep. */
const earlierFirst = (a: Row, b: Row): number =>
  Number(a.due_at) - Number(b.due_at) || (a.subject < b.subject ? -1 : 1);

export function sqliteWork(db: Database, writes: WriteQueue): Record<WorkKind, WorkStore> {
  const sql = statements(db);
  return Object.fromEntries(WORK_KINDS.map((kind) => [kind, workOf(kind, sql, writes)])) as Record<WorkKind, WorkStore>;
}

function workOf(kind: WorkKind, sql: ReturnType<typeof statements>, writes: WriteQueue): WorkStore {
  async function taken(lane: string | null, now: number, { owner, until }: Lease, wallNow: number, limit: number) {
    const from = lane === null ? sql.all : sql.ofLane;
    const due = { kind, lane, now, wallNow };
    // A look costs no write where nothing is due.
    if ((await read(() => from.due.get({ ...due, limit: 1 }))) === undefined) return [];
    return writes.add(() =>
      from.take
        .all({ ...due, limit, owner, until })
        .sort(earlierFirst)
        .map(recordOf),
    );
  }

  function wake(whose: Parameters<WorkStore['wake']>[0], now: number): void {
    if ('lane' in whose) sql.wakeLane.run({ kind, whose: whose.lane, now });
    else if ('sellerId' in whose) sql.wakeSeller.run({ kind, whose: whose.sellerId, now });
    else for (const subject of whose.subjects) sql.wakeOne.run({ kind, whose: subject, now });
  }

  function rewritten(subject: string, rewrite: (notes: unknown) => unknown, wallNow: number): boolean {
    const row = sql.notesOf.get(kind, subject);
    if (!row) return true;
    if (row.lease_until > wallNow) return false;
    sql.rewriteNotes.run(JSON.stringify(rewrite(JSON.parse(row.notes))), kind, subject);
    return true;
  }

  return {
    rewriteNotes: (subject, rewrite, wallNow) => writes.add(() => rewritten(subject, rewrite, wallNow)),
    owe: (marks) =>
      marks.length === 0
        ? Promise.resolve()
        : writes.add(() => {
            for (const mark of marks) sql.owe.run({ kind, lane: '', ...mark });
          }),
    take: taken,
    note: ({ notes, ...record }, lease) =>
      writes.add(() => sql.note.run({ kind, ...record, notes: JSON.stringify(notes), ...lease }).changes === 1),
    finish: ({ notes, ...record }, owner, now) =>
      writes.add(() => sql.finish.run({ kind, ...record, notes: JSON.stringify(notes), owner, now }).changes === 1),
    wake: (whose, now) => writes.add(() => wake(whose, now)),
    get: (subject) =>
      read(() => {
        const row = sql.get.get(kind, subject);
        return row ? recordOf(row) : null;
      }),
    status: (whose) =>
      read(() => {
        const row = sql.status.get(kind, whose);
        if (!row) return null;
        const { code, at, detail } = row;
        return { code, at, ...(detail === null ? {} : { detail }) };
      }),
    putStatus: (whose, { code, at, detail }: WorkStatus) =>
      writes.add(() => void sql.putStatus.run(kind, whose, code, at, detail ?? null)),
  };
}

type Worked = Omit<WorkedOff, 'notes'> & Owned & { now: number };
type Woken = { kind: string; whose: string; now: number };

function statements(db: Database) {
  const taking = ({ due, take: taken }: { due: string; take: string }) => ({
    due: db.prepare<[Due], string>(due).pluck(),
    take: db.prepare<[Due & Lease], Row>(taken),
  });
  return {
    all: taking(WORK_SQL.all),
    ofLane: taking(WORK_SQL.ofLane),
    owe: db.prepare<[WorkMark & { kind: string }]>(
      `INSERT INTO work (kind, subject, lane, seller_id, owed, due_at) VALUES (@kind, @subject, @lane, @sellerId, @owed, @dueAt)
       ON CONFLICT DO UPDATE SET owed = excluded.owed, due_at = min(coalesce(due_at, excluded.due_at), excluded.due_at)
       WHERE excluded.owed > owed`,
    ),
    note: db.prepare<[Owned & Lease & { subject: string; lane: string }]>(
      `UPDATE work SET lane = @lane, notes = @notes, lease_until = @until
       WHERE kind = @kind AND subject = @subject AND lease_owner = @owner`,
    ),
    finish: db.prepare<[Worked]>(
      `UPDATE work SET lane = @lane, failures = @failures, notes = @notes, lease_owner = NULL, lease_until = 0,
         due_at = iif(owed > @owed, @now, coalesce(min(@dueAt, woken_at), @dueAt, woken_at))
       WHERE kind = @kind AND subject = @subject AND lease_owner = @owner`,
    ),
    wakeSeller: db.prepare<[Woken]>(WORK_SQL.wakeSeller),
    wakeLane: db.prepare<[Woken]>(WORK_SQL.wakeLane),
    wakeOne: db.prepare<[Woken]>(WORK_SQL.wakeOne),
    get: db.prepare<[string, string], Row>(`SELECT ${COLUMNS} FROM work WHERE kind = ? AND subject = ?`),
    notesOf: db.prepare<[string, string], { notes: string; lease_until: number }>(
      'SELECT notes, lease_until FROM work WHERE kind = ? AND subject = ?',
    ),
    rewriteNotes: db.prepare<[string, string, string]>('UPDATE work SET notes = ? WHERE kind = ? AND subject = ?'),
    status: db.prepare<[string, string], { code: string; at: string; detail: string | null }>(
      'SELECT code, at, detail FROM work_status WHERE kind = ? AND whose = ?',
    ),
    putStatus: db.prepare<[string, string, string, string, string | null]>(
      'INSERT OR REPLACE INTO work_status (kind, whose, code, at, detail) VALUES (?, ?, ?, ?, ?)',
    ),
  };
}
