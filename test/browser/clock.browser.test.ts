import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  choose,
  chromiumPath,
  type Demo,
  launch,
  openPage,
  sides,
  startDemo,
  withoutChromium,
} from '../support/browser.ts';

describe.skipIf(!chromiumPath())(`The demo's fast clock${withoutChromium}`, () => {
  let demo: Demo;
  let browser: Browser;

  beforeAll(async () => {
    [demo, browser] = await Promise.all([startDemo(), launch()]);
  });
  afterAll(async () => {
    await browser?.close();
    await demo?.stop();
  });

  it('an offer nobody answers expires in front of everyone, and the request is handed back', async () => {
    const { page, context } = await openPage(browser, demo.sellerPage);
    await choose(page, await demo.request('aodai'));
    const { card, seller, agent } = sides(page);
    await card.getByText(/Còn \d+ phút để trả lời/).waitFor();
    await page.getByRole('radio', { name: 'A day in a minute' }).check({ force: true });

    await card.locator('.outcome').waitFor();
    expect(await card.getByRole('button').count()).toBe(0);
    await agent.getByText('The offer expired without an answer').waitFor();
    await seller.getByText('Waits for seller').first().waitFor();
    await page.getByRole('radio', { name: 'As time passes' }).check({ force: true });
    await context.close();
  });

  it('a page opened while time runs fast counts down to the same moment', async () => {
    const request = await demo.request('earbuds');
    const [one, two] = await Promise.all([openPage(browser, demo.sellerPage), openPage(browser, demo.sellerPage)]);
    await one.page.getByRole('radio', { name: 'An hour in a minute' }).check({ force: true });
    await two.page.reload();
    const clocks = [];
    for (const { page } of [one, two]) {
      await choose(page, request);
      clocks.push(Date.parse((await page.locator('header time').getAttribute('datetime')) ?? ''));
    }
    await one.page.getByRole('radio', { name: 'As time passes' }).check({ force: true });
    const [first = 0, second = 0] = clocks;
    // Read one after the other: a second between them is a minute of the demo's time.
    expect(second).toBeGreaterThanOrEqual(first - 60_000);
    expect(second - first).toBeLessThan(10 * 60_000);
    await Promise.all([one.context.close(), two.context.close()]);
  });
});
