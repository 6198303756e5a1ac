/** Photos as evidence: a shop chooses them where it rejects, and shop, agents and buyer are shown them. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EvidenceList } from '../../src/contract/attachment.ts';
import { findings } from '../support/axe.ts';
import { chromiumPath, openPage, withoutChromium } from '../support/browser.ts';
import { eventually } from '../support/eventually.ts';
import { picture, TAKEN_AT } from '../support/photos.ts';
import { type Desk, parts, startDesk } from '../support/seller-desk.ts';
import { tokenFor } from '../support/sockets.ts';

const PHONE = { width: 390, height: 844 };
const DESK = { width: 1280, height: 900 };

describe.skipIf(!chromiumPath())(`Photos as evidence${withoutChromium}`, () => {
  let desk: Desk;

  beforeAll(async () => {
    desk = await startDesk();
  });
  afterAll(async () => {
    await desk?.close();
  });

  /** Under the name that links to photos have here, since pages show nothing of other addresses that is not encrypted. */
  async function visit(
    page: string,
    person: Parameters<typeof tokenFor>[0],
    viewport: typeof PHONE,
    more: Record<string, string> = {},
  ) {
    const given = new URLSearchParams({ token: await tokenFor(person, Date.now()), locale: 'en', ...more });
    const address = `${desk.service.url.replace('127.0.0.1', 'localhost')}/${page}#${given}`;
    return openPage(desk.browser, address, { viewport, reducedMotion: 'reduce' });
  }
  const drawn = (page: Page) =>
    eventually('the photos are drawn', async () => {
      const photos = page.locator('shown-evidence img');
      const widths = await photos.evaluateAll((all) => all.map((one) => (one as HTMLImageElement).naturalWidth));
      expect(widths).toEqual([320, 320]);
    });

  it('are sent with the rejection, once, and seen small by shop and agents, and large by a press', async () => {
    const shop = await desk.shop();
    const request = await desk.request(shop, 'Oat plate');
    const { page, context } = await visit('seller', { role: 'seller', id: shop, userId: 'staff-7' }, PHONE);
    const { open, press, answers } = parts(page);
    await open('Oat plate');
    await press('Reject');
    await answers.getByLabel('Reason').selectOption('items_were_sent');
    await answers.getByLabel('What the buyer reads').fill('Both plates were in the box.');
    await press('Reject the request');
    await answers.getByText('This reason needs evidence: a photo, or at least one link.').waitFor();
    const large = await picture('jpeg', { width: 3_000, height: 2_000 }).withExif(TAKEN_AT).toBuffer();
    await answers.getByLabel('Photos as evidence: Add photos').setInputFiles([
      { name: 'packing.jpg', mimeType: 'image/jpeg', buffer: large },
      { name: 'scale.png', mimeType: 'image/png', buffer: await picture('png').toBuffer() },
    ]);
    await answers.getByRole('textbox', { name: 'Picture 1: What it shows' }).fill('The packed box');
    await answers.getByRole('button', { name: 'Remove photo 2' }).waitFor();
    expect(await findings(page)).toEqual([]);

    // The network is lost on the way of the second: the rejection waits, and nothing is sent again that is there.
    let sent = 0;
    let isDown = true;
    await page.route('**/attachments*', async (route) => {
      sent += 1;
      return sent > 1 && isDown ? route.fulfill({ status: 422, json: {} }) : route.continue();
    });
    await press('Reject the request');
    await answers.getByText('A photo did not arrive, so nothing was rejected.').waitFor();
    expect((await desk.read(request.id)).status).toBe('awaiting_seller');
    isDown = false;
    await press('Reject the request');
    await answers.getByText('Done. Rejected.').waitFor();
    expect(sent).toBe(3);

    const { rejection } = await desk.read(request.id);
    const { items } = await desk.call<EvidenceList>(`requests/${request.id}/evidence`);
    expect(items.map(({ id, alt }) => [id, alt])).toEqual([
      [rejection?.evidence[0], 'The packed box'],
      [rejection?.evidence[1], undefined],
    ]);
    await drawn(page);
    await page.locator('shown-evidence').getByRole('link', { name: 'The packed box' }).click();
    const viewer = page.getByRole('dialog', { name: 'Photos' });
    await viewer.getByText('1 of 2').waitFor();
    await page.keyboard.press('Escape');
    await viewer.waitFor({ state: 'hidden' });
    expect(await findings(page)).toEqual([]);
    await context.close();

    const board = await visit('console', { role: 'agent', id: 'agent-1' }, DESK, { open: request.id });
    await drawn(board.page);
    expect(await findings(board.page)).toEqual([]);
    await board.context.close();
  });
});
