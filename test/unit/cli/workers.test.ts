/** Tasks side by side: never too many, never two of one key, and a failure that stops the rest. */
import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { Workers } from '../../../src/cli/workers.ts';

/** A task that runs until it is let go. */
function held() {
  let letGo = () => {};
  const gone = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  const task = { started: false, letGo, run: () => Promise.resolve() };
  task.run = () => {
    task.started = true;
    return gone;
  };
  return task;
}
const few = { tasks: 2, bytes: 100 };

async function isAdded(adding: Promise<void>): Promise<boolean> {
  let added = false;
  void adding.then(() => {
    added = true;
  });
  for (let n = 0; n < 5; n += 1) await turn();
  return added;
}

describe('Workers', () => {
  it('make whoever adds wait while as many tasks run as may', async () => {
    const workers = new Workers(few);
    const [one, two, three] = [held(), held(), held()];
    await workers.add(['1'], 1, one.run);
    await workers.add(['2'], 1, two.run);
    const third = workers.add(['3'], 1, three.run);
    expect(await isAdded(third)).toBe(false);
    two.letGo();
    expect(await isAdded(third)).toBe(true);
    expect([one.started, three.started]).toEqual([true, true]);
    one.letGo();
    three.letGo();
    await workers.drain();
  });

  it('hold no more bytes than they may, but run one that is larger than all alone', async () => {
    const workers = new Workers(few);
    const [one, large] = [held(), held()];
    await workers.add(['1'], 60, one.run);
    const second = workers.add(['2'], 1_000, large.run);
    expect(await isAdded(second)).toBe(false);
    one.letGo();
    expect(await isAdded(second)).toBe(true);
    large.letGo();
    await workers.drain();
  });

  it('run tasks of one key one after the other, in order', async () => {
    const workers = new Workers(few);
    const [one, two] = [held(), held()];
    await workers.add(['same'], 1, one.run);
    await workers.add(['same'], 1, two.run);
    await turn();
    expect([one.started, two.started]).toEqual([true, false]);
    one.letGo();
    two.letGo();
    await workers.drain();
    expect(two.started).toBe(true);
  });

  it('run after every earlier task that shares one of their keys', async () => {
    const workers = new Workers({ tasks: 3, bytes: 100 });
    const [one, two, both] = [held(), held(), held()];
    await workers.add(['1'], 1, one.run);
    await workers.add(['2'], 1, two.run);
    await workers.add(['1', '2'], 1, both.run);
    one.letGo();
    await turn();
    expect(both.started).toBe(false);
    two.letGo();
    both.letGo();
    await workers.drain();
    expect(both.started).toBe(true);
  });

  it('start nothing after a failure, and throw it to whoever adds or waits', async () => {
    const workers = new Workers(few);
    const after = held();
    const failing = () => Promise.reject(new Error('full'));
    await Promise.all([workers.add(['same'], 1, failing), workers.add(['same'], 1, after.run)]);
    await expect(workers.drain()).rejects.toThrow('full');
    expect(after.started).toBe(false);
    await expect(workers.add(['other'], 1, after.run)).rejects.toThrow('full');
  });
});
