import { describe, expect, it } from 'vitest';
import { createReadiness } from '../../src/http/readiness.ts';

/** A storage whose writes end when the test says so. */
function storage() {
  const writes: { resolve: () => void; reject: (error: Error) => void }[] = [];
  const ping = () => new Promise<void>((resolve, reject) => writes.push({ resolve, reject }));
  return { writes, ready: createReadiness({ ping }) };
}

describe('Whether an instance is ready', () => {
  it('is found out by one write, however many ask', async () => {
    const { writes, ready } = storage();
    const asked = Array.from({ length: 50 }, ready);
    writes[0]?.resolve();
    await Promise.all(asked);
    await ready();
    expect(writes).toHaveLength(1);
  });

  it('is refused to all who asked where the write is refused', async () => {
    const { writes, ready } = storage();
    const asked = Array.from({ length: 3 }, ready);
    writes[0]?.reject(new Error('the disk is full'));
    for (const one of await Promise.allSettled(asked)) {
      expect(one).toMatchObject({ status: 'rejected', reason: { message: 'the disk is full' } });
    }
    await expect(ready()).rejects.toThrow('the disk is full');
    expect(writes).toHaveLength(1);
  });

  it('is refused where the write does not come back', async () => {
    const { ready } = storage();
    await expect(ready()).rejects.toThrow('no write within 2000 ms');
  });
});
