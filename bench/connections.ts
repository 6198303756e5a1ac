/**
 * 4. Ten thousand connected buyers who do nothing: the memory of each over a bare Socket.IO connection, and how long a card
 *    takes to all of them, one each, over a bare emit to each. And the time from the start to ready.
 *
 * Memory is what lives after a full collection (JavaScript heap and buffers), since the resident set keeps pages that
 * nobody uses; it is measured in the server, before and after the connections, with a warm-up that does not count. A card
 * is told as the chat tells it once it is stored: rendered for its reader, in their language and zone.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Socket } from 'socket.io-client';
import type { MessageView } from '../src/contract/chat.ts';
import { freePort } from '../test/support/free-port.ts';
import { startServer } from '../test/support/load/server.ts';
import { buyerOf, buyerToken, declareShop, inParallel, openRequest } from './api.ts';
import { type Figure, median } from './figures.ts';
import { offerTo } from './offers.ts';
import { forkServer, type Measured, monotonicMicros } from './processes.ts';
import { connectBare, connectBuyers } from './sockets.ts';
import { freshDatabase, type StorageName } from './storages.ts';

const BUYERS = 10_000;
const WARM_UP = 200;
const ROUNDS = 5;
const STARTS = 5;

/** Bytes that each connection costs the server, and milliseconds until each has a message. */
interface Cost {
  bytes: number;
  told: number;
}

/** Milliseconds until every socket has got its message; median of a few rounds, of which the first warms up. */
async function toldAll(server: Measured, sockets: Socket[], message: unknown): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    const all = sockets.map((socket) => new Promise<void>((resolve) => socket.once('message', () => resolve())));
    const beganAt = await server.tell(sockets.length, message);
    await Promise.all(all);
    times.push((monotonicMicros() - beganAt) / 1000);
  }
  return median(times.slice(1));
}

async function costOf(
  server: Measured,
  connect: (count: number) => Promise<Socket[]>,
  message: (sockets: Socket[]) => Promise<unknown>,
): Promise<Cost> {
  const warm = await connect(WARM_UP);
  for (const socket of warm) socket.disconnect();
  await sleep(1_000);
  const before = await server.memory();
  const sockets = await connect(BUYERS);
  await sleep(1_000);
  const after = await server.memory();
  const told = await toldAll(server, sockets, await message(sockets));
  for (const socket of sockets) socket.disconnect();
  return { bytes: (after.used - before.used) / BUYERS, told };
}

async function ofParley(storage: StorageName): Promise<Cost & { card: MessageView }> {
  const database = await freshDatabase(storage);
  const server = await forkServer('./parley.ts', database.url);
  const { port } = server;
  try {
    await declareShop(port);
    const ids = await inParallel(BUYERS, async (index) => (await openRequest(port, buyerOf(index))).id);
    const tokens = await inParallel(BUYERS, (index) => buyerToken(port, buyerOf(index).buyerId));
    let card: MessageView | undefined;
    const cost = await costOf(
      server,
      (count) => connectBuyers(port, tokens.slice(0, count)),
      async ([first]) => {
        card = (await offerTo(first as Socket, port, ids[0] ?? '')).message;
      },
    );
    if (!card) throw new Error('no card arrived');
    return { ...cost, card };
  } finally {
    await server.stop();
    await database.remove();
  }
}

async function ofBare(card: MessageView): Promise<Cost> {
  const server = await forkServer('./bare.ts');
  try {
    return await costOf(
      server,
      (count) => connectBare(server.port, count),
      async () => card,
    );
  } finally {
    await server.stop();
  }
}

async function startUp(storage: StorageName): Promise<number> {
  const database = await freshDatabase(storage);
  const times: number[] = [];
  try {
    for (let start = 0; start < STARTS; start++) {
      const server = await startServer(await freePort(), database.url);
      times.push(server.readyAfterMs);
      await server.kill();
    }
    return median(times);
  } finally {
    await database.remove();
  }
}

export async function measureConnections(storage: StorageName): Promise<Figure[]> {
  const parley = await ofParley(storage);
  const bare = await ofBare(parley.card);
  const figure = (name: string, unit: string, of: number, beside: number | null, atMost: number): Figure => ({
    measurement: 'connections',
    storage,
    name,
    unit,
    parley: of,
    bare: beside,
    target: beside === null ? null : { ratio: 'at most', value: atMost },
  });
  const count = BUYERS.toLocaleString('en');
  return [
    figure(`memory of each of ${count} buyers`, 'KiB', parley.bytes / 1024, bare.bytes / 1024, 1.2),
    figure(`a card to each of ${count}`, 'ms', parley.told, bare.told, 1.5),
    figure('start-up to ready', 'ms', await startUp(storage), null, 0),
  ];
}
