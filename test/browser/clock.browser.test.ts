import type { Browser, Page } from 'playwright-core';
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
import { eventually } from '../support/eventually.ts';

/** The demo's time as a page shows it. */
const timeOf = async (page: Page): Promise<number> =>
  Date.parse((await page.locator('header time').getAttribute('datetime')) ?? '');

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

  it('an offer nobody answers expires in front of everyone, and the request is handed back; all pages count to the same moment', async () => {
    const [one, two] = await Promise.all([openPage(browser, demo.sellerPage), openPage(browser, demo.sellerPage)]);
    const { page } = one;
    await choose(page, await demo.request('aodai'));
    const { card, seller, agent } = sides(page);
    await card.getByText(/Còn \d+ phút để trả lời/).waitFor();
    await page.getByRole('radio', { name: 'A day a minute' }).check({ force: true });

    await card.locator('.outcome').waitFor();
    expect(await card.getByRole('button').count()).toBe(0);
    await seller.locator('seller-request').getByText('Needs your decision').first().waitFor();
    await agent.getByRole('tab', { name: 'History' }).click();
    await agent.getByText('The offer expired without an answer').waitFor();

    // One that is opened while time runs fast.
    await page.getByRole('radio', { name: 'An hour a minute' }).check({ force: true });
    await two.page.reload();
    for (const { page } of [one, two]) await choose(page, await demo.request('earbuds'));
    // Time runs on while it is read: what the second page shows lies between two readings of the first. Each shows it
    // a little late, which is a minute of the demo's for a second of a busy machine.
    await eventually('both pages count to the same moment', async () => {
      const [before, there, after] = [await timeOf(page), await timeOf(two.page), await timeOf(page)];
      expect(there).toBeGreaterThanOrEqual(before - 60_000);
      expect(there).toBeLessThanOrEqual(after + 60_000);
    });
    await page.getByRole('radio', { name: 'Normal speed' }).check({ force: true });
    await Promise.all([one.context.close(), two.context.close()]);
  });
});
