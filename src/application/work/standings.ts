/**
 * How accounts, or sellers' parts of them, fare: kept for people to see, and announced to agents (`attention`) when it
 * changes, not at every try. Reads the storage once and remembers, so that what works costs nothing here.
 */
import type { Feed } from '../feed.ts';
import { LruCache } from '../lru.ts';
import type { Clock } from '../ports/clock.ts';
import type { WorkStore } from './ports.ts';

const REMEMBERED = 10_000;
/** What was known may have been changed by another process. */
const KNOWN_FOR_MS = 60_000;

export interface Standing {
  /** `ok`, or what stands in the way. */
  code: string;
  detail: string;
}
/** What the agents' boards show it with. */
export interface About {
  sellerId?: string;
  requestId?: string;
}

export interface StandingsParts {
  work: WorkStore;
  feed: Pick<Feed, 'publish'>;
  clock: Clock;
}

export function createStandings({ work, feed, clock }: StandingsParts) {
  const known = new LruCache<{ code: string; readAt: number }>(REMEMBERED);
  const iso = (): string => new Date(clock.now()).toISOString();

  async function current(of: string): Promise<string> {
    const remembered = known.get(of);
    const now = clock.now();
    if (remembered && now - remembered.readAt < KNOWN_FOR_MS) return remembered.code;
    const code = (await work.status(of))?.code ?? 'ok';
    known.set(of, { code, readAt: now });
    return code;
  }

  /** `system` begins the code. */
  function tell(system: string, { code, detail }: Standing, about: About = {}): void {
    feed.publish({ type: 'attention', attention: { code: `${system}_${code}`, at: iso(), ...about, detail } });
  }

  return {
    /** How `of` fared last: `ok`, or what stood in the way. */
    code: current,
    /** `of` fares so now. Answers whether that is news. */
    async set(of: string, { code, detail }: Standing): Promise<boolean> {
      if ((await current(of)) === code) return false;
      await work.putStatus(of, { code, at: iso(), ...(detail ? { detail } : {}) });
      known.set(of, { code, readAt: clock.now() });
      return true;
    },
    tell,
  };
}
