/** One request opened: its history, its chat, the card as each side has it, and the time that is left. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromiumPath, launch, withoutChromium } from '../support/browser.ts';
import { type Desk, detailOf, startDesk } from '../support/console-scene.ts';
import { buyer, seller } from '../support/world.ts';

const MINUTE = 60_000;

describe.skipIf(!chromiumPath())(`A request on the agent board${withoutChromium}`, () => {
  let desk: Desk;
  let browser: Browser;

  beforeAll(async () => {
    [desk, browser] = await Promise.all([startDesk(), launch()]);
  });
  afterAll(async () => {
    await browser?.close();
    await desk?.close();
  });

  it('tells its history, newest first, with what people wrote and who they are', async () => {
    const state = await desk.offered();
    const offerId = state.offers.at(-1)?.id ?? '';
    await desk.act(state, buyer, { type: 'RejectOffer', offerId, text: 'I want <b>the bowl</b>.' });
    const { page, context } = await desk.visit(browser, `&open=${state.id}`);
    await page.getByRole('tab', { name: 'History' }).click();
    await page.locator('console-history li').first().waitFor();
    const lines = await page.locator('console-history li').allInnerTexts();
    expect(lines.map((line) => line.split('\n')[0]?.trim())).toEqual([
      'Back to the seller Platform',
      'Rejected the offer Buyer buyer-1',
      'Offered ฿125.00 (50%) Seller staff-1',
      'Request opened Marketplace',
    ]);
    expect(lines[1]).toContain('I want <b>the bowl</b>.');
    await context.close();
  });

  it('shows the card as buyer and shop have it, in their own languages, and lets nobody answer it', async () => {
    const state = await desk.offered();
    const { page, context } = await desk.visit(browser, `&open=${state.id}`);
    await page.getByRole('tab', { name: 'Card' }).click();
    const buyerCard = page.getByRole('region', { name: 'As the buyer sees it' });
    const shopCard = page.getByRole('region', { name: 'As the seller sees it' });
    await buyerCard.getByText('Thai, Asia/Bangkok').waitFor();
    await shopCard.getByText('Vietnamese, Asia/Bangkok').waitFor();
    const card = buyerCard.locator('parley-offer-card');
    await card.getByText('฿125.00').first().waitFor();
    await card.getByText('ยอมรับ', { exact: true }).waitFor();
    expect(await shopCard.locator('parley-offer-card button:visible').count()).toBe(0);
    // A picture: no pointer and no key reaches its buttons, and a screen reader gets the text.
    await card.getByText('ยอมรับ', { exact: true }).click({ force: true });
    expect(await card.locator('dialog[open]').count()).toBe(0);
    expect(await card.evaluate((element) => (element as HTMLElement).inert)).toBe(true);
    expect(await buyerCard.locator('pre').innerText()).toContain('Half of it, and keep the rest?');

    const offerId = state.offers.at(-1)?.id ?? '';
    await desk.act(state, buyer, { type: 'AcceptOffer', offerId });
    await card.getByText('ยอมรับ', { exact: true }).waitFor({ state: 'detached' });
    await detailOf(page).getByText('Changed while you looked: Refund').waitFor();
    await context.close();
  });

  it('says so where there is no card yet, and takes it up when there is', async () => {
    const state = await desk.open();
    const { page, context } = await desk.visit(browser, `&open=${state.id}`);
    await page.getByRole('tab', { name: 'Card' }).click();
    await page.getByText('No offer yet, so there is no card.').waitFor();
    await desk.act(state, seller, { type: 'ProposeOffer', offer: { kind: 'partial_refund', percent: 30 } });
    await page.locator('console-cards parley-offer-card').nth(1).waitFor();
    await context.close();
  });

  it('lets the agent write in the chat, which both sides read', async () => {
    const state = await desk.offered();
    const { page, context } = await desk.visit(browser, `&open=${state.id}`);
    await page.getByRole('tab', { name: 'Chat' }).click();
    await page.getByPlaceholder('Write a message').fill('I am looking into it.');
    await page.getByPlaceholder('Write a message').press('Enter');
    await page.locator('parley-chat .bubble').filter({ hasText: 'I am looking into it.' }).waitFor();
    const { messages } = await desk.service.store.chat.messages({
      conversationId: state.facts.conversationId,
      limit: 10,
    });
    expect(messages.at(-1)).toMatchObject({ author: { role: 'agent', id: 'agent-1' } });
    await context.close();
  });

  it('marks in the history what came while it was open, and leaves the reader where they are', async () => {
    const state = await desk.open();
    const { page, context } = await desk.visit(browser, `&open=${state.id}`);
    await page.getByRole('tab', { name: 'History' }).click();
    await page.locator('console-history li').first().waitFor();
    expect(await page.locator('console-history .mark').count()).toBe(0);
    await desk.act(state, seller, { type: 'ApproveRequest' });
    await detailOf(page).getByText('Changed while you looked: Approved: the items are sent').waitFor();
    expect(await page.locator('console-history .mark').count()).toBe(1);
    await page.getByRole('tab', { name: 'History', selected: true }).waitFor();
    await context.close();
  });

  it('counts down by the server’s clock, however wrong the device’s is', async () => {
    const state = await desk.open();
    desk.clock.advance(30 * MINUTE);
    const { page, context } = await desk.visit(browser, `&open=${state.id}`);
    const deviceIsAhead = (await page.evaluate(() => Date.now())) - desk.clock.now();
    expect(Math.abs(deviceIsAhead)).toBeGreaterThan(MINUTE);
    const left = (at: string) => Date.parse(at) - desk.clock.now();
    const minutes = Math.floor(left(state.deadline?.at ?? '') / MINUTE);
    const words = (count: number) =>
      new RegExp(`Seller answers: (?:${Math.floor(count / 60 / 24)} d )?${Math.floor(count / 60) % 24} h`, 'u');
    await detailOf(page).getByText(words(minutes)).waitFor();
    // The clock is an hour later by the next time the board asks.
    desk.clock.advance(60 * MINUTE);
    await detailOf(page)
      .getByText(words(minutes - 60))
      .waitFor();
    await context.close();
  });

  it('says so where there is no such request, and goes back to the list', async () => {
    await desk.open();
    const { page, context } = await desk.visit(browser, '&open=req_none');
    await page.getByText('This could not be loaded.').waitFor();
    await page.getByRole('button', { name: 'Back to the list' }).click();
    await page.getByText('Choose a request to see its history, chat and card.').waitFor();
    await context.close();
  });
});
