/** Manage Returns: the list, a request of every stage, each form empty and refused, the settings, and no sign-in. */
import type { Page } from 'playwright-core';
import type { RequestInput } from '../../../src/contract/request.ts';
import type { RequestCommand } from '../../../src/domain/command.ts';
import type { RequestState } from '../../../src/domain/request.ts';
import { loadSellerStrings } from '../../../src/i18n/seller/index.ts';
import { baht } from '../builders.ts';
import type { Look, Three } from '../three.ts';
import { buyer, integrator, seller, shop } from '../world.ts';
import { type Visit, type Walk, WINDOWS } from './walk.ts';

const [MINUTE, HOUR, DAY] = [60_000, 3_600_000, 86_400_000];
const LONG = 'Shallow bowl with a very long name of an item that has to break somewhere';
const NOTE = 'We are so sorry! The bowl is sold out: keep the one you have and take half the price back?';
/** What a marketplace permits from now on: no offers. */
const NOT_ANY_MORE: RequestCommand = {
  type: 'UpdateRequest',
  patch: { allowed: { solutions: ['approve', 'reject'] } },
};

interface Requests {
  asked: RequestState;
  countered: RequestState;
  offered: RequestState;
  takenBack: RequestState;
  approved: RequestState;
  shipped: RequestState;
  rejected: RequestState;
}

let opened = 0;

/** A request with what a picture should show: a real title, the buyer's words, evidence. */
function aRequest(
  three: Three,
  { language = 'en' }: Look,
  title: string,
  changes: Partial<RequestInput> = {},
): Promise<RequestState> {
  opened += 1;
  return three.request({
    buyerLocale: language,
    buyerId: `buyer-${opened}`,
    buyerName: 'Emma Clarke',
    text: 'ได้ชามมาใบเดียวค่ะ Only one of the two bowls arrived. https://shop.example/box.jpg',
    items: [{ sku: 'BOWL-2', title, quantity: 2, missingQuantity: 1, unitPrice: baht(25_000) }],
    evidence: ['https://shop.example/box.jpg'],
    respondBy: new Date(three.clock.now() + 30 * HOUR + opened * MINUTE).toISOString(),
    ...changes,
  });
}

async function ofEveryStage(three: Three, look: Look): Promise<Requests> {
  const of = (title: string, changes?: Partial<RequestInput>) => aRequest(three, look, title, changes);
  const offer = { type: 'ProposeOffer', offer: { kind: 'partial_refund', percent: 30, note: NOTE } } as const;
  const approve = { type: 'ApproveRequest' } as const;

  const countered = await three.act(await of('Rice bowl'), seller, offer);
  await three.act(
    countered,
    { ...buyer, id: countered.facts.buyerId },
    {
      type: 'CounterOffer',
      offerId: countered.offers.at(-1)?.id ?? '',
      amount: baht(20_000),
      note: 'A bit more, please',
    },
  );
  const shipped = await three.act(await of('Noodle bowl'), seller, approve);
  await three.act(shipped, seller, { type: 'ShipRequest', carrier: 'Flash Express', trackingNumber: 'TH0123456789' });
  const at = three.clock.iso();
  await three.act(shipped, integrator, {
    type: 'RecordLogistics',
    events: [
      { at, kind: 'picked_up', text: 'Picked up from the sender', location: 'Bangkok' },
      { at, kind: 'exception', text: 'ไม่พบที่อยู่', location: 'Bang Na' },
    ],
  });
  const text = 'See https://shop.example/packing.jpg';
  return {
    asked: await of(LONG, { respondBy: new Date(three.clock.now() + 30 * MINUTE).toISOString() }),
    countered,
    offered: await three.act(await of('Teapot'), seller, offer),
    takenBack: await three.act(await three.act(await of('Saucer'), seller, offer), integrator, NOT_ANY_MORE),
    approved: await three.act(await of('Spoon'), seller, approve),
    shipped,
    rejected: await three.act(await of('Dish'), seller, { type: 'RejectRequest', reason: 'other', text }),
  };
}

/** A shop whose alerts go to a channel and which is off on days of its own. */
const alerted = (three: Three): Promise<unknown> =>
  three.service.store.directory.putSeller(
    shop({
      policy: {
        maxOffers: 3,
        maxRounds: 3,
        rejectReasons: { items_were_sent: { evidence: true } },
        limits: { maxPercent: 80 },
        calendar: { extraHolidays: [new Date(three.clock.now() + 40 * DAY).toISOString().slice(0, 10)] },
      },
      alerts: { slack: { channel: 'C123', quiet: { from: '22:00', to: '07:00' } } },
    }),
  );

/** Leads from an open request back to the list, which is all that a phone shows then. */
async function shut(page: Page): Promise<void> {
  await page.locator('.shut').click();
  await page.locator('seller-request').waitFor({ state: 'detached' });
}

/** The open request: each of its forms, empty and refused. */
async function throughForms(
  page: Page,
  requests: Requests,
  { language = 'en' }: Look,
  visit: (state: string) => Promise<void>,
): Promise<void> {
  const answers = page.locator('request-answers');
  const offer = page.locator('answer-offer');
  const wrong = answers.locator('.wrong');
  const show = async (tab: string, { id }: RequestState): Promise<void> => {
    await page.locator(`#tab-${tab}`).click();
    await page.locator(`[data-id="${id}"] .open`).click();
    await page.locator('seller-request h2').waitFor();
    await page.locator('parley-chat .system, parley-chat parley-offer-card').first().waitFor();
  };
  const ask = async (action: string): Promise<void> => {
    const button = answers.locator(`[data-action="${action}"]`);
    // The form to ship stands open by itself.
    if (action !== 'ship' && (await button.getAttribute('aria-expanded')) === 'false') await button.click();
    await answers.locator('form').first().waitFor();
  };
  const submit = (): Promise<void> => answers.locator('form button[type="submit"]').click();

  await show('awaiting_action', requests.asked);
  await visit('request');
  await ask('approve');
  await visit('approve');
  await ask('reject');
  await visit('reject');
  await submit();
  await wrong.first().waitFor();
  await visit('reject-refused');
  await ask('offer');
  await offer.locator('.pick').first().click();
  await offer.locator('parley-offer-card').waitFor();
  await visit('offer');
  await offer.locator('.pick').last().click();
  await offer.locator('#amount').fill('0');
  await offer.locator('button[type="submit"]').click();
  await offer.locator('.wrong').waitFor();
  await visit('offer-refused');
  await shut(page);
  await show('awaiting_action', requests.countered);
  await page.locator('parley-chat parley-offer-card').first().waitFor();
  await visit('countered');
  await ask('counter_offer');
  await visit('counter-offer');
  await shut(page);
  await show('awaiting_action', requests.takenBack);
  const strings = await loadSellerStrings(language);
  await page.locator('seller-request .standing', { hasText: strings['takenBack.solution'] }).waitFor();
  await visit('taken-back');
  await shut(page);
  await show('offer_sent', requests.offered);
  await visit('offered');
  await ask('withdraw');
  await visit('withdraw');
  await shut(page);
  await show('to_ship', requests.approved);
  await visit('approved');
  await ask('ship');
  await visit('ship');
  await submit();
  await wrong.first().waitFor();
  await visit('ship-refused');
  await shut(page);
  await show('in_progress', requests.shipped);
  await page.locator('seller-request .logistics .history').waitFor();
  await visit('shipped');
  await shut(page);
  await show('closed', requests.rejected);
  await visit('closed');
  await shut(page);
}

async function throughList(page: Page, visit: (state: string) => Promise<void>): Promise<void> {
  await page.locator('#tab-awaiting_action').click();
  const boxes = page.locator('.pickbox input:enabled');
  await boxes.nth(1).waitFor();
  await shut(page);
  for (const index of [0, 1]) await boxes.nth(index).check();
  await page.locator('.selection').waitFor();
  await visit('selected');
  await page.locator('.selection .primary').click();
  await page.locator('seller-bulk dialog').waitFor();
  await visit('bulk');
  await page.keyboard.press('Escape');
  await page.locator('seller-bulk').waitFor({ state: 'detached' });
  await page.locator('input[type="search"]').fill('nothing-like-this');
  await page.locator('.empty').waitFor();
  await visit('nothing-found');
}

/** A rule is written, refused, kept, and tried with another one. */
async function throughRules(page: Page, visit: (state: string) => Promise<void>): Promise<void> {
  const rules = page.locator('shop-rules');
  const form = rules.locator('rule-form');
  await rules.locator('[data-tool="add"]').click();
  await visit('rule-form');
  await form.locator('button[type="submit"]').click();
  await form.locator('.wrong').waitFor();
  await visit('rule-refused');
  await form.locator('#name').fill('Bowls under 500 baht');
  await form.locator('#skus').fill('BOWL-*');
  await form.locator('#to').fill('500');
  await form.locator('#note').fill(NOTE);
  await form.locator('button[type="submit"]').click();
  await rules.locator('[data-tool="try"]').click();
  await rules.locator('.report').waitFor();
  await rules.locator('summary').click();
  await visit('rules-tried');
}

async function throughSettings(page: Page, visit: (state: string) => Promise<void>): Promise<void> {
  // On a phone it lies in the menu; whether this is one changes with the window.
  await page.locator('more-menu > button[aria-pressed]').evaluate((button: HTMLElement) => button.click());
  await page.locator('#calendar').waitFor();
  await visit('settings');
  await throughRules(page, visit);
  await page.locator('#link ~ button').click();
  await page.locator('.code').waitFor();
  await visit('settings-code');
}

/** What the page says to whom it is not for. */
async function unsigned(three: Three, page: Page, language: string, visit: (state: string) => Promise<void>) {
  await page.goto('about:blank');
  await page.goto(`${three.service.url}/seller#locale=${language}`);
  await page.locator('main').waitFor();
  await visit('without-token');
}

export const sellerWalk: Walk = {
  name: 'seller',
  async go(three: Three, look: Look, visit: Visit): Promise<void> {
    await alerted(three);
    const requests = await ofEveryStage(three, look);
    await aRequest(three, look, 'Stoneware bowl, sea green');
    const { page, context } = await three.shopPage(look);
    // Steps are taken at a desk: on a phone an open request hides what leads to the next.
    const at = async (state: string): Promise<void> => {
      await visit(state, page);
      await page.setViewportSize(WINDOWS.desk);
    };
    await page.setViewportSize(WINDOWS.desk);
    await page.locator('.top .live:not(:empty)').waitFor();
    await page.locator(`[data-id="${requests.asked.id}"]`).waitFor();
    // At a desk the first one opens by itself.
    await shut(page);
    await at('list');
    await throughForms(page, requests, look, at);
    await throughList(page, at);
    await throughSettings(page, at);
    await unsigned(three, page, look.language ?? 'en', at);
    await context.close();
  },
};
