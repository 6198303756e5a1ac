/** The buyer's chat in every state of a card and of its questions; everything that was stays above, in one conversation. */
import type { Page } from 'playwright-core';
import type { MessageWrite } from '../../../src/application/transcript.ts';
import type { RequestState } from '../../../src/domain/request.ts';
import { baht, HOUR } from '../builders.ts';
import { phoneSide, type Three } from '../three.ts';
import { buyer, integrator, seller } from '../world.ts';
import type { Visit, Walk } from './walk.ts';

const NOTE = 'We are so sorry! The bowl is sold out: keep the one you have and take half the price back?';
const CARRIER = { carrier: 'Flash Express', trackingNumber: 'TH0123456789' };
/** What breaks layouts that count on spaces. */
const LONG = [
  ['seller', 'x'.repeat(300)],
  ['seller', 'ได้รับของแล้วครับแต่ว่าขาดไปหนึ่งชิ้นช่วยตรวจสอบให้หน่อยนะครับ 🙏'],
  ['buyer', `See https://pictures.example/a${'b'.repeat(200)}.jpg`],
] as const;

type Ask = 'accept' | 'reject' | 'counter';
/** No offer of the walk waits for so long. */
const DAY_OVER = 25 * HOUR;
let walked = 0;

/** One buyer with one conversation, in which one request follows another. */
interface Chat {
  three: Three;
  page: Page;
  visit: Visit;
  request(): Promise<RequestState>;
  offer(state: RequestState): Promise<RequestState>;
  as: typeof buyer;
}

const card = (page: Page) => phoneSide(page).card;
const dialog = (page: Page) => page.locator('dialog[open]');
const offerOf = ({ offers }: RequestState): string => offers.at(-1)?.id ?? '';

/** Presses a button of the last card, by what it does. */
async function ask(page: Page, which: Ask): Promise<void> {
  await card(page).locator(`button[aria-describedby="means-${which}"]`).click();
  await dialog(page).waitFor();
}
const confirm = (page: Page): Promise<void> => dialog(page).locator('button[type=submit]').click();
async function stopAsking(page: Page): Promise<void> {
  await page.keyboard.press('Escape');
  await dialog(page).waitFor({ state: 'detached' });
}

async function questions({ page, visit }: Chat): Promise<void> {
  await ask(page, 'accept');
  await visit('accepting', page);
  await stopAsking(page);
  await ask(page, 'reject');
  await visit('rejecting', page);
  await stopAsking(page);
  await ask(page, 'counter');
  await visit('countering', page);
  await dialog(page).locator('input').fill('much');
  await confirm(page);
  await dialog(page).locator('.problem').waitFor();
  await visit('countering with nonsense', page);
  await stopAsking(page);
}

/** Waits until the last card shows how its offer ended. */
async function ended(state: string, { page, visit }: Chat): Promise<void> {
  await card(page).locator('.outcome').waitFor();
  await visit(state, page);
}

/** One request whose offers come to nothing, until the seller ships. */
async function refused(chat: Chat): Promise<void> {
  const { three, page, visit, as } = chat;
  const request = await chat.request();
  await page.locator('.system').first().waitFor();
  await visit('opened', page);
  const first = await chat.offer(request);
  await visit('waiting', page);
  await questions(chat);
  await three.act(request, seller, { type: 'WithdrawOffer', offerId: offerOf(first), text: 'We found one more' });
  await ended('withdrawn', chat);
  await chat.offer(request);
  await three.pass(DAY_OVER);
  await ended('expired', chat);
  const last = await chat.offer(request);
  const text = 'I would rather have the bowl';
  await three.act(request, as, { type: 'RejectOffer', offerId: offerOf(last), text });
  await ended('rejected', chat);
  await three.act(request, seller, { type: 'ApproveRequest' });
  await three.act(request, seller, { type: 'ShipRequest', ...CARRIER });
  await page.getByText(CARRIER.trackingNumber).first().waitFor();
  await visit('shipped', page);
}

/** One whose offer is accepted and paid. */
async function accepted(chat: Chat): Promise<void> {
  const { three, page, visit, as } = chat;
  const request = await chat.offer(await chat.request());
  await three.act(request, as, { type: 'AcceptOffer', offerId: offerOf(request) });
  await ended('accepted', chat);
  const said = page.locator('.system');
  const before = await said.count();
  await three.act(request, integrator, { type: 'ReportRefund', outcome: 'confirmed', reference: 'PAY-1' });
  await said.nth(before).waitFor();
  await visit('refunded', page);
}

/** One whose offer the marketplace stopped permitting while it waited: the buyer reads that it was withdrawn, and no more. */
async function takenBack(chat: Chat): Promise<void> {
  const { three, as } = chat;
  const request = await chat.offer(await chat.request());
  await three.act(request, integrator, {
    type: 'UpdateRequest',
    patch: { allowed: { solutions: ['approve', 'reject'] } },
  });
  await ended('taken back', chat);
  await three.act(request, as, { type: 'CancelRequest' });
}

/** One that is answered where no answer can count: without a network, and after its time. */
async function inVain(chat: Chat): Promise<void> {
  const { three, page, visit } = chat;
  await chat.offer(await chat.request());
  await page.context().setOffline(true);
  await page.locator('.bar:not([hidden])').waitFor();
  await ask(page, 'accept');
  await confirm(page);
  await card(page).locator('.problem').waitFor();
  await visit('offline', page);
  await page.context().setOffline(false);
  await page.locator('.bar').waitFor({ state: 'hidden' });
  await ask(page, 'accept');
  // Nothing else tells the card that its time is over, so that the question stays until it is answered.
  await three.service.app.sweep.stop();
  three.clock.advance(DAY_OVER);
  await confirm(page);
  await ended('too late', chat);
  three.service.app.sweep.start();
}

export const chatWalk: Walk = {
  name: 'chat',
  async go(three, look, visit) {
    walked += 1;
    const { language = 'en' } = look;
    const conversationId = `walk-${walked}`;
    const as = { ...buyer, id: `buyer-of-${conversationId}` };
    const request = (): Promise<RequestState> => aRequest(three, language, conversationId, as.id);
    const first = await request();
    await three.service.store.chat.write(LONG.map((one, index) => message(three, conversationId, one, index)));
    const { page, context } = await three.buyer(first, look);
    let opened: RequestState | undefined = first;
    const chat: Chat = {
      three,
      page,
      visit,
      as,
      async request() {
        const now = opened ?? (await request());
        opened = undefined;
        return now;
      },
      async offer(state) {
        const before = await page.locator('parley-offer-card').count();
        const offer = { kind: 'partial_refund', percent: 50, note: NOTE } as const;
        const after = await three.act(state, seller, { type: 'ProposeOffer', offer });
        await page.locator('parley-offer-card').nth(before).locator('.actions').waitFor();
        return after;
      },
    };
    await refused(chat);
    await accepted(chat);
    await takenBack(chat);
    await inVain(chat);
    await page.goto('about:blank');
    await page.goto(`${three.service.url}/chat#locale=${language}`);
    await page.locator('.explains').waitFor();
    await visit('without a token', page);
    await context.close();
  },
};

/** A request with what a picture should show: a real title, the buyer's words, evidence. */
const aRequest = (three: Three, buyerLocale: string, conversationId: string, buyerId: string): Promise<RequestState> =>
  three.request({
    conversationId,
    buyerId,
    buyerLocale,
    text: 'Only one of the two bowls arrived. The box was closed, so I think it was never packed.',
    items: [
      { sku: 'BOWL-2', title: 'Stoneware bowl, sea green', quantity: 2, missingQuantity: 1, unitPrice: baht(25_000) },
    ],
    evidence: ['https://shop.example/box.jpg'],
  });

const message = (
  { clock }: Three,
  conversationId: string,
  [role, text]: (typeof LONG)[number],
  index: number,
): MessageWrite => ({
  id: `msg_${conversationId}x${index}`,
  conversationId,
  at: clock.iso(),
  author: { role, id: role === 'seller' ? 'shop-1' : `buyer-of-${conversationId}` },
  body: { kind: 'text', text },
  revision: 1,
});
