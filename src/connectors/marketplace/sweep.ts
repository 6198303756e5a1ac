/** Looks for returns whose webhooks were lost: every ten minutes, all that changed since the last look are owed a visit. */
import { z } from 'zod';
import type { Clock } from '../../application/ports.ts';
import type { WorkStore } from '../../application/work/ports.ts';
import { oweReturns } from './owing.ts';
import type { Marketplace } from './port.ts';

export type Sweep = (marketplace: Marketplace, notes: unknown) => Promise<{ notes: unknown; dueAt: number }>;

const MINUTE = 60_000;
const EVERY_MS = 10 * MINUTE;
/** The marketplace's clock and its index may be behind. */
const OVERLAP_MS = 10 * MINUTE;
/** Returns from before that are the seller's to have answered elsewhere. */
const AT_FIRST_MS = 3 * 24 * 60 * MINUTE;

const Swept = z.object({ until: z.number() });

/** What changed in the overlap was visited before, mostly: a visit that finds both sides agreeing does nothing. */
export function createSweep({ owed, clock }: { owed: WorkStore; clock: Clock }): Sweep {
  return async (marketplace, notes) => {
    const now = clock.now();
    const { until } = Swept.safeParse(notes).data ?? { until: now - AT_FIRST_MS };
    const ids = await marketplace.changedSince(until - OVERLAP_MS);
    await oweReturns(owed, marketplace, ids, now);
    return { notes: { until: now }, dueAt: now + EVERY_MS };
  };
}
