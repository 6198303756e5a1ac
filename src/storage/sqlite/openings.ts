/** What requests were opened and what was offered on them, by when it was. */
import type { Database } from 'better-sqlite3';
import type { RequestStore } from '../../application/ports.ts';
import { read } from './errors.ts';

export const OPENINGS_SQL = {
  count: `SELECT 1 FROM request INDEXED BY request_seller_buyer_opened
    WHERE seller_id = @sellerId AND buyer_id = @buyerId AND opened_at >= @from AND opened_at <= @to LIMIT @cap`,
  offers: `SELECT offers FROM request INDEXED BY request_odds
    WHERE market = @market AND reason = @reason AND last_offer_at >= @since ORDER BY last_offer_at DESC LIMIT @limit`,
  offersOfSeller: `SELECT offers FROM request INDEXED BY request_seller_odds WHERE seller_id = @sellerId AND market = @market
    AND reason = @reason AND last_offer_at >= @since ORDER BY last_offer_at DESC LIMIT @limit`,
} as const;

export function sqliteOpenings(db: Database): Pick<RequestStore, 'openedBetween' | 'offersMade'> {
  const offers = db.prepare<[object], string>(OPENINGS_SQL.offers).pluck();
  const offersOfSeller = db.prepare<[object], string>(OPENINGS_SQL.offersOfSeller).pluck();
  const count = db.prepare<[object], number>(OPENINGS_SQL.count).pluck();
  return {
    openedBetween: (query, cap) => read(() => count.all({ ...query, cap }).length),
    offersMade: ({ since, ...whose }, limit) =>
      read(() => {
        const statement = whose.sellerId === undefined ? offers : offersOfSeller;
        return statement.all({ ...whose, since: Date.parse(since), limit }).map((text) => JSON.parse(text));
      }),
  };
}
