/** Work to test with, and a storage to ask for them. */
import type { WorkMark, WorkRecord, WorkStore } from '../../src/application/work/ports.ts';
import { type Factory, freshStores } from './fixture.ts';

/** Business time and wall time lie far apart, so that taking one for the other shows. */
export const NOW = 1_900_000_000_000;
export const WALL = 1_700_000_000_000;

export const lease = (owner: string, until = WALL + 30_000) => ({ owner, until });
export const mark = (changes: Partial<WorkMark> = {}): WorkMark => ({
  subject: 'req_1',
  sellerId: 'shop-1',
  owed: 1,
  dueAt: NOW,
  ...changes,
});
export const fresh = (changes: Partial<WorkRecord> = {}): WorkRecord => ({
  ...mark(),
  lane: '',
  failures: 0,
  notes: null,
  ...changes,
});
/** What a worker that took the record hands back. */
export const worked = (changes: Partial<Omit<WorkRecord, 'sellerId'>> = {}) => ({
  subject: 'req_1',
  lane: 'T1',
  owed: 1,
  dueAt: null,
  failures: 0,
  notes: { ts: '1700000000.000100' },
  ...changes,
});
export const idsOf = (records: WorkRecord[]) => records.map(({ subject }) => subject);

/** A fresh storage for every test, asked for work in few words. */
export function workStores(factory: Factory) {
  const at = freshStores(factory);
  return {
    get work() {
      return at.store.work.alert;
    },
    owe: (...marks: Partial<WorkMark>[]) => at.store.work.alert.owe(marks.map(mark)),
    take: (
      owner: string,
      {
        lane = null,
        now = NOW,
        wallNow = WALL,
        limit = 10,
        until = WALL + 30_000,
      }: { lane?: string | null; now?: number; wallNow?: number; limit?: number; until?: number } = {},
    ) => at.store.work.alert.take(lane, now, lease(owner, until), wallNow, limit),
    /** The alternating instance of two, for races. */
    async two(): Promise<(n: number) => WorkStore> {
      const other = await at.another();
      return (n) => (n % 2 === 0 ? at.store : other).work.alert;
    },
  };
}
