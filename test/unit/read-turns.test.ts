import { describe, expect, it } from 'vitest';
import { StorageUnavailable } from '../../src/application/ports/store.ts';
import { createTurns } from '../../src/storage/sqlite/turns.ts';

describe('Long reads of SQLite', () => {
  it('that are asked for at once are done one a round, in order, and others have their turn in between', async () => {
    const inTurn = createTurns();
    const done: string[] = [];
    const other = () => {
      done.push('other');
      if (done.length < 20) setImmediate(other);
    };
    setImmediate(other);
    await Promise.all([1, 2, 3, 4].map((n) => inTurn(() => void done.push(`read ${n}`))));
    const reads = done.filter((one) => one !== 'other');
    expect(reads).toEqual(['read 1', 'read 2', 'read 3', 'read 4']);
    for (const [place, one] of done.entries()) {
      if (one !== 'other') expect(done[place + 1] ?? 'other').toBe('other');
    }
  });

  it('one that fails fails alone, as callers know it', async () => {
    const inTurn = createTurns();
    const full = Object.assign(new Error('disk I/O error'), { code: 'SQLITE_IOERR_READ' });
    const [failed, answered] = await Promise.allSettled([
      inTurn(() => {
        throw full;
      }),
      inTurn(() => 'rows'),
    ]);
    expect(failed).toMatchObject({ status: 'rejected', reason: expect.any(StorageUnavailable) });
    expect(answered).toEqual({ status: 'fulfilled', value: 'rows' });
  });
});
