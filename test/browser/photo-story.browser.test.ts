/**
 * A claim about a missing bowl, told by photos from a phone: sent, looked at by shop and customer service, held against the
 * buyer as evidence, and erased with all that is known of them, which a dump of everything kept is searched for.
 */
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MessageView } from '../../src/contract/chat.ts';
import { findings } from '../support/axe.ts';
import { chromiumPath, openPage, withoutChromium } from '../support/browser.ts';
import { holdsBytes, tracesOf } from '../support/dump.ts';
import { eventually } from '../support/eventually.ts';
import { MARK, markedInput } from '../support/marked-person.ts';
import { phonePhoto } from '../support/photos.ts';
import { type Desk, parts, startDesk } from '../support/seller-desk.ts';
import { tokenFor } from '../support/sockets.ts';
import { sqliteStore, type TestStore } from '../support/stores.ts';

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 3 };
/** In every photo that leaves a camera here. */
const CAMERA = 'MarkedCamera';
const ERASED = '[Erased: personal data]';

const file = (name: string, buffer: Buffer) => ({ name, mimeType: 'image/jpeg', buffer });

describe.skipIf(!chromiumPath())(`The story of a photo${withoutChromium}`, () => {
  let kept: TestStore;
  let desk: Desk;

  beforeAll(async () => {
    kept = await sqliteStore();
    desk = await startDesk(kept.store);
  });
  afterAll(async () => {
    await desk?.close();
    await kept?.cleanup();
  });

  async function visit(
    page: string,
    person: Parameters<typeof tokenFor>[0],
    fragment: Record<string, string>,
    options: Parameters<typeof openPage>[2] = {},
  ) {
    const given = new URLSearchParams({ token: await tokenFor(person), locale: 'en', ...fragment });
    // Under the name that links to photos have here, since pages show nothing of other addresses that is not encrypted.
    const address = `${desk.service.url.replace('127.0.0.1', 'localhost')}/${page}#${given}`;
    return openPage(desk.browser, address, { reducedMotion: 'reduce', ...options });
  }
  const widths = (page: Page, photos: string) =>
    page.locator(photos).evaluateAll((all) => all.map((one) => (one as HTMLImageElement).naturalWidth));

  it('a buyer sends photos from a phone, the shop rejects with one of them and one of its own, and both are erased with the buyer', async () => {
    const shop = await desk.shop();
    const { id, conversationId, buyerId } = await desk.request(shop, 'Sea green bowl', {
      ...markedInput('buyer-of-photos'),
      buyerLocale: 'en',
    });

    // A phone: 12 megapixels held upright, another, and a file that only says that it is one.
    const large = await phonePhoto({ width: 3_000, height: 4_000 });
    const small = await phonePhoto({ width: 1_200, height: 900 });
    expect([large, small].map((photo) => photo.includes(CAMERA))).toEqual([true, true]);
    const phone = await visit('chat', { role: 'buyer', id: buyerId }, { conversation: conversationId }, PHONE);
    const sent: Buffer[] = [];
    await phone.page.route('**/attachments*', async (route) => {
      sent.push(route.request().postDataBuffer() ?? Buffer.alloc(0));
      await route.continue();
    });
    const photos = phone.page.getByLabel('Add photos');
    await photos.setInputFiles([
      file('box.jpg', large),
      file('lying.jpg', Buffer.from('<svg onload="alert(1)"/>')),
      file('bowl.jpg', small),
    ]);
    await phone.page.getByText('This picture cannot be read here.').waitFor();
    await phone.page.getByRole('textbox', { name: 'Picture 1: What it shows' }).fill(`${MARK} open box`);
    await phone.page.getByRole('button', { name: 'Remove photo 2' }).waitFor();
    await phone.page.getByRole('textbox', { name: 'Write a message' }).fill(`${MARK} only one came`);
    await phone.page.getByRole('button', { name: 'Send', exact: true }).click();
    await phone.page.locator('.own .photos img').nth(1).waitFor();
    expect(await findings(phone.page)).toEqual([]);

    // Neither leaves the phone as large as it was, nor with where it was taken; what is kept stands upright.
    expect(sent).toHaveLength(2);
    for (const body of sent) expect([body.length < large.length, body.includes(CAMERA)]).toEqual([true, false]);
    const messages = async () =>
      (await desk.call<{ messages: MessageView[] }>(`conversations/${conversationId}/messages?limit=50`)).messages;
    const [attached = []] = (await messages()).flatMap(({ attachments }) => (attachments ? [attachments] : []));
    expect(attached.map(({ width, height, alt }) => [width, height, alt])).toEqual([
      [1_536, 2_048, `${MARK} open box`],
      [1_200, 900, undefined],
    ]);
    const box = attached[0]?.id ?? '';

    // The shop, on a phone too, takes one of the chat and adds one of its own.
    const seller = await visit('seller', { role: 'seller', id: shop, userId: 'staff-7' }, { open: id }, PHONE);
    const { open, press, answers } = parts(seller.page);
    await open('Sea green bowl');
    await press('Reject');
    await answers.getByLabel('Reason').selectOption('items_were_sent');
    await answers.getByLabel('What the buyer reads').fill('Both bowls are in your picture.');
    await press('Reject the request');
    await answers.getByText('This reason needs evidence: a photo, or at least one link.').waitFor();
    await answers.getByRole('checkbox', { name: `${MARK} open box` }).check();
    await eventually('the photos of the chat are drawn', async () =>
      expect(await widths(seller.page, 'evidence-photos .picks img')).toEqual([240, 320]),
    );
    await answers.getByLabel('Photos as evidence: Add photos').setInputFiles([file('packing.jpg', small)]);
    await answers.getByRole('button', { name: 'Remove photo 1' }).waitFor();
    expect(await findings(seller.page)).toEqual([]);
    await press('Reject the request');
    await answers.getByText('Done. Rejected.').waitFor();

    // Buyer and customer service see both; a press enlarges one.
    const { rejection } = await desk.read(id);
    expect(rejection?.evidence).toEqual([box, expect.stringMatching(/^att_/u)]);
    const own = rejection?.evidence[1] ?? '';
    const agent = await visit('console', { role: 'agent', id: 'agent-1', name: 'Mali' }, { open: id });
    for (const [page, row] of [
      [phone.page, '.system .photos img'],
      [agent.page, 'shown-evidence img'],
    ] as const) {
      await eventually('the evidence is drawn', async () => expect(await widths(page, row)).toEqual([240, 320]));
    }
    await phone.page.locator('.system .photos a').first().click();
    const viewer = phone.page.getByRole('dialog', { name: 'Photos' });
    await viewer.getByRole('img', { name: `${MARK} open box` }).waitFor();
    await viewer.getByRole('button', { name: 'Close' }).click();
    await viewer.waitFor({ state: 'hidden' });

    // All that is kept of each is what was written anew.
    const bytes = new Map<string, Uint8Array>();
    for (const photo of [box, attached[1]?.id ?? '', own]) {
      for (const size of ['full', 'thumb']) {
        const written = (await kept.store.files.get(`${photo}.${size}`)) ?? new Uint8Array();
        const { exif, orientation } = await sharp(written).metadata();
        expect([exif, orientation, await holdsBytes(kept, written)]).toEqual([undefined, undefined, true]);
        bytes.set(`${photo}.${size}`, written);
      }
    }
    expect(await tracesOf(kept, CAMERA.toLowerCase())).toEqual([]);
    const links = await phone.page
      .locator('.photos a')
      .evaluateAll((all) => all.map((one) => (one as HTMLAnchorElement).href));
    for (const link of links) expect((await fetch(link)).status).toBe(200);

    // Erased: nothing of the person stands in what is kept, on a page that is open, or behind a link that was good.
    expect(await tracesOf(kept, MARK)).not.toEqual([]);
    expect(await desk.call('buyers/buyer-of-photos/erase', {})).toMatchObject({ requests: 1, attachments: 3 });
    expect(await tracesOf(kept, MARK)).toEqual([]);
    for (const [name, written] of bytes) {
      expect([name, await kept.store.files.get(name), await holdsBytes(kept, written)]).toEqual([name, null, false]);
    }
    for (const link of links) expect((await fetch(link)).status).toBe(404);
    await phone.page.locator('.own').getByText(ERASED).first().waitFor();
    await seller.page.locator('seller-request dl').getByText(ERASED).first().waitFor();
    await agent.page.locator('console-detail dl').getByText(ERASED).first().waitFor();
    for (const { page } of [phone, seller, agent]) {
      await eventually('no photo is on the page', async () =>
        expect(await page.locator('.photos img, shown-evidence img, .picks img').count()).toBe(0),
      );
      const lines = (await page.locator('body *').allInnerTexts()).join('\n').split('\n');
      expect(lines.filter((line) => line.includes(MARK))).toEqual([]);
    }
    const later = await messages();
    expect(later.map(({ seq }) => seq)).toEqual(later.map((_, index) => index + 1));
    for (const { context } of [phone, seller, agent]) await context.close();
  });
});
