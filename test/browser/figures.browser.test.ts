/** The figures over time, for agents and for a shop: as charts, and as a table that says the same. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findings } from '../support/axe.ts';
import { chromiumPath, launch, withoutChromium } from '../support/browser.ts';
import { type Desk, PHONE, startDesk } from '../support/console-scene.ts';
import { buyer } from '../support/world.ts';

const MINUTE = 60_000;

describe.skipIf(!chromiumPath())(`Charts over time${withoutChromium}`, () => {
  let desk: Desk;
  let browser: Browser;

  beforeAll(async () => {
    [desk, browser] = await Promise.all([startDesk(), launch()]);
    await desk.open();
    const accepted = await desk.offered(50, { reason: 'damaged' });
    desk.clock.advance(30 * MINUTE);
    await desk.act(accepted, buyer, { type: 'AcceptOffer', offerId: accepted.offers.at(-1)?.id ?? '' });
  });
  afterAll(async () => {
    await browser?.close();
    await desk?.close();
  });

  const lastRow = (page: Page) => page.locator('parley-figures tbody tr').filter({ hasText: '30 min' });

  it('tell agents each week, month or quarter, of the reason they choose, in a table too', async () => {
    const { page, context } = await desk.visit(browser, '');
    await page.getByRole('button', { name: 'Charts over time' }).click();
    const dialog = page.getByRole('dialog', { name: 'Charts over time' });
    await dialog.getByText('As a table').click();
    const cells = () => lastRow(page).getByRole('cell').allTextContents();
    await lastRow(page).waitFor();
    expect(await cells()).toEqual(['2', '1', '0', '1', '1', '30 min']);
    await dialog.getByLabel('Quarter').check();
    await dialog.getByLabel('Reason').selectOption('damaged');
    await lastRow(page).filter({ hasText: '–' }).waitFor();
    expect(await cells()).toEqual(['1', '1', '0', '1', '1', '30 min']);
    await dialog.getByLabel('Reason').selectOption('defective');
    await dialog.getByText('Nothing happened in this time.').waitFor();
    expect(await findings(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Close' }).click();
    await dialog.waitFor({ state: 'detached' });
    await context.close();
  });

  it.each([
    ['on a phone', PHONE],
    ['on a desk', {}],
  ])('fit %s', async (_, options) => {
    const { page, context } = await desk.visit(browser, '', options);
    if (options === PHONE) await page.getByRole('button', { name: 'More', exact: true }).click();
    await page.getByRole('button', { name: 'Charts over time' }).click();
    await page.locator('parley-figures .chart').first().waitFor();
    const overflow = await page.locator('parley-figures dialog').evaluate((box) => box.scrollWidth - box.clientWidth);
    expect(overflow).toBe(0);
    await context.close();
  });
});
