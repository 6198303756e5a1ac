/** Manage Returns in a real browser: what a shop does all day, against the service with an integrator's key. */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AxeResults } from 'axe-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RequestView } from '../../src/contract/request.ts';
import { chromiumPath, launch, openPage, withoutChromium } from '../support/browser.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const KEY = randomBytes(24).toString('hex');
const PHONE = { viewport: { width: 390, height: 844 } };

interface Service {
  url: string;
  call<T>(path: string, body?: object, headers?: Record<string, string>, method?: string): Promise<T>;
  stop(): Promise<void>;
}

/** The built service on a free port with a database of its own, run by an integrator. */
async function startService(): Promise<Service> {
  const folder = await mkdtemp(join(tmpdir(), 'parley-seller-'));
  const server = spawn(process.execPath, [join(root, 'dist/src/main.js')], {
    env: {
      ...process.env,
      NODE_ENV: 'test',
      PORT: '0',
      HOST: '127.0.0.1',
      LOG_LEVEL: 'info',
      PARLEY_API_KEY: KEY,
      PARLEY_SECRET: randomBytes(32).toString('hex'),
      DATABASE_URL: `sqlite:${folder}/seller.db`,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const url = await addressOf(server);
  return {
    url,
    async call<T>(path: string, body?: object, headers: Record<string, string> = {}, method = body ? 'POST' : 'GET') {
      const response = await fetch(url + path, {
        method,
        headers: { Authorization: `Bearer ${KEY}`, 'Content-Type': 'application/json', ...headers },
        ...(body ? { body: JSON.stringify(body) } : {}),
      });
      const answer = await response.json();
      if (!response.ok) throw new Error(`${path}: ${JSON.stringify(answer)}`);
      return answer as T;
    },
    async stop() {
      const ended = new Promise((resolve) => server.once('exit', resolve));
      server.kill('SIGTERM');
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function addressOf(server: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = '';
    const read = (chunk: Buffer): void => {
      output += chunk.toString();
      const found = /"url":"([^"]+)"/u.exec(output)?.[1];
      if (found) resolve(found);
    };
    server.stdout?.on('data', read);
    server.stderr?.on('data', read);
    server.once('exit', (code) => reject(new Error(`the service ended with ${code}:\n${output}`)));
  });
}

async function findings(page: Page): Promise<string[]> {
  await page.evaluate(axeSource);
  const results = await page.evaluate(() => (window as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run());
  return results.violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
}

describe.skipIf(!chromiumPath())(`Manage Returns${withoutChromium}`, () => {
  let service: Service;
  let browser: Browser;
  let shops = 0;

  beforeAll(async () => {
    [service, browser] = await Promise.all([startService(), launch()]);
  });
  afterAll(async () => {
    await browser?.close();
    await service?.stop();
  });

  /** A shop of its own for each test: evidence is needed to say that items were sent, amounts may go back and forth. */
  async function aShop(): Promise<string> {
    shops += 1;
    const id = `shop-${shops}`;
    const policy = {
      maxOffers: 3,
      maxRounds: 3,
      rejectReasons: { items_were_sent: { evidence: true } },
      limits: { maxPercent: 80 },
    };
    await service.call(
      `/v1/sellers/${id}`,
      { name: 'Siam Ceramics', market: 'TH', zone: 'Asia/Bangkok', policy },
      {},
      'PUT',
    );
    return id;
  }

  let orders = 0;
  const aRequest = (sellerId: string, title: string): Promise<RequestView> => {
    orders += 1;
    const baht = (amount: number) => ({ amount, currency: 'THB' });
    return service.call('/v1/requests', {
      orderId: `577000${orders}`,
      sellerId,
      buyerId: `buyer-${orders}`,
      conversationId: `conversation-${orders}`,
      market: 'TH',
      buyerZone: 'Asia/Bangkok',
      buyerLocale: 'th',
      reason: 'missing_items',
      text: 'ได้ชามมาใบเดียวค่ะ <b>https://shop.example/box.jpg</b>',
      items: [{ sku: 'BOWL-2', title, quantity: 2, missingQuantity: 1, unitPrice: baht(25_000) }],
      paid: baht(54_000),
      shippingOption: 'platform',
      evidence: ['https://shop.example/box.jpg'],
    });
  };

  async function signIn(sellerId: string, options: BrowserContextOptions & { path?: string } = {}) {
    const { token } = await service.call<{ token: string }>('/v1/tokens', {
      role: 'seller',
      id: sellerId,
      userId: 'staff-7',
      locale: 'en',
      zone: 'Asia/Bangkok',
    });
    const opened = await openPage(browser, `${service.url}/seller#token=${token}`, {
      reducedMotion: 'reduce',
      ...options,
    });
    await opened.page.getByText('Live', { exact: true }).waitFor();
    return { ...opened, token };
  }

  const opener = (page: Page, title: string) => page.getByRole('button', { name: title, exact: true });
  const answers = (page: Page) => page.locator('seller-answers');
  const open = async (page: Page, title: string) => {
    await opener(page, title).click();
    await page.getByRole('heading', { name: title }).waitFor();
  };
  const read = (id: string) => service.call<RequestView>(`/v1/requests/${id}`);

  it('takes the token out of the address, and explains itself without one', async () => {
    const shop = await aShop();
    const { page, context, complaints } = await signIn(shop);
    expect(page.url()).toBe(`${service.url}/seller`);
    expect(
      await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie])),
    ).toBe('[{},{},""]');
    await page.getByText('Nothing here right now.').waitFor();
    expect(complaints).toEqual([]);
    await page.goto(`${service.url}/`);
    await page.goto(`${service.url}/seller`);
    await page.getByText('opens from your shop’s platform').waitFor();
    await context.close();
  });

  it('says what to do when the session has ended', async () => {
    const shop = await aShop();
    const { token } = await service.call<{ token: string }>('/v1/tokens', {
      role: 'seller',
      id: shop,
      locale: 'en',
      ttlSeconds: 1,
    });
    await new Promise((resolve) => setTimeout(resolve, 2_100));
    const { page, context } = await openPage(browser, `${service.url}/seller#token=${token}`);
    await page.locator('.bar').getByText('Open this page again from your shop’s platform').waitFor();
    await context.close();
  });

  it('shows the request as it is, and approves it after saying what that obliges to', async () => {
    const shop = await aShop();
    const request = await aRequest(shop, 'Sea green bowl');
    const { page, context, complaints } = await signIn(shop);
    await page.getByRole('tab', { name: 'Awaiting action 1' }).waitFor();
    await open(page, 'Sea green bowl');
    const card = page.locator('seller-request');
    for (const words of ['Reshipment', '1 of 2 ordered', 'Arranged by the platform, your shop pays', 'Decide:']) {
      await card.getByText(words).first().waitFor();
    }
    expect(await card.locator('blockquote b').count()).toBe(0);
    const evidence = card.getByRole('link', { name: 'Evidence 1' });
    expect(await evidence.getAttribute('rel')).toBe('noopener noreferrer nofollow');
    await answers(page).getByRole('button', { name: 'Approve', exact: true }).click();
    await answers(page).getByText('2 days, counting working days').waitFor();
    expect((await read(request.id)).status).toBe('awaiting_seller');
    await answers(page).getByRole('button', { name: 'Approve and send' }).click();
    await answers(page).getByText('Done. To ship.').waitFor();
    await page.getByText('Now in To ship').waitFor();
    await page.getByRole('tab', { name: 'To ship 1' }).waitFor();
    expect((await read(request.id)).status).toBe('awaiting_shipment');

    await answers(page).getByRole('button', { name: 'Arrange shipment' }).click();
    await answers(page).getByRole('button', { name: 'Mark as shipped' }).click();
    await answers(page).getByText('Please fill this in.').waitFor();
    await answers(page).getByLabel('Carrier').fill('Flash Express');
    await answers(page).getByLabel('Tracking number').fill('TH0123456789');
    await answers(page).getByRole('button', { name: 'Mark as shipped' }).click();
    await answers(page).getByText('Done. Shipped.').waitFor();
    await card.getByText('The carrier has not scanned the parcel yet.').waitFor();
    const events = [{ at: new Date().toISOString(), kind: 'in_transit', text: 'Left the sorting centre' }];
    await service.call(`/v1/requests/${request.id}/logistics`, { events });
    await card.getByText('Left the sorting centre').waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('rejects with a reason, words, and evidence where the policy asks for it', async () => {
    const shop = await aShop();
    const request = await aRequest(shop, 'Oat plate');
    const { page, context } = await signIn(shop);
    await open(page, 'Oat plate');
    await answers(page).getByRole('button', { name: 'Reject', exact: true }).click();
    await answers(page).getByLabel('Reason').selectOption('items_were_sent');
    await answers(page).getByLabel('What the buyer reads').fill('Both plates were in the box.');
    await answers(page).getByRole('button', { name: 'Reject the request' }).click();
    await answers(page).getByText('This reason needs at least one link to evidence.').waitFor();
    const links = answers(page).getByLabel('Links to evidence');
    expect(await links.evaluate((field) => (field.getRootNode() as ShadowRoot).activeElement === field)).toBe(true);
    await links.fill('javascript:alert(1)');
    await answers(page).getByRole('button', { name: 'Reject the request' }).click();
    await answers(page).getByText('Each line has to be a link').waitFor();
    await links.fill('https://shop.example/packing.jpg');
    await answers(page).getByRole('button', { name: 'Reject the request' }).click();
    await answers(page).getByText('Done. Rejected.').waitFor();
    expect((await read(request.id)).rejection?.evidence).toEqual(['https://shop.example/packing.jpg']);
    await context.close();
  });

  it('offers money with a preview in the buyer’s language, says at the field what is wrong, and withdraws', async () => {
    const shop = await aShop();
    const request = await aRequest(shop, 'Clay teapot');
    const { page, context, complaints } = await signIn(shop);
    await open(page, 'Clay teapot');
    await answers(page).getByRole('button', { name: 'Offer money instead' }).click();
    const form = page.locator('seller-offer');
    await form.getByRole('radio', { name: '฿125.00 50%' }).check();
    await form.getByLabel('Note to the buyer').fill('One is out of stock.');
    const preview = form.locator('parley-offer-card');
    await preview.getByText('ร้านค้าเสนอคืนเงิน ฿125.00').waitFor();
    await preview.getByText('One is out of stock.').waitFor();
    expect(await form.locator('[inert] parley-offer-card').count()).toBe(1);

    await form.getByRole('radio', { name: 'Another amount' }).check();
    await form.getByLabel('Amount, in THB').fill('lots');
    await form.getByRole('button', { name: 'Send the offer' }).click();
    await form.getByText('This is not an amount.').waitFor();
    await form.getByLabel('Amount, in THB').fill('240');
    await form.getByRole('button', { name: 'Offer ฿240.00' }).click();
    await form.getByText('Enter an amount between').waitFor();
    expect(await form.getByLabel('Amount, in THB').getAttribute('aria-invalid')).toBe('true');
    await form.getByLabel('Amount, in THB').fill('100');
    await form.getByRole('button', { name: 'Offer ฿100.00' }).click();
    await answers(page).getByText('Done. Offer sent.').waitFor();
    expect((await read(request.id)).offer).toMatchObject({ amount: { amount: 10_000 }, note: 'One is out of stock.' });
    await page.getByRole('tab', { name: 'Offer sent 1' }).waitFor();

    await answers(page).getByRole('button', { name: 'Withdraw the offer' }).click();
    await answers(page).getByRole('button', { name: 'Withdraw', exact: true }).click();
    await answers(page).getByText('Done. Needs your decision.').waitFor();
    expect(complaints.filter((text) => !text.includes('422'))).toEqual([]);
    await context.close();
  });

  it('answers a counter-offer, and says on the card what happened first', async () => {
    const shop = await aShop();
    const request = await aRequest(shop, 'Rice bowl');
    const { page, context } = await signIn(shop);
    const offered = await service.call<RequestView>(`/v1/requests/${request.id}/offers`, {
      kind: 'partial_refund',
      percent: 30,
    });
    const asBuyer = { 'Parley-Actor': `buyer:${request.buyerId}` };
    const counter = { amount: { amount: 20_000, currency: 'THB' }, note: 'A bit more, please' };
    const countered = await service.call<RequestView>(
      `/v1/requests/${request.id}/offers/${offered.offer?.id}/counter`,
      counter,
      asBuyer,
    );
    await open(page, 'Rice bowl');
    await page.getByText('The buyer asks for ฿200.00 instead.').waitFor();
    await answers(page).getByRole('button', { name: 'Name another amount' }).click();
    await answers(page).getByLabel('Amount, in THB').fill('300');
    await answers(page).getByRole('button', { name: 'Send the amount' }).click();
    await answers(page).getByText('Enter an amount between').waitFor();
    await answers(page).getByLabel('Amount, in THB').press('Escape');
    await answers(page).getByRole('button', { name: 'Accept ฿200.00' }).click();
    // A colleague is quicker, while this page cannot hear of it.
    await context.setOffline(true);
    await page.locator('.bar.reconnecting').waitFor();
    await service.call(`/v1/requests/${request.id}/offers/${countered.offer?.id}/reject`, {});
    await answers(page).getByRole('button', { name: 'Yes, accept' }).click();
    await answers(page).getByText('The server did not answer.').waitFor();
    await context.setOffline(false);
    await page.getByText('Live', { exact: true }).waitFor();
    await page.locator('seller-request').getByText('Needs your decision').waitFor();
    expect(await answers(page).getByRole('button', { name: 'Yes, accept' }).count()).toBe(0);
    await context.close();
  });

  it('a change from elsewhere is applied in place; what is new is offered, not pushed in', async () => {
    const shop = await aShop();
    const first = await aRequest(shop, 'First vase');
    await aRequest(shop, 'Second vase');
    const { page, context } = await signIn(shop);
    await opener(page, 'First vase').waitFor();
    const titles = () => page.locator('.row .open').allInnerTexts();
    expect(await titles()).toEqual(['First vase', 'Second vase']);
    await service.call(`/v1/requests/${first.id}/approve`, {});
    await page.locator('.row', { hasText: 'First vase' }).getByText('Now in To ship').waitFor();
    expect(await titles()).toEqual(['First vase', 'Second vase']);
    await aRequest(shop, 'Third vase');
    await page.getByRole('button', { name: 'New: 1. Show' }).click();
    await opener(page, 'Third vase').waitFor();
    expect(await titles()).toEqual(['Second vase', 'Third vase']);
    await context.close();
  });

  it('searches, filters, and approves several with a result for each', async () => {
    const shop = await aShop();
    await aRequest(shop, 'Cup A');
    const other = await aRequest(shop, 'Cup B');
    const { page, context } = await signIn(shop);
    await page.getByRole('searchbox').fill(other.orderId);
    await page.getByText('1 of 1', { exact: true }).waitFor();
    await page.getByRole('searchbox').fill('nothing-like-this');
    await page.getByText('No request matches.').waitFor();
    await page.getByRole('button', { name: 'Clear search and filters' }).click();
    await page.getByText('2 of 2', { exact: true }).waitFor();
    await page.getByLabel('Reason').selectOption('damaged');
    await page.getByText('0 of 0', { exact: true }).waitFor();
    await page.getByLabel('Reason').selectOption('');
    await page.getByRole('checkbox', { name: 'Select Cup A' }).check();
    await page.getByRole('button', { name: 'Select all shown' }).click();
    await page.getByText('Selected: 2').waitFor();
    await page.getByRole('button', { name: 'Approve selected' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('฿500.00').waitFor();
    expect(await findings(page)).toEqual([]);
    await service.call(`/v1/requests/${other.id}/reject`, { reason: 'other', text: 'Agreed on the phone.' });
    await dialog.getByRole('button', { name: 'Approve all (2)' }).click();
    await dialog.getByText('Approved: 1 of 2').waitFor();
    await dialog.getByText('Something else happened first').waitFor();
    await dialog.getByRole('button', { name: 'Close' }).click();
    await page.getByRole('tab', { name: 'To ship 1' }).waitFor();
    await context.close();
  });

  it('is used with the keyboard alone', async () => {
    const shop = await aShop();
    await aRequest(shop, 'Lamp one');
    await aRequest(shop, 'Lamp two');
    const { page, context } = await signIn(shop);
    await opener(page, 'Lamp one').waitFor();
    await page.getByRole('tab', { selected: true }).focus();
    await page.keyboard.press('ArrowRight');
    await page.getByRole('tab', { name: 'Offer sent', selected: true }).waitFor();
    await page.keyboard.press('Home');
    await opener(page, 'Lamp two').waitFor();
    await opener(page, 'Lamp one').focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Lamp two' }).waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await answers(page).getByRole('button', { name: 'Approve and send' }).waitFor();
    await page.keyboard.press('Escape');
    expect(await answers(page).locator('#panel').count()).toBe(0);
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await answers(page).getByText('Done. To ship.').waitFor();
    await page.keyboard.press('Escape');
    await page.getByText('Choose a request').waitFor();
    const focused = () =>
      page.evaluate(() => document.querySelector('parley-seller')?.shadowRoot?.activeElement?.textContent?.trim());
    expect(await focused()).toBe('Lamp two');
    await context.close();
  });

  it('shows the working days, and keeps the settings of the alerts', async () => {
    const shop = await aShop();
    const slack = { channel: 'C123', quiet: { from: '22:00', to: '07:00' } };
    await service.call(`/v1/sellers/${shop}`, { alerts: { slack } }, {}, 'PATCH');
    const { page, context } = await signIn(shop);
    await page.getByRole('button', { name: 'Settings' }).click();
    await page.getByText('Saturday, Sunday').waitFor();
    await page.getByLabel('Quiet until').fill('22:00');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Quiet hours need a beginning and an end that differ.').waitFor();
    await page.getByLabel('Quiet until').fill('06:30');
    await page.getByLabel('Daily digest at').fill('09:00');
    await page.getByLabel('Language of the alerts').selectOption('th');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved.').waitFor();
    const stored = await service.call<{ alerts: { slack: object } }>(`/v1/sellers/${shop}`);
    expect(stored.alerts.slack).toMatchObject({
      channel: 'C123',
      quiet: { from: '22:00', to: '06:30' },
      digestAt: '09:00',
      locale: 'th',
    });
    await page.getByRole('button', { name: 'Make a code' }).click();
    await page.getByText(/\/parley link [A-Z0-9]{4}-[A-Z0-9]{4}/u).waitFor();
    expect(await findings(page)).toEqual([]);
    await context.close();
  });

  it.each([
    ['light', 390],
    ['light', 1280],
    ['dark', 390],
    ['dark', 1280],
  ] as const)(
    'axe finds nothing in %s at %i pixels, and nothing is wider than the window',
    async (colorScheme, width) => {
      const shop = await aShop();
      const { id } = await aRequest(shop, 'Shallow bowl, very long name of an item that has to break somewhere');
      await service.call(`/v1/requests/${id}/offers`, { kind: 'partial_refund', percent: 30 });
      await aRequest(shop, 'Deep bowl');
      const options = width === 390 ? PHONE : { viewport: { width, height: 800 } };
      const { page, context } = await signIn(shop, { ...options, colorScheme });
      const check = async (): Promise<void> => {
        expect(await findings(page)).toEqual([]);
        const [needs, has] = await page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth]);
        expect(needs).toBeLessThanOrEqual(has ?? 0);
      };
      await opener(page, 'Deep bowl').waitFor();
      await check();
      await open(page, 'Deep bowl');
      await page.locator('parley-chat .system').first().waitFor();
      await check();
      for (const name of ['Approve', 'Reject', 'Offer money instead']) {
        await answers(page).getByRole('button', { name, exact: true }).click();
        if (name.startsWith('Offer')) await page.getByRole('radio', { name: /50%/u }).check();
        await check();
      }
      await page.locator('.shut').click();
      await page.getByRole('tab', { name: /Offer sent/u }).click();
      await open(page, 'Shallow bowl, very long name of an item that has to break somewhere');
      await check();
      await context.close();
    },
  );
});
