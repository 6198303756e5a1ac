/** The figures on top of the board, what can be pressed in them, and what needs an operator. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findings } from '../support/axe.ts';
import { chromiumPath, launch, type Opened, openPage, withoutChromium } from '../support/browser.ts';
import { type Desk, detailOf, follow, fragment, shows, startDesk, startOver } from '../support/console-scene.ts';
import { type Stage, startStage } from '../support/console-stage.ts';
import { buyer, seller } from '../support/world.ts';

const MINUTE = 60_000;

describe.skipIf(!chromiumPath())(`The figures of the agent board${withoutChromium}`, () => {
  let desk: Desk;
  let browser: Browser;
  let board: Opened;

  beforeAll(async () => {
    [desk, browser] = await Promise.all([startDesk(), launch()]);
    await desk.open();
    await desk.offered(80);
    const accepted = await desk.offered(50);
    desk.clock.advance(30 * MINUTE);
    await desk.act(accepted, buyer, { type: 'AcceptOffer', offerId: accepted.offers.at(-1)?.id ?? '' });
    const rejected = await desk.offered(50);
    desk.clock.advance(30 * MINUTE);
    await desk.act(rejected, buyer, { type: 'RejectOffer', offerId: rejected.offers.at(-1)?.id ?? '' });
    board = await desk.visit(browser);
  });
  afterAll(async () => {
    await browser?.close();
    await desk?.close();
  });

  /** The one board of these tests, as somebody finds it. */
  async function start(): Promise<Page> {
    await startOver(board.page);
    await follow(board.page, { numbers: 'shown' });
    return board.page;
  }

  it('say what is open by state, what is due, how offers fared by percent, and how long an answer takes', async () => {
    const page = await start();
    await page.getByRole('button', { name: 'Waits for seller 2' }).waitFor();
    await page.getByRole('button', { name: 'Negotiating 1' }).waitFor();
    await page.getByRole('button', { name: 'Refund on its way 1' }).waitFor();
    await page.getByRole('button', { name: 'Overdue 0' }).waitFor();
    await page.getByText('1 of 3 accepted').waitFor();
    const fares = page.locator('console-numbers .fares li');
    expect(await fares.locator('.heard').allTextContents()).toEqual([
      '41–50%: 1 of 2 accepted',
      '71–80%: 0 of 1 accepted',
    ]);
    // Read without a pointer and without colours: the count stands beside its bar.
    await fares.first().getByText('1 / 2').waitFor();
    const shares = await fares
      .locator('.fill')
      .evaluateAll((bars) => bars.map((bar) => Number(bar.getAttribute('width'))));
    const [whole] = await fares
      .locator('.track')
      .evaluateAll((bars) => bars.map((bar) => Number(bar.getAttribute('width'))));
    expect(shares).toEqual([(whole ?? 0) / 2, 0]);
    await page.getByText('30 min', { exact: true }).waitFor();
  });

  it('follow what happens', async () => {
    const page = await start();
    const state = await desk.open();
    await page.getByRole('button', { name: 'Waits for seller 3' }).waitFor();
    await desk.act(state, seller, { type: 'ApproveRequest' });
    await page.getByRole('button', { name: 'Waits for seller 2' }).waitFor();
    await page.getByRole('button', { name: 'To ship 1' }).waitFor();
  });

  it('list what they count when pressed, and everything when pressed again', async () => {
    const page = await start();
    const counted = page.locator('console-requests').getByText(/^Requests: \d+$/u);
    const all = await counted.innerText();
    await page.getByRole('button', { name: 'Negotiating 1' }).click();
    await shows(page, 1);
    expect(fragment(page).get('status')).toBe('negotiating');
    await page.getByRole('button', { name: 'Negotiating 1', pressed: true }).click();
    await counted.filter({ hasText: all }).waitFor();
    expect(fragment(page).get('status')).toBeNull();
  });

  it('unfold, and the address remembers', async () => {
    const page = await start();
    await startOver(page);
    const fold = page.getByRole('button', { name: 'Summary' });
    await page.getByText('Timeouts').waitFor({ state: 'hidden' });
    await fold.click();
    await page.getByText('Timeouts').waitFor();
    expect(fragment(page).get('numbers')).toBe('shown');
    await fold.click();
    await page.getByText('Timeouts').waitFor({ state: 'hidden' });
    expect(fragment(page).toString()).toBe('');
  });
});

describe.skipIf(!chromiumPath())(`What needs an operator${withoutChromium}`, () => {
  let stage: Stage;
  let browser: Browser;

  beforeAll(async () => {
    [stage, browser] = await Promise.all([startStage(20), launch()]);
  });
  afterAll(async () => {
    await browser?.close();
    await stage?.stop();
  });

  it('is said in words, leads to its request, and stays until it is dismissed', async () => {
    const { page, context } = await openPage(browser, `${stage.url}/console#token=agent`);
    await shows(page, 20);
    const board = stage.io.of('/console');
    const at = new Date().toISOString();
    const told = [
      ['shipment_overdue', 'Order 1 was to be shipped by noon.', 'req_1'],
      ['webhook_dead', 'https://platform.example answered 500 for a day.', undefined],
      ['slack_channel_gone', 'channel_not_found', undefined],
      ['something_new', 'Whatever it is.', undefined],
    ] as const;
    for (const [code, detail, requestId] of told)
      board.emit('attention', { code, at, sellerId: 'shop-1', requestId, detail });
    for (const words of ['Shipment overdue', 'Webhook delivery given up', 'Slack delivery failed', 'Please look']) {
      await page.getByText(words).waitFor();
    }
    for (const [, detail] of told) await page.getByText(detail).waitFor();
    expect(await findings(page)).toEqual([]);
    await page.getByRole('button', { name: 'Open the request' }).click();
    await detailOf(page).getByRole('heading', { name: 'Ceramic bowl 1', exact: false }).waitFor();
    await page.getByRole('button', { name: 'Dismiss', exact: true }).last().click();
    await page.getByText('Shipment overdue').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Dismiss all' }).click();
    await page.getByText('Needs attention').waitFor({ state: 'detached' });
    await context.close();
  });
});
