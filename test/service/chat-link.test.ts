import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket as NodeWebSocket } from 'ws';
import type { RequestState } from '../../src/domain/request.ts';
import type { Sent } from '../../src/pages/session/line.ts';
import { Link } from '../../src/pages/session/link.ts';
import { eventually } from '../support/eventually.ts';
import { Heard } from '../support/heard.ts';
import { type Service, startService } from '../support/service.ts';
import { tokenFor } from '../support/sockets.ts';
import { FakeClock, input, integrator, seller, shop } from '../support/world.ts';

const MINUTE = 60_000;
const answerOf = (sent: Sent): unknown => (sent.outcome === 'answered' ? sent.answer : sent.outcome);

describe('The chat’s link and the real server', () => {
  let service: Service;
  let state: RequestState;
  const clock = new FakeClock();
  const wallClock = new FakeClock();
  const links: Link[] = [];

  beforeAll(async () => {
    service = await startService({ clock, wallClock });
    await service.store.directory.putSeller(shop());
    const opened = await service.app.commands.open(input(), { actor: integrator, arrivedAt: clock.iso() });
    if (!opened.ok) throw new Error(opened.refusal.detail);
    await service.app.relay.idle();
    state = opened.state;
  });
  afterAll(() => service.close());
  afterEach(() => {
    for (const link of links.splice(0)) link.close();
  });

  function open(token: string, namespace = '/chat') {
    const heard = new Heard<{ name: string; payload?: unknown }>();
    let current = token;
    const link = new Link(
      {
        url: service.url,
        namespace,
        auth: () => ({ token: current }),
        // The same interface as a browser's, without the events that the link does not use.
        WebSocket: NodeWebSocket as unknown as typeof WebSocket,
      },
      {
        connected: () => heard.add({ name: 'connected' }),
        disconnected: () => heard.add({ name: 'disconnected' }),
        refused(reason) {
          heard.add({ name: 'refused', payload: reason });
          return false;
        },
        event: (name, payload) => heard.add({ name, payload }),
      },
    );
    links.push(link);
    const has = (name: string) => heard.hears(`"${name}" on the link`, { name });
    const renew = (next: string): void => {
      current = next;
    };
    return { link, heard, has, renew };
  }

  const asBuyer = () => tokenFor({ role: 'buyer', id: 'buyer-1' }, wallClock.now());

  it('join, send, and hear what others do', async () => {
    const { conversationId } = state.facts;
    const { link, heard, has } = open(await asBuyer());
    await has('connected');
    expect(answerOf(await link.ask('join', { conversationId }))).toMatchObject({ ok: true, lastChange: 2 });
    const sent = await link.ask('message', { conversationId, text: 'สวัสดี 👋', clientId: 'c-1' });
    expect(answerOf(sent)).toMatchObject({ ok: true, message: { text: 'สวัสดี 👋', clientId: 'c-1' } });
    await service.app.commands.execute(
      state.id,
      { type: 'ProposeOffer', offer: { kind: 'partial_refund', percent: 50 } },
      { actor: seller, arrivedAt: clock.iso() },
    );
    await heard.hears('the card of the offer', { name: 'message', payload: { message: { kind: 'card' } } });
  });

  it('answers twenty calls at once, each with its own', async () => {
    const { conversationId } = state.facts;
    const { link, has } = open(await asBuyer());
    await has('connected');
    await link.ask('join', { conversationId });
    const texts = Array.from({ length: 20 }, (_, index) => `message ${index}`);
    const answers = await Promise.all(
      texts.map((text, index) => link.ask('message', { conversationId, text, clientId: `many-${index}` })),
    );
    expect(answers.map(answerOf)).toMatchObject(texts.map((text) => ({ ok: true, message: { text } })));
  });

  it.each([
    ['a token that is none', async () => 'nonsense', '/chat', 'unauthenticated'],
    ['a role that may not enter', asBuyer, '/console', 'forbidden'],
  ])('say why %s is refused', async (_what, token, namespace, code) => {
    const { has } = open(await token(), namespace);
    expect(await has('refused')).toHaveProperty('payload.data.code', code);
  });

  it('renew a token on the open line once it has ended', async () => {
    const { link, has } = open(await asBuyer());
    await has('connected');
    wallClock.advance(60 * MINUTE + 1_000);
    await has('auth:expired');
    const { conversationId } = state.facts;
    expect(answerOf(await link.ask('join', { conversationId }))).toMatchObject({
      ok: false,
      problem: { code: 'token_expired' },
    });
    expect(answerOf(await link.ask('auth', { token: await asBuyer() }))).toMatchObject({ ok: true });
    expect(answerOf(await link.ask('join', { conversationId }))).toMatchObject({ ok: true });
  });

  it('come back after the server has hung up, and are told that the old token is of no use', async () => {
    const { has, link, renew } = open(await asBuyer());
    await has('connected');
    wallClock.advance(60 * MINUTE + 1_000);
    await has('auth:expired');
    wallClock.advance(61_000);
    await has('disconnected');
    expect((await has('refused')).payload).toMatchObject({ data: { code: 'token_expired' } });
    renew(await asBuyer());
    link.wake();
    await eventually('the link is connected', () => expect(link.connected).toBe(true));
  });
});
