/** Raw figures for the statistics, each from an index or a table kept for it. */
import type { Database } from 'better-sqlite3';
import type { StatsFacts, StatsQuery } from '../../application/ports.ts';
import { read } from './errors.ts';
import type { OfferFacts } from './request-row.ts';

const HOUR = 3_600_000;
const MOST_OFFERS = 10_000;

interface Params {
  sellerId: string | null;
  since: number;
  from: number;
  to: number;
  limit: number;
}

/** Two sets of statements: of one seller, and of all. */
function statements(db: Database, seller: boolean) {
  const of = seller ? 'seller_id = @sellerId AND' : '';
  const index = seller ? 'request_seller_' : 'request_';
  return {
    byStatus: db.prepare<[Params], { status: string; requests: number }>(
      `SELECT status, sum(requests) AS requests FROM tally WHERE ${of} requests > 0 GROUP BY status`,
    ),
    due: db
      .prepare<[Params], number>(
        `SELECT count(*) FROM request INDEXED BY ${index}due WHERE ${of} due_at > @from AND due_at <= @to`,
      )
      .pluck(),
    offers: db
      .prepare<[Params], string>(
        `SELECT offers FROM request INDEXED BY ${index}offer WHERE ${of} last_offer_at >= @since
         ORDER BY last_offer_at DESC LIMIT @limit`,
      )
      .pluck(),
    timeouts: db
      .prepare<[Params], number>(
        `SELECT count(*) FROM request INDEXED BY ${index}timeout WHERE ${of} timeout_at >= @since`,
      )
      .pluck(),
  };
}

/** The latest offers made at or after `since`, newest first. Every text holds at least one of them. */
function latestOffers(texts: string[], since: string): OfferFacts[] {
  const offers = texts.flatMap((text): OfferFacts[] => JSON.parse(text)).filter((offer) => offer.createdAt >= since);
  offers.sort((a, b) => (a.createdAt < b.createdAt ? 1 : -1));
  return offers.slice(0, MOST_OFFERS);
}

export function sqliteStats(db: Database): (query: StatsQuery) => Promise<StatsFacts> {
  const ofAll = statements(db, false);
  const ofSeller = statements(db, true);

  function facts({ sellerId, since, now }: StatsQuery): StatsFacts {
    const sql = sellerId === undefined ? ofAll : ofSeller;
    const params = { sellerId: sellerId ?? null, since: Date.parse(since), from: 0, to: 0, limit: MOST_OFFERS };
    const dueWithin = (from: number, to: number) => sql.due.get({ ...params, from, to }) ?? 0;
    return {
      byStatus: Object.fromEntries(sql.byStatus.all(params).map((row) => [row.status, row.requests])),
      due: {
        overdue: dueWithin(0, now),
        h1: dueWithin(now, now + HOUR),
        h4: dueWithin(now, now + 4 * HOUR),
      },
      offers: latestOffers(sql.offers.all(params), since),
      timeouts: sql.timeouts.get(params) ?? 0,
    };
  }
  return (query) => read(() => facts(query));
}
