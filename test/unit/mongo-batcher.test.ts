import { mongo } from 'mongoose';
import { describe, expect, it } from 'vitest';
import { Batcher } from '../../src/storage/mongo/batcher.ts';
import { eventually } from '../support/eventually.ts';

const conflict = () => new mongo.MongoServerError({ message: 'WriteConflict', code: 112 });

/** A batcher whose command fails as told, time after time, and then answers each item in capitals. */
function batcher(...failures: Error[]) {
  const sent: string[][] = [];
  const left = [...failures];
  const batches = new Batcher<string, string>(1, async (items) => {
    sent.push(items);
    const failure = left.shift();
    if (failure) throw failure;
    return items.map((item) => item.toUpperCase());
  });
  return { sent, add: (...items: string[]) => Promise.all(items.map((item) => batches.add(item))) };
}

describe('A command of many callers', () => {
  it('is sent again whole where another write was in its way', async () => {
    const { sent, add } = batcher(conflict(), conflict());
    expect(await add('a', 'b')).toEqual(['A', 'B']);
    expect(sent).toEqual([
      ['a', 'b'],
      ['a', 'b'],
      ['a', 'b'],
    ]);
  });

  it('that never comes back does not keep its lane', async () => {
    let calls = 0;
    const batches = new Batcher<string, string>(1, (items) => {
      calls += 1;
      return calls === 1 ? new Promise(() => {}) : Promise.resolve(items);
    });
    // Later it is sent again, like any whose outcome is unknown.
    const lost = batches.add('lost');
    await eventually('the command is under way', () => expect(calls).toBe(1));
    expect(await batches.add('next')).toBe('next');
    expect(await lost).toBe('lost');
  });

  it('is not sent for ever', async () => {
    const { sent, add } = batcher(...Array.from({ length: 50 }, conflict));
    await expect(add('a')).rejects.toThrow('WriteConflict');
    expect(sent).toHaveLength(11);
  });

  it('that fails otherwise is tried item by item, so that only the bad one is refused', async () => {
    const bad = new mongo.MongoServerError({ message: 'too large', code: 10334 });
    const { add } = batcher(bad, bad);
    const answers = await Promise.allSettled([add('a'), add('b')]);
    expect(answers).toMatchObject([
      { status: 'rejected', reason: bad },
      { status: 'fulfilled', value: ['B'] },
    ]);
  });
});
