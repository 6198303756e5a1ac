/** Webhooks: the log of deliveries, what can be replayed, and clearing both away. */
import { describe, expect, it } from 'vitest';
import { InvalidCursor } from '../../src/application/ports/requests.ts';
import { positionOf } from '../../src/application/webhooks/position.ts';
import { later } from '../support/builders.ts';
import type { Factory } from './fixture.ts';
import { delivery, message, NOW, outcome, seqsOf, webhookStores } from './webhook-data.ts';

const ALWAYS = { since: '2000-01-01T00:00:00.000Z', until: '2999-01-01T00:00:00.000Z' };

export function webhookLogContract(factory: Factory): void {
  describe('the log of deliveries', () => {
    const at = webhookStores(factory);
    const log = (query: object = {}) => at.webhooks.deliveries({ endpointId: 'whk_1', limit: 50, ...query });

    it('shows the latest event first, of this endpoint only', async () => {
      await at.owe([1, 3]);
      await at.owe([2], 'req_2');
      await at.owe([9], 'req_3', { endpointId: 'whk_2' });
      const { items, nextCursor } = await log();
      expect(items.map(({ id }) => id)).toEqual([delivery(3).id, delivery(2, 'req_2').id, delivery(1).id]);
      expect(nextCursor).toBeNull();
    });

    it('goes on from page to page, whatever is added in front', async () => {
      await at.owe([1, 2, 3, 4, 5]);
      const first = await log({ limit: 2 });
      await at.owe([6]);
      const second = await log({ limit: 2, cursor: first.nextCursor });
      const third = await log({ limit: 2, cursor: second.nextCursor });
      expect([first, second, third].map(({ items }) => seqsOf(items))).toEqual([[5, 4], [3, 2], [1]]);
      expect(third.nextCursor).toBeNull();
    });

    it('shows those of a status', async () => {
      await at.owe([1, 2, 3]);
      const [first, second] = await at.webhooks.pending({ endpointId: 'whk_1', requestId: 'req_1' }, 10);
      if (!first || !second) throw new Error('nothing is pending');
      await at.webhooks.settle(outcome(first));
      await at.webhooks.settle(outcome(second, { status: 'dead' }));
      for (const [status, seq] of Object.entries({ delivered: 1, dead: 2, pending: 3 })) {
        expect(seqsOf((await log({ status })).items)).toEqual([seq]);
      }
      expect((await log({ status: 'pending', limit: 1 })).nextCursor).toBeNull();
    });

    it('refuses a cursor that is none', async () => {
      for (const cursor of ['x', '', 'AAAA', Buffer.from('{"position":5}').toString('base64url')]) {
        await expect(log({ cursor })).rejects.toThrow(InvalidCursor);
      }
    });

    it('knows a delivery by its id', async () => {
      await at.owe([1]);
      expect(await at.webhooks.delivery(delivery(1).id)).toMatchObject({ ...delivery(1), status: 'pending' });
      expect(await at.webhooks.delivery('dlv_none')).toBeNull();
    });
  });

  describe('messages', () => {
    const at = webhookStores(factory);

    it('are read in the order of their events, of a request by number, from page to page', async () => {
      const same = { at: later(5_000) };
      const messages = [
        message(10, 'req_1', same),
        message(9, 'req_1', same),
        message(1, 'req_2'),
        message(2, 'req_2', same),
      ];
      await at.webhooks.owe(messages, [], NOW);
      const read: string[] = [];
      let after = '';
      for (;;) {
        const page = await at.webhooks.messages({ ...ALWAYS, after, limit: 1 });
        const [one] = page;
        if (!one) break;
        read.push(one.eventId);
        after = positionOf(one);
      }
      expect(read).toEqual(['evt_2-1', 'evt_1-9', 'evt_1-10', 'evt_2-2']);
    });

    it('of a time include both its ends', async () => {
      await at.owe([1, 2, 3, 4]);
      const read = (since: number, until: number) =>
        at.webhooks.messages({ since: later(since), until: later(until), after: '', limit: 10 });
      expect(seqsOf(await read(2_000, 3_000))).toEqual([2, 3]);
      expect(seqsOf(await read(2_001, 2_999))).toEqual([]);
      expect(await read(1_000, 1_000)).toEqual([
        { eventId: 'evt_1-1', requestId: 'req_1', seq: 1, type: 'request.opened', at: later(1_000) },
      ]);
    });
  });

  describe('clearing webhooks away', () => {
    const at = webhookStores(factory);

    it('deletes what is older than the instant, oldest first, a bounded number at a time', async () => {
      await at.owe([1, 2, 3, 4, 5]);
      expect(await at.webhooks.purgeMessages(later(4_000), 2)).toBe(2);
      expect(seqsOf(await at.webhooks.messages({ ...ALWAYS, after: '', limit: 10 }))).toEqual([3, 4, 5]);
      expect(await at.webhooks.purgeMessages(later(4_000), 2)).toBe(1);
      expect(await at.webhooks.purgeMessages(later(4_000), 2)).toBe(0);
      expect(await at.webhooks.purgeDeliveries('whk_1', later(4_000), 10)).toBe(3);
      expect(await at.pending()).toEqual([4, 5]);
    });

    it('deletes everything of one endpoint and nothing of another', async () => {
      await at.owe([1, 2]);
      await at.owe([1, 2], 'req_1', { endpointId: 'whk_2' });
      expect(await at.webhooks.purgeDeliveries('whk_1', null, 1)).toBe(1);
      expect(await at.webhooks.purgeDeliveries('whk_1', null, 10)).toBe(1);
      expect(await at.webhooks.purgeLines('whk_1', 10)).toBe(1);
      expect(await at.webhooks.purgeLines('whk_1', 10)).toBe(0);
      expect(await at.take()).toEqual([]);
      expect(await at.take({ endpointId: 'whk_2' })).toHaveLength(1);
      expect(await at.webhooks.pending({ endpointId: 'whk_2', requestId: 'req_1' }, 10)).toHaveLength(2);
    });
  });
}
