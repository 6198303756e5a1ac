/**
 * 7. What several instances cost: three on one database, with a Redis between them, over the same three without it.
 *
 * - Processor time of all three for an accepted offer: the offer, its answer and all that is told of both.
 * - From the offer's answer to the card on a socket of another instance, over the same on the instance that was asked.
 * - Processor time of an instance for a change that nobody on it looks at, beside what it uses while nothing happens.
 *
 * MongoDB only: a SQLite file has one server.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { MessageView } from '../src/contract/chat.ts';
import { redisServer } from '../test/support/redis-server.ts';
import { buyerOf, buyerToken, call, declareShop, inParallel, offerHalf, openRequest } from './api.ts';
import { type Figure, percentile } from './figures.ts';
import { forkServer, type Measured } from './processes.ts';
import { connectBuyer } from './sockets.ts';
import { freshDatabase, type StorageName } from './storages.ts';

const COUNT = 3;
const OFFERS = 600;
const CARDS = 400;
const WARM_UP = 100;
const AT_ONCE = 8;
/** All that a change owes is told by then. */
const TOLD_WITHIN_MS = 1_500;
const IDLE_MS = 5_000;

interface Instances {
  all: Measured[];
  stop(): Promise<void>;
}

async function start(databaseUrl: string, redisUrl?: string): Promise<Instances> {
  const args = redisUrl ? [databaseUrl, redisUrl] : [databaseUrl];
  const all = await Promise.all(Array.from({ length: COUNT }, () => forkServer('./parley.ts', ...args)));
  return { all, stop: async () => void (await Promise.all(all.map((one) => one.stop()))) };
}

const portOf = ({ all }: Instances, index: number): number => (all[index % COUNT] as Measured).port;
const processorOf = async ({ all }: Instances): Promise<number> =>
  (await Promise.all(all.map((one) => one.processor()))).reduce((sum, each) => sum + each, 0);

/** Milliseconds of processor time of all instances for each offer that is made and accepted. */
async function acceptedOffers(on: Instances, from: number): Promise<number> {
  const opened = await inParallel(OFFERS, (n) => openRequest(portOf(on, n), buyerOf(from + n)), AT_ONCE);
  await sleep(TOLD_WITHIN_MS);
  const before = await processorOf(on);
  await inParallel(
    OFFERS,
    async (n) => {
      const id = opened[n]?.id ?? '';
      const { offer } = await offerHalf(portOf(on, n), id);
      await call(
        portOf(on, n + 1),
        'POST',
        `/v1/requests/${id}/offers/${offer?.id}/accept`,
        {},
        `buyer:buyer-${from + n}`,
      );
    },
    AT_ONCE,
  );
  await sleep(TOLD_WITHIN_MS);
  return ((await processorOf(on)) - before) / OFFERS;
}

/** Milliseconds from the offer's answer to its card on a socket so many instances further. */
async function cards(on: Instances, from: number, further: number): Promise<number[]> {
  const samples: number[] = [];
  for (let n = 0; n < WARM_UP + CARDS; n += 1) {
    const { id } = await openRequest(portOf(on, n), buyerOf(from + n));
    const socket = await connectBuyer(
      portOf(on, n + further),
      await buyerToken(portOf(on, n), `buyer-${from + n}`),
      `conv-${from + n}`,
    );
    const arrived = new Promise<number>((resolve) => {
      socket.on('message', ({ message }: { message: MessageView }) => {
        if (message.kind === 'card') resolve(performance.now());
      });
    });
    await offerHalf(portOf(on, n), id);
    const answeredAt = performance.now();
    const took = (await arrived) - answeredAt;
    socket.disconnect();
    if (n >= WARM_UP) samples.push(Math.max(0.01, took));
  }
  return samples;
}

/** Milliseconds of processor time that the last instance spends on a change on the others. */
async function unseenChange(on: Instances, from: number): Promise<number> {
  const last = on.all[COUNT - 1] as Measured;
  const opened = await inParallel(OFFERS, (n) => openRequest(portOf(on, n % 2), buyerOf(from + n)), AT_ONCE);
  await sleep(TOLD_WITHIN_MS);
  const idleFrom = await last.processor();
  await sleep(IDLE_MS);
  const idle = ((await last.processor()) - idleFrom) / IDLE_MS;
  const [before, startedAt] = [await last.processor(), performance.now()];
  await inParallel(OFFERS, (n) => offerHalf(portOf(on, n % 2), opened[n]?.id ?? ''), AT_ONCE);
  await sleep(TOLD_WITHIN_MS);
  const used = (await last.processor()) - before - idle * (performance.now() - startedAt);
  return Math.max(0, used) / OFFERS;
}

export async function measureCluster(storage: StorageName): Promise<Figure[]> {
  if (storage !== 'MongoDB') return [];
  const database = await freshDatabase(storage);
  const redis = await redisServer();
  await redis.start();
  const figure = (name: string, unit: string, parley: number, bare: number | null, target: number | null): Figure => ({
    measurement: 'cluster',
    storage,
    name,
    unit,
    parley,
    bare,
    target: target === null ? null : { ratio: 'at most', value: target },
  });
  let running: Instances | undefined;
  try {
    running = await start(database.url);
    await declareShop(portOf(running, 0));
    await acceptedOffers(running, 0);
    const without = await acceptedOffers(running, 10_000);
    await running.stop();
    running = await start(database.url, redis.url);
    await acceptedOffers(running, 20_000);
    const together = await acceptedOffers(running, 30_000);
    const same = await cards(running, 40_000, 0);
    const other = await cards(running, 50_000, 1);
    const unseen = await unseenChange(running, 60_000);
    return [
      figure('processor time for an accepted offer, all instances', 'ms', together, without, 1.3),
      figure('answer to card on another instance, p50', 'ms', percentile(other, 0.5), percentile(same, 0.5), 2),
      figure('answer to card on another instance, p99', 'ms', percentile(other, 0.99), percentile(same, 0.99), 3),
      figure('processor time for a change nobody looks at', 'ms', unseen, null, null),
    ];
  } finally {
    await running?.stop();
    await redis.kill();
    await database.remove();
  }
}
