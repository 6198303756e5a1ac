/** The agents' board: the list, a request from every side, and each of an agent's actions. */
import type { Page } from 'playwright-core';
import type { RequestState } from '../../src/domain/request.ts';
import { type ConsoleKey, loadConsoleStrings } from '../../src/i18n/console/index.ts';
import type { Look, Three } from '../../test/support/three.ts';
import { seller } from '../../test/support/world.ts';
import { aRequest, NOTE, type Scene } from './scene.ts';

async function offered(three: Three, look: Look): Promise<RequestState> {
  const request = await aRequest(three, look);
  const offer = { kind: 'partial_refund', percent: 50, note: NOTE } as const;
  return three.act(request, seller, { type: 'ProposeOffer', offer });
}

/** The board with a request open. */
const request = (
  name: string,
  make: typeof offered,
  prepare: (page: Page, words: Readonly<Record<ConsoleKey, string>>) => Promise<unknown> = async () => {},
): Scene => ({
  name: `console-${name}`,
  async show(three, look) {
    const { page } = await three.agent(await make(three, look), look);
    await page.locator('console-actions .buttons').first().waitFor();
    await prepare(page, await loadConsoleStrings(look.language));
    return page;
  },
});

const tab = (name: string, part: string) => async (page: Page) => {
  await page.locator(`#tab-${name}`).click();
  await page.locator(part).first().waitFor();
};
const action = (name: ConsoleKey) => async (page: Page, words: Readonly<Record<ConsoleKey, string>>) => {
  await page.locator('console-actions').getByRole('button', { name: words[name], exact: true }).click();
  await page.locator('console-actions form').waitFor();
};

/** The board without a request open. */
const board = (
  name: string,
  fragment: Record<string, string> = {},
  prepare: (page: Page) => Promise<unknown> = (page) => page.locator('console-list [role=option]').first().waitFor(),
): Scene => ({
  name: `console-${name}`,
  async show(three, look) {
    await offered(three, look);
    const { page } = await three.board(look, fragment);
    await prepare(page);
    return page;
  },
});

export const CONSOLE: Scene[] = [
  board('list'),
  board('grouped', { sort: 'state' }),
  board('nothing-found', { q: 'no such order' }, (page) => page.locator('console-list').waitFor()),
  board('unfolded', {}, async (page) => {
    await page.locator('console-list [role=option]').first().waitFor();
    const folded = page.locator('details:not([open]) > summary:visible');
    while ((await folded.count()) > 0) await folded.first().click();
  }),
  request('request', offered),
  request('chat', offered, tab('chat', 'parley-chat .content > *')),
  request('history', offered, tab('history', 'console-history li')),
  request('card', offered, tab('card', 'console-cards parley-offer-card')),
  request('extend', offered, action('action.extend')),
  request('withdraw', offered, action('action.withdraw')),
  request('offer', aRequest, action('action.offer')),
  request('reject', aRequest, action('action.reject')),
  request('approve', aRequest, action('action.approve')),
  request('cancel', aRequest, action('action.cancel')),
  {
    name: 'console-without-token',
    async show(three, look) {
      const { page } = await three.board(look);
      await page.goto('about:blank');
      await page.goto(`${three.service.url}/console#locale=${look.language ?? 'en'}`);
      await page.locator('parley-console, main').first().waitFor();
      return page;
    },
  },
];
