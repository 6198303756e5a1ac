/** What requests were opened and what was offered on them, by when it was. */
import type { Database } from 'better-sqlite3';
import type { Opening, OpeningsQuery } from '../../application/ports/figures.ts';
import type { RequestStore } from '../../application/ports/requests.ts';
import { eventFrom } from '../../domain/stored-event.ts';
import { read } from './errors.ts';

export const OPENINGS_SQL = {
  count: `SELECT 1 FROM request INDEXED BY request_seller_buyer_opened
    WHERE seller_id = @sellerId AND buyer_id = @buyerId AND opened_at >= @from AND opened_at <= @to LIMIT @cap`,
  offers: `SELECT offers FROM request INDEXED BY request_odds
    WHERE market = @market AND reason = @reason AND last_offer_at >= @since ORDER BY last_offer_at DESC LIMIT @limit`,
  offersOfSeller: `SELECT offers FROM request INDEXED BY request_seller_odds WHERE seller_id = @sellerId AND market = @market
    AND reason = @reason AND last_offer_at >= @since ORDER BY last_offer_at DESC LIMIT @limit`,
  // Of one moment, the greatest id comes first.
  openings: `SELECT id, opened_at AS openedAt FROM request INDEXED BY request_seller_opened
    WHERE seller_id = @sellerId AND opened_at >= @from AND (opened_at, id) < (@openedAt, @id)
    ORDER BY opened_at DESC, id DESC LIMIT @limit`,
} as const;

/** Before all of a moment: no id is less. */
const NO_ID = '';
export const openingsParams = ({ sellerId, from, to, before }: OpeningsQuery, limit: number) => ({
  sellerId,
  from,
  openedAt: to,
  id: NO_ID,
  ...before,
  limit,
});

export function sqliteOpenings(db: Database): Pick<RequestStore, 'openedBetween' | 'offersMade' | 'openings'> {
  const offers = db.prepare<[object], string>(OPENINGS_SQL.offers).pluck();
  const offersOfSeller = db.prepare<[object], string>(OPENINGS_SQL.offersOfSeller).pluck();
  const count = db.prepare<[object], number>(OPENINGS_SQL.count).pluck();
  const openings = db.prepare<[object], Omit<Opening, 'events'>>(OPENINGS_SQL.openings);
  const events = db
    .prepare<[string, number], string>('SELECT event FROM event WHERE request_id = ? ORDER BY seq LIMIT ?')
    .pluck();
  return {
    openedBetween: (query, cap) => read(() => count.all({ ...query, cap }).length),
    offersMade: ({ since, ...whose }, limit) =>
      read(() => {
        const statement = whose.sellerId === undefined ? offers : offersOfSeller;
        return statement.all({ ...whose, since: Date.parse(since), limit }).map((text) => JSON.parse(text));
      }),
    openings: (query, limit, mostEvents) =>
      read(() =>
        openings.all(openingsParams(query, limit)).map((opening) => ({
          ...opening,
          events: events.all(opening.id, mostEvents).map((text) => eventFrom(text)),
        })),
      ),
  };
}
