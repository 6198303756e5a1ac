/** Notes between colleagues, and the replies that they keep. */
import { describe, expect, it } from 'vitest';
import type { StoredNote } from '../../src/application/notes/ports.ts';
import type { Reply } from '../../src/contract/replies.ts';
import { type Factory, freshStores } from './fixture.ts';

const at = (minute: number): string => `2026-11-22T09:${String(minute).padStart(2, '0')}:00.000Z`;
const note = (id: string, changes: Partial<StoredNote> = {}): StoredNote => ({
  id: `note_${id}`,
  requestId: 'req_1',
  sellerId: 'shop-1',
  at: at(0),
  author: { role: 'seller', id: 'shop-1', userId: 'staff-1', name: 'Nok 🥣' },
  audience: 'shop',
  text: 'Asked the warehouse. $set {"a": 1}',
  ...changes,
});
const EVERYONE = ['shop', 'agents'] as const;
const idsOf = (notes: StoredNote[]): string[] => notes.map(({ id }) => id);

export function noteContract(factory: Factory): void {
  describe('notes', () => {
    const stores = freshStores(factory);

    it('are kept as they were written, once, whoever writes them again', async () => {
      const { notes } = stores.store;
      const first = note('a');
      const writes = await Promise.all([1, 2, 3, 4].map(() => notes.add(first)));
      expect(writes).toEqual([first, first, first, first]);
      expect(await notes.add({ ...first, text: 'other words', at: at(9) })).toEqual(first);
      expect(await notes.list({ requestId: 'req_1', audiences: EVERYONE, limit: 10 })).toEqual([first]);
      expect(await notes.find('req_1', first.id)).toEqual(first);
      expect(await notes.find('req_2', first.id)).toBeNull();
      expect(await notes.find('req_1', 'note_none')).toBeNull();
    });

    it('are listed oldest first, page by page, those for the reader', async () => {
      const { notes } = stores.store;
      for (const each of [
        note('c', { at: at(2) }),
        note('b', { at: at(1), audience: 'agents', author: { role: 'agent', id: 'agent-1' } }),
        note('d', { at: at(2) }),
        note('a', { at: at(1) }),
        note('z', { requestId: 'req_2' }),
      ]) {
        await notes.add(each);
      }
      const of = (audiences: readonly ('shop' | 'agents')[], limit: number, after?: StoredNote) =>
        notes.list({ requestId: 'req_1', audiences, limit, ...(after ? { after } : {}) });
      expect(idsOf(await of(EVERYONE, 10))).toEqual(['note_a', 'note_b', 'note_c', 'note_d']);
      expect(idsOf(await of(['shop'], 10))).toEqual(['note_a', 'note_c', 'note_d']);
      const [, second] = await of(EVERYONE, 2);
      expect(idsOf(await of(EVERYONE, 2, second))).toEqual(['note_c', 'note_d']);
      expect(idsOf(await of(EVERYONE, 2, note('c', { at: at(2) })))).toEqual(['note_d']);
      expect(await of(EVERYONE, 2, note('d', { at: at(2) }))).toEqual([]);
      expect(await notes.list({ requestId: 'req_none', audiences: EVERYONE, limit: 2 })).toEqual([]);
    });

    it('are found by when they were written, of whatever request', async () => {
      const { notes } = stores.store;
      for (const n of [3, 1, 2]) await notes.add(note(`${n}`, { at: at(n), requestId: `req_${n}` }));
      expect(idsOf(await notes.written({ at: at(2), id: '' }, 10))).toEqual(['note_2', 'note_3']);
      expect(idsOf(await notes.written({ at: at(2), id: 'note_2' }, 10))).toEqual(['note_3']);
      expect(idsOf(await notes.written({ at: at(0), id: '' }, 2))).toEqual(['note_1', 'note_2']);
    });

    it('of one request lose their words, and nothing else', async () => {
      const { notes } = stores.store;
      await notes.add(note('a'));
      await notes.add(note('b', { at: at(1), audience: 'agents' }));
      await notes.add(note('c', { requestId: 'req_2' }));
      await notes.overwrite('req_1', '[erased]');
      const all = await notes.list({ requestId: 'req_1', audiences: EVERYONE, limit: 10 });
      expect(all).toEqual([
        note('a', { text: '[erased]' }),
        note('b', { at: at(1), audience: 'agents', text: '[erased]' }),
      ]);
      expect(await notes.list({ requestId: 'req_2', audiences: EVERYONE, limit: 10 })).toEqual([
        note('c', { requestId: 'req_2' }),
      ]);
    });
  });

  describe('saved replies', () => {
    const stores = freshStores(factory);
    const reply = (id: string, more: Partial<Reply> = {}): Reply => ({
      id,
      title: `T ${id}`,
      text: 'Hi {buyer}',
      ...more,
    });

    it('are replaced whole, of a shop and of the agents apart', async () => {
      const { replies } = stores.store;
      expect(await replies.get('shop-1')).toEqual([]);
      expect(await replies.get(null)).toEqual([]);
      await replies.put('shop-1', [reply('b', { locale: 'th', reason: 'damaged' }), reply('a')]);
      await replies.put(null, [reply('c')]);
      await replies.put('agents', [reply('of a shop of that name')]);
      expect(await replies.get('shop-1')).toEqual([reply('b', { locale: 'th', reason: 'damaged' }), reply('a')]);
      expect(await replies.get(null)).toEqual([reply('c')]);
      await replies.put('shop-1', []);
      expect(await replies.get('shop-1')).toEqual([]);
    });
  });
}
