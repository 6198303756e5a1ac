/** What happens on one instance reaches the readers of every other one, also after Redis was away. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { Heard } from '../support/heard.ts';
import { actOn, boardOn, buyerOn, type Instances, openOn, startInstances } from '../support/instances.ts';
import { type RedisServer, redisServer } from '../support/redis-server.ts';
import { API_KEY, type Service } from '../support/service.ts';
import { type BoardClient, clientOf, connected, okay, tokenFor } from '../support/sockets.ts';
import { buyer, seller } from '../support/world.ts';

const HALF = { type: 'ProposeOffer', offer: { kind: 'partial_refund', percent: 50 } } as const;

describe('Several instances', () => {
  let redis: RedisServer;
  let at: Instances;
  const sockets: { disconnect(): void }[] = [];

  beforeEach(async () => {
    redis = await redisServer();
  });
  afterEach(async () => {
    for (const socket of sockets.splice(0)) socket.disconnect();
    redis.resume();
    await at.close();
    await redis.kill();
  });

  const keep = <T extends { socket: { disconnect(): void } }>(one: T): T => {
    sockets.push(one.socket);
    return one;
  };
  const on = (n: number): Service => {
    const service = at.services[n];
    if (!service) throw new Error(`there is no instance ${n}`);
    return service;
  };
  const readyz = async (n: number) => (await fetch(`${on(n).url}/readyz`)).json();
  const hearEachOther = () =>
    eventually('the instances hear each other', async () => {
      for (const n of at.services.keys()) expect(await readyz(n)).toMatchObject({ redis: 'ok', instances: 3 });
    });
  const say = (n: number, conversationId: string, text: string) =>
    fetch(`${on(n).url}/v1/conversations/${conversationId}/messages`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${API_KEY}`,
        'content-type': 'application/json',
        'parley-actor': 'seller:shop-1',
      },
      body: JSON.stringify({ text }),
    });

  async function together(): Promise<void> {
    await redis.start();
    at = await startInstances(3, redis);
    await hearEachOther();
  }

  it('cards, texts, read marks, typing, requests, figures: on whatever instance they happen', async () => {
    await together();
    const state = await openOn(on(1));
    const { conversationId } = state.facts;
    const phone = keep(await buyerOn(on(0), conversationId));
    const other = keep(await buyerOn(on(2), conversationId));
    const console = keep(await boardOn(on(0), 'agent'));
    const desk = keep(await boardOn(on(2), 'seller'));

    const offered = await actOn(on(1), state.id, seller, HALF);
    const offerId = offered.offers.at(-1)?.id ?? '';
    await phone.messages.hears('the card on another instance', { kind: 'card', card: { status: 'pending' } });
    await console.requests.hears('the request on another board', { id: state.id, status: 'negotiating' });
    await desk.requests.hears('the request in the shop', { id: state.id, status: 'negotiating' });
    await console.stats.hears('new figures', { byStatus: { negotiating: 1 } });

    expect((await say(2, conversationId, 'Is half fine?')).status).toBe(201);
    const text = await phone.messages.hears('a text', { kind: 'text', text: 'Is half fine?' });
    await other.messages.hears('a text on its own instance', { text: 'Is half fine?' });

    await actOn(on(0), state.id, buyer, { type: 'AcceptOffer', offerId });
    await other.messages.hears('the closed card', { card: { status: 'accepted' } });
    await console.requests.hears('the accepted request', { status: 'settling' });

    const shopOnOne = keep(await boardOn(on(1), 'seller'));
    okay(await shopOnOne.socket.emitWithAck('watch', { conversationId }));
    okay(await phone.socket.emitWithAck('read', { conversationId, seq: text.seq }));
    await on(1).app.feed.publish({
      type: 'typing',
      conversationId,
      author: { role: 'seller', id: 'shop-1', userId: 'staff-1' },
    });
    await phone.typing.hears('that the shop types', { conversationId });
  });

  it('notes, and which agents look at one request', async () => {
    await together();
    const { id: requestId } = await openOn(on(1));
    const ann = keep(await boardOn(on(0), 'agent'));
    // A note may be told again, and is the same by its id; who looks is told when it changes.
    const notes = new Heard<object>();
    const looks = new Heard<{ viewers: unknown[] }>();
    ann.socket.on('note', (note) => notes.add(note));
    ann.socket.on('viewers', (viewers) => looks.add(viewers));
    okay(await ann.socket.emitWithAck('view', { requestId }));
    const token = await tokenFor({ role: 'agent', id: 'bo', name: 'Bo' });
    const socket: BoardClient = await connected(clientOf(on(2).url, '/console', { token }));
    const bo = keep({ socket });
    okay(await bo.socket.emitWithAck('view', { requestId }));
    await looks.hears('who looks on another instance', { requestId, viewers: [{ id: 'bo', name: 'Bo' }] });
    const answer = await fetch(`${on(2).url}/v1/requests/${requestId}/notes`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ text: 'I take it.' }),
    });
    await notes.hears('the note', { requestId, note: (await answer.json()) as object });
    bo.socket.disconnect();
    await looks.holds('that Bo left', ({ viewers }) => viewers.length, [0, 1, 0]);
  });

  for (const [how, cause, lose, find] of [
    ['killed and started again empty', /closed|ECONNRESET/u, () => redis.kill(), () => redis.start()],
    ['stalled for a while', /it does not answer/u, async () => redis.stall(), async () => redis.resume()],
  ] as const) {
    it(`Redis ${how}: no call fails, and everyone is whole again`, async () => {
      await together();
      const state = await openOn(on(1));
      const { conversationId } = state.facts;
      const phone = keep(await buyerOn(on(0), conversationId));
      const console = keep(await boardOn(on(0), 'agent'));

      await lose();
      await eventually('every instance has noticed', async () => {
        for (const n of at.services.keys()) {
          const answer = await fetch(`${on(n).url}/readyz`);
          expect(answer.status).toBe(200);
          expect(await answer.json()).toMatchObject({ status: 'ready', redis: 'lost' });
        }
      });
      const { detail } = await console.attention.hears('that Redis is lost', { code: 'redis_lost' });
      expect(detail).toMatch(cause);
      await actOn(on(1), state.id, seller, HALF);
      expect((await say(2, conversationId, 'Hello?')).status).toBe(201);
      const own = await openOn(on(0));
      await console.requests.hears('what its own instance does', { id: own.id });

      await find();
      await phone.messages.hears('the card it missed', { kind: 'card', card: { status: 'pending' } });
      await phone.messages.hears('the text it missed', { text: 'Hello?' });
      await console.requests.hears('the request it missed', { id: state.id, status: 'negotiating' });
      await console.attention.hears('that Redis is back', { code: 'redis_back' });
      await hearEachOther();
    });
  }

  it('Redis that cannot be reached at the start is taken when it comes', async () => {
    at = await startInstances(3, redis);
    const state = await openOn(on(1));
    const phone = keep(await buyerOn(on(0), state.facts.conversationId));
    await actOn(on(1), state.id, seller, HALF);
    expect(await readyz(0)).toMatchObject({ status: 'ready', redis: 'lost' });
    await redis.start();
    await phone.messages.hears('the card it missed', { kind: 'card', card: { status: 'pending' } });
    await hearEachOther();
  });

  it('an instance that stops is no longer counted', async () => {
    await together();
    await on(2).close();
    at.services.pop();
    await eventually('two are left', async () => expect(await readyz(0)).toMatchObject({ instances: 2 }));
  });

  it('the limit of calls is one for all, and each one’s own while Redis is away', async () => {
    await redis.start();
    at = await startInstances(3, redis, { rateLimit: 9 });
    await hearEachOther();
    const call = async (n: number) =>
      (await fetch(`${on(n).url}/v1/requests`, { headers: { authorization: `Bearer ${API_KEY}` } })).status;
    const statuses = [];
    for (let n = 0; n < 12; n += 1) statuses.push(await call(n % 3));
    expect(statuses).toEqual([...Array(9).fill(200), 429, 429, 429]);
    await redis.kill();
    await eventually('it has noticed', async () => expect(await readyz(0)).toMatchObject({ redis: 'lost' }));
    const alone = [];
    for (let n = 0; n < 10; n += 1) alone.push(await call(0));
    expect(alone).toEqual([...Array(9).fill(200), 429]);
  });
});
