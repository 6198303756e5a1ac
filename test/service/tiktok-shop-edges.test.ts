/** What TikTok Shop does on its own: edits of buyers, arbitration, refunds of what was approved, and much at once. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HOUR } from '../support/builders.ts';
import { picture } from '../support/photos.ts';
import { RETURN, type TikTokShopScene, tiktokShopStage } from '../support/tiktok-shop-scene.ts';

const MINUTE = 60_000;
const EDITED = `${RETURN}1`;
const TWICE = `${RETURN}2`;
const HALF = { kind: 'partial_refund', percent: 50, note: 'So sorry' };
const REJECTION = { reason: 'items_were_sent', text: 'Both bowls were in the box' };

describe('TikTok Shop', () => {
  let scene: TikTokShopScene;
  const { start } = tiktokShopStage((on) => {
    scene = on;
  });
  beforeEach(() => start({ webhookAllowPrivate: true }));

  describe('a return that its buyer edits', () => {
    it('goes on as one request under its new id', async () => {
      await scene.asked();
      const id = (await scene.request())?.id;
      await scene.market.edit(RETURN, EDITED, { refundTotal: '200.00' });
      await scene.settle();
      expect(await scene.request(EDITED)).toMatchObject({
        id,
        externalId: EDITED,
        status: 'awaiting_seller',
        allowed: { maxAmount: { amount: 20_000 } },
      });
      await scene.seller('approve', {}, EDITED);
      expect(scene.decisions()).toEqual([]);
      expect(scene.decisions(EDITED)).toEqual(['APPROVE_REPLACEMENT']);
    });

    it('is not cancelled, whichever of both is heard of first, and however often it is edited', async () => {
      await scene.asked();
      const id = (await scene.request())?.id;
      scene.market.sendTo(null);
      await scene.market.edit(RETURN, EDITED);
      await scene.market.edit(EDITED, TWICE);
      await scene.pass(10 * MINUTE);
      await scene.pass(10 * MINUTE);
      expect(await scene.request(TWICE)).toMatchObject({ id, externalId: TWICE, status: 'awaiting_seller' });
      expect(scene.codes()).toEqual([]);
    });

    it('opens a request of its own where the one before is closed', async () => {
      await scene.asked();
      await scene.market.change(RETURN, { status: 'REPLACEMENT_REQUEST_CANCEL' });
      await scene.settle();
      await scene.market.edit(RETURN, EDITED);
      await scene.settle();
      expect((await scene.request())?.status).toBe('cancelled');
      expect(await scene.request(EDITED)).toMatchObject({ externalId: EDITED, status: 'awaiting_seller' });
    });

    it('is told an offer that stands once more, since TikTok Shop has another return now', async () => {
      await scene.asked();
      await scene.seller('offers', HALF);
      await scene.market.edit(RETURN, EDITED);
      await scene.settle();
      expect(scene.decisions(EDITED)).toEqual(['OFFER_PARTIAL_REFUND']);
      expect(scene.codes()).toEqual([]);
    });
  });

  describe('arbitration', () => {
    it('is told to agents while it runs, and lets the seller answer nothing', async () => {
      await scene.asked();
      await scene.market.change(RETURN, { arbitration: 'IN_PROGRESS' });
      await scene.settle();
      expect(await scene.request()).toMatchObject({ status: 'awaiting_seller', solutions: [] });
      await scene.pass(10 * MINUTE);
      expect(scene.codes()).toEqual(['tiktok_shop_arbitration']);
      await scene.market.change(RETURN, { arbitration: 'SUPPORT_SELLER' });
      await scene.settle();
      expect((await scene.request())?.solutions).toContain('approve');
    });

    it('that begins unheard of keeps what was decided until it is over', async () => {
      await scene.asked();
      scene.market.sendTo(null);
      await scene.market.change(RETURN, { arbitration: 'IN_PROGRESS' });
      expect(await scene.seller('approve', {})).toBe(200);
      await scene.pass(10 * MINUTE);
      expect(scene.decisions()).toEqual([]);
      expect(scene.codes()).toEqual(['tiktok_shop_arbitration']);
      await scene.market.change(RETURN, { arbitration: 'SUPPORT_BUYER' });
      await scene.pass(10 * MINUTE);
      expect(scene.decisions()).toEqual(['APPROVE_REPLACEMENT']);
    });
  });

  describe('what was decided here and goes another way there', () => {
    it('is refunded where the stock is empty: the request is concluded, and nothing is to be sent', async () => {
      await scene.asked();
      await scene.seller('approve', {});
      await scene.market.change(RETURN, { status: 'REPLACEMENT_REQUEST_REFUND_SUCCESS' });
      await scene.settle();
      expect(await scene.request()).toMatchObject({ status: 'settled', deadline: null });
      expect((await scene.events()).at(-1)).toMatchObject({
        type: 'request.concluded',
        data: {
          outcome: 'refunded',
          amount: { amount: 25_000, currency: 'THB' },
          text: 'Refunded at the marketplace instead: nothing is to be sent.',
        },
      });
      expect(scene.codes()).toEqual([]);
    });

    it('is refunded whole while an offer waits: no answer is put into the buyer’s mouth', async () => {
      await scene.asked();
      await scene.seller('offers', HALF);
      await scene.market.change(RETURN, { status: 'RETURN_OR_REFUND_REQUEST_COMPLETE', declined: true });
      await scene.settle();
      expect(await scene.request()).toMatchObject({ status: 'settled', offer: { status: 'superseded' } });
      expect((await scene.events()).at(-1)?.data).toMatchObject({ amount: { amount: 25_000 } });
      expect(scene.codes()).toEqual(['tiktok_shop_amounts_differ']);
    });
  });

  describe('pictures of a rejection', () => {
    let pictures: Server;
    let link: string;
    let sent: Buffer;
    beforeEach(async () => {
      sent = await picture('png').toBuffer();
      pictures = createServer((_, response) => void response.end(sent));
      await new Promise<void>((resolve) => pictures.listen(0, '127.0.0.1', resolve));
      link = `http://127.0.0.1:${(pictures.address() as AddressInfo).port}/box.png`;
      await scene.asked();
    });
    afterEach(() => new Promise<void>((resolve) => void pictures.close(() => resolve())));

    const body = () => scene.there()?.decided[0]?.body;
    const uploads = () => scene.market.calls.filter(({ path }) => path.endsWith('/images/upload'));

    it('that TikTok Shop does not take are links in the comment', async () => {
      sent = await picture('png', { width: 90, height: 60 }).toBuffer();
      await scene.seller('reject', { ...REJECTION, evidence: [link] });
      expect(body()).toMatchObject({ comment: `${REJECTION.text}\n${link}` });
      expect(body()).not.toHaveProperty('images');
      expect(scene.codes()).toEqual([]);
    });

    it('are uploaded once, however often the rejection is tried, and of the use case for small ones', async () => {
      scene.market.faults.push({ on: /\/reject$/u, times: 2, status: 503, code: 36009003 });
      sent = await picture('png', { width: 200, height: 150 }).toBuffer();
      await scene.seller('reject', { ...REJECTION, evidence: [link] });
      for (let tries = 0; tries < 4; tries += 1) await scene.pass(MINUTE);
      expect(body()).toMatchObject({ images: [{ mime_type: 'image/png', width: 200, height: 150 }] });
      expect(uploads()).toHaveLength(1);
      expect(scene.market.images[0]?.useCase).toBe('DESCRIPTION_IMAGE');
    });

    it('that cannot be uploaded at all hold the rejection up for three tries, and not past the deadline', async () => {
      scene.market.faults.push({ on: /\/images\/upload$/u, times: 99, status: 503, code: 36009003 });
      await scene.seller('reject', { ...REJECTION, evidence: [link] });
      for (let tries = 0; tries < 4; tries += 1) await scene.pass(MINUTE);
      expect(body()).toMatchObject({ comment: `${REJECTION.text}\n${link}` });
      expect(uploads()).toHaveLength(3);
      await scene.asked({}, EDITED);
      await scene.pass(47.5 * HOUR);
      await scene.seller('reject', { ...REJECTION, evidence: [link] }, EDITED);
      expect(scene.decisions(EDITED)).toEqual(['REJECT_REPLACEMENT']);
    });

    it('that make TikTok Shop refuse the rejection are left out of the next try', async () => {
      scene.market.faults.push({ on: /\/reject$/u, code: 25001001, message: 'invalid param' });
      await scene.seller('reject', { ...REJECTION, evidence: [link] });
      for (let tries = 0; tries < 2; tries += 1) await scene.pass(MINUTE);
      expect(body()).toMatchObject({ comment: `${REJECTION.text}\n${link}` });
      expect(body()).not.toHaveProperty('images');
    });
  });

  describe('webhooks about the authorization', () => {
    it.each([
      [
        'taken back',
        6,
        'tiktok_shop_authorization',
        { message: 'Shop_id 1 is deauthorized from your APP by merchant.' },
      ],
      ['that ends soon', 7, 'tiktok_shop_authorization_ends', { message: 'It ends', expiration_time: 1_800_000_000 }],
    ])('%s are told to agents, once', async (_, type, code, data) => {
      const body = { type, shop_id: '1', timestamp: Math.floor(scene.clock.now() / 1_000), data };
      expect(await scene.market.tell(body)).toBe(200);
      expect(await scene.market.tell(body)).toBe(200);
      expect(scene.codes()).toEqual([code]);
      expect(scene.attention[0]).toMatchObject({ sellerId: 'shop-1', detail: data.message });
      expect(await scene.market.tell(body, 'f'.repeat(64))).toBe(401);
    });
  });

  it('changed more returns between two looks than one can hold: the next goes on where it ended', async () => {
    await scene.settle();
    await scene.pass(MINUTE);
    scene.market.sendTo(null);
    const firstId = 4_035_000_000_000_000_000n;
    for (let index = 0; index < 1_100; index += 1) {
      await scene.market.ask(String(firstId + BigInt(index)), { status: 'REPLACEMENT_REQUEST_COMPLETE' });
      if (index % 10 === 0) scene.clock.advance(1_000);
    }
    const last = String(firstId + 1_200n);
    await scene.market.ask(last);
    await scene.pass(10 * MINUTE);
    expect((await scene.request(last))?.status).toBe('awaiting_seller');
  });
});
