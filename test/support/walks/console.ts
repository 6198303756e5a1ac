/** The agents' board: the list in every order and fold, a request from every side, and the form of every action. */
import type { Page } from 'playwright-core';
import type { RequestState } from '../../../src/domain/request.ts';
import { type ConsoleKey, loadConsoleStrings } from '../../../src/i18n/console/index.ts';
import { baht } from '../builders.ts';
import type { Look, Three } from '../three.ts';
import { buyer, seller } from '../world.ts';
import { type Visit, type Walk, WINDOWS } from './walk.ts';

const NOTE = 'We are so sorry! The bowl is sold out: keep the one you have and take half the price back?';
const COUNTER_NOTE = 'A new one costs as much as both of them did.';
const TABS = {
  chat: 'parley-chat parley-offer-card',
  history: 'console-history li',
  card: 'console-cards parley-offer-card',
};

interface Requests {
  waiting: RequestState;
  offered: RequestState;
  countered: RequestState;
  approved: RequestState;
  rejected: RequestState;
}

/** Every form of every action, by the request that has it. */
export const FORMS = {
  waiting: ['approve', 'offer', 'reject', 'extend', 'cancel'],
  offered: ['withdraw'],
  countered: ['accept_offer', 'counter_offer', 'reject_offer'],
  approved: ['ship'],
} as const satisfies Partial<Record<keyof Requests, readonly string[]>>;

let opened = 0;

function aRequest(three: Three, { language = 'en' }: Look): Promise<RequestState> {
  opened += 1;
  return three.request({
    buyerLocale: language,
    buyerId: `buyer-${opened}`,
    buyerName: 'Emma Clarke',
    text: 'Only one of the two bowls arrived. The box was closed, see https://pictures.example/box.jpg',
    items: [
      { sku: 'BOWL-2', title: 'Stoneware bowl, sea green', quantity: 2, missingQuantity: 1, unitPrice: baht(25_000) },
    ],
    evidence: ['https://pictures.example/1'],
  });
}

async function offer(three: Three, look: Look, percent: number): Promise<RequestState> {
  const offered = { kind: 'partial_refund', percent, note: NOTE } as const;
  return three.act(await aRequest(three, look), seller, { type: 'ProposeOffer', offer: offered });
}

async function inEveryState(three: Three, look: Look): Promise<Requests> {
  const low = await offer(three, look, 20);
  const ask = { offerId: low.offers.at(-1)?.id ?? '', amount: baht(20_000), note: COUNTER_NOTE };
  const text = 'All of it was sent, see https://pictures.example/packing.jpg';
  const no = { type: 'RejectRequest', reason: 'items_were_sent', text } as const;
  return {
    waiting: await aRequest(three, look),
    offered: await offer(three, look, 50),
    countered: await three.act(low, { ...buyer, id: low.facts.buyerId }, { type: 'CounterOffer', ...ask }),
    approved: await three.act(await aRequest(three, look), seller, { type: 'ApproveRequest' }),
    rejected: await three.act(await aRequest(three, look), seller, no),
  };
}

/** Follows a link within the board, as another step in the same tab. */
const follow = (page: Page, fragment: Record<string, string>): Promise<void> =>
  page.evaluate((hash) => {
    location.hash = hash;
  }, new URLSearchParams(fragment).toString());

async function openRequest(page: Page, { id, facts }: RequestState): Promise<void> {
  await follow(page, { open: id });
  await page.locator('console-detail header').getByText(facts.orderId).waitFor();
}

/** The figures and the filters are shown, on a phone too: that is where they can be folded. What lies in the menu is seen there, too. */
async function unfold(page: Page, visit: Visit): Promise<void> {
  const before = page.viewportSize() ?? WINDOWS.desk;
  await page.setViewportSize(WINDOWS.phone);
  await page.locator('more-menu .opens').click();
  await visit('menu', page);
  await page.setViewportSize(WINDOWS.phone);
  for (const part of ['numbers', 'narrowing']) {
    const fold = page.locator(`[aria-controls=${part}]`);
    await fold.waitFor({ state: 'attached' });
    if ((await fold.getAttribute('aria-expanded')) === 'false')
      await fold.evaluate((button: HTMLElement) => button.click());
    await page.locator(`#${part}`).waitFor();
  }
  await page.setViewportSize(before);
}

async function list(three: Three, look: Look, page: Page, visit: Visit): Promise<void> {
  const rows = page.locator('console-list [role=option]');
  await rows.first().waitFor();
  await page.locator('parley-console .status.live').waitFor({ state: 'attached' });
  await visit('list', page);
  await unfold(page, visit);
  await visit('unfolded', page);
  await follow(page, { sort: 'state' });
  await page.locator('console-list .group').first().waitFor();
  await visit('grouped', page);
  await changed(three, look, page, visit);
  await follow(page, { q: 'no such order' });
  await page.locator('console-requests .empty p').waitFor();
  await visit('nothing found', page);
}

/** Something has changed while the list is read, and it is read for as long as somebody looks at this. */
async function changed(three: Three, look: Look, page: Page, visit: Visit): Promise<void> {
  await page.evaluate(() => {
    const now = performance.now();
    performance.now = () => now;
  });
  await page.getByRole('listbox').focus();
  await three.act(await aRequest(three, look), seller, { type: 'ApproveRequest' });
  await page.locator('console-requests .update').waitFor();
  await visit('changed', page);
  await page.evaluate(() => Reflect.deleteProperty(performance, 'now'));
}

async function request(page: Page, requests: Requests, visit: Visit): Promise<void> {
  await openRequest(page, requests.offered);
  await page.locator('request-answers .buttons').first().waitFor();
  await visit('overview', page);
  for (const [tab, part] of Object.entries(TABS)) {
    await page.locator(`#tab-${tab}`).click();
    await page.locator(part).first().waitFor();
    await visit(tab, page);
  }
  await page.locator('#tab-overview').click();
}

async function forms(page: Page, requests: Requests, language: string | undefined, visit: Visit): Promise<void> {
  const words = await loadConsoleStrings(language);
  for (const [name, actions] of Object.entries(FORMS)) {
    await openRequest(page, requests[name as keyof typeof FORMS]);
    for (const action of actions) {
      // By its words, since its place depends on what else may be done; the words of the closed form are its button's.
      const key: ConsoleKey = `action.${action}`;
      const buttons = page.locator('request-answers [aria-expanded]');
      // On a phone an open form stands in place of the buttons.
      const open = page.locator('request-answers #panel');
      if ((await open.count()) > 0 && !(await buttons.first().isVisible())) await page.keyboard.press('Escape');
      await buttons.and(page.getByRole('button', { name: words[key], exact: true })).click();
      await page.locator('request-answers form').waitFor();
      await visit(action, page);
    }
  }
}

export const consoleWalk: Walk = {
  name: 'console',
  async go(three, look, visit) {
    const requests = await inEveryState(three, look);
    const { page, context, complaints } = await three.board(look);
    await list(three, look, page, visit);
    await request(page, requests, visit);
    await forms(page, requests, look.language, visit);
    await openRequest(page, requests.rejected);
    await visit('closed', page);
    await page.goto('about:blank');
    await page.goto(`${three.service.url}/console#locale=${look.language ?? 'en'}`);
    await page.locator('main.explains').waitFor();
    await visit('without a token', page);
    if (complaints.length > 0) throw new Error(`the board complained: ${complaints.join('; ')}`);
    await context.close();
  },
};
