/** External ids: each names one request, for good, whoever gives it and whatever comes between name and request. */
import { describe, expect, it } from 'vitest';
import { following, opening, requestState } from '../support/builders.ts';
import { type Factory, freshStores } from './fixture.ts';

export function externalIdContract(factory: Factory): void {
  describe('an external id', () => {
    const at = freshStores(factory);
    const open = async (id: string, externalId: string) => {
      const named = await at.store.requests.idForExternal(externalId, id);
      return at.store.requests.commit(opening(requestState({ id: named, facts: { externalId } })));
    };

    it('stands for what was proposed first, also where that was never opened', async () => {
      const other = await at.another();
      expect(await at.store.requests.idForExternal('ext-1', 'req_1')).toBe('req_1');
      expect(await at.store.requests.idForExternal('ext-1', 'req_1')).toBe('req_1');
      expect(await other.requests.idForExternal('ext-1', 'req_2')).toBe('req_1');
      expect(await other.requests.idForExternal('ext-2', 'req_2')).toBe('req_2');
      expect(await other.requests.findByExternalId('ext-1')).toBeNull();
    });

    it('finds the request that was opened under it', async () => {
      expect(await open('req_1', 'ext-1')).toBe('committed');
      expect(await open('req_2', 'ext-1')).toBe('taken');
      const other = await at.another();
      expect((await other.requests.findByExternalId('ext-1'))?.id).toBe('req_1');
      expect(await other.requests.findByExternalId('ext-2')).toBeNull();
    });

    it('and another one may name the same request: both find it as it is now', async () => {
      await open('req_1', 'ext-1');
      await at.store.requests.idForExternal('ext-2', 'req_1');
      const renamed = following(requestState({ facts: { externalId: 'ext-1' } }), {
        facts: requestState({ facts: { externalId: 'ext-2' } }).facts,
      });
      await at.store.requests.commit(renamed);
      for (const externalId of ['ext-1', 'ext-2']) {
        expect((await at.store.requests.findByExternalId(externalId))?.facts.externalId).toBe('ext-2');
      }
      const found = await at.store.requests.list({ filter: { q: 'ext-2' }, sort: 'deadline', limit: 9, now: 0 });
      expect(found.items.map(({ id }) => id)).toEqual(['req_1']);
    });

    it('that is given from two processes at once, many times, stands for one and the same', async () => {
      const other = await at.another();
      const proposals = Array.from({ length: 60 }, (_, n) => ({ name: `ext-${n % 3}`, id: `req_${n}` }));
      const stand = await Promise.all(
        proposals.map(({ name, id }, n) => (n % 2 === 0 ? at.store : other).requests.idForExternal(name, id)),
      );
      for (const name of ['ext-0', 'ext-1', 'ext-2']) {
        const ids = new Set(stand.filter((_, n) => proposals[n]?.name === name));
        expect(ids.size).toBe(1);
        expect(proposals).toContainEqual({ name, id: [...ids][0] });
      }
    });
  });
}
