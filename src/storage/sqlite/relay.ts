/**
 * What the relay and the sweep ask: which requests are due, which are owed, and whose turn it is to tell them. Every
 * query runs over a partial index that holds only the requests it is about.
 */
import type { Database } from 'better-sqlite3';
import type { Lease } from '../../application/lease.ts';
import type { Owed, RequestStore, Told } from '../../application/ports/requests.ts';
import { eventFrom } from '../../domain/stored-event.ts';
import { read } from './errors.ts';
import type { WriteQueue } from './write-queue.ts';

/** The statements whose plans matter. */
export const RELAY_SQL = {
  due: 'SELECT id FROM request WHERE wake_at <= ? ORDER BY wake_at, id LIMIT ?',
  nextWake: 'SELECT wake_at FROM request WHERE wake_at > ? AND wake_at <= ? ORDER BY wake_at LIMIT 1',
  owed: 'SELECT id FROM request WHERE told < version AND lease_until <= ? ORDER BY lease_until, id LIMIT ?',
} as const;

type Relay = Pick<RequestStore, 'due' | 'rest' | 'nextWake' | 'owed' | 'lease' | 'ack'>;

export function sqliteRelay(db: Database, writes: WriteQueue): Relay {
  const due = db.prepare<[number, number], string>(RELAY_SQL.due).pluck();
  const rest = db.prepare<[string, number]>('UPDATE request SET wake_at = NULL WHERE id = ? AND version = ?');
  const nextWake = db.prepare<[number, number], number>(RELAY_SQL.nextWake).pluck();
  const owed = db.prepare<[number, number], string>(RELAY_SQL.owed).pluck();
  const take = db.prepare<[string, number, string, number, string], { state: string; told: number }>(
    `UPDATE request SET lease_owner = ?, lease_until = ?
     WHERE id = ? AND told < version AND (lease_until <= ? OR lease_owner = ?)
     RETURNING state, told`,
  );
  const untold = db
    .prepare<[string, number], string>('SELECT event FROM event WHERE request_id = ? AND seq > ? ORDER BY seq')
    .pluck();
  const ack = db
    .prepare<Told, 0 | 1>(
      `UPDATE request SET told = max(told, @seq),
         lease_until = iif(lease_owner = @owner AND version <= max(told, @seq), 0, lease_until),
         lease_owner = iif(lease_owner = @owner AND version <= max(told, @seq), NULL, lease_owner)
       WHERE id = @id RETURNING lease_owner IS @owner`,
    )
    .pluck();

  function leased(id: string, lease: Lease, now: number): Owed | null {
    const row = take.get(lease.owner, lease.until, id, now, lease.owner);
    if (!row) return null;
    const events = untold.all(id, row.told).map((text) => eventFrom(text));
    return { state: JSON.parse(row.state), events };
  }

  return {
    due: (now, limit) => read(() => due.all(now, limit)),
    rest: (id, version) => writes.add(() => void rest.run(id, version)),
    nextWake: ({ after = 0, upTo = Number.MAX_SAFE_INTEGER } = {}) => read(() => nextWake.get(after, upTo) ?? null),
    owed: (now, limit) => read(() => owed.all(now, limit)),
    lease: (id, lease, now) => writes.add(() => leased(id, lease, now)),
    ack: (told) =>
      told.length === 0
        ? Promise.resolve([])
        : writes.add(() => told.filter((one) => ack.get(one) === 1).map(({ id }) => id)),
  };
}
