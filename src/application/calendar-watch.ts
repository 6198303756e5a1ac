/**
 * Tells agents when the holidays of a shop's region are soon known no further: from 60 days before, once a day for each
 * region, whatever the number of instances.
 */
import { randomUUID } from 'node:crypto';
import type { Seller } from '../contract/seller.ts';
import { firstKnowledgeEnds, holidaysKnownUntil } from '../domain/holidays.ts';
import type { Feed } from './feed.ts';
import { policyOf } from './policies.ts';
import type { Clock } from './ports/clock.ts';
import type { Store } from './ports/store.ts';

const TOLD_BEFORE_MS = 60 * 24 * 3_600_000;
const PAGE = 500;

interface WatchParts {
  store: Pick<Store, 'directory' | 'idempotency'>;
  feed: Pick<Feed, 'publish'>;
  clock: Clock;
}

/** Looks once, and tells what has not been told today. */
export async function watchCalendars({ store, feed, clock }: WatchParts): Promise<void> {
  const now = clock.now();
  const runsOut = (date: string) => Date.parse(date) - TOLD_BEFORE_MS <= now;
  if (!runsOut(firstKnowledgeEnds())) return;
  const at = new Date(now).toISOString();
  for (const region of await regionsInUse(store.directory)) {
    const until = holidaysKnownUntil(region);
    if (until === null || !runsOut(until)) continue;
    // A key that nobody can send: claimed once a day, it is gone with the others.
    const id = `calendar_runs_out:${region}:${at.slice(0, 10)}`;
    const claim = { id, bodyHash: '', commandId: randomUUID(), claimedAt: now, response: null };
    if ((await store.idempotency.claim(claim, 0, 0)).outcome !== 'claimed') continue;
    const detail = `Holidays of ${region} are known until ${until}; later deadlines count its fixed days only. Take a newer release, or list dates in the policy.`;
    feed.publish({ type: 'attention', attention: { code: 'calendar_runs_out', at, detail } });
  }
}

/** The regions whose holidays some shop keeps. */
async function regionsInUse(directory: Store['directory']): Promise<string[]> {
  const ofMarkets = new Map<string, string | null>();
  const regions = new Set<string>();
  for (let page: Seller[] | null = null; page === null || page.length === PAGE; ) {
    page = await directory.scanSellers(page?.at(-1)?.id ?? '', PAGE);
    for (const { market, policy } of page) {
      if (!ofMarkets.has(market)) ofMarkets.set(market, (await policyOf(directory, market))?.calendar.holidays ?? null);
      const own = policy?.calendar?.holidays;
      const region = own === undefined ? ofMarkets.get(market) : own;
      if (region) regions.add(region);
    }
  }
  return [...regions].sort();
}
