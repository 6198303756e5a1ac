/** Figures for agents and sellers. */
import { personOf } from '../../application/access.ts';
import { Stats, StatsQuery } from '../../contract/lists.ts';
import type { HttpParts } from '../parts.ts';
import { ProblemError } from '../problems.ts';
import { type Route, route } from '../route.ts';

export const statsRoutes = ({ stats }: HttpParts): Route[] => [
  route({
    method: 'get',
    path: '/v1/stats',
    tag: 'Stats',
    operation: 'getStats',
    summary: 'Read figures',
    description: 'Of offers made since `since`, by default the last 30 days. Sellers read their own shop’s.',
    who: ['integrator', 'seller', 'agent'],
    query: StatsQuery,
    tagged: true,
    answers: { 200: { description: 'The figures.', schema: Stats } },
    problems: ['not_found'],
    async handle({ query, caller }) {
      const person = personOf(caller);
      if (person?.conversationId) {
        throw new ProblemError('forbidden', 'A token for one conversation reads no figures of others.');
      }
      if (person?.role !== 'seller') return { status: 200, body: await stats(query) };
      if (query.sellerId && query.sellerId !== person.id) {
        throw new ProblemError('not_found', `There is no seller ${query.sellerId}.`);
      }
      return { status: 200, body: await stats({ ...query, sellerId: person.id }) };
    },
  }),
];
