/**
 * A network between the service and MongoDB that breaks at the moment a test names: a TCP proxy that understands as much of
 * MongoDB's messages as it takes to count the writes. A write can be
 *
 * - *lost*: it never arrives, the connection is reset;
 * - *unanswered*: it arrives and takes effect, and the connection is reset instead of an answer;
 * - *late*: the connection is reset, and it arrives when the next write was answered.
 *
 * And everything can be away until it is healed: *dropped* (connections are reset, also new ones), *refused* (nobody listens),
 * *stalled* (nothing passes; what was sent meanwhile arrives afterwards, also from those who gave up).
 */
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { frames, isWrite, requestIdOf, responseToOf } from './mongo-messages.ts';

export const LOSSES = ['lost', 'unanswered', 'late'] as const;
export type Loss = (typeof LOSSES)[number];
export const CUTS = ['dropped', 'refused', 'stalled'] as const;
export type Cut = (typeof CUTS)[number];

export interface MongoProxy {
  /** The address of a database by way of the proxy. */
  through(url: string): string;
  /** Counts writes anew, and lets the one of that number meet the loss; with `goneAfter`, everything is dropped after it. */
  lose(number: number, loss: Loss, goneAfter?: boolean): void;
  /** How many writes came since. */
  readonly writes: number;
  cut(kind: Cut): void;
  heal(): Promise<void>;
  close(): Promise<void>;
}

interface Fault {
  number: number;
  loss: Loss;
  goneAfter: boolean;
}
/** A connection of the service, and the one to the server that belongs to it. */
interface Pair {
  client: Socket;
  server: Socket;
  /** Writes that were sent and not yet answered. */
  asked: Set<number>;
  /** The write whose answer nobody gets. */
  unanswered: number | null;
  /** It is kept for a write that comes late. */
  kept: boolean;
  /** What came while nothing passes. */
  held: (() => void)[];
}

const reset = ({ client, server }: Pair): void => {
  client.resetAndDestroy();
  server.destroy();
};

export async function startMongoProxy(target: string): Promise<MongoProxy> {
  const { hostname, port } = new URL(target);
  const pairs = new Set<Pair>();
  let late: (() => void) | null = null;
  let fault: Fault | null = null;
  let writes = 0;
  let goes = false;
  let state: Cut | 'well' = 'well';

  function send(pair: Pair, message: Buffer): void {
    pair.asked.add(requestIdOf(message));
    pair.server.write(message);
  }

  function lose(pair: Pair, message: Buffer, { loss, goneAfter }: Fault): void {
    fault = null;
    goes = goneAfter;
    if (loss === 'unanswered') {
      pair.unanswered = requestIdOf(message);
      send(pair, message);
      return;
    }
    if (loss === 'late') {
      pair.kept = true;
      pair.unanswered = requestIdOf(message);
      late = () => send(pair, message);
      pair.client.resetAndDestroy();
    } else reset(pair);
    if (goes) drop();
  }

  function ask(pair: Pair, message: Buffer): void {
    if (!isWrite(message)) return void pair.server.write(message);
    writes += 1;
    if (fault && writes === fault.number) lose(pair, message, fault);
    else send(pair, message);
  }

  function answer(pair: Pair, message: Buffer): void {
    const to = responseToOf(message);
    if (pair.unanswered === to) {
      reset(pair);
      if (goes) drop();
      return;
    }
    pair.client.write(message);
    if (!pair.asked.delete(to)) return;
    late?.();
    late = null;
  }

  const passing = (pair: Pair, deliver: () => void): void => {
    if (state === 'stalled') pair.held.push(deliver);
    else deliver();
  };

  function join(client: Socket): void {
    const server = connect(Number(port), hostname);
    const pair: Pair = { client, server, asked: new Set(), unanswered: null, kept: false, held: [] };
    pairs.add(pair);
    for (const socket of [client, server]) socket.setNoDelay(true).on('error', () => {});
    client.on(
      'data',
      frames((message) => passing(pair, () => ask(pair, message))),
    );
    server.on(
      'data',
      frames((message) => passing(pair, () => answer(pair, message))),
    );
    client.on('close', () => passing(pair, () => void (pair.kept || server.end())));
    server.on('close', () => {
      pairs.delete(pair);
      client.destroy();
    });
  }

  const listener = createServer((client) => {
    if (state === 'dropped') client.resetAndDestroy();
    else join(client);
  });
  const listen = async (at: number): Promise<void> => {
    listener.listen(at, '127.0.0.1');
    await once(listener, 'listening');
  };
  await listen(0);
  const { port: own } = listener.address() as AddressInfo;

  function drop(): void {
    state = 'dropped';
    for (const pair of pairs) if (!pair.kept) reset(pair);
  }

  return {
    through(url) {
      const address = new URL(url);
      address.host = `127.0.0.1:${own}`;
      return address.toString();
    },
    lose(number, loss, goneAfter = false) {
      writes = 0;
      fault = { number, loss, goneAfter };
    },
    get writes() {
      return writes;
    },
    cut(kind) {
      if (kind !== 'stalled') drop();
      if (kind === 'refused') listener.close();
      state = kind;
    },
    async heal() {
      const was = state;
      [state, fault, goes] = ['well', null, false];
      if (was === 'refused') await listen(own);
      for (const pair of pairs) for (const deliver of pair.held.splice(0)) deliver();
    },
    async close() {
      for (const pair of pairs) reset(pair);
      listener.close();
    },
  };
}
