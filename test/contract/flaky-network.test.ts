/**
 * Two hundred negotiations between Parley and the example shop, over a network that loses, doubles, delays and garbles
 * messages both ways. People, the shop and Parley try again as they do in earnest; clocks are moved, nothing sleeps. In the
 * end both sides agree on every refund and every parcel, and no request is left behind.
 *
 * Under the same PARLEY_TEST_SEED the same faults are drawn.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Parley, RequestView } from '../../packages/client/src/index.ts';
import { type InstalledShop, installShop, type ShopOrder } from '../support/example-shop.ts';
import { FAULTS } from '../support/flaky-proxy.ts';
import { createFlakyScene, HOUR } from '../support/flaky-scene.ts';
import { storeLegs, type TestStore } from '../support/stores.ts';

/** The storages have their own suites; on MongoDB each negotiation costs more, and fewer do. */
const NEGOTIATIONS: Record<string, number> = { SQLite: 200, MongoDB: 40 };
const AT_ONCE = 16;
/** Longer than most: thousands of calls on a machine that is busy. */
const LIMIT_MS = 600_000;

const SELLER = { actor: 'seller:bowl-house' } as const;
const BUYER = { actor: 'buyer:mali' } as const;
const HALF = { kind: 'partial_refund', percent: 50 } as const;

/** What people do. `before` a day has passed, and `after` it; `ends` is how Parley must see it in the end. */
interface Story {
  name: string;
  before(people: Parley, id: string): Promise<unknown>;
  after?(people: Parley, id: string): Promise<unknown>;
  ends: 'settled' | 'delivered' | 'rejected' | 'cancelled';
  /** Of the claim value of 25000; 0 where no money moves. */
  refund: number;
  account?: string;
}
const offer = (people: Parley, id: string) => people.requests.offer(id, HALF, SELLER);
const lastOffer = ({ offer: last }: RequestView): string => last?.id ?? '';
const accept = async (people: Parley, id: string) =>
  people.requests.acceptOffer(id, lastOffer(await offer(people, id)), BUYER);
const approve = (people: Parley, id: string) => people.requests.approve(id, SELLER);

const STORIES: Story[] = [
  { name: 'accepted', before: accept, ends: 'settled', refund: 12_500 },
  {
    name: 'rejected, handed back, approved',
    before: async (people, id) => {
      await people.requests.rejectOffer(id, lastOffer(await offer(people, id)), {}, BUYER);
      return approve(people, id);
    },
    ends: 'delivered',
    refund: 0,
  },
  {
    name: 'refunded in full at once',
    before: (people, id) => people.requests.offer(id, { kind: 'refund_only' }, SELLER),
    ends: 'settled',
    refund: 25_000,
  },
  { name: 'expired, handed back, approved', before: offer, after: approve, ends: 'delivered', refund: 0 },
  {
    name: 'cancelled while an offer waits',
    before: async (people, id) => {
      await offer(people, id);
      return people.requests.cancel(id, {}, BUYER);
    },
    ends: 'cancelled',
    refund: 0,
  },
  { name: 'not answered in time', before: async () => {}, ends: 'delivered', refund: 0 },
  {
    name: 'rejected by the shop',
    before: (people, id) => people.requests.reject(id, { reason: 'items_were_sent', text: 'All were sent' }, SELLER),
    ends: 'rejected',
    refund: 0,
  },
  {
    name: 'accepted, paid at the second attempt',
    before: accept,
    ends: 'settled',
    refund: 12_500,
    account: 'closed account',
  },
  {
    name: 'withdrawn, approved',
    before: async (people, id) => {
      await people.requests.withdrawOffer(id, lastOffer(await offer(people, id)), {}, SELLER);
      return approve(people, id);
    },
    ends: 'delivered',
    refund: 0,
  },
  { name: 'approved', before: approve, ends: 'delivered', refund: 0 },
];
const storyOf = (order: number): Story => STORIES[order % STORIES.length] as Story;

const orderOf = (n: number): ShopOrder => ({
  id: `order-${n}`,
  buyerId: 'mali',
  placedOn: '18 Nov',
  currency: 'THB',
  paid: 54_000,
  shippingOption: 'platform',
  shipTo: { name: 'มะลิ สุขใจ', lines: ['99/1 ถนนสุขุมวิท'], country: 'TH' },
  account: storyOf(n).account ?? 'card',
  lines: [{ sku: 'BOWL-2', title: 'Ceramic bowl', quantity: 2, unitPrice: 25_000 }],
});

async function each<T>(all: readonly T[], act: (one: T) => Promise<unknown>): Promise<void> {
  let next = 0;
  const worker = async () => {
    for (let at = next++; at < all.length; at = next++) await act(all[at] as T);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

/** Again and again until it works, as a process that is started again. */
async function stubbornly(act: () => Promise<void>): Promise<void> {
  for (let tries = 0; ; tries += 1) {
    try {
      return await act();
    } catch (error) {
      if (tries === 30) throw error;
    }
  }
}

describe.each(storeLegs())('A flaky network between Parley on $name and the example shop', (leg) => {
  const negotiations = NEGOTIATIONS[leg.name] ?? 0;
  let installed: InstalledShop;
  let opened: TestStore;
  beforeAll(async () => {
    [installed, opened] = [await installShop('link'), await leg.open()];
  });
  afterAll(async () => {
    await opened.cleanup();
    await installed.remove();
  });

  it('leaves both sides agreeing on every refund and every parcel', { timeout: LIMIT_MS }, async () => {
    const all = Array.from({ length: negotiations }, (_, n) => n);
    const scene = await createFlakyScene(opened, installed, all.map(orderOf));
    const { people, direct, payments, clock } = scene;
    const numberOf = ({ orderId }: { orderId: string }): number => Number(orderId.slice('order-'.length));
    const requestOf = (n: number): string => scene.shop.books.claims.get(`order-${n}`)?.requestId ?? '';
    try {
      await stubbornly(() => scene.shop.connect());
      await each(all.map(orderOf), (order) =>
        scene.shop.claim(order, { missing: { 'BOWL-2': 1 }, text: 'One is missing' }),
      );
      await scene.settle();
      await each(all, (n) => storyOf(n).before(people, requestOf(n)));
      await scene.settle();
      await scene.restartShop();
      await stubbornly(() => scene.shop.connect());

      clock.advance(25 * HOUR); // Offers expire; the platform approves what nobody answered.
      await scene.service.app.sweep.run();
      await scene.settle();
      await each(all, async (n) => storyOf(n).after?.(people, requestOf(n)));
      for (const { id, state } of scene.shop.books.refunds.values())
        if (state === 'failed') await scene.shop.payAgain(id);
      await scene.settle();

      const parcel = (requestId: string) => ({ carrier: 'Thailand Post', trackingNumber: `TH-${requestId}` });
      const owed = [...scene.shop.books.reshipments.keys()];
      await each(owed, (id) => scene.shop.ship(id, parcel(id)));
      await scene.settle();
      const travels = [
        { at: clock.iso(), kind: 'delivered', text: 'Delivered' },
        { at: new Date(clock.now() - HOUR).toISOString(), kind: 'in_transit', text: 'On its way' },
      ];
      await each(owed, async (id) => {
        for (const travel of travels) await scene.shop.travel(id, travel);
      });
      await stubbornly(() => scene.shop.reconcile());
      await scene.settle();

      const requests: RequestView[] = [];
      for await (const request of direct.requests.each({ limit: 100 })) requests.push(request);
      const { books } = scene.shop;

      expect(new Set(requests.map(numberOf))).toEqual(new Set(all));
      expect(requests).toHaveLength(negotiations);
      const ends = requests.map((request) => [request.orderId, request.status]);
      const meant = requests.map((request) => [request.orderId, storyOf(numberOf(request)).ends]);
      expect(ends).toEqual(meant);
      const believed = requests.map(({ orderId }) => [orderId, books.claims.get(orderId)?.status]);
      expect(believed).toEqual(ends);

      // Money: what Parley asked for is what the provider paid, once each, and nothing else.
      const asked = requests.flatMap(({ refund }) => (refund ? [refund] : []));
      expect(asked).toHaveLength(all.filter((n) => storyOf(n).refund > 0).length);
      for (const request of requests) {
        expect(request.refund?.amount.amount ?? 0).toBe(storyOf(numberOf(request)).refund);
      }
      const settled = asked.map(({ id, amount, status, reference }) => ({ key: id, amount, status, reference }));
      const paid = [...payments.made.values()].map(({ key, amount, reference }) => ({
        key,
        amount,
        status: 'confirmed',
        reference,
      }));
      const byKey = (a: { key: string }, b: { key: string }) => (a.key < b.key ? -1 : 1);
      expect(settled.sort(byKey)).toEqual(paid.sort(byKey));

      // Parcels: the shop sent exactly what Parley says was delivered, under the same number.
      const delivered = requests.flatMap(({ id, shipment }) => (shipment?.trackingNumber ? [[id, shipment]] : []));
      const sent = new Map([...books.reshipments].map(([id, reshipment]) => [id, reshipment.parcel]));
      expect(new Map(delivered as [string, object][])).toEqual(
        new Map(
          [...sent].map(([id, of]) => [
            id,
            expect.objectContaining({
              ...of,
              timeline: travels.toReversed(),
              latest: travels[0],
            }),
          ]),
        ),
      );
      expect(sent.size).toBe(all.filter((n) => storyOf(n).ends === 'delivered').length);

      // Nothing was given up on, and nobody saw an error that is not the network's.
      const stopped = [books.claims, books.refunds, books.reshipments].flatMap((map) =>
        [...map.values()].filter((entry) => entry.stopped),
      );
      expect(stopped).toEqual([]);
      expect(scene.unexpected).toEqual([]);
      for (const { counts } of scene.networks) {
        for (const fault of FAULTS) expect(counts[fault], fault).toBeGreaterThan(negotiations / 20);
      }
    } finally {
      await scene.close();
    }
  });
});
