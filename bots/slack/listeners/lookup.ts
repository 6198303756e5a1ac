/** Finding requests for `/parley`. */
import {
  earlierClaims,
  type ListFilter,
  type RequestState,
  type Seller,
  searchForm,
  searchWords,
} from '../../../src/bot.ts';
import type { RequestModel } from '../blocks/model.ts';
import { idsIn, type SlackPerson } from '../people.ts';
import type { ListenerParts } from './parts.ts';

type LookupParts = Pick<ListenerParts, 'store' | 'models' | 'clock'>;

/** What waits for the shop: to be answered, or to be shipped. */
const WAITING_TABS = ['awaiting_action', 'to_ship'] as const;
const OPEN_TABS = [...WAITING_TABS, 'offer_sent', 'in_progress'] as const;
const LISTED = 50;
const COUNTED_TO = 10_000;
/** Enough to find the one that is named in full among those that only begin alike. */
const CANDIDATES = 20;

const dueAt = ({ deadline }: RequestState): string => deadline?.at ?? '9';

/** What any of the filters finds, soonest deadline first, at most `LISTED`. */
async function soonest({ store, models }: LookupParts, filters: ListFilter[], now: number) {
  const pages = await Promise.all(
    filters.map((filter) => store.requests.list({ filter, sort: 'deadline', limit: LISTED, now })),
  );
  const states = pages.flatMap(({ items }) => items).sort((a, b) => (dueAt(a) < dueAt(b) ? -1 : 1));
  return Promise.all(states.slice(0, LISTED).map(models.listed));
}

/** What waits for the shops, soonest deadline first, with how many there are in all. */
export async function waitingRequests(parts: LookupParts, shops: Seller[]) {
  const now = parts.clock.now();
  const filters = shops.flatMap(({ id: sellerId }) => WAITING_TABS.map((tab) => ({ sellerId, tab })));
  const items = await soonest(parts, filters, now);
  const totals = await Promise.all(filters.map((filter) => parts.store.requests.count(filter, now, COUNTED_TO)));
  return { items, total: totals.reduce((sum, total) => sum + total, 0) };
}

/** What the person has in hand, under any of their ids, soonest deadline first; at most `LISTED`. */
export async function requestsInHand(parts: LookupParts, shops: Seller[], person: SlackPerson) {
  const ids = await Promise.all(shops.map(({ id }) => idsIn(parts.store, id, person)));
  const filters = shops.flatMap(({ id: sellerId }, n) =>
    OPEN_TABS.map((tab) => ({ sellerId, tab, assigned: { sides: ['shop'] as const, to: ids[n] ?? [] } })),
  );
  return soonest(parts, filters, parts.clock.now());
}

/** What its buyer asked of the shop before, as it was counted at the opening; the latest change first, at most `LISTED`. */
export async function earlierRequests({ store, models, clock }: LookupParts, { request }: RequestModel) {
  const filter = earlierClaims(request);
  if (!filter) return [];
  const query = { filter, sort: '-updatedAt', limit: LISTED, now: clock.now() } as const;
  const { items } = await store.requests.list(query);
  return Promise.all(items.map(models.listed));
}

/** One request, several that begin like what was typed, or none. Only those of the shops are looked at. */
export type Lookup = { one: RequestModel } | { several: RequestModel[] } | null;

/** By request, order, external or tracking id, or the beginning of one. */
export async function lookUp({ store, models, clock }: LookupParts, shops: Seller[], query: string): Promise<Lookup> {
  const byId = await models.byId(query);
  if (byId && shops.some(({ id }) => id === byId.request.sellerId)) return { one: byId };
  const now = clock.now();
  const pages = await Promise.all(
    shops.map(({ id: sellerId }) =>
      store.requests.list({ filter: { sellerId, q: query }, sort: '-updatedAt', limit: CANDIDATES, now }),
    ),
  );
  const found = pages.flatMap(({ items }) => items);
  const named = found.filter((state) => isNamed(state, query));
  const [first, second] = named.length > 0 ? named : found;
  if (!first) return null;
  if (!second) return { one: await models.request(first) };
  return { several: await Promise.all((named.length > 0 ? named : found).map(models.listed)) };
}

const isNamed = (state: RequestState, query: string): boolean => searchWords(state).includes(searchForm(query));
