/** A replacement asked for at TikTok Shop: what Parley opens, what TikTok Shop is told, and what its buyer answers there. */
import { beforeEach, describe, expect, it } from 'vitest';
import { HOUR } from '../support/builders.ts';
import { RETURN, type TikTokShopScene, tiktokShopStage } from '../support/tiktok-shop-scene.ts';

const MINUTE = 60_000;
const DAY = 24 * HOUR;
const HALF = { kind: 'partial_refund', percent: 50, note: 'So sorry' };

describe('A return at TikTok Shop', () => {
  let scene: TikTokShopScene;
  const { start } = tiktokShopStage((on) => {
    scene = on;
  });
  beforeEach(() => start());

  const lastEvent = async () => (await scene.events()).at(-1);

  it('becomes a request with what was bought, paid, said and shown, and TikTok Shop’s own deadline', async () => {
    const { created, orderId } = await scene.asked();
    expect(await scene.request()).toMatchObject({
      status: 'awaiting_seller',
      orderId,
      sellerId: 'shop-1',
      buyerId: 'tiktok-shop:7494845287413321234',
      conversationId: `tiktok-shop:${RETURN}`,
      externalId: RETURN,
      market: 'TH',
      reason: 'missing_items',
      text: 'Only one of the two bowls arrived',
      items: [
        {
          sku: 'BOWL-2',
          title: 'ชามเซรามิก, Blue',
          quantity: 2,
          missingQuantity: 1,
          unitPrice: { amount: 25000, currency: 'THB' },
        },
      ],
      paid: { amount: 54000, currency: 'THB' },
      claimValue: { amount: 25000, currency: 'THB' },
      shippingOption: 'platform',
      evidence: ['https://p16.example/box.jpg'],
      openedAt: new Date(created * 1_000).toISOString(),
      deadline: { kind: 'respond_by', at: new Date((created + 48 * 3_600) * 1_000).toISOString() },
      metadata: { marketplace: 'tiktok-shop', returnType: 'REPLACEMENT' },
    });
  });

  it('comes back to the seller where the buyer declines there, and is then approved', async () => {
    await scene.asked();
    await scene.seller('offers', HALF);
    await scene.market.change(RETURN, { status: 'REPLACEMENT_REQUEST_PENDING', declined: true });
    await scene.settle();
    expect(await scene.request()).toMatchObject({ status: 'awaiting_seller', offer: { status: 'rejected' } });
    expect(await scene.seller('approve', {})).toBe(200);
    expect(scene.decisions()).toEqual(['OFFER_PARTIAL_REFUND', 'APPROVE_REPLACEMENT']);
    expect((await scene.request())?.status).toBe('awaiting_shipment');
    expect(scene.codes()).toEqual([]);
  });

  it('is approved as a replacement, once, however often it is looked at', async () => {
    await scene.asked();
    await scene.seller('approve', {});
    expect(scene.there()?.status).toBe('REPLACEMENT_REQUEST_COMPLETE');
    await scene.market.change(RETURN, {});
    await scene.pass(HOUR);
    expect(scene.decisions()).toEqual(['APPROVE_REPLACEMENT']);
    expect(scene.market.calls.filter(({ path }) => path.endsWith('/approve'))).toHaveLength(1);
  });

  it('is refunded at once where the seller gives all that was asked for', async () => {
    await scene.asked();
    await scene.seller('offers', { kind: 'refund_only' });
    expect(scene.decisions()).toEqual(['ISSUE_REPLACEMENT_REFUND']);
    await scene.market.change(RETURN, {});
    await scene.settle();
    expect((await scene.request())?.status).toBe('settled');
  });

  it('is rejected with a reason of TikTok Shop’s, the seller’s words, and links that are no pictures', async () => {
    await scene.asked();
    const text = 'Both bowls were in the box';
    const evidence = ['http://127.0.0.1:9/scan.png'];
    expect(await scene.seller('reject', { reason: 'items_were_sent', text, evidence })).toBe(200);
    const [told] = scene.there()?.decided ?? [];
    expect(told?.body).toEqual({
      decision: 'REJECT_REPLACEMENT',
      reject_reason: 'seller_reject_apply_item_is_correct',
      comment: `${text}\n${evidence[0]}`,
    });
    expect(scene.there()?.status).toBe('REPLACEMENT_REQUEST_REJECT');
  });

  it('is approved by the clock where the seller says nothing until TikTok Shop’s deadline', async () => {
    await scene.asked();
    await scene.pass(2 * DAY);
    expect(scene.decisions()).toEqual(['APPROVE_REPLACEMENT']);
    expect(await scene.eventsOf()).toEqual(['request.opened', 'request.approved']);
  });

  it('hands back where the buyer says nothing, and TikTok Shop is asked again when it takes an answer', async () => {
    await scene.asked();
    await scene.seller('offers', HALF);
    await scene.pass(DAY + MINUTE);
    expect(await scene.request()).toMatchObject({ status: 'awaiting_seller', offer: { status: 'expired' } });
    await scene.seller('approve', {});
    expect(scene.decisions()).toEqual(['OFFER_PARTIAL_REFUND']);
    await scene.market.change(RETURN, { status: 'REPLACEMENT_REQUEST_PENDING' });
    await scene.settle();
    expect(scene.decisions()).toEqual(['OFFER_PARTIAL_REFUND', 'APPROVE_REPLACEMENT']);
  });

  it('is cancelled with the buyer’s taking it back', async () => {
    await scene.asked();
    await scene.market.change(RETURN, { status: 'REPLACEMENT_REQUEST_CANCEL' });
    await scene.settle();
    expect((await scene.request())?.status).toBe('cancelled');
    expect(await scene.eventsOf()).toEqual(['request.opened', 'request.cancelled']);
  });

  it.each([
    ['approved', 'REPLACEMENT_REQUEST_COMPLETE', 'awaiting_shipment'],
    ['rejected', 'REPLACEMENT_REQUEST_REJECT', 'rejected'],
    ['refunded', 'REPLACEMENT_REQUEST_REFUND_SUCCESS', 'settled'],
  ])('that was %s in the Seller Center is so in Parley', async (_, status, expected) => {
    await scene.asked();
    await scene.market.change(RETURN, { status });
    await scene.settle();
    expect((await scene.request())?.status).toBe(expected);
    expect(scene.decisions()).toEqual([]);
  });

  it('tells agents, once, where both went ways that no command brings together', async () => {
    await scene.asked();
    await scene.seller('reject', { reason: 'items_were_sent', text: 'Both were in the box' });
    await scene.market.change(RETURN, { status: 'REPLACEMENT_REQUEST_REFUND_SUCCESS' });
    await scene.settle();
    await scene.market.change(RETURN, {});
    await scene.settle();
    expect(scene.codes()).toEqual(['tiktok_shop_decided_elsewhere']);
    expect(scene.attention[0]).toMatchObject({ sellerId: 'shop-1', requestId: (await scene.request())?.id });
  });

  it('is concluded where the buyer takes an offer there that has expired here', async () => {
    await scene.asked();
    await scene.seller('offers', HALF);
    await scene.pass(DAY + MINUTE);
    await scene.market.change(RETURN, { status: 'RETURN_OR_REFUND_REQUEST_SUCCESS' });
    await scene.settle();
    expect((await scene.request())?.status).toBe('settled');
    expect(await lastEvent()).toMatchObject({
      type: 'request.concluded',
      data: { outcome: 'refunded', amount: { amount: 12_500, currency: 'THB' } },
    });
    expect(scene.codes()).toEqual([]);
  });

  it('counts the buyer’s answer as of when it was given there, however late it is heard of', async () => {
    await scene.asked();
    await scene.seller('offers', HALF);
    scene.clock.advance(DAY - MINUTE);
    scene.market.sendTo(null);
    await scene.market.change(RETURN, { status: 'RETURN_OR_REFUND_REQUEST_SUCCESS' });
    scene.clock.advance(2 * MINUTE);
    await scene.settle();
    expect(await scene.request()).toMatchObject({ status: 'settling', offer: { status: 'accepted' } });
  });
});
