/** An offer that waits at TikTok Shop, which changes its mind meanwhile: the buyer reads that it is over, the seller why. */
import { describe, expect, it } from 'vitest';
import type { MessageView } from '../../src/contract/chat.ts';
import { TAKEN_BACK, type TakenBack } from '../../src/contract/taken-back.ts';
import type { FakeReturn } from '../../stand-ins/tiktok-shop/fake-return.ts';
import { HOUR } from '../support/builders.ts';
import { RETURN, type TikTokShopScene, tiktokShopStage } from '../support/tiktok-shop-scene.ts';

const MINUTE = 60_000;
const HALF = { kind: 'partial_refund', percent: 50, note: 'So sorry' };
const BUYER = 'buyer:tiktok-shop%3A7494845287413321234';
const NO_PARTIAL = { refuses: { OFFER_PARTIAL_REFUND: 25005020 } };
const PATIENT = { seller: { policy: { offerExpires: { value: 5, unit: 'calendar_day' } } } } as const;

describe('An offer that waits at TikTok Shop', () => {
  let scene: TikTokShopScene;
  const { start } = tiktokShopStage((on) => {
    scene = on;
  });
  const offered = async () => {
    await scene.asked();
    expect(await scene.seller('offers', HALF)).toBe(201);
    expect(scene.there()?.status).toBe('AWAITING_BUYER_RESPONSE');
    scene.clock.advance(MINUTE);
  };
  const changed = async (changes: Partial<FakeReturn>) => {
    await scene.market.change(RETURN, changes);
    await scene.settle();
  };
  const chat = () => scene.get<{ messages: MessageView[] }>(`/v1/conversations/tiktok-shop:${RETURN}/messages`, BUYER);

  it.each<[string, Partial<FakeReturn>, TakenBack]>([
    ['is not permitted any more', NO_PARTIAL, 'solution'],
    ['does not fit the kind any more', { refuses: { OFFER_PARTIAL_REFUND: 25020004 } }, 'solution'],
    ['is above what is refunded now', { refundTotal: '100.00' }, 'amount'],
  ])('is taken back where it %s', async (_, changes, why) => {
    await start();
    await offered();
    await changed(changes);
    const byPlatform = { status: 'withdrawn', answer: { by: 'platform', text: TAKEN_BACK[why] } };
    for (const reader of ['seller:shop-1', 'agent:agent-1', undefined]) {
      const request = await scene.request(RETURN, reader);
      expect(request).toMatchObject({ status: 'awaiting_seller', offer: byPlatform, offers: [byPlatform] });
    }
    expect(scene.decisions()).toEqual(['OFFER_PARTIAL_REFUND']);
    expect(scene.codes()).toEqual([]);
  });

  it('is over for its buyer in ordinary words, who reads nothing of why', async () => {
    await start();
    await offered();
    await changed(NO_PARTIAL);
    const { messages } = await chat();
    expect(messages.map(({ text }) => text).join('\n')).toMatch(/This offer is no longer available/u);
    const request = await scene.request(RETURN, BUYER);
    expect(request?.offer?.answer).toEqual({ by: 'platform', at: expect.any(String) });
    const events = await scene.get(`/v1/requests/${request?.id}/events`, BUYER);
    expect(JSON.stringify([messages, request, events])).not.toContain(TAKEN_BACK.solution);
  });

  it('is not told at all where TikTok Shop was away when it was made, and does not permit it when it is back', async () => {
    await start();
    await scene.asked();
    scene.market.faults.push({ on: /./u, times: 2, status: 503, code: 36009003 });
    await scene.seller('offers', HALF);
    scene.clock.advance(MINUTE);
    await changed(NO_PARTIAL);
    await scene.pass(10 * MINUTE);
    expect(await scene.request()).toMatchObject({ status: 'awaiting_seller', offer: { status: 'withdrawn' } });
    expect(scene.decisions()).toEqual([]);
    expect(await scene.seller('approve', {})).toBe(200);
    expect(scene.decisions()).toEqual(['APPROVE_REPLACEMENT']);
  });

  it('stays where nothing can be decided while it waits, where TikTok Shop does not say, and in arbitration', async () => {
    await start();
    await offered();
    await scene.pass(7 * HOUR);
    scene.market.faults.push({ on: /review_decision$/u, times: 2, code: 105005, message: 'Access denied' });
    await changed({});
    scene.clock.advance(MINUTE);
    await changed({ arbitration: 'IN_PROGRESS' });
    await changed({ arbitration: 'SUPPORT_SELLER' });
    expect(await scene.request()).toMatchObject({
      status: 'negotiating',
      offer: { status: 'pending' },
      allowed: { solutions: ['approve', 'reject', 'refund_only', 'partial_refund'], rejectReasons: expect.any(Array) },
    });
  });

  it('is asked about no more often than its return changes', async () => {
    await start();
    await offered();
    await changed({});
    const calls = scene.market.calls.length;
    await scene.pass(10 * MINUTE);
    await scene.pass(10 * MINUTE);
    expect(scene.market.calls.slice(calls).some(({ path }) => path.endsWith('/review_decision'))).toBe(false);
  });

  it('expires with TikTok Shop’s own time, and an answer there afterwards concludes the request', async () => {
    await start(PATIENT);
    await offered();
    const { offer, allowed } = (await scene.request()) ?? {};
    expect(offer?.expiresAt).toBe(allowed?.offerBy);
    await scene.pass(24 * HOUR);
    expect(await scene.request()).toMatchObject({
      status: 'awaiting_seller',
      offer: { status: 'expired', answer: null },
      solutions: ['approve', 'reject'],
    });
    expect(await scene.seller('offers', HALF)).toBe(409);
    await changed({ status: 'RETURN_OR_REFUND_REQUEST_COMPLETE' });
    expect((await scene.request())?.status).toBe('settled');
  });

  it('is taken back where TikTok Shop has ended its time before Parley did', async () => {
    await start(PATIENT);
    await offered();
    await changed({});
    scene.clock.advance(HOUR);
    await changed({ status: 'REPLACEMENT_REQUEST_PENDING' });
    expect(await scene.request()).toMatchObject({
      status: 'awaiting_seller',
      offer: { status: 'withdrawn', answer: { by: 'platform', text: TAKEN_BACK.time } },
    });
  });
});
