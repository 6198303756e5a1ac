/** What moving in and out needs: everything once, in the order of ids, and put back as it was. */
import { describe, expect, it } from 'vitest';
import type { Store } from '../../src/application/ports/store.ts';
import type { StoredMessage } from '../../src/application/transcript.ts';
import { HOUR, later, opening, requestEvent, requestState, textMessage, thaiPolicy } from '../support/builders.ts';
import { shop } from '../support/world.ts';
import { type Factory, freshStores } from './fixture.ts';

const NOW = Date.parse(later(HOUR));
const numbered = (count: number) => Array.from({ length: count }, (_, n) => n + 1);

/** Every page of a scan, in order. */
async function pages<T>(scan: (afterId: string) => Promise<T[]>, idOf: (one: T) => string): Promise<T[]> {
  const all: T[] = [];
  for (let after = ''; ; ) {
    const page = await scan(after);
    const last = page.at(-1);
    if (!last) return all;
    all.push(...page);
    after = idOf(last);
  }
}

export function scanContract(factory: Factory): void {
  describe('scanning', () => {
    const at = freshStores(factory);

    it('meets every request once, in the order of their ids, with the whole history of each', async () => {
      const ids = ['req_b', 'req_B', 'req_a10', 'req_a1', 'req_~', 'req_!'];
      const states = ids.map((id) => requestState({ id, version: 2 }));
      for (const state of states) {
        const events = [requestEvent(state, { seq: 1 }), requestEvent(state, { seq: 2, type: 'reminder.due' })];
        await at.store.requests.commit(opening(state, { events }));
        await at.store.requests.ack([{ id: state.id, seq: 1, owner: 'a' }]);
      }
      const met = await pages(
        (after) => at.store.requests.scan(after, 2),
        ({ state }) => state.id,
      );
      expect(met.map(({ state }) => state.id)).toEqual([...ids].sort());
      expect(met.map(({ state }) => state)).toEqual(states.toSorted((a, b) => (a.id < b.id ? -1 : 1)));
      for (const { state, events, told } of met) {
        expect(told).toBe(1);
        expect(events.map(({ requestId, seq }) => [requestId, seq])).toEqual([
          [state.id, 1],
          [state.id, 2],
        ]);
      }
    });

    it('meets every conversation, every seller and every policy in order', async () => {
      for (const n of [3, 1, 2]) {
        await at.store.chat.claim({ id: `conv-${n}`, buyerId: `buyer-${n}`, sellerId: 'shop-1' });
        await at.store.directory.putSeller(shop({ id: `shop-${n}` }));
      }
      for (const market of ['VN', 'TH']) await at.store.directory.putPolicy(thaiPolicy({ market }));
      const conversations = await pages(
        (after) => at.store.chat.scan(after, 2),
        ({ id }) => id,
      );
      expect(conversations).toEqual(
        [1, 2, 3].map((n) => ({ id: `conv-${n}`, buyerId: `buyer-${n}`, sellerId: 'shop-1' })),
      );
      const sellers = await pages(
        (after) => at.store.directory.scanSellers(after, 2),
        ({ id }) => id,
      );
      expect(sellers).toEqual([1, 2, 3].map((n) => shop({ id: `shop-${n}` })));
      expect(await at.store.directory.policies()).toEqual(['TH', 'VN'].map((market) => thaiPolicy({ market })));
    });
  });

  describe('an insert that was told elsewhere', () => {
    const at = freshStores(factory);

    it('owes nothing, is woken at its time, and owes what comes later', async () => {
      const state = requestState({ version: 3 });
      const events = numbered(3).map((seq) => requestEvent(state, { seq }));
      const wakeAt = later(HOUR);
      expect(await at.store.requests.commit(opening(state, { events, told: 3, wakeAt }))).toBe('committed');
      expect(await at.store.requests.load(state.id)).toMatchObject({ state, told: 3, lease: null });
      expect(await at.store.requests.owed(NOW, 10)).toEqual([]);
      expect(await at.store.requests.lease(state.id, { owner: 'a', until: NOW }, NOW)).toBeNull();
      expect(await at.store.requests.due(NOW, 10)).toEqual([state.id]);

      const next = { ...state, version: 4 };
      const commit = { state: next, events: [requestEvent(next)], expectedVersion: 3, wakeAt: null };
      expect(await at.store.requests.commit(commit)).toBe('committed');
      expect(await at.store.requests.owed(NOW, 10)).toEqual([state.id]);
      const owed = await at.store.requests.lease(state.id, { owner: 'a', until: NOW }, NOW);
      expect(owed?.events.map(({ seq }) => seq)).toEqual([4]);
    });
  });

  describe('messages put back', () => {
    const at = freshStores(factory);
    const message = (seq: number, change = seq, conversationId = 'conv-1'): StoredMessage => ({
      ...textMessage({ id: `msg_${conversationId}_${seq}`, conversationId, clientId: `client-${seq}` }),
      seq,
      change,
    });
    const all = async (store: Store, conversationId = 'conv-1') =>
      (await store.chat.messages({ conversationId, after: 0, limit: 100 })).messages;

    it('keep their numbers, their edits and their order', async () => {
      const edited: StoredMessage = { ...message(1, 3), editedAt: later(HOUR), revision: 7 };
      expect(await at.store.chat.restore([edited, message(2)])).toBe('restored');
      expect(await all(at.store)).toEqual([message(2), edited]);
      expect(await at.store.chat.numbersOf([edited.id, 'msg_none', edited.id])).toEqual([
        { id: edited.id, seq: 1, change: 3, revision: 7 },
      ]);
      expect(await at.store.chat.numbersOf([])).toEqual([]);
    });

    it('are followed by what is written next, without a gap, by whoever writes', async () => {
      const other = await at.another();
      await at.store.chat.claim({ id: 'conv-1', buyerId: 'buyer-1', sellerId: 'shop-1' });
      await other.chat.restore([message(2), { ...message(1, 3), revision: 7 }]);
      const [next] = await at.store.chat.write([textMessage({ id: 'msg_next' })]);
      expect([next?.seq, next?.change]).toEqual([3, 4]);
    });

    it('leave no number free that an edit left behind where they come from', async () => {
      const other = await at.another();
      await at.store.chat.claim({ id: 'conv-1', buyerId: 'buyer-1', sellerId: 'shop-1' });
      await other.chat.restore([message(1, 2), message(2, 5)]);
      const [edited] = await at.store.chat.write([{ ...message(1), revision: 9 }]);
      expect(edited?.change).toBe(6);
    });

    it('are left where they are there already, or have changed since', async () => {
      await at.store.chat.restore([message(1), message(2)]);
      expect(await at.store.chat.restore([message(1), message(2)])).toBe('known');
      expect(await at.store.chat.restore([message(2), message(3)])).toBe('restored');
      const [changed] = await at.store.chat.write([{ ...message(1), revision: 2, at: later(HOUR) }]);
      expect(await at.store.chat.restore([message(1)])).toBe('known');
      expect(await at.store.chat.restore([])).toBe('known');
      expect(await all(at.store)).toEqual([message(2), message(3), changed]);
    });

    it('never take the number of another message, nor go back to what was', async () => {
      await at.store.chat.restore([message(1), message(2)]);
      const elsewhere = message(1, 1, 'conv-2');
      expect(await at.store.chat.restore([{ ...message(2), id: 'msg_other', change: 9 }])).toBe('taken');
      expect(await at.store.chat.restore([{ ...message(3), id: 'msg_other', change: 2 }])).toBe('taken');
      expect(await at.store.chat.restore([message(1, 5)])).toBe('taken');
      expect(await at.store.chat.restore([elsewhere])).toBe('restored');
      expect(await all(at.store)).toEqual([message(1), message(2)]);
    });
  });
}
