/** Looks for returns whose webhooks were lost: every ten minutes, all that changed since the last look are owed a visit. */
import { z } from 'zod';
import type { Clock } from '../../application/ports/clock.ts';
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

/** `cut`: there was more, from `until` on. */
const Swept = z.object({ until: z.number(), cut: z.boolean().default(false) });
const SECOND = 1_000;

/** What changed in the overlap was visited before, mostly: a visit that finds both sides agreeing does nothing. */
export function createSweep({ owed, clock }: { owed: WorkStore; clock: Clock }): Sweep {
  return async (marketplace, notes) => {
    const now = clock.now();
    const { until, cut } = Swept.safeParse(notes).data ?? { until: now - AT_FIRST_MS, cut: false };
    const since = cut ? until : until - OVERLAP_MS;
    const found = await marketplace.changedSince(since);
    await oweReturns(owed, marketplace, found.ids, now);
    if (found.until === null) return { notes: { until: now, cut: false }, dueAt: now + EVERY_MS };
    // The mark goes on to the last one seen, and past a second in which more changed than one look can hold.
    return { notes: { until: Math.max(found.until, since + SECOND), cut: true }, dueAt: now };
  };
}
