/** Sending again: one delivery, everything since a time, secrets that are rotated, tests, and what is cleared away. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { KEPT_FOR_MS, purgeWebhooks } from '../../src/application/webhooks/retention.ts';
import { sqliteStore, type TestStore } from '../support/stores.ts';
import { verified } from '../support/webhook-receiver.ts';
import { strike, type WebhookStage, webhookStage } from '../support/webhook-stage.ts';
import { webhookWorld } from '../support/webhook-world.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const ALWAYS = '2000-01-01T00:00:00.000Z';

let { opened, world, receiver } = {} as WebhookStage;
const start = async (open: () => Promise<TestStore>) => {
  ({ opened, world, receiver } = await webhookStage(open));
};
const end = () => strike({ opened, world, receiver });

describe('A secret', () => {
  beforeEach(() => start(sqliteStore));
  afterEach(end);

  it('that is rotated signs beside the new one for a day: either verifies, then only the new one does', async () => {
    const { id, secret: old } = await world.register(receiver.url);
    const { secret } = await world.webhooks.rotate(id);
    expect(secret).not.toBe(old);
    await world.open();
    await world.deliver();
    world.wallClock.advance(DAY - 1);
    await world.open();
    await world.deliver();
    for (const one of receiver.received) {
      const at = Number(one.headers['webhook-timestamp']) * 1000;
      expect(String(one.headers['webhook-signature']).split(' ')).toHaveLength(2);
      for (const key of [old, secret]) expect(verified(one, key, at)).toEqual(one.body);
    }
    receiver.clear();
    world.wallClock.advance(1);
    await world.open();
    await world.deliver();
    const [last] = receiver.received;
    if (!last) throw new Error('nothing arrived');
    expect(verified(last, secret, world.wallClock.now())).toEqual(last.body);
    expect(() => verified(last, old, world.wallClock.now())).toThrow('No matching signature');
  });

  it('lies nowhere in the storage as it is', async () => {
    const { id, secret } = await world.register(receiver.url);
    const stored = JSON.stringify(await world.store.webhooks.endpoint(id));
    expect(stored).not.toContain(secret.slice('whsec_'.length));
  });

  it('that cannot be opened sends nothing, says so, and is made good by a rotation', async () => {
    const { id } = await world.register(receiver.url);
    await world.stop();
    world = await webhookWorld(opened.store, { keys: ['another-secret-of-the-configuration-1234'] });
    const { wallClock } = world;
    await world.open();
    await world.deliver();
    expect(receiver.received).toEqual([]);
    expect((await world.log(id))[0]?.attempts[0]?.error).toContain('rotate it');
    await expect(world.webhooks.ping(id)).rejects.toMatchObject({ refusal: { code: 'conflict' } });
    const { secret } = await world.webhooks.rotate(id);
    wallClock.advance(5_000);
    await world.deliver();
    const [one] = receiver.received;
    if (!one) throw new Error('nothing arrived');
    expect(verified(one, secret, wallClock.now())).toEqual(one.body);
  });
});

describe('A test', () => {
  beforeEach(() => start(sqliteStore));
  afterEach(end);

  it('is posted and signed like everything else, also to a disabled endpoint, and answers how it went', async () => {
    const { id, secret } = await world.register(receiver.url, { events: ['refund.requested'] });
    await world.webhooks.change(id, { enabled: false });
    expect(await world.webhooks.ping(id)).toMatchObject({
      delivered: true,
      attempt: { at: world.wallClock.iso(), status: 204, error: null },
    });
    const [one] = receiver.received;
    if (!one) throw new Error('nothing arrived');
    expect(verified(one, secret, world.wallClock.now())).toEqual({
      type: 'ping',
      timestamp: world.wallClock.iso(),
      data: { webhookId: id },
    });
    receiver.answer = () => 418;
    expect(await world.webhooks.ping(id)).toMatchObject({
      delivered: false,
      attempt: { status: 418, response: 'answered 418', error: 'It answered 418.' },
    });
    expect(new Set(receiver.ids).size).toBe(2);
    expect(await world.log(id)).toEqual([]);
    expect((await world.webhooks.get(id)).failingSince).toBeNull();
  });
});

describe('Clearing away', () => {
  beforeEach(() => start(sqliteStore));
  afterEach(end);
  const purge = () => purgeWebhooks(world.store.webhooks, world.clock, world.wallClock);
  const kept = async () => {
    const all = { since: ALWAYS, until: '2999-01-01T00:00:00.000Z', after: '', limit: 100 };
    return (await world.store.webhooks.messages(all)).length;
  };

  it('forgets what is older than 30 days and nothing younger', async () => {
    const { id } = await world.register(receiver.url);
    await world.open();
    world.clock.advance(MINUTE);
    await world.open();
    await world.deliver();
    world.clock.advance(KEPT_FOR_MS - MINUTE);
    await purge();
    expect(await world.log(id)).toHaveLength(2);
    world.clock.advance(1);
    await purge();
    expect(await world.log(id)).toHaveLength(1);
    expect(await kept()).toBe(1);
  });

  it('of a deleted endpoint takes all that was its own, and the endpoint when nobody can still owe to it', async () => {
    const { id } = await world.register('http://127.0.0.1:9/');
    const stays = await world.register(receiver.url);
    await world.open();
    await world.deliver();
    await world.webhooks.remove(id);
    await expect(world.webhooks.get(id)).rejects.toMatchObject({ refusal: { code: 'not_found' } });
    expect((await world.webhooks.list()).map((one) => one.id)).toEqual([stays.id]);
    await purge();
    expect((await world.store.webhooks.deliveries({ endpointId: id, limit: 10 })).items).toEqual([]);
    expect(await world.store.webhooks.endpoint(id)).toMatchObject({ deletedAt: world.wallClock.now(), secrets: [] });
    world.wallClock.advance(10 * MINUTE);
    await purge();
    expect(await world.store.webhooks.endpoint(id)).toBeNull();
    expect(await world.log(stays.id)).toHaveLength(1);
  });

  it('of more than one step takes them one after the other', async () => {
    await world.register(receiver.url);
    const head = { requestId: 'req_1', type: 'request.updated' as const, at: ALWAYS, body: '{}' };
    const old = Array.from({ length: 1_200 }, (_, n) => ({ ...head, eventId: `evt_1-${n}`, seq: n }));
    await world.store.webhooks.owe(old, [], 0);
    await purge();
    expect(await kept()).toBe(0);
  });
});
