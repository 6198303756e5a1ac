/**
 * Parley, the example shop, and a network that cannot be trusted between them: the service in this process, the shop's own
 * modules, a flaky proxy each way, and a payment provider whose answers get lost too. All clocks are the test's.
 */
import { appendFile, mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createParley } from '../../packages/client/src/index.ts';
import { parleyOver } from '../../packages/client/src/parley.ts';
import { createTransport } from '../../packages/client/src/transport.ts';
import type {
  InstalledShop,
  Payments,
  PaymentsModule,
  ServerModule,
  Shop,
  ShopModule,
  ShopOrder,
} from './example-shop.ts';
import { type FlakyProxy, startFlakyProxy } from './flaky-proxy.ts';
import { randomOf } from './random.ts';
import { API_KEY, type Service, startService } from './service.ts';
import type { TestStore } from './stores.ts';
import { FakeClock } from './world.ts';

export const HOUR = 3_600_000;
/** The share of each fault: four in ten messages do not go as they should. */
const RATE = 0.06;
/** The waits of the retry schedule, each with its jitter. */
const WAITS = [7_000, 0.1 * HOUR, 0.6 * HOUR, 2.4 * HOUR, 6 * HOUR, 12 * HOUR];
const PATIENCE = 60;

export async function createFlakyScene(opened: TestStore, installed: InstalledShop, orders: ShopOrder[]) {
  const random = randomOf('flaky network');
  const [clock, wallClock] = [new FakeClock(), new FakeClock()];
  const service: Service = await startService({
    store: opened.store,
    clock,
    wallClock,
    start: false,
    webhookAllowPrivate: true,
  });
  const { openShop } = await installed.load<ShopModule>('src/shop.js');
  const { openPayments } = await installed.load<PaymentsModule>('src/payments.js');
  const { createShopServer } = await installed.load<ServerModule>('src/server.js');
  const dataDir = await mkdtemp(join(tmpdir(), 'parley-shop-data-'));
  const payments: Payments = await openPayments(join(dataDir, 'payments.jsonl'));

  const toParley: FlakyProxy = await startFlakyProxy(() => service.url, random, RATE);
  let shopUrl = '';
  const toShop: FlakyProxy = await startFlakyProxy(() => shopUrl, random, RATE);
  const unexpected: unknown[] = [];

  /** The provider's answer gets lost like any other: sometimes after the payment was made. */
  async function pay(asked: Parameters<Payments['pay']>[0]) {
    const draw = random();
    if (draw < RATE) throw new Error('the provider is away');
    const made = await payments.pay(asked);
    if (draw < 2 * RATE) throw new Error("the provider's answer got lost");
    return made;
  }

  async function startShop() {
    const shop: Shop = await openShop({
      parley: { baseUrl: toParley.url, apiKey: API_KEY, retries: 0 },
      url: toShop.url,
      dataDir,
      orders,
      payments: { pay },
      onTrouble: () => {},
      now: wallClock.now,
    });
    const onError = (error: unknown) => unexpected.push(error);
    const server = createShopServer(shop, { parleyUrl: toParley.url, onError, now: clock.now });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    shopUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    return {
      shop,
      async stop() {
        await toShop.quiet();
        server.closeAllConnections();
        await new Promise<void>((resolve) => server.close(() => resolve()));
        await shop.close();
      },
    };
  }
  let running = await startShop();

  /** People at their pages: through the same network, with a client that does not wait between its attempts. */
  const surroundings = { pause: () => new Promise<void>((resolve) => setImmediate(resolve)), random };
  const people = parleyOver(createTransport({ baseUrl: toParley.url, apiKey: API_KEY, retries: 12 }, surroundings));
  /** The test itself, on a line of its own. */
  const direct = createParley({ baseUrl: service.url, apiKey: API_KEY });

  async function undelivered(): Promise<number> {
    let owed = 0;
    for await (const { id } of direct.webhooks.each()) {
      owed += (await direct.webhooks.deliveries(id, { status: 'pending', limit: 1 })).items.length;
      // An operator sends again what was given up.
      for await (const dead of direct.webhooks.eachDelivery(id, { status: 'dead' })) {
        await direct.webhooks.redeliver(id, dead.id);
        owed += 1;
      }
    }
    return owed;
  }

  return {
    service,
    clock,
    people,
    direct,
    payments,
    unexpected,
    networks: [toParley, toShop],
    get shop() {
      return running.shop;
    },
    /** Everybody tries again until nobody owes anybody anything. */
    async settle() {
      for (let round = 0; round < PATIENCE; round += 1) {
        await service.app.relay.idle();
        await service.app.deliverer.run();
        const left = await running.shop.work();
        await Promise.all([toParley.quiet(), toShop.quiet()]);
        await service.app.relay.idle();
        if (left === 0 && (await undelivered()) === 0) return;
        wallClock.advance(WAITS[round % WAITS.length] as number);
      }
      throw new Error('Parley and the shop do not come to rest');
    },
    /** The shop's process dies in the middle of a line of its ledger, and starts again. */
    async restartShop() {
      await running.stop();
      await appendFile(join(dataDir, 'ledger.jsonl'), '{"type":"pa');
      running = await startShop();
    },
    async close() {
      await running.stop();
      await Promise.all([toParley.close(), toShop.close()]);
      await payments.close();
      await service.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
