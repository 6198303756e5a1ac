/**
 * Until when a foreign system is not to be called: it answered 429, is away, or does not know our token any more. Kept in memory:
 * after a restart it is tried once more, and pauses again. Times are milliseconds of business time.
 */
export interface Pause {
  /** Until when; null where nothing is in the way. */
  until(now: number): number | null;
  /** Pauses for `ms`; a longer pause that runs is kept. */
  pause(now: number, ms: number): number;
  /** Pauses longer each time in a row: `first`, twice that, … up to `most`. Many that fail at once are one time. */
  backOff(now: number, first: number, most: number): { until: number; times: number };
  /** It worked. */
  clear(): void;
}

export function createPause(): Pause {
  let until = 0;
  let times = 0;
  return {
    until: (now) => (until > now ? until : null),
    pause(now, ms) {
      until = Math.max(until, now + ms);
      return until;
    },
    backOff(now, first, most) {
      if (until <= now) {
        until = now + Math.min(most, first * 2 ** Math.min(times, 20));
        times += 1;
      }
      return { until, times };
    },
    clear() {
      until = 0;
      times = 0;
    },
  };
}
