/**
 * Figures for agents and sellers: how many wait, how offers are answered, how long people take.
 *
 * Counting many requests costs more than any other read, so each scope (shop and window) is counted once at a time and
 * everyone who asks meanwhile shares the answer. Counting that is quick is done anew for whoever asks next, who thus
 * sees what they just did; counting that is slow is repeated no sooner than a second later, or twenty times as long as
 * it took: it never takes more than a twentieth of the storage's time.
 */
import type { z } from 'zod';
import type { Stats, StatsQuery } from '../contract/lists.ts';
import { answerSeconds } from './figures.ts';
import { LruCache } from './lru.ts';
import type { Clock } from './ports/clock.ts';
import type { StatsFacts } from './ports/figures.ts';
import type { Store } from './ports/store.ts';
import { median, seriesOf } from './series.ts';

const DAY = 86_400_000;
const WINDOW_DAYS = 30;
/** Counting that took no longer is not worth keeping. */
const CHEAP_MS = 10;
const FRESH_AT_LEAST_MS = 1000;
const FRESH_PER_COST = 20;
const SCOPES = 500;

/** `since` defaults to 30 days before the clock's now. */
export type StatsOf = (query: z.output<typeof StatsQuery>) => Promise<Stats>;

interface Counted {
  stats: Promise<Stats>;
  /** On `timer`: when it may be counted again; Infinity while it is being counted. */
  staleAt: number;
}

/**
 * `clock` is the business's and says what is due; `timer` (milliseconds, rising) measures the cost of counting.
 * A count that fails is not kept.
 */
export function createStats(store: Store, clock: Clock, timer: Clock = { now: () => performance.now() }): StatsOf {
  const scopes = new LruCache<Counted>(SCOPES);

  const count = async (query: z.output<typeof StatsQuery>): Promise<Stats> => {
    const now = clock.now();
    const since = query.since ?? new Date(now - WINDOW_DAYS * DAY).toISOString();
    const { sellerId, market, reason, bucket } = query;
    const scope = { sellerId, market, reason };
    const [facts, series] = await Promise.all([
      store.requests.stats({ ...scope, since, now }),
      bucket && seriesOf(store, scope, bucket, since, now),
    ]);
    return { ...summarize(facts), ...(series ? { series } : {}) };
  };

  return (query) => {
    const { sellerId = null, since = null, market = null, reason = null, bucket = null } = query;
    const scope = JSON.stringify([sellerId, since, market, reason, bucket]);
    const startedAt = timer.now();
    const known = scopes.get(scope);
    if (known && startedAt < known.staleAt) return known.stats;
    const counted: Counted = { stats: count(query), staleAt: Number.POSITIVE_INFINITY };
    scopes.set(scope, counted);
    counted.stats.then(
      () => {
        const endedAt = timer.now();
        const cost = endedAt - startedAt;
        counted.staleAt = endedAt + (cost <= CHEAP_MS ? 0 : Math.max(FRESH_AT_LEAST_MS, FRESH_PER_COST * cost));
      },
      () => scopes.delete(scope),
    );
    return counted.stats;
  };
}

type OfferFact = StatsFacts['offers'][number];

/** The contract's figures from the storage's raw ones. */
function summarize(facts: StatsFacts): Stats {
  const withStatus = (status: string) => facts.offers.filter((offer) => offer.status === status).length;
  return {
    byStatus: facts.byStatus,
    dueWithin: facts.due,
    offers: {
      made: facts.offers.length,
      accepted: withStatus('accepted'),
      rejected: withStatus('rejected'),
      expired: withStatus('expired'),
      byPercent: byPercent(facts.offers),
    },
    medianAnswerSeconds: median(facts.offers.flatMap(answered)),
    timeouts: facts.timeouts,
  };
}

/** What sellers offered, by percent, and how often buyers took it. Offers the platform approved at once asked nobody. */
function byPercent(offers: OfferFact[]): Stats['offers']['byPercent'] {
  const buckets = new Map<number, { percent: number; made: number; accepted: number }>();
  for (const offer of offers) {
    if (offer.by !== 'seller' || offer.status === 'auto_approved') continue;
    const bucket = buckets.get(offer.percent) ?? { percent: offer.percent, made: 0, accepted: 0 };
    bucket.made += 1;
    if (offer.status === 'accepted') bucket.accepted += 1;
    buckets.set(offer.percent, bucket);
  }
  return [...buckets.values()].sort((a, b) => a.percent - b.percent);
}

function answered(offer: OfferFact): { value: number; count: number }[] {
  const seconds = answerSeconds(offer);
  return seconds === null ? [] : [{ value: seconds, count: 1 }];
}
