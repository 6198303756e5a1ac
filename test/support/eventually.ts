/**
 * How tests wait: for a named thing, as long as a slow machine needs, and with what was seen instead where it never came.
 *
 * What settles later is asked for again and again (`eventually`); what arrives in a list that grows is looked for in the
 * whole list (`arrives`), since whatever is last now may not be last when it is looked at.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { inspect } from 'node:util';
import { expect } from 'vitest';

/** Generous, since it only costs time where something is wrong: a loaded machine is no failure. */
export const WITHIN_MS = 60_000;
const EVERY_MS = 20;

const shownAs = (seen: unknown): string =>
  typeof seen === 'string' ? seen : inspect(seen, { depth: 6, breakLength: 120, maxArrayLength: 50 });

/** What a failed wait says: what was waited for, why it does not hold yet, and what is there instead. */
const inVain = (what: string, error: unknown, seen?: unknown): Error =>
  new Error(
    `${what}: not within ${WITHIN_MS / 1000} s. ${error instanceof Error ? error.message : String(error)}` +
      (seen === undefined ? '' : `\nseen instead: ${shownAs(seen)}`),
    { cause: error },
  );

/**
 * Answers what `holds` answers once it neither throws nor rejects. `what` says what is waited for, as a sentence's
 * subject would ("the card reaches the phone"); `seen` answers what a failure prints besides the last error.
 */
export async function eventually<T>(what: string, holds: () => T | Promise<T>, seen?: () => unknown): Promise<T> {
  const giveUpAt = performance.now() + WITHIN_MS;
  for (;;) {
    try {
      return await holds();
    } catch (error) {
      if (performance.now() > giveUpAt) throw inVain(what, error, await seen?.());
    }
    await sleep(EVERY_MS);
  }
}

/** Answers the first element of a growing list that is like `wanted` (as `toMatchObject` compares), once it is there. */
export const arrives = <T>(what: string, list: () => readonly T[], wanted: object): Promise<T> =>
  eventually(
    what,
    () => {
      const found = list().find((one) => isLike(one, wanted));
      if (found === undefined) throw new Error(`${list().length} came, none like ${shownAs(wanted)}`);
      return found;
    },
    list,
  );

function isLike(one: unknown, wanted: object): boolean {
  try {
    expect(one).toMatchObject(wanted);
    return true;
  } catch {
    return false;
  }
}
