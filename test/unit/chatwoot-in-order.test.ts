/** Messages of Chatwoot that arrive out of order are written in the order in which they were said. */
import { describe, expect, it } from 'vitest';
import { createGathering, type Said } from '../../src/connectors/chatwoot/in-order.ts';

/** A gathering whose moments end when the test says so. */
function gatheringInHand() {
  const ends: (() => void)[] = [];
  const take = createGathering<Said>(() => new Promise<void>((resolve) => ends.push(resolve)));
  const written: Said[][] = [];
  const write = async (messages: Said[]) => void written.push(messages);
  return { take: (key: string, said: Said, to = write) => take(key, said, to), ends, written };
}

describe('what arrives from Chatwoot', () => {
  it('within a moment is written by the time it was said, and of one second by its id', async () => {
    const { take, ends, written } = gatheringInHand();
    const taken = [
      take('conv-1', { at: 3_000, id: 13 }),
      take('conv-1', { at: 2_000, id: 12 }),
      take('conv-1', { at: 2_000, id: 11 }),
      take('conv-2', { at: 1_000, id: 10 }),
    ];
    expect(written).toEqual([]);
    expect(ends).toHaveLength(2);
    for (const end of ends) end();
    await Promise.all(taken);
    expect(written.map((messages) => messages.map(({ id }) => id))).toEqual([[11, 12, 13], [10]]);
  });

  it('later follows what was written', async () => {
    const { take, ends, written } = gatheringInHand();
    const first = take('conv-1', { at: 3_000, id: 13 });
    ends[0]?.();
    await first;
    const late = take('conv-1', { at: 2_000, id: 12 });
    ends[1]?.();
    await late;
    expect(written.map((messages) => messages.map(({ id }) => id))).toEqual([[13], [12]]);
  });

  it('and cannot be kept is heard of by everybody who brought it, and holds nothing up', async () => {
    const { take, ends, written } = gatheringInHand();
    const full = async () => Promise.reject(new Error('the disk is full'));
    const taken = [take('conv-1', { at: 1, id: 1 }, full), take('conv-1', { at: 2, id: 2 }, full)];
    const settled = Promise.allSettled(taken);
    ends[0]?.();
    expect((await settled).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    const again = take('conv-1', { at: 3, id: 3 });
    ends[1]?.();
    await again;
    expect(written).toHaveLength(1);
  });
});
