/** The list an agent watches: what is in it, in which order, narrowed how, and what happens to it meanwhile. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RequestState } from '../../src/domain/request.ts';
import { chromiumPath, launch, type Opened, openPage, withoutChromium } from '../support/browser.ts';
import {
  type Desk,
  detailOf,
  follow,
  fragment,
  listOf,
  PHONE,
  rowOf,
  rowsOf,
  selectOf,
  settled,
  shows,
  startDesk,
  startOver,
} from '../support/console-scene.ts';
import { eventually } from '../support/eventually.ts';
import { tokenFor } from '../support/sockets.ts';
import { agent, seller, shop } from '../support/world.ts';

const HOUR = 3_600_000;

describe.skipIf(!chromiumPath())(`The list of the agent board${withoutChromium}`, () => {
  let desk: Desk;
  let browser: Browser;
  let board: Opened;
  let first: RequestState;
  let offered: RequestState;
  let countered: RequestState;

  beforeAll(async () => {
    [desk, browser] = await Promise.all([startDesk(), launch()]);
    await desk.service.store.directory.putSeller(shop({ id: 'shop-2', name: 'Second shop' }));
    first = await desk.open({ orderId: 'order-first' });
    desk.clock.advance(HOUR);
    offered = await desk.offered(50, { orderId: 'order-offered' });
    desk.clock.advance(HOUR);
    countered = await desk.countered();
    await desk.open({ sellerId: 'shop-2', reason: 'damaged', orderId: 'order-other-shop' });
    const rejected = await desk.open({ orderId: 'order-rejected' });
    await desk.act(rejected, seller, { type: 'RejectRequest', reason: 'other', text: 'No.' });
    board = await desk.visit(browser);
  });
  afterAll(async () => {
    await browser?.close();
    await desk?.close();
  });

  const order = (page: Page) => rowsOf(page).evaluateAll((rows) => rows.map(({ id }) => id.replace('row-', '')));
  /** The one board of these tests, as somebody finds it. */
  async function start(): Promise<Page> {
    await startOver(board.page);
    return board.page;
  }
  const open4 = 4;
  /** Types the beginning of a shop's name. */
  const findShop = async (page: Page, name: string): Promise<void> => {
    const field = page.getByRole('combobox', { name: 'Seller', exact: true });
    await field.fill(name);
    await field.press('Enter');
  };

  it('has room for twelve rows on a desk', async () => {
    const page = await start();
    await shows(page, open4);
    const { top, height } = await rowsOf(page)
      .first()
      .evaluate((row) => row.getBoundingClientRect());
    expect(Math.floor(((page.viewportSize()?.height ?? 0) - top) / height)).toBeGreaterThanOrEqual(12);
  });

  it('holds every open request by deadline, what it waits for in words, and how long still', async () => {
    const page = await start();
    await shows(page, open4);
    const row = page.locator(`#row-${offered.id}`);
    await row.getByText(/^Buyer answers: \d+ h left$/u).waitFor();
    await row.getByText(/^฿[\d.]+ of ฿[\d.]+ \(50%\)$/u).waitFor();
    await page.locator(`#row-${countered.id}`).getByText('Counter-offer').waitFor();
    await page
      .locator(`#row-${first.id}`)
      .getByText(/^Seller answers: /u)
      .waitFor();
    expect(board.complaints).toEqual([]);
  });

  it('is grouped by state where asked, each group with its count', async () => {
    const page = await start();
    await follow(page, { sort: 'state' });
    await shows(page, open4);
    await eventually('each state has its count', async () =>
      expect(await page.locator('console-list .group').allTextContents()).toEqual([
        'Waits for seller · 2',
        'Negotiating · 2',
      ]),
    );
    expect(await selectOf(page, 'sort').inputValue()).toBe('state');
  });

  it('is narrowed by each filter, keeps them in the address, and starts from it', async () => {
    const page = await start();
    const cases: [string, string, number][] = [
      ['sellerId', 'shop-2', 1],
      ['reason', 'damaged', 1],
      ['waitingOn', 'buyer', 1],
      ['due', 'overdue', 0],
      ['status', 'negotiating', 2],
      ['market', 'TH', open4],
    ];
    for (const [name, value, count] of cases) {
      if (name === 'sellerId') await findShop(page, 'second');
      else await selectOf(page, name).selectOption(value);
      await shows(page, count);
      expect(Object.fromEntries(fragment(page))).toEqual({ [name]: value });
      await page.getByRole('button', { name: 'Clear filters' }).click();
      await shows(page, open4);
    }
    await selectOf(page, 'waitingOn').selectOption('seller');
    await selectOf(page, 'status').selectOption('negotiating');
    await shows(page, 1);
    const address = fragment(page).toString();

    const again = await desk.visit(browser, `&${address}`);
    await shows(again.page, 1);
    await eventually('the list is narrowed', async () => expect(await order(again.page)).toEqual([countered.id]));
    expect(await selectOf(again.page, 'waitingOn').inputValue()).toBe('seller');
    await again.context.close();
  });

  it('rule 19: lists what one has in hand, what nobody has and what a colleague has, as that changes', async () => {
    await desk.act(first, agent, { type: 'AssignRequest', to: { id: 'staff-7', name: 'Mali' } });
    await desk.act(offered, agent, { type: 'AssignRequest', to: { id: 'staff-8', name: 'Nok' } });
    const token = await tokenFor({ role: 'agent', id: 'agent-1', userId: 'staff-7', name: 'Mali' });
    const mine = await openPage(browser, `${desk.service.url}/console#token=${token}&assignee=me`);
    const { page } = mine;
    await settled(page);
    await eventually('mine is listed', async () => expect(await order(page)).toEqual([first.id]));
    const holder = page.getByRole('combobox', { name: 'Who has it' });
    expect(await holder.inputValue()).toBe('me');
    const choices = ['Anybody', 'Who has it: I do', 'Nobody yet', 'Nok'];
    expect(await holder.locator('option').allTextContents()).toEqual(choices);
    await holder.selectOption('Nok');
    await eventually('Nok’s is listed', async () => expect(await order(page)).toEqual([offered.id]));
    expect(Object.fromEntries(fragment(page))).toEqual({ assignee: 'staff-8' });
    await holder.selectOption('none');
    await shows(page, 2);
    await holder.selectOption('me');
    await rowsOf(page).click();
    await detailOf(page).getByRole('button', { name: 'Let it go' }).click();
    await page.getByText('No request matches.').waitFor();
    expect(mine.complaints).toEqual([]);
    await mine.context.close();

    // A reader whom the token does not name has nothing, and is offered nothing as theirs.
    const other = await desk.visit(browser, '&assignee=me');
    await shows(other.page, open4);
    expect(await selectOf(other.page, 'assignee').locator('option').allTextContents()).not.toContain('I do');
    expect(await other.page.getByRole('button', { name: 'Clear filters' }).count()).toBe(0);
    await other.context.close();
    await desk.act(offered, agent, { type: 'AssignRequest', to: null });
  });

  it('is searched, closed requests included, and says when nothing matches', async () => {
    const page = await start();
    await page.getByRole('searchbox').fill('order-rej');
    await rowOf(page, 'Rejected').waitFor();
    await shows(page, 1);
    expect(fragment(page).get('q')).toBe('order-rej');
    await page.getByRole('searchbox').fill('no such thing');
    await page.getByText('No request matches.').waitFor();
    await page.getByRole('button', { name: 'Clear filters' }).click();
    await shows(page, open4);
    await eventually('the search is empty', async () =>
      expect(await page.getByRole('searchbox').inputValue()).toBe(''),
    );
  });

  it('shows closed requests where their state is asked for', async () => {
    const page = await start();
    await follow(page, { status: 'rejected' });
    await shows(page, 1);
    await rowOf(page, 'Rejected').waitFor();
  });

  it('is walked through, opened and left by the keyboard alone', async () => {
    const page = await start();
    await shows(page, open4);
    const ids = await order(page);
    const active = async () => (await listOf(page).getAttribute('aria-activedescendant'))?.replace('row-', '');
    // From the top of the page to the list with the tab key alone.
    await page.locator('body').press('Tab');
    for (let n = 0; n < 30 && (await listOf(page).evaluate((list) => !list.matches(':focus'))); n += 1) {
      await page.keyboard.press('Tab');
    }
    // The first one stands open, so the keys go on from it.
    for (const [key, at] of [
      ['ArrowDown', 1],
      ['ArrowDown', 2],
      ['ArrowUp', 1],
      ['j', 2],
      ['k', 1],
      ['End', 3],
      ['Home', 0],
      ['ArrowUp', 0],
    ] as const) {
      await page.keyboard.press(key);
      await eventually(`${key} goes to row ${at}`, async () => expect(await active()).toBe(ids[at]));
    }
    await page.keyboard.press('Enter');
    await detailOf(page).getByRole('heading', { level: 2 }).waitFor();
    expect(fragment(page).get('open')).toBe(ids[0]);
    for (const tab of ['Chat', 'History', 'Card', 'Overview']) {
      await page.getByRole('tab', { selected: true }).focus();
      await page.keyboard.press('ArrowRight');
      await page.getByRole('tab', { name: tab, selected: true }).waitFor();
    }
    await page.keyboard.press('Escape');
    await detailOf(page).waitFor({ state: 'detached' });
    await eventually('the list has the focus again', async () =>
      expect(await listOf(page).evaluate((list) => list.matches(':focus'))).toBe(true),
    );
    expect(await active()).toBe(ids[0]);
    expect(fragment(page).get('open')).toBeNull();
  });

  it('marks what changes while somebody reads it, and moves no row until told', async () => {
    const state = await desk.open();
    const { page, context } = await desk.visit(browser);
    await page.locator(`#row-${state.id}`).hover();
    const before = await order(page);
    await desk.act(state, seller, { type: 'ApproveRequest' });
    const row = page.locator(`#row-${state.id}`);
    await row.getByText('changed').waitFor();
    await row.getByText(/^Seller ships: /u).waitFor();
    expect(await row.locator('.mark').getAttribute('title')).toBe('was: Waits for seller');
    const fresh = await desk.open();
    await page.getByRole('button', { name: 'Update order (2)' }).waitFor();
    expect(await order(page)).toEqual(before);
    await page.getByRole('button', { name: 'Update order (2)' }).click();
    await page.locator(`#row-${fresh.id}`).getByText('new', { exact: true }).waitFor();
    expect(await order(page)).not.toEqual(before);
    await page.getByRole('button', { name: 'Clear marks (2)' }).click();
    await page.locator('console-list .mark').first().waitFor({ state: 'detached' });
    await context.close();
  });

  it('puts itself in order while nobody reads it, a pointer that was left on it included', async () => {
    const state = await desk.open();
    const { page, context } = await desk.visit(browser, '', { prepare: (blank) => blank.clock.install() });
    await page.locator(`#row-${state.id}`).hover();
    await desk.act(state, seller, { type: 'RejectRequest', reason: 'other', text: 'No.' });
    await page.locator(`#row-${state.id}`).getByText('Rejected').waitFor();
    await page.clock.fastForward(10_000);
    expect(await page.locator(`#row-${state.id}`).count()).toBe(1);
    await page.clock.fastForward(60_000);
    await page.locator(`#row-${state.id}`).waitFor({ state: 'detached' });
    await context.close();
  });

  it('on a phone, is there or the request is, one at a time, with targets for thumbs', async () => {
    const page = await start();
    await page.setViewportSize(PHONE.viewport);
    const fitThumbs = (where: string) =>
      eventually(`every control of ${where} is large enough for a thumb`, async () => {
        const heights = await page
          .locator('button:visible, input:visible, select:visible')
          .evaluateAll((controls) => controls.map((control) => control.getBoundingClientRect().height));
        expect(heights.length).toBeGreaterThan(0);
        expect(Math.min(...heights)).toBeGreaterThanOrEqual(44);
      });
    await page.getByRole('button', { name: 'Filters' }).click();
    await selectOf(page, 'status').selectOption('negotiating');
    await page.getByRole('button', { name: 'Filters (1)' }).waitFor();
    await fitThumbs('the list');
    await rowsOf(page).first().click();
    await listOf(page).waitFor({ state: 'hidden' });
    await page.locator('request-answers .buttons').first().waitFor();
    await fitThumbs('the request');
    await page.goBack();
    await listOf(page).waitFor();
    await page.setViewportSize({ width: 1280, height: 800 });
  });
});
