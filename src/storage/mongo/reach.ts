/**
 * How MongoDB is called. Every call has a deadline, and one of three outcomes: done, not done, or unknown, where the answer did
 * not come. An unknown outcome is never taken for either: the call is sent again, and what it writes carries something by
 * which it knows its own work (a commit's name, a claim's, a message's, the owner of a lease, the revision after its own). So a
 * call that is given to `reach` bears being repeated, also where its first sending takes effect only later; `again` tells
 * it to look.
 *
 * Where the deadline passes, the caller hears StorageUnavailable and may ask again: what it then finds was kept under the same
 * ids.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { StorageUnavailable } from '../../application/ports/store.ts';
import { isPassing, translated } from './errors.ts';

/** A caller has an answer by then. */
export const CALL_WITHIN_MS = 15_000;
/** One sending of a call; then it counts as unanswered, whatever the driver still waits for. */
const SENDING_WITHIN_MS = 7_000;

const MOST_REPEATS = 10;
const LONGEST_PAUSE_MS = 20;

/** Rejects with StorageUnavailable where `run` has not settled by then; what it does later is nobody's any more. */
export function within<T>(milliseconds: number, run: () => Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const late = () => reject(new Unanswered(`MongoDB did not answer within ${Math.round(milliseconds)} ms.`));
    // An answer that came while this process was busy is taken in first.
    const timer = setTimeout(() => setImmediate(late), milliseconds);
    run()
      .then(resolve, reject)
      .finally(() => clearTimeout(timer));
  });
}
class Unanswered extends StorageUnavailable {}

/** Sends a call, and sends it again where its outcome is unknown, until the deadline. Errors are translated. */
export async function reach<T>(send: (again: boolean) => Promise<T>): Promise<T> {
  const end = performance.now() + CALL_WITHIN_MS;
  for (let repeats = 0; ; repeats++) {
    const left = end - performance.now();
    try {
      return await within(Math.min(SENDING_WITHIN_MS, left), () => send(repeats > 0));
    } catch (error) {
      const isOver = repeats >= MOST_REPEATS || performance.now() >= end;
      if (isOver || !(isPassing(error) || error instanceof Unanswered)) throw translated(error);
    }
    // Not at the same moment as whoever was in the way.
    await sleep(Math.random() * LONGEST_PAUSE_MS);
  }
}
