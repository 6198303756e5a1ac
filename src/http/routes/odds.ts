/** How likely an offer is to be accepted. */
import { createOdds } from '../../application/odds.ts';
import { OddsQuery, OddsView } from '../../contract/odds.ts';
import type { HttpParts } from '../parts.ts';
import { type Route, route } from '../route.ts';
import { type RequestDesk, RequestParams } from './requests-support.ts';

export function oddsRoutes({ store, clock }: HttpParts, desk: RequestDesk): Route[] {
  const oddsOf = createOdds(store, clock);
  return [
    route({
      method: 'get',
      path: '/v1/requests/:id/odds',
      tag: 'Offers',
      operation: 'getOdds',
      summary: 'Read how often offers like these were accepted',
      description:
        'Of the quick picks and, with `percent`, of one more: facts about the shop’s past offers, or the market’s where the shop made too few. Nothing about the buyer enters.',
      params: RequestParams,
      query: OddsQuery,
      answers: { 200: { description: 'The figures.', schema: OddsView } },
      problems: [],
      async handle({ params: { id }, query: { percent }, caller }) {
        return { status: 200, body: await oddsOf(await desk.find(id, caller), percent) };
      },
    }),
  ];
}
