/** Commits: one atomic write, guarded by the version that was read. */
import { describe, expect, it } from 'vitest';
import type { CommitResult } from '../../src/application/ports.ts';
import { following, HOUR, later, offer, opening, requestEvent, requestState } from '../support/builders.ts';
import { type Factory, freshStores } from './fixture.ts';

const ALL = { filter: {}, sort: 'deadline', limit: 100, now: 0 } as const;
const count = (results: CommitResult[], wanted: CommitResult) => results.filter((result) => result === wanted).length;

export function commitContract(factory: Factory): void {
  describe('a commit', () => {
    const at = freshStores(factory);
    const { requests } = new Proxy({} as typeof at.store, { get: (_, port: 'requests') => lazy(port) });
    function lazy(port: 'requests') {
      return new Proxy({} as typeof at.store.requests, {
        get: (_, method: keyof typeof at.store.requests) => at.store[port][method],
      });
    }

    it('inserts a request with its events', async () => {
      const state = requestState();
      expect(await requests.commit(opening(state))).toBe('committed');
      expect(await requests.load('req_1')).toEqual({ state, told: 0, lease: null });
      expect(await requests.events('req_1', 0, 10)).toEqual(opening(state).events);
    });
  });
}
