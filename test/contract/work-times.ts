/** Work: when to look at them, and how they fare. */
import { describe, expect, it } from 'vitest';
import type { Factory } from './fixture.ts';
import { idsOf, NOW, worked, workStores } from './work-data.ts';

export function workTimeContract(factory: Factory): void {
  describe('waking work', () => {
    const at = workStores(factory);
    const dueTimes = async (...ids: string[]) => Promise.all(ids.map(async (id) => (await at.work.get(id))?.dueAt));
    /** A record that was told in a lane and is due at `dueAt`. */
    async function told(subject: string, sellerId: string, lane: string, dueAt: number | null): Promise<void> {
      await at.owe({ subject, sellerId });
      await at.take('teller');
      await at.work.finish(worked({ subject, lane, dueAt }), 'teller', NOW);
    }

    it('of a seller brings forward what waits for that seller', async () => {
      await told('late', 'shop-1', 'T1', NOW + 9);
      await told('early', 'shop-1', 'T2', NOW + 1);
      await told('done', 'shop-1', 'T1', null);
      await told('other', 'shop-2', 'T1', NOW + 9);
      await at.work.wake({ sellerId: 'shop-1' }, NOW + 2);
      expect(await dueTimes('late', 'early', 'done', 'other')).toEqual([NOW + 2, NOW + 1, null, NOW + 9]);
    });

    it('of a lane brings forward what waits in it', async () => {
      await told('late', 'shop-1', 'T1', NOW + 9);
      await told('early', 'shop-2', 'T1', NOW + 1);
      await told('done', 'shop-1', 'T1', null);
      await told('other', 'shop-1', 'T2', NOW + 9);
      await at.owe({ subject: 'untold', dueAt: NOW + 9 });
      await at.work.wake({ lane: 'T1' }, NOW + 2);
      const times = await dueTimes('late', 'early', 'done', 'other', 'untold');
      expect(times).toEqual([NOW + 2, NOW + 1, null, NOW + 9, NOW + 9]);
    });

    it('by their ids brings forward those named, also where nothing is owed', async () => {
      await told('late', 'shop-1', 'T1', NOW + 9);
      await told('early', 'shop-1', 'T1', NOW + 1);
      await told('done', 'shop-1', 'T1', null);
      await told('other', 'shop-1', 'T1', NOW + 9);
      const unknown = Array.from({ length: 497 }, (_, n) => `req_${n}`);
      await at.work.wake({ subjects: ['late', 'early', 'done', ...unknown] }, NOW + 2);
      await at.work.wake({ subjects: [] }, NOW);
      expect(await dueTimes('late', 'early', 'done', 'other')).toEqual([NOW + 2, NOW + 1, NOW + 2, NOW + 9]);
      expect(await at.work.get('req_0')).toBeNull();
      expect(idsOf(await at.take('a', { now: NOW + 2 }))).toEqual(['early', 'done', 'late']);
    });

    it.each([
      ['its seller', { sellerId: 'shop-1' }],
      ['its lane', { lane: 'T1' }],
      ['its id', { subjects: ['req_1'] }],
    ])('by %s while one is worked off has it looked at once more', async (_, whose) => {
      await told('req_1', 'shop-1', 'T1', NOW);
      await at.take('a');
      await at.work.wake(whose, NOW + 2);
      expect(await at.take('b', { now: NOW + 9 })).toEqual([]);
      await at.work.finish(worked({ dueAt: NOW + 60 }), 'a', NOW + 3);
      expect(await dueTimes('req_1')).toEqual([NOW + 2]);

      // Once: the next time says for itself when it is due.
      await at.take('b', { now: NOW + 4 });
      await at.work.finish(worked({ dueAt: NOW + 60 }), 'b', NOW + 5);
      expect(await dueTimes('req_1')).toEqual([NOW + 60]);
    });

    it('while one is worked off counts although nothing is left to do, and puts off nothing', async () => {
      await at.owe({}, { subject: 'req_2' });
      await at.take('a');
      await at.work.wake({ subjects: ['req_1', 'req_2'] }, NOW + 2);
      await at.work.finish(worked({ dueAt: null }), 'a', NOW + 3);
      await at.work.finish(worked({ subject: 'req_2', dueAt: NOW + 1 }), 'a', NOW + 3);
      expect(await dueTimes('req_1', 'req_2')).toEqual([NOW + 2, NOW + 1]);
    });
  });

  describe('the status of whom work is for', () => {
    const at = workStores(factory);
    const ok = { code: 'ok', at: '2026-11-22T09:30:00.000Z' };
    const revoked = { code: 'token_revoked', at: '2026-11-22T09:31:00.000Z', detail: 'Reinstall in “ร้าน” 🙏' };

    it('is kept one for each seller, and replaced whole', async () => {
      expect(await at.work.status('shop-1')).toBeNull();
      await at.work.putStatus('shop-1', revoked);
      await at.work.putStatus('shop-2', ok);
      expect(await at.work.status('shop-1')).toEqual(revoked);
      await at.work.putStatus('shop-1', ok);
      expect(await at.work.status('shop-1')).toEqual(ok);
      expect(Object.keys((await at.work.status('shop-1')) ?? {}).sort()).toEqual(['at', 'code']);
      expect(await at.work.status('shop-2')).toEqual(ok);
    });
  });
}
