/** Lets others have the event loop from time to time while something long is computed. */
import { setImmediate } from 'node:timers/promises';

/** Waits for the others if it has been `forMs` milliseconds since they last had a turn. */
export type Breather = () => Promise<void>;

export function createBreather(forMs: number): Breather {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < forMs) return;
    await setImmediate();
    since = performance.now();
  };
}
