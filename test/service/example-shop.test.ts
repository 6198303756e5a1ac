/**
 * The example shop, run as its README says: Parley as it was built, `npm ci && npm start` in the shop's folder, and then
 * only what a buyer's, a seller's and the staff's browsers send. And what the README quotes is what runs.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createParley, type Parley, type RequestView } from '../../src/client/index.ts';
import { API_KEY, freePort, type ServerProcess, startServer } from '../kill/server.ts';
import { eventually } from '../support/eventually.ts';
import { type InstalledShop, installShop, SHOP_FOLDER } from '../support/example-shop.ts';

const LIMIT_MS = 120_000;
const SELLER = { actor: 'seller:bowl-house' } as const;
const HALF = { kind: 'partial_refund', percent: 50 } as const;

/** `npm start`, and what it printed so far. */
function startShop(folder: string, env: Record<string, string>): { child: ChildProcess; output: () => string } {
  const child = spawn('npm', ['start'], {
    cwd: folder,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true, // npm starts the shop as a child of its own: both are ended together.
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk) => {
      printed += chunk;
    });
  }
  return { child, output: () => printed };
}

async function stopShop({ child }: { child: ChildProcess }): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  process.kill(-(child.pid as number), 'SIGTERM');
  await gone;
}

describe('The example shop beside a running Parley', () => {
  let home: string;
  let installed: InstalledShop;
  let server: ServerProcess;
  let shop: ReturnType<typeof startShop>;
  let parley: Parley;
  let shopUrl: string;
  let env: Record<string, string>;

  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'parley-beside-'));
    installed = await installShop();
    const [parleyPort, shopPort] = [await freePort(), await freePort()];
    shopUrl = `http://127.0.0.1:${shopPort}`;
    const parleyUrl = `http://127.0.0.1:${parleyPort}`;
    env = { PARLEY_URL: parleyUrl, PARLEY_API_KEY: API_KEY, PORT: String(shopPort), DATA_DIR: join(home, 'shop') };
    // The shop is first, as happens: it waits for Parley, and says so.
    shop = startShop(installed.folder, env);
    await eventually(() => expect(shop.output()).toContain('Parley is not there yet'));
    server = await startServer(parleyPort, `sqlite:${join(home, 'parley.db')}`, {
      WEBHOOK_ALLOW_PRIVATE: '1',
      CORS_ORIGINS: shopUrl,
    });
    await eventually(() => expect(shop.output()).toContain('shop: ready'));
    parley = createParley({ baseUrl: parleyUrl, apiKey: API_KEY });
  }, LIMIT_MS);
  afterAll(async () => {
    if (shop) await stopShop(shop);
    await server?.stop();
    await installed?.remove();
    await rm(home, { recursive: true, force: true });
  }, LIMIT_MS);

  const read = async (path: string): Promise<string> => (await fetch(shopUrl + path)).text();
  const send = (path: string, form: Record<string, string> = {}, headers: Record<string, string> = {}) =>
    fetch(shopUrl + path, { method: 'POST', body: new URLSearchParams(form), headers, redirect: 'manual' });
  const tokenIn = (page: string): string => /token="([^"]+)"/u.exec(page)?.[1] ?? '';

  /** The buyer reports the order; answers the request and the buyer's own client, with the token of their page. */
  async function report(orderId: string, missing: Record<string, string>) {
    const answer = await send(`/orders/${orderId}`, { ...missing, text: 'It was not in the box' });
    expect([answer.status, answer.headers.get('location')]).toEqual([303, `/orders/${orderId}`]);
    const page = await read(`/orders/${orderId}`);
    const buyer = createParley({ baseUrl: env.PARLEY_URL ?? '', token: tokenIn(page) });
    const { items } = await parley.requests.list({ q: orderId });
    expect(items).toHaveLength(1);
    return { request: items[0] as RequestView, buyer, page };
  }
  const becomes = (id: string, status: string): Promise<RequestView> =>
    eventually(async () => {
      const request = await parley.requests.get(id);
      expect(request.status).toBe(status);
      return request;
    });

  it('pays a refund that was accepted in the embedded chat', { timeout: LIMIT_MS }, async () => {
    const { request, buyer, page } = await report('BH-1001', { 'missing.BOWL-2': '1', unitPrice: '99999999' });
    expect(request.claimValue).toEqual({ amount: 25_000, currency: 'THB' }); // The shop's price, whatever was sent.
    expect(page).toContain(`<script src="${env.PARLEY_URL}/embed/parley-chat.js"`);
    expect((await fetch(`${env.PARLEY_URL}/embed/parley-chat.js`)).status).toBe(200);
    expect((await send('/orders/BH-1001', { 'missing.BOWL-2': '2' })).status).toBe(303);
    expect((await parley.requests.list({ q: 'BH-1001' })).total).toBe(1);

    const { offer } = await parley.requests.offer(request.id, HALF, SELLER);
    await buyer.requests.acceptOffer(request.id, offer?.id ?? '');
    const settled = await becomes(request.id, 'settled');
    expect(settled.refund).toMatchObject({ amount: { amount: 12_500, currency: 'THB' }, status: 'confirmed' });
    await eventually(async () => expect(await read('/')).toContain('Refunded'));
    expect(await read('/admin')).toContain(`paid: ${settled.refund?.reference}, reported`);
  });

  it('ships again what was approved after the buyer rejected an offer', { timeout: LIMIT_MS }, async () => {
    const { request, buyer } = await report('BH-1002', { 'missing.CUP': '2' });
    const { offer } = await parley.requests.offer(request.id, HALF, SELLER);
    await buyer.requests.rejectOffer(request.id, offer?.id ?? '');
    await parley.requests.approve(request.id, SELLER);
    const path = `/admin/requests/${request.id}`;
    await eventually(async () => expect(await read('/admin')).toContain(`${path}/ship`));
    expect(await read('/admin')).toContain('2 × Tea cup');

    const label = await fetch(`${shopUrl}${path}/label.pdf`);
    expect(label.headers.get('content-type')).toBe('application/pdf');
    expect((await label.text()).slice(0, 5)).toBe('%PDF-');
    expect((await send(`${path}/ship`, {}, { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    await send(`${path}/ship`);
    expect((await becomes(request.id, 'shipped')).shipment).toMatchObject({ trackingNumber: 'THBH1002' });
    await send(`${path}/arrive`);
    await becomes(request.id, 'delivered');
    await eventually(async () => expect(await read('/')).toContain('Delivered'));
  });

  it('reports a refund that was refused, and pays it another way', { timeout: LIMIT_MS }, async () => {
    const { request } = await report('BH-1003', { 'missing.TEAPOT': '1' });
    await parley.requests.offer(request.id, { kind: 'refund_only' }, SELLER);
    await eventually(async () => expect((await parley.requests.get(request.id)).refund?.status).toBe('failed'));
    const refundId = (await parley.requests.get(request.id)).refund?.id;
    await send(`/admin/refunds/${refundId}/pay-again`);
    expect((await becomes(request.id, 'settled')).refund).toMatchObject({ id: refundId, status: 'confirmed' });
  });

  it('goes on after a restart with the endpoint and the books it had', { timeout: LIMIT_MS }, async () => {
    const before = await read('/admin');
    await stopShop(shop);
    shop = startShop(installed.folder, env);
    await eventually(() => expect(shop.output()).toContain('shop: ready'));
    expect(await read('/admin')).toBe(before);
    const { items } = await parley.webhooks.list();
    expect(items).toHaveLength(1);
    expect(await parley.webhooks.ping(items[0]?.id ?? '')).toMatchObject({ delivered: true });
    expect((await fetch(`${shopUrl}/parley`, { method: 'POST', body: '{}' })).status).toBe(400);
  });

  it('sends staff to their page of Parley, and a buyer only into their own conversation', {
    timeout: LIMIT_MS,
  }, async () => {
    const answer = await fetch(`${shopUrl}/admin/returns`, { redirect: 'manual' });
    const [page, token] = (answer.headers.get('location') ?? '').split('#token=');
    expect(page).toBe(`${env.PARLEY_URL}/seller`);
    const staff = createParley({ baseUrl: env.PARLEY_URL ?? '', token: token ?? '' });
    expect((await staff.requests.list()).total).toBe(3);
    const renewed = await read('/orders/BH-1001/token');
    const buyer = createParley({ baseUrl: env.PARLEY_URL ?? '', token: renewed });
    expect((await buyer.requests.list()).items.map(({ orderId }) => orderId)).toEqual(['BH-1001']);
    expect((await fetch(`${shopUrl}/orders/BH-9999/token`)).status).toBe(404);
  });
});

describe("The example shop's README", () => {
  it('quotes only code that is in the shop', async () => {
    const readme = await readFile(join(SHOP_FOLDER, 'README.md'), 'utf8');
    const quotes = [...readme.matchAll(/<!-- from (\S+) -->\n```\w+\n([\s\S]*?)```/gu)];
    expect(quotes.length).toBeGreaterThanOrEqual(6);
    const flat = (text: string): string => text.replace(/^\s+/gmu, '').trim();
    for (const [, file = '', quote = ''] of quotes) {
      const source = flat(await readFile(join(SHOP_FOLDER, file), 'utf8'));
      for (const part of quote.split(/^\s*\/\/ …$/mu)) expect(source, file).toContain(flat(part));
    }
    expect(readme.match(/```js/gu)).toHaveLength(quotes.filter(([, file]) => file?.endsWith('.js')).length);
  });
});
