/** Sending again: one delivery, everything since a time, secrets that are rotated, tests, and what is cleared away. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RETRY_AFTER_MS } from '../../src/application/webhooks/schedule.ts';
import { storeLegs, type TestStore } from '../support/stores.ts';
import { strike, type WebhookStage, webhookStage } from '../support/webhook-stage.ts';

const MINUTE = 60_000;
const ALWAYS = '2000-01-01T00:00:00.000Z';

let { opened, world, receiver } = {} as WebhookStage;
const start = async (open: () => Promise<TestStore>) => {
  ({ opened, world, receiver } = await webhookStage(open));
};
const end = () => strike({ opened, world, receiver });
const what = () => receiver.received.map(({ body }) => `${body.data.request.id}#${body.data.event.seq}`);

describe.each(storeLegs())('Sending again on $name', (leg) => {
  beforeEach(() => start(leg.open));
  afterEach(end);

  it('one delivery sends the same bytes under the same id, at once, and logs both attempts', async () => {
    const { id } = await world.register(receiver.url);
    const request = await world.open();
    await world.update(request.id, 'later');
    await world.deliver();
    const [first] = await world.log(id);
    if (!first) throw new Error('the log is empty');
    expect(await world.webhooks.redeliver(id, first.id)).toMatchObject({ status: 'pending', nextAttemptAt: null });
    await world.deliver();
    expect(what()).toEqual([`${request.id}#1`, `${request.id}#2`, `${request.id}#1`]);
    expect(receiver.received[2]?.raw).toBe(receiver.received[0]?.raw);
    expect(receiver.ids[2]).toBe(receiver.ids[0]);
    expect((await world.log(id))[0]).toMatchObject({ status: 'delivered', attempts: [{}, {}] });
  });

  it('a dead delivery gives it the whole schedule again', async () => {
    const { id } = await world.register(receiver.url);
    receiver.answer = () => 500;
    await world.open();
    await world.deliver();
    for (const wait of RETRY_AFTER_MS) {
      world.wallClock.advance(wait);
      await world.deliver();
    }
    const [dead] = await world.log(id);
    expect(dead).toMatchObject({ status: 'dead', failures: 7 });
    await world.webhooks.redeliver(id, dead?.id ?? '');
    await world.deliver();
    expect(await world.store.webhooks.delivery(dead?.id ?? '')).toMatchObject({ status: 'pending', failures: 1 });
    receiver.answer = () => 204;
    world.wallClock.advance(5_000);
    await world.deliver();
    const [delivered] = await world.log(id);
    expect(delivered).toMatchObject({ status: 'delivered' });
    expect(delivered?.attempts.map(({ status }) => status)).toEqual([...Array(8).fill(500), 204]);
  });

  it('what waits for its retry does not wait any longer', async () => {
    const { id } = await world.register(receiver.url);
    receiver.answer = () => 500;
    await world.open();
    await world.deliver();
    receiver.answer = () => 204;
    const [waiting] = await world.log(id);
    await world.webhooks.redeliver(id, waiting?.id ?? '');
    await world.deliver();
    expect((await world.log(id))[0]?.status).toBe('delivered');
  });

  it('everything since a time comes in order for each request, as it was, and nothing from before', async () => {
    const { id } = await world.register(receiver.url);
    const early = await world.open();
    world.clock.advance(MINUTE);
    const since = world.clock.iso();
    const requests = [await world.open(), await world.open()];
    for (let n = 0; n < 11; n += 1) for (const request of requests) await world.update(request.id, `n${n}`);
    await world.update(early.id, 'late');
    await world.deliver();
    const first = receiver.received.map(({ raw }) => raw);
    receiver.clear();
    const endpoint = await world.webhooks.replay(id, since);
    expect(endpoint.replay).toMatchObject({ since, until: world.clock.iso() });
    await world.deliver();
    expect(what().filter((one) => one.startsWith(early.id))).toEqual([`${early.id}#2`]);
    for (const request of requests) {
      const seqs = what().filter((one) => one.startsWith(request.id));
      expect(seqs).toEqual(Array.from({ length: 12 }, (_, n) => `${request.id}#${n + 1}`));
    }
    for (const { raw } of receiver.received) expect(first).toContain(raw);
    expect((await world.webhooks.get(id)).replay).toBeNull();
  });

  it('everything means what was never owed too: while it was disabled, and before it was registered', async () => {
    const { id: other } = await world.register('http://127.0.0.1:9/');
    const request = await world.open();
    await world.relay.idle();
    const { id } = await world.register(receiver.url, { events: ['request.updated', 'request.opened'] });
    await world.webhooks.change(id, { enabled: false });
    await world.update(request.id, 'while disabled');
    await world.relay.idle();
    await world.webhooks.change(other, { enabled: false });
    await world.webhooks.change(id, { enabled: true, events: ['request.updated'] });
    await world.deliver();
    expect(receiver.received).toEqual([]);
    await world.webhooks.replay(id, ALWAYS);
    await world.deliver();
    expect(what()).toEqual([`${request.id}#2`]);
  });

  it('more than a page goes on page by page, also when another process takes it over', async () => {
    const { id } = await world.register(receiver.url);
    const state = await world.open();
    await world.relay.idle();
    const [opening] = await world.store.requests.events(state.id, 0, 1);
    if (!opening) throw new Error('no opening');
    const many = Array.from({ length: 450 }, (_, n) => ({
      eventId: `evt_many${n}-1`,
      requestId: `req_many${n}`,
      seq: 1,
      type: opening.type,
      at: opening.at,
      body: JSON.stringify({ data: { request: { id: `req_many${n}` }, event: { seq: 1 } } }),
    }));
    await world.store.webhooks.owe(many, [], world.wallClock.now());
    await world.deliver();
    receiver.clear();
    await world.webhooks.replay(id, ALWAYS);
    const died = { owner: 'a process that died', until: world.wallClock.now() + 20_000 };
    const endpoint = await world.webhooks.get(id);
    const replay = endpoint.replay && { ...endpoint.replay, lease: died };
    expect(await world.store.webhooks.swapEndpoint({ ...endpoint, replay })).toBe(true);
    await world.deliver();
    expect(receiver.received).toEqual([]);
    world.wallClock.advance(20_000);
    await world.deliver();
    expect(new Set(what()).size).toBe(451);
    expect(receiver.received).toHaveLength(451);
  });
});
