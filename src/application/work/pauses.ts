/**
 * What is not to be tried before a certain time: a system that answered 429, is away or does not know our token any more, a
 * place in it that is closed. Kept in memory: after a restart each is tried once more, and pauses again.
 */

/** Bounds the memory; a pause that falls out is only tried too early. */
const MOST = 10_000;

export interface Pauses {
  /** Until when (milliseconds) the last of the keys that are paused stays so; null where none is. */
  until(now: number, ...keys: string[]): number | null;
  /** Pauses for `ms`; a longer pause that runs is kept. */
  pause(key: string, now: number, ms: number): number;
  /**
   * Pauses longer each time in a row: `first`, twice that, … up to `most` milliseconds. Answers until when, and which time it
   * is. Many that fail at once are one time: a pause that runs is answered as it is.
   */
  backOff(key: string, now: number, first: number, most: number): { until: number; times: number };
  /** It worked: what was in the way is gone. A pause that still runs is not ended by what was on its way before it. */
  clear(now: number, ...keys: string[]): void;
  /** The same for a lane and everything in it, running or not. */
  clearAll(lane: string | null): void;
}

export function createPauses(): Pauses {
  const paused = new Map<string, { until: number; times: number }>();

  function set(key: string, until: number, times: number): number {
    const known = paused.get(key);
    if (!known && paused.size >= MOST) paused.delete(paused.keys().next().value ?? '');
    const later = Math.max(until, known?.until ?? 0);
    paused.set(key, { until: later, times });
    return later;
  }

  return {
    until(now, ...keys) {
      const ends = keys.map((key) => paused.get(key)?.until ?? 0).filter((until) => until > now);
      return ends.length > 0 ? Math.max(...ends) : null;
    },
    pause: (key, now, ms) => set(key, now + ms, paused.get(key)?.times ?? 0),
    backOff(key, now, first, most) {
      const known = paused.get(key);
      if (known && known.until > now) return known;
      const times = (known?.times ?? 0) + 1;
      return { until: set(key, now + waitAfter(times, { first, most }), times), times };
    },
    clear(now, ...keys) {
      for (const key of keys) if ((paused.get(key)?.until ?? 0) <= now) paused.delete(key);
    },
    clearAll(lane) {
      for (const key of [...paused.keys()]) if (key === lane || key.startsWith(`${lane}/`)) paused.delete(key);
    },
  };
}

/** Milliseconds to wait after so many failures in a row: doubled each time, up to `most`. */
export const waitAfter = (times: number, { first, most }: { first: number; most: number }): number =>
  Math.min(most, first * 2 ** Math.min(times - 1, 20));
