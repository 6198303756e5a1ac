import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findings } from '../support/axe.ts';
import {
  chatAddress,
  choose,
  chromiumPath,
  type Demo,
  launch,
  openPage,
  sides,
  startDemo,
  withoutChromium,
} from '../support/browser.ts';

const widthOf = (page: Page): Promise<{ needs: number; has: number }> =>
  page.evaluate(() => ({ needs: document.documentElement.scrollWidth, has: window.innerWidth }));

const PHONE = { viewport: { width: 390, height: 844 } };

describe.skipIf(!chromiumPath())(`Pages everyone can use${withoutChromium}`, () => {
  let demo: Demo;
  let browser: Browser;

  beforeAll(async () => {
    [demo, browser] = await Promise.all([startDemo(), launch()]);
  });
  afterAll(async () => {
    await browser?.close();
    await demo?.stop();
  });

  it.each(['light', 'dark'] as const)('axe finds nothing on the demo page in %s', async (colorScheme) => {
    const { page, context } = await openPage(browser, demo.sellerPage, { colorScheme, reducedMotion: 'reduce' });
    // An offer that waits, a counter-offer, and a request with the offer form between them show every control.
    for (const name of ['bowls', 'speaker', 'celadon', 'jacket']) {
      await choose(page, await demo.request(name));
      for (const summary of await page.locator('summary').all()) await summary.click();
      expect(await findings(page)).toEqual([]);
    }
    await context.close();
  });

  it.each(['light', 'dark'] as const)('axe finds nothing on a phone, on any tab, in %s', async (colorScheme) => {
    const { page, context } = await openPage(browser, demo.sellerPage, {
      ...PHONE,
      colorScheme,
      reducedMotion: 'reduce',
    });
    await sides(page).card.waitFor();
    for (const tab of ['Buyer', 'Seller', 'Agent']) {
      await page.getByRole('tab', { name: tab }).click();
      expect(await findings(page)).toEqual([]);
    }
    await context.close();
  });

  it.each(['light', 'dark'] as const)(
    'axe finds nothing in the chat and in its question in %s',
    async (colorScheme) => {
      const request = await demo.request('bowls');
      const { buyer } = await demo.tokens(request.id);
      const { page, context } = await openPage(browser, chatAddress(demo, buyer, request), {
        ...PHONE,
        colorScheme,
        reducedMotion: 'reduce',
      });
      await page.getByRole('button', { name: 'Accept' }).waitFor();
      expect(await findings(page)).toEqual([]);
      await page.getByRole('button', { name: 'Reject' }).click();
      await page.getByRole('dialog').waitFor();
      expect(await findings(page)).toEqual([]);
      await context.close();
    },
  );

  it.each([390, 1280])('nothing is wider than a window of %i pixels, whichever request is shown', async (width) => {
    const { page, context } = await openPage(browser, demo.sellerPage, { viewport: { width, height: 800 } });
    await sides(page).card.waitFor();
    const names = ['bowls', 'celadon', 'earbuds', 'speaker', 'aodai', 'teapot', 'lamp', 'jacket', 'phin', 'backpack'];
    for (const name of names) {
      const { id } = await demo.request(name);
      await page.getByLabel('Request', { exact: true }).selectOption(id);
      for (const tab of width < 1000 ? ['Buyer', 'Seller', 'Agent'] : []) {
        await page.getByRole('tab', { name: tab }).click();
        await page.locator(`#pane-${tab.toLowerCase()}`).waitFor();
      }
      const { needs, has } = await widthOf(page);
      expect(needs, `${name} at ${width}`).toBeLessThanOrEqual(has);
    }
    await context.close();
  });

  it('controls on a phone are at least 44 pixels high', async () => {
    const request = await demo.request('bowls');
    const { buyer } = await demo.tokens(request.id);
    const { page, context } = await openPage(browser, chatAddress(demo, buyer, request), PHONE);
    await page.getByRole('button', { name: 'Accept' }).waitFor();
    for (const control of await page.locator('button:visible, textarea:visible').all()) {
      expect((await control.boundingBox())?.height).toBeGreaterThanOrEqual(44);
    }
    await context.close();
  });

  it('the chat page takes its token out of the address and keeps working', async () => {
    const request = await demo.request('bowls');
    const { buyer } = await demo.tokens(request.id);
    const { page, context, complaints } = await openPage(browser, chatAddress(demo, buyer, request));
    await page.getByRole('button', { name: 'Accept' }).waitFor();
    expect(page.url()).toBe(`${demo.url}/chat`);
    expect(
      await page.evaluate(() => `${JSON.stringify(localStorage)}${JSON.stringify(sessionStorage)}${document.cookie}`),
    ).toBe('{}{}');
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('the chat page explains itself where the link is not complete, in the reader’s language', async () => {
    const { page, context } = await openPage(browser, `${demo.url}/chat`, { locale: 'th-TH' });
    await page.getByText('ลิงก์นี้ไม่สมบูรณ์ โปรดเปิดแชทจากคำสั่งซื้อ').waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('th-TH');
    await context.close();
  });

  it('what people write is shown as text, and only http(s) addresses become links', async () => {
    const request = await demo.request('bowls');
    const { buyer } = await demo.tokens(request.id);
    const { page, context } = await openPage(browser, chatAddress(demo, buyer, request));
    const words = '<img src=x onerror=alert(1)> javascript:alert(1) https://shop.example/box.jpg, ok';
    await page.getByRole('textbox').fill(words);
    await page.getByRole('textbox').press('Enter');
    const bubble = page.locator('.bubble').filter({ hasText: 'onerror' });
    await bubble.waitFor();
    expect(await bubble.textContent()).toBe(words);
    expect(await bubble.locator('img').count()).toBe(0);
    const links = bubble.locator('a');
    expect(await links.count()).toBe(1);
    expect(await links.getAttribute('href')).toBe('https://shop.example/box.jpg');
    expect(await links.getAttribute('rel')).toBe('noopener noreferrer nofollow');
    await context.close();
  });

  it('a countdown changes without being announced, a new card is announced once', async () => {
    const request = await demo.open();
    const { buyer, seller } = await demo.tokens(request.id);
    const { page, context } = await openPage(browser, chatAddress(demo, buyer, request));
    await page.locator('.system').first().waitFor();
    await demo.ask(seller, request.id, 'offers', { kind: 'partial_refund', percent: 50 });
    const { card } = sides(page);
    await card.waitFor();
    const spoken = page.locator('parley-chat [aria-live="polite"]');
    await spoken.filter({ hasText: '50%' }).waitFor({ state: 'attached' });
    expect(await page.getByRole('log').getAttribute('aria-live')).toBe('off');
    expect(
      await card.locator('.time').evaluate((time) => time.closest('[aria-live]:not([aria-live="off"])')),
    ).toBeNull();
    await context.close();
  });
});
