/** Figures for agents and sellers. */
import { canSeeShop, shopOf } from '../../application/access.ts';
import { Stats, StatsQuery } from '../../contract/lists.ts';
import type { HttpParts } from '../parts.ts';
import { noSeller } from '../problems.ts';
import { type Route, route } from '../route.ts';

export const statsRoutes = ({ stats }: HttpParts): Route[] => [
  route({
    method: 'get',
    path: '/v1/stats',
    tag: 'Stats',
    operation: 'getStats',
    summary: 'Read figures',
    description:
      'Of offers made since `since`, by default the last 30 days; of a market and a reason where they are given. With `bucket`, ' +
      '`series` tells each week, month or quarter since. Sellers read their own shop’s.',
    query: StatsQuery,
    tagged: true,
    answers: { 200: { description: 'The figures.', schema: Stats } },
    problems: ['not_found'],
    async handle({ query, caller }) {
      const sellerId = query.sellerId ?? shopOf(caller);
      if (sellerId !== undefined && !canSeeShop(caller, sellerId)) throw noSeller(sellerId);
      return { status: 200, body: await stats({ ...query, sellerId }) };
    },
  }),
];
