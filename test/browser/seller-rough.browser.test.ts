/** Manage Returns on a rough day: odd links, a line that fails, two tabs, and what somebody has begun to write. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromiumPath, withoutChromium } from '../support/browser.ts';
import { eventually } from '../support/eventually.ts';
import { clockTime } from '../support/fits.ts';
import { type Desk, parts, startDesk } from '../support/seller-desk.ts';

/** A promise and what settles it. */
function deferred(): { done: Promise<void>; settle: () => void } {
  let settle = (): void => {};
  const done = new Promise<void>((resolve) => {
    settle = resolve;
  });
  return { done, settle };
}

describe.skipIf(!chromiumPath())(`Manage Returns on a rough day${withoutChromium}`, () => {
  let desk: Desk;

  beforeAll(async () => {
    desk = await startDesk();
  });
  afterAll(async () => {
    await desk?.close();
  });

  it('a zone that is none is as if none were named: the page and its chat show the shop’s; and Esc in the chat throws away nothing written', async () => {
    const shop = await desk.shop();
    const { deadline } = await desk.request(shop, 'Written about');
    const { page, context, complaints } = await desk.signIn(shop, {
      fragment: { zone: 'Nowhere/City', locale: 'en-GB' },
      token: { zone: undefined },
      timezoneId: 'America/New_York',
    });
    const { open, chat, request } = parts(page);
    await open('Written about');
    await chat.locator('.system').first().waitFor();
    await request.locator('seller-due').getByText(clockTime(deadline?.at, 'Asia/Bangkok')).waitFor();
    expect(complaints).toEqual([]);
    const field = chat.getByRole('textbox', { name: 'Write a message' });
    await field.fill('Half a sentence');
    await field.press('Escape');
    expect(await field.inputValue()).toBe('Half a sentence');
    await field.fill('');
    await field.press('Escape');
    await request.waitFor({ state: 'detached' });
    await context.close();
  });

  it('a shop that is not told what its board shows asks again', async () => {
    const shop = await desk.shop();
    let refusals = 0;
    const { context } = await desk.signIn(shop, {
      prepare: (page) =>
        page.routeWebSocket(/socket\.io/u, (line) => {
          const server = line.connectToServer();
          line.onMessage((frame) => {
            const [, id] = /^42\/seller,(\d+)\["snapshot"/u.exec(String(frame)) ?? [];
            if (id && refusals === 0) {
              refusals += 1;
              line.send(`43/seller,${id}[{"ok":false,"problem":{"code":"rate_limited","status":429}}]`);
            } else server.send(frame);
          });
        }),
    });
    expect(refusals).toBe(1);
    await context.close();
  });

  it('a link to a request that is none shows the list', async () => {
    const shop = await desk.shop();
    await desk.request(shop, 'Here');
    const { page, context, complaints } = await desk.signIn(shop, { fragment: { request: 'req_none' } });
    const seen: string[] = [];
    for (const id of ['req_none', '../stats', '.', 'req_%F0%9F%92%A9', '"><b>']) {
      await page.goto('about:blank');
      const given = new URLSearchParams({ token: await desk.token(shop), request: id });
      await page.goto(`${desk.service.url}/seller#${given}`);
      await parts(page).row('Here').waitFor();
      await page.getByText('This was not found among the requests of your shop.').waitFor();
      seen.push(...complaints.splice(0).map((text) => `${id}: ${text}`));
    }
    expect(seen.filter((text) => !text.includes('404'))).toEqual([]);
    await context.close();
  });

  it('the link that was followed last is the one that counts, whatever is answered or written into the address meanwhile', async () => {
    const shop = await desk.shop();
    const [late, last] = [await desk.request(shop, 'Late plate'), await desk.request(shop, 'Last plate')];
    const answer = deferred();
    let asked = 0;
    const { page, context } = await desk.signIn(shop, {
      viewport: { width: 900, height: 800 },
      prepare: async (opening) => {
        await opening.route(`**/v1/requests/${late.id}`, async (route) => {
          asked += 1;
          await answer.done;
          await route.continue();
        });
      },
    });
    const follow = async (id: string): Promise<void> => {
      const link = new URLSearchParams({ token: await desk.token(shop), request: id });
      await page.evaluate((hash) => {
        location.hash = hash;
        document.querySelector('parley-seller')?.writeAddress();
      }, String(link));
    };
    await follow(late.id);
    await eventually('the first link is followed', () => expect(asked).toBe(1));
    await follow(last.id);
    const { request } = parts(page);
    await request.getByRole('heading', { name: 'Last plate' }).waitFor();
    const answered = page.waitForResponse(`**/v1/requests/${late.id}`);
    answer.settle();
    await (await answered).finished();
    await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
    await request.getByRole('heading', { name: 'Last plate' }).waitFor();
    expect(await request.getByRole('heading', { name: 'Late plate' }).count()).toBe(0);
    expect(page.url()).toBe(`${desk.service.url}/seller`);
    await context.close();
  });

  it('what is answered late undoes nothing that was heard of meanwhile', async () => {
    const shop = await desk.shop();
    await desk.request(shop, 'Early cup');
    const [listRead, statsRead, list, stats] = [deferred(), deferred(), deferred(), deferred()];
    /** Holds the first answer back, once the server has given it. */
    const hold = (page: Page, place: string, read: () => void, until: Promise<void>): Promise<unknown> => {
      let asked = 0;
      return page.route(place, async (route) => {
        asked += 1;
        if (asked > 1) return route.fallback();
        const response = await route.fetch();
        read();
        await until;
        return route.fulfill({ response });
      });
    };
    const { page, context } = await desk.signIn(shop, {
      prepare: async (opening) => {
        await hold(opening, '**/v1/requests?*', listRead.settle, list.done);
        await hold(opening, '**/v1/stats', statsRead.settle, stats.done);
      },
    });
    const { tab, row } = parts(page);
    await Promise.all([listRead.done, statsRead.done]);
    await desk.request(shop, 'Late cup');
    await tab('Awaiting action 2').waitFor();
    const figures = page.waitForResponse('**/v1/stats');
    stats.settle();
    await (await figures).finished();
    list.settle();
    await row('Early cup').waitFor();
    await page.getByRole('button', { name: 'New: 1. Show' }).click();
    await row('Late cup').waitFor();
    expect(await tab('Awaiting action 2').count()).toBe(1);
    await context.close();
  });

  it('two tabs that each change one setting keep both', async () => {
    const shop = await desk.shop();
    await desk.service.store.directory.putSeller({
      ...(await desk.service.store.directory.seller(shop)),
      alerts: { slack: { channel: 'C1' } },
    } as never);
    const tabs = await Promise.all([desk.signIn(shop), desk.signIn(shop)]);
    for (const { page } of tabs) await page.getByRole('button', { name: 'Settings' }).click();
    const [one, other] = tabs.map(({ page }) => page.locator('seller-settings'));
    await one?.getByLabel('Daily digest at').selectOption('09:00');
    await other?.locator('select[name=locale]').selectOption('th');
    for (const tab of [one, other]) {
      await tab?.getByRole('button', { name: 'Save', exact: true }).click();
      await tab?.getByText('Saved.').waitFor();
    }
    const seller = await desk.call<{ alerts: { slack: object } }>(`sellers/${shop}`);
    expect(seller.alerts.slack).toMatchObject({ digestAt: '09:00', locale: 'th' });
    for (const { context } of tabs) await context.close();
  });
});
