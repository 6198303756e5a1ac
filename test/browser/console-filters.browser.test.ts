/** The filters of the board: each says its name, and once it is set what it is set to; no word of it is cut. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromiumPath, launch, withoutChromium } from '../support/browser.ts';
import { type Desk, PHONE, rowsOf, startDesk } from '../support/console-scene.ts';
import { seller } from '../support/world.ts';

const ALL_SET = '&market=TH&reason=missing_items&due=4h&waitingOn=seller&status=awaiting_seller&assignee=none';

describe.skipIf(!chromiumPath())(`The filters of the agent board${withoutChromium}`, () => {
  let desk: Desk;
  let browser: Browser;

  beforeAll(async () => {
    [desk, browser] = await Promise.all([startDesk(), launch()]);
    await desk.open();
  });
  afterAll(async () => {
    await browser?.close();
    await desk?.close();
  });

  /** What each list of choices shows while it is closed, and whether it has the room: its words, padding and arrow. */
  const shown = (page: Page): Promise<{ words: string; cut: boolean }[]> =>
    page.locator('console-filters select:visible').evaluateAll((all) =>
      (all as HTMLSelectElement[]).map((select) => {
        const words = select.selectedOptions[0]?.textContent?.trim() ?? '';
        const style = getComputedStyle(select);
        const pen = document.createElement('canvas').getContext('2d') as CanvasRenderingContext2D;
        pen.font = style.font;
        const padding = Number.parseFloat(style.paddingLeft) + Number.parseFloat(style.paddingRight);
        return { words, cut: pen.measureText(words).width + padding > select.clientWidth };
      }),
    );

  it.each([
    ['en', 'on a desk', {}],
    ['th', 'on a desk', {}],
    ['en', 'on a phone', PHONE],
    ['th', 'on a phone', PHONE],
  ])('in %s are read in whole %s, set or not', async (locale, _, options) => {
    for (const filters of ['', ALL_SET]) {
      const { page, context } = await desk.visit(browser, `${filters}&locale=${locale}`, options);
      if (options === PHONE) await page.locator('console-filters button').click();
      await page.locator('console-filters select:visible').first().waitFor();
      const all = await shown(page);
      expect(all.filter(({ cut }) => cut)).toEqual([]);
      const set = all.filter(({ words }) => words.includes(': ')).length;
      expect(set, 'a name alone until it is set').toBe(filters ? 6 : 0);
      await context.close();
    }
  });

  it('stand above a list of which no row moves when something changes, and whose two numbers agree', async () => {
    const { page, context } = await desk.visit(browser, '&sort=state');
    await rowsOf(page).first().waitFor();
    await page.evaluate(() => {
      const now = performance.now();
      performance.now = () => now;
    });
    await page.getByRole('listbox').focus();
    const before = await rowsOf(page).first().boundingBox();
    const bar = await page.locator('console-requests .bar').first().boundingBox();
    await desk.act(await desk.open(), seller, { type: 'ApproveRequest' });
    await page.getByRole('button', { name: /^Update order/u }).waitFor();
    expect(await rowsOf(page).first().boundingBox()).toEqual(before);
    expect(await page.locator('console-requests .bar').first().boundingBox()).toEqual(bar);
    await page.getByText('Requests: 1').waitFor();
    await page.getByRole('button', { name: 'Waiting for a reply (1)' }).waitFor();
    await context.close();
  });
});
