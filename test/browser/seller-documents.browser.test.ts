/** The shipping documents in Manage Returns: a file in the shop's hands, once there is something to ship. */
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromiumPath, withoutChromium } from '../support/browser.ts';
import { readPdf } from '../support/pdf.ts';
import { type Desk, parts, startDesk } from '../support/seller-desk.ts';

describe.skipIf(!chromiumPath())(`Shipping documents in Manage Returns${withoutChromium}`, () => {
  let desk: Desk;

  beforeAll(async () => {
    desk = await startDesk();
  });
  afterAll(async () => {
    await desk?.close();
  });

  it('are offered once the request is approved, come as a PDF named after the order, and say what stands in the way', async () => {
    const shop = await desk.shop();
    const request = await desk.request(shop, 'Sea green bowl');
    const { page, context, complaints } = await desk.signIn(shop);
    const { open, request: card } = parts(page);
    await open('Sea green bowl');
    const button = card.getByRole('button', { name: 'Print label and slip' });
    await card.getByText('1 of 2 ordered').waitFor();
    expect(await button.count()).toBe(0);
    await desk.call(`requests/${request.id}/approve`, {}, `seller:${shop}`);
    const [download] = await Promise.all([page.waitForEvent('download'), button.click()]);
    expect(download.suggestedFilename()).toBe(`parley-${request.orderId}.pdf`);
    const { pages } = readPdf(await buffer(await download.createReadStream()));
    expect(pages.flatMap(({ lines }) => lines)).toEqual(expect.arrayContaining(['Packing slip', 'Sea green bowl']));
    expect(complaints).toEqual([]);

    await page.route('**/documents.pdf', (route) => route.abort());
    await button.click();
    await card.getByRole('alert').getByText('The server did not answer.').waitFor();
    await page.unroute('**/documents.pdf');
    const [again] = await Promise.all([page.waitForEvent('download'), button.click()]);
    expect(again.suggestedFilename()).toBe(`parley-${request.orderId}.pdf`);
    await context.close();
  });
});
