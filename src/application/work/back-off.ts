/** What follows a failure, as data: what waits, how long, and from when on somebody is told. */

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

export interface Rule {
  /** What waits: all of the system, the place in it, or this record alone. */
  holds: 'system' | 'place' | 'record';
  /** Milliseconds, doubled each time in a row up to `most`; null for as long as the system said. */
  wait: { first: number; most: number } | null;
  /** From so many times in a row on it is reported; never where absent. */
  toldAfter?: number;
  /** After so many tries in a row the record rests until more is owed. */
  mostTries?: number;
}

/** What a failure means, the same for whatever system it happened with. */
export interface Failure {
  kind: string;
  /** For those who read of it; the kind where absent. */
  code?: string;
  detail?: string;
  /** For a wait of null. */
  retryAfter?: number;
}

/** The rules of one connector: these, and those of its own. `unexpected` is what its `failureOf` does not know. */
export type Policy<F extends Failure> = Readonly<Record<F['kind'] | 'unexpected', Rule>>;

export const BACK_OFF = {
  /** Busy: nothing was done. */
  rate_limited: { holds: 'system', wait: null },
  /** Nobody knows whether it was done. One answer that got lost is nothing to tell an operator. */
  uncertain: { holds: 'system', wait: { first: SECOND, most: MINUTE }, toldAfter: 3 },
  /** It does not let us in any more, until somebody sets that right. */
  account: { holds: 'system', wait: { first: 30 * SECOND, most: 15 * MINUTE }, toldAfter: 1 },
  /** One place in it cannot be written to. */
  place: { holds: 'place', wait: { first: MINUTE, most: 15 * MINUTE }, toldAfter: 1 },
  /** It does not take what was sent. */
  refused: { holds: 'record', wait: { first: MINUTE, most: HOUR } },
  unexpected: { holds: 'record', wait: { first: 2 * SECOND, most: 5 * MINUTE } },
} as const satisfies Record<string, Rule>;
