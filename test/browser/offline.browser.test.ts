import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  chatAddress,
  chromiumPath,
  type Demo,
  launch,
  type Opened,
  openPage,
  startDemo,
  withoutChromium,
} from '../support/browser.ts';

/** Notes for every frame whether the chat called itself connected while it still offered an answer. */
function watchFrames(page: Page): Promise<void> {
  return page.evaluate(() => {
    const seen: { live: boolean; answerable: boolean }[] = [];
    Object.assign(window, { seen });
    const look = (): void => {
      const chat = document.querySelector('parley-chat')?.shadowRoot;
      const card = chat?.querySelector('parley-offer-card')?.shadowRoot;
      seen.push({
        live: chat?.querySelector('.bar')?.hasAttribute('hidden') ?? false,
        answerable: (card?.querySelectorAll('.actions button').length ?? 0) > 0,
      });
      requestAnimationFrame(look);
    };
    look();
  });
}

const seenFrames = (page: Page): Promise<{ live: boolean; answerable: boolean }[]> =>
  page.evaluate(() => (window as unknown as { seen: { live: boolean; answerable: boolean }[] }).seen);

describe.skipIf(!chromiumPath())(`A phone that loses its network${withoutChromium}`, () => {
  let demo: Demo;
  let browser: Browser;

  beforeAll(async () => {
    [demo, browser] = await Promise.all([startDemo(), launch()]);
  });
  afterAll(async () => {
    await browser?.close();
    await demo?.stop();
  });

  async function withOffer(): Promise<Opened & { id: string; seller: string; offerId: string }> {
    const request = await demo.open();
    const { buyer, seller } = await demo.tokens(request.id);
    await demo.ask(seller, request.id, 'offers', { kind: 'partial_refund', percent: 50 });
    const { offer } = await demo.read(seller, request.id);
    const opened = await openPage(browser, chatAddress(demo, buyer, request));
    await opened.page.getByRole('button', { name: 'Accept' }).waitFor();
    return { ...opened, id: request.id, seller, offerId: offer?.id ?? '' };
  }

  it('an answer tapped while offline is refused at once and never sent later', async () => {
    const { page, context, id, seller } = await withOffer();
    await context.setOffline(true);
    await page.getByText('Connection lost. Reconnecting…').waitFor();
    await page.getByRole('button', { name: 'Accept' }).click();
    await page.getByRole('button', { name: 'Yes, accept' }).click();
    await page.getByText('You are offline. Answer when you are connected again.').waitFor({ timeout: 2_000 });

    await context.setOffline(false);
    await page.getByText('Connection lost. Reconnecting…').waitFor({ state: 'hidden' });
    // A message that comes back shows that whatever was going to be sent has been sent.
    await page.getByRole('textbox').fill('Here I am again');
    await page.getByRole('textbox').press('Enter');
    await page.getByText('Sending…').waitFor({ state: 'detached' });
    expect((await demo.read(seller, id)).status).toBe('negotiating');
    await page.getByRole('button', { name: 'Accept' }).waitFor();
    await context.close();
  });

  it('a message written while offline is sent once, when the network is back', async () => {
    const { page, context } = await withOffer();
    await context.setOffline(true);
    await page.getByText('Connection lost. Reconnecting…').waitFor();
    await page.getByRole('textbox').fill('Written in a tunnel');
    await page.getByRole('textbox').press('Enter');
    await page.getByText('Sending…').waitFor();
    await context.setOffline(false);
    await page.getByText('Sending…').waitFor({ state: 'detached' });
    expect(await page.getByRole('log').getByText('Written in a tunnel').count()).toBe(1);
    await context.close();
  });

  it('a card that changed while the phone was away is right in the first frame that calls itself connected', async () => {
    const { page, context, id, seller, offerId } = await withOffer();
    await context.setOffline(true);
    await page.getByText('Connection lost. Reconnecting…').waitFor();
    await watchFrames(page);
    expect(await demo.ask(seller, id, `offers/${offerId}/withdraw`)).toBe(200);
    await context.setOffline(false);
    await page.getByRole('log').getByText('The shop withdrew this offer.').waitFor();
    const frames = await seenFrames(page);
    expect(frames.some(({ live, answerable }) => !live && answerable)).toBe(true);
    expect(frames.filter(({ live, answerable }) => live && answerable)).toEqual([]);
    await context.close();
  });
});
