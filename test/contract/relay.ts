/** The outbox: what is owed, whose turn it is to tell it, and what has to wake. */
import { describe, expect, it } from 'vitest';
import { following, HOUR, later, opening, requestState } from '../support/builders.ts';
import { type Factory, freshStores } from './fixture.ts';

const NOW = 1_000_000;
const lease = (owner: string, until = NOW + 30_000) => ({ owner, until });

export function relayContract(factory: Factory): void {
  describe('the relay', () => {
    const at = freshStores(factory);
    const open = async (id = 'req_1') => {
      const state = requestState({ id });
      await at.store.requests.commit(opening(state));
      return state;
    };

    it('leases what is owed: the events after the mark, in order, with the state after them', async () => {
      const first = await open();
      const second = following(first, { status: 'awaiting_shipment' }, 'request.approved');
      await at.store.requests.commit(second);
      const owed = await at.store.requests.lease('req_1', lease('a'), NOW);
      expect(owed?.state).toEqual(second.state);
      expect(owed?.events.map(({ seq }) => seq)).toEqual([1, 2]);
      expect((await at.store.requests.load('req_1'))?.lease).toEqual(lease('a'));
    });

    it('after an acknowledgement owes only what came later', async () => {
      const first = await open();
      const second = following(first, {});
      await at.store.requests.commit(second);
      await at.store.requests.lease('req_1', lease('a'), NOW);
      await at.store.requests.ack([{ id: 'req_1', seq: 1, owner: 'a' }]);
      const owed = await at.store.requests.lease('req_1', lease('a'), NOW);
      expect(owed?.events.map(({ seq }) => seq)).toEqual([2]);
      expect(await at.store.requests.ack([{ id: 'req_1', seq: 2, owner: 'a' }])).toEqual([]);
      expect(await at.store.requests.owed(NOW, 10)).toEqual([]);
      expect(await at.store.requests.lease('req_1', lease('c'), NOW)).toBeNull();
      expect((await at.store.requests.load('req_1'))?.told).toBe(2);
    });

    it('an acknowledgement answers where more is owed, whose lease its owner keeps', async () => {
      for (const id of ['req_1', 'req_2', 'req_3']) {
        await at.store.requests.commit(following(await open(id), {}));
        await at.store.requests.lease(id, lease(id === 'req_3' ? 'b' : 'a'), NOW);
      }
      const told = (id: string, seq: number) => ({ id, seq, owner: 'a' });
      const left = await at.store.requests.ack([told('req_1', 1), told('req_2', 2), told('req_3', 1)]);
      expect(left).toEqual(['req_1']);
      expect((await at.store.requests.load('req_1'))?.lease).toEqual(lease('a'));
      expect((await at.store.requests.load('req_2'))?.lease).toBeNull();
      expect((await at.store.requests.load('req_3'))?.lease).toEqual(lease('b'));
      expect(await at.store.requests.ack([told('req_1', 1)])).toEqual(['req_1']);
      expect(await at.store.requests.ack([told('req_1', 2)])).toEqual([]);
      expect(await at.store.requests.ack([told('req_1', 1)])).toEqual([]);
      expect((await at.store.requests.load('req_1'))?.lease).toBeNull();
    });

    it('never moves its mark back', async () => {
      const first = await open();
      await at.store.requests.commit(following(first, {}));
      await at.store.requests.ack([{ id: 'req_1', seq: 2, owner: 'a' }]);
      await at.store.requests.ack([{ id: 'req_1', seq: 1, owner: 'b' }]);
      expect((await at.store.requests.load('req_1'))?.told).toBe(2);
      expect(await at.store.requests.owed(NOW, 10)).toEqual([]);
    });

    it('keeps others out while a lease runs, and lets them in when it has run out', async () => {
      await open();
      await at.store.requests.lease('req_1', lease('a', NOW + 10), NOW);
      expect(await at.store.requests.owed(NOW, 10)).toEqual([]);
      expect(await at.store.requests.lease('req_1', lease('b'), NOW + 9)).toBeNull();
      expect(await at.store.requests.owed(NOW + 10, 10)).toEqual(['req_1']);
      expect(await at.store.requests.lease('req_1', lease('b'), NOW + 10)).not.toBeNull();
    });

    it('lets an owner renew its own lease', async () => {
      await open();
      await at.store.requests.lease('req_1', lease('a', NOW + 10), NOW);
      expect(await at.store.requests.lease('req_1', lease('a', NOW + 20), NOW + 5)).not.toBeNull();
      expect((await at.store.requests.load('req_1'))?.lease).toEqual(lease('a', NOW + 20));
    });

    it('frees a lease only for its owner', async () => {
      const first = await open();
      await at.store.requests.commit(following(first, {}));
      await at.store.requests.lease('req_1', lease('a'), NOW);
      await at.store.requests.ack([{ id: 'req_1', seq: 1, owner: 'b' }]);
      expect((await at.store.requests.load('req_1'))?.lease).toEqual(lease('a'));
      await at.store.requests.ack([{ id: 'req_1', seq: 2, owner: 'b' }]);
      expect((await at.store.requests.load('req_1'))?.lease).toEqual(lease('a'));
      await at.store.requests.ack([{ id: 'req_1', seq: 1, owner: 'a' }]);
      expect((await at.store.requests.load('req_1'))?.lease).toBeNull();
    });

    it('acknowledges many at once, of unknown requests nothing', async () => {
      const ids = Array.from({ length: 20 }, (_, n) => `req_${n}`);
      await Promise.all(ids.map(open));
      await at.store.requests.ack([...ids.slice(1), 'req_none'].map((id) => ({ id, seq: 1, owner: 'a' })));
      expect(await at.store.requests.owed(NOW, 100)).toEqual(['req_0']);
      await at.store.requests.ack([]);
    });

    it('gives the lease of one request to one of many', async () => {
      await open();
      const other = await at.another();
      const taken = await Promise.all(
        Array.from({ length: 20 }, (_, n) =>
          (n % 2 === 0 ? at.store : other).requests.lease('req_1', lease(`owner-${n}`), NOW),
        ),
      );
      expect(taken.filter((owed) => owed !== null)).toHaveLength(1);
    });

    it('is told of at most as many as it asks for', async () => {
      for (const id of ['req_1', 'req_2', 'req_3']) await open(id);
      expect(await at.store.requests.owed(NOW, 2)).toHaveLength(2);
    });
  });

  describe('the sweep', () => {
    const at = freshStores(factory);

    it('finds what is due, earliest first, and when to look next', async () => {
      expect(await at.store.requests.nextWake()).toBeNull();
      const wakes = { req_1: 3, req_2: 1, req_3: 2, req_4: 4 };
      for (const [id, hours] of Object.entries(wakes)) {
        await at.store.requests.commit(opening(requestState({ id }), { wakeAt: later(hours * HOUR) }));
      }
      await at.store.requests.commit(opening(requestState({ id: 'req_5' }), { wakeAt: null }));
      const now = Date.parse(later(3 * HOUR));
      expect(await at.store.requests.due(now, 10)).toEqual(['req_2', 'req_3', 'req_1']);
      expect(await at.store.requests.due(now, 2)).toEqual(['req_2', 'req_3']);
      expect(await at.store.requests.due(now - 1, 10)).toEqual(['req_2', 'req_3']);
      expect(await at.store.requests.nextWake()).toBe(Date.parse(later(HOUR)));
      expect(await at.store.requests.nextWake({ upTo: Date.parse(later(HOUR)) })).toBe(Date.parse(later(HOUR)));
      expect(await at.store.requests.nextWake({ upTo: Date.parse(later(HOUR)) - 1 })).toBeNull();
      expect(await at.store.requests.nextWake({ after: Date.parse(later(HOUR)) })).toBe(Date.parse(later(2 * HOUR)));
      expect(await at.store.requests.nextWake({ after: Date.parse(later(4 * HOUR)) })).toBeNull();
    });

    it('follows every commit: later, or not at all', async () => {
      const first = requestState();
      await at.store.requests.commit(opening(first, { wakeAt: later(HOUR) }));
      const second = following(first, {}, 'reminder.due', { wakeAt: later(2 * HOUR) });
      await at.store.requests.commit(second);
      expect(await at.store.requests.nextWake()).toBe(Date.parse(later(2 * HOUR)));
      await at.store.requests.commit(following(second.state, {}, 'request.cancelled', { wakeAt: null }));
      expect(await at.store.requests.nextWake()).toBeNull();
      expect(await at.store.requests.due(Date.parse(later(9 * HOUR)), 10)).toEqual([]);
    });
  });
}
