/** What every page keeps on a phone and in the reader's own colours: fields that do not make it zoom, and what is chosen, urgent or meant first. */
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromiumPath, withoutChromium } from '../support/browser.ts';
import { eventually } from '../support/eventually.ts';
import { type Desk, startDesk } from '../support/seller-desk.ts';
import { tokenFor } from '../support/sockets.ts';

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
/** Below this, iOS zooms into a field that gets the focus. */
const LEAST_PX = 16;

describe.skipIf(!chromiumPath())(`Pages for fingers and for the reader’s own colours${withoutChromium}`, () => {
  let desk: Desk;

  beforeAll(async () => {
    desk = await startDesk();
  });
  afterAll(async () => {
    await desk?.close();
  });

  const sizes = (page: Page): Promise<number[]> =>
    page
      .locator('input:not([type=checkbox], [type=radio]):visible, textarea:visible, select:visible')
      .evaluateAll((fields) => fields.map((field) => Number.parseFloat(getComputedStyle(field).fontSize)));
  const fitFingers = (page: Page, where: string) =>
    eventually(`the fields of ${where} are large enough`, async () => {
      const found = await sizes(page);
      expect(found.length).toBeGreaterThan(0);
      expect(Math.min(...found)).toBeGreaterThanOrEqual(LEAST_PX);
    });

  it('a field on a phone is never so small that the phone zooms into it', async () => {
    const shop = await desk.shop();
    const request = await desk.request(shop, 'Cup A');
    const { page, context } = await desk.signIn(shop, PHONE);
    await page.getByRole('button', { name: 'Filters' }).click();
    await fitFingers(page, 'the list of Manage Returns');
    await page.getByRole('button', { name: 'Cup A', exact: true }).click();
    await page.locator('parley-chat textarea').waitFor();
    await fitFingers(page, 'a request in Manage Returns');

    const token = await tokenFor({ role: 'buyer', id: request.buyerId, conversationId: request.conversationId });
    await page.goto('about:blank');
    await page.goto(`${desk.service.url}/chat#token=${token}&conversation=${request.conversationId}`);
    await page.locator('parley-chat textarea').waitFor();
    await fitFingers(page, 'the chat');

    await page.goto('about:blank');
    await page.goto(`${desk.service.url}/console#token=${await tokenFor({ role: 'agent', id: 'agent-1' })}`);
    await page.getByRole('button', { name: 'Filters' }).click();
    await fitFingers(page, 'the board');
    await context.close();
  });

  it('what is chosen and what is meant first stand out where the reader chose the colours', async () => {
    const shop = await desk.shop();
    await desk.request(shop, 'Cup A');
    await desk.request(shop, 'Plate B');
    const { page, context } = await desk.signIn(shop, { forcedColors: 'active' });
    const outlineOf = (row: Locator) => row.evaluate((element) => getComputedStyle(element).outlineStyle);
    const borderOf = (control: Locator) => control.evaluate((element) => getComputedStyle(element).borderTopWidth);
    const chosen = page.locator('.row.current');
    await chosen.waitFor();
    expect(await outlineOf(chosen)).toBe('solid');
    expect(await outlineOf(page.locator('.row[data-id]:not(.current)'))).not.toBe('solid');
    expect(await borderOf(page.getByRole('tab', { selected: true }).first())).toBe('2px');
    await page.locator('request-answers').getByRole('button', { name: 'Approve', exact: true }).click();
    expect(await borderOf(page.locator('request-answers button.primary').first())).toBe('2px');

    const token = await tokenFor({ role: 'agent', id: 'agent-1' });
    await page.goto('about:blank');
    await page.goto(`${desk.service.url}/console#token=${token}`);
    const selected = page.locator('console-list [role=option][aria-selected=true]');
    await selected.waitFor();
    expect(await outlineOf(selected)).toBe('solid');
    expect(await borderOf(page.getByRole('tab', { selected: true }).first())).toBe('2px');
    await context.close();
  });
});
