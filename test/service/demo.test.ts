import type { AddressInfo } from 'node:net';
import pino from 'pino';
import { afterEach, describe, expect, it } from 'vitest';
import { type App, createApp } from '../../src/app.ts';
import type { Clock } from '../../src/application/ports/clock.ts';
import { issueToken } from '../../src/application/tokens.ts';
import type { DemoRequest, DemoState, DemoTime, DemoTokens } from '../../src/contract/demo.ts';
import { createDemoClock, type DemoClock, mountDemo, openDemoClock, seedDemo } from '../../src/demo/demo.ts';
import { openStore } from '../../src/storage/open.ts';
import { API_KEY, SECRET } from '../support/service.ts';
import { silent, sqliteStore, type TestStore } from '../support/stores.ts';

const HOUR = 3_600_000;
const at = (instant: string): number => Date.parse(instant);

describe('The demo’s clock', () => {
  it('runs as fast as it is told, and never jumps when the speed changes', () => {
    let wall = at('2026-11-23T03:00:00.000Z');
    const clock = createDemoClock(wall, { now: () => wall });
    wall += 1_000;
    expect(clock.now()).toBe(at('2026-11-23T03:00:01.000Z'));
    clock.setSpeed(1440);
    expect(clock.now()).toBe(at('2026-11-23T03:00:01.000Z'));
    wall += 60_000;
    expect(clock.now()).toBe(at('2026-11-24T03:00:01.000Z'));
    clock.setSpeed(1);
    wall += 1_000;
    expect(clock.now()).toBe(at('2026-11-24T03:00:02.000Z'));
  });
});

describe('Demo mode', () => {
  let stop: (() => Promise<void>) | undefined;
  afterEach(async () => {
    await stop?.();
    stop = undefined;
  });

  /** The service in demo mode on a database of its own, not seeded yet. `warnings` holds what it logged. */
  async function demoService(
    start: string,
  ): Promise<{ app: App; clock: DemoClock; own: TestStore; warnings: string[] }> {
    const own = await sqliteStore();
    const wallClock: Clock = { now: () => at(start) };
    const clock = await openDemoClock(own.store, wallClock);
    const warnings: string[] = [];
    const log = pino({ level: 'warn' }, { write: (line) => warnings.push(line) });
    const app = createApp({
      config: { apiKeys: [API_KEY], secrets: [SECRET], corsOrigins: [], trustProxy: false, rateLimit: null },
      store: own.store,
      clock,
      wallClock,
      log,
      version: 'test',
      extra: (express, commands) =>
        mountDemo(express, {
          commands,
          store: own.store,
          clock,
          log,
          issueToken: (body) => issueToken(body, [SECRET], wallClock.now()),
        }),
    });
    stop = async () => {
      await app.close();
      await own.cleanup();
    };
    return { app, clock, own, warnings };
  }

  const seed = ({ app, clock, own, warnings }: Awaited<ReturnType<typeof demoService>>): Promise<void> =>
    seedDemo({
      commands: app.commands,
      store: own.store,
      clock,
      log: pino({ level: 'warn' }, { write: (line) => warnings.push(line) }),
    });

  async function standing({ own }: { own: TestStore }): Promise<Record<string, string>> {
    const { items } = await own.store.requests.list({ filter: {}, sort: '-updatedAt', limit: 100, now: 0 });
    const names = items.map(({ facts, status, offers }) => [
      facts.externalId?.replace('demo-', '') ?? '',
      offers.at(-1) ? `${status}, offer ${offers.at(-1)?.status}` : status,
    ]);
    return Object.fromEntries(names);
  }

  // Deadlines count working days: a weekday, a weekend, New Year, and the night the clocks change in two markets.
  it.each([
    '2026-11-25T10:00:00.000Z',
    '2026-11-22T20:00:00.000Z',
    '2027-01-01T06:00:00.000Z',
    '2026-10-25T00:30:00.000Z',
  ])('tells the same stories on whatever day it is first started: %s', async (start) => {
    const service = await demoService(start);
    await seed(service);
    expect(service.warnings).toEqual([]);
    expect(await standing(service)).toEqual({
      bowls: 'negotiating, offer pending',
      celadon: 'awaiting_seller',
      earbuds: 'negotiating, offer pending',
      speaker: 'negotiating, offer pending',
      aodai: 'negotiating, offer pending',
      teapot: 'awaiting_seller, offer rejected',
      lamp: 'awaiting_shipment',
      jacket: 'shipped',
      phin: 'settled, offer accepted',
      backpack: 'rejected',
      'owl-spoon': 'settling, offer accepted',
      'owl-cup': 'awaiting_seller, offer rejected',
      'owl-saucer': 'negotiating, offer pending',
      'owl-vase': 'awaiting_seller',
      'owl-plate': 'awaiting_seller',
    });
    expect(service.clock.now()).toBe(at(start));
  });

  it('gives every history the times at which it happened, none of them in the future', async () => {
    const service = await demoService('2026-11-25T10:00:00.000Z');
    await seed(service);
    const phin = await service.own.store.requests.findByExternalId('demo-phin');
    const events = await service.own.store.requests.events(phin?.id ?? '', 0, 100);
    const hoursAgo = events
      .filter(({ type }) => !type.startsWith('reminder'))
      .map((event) => Math.round((service.clock.now() - at(event.at)) / HOUR));
    expect(hoursAgo).toEqual([76, 74, 70, 70, 66]);
  });

  it('puts the buyer’s words above what the platform says about them, in the order of the conversation', async () => {
    const service = await demoService('2026-11-25T10:00:00.000Z');
    await seed(service);
    const { messages } = await service.own.store.chat.messages({ conversationId: 'demo-bowls', limit: 50 });
    expect(messages.map(({ author, body }) => `${author.role} ${body.kind}`)).toEqual([
      'buyer text',
      'platform system',
      'seller text',
      'seller card',
    ]);
    expect(messages.map((message) => message.at)).toEqual([...messages.map((message) => message.at)].sort());
  });

  it('changes nothing when it is started again, and its time goes on from the latest change', async () => {
    const service = await demoService('2026-11-25T10:00:00.000Z');
    await seed(service);
    const before = await standing(service);
    service.clock.set(service.clock.now() + 30 * HOUR);
    const bowls = await service.own.store.requests.findByExternalId('demo-bowls');
    await service.app.commands.execute(
      bowls?.id ?? '',
      { type: 'CancelRequest' },
      { actor: { kind: 'agent', id: 'demo-agent' }, arrivedAt: new Date(service.clock.now()).toISOString() },
    );
    const { directory } = service.own.store;
    const owl = await directory.seller('demo-owl');
    const rules = owl?.rules?.slice(1) ?? [];
    if (owl) await directory.putSeller({ ...owl, rules });
    await seed(service);
    expect((await directory.seller('demo-owl'))?.rules).toEqual(rules);
    expect(await standing(service)).toEqual({ ...before, bowls: expect.stringContaining('cancelled') });

    const other = await openStore(service.own.url, silent);
    const clock = await openDemoClock(other, { now: () => at('2026-11-25T10:05:00.000Z') });
    expect(clock.now()).toBe(at('2026-11-26T16:00:00.000Z'));
    await other.close();
  });

  it('hands out tokens for the three people around its own requests, opens more, and changes its speed', async () => {
    const service = await demoService('2026-11-25T10:00:00.000Z');
    await seed(service);
    await new Promise<void>((resolve) => service.app.server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(service.app.server.address() as AddressInfo).port}`;
    const post = (path: string, body: object) =>
      fetch(url + path, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(body),
      });

    const opened = (await (await post('/demo/requests', {})).json()) as DemoState['requests'][number];
    const state = (await (await fetch(`${url}/demo/state`)).json()) as DemoState;
    expect(state.requests).toHaveLength(16);
    expect(state.requests[0]).toEqual(opened);
    const plate = state.requests.find(({ conversationId }) => conversationId === 'demo-owl-plate');
    expect(plate?.deadlineAt).toBe('2026-11-25T10:30:00.000Z');
    const { now } = (await (await post('/demo/jump', { requestId: plate?.id })).json()) as DemoState;
    expect(now).toBe('2026-11-25T10:30:01.000Z');
    expect((await post('/demo/jump', { requestId: 'req_none' })).status).toBe(404);

    const tokens = (await (await post('/demo/tokens', { requestId: opened.id })).json()) as DemoTokens;
    for (const token of Object.values(tokens)) {
      const headers = { Authorization: `Bearer ${token}` };
      expect((await fetch(`${url}/v1/requests/${opened.id}`, { headers })).status).toBe(200);
    }
    const other = state.requests.find(({ conversationId }) => conversationId === 'demo-celadon');
    const headers = { Authorization: `Bearer ${tokens.buyer}` };
    expect((await fetch(`${url}/v1/requests/${other?.id}`, { headers })).status).toBe(404);

    expect((await post('/demo/tokens', { requestId: 'req_unknown' })).status).toBe(404);
    expect((await post('/demo/speed', { speed: 2 })).status).toBe(400);
    expect(await (await post('/demo/speed', { speed: 60 })).json()).toMatchObject({ speed: 60 });
    expect((await post('/demo/marketplace', { requestId: opened.id })).status).toBe(404);

    // The clock stands just behind the deadline, and then the story is told anew, beside nothing that is still open.
    const jumped = (await (await post('/demo/jump', { requestId: opened.id })).json()) as DemoTime;
    expect(at(jumped.now)).toBe(at(opened.deadlineAt ?? '') + 1_000);
    expect((await post('/demo/jump', { requestId: 'req_unknown' })).status).toBe(404);
    const bowls = state.requests.find(({ conversationId }) => conversationId === 'demo-bowls');
    const again = (await (await post('/demo/start-over', { requestId: bowls?.id })).json()) as DemoRequest;
    expect(again).toMatchObject({ title: bowls?.title, waits: 'buyer' });
    expect(again.conversationId).toMatch(/^demo-bowls-/u);
    const { messages } = await service.own.store.chat.messages({ conversationId: again.conversationId, limit: 50 });
    expect(messages.map(({ body }) => body.kind)).toEqual(['text', 'system', 'text', 'card']);
    const after = (await (await fetch(`${url}/demo/state`)).json()) as DemoState;
    expect(after.speed).toBe(1);
    expect(after.requests.find(({ id }) => id === bowls?.id)?.waits).toBeNull();
    expect((await post('/demo/start-over', { requestId: 'req_unknown' })).status).toBe(404);
  });
});
