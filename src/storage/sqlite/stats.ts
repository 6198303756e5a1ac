/** Raw figures for the statistics, each from an index or a table kept for it. */
import { setImmediate as turn } from 'node:timers/promises';
import type { Database } from 'better-sqlite3';
import type { OfferFacts, StatsFacts, StatsQuery } from '../../application/ports/figures.ts';
import { dueWindow } from '../../contract/due.ts';
import { rowsOf } from './figures.ts';
import type { Turns } from './turns.ts';

const MOST_OFFERS = 10_000;
/** Of those that an index answers for the shop, how many are looked at for their market and reason. */
const MOST_EXAMINED = 10_000;
const READ_AT_ONCE = 1_000;

interface Params {
  sellerId: string | null;
  market: string | null;
  reason: string | null;
  whose: string;
  since: number;
  from: number;
  to: number;
}

/** What is asked of the requests of one shop or of all, of one market or reason or of all. */
function statements(db: Database, { sellerId, market, reason }: Pick<StatsQuery, 'sellerId' | 'market' | 'reason'>) {
  const of = sellerId === undefined ? '' : 'seller_id = @sellerId AND';
  const index = sellerId === undefined ? 'request_' : 'request_seller_';
  const narrowed = [market && 'market = @market', reason && 'reason = @reason'].filter(Boolean).join(' AND ');
  /** Rows of an index, of which the first are looked at where a market or a reason is asked for. */
  const rows = (name: string, condition: string, order = '') => {
    const found = `SELECT offers, market, reason FROM request INDEXED BY ${index}${name} WHERE ${of} ${condition} ${order}`;
    return narrowed === '' ? found : `SELECT * FROM (${found} LIMIT ${MOST_EXAMINED}) WHERE ${narrowed}`;
  };
  const count = (found: string) => db.prepare<[Params], number>(`SELECT count(*) FROM (${found})`).pluck();
  return {
    byStatus: db.prepare<[Params], { status: string; requests: number }>(
      `SELECT name AS status, sum(count) AS requests FROM figure
       WHERE whose = @whose AND grain = 'now' ${narrowed && `AND ${narrowed}`} GROUP BY name HAVING sum(count) > 0`,
    ),
    due: count(rows('due', 'due_at > @from AND due_at <= @to')),
    offers: db
      .prepare<[Params], string>(
        `SELECT offers FROM (${rows('offer', 'last_offer_at >= @since', 'ORDER BY last_offer_at DESC')}) LIMIT ${MOST_OFFERS}`,
      )
      .pluck(),
    timeouts: count(rows('timeout', 'timeout_at >= @since')),
  };
}

/**
 * The latest offers made at or after `since`, newest first. Every text holds at least one of them. Thousands of them are
 * read in parts, and others have their turn in between.
 */
async function latestOffers(texts: string[], since: string): Promise<OfferFacts[]> {
  const offers: OfferFacts[] = [];
  for (let from = 0; from < texts.length; from += READ_AT_ONCE) {
    if (from > 0) await turn();
    const read: OfferFacts[][] = JSON.parse(`[${texts.slice(from, from + READ_AT_ONCE).join(',')}]`);
    for (const offer of read.flat()) if (offer.createdAt >= since) offers.push(offer);
  }
  offers.sort((a, b) => (a.createdAt < b.createdAt ? 1 : -1));
  return offers.slice(0, MOST_OFFERS);
}

export function sqliteStats(db: Database, inTurn: Turns): (query: StatsQuery) => Promise<StatsFacts> {
  const prepared = new Map<string, ReturnType<typeof statements>>();
  function statementsFor(query: StatsQuery) {
    const kind = [query.sellerId, query.market, query.reason].map((value) => value !== undefined).join();
    const known = prepared.get(kind) ?? statements(db, query);
    prepared.set(kind, known);
    return known;
  }

  function facts(query: StatsQuery): Omit<StatsFacts, 'offers'> & { texts: string[] } {
    const { sellerId = null, market = null, reason = null, since, now } = query;
    const sql = statementsFor(query);
    const { whose } = rowsOf(query);
    const params = { sellerId, market, reason, whose, since: Date.parse(since), from: 0, to: 0 };
    const dueIn = (due: Parameters<typeof dueWindow>[0]) => {
      const { after, by } = dueWindow(due, now);
      return sql.due.get({ ...params, from: after, to: by }) ?? 0;
    };
    return {
      byStatus: Object.fromEntries(sql.byStatus.all(params).map((row) => [row.status, row.requests])),
      due: { overdue: dueIn('overdue'), h1: dueIn('1h'), h4: dueIn('4h') },
      texts: sql.offers.all(params),
      timeouts: sql.timeouts.get(params) ?? 0,
    };
  }
  return async (query) => {
    const { texts, ...found } = await inTurn(() => facts(query));
    return { ...found, offers: await latestOffers(texts, query.since) };
  };
}
