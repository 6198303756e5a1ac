/** Alerts: owing them, taking them, and handing them back. */
import { describe, expect, it } from 'vitest';
import { alertStores, fresh, idsOf, lease, mark, NOW, type OwedIn, WALL, worked } from './alert-data.ts';
import type { Factory } from './fixture.ts';

export function alertContract(factory: Factory, kept: OwedIn = 'alerts'): void {
  describe('owing an alert', () => {
    const at = alertStores(factory, kept);

    it('makes a record that is not there, without a workspace and notes', async () => {
      expect(await at.alerts.get('req_1')).toBeNull();
      await at.owe({});
      expect(await at.alerts.get('req_1')).toEqual(fresh());
    });

    it('raises what is owed and brings the time forward, never back', async () => {
      await at.owe({});
      await at.owe({ owed: 2, dueAt: NOW - 1 });
      expect(await at.alerts.get('req_1')).toEqual(fresh({ owed: 2, dueAt: NOW - 1 }));
      await at.owe({ owed: 5, dueAt: NOW + 1 });
      expect(await at.alerts.get('req_1')).toEqual(fresh({ owed: 5, dueAt: NOW - 1 }));
    });

    it('changes nothing where as much is owed already', async () => {
      await at.owe({ owed: 3 });
      await at.owe({ owed: 3, dueAt: NOW - 1 });
      await at.owe({ owed: 2, dueAt: NOW - 1, sellerId: 'shop-2' });
      expect(await at.alerts.get('req_1')).toEqual(fresh({ owed: 3 }));
    });

    it('gives a record that had nothing to do a time again', async () => {
      await at.owe({});
      await at.take('a');
      await at.alerts.finish(worked(), 'a', NOW);
      await at.owe({ owed: 1, dueAt: NOW });
      expect((await at.alerts.get('req_1'))?.dueAt).toBeNull();
      await at.owe({ owed: 2, dueAt: NOW + 7 });
      expect(await at.alerts.get('req_1')).toEqual({ ...worked({ owed: 2, dueAt: NOW + 7 }), sellerId: 'shop-1' });
    });

    it('takes many at once: new ones, standing ones, and one record twice', async () => {
      await at.owe({ id: 'high', owed: 9 }, { id: 'low', owed: 1 });
      await at.owe(
        { id: 'new', owed: 1, dueAt: NOW + 9 },
        { id: 'high', owed: 2, dueAt: NOW - 1 },
        { id: 'low', owed: 2, dueAt: NOW - 1 },
        { id: 'new', owed: 2, dueAt: NOW + 4 },
      );
      await at.alerts.owe([]);
      const records = await Promise.all(['new', 'high', 'low'].map((id) => at.alerts.get(id)));
      expect(records).toEqual([
        fresh({ id: 'new', owed: 2, dueAt: NOW + 4 }),
        fresh({ id: 'high', owed: 9 }),
        fresh({ id: 'low', owed: 2, dueAt: NOW - 1 }),
      ]);
    });

    it('touches neither a lease nor notes', async () => {
      await at.owe({});
      await at.take('a');
      const { team, notes } = worked();
      await at.alerts.note({ id: 'req_1', team, notes }, lease('a'));
      await at.owe({ owed: 2, dueAt: NOW - 1 });
      expect(await at.alerts.get('req_1')).toEqual(fresh({ team, notes, owed: 2, dueAt: NOW - 1 }));
      expect(await at.take('b')).toEqual([]);
      expect(await at.alerts.note({ id: 'req_1', team, notes }, lease('a'))).toBe(true);
    });

    it('of one new record by many, in two processes, ends with the highest', async () => {
      const alerts = await at.two();
      const marks = Array.from({ length: 20 }, (_, n) => mark({ owed: n + 1, dueAt: NOW - n }));
      await Promise.all(marks.map((one, n) => alerts(n).owe([one, mark({ id: `req_own_${n}` })])));
      expect(await at.alerts.get('req_1')).toEqual(fresh({ owed: 20, dueAt: NOW - 19 }));
      for (const [n] of marks.entries()) expect(await at.alerts.get(`req_own_${n}`)).not.toBeNull();
    });
  });

  describe('taking alerts', () => {
    const at = alertStores(factory, kept);

    it('gives what is due at that moment or before, earliest first', async () => {
      expect(await at.take('a')).toEqual([]);
      const times = { req_1: NOW, req_2: NOW - 2, req_3: NOW + 1, req_4: NOW - 1, req_5: NOW - 2 };
      await at.owe(...Object.entries(times).map(([id, dueAt]) => ({ id, dueAt })));
      expect(await at.take('a')).toEqual([
        fresh({ id: 'req_2', dueAt: NOW - 2 }),
        fresh({ id: 'req_5', dueAt: NOW - 2 }),
        fresh({ id: 'req_4', dueAt: NOW - 1 }),
        fresh({ id: 'req_1' }),
      ]);
    });

    it('gives no more than asked for, and the next ones to the next', async () => {
      await at.owe(...[1, 2, 3, 4, 5].map((n) => ({ id: `req_${n}`, dueAt: NOW - 10 + n })));
      expect(idsOf(await at.take('a', { limit: 2 }))).toEqual(['req_1', 'req_2']);
      expect(idsOf(await at.take('b', { limit: 2 }))).toEqual(['req_3', 'req_4']);
      expect(idsOf(await at.take('a', { limit: 2 }))).toEqual(['req_5']);
    });

    it('leaves out what a lease holds, its own too, until the lease has run out', async () => {
      await at.owe({});
      await at.take('a', { until: WALL + 10 });
      expect(await at.take('b', { wallNow: WALL + 9 })).toEqual([]);
      expect(await at.take('a', { wallNow: WALL + 9 })).toEqual([]);
      expect(idsOf(await at.take('b', { wallNow: WALL + 10 }))).toEqual(['req_1']);
      expect(await at.take('a', { wallNow: WALL + 10 })).toEqual([]);
    });

    it('gives no record twice, in two processes', async () => {
      const alerts = await at.two();
      const ids = Array.from({ length: 60 }, (_, n) => `req_${n}`);
      await at.owe(...ids.map((id) => ({ id })));
      const takes = await Promise.all(
        Array.from({ length: 10 }, (_, n) => alerts(n).take(NOW, lease(`owner-${n}`), WALL, 5)),
      );
      const rest = await at.take('last', { limit: 100 });
      for (const taken of takes) expect(taken.length).toBeLessThanOrEqual(5);
      expect([...takes.flat(), ...rest].map(({ id }) => id).sort()).toEqual([...ids].sort());
    });
  });

  describe('a taken alert', () => {
    const at = alertStores(factory, kept);
    const { id, team, notes } = worked();

    it('is noted by its owner, whose lease is renewed', async () => {
      await at.owe({});
      await at.take('a', { until: WALL + 10 });
      expect(await at.alerts.note({ id, team, notes }, lease('a', WALL + 20))).toBe(true);
      expect(await at.alerts.get(id)).toEqual(fresh({ team, notes }));
      expect(await at.take('b', { wallNow: WALL + 19 })).toEqual([]);
      expect(await at.take('b', { wallNow: WALL + 20 })).toEqual([fresh({ team, notes })]);
    });

    it('is handed back with its next time, free for anyone', async () => {
      await at.owe({});
      await at.take('a');
      expect(await at.alerts.finish(worked({ dueAt: NOW + 5 }), 'a', NOW + 1)).toBe(true);
      expect(await at.alerts.get(id)).toEqual(fresh({ team, notes, dueAt: NOW + 5 }));
      expect(await at.take('b', { now: NOW + 4 })).toEqual([]);
      expect(idsOf(await at.take('b', { now: NOW + 5 }))).toEqual([id]);
    });

    it('with nothing left to do is not due any more', async () => {
      await at.owe({});
      await at.take('a');
      expect(await at.alerts.finish(worked({ dueAt: null }), 'a', NOW)).toBe(true);
      expect(await at.alerts.get(id)).toEqual(fresh({ team, notes, dueAt: null }));
      expect(await at.take('b', { now: Number.MAX_SAFE_INTEGER })).toEqual([]);
    });

    it.each([null, NOW - 9, NOW + 9])('of which more is owed by now is due at once, not at %s', async (dueAt) => {
      await at.owe({});
      await at.take('a');
      await at.owe({ owed: 2, dueAt: NOW + 3 });
      expect(await at.alerts.finish(worked({ owed: 1, dueAt }), 'a', NOW + 1)).toBe(true);
      expect(await at.alerts.get(id)).toEqual(fresh({ team, notes, owed: 2, dueAt: NOW + 1 }));
      expect(await at.take('b', { now: NOW + 1 })).toHaveLength(1);
    });

    it('whose lease another has by now is neither noted nor handed back', async () => {
      await at.owe({});
      await at.take('a', { until: WALL + 10 });
      await at.take('b', { wallNow: WALL + 10, until: WALL + 20 });
      expect(await at.alerts.note({ id, team, notes }, lease('a', WALL + 90))).toBe(false);
      expect(await at.alerts.finish(worked(), 'a', NOW)).toBe(false);
      expect(await at.alerts.get(id)).toEqual(fresh());
      expect(await at.take('c', { wallNow: WALL + 19 })).toEqual([]);
      expect(await at.alerts.finish(worked(), 'b', NOW)).toBe(true);
    });

    it('whose lease ran out is still its own while nobody else took it', async () => {
      await at.owe({});
      await at.take('a', { until: WALL + 10 });
      expect(await at.alerts.note({ id, team, notes }, lease('a', WALL + 90))).toBe(true);
      expect(await at.take('b', { wallNow: WALL + 50 })).toEqual([]);
      expect(await at.alerts.finish(worked(), 'a', NOW)).toBe(true);
    });

    it('is handed back once; then there is nothing to write for who had it', async () => {
      await at.owe({});
      await at.take('a');
      expect(await at.alerts.finish(worked({ dueAt: NOW }), 'a', NOW)).toBe(true);
      expect(await at.alerts.finish(worked({ notes: 'late' }), 'a', NOW)).toBe(false);
      expect(await at.alerts.note({ id, team: 'T2', notes: 'late' }, lease('a'))).toBe(false);
      expect(await at.alerts.get(id)).toEqual(fresh({ team, notes }));
      expect(await at.alerts.finish(worked({ id: 'req_none' }), 'a', NOW)).toBe(false);
      expect(await at.take('b')).toHaveLength(1);
    });

    it('never loses what is owed while it is handed back, in two processes', async () => {
      const alerts = await at.two();
      const ids = Array.from({ length: 30 }, (_, n) => `req_${n}`);
      await at.owe(...ids.map((one) => ({ id: one })));
      await at.take('a', { limit: 30 });
      await Promise.all(
        ids.flatMap((one, n) => [
          alerts(n).finish(worked({ id: one, owed: 1, dueAt: null }), 'a', NOW + 1),
          alerts(n + 1).owe([mark({ id: one, owed: 2, dueAt: NOW + 5 })]),
        ]),
      );
      for (const one of ids) {
        const record = await at.alerts.get(one);
        expect(record?.owed).toBe(2);
        expect([NOW + 1, NOW + 5]).toContain(record?.dueAt);
      }
    });

    it('keeps notes of any key, and takes names as just names', async () => {
      const odd = JSON.parse(
        '{"__proto__":{"$set":1},"a.b":[{"$gt":""}],"":"\\u0000","คีย์":"👩‍👩‍👧 <!channel>","$$REMOVE":"$owed"}',
      );
      await at.owe({});
      await at.take('$leaseOwner');
      expect(await at.alerts.note({ id, team: '$notes', notes: odd }, lease('$leaseOwner'))).toBe(true);
      expect((await at.alerts.get(id))?.notes).toEqual(odd);
      expect(await at.alerts.finish(worked({ team: '$notes', notes: odd }), '$$ROOT', NOW)).toBe(false);
      expect(await at.alerts.finish(worked({ team: '$notes', notes: odd }), '$leaseOwner', NOW)).toBe(true);
      const record = await at.alerts.get(id);
      expect(record).toEqual(fresh({ team: '$notes', notes: odd, dueAt: null }));
      expect(Object.keys(Object(record?.notes))).toEqual(Object.keys(odd));
      await at.owe({ owed: 2 });
      await at.take('b');
      await at.alerts.finish(worked({ owed: 2, notes: '$team' }), 'b', NOW);
      expect((await at.alerts.get(id))?.notes).toBe('$team');
    });
  });
}
