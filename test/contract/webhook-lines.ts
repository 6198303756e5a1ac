/** Webhooks: endpoints, owing deliveries, taking lines, and handing them back. */
import { describe, expect, it } from 'vitest';
import type { Factory } from './fixture.ts';
import { delivery, endpoint, message, NOW, outcome, seqsOf, webhookStores } from './webhook-data.ts';

export function webhookLineContract(factory: Factory): void {
  describe('webhook endpoints', () => {
    const at = webhookStores(factory);

    it('are read back as they were written, oldest first', async () => {
      const odd = endpoint({
        id: 'whk_2',
        createdAt: '2020-01-01T00:00:00.000Z',
        description: '$set a.b __proto__ สวัสดี',
        events: ['refund.requested'],
        secrets: [
          { sealed: 'v1.x', until: null },
          { sealed: 'v1.y', until: 5 },
        ],
        disabled: { reason: 'gone', at: '2020-01-01T00:00:00.000Z' },
        failingSince: 7,
        replay: { since: 'a', until: 'b', done: 'c', lease: { owner: 'd', until: 9 } },
      });
      await at.webhooks.addEndpoint(endpoint());
      await at.webhooks.addEndpoint(odd);
      expect(await at.webhooks.endpoints()).toEqual([odd, endpoint()]);
      expect(await at.webhooks.endpoint('whk_2')).toEqual(odd);
      expect(await at.webhooks.endpoint('whk_none')).toBeNull();
    });

    it('are changed only by who knows how they stand', async () => {
      await at.webhooks.addEndpoint(endpoint());
      expect(await at.webhooks.swapEndpoint(endpoint({ url: 'https://b.example/' }))).toBe(true);
      expect(await at.webhooks.swapEndpoint(endpoint({ url: 'https://c.example/' }))).toBe(false);
      expect(await at.webhooks.endpoint('whk_1')).toEqual(endpoint({ url: 'https://b.example/', revision: 2 }));
      expect(await at.webhooks.swapEndpoint(endpoint({ id: 'whk_none' }))).toBe(false);
      expect(await at.webhooks.endpoint('whk_none')).toBeNull();
    });

    it('changed by many at once take every change in turn', async () => {
      const webhooks = await at.two();
      await at.webhooks.addEndpoint(endpoint());
      const raise = async (n: number): Promise<void> => {
        for (;;) {
          const present = await webhooks(n).endpoint('whk_1');
          if (!present) throw new Error('gone');
          if (await webhooks(n).swapEndpoint({ ...present, failingSince: (present.failingSince ?? 0) + 1 })) return;
        }
      };
      await Promise.all(Array.from({ length: 10 }, (_, n) => raise(n)));
      expect(await at.webhooks.endpoint('whk_1')).toMatchObject({ failingSince: 10, revision: 11 });
    });

    it('are forgotten', async () => {
      await at.webhooks.addEndpoint(endpoint());
      await at.webhooks.removeEndpoint('whk_1');
      expect(await at.webhooks.endpoints()).toEqual([]);
    });
  });

  describe('owing a delivery', () => {
    const at = webhookStores(factory);

    it('makes it pending with its body, and its line due', async () => {
      await at.owe([1, 2]);
      const line = await at.takeOne();
      expect(line).toMatchObject({ endpointId: 'whk_1', requestId: 'req_1' });
      const fresh = { revision: 0, status: 'pending', failures: 0, nextAttemptAt: null, attempts: [] };
      expect(await at.webhooks.pending(line, 10)).toEqual([
        { ...delivery(1), ...fresh, body: '{"seq":1}' },
        { ...delivery(2), ...fresh, body: '{"seq":2}' },
      ]);
    });

    it('twice changes nothing: neither the bytes, nor how it stands, nor who is at it', async () => {
      await at.owe([1]);
      const line = await at.takeOne();
      const [first] = await at.webhooks.pending(line, 10);
      if (!first) throw new Error('nothing is pending');
      await at.webhooks.settle(outcome(first));
      await at.webhooks.owe([message(1, 'req_1', { body: 'other' })], [delivery(1)], NOW);
      expect(await at.webhooks.delivery(first.id)).toMatchObject({ status: 'delivered', revision: 1 });
      expect(await at.take()).toEqual([]);
      await at.webhooks.oweAgain([delivery(1)], NOW);
      expect((await at.webhooks.pending(line, 10))[0]?.body).toBe('{"seq":1}');
    });

    it('keeps messages that nobody is owed', async () => {
      await at.webhooks.owe([message(1)], [], NOW);
      expect(await at.take()).toEqual([]);
      const all = { since: '2000-01-01T00:00:00.000Z', until: '2999-01-01T00:00:00.000Z', after: '', limit: 10 };
      expect(seqsOf(await at.webhooks.messages(all))).toEqual([1]);
      await at.webhooks.owe([], [], NOW);
    });

    it('behind one that waits for its retry waits too', async () => {
      await at.owe([1]);
      await at.webhooks.release(await at.takeOne(), NOW + 5_000, NOW);
      await at.owe([2], 'req_1', { now: NOW + 10 });
      expect(await at.take({ now: NOW + 4_999 })).toEqual([]);
      expect(await at.take({ now: NOW + 5_000 })).toHaveLength(1);
      expect(await at.pending()).toEqual([1, 2]);
    });

    it('to several endpoints gives each its own line', async () => {
      await at.webhooks.owe([message(1)], [delivery(1), delivery(1, 'req_1', 'whk_2')], NOW);
      expect(await at.take()).toHaveLength(1);
      expect(await at.take({ endpointId: 'whk_2' })).toHaveLength(1);
      expect(await at.take({ endpointId: 'whk_3' })).toEqual([]);
    });

    it('by two processes at once makes one of each', async () => {
      const webhooks = await at.two();
      const seqs = Array.from({ length: 40 }, (_, n) => n + 1);
      await Promise.all(
        [0, 1, 2, 3].map((n) =>
          webhooks(n).owe(
            seqs.map((seq) => message(seq)),
            seqs.map((seq) => delivery(seq)),
            NOW,
          ),
        ),
      );
      expect(await at.pending('req_1', 100)).toEqual(seqs);
      expect(await at.take()).toHaveLength(1);
    });
  });

  describe('a line', () => {
    const at = webhookStores(factory);

    it('is taken when it is due, earliest first, no more than asked for, by one only', async () => {
      const times = { req_1: NOW, req_2: NOW - 2, req_3: NOW + 1, req_4: NOW - 1 };
      for (const [id, now] of Object.entries(times)) await at.owe([1], id, { now });
      const first = await at.take({ limit: 2 });
      expect(first.map(({ requestId }) => requestId).sort()).toEqual(['req_2', 'req_4']);
      expect((await at.take({ limit: 2 })).map(({ requestId }) => requestId)).toEqual(['req_1']);
      expect(await at.take()).toEqual([]);
    });

    it('whose taker died is due again when its lease has run out', async () => {
      await at.owe([1]);
      const lost = await at.takeOne({ until: NOW + 10 });
      expect(await at.take({ now: NOW + 9 })).toEqual([]);
      const line = await at.takeOne({ now: NOW + 10 });
      expect(await at.webhooks.renew(lost, NOW + 99)).toBe(false);
      expect(await at.webhooks.release(lost, null, NOW)).toBe(false);
      expect(await at.webhooks.renew(line, NOW + 50)).toBe(true);
      expect(await at.take({ now: NOW + 49 })).toEqual([]);
      expect(await at.take({ now: NOW + 50 })).toHaveLength(1);
    });

    it('in which nothing waits is gone, and comes back with what is owed next', async () => {
      await at.owe([1]);
      expect(await at.webhooks.release(await at.takeOne(), null, NOW)).toBe(false);
      expect(await at.take({ now: NOW + 9_999 })).toEqual([]);
      await at.owe([2], 'req_1', { now: NOW + 3 });
      expect(await at.take({ now: NOW + 3 })).toHaveLength(1);
    });

    it('in which more was owed meanwhile is due at once, unless it waits for a retry', async () => {
      await at.owe([1]);
      const line = await at.takeOne();
      await at.owe([2]);
      expect(await at.webhooks.release(line, null, NOW + 1)).toBe(true);
      const again = await at.takeOne({ now: NOW + 1 });
      await at.owe([3]);
      expect(await at.webhooks.release(again, NOW + 77, NOW + 1)).toBe(false);
      expect(await at.take({ now: NOW + 76 })).toEqual([]);
      expect(await at.take({ now: NOW + 77 })).toHaveLength(1);
    });

    it('in which something is owed again is due at once, whether it waits or is taken', async () => {
      await at.owe([1, 2]);
      await at.webhooks.release(await at.takeOne(), NOW + 5_000, NOW);
      await at.webhooks.oweAgain([delivery(1)], NOW + 1);
      const line = await at.takeOne({ now: NOW + 1, until: NOW + 100 });
      await at.webhooks.oweAgain([delivery(2)], NOW + 2);
      expect(await at.take({ now: NOW + 2 })).toEqual([]);
      expect(await at.webhooks.release(line, NOW + 5_000, NOW + 3)).toBe(true);
      expect(await at.take({ now: NOW + 3 })).toHaveLength(1);
      await at.webhooks.oweAgain([], NOW);
    });

    it('is never taken twice, by two processes', async () => {
      const webhooks = await at.two();
      const ids = Array.from({ length: 60 }, (_, n) => `req_${n}`);
      for (const id of ids) await at.owe([1], id);
      const takes = await Promise.all(
        Array.from({ length: 10 }, (_, n) =>
          webhooks(n).take('whk_1', NOW, { owner: `owner-${n}`, until: NOW + 100 }, 5),
        ),
      );
      for (const lines of takes) expect(lines.length).toBeLessThanOrEqual(5);
      const rest = await at.take({ limit: 100 });
      const taken = [...takes.flat(), ...rest].map(({ requestId }) => requestId);
      expect(taken.sort()).toEqual([...ids].sort());
    });

    it('never loses what is owed while it is handed back, in two processes', async () => {
      const webhooks = await at.two();
      const ids = Array.from({ length: 30 }, (_, n) => `req_${n}`);
      for (const id of ids) await at.owe([1], id);
      const lines = await at.take({ limit: 30 });
      await Promise.all(
        lines.flatMap((line, n) => [
          webhooks(n).release(line, null, NOW + 1),
          webhooks(n + 1).owe([message(2, line.requestId)], [delivery(2, line.requestId)], NOW + 1),
        ]),
      );
      const found = await at.take({ now: NOW + 1, limit: 100 });
      expect(found.map(({ requestId }) => requestId).sort()).toEqual([...ids].sort());
    });
  });

  describe('a delivery', () => {
    const at = webhookStores(factory);

    it('is settled once, by who knows how it stands', async () => {
      await at.owe([1, 2]);
      const [first] = await at.webhooks.pending({ endpointId: 'whk_1', requestId: 'req_1' }, 1);
      if (!first) throw new Error('nothing is pending');
      const failed = outcome(first, { status: 'pending', failures: 1, nextAttemptAt: NOW + 5 });
      expect(await at.webhooks.settle(failed)).toBe(true);
      expect(await at.webhooks.settle(outcome(first))).toBe(false);
      const { id, revision, ...written } = failed;
      expect(await at.webhooks.delivery(id)).toEqual({ ...delivery(1), ...written, revision: revision + 1 });
      expect(await at.webhooks.settle(outcome({ id, revision: 1 }, { status: 'dead' }))).toBe(true);
      expect(await at.pending()).toEqual([2]);
    });

    it('owed again waits anew and keeps its log; what was settled meanwhile does not count', async () => {
      await at.owe([1]);
      const [first] = await at.webhooks.pending({ endpointId: 'whk_1', requestId: 'req_1' }, 1);
      if (!first) throw new Error('nothing is pending');
      const dead = outcome(first, { status: 'dead', failures: 7 });
      await at.webhooks.settle(dead);
      await at.webhooks.oweAgain([first, delivery(2)], NOW);
      expect(await at.webhooks.delivery(first.id)).toMatchObject({
        status: 'pending',
        failures: 0,
        nextAttemptAt: null,
        attempts: dead.attempts,
      });
      expect(await at.webhooks.settle(outcome({ id: first.id, revision: 1 }))).toBe(false);
      expect(await at.pending()).toEqual([1, 2]);
    });

    it('whose message is no longer kept has no body', async () => {
      await at.owe([1]);
      await at.webhooks.purgeMessages('2999-01-01T00:00:00.000Z', 10);
      const [first] = await at.webhooks.pending({ endpointId: 'whk_1', requestId: 'req_1' }, 1);
      expect(first?.body).toBeNull();
    });
  });
}
