import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createSweep, type SweepParts } from '../../src/application/sweep.ts';
import { requestState } from '../support/builders.ts';

const START = Date.parse('2026-11-23T03:00:00.000Z');

/** A sweep over requests that are due at these times, and when it acted on each. */
function sweeping(dueAt: Record<string, number>, looked: () => void = () => {}) {
  const acted: Record<string, number> = {};
  const waiting = () => Object.entries(dueAt).filter(([id]) => acted[id] === undefined);
  const times = (from: number, to: number) => waiting().filter(([, at]) => at > from && at <= to);
  const requests: Pick<SweepParts['store']['requests'], 'due' | 'nextWake'> = {
    due: async (now, limit) => {
      const found = times(0, now).map(([id]) => id);
      looked();
      return found.slice(0, limit);
    },
    nextWake: async ({ after = 0, upTo = Number.MAX_SAFE_INTEGER } = {}) => {
      const next = Math.min(...times(after, upTo).map(([, at]) => at));
      return Number.isFinite(next) ? next : null;
    },
  };
  const sweep = createSweep({
    store: { requests } as SweepParts['store'],
    commands: {
      async execute(id) {
        if (id.startsWith('broken')) throw new Error('it cannot be acted on');
        acted[id] = Date.now();
        return { ok: true, created: true, state: requestState({ id }) };
      },
    },
    erasing: { onTime: async () => true },
    clock: { now: Date.now },
    onError: () => {},
  });
  return { sweep, acted };
}

describe('When the sweep acts', () => {
  beforeEach(() => void vi.useFakeTimers({ now: START, toFake: ['setTimeout', 'clearTimeout', 'Date'] }));
  afterEach(() => void vi.useRealTimers());

  it('a deadline that passes between its two looks is not left for the next half second', async () => {
    let looks = 0;
    const { sweep, acted } = sweeping({ one: START + 101 }, () => {
      looks += 1;
      // The clock moves on while the first look finds nothing.
      if (looks === 1) vi.setSystemTime(START + 101);
    });
    sweep.start();
    await vi.advanceTimersByTimeAsync(20);
    expect(acted.one).toBeDefined();
    expect((acted.one ?? 0) - START).toBeLessThan(110);
    await sweep.stop();
  });

  it('more requests than a page holds that nothing can be done about hold back nothing behind them', async () => {
    const broken = Object.fromEntries(Array.from({ length: 450 }, (_, n) => [`broken-${n}`, START - 5_000 + n]));
    const { sweep, acted } = sweeping({ ...broken, last: START - 1 });
    expect(await sweep.run()).toBe(1);
    expect(acted.last).toBe(START);
  });

  it('a request that nothing can be done about does not delay the deadlines of others', async () => {
    const others = Object.fromEntries(Array.from({ length: 20 }, (_, n) => [`req-${n}`, START + 40 * (n + 1)]));
    const { sweep, acted } = sweeping({ broken: START - 5_000, ...others });
    sweep.start();
    await vi.advanceTimersByTimeAsync(1_000);
    for (const [id, at] of Object.entries(others)) expect((acted[id] ?? Infinity) - at, id).toBeLessThan(5);
    await sweep.stop();
  });
});
