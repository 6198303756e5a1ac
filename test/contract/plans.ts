/** How the questions that pages, sweep and relay ask are answered: by an index, never by reading everything. */
import { describe, expect, it } from 'vitest';
import type { RequestFilter } from '../../src/contract/lists.ts';
import { HOUR, later } from '../support/builders.ts';
import { type Factory, freshStores, type Plan, type Question } from './fixture.ts';
import { commitAll, mixture, query, SORTS } from './list-data.ts';

export function planContract(factory: Factory): void {
  describe('plans', () => {
    const at = freshStores(factory);
    const expectIndexed = (plans: Plan[], limit: number) => {
      expect(plans.length).toBeGreaterThan(0);
      for (const plan of plans) {
        expect(plan.scansAll, plan.detail).toBe(false);
        if (!at.fixture.readsInOrder) continue;
        expect(plan.sorts, plan.detail).toBe(false);
        if (plan.examined !== null) expect(plan.examined, plan.detail).toBeLessThanOrEqual(limit + 1);
      }
    };
    const FILTERS: RequestFilter[] = [
      {},
      { sellerId: 'shop-1' },
      { buyerId: 'buyer-1' },
      { tab: 'awaiting_action' },
      { status: 'negotiating' },
      { sellerId: 'shop-1', tab: 'awaiting_action' },
    ];

    it('of the lists that pages use read an index in order, the first page and the next', async () => {
      await commitAll(at.store, mixture(300));
      for (const sort of SORTS) {
        for (const filter of FILTERS) {
          const first = query(filter, { sort, limit: 5 });
          expectIndexed(await at.fixture.explain({ list: first }), 5);
          const { nextCursor } = await at.store.requests.list(first);
          if (nextCursor === null) throw new Error('the list is too short to test its second page');
          expectIndexed(await at.fixture.explain({ list: { ...first, cursor: nextCursor } }), 5);
        }
      }
      for (const due of ['overdue', '1h', '4h'] as const) {
        expectIndexed(await at.fixture.explain({ list: query({ due }, { limit: 5 }) }), 5);
        expectIndexed(await at.fixture.explain({ list: query({ due, sellerId: 'shop-1' }, { limit: 5 }) }), 5);
      }
    });

    it('of what one person has in hand, under all of their ids, read that alone', async () => {
      const states = mixture(300).map((state, n) => ({
        ...state,
        ...(n % 20 < 2 ? { assignees: { shop: { id: n % 3 === 0 ? 'staff-7' : 'slack:T1/U1' } } } : {}),
      }));
      await commitAll(at.store, states);
      const assigned = { sides: ['shop'] as const, to: ['staff-7', 'slack:T1/U1', 'slack:T2/U9'] };
      for (const sort of SORTS) {
        const list = query({ sellerId: 'shop-1', assigned }, { sort });
        const has = ({ facts, assignees }: (typeof states)[number]) =>
          facts.sellerId === 'shop-1' && assigned.to.includes(assignees?.shop?.id ?? '');
        const own = states.filter((state) => has(state)).map(({ id }) => id);
        expect(own.length).toBeGreaterThan(1);
        expect((await at.store.requests.list(list)).items.map(({ id }) => id).sort()).toEqual(own.sort());
        for (const plan of await at.fixture.explain({ list })) {
          expect(plan.scansAll, plan.detail).toBe(false);
          if (plan.examined !== null) expect(plan.examined, plan.detail).toBeLessThanOrEqual(own.length);
        }
      }
    });

    it('of a search find what begins with it by an index', async () => {
      await commitAll(at.store, mixture(300));
      for (const sort of SORTS) {
        for (const filter of FILTERS) {
          const list = query({ ...filter, q: 'order-11' }, { sort });
          for (const plan of await at.fixture.explain({ list, search: 'narrow' })) {
            expect(plan.scansAll, plan.detail).toBe(false);
            // order-11 and order-110 to order-119.
            if (plan.examined !== null) expect(plan.examined, plan.detail).toBeLessThanOrEqual(11);
          }
          for (const plan of await at.fixture.explain({ list, search: 'wide' })) {
            expect(plan.scansAll, plan.detail).toBe(false);
            if (at.fixture.readsInOrder) expect(plan.sorts, plan.detail).toBe(false);
          }
        }
      }
    });

    it('of the sweep and the relay read only what they are about', async () => {
      const states = mixture(300);
      await commitAll(at.store, states);
      await at.store.requests.ack(states.slice(20).map(({ id }) => ({ id, seq: 1, owner: 'a' })));
      const now = Date.parse(later(HOUR));
      expectIndexed(await at.fixture.explain({ due: now }), 200);
      expectIndexed(await at.fixture.explain({ owed: now }), 200);
      expectIndexed(await at.fixture.explain('nextWake'), 1);
      for (const plan of await at.fixture.explain({ owed: now })) {
        if (plan.examined !== null) expect(plan.examined, plan.detail).toBeLessThanOrEqual(20);
      }
    });

    it('of alerts read only what waits, and only whose it is', async () => {
      const ids = Array.from({ length: 300 }, (_, n) => `req_${n}`);
      const sellerId = (n: number) => `shop-${n % 30}`;
      const { alert } = at.store.work;
      await alert.owe(ids.map((subject, n) => ({ subject, sellerId: sellerId(n), owed: 1, dueAt: n })));
      for (const { subject, dueAt } of await alert.take(null, 199, { owner: 'a', until: 1 }, 0, 200)) {
        const next = dueAt === null || dueAt >= 100 ? 999 : null;
        const lane = `T${Number(dueAt) % 10}`;
        await alert.finish({ subject, lane, owed: 1, dueAt: next, failures: 0, notes: null }, 'a', 0);
      }
      const expectFew = async (question: Question, most: number) => {
        const plans = await at.fixture.explain(question);
        expect(plans.length).toBeGreaterThan(0);
        for (const plan of plans) {
          expect(plan.scansAll, plan.detail).toBe(false);
          if (at.fixture.readsInOrder) expect(plan.sorts, plan.detail).toBe(false);
          if (plan.examined !== null) expect(plan.examined, plan.detail).toBeLessThanOrEqual(most);
        }
      };
      await expectFew({ work: 249, lane: null }, 50);
      await expectFew({ work: 999, lane: 'T3' }, 10);
      await expectFew({ wake: { sellerId: 'shop-3' } }, 6);
      await expectFew({ wake: { lane: 'T3' } }, 10);
      await expectFew({ wake: { subjects: ['req_3', 'req_103', 'req_none'] } }, 2);
    });

    it('of links and expired codes read an index', async () => {
      for (let n = 0; n < 60; n++) {
        const link = { team: `T${n % 3}`, user: `U${n % 30}`, sellerId: `shop-${n}`, at: later(0) };
        await at.store.slack.putLink(n % 2 === 0 ? link : { ...link, userId: `staff-${n % 4}` });
        await at.store.slack.putCode(`hash-${n}`, { sellerId: 'shop-1' }, 100 + n, 0);
      }
      expectIndexed(await at.fixture.explain({ expired: 119 }), 20);
      expectIndexed(await at.fixture.explain({ links: { team: 'T1', user: 'U1' } }), 2);
      expectIndexed(await at.fixture.explain({ members: { sellerId: 'shop-7', userId: 'staff-3' } }), 2);
    });
  });
}
