/** Sellers, policies, and the storage as a whole. */
import { describe, expect, it } from 'vitest';
import type { Seller } from '../../src/contract/seller.ts';
import { openStore } from '../../src/storage/open.ts';
import {
  cardMessage,
  following,
  HOUR,
  later,
  offer,
  opening,
  requestState,
  textMessage,
  thaiPolicy,
} from '../support/builders.ts';
import { silent } from '../support/stores.ts';
import { type Factory, freshStores } from './fixture.ts';

const seller: Seller = { id: 'shop-1', name: 'ร้านชาม 🥣', market: 'TH', zone: 'Asia/Bangkok' };

export function directoryContract(factory: Factory): void {
  describe('the directory', () => {
    const at = freshStores(factory);

    it('keeps sellers, and replaces them whole', async () => {
      expect(await at.store.directory.seller('shop-1')).toBeNull();
      const withAlerts: Seller = { ...seller, alerts: { slack: { channel: 'C1' } }, policy: { maxOffers: 3 } };
      await at.store.directory.putSeller(withAlerts);
      expect(await at.store.directory.seller('shop-1')).toEqual(withAlerts);
      await at.store.directory.putSeller(seller);
      expect(await at.store.directory.seller('shop-1')).toEqual(seller);
    });

    it('swaps a seller only where exactly the one that was read still stands', async () => {
      const { directory } = at.store;
      const after: Seller = { ...seller, alerts: { slack: { channel: 'C1' } } };
      expect(await directory.swapSeller(seller, after)).toBe(false);
      await directory.putSeller(seller);
      const read = await directory.seller('shop-1');
      expect(read && (await directory.swapSeller(read, after))).toBe(true);
      expect(read && (await directory.swapSeller(read, { ...seller, name: 'late' }))).toBe(false);
      expect(await directory.seller('shop-1')).toEqual(after);
    });

    it('lets one of many swaps of the same reading win', async () => {
      const { directory } = at.store;
      await directory.putSeller(seller);
      const swaps = await Promise.all(
        Array.from({ length: 8 }, (_, index) => directory.swapSeller(seller, { ...seller, name: `name ${index}` })),
      );
      expect(swaps.filter(Boolean)).toHaveLength(1);
    });

    it('finds many sellers at once: those that are known, each once', async () => {
      const second = { ...seller, id: 'shop-2' };
      for (const one of [seller, second, { ...seller, id: 'shop-3' }]) await at.store.directory.putSeller(one);
      const found = await at.store.directory.sellers(['shop-2', 'shop-9', 'shop-1', 'shop-2']);
      expect(found.sort((a, b) => (a.id < b.id ? -1 : 1))).toEqual([seller, second]);
      expect(await at.store.directory.sellers([])).toEqual([]);
      expect(await at.store.directory.sellers(['shop-9'])).toEqual([]);
    });

    it('keeps policies by market', async () => {
      expect(await at.store.directory.policy('TH')).toBeNull();
      await at.store.directory.putPolicy(thaiPolicy());
      await at.store.directory.putPolicy(thaiPolicy({ maxOffers: 2 }));
      expect(await at.store.directory.policy('TH')).toEqual(thaiPolicy({ maxOffers: 2 }));
      expect(await at.store.directory.policy('VN')).toBeNull();
    });
  });

  describe('odd data', () => {
    const at = freshStores(factory);

    it('of any language, length and key comes back as it was written', async () => {
      const metadata: Record<string, string> = JSON.parse(
        '{"__proto__":"p","$set":"$where","a.b":"c.d","":"empty","constructor":"x","คีย์":"ค่า 🙏🏽","$":"","0":"zero"}',
      );
      const text = '👩‍👩‍👧‍👦ก็"\\\n'.repeat(300).slice(0, 4000);
      const state = requestState({ facts: { metadata, text, orderId: "o'; DROP TABLE request; --" } });
      const commit = opening(state, { commandId: '$cmd.1' });
      await at.store.requests.commit(commit);
      const loaded = await at.store.requests.load('req_1');
      expect(loaded?.state).toEqual(state);
      expect(Object.keys(loaded?.state.facts.metadata ?? {})).toEqual(Object.keys(metadata));
      expect(Object.hasOwn(loaded?.state.facts.metadata ?? {}, '__proto__')).toBe(true);
      expect(await at.store.requests.events('req_1', 0, 1)).toEqual(commit.events);
      expect(await at.store.requests.wasApplied('req_1', '$cmd.1')).toBe(true);

      const updated = following(state, { facts: { ...state.facts, metadata: { '$inc.x': '1' } } }, 'request.updated', {
        data: { metadata, nothing: null, list: [1, { $gt: 0 }], big: 1_000_000_000_000_000 },
      });
      await at.store.requests.commit(updated);
      expect(await at.store.requests.events('req_1', 1, 1)).toEqual(updated.events);
    });

    it('in a message comes back as it was written', async () => {
      const text = '🥣'.repeat(2000);
      const [message] = await at.store.chat.write([
        textMessage({
          body: { kind: 'text', text },
          clientId: '$1.2',
          author: { role: 'buyer', id: '$b', name: 'ก.ข' },
        }),
      ]);
      expect(message?.body).toEqual({ kind: 'text', text });
      expect(await at.store.chat.message('msg_1')).toEqual(message);
      const notice = textMessage({
        id: 'msg_2',
        body: {
          kind: 'system',
          notice: {
            requestId: 'r',
            type: 'offer.expired',
            params: { '$a.b': { $c: 1 } },
            home: { buyerZone: 'Asia/Bangkok', sellerZone: 'UTC' },
          },
        },
      });
      await at.store.chat.write([notice]);
      expect((await at.store.chat.message('msg_2'))?.body).toEqual(notice.body);
    });

    it('in an owner of a lease is just a name', async () => {
      await at.store.requests.commit(opening(requestState()));
      await at.store.requests.lease('req_1', { owner: '$leaseOwner', until: 10 }, 0);
      await at.store.requests.ack([{ id: 'req_1', seq: 0, owner: '$$ROOT' }]);
      expect((await at.store.requests.load('req_1'))?.lease?.owner).toBe('$leaseOwner');
      await at.store.requests.ack([{ id: 'req_1', seq: 1, owner: '$leaseOwner' }]);
      expect((await at.store.requests.load('req_1'))?.lease).toBeNull();
    });
  });

  describe('the storage', () => {
    const at = freshStores(factory);

    it('answers a ping', async () => {
      await expect(at.store.ping()).resolves.toBeUndefined();
      await expect(at.store.ping()).resolves.toBeUndefined();
    });

    it('finds everything again when it is opened anew', async () => {
      const first = requestState({ facts: { externalId: 'ext-1' }, offers: [offer()] });
      const writer = await openStore(at.fixture.url, silent);
      await writer.directory.putSeller(seller);
      await writer.requests.idForExternal('ext-1', first.id);
      await writer.requests.commit(opening(first, { commandId: 'cmd-1', wakeAt: later(HOUR) }));
      await writer.chat.claim({ id: 'conv-1', buyerId: 'buyer-1', sellerId: 'shop-1' });
      const [card] = await writer.chat.write([cardMessage(first)]);
      await writer.chat.markRead('conv-1', { role: 'buyer', id: 'buyer-1', seq: 1 });
      const claim = { id: 'key', bodyHash: 'b', commandId: 'c', claimedAt: 10, response: null };
      await writer.idempotency.claim(claim, 0, 0);
      await writer.work.alert.owe([{ subject: 'req_1', sellerId: 'shop-1', owed: 1, dueAt: 10 }]);
      await writer.work.alert.take(null, 10, { owner: 'a', until: 10 }, 0, 1);
      await writer.work.alert.finish(
        { subject: 'req_1', lane: 'T1', owed: 1, dueAt: 20, failures: 2, notes: ['told'] },
        'a',
        10,
      );
      await writer.slack.putCode('hash', { sellerId: 'shop-1', userId: 'staff-7' }, 10, 0);
      await writer.close();

      const store = await at.another();
      expect((await store.requests.load('req_1'))?.state).toEqual(first);
      expect(await store.requests.wasApplied('req_1', 'cmd-1')).toBe(true);
      expect(await store.requests.owed(0, 10)).toEqual(['req_1']);
      expect(await store.requests.nextWake()).toBe(Date.parse(later(HOUR)));
      expect((await store.requests.findByExternalId('ext-1'))?.id).toBe('req_1');
      expect(await store.directory.seller('shop-1')).toEqual(seller);
      expect(await store.chat.message(card?.id ?? '')).toEqual(card);
      expect(await store.chat.reads('conv-1')).toEqual([{ role: 'buyer', id: 'buyer-1', seq: 1 }]);
      expect((await store.idempotency.claim({ ...claim, commandId: 'd' }, 0, 0)).outcome).toBe('existing');
      expect(await store.work.alert.get('req_1')).toMatchObject({
        lane: 'T1',
        failures: 2,
        owed: 1,
        dueAt: 20,
        notes: ['told'],
      });
      expect(await store.slack.takeCode('hash', 0)).toEqual({ sellerId: 'shop-1', userId: 'staff-7' });
    });

    it('may be opened by several processes at the same moment', async () => {
      const stores = await Promise.all([at.another(), at.another(), at.another()]);
      await stores[0]?.requests.commit(opening(requestState()));
      for (const store of stores) expect((await store.requests.load('req_1'))?.state.id).toBe('req_1');
    });

    it('finishes what it was asked before it closes', async () => {
      const closing = await openStore(at.fixture.url, silent);
      const commits = Array.from({ length: 30 }, (_, n) =>
        closing.requests.commit(opening(requestState({ id: `req_${n}` }))),
      );
      await closing.close();
      expect(await Promise.all(commits)).toEqual(commits.map(() => 'committed'));
      expect(await at.store.requests.count({}, 0, 100)).toBe(30);
      await expect(closing.requests.commit(opening(requestState({ id: 'req_late' })))).rejects.toThrow();
    });
  });
}
