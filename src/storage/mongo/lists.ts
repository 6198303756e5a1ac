/**
 * Lists of requests, page by page. Each walks one index whose order is the list's order; the index is named in the
 * query, since the server cannot know how selective a filter is. What the index does not cover is checked document
 * by document, and no more of them than `MOST_EXAMINED` a page: one that ends early says where to go on.
 */
import type { mongo } from 'mongoose';
import { cursorAt, MOST_EXAMINED, type Position, positionOf } from '../../application/listing.ts';
import type { ListFilter, ListPage, ListQuery, RequestStore, Total } from '../../application/ports/requests.ts';
import { readSearch, type Search } from '../../application/search-words.ts';
import { dueWindow } from '../../contract/due.ts';
import type { RequestSort } from '../../contract/lists.ts';
import type { RequestState } from '../../domain/request.ts';
import type { Collections } from './collections/collections.ts';
import { INDEX, type RequestDocument } from './collections/requests.ts';
import { listFor, listInHand } from './list-names.ts';
import { reach } from './reach.ts';

type Filter = mongo.Filter<RequestDocument>;
type SortKey = 'dueAt' | 'updatedAt';

export interface ListFind {
  filter: Filter;
  sort: [string, 1 | -1][];
  hint: string;
  limit: number;
  batchSize: number;
  /** What is checked of no more than `MOST_EXAMINED` documents; null where the filter is all there is. */
  checks: Filter | null;
}
type Found = Pick<RequestDocument, '_id' | 'state' | SortKey>;

const beginningWith = (word: string) => new RegExp(`^${word.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&')}`);
const keyOf = (sort: RequestSort): SortKey => (sort === 'deadline' ? 'dueAt' : 'updatedAt');

function dueRange(due: NonNullable<ListFilter['due']>, now: number): Filter {
  const { after, by } = dueWindow(due, now);
  return { dueAt: { $gt: after, $lte: by } };
}

/** Conditions that a list's name stands for already. */
function coveredBy({ buyerId, sellerId, status, ...filter }: ListFilter): (keyof ListFilter)[] {
  if (listInHand({ sellerId, ...filter })) return ['sellerId', 'assigned'];
  if (buyerId !== undefined) return ['buyerId'];
  if (sellerId !== undefined) return ['sellerId', 'tab'];
  return status === undefined ? ['tab'] : ['status'];
}

function assignedFilter({ assigned }: ListFilter): Filter[] {
  if (!assigned) return [];
  const { sides, to } = assigned;
  const each: Filter[] = sides.map((side) => ({
    [side === 'shop' ? 'shopAssignee' : 'agentsAssignee']: to && { $in: to },
  }));
  return [to === null ? { $and: each } : { $or: each }];
}

/** What the list's index does not answer. */
function checksOf(filter: ListFilter, search: Search | null): Filter[] {
  const covered = new Set(coveredBy(filter));
  const { q, due, assigned, openedFrom, openedTo, claimFrom, claimTo, ...equals } = filter;
  const given = Object.entries(equals).filter(
    ([field, value]) => value !== undefined && !covered.has(field as keyof ListFilter),
  );
  return [
    ...(given.length === 0 ? [] : [Object.fromEntries(given) as Filter]),
    ...(openedFrom === undefined ? [] : [{ openedAt: { $gte: openedFrom } }]),
    ...(openedTo === undefined ? [] : [{ openedAt: { $lt: openedTo } }]),
    ...(claimFrom === undefined ? [] : [{ claim: { $gte: claimFrom } }]),
    ...(claimTo === undefined ? [] : [{ claim: { $lte: claimTo } }]),
    ...(covered.has('assigned') ? [] : assignedFilter(filter)),
    ...(search ? search.words.map((word) => ({ words: beginningWith(word) })) : []),
  ];
}

const isAnyOf = (given: string | readonly string[]) => (typeof given === 'string' ? given : { $in: given });

/** What the list's index answers. */
const walkedBy = (filter: ListFilter, now: number): Filter[] => [
  { lists: isAnyOf(listFor(filter)) },
  ...(filter.due === undefined ? [] : [dueRange(filter.due, now)]),
];

function hintFor(filter: ListFilter, key: SortKey, search: Search | null): string {
  if (search?.narrow) return INDEX.words;
  // A window of deadlines is small: it is read by deadline and sorted where another order is asked for.
  return key === 'dueAt' || filter.due !== undefined ? INDEX.listByDueAt : INDEX.listByUpdatedAt;
}

/** Whether the list is walked in its order and its documents checked on the way. */
const walks = (filter: ListFilter, key: SortKey, search: Search | null): boolean =>
  search?.narrow !== true && (key === 'dueAt' || filter.due === undefined);

/** What comes after a position: first the rest of its ties, then what lies beyond. Each is one range of the index. */
function beyond(key: SortKey, { key: value, id }: Position): Filter[] {
  if (key === 'dueAt') return [{ dueAt: value, _id: { $gt: id } }, { dueAt: { $gt: value } }];
  return [{ updatedAt: value, _id: { $lt: id } }, { updatedAt: { $lt: value } }];
}

/** The queries whose answers, one after the other, are one more than a page. Throws InvalidCursor. */
export function listFinds({ filter, sort, limit, cursor, now }: ListQuery, search: Search | null): ListFind[] {
  const key = keyOf(sort);
  const checks = checksOf(filter, search);
  const isWalked = checks.length > 0 && walks(filter, key, search);
  const conditions = [...walkedBy(filter, now), ...(isWalked ? [] : checks)];
  const ranges = cursor === undefined ? [{}] : beyond(key, positionOf(cursor, sort));
  const direction = sort === 'deadline' ? 1 : -1;
  return ranges.map((range) => ({
    filter: { $and: [...conditions, range] },
    sort: [
      [key, direction],
      ['_id', direction],
    ],
    hint: hintFor(filter, key, search),
    limit: limit + 1,
    batchSize: limit + 1,
    checks: isWalked ? { $and: checks } : null,
  }));
}

/**
 * How many are found by a word, counted up to a number. The index is named: a server that plans by cost takes a limit of one for
 * a reason to read everything until it finds it, and reads all of it where there is none.
 */
export const wordCount = (
  word: string,
  limit: number,
): { filter: Filter; options: { limit: number; hint: string } } => ({
  filter: { words: beginningWith(word) },
  options: { limit, hint: INDEX.words },
});

export function mongoLists({ requests }: Collections): Pick<RequestStore, 'list' | 'total' | 'count'> {
  const countOf = (word: string, limit: number) => {
    const { filter, options } = wordCount(word, limit);
    return requests.countDocuments(filter, options);
  };
  const searchOf = (q: string | undefined) => readSearch(q, countOf);

  /** What one query finds, and where it stopped looking, where that was before its end. */
  async function run(find: ListFind, key: SortKey): Promise<{ found: Found[]; endedAt: Found | null }> {
    const { filter, checks, sort, limit, ...options } = find;
    const projection = { state: 1, [key]: 1 };
    if (!checks)
      return { found: await requests.find(filter, { ...options, sort, limit, projection }).toArray(), endedAt: null };
    const found = await requests
      .aggregate<Found>(
        [
          { $match: filter },
          { $sort: Object.fromEntries(sort) },
          { $limit: MOST_EXAMINED },
          { $match: checks },
          { $limit: limit },
          { $project: projection },
        ],
        options,
      )
      .toArray();
    if (found.length === limit) return { found, endedAt: null };
    const last = { ...options, sort, projection: { [key]: 1 }, skip: MOST_EXAMINED - 1, limit: 1 };
    return { found, endedAt: (await requests.find(filter, last).toArray())[0] ?? null };
  }

  async function list(query: ListQuery): Promise<ListPage<RequestState>> {
    const key = keyOf(query.sort);
    const found: Found[] = [];
    let endedAt: Found | null = null;
    const finds = listFinds(query, await searchOf(query.filter.q));
    for (const part of await Promise.all(finds.map((find) => run(find, key)))) {
      found.push(...part.found);
      endedAt = part.endedAt;
      if (endedAt) break;
    }
    const page = found.slice(0, query.limit);
    const last = found.length > query.limit ? page.at(-1) : endedAt;
    return {
      items: page.map(({ state }) => JSON.parse(state)),
      nextCursor: last ? cursorAt(query.sort, { key: last[key], id: last._id }) : null,
    };
  }

  async function total(filter: ListFilter, now: number, cap: number): Promise<Total> {
    const search = await searchOf(filter.q);
    const checks = checksOf(filter, search);
    const hint = hintFor(filter, 'dueAt', search);
    const walked = { $and: walkedBy(filter, now) };
    if (checks.length === 0 || !walks(filter, 'dueAt', search)) {
      const found = await requests.countDocuments(
        { $and: [...walkedBy(filter, now), ...checks] },
        { limit: cap + 1, hint },
      );
      return { total: Math.min(found, cap), capped: found > cap };
    }
    const [counted, looked] = await Promise.all([
      requests
        .aggregate<{ found: number }>(
          [
            { $match: walked },
            { $limit: MOST_EXAMINED },
            { $match: { $and: checks } },
            { $limit: cap + 1 },
            { $count: 'found' },
          ],
          { hint },
        )
        .toArray(),
      requests.countDocuments(walked, { limit: MOST_EXAMINED + 1, hint }),
    ]);
    const found = counted[0]?.found ?? 0;
    return { total: Math.min(found, cap), capped: found > cap || looked > MOST_EXAMINED };
  }

  return {
    list: (query) => reach(() => list(query)),
    total: (filter, now, cap) => reach(() => total(filter, now, cap)),
    count: (filter, now, cap) => reach(async () => (await total(filter, now, cap)).total),
  };
}
