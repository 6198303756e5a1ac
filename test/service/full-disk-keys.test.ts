/** A full disk takes neither the effect nor the end of its claim: the key is free all the same (SPEC.md section 4). */
import SqliteDatabase from 'better-sqlite3';
import { expect, it } from 'vitest';
import { StorageUnavailable } from '../../src/application/ports/store.ts';
import { sqliteIdempotency } from '../../src/storage/sqlite/idempotency.ts';
import { migrate } from '../../src/storage/sqlite/migrations.ts';
import { WriteQueue } from '../../src/storage/sqlite/write-queue.ts';

const NOW = 1_700_000_000_000;
const record = (bodyHash: string, commandId: string) => ({
  id: 'key-1',
  bodyHash,
  commandId,
  claimedAt: NOW,
  response: null,
});

it.each(['lapse', 'release'] as const)('where %s cannot be written', async (end) => {
  const db = new SqliteDatabase(':memory:');
  migrate(db);
  const queue = new WriteQueue(db);
  let isFull = false;
  const full = () => Promise.reject(new StorageUnavailable('database or disk is full'));
  const writes = { add: <T>(work: () => T) => (isFull ? full() : queue.add(work)) } as unknown as WriteQueue;
  const keys = sqliteIdempotency(db, writes);
  const claim = (bodyHash: string, commandId: string) =>
    keys.claim(record(bodyHash, commandId), NOW - 60_000, NOW - 86_400_000);

  await claim('body-1', 'cmd-1');
  isFull = true;
  await expect(keys[end]('key-1', 'cmd-1', NOW - 60_001)).rejects.toThrow(StorageUnavailable);
  isFull = false;
  expect(await claim('body-1', 'cmd-2')).toMatchObject({ outcome: 'retaken', record: { commandId: 'cmd-1' } });
  expect(await claim('body-1', 'cmd-3')).toMatchObject({ outcome: 'existing' });
  isFull = true;
  await expect(keys[end]('key-1', 'cmd-1', NOW - 60_001)).rejects.toThrow(StorageUnavailable);
  isFull = false;
  expect(await claim('body-2', 'cmd-4')).toMatchObject({ outcome: 'claimed', record: { commandId: 'cmd-4' } });
  expect(await claim('body-1', 'cmd-5')).toMatchObject({ outcome: 'existing' });
  await queue.close();
  db.close();
});
