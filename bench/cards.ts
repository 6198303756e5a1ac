/**
 * 2. Time from the offer's HTTP response to the card on the buyer's socket, with 1,000 connected buyers, over a bare
 *    Socket.IO emit of the same message in the same server process.
 *
 * Parley's figure runs from the moment the response is complete at the caller to the moment the card is at the buyer;
 * in between the chat message is stored, durably, because its `seq` must be. The bare figure runs from the call of
 * `emit` to the arrival. Both are sent at the same pace to the same number of sockets.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Socket } from 'socket.io-client';
import type { MessageView } from '../src/contract/chat.ts';
import { buyerToken, declareShop, inParallel, openRequest } from './api.ts';
import { type Figure, percentile } from './figures.ts';
import { offerTo, post } from './offers.ts';
import { forkServer, monotonicMicros } from './processes.ts';
import { connectBare, connectBuyers } from './sockets.ts';
import { freshDatabase, type StorageName } from './storages.ts';

const BUYERS = 1_000;
const WARM_UP = 300;
const PER_SECOND = 100;
/**
 * Runs `one` for every offer at an even pace, whether or not the earlier ones are done. Answers milliseconds,
 * those of the first `WARM_UP` left out: the code has to be compiled first.
 */
async function paced(one: (index: number) => Promise<number>): Promise<number[]> {
  const startedAt = performance.now();
  const running: Promise<number>[] = [];
  for (let index = 0; index < WARM_UP + BUYERS; index++) {
    await sleep(Math.max(0, startedAt + (index * 1000) / PER_SECOND - performance.now()));
    running.push(one(index));
  }
  const micros = (await Promise.all(running)).slice(WARM_UP);
  return micros.map((each) => Math.max(0, each) / 1000);
}

export async function measureCards(storage: StorageName): Promise<Figure[]> {
  const database = await freshDatabase(storage);
  const server = await forkServer('./parley.ts', database.url);
  const { port, barePort } = server;
  try {
    await declareShop(port);
    // One request for every buyer, and a second one for those on whom the code is warmed up.
    const ids = await inParallel(WARM_UP + BUYERS, async (index) => {
      const buyer = index % BUYERS;
      return (await openRequest(port, { buyerId: `buyer-${buyer}`, conversationId: `conv-${buyer}` })).id;
    });
    const tokens = await inParallel(BUYERS, (index) => buyerToken(port, `buyer-${index}`));
    const buyers = await connectBuyers(port, tokens);
    let sample: MessageView | undefined;
    const parley = await paced(async (index) => {
      const { message, answeredAt, arrivedAt } = await offerTo(
        buyers[index % BUYERS] as Socket,
        port,
        ids[index] as string,
      );
      sample ??= message;
      return arrivedAt - answeredAt;
    });
    for (const socket of buyers) socket.disconnect();

    const listeners = await connectBare(barePort, BUYERS);
    const bare = await paced(async (index) => {
      const arrived = new Promise<number>((resolve) => {
        const listener = ({ sentAt }: { sentAt: number }) => resolve(monotonicMicros() - sentAt);
        (listeners[index % BUYERS] as Socket).once('message', listener);
      });
      await post(barePort, `/bare/conv-${index % BUYERS}`, sample);
      return arrived;
    });
    for (const socket of listeners) socket.disconnect();

    const figure = (share: number, target: Figure['target']): Figure => ({
      measurement: 'card',
      storage,
      name: `response to card, p${share * 100}`,
      unit: 'ms',
      parley: percentile(parley, share),
      bare: percentile(bare, share),
      target,
    });
    return [figure(0.5, null), figure(0.99, { ratio: 'at most', value: 2 })];
  } finally {
    await server.stop();
    await database.remove();
  }
}
