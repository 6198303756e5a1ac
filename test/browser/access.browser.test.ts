import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { choose, chromiumPath, type Demo, launch, openPage, startDemo, withoutChromium } from '../support/browser.ts';
import { describeChats } from '../support/chat-scene.ts';
import { sideways } from '../support/fits.ts';
import { judge, resize } from '../support/looks.ts';
import { tokenFor } from '../support/sockets.ts';
import { WINDOWS } from '../support/walks/walk.ts';

const TABS = ['Buyer', 'Seller', 'Agent'];
/** The narrowest window in which all three stand beside each other. */
const NARROWEST_ABREAST = { width: 900, height: 800 };

async function tab(page: Page, name: string): Promise<void> {
  await page.getByRole('tab', { name }).click();
  await page.locator(`#pane-${name.toLowerCase()}`).waitFor();
}

describe.skipIf(!chromiumPath())(`A demo page everyone can use${withoutChromium}`, () => {
  let demo: Demo;
  let browser: Browser;

  beforeAll(async () => {
    [demo, browser] = await Promise.all([startDemo(), launch()]);
  });
  afterAll(async () => {
    await browser?.close();
    await demo?.stop();
  });

  /** What is too wide on the stage, and on each of the pages in its frames. */
  const tooWide = async (page: Page): Promise<string[]> =>
    (await Promise.all(page.frames().map((frame) => sideways(frame)))).flat();

  it('axe finds nothing, light and dark, and nothing is wider than its place: three beside each other, or one at a time', async () => {
    const { page, context } = await openPage(browser, demo.sellerPage, { reducedMotion: 'reduce' });
    const complaints: string[] = [];
    // An offer that waits for the buyer, and a counter-offer with every button of the shop.
    for (const name of ['bowls', 'speaker']) {
      await choose(page, await demo.request(name));
      const axe = name === 'bowls';
      complaints.push(...(await judge(page, name, { misfits: tooWide, windows: ['desk'], axe })));
      await resize(page, NARROWEST_ABREAST);
      complaints.push(...(await tooWide(page)).map((one) => `${name}, narrow: ${one}`));
    }
    await resize(page, WINDOWS.phone);
    for (const one of TABS) {
      await tab(page, one);
      complaints.push(...(await judge(page, one, { misfits: tooWide, windows: ['phone'], axe: true })));
    }
    expect(complaints).toEqual([]);
    await context.close();
  });
});

describeChats('A chat page everyone can use', (at) => {
  it('keeps its token out of the address, controls high enough for fingers, and what people write as text', async () => {
    await at.scene.offer(await at.scene.open('for-everyone'));
    const token = await tokenFor({ role: 'buyer', id: 'buyer-1' });
    const address = `${at.scene.service.url}/chat#token=${token}&conversation=for-everyone&locale=en`;
    const { page, context, complaints } = await openPage(at.browser, address, { viewport: WINDOWS.phone });
    await page.getByRole('button', { name: 'Accept' }).waitFor();
    expect(page.url()).toBe(`${at.scene.service.url}/chat`);
    expect(
      await page.evaluate(() => `${JSON.stringify(localStorage)}${JSON.stringify(sessionStorage)}${document.cookie}`),
    ).toBe('{}{}');
    expect(complaints).toEqual([]);

    for (const control of await page.locator('button:visible, textarea:visible').all()) {
      expect((await control.boundingBox())?.height).toBeGreaterThanOrEqual(44);
    }

    const words = '<img src=x onerror=alert(1)> javascript:alert(1) https://shop.example/box.jpg, ok';
    await page.getByRole('textbox').fill(words);
    await page.getByRole('textbox').press('Enter');
    await page.locator('.stamp').filter({ hasText: '· Sent' }).waitFor();
    const bubble = page.locator('.bubble').filter({ hasText: 'onerror' });
    expect(await bubble.textContent()).toBe(words);
    expect(await bubble.locator('img').count()).toBe(0);
    const links = bubble.locator('a');
    expect(await links.count()).toBe(1);
    expect(await links.getAttribute('href')).toBe('https://shop.example/box.jpg');
    expect(await links.getAttribute('rel')).toBe('noopener noreferrer nofollow');
    await context.close();
  });

  it('explains itself where the link is not complete, in the reader’s language', async () => {
    const { page, context } = await openPage(at.browser, `${at.scene.service.url}/chat`, { locale: 'th-TH' });
    await page.getByText('ลิงก์นี้ไม่สมบูรณ์ โปรดเปิดแชทจากคำสั่งซื้อ').waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('th-TH');
    await context.close();
  });

  it('changes a countdown without announcing it, and announces a new card once', async () => {
    const request = await at.scene.open('announced');
    const { page, context } = await at.scene.visit(at.browser, 'announced', 'en');
    await page.locator('.system').first().waitFor();
    await page.getByRole('textbox').waitFor();
    await at.scene.offer(request);
    const card = page.locator('parley-offer-card').last();
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
