/** From the demo to the pages that it stands for. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { choose, chromiumPath, type Demo, launch, openPage, startDemo, withoutChromium } from '../support/browser.ts';
import { eventually } from '../support/eventually.ts';

const HOUR = 3_600_000;

describe.skipIf(!chromiumPath())(`From the demo to the real pages${withoutChromium}`, () => {
  let demo: Demo;
  let browser: Browser;

  beforeAll(async () => {
    [demo, browser] = await Promise.all([startDemo(), launch()]);
  });
  afterAll(async () => {
    await browser?.close();
    await demo?.stop();
  });

  it.each([
    { viewport: { width: 1280, height: 800 }, tabs: false },
    { viewport: { width: 390, height: 844 }, tabs: true },
  ])(
    'each side leads to its own page, signed in and opened on the request shown ($viewport.width px)',
    async ({ viewport, tabs }) => {
      const { page, context } = await openPage(browser, demo.sellerPage, { viewport });
      const request = await demo.request('celadon');
      await page.getByLabel('Request', { exact: true }).selectOption(request.id);
      // Choosing takes a while: until then the links lead to the request shown before.
      await page.locator(`a.real[href*="request=${request.id}"]`).waitFor({ state: 'attached' });
      if (!tabs) await choose(page, request);
      // A phone has the links to the buyer's and the agent's page with what is used seldom.
      if (tabs) await page.getByRole('button', { name: 'Move the time' }).click();
      const follow = async (side: 'Buyer' | 'Seller' | 'Agent') => {
        if (tabs) await page.getByRole('tab', { name: side }).click();
        const opening = context.waitForEvent('page');
        await page.getByRole('link', { name: `Open page of the ${side.toLowerCase()}` }).click();
        return opening;
      };
      const chat = await follow('Buyer');
      await chat.locator('parley-chat .message, parley-chat .system').first().waitFor();
      expect(chat.url()).toBe(`${demo.url}/chat`);
      const seller = await follow('Seller');
      await seller.locator('seller-request').getByRole('heading', { name: request.title }).waitFor();
      expect(seller.url()).toBe(`${demo.url}/seller`);
      const board = await follow('Agent');
      await board.locator('console-detail').getByRole('heading', { level: 2 }).waitFor();
      expect(board.url()).not.toContain('token');
      expect(board.url()).toContain(request.id);
      await context.close();
    },
  );

  it.each([
    { width: 1280, height: 800 },
    { width: 900, height: 800 },
    { width: 390, height: 844 },
  ])(
    'the buyer’s offer is seen from its amount on, and on phones the chat has most of the screen ($width px)',
    async (viewport) => {
      const { page, context } = await openPage(browser, demo.url, { viewport });
      const amount = page.locator('parley-chat parley-offer-card').last().locator('.amount');
      const scroller = page.locator('parley-chat .scroller');
      await amount.waitFor();
      await eventually('the amount is below the head of the chat', async () => {
        const [sum, view] = [await amount.boundingBox(), await scroller.boundingBox()];
        expect(sum?.y ?? 0).toBeGreaterThanOrEqual(view?.y ?? Number.POSITIVE_INFINITY);
      });
      if (viewport.width === 390) expect((await scroller.boundingBox())?.height).toBeGreaterThan(viewport.height / 2);
      await context.close();
    },
  );

  it('counts down on the seller’s page by the demo’s own clock', async () => {
    const time = async (): Promise<number> => {
      const { now } = (await (await fetch(`${demo.url}/demo/state`)).json()) as { now: string };
      return Date.parse(now);
    };
    const run = (speed: number) =>
      fetch(`${demo.url}/demo/speed`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ speed }),
      });
    await run(1440);
    await eventually('the demo is four hours ahead', async () => {
      expect((await time()) - Date.now()).toBeGreaterThan(4 * HOUR);
    });
    await run(1);
    const request = await demo.open();
    const { seller } = await demo.tokens(request.id);
    const { deadline } = await demo.read(seller, request.id);
    const { page, context } = await openPage(browser, `${demo.url}/seller#token=${seller}&request=${request.id}`);
    const due = page.locator('seller-request seller-due');
    await due.waitFor();
    await eventually('the page says how many hours are left by the demo’s clock', async () => {
      const hours = Math.floor((Date.parse(deadline?.at ?? '') - (await time())) / HOUR);
      const words = hours >= 24 ? `${Math.floor(hours / 24)} d ${hours % 24} h` : `${hours} h`;
      expect(await due.getByText(words).count()).toBe(1);
    });
    await context.close();
  });
});
