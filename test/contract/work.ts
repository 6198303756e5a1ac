/** Work: owing them, taking them, and handing them back. */
import { describe, expect, it } from 'vitest';
import type { Factory } from './fixture.ts';
import { fresh, idsOf, lease, mark, NOW, WALL, worked, workStores } from './work-data.ts';

export function workContract(factory: Factory): void {
  describe('owing work', () => {
    const at = workStores(factory);

    it('makes a record that is not there, without a lane and notes', async () => {
      expect(await at.work.get('req_1')).toBeNull();
      await at.owe({});
      expect(await at.work.get('req_1')).toEqual(fresh());
    });

    it('raises what is owed and brings the time forward, never back', async () => {
      await at.owe({});
      await at.owe({ owed: 2, dueAt: NOW - 1 });
      expect(await at.work.get('req_1')).toEqual(fresh({ owed: 2, dueAt: NOW - 1 }));
      await at.owe({ owed: 5, dueAt: NOW + 1 });
      expect(await at.work.get('req_1')).toEqual(fresh({ owed: 5, dueAt: NOW - 1 }));
    });

    it('changes nothing where as much is owed already', async () => {
      await at.owe({ owed: 3 });
      await at.owe({ owed: 3, dueAt: NOW - 1 });
      await at.owe({ owed: 2, dueAt: NOW - 1, sellerId: 'shop-2' });
      expect(await at.work.get('req_1')).toEqual(fresh({ owed: 3 }));
    });

    it('gives a record that had nothing to do a time again', async () => {
      await at.owe({});
      await at.take('a');
      await at.work.finish(worked(), 'a', NOW);
      await at.owe({ owed: 1, dueAt: NOW });
      expect((await at.work.get('req_1'))?.dueAt).toBeNull();
      await at.owe({ owed: 2, dueAt: NOW + 7 });
      expect(await at.work.get('req_1')).toEqual({ ...worked({ owed: 2, dueAt: NOW + 7 }), sellerId: 'shop-1' });
    });

    it('takes many at once: new ones, standing ones, and one record twice', async () => {
      await at.owe({ subject: 'high', owed: 9 }, { subject: 'low', owed: 1 });
      await at.owe(
        { subject: 'new', owed: 1, dueAt: NOW + 9 },
        { subject: 'high', owed: 2, dueAt: NOW - 1 },
        { subject: 'low', owed: 2, dueAt: NOW - 1 },
        { subject: 'new', owed: 2, dueAt: NOW + 4 },
      );
      await at.work.owe([]);
      const records = await Promise.all(['new', 'high', 'low'].map((subject) => at.work.get(subject)));
      expect(records).toEqual([
        fresh({ subject: 'new', owed: 2, dueAt: NOW + 4 }),
        fresh({ subject: 'high', owed: 9 }),
        fresh({ subject: 'low', owed: 2, dueAt: NOW - 1 }),
      ]);
    });

    it('touches neither a lease nor notes', async () => {
      await at.owe({});
      await at.take('a');
      const { lane, notes } = worked();
      await at.work.note({ subject: 'req_1', lane, notes }, lease('a'));
      await at.owe({ owed: 2, dueAt: NOW - 1 });
      expect(await at.work.get('req_1')).toEqual(fresh({ lane, notes, owed: 2, dueAt: NOW - 1 }));
      expect(await at.take('b')).toEqual([]);
      expect(await at.work.note({ subject: 'req_1', lane, notes }, lease('a'))).toBe(true);
    });

    it('of one new record by many, in two processes, ends with the highest', async () => {
      const work = await at.two();
      const marks = Array.from({ length: 20 }, (_, n) => mark({ owed: n + 1, dueAt: NOW - n }));
      await Promise.all(marks.map((one, n) => work(n).owe([one, mark({ subject: `req_own_${n}` })])));
      expect(await at.work.get('req_1')).toEqual(fresh({ owed: 20, dueAt: NOW - 19 }));
      for (const [n] of marks.entries()) expect(await at.work.get(`req_own_${n}`)).not.toBeNull();
    });
  });

  describe('taking work', () => {
    const at = workStores(factory);

    it('gives what is due at that moment or before, earliest first', async () => {
      expect(await at.take('a')).toEqual([]);
      const times = { req_1: NOW, req_2: NOW - 2, req_3: NOW + 1, req_4: NOW - 1, req_5: NOW - 2 };
      await at.owe(...Object.entries(times).map(([subject, dueAt]) => ({ subject, dueAt })));
      expect(await at.take('a')).toEqual([
        fresh({ subject: 'req_2', dueAt: NOW - 2 }),
        fresh({ subject: 'req_5', dueAt: NOW - 2 }),
        fresh({ subject: 'req_4', dueAt: NOW - 1 }),
        fresh({ subject: 'req_1' }),
      ]);
    });

    it('gives no more than asked for, and the next ones to the next', async () => {
      await at.owe(...[1, 2, 3, 4, 5].map((n) => ({ subject: `req_${n}`, dueAt: NOW - 10 + n })));
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
      const work = await at.two();
      const ids = Array.from({ length: 60 }, (_, n) => `req_${n}`);
      await at.owe(...ids.map((subject) => ({ subject })));
      const takes = await Promise.all(
        Array.from({ length: 10 }, (_, n) => work(n).take(null, NOW, lease(`owner-${n}`), WALL, 5)),
      );
      const rest = await at.take('last', { limit: 100 });
      for (const taken of takes) expect(taken.length).toBeLessThanOrEqual(5);
      expect([...takes.flat(), ...rest].map(({ subject }) => subject).sort()).toEqual([...ids].sort());
    });
  });

  describe('taken work', () => {
    const at = workStores(factory);
    const { subject, lane, notes } = worked();

    it('is noted by its owner, whose lease is renewed', async () => {
      await at.owe({});
      await at.take('a', { until: WALL + 10 });
      expect(await at.work.note({ subject, lane, notes }, lease('a', WALL + 20))).toBe(true);
      expect(await at.work.get(subject)).toEqual(fresh({ lane, notes }));
      expect(await at.take('b', { wallNow: WALL + 19 })).toEqual([]);
      expect(await at.take('b', { wallNow: WALL + 20 })).toEqual([fresh({ lane, notes })]);
    });

    it('is handed back with its next time, free for anyone', async () => {
      await at.owe({});
      await at.take('a');
      expect(await at.work.finish(worked({ dueAt: NOW + 5 }), 'a', NOW + 1)).toBe(true);
      expect(await at.work.get(subject)).toEqual(fresh({ lane, notes, dueAt: NOW + 5 }));
      expect(await at.take('b', { now: NOW + 4 })).toEqual([]);
      expect(idsOf(await at.take('b', { now: NOW + 5 }))).toEqual([subject]);
    });

    it('with nothing left to do is not due any more', async () => {
      await at.owe({});
      await at.take('a');
      expect(await at.work.finish(worked({ dueAt: null }), 'a', NOW)).toBe(true);
      expect(await at.work.get(subject)).toEqual(fresh({ lane, notes, dueAt: null }));
      expect(await at.take('b', { now: Number.MAX_SAFE_INTEGER })).toEqual([]);
    });

    it.each([null, NOW - 9, NOW + 9])('of which more is owed by now is due at once, not at %s', async (dueAt) => {
      await at.owe({});
      await at.take('a');
      await at.owe({ owed: 2, dueAt: NOW + 3 });
      expect(await at.work.finish(worked({ owed: 1, dueAt }), 'a', NOW + 1)).toBe(true);
      expect(await at.work.get(subject)).toEqual(fresh({ lane, notes, owed: 2, dueAt: NOW + 1 }));
      expect(await at.take('b', { now: NOW + 1 })).toHaveLength(1);
    });

    it('whose lease another has by now is neither noted nor handed back', async () => {
      await at.owe({});
      await at.take('a', { until: WALL + 10 });
      await at.take('b', { wallNow: WALL + 10, until: WALL + 20 });
      expect(await at.work.note({ subject, lane, notes }, lease('a', WALL + 90))).toBe(false);
      expect(await at.work.finish(worked(), 'a', NOW)).toBe(false);
      expect(await at.work.get(subject)).toEqual(fresh());
      expect(await at.take('c', { wallNow: WALL + 19 })).toEqual([]);
      expect(await at.work.finish(worked(), 'b', NOW)).toBe(true);
    });

    it('whose lease ran out is still its own while nobody else took it', async () => {
      await at.owe({});
      await at.take('a', { until: WALL + 10 });
      expect(await at.work.note({ subject, lane, notes }, lease('a', WALL + 90))).toBe(true);
      expect(await at.take('b', { wallNow: WALL + 50 })).toEqual([]);
      expect(await at.work.finish(worked(), 'a', NOW)).toBe(true);
    });

    it('is handed back once; then there is nothing to write for who had it', async () => {
      await at.owe({});
      await at.take('a');
      expect(await at.work.finish(worked({ dueAt: NOW }), 'a', NOW)).toBe(true);
      expect(await at.work.finish(worked({ notes: 'late' }), 'a', NOW)).toBe(false);
      expect(await at.work.note({ subject, lane: 'T2', notes: 'late' }, lease('a'))).toBe(false);
      expect(await at.work.get(subject)).toEqual(fresh({ lane, notes }));
      expect(await at.work.finish(worked({ subject: 'req_none' }), 'a', NOW)).toBe(false);
      expect(await at.take('b')).toHaveLength(1);
    });

    it('never loses what is owed while it is handed back, in two processes', async () => {
      const work = await at.two();
      const ids = Array.from({ length: 30 }, (_, n) => `req_${n}`);
      await at.owe(...ids.map((one) => ({ subject: one })));
      await at.take('a', { limit: 30 });
      await Promise.all(
        ids.flatMap((one, n) => [
          work(n).finish(worked({ subject: one, owed: 1, dueAt: null }), 'a', NOW + 1),
          work(n + 1).owe([mark({ subject: one, owed: 2, dueAt: NOW + 5 })]),
        ]),
      );
      for (const one of ids) {
        const record = await at.work.get(one);
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
      expect(await at.work.note({ subject, lane: '$notes', notes: odd }, lease('$leaseOwner'))).toBe(true);
      expect((await at.work.get(subject))?.notes).toEqual(odd);
      expect(await at.work.finish(worked({ lane: '$notes', notes: odd }), '$$ROOT', NOW)).toBe(false);
      expect(await at.work.finish(worked({ lane: '$notes', notes: odd }), '$leaseOwner', NOW)).toBe(true);
      const record = await at.work.get(subject);
      expect(record).toEqual(fresh({ lane: '$notes', notes: odd, dueAt: null }));
      expect(Object.keys(Object(record?.notes))).toEqual(Object.keys(odd));
      await at.owe({ owed: 2 });
      await at.take('b');
      await at.work.finish(worked({ owed: 2, notes: '$lane' }), 'b', NOW);
      expect((await at.work.get(subject))?.notes).toBe('$lane');
    });
  });
}
