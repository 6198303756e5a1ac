import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import type { RequestState } from '../../src/domain/request.ts';
import type { Opened } from '../support/browser.ts';
import { describeChats } from '../support/chat-scene.ts';

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

describeChats('A phone that loses its network', (at) => {
  let made = 0;

  async function withOffer(): Promise<Opened & { request: RequestState }> {
    made += 1;
    const conversationId = `network-${made}`;
    const request = await at.scene.offer(await at.scene.open(conversationId));
    const opened = await at.scene.visit(at.browser, conversationId, 'en');
    await opened.page.getByRole('button', { name: 'Accept' }).waitFor();
    return { ...opened, request };
  }

  it('refuses an answer tapped while offline at once and never sends it later; what is written waits, and is sent once', async () => {
    const { page, context, request } = await withOffer();
    await context.setOffline(true);
    await page.getByText('Connection lost. Reconnecting…').waitFor();
    await page.getByRole('textbox').fill('Written in a tunnel');
    await page.getByRole('textbox').press('Enter');
    await page.getByText('Sending…').waitFor();
    await page.getByRole('button', { name: 'Accept' }).click();
    await page.getByRole('button', { name: 'Yes, accept' }).click();
    await page.getByText('You are offline. Answer when you are connected again.').waitFor();

    await context.setOffline(false);
    await page.getByText('Connection lost. Reconnecting…').waitFor({ state: 'hidden' });
    await page.getByText('Sending…').waitFor({ state: 'detached' });
    expect(await page.getByRole('log').getByText('Written in a tunnel').count()).toBe(1);
    // A message that comes back shows that whatever was going to be sent has been sent.
    await page.getByRole('textbox').fill('Here I am again');
    await page.getByRole('textbox').press('Enter');
    const last = page.locator('.message').filter({ hasText: 'Here I am again' });
    await last.locator('.stamp').filter({ hasText: '· Sent' }).waitFor();
    expect(await page.getByRole('log').getByText('Written in a tunnel').count()).toBe(1);
    expect((await at.scene.service.store.requests.load(request.id))?.state.status).toBe('negotiating');
    await page.getByRole('button', { name: 'Accept' }).waitFor();
    await context.close();
  });

  it('a card that changed while the phone was away is right in the first frame that calls itself connected', async () => {
    const { page, context, request } = await withOffer();
    await context.setOffline(true);
    await page.getByText('Connection lost. Reconnecting…').waitFor();
    await watchFrames(page);
    await at.scene.act(request, 'seller', { type: 'WithdrawOffer', offerId: request.offers[0]?.id ?? '' });
    await context.setOffline(false);
    await page.getByRole('log').getByText('The shop withdrew this offer').waitFor();
    const frames = await seenFrames(page);
    expect(frames.some(({ live, answerable }) => !live && answerable)).toBe(true);
    expect(frames.filter(({ live, answerable }) => live && answerable)).toEqual([]);
    await context.close();
  });
});
