/** What is committed reaches endpoints: everything they want, once, in order, with the retries of the schedule. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { viewRequest } from '../../src/application/queries.ts';
import type { RequestView } from '../../src/contract/request.ts';
import { replay } from '../../src/domain/evolve.ts';
import { storeLegs, type TestStore } from '../support/stores.ts';
import { Receiver, verified } from '../support/webhook-receiver.ts';
import { type WebhookWorld, webhookWorld } from '../support/webhook-world.ts';
import { buyer, shop } from '../support/world.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const WAITS = [5 * SECOND, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 10 * HOUR];
const HALF = { type: 'ProposeOffer', offer: { kind: 'partial_refund', percent: 50 } } as const;

describe.each(storeLegs())('Webhooks on $name', (leg) => {
  let opened: TestStore;
  let world: WebhookWorld;
  let receiver: Receiver;
  beforeEach(async () => {
    opened = await leg.open();
    world = await webhookWorld(opened.store);
    receiver = await Receiver.start();
  });
  afterEach(async () => {
    await world.stop();
    await receiver.close();
    await opened.cleanup();
    expect(world.errors).toEqual([]);
  });

  it('post every event with the standard headers, signed for the secret', async () => {
    const { secret } = await world.register(receiver.url);
    const { id } = await world.open();
    await world.deliver();
    expect(receiver.received).toHaveLength(1);
    const [one] = receiver.received;
    if (!one) throw new Error('nothing arrived');
    expect(one).toMatchObject({ method: 'POST', path: '/hook' });
    expect(one.headers).toMatchObject({
      'content-type': 'application/json',
      'user-agent': 'Parley/test',
      'webhook-id': `evt_${id.slice(4)}-1`,
      'webhook-timestamp': String(Math.floor(world.wallClock.now() / 1000)),
    });
    expect(verified(one, secret, world.wallClock.now())).toEqual(one.body);
    expect(one.body).toMatchObject({ type: 'request.opened', timestamp: world.clock.iso() });
    expect(one.body.data.event).toMatchObject({ id: `evt_${id.slice(4)}-1`, requestId: id, seq: 1 });
  });

  it('carry the request as of each event, also where one commit has several', async () => {
    await world.register(receiver.url);
    const { id } = await world.open();
    const { offers } = await world.act(id, HALF);
    world.clock.advance(MINUTE);
    await world.update(id, 'in between');
    const accept = { type: 'AcceptOffer', offerId: offers[0]?.id ?? '' } as const;
    await world.act(id, accept, buyer);
    await world.deliver();
    const history = await world.store.requests.events(id, 0, 100);
    expect(receiver.types).toEqual(history.map(({ type }) => type));
    expect(receiver.types.slice(-2)).toEqual(['offer.accepted', 'refund.requested']);
    for (const [index, { body }] of receiver.received.entries()) {
      const asOf = replay(history.slice(0, index + 1));
      const at = Date.parse(asOf.updatedAt);
      const { actions: _, ...seen }: RequestView = viewRequest(asOf, { kind: 'integrator' }, at);
      const expected = { ...seen, sellerName: shop().name };
      expect(body.data.request).toEqual(JSON.parse(JSON.stringify(expected)));
      expect(body.data.event).toEqual(history[index]);
    }
  });

  it('of a request go in order, and of several requests beside each other', async () => {
    await world.register(receiver.url);
    const ids = [(await world.open()).id, (await world.open()).id];
    for (let n = 0; n < 12; n += 1) for (const id of ids) await world.update(id, `n${n}`);
    await world.deliver();
    for (const id of ids) {
      const seqs = receiver.received
        .filter(({ body }) => body.data.event.requestId === id)
        .map(({ body }) => body.data.event.seq);
      expect(seqs).toEqual(Array.from({ length: 13 }, (_, n) => n + 1));
    }
  });

  it('reach only endpoints that want the type, each with its own secret', async () => {
    const other = await Receiver.start();
    const all = await world.register(receiver.url);
    const some = await world.register(other.url, { events: ['offer.proposed'] });
    const { id } = await world.open();
    await world.act(id, HALF);
    await world.deliver();
    expect(receiver.types).toEqual(['request.opened', 'offer.proposed']);
    expect(other.types).toEqual(['offer.proposed']);
    const [first] = other.received;
    if (!first) throw new Error('nothing arrived');
    expect(first.raw).toBe(receiver.received[1]?.raw);
    expect(() => verified(first, all.secret, world.wallClock.now())).toThrow();
    expect(verified(first, some.secret, world.wallClock.now())).toBeDefined();
    await other.close();
  });

  it('start with what is committed after the registration was answered', async () => {
    const early = await world.open();
    await world.deliver();
    await world.register(receiver.url);
    await world.update(early.id, 'afterwards');
    await world.deliver();
    expect(receiver.types).toEqual(['request.updated']);
    expect(receiver.received[0]?.body.data.event.seq).toBe(2);
  });

  it('that fail are tried again on schedule with the same id and bytes, then are dead and the next one goes', async () => {
    const { id: webhookId, secret } = await world.register(receiver.url);
    receiver.answer = ({ body }) => (body.type === 'request.opened' ? 503 : 204);
    const { id } = await world.open();
    await world.update(id, 'behind it');
    await world.deliver();
    for (const [index, wait] of WAITS.entries()) {
      expect(receiver.received, `before retry ${index + 1}`).toHaveLength(index + 1);
      world.wallClock.advance(wait - 1);
      await world.deliver();
      expect(receiver.received, `a moment before retry ${index + 1}`).toHaveLength(index + 1);
      world.wallClock.advance(1);
      await world.deliver();
    }
    expect(receiver.types).toEqual([...Array(7).fill('request.opened'), 'request.updated']);
    const tries = receiver.received.slice(0, 7);
    expect(new Set(tries.map(({ raw }) => raw)).size).toBe(1);
    expect(new Set(receiver.ids.slice(0, 7)).size).toBe(1);
    const timestamps = tries.map(({ headers }) => Number(headers['webhook-timestamp']));
    expect(timestamps).toEqual(timestamps.toSorted());
    expect(new Set(timestamps).size).toBe(7);
    for (const [index, one] of tries.entries()) {
      expect(verified(one, secret, (timestamps[index] ?? 0) * 1000)).toBeDefined();
    }
    const [dead, next] = await world.log(webhookId);
    expect(dead).toMatchObject({ status: 'dead', failures: 7, nextAttemptAt: null });
    expect(dead?.attempts.map(({ status, error, response }) => [status, error, response])).toEqual(
      Array(7).fill([503, 'It answered 503.', 'answered 503']),
    );
    expect(next).toMatchObject({ status: 'delivered', type: 'request.updated' });
    expect(world.attentions).toEqual([
      expect.objectContaining({ code: 'webhook_dead', requestId: id, at: world.clock.iso() }),
    ]);
  });

  it('hold back a later event of the same request while the earlier one waits, and of no other request', async () => {
    await world.register(receiver.url);
    const [slow, other] = [await world.open(), await world.open()];
    receiver.answer = ({ body }) => (body.data.request.id === slow.id ? 500 : 204);
    await world.update(slow.id, 'second');
    await world.update(other.id, 'second');
    await world.deliver();
    const told = () => receiver.received.map(({ body }) => [body.data.request.id, body.data.event.seq]);
    const have = (id: string) => told().filter(([of]) => of === id);
    expect(have(slow.id)).toEqual([[slow.id, 1]]);
    expect(have(other.id)).toEqual([
      [other.id, 1],
      [other.id, 2],
    ]);
    receiver.answer = () => 204;
    await world.update(slow.id, 'third');
    await world.deliver();
    expect(have(slow.id)).toHaveLength(1);
    world.wallClock.advance(5 * SECOND);
    await world.deliver();
    expect(have(slow.id).map(([, seq]) => seq)).toEqual([1, 1, 2, 3]);
  });

  it('that the relay tells again are not sent again', async () => {
    await world.register(receiver.url);
    const state = await world.open();
    await world.deliver();
    const events = await world.store.requests.events(state.id, 0, 10);
    await world.channel.deliver([{ state, events }]);
    await world.deliver();
    expect(receiver.received).toHaveLength(1);
  });

  it('log each attempt with its time, status, duration and the beginning of the answer', async () => {
    const { id } = await world.register(receiver.url);
    receiver.answer = () => (response) => response.writeHead(500).end(`${'ก'.repeat(3_000)}\0`);
    await world.open();
    await world.deliver();
    const [delivery] = await world.log(id);
    const [attempt] = delivery?.attempts ?? [];
    expect(attempt).toMatchObject({ at: world.wallClock.iso(), status: 500, response: 'ก'.repeat(1_000) });
    expect(attempt?.durationMs).toBeGreaterThanOrEqual(0);
    expect(delivery?.nextAttemptAt).toBe(world.wallClock.now() + 5 * SECOND);
  });

  it('write nothing where there is no endpoint', async () => {
    await world.open();
    await world.deliver();
    const all = { since: '2000-01-01T00:00:00.000Z', until: '2999-01-01T00:00:00.000Z', after: '', limit: 10 };
    expect(await world.store.webhooks.messages(all)).toEqual([]);
  });
});
