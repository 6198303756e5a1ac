/** A dry run over 5,000 requests on SQLite: under 3 s, and nobody else waits longer than 50 ms for their turn. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDryRun } from '../../src/application/dry-run.ts';
import type { Rule } from '../../src/contract/rules.ts';
import { sqliteStore, type TestStore } from '../support/stores.ts';
import { FakeClock, input, shop, world } from '../support/world.ts';

const COUNT = 5_000;
const MINUTE = 60_000;
const RULES: Rule[] = [
  {
    id: 'damaged',
    name: 'Damaged',
    enabled: true,
    at: 'opened',
    when: { reasons: ['damaged'] },
    then: { kind: 'approve' },
  },
  {
    id: 'all',
    name: 'All',
    enabled: true,
    at: { beforeDeadline: 1800 },
    when: {},
    then: { kind: 'partial_refund', percent: 50 },
  },
];

/** Milliseconds that the process computed since: what a busy machine does in between is not the dry run's doing. */
function spent(since: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1000;
}

describe('A dry run over 5,000 requests', () => {
  let test: TestStore;
  const clock = new FakeClock();

  beforeAll(async () => {
    test = await sqliteStore();
    await test.store.directory.putSeller(shop());
    const { commands, relay } = world(test.store, clock);
    const actor = { kind: 'integrator', id: 'integrator' } as const;
    const seller = { kind: 'seller', id: 'shop-1', userId: 'staff-1' } as const;
    for (let n = 0; n < COUNT; n += 100) {
      const opened = Array.from({ length: 100 }, async (_, one) => {
        const reason = one % 4 === 0 ? 'damaged' : 'missing_items';
        const envelope = { actor, arrivedAt: clock.iso() };
        const outcome = await commands.open(input({ reason, buyerId: `buyer-${n + one}` }), envelope);
        if (!outcome.ok || one % 2 === 0) return;
        const offer = { kind: 'partial_refund', percent: 10 * (1 + (one % 9)) } as const;
        await commands.execute(
          outcome.state.id,
          { type: 'ProposeOffer', offer },
          { actor: seller, arrivedAt: clock.iso() },
        );
      });
      await Promise.all(opened);
      clock.advance(MINUTE);
    }
    await relay.idle();
    clock.advance(7 * 24 * 60 * MINUTE);
  });
  afterAll(() => test?.cleanup());

  it('takes under 3 s, and no turn of the event loop longer than 50 ms', async () => {
    const dryRun = createDryRun(test.store, clock);
    const ask = { sellerId: 'shop-1', currency: 'THB', rules: RULES, isGone: () => false };
    await dryRun(ask);
    // The longest time on the thread between two turns of somebody who always wants theirs.
    let longest = 0;
    let last = process.cpuUsage();
    let goes = true;
    const turn = () => {
      longest = Math.max(longest, spent(last));
      last = process.cpuUsage();
      if (goes) setImmediate(turn);
    };
    setImmediate(turn);
    const [began, started] = [process.cpuUsage(), performance.now()];
    const report = await dryRun(ask);
    const [took, clocked] = [spent(began), performance.now() - started];
    goes = false;
    const told = `${took.toFixed(0)} ms on the thread, ${clocked.toFixed(0)} on the clock, longest turn ${longest.toFixed(1)}`;
    process.stdout.write(`dry run over ${COUNT}: ${told}\n`);
    expect(report).toMatchObject({ examined: COUNT, truncated: false });
    expect(report?.byRule.map(({ matched }) => matched)).toEqual([COUNT / 4, (COUNT * 3) / 4]);
    expect(took).toBeLessThan(3_000);
    expect(longest).toBeLessThan(50);
  });
});
