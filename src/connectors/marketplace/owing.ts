/** What has to be looked at: a record stands for a return, not for an event, so telling the same twice owes one visit. */
import type { AlertStore } from '../../application/alerts/ports.ts';
import type { Channel, Clock } from '../../application/ports.ts';
import { recordIdOf, returnOf } from './names.ts';
import type { Marketplace } from './port.ts';

/** As many as one wake takes. */
const AT_ONCE = 500;

/** Owes a visit to each of the returns, now. */
export async function oweReturns(owed: AlertStore, site: Marketplace, ids: string[], now: number): Promise<void> {
  const records = [...new Set(ids)].map((id) => recordIdOf(site.name, { kind: 'return', id }));
  for (let from = 0; from < records.length; from += AT_ONCE) {
    const some = records.slice(from, from + AT_ONCE);
    await owed.owe(some.map((id) => ({ id, sellerId: site.sellerId, owed: 1, dueAt: now })));
    await owed.wake({ ids: some }, now);
  }
}

export interface OwingParts {
  owed: AlertStore;
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
