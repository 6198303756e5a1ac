import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  chatAddress,
  choose,
  chromiumPath,
  type Demo,
  launch,
  openPage,
  sharedPage,
  sides,
  startDemo,
  withoutChromium,
} from '../support/browser.ts';

describe.skipIf(!chromiumPath())(`A negotiation seen by everyone in it${withoutChromium}`, () => {
  let demo: Demo;
  let browser: Browser;
  /** The three sides, which each test shows another request on. */
  const allSides = sharedPage(() => openPage(browser, demo.sellerPage));

  beforeAll(async () => {
    [demo, browser] = await Promise.all([startDemo(), launch()]);
  });
  afterAll(async () => {
    await browser?.close();
    await demo?.stop();
  });

  it('an offer of the shop becomes a card on the phone, is accepted there and paid outside, and every page on the stage shows it', async () => {
    const { page, complaints } = await allSides();
    await page.getByRole('button', { name: 'New request' }).click();
    const { card, seller, agent } = sides(page);
    await seller.getByRole('heading', { name: 'Dinner plate' }).waitFor();
    await seller.getByRole('button', { name: 'Offer money instead' }).click();
    await seller.getByRole('radio', { name: '£16.00 50%' }).check();
    await seller.getByLabel(/Note to the buyer/).fill('Sorry! Half back at once?');
    await seller.getByRole('button', { name: 'Offer £16.00' }).click();

    await card.getByText('50% of the £32.00 you asked for').waitFor();
    expect(await card.locator('.amount').textContent()).toBe('£16.00');
    await card.getByText('Sorry! Half back at once?').waitFor();
    await card.getByRole('button', { name: 'Accept' }).click();
    const question = page.getByRole('dialog', { name: 'Accept £16.00?' });
    await question.waitFor();
    const tried = page.locator('.try');
    await tried.getByText('Emma Clarke has an offer to answer: press Accept or Reject as the buyer').waitFor();
    const pay = page.getByRole('button', { name: 'Pay the refund' });
    expect(await pay.count()).toBe(0);
    await question.getByRole('button', { name: 'Yes, accept' }).click();

    await card.getByText(/ accepted £16.00/).waitFor();
    expect(await card.getByRole('button').count()).toBe(0);
    await seller.locator('seller-request').getByText('Refund on its way').first().waitFor();
    await agent.locator('console-detail').getByText('Refund on its way').first().waitFor();

    await tried.getByText('The refund is due').waitFor();
    await pay.click();
    await seller.getByText('The refund was paid. The request is closed.').waitFor();
    await card.getByText('The refund was paid.').waitFor();
    await tried.getByText('This request is closed').waitFor();
    expect(await pay.count()).toBe(0);
    expect(complaints).toEqual([]);
  });

  it('an agent extends a deadline and both sides read why; the clock jumps to it; and the story starts over', async () => {
    const { page, complaints } = await allSides();
    await choose(page, await demo.request('aodai'));
    const { buyer, card, seller, agent } = sides(page);
    await agent.getByRole('button', { name: 'Extend the deadline' }).click();
    await agent.getByRole('combobox', { name: 'By' }).selectOption('14400');
    await agent.getByLabel('Reason (both sides read it)').fill('Kho đang kiểm tra lại');
    await agent.locator('request-answers form [type=submit]').click();
    await seller.getByText(/· extended/).waitFor();
    await buyer.getByText(/Kho đang kiểm tra lại/).waitFor();

    await page.getByRole('button', { name: 'Jump to the next deadline' }).click();
    await card.locator('.outcome').waitFor();
    expect(await card.getByRole('button').count()).toBe(0);
    await seller.locator('seller-request').getByText('Needs your decision').first().waitFor();

    await page.getByRole('button', { name: 'Start over' }).click();
    await card.locator('button.primary').waitFor();
    await seller.locator('seller-request').getByText('Offer sent').first().waitFor();
    await agent.locator('console-detail').getByText('Waits for buyer').first().waitFor();
    expect(complaints).toEqual([]);
  });

  it('what was approved is shipped in Manage Returns, and the carrier outside scans it', async () => {
    const { page } = await allSides();
    await choose(page, await demo.request('lamp'));
    const { seller } = sides(page);
    await seller.getByLabel('Carrier').fill('Royal Mail');
    await seller.getByLabel('Tracking number').fill('RM123456789GB');
    await seller.getByRole('button', { name: 'Mark as shipped' }).click();
    await seller.getByText('RM123456789GB').first().waitFor();
    await page.getByRole('button', { name: 'Scan the parcel' }).click();
    await seller.getByText('Picked up from the sender').first().waitFor();
  });

  it('an offer is accepted with the keyboard alone: Escape goes back to the button, Enter confirms', async () => {
    const request = await demo.open();
    const { buyer, seller } = await demo.tokens(request.id);
    await demo.ask(seller, request.id, 'offers', { kind: 'partial_refund', percent: 50 });
    const { page, context } = await openPage(browser, chatAddress(demo, buyer, request));
    await page.getByRole('button', { name: 'Accept' }).waitFor();
    const focused = (): Promise<string> =>
      page.evaluate(() => {
        let element = document.activeElement;
        while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
        return element === document.body ? 'nothing' : (element?.textContent?.trim() ?? '');
      });
    const tabTo = async (name: string): Promise<void> => {
      for (let presses = 0; presses < 15 && (await focused()) !== name; presses += 1) await page.keyboard.press('Tab');
      expect(await focused()).toBe(name);
    };
    await tabTo('Accept');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    expect(await focused()).toBe('Cancel');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    expect(await focused()).toBe('Accept');

    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    // While the question is open Tab reaches its own buttons and nothing else of the page.
    for (let presses = 0; presses < 6; presses += 1) {
      expect(['Cancel', 'Yes, accept', 'nothing']).toContain(await focused());
      await page.keyboard.press('Tab');
    }
    await tabTo('Yes, accept');
    await page.keyboard.press('Enter');
    await page
      .getByRole('log')
      .getByText(/ accepted /)
      .waitFor();
    await context.close();
  });
});
