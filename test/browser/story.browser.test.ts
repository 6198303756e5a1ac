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

  it('an offer by quick pick becomes a card, which the buyer accepts after a confirmation, and all sides show it', async () => {
    const { page, complaints } = await allSides();
    await page.getByRole('button', { name: 'New request' }).click();
    const { card, seller, agent } = sides(page);
    await seller.getByRole('radio', { name: '50% £32.00' }).check();
    await seller.getByLabel(/Note to Emma/).fill('Sorry! Half back at once?');
    await seller.getByRole('button', { name: 'Offer £32.00' }).click();

    await card.getByText('50% of the £64.00 asked for').waitFor();
    expect(await card.locator('.amount').textContent()).toBe('£32.00');
    await card.getByText('Sorry! Half back at once?').waitFor();
    await card.getByRole('button', { name: 'Accept' }).click();
    const question = page.getByRole('dialog', { name: 'Accept £32.00?' });
    await question.waitFor();
    await seller.getByText('Waits for buyer').first().waitFor();
    await question.getByRole('button', { name: 'Yes, accept' }).click();

    await card.getByText(/ accepted £32.00/).waitFor();
    expect(await card.getByRole('button').count()).toBe(0);
    await seller.getByText('Refund on its way').first().waitFor();
    await agent.getByText('Emma Clarke accepted the offer').waitFor();

    await agent.getByRole('button', { name: 'Marketplace: pay the refund' }).click();
    await seller.getByText('£32.00 was paid. The request is closed.').waitFor();
    await card.getByText('The refund was paid.').waitFor();
    expect(complaints).toEqual([]);
  });

  it('a rejected offer hands the request back to the seller, with the buyer’s words in the history', async () => {
    const { page } = await allSides();
    await choose(page, await demo.request('bowls'));
    const { card, seller, agent } = sides(page);
    await card.getByRole('button', { name: 'Reject' }).click();
    const question = page.getByRole('dialog', { name: 'Reject the offer?' });
    await question.getByLabel('Reason (optional)').fill('I would rather have the bowl');
    await question.getByRole('button', { name: 'Reject the offer' }).click();

    await card.getByText(/^You rejected /).waitFor();
    await seller.getByText('Waits for seller').first().waitFor();
    await seller.getByRole('button', { name: 'Approve: send the items' }).waitFor();
    expect(await seller.locator('demo-offer-form').count()).toBe(0);
    await agent.getByText('Back to the seller').waitFor();
    await agent.getByText('“I would rather have the bowl”').waitFor();
  });

  it('where the policy allows rounds, the buyer names another amount within the range, and the seller accepts it', async () => {
    const { page } = await allSides();
    await choose(page, await demo.request('earbuds'));
    const { card, seller } = sides(page);
    await card.getByRole('button', { name: 'Other amount' }).click();
    const question = page.getByRole('dialog', { name: 'Ask for another amount' });
    await question.getByLabel('Amount (SGD)').fill('500');
    await question.getByRole('button', { name: 'Send amount' }).click();
    await question.getByText(/Enter an amount between/).waitFor();
    await question.getByLabel('Amount (SGD)').fill('40.00');
    await question.getByRole('button', { name: 'Send amount' }).click();

    await seller.getByRole('button', { name: 'Accept SGD 40.00' }).click();
    await card.getByText(/ accepted \$40.00/).waitFor();
  });

  it('the seller rejects with a reason the buyer reads, and ships what was approved', async () => {
    const { page } = await allSides();
    await choose(page, await demo.request('celadon'));
    const { buyer, seller, agent } = sides(page);
    await seller.getByText('Reject the request').click();
    await seller.getByLabel('Reason').selectOption('other');
    await seller.getByLabel('What the buyer reads').fill('โปรดส่งรูปถ่ายเพิ่มเติม');
    await seller.getByRole('button', { name: 'Reject', exact: true }).click();
    await buyer.getByText('โปรดส่งรูปถ่ายเพิ่มเติม').waitFor();
    await agent.getByText(/rejected: Another reason/).waitFor();

    await choose(page, await demo.request('lamp'));
    await seller.getByLabel('Carrier').fill('Royal Mail');
    await seller.getByLabel('Tracking number').fill('RM123456789GB');
    await seller.getByRole('button', { name: 'Shipped' }).click();
    await seller.getByText('Royal Mail · RM123456789GB').waitFor();
    await agent.getByRole('button', { name: 'Carrier: next scan' }).click();
    await seller.getByText('Picked up from the sender').waitFor();
  });

  it('an agent extends a deadline once, and both sides read why', async () => {
    const { page } = await allSides();
    await choose(page, await demo.request('aodai'));
    const { buyer, seller, agent } = sides(page);
    await agent.getByText('Extend the deadline').click();
    await agent.getByRole('combobox', { name: 'By' }).selectOption('14400');
    await agent.getByLabel('Reason, read by both sides').fill('Kho đang kiểm tra lại');
    await agent.getByRole('button', { name: 'Extend', exact: true }).click();
    await seller.getByText(/· extended/).waitFor();
    await buyer.getByText(/Kho đang kiểm tra lại/).waitFor();
    expect(await agent.getByText('Extend the deadline').count()).toBe(0);
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
