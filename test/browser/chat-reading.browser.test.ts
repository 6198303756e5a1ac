import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Money } from '../../src/contract/primitives.ts';
import type { Opened } from '../support/browser.ts';
import { HOUR } from '../support/builders.ts';
import { describeChats, PICTURES } from '../support/chat-scene.ts';
import { eventually } from '../support/eventually.ts';
import { phone, tokenFor } from '../support/sockets.ts';

const PHONE = { viewport: { width: 390, height: 844 } };
const MINUTE = 60_000;

/** How far down the conversation the end still is, in pixels. */
const belowView = (page: Page): Promise<number> =>
  page.getByRole('log').evaluate((log) => log.scrollHeight - log.scrollTop - log.clientHeight);
const isAtTheEnd = (page: Page): Promise<void> =>
  eventually('the end is in view', async () => expect(await belowView(page)).toBeLessThan(2));
/** Scrolls, and lets the chat know before anything else happens. */
const scrollUp = (page: Page): Promise<void> =>
  page.getByRole('log').evaluate(async (log) => {
    const told = new Promise((resolve) => log.addEventListener('scroll', resolve, { once: true }));
    log.scrollTop = 0;
    await told;
    await new Promise(requestAnimationFrame);
  });
const numbered = (count: number, what: string): string[] =>
  Array.from({ length: count }, (_, index) => `${what} ${index + 1}`);

describeChats('Reading a chat', (at) => {
  const marks = (id: string) => at.scene.service.store.chat.reads(id);
  const readMark = async (id: string): Promise<number> =>
    (await marks(id)).find(({ role }) => role === 'buyer')?.seq ?? 0;
  const isRead = (id: string, seq: number): Promise<void> =>
    eventually(`the buyer has read up to ${seq}`, async () => expect(await readMark(id)).toBe(seq));

  describe('pictures', () => {
    let opened: Opened;
    const evidence = [
      `${PICTURES}/box.jpg`,
      `${PICTURES}/scan?id=7`,
      `${PICTURES}/unpacking.mp4`,
      `${PICTURES}/missing.jpg`,
    ];
    const linked = `${PICTURES}/a.png http://pictures.example/b.png https://pictures.example/order and ${PICTURES}/missing.gif`;

    beforeAll(async () => {
      const money: Money = { amount: 25000, currency: 'THB' };
      const item = { sku: 'A', title: 'Bowl', quantity: 1, missingQuantity: 1, unitPrice: money };
      const items = ['bowl.jpg', 'missing.jpg'].map((name) => ({ ...item, imageUrl: `${PICTURES}/${name}` }));
      const request = await at.scene.open('pictures', { evidence, items });
      await at.scene.write('pictures', [linked]);
      await at.scene.offer(request);
      opened = await at.scene.visit(at.browser, 'pictures', 'en', PHONE);
    });
    afterAll(() => opened?.context.close());

    /** Waits until so many of them are seen, and the others are not: those that cannot be had go when that is known. */
    const areSeen = (what: string, pictures: Locator, seen: boolean[]): Promise<void> =>
      eventually(what, async () =>
        expect(await pictures.evaluateAll((all) => all.map((each) => each.checkVisibility()))).toEqual(seen),
      );

    it('of the evidence stand where the request opened, each a link, asked for without saying who asks', async () => {
      const words = opened.page.locator('.message').first();
      await words.locator('.picture').first().waitFor();
      // They say nothing but what the pictures show.
      expect(await words.locator('.bubble').count()).toBe(0);
      const pictures = words.locator('.picture img');
      await areSeen('the evidence that can be had is seen', pictures, [true, true, false]);
      expect(await pictures.evaluateAll((all) => all.map((each) => (each as HTMLImageElement).alt))).toEqual([
        'Picture 1',
        'Picture 2',
        'Picture 4',
      ]);
      for (const picture of await pictures.all()) {
        expect(await picture.getAttribute('referrerpolicy')).toBe('no-referrer');
        expect(await picture.getAttribute('loading')).toBe('lazy');
      }
      // What is no picture, and what could not be had, is named by its address instead.
      const links = words.getByRole('link');
      expect(await links.evaluateAll((all) => all.map((link) => (link as HTMLAnchorElement).innerText.trim()))).toEqual(
        ['', '', 'pictures.example/unpacking.mp4', 'pictures.example/missing.jpg'],
      );
      expect(await links.evaluateAll((all) => all.map((link) => (link as HTMLAnchorElement).href))).toEqual(evidence);
      expect(await links.first().getAttribute('rel')).toBe('noopener noreferrer nofollow');
    });

    it('that people link to stand below their words; other links, and pictures in the open, do not', async () => {
      const message = opened.page.locator('.message').filter({ hasText: '/order' });
      expect(await message.locator('.bubble').textContent()).toBe(linked);
      const shown = message.locator('.picture');
      await areSeen('the picture that can be had is seen', shown, [true, false]);
      expect(await shown.first().getAttribute('href')).toBe(`${PICTURES}/a.png`);
    });

    it('of the items are in the card, and a drawing where one cannot be had', async () => {
      const pictures = opened.page.locator('parley-offer-card .picture img');
      await areSeen('the item’s picture that can be had is seen', pictures, [true, false]);
      expect(await opened.page.locator('parley-offer-card .picture svg').count()).toBe(2);
    });
  });

  describe('what is new', () => {
    it('begins below a line, from which it is read; the button to the end counts it, and the end marks it as read', async () => {
      await at.scene.open('returning');
      await at.scene.write('returning', numbered(10, 'Read before'));
      const before = await at.scene.visit(at.browser, 'returning', 'en', PHONE);
      await isRead('returning', 11);
      await before.context.close();

      await at.scene.write('returning', ['From my other phone'], 'buyer');
      await at.scene.write('returning', numbered(20, 'New'));
      const { page, context } = await at.scene.visit(at.browser, 'returning', 'en', PHONE);
      const line = page.locator('.unread');
      await line.waitFor();
      expect(await line.textContent()).toBe('New messages');
      // Between what was read, or written, and what was not.
      expect(await line.evaluate((drawn) => drawn.nextElementSibling?.querySelector('.bubble')?.textContent)).toBe(
        'New 1',
      );
      const jump = page.getByRole('button', { name: 'New messages 20' });
      await jump.waitFor();
      await eventually('the line stands at the top', async () => {
        const log = await page.getByRole('log').boundingBox();
        expect((await line.boundingBox())?.y).toBeCloseTo((log?.y ?? 0) + 8, -1);
      });
      expect(await readMark('returning')).toBe(11);

      await jump.click();
      await jump.waitFor({ state: 'detached' });
      await isRead('returning', 32);
      await page.getByRole('textbox').fill('I have read it all');
      await page.getByRole('textbox').press('Enter');
      await line.waitFor({ state: 'detached' });
      await context.close();
    });

    it('is not marked for who opens the chat for the first time; at the end it comes into view, further up it moves nothing, and is counted', async () => {
      await at.scene.open('first');
      await at.scene.write('first', numbered(30, 'Earlier'));
      const { page, context } = await at.scene.visit(at.browser, 'first', 'en', PHONE);
      await page.getByText('Earlier 30').waitFor();
      expect(await page.locator('.unread').count()).toBe(0);
      await isRead('first', 31);

      await at.scene.write('first', ['Just now']);
      await page.locator('.bubble').getByText('Just now').waitFor();
      await isAtTheEnd(page);
      expect(await page.locator('.jump').count()).toBe(0);
      await isRead('first', 32);

      await scrollUp(page);
      await at.scene.write('first', ['One']);
      await page.getByRole('button', { name: 'New messages 1' }).waitFor();
      await at.scene.write('first', ['Two', 'Three']);
      const jump = page.getByRole('button', { name: 'New messages 3' });
      await jump.waitFor();
      expect(await page.getByRole('log').evaluate((log) => log.scrollTop)).toBe(0);
      await jump.click();
      await isAtTheEnd(page);
      expect(await page.locator('.unread').evaluate((line) => line.nextElementSibling?.textContent)).toContain('One');
      await isRead('first', 35);
      await context.close();
    });
  });
  describe('the other side', () => {
    it('is seen typing, and has seen what it read', async () => {
      await at.scene.open('typing');
      const { page, context } = await at.scene.visit(at.browser, 'typing', 'en', PHONE);
      await page.getByRole('textbox').fill('Where is my bowl?');
      await page.getByRole('textbox').press('Enter');
      await page.locator('.stamp').filter({ hasText: '· Sent' }).waitFor();

      const { socket } = await phone(at.scene.service.url, await tokenFor({ role: 'seller', id: 'shop-1' }));
      const conversationId = 'typing';
      await socket.emitWithAck('join', { conversationId });
      // It is shown for a while only, as somebody types on.
      await eventually('the shop is seen typing', async () => {
        socket.emit('typing', { conversationId });
        expect(await page.getByText('Shop is typing…').count()).toBe(1);
      });
      socket.emit('read', { conversationId, seq: 2 });
      await page.locator('.stamp').filter({ hasText: '· Seen' }).waitFor();
      await socket.emitWithAck('message', { conversationId, text: 'On its way', clientId: 'c-1' });
      await page.locator('.bubble').getByText('On its way').waitFor();
      expect(await page.getByText('Shop is typing…').count()).toBe(0);
      socket.disconnect();
      await context.close();
    });

    it('wrote on days that are told apart, today and yesterday by name', async () => {
      await at.scene.open('days');
      at.scene.clock.advance(24 * HOUR);
      await at.scene.write('days', ['The next day']);
      at.scene.clock.advance(24 * HOUR);
      await at.scene.write('days', ['The day after']);
      const { page, context } = await at.scene.visit(at.browser, 'days', 'en', PHONE);
      await page.locator('.bubble').getByText('The day after').waitFor();
      expect(await page.locator('.day').allTextContents()).toEqual([
        expect.stringMatching(/2026/u),
        'Yesterday',
        'Today',
      ]);
      await context.close();
    });
  });

  describe('the time left', () => {
    it('is counted by the server’s clock, whatever the phone’s says, and its end is told in the buyer’s zone', async () => {
      // This phone’s clock is off by as much as the scene’s differs from the wall’s.
      expect(Math.abs(Date.now() - at.scene.clock.now())).toBeGreaterThan(HOUR);
      await at.scene.offer(await at.scene.open('clock'));
      at.scene.clock.advance(23 * HOUR + 30 * MINUTE);
      const { page, context } = await at.scene.visit(at.browser, 'clock', 'en', {
        ...PHONE,
        timezoneId: 'Europe/London',
      });
      await page.getByText(/^\s*(?:30|29) min left to answer/u).waitFor();
      const end = page.locator('parley-offer-card time');
      const ends = new Date((await end.getAttribute('datetime')) ?? '');
      const inBangkok = new Intl.DateTimeFormat('en', { hour: '2-digit', minute: '2-digit', timeZone: 'Asia/Bangkok' });
      expect(await end.textContent()).toContain(inBangkok.format(ends));
      expect(await end.textContent()).toContain('· Bangkok (GMT+7)');
      at.scene.clock.advance(25 * MINUTE);
      // Joining again brings the server’s time again.
      await context.setOffline(true);
      await page.locator('.bar:not([hidden])').waitFor();
      await context.setOffline(false);
      await page.getByText(/^\s*[45] min left to answer/u).waitFor();
      expect(await page.locator('.time.soon').count()).toBe(1);
      await context.close();
    });
  });

  describe('answering', () => {
    it('needs no mouse: the question takes the focus, gives it back, and the card keeps it', async () => {
      const state = await at.scene.offer(await at.scene.open('keys'));
      const { page, context } = await at.scene.visit(at.browser, 'keys', 'en', PHONE);
      const reject = page.getByRole('button', { name: 'Reject' });
      await reject.waitFor();
      for (let presses = 0; presses < 12; presses += 1) {
        if (await reject.evaluate((button) => button.matches(':focus'))) break;
        await page.keyboard.press('Tab');
      }
      await page.keyboard.press('Enter');
      const dialog = page.getByRole('dialog', { name: 'Reject the offer?' });
      await dialog.waitFor();
      await page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'hidden' });
      expect(await reject.evaluate((button) => button.matches(':focus'))).toBe(true);

      await page.keyboard.press('Enter');
      await dialog.waitFor();
      // The question is read first, and no keyboard of glass covers it.
      await page.keyboard.press('Tab');
      await page.keyboard.type('I need the bowl');
      await page.keyboard.press('Tab');
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await page.locator('.outcome').filter({ hasText: 'I need the bowl' }).waitFor();
      expect(await page.locator('article').evaluate((card) => card.matches(':focus'))).toBe(true);
      expect((await at.scene.service.store.requests.load(state.id))?.state.offers[0]?.status).toBe('rejected');
      await context.close();
    });

    it('an offer that closes under the question takes the question away and says what happened; nothing moves for who asked for less motion', async () => {
      const state = await at.scene.offer(await at.scene.open('closing'));
      const { page, context } = await at.scene.visit(at.browser, 'closing', 'en', PHONE);
      await page.getByRole('button', { name: 'Accept' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.waitFor();
      const motion = async (reducedMotion: 'reduce' | 'no-preference'): Promise<number> => {
        await page.emulateMedia({ reducedMotion });
        return dialog.evaluate((one) => parseFloat(getComputedStyle(one).animationDuration));
      };
      const moving = await motion('no-preference');
      expect(moving).toBeGreaterThan(0.1);
      expect(moving).toBeLessThanOrEqual(1);
      expect(await motion('reduce')).toBeLessThanOrEqual(0.01);

      await at.scene.act(state, 'seller', { type: 'WithdrawOffer', offerId: state.offers[0]?.id ?? '' });
      await dialog.waitFor({ state: 'hidden' });
      await page.locator('parley-offer-card h3').filter({ hasText: 'The shop withdrew this offer' }).waitFor();
      await eventually('the card keeps the focus', async () =>
        expect(await page.locator('article').evaluate((card) => card.matches(':focus'))).toBe(true),
      );
      await context.close();
    });
  });
});
