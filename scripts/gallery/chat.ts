/** The buyer's chat in every state of its card. */
import type { Page } from 'playwright-core';
import type { RequestState } from '../../src/domain/request.ts';
import type { Look, Three } from '../../test/support/three.ts';
import { buyer, integrator, seller } from '../../test/support/world.ts';
import { aRequest, NOTE, type Scene } from './scene.ts';

const DAY = 86_400_000;
type Prepare = (parts: { three: Three; page: Page; request: RequestState; offerId: string }) => Promise<unknown>;

const lastCard = (page: Page) => page.locator('parley-offer-card').last();
const press = async (page: Page, action: 'accept' | 'reject' | 'counter') => {
  await lastCard(page).locator(`button[aria-describedby="means-${action}"]`).click();
  await page.locator('dialog[open]').waitFor();
};
const asBuyer = (request: RequestState) => ({ ...buyer, id: request.facts.buyerId });

async function withOffer(three: Three, look: Look): Promise<RequestState> {
  const request = await aRequest(three, look);
  const offer = { kind: 'partial_refund', percent: 50, note: NOTE } as const;
  return three.act(request, seller, { type: 'ProposeOffer', offer });
}

/** A chat whose offer is there; `prepare` brings it into the state to be seen. */
const card = (name: string, prepare: Prepare = async () => {}): Scene => ({
  name: `chat-${name}`,
  async show(three, look) {
    const request = await withOffer(three, look);
    const { page } = await three.buyer(request, look);
    await lastCard(page).locator('.actions').waitFor();
    await prepare({ three, page, request, offerId: request.offers.at(-1)?.id ?? '' });
    return page;
  },
});

const closed = (page: Page) => lastCard(page).locator('.outcome').waitFor();

export const CHAT: Scene[] = [
  {
    name: 'chat-opened',
    async show(three, look) {
      const { page } = await three.buyer(await aRequest(three, look), look);
      await page.locator('parley-chat .content > *').first().waitFor();
      return page;
    },
  },
  card('waiting'),
  card('accepting', ({ page }) => press(page, 'accept')),
  card('rejecting', ({ page }) => press(page, 'reject')),
  card('countering', async ({ page }) => {
    await press(page, 'counter');
    await page.locator('dialog[open] input').first().fill('1');
    await page.locator('dialog[open] button.primary').click();
    await page.locator('dialog[open] .problem').waitFor();
  }),
  card('accepted', async ({ three, page, request, offerId }) => {
    await three.act(request, asBuyer(request), { type: 'AcceptOffer', offerId });
    await closed(page);
  }),
  card('refunded', async ({ three, page, request, offerId }) => {
    await three.act(request, asBuyer(request), { type: 'AcceptOffer', offerId });
    await three.act(request, integrator, { type: 'ReportRefund', outcome: 'confirmed', reference: 'PAY-1' });
    await closed(page);
  }),
  card('rejected', async ({ three, page, request, offerId }) => {
    await three.act(request, asBuyer(request), { type: 'RejectOffer', offerId, text: 'I would rather have the bowl' });
    await closed(page);
  }),
  card('withdrawn', async ({ three, page, request, offerId }) => {
    await three.act(request, seller, { type: 'WithdrawOffer', offerId, text: 'We found one more' });
    await closed(page);
  }),
  card('expired', async ({ three, page }) => {
    await three.pass(DAY);
    await closed(page);
  }),
  card('shipped', async ({ three, page, request, offerId }) => {
    await three.act(request, asBuyer(request), { type: 'RejectOffer', offerId });
    await three.act(request, seller, { type: 'ApproveRequest' });
    const shipment = { carrier: 'Flash Express', trackingNumber: 'TH0123456789' };
    await three.act(request, seller, { type: 'ShipRequest', ...shipment });
    await page.getByText(shipment.trackingNumber).first().waitFor();
  }),
  card('offline', async ({ page }) => {
    await page.context().setOffline(true);
    await page.evaluate(() => window.dispatchEvent(new Event('offline')));
    await page.locator('parley-chat .bar:not([hidden]), parley-chat [role=status]:not(:empty)').first().waitFor();
  }),
  {
    name: 'chat-without-token',
    async show(three, look) {
      const { page } = await three.buyer(await aRequest(three, look), look);
      await page.goto('about:blank');
      await page.goto(`${three.service.url}/chat#locale=${look.language ?? 'en'}`);
      await page.locator('parley-chat, main').first().waitFor();
      return page;
    },
  },
];
