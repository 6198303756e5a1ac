/** What has to be looked at: a record stands for a return, not for an event, so telling the same twice owes one visit. */
import type { Channel } from '../../application/ports/channel.ts';
import type { Clock } from '../../application/ports/clock.ts';
import { oweLooks } from '../../application/work/owing.ts';
import type { WorkMark, WorkStore } from '../../application/work/ports.ts';
import { laneOf, returnOf, subjectOf, type Task } from './names.ts';
import type { Marketplace } from './port.ts';

/** A visit that is due now. */
export function markOf({ name, sellerId }: Marketplace, task: Task, now: number): WorkMark {
  return { subject: subjectOf(name, task), lane: laneOf(name, task), sellerId, owed: 1, dueAt: now };
}

/** Owes a visit to each of the returns, now. */
export async function oweReturns(owed: WorkStore, site: Marketplace, ids: string[], now: number): Promise<void> {
  const marks = [...new Set(ids)].map((id) => markOf(site, { kind: 'return', id }, now));
  await oweLooks(owed, marks, now);
}

export interface OwingParts {
  owed: WorkStore;
  marketplaces: readonly Marketplace[];
  clock: Clock;
  /** Something is due. */
  onOwed(): void;
}

/** The relay's way to the marketplaces: two writes for a batch, and none for requests that are not theirs. */
export function createMarketplaceChannel({ owed, marketplaces, clock, onOwed }: OwingParts): Channel {
  return {
    name: 'marketplace',
    async deliver(batch) {
      let news = false;
      for (const marketplace of marketplaces) {
        const ids = batch.flatMap(({ state }) => returnOf(state, marketplace.name) ?? []);
        if (ids.length === 0) continue;
        await oweReturns(owed, marketplace, ids, clock.now());
        news = true;
      }
      if (news) onOwed();
    },
  };
}
