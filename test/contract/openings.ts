/** How often a buyer asked a shop. */
import { describe, expect, it } from 'vitest';
import { later, OPENED_AT, opening, requestState } from '../support/builders.ts';
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
