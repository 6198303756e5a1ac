/**
 * Long reads take turns. SQLite answers on the thread that serves, so of several that arrive together each would hold up
 * everybody for as long as all of them take: here one is done for each round of the event loop, and whatever else came has
 * its turn in between.
 */
import { setImmediate as round } from 'node:timers/promises';
import { read } from './errors.ts';

/** Does a long read when its turn comes → what it answers, or how it failed. */
export type Turns = <T>(work: () => T) => Promise<T>;

export function createTurns(): Turns {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const mine = last.then(() => round()).then(() => read(work));
    last = mine.catch(() => {});
    return mine;
  };
}
