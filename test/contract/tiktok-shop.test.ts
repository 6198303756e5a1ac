/** Returns at TikTok Shop where it depends on the storage: what is owed, done once, and kept for the next start. */
import { beforeEach, describe, expect, it } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { storeLegs } from '../support/stores.ts';
import { RETURN, type TikTokShopScene, tiktokShopStage } from '../support/tiktok-shop-scene.ts';

const MINUTE = 60_000;
const APPROVE = /\/approve$/u;
const HALF = { kind: 'partial_refund', percent: 50, note: 'So sorry' };

describe.each(storeLegs())('A return at TikTok Shop, on $name', (leg) => {
  let scene: TikTokShopScene;
  const { start, restart } = tiktokShopStage((on) => {
    scene = on;
  }, leg.open);
  beforeEach(() => start());

  const approvals = () => scene.market.calls.filter(({ path }) => APPROVE.test(path));

  it('is offered a partial refund, which the buyer takes there and which settles when it is paid', async () => {
    await scene.asked();
    expect(await scene.seller('offers', HALF)).toBe(201);
    expect(scene.there()).toMatchObject({
      status: 'AWAITING_BUYER_RESPONSE',
      partial: { amount: '125', currency: 'THB' },
    });
    expect(scene.decisions()).toEqual(['OFFER_PARTIAL_REFUND']);
    await scene.market.change(RETURN, { status: 'RETURN_OR_REFUND_REQUEST_SUCCESS' });
    await scene.settle();
    expect(await scene.request()).toMatchObject({ status: 'settling', offer: { status: 'accepted' } });
    const state = await scene.store.requests.findByExternalId(RETURN);
    const accepted = (await scene.store.requests.events(state?.id ?? '', 0, 50)).find(
      ({ type }) => type === 'offer.accepted',
    );
    expect(accepted?.actor).toEqual({ kind: 'buyer', id: 'tiktok-shop:7494845287413321234' });
    await scene.market.change(RETURN, { status: 'RETURN_OR_REFUND_REQUEST_COMPLETE' });
    await scene.settle();
    expect(await scene.request()).toMatchObject({
      status: 'settled',
      refund: { status: 'confirmed', reference: RETURN, amount: { amount: 12500, currency: 'THB' } },
    });
    expect(scene.decisions()).toHaveLength(1);
    expect(scene.codes()).toEqual([]);
  });

  it('is heard of without anybody asking for it', async () => {
    await start({ start: true });
    await scene.market.ask(RETURN);
    // The first token may be on its way when the webhook comes: the fake clock has to go on for another try.
    const open = await eventually('the request is open', async () => {
      scene.clock.advance(1_000);
      const request = await scene.request();
      expect(request).not.toBeNull();
      return request;
    });
    expect(open?.status).toBe('awaiting_seller');
  });

  it('webhooks told five times open one request, and are of no use for anything else', async () => {
    await scene.asked();
    const body = scene.market.webhookOf(RETURN);
    const told = [1, 2, 3, 4].map(() => scene.market.tell(body));
    expect(await Promise.all(told)).toEqual([200, 200, 200, 200]);
    await scene.settle();
    expect(await scene.eventsOf()).toEqual(['request.opened']);
    expect(await scene.market.tell({ type: 1, data: { order_id: '1' } })).toBe(200);
    expect(await scene.market.tell({ type: 12, data: { return_id: '../1' } })).toBe(200);
  });

  it('tokens are kept sealed, and serve the next start', async () => {
    await scene.asked();
    const kept = JSON.stringify(await scene.store.work.marketplace.get('tiktok-shop/upkeep'));
    expect(kept).toContain('sealed');
    expect(kept).not.toMatch(/ROW_(access|refresh)/u);
    await restart();
    await scene.seller('approve', {});
    expect(scene.there()?.decided).toHaveLength(1);
    expect(scene.market.renewals).toBe(1);
  });

  it('calls whose answer was lost and whose effect is not seen yet are made again under the same key', async () => {
    await scene.asked();
    scene.market.faults.push({ on: APPROVE, lose: true });
    await scene.seller('offers', { kind: 'partial_refund', percent: 50 });
    Object.assign(scene.there() ?? {}, { status: 'REPLACEMENT_REQUEST_PENDING', partial: null });
    await scene.pass(MINUTE);
    const keys = approvals().map(({ query }) => query.idempotency_key);
    expect(keys).toHaveLength(2);
    expect(new Set(keys).size).toBe(1);
    expect(scene.there()?.decided).toHaveLength(1);
    expect((await scene.request())?.status).toBe('negotiating');
  });
});
