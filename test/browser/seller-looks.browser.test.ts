/** Manage Returns for everyone: every state in light and dark, on phones and desks, magnified, and in other scripts. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RequestView } from '../../src/contract/request.ts';
import { findings } from '../support/axe.ts';
import { chromiumPath, withoutChromium } from '../support/browser.ts';
import { type Desk, HOUR, MINUTE, PHONE, parts, startDesk, tooWide } from '../support/seller-desk.ts';

const LONG = 'Shallow bowl with a very long name of an item that has to break somewhere';

describe.skipIf(!chromiumPath())(`Manage Returns for everyone${withoutChromium}`, () => {
  let desk: Desk;
  let shop: string;
  let ids: Record<'bowl' | 'counter' | 'sent' | 'ship' | 'shipped' | 'rejected', string>;

  beforeAll(async () => {
    desk = await startDesk();
    shop = await desk.shop();
    const of = async (title: string, ...steps: [path: string, body: object][]): Promise<string> => {
      const { id } = await desk.request(shop, title, { respondBy: desk.at(30 * HOUR) });
      for (const [path, body] of steps) await desk.call(`requests/${id}/${path}`, body);
      return id;
    };
    const offer: [string, object] = ['offers', { kind: 'partial_refund', percent: 30, note: 'One is out of stock.' }];
    const bowl = await desk.request(shop, LONG, { respondBy: desk.at(30 * MINUTE) });
    const reply: [string, object] = ['ship', { carrier: 'Flash Express', trackingNumber: 'TH0123456789' }];
    const scan = { at: desk.at(0), kind: 'exception', text: 'ไม่พบที่อยู่', location: 'Bang Na' };
    ids = {
      bowl: bowl.id,
      counter: await of('Rice bowl', offer),
      sent: await of('Teapot', offer),
      ship: await of('Spoon', ['approve', {}]),
      shipped: await of('Noodle bowl', ['approve', {}], reply, ['logistics', { events: [scan] }]),
      rejected: await of('Dish', ['reject', { reason: 'other', text: 'See https://shop.example/packing.jpg' }]),
    };
    const { buyerId, offer: first } = await desk.call<RequestView>(`requests/${ids.counter}`);
    const amount = { amount: 20_000, currency: 'THB' };
    await desk.call(`requests/${ids.counter}/offers/${first?.id}/counter`, { amount }, `buyer:${buyerId}`);
  });
  afterAll(async () => {
    await desk?.close();
  });

  /** Goes through every state of the page, by ids that no language changes, and checks each. */
  async function everyState(page: Page, check: (state: string) => Promise<void>): Promise<void> {
    const { answers, form } = parts(page);
    const visit = async (tab: string, id: string): Promise<void> => {
      if (await page.locator('.shut').isVisible()) await page.locator('.shut').click();
      await page.locator(`#tab-${tab}`).click();
      await page.locator(`[data-id="${id}"] .open`).click();
      await page.locator('seller-request h2').waitFor();
    };
    const ask = (action: string): Promise<void> => answers.locator(`[data-action="${action}"]`).click();
    const submit = (): Promise<void> => answers.locator('form button[type="submit"]').click();

    await page.locator(`[data-id="${ids.bowl}"]`).waitFor();
    await check('list');
    await visit('awaiting_action', ids.bowl);
    await page.locator('parley-chat .system').first().waitFor();
    await check('opened');
    await ask('approve');
    await check('approve');
    await ask('reject');
    await submit();
    await answers.locator('.wrong').waitFor();
    await check('reject, refused');
    await ask('offer');
    await form.locator('.pick').first().click();
    await form.locator('parley-offer-card').waitFor();
    await check('offer, preview');
    await form.locator('.pick').last().click();
    await form.locator('#amount').fill('0');
    await form.locator('button[type="submit"]').click();
    await form.locator('.wrong').waitFor();
    await check('offer, refused');
    await visit('awaiting_action', ids.counter);
    await page.locator('parley-chat parley-offer-card').first().waitFor();
    await ask('counter_offer');
    await check('counter-offer');
    await visit('offer_sent', ids.sent);
    await ask('withdraw');
    await check('withdraw');
    await visit('to_ship', ids.ship);
    await ask('ship');
    await submit();
    await check('ship, refused');
    await visit('in_progress', ids.shipped);
    await page.locator('seller-request .history').first().waitFor();
    await check('logistics');
    await visit('closed', ids.rejected);
    await check('closed');
    await page.locator('.shut').click();
    await page.locator('#tab-awaiting_action').click();
    await page.locator('.pickbox input').first().check();
    await check('selected');
    await page.locator('.selection .primary').click();
    await page.locator('seller-bulk dialog').waitFor();
    await check('approve several');
    await page.keyboard.press('Escape');
    await page.getByRole('searchbox').fill('nothing-like-this');
    await page.locator('.empty').waitFor();
    await check('nothing found');
  }

  it.each([
    ['light', 390],
    ['light', 1280],
    ['dark', 390],
    ['dark', 1280],
  ] as const)(
    'axe finds nothing in any state, in %s at %i pixels',
    { timeout: 180_000 },
    async (colorScheme, width) => {
      const size = width === 390 ? PHONE : { viewport: { width, height: 800 } };
      const { page, context } = await desk.signIn(shop, { ...size, colorScheme });
      const found: string[] = [];
      await everyState(page, async (state) => {
        for (const finding of await findings(page)) found.push(`${state}: ${finding}`);
      });
      expect(found).toEqual([]);
      await context.close();
    },
  );

  it.each([
    ['Thai on a phone', 'th', 390],
    ['Thai at a desk', 'th', 1280],
    ['English on a phone at 200 percent', 'en', 320],
    ['Thai at a desk at 200 percent', 'th', 640],
    ['words half as long again, on a phone', 'en-XA', 390],
    ['words half as long again, at a desk', 'en-XA', 1280],
    ['words from right to left, on a phone', 'ar-XB', 390],
    ['words from right to left, at a desk', 'ar-XB', 1280],
  ])('nothing is wider than its place in any state: %s', { timeout: 120_000 }, async (_, locale, width) => {
    const { page, context } = await desk.signIn(shop, {
      viewport: { width, height: 720 },
      fragment: { locale },
    });
    const wide: string[] = [];
    await everyState(page, async (state) => {
      for (const place of await tooWide(page)) wide.push(`${state}: ${place}`);
    });
    expect(wide).toEqual([]);
    await context.close();
  });

  it.each(['en', 'th'])('every choice fits the field it is shown in, in %s', async (locale) => {
    for (const width of [390, 1280]) {
      const { page, context } = await desk.signIn(shop, { viewport: { width, height: 800 }, fragment: { locale } });
      const cut = await page.locator('select').evaluateAll((selects) =>
        selects.flatMap((select) => {
          const { font, paddingInlineStart } = getComputedStyle(select);
          const pen = document.createElement('canvas').getContext('2d');
          const field = select as HTMLSelectElement;
          if (!pen) return ['nothing to measure with'];
          pen.font = font;
          // The arrow takes about 20 pixels.
          const room = field.clientWidth - Number.parseFloat(paddingInlineStart) - 20;
          const words = field.selectedOptions[0]?.text ?? '';
          return pen.measureText(words).width > room ? [`${field.name}: ${words}`] : [];
        }),
      );
      expect(cut).toEqual([]);
      await context.close();
    }
  });

  it('is laid out from right to left where the words are', async () => {
    const { page, context } = await desk.signIn(shop, { fragment: { locale: 'ar-XB' } });
    expect(await page.evaluate(() => document.documentElement.dir)).toBe('rtl');
    const boxOf = async (selector: string) => (await page.locator(selector).first().boundingBox()) ?? { x: Number.NaN };
    expect((await boxOf('.side')).x).toBeGreaterThan((await boxOf('.nothing')).x);
    await context.close();
  });

  it('the countdown is no live region, and what was done is told once', async () => {
    const own = await desk.shop();
    await desk.request(own, 'Told bowl');
    const { page, context } = await desk.signIn(own);
    const { open, press, answers } = parts(page);
    await open('Told bowl');
    expect(await page.locator('seller-due').locator('[aria-live], [role="status"], [role="alert"]').count()).toBe(0);
    await press('Approve');
    await press('Approve and send');
    await answers.getByRole('status').getByText('Done. To ship.').waitFor();
    expect(await page.getByText('Done. To ship.').count()).toBe(1);
    await context.close();
  });
});
