/** Where webhooks may go: addresses are looked at when they are registered, and again at every connection. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Resolve } from '../../src/channels/webhooks/sender.ts';
import { sqliteStore, type TestStore } from '../support/stores.ts';
import { Receiver } from '../support/webhook-receiver.ts';
import { type WebhookWorld, type WebhookWorldOptions, webhookWorld } from '../support/webhook-world.ts';

let opened: TestStore;
let world: WebhookWorld;
let receiver: Receiver;

beforeEach(async () => {
  opened = await sqliteStore();
  receiver = await Receiver.start();
});
afterEach(async () => {
  await world?.stop();
  await receiver.close();
  await opened.cleanup();
});
async function start(options: WebhookWorldOptions = {}): Promise<void> {
  world = await webhookWorld(opened.store, options);
}
const lastAttempt = async (id: string) => (await world.log(id)).at(-1)?.attempts.at(-1);

describe('an address', () => {
  const leadsTo =
    (...addresses: string[]): Resolve =>
    async () =>
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));

  it.each([
    'http://127.0.0.1:9/',
    'http://localhost:9/',
    'http://0.0.0.0/',
    'http://[::1]/',
    'http://[::ffff:10.0.0.1]/',
    'http://169.254.169.254/latest/meta-data/',
    'https://192.168.1.10/hook',
    'http://2130706433/',
    'http://[fd00::1]/',
    'http://100.64.0.1/',
  ])('%s is refused when it is registered', async (url) => {
    await start({ allowPrivate: false });
    await expect(world.register(url)).rejects.toMatchObject({ refusal: { code: 'url_not_allowed' } });
    expect(await world.webhooks.list()).toEqual([]);
  });

  it('whose name leads into a private network is refused, also where only one of its addresses does', async () => {
    for (const addresses of [['127.0.0.1'], ['93.184.215.14', '10.0.0.8'], ['::1'], ['::ffff:169.254.1.1']]) {
      world = await webhookWorld(opened.store, { allowPrivate: false, resolve: leadsTo(...addresses) });
      await expect(world.register('https://shop.example/hook')).rejects.toMatchObject({
        refusal: { code: 'url_not_allowed' },
      });
    }
  });

  it('is looked at again when it is changed', async () => {
    await start({ allowPrivate: false, resolve: leadsTo('93.184.215.14') });
    const { id } = await world.register('https://shop.example/hook');
    await expect(world.webhooks.change(id, { url: 'http://10.1.2.3/' })).rejects.toMatchObject({
      refusal: { code: 'url_not_allowed' },
    });
    expect((await world.webhooks.get(id)).url).toBe('https://shop.example/hook');
  });

  it('whose name does not resolve now may be registered: it is looked at before every attempt', async () => {
    const resolve: Resolve = () => Promise.reject(Object.assign(new Error('no'), { code: 'ENOTFOUND' }));
    await start({ allowPrivate: false, resolve });
    const { id } = await world.register('https://shop.example/hook');
    await world.open();
    await world.deliver();
    expect(await lastAttempt(id)).toMatchObject({ status: null, error: 'The name does not resolve.' });
  });

  it('that resolves to a public one at first and to this machine later is not connected to', async () => {
    let address = '93.184.215.14';
    const resolve: Resolve = async () => [{ address, family: 4 }];
    await start({ allowPrivate: false, resolve });
    const { port } = new URL(receiver.url);
    const { id } = await world.register(`http://shop.example:${port}/hook`);
    address = '127.0.0.1';
    await world.open();
    await world.deliver();
    expect(receiver.received).toEqual([]);
    expect((await lastAttempt(id))?.error).toBe(
      '127.0.0.1 is not in a public network; WEBHOOK_ALLOW_PRIVATE=1 would allow it.',
    );
    expect(await world.webhooks.ping(id)).toMatchObject({ delivered: false, attempt: { status: null } });
    expect(receiver.received).toEqual([]);
  });

  it('is asked for once: what was checked is what is connected to', async () => {
    const asked: string[] = [];
    const resolve: Resolve = async (name) => {
      asked.push(name);
      return [{ address: '127.0.0.1', family: 4 }];
    };
    await start({ allowPrivate: true, resolve });
    const { port } = new URL(receiver.url);
    await world.register(`http://shop.example:${port}/hook`);
    await world.open();
    await world.deliver();
    expect(receiver.received[0]?.headers.host).toBe(`shop.example:${port}`);
    expect(asked).toEqual(['shop.example']);
  });

  it('that was registered where private ones are allowed is not connected to where they are not', async () => {
    await start();
    const { id } = await world.register(receiver.url);
    await world.stop();
    await start({ allowPrivate: false });
    await world.open();
    await world.deliver();
    expect(receiver.received).toEqual([]);
    expect((await lastAttempt(id))?.error).toContain('not in a public network');
  });
});
