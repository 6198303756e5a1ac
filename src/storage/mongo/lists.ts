/**
 * Lists of requests, page by page. Each walks one index whose order is the list's order; the index is named in the
 * query, since the server cannot know how selective a filter is. What the index does not cover is checked document
 * by document.
 */
import type { mongo } from 'mongoose';
import type { ListPage, ListQuery, RequestStore } from '../../application/ports.ts';
import { searchForm } from '../../application/search-words.ts';
import type { RequestFilter, RequestSort } from '../../contract/lists.ts';
import type { RequestState } from '../../domain/request.ts';
import { cursorAt, type Position, positionOf } from './cursor.ts';
import { listFor } from './list-names.ts';
import { reach } from './reach.ts';
import { type Collections, INDEX, type RequestDocument } from './schemas.ts';

type Filter = mongo.Filter<RequestDocument>;
type SortKey = 'dueAt' | 'updatedAt';
/** How selective a search term is: `narrow` has few matches, `wide` many. */
type Search = 'none' | 'narrow' | 'wide';

export interface ListFind {
  filter: Filter;
  sort: [string, 1 | -1][];
  hint: string;
  limit: number;
  batchSize: number;
}

const HOUR = 3_600_000;
/** A search that finds more than this walks the list and checks its documents; below, what was found is sorted. */
const NARROW_SEARCH = 1_000;

const beginningWith = (q: string) => new RegExp(`^${searchForm(q).replace(/[.*+?^${}()|[\]\\]/gu, '\\$&')}`);
const keyOf = (sort: RequestSort): SortKey => (sort === 'deadline' ? 'dueAt' : 'updatedAt');

function dueRange(due: NonNullable<RequestFilter['due']>, now: number): Filter {
  if (due === 'overdue') return { dueAt: { $lte: now } };
  return { dueAt: { $gt: now, $lte: now + (due === '1h' ? HOUR : 4 * HOUR) } };
}

function matching(filter: RequestFilter, now: number): Filter[] {
  const { q, due, ...equals } = filter;
  const given = Object.fromEntries(Object.entries(equals).filter(([, value]) => value !== undefined));
  return [
    { lists: listFor(filter), ...given },
    ...(due === undefined ? [] : [dueRange(due, now)]),
    ...(q === undefined ? [] : [{ words: beginningWith(q) }]),
  ];
}

function hintFor(filter: RequestFilter, key: SortKey, search: Search): string {
  if (search === 'narrow') return INDEX.words;
  // A window of deadlines is small: it is read by deadline and sorted where another order is asked for.
  return key === 'dueAt' || filter.due !== undefined ? INDEX.listByDueAt : INDEX.listByUpdatedAt;
}

/** What comes after a position: first the rest of its ties, then what lies beyond. Each is one range of the index. */
function beyond(key: SortKey, { key: value, id }: Position): Filter[] {
  if (key === 'dueAt') return [{ dueAt: value, _id: { $gt: id } }, { dueAt: { $gt: value } }];
  return [{ updatedAt: value, _id: { $lt: id } }, { updatedAt: { $lt: value } }];
}

/** The queries whose answers, one after the other, are one more than a page. Throws InvalidCursor. */
export function listFinds({ filter, sort, limit, cursor, now }: ListQuery, search: Search): ListFind[] {
  const key = keyOf(sort);
  const conditions = matching(filter, now);
  const ranges = cursor === undefined ? [] : beyond(key, positionOf(cursor, sort));
  const direction = sort === 'deadline' ? 1 : -1;
  const filters = ranges.length === 0 ? [conditions] : ranges.map((range) => [...conditions, range]);
  return filters.map((all) => ({
    filter: { $and: all },
    sort: [
      [key, direction],
      ['_id', direction],
    ],
    hint: hintFor(filter, key, search),
    limit: limit + 1,
    batchSize: limit + 1,
  }));
}

export function mongoLists({ requests }: Collections): Pick<RequestStore, 'list' | 'count'> {
  async function searchOf(q: string | undefined): Promise<Search> {
    if (q === undefined) return 'none';
    const found = await requests.countDocuments({ words: beginningWith(q) }, { limit: NARROW_SEARCH + 1 });
    return found > NARROW_SEARCH ? 'wide' : 'narrow';
  }

  async function list(query: ListQuery): Promise<ListPage<RequestState>> {
    const key = keyOf(query.sort);
    const finds = listFinds(query, await searchOf(query.filter.q));
    const projection = { state: 1, [key]: 1 };
    const parts = await Promise.all(
      finds.map(({ filter, ...options }) => requests.find(filter, { ...options, projection }).toArray()),
    );
    const found = parts.flat();
    const page = found.slice(0, query.limit);
    const last = page.at(-1);
    const nextCursor =
      last && found.length > query.limit ? cursorAt(query.sort, { key: last[key], id: last._id }) : null;
    return { items: page.map(({ state }) => JSON.parse(state)), nextCursor };
  }

  async function count(filter: RequestFilter, now: number, cap: number): Promise<number> {
    const hint = hintFor(filter, 'dueAt', await searchOf(filter.q));
    return requests.countDocuments({ $and: matching(filter, now) }, { limit: cap, hint });
  }

  return {
    list: (query) => reach(() => list(query)),
    count: (filter, now, cap) => reach(() => count(filter, now, cap)),
  };
}
