/**
 * Lists of requests, page by page. Each list walks one index whose order is the list's order, so a page reads about
 * as many rows as it shows; the index is named in the query, since SQLite cannot know how selective a filter is.
 * What the index does not cover is checked row by row.
 */
import type { Database, Statement } from 'better-sqlite3';
import type { ListPage, ListQuery, RequestStore } from '../../application/ports.ts';
import { searchForm } from '../../application/search-words.ts';
import type { RequestFilter, RequestSort } from '../../contract/lists.ts';
import type { RequestState } from '../../domain/request.ts';
import { cursorAt, positionOf } from './cursor.ts';
import { read } from './errors.ts';

type Params = Record<string, string | number>;
export interface ListStatement {
  sql: string;
  params: Params;
}
interface Row {
  id: string;
  key: number;
  state: string;
}

const HOUR = 3_600_000;
/** Sorts after every continuation of a prefix. */
const AFTER_ALL = '\u{10FFFF}';
/** A search that finds more than this walks the list and checks its rows; below, what was found is sorted. */
const NARROW_SEARCH = 1_000;
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

/** Everything that begins with what was typed. */
function rangeOf(typed: string): { q: string; qEnd: string } {
  const q = searchForm(typed);
  return { q, qEnd: q + AFTER_ALL };
}

/** How selective a search term is: `narrow` has few matches, `wide` many. */
type Search = 'none' | 'narrow' | 'wide';

function indexFor(filter: RequestFilter, sort: RequestSort): string {
  const order = sort === 'deadline' ? 'due' : 'updated';
  if (filter.buyerId !== undefined) return `request_buyer_${order}`;
  if (filter.sellerId !== undefined) return `request_seller_${filter.tab === undefined ? '' : 'tab_'}${order}`;
  if (filter.status !== undefined) return `request_status_${order}`;
  if (filter.tab !== undefined) return `request_tab_${order}`;
  return `request_${order}`;
}

function dueRange(due: RequestFilter['due'], now: number): { sql: string[]; params: Params } {
  if (due === undefined) return { sql: [], params: {} };
  if (due === 'overdue') return { sql: ['due_at <= @dueBy'], params: { dueBy: now } };
  const dueBy = now + (due === '1h' ? HOUR : 4 * HOUR);
  return { sql: ['due_at > @dueAfter', 'due_at <= @dueBy'], params: { dueAfter: now, dueBy } };
}

/** The rows a filter matches: `FROM … WHERE …` with its parameters. */
function matching(filter: RequestFilter, sort: RequestSort, now: number, search: Search, extra: string[] = []) {
  const due = dueRange(filter.due, now);
  const where = [...due.sql, ...extra];
  const params: Params = { ...due.params };
  for (const [field, column] of Object.entries(EQUALS)) {
    const value = filter[field as keyof typeof EQUALS];
    if (value === undefined) continue;
    where.push(`${column} = @${field}`);
    params[field] = value;
  }
  if (filter.q !== undefined) Object.assign(params, rangeOf(filter.q));
  const terms = 'FROM term WHERE term >= @q AND term < @qEnd';
  if (search === 'narrow') where.push(`id IN (SELECT request_id ${terms})`);
  if (search === 'wide') where.push(`EXISTS (SELECT 1 ${terms} AND request_id = request.id)`);
  // A window of deadlines is small: it is read by deadline and sorted where another order is asked for.
  const index = indexFor(filter, filter.due === undefined ? sort : 'deadline');
  const from = search === 'narrow' ? 'FROM request' : `FROM request INDEXED BY ${index}`;
  return { sql: `${from}${where.length > 0 ? ` WHERE ${where.join(' AND ')}` : ''}`, params };
}

/** The statement that reads one row more than a page. Throws InvalidCursor. */
export function listStatement(query: ListQuery, search: Search): ListStatement {
  const { filter, sort, limit, cursor, now } = query;
  const position = cursor === undefined ? null : positionOf(cursor, sort);
  const key = sort === 'deadline' ? 'due_at' : 'updated_at';
  const [beyond, direction] = sort === 'deadline' ? ['>', 'ASC'] : ['<', 'DESC'];
  const rows = matching(filter, sort, now, search, position ? [`(${key}, id) ${beyond} (@key, @id)`] : []);
  return {
    sql: `SELECT id, ${key} AS key, state ${rows.sql} ORDER BY ${key} ${direction}, id ${direction} LIMIT @limit`,
    params: { ...rows.params, ...position, limit: limit + 1 },
  };
}

function countStatement(filter: RequestFilter, now: number, cap: number, search: Search): ListStatement {
  const rows = matching(filter, 'deadline', now, search);
  return { sql: `SELECT count(*) FROM (SELECT 1 ${rows.sql} LIMIT @cap)`, params: { ...rows.params, cap } };
}

export function sqliteLists(db: Database): Pick<RequestStore, 'list' | 'count'> {
  const prepared = new Map<string, Statement<[Params], unknown>>();
  function statement(sql: string): Statement<[Params], unknown> {
    let known = prepared.get(sql);
    if (!known) {
      if (prepared.size >= MOST_STATEMENTS) prepared.clear();
      known = db.prepare<[Params], unknown>(sql);
      prepared.set(sql, known);
    }
    return known;
  }

  const found = db
    .prepare<[string, string, number], number>(
      'SELECT count(*) FROM (SELECT 1 FROM term WHERE term >= ? AND term < ? LIMIT ?)',
    )
    .pluck();
  function searchOf(typed: string | undefined): Search {
    if (typed === undefined) return 'none';
    const { q, qEnd } = rangeOf(typed);
    return (found.get(q, qEnd, NARROW_SEARCH + 1) ?? 0) > NARROW_SEARCH ? 'wide' : 'narrow';
  }

  function list(query: ListQuery): ListPage<RequestState> {
    const { sql, params } = listStatement(query, searchOf(query.filter.q));
    const rows = statement(sql).all(params) as Row[];
    const page = rows.slice(0, query.limit);
    const last = page.at(-1);
    const nextCursor = rows.length > query.limit && last ? cursorAt(query.sort, last) : null;
    return { items: page.map((row) => JSON.parse(row.state)), nextCursor };
  }

  function count(filter: RequestFilter, now: number, cap: number): number {
    const { sql, params } = countStatement(filter, now, cap, searchOf(filter.q));
    return statement(sql).pluck().get(params) as number;
  }

  return {
    list: (query) => read(() => list(query)),
    count: (filter, now, cap) => read(() => count(filter, now, cap)),
  };
}
