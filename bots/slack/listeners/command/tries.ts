/** How often somebody may type a wrong code: codes are short, and guessing must stay hopeless. */
import { type Clock, LruCache } from '../../../../src/bot.ts';

const MOST = 10;
const WITHIN_MS = 10 * 60_000;
const REMEMBERED = 10_000;

export interface Tries {
  mayTry(who: string): boolean;
  failed(who: string): void;
}

/** Ten wrong tries within ten minutes of the first one, by this process's count. `clock` is the wall's. */
export function createTries(clock: Clock): Tries {
  const wrong = new LruCache<{ count: number; since: number }>(REMEMBERED);
  const current = (who: string) => {
    const known = wrong.get(who);
    return known && clock.now() - known.since < WITHIN_MS ? known : { count: 0, since: clock.now() };
  };
  return {
    mayTry: (who) => current(who).count < MOST,
    failed(who) {
      const { count, since } = current(who);
      wrong.set(who, { count: count + 1, since });
    },
  };
}
