import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import pino from 'pino';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createConversations } from '../../src/application/conversations.ts';
import { createRequestViews } from '../../src/application/request-views.ts';
import { createStats } from '../../src/application/stats.ts';
import type { RequestState } from '../../src/domain/request.ts';
import { createLive, type Live } from '../../src/live/live.ts';
import { eventually } from '../support/eventually.ts';
import { photosOver } from '../support/photos.ts';
import { SECRET, type Service, startService } from '../support/service.ts';
import { clientOf, connected, okay, type Phone, phone, problemIn, tokenFor } from '../support/sockets.ts';
import { FakeClock, input, integrator, shop } from '../support/world.ts';

const asBuyer = { role: 'buyer', id: 'buyer-1' } as const;
const MINUTE = 60_000;

describe('the sessions of sockets', () => {
  let service: Service;
  let server: Server;
  let live: Live;
  let url: string;
  let clock: FakeClock;
  let wallClock: FakeClock;
  let state: RequestState;
  const phones: Phone[] = [];

  beforeAll(async () => {
    clock = new FakeClock();
    wallClock = new FakeClock();
    service = await startService({ clock, wallClock });
    await service.store.directory.putSeller(shop());
    // A live entry of the test's own, so that it can sweep when it wants to.
    const { store, app } = service;
    server = createServer();
    const photos = photosOver(store, clock);
    live = createLive({
      store,
      links: photos.links,
      commands: app.commands,
      conversations: createConversations({ store: store.chat, feed: app.feed, clock, photos }),
      views: createRequestViews({ store, clock }),
      stats: createStats(store, clock),
      feed: app.feed,
      clock,
      wallClock,
      mostSockets: 5,
      secrets: [SECRET],
      log: pino({ level: 'silent' }),
    });
    server.on('upgrade', live.upgrade);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(async () => {
    await live.close();
    server.close();
    await service.close();
  });
  beforeEach(async () => {
    const outcome = await service.app.commands.open(input(), { actor: integrator, arrivedAt: clock.iso() });
    if (!outcome.ok) throw new Error(outcome.refusal.detail);
    state = outcome.state;
    await service.app.relay.idle();
  });
  afterEach(() => {
    for (const { socket } of phones.splice(0)) socket.disconnect();
  });

  const token = (body: Partial<Parameters<typeof tokenFor>[0]> = {}) =>
    tokenFor({ ...asBuyer, ttlSeconds: 600, ...body }, wallClock.now());
  async function person(): Promise<Phone & { expired: number; gone: Promise<string> }> {
    const opened = await phone(url, await token());
    phones.push(opened);
    const gone = new Promise<string>((resolve) => opened.socket.once('disconnect', resolve));
    const watched = Object.assign(opened, { expired: 0, gone });
    opened.socket.on('auth:expired', () => {
      watched.expired += 1;
    });
    okay(await opened.socket.emitWithAck('join', { conversationId: state.facts.conversationId }));
    return watched;
  }
  const post = (text: string) =>
    service.store.chat
      .write([
        {
          id: `msg_${state.id}_${text}`,
          conversationId: state.facts.conversationId,
          at: clock.iso(),
          author: { role: 'seller', id: 'shop-1' },
          body: { kind: 'text', text },
          revision: 1,
        },
      ])
      .then(([message]) => message && service.app.feed.publish({ type: 'message', message }));

  it.each([
    ['no token', '/chat', undefined, 'unauthenticated', 401],
    ['a token that is not ours', '/chat', 'abc.def.ghi', 'unauthenticated', 401],
    ['a buyer’s token', '/console', asBuyer, 'forbidden', 403],
    ['a buyer’s token', '/seller', asBuyer, 'forbidden', 403],
    ['an agent’s token', '/seller', { role: 'agent', id: 'agent-1' }, 'forbidden', 403],
    [
      'an agent’s token for one conversation',
      '/console',
      { role: 'agent', id: 'a', conversationId: 'c' },
      'forbidden',
      403,
    ],
    ['any token', '/', asBuyer, 'not_found', 404],
  ] as const)('do not open with %s on %s: connect_error carries a problem', async (_, namespace, who, code, status) => {
    const auth = { token: typeof who === 'object' ? await token(who) : who };
    const socket = clientOf(url, namespace, auth);
    await expect(connected(socket)).rejects.toMatchObject({ code, status, type: `/problems/${code}` });
    socket.disconnect();
  });

  it('do not open with a token that has expired', async () => {
    const old = await token();
    wallClock.advance(11 * MINUTE);
    await expect(connected(clientOf(url, '/chat', { token: old }))).rejects.toMatchObject({
      code: 'token_expired',
    });
  });

  it('deliver nothing and refuse commands from the moment the token ends, and say so once', async () => {
    const mine = await person();
    wallClock.advance(10 * MINUTE + 1000);
    await post('after the end');
    const refused = await mine.socket.emitWithAck('read', { conversationId: state.facts.conversationId, seq: 1 });
    expect(problemIn(refused)).toMatchObject({ code: 'token_expired', status: 401 });
    live.sweep();
    live.sweep();
    await eventually('it is told that the token ended', () => expect(mine.expired).toBe(1));
    await mine.caughtUp();
    expect(mine.expired).toBe(1);
    expect(mine.got.soFar().size).toBe(0);
  });

  it('go on where they were when the token is renewed within a minute', async () => {
    const mine = await person();
    wallClock.advance(10 * MINUTE + 1000);
    live.sweep();
    await post('missed');
    const renewed = okay(await mine.socket.emitWithAck('auth', { token: await token() }));
    expect(Date.parse(renewed.expiresAt)).toBe(wallClock.now() + 10 * MINUTE);
    await post('delivered');
    await mine.got.holds('what was written after the renewal, and nothing else', ({ text }) => text, ['delivered']);
    const page = okay(await mine.socket.emitWithAck('join', { conversationId: state.facts.conversationId, after: 2 }));
    expect(page.messages.map(({ text }) => text)).toEqual(['missed', 'delivered']);
    wallClock.advance(2 * MINUTE);
    live.sweep();
    expect(mine.socket.connected).toBe(true);
  });

  it('end a minute after the token where nobody renewed it', async () => {
    const mine = await person();
    wallClock.advance(10 * MINUTE + 59_000);
    live.sweep();
    await eventually('it is told that the token ended', () => expect(mine.expired).toBe(1));
    expect(mine.socket.connected).toBe(true);
    wallClock.advance(2000);
    live.sweep();
    expect(await mine.gone).toBe('io server disconnect');
  });

  it('are renewed with a token of the same role and id only', async () => {
    const mine = await person();
    for (const other of [{ id: 'buyer-2' }, { role: 'seller', id: 'buyer-1' } as const]) {
      const answer = await mine.socket.emitWithAck('auth', { token: await token(other) });
      expect(problemIn(answer).code).toBe('forbidden');
    }
    expect(problemIn(await mine.socket.emitWithAck('auth', { token: 'nonsense' })).code).toBe('unauthenticated');
    okay(await mine.socket.emitWithAck('read', { conversationId: state.facts.conversationId, seq: 1 }));
  });

  it('leave the conversations that a narrower token does not cover', async () => {
    const mine = await person();
    okay(await mine.socket.emitWithAck('auth', { token: await token({ conversationId: 'conv-other' }) }));
    await post('not for this token');
    const answer = await mine.socket.emitWithAck('typing', { conversationId: state.facts.conversationId });
    expect(problemIn(answer).code).toBe('not_found');
    // That answer came after whatever was sent before it.
    expect(mine.got.soFar().size).toBe(0);
  });

  it('read the language of a renewed token from then on', async () => {
    const mine = await person();
    okay(await mine.socket.emitWithAck('auth', { token: await token({ locale: 'th' }) }));
    const page = okay(await mine.socket.emitWithAck('join', { conversationId: state.facts.conversationId }));
    expect(page.messages[1]?.text).toContain('คุณขอให้ร้านค้าส่งสินค้า');
  });
});
