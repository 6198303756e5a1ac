/** The list of Manage Returns: what it shows, how it is narrowed, and what is done with several requests at once. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findings } from '../support/axe.ts';
import { chromiumPath, withoutChromium } from '../support/browser.ts';
import { eventually } from '../support/eventually.ts';
import { unreadable } from '../support/row-fits.ts';
import { type Desk, HOUR, MINUTE, parts, startDesk } from '../support/seller-desk.ts';
import { WINDOWS } from '../support/walks/walk.ts';

/** Waits until these requests are listed, in this order. */
const lists = (page: Page, wanted: string[]): Promise<void> =>
  eventually(`${wanted.join(', ')} are listed`, async () => expect(await parts(page).titles()).toEqual(wanted));

describe.skipIf(!chromiumPath())(`The list of Manage Returns${withoutChromium}`, () => {
  let desk: Desk;

  beforeAll(async () => {
    desk = await startDesk();
  });
  afterAll(async () => {
    await desk?.close();
  });

  it('shows of each request what is needed to decide whether to open it', async () => {
    const shop = await desk.shop();
    await desk.request(shop, 'Sea green bowl', { respondBy: desk.at(31 * MINUTE - 1_000) });
    const { page, context } = await desk.signIn(shop);
    const row = page.locator('.row', { hasText: 'Sea green bowl' });
    for (const words of ['Missing items', /Decide: (30|29) min left/u, /^“ได้ชามมาใบเดียวค่ะ/u, '฿250.00']) {
      await row.getByText(words).waitFor();
    }
    expect(await row.locator('.words b').count()).toBe(0);
    expect(await row.locator('.when.soon').count()).toBe(1);
    // What all of the tab wait for is said by the tab.
    expect(await row.locator('.chip').count()).toBe(0);
    await context.close();
  });

  it('cuts no row and leaves no sliver of a part, wherever its requests stand', async () => {
    // given a shop with requests of two tabs, whose titles, buyers and words are long
    const shop = await desk.shop();
    const changes = { buyerName: 'Emma Clarke', text: 'It came in three pieces, sorry to say. Please send another.' };
    await desk.request(shop, 'Dinner plate, speckled, 27 cm', { ...changes, respondBy: desk.at(40 * MINUTE) });
    const other = await desk.request(shop, 'Dinner table lamp, ribbed glass, brass', changes);
    await desk.call(`requests/${other.id}/offers`, { kind: 'partial_refund', percent: 30 }, `seller:${shop}`);
    const { page, context } = await desk.signIn(shop);
    // when both are searched for, so that each says where it stands
    await page.getByRole('searchbox').fill('dinner');
    await page.locator('.row .chip', { hasText: 'Offer sent' }).waitFor();
    for (const viewport of [WINDOWS.desk, WINDOWS.phone]) {
      await page.setViewportSize(viewport);
      // then
      expect(await unreadable(page)).toEqual([]);
      expect(await page.locator('.row .words').allTextContents()).toEqual([`“${changes.text}”`, `“${changes.text}”`]);
    }
    await context.close();
  });

  it('has the shape of what will stand there while it loads', async () => {
    const shop = await desk.shop();
    await desk.request(shop, 'Bowl on its way');
    let letGo = (): void => {};
    const gate = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    const { page, context } = await desk.signIn(shop, {
      prepare: async (blank) => {
        await blank.route(/\/v1\/requests\?.*sort=/u, async (route) => {
          await gate;
          await route.continue();
        });
      },
    });
    await page.locator('.row.skeleton').first().waitFor();
    expect(await page.locator('.row.skeleton').first().getAttribute('aria-hidden')).toBe('true');
    letGo();
    await parts(page).row('Bowl on its way').waitFor();
    await page.locator('.row.skeleton').first().waitFor({ state: 'detached' });
    await context.close();
  });

  it('a change from elsewhere is applied in place; what is new is offered, not pushed in', async () => {
    const shop = await desk.shop();
    const first = await desk.request(shop, 'First vase');
    await desk.request(shop, 'Second vase');
    const { page, context } = await desk.signIn(shop);
    const { row, titles } = parts(page);
    await row('First vase').waitFor();
    expect(await titles()).toEqual(['First vase', 'Second vase']);
    await desk.call(`requests/${first.id}/approve`, {});
    await page.locator('.row', { hasText: 'First vase' }).getByText('Now in To ship').waitFor();
    expect(await titles()).toEqual(['First vase', 'Second vase']);
    await desk.request(shop, 'Third vase');
    await page.getByRole('button', { name: 'New: 1. Show' }).click();
    await row('Third vase').waitFor();
    expect(await titles()).toEqual(['Second vase', 'Third vase']);
    await context.close();
  });

  it('shows what is new at once where it would stand under “nothing here”', async () => {
    const shop = await desk.shop();
    const { page, context } = await desk.signIn(shop);
    await page.getByText('Nothing here right now.').waitFor();
    await desk.request(shop, 'First vase');
    await parts(page).row('First vase').waitFor();
    expect(await page.getByText('Nothing here right now.').count()).toBe(0);
    await context.close();
  });

  it('counts each tab, a buyer’s counter-offer among what waits for the shop', async () => {
    const shop = await desk.shop();
    const { id, buyerId } = await desk.request(shop, 'Countered cup');
    await desk
      .request(shop, 'Offered cup')
      .then((sent) => desk.call(`requests/${sent.id}/offers`, { kind: 'partial_refund', percent: 30 }));
    const { page, context } = await desk.signIn(shop);
    const { tab, row } = parts(page);
    await tab('Awaiting action 1').waitFor();
    await tab('Offer sent 1').waitFor();
    const { offer } = await desk.call<{ offer: { id: string } }>(`requests/${id}/offers`, {
      kind: 'partial_refund',
      percent: 30,
    });
    await tab('Offer sent 2').waitFor();
    await tab('Awaiting action 0').waitFor();
    const amount = { amount: 20_000, currency: 'THB' };
    await desk.call(`requests/${id}/offers/${offer.id}/counter`, { amount }, `buyer:${buyerId}`);
    await tab('Awaiting action 1').waitFor();
    await page.locator('.row', { hasText: 'Countered cup' }).getByText('Counter-offer').waitFor();
    await tab('Offer sent').click();
    await row('Offered cup').waitFor();
    expect(await row('Countered cup').count()).toBe(0);
    await context.close();
  });

  it('finds a request by its number in whichever tab it is, says so where there is none, and is cleared again', async () => {
    const shop = await desk.shop();
    await desk.request(shop, 'Cup A');
    const other = await desk.request(shop, 'Cup B');
    await desk.call(`requests/${other.id}/approve`, {});
    const { page, context } = await desk.signIn(shop);
    const { row } = parts(page);
    await row('Cup A').waitFor();
    await page.getByRole('searchbox').fill(other.orderId);
    await row('Cup B').waitFor();
    await page.locator('.row', { hasText: 'Cup B' }).getByText('To ship').waitFor();
    await page.getByText(/^Searching all tabs/u).waitFor();
    expect(await row('Cup A').count()).toBe(0);
    await page.getByRole('searchbox').fill('nothing-like-this');
    await page.getByText('No request matches.').waitFor();
    await page.getByRole('button', { name: 'Clear search and filters' }).click();
    await row('Cup A').waitFor();
    const field = page.getByRole('searchbox');
    expect(await field.inputValue()).toBe('');

    // A search keeps the space somebody has just typed.
    const found = page.waitForResponse((response) => response.url().includes('q=zzz'));
    await field.pressSequentially('zzz ');
    await found;
    await page.getByText('No request matches.').waitFor();
    expect(await field.inputValue()).toBe('zzz ');
    await page.getByRole('button', { name: 'Clear search and filters' }).click();
    await row('Cup A').waitFor();

    // Cleared filters show that they are cleared.
    await page.getByRole('button', { name: 'Filters' }).click();
    const reason = page.locator('select[name=reason]');
    await reason.selectOption('damaged');
    await page.getByRole('button', { name: 'Clear search and filters' }).click();
    await row('Cup A').waitFor();
    expect(await reason.inputValue()).toBe('');
    await context.close();
  });

  it('closes what is open and no longer in it, unless the address alone opened it', async () => {
    const shop = await desk.shop();
    await desk.request(shop, 'Near jug');
    const other = await desk.request(shop, 'Far jug');
    await desk.call(`requests/${other.id}/approve`, {});
    const { page, context } = await desk.signIn(shop, { fragment: { request: other.id } });
    const { row } = parts(page);
    const opened = (title: string) => page.locator('seller-request').getByRole('heading', { name: title });
    const search = page.getByRole('searchbox');
    await row('Near jug').waitFor();
    await opened('Far jug').waitFor();
    await page.getByLabel('Sort').selectOption('Latest change');
    await row('Near jug').waitFor();
    expect(await opened('Far jug').count()).toBe(1);
    await search.fill('nothing-like-this');
    await page.getByText('No request matches.').waitFor();
    await opened('Far jug').waitFor({ state: 'detached' });
    expect(await page.locator('seller-request').count()).toBe(0);

    await page.getByRole('button', { name: 'Clear search and filters' }).click();
    await row('Near jug').click();
    await opened('Near jug').waitFor();
    await search.fill('jug');
    await row('Far jug').waitFor();
    expect(await opened('Near jug').count()).toBe(1);
    await search.fill('Far jug');
    await opened('Near jug').waitFor({ state: 'detached' });
    await context.close();
  });

  it('is narrowed by reason and by what is due, and sorted by deadline or by the latest change', async () => {
    const shop = await desk.shop();
    await desk.request(shop, 'Late plate', { respondBy: desk.at(20 * HOUR) });
    await desk.request(shop, 'Soon plate', { respondBy: desk.at(30 * MINUTE) });
    await desk.request(shop, 'Broken plate', { reason: 'damaged', respondBy: desk.at(3 * HOUR) });
    const { page, context } = await desk.signIn(shop);
    await lists(page, ['Soon plate', 'Broken plate', 'Late plate']);
    await page.getByLabel('Sort').selectOption('Latest change');
    await lists(page, ['Broken plate', 'Soon plate', 'Late plate']);
    await page.getByLabel('Sort').selectOption('Soonest deadline');
    await page.getByRole('button', { name: 'Filters' }).click();
    await page.getByLabel('Due').selectOption('Within 4 hours');
    await lists(page, ['Soon plate', 'Broken plate']);
    await page.getByLabel('Due').selectOption('Within 1 hour');
    await lists(page, ['Soon plate']);
    await page.getByLabel('Due').selectOption('Overdue');
    await page.getByText('No request matches. Filters hide 3 in this tab.').waitFor();
    await page.getByLabel('Due').selectOption('Any time');
    await page.getByLabel('Reason').selectOption('Damaged items');
    await lists(page, ['Broken plate']);
    await page.getByText('1 of 1', { exact: true }).waitFor();
    await context.close();
  });

  it('shows thirty requests and then the next ones, none twice', async () => {
    const shop = await desk.shop();
    for (let number = 1; number <= 33; number += 1) {
      await desk.request(shop, `Saucer ${number}`, { respondBy: desk.at(HOUR + number * MINUTE) });
    }
    const { page, context } = await desk.signIn(shop);
    const { titles } = parts(page);
    await page.getByText('30 of 33', { exact: true }).waitFor();
    // The first one opens by itself, and nine can be seen beside it; on a phone five.
    await page.getByRole('heading', { name: 'Saucer 1', exact: true }).waitFor();
    for (const [width, height, least] of [
      [1280, 800, 9],
      [390, 844, 5],
    ] as const) {
      await page.setViewportSize({ width, height });
      if (width < 1000) await page.getByRole('button', { name: 'Close' }).click();
      const whole = await page
        .locator('.row[data-id]')
        .evaluateAll(
          (rows, bottom) => rows.filter((row) => row.getBoundingClientRect().bottom <= bottom).length,
          height,
        );
      expect(whole).toBeGreaterThanOrEqual(least);
    }
    await page.getByRole('button', { name: 'Show more' }).click();
    await page.getByText('33 of 33', { exact: true }).waitFor();
    expect(await titles()).toEqual(Array.from({ length: 33 }, (_, index) => `Saucer ${index + 1}`));
    expect(await page.getByRole('button', { name: 'Show more' }).count()).toBe(0);
    await context.close();
  });

  it('approves several after a summary of what that obliges to, each with a result of its own', async () => {
    const shop = await desk.shop();
    await desk.request(shop, 'Cup A');
    const other = await desk.request(shop, 'Cup B');
    const { page, context } = await desk.signIn(shop);
    const { tab } = parts(page);
    await page.getByRole('checkbox', { name: 'Select Cup A' }).check();
    await page.getByRole('button', { name: 'Select all shown' }).click();
    await page.getByText('Selected: 2').waitFor();
    await page.getByRole('button', { name: 'Clear', exact: true }).click();
    await page.getByText('Selected:').waitFor({ state: 'detached' });
    await page.getByRole('checkbox', { name: 'Select Cup A' }).check();
    await page.getByRole('button', { name: 'Select all shown' }).click();
    await page.getByRole('button', { name: 'Approve selected' }).click();
    const dialog = page.getByRole('dialog');
    for (const words of ['฿500.00', '2 days, counting working days', 'Your shop will owe all of these items']) {
      await dialog.getByText(words).waitFor();
    }
    expect((await desk.read(other.id)).status).toBe('awaiting_seller');
    await desk.call(`requests/${other.id}/reject`, { reason: 'other', text: 'Agreed on the phone.' });
    await dialog.getByRole('button', { name: 'Approve all 2' }).click();
    await dialog.getByText('Approved: 1 of 2. Not done: 1, for the reasons below.').waitFor();
    await dialog.getByText('Something else happened first').waitFor();
    expect(await findings(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Close' }).click();
    await tab('To ship 1').waitFor();
    await context.close();
  });

  it('is gone through with the keyboard: tabs and requests by arrows, Esc back to where one was', async () => {
    const shop = await desk.shop();
    await desk.request(shop, 'Lamp one');
    await desk.request(shop, 'Lamp two');
    const { page, context } = await desk.signIn(shop);
    const { row } = parts(page);
    await row('Lamp one').waitFor();
    await page.getByRole('tab', { selected: true }).focus();
    await page.keyboard.press('ArrowRight');
    await page.getByRole('tab', { name: 'Offer sent', selected: true }).waitFor();
    await page.keyboard.press('Home');
    await row('Lamp two').waitFor();
    await row('Lamp one').focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Lamp two' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByText('Choose a request').waitFor();
    const focused = () =>
      page.evaluate(() => document.querySelector('parley-seller')?.shadowRoot?.activeElement?.textContent?.trim());
    await eventually('the keyboard is back at Lamp two', async () => expect(await focused()).toBe('Lamp two'));
    await context.close();
  });
});
