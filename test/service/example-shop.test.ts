/**
 * The example shop, run as its README says: Parley as it was built, `npm ci && npm start` in the shop's folder, and then
 * only what a buyer's, a seller's and the staff's browsers send, under a path, as behind a proxy. And what the README quotes is what runs.
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createParley, type Parley, type RequestView } from '../../packages/client/src/index.ts';
import { eventually } from '../support/eventually.ts';
import { type InstalledShop, installShop, SHOP_FOLDER } from '../support/example-shop.ts';
import { freePort } from '../support/free-port.ts';
import { API_KEY, type ServerProcess, startServer } from '../support/load/server.ts';
import { type RunningShop, says, startShop, stopShop } from '../support/running-shop.ts';

const SELLER = { actor: 'seller:bowl-house' } as const;
const HALF = { kind: 'partial_refund', percent: 50 } as const;
/** What a buyer reports of each order that the shop knows. */
const MISSING = {
  'BH-1001': { 'missing.BOWL-2': '1' },
  'BH-1002': { 'missing.CUP': '2' },
  'BH-1003': { 'missing.TEAPOT': '1' },
};
/** Where the proxy in front of it would serve the shop. */
const BASE = '/100';
type OrderId = keyof typeof MISSING;

describe('The example shop beside a running Parley', () => {
  let home: string;
  let installed: InstalledShop;
  let server: ServerProcess;
  let shop: RunningShop;
  let parley: Parley;
  let shopUrl: string;
  let env: Record<string, string>;

  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'parley-beside-'));
    installed = await installShop('npm ci');
    const [parleyPort, shopPort] = [await freePort(), await freePort()];
    const origin = `http://127.0.0.1:${shopPort}`;
    shopUrl = `${origin}${BASE}`;
    const parleyUrl = `http://127.0.0.1:${parleyPort}`;
    env = {
      PARLEY_URL: parleyUrl,
      PARLEY_API_KEY: API_KEY,
      PORT: String(shopPort),
      SHOP_URL: `${shopUrl}/`,
      DATA_DIR: join(home, 'shop'),
    };
    // The shop is first, as happens: it waits for Parley, and says so.
    shop = startShop(installed.folder, env);
    await says(shop, 'Parley is not there yet');
    server = await startServer(parleyPort, `sqlite:${join(home, 'parley.db')}`, {
      WEBHOOK_ALLOW_PRIVATE: '1',
      CORS_ORIGINS: origin,
    });
    await says(shop, 'shop: ready');
    parley = createParley({ baseUrl: parleyUrl, apiKey: API_KEY });
  });
  afterAll(async () => {
    if (shop) await stopShop(shop);
    await server?.stop();
    await installed?.remove();
    await rm(home, { recursive: true, force: true });
  });

  const read = async (path: string): Promise<string> => (await fetch(shopUrl + path)).text();
  const send = (path: string, form: Record<string, string> = {}, headers: Record<string, string> = {}) =>
    fetch(shopUrl + path, { method: 'POST', body: new URLSearchParams(form), headers, redirect: 'manual' });
  const tokenIn = (page: string): string => /token="([^"]+)"/u.exec(page)?.[1] ?? '';
  /** The page, once it shows all of this. */
  const shows = (path: string, ...words: string[]): Promise<string> =>
    eventually(`${path} shows ${words.join(' and ')}`, async () => {
      const page = await read(path);
      for (const each of words) expect(page).toContain(each);
      return page;
    });

  /** The buyer reports the order; answers the request and the buyer's own client, with the token of their page. */
  async function report(orderId: OrderId, more: Record<string, string> = {}) {
    const answer = await send(`/orders/${orderId}`, { ...MISSING[orderId], ...more, text: 'It was not in the box' });
    expect([answer.status, answer.headers.get('location')]).toEqual([303, `${BASE}/orders/${orderId}`]);
    // Where Parley is slow, the shop opens the request a little later.
    const page = await shows(`/orders/${orderId}`, 'token="');
    const buyer = createParley({ baseUrl: env.PARLEY_URL ?? '', token: tokenIn(page) });
    const { items } = await parley.requests.list({ q: orderId });
    expect(items).toHaveLength(1);
    return { request: items[0] as RequestView, buyer, page };
  }
  const becomes = (id: string, status: string): Promise<RequestView> =>
    eventually(`the request becomes ${status}`, async () => {
      const request = await parley.requests.get(id);
      expect(request).toMatchObject({ status });
      return request;
    });
  const TO_STAFF: Partial<Record<RequestView['status'], string>> = {
    awaiting_seller: 'You decide',
    negotiating: 'The buyer has your offer',
    awaiting_shipment: 'To send again',
    settling: 'To refund',
    shipped: 'On its way',
    delivered: 'Delivered',
    settled: 'Refunded',
  };
  /** The staff's page once the shop has heard of everything and Parley knows of every payment. */
  const atRest = (): Promise<string> =>
    eventually('the books of the shop are at rest', async () => {
      const { items } = await parley.requests.list();
      const page = await read('/admin');
      for (const { id, status } of items) {
        expect(page).toContain(`<small class="quiet id">${id}</small>`);
        expect(page).toContain(`<td>${TO_STAFF[status]}</td>`);
      }
      expect(page).not.toMatch(/is told in a moment|has not answered yet|Not with Parley yet/u);
      return page;
    });

  it('pays a refund that was accepted in the embedded chat', async () => {
    const { request, buyer, page } = await report('BH-1001', { unitPrice: '99999999' });
    expect(request.claimValue).toEqual({ amount: 25_000, currency: 'THB' }); // The shop's price, whatever was sent.
    expect(page).toContain(`<script src="${env.PARLEY_URL}/embed/parley-chat.js"`);
    expect((await fetch(`${env.PARLEY_URL}/embed/parley-chat.js`)).status).toBe(200);
    expect((await send('/orders/BH-1001', { 'missing.BOWL-2': '2' })).status).toBe(303);
    expect((await parley.requests.list({ q: 'BH-1001' })).total).toBe(1);

    const { offer } = await parley.requests.offer(request.id, HALF, SELLER);
    await buyer.requests.acceptOffer(request.id, offer?.id ?? '');
    const settled = await becomes(request.id, 'settled');
    expect(settled.refund).toMatchObject({ amount: { amount: 12_500, currency: 'THB' }, status: 'confirmed' });
    await shows('/', 'Refunded');
    await shows('/admin', 'Paid<small', `${settled.refund?.reference}</small>`, 'Parley knows');
  });

  it('ships again what was approved after the buyer rejected an offer', async () => {
    const { request, buyer } = await report('BH-1002');
    const { offer } = await parley.requests.offer(request.id, HALF, SELLER);
    await buyer.requests.rejectOffer(request.id, offer?.id ?? '');
    await parley.requests.approve(request.id, SELLER);
    const path = `/admin/requests/${request.id}`;
    await shows('/admin', `"${path.slice(1)}/ship"`, '2 × Tea cup');

    // Where Parley is slow, the shop says so and asks to try again.
    const label = await eventually('the label is there', async () => {
      const answer = await fetch(`${shopUrl}${path}/label.pdf`);
      expect(answer.headers.get('content-type')).toBe('application/pdf');
      return answer.text();
    });
    expect(label.slice(0, 5)).toBe('%PDF-');
    expect((await send(`${path}/ship`, {}, { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    await send(`${path}/ship`);
    expect((await becomes(request.id, 'shipped')).shipment).toMatchObject({ trackingNumber: 'THBH1002' });
    await send(`${path}/arrive`);
    await becomes(request.id, 'delivered');
    await shows('/', 'Delivered');
  });

  it('reports a refund that was refused, and pays it another way', async () => {
    const { request } = await report('BH-1003');
    await parley.requests.offer(request.id, { kind: 'refund_only' }, SELLER);
    const refundId = await eventually('Parley hears that the refund was refused', async () => {
      const { refund } = await parley.requests.get(request.id);
      expect(refund).toMatchObject({ status: 'failed' });
      return refund?.id;
    });
    await send(`/admin/refunds/${refundId}/pay-again`);
    expect((await becomes(request.id, 'settled')).refund).toMatchObject({ id: refundId, status: 'confirmed' });
  });

  it('leads nowhere outside its path, whether its proxy takes the path away or not', async () => {
    const { origin } = new URL(shopUrl);
    const headOf = (page: string) => page.split('</h1>')[0];
    for (const path of ['/', '/orders/BH-1001', '/admin', '/nothing/here']) {
      const page = await read(path);
      expect(page).toContain(`<base href="${BASE}/">`);
      expect(page).not.toMatch(/(?:href|src|action|data-renew)="\/(?!100\/)/u);
      expect(headOf(await (await fetch(origin + path)).text())).toBe(headOf(page));
    }
    for (const file of ['/shop.css', '/shop.js']) expect((await fetch(shopUrl + file)).status).toBe(200);
    const { status, headers } = await fetch(shopUrl, { redirect: 'manual' });
    expect([status, headers.get('location')]).toEqual([303, `${BASE}/`]);
  });

  it('goes on after a restart with the endpoint and the books it had', async () => {
    const { request } = await report('BH-1001');
    if (request.status === 'awaiting_seller') await parley.requests.offer(request.id, { kind: 'refund_only' }, SELLER);
    await becomes(request.id, 'settled');
    const before = await atRest();
    await stopShop(shop);
    shop = startShop(installed.folder, env);
    await says(shop, 'shop: ready');
    expect(await read('/admin')).toBe(before);
    const { items } = await parley.webhooks.list();
    expect(items).toHaveLength(1);
    expect(await parley.webhooks.ping(items[0]?.id ?? '')).toMatchObject({ delivered: true });
    expect((await fetch(`${shopUrl}/parley`, { method: 'POST', body: '{}' })).status).toBe(400);
  });

  it('sends staff to their page of Parley, and a buyer only into their own conversation', async () => {
    for (const orderId of Object.keys(MISSING) as OrderId[]) await report(orderId);
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
