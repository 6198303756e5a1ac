/** Ends a test that goes no further: who waits for a kill that cannot come any more would wait until the limit. */
import { setTimeout as sleep } from 'node:timers/promises';

/** Longer than a busy machine takes to start a process, and longer than a person's patience. */
const STUCK_AFTER_MS = 120_000;
const LOOK_EVERY_MS = 1_000;

/** What `playing` answers. Rejects once what is seen has not changed for long, with that. */
export async function whileItMoves<T>(playing: Promise<T>, seen: () => string): Promise<T> {
  let isOver = false;
  const watch = async (): Promise<never> => {
    for (let since = performance.now(), last = seen(); ; ) {
      await sleep(LOOK_EVERY_MS);
      const now = seen();
      if (now !== last) since = performance.now();
      last = now;
      if (isOver) return new Promise<never>(() => {});
      if (performance.now() - since > STUCK_AFTER_MS)
        throw new Error(`Nothing changed in ${STUCK_AFTER_MS} ms:\n${now}`);
    }
  };
  try {
    return await Promise.race([playing, watch()]);
  } finally {
    isOver = true;
  }
}
