/** The agent board on a rough day: links to nothing, and a server that was away. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromiumPath, launch, type Opened, openPage, withoutChromium } from '../support/browser.ts';
import {
  choose,
  type Desk,
  detailOf,
  follow,
  formOf,
  rowsOf,
  shows,
  startDesk,
  startOver,
} from '../support/console-scene.ts';
import { clockTime } from '../support/fits.ts';
import { tokenFor } from '../support/sockets.ts';
import { seller } from '../support/world.ts';

describe.skipIf(!chromiumPath())(`The agent board on a rough day${withoutChromium}`, () => {
  let desk: Desk;
  let browser: Browser;
  let board: Opened;

  beforeAll(async () => {
    [desk, browser] = await Promise.all([startDesk(), launch()]);
    await desk.open({ orderId: 'order-here' });
    board = await desk.visit(browser, '&open=req_never');
  });
  afterAll(async () => {
    await browser?.close();
    await desk?.close();
  });

  it.each([
    ['of no request', 'req_none'],
    ['of one dot', '.'],
    ['of two dots', '..'],
    ['that leads elsewhere', '../stats'],
    ['of markup', '"><b>'],
    ['as long as a page', 'x'.repeat(5_000)],
  ])('a link with an id %s says that there is none', async (_what, id) => {
    const { page } = board;
    await startOver(page);
    const before = board.complaints.length;
    await follow(page, { open: id });
    await page.getByText('This could not be loaded.').waitFor();
    await shows(page, 1);
    expect(await detailOf(page).count()).toBe(0);
    expect(board.complaints.slice(before).filter((text) => !/40[0-9]|414|431/u.test(text))).toEqual([]);
  });

  it('a link that was opened while the server was away shows its request once it is back', async () => {
    const { id } = await desk.act(await desk.open({ orderId: 'order-linked' }), seller, {
      type: 'RejectRequest',
      reason: 'other',
      text: 'No.',
    });
    const { page, context } = await desk.visit(browser);
    await page.route('**/v1/requests/**', (route) => route.abort());
    await follow(page, { open: id });
    await page.getByText('This could not be loaded.').waitFor();
    await page.unroute('**/v1/requests/**');
    desk.cut();
    await detailOf(page).getByText('order-linked').first().waitFor();
    await context.close();
  });

  it('what was begun stays while another tab is looked at, and a search keeps the space just typed', async () => {
    const { page } = board;
    await startOver(page);
    await rowsOf(page).first().click();
    await choose(page, 'Extend the deadline');
    await formOf(page).locator('textarea').fill('Half a reason');
    await detailOf(page).getByRole('tab', { name: 'History' }).click();
    await detailOf(page).getByRole('tab', { name: 'Overview' }).click();
    expect(await formOf(page).locator('textarea').inputValue()).toBe('Half a reason');
    const field = page.getByRole('searchbox');
    await field.pressSequentially('zzz ');
    await shows(page, 0);
    expect(await field.inputValue()).toBe('zzz ');
  });

  it('a zone that is none is as if none were named, and an agent without one reads UTC', async () => {
    const token = await tokenFor({ role: 'agent', id: 'agent-1', zone: undefined });
    const url = `${desk.service.url}/console#token=${token}&zone=Nowhere/City&locale=en-GB`;
    const { page, context, complaints } = await openPage(browser, url, { timezoneId: 'America/New_York' });
    await shows(page, 1);
    await page.locator('console-list').getByRole('option').first().click();
    const deadline = detailOf(page).locator('.deadline');
    const at = await deadline.locator('time').getAttribute('datetime');
    await deadline.getByText(clockTime(at, 'UTC')).waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  });
});
