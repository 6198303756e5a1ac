/** The board for everyone: axe finds nothing in any state, light and dark, and nothing is wider than the window. */
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RequestState } from '../../src/domain/request.ts';
import { findings } from '../support/axe.ts';
import { chromiumPath, launch, withoutChromium } from '../support/browser.ts';
import {
  choose,
  type Desk,
  detailOf,
  expectNoSideways,
  formOf,
  PHONE,
  rowsOf,
  startDesk,
  ZOOMED,
} from '../support/console-scene.ts';
import { seller } from '../support/world.ts';

const TABS = {
  chat: 'parley-chat .content > *',
  history: 'console-history li',
  card: 'console-cards parley-offer-card',
};

describe.skipIf(!chromiumPath())(`The agent board for everyone${withoutChromium}`, () => {
  let desk: Desk;
  let browser: Browser;
  let waiting: RequestState;
  let offered: RequestState;
  let countered: RequestState;
  let approved: RequestState;
  let rejected: RequestState;

  beforeAll(async () => {
    [desk, browser] = await Promise.all([startDesk(), launch()]);
    waiting = await desk.open({
      text: 'See https://pictures.example/box.jpg',
      evidence: ['https://pictures.example/1'],
    });
    offered = await desk.offered();
    countered = await desk.countered();
    approved = await desk.act(await desk.open(), seller, { type: 'ApproveRequest' });
    const text = 'All of it was sent, see https://pictures.example/packing.jpg';
    rejected = await desk.act(await desk.open(), seller, { type: 'RejectRequest', reason: 'items_were_sent', text });
  });
  afterAll(async () => {
    await browser?.close();
    await desk?.close();
  });

  /** Every form of every action, by the request that has it. */
  const forms = (): [RequestState, string[]][] => [
    [
      waiting,
      [
        'Approve for the seller',
        'Offer money for the seller',
        'Reject for the seller',
        'Extend the deadline',
        'Cancel the request',
      ],
    ],
    [offered, ['Withdraw the offer']],
    [countered, ['Accept for the seller', 'Name another amount for the seller', 'Reject the amount for the seller']],
    [approved, ['Mark as shipped']],
  ];

  async function unfold(page: Page): Promise<void> {
    const folded = page.locator('.folds [aria-expanded=false]');
    while ((await folded.count()) > 0) await folded.first().click();
  }

  describe.each(['light', 'dark'] as const)('in %s', (colorScheme) => {
    const look = { colorScheme, reducedMotion: 'reduce' } as const;

    it.each([
      ['1,280', {}],
      ['390', PHONE],
    ] as const)('axe finds nothing in the list and an opened request at %s pixels', async (_, options) => {
      const { page, context, complaints } = await desk.visit(browser, '', { ...options, ...look });
      const check = async (what: string): Promise<void> => {
        expect(await findings(page), what).toEqual([]);
        await expectNoSideways(page, what);
      };
      await unfold(page);
      await check('list');
      await page.locator('select[name=sort]').selectOption('state');
      await check('grouped');
      const changing = await desk.open();
      await rowsOf(page).first().hover();
      await desk.act(changing, seller, { type: 'ApproveRequest' });
      await page.getByRole('button', { name: /^Update order/u }).waitFor();
      await check('changed');
      await page.getByRole('button', { name: /^Update order/u }).click();
      await page.getByRole('searchbox').fill('nothing of the kind');
      await page.getByText('No request matches.').waitFor();
      await check('nothing found');
      await page.getByRole('button', { name: 'Clear filters' }).click();
      await page.locator(`#row-${offered.id}`).click();
      await detailOf(page).waitFor();
      await check('overview');
      for (const [tab, part] of Object.entries(TABS)) {
        await page.locator(`#tab-${tab}`).click();
        await page.locator(part).first().waitFor();
        await check(tab);
      }
      // Pictures of items are on a host of their own, which is not there.
      expect(complaints).toEqual([]);
      await context.close();
    });

    it('axe finds nothing in the form of any action, nor in a closed request', async () => {
      for (const [state, names] of forms()) {
        const { page, context } = await desk.visit(browser, `&open=${state.id}`, { ...PHONE, ...look });
        for (const name of names) {
          await choose(page, name);
          expect(await findings(page, ['parley-console', 'console-detail']), name).toEqual([]);
          await expectNoSideways(page, name);
        }
        await context.close();
      }
      const { page, context } = await desk.visit(browser, `&open=${rejected.id}`, look);
      await detailOf(page).getByText('Rejected: The items were sent').waitFor();
      expect(await findings(page)).toEqual([]);
      await context.close();
    });
  });

  const SIZES: [string, BrowserContextOptions][] = [
    ['1,280 pixels', {}],
    ['390 pixels', PHONE],
    ['200 percent', ZOOMED],
  ];
  const LOCALES = ['th', 'fil', 'en-XA', 'ar-XB'];

  describe.each(LOCALES)('in %s', (locale) => {
    it.each(SIZES)('nothing is wider than the window at %s', async (_, options) => {
      const { page, context } = await desk.visit(browser, `&locale=${locale}`, options);
      expect(await page.evaluate(() => document.documentElement.dir)).toBe(locale === 'ar-XB' ? 'rtl' : 'ltr');
      await unfold(page);
      await expectNoSideways(page, 'list');
      await rowsOf(page).first().waitFor();
      await page.locator(`#row-${waiting.id}`).click();
      await detailOf(page).waitFor();
      await page.locator('console-actions button').first().click();
      await formOf(page).waitFor();
      await expectNoSideways(page, 'form');
      // No button is cut: its words fit into it.
      const cut = await page
        .locator('console-actions button, [role=tab], .folds button, console-requests button')
        .evaluateAll((buttons) => buttons.filter((button) => button.scrollWidth > button.clientWidth + 1).length);
      expect(cut).toBe(0);
      for (const tab of Object.keys(TABS)) {
        await page.locator(`#tab-${tab}`).click();
        await expectNoSideways(page, tab);
      }
      await context.close();
    });
  });
});
