/**
 * 2. From the shop's press to the card on the buyer's socket, with 1,000 connected buyers, over a bare Express handler that
 *    makes one durable write on the same storage, answers, and emits the same message; both at the same pace. Beside it, of
 *    Parley alone, how much of that lies between the shop's answer and the card.
 */
import type { Socket } from 'socket.io-client';
import type { MessageView } from '../src/contract/chat.ts';
import { SECRET } from '../test/support/load/server.ts';
import { bareToken, buyerOf, buyerToken, declareShop, inParallel, openRequest, paced } from './api.ts';
import { type Figure, percentile } from './figures.ts';
import { type OfferOnItsWay, offerTo, post } from './offers.ts';
import { forkServer, monotonicMicros } from './processes.ts';
import { connectBare, connectBuyers } from './sockets.ts';
import { freshDatabase, type StorageName } from './storages.ts';

const BUYERS = 1_000;
const WARM_UP = 300;
const PER_SECOND = 100;

/** Runs `one` for every offer. Those of the first `WARM_UP` are left out: the code has to be compiled first. */
const offered = async <T>(one: (index: number) => Promise<T>): Promise<T[]> =>
  (await paced(WARM_UP + BUYERS, PER_SECOND, one)).slice(WARM_UP);

async function ofParley(storage: StorageName): Promise<OfferOnItsWay[]> {
  const database = await freshDatabase(storage);
  const server = await forkServer('./parley.ts', database.url);
  const { port } = server;
  try {
    await declareShop(port);
    // One request for every buyer, and a second one for those on whom the code is warmed up.
    const ids = await inParallel(
      WARM_UP + BUYERS,
      async (index) => (await openRequest(port, buyerOf(index % BUYERS))).id,
    );
    const buyers = await connectBuyers(
      port,
      await inParallel(BUYERS, (index) => buyerToken(port, buyerOf(index).buyerId)),
    );
    const offers = await offered((index) => offerTo(buyers[index % BUYERS] as Socket, port, ids[index] as string));
    for (const socket of buyers) socket.disconnect();
    return offers;
  } finally {
    await server.stop();
    await database.remove();
  }
}

/** Microseconds of each, from the press to the message on the socket. */
async function ofBare(storage: StorageName, message: MessageView): Promise<number[]> {
  const database = await freshDatabase(storage);
  const server = await forkServer('./bare.ts', database.url, SECRET, String(BUYERS), 'conv-');
  try {
    const headers = { authorization: `Bearer ${await bareToken()}` };
    const listeners = await connectBare(server.port, BUYERS);
    const times = await offered(async (index) => {
      const arrived = new Promise<number>((resolve) => {
        (listeners[index % BUYERS] as Socket).once('message', () => resolve(monotonicMicros()));
      });
      const pressedAt = monotonicMicros();
      await post(server.port, `/tell/conv-${index % BUYERS}`, message, headers);
      return (await arrived) - pressedAt;
    });
    for (const socket of listeners) socket.disconnect();
    return times;
  } finally {
    await server.stop();
    await database.remove();
  }
}

export async function measureCards(storage: StorageName): Promise<Figure[]> {
  const offers = await ofParley(storage);
  const [sample] = offers;
  if (!sample) throw new Error('no card arrived');
  const bare = await ofBare(storage, sample.message);
  const waited = offers.map(({ pressedAt, arrivedAt }) => arrivedAt - pressedAt);
  const afterAnswer = offers.map(({ answeredAt, arrivedAt }) => Math.max(0, arrivedAt - answeredAt));
  const figure = (name: string, share: number, samples: number[], beside: number[] | null): Figure => ({
    measurement: 'card',
    storage,
    name: `${name}, p${share * 100}`,
    unit: 'ms',
    parley: percentile(samples, share) / 1000,
    bare: beside && percentile(beside, share) / 1000,
    target: beside && { ratio: 'at most', value: 2 },
  });
  return [
    figure('press to card', 0.5, waited, bare),
    figure('press to card', 0.99, waited, bare),
    figure('answer to card', 0.5, afterAnswer, null),
    figure('answer to card', 0.99, afterAnswer, null),
  ];
}
