/** When a delivery that failed is tried again (SPEC.md section 6). */

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Waits after the first, second… failure; after one more, the delivery is dead. */
export const RETRY_AFTER_MS: readonly number[] = [5 * SECOND, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 10 * HOUR];
/** A wait is longer by up to this share, so that what failed together does not come back together. */
const JITTER = 0.2;

/** An endpoint where nothing succeeded for this long, while deliveries failed, is disabled. */
export const DISABLED_AFTER_MS = 72 * HOUR;

/**
 * Milliseconds until the next attempt after this many failures; null where that was the last. `random` is from 0 to
 * below 1. Never shorter than the schedule says, at most a fifth longer.
 */
export function retryAfter(failures: number, random: number): number | null {
  const wait = RETRY_AFTER_MS[failures - 1];
  return wait === undefined ? null : Math.round(wait * (1 + JITTER * random));
}
