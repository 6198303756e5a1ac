/**
 * The whole way of a return at TikTok Shop, with something going wrong at each step: a Thai shop, whose replacements may be
 * had as part of the money, and a US shop, whose returns for money may; and how long sellers have there.
 */
import { describe, expect, it } from 'vitest';
import { BOWL } from '../../stand-ins/tiktok-shop/model.ts';
import { HOUR } from '../support/builders.ts';
import { RETURN, type SceneOptions, type TikTokShopScene, tiktokShopStage } from '../support/tiktok-shop-scene.ts';

const MINUTE = 60_000;
const HALF = { kind: 'partial_refund', percent: 50, note: 'So sorry' };
const REJECTION = { reason: 'items_were_sent', text: 'Both bowls were in the box' };
const dollars = (amount: number) => ({ amount, currency: 'USD' });
const baht = (amount: number) => ({ amount, currency: 'THB' });

const AMERICAN = {
  market: 'US' as const,
  type: 'REFUND' as const,
  status: 'RETURN_OR_REFUND_REQUEST_PENDING',
  bought: [{ sku: BOWL.sku, price: '25.00' }],
  asked: [{ line: 0, total: '27.06' }],
};
const US: SceneOptions = {
  types: ['REPLACEMENT', 'REFUND'],
  seller: { market: 'US', zone: 'America/New_York' },
};
const SHOPS = {
  Thai: {
    options: {} as SceneOptions,
    asked: {},
    pending: 'REPLACEMENT_REQUEST_PENDING',
    claim: baht(25_000),
    half: baht(12_500),
    there: { amount: '125', currency: 'THB' },
    /** What the seller may answer once the one offer is made. */
    left: ['approve', 'reject'],
    rejects: 'REJECT_REPLACEMENT',
  },
  US: {
    options: US,
    asked: AMERICAN,
    pending: 'RETURN_OR_REFUND_REQUEST_PENDING',
    claim: dollars(2_706),
    half: dollars(1_353),
    there: { amount: '13.53', currency: 'USD' },
    left: ['reject'],
    rejects: 'REJECT_REFUND',
  },
};
type Shop = keyof typeof SHOPS;

describe('At TikTok Shop', () => {
  let scene: TikTokShopScene;
  const { start, restart } = tiktokShopStage((on) => {
    scene = on;
  });
  const fails = (...faults: TikTokShopScene['market']['faults']) => scene.market.faults.push(...faults);
  const later = async () => {
    for (let tries = 0; tries < 4; tries += 1) await scene.pass(MINUTE);
  };
  const calls = (path: RegExp) => scene.market.calls.filter((call) => path.test(call.path));

  /** A return is asked for, while TikTok Shop does not answer at first, and its webhook comes from somebody else, too. */
  const opened = async (shop: Shop) => {
    const { options, asked, claim } = SHOPS[shop];
    await start(options);
    fails({ on: /token\/refresh$/u, status: 503, code: 36009003 });
    fails({ on: /review_decision$/u, status: 429, code: 36009002, headers: { 'retry-after': '5' } });
    fails({ on: /orders$/u, lose: true }, { on: /records$/u, code: 36009007 });
    await scene.asked(asked);
    expect(await scene.market.tell(scene.market.webhookOf(RETURN), '0'.repeat(64))).toBe(401);
    await later();
    expect(await scene.request()).toMatchObject({ status: 'awaiting_seller', claimValue: claim });
  };

  /** What is not permitted is refused; the offer is told once, though TikTok Shop is busy, lets go and loses its answer. */
  const offered = async (shop: Shop) => {
    const { half, there } = SHOPS[shop];
    const tooMuch = { kind: 'partial_refund', amount: { ...half, amount: half.amount * 10 } };
    expect(await scene.seller('offers', tooMuch)).toBe(422);
    expect(scene.decisions()).toEqual([]);
    scene.market.expireTokens();
    fails({ on: /\/approve$/u, status: 503, code: 36009003 }, { on: /\/approve$/u, lose: true });
    expect(await scene.seller('offers', HALF)).toBe(201);
    await later();
    expect(scene.there()).toMatchObject({ status: 'AWAITING_BUYER_RESPONSE', partial: there });
    expect(new Set(calls(/\/approve$/u).map(({ query }) => query.idempotency_key)).size).toBe(1);
    expect(await scene.seller('approve', {})).toBe(409);
  };

  it.each<Shop>(['Thai', 'US'])(
    'a %s shop: what the buyer takes is paid, once, whatever fails on the way',
    async (shop) => {
      await opened(shop);
      await offered(shop);
      await restart(SHOPS[shop].options);

      scene.market.sendTo(null);
      fails({ on: /returns\/search$/u, times: 2, status: 502 });
      await scene.market.change(RETURN, { status: 'RETURN_OR_REFUND_REQUEST_SUCCESS' });
      await scene.pass(10 * MINUTE);
      await later();
      expect(await scene.request()).toMatchObject({
        status: 'settling',
        offer: { status: 'accepted', amount: SHOPS[shop].half, answer: { by: 'buyer' } },
      });

      await scene.market.change(RETURN, { status: 'RETURN_OR_REFUND_REQUEST_COMPLETE' });
      await scene.pass(10 * MINUTE);
      await later();
      expect(await scene.request()).toMatchObject({
        status: 'settled',
        refund: { status: 'confirmed', reference: RETURN, amount: SHOPS[shop].half },
      });
      expect(scene.decisions()).toEqual(['OFFER_PARTIAL_REFUND']);
      expect(await scene.eventsOf()).toEqual([
        'request.opened',
        'offer.proposed',
        'offer.accepted',
        'refund.requested',
        'refund.confirmed',
      ]);
    },
  );

  it.each<Shop>(['Thai', 'US'])(
    'a %s shop: what the buyer declines comes back, and is rejected with a true reason',
    async (shop) => {
      const { pending, left, rejects } = SHOPS[shop];
      await opened(shop);
      await offered(shop);
      scene.clock.advance(HOUR);
      fails({ on: /review_decision$/u, status: 503, code: 36009003 });
      await scene.market.change(RETURN, { status: pending, declined: true });
      await scene.settle();
      await later();
      expect(await scene.request()).toMatchObject({ status: 'awaiting_seller', offer: { status: 'rejected' } });
      expect((await scene.request())?.solutions).toEqual(left);
      expect(await scene.seller('offers', HALF)).toBe(409);

      expect(await scene.seller('reject', { ...REJECTION, reason: 'other' })).toBe(400);
      fails({ on: /\/reject$/u, code: 25001001, message: 'invalid param' }, { on: /\/reject$/u, lose: true });
      expect(await scene.seller('reject', REJECTION)).toBe(200);
      await later();
      expect(scene.decisions()).toEqual(['OFFER_PARTIAL_REFUND', rejects]);
      expect(scene.there()?.decided.at(-1)?.body).toMatchObject({
        reject_reason: 'seller_reject_apply_item_is_correct',
        comment: REJECTION.text,
      });
      expect((await scene.request())?.status).toBe('rejected');
    },
  );

  it('a Thai shop: what nobody answers is approved when TikTok Shop’s own time is over, and told when it is back', async () => {
    await opened('Thai');
    fails({ on: /\/approve$/u, times: 3, status: 503, code: 36009003 });
    await scene.pass(48 * HOUR);
    await later();
    expect(scene.decisions()).toEqual(['APPROVE_REPLACEMENT']);
    expect((await scene.request())?.status).toBe('awaiting_shipment');
    await scene.market.change(RETURN, { status: 'REPLACEMENT_REQUEST_REFUND_SUCCESS' });
    await scene.settle();
    expect(await scene.request()).toMatchObject({ status: 'settled', deadline: null });
  });

  /** Friday evening in Bangkok, and in New York. */
  const FRIDAYS = { Thai: '2026-11-27T10:00:00.000Z', US: '2026-12-04T22:00:00.000Z' };
  const inSeconds = (instant: string) => Date.parse(instant) / 1_000;

  it.each<[string, Shop, string | null, string]>([
    ['one business day', 'Thai', '2026-11-30T10:00:00.000Z', '2026-11-30T10:00:00.000Z'],
    ['24 hours, of a weekend', 'Thai', '2026-11-28T10:00:00.000Z', '2026-11-28T10:00:00.000Z'],
    ['one business day', 'US', '2026-12-07T22:00:00.000Z', '2026-12-07T22:00:00.000Z'],
    ['24 hours, of a weekend', 'US', '2026-12-05T22:00:00.000Z', '2026-12-05T22:00:00.000Z'],
    ['no time that TikTok Shop names, so one business day of Parley’s', 'US', null, '2026-12-07T22:00:00.000Z'],
  ])('who has %s in a %s shop is answered for at its end, and not before', async (_, shop, deadline, at) => {
    const { options, asked } = SHOPS[shop];
    await start(options);
    scene.clock.set(FRIDAYS[shop]);
    await scene.asked({ ...asked, deadline: deadline === null ? null : inSeconds(deadline) });
    expect((await scene.request())?.deadline).toMatchObject({ kind: 'respond_by', at });
    scene.clock.set(at);
    await scene.pass(-1_000);
    expect(scene.decisions()).toEqual([]);
    await scene.pass(1_000);
    await later();
    expect(scene.decisions()).toEqual([shop === 'US' ? 'APPROVE_REFUND' : 'APPROVE_REPLACEMENT']);
    expect((await scene.eventsOf()).filter((type) => type !== 'reminder.due')).toEqual([
      'request.opened',
      'request.approved',
    ]);
  });
});
