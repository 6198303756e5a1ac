/** What stands over Manage Returns' list: all of it in words, in few lines on a phone, and a list whose columns are straight. */
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findings } from '../support/axe.ts';
import { chromiumPath, withoutChromium } from '../support/browser.ts';
import { tooWide } from '../support/fits.ts';
import { type Desk, HOUR, parts, startDesk } from '../support/seller-desk.ts';
import { WINDOWS } from '../support/walks/walk.ts';

const lefts = (all: Locator): Promise<number[]> =>
  all.evaluateAll((elements) => elements.map((element) => element.getBoundingClientRect().left));
const tops = (all: Locator): Promise<number[]> =>
  all.evaluateAll((elements) => elements.map((element) => element.getBoundingClientRect().top));

describe.skipIf(!chromiumPath())(`The head of Manage Returns${withoutChromium}`, () => {
  let desk: Desk;

  beforeAll(async () => {
    desk = await startDesk();
  });
  afterAll(async () => {
    await desk?.close();
  });

  it('says in words what each of its buttons does, and keeps those of the list beside the others', async () => {
    const shop = await desk.shop();
    await desk.request(shop, 'Tall vase');
    const { page, context, complaints } = await desk.signIn(shop);
    await parts(page).row('Tall vase').waitFor();
    for (const name of ['Download CSV', 'Saved views', 'Charts', 'Settings']) {
      const button = page.locator('header.top').getByRole('button', { name, exact: true });
      expect(await button.innerText(), name).toBe(name);
    }
    const wordless = page.locator('#list button:visible').filter({ hasNotText: /\p{L}/u });
    expect(await wordless.count()).toBe(0);
    await page.locator('header.top').getByRole('button', { name: 'Settings' }).click();
    await page.locator('seller-settings').waitFor();
    expect(await page.getByRole('button', { name: 'Download CSV' }).count(), 'there is no list').toBe(0);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('says once whose times it shows, for the chat too', async () => {
    const shop = await desk.shop();
    await desk.request(shop, 'Round vase');
    const { page, context } = await desk.signIn(shop, { timezoneId: 'America/New_York' });
    await page.getByRole('heading', { name: 'Round vase' }).waitFor();
    await page.locator('parley-chat .system').first().waitFor();
    expect(await page.getByText(/^All times/u).count()).toBe(1);
    await context.close();
  });

  it('has its tabs in one line on a phone, the chosen one in sight, and the list’s own in its menu', async () => {
    const shop = await desk.shop();
    await desk.request(shop, 'Low vase');
    const { page, context } = await desk.signIn(shop, { viewport: WINDOWS.phone });
    const { row, tab } = parts(page);
    await row('Low vase').waitFor();
    expect(new Set(await tops(page.getByRole('tab'))).size).toBe(1);
    const first = await page.locator('.row[data-id]').boundingBox();
    expect(first?.y, 'the list begins in the upper third').toBeLessThan(844 / 3);
    const closed = tab('Closed 0');
    await closed.click();
    const box = await closed.boundingBox();
    expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(390);
    expect(await tooWide(page)).toEqual([]);
    expect(await findings(page)).toEqual([]);
    await page.getByRole('button', { name: 'More', exact: true }).click();
    await page.locator('more-menu').getByRole('button', { name: 'Saved views' }).waitFor();
    await context.close();
  });

  it('keeps pictures in one column where some may be selected and some may not, and names the buyer of what is found', async () => {
    // given two requests, of which one waits for its buyer, who named an amount
    const shop = await desk.shop();
    const changes = { buyerName: 'Emma Clarke' };
    await desk.request(shop, 'Grey teapot', changes);
    const other = await desk.request(shop, 'Grey teacup', changes);
    const offered = await desk.call<{ offer: { id: string } }>(
      `requests/${other.id}/offers`,
      { kind: 'partial_refund', percent: 30 },
      `seller:${shop}`,
    );
    const amount = { amount: 20_000, currency: 'THB' };
    await desk.call(`requests/${other.id}/offers/${offered.offer.id}/counter`, { amount }, `buyer:${other.buyerId}`);
    const { page, context } = await desk.signIn(shop);
    await page.locator('.row .chip', { hasText: 'Counter-offer' }).waitFor();
    // then
    expect(await page.locator('.row input[type=checkbox]:enabled').count()).toBe(1);
    expect(new Set(await lefts(page.locator('.row[data-id] .picture'))).size).toBe(1);
    // when they are searched for
    await page.getByRole('searchbox').fill('grey');
    await page.getByText(/^Searching all tabs/u).waitFor();
    for (const buyer of await page.locator('.row .fact', { hasText: 'Emma Clarke' }).all()) {
      expect(await buyer.evaluate((fact) => fact.scrollWidth <= fact.clientWidth)).toBe(true);
    }
    expect(await page.locator('.row .fact', { hasText: 'Emma Clarke' }).count()).toBe(2);
    await context.close();
  });

  it('says of several on a phone what fits how many, in buttons whose words are in one line', async () => {
    const shop = await desk.shop();
    await desk.request(shop, 'Whole parcel', { reason: 'not_received', respondBy: desk.at(HOUR) });
    const small = {
      sku: 'B',
      title: 'Bowl',
      quantity: 1,
      missingQuantity: 1,
      unitPrice: { amount: 200, currency: 'THB' },
    };
    await desk.request(shop, 'Bowl', { items: [small], paid: small.unitPrice, alreadyRefunded: small.unitPrice });
    const { page, context } = await desk.signIn(shop, { viewport: WINDOWS.phone });
    await page.getByRole('checkbox', { name: 'Select Whole parcel' }).check();
    await page.getByRole('button', { name: 'Select all shown' }).click();
    const offer = page.locator('.selection .acts button', { hasText: 'Offer money' });
    await offer.getByText('possible for 1 of 2').waitFor();
    const lines = await offer.locator(':scope > *').evaluateAll((all) => all.map((one) => one.getClientRects().length));
    expect(lines).toEqual([1, 1]);
    const middles = await page.locator('.selection .acts button').evaluateAll((all) =>
      all.map((button) => {
        const [box, words] = [button, button.lastElementChild ?? button].map((one) => one.getBoundingClientRect());
        const first = button.firstElementChild?.getBoundingClientRect();
        return Math.round((box?.top ?? 0) + (box?.bottom ?? 0) - (first?.top ?? 0) - (words?.bottom ?? 0));
      }),
    );
    expect(middles, 'words stand in the middle of their buttons').toEqual([0, 0]);
    await context.close();
  });
});
