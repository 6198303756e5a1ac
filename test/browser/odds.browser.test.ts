/** How often offers like one were accepted, beside the quick picks of the form that makes one: for shops and for agents. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromiumPath, openPage, withoutChromium } from '../support/browser.ts';
import { tooWide } from '../support/fits.ts';
import { type Desk, parts, startDesk } from '../support/seller-desk.ts';
import { tokenFor } from '../support/sockets.ts';

const PHONE = { viewport: { width: 390, height: 844 } };

describe.skipIf(!chromiumPath())(`Odds of an offer${withoutChromium}`, () => {
  let desk: Desk;
  let shop: string;

  /** One offer of this shop that its buyer answered. */
  async function answered(percent: number, verb: 'accept' | 'reject'): Promise<void> {
    const { id, buyerId } = await desk.request(shop, 'Sold bowl');
    const { offer } = await desk.call<{ offer: { id: string } }>(
      `requests/${id}/offers`,
      { kind: 'partial_refund', percent },
      `seller:${shop}`,
    );
    await desk.call(`requests/${id}/offers/${offer.id}/${verb}`, {}, `buyer:${buyerId}`);
  }
  const form = (page: Page) => page.locator('answer-offer');
  const askedOf = (page: Page): string[] => {
    const asked: string[] = [];
    page.on('request', (request) => request.url().includes('/odds') && asked.push(request.url()));
    return asked;
  };

  beforeAll(async () => {
    desk = await startDesk();
    shop = await desk.shop();
    for (let n = 0; n < 16; n += 1) await answered(50, n < 11 ? 'accept' : 'reject');
    for (let n = 0; n < 8; n += 1) await answered(80, 'accept');
    await desk.request(shop, 'Clay teapot');
  });
  afterAll(async () => {
    await desk?.close();
  });

  it('stand beside each quick pick of a shop, from one read; the ranges and their basis are there when asked for', async () => {
    const { page, context, complaints } = await desk.signIn(shop, PHONE);
    const asked = askedOf(page);
    await parts(page).open('Clay teapot');
    await parts(page).press('Offer money instead');
    await form(page).getByRole('radio', { name: '฿200.00 80% more than 9 of 10 accepted, 8 offers' }).waitFor();
    await form(page).getByRole('radio', { name: '฿125.00 50% about 7 of 10 accepted, 16 offers' }).check();
    const range = form(page).getByText('50% offered: 53% to 81% accepted (16 offers)');
    expect(await range.isVisible()).toBe(false);
    await form(page).getByText('How sure is this?').click();
    await range.waitFor();
    await form(page)
      .getByText('From your shop’s answered offers for this reason in the last 180 days: 24 offers.')
      .waitFor();
    expect(await form(page).getByText('of 10 accepted').count()).toBe(3);
    expect(await tooWide(page)).toEqual([]);
    expect(asked).toHaveLength(1);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('are said to an agent as the shop’s', async () => {
    const token = await tokenFor({ role: 'agent', id: 'agent-1' });
    const address = `${desk.service.url}/console#token=${token}&locale=en`;
    const { page, context } = await openPage(desk.browser, address, { reducedMotion: 'reduce' });
    await page.getByRole('option').filter({ hasText: 'Clay teapot' }).first().click();
    await page.getByRole('button', { name: 'Offer money for the seller' }).click();
    await form(page).getByText('about 7 of 10 accepted, 16 offers').first().waitFor();
    await form(page).getByText('How sure is this?').click();
    await form(page).getByText('From the shop’s answered offers for this reason').waitFor();
    await context.close();
  });

  it('say nothing where too few offers were answered', async () => {
    const young = await desk.shop();
    await desk.request(young, 'Blue cup');
    const { page, context } = await desk.signIn(young);
    await parts(page).open('Blue cup');
    const read = page.waitForResponse(/\/odds$/u);
    await parts(page).press('Offer money instead');
    await (await read).finished();
    await form(page).getByRole('radio', { name: '฿125.00 50%', exact: true }).check();
    expect(await form(page).getByText('of 10 accepted').count()).toBe(0);
    expect(await form(page).getByText('How sure is this?').count()).toBe(0);
    await context.close();
  });
});
