/** A parcel on its way, in Manage Returns: with whom, under which number, and what has become of it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromiumPath, withoutChromium } from '../support/browser.ts';
import { type Desk, parts, startDesk } from '../support/seller-desk.ts';

const PAGE = 'https://www.flashexpress.co.th/fle/tracking?se=TH0123456789';

describe.skipIf(!chromiumPath())(`A parcel in Manage Returns${withoutChromium}`, () => {
  let desk: Desk;

  beforeAll(async () => {
    desk = await startDesk();
  });
  afterAll(async () => {
    await desk?.close();
  });

  it('that does not arrive says so in its row and opened, with the reason and where to look', async () => {
    const shop = await desk.shop();
    const { id } = await desk.request(shop, 'Noodle bowl');
    await desk.call(`requests/${id}/approve`, {}, `seller:${shop}`);
    await desk.call(
      `requests/${id}/ship`,
      { carrier: 'Flash Express', trackingNumber: 'TH0123456789' },
      `seller:${shop}`,
    );
    const { page, context } = await desk.signIn(shop);
    const { tab, open, request: card } = parts(page);
    await tab('In progress 1').click();
    await open('Noodle bowl');
    const [row, standing, facts] = [page.locator('.row'), card.locator('.standing'), card.locator('.figures')];
    await standing.getByText('The items are on their way.').waitFor();
    expect(await facts.getByText('Flash Express').count()).toBe(1);
    expect(await facts.getByRole('link', { name: 'TH0123456789' }).getAttribute('href')).toBe(PAGE);
    await row.getByText('Shipped', { exact: true }).waitFor();

    const scan = { at: desk.at(-60_000), kind: 'exception', text: 'ไม่พบที่อยู่', location: 'Bang Na' };
    await desk.call(`requests/${id}/logistics`, { events: [scan] });
    await standing.getByText('Problem: ไม่พบที่อยู่ · Bang Na').waitFor();
    await standing.getByText('The carrier reports a problem with the delivery.').waitFor();
    expect(await standing.getByRole('link', { name: 'Track it at Flash Express' }).getAttribute('href')).toBe(PAGE);
    await row.getByText('Delivery problem', { exact: true }).waitFor();
    await card.locator('.chips').getByText('Delivery problem').waitFor();

    // What follows a problem ends it.
    await desk.call(`requests/${id}/logistics`, {
      events: [{ at: desk.at(0), kind: 'out_for_delivery', text: 'Again' }],
    });
    await standing.getByText('Out for delivery: Again').waitFor();
    await row.getByText('Shipped', { exact: true }).waitFor();
    await context.close();
  });
});
