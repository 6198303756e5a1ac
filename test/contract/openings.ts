/** How often a buyer asked a shop. */
import { describe, expect, it } from 'vitest';
import { following, later, OPENED_AT, offer, opening, requestState } from '../support/builders.ts';
import { type Factory, freshStores } from './fixture.ts';

const DAY = 24 * 3_600_000;

export function openingContract(factory: Factory): void {
  describe('openings', () => {
    const at = freshStores(factory);
    let made = 0;
    const open = (days: number, facts: { sellerId?: string; buyerId?: string } = {}) =>
      at.store.requests.commit(opening(requestState({ id: `req_${++made}`, openedAt: later(days * DAY), facts })));
    const count = (from: string, to: string, cap = 100) =>
      at.store.requests.openedBetween({ sellerId: 'shop-1', buyerId: 'buyer-1', from, to }, cap);

    it('are counted by buyer and shop, between two moments, both included', async () => {
      for (const days of [-90.001, -90, -1, 0, 0.001]) await open(days);
      await open(-1, { buyerId: 'buyer-2' });
      await open(-1, { sellerId: 'shop-2' });
      expect(await count(later(-90 * DAY), OPENED_AT)).toBe(3);
      expect(await count(later(1 * DAY), later(2 * DAY))).toBe(0);
      expect(await count(later(-90 * DAY), OPENED_AT, 2)).toBe(2);
    });

    it('of offers: of a market and a reason, of all shops or one, newest requests first', async () => {
      const made = (id: string, days: number, facts: object, changes = {}) => {
        const offers = [offer({ id: `ofr_${id}`, createdAt: later(days * DAY), status: 'accepted', ...changes })];
        const secondThought = { offerId: `ofr_${id}`, was: 'rejected' as const };
        return at.store.requests.commit(
          opening(requestState({ id, offers, facts, ...(days === 2 ? { secondThought } : {}) })),
        );
      };
      await made('req_a', 1, {}, { percent: 30 });
      await made('req_b', 2, {}, { percent: 50 });
      await made('req_c', 3, { sellerId: 'shop-2' }, { percent: 60 });
      await made('req_d', 3, { reason: 'damaged' });
      await made('req_e', 3, { market: 'VN' });
      await made('req_f', -1, {});
      const query = { market: 'TH', reason: 'missing_items', since: OPENED_AT };
      const percents = async (limit: number, sellerId?: string) =>
        (await at.store.requests.offersMade({ ...query, ...(sellerId ? { sellerId } : {}) }, limit)).map(
          (of) => of[0]?.percent,
        );
      expect(await percents(10)).toEqual([60, 50, 30]);
      expect(await percents(2)).toEqual([60, 50]);
      expect(await percents(10, 'shop-1')).toEqual([50, 30]);
      const [[again] = []] = await at.store.requests.offersMade({ ...query, sellerId: 'shop-1' }, 1);
      expect(again).toMatchObject({ status: 'accepted', was: 'rejected' });
      for (const whose of [{}, { sellerId: 'shop-1' }]) {
        for (const plan of await at.fixture.explain({ offers: { ...query, ...whose } })) {
          expect(plan.scansAll, plan.detail).toBe(false);
          if (at.fixture.readsInOrder) expect(plan.sorts, plan.detail).toBe(false);
        }
      }
    });

    it('are read of one shop, newest first, piece by piece, each with the beginning of its history, by an index', async () => {
      const openedOn = async (id: string, days: number, facts = {}) => {
        const state = requestState({ id, openedAt: later(days * DAY), facts });
        await at.store.requests.commit(opening(state));
        await at.store.requests.commit(following(state, { version: 2 }));
      };
      for (const id of ['req_a', 'req_b', 'req_c']) await openedOn(id, 1);
      await openedOn('req_d', 2);
      await openedOn('req_old', -0.001);
      await openedOn('req_new', 3);
      await openedOn('req_other', 1, { sellerId: 'shop-2' });
      const query = { sellerId: 'shop-1', from: OPENED_AT, to: later(3 * DAY) };
      const first = await at.store.requests.openings(query, 2, 1);
      expect(first.map(({ id, events }) => [id, events.map(({ seq }) => seq)])).toEqual([
        ['req_d', [1]],
        ['req_c', [1]],
      ]);
      const before = first[1];
      const rest = await at.store.requests.openings({ ...query, ...(before ? { before } : {}) }, 10, 5);
      expect(rest.map(({ id, openedAt, events }) => [id, openedAt, events.length])).toEqual([
        ['req_b', later(DAY), 2],
        ['req_a', later(DAY), 2],
      ]);
      for (const asked of [query, { ...query, ...(before ? { before } : {}) }]) {
        for (const plan of await at.fixture.explain({ openings: asked })) {
          expect(plan.scansAll, plan.detail).toBe(false);
          if (at.fixture.readsInOrder) expect(plan.sorts, plan.detail).toBe(false);
        }
      }
    });

    it('are counted by an index', async () => {
      await open(0);
      const query = { sellerId: 'shop-1', buyerId: 'buyer-1', from: later(-DAY), to: OPENED_AT };
      for (const plan of await at.fixture.explain({ opened: query })) {
        expect(plan.scansAll, plan.detail).toBe(false);
        expect(plan.sorts, plan.detail).toBe(false);
      }
    });
  });
}
