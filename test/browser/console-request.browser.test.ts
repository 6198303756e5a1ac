/** One request opened: its history, its chat, the card as each side has it, and the time that is left. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RequestState } from '../../src/domain/request.ts';
import { chromiumPath, launch, type Opened, withoutChromium } from '../support/browser.ts';
import { type Desk, detailOf, follow, openIn, startDesk, startOver } from '../support/console-scene.ts';
import { eventually } from '../support/eventually.ts';
import { buyer, seller } from '../support/world.ts';

const MINUTE = 60_000;

describe.skipIf(!chromiumPath())(`A request on the agent board${withoutChromium}`, () => {
  let desk: Desk;
  let browser: Browser;
  let board: Opened;

  beforeAll(async () => {
    [desk, browser] = await Promise.all([startDesk(), launch()]);
    // The first of the list, and so the one that stands open by itself: none of those that are looked at below.
    await desk.open({ orderId: 'order-first', respondBy: new Date(desk.clock.now() + 30 * MINUTE).toISOString() });
    board = await desk.visit(browser);
  });
  afterAll(async () => {
    await browser?.close();
    await desk?.close();
  });

  /** The one board of these tests, with a request opened. */
  async function at(state: RequestState): Promise<Page> {
    await openIn(board.page, state);
    return board.page;
  }

  it('tells its history, newest first, with what people wrote and who they are', async () => {
    const state = await desk.offered();
    const offerId = state.offers.at(-1)?.id ?? '';
    await desk.act(state, buyer, { type: 'RejectOffer', offerId, text: 'I want <b>the bowl</b>.' });
    const page = await at(state);
    await page.getByRole('tab', { name: 'History' }).click();
    const lines = await eventually('the history is told', async () => {
      const told = await page.locator('console-history li').allInnerTexts();
      expect(told.map((line) => line.split('\n')[0]?.trim())).toEqual([
        'Back to the seller Platform',
        'Rejected the offer Buyer',
        'Offered ฿125.00 (50%) A member of the shop’s staff',
        'Request opened Marketplace',
      ]);
      return told;
    });
    expect(lines[1]).toContain('I want <b>the bowl</b>.');
  });

  it('shows the card as buyer and shop have it, in their own languages, and lets nobody answer it', async () => {
    const state = await desk.offered();
    const page = await at(state);
    await page.getByRole('tab', { name: 'Card' }).click();
    const buyerCard = page.getByRole('region', { name: 'As the buyer sees it' });
    const shopCard = page.getByRole('region', { name: 'As the seller sees it' });
    await buyerCard.getByText('Thai, Bangkok (GMT+7)').waitFor();
    await shopCard.getByText('Vietnamese, Bangkok (GMT+7)').waitFor();
    const card = buyerCard.locator('parley-offer-card');
    await card.getByText('฿125.00').first().waitFor();
    await card.getByText('ยอมรับ', { exact: true }).waitFor();
    await shopCard.locator('parley-offer-card').getByText(/125/u).first().waitFor();
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
  });

  it('says so where there is no card yet, and takes it up when there is', async () => {
    const state = await desk.open();
    const page = await at(state);
    await page.getByRole('tab', { name: 'Card' }).click();
    await page.getByText('No offer yet, so there is no card.').waitFor();
    await desk.act(state, seller, { type: 'ProposeOffer', offer: { kind: 'partial_refund', percent: 30 } });
    await page.locator('console-cards parley-offer-card').nth(1).waitFor();
  });

  it('lets the agent write in the chat, which both sides read', async () => {
    const state = await desk.offered();
    const page = await at(state);
    await page.getByRole('tab', { name: 'Chat' }).click();
    await page.getByPlaceholder('Write a message').fill('I am looking into it.');
    await page.getByPlaceholder('Write a message').press('Enter');
    await page.locator('parley-chat .bubble').filter({ hasText: 'I am looking into it.' }).waitFor();
    const { conversationId } = state.facts;
    const read = async () => (await desk.service.store.chat.messages({ conversationId, limit: 10 })).messages;
    await eventually(
      'the message is kept as the agent’s',
      async () =>
        expect(await read()).toContainEqual(
          expect.objectContaining({ author: expect.objectContaining({ role: 'agent', id: 'agent-1' }) }),
        ),
      read,
    );
  });

  it('marks in the history what came while it was open, and leaves the reader where they are', async () => {
    const state = await desk.open();
    const page = await at(state);
    await page.getByRole('tab', { name: 'History' }).click();
    await page.locator('console-history li').first().waitFor();
    expect(await page.locator('console-history .mark').count()).toBe(0);
    await desk.act(state, seller, { type: 'ApproveRequest' });
    await detailOf(page).getByText('Changed while you looked: Approved: the items are sent').waitFor();
    await eventually('what came is marked', async () =>
      expect(await page.locator('console-history .mark').count()).toBe(1),
    );
    await page.getByRole('tab', { name: 'History', selected: true }).waitFor();
  });

  it('tells the newest history though an older answer comes late', async () => {
    const state = await desk.open();
    const page = await at(state);
    await page.getByRole('tab', { name: 'History' }).click();
    await page.locator('console-history li').first().waitFor();
    // The first answer from here on is held back until a later one was told.
    const held: (() => void)[] = [];
    await page.route('**/events?*', async (route) => {
      const response = await route.fetch();
      if (held.length === 0) await new Promise<void>((resolve) => held.push(resolve));
      await route.fulfill({ response });
    });
    await desk.act(state, seller, { type: 'ProposeOffer', offer: { kind: 'partial_refund', percent: 30 } });
    await eventually('the first answer is held back', () => expect(held).toHaveLength(1));
    const [offer] = (await desk.read(state)).offers;
    await desk.act(state, buyer, { type: 'AcceptOffer', offerId: offer?.id ?? '' });
    const accepted = page.locator('console-history li').filter({ hasText: 'Accepted' }).first();
    await accepted.waitFor();
    const late = page.waitForResponse('**/events?*');
    held[0]?.();
    await (await late).finished();
    await page.evaluate(() => new Promise(requestAnimationFrame));
    expect(await accepted.isVisible()).toBe(true);
    await page.unroute('**/events?*');
  });

  it('counts down by the server’s clock, however wrong the device’s is', async () => {
    const state = await desk.open();
    desk.clock.advance(30 * MINUTE);
    const page = await at(state);
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
  });

  it('says so where there is no such request, and goes back to the list', async () => {
    const { page } = board;
    await startOver(page);
    await follow(page, { open: 'req_none' });
    await page.getByText('This could not be loaded.').waitFor();
    await page.getByRole('button', { name: 'Back to the list' }).click();
    await page.getByText('Choose a request to see its history, chat and card.').waitFor();
  });

  it('says at once where it stands and who has it, with no room for what is not there', async () => {
    const page = await at(await desk.open({ buyerId: 'buyer-who-never-asked' }));
    const standing = await detailOf(page).locator('.standing').boundingBox();
    const take = await detailOf(page).locator('.standing request-holder').getByRole('button').boundingBox();
    const heading = await detailOf(page).getByRole('heading', { name: 'What you can do' }).boundingBox();
    const end = (box: typeof take): number => (box?.y ?? 0) + (box?.height ?? 0);
    expect(end(standing) - end(take)).toBeLessThanOrEqual(16);
    expect((heading?.y ?? 0) - end(standing)).toBeLessThanOrEqual(24);
  });
});
