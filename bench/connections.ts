/**
 * 4. Memory of a connected buyer over a bare Socket.IO connection, and the time from the start to ready.
 *
 * Memory is what lives after a full collection (JavaScript heap and buffers), since the resident set keeps pages that
 * nobody uses; it is measured in the server, before and after the connections, with a warm-up that does not count.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Socket } from 'socket.io-client';
import { freePort } from '../test/support/free-port.ts';
import { startServer } from '../test/support/load/server.ts';
import { buyerToken, declareShop, inParallel, openRequest } from './api.ts';
import { type Figure, median } from './figures.ts';
import { forkServer, type Measured } from './processes.ts';
import { connectBare, connectBuyers } from './sockets.ts';
import { freshDatabase, type StorageName } from './storages.ts';

const BUYERS = 1_000;
const WARM_UP = 200;
const STARTS = 5;

/** Bytes that each of the connections costs the server. */
async function bytesEach(server: Measured, connect: (count: number) => Promise<Socket[]>): Promise<number> {
  const warm = await connect(WARM_UP);
  for (const socket of warm) socket.disconnect();
  await sleep(1_000);
  const before = await server.memory();
  const sockets = await connect(BUYERS);
  await sleep(1_000);
  const after = await server.memory();
  for (const socket of sockets) socket.disconnect();
  return (after.used - before.used) / BUYERS;
}

async function memoryOfParley(storage: StorageName): Promise<number> {
  const database = await freshDatabase(storage);
  const server = await forkServer('./parley.ts', database.url);
  try {
    await declareShop(server.port);
    await inParallel(BUYERS, (index) =>
      openRequest(server.port, { buyerId: `buyer-${index}`, conversationId: `conv-${index}` }),
    );
    const tokens = await inParallel(BUYERS, (index) => buyerToken(server.port, `buyer-${index}`));
    return await bytesEach(server, (count) => connectBuyers(server.port, tokens.slice(0, count)));
  } finally {
    await server.stop();
    await database.remove();
  }
}

async function memoryOfBare(): Promise<number> {
  const server = await forkServer('./bare-sockets.ts');
  try {
    return await bytesEach(server, (count) => connectBare(server.port, count));
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
  const kilobytes = (bytes: number) => bytes / 1024;
  return [
    {
      measurement: 'connections',
      storage,
      name: 'memory per connected buyer',
      unit: 'KiB',
      parley: kilobytes(await memoryOfParley(storage)),
      bare: kilobytes(await memoryOfBare()),
      target: { ratio: 'at most', value: 1.3 },
    },
    {
      measurement: 'connections',
      storage,
      name: 'start-up to ready',
      unit: 'ms',
      parley: await startUp(storage),
      bare: null,
      target: null,
    },
  ];
}
