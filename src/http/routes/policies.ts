/** The rules of each market. Requests that are open keep the rules of the day they opened. */
import { z } from 'zod';
import { policyOf, setPolicy } from '../../application/policies.ts';
import { Policy } from '../../contract/policy.ts';
import { Market } from '../../contract/primitives.ts';
import { defaultPolicy } from '../../domain/markets/index.ts';
import { THAILAND } from '../../domain/markets/th.ts';
import { policyProblems, shownPolicy } from '../../domain/policy.ts';
import type { HttpParts } from '../parts.ts';
import { ProblemError } from '../problems.ts';
import { type Route, route } from '../route.ts';
import { invalid } from '../validation.ts';

const PolicyParams = z.object({ market: Market });
const thePolicy = { description: 'The policy.', schema: Policy };

export function policyRoutes({ store: { directory } }: HttpParts): Route[] {
  return [
    route({
      method: 'get',
      path: '/v1/policies/:market',
      tag: 'Policies',
      operation: 'getPolicy',
      summary: 'Read the policy of a market',
      params: PolicyParams,
      answers: { 200: thePolicy },
      problems: [],
      async handle({ params: { market } }) {
        const policy = await policyOf(directory, market);
        if (!policy) throw new ProblemError('not_found', `There is no policy for the market ${market}.`);
        return { status: 200, body: shownPolicy(policy) };
      },
    }),
    route({
      method: 'put',
      path: '/v1/policies/:market',
      tag: 'Policies',
      operation: 'putPolicy',
      summary: 'Set the policy of a market',
      description:
        'The whole document; start from the one that GET answers. Later requests open with it. What it leaves as it was follows later releases.',
      params: PolicyParams,
      body: Policy,
      example: defaultPolicy(THAILAND),
      answers: { 200: thePolicy },
      problems: ['market_mismatch'],
      async handle({ params: { market }, body }) {
        if (body.market !== market) {
          const detail = `The body is a policy for ${body.market}, and the path names ${market}.`;
          throw new ProblemError('market_mismatch', detail);
        }
        const problems = policyProblems(body);
        if (problems.length > 0) throw invalid('body', problems);
        await setPolicy(directory, body);
        return { status: 200, body: shownPolicy(body) };
      },
    }),
  ];
}
