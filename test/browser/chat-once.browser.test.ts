/** What a buyer reads in their chat stands there once, where it belongs, and as wide as there is room. */
import { expect, it } from 'vitest';
import { describeChats } from '../support/chat-scene.ts';

const [PHONE, DESK] = [{ viewport: { width: 390, height: 844 } }, { viewport: { width: 1280, height: 800 } }];
const BOWL = {
  sku: 'BOWL-2',
  title: 'Rice bowl',
  quantity: 2,
  missingQuantity: 1,
  unitPrice: { amount: 25_000, currency: 'THB' },
};

describeChats('What a buyer reads', (at) => {
  it('names at the top the order and what was asked for, before there is an offer', async () => {
    const title = 'Salad bowl of olive wood with a very long name that has to end somewhere in sight';
    await at.scene.open('named', { orderId: '5770021', items: [BOWL, { ...BOWL, sku: 'SALAD', title }] });
    const { page, context } = await at.scene.visit(at.browser, 'named', 'en', PHONE);
    const about = page.locator('.about small');
    await about.getByText('Order 5770021 · 1 × Rice bowl · 1 × Salad bowl').waitFor();
    const [height, line] = await about.evaluate((small) => [
      small.clientHeight,
      Number.parseFloat(getComputedStyle(small).lineHeight),
    ]);
    expect(height).toBeLessThanOrEqual(2 * (line ?? 0) + 1);
    await context.close();
  });

  it('tells of a parcel in one line where there is room for it', async () => {
    const request = await at.scene.open('sent');
    await at.scene.act(request, 'seller', { type: 'ApproveRequest' });
    const parcel = { carrier: 'Flash Express', trackingNumber: 'TH0123456789' };
    await at.scene.act(request, 'seller', { type: 'ShipRequest', ...parcel });
    const { page, context } = await at.scene.visit(at.browser, 'sent', 'en', DESK);
    const told = page.locator('.system p').filter({ hasText: parcel.trackingNumber });
    const box = await told.boundingBox();
    expect(box?.width).toBeGreaterThan(480);
    expect(box?.height).toBeLessThan(32);
    await context.close();
  });

  it('says under the amount, and there alone, which one may be named and what is wrong with another', async () => {
    await at.scene.offer(await at.scene.open('countered'));
    const { page, context } = await at.scene.visit(at.browser, 'countered', 'en', PHONE);
    await page.getByRole('button', { name: 'Other amount' }).click();
    const dialog = page.getByRole('dialog');
    const [amount, told] = [dialog.getByLabel('Amount (THB)'), dialog.locator('#means')];
    expect(await amount.inputValue()).toBe('');
    expect((await dialog.innerText()).match(/฿249\.99/gu)).toHaveLength(1);
    const border = (): Promise<string> => amount.evaluate((input) => getComputedStyle(input).borderTopColor);
    const before = await border();
    await amount.fill('much');
    await dialog.getByRole('button', { name: 'Send amount' }).click();
    await dialog.getByText('Enter an amount between ฿125.01 and ฿249.99.').waitFor();
    expect((await dialog.innerText()).match(/฿249\.99/gu)).toHaveLength(1);
    expect(await amount.getAttribute('aria-describedby')).toBe(await told.getAttribute('id'));
    expect(await border()).not.toBe(before);
    const [field, words] = [await amount.boundingBox(), await told.boundingBox()];
    expect((words?.y ?? 0) - (field?.y ?? 0) - (field?.height ?? 0)).toBeLessThan(12);
    await context.close();
  });

  it('that an answer came too late stands once, with what happens now', async () => {
    await at.scene.offer(await at.scene.open('late'));
    const { page, context } = await at.scene.visit(at.browser, 'late', 'en', PHONE);
    await page.getByRole('button', { name: 'Accept' }).click();
    at.scene.clock.advance(25 * 3_600_000);
    await page.getByRole('dialog').getByRole('button', { name: 'Yes, accept' }).click();
    await page.getByText('You did not answer in time').waitFor();
    await page
      .locator('parley-offer-card')
      .getByText(/^The shop decides by/u)
      .waitFor();
    const read = await page.locator('.content').evaluate((content) => {
      const cards = [...content.querySelectorAll('parley-offer-card')].map((card) => card.shadowRoot?.textContent);
      return [content.textContent, ...cards].join(' ');
    });
    expect(read.match(/in time|is over|without an answer|The shop decides by/gu)).toEqual([
      'in time',
      'The shop decides by',
    ]);
    await context.close();
  });

  it('an offer they rejected is one that they rejected, for their own reason', async () => {
    const request = await at.scene.offer(await at.scene.open('refused'));
    const offerId = request.offers.at(-1)?.id ?? '';
    await at.scene.act(request, 'buyer', { type: 'RejectOffer', offerId, text: 'I need the bowl' });
    const { page, context } = await at.scene.visit(at.browser, 'refused', 'en', PHONE);
    await page.getByText(/^You rejected the offer\. The shop decides by/u).waitFor();
    await page.getByText(/^Your reason: “I need the bowl”\. The shop decides by/u).waitFor();
    await context.close();
  });
});
