/**
 * Every instance is restarted, one after another, while people talk: no call fails, no answer is lost, and every socket is
 * back with all that happened meanwhile. Callers here try nothing twice but what a balancer does.
 */
import { io } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { issueToken } from '../../src/application/tokens.ts';
import type { MessageView } from '../../src/contract/chat.ts';
import { eventually } from '../support/eventually.ts';
import { checkAll } from '../support/load/checks.ts';
import { Client, newTally } from '../support/load/client.ts';
import { Load } from '../support/load/load.ts';
import { declareShop, Play, SHOP } from '../support/load/negotiations.ts';
import { SECRET } from '../support/load/server.ts';
import { type Cluster, startCluster } from './cluster.ts';

const SOCKETS = 30;
const NEGOTIATIONS_A_RESTART = 40;
const LIMIT_MS = 600_000;

interface Reader {
  got: Map<string, MessageView>;
  /** How long it was away each time, in milliseconds, and how often it tried to come back. */
  away: number[];
  attempts: number[];
  isThere(): boolean;
  close(): void;
}

/** A page that follows a conversation as ours do: after every connect it asks for what is new. */
async function follow(url: string, conversationId: string, buyerId: string): Promise<Reader> {
  const { token } = await issueToken({ role: 'buyer', id: buyerId, ttlSeconds: 3600 }, [SECRET], Date.now());
  const socket = io(`${url}/chat`, { auth: { token }, transports: ['websocket'], forceNew: true });
  const got = new Map<string, MessageView>();
  const away: number[] = [];
  const attempts: number[] = [];
  let lastChange = 0;
  let leftAt: number | null = null;
  const take = (message: MessageView) => {
    if ((got.get(message.id)?.change ?? 0) < message.change) got.set(message.id, message);
    lastChange = Math.max(lastChange, message.change);
  };
  socket.on('message', ({ message }) => take(message));
  socket.on('disconnect', () => {
    leftAt = performance.now();
  });
  socket.io.on('reconnect', (attempt) => attempts.push(attempt));
  socket.on('connect', async () => {
    const page = await socket.timeout(60_000).emitWithAck('join', { conversationId, after: lastChange });
    if (!page.ok) throw new Error(page.problem.detail);
    for (const message of page.messages) take(message);
    if (leftAt !== null) away.push(performance.now() - leftAt);
    leftAt = null;
  });
  await eventually('the reader is there', () => expect(socket.connected).toBe(true));
  return { got, away, attempts, isThere: () => socket.connected && leftAt === null, close: () => socket.disconnect() };
}

describe('A rolling restart of three instances behind nginx', () => {
  let cluster: Cluster;
  const readers: Reader[] = [];

  beforeAll(async () => {
    cluster = await startCluster({ DRAIN_SECONDS: '2', SOCKETS_PER_PERSON: String(SOCKETS) });
  }, LIMIT_MS);
  afterAll(async () => {
    for (const reader of readers) reader.close();
    await cluster?.close();
  });

  it('fails no call, loses no answer, and has every socket back at its second try', {
    timeout: LIMIT_MS,
  }, async () => {
    const tally = newTally();
    const options = { baseUrls: [cluster.url], tally };
    const client = new Client(options);
    await declareShop(client);
    const talk = await Play.open(client, 'talk', {
      conversationId: 'conv-talk',
      buyerId: 'buyer-talk',
      sellerId: SHOP,
    });
    for (let n = 0; n < SOCKETS; n += 1) readers.push(await follow(cluster.url, 'conv-talk', 'buyer-talk'));

    const load = new Load(options);
    const loading = load.run();
    const codes: (number | null)[] = [];
    for (const index of cluster.urls.keys()) {
      load.allow(NEGOTIATIONS_A_RESTART);
      await talk.say(index % 2 ? 'seller' : 'buyer');
      codes.push(await cluster.restart(index));
    }
    await talk.offer(50);
    await load.finish();
    await loading;

    expect(codes).toEqual([0, 0, 0]);
    expect({ broken: tally.broken, unavailable: tally.unavailable, failures: tally.failures }).toEqual({
      broken: 0,
      unavailable: 0,
      failures: [],
    });
    expect(load.errors).toEqual([]);
    for (const reader of readers) {
      await eventually('the reader is whole', () => {
        expect(reader.isThere()).toBe(true);
        expect([...reader.got.values()].map(({ seq }) => seq).sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5]);
      });
      // The second attempt begins four and a half seconds after the loss at the latest, on whatever machine.
      for (const attempts of reader.attempts) expect(attempts).toBeLessThanOrEqual(2);
    }
    await cluster.settled();
    expect(await checkAll(client, [...load.negotiations, talk.negotiation])).toEqual([]);
    console.log(
      `${tally.acknowledged} calls, ${load.negotiations.length} negotiations; sockets were away ` +
        `${Math.round(Math.max(...readers.flatMap(({ away }) => away)))} ms at most`,
    );
  });
});
