/** Manage Returns on a rough day: odd links, a line that fails, two tabs, and what somebody has begun to write. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromiumPath, withoutChromium } from '../support/browser.ts';
import { type Desk, parts, startDesk } from '../support/seller-desk.ts';

describe.skipIf(!chromiumPath())(`Manage Returns on a rough day${withoutChromium}`, () => {
  let desk: Desk;

  beforeAll(async () => {
    desk = await startDesk();
  });
  afterAll(async () => {
    await desk?.close();
  });

  it('Esc in the chat closes the request only where nothing has been written', async () => {
    const shop = await desk.shop();
    await desk.request(shop, 'Written about');
    const { page, context } = await desk.signIn(shop);
    const { open, chat, request } = parts(page);
    await open('Written about');
    const field = chat.getByRole('textbox', { name: 'Write a message' });
    await field.fill('Half a sentence');
    await field.press('Escape');
    expect(await field.inputValue()).toBe('Half a sentence');
    await field.fill('');
    await field.press('Escape');
    await request.waitFor({ state: 'detached' });
    await context.close();
  });

  it('cleared filters show that they are cleared', async () => {
    const shop = await desk.shop();
    await desk.request(shop, 'Only bowl');
    const { page, context } = await desk.signIn(shop);
    const reason = page.locator('select[name=reason]');
    await reason.selectOption('damaged');
    await page.getByRole('button', { name: 'Clear search and filters' }).click();
    await parts(page).row('Only bowl').waitFor();
    expect(await reason.inputValue()).toBe('');
    await context.close();
  });

  it('a search keeps the space somebody has just typed', async () => {
    const shop = await desk.shop();
    await desk.request(shop, 'Blue bowl');
    const { page, context } = await desk.signIn(shop);
    const field = page.getByRole('searchbox');
    const found = page.waitForResponse((response) => response.url().includes('q=zzz'));
    await field.pressSequentially('zzz ');
    await found;
    await page.getByText('No request matches.').waitFor();
    expect(await field.inputValue()).toBe('zzz ');
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

  it.each(['req_none', '../stats', '.', 'req_%F0%9F%92%A9', '"><b>'])(
    'a link to a request %j that is none shows the list',
    async (id) => {
      const shop = await desk.shop();
      await desk.request(shop, 'Here');
      const { page, context, complaints } = await desk.signIn(shop, { fragment: { request: id } });
      await parts(page).row('Here').waitFor();
      await page.getByText('This was not found among the requests of your shop.').waitFor();
      expect(complaints.filter((text) => !text.includes('404'))).toEqual([]);
      await context.close();
    },
  );

  it('a zone that is none is as if none were named', async () => {
    const shop = await desk.shop();
    await desk.request(shop, 'Somewhere');
    const { page, context, complaints } = await desk.signIn(shop, { fragment: { zone: 'Nowhere/City' } });
    await parts(page).open('Somewhere');
    await parts(page).chat.locator('.system').first().waitFor();
    expect(complaints).toEqual([]);
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
    await one?.getByLabel('Daily digest at').fill('09:00');
    await other?.locator('select[name=locale]').selectOption('th');
    for (const tab of [one, other]) {
      await tab?.getByRole('button', { name: 'Save' }).click();
      await tab?.getByText('Saved.').waitFor();
    }
    const seller = await desk.call<{ alerts: { slack: object } }>(`sellers/${shop}`);
    expect(seller.alerts.slack).toMatchObject({ digestAt: '09:00', locale: 'th' });
    for (const { context } of tabs) await context.close();
  });
});
