/**
 * 7. Two thousand photos, sent 20 at a time and used in messages, five each: how long an upload takes, how much memory the
 *    server has beside what it had at rest, and how long an offer takes to the buyer's card meanwhile, over the same at rest.
 *    Then the most memory of the commands that move what was sent: export, import, backup.
 *
 * What is sent (photo-sender.ts) is what phones send once the page has shrunk it, about 300 kB; every twentieth photo is one of
 * 12 megapixels that something else than a page sent.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Socket } from 'socket.io-client';
import { buyerOf, buyerToken, declareShop, inParallel, openRequest } from './api.ts';
import { type Figure, percentile } from './figures.ts';
import { runParley } from './moving.ts';
import { offerTo } from './offers.ts';
import type { Sent } from './photo-sender.ts';
import { forkServer, type Measured, startPart } from './processes.ts';
import { connectBuyer } from './sockets.ts';
import { type Database, freshDatabase, type StorageName } from './storages.ts';

const PHOTOS = 2_000;
/** A conversation takes 200 a day. */
const CONVERSATIONS = 40;
const CARDS_PER_SECOND = 5;
const CARDS_AT_REST = 300;
const MB = 1e6;
const LOOK_EVERY_MS = 200;
/** Enough to offer money for, as long as all lasts. */
const REQUESTS = 4_000;

/** From the shop's press to the buyer's card, in milliseconds, at an even pace for as long as `goesOn`. */
async function cardTimes(
  port: number,
  buyers: Socket[],
  ids: string[],
  goesOn: (sent: number) => boolean,
): Promise<number[]> {
  const startedAt = performance.now();
  const running: Promise<number>[] = [];
  while (goesOn(running.length)) {
    const id = ids.pop();
    if (id === undefined) throw new Error('there are too few requests to offer money for');
    // Requests were opened for one buyer after the other.
    const buyer = buyers[ids.length % CONVERSATIONS] as Socket;
    running.push(offerTo(buyer, port, id).then(({ pressedAt, arrivedAt }) => (arrivedAt - pressedAt) / 1000));
    await sleep(Math.max(0, startedAt + (running.length * 1000) / CARDS_PER_SECOND - performance.now()));
  }
  return Promise.all(running);
}

/** The most memory that the server has until it is stopped, looked at often. */
function watchMemory(server: Measured) {
  let most = 0;
  let ended = false;
  const watching = (async () => {
    while (!ended) {
      most = Math.max(most, await server.resident());
      await sleep(LOOK_EVERY_MS);
    }
  })();
  return async () => {
    ended = true;
    await watching;
    return most;
  };
}

async function soak(server: Measured, storage: StorageName): Promise<Figure[]> {
  const { port } = server;
  await declareShop(port);
  const tokens = await inParallel(CONVERSATIONS, (index) => buyerToken(port, `buyer-${index}`));
  const ids = await inParallel(REQUESTS, async (n) => (await openRequest(port, buyerOf(n % CONVERSATIONS))).id);
  const buyers = await inParallel(CONVERSATIONS, (n) => connectBuyer(port, tokens[n] ?? '', `conv-${n}`));
  const sender = await startPart<number>('./photo-sender.ts', port, PHOTOS, CONVERSATIONS);
  const restingCards = await cardTimes(port, buyers, ids, (sent) => sent < CARDS_AT_REST);
  await server.memory();
  const idle = await server.resident();

  const most = watchMemory(server);
  let uploading = true;
  const cards = cardTimes(port, buyers, ids, () => uploading);
  const { seconds, took: uploads } = await sender.ask<Sent>();
  uploading = false;
  const busyCards = await cards;
  const peak = await most();
  await server.memory();
  const after = await server.resident();
  for (const socket of buyers) socket.disconnect();

  const row = figureOf(storage);
  const card = (share: number) =>
    row(`press to card, p${share * 100}`, 'ms', percentile(busyCards, share), percentile(restingCards, share), 1.5);
  return [
    row(`uploads of ${Math.round(sender.said / 1000)} kB, 20 at a time`, '/s', PHOTOS / seconds),
    row('an upload, p50', 'ms', percentile(uploads, 0.5)),
    row('an upload, p99, over 2 s', 'ms', percentile(uploads, 0.99), 2_000, 1),
    row('most memory, over idle + 150 MB', 'MB', peak / MB, idle / MB + 150, 1),
    row('memory afterwards, over idle', 'MB', after / MB, idle / MB),
    card(0.5),
    card(0.99),
  ];
}

const figureOf =
  (storage: StorageName) =>
  (name: string, unit: string, parley: number, bare: number | null = null, atMost?: number): Figure => ({
    measurement: 'photos',
    storage,
    name,
    unit,
    parley,
    bare,
    target: atMost === undefined ? null : { ratio: 'at most', value: atMost },
  });

/** What was sent, moved out, in again elsewhere, and backed up. */
async function moved({ url, storage }: Database): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'parley-photos-'));
  const elsewhere = await freshDatabase(storage);
  try {
    const file = join(folder, 'all.ndjson');
    const runs = {
      export: await runParley(['export', '--out', file], url),
      import: await runParley(['import', file, '--allow-overdue'], elsewhere.url),
      ...(storage === 'SQLite' ? { backup: await runParley(['backup', join(folder, 'copy.db')], url) } : {}),
    };
    const row = figureOf(storage);
    return Object.entries(runs).flatMap(([name, { seconds, peak }]) => [
      row(`${name} of ${PHOTOS.toLocaleString('en')} photos`, '/s', PHOTOS / seconds),
      row(`${name}, most memory`, 'MB', peak),
    ]);
  } finally {
    await elsewhere.remove();
    await rm(folder, { recursive: true, force: true });
  }
}

export async function measurePhotos(storage: StorageName): Promise<Figure[]> {
  const database = await freshDatabase(storage);
  try {
    const server = await forkServer('./parley.ts', database.url);
    const figures = await soak(server, storage).finally(() => server.stop());
    return [...figures, ...(await moved(database))];
  } finally {
    await database.remove();
  }
}
