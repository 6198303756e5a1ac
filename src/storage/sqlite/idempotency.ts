/** Idempotency keys. A claim is decided inside the write transaction, so of two callers one gets it. */
import type { Database } from 'better-sqlite3';
import { LruCache } from '../../application/lru.ts';
import type { IdempotencyRecord, IdempotencyStore } from '../../application/ports/idempotency.ts';
import type { WriteQueue } from './write-queue.ts';

const REMEMBERED = 10_000;

interface Row {
  id: string;
  body_hash: string;
  command_id: string;
  claimed_at: number;
  response: string | null;
}

const recordOf = (row: Row): IdempotencyRecord => ({
  id: row.id,
  bodyHash: row.body_hash,
  commandId: row.command_id,
  claimedAt: row.claimed_at,
  response: row.response === null ? null : JSON.parse(row.response),
});

export function sqliteIdempotency(db: Database, writes: WriteQueue): IdempotencyStore {
  const get = db.prepare<[string], Row>('SELECT * FROM idempotency WHERE id = ?');
  const put = db.prepare<[string, string, string, number]>(
    'INSERT OR REPLACE INTO idempotency (id, body_hash, command_id, claimed_at, response) VALUES (?, ?, ?, ?, NULL)',
  );
  const retake = db.prepare<[number, string]>('UPDATE idempotency SET claimed_at = ? WHERE id = ?');
  const complete = db.prepare<[string, string | null, string, string]>(
    'UPDATE idempotency SET response = ?, about = ? WHERE id = ? AND command_id = ?',
  );
  const about = db.prepare<[string, string, number], Pick<Row, 'id' | 'response'>>(
    'SELECT id, response FROM idempotency WHERE about = ? AND id > ? ORDER BY id LIMIT ?',
  );
  const answer = db.prepare<[string, string]>('UPDATE idempotency SET response = ? WHERE id = ?');
  const release = db.prepare<[string, string]>(
    'DELETE FROM idempotency WHERE id = ? AND command_id = ? AND response IS NULL',
  );
  const lapse = db.prepare<[number, string, string]>(
    'UPDATE idempotency SET claimed_at = ? WHERE id = ? AND command_id = ? AND response IS NULL',
  );
  const purge = db.prepare<[number, number]>(
    `DELETE FROM idempotency WHERE id IN
       (SELECT id FROM idempotency WHERE claimed_at < ? ORDER BY claimed_at LIMIT ?)`,
  );

  /** Ids of claims that nobody runs under, though it could not be written: to others they lapse like any other. */
  const givenUp = new LruCache<true>(REMEMBERED);
  const ended = (commandId: string, writing: Promise<void>): Promise<void> =>
    writing.catch((error) => {
      givenUp.set(commandId, true);
      throw error;
    });

  function claimed(
    record: IdempotencyRecord,
    lapsedBefore: number,
    expiredBefore: number,
  ): Awaited<ReturnType<IdempotencyStore['claim']>> {
    const row = get.get(record.id);
    if (!row || row.claimed_at <= expiredBefore) {
      put.run(record.id, record.bodyHash, record.commandId, record.claimedAt);
      return { outcome: 'claimed', record: { ...record, response: null } };
    }
    const stored = recordOf(row);
    const isFree = stored.claimedAt <= lapsedBefore || givenUp.get(stored.commandId) === true;
    if (stored.response !== null || !isFree) return { outcome: 'existing', record: stored };
    if (stored.bodyHash !== record.bodyHash) {
      put.run(record.id, record.bodyHash, record.commandId, record.claimedAt);
      return { outcome: 'claimed', record: { ...record, response: null } };
    }
    givenUp.delete(stored.commandId);
    retake.run(record.claimedAt, record.id);
    return { outcome: 'retaken', record: { ...stored, claimedAt: record.claimedAt } };
  }

  function rewritten(subject: string, rewrite: (body: string) => string, afterId: string, limit: number) {
    const rows = about.all(subject, afterId, limit);
    for (const { id, response } of rows) {
      const kept: IdempotencyRecord['response'] = response === null ? null : JSON.parse(response);
      if (kept) answer.run(JSON.stringify({ ...kept, body: rewrite(kept.body) }), id);
    }
    return rows.length < limit ? null : (rows.at(-1)?.id ?? null);
  }

  return {
    claim: (record, lapsedBefore, expiredBefore) => writes.add(() => claimed(record, lapsedBefore, expiredBefore)),
    complete: (id, commandId, response, subject) =>
      writes.add(() => void complete.run(JSON.stringify(response), subject ?? null, id, commandId)),
    rewriteAnswers: (subject, rewrite, afterId, limit) => writes.add(() => rewritten(subject, rewrite, afterId, limit)),
    release: (id, commandId) =>
      ended(
        commandId,
        writes.add(() => void release.run(id, commandId)),
      ),
    lapse: (id, commandId, claimedAt) =>
      ended(
        commandId,
        writes.add(() => void lapse.run(claimedAt, id, commandId)),
      ),
    purge: (before, limit) => writes.add(() => purge.run(before, limit).changes),
  };
}
