/** The raw figures behind the statistics. */
import { describe, expect, it } from 'vitest';
import { following, HOUR, later, OPENED_AT, offer, opening, requestState, respondBy } from '../support/builders.ts';
import { type Factory, freshStores } from './fixture.ts';

const NOW = Date.parse(OPENED_AT);

export function statsContract(factory: Factory): void {
  describe('statistics', () => {
    const at = freshStores(factory);
    const stats = (sellerId?: string, since = OPENED_AT) =>
      at.store.requests.stats({ since, now: NOW, ...(sellerId === undefined ? {} : { sellerId }) });

    it('of nothing are empty', async () => {
      expect(await stats()).toEqual({
        byStatus: {},
        due: { overdue: 0, h1: 0, h4: 0 },
        offers: [],
        timeouts: 0,
      });
    });

    it('count by status as requests move, for all and for one seller', async () => {
      const first = requestState({ id: 'req_1' });
      const second = requestState({ id: 'req_2' });
      const other = requestState({ id: 'req_3', facts: { sellerId: 'shop-2' } });
      for (const state of [first, second, other]) await at.store.requests.commit(opening(state));
      expect((await stats()).byStatus).toEqual({ awaiting_seller: 3 });
      await at.store.requests.commit(following(first, { status: 'cancelled', deadline: null }));
      await at.store.requests.commit(following(first, { status: 'settled' }));
      expect((await stats()).byStatus).toEqual({ awaiting_seller: 2, cancelled: 1 });
      expect((await stats('shop-1')).byStatus).toEqual({ awaiting_seller: 1, cancelled: 1 });
      expect((await stats('shop-2')).byStatus).toEqual({ awaiting_seller: 1 });
      expect((await stats('shop-3')).byStatus).toEqual({});
    });

    it('count what is due', async () => {
      const hours = [-1, 0, 1, 2, 4, 5];
      for (const [n, hour] of hours.entries()) {
        const sellerId = n % 2 === 0 ? 'shop-1' : 'shop-2';
        const deadline = respondBy(later(hour * HOUR));
        await at.store.requests.commit(opening(requestState({ id: `req_${n}`, deadline, facts: { sellerId } })));
      }
      await at.store.requests.commit(opening(requestState({ id: 'req_none', status: 'shipped', deadline: null })));
      expect((await stats()).due).toEqual({ overdue: 2, h1: 1, h4: 3 });
      expect((await stats('shop-1')).due).toEqual({ overdue: 1, h1: 1, h4: 2 });
    });

    it('hold the offers made since, with their answers', async () => {
      const answered = offer({
        id: 'ofr_2',
        status: 'accepted',
        percent: 80,
        createdAt: later(3 * HOUR),
        answer: { by: 'buyer', at: later(4 * HOUR) },
      });
      const early = offer({ id: 'ofr_1', status: 'withdrawn', createdAt: later(HOUR) });
      await at.store.requests.commit(opening(requestState({ id: 'req_1', offers: [early, answered] })));
      const pending = offer({ id: 'ofr_3', by: 'buyer', createdAt: later(2 * HOUR) });
      await at.store.requests.commit(
        opening(requestState({ id: 'req_2', offers: [pending], facts: { sellerId: 'shop-2' } })),
      );
      await at.store.requests.commit(opening(requestState({ id: 'req_3' })));
      const first = {
        status: 'accepted',
        percent: 80,
        by: 'seller',
        createdAt: later(3 * HOUR),
        answeredAt: later(4 * HOUR),
      };
      const second = { status: 'pending', percent: 50, by: 'buyer', createdAt: later(2 * HOUR) };
      expect((await stats(undefined, later(2 * HOUR))).offers).toEqual([first, second]);
      expect((await stats('shop-2', later(2 * HOUR))).offers).toEqual([second]);
      expect((await stats(undefined, later(HOUR))).offers).toHaveLength(3);
      expect((await stats(undefined, later(3 * HOUR + 1))).offers).toEqual([]);
      expect((await stats(undefined, '1970-01-01T00:00:00.000Z')).offers).toHaveLength(3);
    });

    it('count the approvals by timeout since, also after the request went on', async () => {
      const first = requestState({ id: 'req_1' });
      const second = requestState({ id: 'req_2' });
      for (const state of [first, second]) await at.store.requests.commit(opening(state));
      const timeout = following(first, { status: 'awaiting_shipment', updatedAt: later(HOUR) }, 'request.approved', {
        data: { cause: 'timeout' },
      });
      await at.store.requests.commit(timeout);
      await at.store.requests.commit(following(timeout.state, { status: 'shipped' }, 'shipment.shipped'));
      await at.store.requests.commit(
        following(second, { status: 'awaiting_shipment' }, 'request.approved', { data: { cause: 'decision' } }),
      );
      expect((await stats(undefined, later(HOUR))).timeouts).toBe(1);
      expect((await stats('shop-1', later(HOUR))).timeouts).toBe(1);
      expect((await stats('shop-2', later(HOUR))).timeouts).toBe(0);
      expect((await stats(undefined, later(HOUR + 1))).timeouts).toBe(0);
    });
  });
}
