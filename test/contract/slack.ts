/** Slack's side: workspaces that let the app in, one-time codes, and who may act for whom. */
import { describe, expect, it } from 'vitest';
import type { SlackGrant, SlackInstallation, SlackLink } from '../../src/application/alerts/ports.ts';
import { type Factory, freshStores } from './fixture.ts';

const NOW = 1_700_000_000_000;
const AT = '2026-11-22T09:30:00.000Z';
const installation = (changes: Partial<SlackInstallation> = {}): SlackInstallation => ({
  id: 'T1',
  name: 'ร้านชาม 🥣',
  sealed: 'v1.c2VhbGVk',
  at: AT,
  ...changes,
});
const link = (changes: Partial<SlackLink> = {}): SlackLink => ({
  team: 'T1',
  user: 'U1',
  sellerId: 'shop-1',
  at: AT,
  ...changes,
});

export function slackContract(factory: Factory): void {
  describe('Slack installations', () => {
    const at = freshStores(factory);

    it('are kept by workspace or organisation, and replaced whole', async () => {
      expect(await at.store.slack.installation('T1')).toBeNull();
      await at.store.slack.putInstallation(installation());
      await at.store.slack.putInstallation(installation({ id: 'E1', sealed: 'v1.b3Jn' }));
      expect(await at.store.slack.installation('T1')).toEqual(installation());
      const again = installation({ name: '', sealed: 'x'.repeat(20_000), at: '2026-11-23T09:30:00.000Z' });
      await at.store.slack.putInstallation(again);
      expect(await at.store.slack.installation('T1')).toEqual(again);
      expect(await at.store.slack.installation('E1')).toEqual(installation({ id: 'E1', sealed: 'v1.b3Jn' }));
    });

    it('are listed by id, as many as asked for', async () => {
      expect(await at.store.slack.installations(10)).toEqual([]);
      for (const id of ['T2', 'E9', 'T1']) await at.store.slack.putInstallation(installation({ id }));
      expect(await at.store.slack.installations(10)).toEqual(['E9', 'T1', 'T2'].map((id) => installation({ id })));
      expect(await at.store.slack.installations(2)).toEqual(['E9', 'T1'].map((id) => installation({ id })));
    });

    it('are deleted one by one; deleting what is not there changes nothing', async () => {
      for (const id of ['T1', 'T2']) await at.store.slack.putInstallation(installation({ id }));
      await at.store.slack.deleteInstallation('T1');
      await at.store.slack.deleteInstallation('T1');
      expect(await at.store.slack.installation('T1')).toBeNull();
      expect(await at.store.slack.installations(10)).toEqual([installation({ id: 'T2' })]);
    });

    it('are replaced only by who read what stands there', async () => {
      await at.store.slack.putInstallation(installation({ sealed: 'v1.a' }));
      expect(await at.store.slack.replaceInstallation(installation({ sealed: 'v1.b' }), 'v1.a')).toBe(true);
      expect(await at.store.slack.replaceInstallation(installation({ sealed: 'v1.c' }), 'v1.a')).toBe(false);
      expect(await at.store.slack.installation('T1')).toEqual(installation({ sealed: 'v1.b' }));
      expect(await at.store.slack.replaceInstallation(installation({ id: 'T2', sealed: 'v1.d' }), 'v1.a')).toBe(false);
      expect(await at.store.slack.installation('T2')).toBeNull();
      const other = await at.another();
      const rivals = Array.from({ length: 10 }, (_, n) => (n % 2 === 0 ? at.store : other).slack);
      const won = await Promise.all(
        rivals.map((slack, n) => slack.replaceInstallation(installation({ sealed: `v1.r${n}` }), 'v1.b')),
      );
      expect(won.filter(Boolean)).toHaveLength(1);
      expect((await at.store.slack.installation('T1'))?.sealed).toBe(`v1.r${won.indexOf(true)}`);
    });
  });

  describe('a one-time code', () => {
    const at = freshStores(factory);
    const grantOf = (hash: string): SlackGrant => ({ sellerId: `seller of ${hash}`, userId: `staff of ${hash}` });
    const put = (hash: string, expiresAt: number, now = NOW) =>
      at.store.slack.putCode(hash, grantOf(hash), expiresAt, now);

    it('stands for its seller once', async () => {
      await put('hash-1', NOW + 10);
      await put('hash-2', NOW + 10);
      expect(await at.store.slack.takeCode('hash-1', NOW)).toEqual(grantOf('hash-1'));
      expect(await at.store.slack.takeCode('hash-1', NOW)).toBeNull();
      expect(await at.store.slack.takeCode('hash-2', NOW)).toEqual(grantOf('hash-2'));
      expect(await at.store.slack.takeCode('hash-3', NOW)).toBeNull();
    });

    it('that nobody of the staff made stands for the seller alone', async () => {
      await at.store.slack.putCode('hash-1', { sellerId: 'shop-1' }, NOW + 10, NOW);
      expect(await at.store.slack.takeCode('hash-1', NOW)).toEqual({ sellerId: 'shop-1' });
    });

    it('is good until the moment it expires', async () => {
      await put('hash-1', NOW + 10);
      await put('hash-2', NOW + 10);
      expect(await at.store.slack.takeCode('hash-1', NOW + 10)).toBeNull();
      expect(await at.store.slack.takeCode('hash-2', NOW + 9)).toEqual(grantOf('hash-2'));
    });

    it('is used by one of many, in two processes', async () => {
      const other = await at.another();
      await put('hash-1', NOW + 10);
      const taken = await Promise.all(
        Array.from({ length: 20 }, (_, n) => (n % 2 === 0 ? at.store : other).slack.takeCode('hash-1', NOW)),
      );
      expect(taken.filter((grant) => grant !== null)).toEqual([grantOf('hash-1')]);
    });

    it('that expired is cleared away by the next ones, oldest first and at most a hundred at once', async () => {
      const hashes = Array.from({ length: 103 }, (_, n) => `hash-${n}`);
      for (const [n, hash] of hashes.entries()) await put(hash, NOW + 1 + n);
      await put('running', NOW + 900);
      await put('next', NOW + 900, NOW + 103);
      /** What stands at a time when all of them were good. */
      const standing = async (...asked: string[]) => {
        const taken = await Promise.all(asked.map((hash) => at.store.slack.takeCode(hash, NOW)));
        return asked.filter((_, n) => taken[n] !== null);
      };
      expect(await standing(...hashes.slice(0, 102))).toEqual(['hash-100', 'hash-101']);
      await put('last', NOW + 900, NOW + 103);
      expect(await standing('hash-102', 'running', 'next', 'last')).toEqual(['running', 'next', 'last']);
    });
  });

  describe('links of Slack users', () => {
    const at = freshStores(factory);

    it('say for which sellers a user acts, by id', async () => {
      expect(await at.store.slack.linksOf('T1', 'U1')).toEqual([]);
      for (const sellerId of ['shop-2', 'shop-1']) await at.store.slack.putLink(link({ sellerId }));
      await at.store.slack.putLink(link({ user: 'U2', sellerId: 'shop-3' }));
      await at.store.slack.putLink(link({ team: 'T2', sellerId: 'shop-4' }));
      expect(await at.store.slack.linksOf('T1', 'U1')).toEqual([link(), link({ sellerId: 'shop-2' })]);
      expect(await at.store.slack.linksOf('T1', 'U2')).toEqual([link({ user: 'U2', sellerId: 'shop-3' })]);
      expect(await at.store.slack.linksOf('T2', 'U1')).toEqual([link({ team: 'T2', sellerId: 'shop-4' })]);
    });

    it('made again stay as they were', async () => {
      await at.store.slack.putLink(link());
      await at.store.slack.putLink(link({ at: '2026-11-23T09:30:00.000Z' }));
      expect(await at.store.slack.linksOf('T1', 'U1')).toEqual([link()]);
    });

    it('say which member of the staff a user is, and the latest that says so holds', async () => {
      await at.store.slack.putLink(link());
      await at.store.slack.putLink(link({ userId: 'staff-7', at: '2026-11-23T09:30:00.000Z' }));
      expect(await at.store.slack.linksOf('T1', 'U1')).toEqual([link({ userId: 'staff-7' })]);
      await at.store.slack.putLink(link());
      expect(await at.store.slack.linksOf('T1', 'U1')).toEqual([link({ userId: 'staff-7' })]);
      await at.store.slack.putLink(link({ userId: 'staff-8' }));
      expect(await at.store.slack.linksOf('T1', 'U1')).toEqual([link({ userId: 'staff-8' })]);
      expect(await at.store.slack.linksOfMember('shop-1', 'staff-7', 10)).toEqual([]);
    });

    it('are found by the member, in this shop alone, the last first and as many as asked for', async () => {
      const mali = { userId: 'staff-7' };
      const on = (day: string, changes: Partial<SlackLink> = {}) =>
        link({ ...mali, ...changes, at: `2026-11-${day}T09:30:00.000Z` });
      const all = [on('24'), on('23', { user: 'U2' }), on('22', { team: 'T2' }), on('22', { user: 'U5' })];
      for (const one of all.toReversed()) await at.store.slack.putLink(one);
      await at.store.slack.putLink(link({ ...mali, sellerId: 'shop-2' }));
      await at.store.slack.putLink(link({ user: 'U3', userId: 'staff-8' }));
      await at.store.slack.putLink(link({ user: 'U4' }));
      expect(await at.store.slack.linksOfMember('shop-1', 'staff-7', 10)).toEqual(all);
      expect(await at.store.slack.linksOfMember('shop-1', 'staff-7', 2)).toEqual(all.slice(0, 2));
      await at.store.slack.deleteLink('T1', 'U1', 'shop-1');
      expect(await at.store.slack.linksOfMember('shop-1', 'staff-7', 10)).toEqual(all.slice(1));
      expect(await at.store.slack.linksOfMember('shop-2', 'staff-7', 10)).toEqual([
        link({ ...mali, sellerId: 'shop-2' }),
      ]);
    });

    it('are deleted one by one; deleting what is not there changes nothing', async () => {
      for (const sellerId of ['shop-1', 'shop-2']) await at.store.slack.putLink(link({ sellerId }));
      await at.store.slack.putLink(link({ user: 'U2' }));
      await at.store.slack.deleteLink('T1', 'U1', 'shop-1');
      await at.store.slack.deleteLink('T1', 'U1', 'shop-1');
      expect(await at.store.slack.linksOf('T1', 'U1')).toEqual([link({ sellerId: 'shop-2' })]);
      expect(await at.store.slack.linksOf('T1', 'U2')).toEqual([link({ user: 'U2' })]);
    });
  });
}
