/** A request opened in Manage Returns: what it shows, and each answer the shop may give. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RequestView } from '../../src/contract/request.ts';
import { chromiumPath, withoutChromium } from '../support/browser.ts';
import { eventually } from '../support/eventually.ts';
import { type Desk, parts, startDesk } from '../support/seller-desk.ts';

/** Presses Tab until the element in focus, however deep, has this name or text. */
async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  for (let presses = 0; presses < 60; presses += 1) {
    const focused = await page.evaluate(() => {
      let element = document.activeElement;
      while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
      const labels =
        element instanceof HTMLInputElement ||
        element instanceof HTMLTextAreaElement ||
        element instanceof HTMLSelectElement
          ? element.labels
          : null;
      const words = labels?.[0]?.textContent ?? element?.textContent ?? '';
      return words.replace(/\s+/gu, ' ').trim();
    });
    if (typeof name === 'string' ? focused === name : name.test(focused)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab never came to ${name}`);
}

describe.skipIf(!chromiumPath())(`Answers in Manage Returns${withoutChromium}`, () => {
  let desk: Desk;

  beforeAll(async () => {
    desk = await startDesk();
  });
  afterAll(async () => {
    await desk?.close();
  });

  it('shows the request as it is, approves it after saying what that obliges to, ships it and follows the parcel', async () => {
    const shop = await desk.shop();
    const request = await desk.request(shop, 'Sea green bowl');
    const { page, context, complaints } = await desk.signIn(shop);
    const { tab, open, press, answers, request: card } = parts(page);
    await tab('Awaiting action 1').waitFor();
    await open('Sea green bowl');
    for (const words of [
      'Needs your decision',
      '1 of 2 ordered',
      'Arranged by the platform, your shop pays',
      'Decide:',
    ]) {
      await card.getByText(words).first().waitFor();
    }
    expect(await card.locator('blockquote b').count()).toBe(0);
    // The countdown is no live region.
    expect(await page.locator('seller-due').first().isVisible()).toBe(true);
    expect(await page.locator('seller-due').locator('[aria-live], [role="status"], [role="alert"]').count()).toBe(0);
    const evidence = card.getByRole('link', { name: 'Evidence 1' });
    expect(await evidence.getAttribute('rel')).toBe('noopener noreferrer nofollow');
    expect(await evidence.locator('img').getAttribute('referrerpolicy')).toBe('no-referrer');
    await press('Approve');
    await answers.getByText('2 days, counting working days').waitFor();
    expect((await desk.read(request.id)).status).toBe('awaiting_seller');
    await press('Approve and send');
    await answers.getByRole('status').getByText('Approved. The items are now to be shipped.').waitFor();
    expect(await page.getByText('Approved. The items are now to be shipped.').count()).toBe(1);
    await page.getByText('Now in To ship').waitFor();
    await tab('To ship 1').waitFor();
    expect((await desk.read(request.id)).status).toBe('awaiting_shipment');

    // To ship is one block: the documents, and the form stands open.
    await card.locator('.ship').getByRole('button', { name: 'Print label and slip' }).waitFor();
    await card.locator('.ship').getByRole('heading', { name: 'To ship', exact: true }).waitFor();
    expect(await card.locator('.ship .primary').count()).toBe(1);
    const fromSlack = await desk.signIn(shop, { fragment: { request: request.id, at: 'ship' } });
    const carrier = parts(fromSlack.page).answers.getByLabel('Carrier');
    await eventually('the keyboard is where the carrier is typed', async () => {
      expect(await carrier.evaluate((field) => field.matches(':focus'))).toBe(true);
    });
    await fromSlack.context.close();
    await press('Mark as shipped');
    await answers.getByText('Please fill this in.').waitFor();
    await answers.getByLabel('Carrier').fill('Flash Express');
    await answers.getByLabel('Tracking number').fill('TH0123456789');
    await press('Mark as shipped');
    await answers.getByText('Done. Shipped.').waitFor();
    await card.getByText('The carrier has not scanned the parcel yet.').waitFor();
    const track = card.getByRole('link', { name: 'Track it at Flash Express' });
    expect(await track.getAttribute('href')).toBe('https://www.flashexpress.co.th/fle/tracking?se=TH0123456789');
    const inChat = page.locator('parley-chat .system').getByRole('link', { name: 'Track the parcel', exact: true });
    await inChat.first().waitFor();
    expect(await inChat.first().getAttribute('href')).toBe(await track.getAttribute('href'));
    const [early, late] = [desk.at(-7_200_000), desk.at(-3_600_000)];
    const events = [
      { at: late, kind: 'in_transit', text: 'Left the sorting centre', location: 'Bang Na' },
      { at: early, kind: 'picked_up', text: 'Taken from the sender' },
    ];
    await desk.call(`requests/${request.id}/logistics`, { events });
    await card.locator('.standing').getByText('On its way: Left the sorting centre · Bang Na').waitFor();
    expect(await card.locator('.logistics .history strong').allInnerTexts()).toEqual(['On its way', 'Picked up']);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('rejects with a reason, words, and evidence where the policy asks for it', async () => {
    const shop = await desk.shop();
    const request = await desk.request(shop, 'Oat plate');
    const { page, context } = await desk.signIn(shop);
    const { open, press, answers } = parts(page);
    await open('Oat plate');
    await press('Reject');
    await answers.getByLabel('Reason').selectOption('items_were_sent');
    await answers.getByLabel('What the buyer reads').fill('Both plates were in the box.');
    await press('Reject the request');
    await answers.getByText('This reason needs evidence: a photo, or at least one link.').waitFor();
    const links = answers.getByLabel('Links to evidence');
    expect(await links.evaluate((field) => (field.getRootNode() as ShadowRoot).activeElement === field)).toBe(true);
    await links.fill('javascript:alert(1)');
    await press('Reject the request');
    await answers.getByText('Each line has to be a link').waitFor();
    await links.fill('https://shop.example/packing.jpg');
    await press('Reject the request');
    await answers.getByText('Done. Rejected.').waitFor();
    expect((await desk.read(request.id)).rejection?.evidence).toEqual(['https://shop.example/packing.jpg']);
    await context.close();
  });

  it('offers money with a preview in the buyer’s language, says at the field what is wrong, and withdraws', async () => {
    const shop = await desk.shop();
    const request = await desk.request(shop, 'Clay teapot');
    const { page, context, complaints } = await desk.signIn(shop);
    const { open, press, answers, form, tab } = parts(page);
    await open('Clay teapot');
    await press('Offer money instead');
    await form.getByRole('radio', { name: '฿125.00 50%' }).check();
    await form.getByLabel('Note to the buyer').fill('One is out of stock.');
    const preview = form.locator('parley-offer-card');
    for (const words of [
      'ร้านค้าเสนอคืนเงิน ฿125.00',
      'Siam Ceramics',
      'One is out of stock.',
      'คุณเสนอจำนวนเงินตั้งแต่ ฿125.01 ถึง ฿249.99 แล้วร้านค้าจะตอบ',
    ]) {
      await preview.getByText(words).waitFor();
    }
    const shown = await preview.getByRole('button', { includeHidden: true }).allInnerTexts();
    expect(await form.locator('[inert] parley-offer-card').count()).toBe(1);

    await form.getByRole('radio', { name: 'Another amount' }).check();
    await form.getByLabel('Amount, in THB').fill('lots');
    await form.getByRole('button', { name: 'Send the offer' }).click();
    await form.getByText('This is not an amount.').waitFor();
    await form.getByLabel('Amount, in THB').fill('240');
    await form.getByRole('button', { name: 'Offer ฿240.00' }).click();
    await form.getByText('Enter an amount between').waitFor();
    expect(await form.getByLabel('Amount, in THB').getAttribute('aria-invalid')).toBe('true');
    expect(await preview.count()).toBe(0);
    await form.getByLabel('Amount, in THB').fill('100');
    await form.getByRole('button', { name: 'Offer ฿100.00' }).click();
    await answers.getByText('Done. Offer sent.').waitFor();
    expect((await desk.read(request.id)).offer).toMatchObject({
      amount: { amount: 10_000 },
      note: 'One is out of stock.',
    });
    // The preview promised the buttons that the buyer now has.
    await eventually('the buttons on the buyer’s card are those of the preview', async () => {
      const { messages } = await desk.call<{ messages: { card?: { actions: { label: string }[] } }[] }>(
        `conversations/${request.conversationId}/messages`,
        undefined,
        `buyer:${request.buyerId}`,
      );
      const cards = messages.flatMap(({ card }) => card ?? []);
      expect(cards.map(({ actions }) => actions.map(({ label }) => label))).toEqual([shown]);
    });
    await tab('Offer sent 1').waitFor();

    await press('Withdraw the offer');
    await press('Withdraw');
    await answers.getByText('Done. Needs your decision.').waitFor();
    expect(complaints.filter((text) => !text.includes('422'))).toEqual([]);
    await context.close();
  });

  it('answers a counter-offer, and says on the card what happened first', async () => {
    const shop = await desk.shop();
    const { id, buyerId } = await desk.request(shop, 'Rice bowl');
    const { page, context } = await desk.signIn(shop);
    const { open, press, answers, bar, request: card } = parts(page);
    const offered = await desk.call<RequestView>(`requests/${id}/offers`, { kind: 'partial_refund', percent: 30 });
    const counter = { amount: { amount: 20_000, currency: 'THB' }, note: 'A bit more, please' };
    const countered = await desk.call<RequestView>(
      `requests/${id}/offers/${offered.offer?.id}/counter`,
      counter,
      `buyer:${buyerId}`,
    );
    await open('Rice bowl');
    await page.getByText('The buyer asks for ฿200.00 instead.').waitFor();
    await press('Name another amount');
    await answers.getByLabel('Amount, in THB').fill('300');
    await press('Send the amount');
    await answers.getByText('Enter an amount between').waitFor();
    await answers.getByLabel('Amount, in THB').press('Escape');
    await press('Accept ฿200.00');
    // A colleague is quicker, while this page cannot hear of it.
    await context.setOffline(true);
    await bar.getByText('Connection lost').waitFor();
    await desk.call(`requests/${id}/offers/${countered.offer?.id}/reject`, {});
    await press('Yes, accept');
    await answers.getByText('The server did not answer.').waitFor();
    await context.setOffline(false);
    await page.getByText('Live', { exact: true }).waitFor();
    await card.getByText('Needs your decision').waitFor();
    await answers.getByRole('button', { name: 'Yes, accept' }).waitFor({ state: 'detached' });
    await context.close();
  });

  it('is chatted about beside the request, with the same sign-in', async () => {
    const shop = await desk.shop();
    const { conversationId, buyerId } = await desk.request(shop, 'Talked-about bowl');
    const { page, context } = await desk.signIn(shop, { fragment: { locale: 'en' } });
    const { open, chat } = parts(page);
    await open('Talked-about bowl');
    await chat.locator('.system').first().waitFor();
    await desk.call(`conversations/${conversationId}/messages`, { text: 'มีสีอื่นไหมคะ' }, `buyer:${buyerId}`);
    await chat.locator('.bubble', { hasText: 'มีสีอื่นไหมคะ' }).waitFor();
    await chat.getByRole('textbox').fill('We have it in blue.');
    await chat.getByRole('textbox').press('Enter');
    await chat.locator('.own').getByText('We have it in blue.').waitFor();
    await eventually('the shop’s words are in the conversation, once', async () => {
      const { messages } = await desk.call<{ messages: { text: string; author: { role: string } }[] }>(
        `conversations/${conversationId}/messages`,
      );
      const own = messages.filter(({ author }) => author.role === 'seller').map(({ text }) => text);
      expect(own).toEqual(['We have it in blue.']);
    });
    await context.close();
  });

  it('is offered money for and rejected with the keyboard alone', async () => {
    const shop = await desk.shop();
    const offered = await desk.request(shop, 'Keyed cup');
    const { page, context } = await desk.signIn(shop);
    const { row, answers } = parts(page);
    const keys = page.keyboard;
    await row('Keyed cup').focus();
    await keys.press('Enter');
    await page.getByRole('heading', { name: 'Keyed cup' }).waitFor();
    await tabTo(page, 'Offer money instead');
    await keys.press('Enter');
    // The panel has the focus; its first stop is the picks, where arrows choose.
    await keys.press('Tab');
    await keys.press('Space');
    await keys.press('ArrowRight');
    await tabTo(page, 'Note to the buyer (optional)');
    await keys.type('Half of it back?');
    await tabTo(page, 'Offer ฿125.00');
    await keys.press('Enter');
    await answers.getByText('Done. Offer sent.').waitFor();
    expect((await desk.read(offered.id)).offer).toMatchObject({ percent: 50, note: 'Half of it back?' });

    await tabTo(page, 'Withdraw the offer');
    await keys.press('Enter');
    await tabTo(page, 'Withdraw');
    await keys.press('Enter');
    await answers.getByText('Done. Needs your decision.').waitFor();
    await tabTo(page, 'Reject');
    await keys.press('Enter');
    await keys.press('Escape');
    await answers.locator('#panel').waitFor({ state: 'detached' });
    await keys.press('Enter');
    await tabTo(page, 'Reason');
    // One letter: a pause between two would begin the search of the list anew.
    await keys.press('O');
    await tabTo(page, 'What the buyer reads');
    await keys.type('Agreed on the phone.');
    await tabTo(page, 'Reject the request');
    await keys.press('Enter');
    await answers.getByText('Done. Rejected.').waitFor();
    expect((await desk.read(offered.id)).rejection).toMatchObject({ reason: 'other', text: 'Agreed on the phone.' });
    await context.close();
  });
});
