/**
 * Lists of requests, page by page. Each list walks one index whose order is the list's order, so a page reads about
 * as many rows as it shows; the index is named in the query, since SQLite cannot know how selective a filter is.
 * What the index does not cover is checked row by row, and no more rows than `MOST_EXAMINED` a page: one that ends early
 * says where to go on.
 */
import type { Database, Statement } from 'better-sqlite3';
import { cursorAt, MOST_EXAMINED, positionOf } from '../../application/listing.ts';
import type { ListFilter, ListPage, ListQuery, RequestStore, Total } from '../../application/ports/requests.ts';
import type { Search } from '../../application/search-words.ts';
import { dueWindow } from '../../contract/due.ts';
import type { RequestSort } from '../../contract/lists.ts';
import type { RequestState } from '../../domain/request.ts';
import { rangeOf, sqliteSearch } from './list-search.ts';
import type { Turns } from './turns.ts';

type Params = Record<string, string | number>;
interface ListStatement {
  sql: string;
  params: Params;
}
interface Row {
  id: string;
  key: number;
  state: string;
}

const MOST_STATEMENTS = 300;

const EQUALS = {
  sellerId: 'seller_id',
  buyerId: 'buyer_id',
  tab: 'tab',
  status: 'status',
  waitingOn: 'waiting_on',
  market: 'market',
  reason: 'reason',
} as const;
const ASSIGNEE = { shop: 'shop_assignee', agents: 'agents_assignee' } as const;

/** The conditions of a filter: those that its index answers by where it is read, and those that are checked row by row. */
interface Matching {
  index: string;
  indexed: string[];
  checked: string[];
  params: Params;
  /** It is read otherwise than in the list's order: what is found is few and is sorted. */
  sorted: boolean;
}

function indexFor(filter: ListFilter, sort: RequestSort): { index: string; covers: string[] } {
  const order = sort === 'deadline' ? 'due' : 'updated';
  if (filter.buyerId !== undefined) return { index: `request_buyer_${order}`, covers: ['buyerId'] };
  if (filter.sellerId !== undefined) {
    return filter.tab === undefined
      ? { index: `request_seller_${order}`, covers: ['sellerId'] }
      : { index: `request_seller_tab_${order}`, covers: ['sellerId', 'tab'] };
  }
  if (filter.status !== undefined) return { index: `request_status_${order}`, covers: ['status'] };
  if (filter.tab !== undefined) return { index: `request_tab_${order}`, covers: ['tab'] };
  return { index: `request_${order}`, covers: [] };
}

function dueRange(due: ListFilter['due'], now: number): { sql: string[]; params: Params } {
  if (due === undefined) return { sql: [], params: {} };
  const { after, by } = dueWindow(due, now);
  return { sql: ['due_at > @dueAfter', 'due_at <= @dueBy'], params: { dueAfter: after, dueBy: by } };
}

const RANGES = {
  openedFrom: 'opened_at >= @openedFrom',
  openedTo: 'opened_at < @openedTo',
  claimFrom: 'claim >= @claimFrom',
  claimTo: 'claim <= @claimTo',
} as const;

function ranges(filter: ListFilter): { sql: string[]; params: Params } {
  const given = Object.entries(RANGES).flatMap(([field, sql]) => {
    const value = filter[field as keyof typeof RANGES];
    return value === undefined ? [] : [{ field, sql, value }];
  });
  return {
    sql: given.map(({ sql }) => sql),
    params: Object.fromEntries(given.map(({ field, value }) => [field, value])),
  };
}

function assigned({ assigned }: ListFilter): { sql: string[]; params: Params } {
  if (!assigned) return { sql: [], params: {} };
  const columns = assigned.sides.map((side) => ASSIGNEE[side]);
  if (assigned.to === null) return { sql: columns.map((column) => `${column} IS NULL`), params: {} };
  const ids = assigned.to.map((_, n) => `@assignee${n}`);
  const is = ids.length === 1 ? `= ${ids[0]}` : `IN (${ids.join(', ')})`;
  return {
    sql: [`(${columns.map((column) => `${column} ${is}`).join(' OR ')})`],
    params: Object.fromEntries(assigned.to.map((id, n) => [`assignee${n}`, id])),
  };
}

/** The index of those that somebody has in hand; null where the filter is about something else. */
function handIndex({ assigned, sellerId }: ListFilter): string | null {
  if (!assigned || assigned.to === null || assigned.sides.length > 1) return null;
  if (assigned.sides[0] === 'agents') return 'request_agents_assignee';
  return sellerId === undefined ? null : 'request_shop_assignee';
}

/** The words of a search but those that are where the rows are found. */
function searched(search: Search | null): { found: string[]; checked: string[]; params: Params } {
  if (!search) return { found: [], checked: [], params: {} };
  const bounds = search.words.map((word, n) => ({ n, from: rangeOf(word)[0], to: rangeOf(word)[1] }));
  const params = Object.fromEntries(
    bounds.flatMap(({ n, from, to }) => [
      [`q${n}`, from],
      [`qEnd${n}`, to],
    ]),
  );
  const has = (n: number, id: string) =>
    `EXISTS (SELECT 1 FROM term WHERE request_id = ${id} AND term >= @q${n} AND term < @qEnd${n})`;
  if (!search.narrow) return { found: [], checked: bounds.map(({ n }) => has(n, 'id')), params };
  const others = bounds.slice(1).map(({ n }) => ` AND ${has(n, 'first.request_id')}`);
  const found = `id IN (SELECT request_id FROM term AS first WHERE term >= @q0 AND term < @qEnd0${others.join('')})`;
  return { found: [found], checked: [], params };
}

function matching(filter: ListFilter, sort: RequestSort, now: number, search: Search | null): Matching {
  // A window of deadlines is small: it is read by deadline and sorted where another order is asked for.
  const { index, covers } = indexFor(filter, filter.due === undefined ? sort : 'deadline');
  const hand = handIndex(filter);
  const due = dueRange(filter.due, now);
  const within = ranges(filter);
  const inHand = assigned(filter);
  const words = searched(search);
  const equals = Object.entries(EQUALS).filter(([field]) => filter[field as keyof typeof EQUALS] !== undefined);
  const isIndexed = (field: string) => covers.includes(field) || (hand !== null && field === 'sellerId');
  const sqlOf = (which: (field: string) => boolean) =>
    equals.filter(([field]) => which(field)).map(([field, column]) => `${column} = @${field}`);
  const checked = [...sqlOf((field) => !isIndexed(field)), ...within.sql, ...words.checked];
  return {
    index: hand ?? index,
    indexed: [...sqlOf(isIndexed), ...due.sql, ...(hand ? inHand.sql : []), ...words.found],
    checked: hand ? checked : [...checked, ...inHand.sql],
    params: {
      ...Object.fromEntries(equals.map(([field]) => [field, filter[field as keyof typeof EQUALS] as string])),
      ...due.params,
      ...within.params,
      ...inHand.params,
      ...words.params,
    },
    sorted:
      search?.narrow === true ||
      (filter.due !== undefined && sort !== 'deadline') ||
      (hand !== null && (sort !== 'deadline' || (filter.assigned?.to?.length ?? 0) > 1)),
  };
}

const all = (conditions: string[]): string => (conditions.length > 0 ? ` WHERE ${conditions.join(' AND ')}` : '');

/** The rows of a filter: `FROM … WHERE …`, of which `most` at most are looked at where they are checked one by one. */
function rowsOf(
  { index, indexed, checked, sorted }: Matching,
  search: Search | null,
  key: string,
  order: string,
  beyond: string[],
  most: number,
) {
  const from = search?.narrow ? 'FROM request' : `FROM request INDEXED BY ${index}`;
  if (sorted || checked.length === 0) return `${from}${all([...indexed, ...beyond, ...checked])}`;
  return `FROM (SELECT id, ${key}, ${CHECKED_COLUMNS} ${from}${all([...indexed, ...beyond])} ${order} LIMIT ${most}) AS walked${all(checked)}`;
}
const CHECKED_COLUMNS = [...Object.values(EQUALS), ...Object.values(ASSIGNEE), 'opened_at', 'claim'].join(', ');

interface Asked extends ListStatement {
  /** Finds the last row that was looked at, where a page ends early; null where it looks at all there are. */
  last: ListStatement | null;
}

/** The statement that reads one row more than a page. Throws InvalidCursor. */
export function listStatement({ filter, sort, limit, cursor, now }: ListQuery, search: Search | null): Asked {
  const position = cursor === undefined ? null : positionOf(cursor, sort);
  const key = sort === 'deadline' ? 'due_at' : 'updated_at';
  const [after, direction] = sort === 'deadline' ? ['>', 'ASC'] : ['<', 'DESC'];
  const order = `ORDER BY ${key} ${direction}, id ${direction}`;
  const beyond = position ? [`(${key}, id) ${after} (@key, @id)`] : [];
  const match = matching(filter, sort, now, search);
  const walks = !match.sorted && match.checked.length > 0;
  const rows = rowsOf(match, search, key, order, beyond, MOST_EXAMINED);
  const params = { ...match.params, ...position, limit: limit + 1 };
  const state = walks ? '(SELECT state FROM request AS whole WHERE whole.id = walked.id) AS state' : 'state';
  const walked = `FROM request INDEXED BY ${match.index}${all([...match.indexed, ...beyond])} ${order}`;
  return {
    sql: `SELECT id, ${key} AS key, ${state} ${rows} ${walks ? '' : order} LIMIT @limit`,
    params,
    last: walks ? { sql: `SELECT id, ${key} AS key ${walked} LIMIT 1 OFFSET ${MOST_EXAMINED - 1}`, params } : null,
  };
}

function countStatement(filter: ListFilter, now: number, cap: number, search: Search | null): Asked {
  const match = matching(filter, 'deadline', now, search);
  const walks = !match.sorted && match.checked.length > 0;
  const order = 'ORDER BY due_at, id';
  const rows = rowsOf(match, search, 'due_at', order, [], MOST_EXAMINED);
  const params = { ...match.params, limit: cap + 1 };
  const walked = `FROM request INDEXED BY ${match.index}${all(match.indexed)} ${order}`;
  return {
    sql: `SELECT count(*) FROM (SELECT 1 ${rows} LIMIT @limit)`,
    params,
    last: walks ? { sql: `SELECT 1 ${walked} LIMIT 1 OFFSET ${MOST_EXAMINED}`, params } : null,
  };
}

export function sqliteLists(db: Database, inTurn: Turns): Pick<RequestStore, 'list' | 'total' | 'count'> {
  const prepared = new Map<string, Statement<[Params], unknown>>();
  const searchOf = sqliteSearch(db, inTurn);
  function statement(sql: string): Statement<[Params], unknown> {
    let known = prepared.get(sql);
    if (!known) {
      if (prepared.size >= MOST_STATEMENTS) prepared.clear();
      known = db.prepare<[Params], unknown>(sql);
      prepared.set(sql, known);
    }
    return known;
  }

  function list(query: ListQuery, search: Search | null): ListPage<RequestState> {
    const { sql, params, last } = listStatement(query, search);
    const rows = statement(sql).all(params) as Row[];
    const page = rows.slice(0, query.limit);
    const shown = page.at(-1);
    const ended = rows.length > query.limit ? shown : last && (statement(last.sql).get(last.params) as Row | undefined);
    return {
      items: page.map((row) => JSON.parse(row.state)),
      nextCursor: ended ? cursorAt(query.sort, ended) : null,
    };
  }

  function total(filter: ListFilter, now: number, cap: number, search: Search | null): Total {
    const { sql, params, last } = countStatement(filter, now, cap, search);
    const found = statement(sql).pluck().get(params) as number;
    const isEarly = last !== null && statement(last.sql).get(last.params) !== undefined;
    return { total: Math.min(found, cap), capped: found > cap || isEarly };
  }

  const totalOf: RequestStore['total'] = async (filter, now, cap) => {
    const search = await searchOf(filter.q);
    return inTurn(() => total(filter, now, cap, search));
  };
  return {
    async list(query) {
      const search = await searchOf(query.filter.q);
      return inTurn(() => list(query, search));
    },
    total: totalOf,
    count: async (filter, now, cap) => (await totalOf(filter, now, cap)).total,
  };
}
