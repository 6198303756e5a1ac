/** What requests were opened, by the times of their openings. */
import type { Database } from 'better-sqlite3';
import type { RequestStore } from '../../application/ports.ts';
import { read } from './errors.ts';

export const OPENINGS_SQL = {
  count: `SELECT 1 FROM request INDEXED BY request_seller_buyer_opened
    WHERE seller_id = @sellerId AND buyer_id = @buyerId AND opened_at >= @from AND opened_at <= @to LIMIT @cap`,
} as const;

export function sqliteOpenings(db: Database): Pick<RequestStore, 'openedBetween'> {
  const count = db.prepare<[object], number>(OPENINGS_SQL.count).pluck();
  return {
    openedBetween: (query, cap) => read(() => count.all({ ...query, cap }).length),
  };
}
