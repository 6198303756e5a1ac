/** Photos in the chat, from a phone: chosen, described, shrunk, sent, tried again, and looked at. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MessageView } from '../../src/contract/chat.ts';
import { findings } from '../support/axe.ts';
import { chromiumPath, openPage, withoutChromium } from '../support/browser.ts';
import { eventually } from '../support/eventually.ts';
import { picture, TAKEN_AT } from '../support/photos.ts';
import { type Desk, startDesk } from '../support/seller-desk.ts';
import { tokenFor } from '../support/sockets.ts';

describe.skipIf(!chromiumPath())(`Photos in the chat${withoutChromium}`, () => {
  let desk: Desk;

  beforeAll(async () => {
    desk = await startDesk();
  });
  afterAll(async () => {
    await desk?.close();
  });

  it('are sent small and once, whatever the network does, and enlarged by a press, the keyboard or a swipe', async () => {
    const shop = await desk.shop();
    const { conversationId, buyerId } = await desk.request(shop, 'Sea green bowl');
    const token = await tokenFor({ role: 'buyer', id: buyerId }, Date.now());
    const { page, context } = await openPage(
      desk.browser,
      // Under the name that links to photos have here, since pages show nothing of other addresses that is not encrypted.
      `${desk.service.url.replace('127.0.0.1', 'localhost')}/chat#${new URLSearchParams({ token, conversation: conversationId, locale: 'en' })}`,
      { viewport: { width: 390, height: 844 }, hasTouch: true },
    );
    const messages = async () =>
      (await desk.call<{ messages: MessageView[] }>(`conversations/${conversationId}/messages?limit=50`)).messages;
    const large = await picture('jpeg', { width: 4_000, height: 3_000 }).withExif(TAKEN_AT).toBuffer();
    const small = await picture('png').toBuffer();
    const files = [
      { name: 'box.jpg', mimeType: 'image/jpeg', buffer: large },
      { name: 'bowl.png', mimeType: 'image/png', buffer: small },
      { name: 'lying.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('not a picture') },
    ];
    await page.getByLabel('Add photos').setInputFiles(files);
    await page.getByText('This picture cannot be read here.').waitFor();
    // By its name where the browser knows no type, and by how it begins where it lies.
    const heic = Buffer.from('\0\0\0\u0018ftypheic\0\0\0\0mif1heic', 'latin1');
    for (const name of ['IMG_1.HEIC', 'IMG_2.jpg']) {
      const mimeType = name.endsWith('jpg') ? 'image/jpeg' : '';
      await page.getByLabel('Add photos').setInputFiles([{ name, mimeType, buffer: heic }]);
      await page.getByText('On your iPhone choose Settings, Camera, Formats').waitFor();
      await page
        .getByLabel('Add photos')
        .setInputFiles([{ ...files[2], buffer: Buffer.from('no picture') } as (typeof files)[0]]);
      await page.getByText('This picture cannot be read here.').waitFor();
    }
    await page.getByRole('textbox', { name: 'Picture 1: What it shows' }).fill('The open box');
    await page.getByRole('button', { name: 'Remove photo 2' }).waitFor();
    expect(await findings(page)).toEqual([]);

    // The network is lost while they are on their way: nothing is said twice, and nothing is forgotten.
    let lost = 0;
    let sent = 0;
    await page.route('**/attachments*', async (route) => {
      sent = Math.max(sent, route.request().postDataBuffer()?.length ?? 0);
      lost += 1;
      if (lost > 3) return route.continue();
      if (lost === 3) await route.fetch();
      return route.abort();
    });
    await page.getByRole('textbox', { name: 'Write a message' }).fill('One bowl came.');
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    const thumbnails = page.locator('.own .photos img');
    await page.getByText('A photo did not arrive. Send again').or(thumbnails.nth(1)).first().waitFor();
    if ((await thumbnails.count()) === 0) await page.getByRole('button', { name: 'Send', exact: true }).click();
    await thumbnails.nth(1).waitFor();
    expect(sent).toBeLessThan(large.length * 4);
    const own = (await messages()).filter(({ attachments }) => attachments);
    expect(own).toHaveLength(1);
    expect(own[0]?.text).toBe('One bowl came.');
    expect(own[0]?.attachments?.map(({ width, alt }) => [width, alt])).toEqual([
      [2_048, 'The open box'],
      [640, undefined],
    ]);
    expect(await page.locator('photo-tray li').count()).toBe(0);

    await thumbnails.first().click();
    const viewer = page.getByRole('dialog', { name: 'Photos' });
    await viewer.getByRole('img', { name: 'The open box' }).waitFor();
    expect(await findings(page)).toEqual([]);
    await page.keyboard.press('ArrowRight');
    await viewer.getByText('2 of 2').waitFor();
    const box = await viewer.getByRole('img').boundingBox();
    const [x, y] = [(box?.x ?? 0) + 100, (box?.y ?? 0) + 100];
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x + 120, y);
    await page.mouse.up();
    await viewer.getByText('1 of 2').waitFor();
    await page.keyboard.press('Escape');
    await viewer.waitFor({ state: 'hidden' });
    await eventually('the chat is there again', async () => expect(await thumbnails.first().isVisible()).toBe(true));
    await context.close();
  });
});
