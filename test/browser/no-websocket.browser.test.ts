/** A network that lets no WebSocket through: chat, seller and console go on over plain HTTP, and say that it is slower. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import type { RequestState } from '../../src/domain/request.ts';
import { mountPages } from '../../src/http/pages.ts';
import { formatInstant } from '../../src/i18n/format.ts';
import { chromiumPath, launch, type Opened, openPage, withoutChromium } from '../support/browser.ts';
import { pagesDir } from '../support/console-scene.ts';
import { eventually } from '../support/eventually.ts';
import { misfits, sideways, tooWide } from '../support/fits.ts';
import { judge } from '../support/looks.ts';
import { startService } from '../support/service.ts';
import { startShop } from '../support/shop-page.ts';
import { tokenFor } from '../support/sockets.ts';
import { phoneSide, shopSide, startThree, type Three } from '../support/three.ts';
import { startUpgradeProxy, type UpgradeProxy, type Upgrades } from '../support/upgrade-proxy.ts';
import { LANGUAGES } from '../support/walks/walk.ts';
import { seller as staff } from '../support/world.ts';

const HOUR = 3_600_000;

describe.skipIf(!chromiumPath())(`Without WebSocket${withoutChromium}`, () => {
  let browser: Browser;
  let three: Three;
  let request: RequestState;

  beforeAll(async () => {
    browser = await launch();
    three = await startThree(browser);
  });
  afterAll(async () => {
    await browser?.close();
    await three?.close();
  });
  beforeEach(async () => {
    request = await three.request();
  });

  async function behind(upgrades: Upgrades): Promise<UpgradeProxy> {
    const proxy = await startUpgradeProxy(() => three.service.url, upgrades);
    onTestFinished(() => proxy.close());
    return proxy;
  }
  async function open(opening: Promise<Opened>): Promise<Page> {
    const { page, context } = await opening;
    onTestFinished(() => context.close());
    return page;
  }
  const offered = (percent = 50) =>
    three.act(request, staff, {
      type: 'ProposeOffer',
      offer: { kind: 'partial_refund', percent, note: 'Half back?' },
    });
  const slower = (page: Page) => page.getByText('Slower connection').first();
  const bubble = (page: Page, text: string) => page.locator('.bubble').getByText(text, { exact: true });
  /** Somebody comes back to the page: a reason to look at once. */
  const lookAgain = (page: Page) => page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  const accepts = async () =>
    (await three.service.store.requests.events(request.id, 0, 50)).filter(({ type }) => type === 'offer.accepted')
      .length;

  it.each(['close', 'refuse'] as const)(
    'upgrades that a proxy answers with "%s": offer, accept, and all see it',
    async (how) => {
      const { url } = await behind(how);
      const [buyer, seller, agent] = await Promise.all([
        open(three.buyer(request, { url })),
        open(three.seller(request, { url })),
        open(three.agent(request, { url })),
      ]);
      await Promise.all([buyer, seller, agent].map((page) => slower(page).waitFor()));

      await shopSide(seller).offer(50, 'Half back at once?');
      const { card, ask, confirm } = phoneSide(buyer);
      await card.getByText('Half back at once?').waitFor();
      await agent.getByText('Changed while you looked: Offer').waitFor();
      await ask('Accept');
      await confirm('Yes, accept');
      await card.getByText(/ accepted ฿125.00/u).waitFor();
      await seller.locator('seller-request').getByText('Refund on its way').first().waitFor();
      await agent.getByRole('tab', { name: 'History' }).click();
      await agent.locator('console-history').getByText('Accepted the offer').first().waitFor();
      await agent.getByRole('tab', { name: 'Card' }).click();
      await agent.getByText('The cards of both sides need a live connection').waitFor();
      expect(await accepts()).toBe(1);
    },
  );

  it.each(['pass', 'close'] as const)(
    'words made here and there are of the page’s own language and zone, where upgrades %s',
    async (how) => {
      const { url } = await behind(how);
      const offer = (await offered()).offers.at(-1);
      const look = { url, language: 'th', own: { locale: 'en', zone: 'Asia/Tokyo' } };
      const pages = await Promise.all(
        [three.buyer(request, look), three.seller(request, look), three.agent(request, look)].map(open),
      );
      await pages[2]?.getByRole('tab', { name: 'Chat' }).click();
      const until = formatInstant(offer?.expiresAt ?? '', 'en', 'Asia/Tokyo');
      for (const page of pages) {
        await page.locator('parley-offer-card').getByText(until).first().waitFor();
        const said = (await page.locator('parley-chat').ariaSnapshot()).replaceAll('ร้านชาม', '');
        expect(said).not.toMatch(/[ก-ฺเ-๛]/u);
      }
    },
  );

  it('an upgrade that is never answered is waited for a moment only', async () => {
    const { url } = await behind('hang');
    await offered();
    const { card } = phoneSide(await open(three.buyer(request, { url })));
    await card.getByText('Half back?').waitFor();
  });

  it('once upgrades pass, the page is live again, nothing is missed, and the line is gone', async () => {
    const proxy = await behind('close');
    const page = await open(three.buyer(request, { url: proxy.url }));
    const board = await open(three.agent(request, { url: proxy.url }));
    await Promise.all([page, board].map((one) => slower(one).waitFor()));
    proxy.set('pass');
    await offered();
    await Promise.all([page, board].map(lookAgain));
    await Promise.all([page, board].map((one) => slower(one).waitFor({ state: 'hidden' })));
    await phoneSide(page).card.getByText('Half back?').waitFor();
    await board.getByText('Changed while you looked: Offer').waitFor();
    const asked = proxy.forwarded(/GET \/v1\/conversations/u);
    await three.act(request, staff, {
      type: 'WithdrawOffer',
      offerId: (await three.state(request)).offers[0]?.id ?? '',
    });
    await page
      .getByText(/withdrawn|withdrew/iu)
      .first()
      .waitFor();
    expect(proxy.forwarded(/GET \/v1\/conversations/u), 'nothing is asked any more').toBe(asked);
  });

  it('a connection that is cut for good goes on over HTTP', async () => {
    const proxy = await behind('pass');
    const page = await open(three.buyer(request, { url: proxy.url }));
    await page
      .getByRole('log')
      .getByText('The buyer')
      .or(page.getByRole('log').getByText('You asked'))
      .first()
      .waitFor();
    proxy.set('close');
    await slower(page).waitFor();
    await offered();
    await phoneSide(page).card.getByText('Half back?').waitFor();
  });

  it('what was answered and not heard is asked again under its key: it counts once', async () => {
    const proxy = await behind('refuse');
    await offered();
    const page = await open(three.buyer(request, { url: proxy.url }));
    const { card, ask, confirm } = phoneSide(page);
    proxy.fail(/POST .*\/accept/u, 'unanswered', 1);
    proxy.fail(/POST .*\/accept/u, 'draining', 1);
    await ask('Accept');
    await confirm('Yes, accept');
    await card.getByText(/ accepted ฿125.00/u).waitFor();
    expect(await accepts()).toBe(1);
    await eventually('it was asked twice', () => expect(proxy.forwarded(/POST .*\/accept/u)).toBe(2));
  });

  it('messages and how far one has read go both ways, once', async () => {
    const proxy = await behind('close');
    const page = await open(three.buyer(request, { url: proxy.url }));
    const seller = await open(three.seller(request));
    await slower(page).waitFor();
    proxy.fail(/POST .*\/messages/u, 'unanswered', 1);
    const field = page.getByRole('textbox', { name: 'Write a message' });
    await field.fill('Is it on its way?');
    await field.press('Enter');
    await bubble(seller, 'Is it on its way?').waitFor();
    await page.getByText(/Seen/u).waitFor();
    const write = seller.getByRole('textbox', { name: 'Write a message' });
    await write.fill('Tomorrow.');
    await write.press('Enter');
    await bubble(page, 'Tomorrow.').waitFor();
    await seller.getByText(/Seen/u).waitFor();
    expect(await bubble(page, 'Is it on its way?').count()).toBe(1);
  });

  it('an instance that drains or is dead is asked again, without a word', async () => {
    const proxy = await behind('close');
    const page = await open(three.buyer(request, { url: proxy.url }));
    await slower(page).waitFor();
    proxy.fail(/GET .*\/messages/u, 'draining', 1);
    proxy.fail(/GET .*\/messages/u, 'unanswered', 1);
    await offered();
    await lookAgain(page);
    await phoneSide(page).card.getByText('Half back?').waitFor();
    expect(await page.getByText(/Reconnecting/u).count()).toBe(0);
  });

  it('a token that ends is the end, as on a socket', async () => {
    const { url } = await behind('close');
    const buyer = await open(three.buyer(request, { url }));
    const board = await open(three.agent(request, { url }));
    await Promise.all([buyer, board].map((page) => slower(page).waitFor()));
    three.age(2 * HOUR);
    onTestFinished(() => three.age(-2 * HOUR));
    await buyer.getByText('Open the chat again from your order.').waitFor();
    await board.getByText('Open the board again from your platform').first().waitFor();
  });

  it('a chat in a shop’s page goes on by HTTP as well, where the shop’s origin may call', async () => {
    let parley = '';
    const proxy = await startUpgradeProxy(() => parley, 'refuse');
    onTestFinished(() => proxy.close());
    const shop = await startShop(proxy.url);
    onTestFinished(() => shop.close());
    const fragment = {
      conversation: request.facts.conversationId,
      token: await tokenFor({ role: 'buyer', id: 'buyer-1' }),
    };
    const attributes = Object.entries(fragment).map(([name, value]) => `${name}="${value}"`);
    const address = shop.publish({
      body: `<parley-chat ${attributes.join(' ')}></parley-chat><script src="${proxy.url}/embed/parley-chat.js" async></script>`,
    });
    const service = await startService({
      store: three.service.store,
      start: false,
      corsOrigins: [new URL(address).origin],
      extra: (app) => mountPages(app, pagesDir, { demo: false }),
    });
    onTestFinished(() => service.close());
    parley = service.url;
    const page = await open(openPage(browser, address));
    await slower(page).waitFor();
    await offered();
    const { card, ask, confirm } = phoneSide(page);
    await card.getByText('Half back?').waitFor();
    await ask('Accept');
    await confirm('Yes, accept');
    await card.getByText(/ accepted ฿125.00/u).waitFor();
    expect(await accepts()).toBe(1);
  });

  it.each(LANGUAGES)('the line reads well and fits in %s', async (language) => {
    const { url } = await behind('close');
    await offered();
    const pages = {
      chat: { opening: three.buyer(request, { url, language }), line: '.bar.calm', fits: misfits },
      seller: { opening: three.shopPage({ url, language }), line: '.bar.calm', fits: tooWide },
      console: { opening: three.board({ url, language }), line: '.status.live p', fits: sideways },
    };
    const complaints: string[] = [];
    for (const [name, { opening, line, fits }] of Object.entries(pages)) {
      const page = await open(opening);
      await page.locator(line).first().waitFor();
      complaints.push(
        ...(await judge(page, name, { misfits: fits, windows: ['desk', 'phone'], axe: language === 'en' })),
      );
    }
    expect(complaints).toEqual([]);
  });
});
