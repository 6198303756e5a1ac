/**
 * What Redis does for a service of several instances: it carries the feed, and counts calls for the rate limit. Nothing
 * is lost without it: while it is away each instance serves its own readers and limits by itself, and says so.
 */
import type { Store as LimitStore } from 'express-rate-limit';
import type { Logger } from 'pino';
import type { Feed } from '../application/feed.ts';
import type { Clock } from '../application/ports/clock.ts';
import { createBus } from './bus.ts';
import { createSharedFeed } from './feed.ts';
import { createSharedLimits } from './limits.ts';

export interface Redis {
  /** Reaches the listeners of every instance. */
  feed: Feed;
  /** Counts calls for every instance, under a name of their own. */
  limits(name: string): LimitStore;
  state(): { redis: 'ok' | 'lost'; instances: number };
  start(): void;
  close(): Promise<void>;
}

export interface RedisParts {
  /** `redis://…` or `rediss://…`; it may hold a password and is never printed. */
  url: string;
  /** What reaches listeners of this process. */
  local: Feed;
  /** Names this process. */
  owner: string;
  wallClock: Clock;
  log: Logger;
}

/** Publishing knows no numbered databases, so the channel carries the number: two services may share one Redis. */
const nameOf = (url: string): string => `parley:${new URL(url).pathname.replace(/^\//u, '') || '0'}`;

export function createRedis({ url, local, owner, wallClock, log }: RedisParts): Redis {
  const now = () => wallClock.now();
  const name = nameOf(url);
  const shared = createSharedFeed({ local, owner, now }, (text) => bus.send(text));

  function tell(code: 'redis_lost' | 'redis_back', detail: string): void {
    local.publish({ type: 'attention', attention: { code, at: new Date(now()).toISOString(), detail } });
  }

  const bus = createBus({
    url,
    channel: `${name}:feed`,
    beat: shared.beat,
    hear: shared.hear,
    now,
    onDown(cause) {
      log.warn({ cause }, 'Redis is lost: this instance serves its own readers and limits by itself until it is back');
      tell('redis_lost', `Redis is lost (${cause}): pages are told of other instances' changes when it is back.`);
    },
    onUp(since, wasLost) {
      log.info('Redis is there: instances hear each other');
      shared.missed(since);
      if (!wasLost) return;
      tell('redis_back', 'Redis is there: pages are told of what every instance does.');
    },
  });

  return {
    feed: shared.feed,
    limits: (what) =>
      createSharedLimits(bus, `${name}:${what}:`, (err) =>
        log.warn({ err }, 'a call was counted by this instance alone'),
      ),
    state: () => ({ redis: bus.isUp ? 'ok' : 'lost', instances: shared.instances() }),
    start: () => bus.start(),
    async close() {
      shared.leave();
      await bus.close();
    },
  };
}
