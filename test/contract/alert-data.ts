/** Alerts to test with, and a storage to ask for them. */
import type { AlertMark, AlertRecord } from '../../src/application/alerts/ports.ts';
import type { Store } from '../../src/application/ports.ts';
import { type Factory, freshStores } from './fixture.ts';

/** Business time and wall time lie far apart, so that taking one for the other shows. */
export const NOW = 1_900_000_000_000;
export const WALL = 1_700_000_000_000;

export const lease = (owner: string, until = WALL + 30_000) => ({ owner, until });
export const mark = (changes: Partial<AlertMark> = {}): AlertMark => ({
  id: 'req_1',
  sellerId: 'shop-1',
  owed: 1,
  dueAt: NOW,
  ...changes,
});
export const fresh = (changes: Partial<AlertRecord> = {}): AlertRecord => ({
  ...mark(),
  team: '',
  notes: null,
  ...changes,
});
/** What a worker that took the record hands back. */
export const worked = (changes: Partial<Omit<AlertRecord, 'sellerId'>> = {}) => ({
  id: 'req_1',
  team: 'T1',
  owed: 1,
  dueAt: null,
  notes: { ts: '1700000000.000100' },
  ...changes,
});
export const idsOf = (records: AlertRecord[]) => records.map(({ id }) => id);

/** Where such records are kept: alerts, and what the connectors owe. */
export type OwedIn = 'alerts' | 'chatwoot' | 'marketplace';

/** A fresh storage for every test, asked for alerts in few words. */
export function alertStores(factory: Factory, kept: OwedIn = 'alerts') {
  const at = freshStores(factory);
  return {
    get alerts() {
      return at.store[kept];
    },
    owe: (...marks: Partial<AlertMark>[]) => at.store[kept].owe(marks.map(mark)),
    take: (owner: string, { now = NOW, wallNow = WALL, limit = 10, until = WALL + 30_000 } = {}) =>
      at.store[kept].take(now, lease(owner, until), wallNow, limit),
    /** The alternating instance of two, for races. */
    async two(): Promise<(n: number) => Store['alerts']> {
      const other = await at.another();
      return (n) => (n % 2 === 0 ? at.store : other)[kept];
    },
  };
}
