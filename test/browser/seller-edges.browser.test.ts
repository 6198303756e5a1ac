/** What stands at the edges of the list of Manage Returns: tabs that do not fit, and requests that cannot be selected. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromiumPath, withoutChromium } from '../support/browser.ts';
import { eventually } from '../support/eventually.ts';
import { type Desk, parts, startDesk } from '../support/seller-desk.ts';

describe.skipIf(!chromiumPath())(`The edges of the list in Manage Returns${withoutChromium}`, () => {
  let desk: Desk;

  beforeAll(async () => {
    desk = await startDesk();
  });
  afterAll(async () => {
    await desk?.close();
  });

  it('tabs fade where more of them follow, and nowhere else', async () => {
    const shop = await desk.shop();
    const { page, context } = await desk.signIn(shop, { viewport: { width: 390, height: 844 } });
    const tabs = page.locator('.tabs');
    const cut = (where: string): Promise<void> =>
      eventually(`tabs are cut at: ${where || 'neither end'}`, async () => {
        expect(await tabs.getAttribute('data-cut')).toBe(where);
      });
    const fades = (): Promise<boolean> => tabs.evaluate((it) => getComputedStyle(it).maskImage !== 'none');
    await cut('end');
    expect(await fades()).toBe(true);
    await tabs.evaluate((it) => it.scrollTo({ left: 30 }));
    await cut('start end');
    await tabs.evaluate((it) => it.scrollTo({ left: it.scrollWidth }));
    await cut('start');
    await page.setViewportSize({ width: 1280, height: 800 });
    await cut('');
    expect(await fades()).toBe(false);
    await context.close();
  });

  it('an opened request and its chat reach the bottom of the window, however high it is', async () => {
    const shop = await desk.shop();
    await desk.request(shop, 'Oat plate');
    const { page, context } = await desk.signIn(shop, { viewport: { width: 1440, height: 1300 } });
    for (const part of ['.request', '.chat']) {
      await page.locator(part).waitFor();
      const box = await page.locator(part).boundingBox();
      expect((box?.y ?? 0) + (box?.height ?? 0)).toBe(1_300);
    }
    await context.close();
  });

  it('what waits for a reply stands beside the order of the list on a phone, however many wait', async () => {
    const shop = await desk.shop();
    for (let one = 0; one < 12; one += 1) await desk.request(shop, `Bowl ${one}`);
    const { page, context } = await desk.signIn(shop, { viewport: { width: 390, height: 844 } });
    await page.getByRole('button', { name: 'Waiting for a reply (12) all tabs' }).waitFor();
    const [waits, order] = await Promise.all([
      page.locator('.waits').boundingBox(),
      page.locator('#sort').boundingBox(),
    ]);
    expect(order?.y).toBeLessThan((waits?.y ?? 0) + (waits?.height ?? 0));
    expect(order?.x).toBeGreaterThan((waits?.x ?? 0) + (waits?.width ?? 0));
    await context.close();
  });

  it('what was asked with evidence alone says so beside its mark', async () => {
    const shop = await desk.shop();
    await desk.request(shop, 'Cup', { text: undefined });
    const { page, context } = await desk.signIn(shop);
    await page.locator('.row .words').getByText('Evidence', { exact: true }).waitFor();
    await context.close();
  });

  it('what is answered on its own says so in place of the box', async () => {
    const shop = await desk.shop();
    await desk.request(shop, 'Oat plate');
    const bowl = await desk.request(shop, 'Rice bowl');
    await desk.call(`requests/${bowl.id}/offers`, { kind: 'partial_refund', percent: 30 }, `seller:${shop}`);
    const { offer } = await desk.read(bowl.id);
    const counter = { amount: { amount: 20_000, currency: 'THB' } };
    await desk.call(`requests/${bowl.id}/offers/${offer?.id}/counter`, counter, `buyer:${bowl.buyerId}`);
    const { page, context } = await desk.signIn(shop);
    const { titles } = parts(page);
    await eventually('both are listed', async () => expect(await titles()).toHaveLength(2));
    const box = page.getByRole('checkbox', { name: 'Rice bowl is answered on its own: open it' });
    expect(await box.isDisabled()).toBe(true);
    expect(await page.getByRole('checkbox', { name: 'Select Oat plate' }).isEnabled()).toBe(true);
    // Who and why stand beside whom it waits for.
    expect(await page.locator('.row', { hasText: 'Rice bowl' }).locator('.second').innerText()).toMatch(
      /Missing items\s+Answer:\s+\d+ h left/u,
    );
    await context.close();
  });
});
