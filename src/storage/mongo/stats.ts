/** Raw figures for the statistics, each from an index. */
import type { FigureScope, OfferFacts, StatsFacts, StatsQuery } from '../../application/ports/figures.ts';
import { STATUSES } from '../../contract/choices.ts';
import { dueWindow } from '../../contract/due.ts';
import type { Collections } from './collections/collections.ts';
import { INDEX } from './collections/requests.ts';
import { sellersList } from './list-names.ts';
import { reach } from './reach.ts';

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

  const dueIn = ({ sellerId, ...narrowed }: FigureScope, { after, by }: ReturnType<typeof dueWindow>) =>
    requests.countDocuments(
      { lists: sellersList(sellerId), dueAt: { $gt: after, $lte: by }, ...narrowed },
      { hint: INDEX.listByDueAt },
    );

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
        dueIn(scope, dueWindow('overdue', now)),
        dueIn(scope, dueWindow('1h', now)),
        dueIn(scope, dueWindow('4h', now)),
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
