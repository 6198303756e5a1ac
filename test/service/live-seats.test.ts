/** How many sockets a person may have, and how long a connection may be nobody's (SPEC.md section 7, `SOCKETS_PER_PERSON`). */
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect, type Socket as TcpSocket } from 'node:net';
import pino from 'pino';
import type { Socket } from 'socket.io-client';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createConversations } from '../../src/application/conversations.ts';
import { createRequestViews } from '../../src/application/request-views.ts';
import { createStats } from '../../src/application/stats.ts';
import { BACKLOG } from '../../src/http/server.ts';
import { createLive, type Live } from '../../src/live/live.ts';
import { eventually } from '../support/eventually.ts';
import { photosOver } from '../support/photos.ts';
import { SECRET, type Service, startService } from '../support/service.ts';
import { clientOf, connected, connectedAtLast, tokenFor } from '../support/sockets.ts';
import { FakeClock, shop } from '../support/world.ts';

const MOST = 3;
type Who = Parameters<typeof tokenFor>[0];
const buyer = (id: string): Who => ({ role: 'buyer', id });

describe('Seats', () => {
  let service: Service;
  let server: Server;
  let live: Live;
  let url: string;
  const wallClock = new FakeClock();
  const opened: Socket[] = [];
  const raw: TcpSocket[] = [];

  beforeAll(async () => {
    service = await startService({ wallClock, clock: wallClock });
    await service.store.directory.putSeller(shop());
    // A live entry of the test's own, so that it can sweep when it wants to.
    const { store, app } = service;
    const photos = photosOver(store, wallClock);
    live = createLive({
      store,
      links: photos.links,
      commands: app.commands,
      conversations: createConversations({ store: store.chat, feed: app.feed, clock: wallClock, photos }),
      views: createRequestViews({ store, clock: wallClock }),
      stats: createStats(store, wallClock),
      feed: app.feed,
      clock: wallClock,
      wallClock,
      mostSockets: MOST,
      secrets: [SECRET],
      log: pino({ level: 'silent' }),
    });
    server = createServer();
    server.on('upgrade', live.upgrade);
    await new Promise<void>((resolve) => server.listen({ port: 0, host: '127.0.0.1', backlog: BACKLOG }, resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterEach(() => {
    for (const socket of opened.splice(0)) socket.disconnect();
    for (const socket of raw.splice(0)) socket.destroy();
  });
  afterAll(async () => {
    await live.close();
    server.close();
    await service.close();
  });
  const connections = () =>
    new Promise<number>((resolve, reject) =>
      server.getConnections((error, count) => (error ? reject(error) : resolve(count))),
    );

  async function sit(who: Who, namespace = '/chat'): Promise<Socket> {
    const socket = clientOf(url, namespace, { token: await tokenFor(who, wallClock.now()) });
    opened.push(socket);
    return connected(socket);
  }
  const several = (who: Who, count: number) => Promise.allSettled(Array.from({ length: count }, () => sit(who)));
  const seated = (results: PromiseSettledResult<Socket>[]) => results.filter(({ status }) => status === 'fulfilled');

  it('are as many as there may be, however many connect at once; one more is told so', async () => {
    const results = await several(buyer('crowd'), 30);
    expect(seated(results)).toHaveLength(MOST);
    const refused = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []));
    for (const problem of refused) {
      expect(problem).toMatchObject({ code: 'rate_limited', status: 429, detail: /3 live connections open/u });
    }
    await sit(buyer('somebody-else'));
  });

  it('are free again when their socket is gone, however it goes', async () => {
    const who = buyer('coming-and-going');
    for (let n = 0; n < 4; n += 1) {
      const sockets = await Promise.all(Array.from({ length: MOST }, () => sit(who)));
      await expect(sit(who)).rejects.toMatchObject({ code: 'rate_limited' });
      const [first, second, third] = sockets as [Socket, Socket, Socket];
      first.disconnect();
      second.io.engine.close();
      (third.io.engine.transport as unknown as { ws: { close(): void } }).ws.close();
      await eventually('the seats are free', async () => {
        expect(seated(await several(who, MOST))).toHaveLength(MOST);
      });
      for (const socket of opened.splice(0)) socket.disconnect();
      await eventually('nobody is there', async () => expect(await connections()).toBe(0));
    }
  });

  it('are counted over all of a person’s pages, and for each of a shop’s staff', async () => {
    const staff = (userId: string): Who => ({ role: 'seller', id: 'shop-1', userId });
    await sit(staff('a'), '/seller');
    await sit(staff('a'), '/seller');
    await sit(staff('a'), '/chat');
    await expect(sit(staff('a'), '/seller')).rejects.toMatchObject({ code: 'rate_limited' });
    await sit(staff('b'), '/seller');
    await sit({ role: 'buyer', id: 'shop-1' });
  });

  it('are not taken by who shows no valid token', async () => {
    const who = buyer('with-an-old-token');
    const old = await tokenFor({ ...who, ttlSeconds: 1 }, wallClock.now() - 5_000);
    for (let n = 0; n < 2 * MOST; n += 1) {
      const socket = clientOf(url, '/chat', { token: old });
      opened.push(socket);
      await expect(connected(socket)).rejects.toMatchObject({ code: 'token_expired' });
    }
    expect(seated(await several(who, MOST))).toHaveLength(MOST);
  });

  /** A WebSocket that says what it is told to and then nothing, whatever it hears: not even that it closes. */
  async function stubborn(...says: string[]): Promise<{ socket: TcpSocket; gone: Promise<unknown> }> {
    const { hostname, port } = new URL(url);
    const socket = connect(Number(port), hostname);
    raw.push(socket);
    const gone = once(socket, 'close').catch((error) => error);
    socket.on('error', () => {});
    socket.write(
      `GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: ${hostname}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${Buffer.alloc(16).toString('base64')}\r\n\r\n`,
    );
    await once(socket, 'data');
    socket.on('data', () => {});
    for (const text of says) socket.write(frame(text));
    return { socket, gone };
  }
  /** A masked text frame; the mask is zero. */
  const frame = (text: string): Buffer =>
    Buffer.concat([Buffer.from([0x81, 0x80 | Buffer.byteLength(text), 0, 0, 0, 0]), Buffer.from(text)]);

  it.each([
    ['that says nothing', []],
    ['that asks for a namespace without a token', ['40/chat,']],
    ['that shows a wrong token', ['40/chat,{"token":"abc"}']],
    ['that asks for the namespace of nobody', ['40']],
  ])('a connection %s is gone after ten seconds, whatever its other end does', async (_, says) => {
    const { gone, socket } = await stubborn(...says);
    const known = await sit(buyer('who-stays'));
    wallClock.advance(9_999);
    live.sweep();
    expect(await connections()).toBe(2);
    expect(socket.destroyed).toBe(false);
    wallClock.advance(1);
    live.sweep();
    await gone;
    expect(known.connected).toBe(true);
  });

  it('who leaves a namespace and keeps the connection is a stranger again', async () => {
    const token = await tokenFor(buyer('leaving'), wallClock.now());
    const short = JSON.stringify({ token });
    const stranger = await stubborn();
    const guest = await stubborn();
    const heard = text(guest);
    guest.socket.write(longFrame(`40/chat,${short}`));
    await eventually('it has sat down', () => expect(heard()).toContain('40/chat,{"sid"'));
    wallClock.advance(10_000);
    live.sweep();
    await stranger.gone;
    expect(guest.socket.destroyed).toBe(false);
    guest.socket.write(Buffer.concat([frame('41/chat,'), frame('40')]));
    await eventually('it has left', () => expect(heard()).toContain('44'));
    wallClock.advance(10_000);
    live.sweep();
    await guest.gone;
  });
  function text({ socket }: { socket: TcpSocket }): () => string {
    let all = '';
    socket.on('data', (chunk) => {
      all += chunk.toString('latin1');
    });
    return () => all;
  }
  const longFrame = (text: string): Buffer => {
    const length = Buffer.alloc(2);
    length.writeUInt16BE(Buffer.byteLength(text));
    return Buffer.concat([Buffer.from([0x81, 0xfe]), length, Buffer.alloc(4), Buffer.from(text)]);
  };

  it('a thousand buyers who come back at once all get in', async () => {
    const broken: string[] = [];
    const back = async (id: string) => {
      const socket = clientOf(url, '/chat', { token: await tokenFor(buyer(id), wallClock.now()) });
      opened.push(socket);
      return connectedAtLast(socket, (reason) => broken.push(`${id}: ${reason}`));
    };
    const results = await Promise.allSettled(Array.from({ length: 1_000 }, (_, n) => back(`back-${n}`)));
    if (broken.length > 0) console.log(`${broken.length} connections broke on their way:`, broken.slice(0, 5));
    expect(results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []))).toEqual([]);
    live.sweep();
    expect(opened.filter((socket) => socket.connected)).toHaveLength(1_000);
  });
});
