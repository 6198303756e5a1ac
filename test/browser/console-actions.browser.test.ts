/** What an agent does to a request, every action of the contract clicked, and each refusal told. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Rule } from '../../src/contract/rules.ts';
import type { RequestState } from '../../src/domain/request.ts';
import { chromiumPath, launch, type Opened, withoutChromium } from '../support/browser.ts';
import { choose, type Desk, detailOf, formOf, openIn, send, startDesk } from '../support/console-scene.ts';
import { seller } from '../support/world.ts';

const HOUR = 3_600_000;
const RULE: Rule = {
  id: 'defective',
  name: 'Defective bowls',
  enabled: true,
  at: { beforeDeadline: 1_800 },
  when: { reasons: ['defective'] },
  then: { kind: 'partial_refund', percent: 50 },
};

describe.skipIf(!chromiumPath())(`What an agent does on the board${withoutChromium}`, () => {
  let desk: Desk;
  let browser: Browser;
  let board: Opened;

  beforeAll(async () => {
    [desk, browser] = await Promise.all([startDesk(), launch()]);
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
  const statusOf = async (state: RequestState) => (await desk.read(state)).status;
  const lastOffer = async (state: RequestState) => (await desk.read(state)).offers.at(-1);
  const pick = (page: Page, name: string) => formOf(page).getByRole('radio', { name }).check();
  const amountField = (page: Page) => page.locator('input[name=amount]');

  it('approves for the seller, then ships', async () => {
    const state = await desk.open();
    const page = await at(state);
    await choose(page, 'Approve for the seller');
    await page.locator('request-answers').getByText('The seller then owes the items, at their cost.').waitFor();
    expect(await page.locator('request-answers dd').first().innerText()).toMatch(/seller$/u);
    await send(page);
    await page.getByText('Done.').waitFor();
    expect(await statusOf(state)).toBe('awaiting_shipment');

    await choose(page, 'Mark as shipped');
    await page.getByLabel('Carrier').fill('Kerry');
    await page.getByLabel('Tracking number').fill('KRY-77');
    await send(page);
    await detailOf(page).getByText('Kerry, KRY-77').waitFor();
    expect((await desk.read(state)).shipment).toMatchObject({ carrier: 'Kerry', trackingNumber: 'KRY-77' });
    // One's own doing is not marked as somebody else's.
    expect(await page.getByText('Changed while you looked').count()).toBe(0);
    expect(board.complaints).toEqual([]);
  });

  it('keeps a shop’s rule from acting with one press, beside what it was about to do', async () => {
    const { directory } = desk.service.store;
    const seller = await directory.seller('shop-1');
    if (seller) await directory.putSeller({ ...seller, rules: [RULE] });
    const state = await desk.open({ reason: 'defective' });
    const page = await at(state);
    const standing = page.locator('rule-standing');
    await standing.getByText('Parley offers ฿125.00, rule Defective bowls.').waitFor();
    await standing.getByRole('button', { name: 'Hold the rule' }).click();
    await standing.getByText('The rule Defective bowls is held: it does nothing on this request.').waitFor();
    expect((await desk.read(state)).rule).toMatchObject({ status: 'held' });
    expect(await standing.getByRole('button').count()).toBe(0);
    expect(await page.getByText('Changed while you looked').count()).toBe(0);
  });

  it('rejects for the seller with a reason the buyer reads, and links to evidence that are links', async () => {
    const state = await desk.open();
    const page = await at(state);
    await choose(page, 'Reject for the seller');
    await formOf(page).locator('select[name=reason]').selectOption('items_were_sent');
    await page.getByLabel('What the buyer reads').fill('All four bowls were in the box.');
    await page.getByLabel('Links to evidence').fill('javascript:alert(1)');
    await send(page);
    await page.getByRole('alert').getByText('Each line has to be a link').waitFor();
    expect(await statusOf(state)).toBe('awaiting_seller');
    await page.getByLabel('Links to evidence').fill('https://shop.example/box.jpg\nhttps://shop.example/2.jpg');
    await send(page);
    await detailOf(page).getByText('Rejected: The items were sent').waitFor();
    expect((await desk.read(state)).rejection).toMatchObject({
      reason: 'items_were_sent',
      text: 'All four bowls were in the box.',
      evidence: ['https://shop.example/box.jpg', 'https://shop.example/2.jpg'],
    });
    await detailOf(page).getByText('The request is closed.').waitFor();
  });

  it('offers money for the seller: out of range is explained, a quick pick is made and withdrawn', async () => {
    const state = await desk.open();
    const page = await at(state);
    await choose(page, 'Offer money for the seller');
    await pick(page, 'Another amount');
    await amountField(page).fill('999999');
    await send(page);
    await page.getByRole('alert').getByText('Enter an amount between ฿2.50 and ฿').waitFor();
    await amountField(page).fill('much');
    await send(page);
    await page.getByRole('alert').getByText('This is not an amount.').waitFor();
    await pick(page, '50%');
    await page.getByLabel('Note to the buyer (optional)').fill('Half at once?');
    await send(page);
    await page.getByText('Done.').waitFor();
    expect(await lastOffer(state)).toMatchObject({ percent: 50, status: 'pending', note: 'Half at once?' });

    await choose(page, 'Withdraw the offer');
    await page.getByLabel('What the buyer reads (optional)').fill('The wrong request.');
    await send(page);
    await page.getByRole('button', { name: 'Approve for the seller' }).waitFor();
    expect(await lastOffer(state)).toMatchObject({ status: 'withdrawn' });
  });

  it('offers the whole claim, which is approved at once', async () => {
    const state = await desk.open();
    const page = await at(state);
    await choose(page, 'Offer money for the seller');
    await pick(page, 'Whole claim');
    await send(page);
    await page.getByText('Done.').waitFor();
    expect(await statusOf(state)).toBe('settling');
  });

  it('accepts a buyer’s counter-offer for the seller', async () => {
    const state = await desk.countered();
    const page = await at(state);
    await choose(page, 'Accept for the seller');
    await page.locator('request-answers').getByText('฿200.00 is refunded to the buyer and nothing is sent.').waitFor();
    await send(page);
    await page.getByText('Done.').waitFor();
    expect(await statusOf(state)).toBe('settling');
  });

  it('rejects a buyer’s counter-offer for the seller', async () => {
    const state = await desk.countered();
    const page = await at(state);
    await choose(page, 'Reject the amount for the seller');
    await page.getByLabel('What the buyer reads (optional)').fill('That is too much.');
    await send(page);
    await page.getByText('Done.').waitFor();
    expect(await statusOf(state)).toBe('awaiting_seller');
    await page.getByRole('tab', { name: 'History' }).click();
    await page.locator('console-history').getByText('That is too much.').waitFor();
  });

  it('names another amount against a buyer’s counter-offer, between the two', async () => {
    const state = await desk.countered();
    const page = await at(state);
    await choose(page, 'Name another amount for the seller');
    await amountField(page).fill('20');
    await send(page);
    await page.getByRole('alert').getByText('Enter an amount between ฿50.01 and ฿199.99.').waitFor();
    await amountField(page).fill('150');
    await send(page);
    await page.getByText('Done.').waitFor();
    expect(await lastOffer(state)).toMatchObject({ by: 'seller', amount: { amount: 15_000 }, status: 'pending' });
  });

  it('extends a deadline once, with a reason, and cancels, by the keyboard alone', async () => {
    const state = await desk.open();
    const page = await at(state);
    await page.getByRole('tab', { name: 'Overview' }).focus();
    await page.keyboard.press('Tab');
    for (let n = 0; n < 2; n += 1) await page.keyboard.press('Tab');
    await page.getByRole('button', { name: 'Extend the deadline' }).focus();
    await page.keyboard.press('Enter');
    // The panel has the focus; Esc closes the form and gives the focus back.
    await page.keyboard.press('Escape');
    await formOf(page).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Extend the deadline' }).focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await page.keyboard.press('4');
    await page.keyboard.press('Tab');
    await page.keyboard.type('The warehouse is closed today.');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByText('Done. Waits for seller.').waitFor();
    const { deadline } = await desk.read(state);
    expect(Date.parse(deadline?.at ?? '') - Date.parse(state.deadline?.at ?? '')).toBe(4 * HOUR);
    await page.getByRole('button', { name: 'Extend the deadline' }).waitFor({ state: 'detached' });

    await page.getByRole('button', { name: 'Cancel the request' }).focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await page.keyboard.type('Opened twice.');
    for (const key of ['Tab', 'Enter']) await page.keyboard.press(key);
    await detailOf(page).getByText('The request is closed.').waitFor();
    expect(await statusOf(state)).toBe('cancelled');
  });

  it('is told when somebody else was faster, and what is no longer possible is taken away', async () => {
    const state = await desk.open();
    const { page, context } = await desk.visit(browser, `&open=${state.id}`);
    await choose(page, 'Approve for the seller');
    // The board hears nothing of it before the agent presses the button.
    await context.setOffline(true);
    desk.cut();
    await page.getByText('Connection lost. Reconnecting…').waitFor();
    await desk.act(state, seller, { type: 'RejectRequest', reason: 'other', text: 'No.', evidence: [] });
    await send(page);
    await page.getByText('The server did not answer. Check your connection and try again').waitFor();
    await context.setOffline(false);
    await detailOf(page).getByText('The request is closed.').waitFor();
    await formOf(page).waitFor({ state: 'detached' });
    expect(await statusOf(state)).toBe('rejected');
    await context.close();
  });

  it('keeps what was begun to be written when the request changes elsewhere, and says what changed', async () => {
    const state = await desk.open();
    const page = await at(state);
    await choose(page, 'Cancel the request');
    await page.getByLabel('Reason (optional)').fill('Opened tw');
    await desk.act(state, seller, { type: 'ProposeOffer', offer: { kind: 'partial_refund', percent: 30 } });
    await detailOf(page).getByText('Changed while you looked: Offered ฿75.00 (30%)').waitFor();
    expect(await page.getByLabel('Reason (optional)').inputValue()).toBe('Opened tw');
    await page.getByRole('button', { name: 'Keep it', exact: true }).click();
    await formOf(page).waitFor({ state: 'detached' });
    await detailOf(page).waitFor();
  });
});
