/** Figures by week and month: the days that each request keeps of itself, added up by the server. */

import { type Counted, type FigureName, type Grain, periodOf } from '../../application/figures.ts';
import type { FigureCount, FiguresQuery } from '../../application/ports/figures.ts';
import type { RequestStore } from '../../application/ports/requests.ts';
import type { Collections } from './collections/collections.ts';
import { INDEX, type RequestDocument } from './collections/requests.ts';
import { sellersList } from './list-names.ts';
import { reach } from './reach.ts';

/** The day of a field as one that is counted; nothing where there is none. */
const dayAs = (field: keyof RequestDocument, name: FigureName) => ({
  $cond: [{ $gt: [`$${field}`, null] }, [{ day: `$${field}`, name }], []],
});

/** What was counted from one day on until before another. A request that adds to these days has changed since the first. */
function daysCounted({ sellerId, market, reason, from, until }: FiguresQuery) {
  const narrowed = { ...(market === undefined ? {} : { market }), ...(reason === undefined ? {} : { reason }) };
  return [
    { $match: { lists: sellersList(sellerId), updatedAt: { $gte: Date.parse(from) }, ...narrowed } },
    {
      $project: {
        counted: {
          $concatArrays: [
            { $ifNull: ['$counted', []] },
            dayAs('answeredDay', 'answeredInTime'),
            dayAs('timedOutDay', 'timeouts'),
          ],
        },
      },
    },
    { $unwind: '$counted' },
    { $match: { 'counted.day': { $gte: from, $lt: until } } },
    { $group: { _id: '$counted', count: { $sum: 1 } } },
  ];
}

function byPeriod(grain: Grain, days: { _id: Counted; count: number }[]): FigureCount[] {
  const sums = new Map<string, FigureCount>();
  for (const { _id, count } of days) {
    const from = periodOf(grain, _id.day);
    const key = `${from} ${_id.name}`;
    sums.set(key, { from, name: _id.name, count: (sums.get(key)?.count ?? 0) + count });
  }
  return [...sums.values()];
}

export function mongoFigures({ requests }: Collections): Pick<RequestStore, 'figures'> {
  async function figures(query: FiguresQuery): Promise<FigureCount[]> {
    const days = requests.aggregate<{ _id: Counted; count: number }>(daysCounted(query), {
      hint: INDEX.listByUpdatedAt,
    });
    return byPeriod(query.grain, await days.toArray());
  }
  return { figures: (query) => reach(() => figures(query)) };
}
