/** What requests were opened, by the times of their openings. */
import type { OpenedQuery, RequestStore } from '../../application/ports.ts';
import { reach } from './reach.ts';
import { type Collections, INDEX } from './schemas.ts';

export const openedFilter = ({ sellerId, buyerId, from, to }: OpenedQuery) => ({
  sellerId,
  buyerId,
  openedAt: { $gte: from, $lte: to },
});

export function mongoOpenings({ requests }: Collections): Pick<RequestStore, 'openedBetween'> {
  return {
    openedBetween: (query, cap) =>
      reach(() => requests.countDocuments(openedFilter(query), { hint: INDEX.openedByBuyer, limit: cap })),
  };
}
