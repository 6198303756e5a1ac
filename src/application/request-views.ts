/** Requests as their readers get them: the request itself, and what stands beside it and changes without it. */
import type { RequestView } from '../contract/request.ts';
import type { RequestState } from '../domain/request.ts';
import type { Caller } from './access.ts';
import type { Clock, DirectoryStore } from './ports.ts';
import { viewRequest } from './queries.ts';

export interface RequestViews {
  /** In the order of the states. */
  many(states: RequestState[], caller: Caller): Promise<RequestView[]>;
  one(state: RequestState, caller: Caller): Promise<RequestView>;
}

export interface RequestViewParts {
  store: { directory: Pick<DirectoryStore, 'sellers'> };
  clock: Clock;
}

export function createRequestViews({ store, clock }: RequestViewParts): RequestViews {
  async function many(states: RequestState[], caller: Caller): Promise<RequestView[]> {
    const names = await shopNames(store.directory, states);
    const now = clock.now();
    return states.map((state) => ({ ...viewRequest(state, caller, now), ...named(state, names) }));
  }

  async function one(state: RequestState, caller: Caller): Promise<RequestView> {
    const [view] = await many([state], caller);
    if (!view) throw new Error(`${state.id} has no view`);
    return view;
  }

  return { many, one };
}

/** The names of the shops of these requests, by their ids. */
export async function shopNames(
  directory: Pick<DirectoryStore, 'sellers'>,
  states: RequestState[],
): Promise<Map<string, string>> {
  const ids = [...new Set(states.map(({ facts }) => facts.sellerId))];
  if (ids.length === 0) return new Map();
  return new Map((await directory.sellers(ids)).map(({ id, name }) => [id, name]));
}

/** The shop's name, as a part of a view. */
export function named({ facts }: RequestState, names: Map<string, string>): Pick<RequestView, 'sellerName'> {
  const sellerName = names.get(facts.sellerId);
  return sellerName === undefined ? {} : { sellerName };
}
