import { afterEach, describe, expect, it, vi } from 'vitest';
import { createReadiness } from '../../src/http/readiness.ts';

/** A storage whose writes end when the test says so. */
function storage() {
  const writes: { resolve: () => void; reject: (error: Error) => void }[] = [];
  const ping = () => new Promise<void>((resolve, reject) => writes.push({ resolve, reject }));
  const turns: (string | null)[] = [];
  const ready = createReadiness({ ping }, (cause) => turns.push(cause?.message ?? null));
  return { writes, turns, ready };
}

describe('Whether an instance is ready', () => {
  afterEach(() => void vi.useRealTimers());

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

  it('is told where it changes, once each way', async () => {
    vi.useFakeTimers({ toFake: ['performance', 'setTimeout', 'clearTimeout'] });
    const { writes, turns, ready } = storage();
    const ask = async (refusal?: string) => {
      vi.advanceTimersByTime(1_001);
      const asked = ready();
      const write = writes.at(-1);
      if (refusal) write?.reject(new Error(refusal));
      else write?.resolve();
      await asked.catch(() => {});
    };
    await ask();
    await ask('nobody listens');
    await ask('nobody listens');
    await ask();
    await ask();
    expect(writes).toHaveLength(5);
    expect(turns).toEqual(['nobody listens', null]);
  });
});
