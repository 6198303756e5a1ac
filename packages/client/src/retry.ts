/**
 * What is tried again, and when.
 *
 * - *Refused* (429): nothing was done. Again after `Retry-After`.
 * - *Running* (`idempotency_in_progress`): an earlier attempt of this call is still at it, or its process died. The claim of
 *   a dead one lapses after 60 seconds, so this waits longer than that, and costs none of the `retries`.
 * - *Uncertain* (no answer, 5xx): it may have been done. Again only if repeating is harmless: reading, replacing, and
 *   whatever carries an idempotency key.
 * - Anything else is an answer.
 *
 * Waits double from a quarter of a second to ten, with jitter, so that callers who failed together do not come back
 * together. A server that asks for more than a minute is not waited for: the caller is told.
 */
import { ParleyProblem, ParleyUnreachable } from './errors.ts';

const FIRST_MS = 250;
const LONGEST_MS = 10_000;
const LONGEST_ASKED_MS = 65_000;
const RUNNING_FOR_MS = 75_000;

export interface Tries {
  /** How often it was tried again so far. */
  retried: number;
  /** How long it waited for an earlier attempt so far. */
  waitedForRunningMs: number;
}
export interface Patience {
  /** How often to try again; 0: never. */
  retries: number;
  /** Doing it twice is the same as doing it once. */
  repeatable: boolean;
  /** From 0 to 1, new each time. */
  random: () => number;
}

/** How long to wait before the next try, in milliseconds; null where the error is for the caller. Counts in `tries`. */
export function waitBeforeNext(error: unknown, tries: Tries, { retries, repeatable, random }: Patience): number | null {
  const kind = kindOf(error);
  if (kind === 'final' || retries === 0 || (kind === 'uncertain' && !repeatable)) return null;
  const told = error instanceof ParleyProblem || error instanceof ParleyUnreachable ? error.retryAfterSeconds : 0;
  const asked = (told ?? 0) * 1000;
  if (asked > LONGEST_ASKED_MS) return null;
  if (kind === 'running') {
    if (tries.waitedForRunningMs >= RUNNING_FOR_MS) return null;
    const wait = Math.max(asked, jittered(LONGEST_MS / 4, random()));
    tries.waitedForRunningMs += wait;
    return wait;
  }
  if (tries.retried >= retries) return null;
  const wait = Math.max(asked, jittered(Math.min(LONGEST_MS, FIRST_MS * 2 ** tries.retried), random()));
  tries.retried += 1;
  return wait;
}

type Kind = 'refused' | 'running' | 'uncertain' | 'final';

function kindOf(error: unknown): Kind {
  if (!(error instanceof ParleyUnreachable || error instanceof ParleyProblem)) return 'final';
  if (error instanceof ParleyProblem && error.code === 'idempotency_in_progress') return 'running';
  if (error.status === 429) return 'refused';
  return error.status === undefined || error.status >= 500 ? 'uncertain' : 'final';
}

/** Whether the call that failed with this may have been done all the same. */
export const isUncertain = (error: unknown): boolean => kindOf(error) === 'uncertain';

/** Between half and all of it. */
const jittered = (milliseconds: number, random: number): number => Math.round(milliseconds * (0.5 + random / 2));

/** Seconds of a `Retry-After` header, which is a number or a date; undefined where there is none to be read. */
export function retryAfterSeconds(header: string | null, now: number): number | undefined {
  if (header === null) return undefined;
  if (/^\d+$/u.test(header)) return Number(header);
  const at = Date.parse(header);
  return Number.isNaN(at) ? undefined : Math.max(0, Math.ceil((at - now) / 1000));
}
