/** What shops are called, for what is told of their requests; a new name is told from a minute later at the latest. */
import type { RequestState } from '../domain/request.ts';
import { LruCache } from './lru.ts';
import type { Clock } from './ports/clock.ts';
import type { DirectoryStore } from './ports/directory.ts';
import { shopNames } from './request-views.ts';

const REMEMBERED = 1_000;
const REMEMBERED_MS = 60_000;

/** Answers the names of the shops of these requests, by their ids. `clock` is the wall's. */
export function rememberedShopNames(
  directory: Pick<DirectoryStore, 'sellers'>,
  clock: Clock,
): (states: readonly RequestState[]) => Promise<ReadonlyMap<string, string>> {
  const known = new LruCache<{ name: string; until: number }>(REMEMBERED);
  return async (states) => {
    const now = clock.now();
    const unknown = states.filter(({ facts }) => (known.get(facts.sellerId)?.until ?? 0) <= now);
    const asked = await shopNames(directory, unknown);
    for (const [id, name] of asked) known.set(id, { name, until: now + REMEMBERED_MS });
    return new Map(
      states.flatMap(({ facts: { sellerId } }) => {
        const name = asked.get(sellerId) ?? known.get(sellerId)?.name;
        return name === undefined ? [] : [[sellerId, name]];
      }),
    );
  };
}
