/** What else a buyer may do in their chat: close a request that they no longer need. */
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { findings } from '../support/axe.ts';
import { describeChats } from '../support/chat-scene.ts';
import { tooWide } from '../support/fits.ts';

const PHONE = { viewport: { width: 390, height: 700 } };

describeChats('The menu of the buyer’s chat', (at) => {
  const more = (page: Page) => page.getByRole('button', { name: 'More', exact: true }).click();
  const item = (page: Page) => page.getByRole('button', { name: 'I no longer need this' });
  const statusOf = async (id: string) => (await at.scene.service.store.requests.load(id))?.state.status;

  it('closes a request with an offer that waits, after saying what that means', async () => {
    const state = await at.scene.offer(await at.scene.open('no-longer', { orderId: '5770009' }));
    const { page, context, complaints } = await at.scene.visit(at.browser, 'no-longer', 'en', PHONE);
    await more(page);
    await page.getByRole('dialog').getByText('nothing is sent and nothing is refunded').waitFor();
    await page.getByRole('dialog').getByText('Order 5770009 · 1 × ชามเซรามิก').waitFor();
    await item(page).click();
    const dialog = page.getByRole('dialog', { name: 'Close your request?' });
    await dialog.getByText('This cannot be undone.').waitFor();
    expect(await dialog.getByRole('heading').evaluate((title) => title.matches(':focus'))).toBe(true);
    expect(await findings(page)).toEqual([]);
    expect(await tooWide(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    expect(await statusOf(state.id)).toBe('negotiating');

    await more(page);
    await item(page).click();
    await dialog.getByLabel('Reason (optional)').fill('It turned up.');
    await dialog.getByRole('button', { name: 'Yes, close it' }).click();
    await page.getByText('You cancelled your request.').first().waitFor();
    expect(await statusOf(state.id)).toBe('cancelled');
    await dialog.waitFor({ state: 'detached' });
    await more(page);
    await page.getByText('There is nothing here that you could close now.').waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('has the item for as long as the request may be cancelled, and says so where it was too late', async () => {
    const state = await at.scene.act(await at.scene.open('too-late'), 'seller', { type: 'ApproveRequest' });
    const { page, context } = await at.scene.visit(at.browser, 'too-late', 'en', PHONE);
    await more(page);
    await item(page).click();
    await at.scene.act(state, 'seller', { type: 'ShipRequest', carrier: 'Flash', trackingNumber: 'TH1' });
    await page.getByRole('button', { name: 'Yes, close it' }).click();
    await page.getByRole('alert').getByText('can no longer be closed').waitFor();
    await page.keyboard.press('Escape');
    await more(page);
    await page.getByText('There is nothing here that you could close now.').waitFor();
    expect(await item(page).count()).toBe(0);
    await context.close();
  });

  it('knows this conversation’s requests alone', async () => {
    await at.scene.open('one-of-two', { orderId: '5770010' });
    await at.scene.open('two-of-two', { orderId: '5770011' });
    const { page, context } = await at.scene.visit(at.browser, 'one-of-two', 'en', PHONE);
    await more(page);
    await item(page).waitFor();
    expect(await page.getByRole('dialog').innerText()).not.toContain('5770011');
    await context.close();
  });

  it('a rejection begins at its heading, and on a phone its own button stands first', async () => {
    await at.scene.offer(await at.scene.open('rejecting'));
    const { page, context } = await at.scene.visit(at.browser, 'rejecting', 'en', PHONE);
    await page.locator('parley-offer-card').getByRole('button', { name: 'Reject' }).click();
    const dialog = page.getByRole('dialog', { name: 'Reject the offer?' });
    expect(await dialog.getByRole('heading').evaluate((title) => title.matches(':focus'))).toBe(true);
    const top = async (name: string) => (await dialog.getByRole('button', { name }).boundingBox())?.y ?? 0;
    expect(await top('Reject the offer')).toBeLessThan(await top('Cancel'));
    await context.close();
  });
});
