/**
 * The business time of demo mode: it can run faster than the wall's, so that a day's deadline can be watched passing.
 *
 * Changing the speed never makes it jump, and after a restart it begins no earlier than the latest stored change, so
 * histories stay in order. Only the business runs on it: tokens and idempotency keys keep the wall's time.
 */
import type { Clock } from '../application/ports/clock.ts';
import type { Store } from '../application/ports/store.ts';
import type { DemoSpeed } from '../contract/demo.ts';

export interface DemoClock extends Clock {
  speed(): DemoSpeed;
  setSpeed(speed: DemoSpeed): void;
  /** Sets the time, in milliseconds since the epoch: back, to tell stories of the past before anybody looks, or on, to a deadline. */
  set(now: number): void;
}

/** A clock that shows `start` (milliseconds since the epoch) now and runs with `wallClock`. */
export function createDemoClock(start: number, wallClock: Clock): DemoClock {
  let speed: DemoSpeed = 1;
  let base = start;
  let since = wallClock.now();
  const now = (): number => Math.floor(base + (wallClock.now() - since) * speed);
  const rebase = (to: number): void => {
    base = to;
    since = wallClock.now();
  };
  return {
    now,
    speed: () => speed,
    setSpeed(next) {
      rebase(now());
      speed = next;
    },
    set: rebase,
  };
}

/** The demo's clock over what is stored: the wall's time, or the latest stored change where that is later. */
export async function openDemoClock(store: Store, wallClock: Clock): Promise<DemoClock> {
  const now = wallClock.now();
  const { items } = await store.requests.list({ filter: {}, sort: '-updatedAt', limit: 1, now });
  const latest = items[0] ? Date.parse(items[0].updatedAt) : now;
  return createDemoClock(Math.max(now, latest), wallClock);
}
