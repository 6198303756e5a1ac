/** What requests were opened and what was offered on them, by when it was. */
import type { OffersQuery, OpenedQuery, OpeningsQuery } from '../../application/ports/figures.ts';
import type { RequestStore } from '../../application/ports/requests.ts';
import { eventFrom } from '../../domain/stored-event.ts';
import type { Collections } from './collections/collections.ts';
import { INDEX } from './collections/requests.ts';
import { reach } from './reach.ts';

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

export const openingsFilter = ({ sellerId, from, to, before }: OpeningsQuery) => ({
  sellerId,
  openedAt: { $gte: from, ...(before ? { $lte: before.openedAt } : { $lt: to }) },
  ...(before ? { $or: [{ openedAt: { $lt: before.openedAt } }, { _id: { $lt: before.id } }] } : {}),
});

export function mongoOpenings({
  requests,
}: Collections): Pick<RequestStore, 'openedBetween' | 'offersMade' | 'openings'> {
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
    openings: (query, limit, mostEvents) =>
      reach(async () => {
        const projection = { openedAt: 1, events: { $slice: [0, mostEvents] } };
        const found = await requests
          .find(openingsFilter(query), { projection, hint: INDEX.openedOfSeller })
          .sort({ openedAt: -1, _id: -1 })
          .limit(limit)
          .batchSize(limit)
          .toArray();
        return found.map(({ _id, openedAt = '', events }) => ({
          id: _id,
          openedAt,
          events: events.map(({ event }) => eventFrom(event)),
        }));
      }),
  };
}
