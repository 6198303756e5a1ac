/** Two processes' worth of application on one storage, for what must hold whoever does it. */

import type { TestStore } from './test-store.ts';
import { FakeClock, type World, world } from './world.ts';

export interface TwoProcesses {
  on: TestStore;
  clock: FakeClock;
  first: World;
  second: World;
  /** Ends both and removes the storage. */
  end(): Promise<void>;
}

export async function twoProcesses(open: () => Promise<TestStore>): Promise<TwoProcesses> {
  const on = await open();
  const clock = new FakeClock();
  const first = world(on.store, clock, 'process-1');
  const second = world(on.store, clock, 'process-2');
  return {
    on,
    clock,
    first,
    second,
    async end() {
      await first.relay.stop();
      await second.relay.stop();
      await on.cleanup();
    },
  };
}
