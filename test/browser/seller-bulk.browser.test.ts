/** Several requests of Manage Returns answered at once: all that a filter finds, offers, parcels. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findings } from '../support/axe.ts';
import { chromiumPath, withoutChromium } from '../support/browser.ts';
import { baht } from '../support/builders.ts';
import { tooWide } from '../support/fits.ts';
import { type Desk, parts, startDesk } from '../support/seller-desk.ts';

describe.skipIf(!chromiumPath())(`Many at once in Manage Returns${withoutChromium}`, () => {
  let desk: Desk;

  beforeAll(async () => {
    desk = await startDesk();
  });
  afterAll(async () => {
    await desk?.close();
  });

  const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
  const selectAll = async (page: Page, first: string, all = 'Select all shown') => {
    await page.getByRole('checkbox', { name: `Select ${first}`, exact: true }).check();
    await button(page, all).click();
  };

  it('all that the list finds is shown and selected, and money is offered with a sum, until when and at what cost', async () => {
    const shop = await desk.shop();
    const requests = await Promise.all(Array.from({ length: 34 }, (_, n) => desk.request(shop, `Tile ${n + 1}`)));
    const [, gone] = requests;
    const { page, context, complaints } = await desk.signIn(shop);
    await page.getByText('30 of 34', { exact: true }).waitFor();
    await selectAll(page, 'Tile 1', 'Select all 34');
    await page.getByText('Selected: 34').waitFor();
    await button(page, 'Offer money').click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('You can withdraw it until').waitFor();
    await dialog.getByText('It counts as an offer all the same').waitFor();
    await button(page, 'Send the offer').click();
    await dialog.getByRole('alert').getByText('Please fill this in.').waitFor();
    await dialog.getByText('Asks for, in all').waitFor();
    await dialog.getByRole('radio', { name: '50% ฿4,250.00 in all' }).check();
    // Beside each request stands what it gets alone.
    await dialog.getByRole('listitem').filter({ hasText: 'Tile 7' }).getByText('฿125.00 of ฿250.00 (50%)').waitFor();
    await dialog.getByLabel('Note to the buyer').fill('Out of stock.');
    await desk.call(`requests/${gone?.id}/reject`, { reason: 'other', text: 'Agreed on the phone.' });
    await button(page, 'Offer ฿4,250.00 in all').click();
    await dialog.getByText('Offered: 33 of 34. Not done: 1, for the reasons below.').waitFor();
    // What was not done stands first, with its reason.
    await dialog.getByRole('listitem').first().getByText('Something else happened first').waitFor();
    expect((await desk.read(requests[33]?.id ?? '')).offer).toMatchObject({
      amount: baht(12_500),
      note: 'Out of stock.',
    });
    expect(await findings(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Close' }).click();
    await parts(page).tab('Offer sent 33').waitFor();
    // The browser says by itself that one was refused.
    expect(complaints).toEqual([expect.stringContaining('409')]);
    await context.close();
  });

  it('what an answer is not possible for is left out, and said', async () => {
    const shop = await desk.shop();
    await desk.request(shop, 'Whole parcel', { reason: 'not_received' });
    await desk.request(shop, 'Bowl', {
      items: [{ sku: 'B', title: 'Bowl', quantity: 1, missingQuantity: 1, unitPrice: baht(2) }],
      paid: baht(2),
      alreadyRefunded: baht(2),
    });
    const { page, context } = await desk.signIn(shop);
    await selectAll(page, 'Whole parcel');
    await button(page, 'Offer money possible for 1 of 2').click();
    await page.getByRole('dialog').getByText('Left out, since it is not possible for them: 1').waitFor();
    await context.close();
  });

  it('parcels are told with one carrier; a scanner goes from field to field, a column is pasted, no number is no parcel', async () => {
    const shop = await desk.shop();
    const requests = [];
    for (const title of ['Mug A', 'Mug B', 'Mug C']) requests.push(await desk.request(shop, title));
    for (const { id } of requests) await desk.call(`requests/${id}/approve`, {}, `seller:${shop}`);
    const { page, context, complaints } = await desk.signIn(shop, { viewport: { width: 390, height: 844 } });
    await parts(page).tab('To ship 3').click();
    await selectAll(page, 'Mug A');
    await button(page, 'Arrange shipment').click();
    const dialog = page.getByRole('dialog');
    expect(await tooWide(page)).toEqual([]);
    await dialog.getByLabel('Carrier').fill('Flash Express');
    await dialog.getByLabel('Tracking number: Mug A').pressSequentially('TH01');
    await page.keyboard.press('Enter');
    const second = dialog.getByLabel('Tracking number: Mug B');
    expect(await second.evaluate((one) => (one.getRootNode() as ShadowRoot).activeElement === one)).toBe(true);
    await button(page, 'Mark as shipped').waitFor();
    await second.evaluate((one) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text', 'TH02\nTH03\n');
      one.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    });
    await button(page, 'Mark 3 as shipped').waitFor();
    await second.fill('');
    await button(page, 'Mark 2 as shipped').click();
    await dialog.getByText('Shipped: 2 of 3').waitFor();
    await button(page, 'Close').click();
    expect((await desk.read(requests[2]?.id ?? '')).shipment).toMatchObject({
      carrier: 'Flash Express',
      trackingNumber: 'TH03',
    });
    expect((await desk.read(requests[1]?.id ?? '')).status).toBe('awaiting_shipment');
    // What was left stays selected.
    await page.getByText('Selected: 1').waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  });
});
