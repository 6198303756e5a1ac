/** Processes that die, stop, or share the work: every event arrives at least once and in order, and none is invented. */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Store } from '../../src/application/ports/store.ts';
import type { WebhookStore } from '../../src/application/webhooks/ports.ts';
import { eventually } from '../support/eventually.ts';
import { storeLegs, type TestStore } from '../support/stores.ts';
import { Receiver } from '../support/webhook-receiver.ts';
import { type WebhookWorld, webhookWorld } from '../support/webhook-world.ts';
import { FakeClock } from '../support/world.ts';

const LEASE = 20_000;

/** The storage of a process that dies at one call: this and every later one never answers. */
function dyingAt(store: Store, method: keyof WebhookStore, after: number): { store: Store; dead: Promise<void> } {
  let left = after;
  let isDead = false;
  let died = () => {};
  const dead = new Promise<void>((resolve) => {
    died = resolve;
  });
  const webhooks = new Proxy(store.webhooks, {
    get(target, name: keyof WebhookStore) {
      const call = target[name] as (...args: unknown[]) => Promise<unknown>;
      return (...args: unknown[]) => {
        if (name === method && left-- <= 0) isDead = true;
        if (!isDead) return call(...args);
        died();
        return new Promise(() => {});
      };
    },
  });
  return { store: { ...store, webhooks }, dead };
}

describe.each(storeLegs())('Webhooks on $name', (leg) => {
  const clock = new FakeClock();
  const wallClock = new FakeClock();
  let opened: TestStore;
  let receiver: Receiver;
  let worlds: WebhookWorld[] = [];
  beforeEach(async () => {
    opened = await leg.open();
    receiver = await Receiver.start();
  });
  afterEach(async () => {
    for (const world of worlds) await world.stop();
    worlds = [];
    await receiver.close();
    await opened.cleanup();
  });
  async function startProcess(owner: string, store = opened.store): Promise<WebhookWorld> {
    const world = await webhookWorld(store, { clock, wallClock, owner });
    worlds.push(world);
    return world;
  }
  const seqs = () => receiver.received.map(({ body }) => body.data.event.seq);

  it.each([
    ['after sending and before writing it down', 'settle', 0],
    ['after the first of two was written down', 'settle', 1],
    ['before handing the line back', 'release', 0],
    ['after taking the line', 'pending', 0],
  ] as const)('of a process that died %s go on when its lease has run out', async (_, method, after) => {
    const other = await startProcess('survivor');
    await other.register(receiver.url);
    const { id } = await other.open();
    await other.update(id, 'second');
    await other.relay.idle();
    const { store, dead } = dyingAt(opened.store, method, after);
    // It never ends by itself, so nobody stops it.
    const victim = await webhookWorld(store, { clock, wallClock, owner: 'victim' });
    void victim.deliverer.run();
    await dead;
    const before = seqs();
    await other.deliver();
    expect(seqs()).toEqual(before);
    wallClock.advance(LEASE);
    await other.deliver();
    const all = seqs();
    expect(all.toSorted((a, b) => a - b)).toEqual(all);
    expect(new Set(all)).toEqual(new Set([1, 2]));
    expect(all.length).toBeLessThanOrEqual(3);
    const [endpoint] = await other.webhooks.list();
    expect((await other.log(endpoint?.id ?? '')).map(({ status }) => status)).toEqual(['delivered', 'delivered']);
  });

  it('of a process that died while it owed them are owed again by the relay, once', async () => {
    const survivor = await startProcess('survivor');
    await survivor.register(receiver.url);
    const { store, dead } = dyingAt(opened.store, 'owe', 0);
    const victim = await webhookWorld(store, { clock, wallClock, owner: 'victim' });
    await victim.open();
    await dead;
    await survivor.relay.recover();
    await survivor.deliver();
    expect(seqs()).toEqual([]);
    wallClock.advance(LEASE);
    await survivor.relay.recover();
    await survivor.deliver();
    await survivor.relay.recover();
    await survivor.deliver();
    expect(seqs()).toEqual([1]);
  });

  it('under way when the process stops are given up, and made again at once after the start', async () => {
    const first = await startProcess('first');
    const { id } = await first.register(receiver.url);
    receiver.answer = () => () => {};
    await first.open();
    await first.relay.idle();
    const run = first.deliverer.run();
    await eventually('the first attempt is under way', () => expect(receiver.received).toHaveLength(1));
    await first.stop();
    await run;
    const [waiting] = await first.log(id);
    expect(waiting).toMatchObject({ status: 'pending', failures: 0, attempts: [] });
    receiver.answer = () => 204;
    const second = await startProcess('second');
    await second.deliver();
    expect(seqs()).toEqual([1, 1]);
    expect(receiver.received[0]?.raw).toBe(receiver.received[1]?.raw);
  });

  it('worked off by two processes at once are sent once each, in order', async () => {
    const [one, two] = [await startProcess('one'), await startProcess('two')];
    await one.register(receiver.url);
    receiver.answer = () => (response) => void sleep(5).then(() => response.writeHead(204).end());
    const ids: string[] = [];
    for (let n = 0; n < 15; n += 1) ids.push((await one.open()).id);
    for (const id of ids) for (let n = 0; n < 3; n += 1) await two.update(id, `n${n}`);
    await Promise.all([one.relay.idle(), two.relay.idle()]);
    await Promise.all([one.deliverer.run(), two.deliverer.run()]);
    for (const id of ids) {
      const told = receiver.received.filter(({ body }) => body.data.request.id === id);
      expect(told.map(({ body }) => body.data.event.seq)).toEqual([1, 2, 3, 4]);
    }
  });

  it('of a deliverer that runs by itself arrive without being asked for', async () => {
    const world = await startProcess('one');
    world.deliverer.start();
    await world.register(receiver.url);
    await world.open();
    await eventually('the opening arrives', () => expect(seqs()).toEqual([1]));
    await eventually('it is counted', () =>
      expect(world.deliverer.counts).toEqual({ delivered: 1, failed: 0, dead: 0 }),
    );
  });
});
