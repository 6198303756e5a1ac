/** People's words that run from right to left turn nothing around that stands beside them, on any page. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RequestView } from '../../src/contract/request.ts';
import { chromiumPath, openPage, withoutChromium } from '../support/browser.ts';
import { type Desk, startDesk } from '../support/seller-desk.ts';
import { tokenFor } from '../support/sockets.ts';

const WORD = 'שלום';

/** What is shown of the word outside an element or a sign that isolates it, but where it stands alone in its block. */
const loose = (page: Page): Promise<string[]> =>
  page.evaluate((word) => {
    const found: string[] = [];
    const isolates = (element: Element): boolean =>
      element.matches('bdi, [dir=auto], input, textarea, option') ||
      getComputedStyle(element).unicodeBidi.includes('isolate-') ||
      getComputedStyle(element).unicodeBidi === 'plaintext';
    const isBlock = (element: Element): boolean => !getComputedStyle(element).display.startsWith('inline');
    const look = (node: Node): void => {
      if (node instanceof Element) {
        if (isolates(node) || getComputedStyle(node).display === 'none') return;
        for (const child of node.shadowRoot?.childNodes ?? []) look(child);
      }
      if (node instanceof Text && node.data.includes(word)) {
        const bare = node.data.replace(/\u2068[^\u2069]*\u2069/gu, '');
        let block = node.parentElement;
        while (block && !isBlock(block)) block = block.parentElement;
        const isAlone = block?.textContent?.trim() === node.data.trim() && node.data.trim().startsWith(word);
        if (bare.includes(word) && !isAlone) found.push(`${block?.outerHTML.slice(0, 300)}`);
      }
      for (const child of node.childNodes) look(child);
    };
    look(document.body);
    return found;
  }, WORD);

describe.skipIf(!chromiumPath())(`Words from right to left${withoutChromium}`, () => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await startDesk();
  });
  afterAll(async () => {
    await desk?.close();
  });

  it('stand by themselves on Manage Returns, the board and in the chat', async () => {
    const shop = await desk.shop();
    const { id } = await desk.request(shop, `${WORD} 12`, {
      buyerId: 'buyer-1',
      conversationId: 'conv-1',
      buyerName: `${WORD} 1`,
      text: `${WORD} 2`,
      shipTo: { name: `${WORD} 3`, lines: [`${WORD} 4`], country: 'IL' },
      metadata: { [`${WORD} 5`]: `${WORD} 6` },
    });
    const offer = { kind: 'partial_refund', percent: 50, note: `${WORD} 7` };
    const offered = await desk.call<RequestView>(`requests/${id}/offers`, offer, `seller:${shop}`);
    await desk.call(`requests/${id}/offers/${offered.offer?.id}/reject`, { text: `${WORD} 8` }, 'buyer:buyer-1');
    await desk.call(`requests/${id}/notes`, { text: `${WORD} 9` }, 'agent:agent-1');
    await desk.call(`requests/${id}/assign`, { to: { id: 'staff-1', name: `${WORD} 10` } }, `seller:${shop}:staff-1`);
    await desk.call(`requests/${id}/extend`, { seconds: 60, text: `${WORD} 11` }, 'agent:agent-1');
    await desk.call(`requests/${id}/approve`, {}, `seller:${shop}`);
    await desk.call(`requests/${id}/ship`, { carrier: `${WORD} 13`, trackingNumber: `${WORD} 14` }, `seller:${shop}`);

    const seller = await desk.signIn(shop, { fragment: { tab: 'in_progress', open: id } });
    await seller.page.locator('parley-chat').getByText(WORD).first().waitFor();
    expect(await loose(seller.page)).toEqual([]);

    const token = await tokenFor({ role: 'agent', id: 'agent-1', name: 'Mali' }, Date.now());
    const board = `${desk.service.url}/console#${new URLSearchParams({ token, open: id, locale: 'en' })}`;
    const agent = await openPage(desk.browser, board);
    await agent.page.locator('team-notes').getByText(WORD).waitFor();
    expect(await loose(agent.page)).toEqual([]);
    await agent.page.getByRole('tab', { name: 'History' }).click();
    await agent.page.locator('console-history').getByText(WORD).first().waitFor();
    expect(await loose(agent.page)).toEqual([]);
    await seller.context.close();
    await agent.context.close();

    const again = await desk.request(shop, `${WORD} 15`, { buyerId: 'buyer-1', conversationId: 'conv-1' });
    await desk.call(`requests/${again.id}/offers`, { ...offer, note: `${WORD} 16` }, `seller:${shop}`);
    const own = { token: await tokenFor({ role: 'buyer', id: 'buyer-1' }, Date.now()), conversation: 'conv-1' };
    const buyer = await openPage(desk.browser, `${desk.service.url}/chat#${new URLSearchParams(own)}`);
    await buyer.page.getByText(`${WORD} 16`).first().waitFor();
    expect(await loose(buyer.page)).toEqual([]);
    await buyer.context.close();
  });
});
