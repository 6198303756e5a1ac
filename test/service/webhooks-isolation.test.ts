/** What an endpoint does is its own trouble: it delays no other, and is let go when it is gone. */
import { createServer, type Server } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { sqliteStore, type TestStore } from '../support/stores.ts';
import { Receiver } from '../support/webhook-receiver.ts';
import { type WebhookWorld, type WebhookWorldOptions, webhookWorld } from '../support/webhook-world.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

let opened: TestStore;
let world: WebhookWorld;
let receiver: Receiver;
let others: { close(): unknown }[] = [];

beforeEach(async () => {
  opened = await sqliteStore();
  receiver = await Receiver.start();
});
afterEach(async () => {
  await world?.stop();
  await receiver.close();
  for (const other of others.splice(0)) await other.close();
  others = [];
  await opened.cleanup();
});
async function start(options: WebhookWorldOptions = {}): Promise<void> {
  world = await webhookWorld(opened.store, options);
}
async function another(): Promise<Receiver> {
  const one = await Receiver.start();
  others.push(one);
  return one;
}
const lastAttempt = async (id: string) => (await world.log(id)).at(-1)?.attempts.at(-1);

describe('an endpoint that hangs', () => {
  it('delays no other', async () => {
    await start({ timeoutMs: 600_000 });
    const hanging = await another();
    hanging.answer = () => () => {};
    const hung = await world.register(hanging.url);
    await world.register(receiver.url);
    for (let n = 0; n < 60; n += 1) await world.open();
    await world.relay.idle();
    const done = world.deliverer.run();
    await eventually('all 60 reach the other endpoint', () => expect(receiver.received).toHaveLength(60));
    // Its places are taken, and not one attempt has ended yet.
    expect((await world.log(hung.id)).every(({ attempts }) => attempts.length === 0)).toBe(true);
    expect(hanging.received.length).toBeLessThanOrEqual(20);
    await world.stop();
    await done;
  });

  it('loses its places when the time of its attempts is up', async () => {
    await start({ timeoutMs: 500 });
    receiver.answer = () => () => {};
    const hung = await world.register(receiver.url);
    for (let n = 0; n < 60; n += 1) await world.open();
    await world.deliver();
    const log = await world.log(hung.id);
    expect(log).toHaveLength(60);
    for (const { attempts } of log) expect(attempts).toHaveLength(1);
    expect(await lastAttempt(hung.id)).toMatchObject({
      status: null,
      error: 'No answer within 0.5 seconds.',
      response: null,
    });
  });

  it('in the middle of its answer has answered, and holds its place no longer than that', async () => {
    await start();
    receiver.answer = () => (response) => void response.writeHead(200).write('never ');
    const { id } = await world.register(receiver.url);
    await world.open();
    await world.deliver();
    expect(await lastAttempt(id)).toMatchObject({ status: 200, error: null, response: 'never ' });
  });

  it('that sends and sends is cut off after the beginning', async () => {
    await start();
    let sent = 0;
    receiver.answer = () => (response) => {
      response.writeHead(200);
      const pour = (): void => {
        if (response.destroyed) return;
        sent += 65_536;
        response.write('x'.repeat(65_536), () => setImmediate(pour));
      };
      pour();
    };
    const { id } = await world.register(receiver.url);
    await world.open();
    await world.deliver();
    expect(await lastAttempt(id)).toMatchObject({ status: 200, response: 'x'.repeat(1_000) });
    const before = sent;
    expect(before).toBeLessThan(64 * 1024 * 1024);
  });
});

describe('an attempt', () => {
  it.each([301, 302, 307, 308])('that is answered with a redirect (%i) fails and goes nowhere else', async (status) => {
    await start();
    const elsewhere = await another();
    receiver.answer = () => (response) => response.writeHead(status, { location: elsewhere.url }).end();
    const { id } = await world.register(receiver.url);
    await world.open();
    await world.deliver();
    expect(await lastAttempt(id)).toMatchObject({
      status,
      error: `It answered ${status}: redirects are not followed.`,
    });
    expect(elsewhere.received).toEqual([]);
  });

  it('that nobody answers, or with something else than HTTP, fails with why', async () => {
    await start();
    const closed = await another();
    await closed.close();
    const gibberish = await listening(createServer((socket) => socket.end('220 smtp.example\r\n')));
    const [refused, odd] = [await world.register(closed.url), await world.register(gibberish)];
    await world.open();
    await world.deliver();
    expect(await lastAttempt(refused.id)).toMatchObject({ status: null, error: 'The connection was refused.' });
    expect((await lastAttempt(odd.id))?.error).toMatch(/^It could not be sent: Parse Error/u);
  });

  it('that is answered with another protocol (101) fails like any other', async () => {
    await start();
    const odd = await listening(
      createServer((socket) =>
        socket.once('data', () =>
          socket.write('HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n'),
        ),
      ),
    );
    const { id } = await world.register(odd);
    await world.open();
    await world.deliver();
    expect(await lastAttempt(id)).toMatchObject({ status: 101, response: '', error: 'It answered 101.' });
  });

  it('on a kept connection that the other side has closed is made on a new one', async () => {
    await start();
    const { id } = await world.register(receiver.url);
    await world.open();
    await world.deliver();
    receiver.dropConnections();
    await world.open();
    await world.deliver();
    expect(receiver.received).toHaveLength(2);
    for (const { attempts } of await world.log(id)) expect(attempts).toMatchObject([{ status: 204 }]);
  });

  async function listening(server: Server): Promise<string> {
    others.push({ close: () => server.close() });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    return `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/`;
  }
});

describe('an endpoint that answers 410', () => {
  it('is disabled and agents are told; what waited goes on when it is enabled', async () => {
    await start();
    receiver.answer = () => 410;
    const { id } = await world.register(receiver.url);
    const request = await world.open();
    await world.deliver();
    expect(await world.webhooks.get(id)).toMatchObject({
      disabled: { reason: 'gone', at: world.wallClock.iso() },
    });
    expect(world.attentions.map(({ code }) => code)).toEqual(['webhook_disabled']);
    expect(world.attentions[0]?.detail).toContain('410');
    await world.update(request.id, 'while it was disabled');
    world.wallClock.advance(HOUR);
    await world.deliver();
    expect(receiver.received).toHaveLength(1);
    receiver.answer = () => 204;
    await world.webhooks.change(id, { enabled: true });
    await world.deliver();
    expect(receiver.types).toEqual(['request.opened', 'request.opened']);
    await world.webhooks.replay(id, '2000-01-01T00:00:00.000Z');
    await world.deliver();
    expect(receiver.types.slice(2)).toEqual(['request.opened', 'request.updated']);
  });
});

describe('an endpoint that is stopped while it has much to get', () => {
  it.each([
    ['disabled', (id: string) => world.webhooks.change(id, { enabled: false })],
    ['deleted', (id: string) => world.webhooks.remove(id)],
  ])('gets no more of it: %s', async (_, stop) => {
    await start();
    const { id } = await world.register(receiver.url);
    const request = await world.open();
    for (let n = 0; n < 30; n += 1) await world.update(request.id, `n${n}`);
    await world.relay.idle();
    world.wallClock.advance(1);
    for (let n = 0; n < 50; n += 1) await world.open();
    await world.relay.idle();
    const arrived = new Promise<void>((resolve) => {
      receiver.answer = () => (response) => {
        // What arrives afterwards is answered when the service has been told to stop.
        if (receiver.received.length === 1) resolve();
        void stopped.then(() => response.writeHead(204).end());
      };
    });
    const stopped = arrived.then(async () => void (await stop(id)));
    world.deliverer.start();
    await stopped;
    const { clock, wallClock } = world;
    await world.stop();
    // Of 81: those that were on their way, and perhaps one more each of those that had not noticed yet.
    const before = receiver.received.length;
    expect(before).toBeLessThanOrEqual(40);
    await start({ clock, wallClock });
    wallClock.advance(60_000);
    await world.deliver();
    expect(receiver.received).toHaveLength(before);
  });
});

describe('an endpoint at which nothing succeeds for three days', () => {
  /** Tries so many times, six hours apart, a new request each time. */
  async function attempt(times: number): Promise<void> {
    for (let time = 0; time < times; time += 1) {
      await world.open();
      await world.deliver();
      world.wallClock.advance(6 * HOUR);
    }
  }
  const THREE_DAYS = 12;

  it('is disabled and agents are told', async () => {
    await start();
    receiver.answer = () => 500;
    const { id } = await world.register(receiver.url);
    const since = world.wallClock.now();
    await attempt(THREE_DAYS);
    expect(await world.webhooks.get(id)).toMatchObject({ disabled: null, failingSince: since });
    await attempt(1);
    expect(await world.webhooks.get(id)).toMatchObject({ disabled: { reason: 'failing' } });
    expect(world.attentions.filter(({ code }) => code === 'webhook_disabled')).toHaveLength(1);
    expect(world.attentions.some(({ code }) => code === 'webhook_dead')).toBe(true);
    const before = receiver.received.length;
    await attempt(3);
    expect(receiver.received).toHaveLength(before);
    await world.webhooks.change(id, { enabled: true });
    expect(await world.webhooks.get(id)).toMatchObject({ disabled: null, failingSince: null });
  });

  it('is not, where one thing succeeded in between', async () => {
    await start();
    receiver.answer = () => 500;
    const { id } = await world.register(receiver.url);
    await attempt(THREE_DAYS);
    receiver.answer = () => 204;
    await attempt(1);
    expect((await world.webhooks.get(id)).failingSince).toBeNull();
    receiver.answer = () => 500;
    await attempt(4);
    expect((await world.webhooks.get(id)).disabled).toBeNull();
  });

  it('is not while nothing is sent to it', async () => {
    await start();
    const { id } = await world.register(receiver.url);
    await attempt(1);
    world.wallClock.advance(10 * DAY);
    receiver.answer = () => 500;
    await attempt(1);
    expect((await world.webhooks.get(id)).disabled).toBeNull();
  });
});

describe('The number of endpoints', () => {
  const registered = () =>
    Promise.allSettled(Array.from({ length: 60 }, () => world.webhooks.create({ url: receiver.url })));

  it('stays within its limit however many are registered at once', async () => {
    await start();
    const made = (await registered()).filter(({ status }) => status === 'fulfilled');
    expect(made).toHaveLength(50);
    expect(await world.webhooks.list()).toHaveLength(50);
  });

  it('stays within it where another process registers too', async () => {
    await start();
    const other = await webhookWorld(opened.store, { clock: world.clock, wallClock: world.wallClock });
    const others = Promise.allSettled(Array.from({ length: 60 }, () => other.webhooks.create({ url: receiver.url })));
    const made = [...(await registered()), ...(await others)].filter(({ status }) => status === 'fulfilled');
    const there = await world.webhooks.list();
    expect(there.length).toBeLessThanOrEqual(50);
    expect(made).toHaveLength(there.length);
    await other.stop();
  });
});
