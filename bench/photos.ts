/**
 * 7. Two thousand photos, sent 20 at a time and used in messages, five each: how long an upload takes, how much memory the
 *    server has beside what it had at rest, and how long an offer takes to the buyer's card meanwhile, over the same at rest.
 *    Then the most memory of the commands that move what was sent: export, import, backup.
 *
 * What is sent is what phones send once the page has shrunk it, about 300 kB; every twentieth photo is one of 12 megapixels that
 * something else than a page sent.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import sharp from 'sharp';
import type { Socket } from 'socket.io-client';
import { API_KEY } from '../test/support/load/server.ts';
import { buyerToken, call, declareShop, inParallel, openRequest } from './api.ts';
import { type Figure, percentile } from './figures.ts';
import { runParley } from './moving.ts';
import { offerTo } from './offers.ts';
import { forkServer, type Measured } from './processes.ts';
import { connectBuyer } from './sockets.ts';
import { type Database, freshDatabase, type StorageName } from './storages.ts';

const PHOTOS = 2_000;
const AT_ONCE = 20;
const A_MESSAGE = 5;
/** A conversation takes 200 a day. */
const CONVERSATIONS = 40;
const CARDS_PER_SECOND = 5;
const CARDS_AT_REST = 300;
const MB = 1e6;
/** Looking holds up who is looked at for a moment. */
const LOOK_EVERY_MS = 200;
/** Enough to offer money for, as long as all lasts. */
const REQUESTS = 4_000;

const buyerOf = (index: number) => ({ buyerId: `buyer-${index}`, conversationId: `conv-${index}` });

/** A photo of nothing in particular: shades, and the grain that a camera leaves. */
function photo(width: number, height: number): Promise<Buffer> {
  const grain = { width: width / 4, height: height / 4, channels: 3 as const, background: '#888' };
  return sharp({ create: { ...grain, noise: { type: 'gaussian', mean: 128, sigma: 8 } } })
    .resize(width, height, { kernel: 'cubic' })
    .jpeg({ quality: 82 })
    .toBuffer();
}

/** Sends one; answers its id. */
async function upload(port: number, index: number, bytes: Buffer): Promise<string> {
  const { buyerId, conversationId } = buyerOf(index);
  const response = await fetch(`http://127.0.0.1:${port}/v1/conversations/${conversationId}/attachments`, {
    method: 'POST',
    headers: { authorization: `Bearer ${API_KEY}`, 'content-type': 'image/jpeg', 'parley-actor': `buyer:${buyerId}` },
    body: new Uint8Array(bytes),
  });
  const answer = (await response.json()) as { id: string };
  if (response.status !== 201) throw new Error(`an upload answered ${response.status}: ${JSON.stringify(answer)}`);
  return answer.id;
}

/** Sends all photos and uses them; answers how long each upload took, in milliseconds. */
async function sendAll(port: number, pictures: { shrunk: Buffer; large: Buffer }): Promise<number[]> {
  const took: number[] = [];
  await inParallel(
    PHOTOS / A_MESSAGE,
    async (message) => {
      const { buyerId, conversationId } = buyerOf(message % CONVERSATIONS);
      const attachments: string[] = [];
      for (let n = 0; n < A_MESSAGE; n += 1) {
        const startedAt = performance.now();
        const isLarge = (message * A_MESSAGE + n) % 20 === 19;
        attachments.push(await upload(port, message % CONVERSATIONS, isLarge ? pictures.large : pictures.shrunk));
        took.push(performance.now() - startedAt);
      }
      const path = `/v1/conversations/${conversationId}/messages`;
      await call(port, 'POST', path, { text: 'Only one bowl', attachments }, `buyer:${buyerId}`);
    },
    AT_ONCE,
  );
  return took;
}

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
  const pictures = { shrunk: await photo(2_048, 1_536), large: await photo(4_000, 3_000) };
  const restingCards = await cardTimes(port, buyers, ids, (sent) => sent < CARDS_AT_REST);
  await server.memory();
  const idle = await server.resident();

  const most = watchMemory(server);
  let uploading = true;
  const cards = cardTimes(port, buyers, ids, () => uploading);
  const startedAt = performance.now();
  const uploads = await sendAll(port, pictures);
  const seconds = (performance.now() - startedAt) / 1000;
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
    row(`uploads of ${Math.round(pictures.shrunk.length / 1000)} kB, 20 at a time`, '/s', PHOTOS / seconds),
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
