/** The example shop as its buyer and its staff see it: its own colours, words for what stands, and one language with the chat in it. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromiumPath, launch, openPage, withoutChromium } from '../support/browser.ts';
import { type InstalledShop, installShop } from '../support/example-shop.ts';
import { freePort } from '../support/free-port.ts';
import { API_KEY, type ServerProcess, startServer } from '../support/load/server.ts';
import { type RunningShop, says, startShop, stopShop } from '../support/running-shop.ts';

/** A state as the API names it. */
const RAW = /\b(?:awaiting_(?:seller|shipment)|negotiating|settling|missing_items|partial_refund)\b/u;

describe.skipIf(!chromiumPath())(`The example shop in a browser${withoutChromium}`, () => {
  let home: string;
  let installed: InstalledShop;
  let server: ServerProcess;
  let shop: RunningShop;
  let browser: Browser;
  let shopUrl: string;

  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'parley-shop-seen-'));
    const [parleyPort, shopPort] = [await freePort(), await freePort()];
    shopUrl = `http://127.0.0.1:${shopPort}`;
    [installed, browser, server] = await Promise.all([
      installShop('link'),
      launch(),
      startServer(parleyPort, `sqlite:${join(home, 'parley.db')}`, {
        WEBHOOK_ALLOW_PRIVATE: '1',
        CORS_ORIGINS: shopUrl,
      }),
    ]);
    shop = startShop(installed.folder, {
      PARLEY_URL: `http://127.0.0.1:${parleyPort}`,
      PARLEY_API_KEY: API_KEY,
      PORT: String(shopPort),
      SHOP_URL: `${shopUrl}/`,
      DATA_DIR: join(home, 'shop'),
    });
    await says(shop, 'shop: ready');
  });
  afterAll(async () => {
    await browser?.close();
    if (shop) await stopShop(shop);
    await server?.stop();
    await installed?.remove();
    await rm(home, { recursive: true, force: true });
  });

  it('has the chat in its own colours, in the language and zone of its tokens, and no raw state anywhere', async () => {
    const { page, context } = await openPage(browser, `${shopUrl}/orders/BH-1001`);
    await page.locator('[name="missing.BOWL-2"]').first().fill('1');
    await page.locator('form [type=submit], form button').first().click();
    const chat = page.locator('parley-chat');
    await chat.getByText('You asked the shop to send').first().waitFor();
    const claims = await chat.evaluate((element) =>
      JSON.parse(
        atob((element.getAttribute('token') ?? '').split('.')[1]?.replace(/-/gu, '+').replace(/_/gu, '/') ?? ''),
      ),
    );
    expect(claims).toMatchObject({ locale: expect.any(String), zone: expect.any(String) });
    expect(await chat.getAttribute('lang')).toBe(claims.locale);
    const accent = await chat.evaluate((element) =>
      getComputedStyle(element).getPropertyValue('--parley-accent').trim(),
    );
    expect(accent).not.toBe('');
    for (const path of ['/orders/BH-1001', '/', '/admin']) {
      await page.goto(shopUrl + path);
      expect(await page.locator('body').innerText(), path).not.toMatch(RAW);
    }
    await context.close();
  });
});
