/** What requests were opened and what was offered on them, by when it was. */
import type { OffersQuery, OpenedQuery, RequestStore } from '../../application/ports.ts';
import { reach } from './reach.ts';
import { type Collections, INDEX } from './schemas.ts';

export const openedFilter = ({ sellerId, buyerId, from, to }: OpenedQuery) => ({
  sellerId,
  buyerId,
  openedAt: { $gte: from, $lte: to },
});

export const offersFilter = ({ market, reason, sellerId, since }: OffersQuery) => ({
  ...(sellerId === undefined ? {} : { sellerId }),
  market,
  reason,
  lastOfferAt: { $gte: Math.max(1, Date.parse(since)) },
});

export function mongoOpenings({ requests }: Collections): Pick<RequestStore, 'openedBetween' | 'offersMade'> {
  return {
    openedBetween: (query, cap) => reach(() => requests.countDocuments(openedFilter(query), { limit: cap })),
    offersMade: (query, limit) =>
      reach(async () => {
        const options = {
          projection: { _id: 0, offers: 1 },
          hint: query.sellerId === undefined ? INDEX.offers : INDEX.offersOfSeller,
        };
        const found = requests.find(offersFilter(query), options).sort({ lastOfferAt: -1 }).limit(limit);
        return (await found.batchSize(limit).toArray()).map(({ offers }) => offers);
      }),
  };
}
