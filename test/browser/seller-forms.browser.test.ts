/** The forms of Manage Returns on a phone: what is wrong is in sight, above the bar that sends, and one button leads on. */
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromiumPath, withoutChromium } from '../support/browser.ts';
import { eventually } from '../support/eventually.ts';
import { type Desk, parts, startDesk } from '../support/seller-desk.ts';

const PHONE = { width: 390, height: 844 };
/** Half of it is the keyboard of the phone. */
const TYPING = { width: 390, height: 480 };

/** Each stands wholly in the window, above the bar that sends. */
async function inSight(page: Page, ...pieces: Locator[]): Promise<void> {
  await eventually('what is wrong stands above the bar', async () => {
    const bar = await page.locator('request-answers .send').boundingBox();
    const head = await page.locator('.top').boundingBox();
    for (const piece of pieces) {
      const box = await piece.boundingBox();
      if (!box || !bar || !head) throw new Error('it is not drawn');
      expect(box.y).toBeGreaterThanOrEqual(head.y + head.height);
      expect(box.y + box.height).toBeLessThanOrEqual(bar.y);
    }
  });
}

const solid = (page: Page): Locator =>
  page.locator('seller-request').locator('button.primary:visible, button.danger:visible');

describe.skipIf(!chromiumPath())(`Forms of Manage Returns${withoutChromium}`, () => {
  let desk: Desk;

  beforeAll(async () => {
    desk = await startDesk();
  });
  afterAll(async () => {
    await desk?.close();
  });

  for (const viewport of [PHONE, TYPING]) {
    it(`shows the field that is wrong and why, above the bar that sends, ${viewport.height} high`, async () => {
      const shop = await desk.shop();
      await desk.request(shop, 'Oat plate');
      const { page, context } = await desk.signIn(shop, { viewport });
      const { open, press, answers, form } = parts(page);
      await open('Oat plate');

      await press('Reject');
      await press('Reject the request');
      await inSight(page, answers.getByLabel('Reason'), answers.locator('.wrong'));
      await answers.getByLabel('Reason').selectOption('items_were_sent');
      await answers.getByLabel('What the buyer reads').fill('Both plates were in the box.');
      await press('Reject the request');
      await inSight(page, answers.getByLabel('Links to evidence'), answers.locator('.wrong'));
      await press('Cancel');

      await press('Offer money instead');
      await form.locator('button[type="submit"]').click();
      await inSight(page, form.locator('.problem'));
      await form.locator('.pick').last().click();
      await form.locator('#amount').fill('0');
      await form.locator('button[type="submit"]').click();
      await inSight(page, form.locator('#amount'), form.locator('.wrong'));
      await context.close();
    });
  }

  it('begins a form at its beginning, with nothing else to press above it, and puts it away again', async () => {
    const shop = await desk.shop();
    await desk.request(shop, 'Oat plate');
    const { page, context } = await desk.signIn(shop, { viewport: PHONE });
    const { open, press, answers } = parts(page);
    await open('Oat plate');
    expect(await solid(page).allInnerTexts()).toEqual(['Approve']);
    for (const [action, sends] of [
      ['Approve', 'Approve and send'],
      ['Offer money instead', 'Send the offer'],
      ['Reject', 'Reject the request'],
    ] as const) {
      await press(action);
      await inSight(page, answers.getByRole('heading', { name: action, exact: true }));
      expect(await answers.locator('.buttons button:visible').count()).toBe(0);
      expect(await solid(page).allInnerTexts()).toEqual([sends]);
      await page.keyboard.press('Escape');
      const button = answers.getByRole('button', { name: action, exact: true });
      await eventually('the keyboard is back', async () => {
        expect(await button.evaluate((it) => it.matches(':focus'))).toBe(true);
      });
    }
    await context.close();
  });

  it('leaves one solid button at a desk too, where the other answers stay a press away', async () => {
    const shop = await desk.shop();
    await desk.request(shop, 'Oat plate');
    const { page, context } = await desk.signIn(shop, { viewport: { width: 1280, height: 800 } });
    const { open, press, answers } = parts(page);
    await open('Oat plate');
    await press('Offer money instead');
    expect(await answers.locator('.buttons button:visible').count()).toBe(3);
    expect(await solid(page).allInnerTexts()).toEqual(['Send the offer']);
    await press('Reject');
    expect(await solid(page).allInnerTexts()).toEqual(['Reject the request']);
    await context.close();
  });
});
