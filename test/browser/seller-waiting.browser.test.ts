/** Manage Returns for whoever answers many: who waits, what the address keeps, and the keys that go through the list. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dateShownAt } from '../../src/domain/wallclock.ts';
import { findings } from '../support/axe.ts';
import { chromiumPath, withoutChromium } from '../support/browser.ts';
import { eventually } from '../support/eventually.ts';
import { type Desk, parts, startDesk } from '../support/seller-desk.ts';

describe.skipIf(!chromiumPath())(`Who waits in Manage Returns${withoutChromium}`, () => {
  let desk: Desk;

  beforeAll(async () => {
    desk = await startDesk();
  });
  afterAll(async () => {
    await desk?.close();
  });

  it('is counted in the title and lists them, live, whichever tab they are in', async () => {
    const shop = await desk.shop();
    const cup = await desk.request(shop, 'Cup A');
    const plate = await desk.request(shop, 'Plate B');
    await desk.call(`requests/${plate.id}/approve`, {});
    const { page, context } = await desk.signIn(shop);
    const { row, titles } = parts(page);
    const titled = (title: string) =>
      eventually(`the title is ${title}`, async () => expect(await page.title()).toBe(title));
    await titled('(2) Manage returns');
    await page.getByRole('button', { name: 'Waiting for a reply (2) all tabs' }).click();
    await row('Plate B').waitFor();
    await page.getByText(/^Searching all tabs/u).waitFor();
    expect(new URL(page.url()).hash).toBe('#reply=waiting');
    await desk.call(`conversations/${cup.conversationId}/messages`, { text: 'It is on its way.' }, `seller:${shop}`);
    await titled('(1) Manage returns');
    await page.locator('.row', { hasText: 'Cup A' }).getByText('Your shop: It is on its way.').waitFor();
    await desk.call(`conversations/${cup.conversationId}/messages`, { text: 'Thanks!' }, `buyer:${cup.buyerId}`);
    await titled('(2) Manage returns');
    await page.getByRole('button', { name: 'Waiting for a reply (2) all tabs' }).click();
    await eventually('the tab is shown again', async () => expect(await titles()).toEqual(['Cup A']));
    await page.getByRole('button', { name: 'Filters' }).click();
    await page.locator('select[name=reason]').selectOption('damaged');
    await page.getByRole('button', { name: 'Waiting for a reply (0) all tabs' }).click();
    await page.getByText('Searching all tabs', { exact: true }).waitFor();
    await page.getByRole('tab', { name: 'To ship' }).click();
    await page.getByRole('button', { name: 'Clear search and filters' }).click();
    await row('Plate B').waitFor();
    await context.close();
  });

  it('is not read by standing open, and is once something is done with it', async () => {
    const shop = await desk.shop();
    const cup = await desk.request(shop, 'Cup A');
    const plate = await desk.request(shop, 'Plate B');
    const writes = (text: string) =>
      desk.call(`conversations/${cup.conversationId}/messages`, { text }, `buyer:${cup.buyerId}`);
    const { page, context } = await desk.signIn(shop);
    const chat = page.locator('parley-chat');
    const unread = page.locator(`.row[data-id="${cup.id}"] .unread`);
    await page.getByRole('heading', { name: 'Cup A', exact: true }).waitFor();
    await chat.locator('.bubble').first().waitFor();
    await writes('Where is it?');
    await chat.locator('.bubble', { hasText: 'Where is it?' }).waitFor();
    await writes('Hello?');
    await chat.locator('.bubble', { hasText: 'Hello?' }).waitFor();
    // What was there when the page was opened, and the two that came since.
    await unread.filter({ hasText: '3' }).waitFor();
    await chat.locator('textarea').focus();
    await unread.waitFor({ state: 'detached' });
    await writes('Thanks!');
    await chat.locator('.bubble', { hasText: 'Thanks!' }).waitFor();
    await page.locator('.row', { hasText: 'Thanks!' }).waitFor();
    await unread.waitFor({ state: 'detached' });

    // One that was chosen is read where it stands.
    const other = page.locator(`.row[data-id="${plate.id}"]`);
    await other.locator('.unread').waitFor();
    await other.locator('.open').click();
    await other.locator('.unread').waitFor({ state: 'detached' });
    await context.close();
  });

  it('is told with a sound and a notification that leads there, to who asked for it and looks elsewhere', async () => {
    const shop = await desk.shop();
    await desk.request(shop, 'Plate B');
    const cup = await desk.request(shop, 'Cup A');
    const writes = (text: string) =>
      desk.call(`conversations/${cup.conversationId}/messages`, { text }, `buyer:${cup.buyerId}`);
    const { page, context } = await desk.signIn(shop, { permissions: ['notifications'] });
    // What the browser would show and play, and a window that somebody has turned away from.
    await page.evaluate(() => {
      const told: object[] = [];
      class Told {
        static permission = 'granted';
        static requestPermission = async () => 'granted';
        onclick: (() => void) | undefined;
        constructor(title: string, { body }: { body: string }) {
          told.push({ title, body, note: this });
        }
        close(): void {}
      }
      class Played extends AudioContext {
        constructor() {
          super();
          told.push({ played: true });
        }
      }
      document.hasFocus = () => false;
      Object.assign(window, { told, Notification: Told, AudioContext: Played });
    });
    const told = () => page.evaluate(() => JSON.parse(JSON.stringify((window as unknown as { told: object[] }).told)));
    await writes('Anybody there?');
    await page.locator('.row', { hasText: 'Anybody there?' }).waitFor();
    expect(await told()).toEqual([]);

    const bell = page.getByRole('button', { name: 'Tell me of new messages' });
    await bell.click();
    await page.getByRole('button', { name: 'Tell me of new messages', pressed: true }).waitFor();
    await writes('Hello?');
    await eventually('it is told', async () =>
      expect(await told()).toEqual([
        { played: true },
        expect.objectContaining({ title: 'A buyer waits for your reply', body: 'Hello?' }),
      ]),
    );
    await page.evaluate(() => {
      const [, { note }] = (window as unknown as { told: [object, { note: { onclick(): void } }] }).told;
      note.onclick();
    });
    await page.getByRole('heading', { name: 'Cup A', exact: true }).waitFor();
    await context.close();
  });

  it('is narrowed as somebody named it, chosen again with the keyboard', async () => {
    const shop = await desk.shop();
    await desk.request(shop, 'Vase');
    await desk.request(shop, 'Broken cup', { reason: 'damaged' });
    const { page, context, complaints } = await desk.signIn(shop, { fragment: { reason: 'damaged' } });
    const { row, titles } = parts(page);
    const views = page.getByRole('button', { name: 'Saved views' });
    await row('Broken cup').waitFor();
    await views.click();
    await page.getByLabel('Name of what is shown now').fill('Damaged');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Rename Damaged' }).click();
    await page.getByLabel('Rename Damaged').fill('Broken things');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Rename Broken things' }).waitFor();
    expect(await findings(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Clear search and filters' }).click();
    await row('Vase').waitFor();
    await views.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Broken things', exact: true }).focus();
    await page.keyboard.press('Enter');
    await eventually('the list is as it was named', async () => expect(await titles()).toEqual(['Broken cup']));
    expect(new URL(page.url()).hash).toBe('#reason=damaged');
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('is narrowed as the address says, and the address follows', async () => {
    const shop = await desk.shop();
    await desk.request(shop, 'Vase');

    const { page, context } = await desk.signIn(shop, { fragment: { reason: 'missing_items', least: '100' } });
    const { row } = parts(page);
    await row('Vase').waitFor();
    await page.getByRole('button', { name: 'Filters (2)' }).click();
    expect(await page.getByLabel('Asks for at least').inputValue()).toBe('100');
    expect(await findings(page)).toEqual([]);
    await page.getByLabel('Asks for at most').fill('249.99');
    await page.getByLabel('Asks for at most').press('Tab');
    await page.getByText('No request matches.').waitFor();
    await page.getByLabel('Asks for at most').fill('250');
    await page.getByLabel('Asks for at most').press('Tab');
    await row('Vase').waitFor();
    await page.getByLabel('Opened until').fill('2020-01-01');
    await page.getByText('No request matches.').waitFor();
    await page.getByLabel('Opened until').fill(dateShownAt(Date.parse(desk.at(0)), 'Asia/Bangkok'));
    await row('Vase').waitFor();
    expect(Object.fromEntries(new URLSearchParams(new URL(page.url()).hash.slice(1)))).toMatchObject({
      reason: 'missing_items',
      least: '100',
      most: '250',
      to: expect.any(String),
    });
    await context.close();
  });

  it('goes from one to the next by a key, wherever the keyboard is, and tells the keys', async () => {
    const shop = await desk.shop();
    await desk.request(shop, 'Lamp one');
    await desk.request(shop, 'Lamp two');
    const { page, context } = await desk.signIn(shop);
    const { press, row } = parts(page);
    const heading = (name: string) => page.getByRole('heading', { name, exact: true }).waitFor();
    await heading('Lamp one');
    await page.keyboard.press('j');
    await heading('Lamp two');
    await page.keyboard.press('k');
    await heading('Lamp one');
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keys' }).waitFor();
    expect(await findings(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.keyboard.press('/');
    await page.keyboard.type('j');
    await eventually('j is written', async () => expect(await page.getByRole('searchbox').inputValue()).toBe('j'));
    await page.getByRole('searchbox').fill('');
    await row('Lamp two').waitFor();
    await row('Lamp one').click();
    await press('Approve');
    await press('Approve and send');
    await page.getByRole('button', { name: 'Next request j' }).click();
    await heading('Lamp two');
    await page.getByRole('tab', { name: 'Offer sent' }).click();
    await page.getByText('Nothing here right now.').waitFor();
    await page.locator('seller-request').waitFor({ state: 'detached' });
    await context.close();
  });
});
