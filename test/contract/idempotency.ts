/** Idempotency keys: one claims, the others learn what stands. */
import { describe, expect, it } from 'vitest';
import type { IdempotencyRecord } from '../../src/application/ports/idempotency.ts';
import { type Factory, freshStores } from './fixture.ts';

const NOW = 1_700_000_000_000;
const LAPSED = NOW - 60_000;
const EXPIRED = NOW - 86_400_000;
const record = (changes: Partial<IdempotencyRecord> = {}): IdempotencyRecord => ({
  id: 'key-1',
  bodyHash: 'body-1',
  commandId: 'cmd-1',
  claimedAt: NOW,
  response: null,
  ...changes,
});
const response = { status: 201, body: '{"ok":"ใช่ 🙂"}', contentType: 'application/json' };

export function idempotencyContract(factory: Factory): void {
  describe('an idempotency key', () => {
    const at = freshStores(factory);
    const claim = (changes: Partial<IdempotencyRecord> = {}, lapsed = LAPSED, expired = EXPIRED) =>
      at.store.idempotency.claim(record(changes), lapsed, expired);

    it('is claimed once; the next caller learns that it runs', async () => {
      expect(await claim()).toEqual({ outcome: 'claimed', record: record() });
      expect(await claim({ commandId: 'cmd-2', claimedAt: NOW + 1 })).toEqual({
        outcome: 'existing',
        record: record(),
      });
    });

    it('answers the response once the command is complete, to another body too', async () => {
      await claim();
      await at.store.idempotency.complete('key-1', 'cmd-1', response);
      const existing = { outcome: 'existing', record: record({ response }) };
      expect(await claim({ commandId: 'cmd-2' })).toEqual(existing);
      expect(await claim({ bodyHash: 'body-2', commandId: 'cmd-2' })).toEqual(existing);
      // A response does not lapse.
      expect(await claim({ commandId: 'cmd-2' }, NOW + 1)).toEqual(existing);
    });

    it('whose claim has lapsed is retaken under its first command id', async () => {
      await claim({ claimedAt: LAPSED });
      expect(await claim({ commandId: 'cmd-2' })).toEqual({ outcome: 'retaken', record: record() });
      expect((await claim({ commandId: 'cmd-3' })).outcome).toBe('existing');
      await at.store.idempotency.complete('key-1', 'cmd-1', response);
      expect((await claim({ commandId: 'cmd-3' })).record.response).toEqual(response);
    });

    it('whose claim has lapsed is claimed anew for another body, and the first one’s command cannot answer it', async () => {
      await claim({ claimedAt: LAPSED });
      const fresh = record({ bodyHash: 'body-2', commandId: 'cmd-2' });
      expect(await claim({ bodyHash: 'body-2', commandId: 'cmd-2' })).toEqual({ outcome: 'claimed', record: fresh });
      expect(await claim({ commandId: 'cmd-3' })).toEqual({ outcome: 'existing', record: fresh });
      await at.store.idempotency.complete('key-1', 'cmd-1', response);
      expect((await claim({ commandId: 'cmd-3' })).record.response).toBeNull();
    });

    it('whose claim has lapsed is claimed by one of many with other bodies, in two processes', async () => {
      const other = await at.another();
      await claim({ claimedAt: LAPSED });
      const outcomes = await Promise.all(
        Array.from({ length: 20 }, (_, n) =>
          (n % 2 === 0 ? at.store : other).idempotency.claim(
            record({ bodyHash: `body-${n + 2}`, commandId: `cmd-${n + 2}` }),
            LAPSED,
            EXPIRED,
          ),
        ),
      );
      expect(outcomes.filter(({ outcome }) => outcome === 'claimed')).toHaveLength(1);
      expect(new Set(outcomes.map(({ record: { commandId } }) => commandId)).size).toBe(1);
    });

    it('is as good as absent once it has expired, answered or not', async () => {
      await claim({ claimedAt: EXPIRED });
      await at.store.idempotency.complete('key-1', 'cmd-1', response);
      const fresh = record({ bodyHash: 'body-2', commandId: 'cmd-2' });
      expect(await claim({ bodyHash: 'body-2', commandId: 'cmd-2' })).toEqual({ outcome: 'claimed', record: fresh });
      expect(await claim({ commandId: 'cmd-3' })).toEqual({ outcome: 'existing', record: fresh });
    });

    it('is released and completed only by the command that holds it', async () => {
      await claim();
      await at.store.idempotency.release('key-1', 'cmd-2');
      await at.store.idempotency.complete('key-1', 'cmd-2', response);
      expect(await claim({ commandId: 'cmd-3' })).toEqual({ outcome: 'existing', record: record() });
      await at.store.idempotency.release('key-1', 'cmd-1');
      expect((await claim({ commandId: 'cmd-3' })).outcome).toBe('claimed');
    });

    it('left as lapsed by the command that holds it is free, and keeps its command id', async () => {
      await claim();
      await at.store.idempotency.lapse('key-1', 'cmd-2', LAPSED);
      expect((await claim({ commandId: 'cmd-3' })).outcome).toBe('existing');
      await at.store.idempotency.lapse('key-1', 'cmd-1', LAPSED);
      expect(await claim({ commandId: 'cmd-3' })).toEqual({ outcome: 'retaken', record: record() });
      await at.store.idempotency.complete('key-1', 'cmd-1', response);
      await at.store.idempotency.lapse('key-1', 'cmd-1', LAPSED);
      expect((await claim({ commandId: 'cmd-3' })).outcome).toBe('existing');
    });

    it('with a response is not released', async () => {
      await claim();
      await at.store.idempotency.complete('key-1', 'cmd-1', response);
      await at.store.idempotency.release('key-1', 'cmd-1');
      expect((await claim({ commandId: 'cmd-2' })).record.response).toEqual(response);
    });

    it('is claimed by one of many, in two processes', async () => {
      const other = await at.another();
      const outcomes = await Promise.all(
        Array.from({ length: 40 }, (_, n) =>
          (n % 2 === 0 ? at.store : other).idempotency.claim(record({ commandId: `cmd-${n}` }), LAPSED, EXPIRED),
        ),
      );
      const winners = outcomes.filter(({ outcome }) => outcome === 'claimed');
      expect(winners).toHaveLength(1);
      expect(new Set(outcomes.map(({ record: { commandId } }) => commandId)).size).toBe(1);
    });

    it('is retaken by one of many, in two processes', async () => {
      const other = await at.another();
      await claim({ claimedAt: LAPSED });
      const outcomes = await Promise.all(
        Array.from({ length: 20 }, (_, n) =>
          (n % 2 === 0 ? at.store : other).idempotency.claim(record({ commandId: `cmd-${n + 2}` }), LAPSED, EXPIRED),
        ),
      );
      expect(outcomes.filter(({ outcome }) => outcome === 'retaken')).toHaveLength(1);
      expect(outcomes.every(({ record: { commandId } }) => commandId === 'cmd-1')).toBe(true);
    });

    it('is purged when it is old, the oldest first and as many as asked for', async () => {
      for (let n = 1; n <= 4; n++) await claim({ id: `key-${n}`, claimedAt: n });
      expect(await at.store.idempotency.purge(4, 2)).toBe(2);
      expect(await at.store.idempotency.purge(4, 2)).toBe(1);
      expect(await at.store.idempotency.purge(4, 2)).toBe(0);
      expect((await claim({ id: 'key-4' }, 0, 0)).outcome).toBe('existing');
    });
  });
}
