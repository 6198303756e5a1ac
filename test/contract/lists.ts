/** Lists: filters, order, and paging while rows change. */
import { describe, expect, it } from 'vitest';
import { InvalidCursor, type ListFilter, type ListQuery } from '../../src/application/ports/requests.ts';
import type { Store } from '../../src/application/ports/store.ts';
import type { RequestState } from '../../src/domain/request.ts';
import { baht, following, HOUR, later, offer, opening, requestState, respondBy } from '../support/builders.ts';
import { type Factory, freshStores } from './fixture.ts';
import { commitAll, mixture, NOW, query, SORTS } from './list-data.ts';

const idsOf = (items: RequestState[]) => items.map(({ id }) => id);

async function found(store: Store, filter: ListFilter, changes: Partial<ListQuery> = {}): Promise<string[]> {
  const ids = idsOf((await store.requests.list(query(filter, changes))).items);
  expect(await store.requests.count(filter, changes.now ?? NOW, 1000)).toBe(ids.length);
  return ids;
}

/** All pages of a list; `between` runs after each. */
async function pages(store: Store, first: ListQuery, between: () => Promise<void> = async () => {}): Promise<string[]> {
  const ids: string[] = [];
  let cursor: string | null = null;
  do {
    const page = await store.requests.list(cursor === null ? first : { ...first, cursor });
    ids.push(...idsOf(page.items));
    cursor = page.nextCursor;
    await between();
  } while (cursor !== null);
  return ids;
}

export function listContract(factory: Factory): void {
  describe('a list', () => {
    const at = freshStores(factory);

    it('is filtered by every field, alone and together', async () => {
      await commitAll(at.store, [
        requestState({ id: 'req_1' }),
        requestState({ id: 'req_2', status: 'negotiating', offers: [offer()], facts: { sellerId: 'shop-2' } }),
        requestState({
          id: 'req_3',
          status: 'negotiating',
          offers: [offer({ by: 'buyer' })],
          facts: { buyerId: 'b-3' },
        }),
        requestState({ id: 'req_4', status: 'settling', facts: { market: 'VN', reason: 'damaged' } }),
        requestState({ id: 'req_5', status: 'shipped', deadline: null }),
        requestState({ id: 'req_6', status: 'rejected', deadline: null }),
      ]);
      const { store } = at;
      expect(await found(store, {})).toHaveLength(6);
      expect(await found(store, { tab: 'awaiting_action' })).toEqual(['req_1', 'req_3']);
      expect(await found(store, { tab: 'offer_sent' })).toEqual(['req_2']);
      expect(await found(store, { tab: 'in_progress' })).toEqual(['req_4', 'req_5']);
      expect(await found(store, { tab: 'closed' })).toEqual(['req_6']);
      expect(await found(store, { status: 'negotiating' })).toEqual(['req_2', 'req_3']);
      expect(await found(store, { waitingOn: 'seller' })).toEqual(['req_1', 'req_3']);
      expect(await found(store, { waitingOn: 'buyer' })).toEqual(['req_2']);
      expect(await found(store, { waitingOn: 'integrator' })).toEqual(['req_4']);
      expect(await found(store, { market: 'VN' })).toEqual(['req_4']);
      expect(await found(store, { reason: 'damaged' })).toEqual(['req_4']);
      expect(await found(store, { sellerId: 'shop-2' })).toEqual(['req_2']);
      expect(await found(store, { buyerId: 'b-3' })).toEqual(['req_3']);
      expect(await found(store, { sellerId: 'shop-1', tab: 'awaiting_action', waitingOn: 'seller' })).toEqual([
        'req_1',
        'req_3',
      ]);
      expect(await found(store, { sellerId: 'shop-1', status: 'settling', tab: 'in_progress' })).toEqual(['req_4']);
      expect(await found(store, { buyerId: 'b-3', sellerId: 'shop-2' })).toEqual([]);
    });

    it('follows a request from tab to tab', async () => {
      const first = requestState();
      await at.store.requests.commit(opening(first));
      const next = following(first, { status: 'awaiting_shipment' }, 'request.approved');
      await at.store.requests.commit(next);
      expect(await found(at.store, { tab: 'awaiting_action' })).toEqual([]);
      expect(await found(at.store, { tab: 'to_ship', sellerId: 'shop-1' })).toEqual(['req_1']);
    });

    it('by deadline has the soonest first and those without last, ties by id', async () => {
      const at2 = later(2 * HOUR);
      await commitAll(at.store, [
        requestState({ id: 'req_c', deadline: respondBy(at2) }),
        requestState({ id: 'req_a', status: 'shipped', deadline: null }),
        requestState({ id: 'req_b', deadline: respondBy(at2) }),
        requestState({ id: 'req_d', deadline: respondBy(later(HOUR)) }),
        requestState({ id: 'req_e', status: 'settled', deadline: null }),
      ]);
      expect(await found(at.store, {})).toEqual(['req_d', 'req_b', 'req_c', 'req_a', 'req_e']);
    });

    it('by update has the latest first, ties by id from the last', async () => {
      await commitAll(at.store, [
        requestState({ id: 'req_a', updatedAt: later(1) }),
        requestState({ id: 'req_b', updatedAt: later(3) }),
        requestState({ id: 'req_c', updatedAt: later(1) }),
      ]);
      expect(await found(at.store, {}, { sort: '-updatedAt' })).toEqual(['req_b', 'req_c', 'req_a']);
    });

    it('of what is due counts an overdue shipment, and leaves out what is closed', async () => {
      const overdue = { kind: 'ship_by', at: later(-HOUR), overdue: true, extended: false } as const;
      await commitAll(at.store, [
        requestState({ id: 'req_1', status: 'awaiting_shipment', deadline: overdue }),
        requestState({ id: 'req_2', deadline: respondBy(later(0)) }),
        requestState({ id: 'req_3', deadline: respondBy(later(1)) }),
        requestState({ id: 'req_4', deadline: respondBy(later(HOUR)) }),
        requestState({ id: 'req_5', deadline: respondBy(later(HOUR + 1)) }),
        requestState({ id: 'req_6', deadline: respondBy(later(4 * HOUR)) }),
        requestState({ id: 'req_7', deadline: respondBy(later(4 * HOUR + 1)) }),
        requestState({ id: 'req_8', status: 'settled', deadline: null }),
      ]);
      for (const sort of SORTS) {
        const due = async (window: '1h' | '4h' | 'overdue') =>
          (await found(at.store, { due: window }, { sort })).sort();
        expect(await due('overdue')).toEqual(['req_1', 'req_2']);
        expect(await due('1h')).toEqual(['req_3', 'req_4']);
        expect(await due('4h')).toEqual(['req_3', 'req_4', 'req_5', 'req_6']);
      }
      expect(await found(at.store, { due: 'overdue', status: 'awaiting_shipment' })).toEqual(['req_1']);
    });

    it('of a search finds an id, order, external id or tracking number by its beginning', async () => {
      const shipment = { option: 'platform', overdue: false, timeline: [] } as const;
      const first = requestState({ id: 'req_ab', facts: { orderId: '5770', externalId: 'x.1(a)' } });
      const second = requestState({ id: 'req_ac', facts: { orderId: '5771', externalId: 'x+1' } });
      await commitAll(at.store, [first, second]);
      const shipped = following(second, { shipment: { ...shipment, timeline: [], trackingNumber: 'TH%_1' } });
      await at.store.requests.commit(shipped);
      for (const sort of SORTS) {
        const search = (q: string, filter: ListFilter = {}) => found(at.store, { ...filter, q }, { sort });
        expect(await search('req_ab')).toEqual(['req_ab']);
        expect((await search('req_a')).sort()).toEqual(['req_ab', 'req_ac']);
        expect((await search('577')).sort()).toEqual(['req_ab', 'req_ac']);
        expect(await search('5771')).toEqual(['req_ac']);
        expect(await search('x.1(')).toEqual(['req_ab']);
        expect(await search('x.')).toEqual(['req_ab']);
        expect(await search('TH%_')).toEqual(['req_ac']);
        expect(await search('TH_')).toEqual([]);
        expect(await search('770')).toEqual([]);
        expect(await search('.*')).toEqual([]);
        for (const none of ['\0', '577\0\0x', '\ud800', '\\']) expect(await search(none)).toEqual([]);
        expect(await search('req_a', { status: 'settled' })).toEqual([]);
        expect(await search('577', { sellerId: 'shop-1', tab: 'awaiting_action' })).toHaveLength(2);
      }
    });

    it.each([
      ['#1001', ['1001', '#1001', '＃1001', '１００１', '# 1001', '##1001', '#10']],
      ['1001', ['#1001', '1001', '＃1001']],
      ['＃１００１', ['#1001', '1001']],
      ['Bát-Đĩa-7', ['bát', 'bat-dia-7', 'BAT-DIA', 'BÁT-ĐĨA-7']],
      ['ORD-É', ['ord-e', 'Ord-É', 'ORD-E\u0301']],
    ])('of a search finds %s without case, accents, width or a leading #', async (orderId, typed) => {
      await commitAll(at.store, [requestState({ facts: { orderId } }), requestState({ id: 'req_2' })]);
      for (const q of typed) expect(await found(at.store, { q }), q).toEqual(['req_1']);
    });

    it('of a search for nothing that can be compared finds nothing', async () => {
      await commitAll(at.store, [requestState()]);
      for (const q of ['#', '＃', '\u200b', '# #', '2#']) expect(await found(at.store, { q }), q).toEqual([]);
    });

    it('of a search that matches very many still pages in order', async () => {
      const states = mixture(1100);
      await commitAll(at.store, states);
      for (const sort of SORTS) {
        const searched = await pages(at.store, query({ q: 'req_' }, { sort, limit: 400 }));
        const all = await pages(at.store, query({}, { sort, limit: 400 }));
        expect(searched).toEqual(all);
      }
      expect(await at.store.requests.count({ q: 'req_', tab: 'closed' }, NOW, 10_000)).toBe(183);
    });

    it('of a search needs every word: of titles, names, SKUs and ids, in any order, also where words have no spaces', async () => {
      const bowl = requestState({ id: 'req_1', facts: { buyerName: 'Mali Söderberg' } });
      const item = { ...bowl.facts.items[0], sku: 'PLATE-9', title: 'Blue plate (large)' };
      const plate = requestState({ id: 'req_2', facts: { items: [item] as never, buyerId: 'kwan' } });
      await at.store.requests.commit(opening(bowl, { shopName: 'ร้านชามสวย' }));
      await at.store.requests.commit(opening(plate, { shopName: 'Tableware & Co' }));
      const finds = async (q: string, ...ids: string[]) => {
        for (const sort of SORTS) expect((await found(at.store, { q }, { sort })).sort(), q).toEqual(ids);
      };
      await finds('เซรามิก', 'req_1');
      await finds('เซรา', 'req_1');
      await finds('ชามเซ', 'req_1');
      await finds('ใจดี สมชาย', 'req_1', 'req_2');
      await finds('soder MALI', 'req_1');
      await finds('mali plate');
      await finds('plate-9', 'req_2');
      await finds('large blue', 'req_2');
      await finds('blueplate');
      await finds('plate kwan tableware', 'req_2');
      await finds('ร้านชามสวย', 'req_1');
      await finds('bowl-2 #5770', 'req_1');
      await finds('57709 bowl');
    });

    it('of a search goes on finding what a request was found by, and finds what it is called later', async () => {
      const first = requestState({ facts: { externalId: 'old-1' } });
      await at.store.requests.commit(opening(first, { shopName: 'Bowls' }));
      await at.store.requests.commit(following(first, { facts: { ...first.facts, externalId: 'new-2' } }));
      for (const q of ['old-1', 'new-2', 'bowls']) expect(await found(at.store, { q }), q).toEqual(['req_1']);
    });

    it('is filtered by when it opened, what is claimed, and who has it in hand', async () => {
      const having = (shop?: string, agents?: string) => ({
        assignees: { ...(shop ? { shop: { id: shop } } : {}), ...(agents ? { agents: { id: agents } } : {}) },
      });
      await commitAll(at.store, [
        requestState({ id: 'req_1', openedAt: later(-HOUR), claimValue: baht(100), ...having('s-1') }),
        requestState({ id: 'req_2', openedAt: later(0), claimValue: baht(200), ...having('s-1', 'a-1') }),
        requestState({ id: 'req_3', openedAt: later(HOUR), claimValue: baht(300), ...having(undefined, 'a-1') }),
        requestState({ id: 'req_4', openedAt: later(2 * HOUR), facts: { sellerId: 'shop-2' }, ...having('s-1') }),
      ]);
      const expectFound = async (filter: ListFilter, ...ids: string[]) => {
        for (const sort of SORTS) {
          const narrowed = { sellerId: 'shop-1', ...filter };
          expect((await found(at.store, narrowed, { sort })).sort(), JSON.stringify(filter)).toEqual(ids);
        }
      };
      await expectFound({ openedFrom: later(0) }, 'req_2', 'req_3');
      await expectFound({ openedTo: later(0) }, 'req_1');
      await expectFound({ openedFrom: later(-HOUR), openedTo: later(HOUR) }, 'req_1', 'req_2');
      await expectFound({ claimFrom: 200 }, 'req_2', 'req_3');
      await expectFound({ claimFrom: 100, claimTo: 200 }, 'req_1', 'req_2');
      await expectFound({ assigned: { sides: ['shop'], to: ['s-1'] } }, 'req_1', 'req_2');
      await expectFound({ assigned: { sides: ['shop'], to: ['s-1'] }, claimFrom: 200, due: '4h' });
      await expectFound({ assigned: { sides: ['shop'], to: null } }, 'req_3');
      await expectFound({ assigned: { sides: ['shop'], to: ['s-0', 's-1'] } }, 'req_1', 'req_2');
      await expectFound({ assigned: { sides: ['shop'], to: ['s-0', 's-1'] }, claimFrom: 200 }, 'req_2');
      await expectFound({ assigned: { sides: ['agents'], to: ['a-1'] } }, 'req_2', 'req_3');
      await expectFound({ assigned: { sides: ['shop', 'agents'], to: ['a-1'] } }, 'req_2', 'req_3');
      await expectFound({ assigned: { sides: ['shop', 'agents'], to: null } });
      expect((await found(at.store, { assigned: { sides: ['agents'], to: ['a-1'] } })).sort()).toEqual([
        'req_2',
        'req_3',
      ]);
      const state = (await at.store.requests.load('req_2'))?.state;
      if (!state) throw new Error('req_2 is not there');
      await at.store.requests.commit(following(state, { assignees: { agents: { id: 'a-2' } } }));
      await expectFound({ assigned: { sides: ['shop'], to: ['s-1'] } }, 'req_1');
      await expectFound({ assigned: { sides: ['agents'], to: ['a-2'] } }, 'req_2');
    });

    it('counts to its cap and no further', async () => {
      await commitAll(at.store, mixture(12));
      expect(await at.store.requests.count({}, NOW, 10)).toBe(10);
      expect(await at.store.requests.count({}, NOW, 12)).toBe(12);
      expect(await at.store.requests.count({ sellerId: 'shop-1' }, NOW, 10)).toBe(3);
    });
  });

  describe('the pages of a list', () => {
    const at = freshStores(factory);

    it('hold every request once, in order, for every filter and sort', async () => {
      const states = mixture(60);
      await commitAll(at.store, states);
      for (const sort of SORTS) {
        for (const filter of [{}, { sellerId: 'shop-1' }, { tab: 'closed' }, { due: '4h' }] satisfies ListFilter[]) {
          const whole = await found(at.store, filter, { sort, limit: 100 });
          expect(whole.length).toBeGreaterThan(0);
          expect(await pages(at.store, query(filter, { sort, limit: 7 }))).toEqual(whole);
        }
      }
    });

    it('end without a cursor, also where the last one is full', async () => {
      await commitAll(at.store, mixture(4));
      const full = await at.store.requests.list(query({}, { limit: 4 }));
      expect(full.items).toHaveLength(4);
      expect(full.nextCursor).toBeNull();
    });

    it.each(SORTS)('by %s neither skip nor repeat what stays while others come, go and move', async (sort) => {
      const states = mixture(60);
      await commitAll(at.store, states);
      const staying = states.filter((_, n) => n % 3 !== 0);
      const moving = states.filter((_, n) => n % 3 === 0);
      let step = 0;
      const seen = await pages(at.store, query({}, { sort, limit: 6 }), async () => {
        step += 1;
        const late = requestState({
          id: `req_late_${step}`,
          deadline: respondBy(later(step * 1000)),
          updatedAt: later(step),
        });
        await at.store.requests.commit(opening(late));
        const mover = moving[step % moving.length];
        const loaded = mover && (await at.store.requests.load(mover.id));
        if (!loaded) return;
        const deadline = step % 2 === 0 ? respondBy(later(step * HOUR)) : null;
        await at.store.requests.commit(following(loaded.state, { deadline, updatedAt: later(step * HOUR) }));
      });
      const kept = new Set(idsOf(staying));
      const seenOfKept = seen.filter((id) => kept.has(id));
      expect([...seenOfKept].sort()).toEqual(idsOf(staying).sort());
    });

    it('are refused for a cursor of another sort or of nobody', async () => {
      await commitAll(at.store, mixture(4));
      const { nextCursor } = await at.store.requests.list(query({}, { limit: 2 }));
      const cursors = [
        'x',
        '',
        '%%%',
        'bnVsbA',
        'W10',
        'eyJhIjoxfQ',
        '[]',
        Buffer.from('["deadline"]').toString('base64url'),
      ];
      for (const cursor of cursors) {
        await expect(at.store.requests.list(query({}, { cursor }))).rejects.toThrow(InvalidCursor);
      }
      const other = query({}, { sort: '-updatedAt', cursor: nextCursor ?? '' });
      await expect(at.store.requests.list(other)).rejects.toThrow(InvalidCursor);
    });
  });
}
