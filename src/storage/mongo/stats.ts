/** Raw figures for the statistics, each from an index. */
import type { StatsFacts, StatsQuery } from '../../application/ports.ts';
import { STATUSES } from '../../contract/request.ts';
import { sellersList } from './list-names.ts';
import { reach } from './reach.ts';
import { type Collections, INDEX, type OfferFacts } from './schemas.ts';

const HOUR = 3_600_000;
const MOST_OFFERS = 10_000;

export function mongoStats({ requests }: Collections): (query: StatsQuery) => Promise<StatsFacts> {
  type Seller = { sellerId?: string };

  async function byStatus(seller: Seller): Promise<Record<string, number>> {
    const groups = await requests
      .aggregate<{ _id: string; requests: number }>(
        [
          // Naming the statuses lets the server count in the index instead of reading the documents.
          { $match: { status: { $in: [...STATUSES] }, ...seller } },
          { $group: { _id: '$status', requests: { $sum: 1 } } },
        ],
        { hint: INDEX.statuses },
      )
      .toArray();
    return Object.fromEntries(groups.map((group) => [group._id, group.requests]));
  }

  const dueWithin = ({ sellerId }: Seller, dueAt: { $gt?: number; $lte: number }) =>
    requests.countDocuments({ lists: sellersList(sellerId), dueAt }, { hint: INDEX.listByDueAt });

  /** The latest offers, newest first. A request is read by its last offer, so no later one is missed. */
  async function latestOffers(seller: Seller, since: string): Promise<OfferFacts[]> {
    const found = await requests
      .find({ ...seller, lastOfferAt: { $gte: instant(since) } }, { projection: { _id: 0, offers: 1 } })
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

  return ({ sellerId, since, now }) =>
    reach(async () => {
      const seller = sellerId === undefined ? {} : { sellerId };
      const [statuses, overdue, h1, h4, offers, timeouts] = await Promise.all([
        byStatus(seller),
        dueWithin(seller, { $lte: now }),
        dueWithin(seller, { $gt: now, $lte: now + HOUR }),
        dueWithin(seller, { $gt: now, $lte: now + 4 * HOUR }),
        latestOffers(seller, since),
        requests.countDocuments({ ...seller, timeoutAt: { $gte: instant(since) } }),
      ]);
      return { byStatus: statuses, due: { overdue, h1, h4 }, offers, timeouts };
    });
}

/** Above 0, as the partial indexes ask for. */
const instant = (since: string): number => Math.max(1, Date.parse(since));
