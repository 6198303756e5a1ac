/** Commits: one atomic write, guarded by the version that was read. */
import { describe, expect, it } from 'vitest';
import type { CommitResult } from '../../src/application/ports/requests.ts';
import { following, HOUR, later, opening, requestEvent, requestState } from '../support/builders.ts';
import { type Factory, freshStores } from './fixture.ts';

const ALL = { filter: {}, sort: 'deadline', limit: 100, now: 0 } as const;
const LONG_AGO = 0;
const MUCH_LATER = Date.parse(later(1000 * HOUR));
const count = (results: CommitResult[], wanted: CommitResult) => results.filter((result) => result === wanted).length;

export function commitContract(factory: Factory): void {
  describe('a commit', () => {
    const at = freshStores(factory);

    it('inserts a request with its events, owed from the first on', async () => {
      const state = requestState();
      expect(await at.store.requests.commit(opening(state))).toBe('committed');
      expect(await at.store.requests.load('req_1')).toEqual({ state, told: 0, lease: null });
      expect(await at.store.requests.events('req_1', 0, 10)).toEqual(opening(state).events);
      expect(await at.store.requests.owed(LONG_AGO, 10)).toEqual(['req_1']);
    });

    it('of a version that was read replaces the state and appends the events', async () => {
      const first = requestState();
      await at.store.requests.commit(opening(first));
      const next = following(first, { status: 'awaiting_shipment' }, 'request.approved', {
        data: { cause: 'decision' },
      });
      expect(await at.store.requests.commit(next)).toBe('committed');
      expect((await at.store.requests.load('req_1'))?.state).toEqual(next.state);
      const events = await at.store.requests.events('req_1', 0, 10);
      expect(events.map(({ seq, type }) => [seq, type])).toEqual([
        [1, 'request.opened'],
        [2, 'request.approved'],
      ]);
    });

    it('may append several events at once', async () => {
      const first = requestState();
      await at.store.requests.commit(opening(first));
      const next = following(first, {});
      const state = { ...next.state, version: 3 };
      const events = [2, 3].map((seq) => requestEvent(state, { seq, type: 'request.updated' }));
      expect(await at.store.requests.commit({ ...next, state, events })).toBe('committed');
      expect((await at.store.requests.events('req_1', 1, 10)).map(({ seq }) => seq)).toEqual([2, 3]);
      expect((await at.store.requests.events('req_1', 1, 1)).map(({ seq }) => seq)).toEqual([2]);
    });

    it('of an older version is refused and leaves nothing behind', async () => {
      const first = requestState();
      await at.store.requests.commit(opening(first));
      const winner = following(first, { deadline: null });
      await at.store.requests.commit(winner);
      await at.store.requests.ack([{ id: 'req_1', seq: 2, owner: 'a' }]);

      const loser = following(first, { status: 'cancelled' }, 'request.cancelled', {
        wakeAt: later(HOUR),
        commandId: 'loser',
        lease: { owner: 'loser', until: MUCH_LATER },
      });
      expect(await at.store.requests.commit(loser)).toBe('version_changed');
      expect(await at.store.requests.load('req_1')).toEqual({ state: winner.state, told: 2, lease: null });
      expect(await at.store.requests.events('req_1', 0, 10)).toHaveLength(2);
      expect(await at.store.requests.wasApplied('req_1', 'loser')).toBe(false);
      expect(await at.store.requests.owed(MUCH_LATER, 10)).toEqual([]);
      expect(await at.store.requests.nextWake()).toBeNull();
      const cancelled = await at.store.requests.list({ ...ALL, filter: { status: 'cancelled' } });
      expect(cancelled.items).toEqual([]);
    });

    it('of a version that was never reached is refused', async () => {
      await at.store.requests.commit(opening(requestState()));
      const ahead = following(requestState({ version: 2 }), {});
      expect(await at.store.requests.commit(ahead)).toBe('version_changed');
      expect((await at.store.requests.load('req_1'))?.state.version).toBe(1);
    });

    it('of a request that does not exist is refused', async () => {
      expect(await at.store.requests.commit(following(requestState(), {}))).toBe('version_changed');
      expect(await at.store.requests.load('req_1')).toBeNull();
      expect(await at.store.requests.events('req_1', 0, 10)).toEqual([]);
    });

    it('that inserts an id again is taken and leaves nothing behind', async () => {
      await at.store.requests.commit(opening(requestState()));
      await at.store.requests.ack([{ id: 'req_1', seq: 1, owner: 'a' }]);
      const sameId = requestState({ facts: { orderId: 'other-order' } });
      expect(await at.store.requests.commit(opening(sameId))).toBe('taken');

      expect(await at.store.requests.owed(MUCH_LATER, 10)).toEqual([]);
      expect((await at.store.requests.list(ALL)).items.map(({ id }) => id)).toEqual(['req_1']);
      expect((await at.store.requests.list({ ...ALL, filter: { q: 'other-order' } })).items).toEqual([]);
    });

    it('needs no externalId, and many requests may have none', async () => {
      const results = await Promise.all(
        ['req_1', 'req_2', 'req_3'].map((id) => at.store.requests.commit(opening(requestState({ id })))),
      );
      expect(results).toEqual(['committed', 'committed', 'committed']);
    });

    it('remembers the command it came from', async () => {
      const first = requestState();
      await at.store.requests.commit(opening(first, { commandId: 'cmd-1' }));
      await at.store.requests.commit(following(first, {}, 'request.updated', { commandId: 'cmd-2' }));
      expect(await at.store.requests.wasApplied('req_1', 'cmd-1')).toBe(true);
      expect(await at.store.requests.wasApplied('req_1', 'cmd-2')).toBe(true);
      expect(await at.store.requests.wasApplied('req_1', 'cmd-3')).toBe(false);
      expect(await at.store.requests.wasApplied('req_2', 'cmd-1')).toBe(false);
    });

    it('takes the lease it brings, and leaves the one that stands where it brings none', async () => {
      const first = requestState();
      const lease = { owner: 'a', until: 1000 };
      await at.store.requests.commit(opening(first, { lease }));
      expect((await at.store.requests.load('req_1'))?.lease).toEqual(lease);
      const second = following(first, {});
      await at.store.requests.commit(second);
      expect((await at.store.requests.load('req_1'))?.lease).toEqual(lease);
      const renewed = { owner: 'a', until: 2000 };
      await at.store.requests.commit(following(second.state, {}, 'request.updated', { lease: renewed }));
      expect((await at.store.requests.load('req_1'))?.lease).toEqual(renewed);
    });

    it('that cannot be stored rejects alone', async () => {
      const circular: Record<string, unknown> = {};
      circular.self = circular;
      const bad = requestState({ id: 'req_bad' });
      const [good, failed] = await Promise.allSettled([
        at.store.requests.commit(opening(requestState())),
        at.store.requests.commit(opening(bad, { events: [requestEvent(bad, { data: circular })] })),
      ]);
      expect(good).toEqual({ status: 'fulfilled', value: 'committed' });
      expect(failed.status).toBe('rejected');
      expect(await at.store.requests.load('req_bad')).toBeNull();
    });
  });

  describe('racing commits', () => {
    const at = freshStores(factory);

    it('of one version have exactly one winner among fifty', async () => {
      const first = requestState();
      await at.store.requests.commit(opening(first));
      const commits = Array.from({ length: 50 }, (_, n) =>
        following(first, { respondByGiven: n % 2 === 0 }, 'request.updated', { commandId: `cmd-${n}` }),
      );
      const results = await Promise.all(commits.map((commit) => at.store.requests.commit(commit)));
      expect(count(results, 'committed')).toBe(1);
      expect(count(results, 'version_changed')).toBe(49);
      expect(await at.store.requests.events('req_1', 0, 100)).toHaveLength(2);
      const winner = results.indexOf('committed');
      expect(await at.store.requests.wasApplied('req_1', `cmd-${winner}`)).toBe(true);
    });

    it('of one version from two processes have exactly one winner', async () => {
      const other = await at.another();
      const first = requestState();
      await at.store.requests.commit(opening(first));
      for (let before = first; before.version < 11; ) {
        const commits = Array.from({ length: 50 }, (_, n) =>
          following(before, {}, 'request.updated', { commandId: `cmd-${before.version}-${n}` }),
        );
        const results = await Promise.all(
          commits.map((commit, n) => (n % 2 === 0 ? at.store : other).requests.commit(commit)),
        );
        expect(count(results, 'committed')).toBe(1);
        before = (await other.requests.load('req_1'))?.state ?? before;
      }
      const events = await at.store.requests.events('req_1', 0, 100);
      expect(events.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
    });

    it('of different requests all take effect', async () => {
      const other = await at.another();
      const states = Array.from({ length: 60 }, (_, n) => requestState({ id: `req_${n}` }));
      await Promise.all(states.map((state, n) => (n % 2 === 0 ? at.store : other).requests.commit(opening(state))));
      const results = await Promise.all(
        states.map((state, n) => (n % 3 === 0 ? at.store : other).requests.commit(following(state, {}))),
      );
      expect(count(results, 'committed')).toBe(60);
    });
  });

  describe('reading requests', () => {
    const at = freshStores(factory);

    it('answers null or nothing for what is not there', async () => {
      expect(await at.store.requests.load('req_none')).toBeNull();
      expect(await at.store.requests.loadMany([])).toEqual([]);
      expect(await at.store.requests.findByExternalId('none')).toBeNull();
      expect(await at.store.requests.events('req_none', 0, 10)).toEqual([]);
    });

    it('loads many in the order asked for, without those that are not there', async () => {
      for (const id of ['req_1', 'req_2', 'req_3']) await at.store.requests.commit(opening(requestState({ id })));
      const states = await at.store.requests.loadMany(['req_3', 'req_none', 'req_1']);
      expect(states.map(({ id }) => id)).toEqual(['req_3', 'req_1']);
    });

    it('gives every reader a state of its own', async () => {
      await at.store.requests.commit(opening(requestState()));
      const [one, two] = await Promise.all([at.store.requests.load('req_1'), at.store.requests.load('req_1')]);
      if (one) one.state.status = 'cancelled';
      expect(two?.state.status).toBe('awaiting_seller');
    });
  });
}
