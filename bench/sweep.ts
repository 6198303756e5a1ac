/**
 * 3. Sweeping 1,000 due requests among 1,000 open ones and among 200,000: the second is the figure, the first the
 *    baseline. On the real server: how late a deadline acts where 200 of them pass every second, and how many act in a second
 *    where 2,000 pass in one instant.
 *
 * The sweep runs as in production (commands, relay, chat) on a clock that the measurement moves: requests are due in
 * groups of 1,000, an hour apart, the rest years later.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { createCommands } from '../src/application/commands.ts';
import { localFeed } from '../src/application/feed.ts';
import type { Store } from '../src/application/ports/store.ts';
import { createRelay } from '../src/application/relay.ts';
import { createSweep } from '../src/application/sweep.ts';
import { createChatChannel } from '../src/channels/chat.ts';
import type { RequestInput } from '../src/contract/request.ts';
import { decideOpen } from '../src/domain/decisions/open.ts';
import { marketPolicy } from '../src/domain/markets/index.ts';
import { effectivePolicy } from '../src/domain/policy.ts';
import { type RequestState, wakeAt } from '../src/domain/request.ts';
import { openStore } from '../src/storage/open.ts';
import { erasingOver } from '../test/support/erasing.ts';
import { freePort } from '../test/support/free-port.ts';
import { startServer } from '../test/support/load/server.ts';
import { buyerOf, declareShop, inParallel, openRequest, SHOP } from './api.ts';
import { type Figure, median, percentile } from './figures.ts';
import { freshDatabase, type StorageName } from './storages.ts';

const DUE = 1_000;
const MANY = 200_000;
const ROUNDS = 3;
const HOUR_MS = 3_600_000;

const LATENESS_SECONDS = 10;
const DUE_PER_SECOND = 200;
const LATE_AT_MOST_MS = 20;
const AT_ONCE = 2_000;
const TOLD_WITHIN_MS = 10_000;
/** Twice what the service did when a deadline was first measured like this. */
const RUSH_AT_LEAST: Record<StorageName, number> = { SQLite: 1_960, MongoDB: 640 };

const raise = (error: unknown): never => {
  throw error;
};

/** Stores an open request whose seller must answer by this time, as opening it then would have; it is told already. */
async function store(target: Store, index: number, openedAt: number, respondBy: number): Promise<void> {
  const market = marketPolicy('TH');
  if (!market) throw new Error('TH has no policy');
  const policy = effectivePolicy(market, { id: SHOP, name: 'Bench shop', market: 'TH', zone: 'Asia/Bangkok' });
  const money = (amount: number) => ({ amount, currency: 'THB' });
  const input: RequestInput = {
    orderId: `order-${index}`,
    sellerId: SHOP,
    buyerId: `buyer-${index}`,
    conversationId: `conv-${index}`,
    market: 'TH',
    buyerZone: 'Asia/Bangkok',
    reason: 'missing_items',
    items: [{ sku: 'BOWL-2', title: 'Bowl', quantity: 2, missingQuantity: 1, unitPrice: money(25_000) }],
    paid: money(54_000),
    shippingOption: 'platform',
    respondBy: new Date(respondBy).toISOString(),
  };
  const at = new Date(openedAt).toISOString();
  const context = { actor: { kind: 'integrator' as const, id: 'integrator' }, arrivedAt: at, at };
  const command = { type: 'OpenRequest' as const, requestId: `req_bench${index}`, input, policy };
  const decision = decideOpen(command, context);
  if (!('state' in decision)) throw new Error(decision.refusal.detail);
  // Reminders would wake the request before its deadline; the measurement is about deadlines.
  const state: RequestState = { ...decision.state, reminders: [] };
  const lease = { owner: 'bench', until: openedAt + HOUR_MS };
  await target.requests.commit({ state, events: decision.events, expectedVersion: 0, wakeAt: wakeAt(state), lease });
  await target.requests.ack([{ id: state.id, seq: state.version, owner: 'bench' }]);
}

/** A storage with this many open requests, of which `groups` times 1,000 fall due an hour apart, and its sweep. */
async function stage(url: string, open: number, groups: number) {
  const target = await openStore(url, { log: () => {} });
  const startedAt = Date.now();
  await inParallel(
    open,
    (index) => {
      const group = Math.floor(index / DUE);
      return store(
        target,
        index,
        startedAt,
        startedAt + (group < groups ? group + 1 : 50_000 + (index % 9_000)) * HOUR_MS,
      );
    },
    1_000,
  );
  const clock = { time: startedAt, now: () => clock.time };
  const channels = [createChatChannel({ store: target, feed: localFeed(raise), wallClock: Date })];
  const relay = createRelay({ store: target, channels, wallClock: { now: Date.now }, owner: 'bench', onError: raise });
  const commands = createCommands({ store: target, clock, relay });
  const sweep = createSweep({
    store: target,
    commands,
    erasing: erasingOver(target, relay, clock),
    clock,
    onError: raise,
  });
  return {
    /** Lets the next group fall due and sweeps it; answers milliseconds. */
    async next(): Promise<number> {
      clock.time += HOUR_MS;
      const from = performance.now();
      const woken = await sweep.run();
      const took = performance.now() - from;
      await relay.idle();
      if (woken !== DUE) throw new Error(`${woken} requests were woken, not ${DUE}`);
      return took;
    },
    close: async () => {
      await relay.stop();
      await target.close();
    },
  };
}

/** Median milliseconds of a sweep among this many open requests; the first one warms up and does not count. */
async function sweepAmong(storage: StorageName, open: number): Promise<number> {
  const rounds = ROUNDS + 1;
  const times: number[] = [];
  if (open > rounds * DUE) {
    const database = await freshDatabase(storage);
    const staged = await stage(database.url, open, rounds);
    for (let round = 0; round < rounds; round++) times.push(await staged.next());
    await staged.close();
    await database.remove();
  } else {
    for (let round = 0; round < rounds; round++) {
      const database = await freshDatabase(storage);
      const staged = await stage(database.url, open, 1);
      times.push(await staged.next());
      await staged.close();
      await database.remove();
    }
  }
  return median(times.slice(1));
}

/**
 * Opens so many requests on the real server, the n-th due `dueAfter(n)` milliseconds after the first, and answers how long
 * after its deadline each was approved, in milliseconds, by the events' own times.
 */
async function latenessOf(storage: StorageName, count: number, dueAfter: (n: number) => number): Promise<number[]> {
  const database = await freshDatabase(storage);
  const port = await freePort();
  const server = await startServer(port, database.url);
  try {
    await declareShop(port);
    // Time enough to open them all before the first falls due, on the slower storage too.
    const firstDue = Date.now() + 20_000;
    const ids = await inParallel(count, async (n) => {
      const respondBy = new Date(firstDue + dueAfter(n)).toISOString();
      return (await openRequest(port, buyerOf(n), respondBy)).id;
    });
    if (Date.now() > firstDue) throw new Error('opening took longer than the deadlines');
    await sleep(firstDue + dueAfter(count - 1) + TOLD_WITHIN_MS - Date.now());
    const reader = await openStore(database.url, { log: () => {} });
    const late = await inParallel(count, async (n) => {
      const events = await reader.requests.events(ids[n] ?? '', 0, 10);
      const opened = events.find((event) => event.type === 'request.opened');
      const approved = events.find((event) => event.type === 'request.approved');
      if (opened?.type !== 'request.opened' || !approved) throw new Error(`${ids[n]} was not approved`);
      return Date.parse(approved.at) - Date.parse(String(opened.data.respondBy));
    });
    await reader.close();
    return late;
  } finally {
    await server.kill();
    await database.remove();
  }
}

export async function measureSweep(storage: StorageName): Promise<Figure[]> {
  const few = await sweepAmong(storage, DUE);
  const many = await sweepAmong(storage, MANY);
  const late = await latenessOf(storage, LATENESS_SECONDS * DUE_PER_SECOND, (n) => (n * 1000) / DUE_PER_SECOND);
  const rush = await latenessOf(storage, AT_ONCE, () => 0);
  const figure = (name: string, unit: string, parley: number, target: Figure['target'], bare?: number): Figure => ({
    measurement: 'sweep',
    storage,
    name,
    unit,
    parley,
    bare: bare ?? null,
    target,
  });
  const among = '1,000 due among 200,000 open (bare: among 1,000)';
  const atOnce = `${AT_ONCE.toLocaleString('en')} due in one instant`;
  return [
    figure(among, 'ms', many, { ratio: 'at most', value: 1.3 }, few),
    figure('lateness at 200 due a second, p50', 'ms', percentile(late, 0.5), null),
    figure('lateness at 200 due a second, p99', 'ms', percentile(late, 0.99), {
      ratio: 'at most',
      value: LATE_AT_MOST_MS,
    }),
    figure(atOnce, '/s', (AT_ONCE * 1_000) / Math.max(...rush), {
      ratio: 'at least',
      value: RUSH_AT_LEAST[storage],
    }),
  ];
}
