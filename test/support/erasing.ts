/** Erasing, for what is put together without an app. */
import { createErasing, type Erasing } from '../../src/application/erasing/erasing.ts';
import { localFeed } from '../../src/application/feed.ts';
import type { Clock } from '../../src/application/ports/clock.ts';
import type { Store } from '../../src/application/ports/store.ts';
import type { Relay } from '../../src/application/relay.ts';

/** Over a store and a relay, on a clock; without photos. */
export const erasingOver = (store: Store, relay: Relay, clock: Clock): Erasing =>
  createErasing({
    store,
    relay,
    clock,
    wallClock: clock,
    feed: localFeed((error) => {
      throw error;
    }),
    clearAway: async () => 0,
  });
