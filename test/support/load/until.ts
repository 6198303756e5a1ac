/**
 * Waiting while the service dies again and again: longer than `eventually` does, since a life on a busy machine may do
 * little but start. A failure says what was waited for, and why it does not hold yet.
 */
import { setTimeout as sleep } from 'node:timers/promises';

const GIVE_UP_AFTER_MS = 900_000;

/** Answers what `holds` answers once it does not throw. */
export async function until<T>(what: string, holds: () => T | Promise<T>, everyMs = 20): Promise<T> {
  const giveUpAt = performance.now() + GIVE_UP_AFTER_MS;
  for (;;) {
    try {
      return await holds();
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      if (performance.now() > giveUpAt) throw new Error(`${what}: not within ${GIVE_UP_AFTER_MS} ms. ${why}`);
    }
    await sleep(everyMs);
  }
}
