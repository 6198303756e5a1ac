/** What goes wrong between Parley and TikTok Shop, and that everything is done once all the same. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { beforeEach, describe, expect, it } from 'vitest';
import { HOUR } from '../support/builders.ts';
import { picture } from '../support/photos.ts';
import { RETURN, type TikTokShopScene, tiktokShopStage } from '../support/tiktok-shop-scene.ts';
import { input } from '../support/world.ts';

const MINUTE = 60_000;
const DAY = 24 * HOUR;
const APPROVE = /\/approve$/u;

describe('TikTok Shop', () => {
  let scene: TikTokShopScene;
  const { start, restart } = tiktokShopStage((on) => {
    scene = on;
  });
  beforeEach(() => start());

  const approvals = () => scene.market.calls.filter(({ path }) => APPROVE.test(path));

  describe('webhooks', () => {
    it('open nothing without the signature of the app', async () => {
      scene.market.sendTo(null);
      await scene.market.ask(RETURN);
      scene.market.sendTo(`${scene.service.url}/tiktok-shop/webhook`);
      const body = scene.market.webhookOf(RETURN);
      expect(await scene.market.tell(body, 'f'.repeat(64))).toBe(401);
      expect(await scene.market.tell(body, null)).toBe(401);
      expect(await scene.store.work.marketplace.get(`tiktok-shop/return/${RETURN}`)).toBeNull();
      expect(await scene.market.tell(body)).toBe(200);
      expect(await scene.store.work.marketplace.get(`tiktok-shop/return/${RETURN}`)).not.toBeNull();
    });

    it('that were lost are made up for by looking', async () => {
      // The first look comes after the first token.
      await scene.settle();
      await scene.pass(MINUTE);
      scene.market.sendTo(null);
      await scene.asked();
      expect(await scene.request()).toBeNull();
      await scene.pass(10 * MINUTE);
      expect((await scene.request())?.status).toBe('awaiting_seller');
      await scene.seller('offers', { kind: 'partial_refund', percent: 50 });
      await scene.market.change(RETURN, { status: 'RETURN_OR_REFUND_REQUEST_COMPLETE' });
      await scene.pass(10 * MINUTE);
      expect((await scene.request())?.status).toBe('settled');
    });
  });

  describe('returns that are not negotiated here', () => {
    it.each([
      ['of another reason', { reason: 'ecom_order_delivered_refund_and_return_reason_no_need' }],
      ['of another kind', { type: 'REFUND', status: 'RETURN_OR_REFUND_REQUEST_PENDING' }],
      ['answered already', { status: 'REPLACEMENT_REQUEST_COMPLETE' }],
    ] as const)('are left alone: %s', async (_, changes) => {
      await scene.asked(changes);
      expect(await scene.request()).toBeNull();
      expect(scene.codes()).toEqual([]);
    });

    it('are those of reasons that the configuration does not map', async () => {
      await scene.asked({ reason: 'not_as_described' });
      expect((await scene.request())?.reason).toBe('wrong_item');
    });

    it('are those that an integrator opened under the same id', async () => {
      const outcome = await scene.service.app.commands.open(input({ externalId: RETURN }), {
        actor: { kind: 'integrator', id: 'integrator' },
        arrivedAt: scene.clock.iso(),
      });
      expect(outcome.ok).toBe(true);
      await scene.asked();
      await scene.seller('approve', {});
      expect(scene.there()?.decided).toEqual([]);
    });

    it('are told to agents where Parley’s rules refuse them', async () => {
      await scene.store.directory.putSeller({ id: 'shop-1', name: 'Bowls', market: 'VN', zone: 'Asia/Ho_Chi_Minh' });
      await scene.asked();
      expect(await scene.request()).toBeNull();
      expect(scene.codes()).toEqual(['tiktok_shop_not_opened']);
      expect(scene.attention[0]?.detail).toContain('currency_mismatch');
    });
  });

  describe('tokens', () => {
    it('that run out in the middle are renewed once, and the decision is told', async () => {
      await scene.asked();
      expect(scene.market.renewals).toBe(1);
      await scene.pass(2 * MINUTE);
      scene.market.expireTokens();
      await scene.seller('approve', {});
      expect(scene.there()?.decided).toEqual([]);
      await scene.pass(2_000);
      expect(scene.there()?.decided).toHaveLength(1);
      expect(scene.market.renewals).toBe(2);
      expect(scene.codes()).toEqual([]);
    });

    it('are renewed a day before they run out, by themselves', async () => {
      await scene.asked();
      await scene.pass(5 * DAY);
      expect(scene.market.renewals).toBe(1);
      await scene.pass(DAY);
      expect(scene.market.renewals).toBe(2);
    });

    it('that the seller took back are told to agents once; a new authorization in the configuration goes on', async () => {
      await scene.asked();
      await scene.pass(2 * MINUTE);
      scene.market.expireTokens();
      scene.market.authorized = false;
      await scene.seller('approve', {});
      for (let tries = 0; tries < 4; tries += 1) await scene.pass(15 * MINUTE);
      expect(scene.codes()).toEqual(['tiktok_shop_authorization']);
      scene.market.authorized = true;
      await restart({ refreshToken: 'ROW_refresh_new' });
      await scene.settle();
      await scene.pass(15 * MINUTE);
      expect(scene.there()?.decided).toHaveLength(1);
    });
  });

  describe('calls', () => {
    it('are not made while TikTok Shop is busy, and then once', async () => {
      await scene.asked();
      const busy = { on: APPROVE, status: 429, code: 36009002, headers: { 'retry-after': '30' } };
      scene.market.faults.push(busy);
      await scene.seller('approve', {});
      const before = scene.market.calls.length;
      await scene.pass(29_000);
      expect(scene.market.calls).toHaveLength(before);
      await scene.pass(1_000);
      expect(scene.there()?.decided).toHaveLength(1);
      expect(scene.codes()).toEqual([]);
    });

    it('whose answer was lost are known by what they did', async () => {
      await scene.asked();
      scene.market.faults.push({ on: APPROVE, lose: true });
      await scene.seller('approve', {});
      await scene.pass(MINUTE);
      expect(scene.there()?.decided).toHaveLength(1);
      expect(approvals()).toHaveLength(1);
    });

    it('that fail for a while are made when TikTok Shop is back; agents hear of it once', async () => {
      await scene.asked();
      scene.market.faults.push({ on: /./u, times: 5, status: 503, code: 36009003 });
      await scene.seller('approve', {});
      for (let tries = 0; tries < 8; tries += 1) await scene.pass(MINUTE);
      expect(scene.there()?.decided).toHaveLength(1);
      expect(scene.codes()).toEqual(['tiktok_shop_unreachable']);
      expect(await scene.store.work.marketplace.status('tiktok-shop')).toMatchObject({ code: 'ok' });
    });

    it('that are refused again and again are given up, and agents decide', async () => {
      await scene.asked();
      scene.market.faults.push({ on: APPROVE, times: 99, code: 25001001, message: 'invalid param' });
      await scene.seller('approve', {});
      for (let tries = 0; tries < 12; tries += 1) await scene.pass(5 * MINUTE);
      expect(approvals()).toHaveLength(5);
      expect(scene.codes()).toEqual(['tiktok_shop_refused']);
    });

    it('that do not fit returns of this kind are given up at once: the platform withdraws the offer, agents decide', async () => {
      await scene.asked();
      scene.market.faults.push({ on: APPROVE, times: 99, code: 25020004, message: 'decision does not match the type' });
      await scene.seller('offers', { kind: 'partial_refund', percent: 50 });
      for (let tries = 0; tries < 6; tries += 1) await scene.pass(5 * MINUTE);
      expect(approvals()).toHaveLength(1);
      expect(scene.codes()).toEqual(['tiktok_shop_refused']);
      expect(await scene.request()).toMatchObject({
        status: 'awaiting_seller',
        offers: [{ status: 'withdrawn', answer: { by: 'platform' } }],
        allowed: { solutions: ['approve', 'reject', 'refund_only'] },
      });
    });

    it('without a permission are told to agents once, and go on when it is given', async () => {
      await scene.asked();
      scene.market.faults.push({ on: /./u, times: 3, code: 105005, message: 'Access denied' });
      await scene.seller('approve', {});
      for (let tries = 0; tries < 6; tries += 1) await scene.pass(15 * MINUTE);
      expect(scene.codes()).toEqual(['tiktok_shop_scope_missing']);
      expect(scene.there()?.decided).toHaveLength(1);
    });

    it('hand over the pictures that a seller links to', async () => {
      await start({ webhookAllowPrivate: true });
      const png = await picture('png').toBuffer();
      const pictures = createServer((_, response) => void response.end(png));
      await new Promise<void>((resolve) => pictures.listen(0, '127.0.0.1', resolve));
      await scene.asked();
      const evidence = [`http://127.0.0.1:${(pictures.address() as AddressInfo).port}/box.png`];
      await scene.seller('reject', { reason: 'items_were_sent', text: 'It was empty', evidence });
      expect(scene.there()?.decided[0]?.body).toMatchObject({
        comment: 'It was empty',
        images: [{ image_id: 'tos-maliva-i-of-the-tests/evidence-1', mime_type: 'image/png', width: 640, height: 480 }],
      });
      await new Promise((resolve) => pictures.close(resolve));
    });
  });
});
