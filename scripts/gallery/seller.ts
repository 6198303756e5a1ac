/** Manage Returns: the list, a request, and each of its forms. */
import type { Page } from 'playwright-core';
import type { RequestState } from '../../src/domain/request.ts';
import type { Three } from '../../test/support/three.ts';
import { buyer, integrator, seller } from '../../test/support/world.ts';
import { aRequest, NOTE, type Scene } from './scene.ts';

type Stage = (three: Three, request: RequestState) => Promise<unknown>;

const asked: Stage = async () => {};
const offered: Stage = (three, request) =>
  three.act(request, seller, { type: 'ProposeOffer', offer: { kind: 'partial_refund', percent: 30, note: NOTE } });
const countered: Stage = async (three, request) => {
  await offered(three, request);
  const offerId = (await three.state(request)).offers.at(-1)?.id ?? '';
  const amount = { amount: 20_000, currency: 'THB' };
  const person = { ...buyer, id: request.facts.buyerId };
  await three.act(request, person, { type: 'CounterOffer', offerId, amount, note: 'A bit more, please' });
};
const approved: Stage = (three, request) => three.act(request, seller, { type: 'ApproveRequest' });
const shipped: Stage = async (three, request) => {
  await approved(three, request);
  const shipment = { carrier: 'Flash Express', trackingNumber: 'TH0123456789' };
  await three.act(request, seller, { type: 'ShipRequest', ...shipment });
  const at = three.clock.iso();
  const events = [
    { at, kind: 'picked_up', text: 'Picked up from the sender', location: 'Bangkok' },
    { at, kind: 'in_transit', text: 'Left the sorting centre', location: 'Bang Na' },
  ] as const;
  await three.act(request, integrator, { type: 'RecordLogistics', events: [...events] });
};

const answer = async (page: Page, action: string) => {
  await page.locator(`seller-answers [data-action="${action}"]`).click();
  await page.locator('seller-answers form').first().waitFor();
};

/** Manage Returns with a request of this stage open. */
const request = (name: string, stage: Stage, prepare: (page: Page) => Promise<unknown> = async () => {}): Scene => ({
  name: `seller-${name}`,
  async show(three, look) {
    const state = await aRequest(three, look);
    await stage(three, state);
    const { page } = await three.seller(state, look);
    await prepare(page);
    return page;
  },
});

export const SELLER: Scene[] = [
  {
    name: 'seller-list',
    async show(three, look) {
      await aRequest(three, look);
      const { page } = await three.shopPage(look);
      await page.locator('[data-id]').first().waitFor();
      return page;
    },
  },
  {
    name: 'seller-bulk',
    async show(three, look) {
      await aRequest(three, look);
      await aRequest(three, look);
      const { page } = await three.shopPage(look);
      const boxes = page.locator('[data-id] input[type=checkbox]');
      await boxes.first().waitFor();
      for (const index of [0, 1]) await boxes.nth(index).check();
      await page.locator('.selection .primary').click();
      await page.locator('seller-bulk dialog').waitFor();
      return page;
    },
  },
  {
    name: 'seller-settings',
    async show(three, look) {
      const { page } = await three.shopPage(look);
      await page.locator('.top button').last().click();
      await page.locator('seller-settings').waitFor();
      return page;
    },
  },
  request('request', asked),
  request('approve', asked, (page) => answer(page, 'approve')),
  request('reject', asked, (page) => answer(page, 'reject')),
  request('offer', asked, async (page) => {
    await answer(page, 'offer');
    await page.locator('seller-offer input[type=radio]').first().check();
    await page.locator('seller-offer parley-offer-card').waitFor();
  }),
  request('offered', offered),
  request('withdraw', offered, (page) => answer(page, 'withdraw')),
  request('countered', countered),
  request('approved', approved),
  request('ship', approved, (page) => answer(page, 'ship')),
  request('shipped', shipped),
  {
    name: 'seller-without-token',
    async show(three, look) {
      const { page } = await three.shopPage(look);
      await page.goto('about:blank');
      await page.goto(`${three.service.url}/seller#locale=${look.language ?? 'en'}`);
      await page.locator('parley-seller, main').first().waitFor();
      return page;
    },
  },
];
