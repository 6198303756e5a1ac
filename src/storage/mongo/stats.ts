/** Raw figures for the statistics, each from an index. */
import type { FigureScope, StatsFacts, StatsQuery } from '../../application/ports/figures.ts';
import { STATUSES } from '../../contract/request.ts';
import type { Collections } from './collections/collections.ts';
import { INDEX, type OfferFacts } from './collections/requests.ts';
import { sellersList } from './list-names.ts';
import { reach } from './reach.ts';

const HOUR = 3_600_000;
const MOST_OFFERS = 10_000;

export function mongoStats({ requests }: Collections): (query: StatsQuery) => Promise<StatsFacts> {
  async function byStatus(scope: FigureScope): Promise<Record<string, number>> {
    const isNarrowed = scope.market !== undefined || scope.reason !== undefined;
    const groups = await requests
      .aggregate<{ _id: string; requests: number }>(
        [
          // Naming the statuses lets the server count in the index instead of reading the documents.
          { $match: { status: { $in: [...STATUSES] }, ...scope } },
          { $group: { _id: '$status', requests: { $sum: 1 } } },
        ],
        { hint: isNarrowed ? INDEX.statusesByMarket : INDEX.statuses },
      )
      .toArray();
    return Object.fromEntries(groups.map((group) => [group._id, group.requests]));
  }

  const dueWithin = ({ sellerId, ...narrowed }: FigureScope, dueAt: { $gt?: number; $lte: number }) =>
    requests.countDocuments({ lists: sellersList(sellerId), dueAt, ...narrowed }, { hint: INDEX.listByDueAt });

  /** The latest offers, newest first. A request is read by its last offer, so no later one is missed. */
  async function latestOffers(scope: FigureScope, since: string): Promise<OfferFacts[]> {
    const found = await requests
      .find({ ...scope, lastOfferAt: { $gte: instant(since) } }, { projection: { _id: 0, offers: 1 } })
      .sort({ lastOfferAt: -1 })
      .limit(MOST_OFFERS)
      .batchSize(MOST_OFFERS)
      .toArray();
    return found
      .flatMap(({ offers }) => offers)
      .filter((offer) => offer.createdAt >= since)
      .sort((a, b) => (a.createdAt < b.createdAt ? 1 : -1))
      .slice(0, MOST_OFFERS);
  }

  return ({ since, now, ...asked }) =>
    reach(async () => {
      const scope = given(asked);
      const [statuses, overdue, h1, h4, offers, timeouts] = await Promise.all([
        byStatus(scope),
        dueWithin(scope, { $lte: now }),
        dueWithin(scope, { $gt: now, $lte: now + HOUR }),
        dueWithin(scope, { $gt: now, $lte: now + 4 * HOUR }),
        latestOffers(scope, since),
        requests.countDocuments({ ...scope, timeoutAt: { $gte: instant(since) } }),
      ]);
      return { byStatus: statuses, due: { overdue, h1, h4 }, offers, timeouts };
    });
}

const given = ({ sellerId, market, reason }: FigureScope): FigureScope => ({
  ...(sellerId === undefined ? {} : { sellerId }),
  ...(market === undefined ? {} : { market }),
  ...(reason === undefined ? {} : { reason }),
});

/** Above 0, as the partial indexes ask for. */
const instant = (since: string): number => Math.max(1, Date.parse(since));
