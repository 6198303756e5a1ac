/**
 * Claims of idempotency keys as they stand in the database, read and aged while no process has it open. A claim that a
 * dead process held lapses after a minute; a test that is about something else does not wait for that.
 */
import SqliteDatabase from 'better-sqlite3';
import { createConnection, type mongo } from 'mongoose';
import { sqlitePath } from '../../../src/storage/sqlite/store.ts';

export const LAPSE_MS = 60_000;

interface Claim {
  /** When it was claimed, or taken up again. */
  claimedAt: number;
  /** Whether an answer is kept under the key. */
  answered: boolean;
}
export interface Claims {
  /** The claim under which a command runs; null where there is none. */
  of(commandId: string): Promise<Claim | null>;
  /** Makes those without an answer that were claimed after `since` as old as one that has lapsed. */
  lapse(since: number): Promise<void>;
}

function inSqlite(url: string): Claims {
  const during = <T>(use: (db: SqliteDatabase.Database) => T): T => {
    const db = new SqliteDatabase(sqlitePath(url), { timeout: 60_000 });
    try {
      return use(db);
    } finally {
      db.close();
    }
  };
  const find = 'SELECT claimed_at AS claimedAt, response IS NOT NULL AS answered FROM idempotency WHERE command_id = ?';
  const age = 'UPDATE idempotency SET claimed_at = claimed_at - ? WHERE response IS NULL AND claimed_at > ?';
  return {
    of: async (commandId) =>
      during((db) => {
        const row = db.prepare<[string], { claimedAt: number; answered: number }>(find).get(commandId);
        return row ? { claimedAt: row.claimedAt, answered: row.answered === 1 } : null;
      }),
    lapse: async (since) => during((db) => void db.prepare(age).run(LAPSE_MS, since)),
  };
}

interface ClaimDocument {
  commandId: string;
  claimedAt: number;
  response: object | null;
}

function inMongo(url: string): Claims {
  const during = async <T>(use: (claims: mongo.Collection<ClaimDocument>) => Promise<T>): Promise<T> => {
    const connection = await createConnection(url).asPromise();
    try {
      return await use(connection.getClient().db(connection.name).collection<ClaimDocument>('idempotency'));
    } finally {
      await connection.close();
    }
  };
  return {
    of: (commandId) =>
      during(async (claims) => {
        const found = await claims.findOne({ commandId });
        return found && { claimedAt: found.claimedAt, answered: found.response !== null };
      }),
    lapse: (since) =>
      during(async (claims) => {
        const standing = await claims.find({ response: null, claimedAt: { $gt: since } }).toArray();
        // one by one: an update of many holds some while it waits for others that servers still write, and they for it
        for (const { commandId } of standing)
          await claims.updateOne(
            { commandId, response: null, claimedAt: { $gt: since } },
            { $inc: { claimedAt: -LAPSE_MS } },
          );
      }),
  };
}
export const claimsIn = (url: string): Claims => (url.startsWith('sqlite:') ? inSqlite(url) : inMongo(url));
