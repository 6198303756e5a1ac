/**
 * What is done now and then by every instance, and harms nobody if several do it: what has served its time is cleared
 * away, and calendars that run out are noticed.
 */
import type { Photos } from './attachments/photos.ts';
import { watchCalendars } from './calendar-watch.ts';
import type { Feed } from './feed.ts';
import { keepDifferences } from './policies.ts';
import type { Clock } from './ports/clock.ts';
import type { Store } from './ports/store.ts';
import { purgeWebhooks } from './webhooks/retention.ts';

const PURGE_EVERY_MS = 10 * 60_000;
const CALENDARS_EVERY_MS = 3_600_000;
const IDEMPOTENCY_KEPT_MS = 24 * 3_600_000;
const MOST_PURGED = 1_000;

export interface HousekeepingParts {
  store: Store;
  photos: Pick<Photos, 'clearAway'>;
  feed: Feed;
  clock: Clock;
  wallClock: Clock;
  /** Markets whose stored policies were found to repeat what is built in, and are kept as what they say otherwise. */
  onKept(markets: readonly string[]): void;
  /** What could not be done; it is tried again at the next time. */
  onError(error: unknown, context: { part: string }): void;
}

export function createHousekeeping({ store, photos, feed, clock, wallClock, onKept, onError }: HousekeepingParts) {
  let timers: NodeJS.Timeout[] = [];

  const clearAway = () =>
    Promise.all([
      store.idempotency.purge(wallClock.now() - IDEMPOTENCY_KEPT_MS, MOST_PURGED),
      purgeWebhooks(store.webhooks, clock, wallClock),
      photos.clearAway(),
    ]).catch((error) => onError(error, { part: 'purge' }));
  const lookAtCalendars = () =>
    watchCalendars({ store, feed, clock }).catch((error) => onError(error, { part: 'calendars' }));

  return {
    start(): void {
      timers = [setInterval(clearAway, PURGE_EVERY_MS), setInterval(lookAtCalendars, CALENDARS_EVERY_MS)];
      keepDifferences(store.directory)
        .then((markets) => markets.length > 0 && onKept(markets))
        .catch((error) => onError(error, { part: 'policies' }))
        .then(lookAtCalendars);
    },
    stop(): void {
      for (const timer of timers) clearInterval(timer);
    },
  };
}
