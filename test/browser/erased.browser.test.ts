/** A buyer was erased: what boards and the chat say in place of their words is said in the language of who reads. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RequestView } from '../../src/contract/request.ts';
import { chromiumPath, openPage, withoutChromium } from '../support/browser.ts';
import { markedInput } from '../support/marked-person.ts';
import { type Desk, startDesk } from '../support/seller-desk.ts';
import { tokenFor } from '../support/sockets.ts';

const THAI = '[ลบแล้ว: ข้อมูลส่วนบุคคล]';
const ENGLISH = '[Erased: personal data]';

/** All that a page shows, what lies in its components too. */
const textOf = async (page: Page): Promise<string> => (await page.locator('body *').allInnerTexts()).join('\n');

describe.skipIf(!chromiumPath())(`An erased request${withoutChromium}`, () => {
  let desk: Desk;

  beforeAll(async () => {
    desk = await startDesk();
  });
  afterAll(async () => {
    await desk?.close();
  });

  it('speaks to shop, agent and buyer in their own words, and shows the mark nowhere', async () => {
    const shop = await desk.shop();
    const { id } = await desk.request(shop, 'Sea green bowl', { ...markedInput('buyer-1'), conversationId: 'conv-1' });
    const offer = { kind: 'partial_refund', percent: 50, note: 'Keep it?' };
    const offered = await desk.call<RequestView>(`requests/${id}/offers`, offer, `seller:${shop}`);
    const answer = `requests/${id}/offers/${offered.offer?.id}/reject`;
    await desk.call(answer, { text: 'No, I need it' }, 'buyer:buyer-1');
    await desk.call(`requests/${id}/notes`, { text: 'Ananda again' }, 'agent:agent-1');
    await desk.call(`requests/${id}/cancel`, { text: 'Found it' }, 'buyer:buyer-1');
    await desk.call('buyers/buyer-1/erase', {});

    const seller = await desk.signIn(shop, { token: { locale: 'th' }, fragment: { tab: 'closed', open: id } });
    await seller.page.locator('seller-request dl').getByText(THAI).waitFor();
    await seller.page.locator('seller-request .history').getByText(THAI).first().waitFor();
    await seller.page.locator('parley-chat').getByText(THAI).first().waitFor();
    expect(await textOf(seller.page)).not.toContain('[erased]');

    const token = await tokenFor({ role: 'agent', id: 'agent-1', name: 'Mali' }, Date.now());
    const board = `${desk.service.url}/console#${new URLSearchParams({ token, open: id, locale: 'en' })}`;
    const agent = await openPage(desk.browser, board);
    await agent.page.locator('console-detail dl').getByText(ENGLISH).waitFor();
    await agent.page.locator('team-notes').getByText(ENGLISH).waitFor();
    expect(await textOf(agent.page)).not.toContain('[erased]');
    await agent.page.getByRole('tab', { name: 'History' }).click();
    await agent.page.locator('console-history').getByText(ENGLISH).first().waitFor();
    expect(await textOf(agent.page)).not.toContain('[erased]');
    await seller.context.close();
    await agent.context.close();
  });
});
