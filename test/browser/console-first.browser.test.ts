/** The request that stands open on the board though nobody chose it: nobody's until something is done with it, and not a thing that jumps. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RequestState } from '../../src/domain/request.ts';
import { chromiumPath, launch, openPage, withoutChromium } from '../support/browser.ts';
import {
  type Desk,
  detailOf,
  follow,
  fragment,
  listOf,
  PHONE,
  rowsOf,
  selectOf,
  shows,
  startDesk,
} from '../support/console-scene.ts';
import { eventually } from '../support/eventually.ts';
import { tokenFor } from '../support/sockets.ts';
import { seller } from '../support/world.ts';

const HOUR = 3_600_000;

describe.skipIf(!chromiumPath())(`The first request of the agent board${withoutChromium}`, () => {
  let desk: Desk;
  let browser: Browser;
  /** By deadline. */
  let soon: RequestState;
  let later: RequestState;
  let last: RequestState;

  /** A request whose seller has so many hours left. */
  const due = (hours: number, orderId: string) =>
    desk.open({ orderId, respondBy: new Date(desk.clock.now() + hours * HOUR).toISOString() });

  const ended = (state: RequestState) =>
    desk.act(state, seller, { type: 'RejectRequest', reason: 'other', text: 'No.' });

  beforeAll(async () => {
    [desk, browser] = await Promise.all([startDesk(), launch()]);
    soon = await due(5, 'order-soon');
    later = await due(6, 'order-later');
    last = await due(7, 'order-last');
    await desk.act(last, seller, {
      type: 'ProposeOffer',
      offer: { kind: 'partial_refund', percent: 50 },
    });
  });
  afterAll(async () => {
    await browser?.close();
    await desk?.close();
  });

  /** What the page has told the server by itself, as names of events with what they are about. */
  const saidBy = (page: Page): string[] => {
    const said: string[] = [];
    page.on('websocket', (line) => line.on('framesent', ({ payload }) => said.push(String(payload))));
    return said;
  };
  const lookedAt = (said: string[], { id }: RequestState) =>
    said.some((frame) => frame.includes('"view"') && frame.includes(id));

  /** The buyer writes in the chat. */
  async function say({ facts: { conversationId, buyerId } }: RequestState, text: string): Promise<void> {
    await fetch(`${desk.service.url}/v1/conversations/${conversationId}/messages`, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        Authorization: `Bearer ${await tokenFor({ role: 'buyer', id: buyerId, conversationId })}`,
      },
      body: JSON.stringify({ text }),
    });
  }
  /** How far agents have read its chat. */
  const reads = async ({ facts: { conversationId } }: RequestState) =>
    (await desk.service.store.chat.reads(conversationId)).filter(({ role }) => role === 'agent');

  const isFirst = (page: Page, { id }: RequestState) =>
    eventually('the list puts itself in order', async () =>
      expect(await rowsOf(page).first().getAttribute('id')).toBe(`row-${id}`),
    );
  const stands = ({ facts }: RequestState, page: Page) =>
    detailOf(page).getByText(`Order ${facts.orderId}`, { exact: true }).first().waitFor();
  const nothingStands = (page: Page) => page.getByText('Choose a request to see its history, chat and card.').waitFor();
  const selected = async (page: Page) =>
    (await rowsOf(page).and(page.locator('[aria-selected="true"]')).getAttribute('id'))?.replace('row-', '');
  const focusIsIn = (page: Page, place: string) =>
    eventually(`the focus is in ${place}`, async () =>
      expect(
        await page.locator(place).evaluate((element) => element.matches(':focus-within') || element.matches(':focus')),
      ).toBe(true),
    );

  it('stands open on a desk, and nobody is told of it until something is done with it', async () => {
    let said: string[] = [];
    const waits = await due(4, 'order-waits');
    const { page, context, complaints } = await desk.visit(browser, '', {
      prepare: async (blank) => {
        said = saidBy(blank);
      },
    });
    await stands(waits, page);
    expect(await selected(page)).toBe(waits.id);
    expect(fragment(page).toString()).toBe('');
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('BODY');

    // A colleague who looks at it looks alone, and what changes is marked, since nobody has seen it.
    const noi = await tokenFor({ role: 'agent', id: 'agent-2', name: 'Noi' });
    const other = await openPage(browser, `${desk.service.url}/console#token=${noi}&open=${waits.id}`);
    await stands(waits, other.page);
    const offer = { kind: 'partial_refund', percent: 40 } as const;
    await desk.act(waits, seller, { type: 'ProposeOffer', offer });
    await page.locator(`#row-${waits.id}`).getByText('changed').waitFor();
    expect(lookedAt(said, waits)).toBe(false);
    expect(await other.page.locator('.looking').count()).toBe(0);

    await page.getByRole('tab', { name: 'History' }).click();
    await other.page.locator('.looking').getByText('Mali').waitFor();
    await page.locator('.looking').getByText('Noi').waitFor();
    expect(fragment(page).get('open')).toBe(waits.id);
    await page.locator(`#row-${waits.id} .mark`).waitFor({ state: 'detached' });
    expect(complaints).toEqual([]);
    await other.context.close();
    await context.close();
    const offerId = (await desk.read(waits)).offers.at(-1)?.id ?? '';
    await desk.act(waits, seller, { type: 'WithdrawOffer', offerId });
    await ended(waits);
  });

  it('is not read by standing open, and is once its chat is opened', async () => {
    const waits = await due(4, 'order-unread');
    const { page, context } = await desk.visit(browser);
    await stands(waits, page);
    await say(waits, 'Where is my bowl?');
    const unread = page.locator(`#row-${waits.id} .unread`);
    await unread.waitFor();
    await page.getByRole('tab', { name: 'Chat' }).focus();
    expect(await reads(waits)).toEqual([]);
    await page.getByRole('tab', { name: 'Chat' }).click();
    await eventually('the chat is read', async () => expect(await reads(waits)).toHaveLength(1));
    await unread.waitFor({ state: 'detached' });

    // Another one that stands open after it does so with its overview, whatever was looked at last.
    const other = await due(3, 'order-unread-too');
    await say(other, 'And mine?');
    await isFirst(page, other);
    await follow(page, {});
    await stands(other, page);
    await page.getByRole('tab', { name: 'Overview', selected: true }).waitFor();
    await page.locator(`#row-${other.id} .unread`).waitFor();
    expect(await reads(other)).toEqual([]);
    await ended(other);
    await context.close();
    await ended(waits);
  });

  it('stays where it is while the list changes around it, its own end included', async () => {
    const { page, context } = await desk.visit(browser);
    await stands(soon, page);
    const sooner = await due(3, 'order-sooner');
    await isFirst(page, sooner);
    await stands(soon, page);
    expect(await selected(page)).toBe(soon.id);
    await ended(sooner);

    await context.close();

    const brief = await due(2, 'order-brief');
    const again = await desk.visit(browser);
    await stands(brief, again.page);
    await ended(brief);
    await again.page.locator(`#row-${brief.id}`).waitFor({ state: 'detached' });
    await stands(brief, again.page);
    await detailOf(again.page).getByText('Changed while you looked: Rejected').waitFor();
    await again.page.keyboard.press('j');
    await stands(soon, again.page);
    await again.context.close();
  });

  it('gives way to a filter that it does not match, to nothing in an empty list, and comes back', async () => {
    const { page, context } = await desk.visit(browser);
    await stands(soon, page);
    await selectOf(page, 'waitingOn').selectOption('seller');
    await shows(page, 2);
    await stands(soon, page);
    await selectOf(page, 'waitingOn').selectOption('buyer');
    await stands(last, page);
    await page.getByRole('searchbox').fill('nothing like it');
    await page.getByText('No request matches.').waitFor();
    // Where there is nothing to choose from, nobody is asked to choose.
    await page.locator('section.detail > *').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Clear filters' }).click();
    await stands(soon, page);
    expect(fragment(page).toString()).toBe('');
    await context.close();
  });

  it('gives way to the one in the address, comes back with it, and stays away once it was put away', async () => {
    const { page, context } = await desk.visit(browser, `&open=${later.id}`);
    await stands(later, page);
    expect(fragment(page).get('open')).toBe(later.id);
    await page.getByRole('button', { name: 'Close', exact: true }).click();
    await nothingStands(page);
    await focusIsIn(page, 'console-list');
    await follow(page, { open: last.id });
    await stands(last, page);
    await page.goBack();
    await stands(soon, page);
    expect(fragment(page).toString()).toBe('');

    await page.getByRole('button', { name: 'Close', exact: true }).click();
    await nothingStands(page);
    const sooner = await due(3, 'order-unasked');
    await page.getByRole('button', { name: 'Update order (1)' }).click();
    await page.locator(`#row-${sooner.id}`).waitFor();
    await nothingStands(page);
    await ended(sooner);
    await selectOf(page, 'waitingOn').selectOption('buyer');
    await stands(last, page);
    await context.close();
  });

  it('is where the keys go on from: Enter goes into it, j to the next, k back to it', async () => {
    const { page, context } = await desk.visit(browser);
    await stands(soon, page);
    await page.keyboard.press('?');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    await stands(soon, page);
    await page.keyboard.press('/');
    await page.keyboard.press('Escape');
    await page.getByRole('searchbox').blur();
    await page.keyboard.press('Enter');
    await focusIsIn(page, 'console-detail');
    expect(fragment(page).get('open')).toBe(soon.id);
    await context.close();

    const again = await desk.visit(browser);
    await stands(soon, again.page);
    await again.page.keyboard.press('j');
    await stands(later, again.page);
    await again.page.keyboard.press('k');
    await stands(soon, again.page);
    await again.page.keyboard.press('Escape');
    await nothingStands(again.page);
    await again.context.close();
  });

  it('is not opened on a phone, nor by a window made narrow, and is where there is room for it', async () => {
    let said: string[] = [];
    const { page, context } = await desk.visit(browser, '', {
      ...PHONE,
      prepare: async (blank) => {
        said = saidBy(blank);
      },
    });
    await shows(page, 3);
    expect(await detailOf(page).count()).toBe(0);
    await listOf(page).waitFor();
    await page.setViewportSize({ width: 1280, height: 800 });
    await stands(soon, page);
    await page.setViewportSize(PHONE.viewport);
    await detailOf(page).waitFor({ state: 'detached' });
    await listOf(page).waitFor();
    expect(lookedAt(said, soon)).toBe(false);
    await rowsOf(page).first().click();
    await stands(soon, page);
    await page.goBack();
    await listOf(page).waitFor();
    expect(await detailOf(page).count()).toBe(0);
    await context.close();
  });
});
