/** The rows of the agent board: what can be read in them, and in which colours. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RequestState } from '../../src/domain/request.ts';
import { chromiumPath, launch, type Opened, withoutChromium } from '../support/browser.ts';
import { type Desk, shows, startDesk } from '../support/console-scene.ts';
import { eventually } from '../support/eventually.ts';
import { unreadable } from '../support/row-fits.ts';
import { WINDOWS } from '../support/walks/walk.ts';
import { shop } from '../support/world.ts';

const HALF_AN_HOUR = 1_800_000;

describe.skipIf(!chromiumPath())(`The rows of the agent board${withoutChromium}`, () => {
  let desk: Desk;
  let browser: Browser;
  let board: Opened;
  let urgent: RequestState;

  beforeAll(async () => {
    [desk, browser] = await Promise.all([startDesk(), launch()]);
    await desk.service.store.directory.putSeller(shop({ id: 'shop-2', name: 'Night Owl Pottery' }));
    await desk.countered();
    await desk.open({ sellerId: 'shop-2', reason: 'damaged', orderId: 'order-calm', buyerName: 'Emma Clarke' });
    const respondBy = new Date(desk.clock.now() + HALF_AN_HOUR).toISOString();
    urgent = await desk.open({ sellerId: 'shop-2', orderId: 'order-urgent', buyerName: 'Oliver Reed', respondBy });
    board = await desk.visit(browser);
  });
  afterAll(async () => {
    await browser?.close();
    await desk?.close();
  });

  it('name the shop whole, and are not cut', async () => {
    const { page } = board;
    await shows(page, 3);
    for (const viewport of [WINDOWS.phone, WINDOWS.desk]) {
      await page.setViewportSize(viewport);
      await eventually('every row shows what it holds', async () => expect(await unreadable(page)).toEqual([]));
      const whole = await page
        .locator('console-list .shop')
        .evaluateAll((names) => names.filter(({ scrollWidth, clientWidth }) => scrollWidth <= clientWidth).length);
      expect(whole).toBe(3);
    }
    await page.locator(`#row-${urgent.id}`).getByText('Oliver Reed').waitFor();
  });

  it('say in one colour what is urgent, opened or not', async () => {
    const { page } = board;
    const row = page.locator(`#row-${urgent.id}`);
    const colour = (of: string) => page.locator(of).evaluate((element) => getComputedStyle(element).color);
    // given the urgent one, while another is open
    await page.locator('.row[role="option"]', { hasText: 'Emma Clarke' }).click();
    await page.locator(`#row-${urgent.id}[aria-selected="false"]`).waitFor();
    const before = await colour(`#row-${urgent.id} .when`);
    // when
    await row.click();
    await page.locator(`#row-${urgent.id}[aria-selected="true"]`).waitFor();
    await page.locator('console-detail .standing.soon').waitFor();
    // then
    expect(await colour(`#row-${urgent.id} .when`)).toBe(before);
    expect(await colour('console-detail .deadline strong')).toBe(before);
  });
});
