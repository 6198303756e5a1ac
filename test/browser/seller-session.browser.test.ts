/** Signing in to Manage Returns, and staying there: tokens, their renewal, the server's clock, the network. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findings } from '../support/axe.ts';
import { chromiumPath, openPage, picturesIn, withoutChromium } from '../support/browser.ts';
import { eventually } from '../support/eventually.ts';
import { type Desk, HOUR, MINUTE, parts, startDesk } from '../support/seller-desk.ts';

const stored = (page: Page): Promise<string> =>
  page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie]));

describe.skipIf(!chromiumPath())(`Signing in to Manage Returns${withoutChromium}`, () => {
  let desk: Desk;

  beforeAll(async () => {
    desk = await startDesk();
  });
  afterAll(async () => {
    await desk?.close();
  });

  it('takes the token and the request that the link names out of the address, keeps them from other pages, and opens it', async () => {
    const shop = await desk.shop();
    const { id } = await desk.request(shop, 'Named plate');
    await desk.call(`requests/${id}/approve`, {});
    const { page, context, complaints } = await desk.signIn(shop, { fragment: { request: id } });
    expect(page.url()).toBe(`${desk.service.url}/seller`);
    expect(await page.evaluate(() => history.length)).toBe(2);
    expect(await stored(page)).toBe('[{},{},""]');
    await page.getByText('Nothing here right now.').waitFor();
    await page.getByRole('heading', { name: 'Named plate' }).waitFor();
    expect(page.url()).toBe(`${desk.service.url}/seller`);
    expect(await stored(page)).toBe('[{},{},""]');
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('explains itself without a token and to anyone but a shop', async () => {
    const { page, context } = await openPage(desk.browser, `${desk.service.url}/seller`);
    await page.getByText('opens from your shop’s platform').waitFor();
    const buyers = await desk.token('buyer-1', { role: 'buyer', locale: 'th' });
    await page.goto(`${desk.service.url}/seller#token=${buyers}`);
    await page.getByText('สำหรับร้านค้า').waitFor();
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('th');
    await context.close();
  });

  it('says what to do when the session has ended, and another link in the same tab goes on where everything was, but for one of another shop', async () => {
    const [shop, other] = [await desk.shop(), await desk.shop()];
    const request = await desk.request(shop, 'Oat plate');
    await desk.request(shop, 'Ours');
    await desk.request(other, 'Theirs');
    const { page, context } = await desk.signIn(shop);
    const { open, press, answers, bar, row } = parts(page);
    await row('Ours').waitFor();
    await open('Oat plate');
    await press('Reject');
    await answers.getByLabel('Reason').selectOption('other');
    await answers.getByLabel('What the buyer reads').fill('Agreed on the phone.');
    desk.age(61 * MINUTE);
    await press('Reject the request');
    await bar.getByText('Open this page again from your shop’s platform').waitFor();
    await answers.getByText('Your session has ended').waitFor();
    expect(await bar.getByRole('button').count()).toBe(0);
    expect(await findings(page)).toEqual([]);
    expect((await desk.read(request.id)).status).toBe('awaiting_seller');

    const follow = async (token: string): Promise<void> =>
      page.evaluate((given) => {
        location.hash = `token=${given}`;
      }, token);
    await follow(await desk.token(shop));
    await page.getByText('Live', { exact: true }).waitFor();
    expect(page.url()).toBe(`${desk.service.url}/seller`);
    expect(await answers.getByLabel('What the buyer reads').inputValue()).toBe('Agreed on the phone.');
    await press('Reject the request');
    await answers.getByText('Done. Rejected.').waitFor();

    await follow(await desk.token(other));
    await row('Theirs').waitFor();
    expect(await row('Ours').count()).toBe(0);
    await context.close();
  });

  it('a board left open for eight hours is renewed by the page around it and keeps running', async () => {
    const shop = await desk.shop();
    const request = await desk.request(shop, 'Evening vase', { respondBy: desk.at(30 * HOUR) });
    const context = await desk.browser.newContext({ viewport: { width: 1280, height: 800 } });
    const page = await context.newPage();
    await picturesIn(page.context());
    const used = { seller: new Set<string>(), chat: new Set<string>() };
    page.on('websocket', (socket) =>
      socket.on('framesent', ({ payload }) => {
        const token = /"token":"([^"]+)"/u.exec(String(payload))?.[1];
        if (token) used[String(payload).includes('/chat,') ? 'chat' : 'seller'].add(token);
      }),
    );
    await page.clock.install();
    await page.goto(await desk.platform.address(shop));
    const frame = page.frameLocator('iframe');
    const { open, press, answers, bar, chat } = parts(frame);
    await open('Evening vase');
    await chat.locator('.system').first().waitFor();
    for (let renewals = 1; renewals <= 9; renewals += 1) {
      desk.age(59 * MINUTE);
      await page.clock.fastForward(59 * MINUTE);
      // One answer serves the board and the chat beside it; both have to use it before the next hour begins. Hurrying
      // the page along meanwhile would have it lose patience with a slow answer.
      await eventually(`board and chat use token ${renewals + 1}`, () =>
        expect([desk.platform.given, used.seller.size, used.chat.size]).toEqual([renewals, renewals + 1, renewals + 1]),
      );
    }
    await frame.getByText('Live', { exact: true }).waitFor();
    expect(await bar.isVisible()).toBe(false);
    await desk.request(shop, 'Night vase', { respondBy: desk.at(30 * HOUR) });
    await frame.getByRole('button', { name: 'New: 1. Show' }).waitFor();
    await desk.call(
      `conversations/${request.conversationId}/messages`,
      { text: 'ยังอยู่ไหมคะ' },
      `buyer:${request.buyerId}`,
    );
    await chat.locator('.bubble', { hasText: 'ยังอยู่ไหมคะ' }).waitFor();
    await press('Approve');
    await press('Approve and send');
    await answers.getByText('Approved. The items are now to be shipped.').waitFor();
    expect(desk.platform.given).toBe(9);
    await context.close();
  });

  it('a token that ends too early is renewed at the next thing asked, which is then done once', async () => {
    const shop = await desk.shop();
    const request = await desk.request(shop, 'Early vase', { respondBy: desk.at(30 * HOUR) });
    const context = await desk.browser.newContext();
    const page = await context.newPage();
    await page.goto(await desk.platform.address(shop));
    const { open, press, answers } = parts(page.frameLocator('iframe'));
    await open('Early vase');
    await press('Approve');
    desk.age(2 * HOUR);
    await press('Approve and send');
    await answers.getByText('Approved. The items are now to be shipped.').waitFor();
    expect(desk.platform.given).toBeGreaterThan(0);
    const { items } = await desk.call<{ items: { type: string }[] }>(`requests/${request.id}/events`);
    expect(items.filter(({ type }) => type === 'request.approved')).toHaveLength(1);
    await context.close();
  });

  it('while the page around it does not answer, the session ends, and goes on when it is asked again', async () => {
    const shop = await desk.shop();
    await desk.request(shop, 'Patient vase', { respondBy: desk.at(30 * HOUR) });
    const context = await desk.browser.newContext();
    const page = await context.newPage();
    await page.clock.install();
    await page.goto(await desk.platform.address(shop));
    const frame = page.frameLocator('iframe');
    const { row, bar, tab } = parts(frame);
    await row('Patient vase').waitFor();
    await frame.getByText('Live', { exact: true }).waitFor();
    desk.platform.down = true;
    desk.age(2 * HOUR);
    const refused = page.waitForResponse((response) => response.status() === 401);
    await tab('Offer sent').click();
    await refused;
    await eventually('the session has ended', async () => {
      await page.clock.fastForward(30_000);
      expect(await bar.innerText()).toContain('Your session has ended');
    });
    desk.platform.down = false;
    await bar.getByRole('button', { name: 'Try again' }).click();
    await frame.getByText('Live', { exact: true }).waitFor();
    expect(await bar.isVisible()).toBe(false);
    await context.close();
  });

  it('counts down by the server’s clock, whatever the device’s says', async () => {
    const shop = await desk.shop();
    const other = await desk.request(shop, 'Other bowl');
    await desk.request(shop, 'Timed bowl', { respondBy: desk.at(2 * HOUR + 30 * MINUTE) });
    const { page, context } = await desk.signIn(shop, {
      prepare: async (opening) => {
        await picturesIn(opening.context());
        await opening.clock.install({ time: Date.now() - 5 * HOUR });
      },
    });
    const timed = page.locator('.row', { hasText: 'Timed bowl' });
    await timed.getByText(/Decide: 2 h (30|2\d) min left/u).waitFor();
    // The server's time runs ahead: what happens there says so, and the page asks by itself too.
    desk.pass(HOUR);
    await desk.call(`requests/${other.id}/approve`, {});
    await timed.getByText(/Decide: 1 h (30|2\d) min left/u).waitFor();
    desk.pass(HOUR);
    await page.clock.fastForward(30_000);
    await timed.getByText(/Decide: (30|2\d) min left/u).waitFor();
    desk.pass(-2 * HOUR);
    await context.close();
  });

  it('says at once that the network is gone, and finds what happened meanwhile when it is back', async () => {
    const shop = await desk.shop();
    const request = await desk.request(shop, 'Lost bowl');
    const { page, context } = await desk.signIn(shop);
    const { open, bar } = parts(page);
    await open('Lost bowl');
    await page.evaluate(() => {
      const bar = () => document.querySelector('parley-seller')?.shadowRoot?.querySelector<HTMLElement>('.top + .bar');
      const said = () => Object.assign(window, { saidAtOnce: bar()?.innerText });
      // The next turn after the device has told it.
      window.addEventListener('offline', () => setTimeout(said));
    });
    await context.setOffline(true);
    await bar.getByText('Connection lost. Reconnecting').waitFor();
    await page.waitForFunction(() => 'saidAtOnce' in window);
    expect(await page.evaluate(() => Reflect.get(window, 'saidAtOnce'))).toContain('Connection lost. Reconnecting');
    expect(await findings(page)).toEqual([]);
    await desk.call(`requests/${request.id}/approve`, {});
    await context.setOffline(false);
    await page.getByText('Live', { exact: true }).waitFor();
    await page.locator('seller-request .chip').getByText('To ship', { exact: true }).waitFor();
    await context.close();
  });
});
