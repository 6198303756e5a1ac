/** What TikTok Shop permits of a return, whose money it is, and how long an offer waits there, in three markets. */
import { describe, expect, it } from 'vitest';
import { BOWL, PLATE } from '../../stand-ins/tiktok-shop/model.ts';
import { HOUR } from '../support/builders.ts';
import { RETURN, type TikTokShopScene, tiktokShopStage } from '../support/tiktok-shop-scene.ts';

const MINUTE = 60_000;
const HALF = { kind: 'partial_refund', percent: 50, note: 'So sorry' };
const ALL = ['approve', 'reject', 'refund_only', 'partial_refund'];
const MONEY = { type: 'REFUND', status: 'RETURN_OR_REFUND_REQUEST_PENDING' } as const;
const BACK = { type: 'RETURN_AND_REFUND', status: 'RETURN_OR_REFUND_REQUEST_PENDING' } as const;
const DOLLARS = {
  market: 'US',
  bought: [{ sku: BOWL.sku, price: '25.00' }],
  asked: [{ line: 0, total: '27.06' }],
} as const;
const american = { ...DOLLARS, bought: [...DOLLARS.bought], asked: [...DOLLARS.asked] };
const US = { seller: { market: 'US', zone: 'America/New_York' } };

describe('What TikTok Shop permits', () => {
  let scene: TikTokShopScene;
  const { start } = tiktokShopStage((on) => {
    scene = on;
  });

  const offered = async () => (await scene.request())?.solutions;

  describe('of a replacement', () => {
    it('is what the seller may answer, where Thailand lets a partial refund be offered', async () => {
      await start();
      await scene.asked();
      expect(await scene.request()).toMatchObject({
        solutions: ALL,
        allowed: { solutions: ALL, maxAmount: { amount: 25_000, currency: 'THB' } },
      });
    });

    it('is no partial refund in the US, and none is taken', async () => {
      await start(US);
      await scene.asked(american);
      expect(await offered()).toEqual(['approve', 'reject', 'refund_only']);
      expect(await scene.seller('offers', HALF)).toBe(422);
      await scene.seller('offers', { kind: 'refund_only' });
      expect(scene.decisions()).toEqual(['ISSUE_REPLACEMENT_REFUND']);
    });

    it('is no partial refund for several SKUs', async () => {
      await start();
      const asked = [BOWL, PLATE].map(({ price }, line) => ({ line, total: price }));
      await scene.asked({ bought: [BOWL, PLATE], asked });
      expect(await offered()).toEqual(['approve', 'reject', 'refund_only']);
    });

    it('is asked of the older call where an app may not ask the newer, and then of no partial refund', async () => {
      await start();
      scene.market.faults.push({ on: /review_decision$/u, code: 105005, message: 'Access denied' });
      await scene.asked({ refuses: { ISSUE_REPLACEMENT_REFUND: 25020004 } });
      expect(await offered()).toEqual(['approve', 'reject']);
      expect(scene.codes()).toEqual([]);
    });

    it('is what the documentation speaks of where neither call is there', async () => {
      await start();
      scene.market.faults.push({ on: /review_decision$|decision_eligibility$/u, times: 2, code: 36009009 });
      await scene.asked();
      expect(await offered()).toEqual(['approve', 'reject', 'refund_only']);
    });

    it('is asked again when the return changes, and offers nothing that is not permitted any more', async () => {
      await start();
      await scene.asked();
      scene.clock.advance(MINUTE);
      await scene.market.change(RETURN, { refuses: { OFFER_PARTIAL_REFUND: 25005020 }, refundTotal: '200.00' });
      await scene.settle();
      expect(await scene.request()).toMatchObject({
        solutions: ['approve', 'reject', 'refund_only'],
        allowed: { maxAmount: { amount: 20_000 } },
      });
      const calls = scene.market.calls.length;
      await scene.market.change(RETURN, {});
      await scene.settle();
      expect(scene.market.calls.slice(calls).some(({ path }) => path.endsWith('/review_decision'))).toBe(false);
    });

    it('is not had at once where TikTok Shop is away: the request is opened when it answers', async () => {
      await start();
      scene.market.faults.push({ on: /review_decision$/u, status: 503, code: 36009003 });
      await scene.asked();
      await scene.pass(10 * MINUTE);
      expect(await offered()).toEqual(ALL);
    });
  });

  describe('of a return for money', () => {
    it('is left to TikTok Shop unless the shop wants it', async () => {
      await start();
      await scene.asked(MONEY);
      expect(await scene.request()).toBeNull();
    });

    it.each([
      ['REFUND', MONEY, 'APPROVE_REFUND', 'REJECT_REFUND'],
      ['RETURN_AND_REFUND', BACK, 'APPROVE_RETURN', 'REJECT_RETURN'],
    ] as const)('%s: part of it, all of it or nothing, and never items', async (type, changes, approval, rejection) => {
      await start({ types: [type], ...US });
      await scene.asked({ ...american, ...changes });
      expect(await offered()).toEqual(['reject', 'refund_only', 'partial_refund']);
      expect(await scene.seller('approve', {})).toBe(422);
      expect(await scene.seller('offers', HALF)).toBe(201);
      expect(scene.there()?.partial).toEqual({ amount: '13.53', currency: 'USD' });
      await scene.market.change(RETURN, { status: 'RETURN_OR_REFUND_REQUEST_PENDING', declined: true });
      await scene.settle();
      await scene.seller('reject', { reason: 'items_were_sent', text: 'It was in the box' });
      expect(scene.decisions()).toEqual(['OFFER_PARTIAL_REFUND', rejection]);
      await scene.asked({ ...american, ...changes }, `${RETURN}1`);
      await scene.seller('offers', { kind: 'refund_only' }, `${RETURN}1`);
      const second = scene.market.returns.get(`${RETURN}1`);
      expect(second).toMatchObject({ status: 'RETURN_OR_REFUND_REQUEST_SUCCESS', decided: [{ decision: approval }] });
    });

    it('is given by the clock, as there, and nothing is to be sent', async () => {
      await start({ types: ['REFUND'] });
      await scene.asked(MONEY);
      await scene.pass(48 * HOUR);
      expect(scene.decisions()).toEqual(['APPROVE_REFUND']);
      await scene.market.change(RETURN, {});
      await scene.settle();
      expect((await scene.request())?.status).toBe('settled');
      expect(scene.codes()).toEqual([]);
    });

    it('that is approved in the Seller Center goes on there, and Parley’s part ends', async () => {
      await start({ types: ['RETURN_AND_REFUND'] });
      await scene.asked(BACK);
      await scene.market.change(RETURN, { status: 'AWAITING_BUYER_SHIP' });
      await scene.settle();
      expect((await scene.request())?.status).toBe('cancelled');
      expect(scene.codes()).toEqual([]);
    });
  });

  describe('whose money', () => {
    it('is what TikTok Shop refunds for each line, not what the whole order cost', async () => {
      await start(US);
      await scene.asked({ ...american, bought: [...american.bought, { sku: BOWL.sku, price: '25.00' }] });
      expect(await scene.request()).toMatchObject({
        paid: { amount: 9_000 },
        claimValue: { amount: 2_706, currency: 'USD' },
        items: [{ quantity: 2, missingQuantity: 1, unitPrice: { amount: 2_706, currency: 'USD' } }],
        allowed: { maxAmount: { amount: 2_706 } },
      });
      await scene.seller('offers', { kind: 'refund_only' });
      await scene.market.change(RETURN, {});
      await scene.settle();
      expect(await scene.request()).toMatchObject({ status: 'settled', refund: { amount: { amount: 2_706 } } });
      expect(scene.codes()).toEqual([]);
    });

    it('counts pieces of one SKU that are refunded differently, each as it is', async () => {
      await start();
      const asked = ['250.00', '200.00', '200.00'].map((total, line) => ({ line, total }));
      await scene.asked({ bought: [BOWL, BOWL, BOWL, BOWL], asked });
      expect(await scene.request()).toMatchObject({
        claimValue: { amount: 65_000 },
        items: [
          { quantity: 2, missingQuantity: 1, unitPrice: { amount: 25_000 } },
          { quantity: 2, missingQuantity: 2, unitPrice: { amount: 20_000 } },
        ],
      });
    });

    it('that differs is told to agents, whenever it does', async () => {
      await start();
      await scene.asked();
      await scene.seller('offers', { kind: 'refund_only' });
      await scene.market.change(RETURN, { refundTotal: '290.00' });
      await scene.settle();
      expect((await scene.request())?.status).toBe('settled');
      expect(scene.codes()).toEqual(['tiktok_shop_amounts_differ']);
    });

    it('is whole rupiah in Indonesia, and the buyer’s answer to it counts', async () => {
      await start({ types: ['REFUND'], seller: { market: 'ID', zone: 'Asia/Jakarta' } });
      await scene.asked({
        ...MONEY,
        market: 'ID',
        bought: [{ sku: BOWL.sku, price: '35333' }],
        asked: [{ line: 0, total: '35333' }],
      });
      await scene.seller('offers', HALF);
      expect(scene.there()?.partial).toEqual({ amount: '17666', currency: 'IDR' });
      await scene.market.change(RETURN, { status: 'RETURN_OR_REFUND_REQUEST_COMPLETE' });
      await scene.settle();
      expect((await scene.request())?.status).toBe('settled');
      expect(scene.codes()).toEqual([]);
    });
  });

  describe('the reason of a rejection', () => {
    const text = 'The box was sealed';
    const chosen = { name: 'seller_reject_apply_sealed', text: 'The parcel was sealed' };

    it('is TikTok Shop’s where it says the same, and else one that the seller chooses from its list', async () => {
      await start();
      await scene.asked({ rejectReasons: [chosen] });
      expect((await scene.request())?.allowed?.rejectReasons).toEqual([
        { code: chosen.name, text: chosen.text, says: [] },
      ]);
      expect(await scene.seller('reject', { reason: 'items_were_sent', text })).toBe(400);
      expect(await scene.seller('reject', { reason: 'items_were_sent', reasonDetail: 'no_such', text })).toBe(400);
      expect(await scene.seller('reject', { reason: 'items_were_sent', reasonDetail: chosen.name, text })).toBe(200);
      expect(scene.there()?.decided[0]?.body).toMatchObject({ reject_reason: chosen.name, comment: text });
      expect((await scene.events()).at(-1)?.data).toMatchObject({ reasonDetail: chosen.name });
    });

    it('is never the first of the list for want of another: it is refused, and agents decide', async () => {
      await start();
      await scene.asked();
      const elsewhere = { rejectReasons: [chosen] };
      scene.market.sendTo(null);
      await scene.market.change(RETURN, elsewhere);
      expect(await scene.seller('reject', { reason: 'items_were_sent', text })).toBe(200);
      expect(scene.decisions()).toEqual([]);
      expect(scene.codes()).toEqual(['tiktok_shop_refused']);
    });
  });

  describe('the time of an offer', () => {
    const patient = { policy: { offerExpires: { value: 5, unit: 'calendar_day' } } } as const;

    it.each([
      ['Thailand', 24, {}, {}, 'TH'],
      ['the US', 48, american, { ...MONEY }, 'US'],
    ] as const)('is never longer than in %s: %i hours', async (_, hours, changes, kind, market) => {
      const seller = market === 'US' ? { ...US.seller, ...patient } : patient;
      await start({ seller, types: ['REPLACEMENT', 'REFUND'] });
      await scene.asked({ ...(changes as typeof american), ...kind });
      const before = scene.clock.now();
      await scene.seller('offers', HALF);
      const waits = Date.parse((await scene.request())?.offer?.expiresAt ?? '') - before;
      expect(waits).toBeLessThanOrEqual(hours * HOUR);
      expect(waits).toBeGreaterThan((hours - 7) * HOUR);
    });

    it('is over when the return is the seller’s again without an answer, but not before it was the buyer’s', async () => {
      await start();
      await scene.asked();
      scene.market.sendTo(null);
      await scene.seller('offers', HALF);
      await scene.pass(10 * MINUTE);
      expect((await scene.request())?.status).toBe('negotiating');
      await scene.market.change(RETURN, { status: 'REPLACEMENT_REQUEST_PENDING' });
      await scene.pass(10 * MINUTE);
      expect(await scene.request()).toMatchObject({ status: 'awaiting_seller', offer: { status: 'withdrawn' } });
      await scene.seller('approve', {});
      expect(scene.decisions()).toEqual(['OFFER_PARTIAL_REFUND', 'APPROVE_REPLACEMENT']);
      expect(scene.codes()).toEqual([]);
    });
  });
});
