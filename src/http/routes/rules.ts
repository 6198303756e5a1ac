/** What a shop lets Parley do in its name (rule 17). */
import { z } from 'zod';
import { createDryRun } from '../../application/dry-run.ts';
import { policyOf } from '../../application/policies.ts';
import { changeSeller } from '../../application/sellers.ts';
import { DryRunAsked, DryRunReport } from '../../contract/dry-run.ts';
import { Id } from '../../contract/primitives.ts';
import { type Rule, RuleList } from '../../contract/rules.ts';
import type { StoredSeller } from '../../contract/seller.ts';
import { ruleProblems } from '../../domain/rules.ts';
import type { HttpParts } from '../parts.ts';
import { noSeller, ProblemError } from '../problems.ts';
import { type Route, route } from '../route.ts';
import { invalid } from '../validation.ts';

const SellerParams = z.object({ id: Id });
const theRules = { description: 'The rules, in the order in which they are tried.', schema: RuleList };
const example: z.input<typeof RuleList> = {
  rules: [
    {
      id: 'bowls',
      name: 'Bowls under 500 baht',
      enabled: true,
      at: { beforeDeadline: 1800 },
      when: {
        reasons: ['missing_items'],
        claimTo: { amount: 50_000, currency: 'THB' },
        skus: ['BOWL-*'],
        buyerRequests: { atMost: 2 },
      },
      then: { kind: 'partial_refund', percent: 50 },
      note: 'So sorry! Keep the bowl and take half back?',
    },
  ],
};

export function ruleRoutes({ store, clock }: HttpParts): Route[] {
  const { directory } = store;
  const dryRun = createDryRun(store, clock);

  /** The shop's currency. Throws where the rules mean nothing in this shop. */
  async function check(rules: Rule[], { id, market }: StoredSeller): Promise<string> {
    const policy = await policyOf(directory, market);
    if (!policy) throw new Error(`Seller ${id} sells in ${market}, which has no policy.`);
    const problems = ruleProblems(rules, policy.currency);
    if (problems.length > 0) throw invalid('body', problems);
    return policy.currency;
  }

  return [
    route({
      method: 'put',
      path: '/v1/sellers/:id/rules',
      tag: 'Rules',
      operation: 'putRules',
      summary: 'Set the shop’s rules',
      description:
        'All of them, at most 20, tried in order: the first enabled one that matches is the request’s, chosen and copied when it opens. Requests that are open keep theirs.',
      params: SellerParams,
      body: RuleList,
      example,
      answers: { 200: theRules },
      problems: [],
      async handle({ params: { id }, body: { rules } }) {
        const changed = await changeSeller(directory, id, async (seller) => {
          await check(rules, seller);
          return { ...seller, rules };
        });
        if (!changed) throw noSeller(id);
        return { status: 200, body: { rules } };
      },
    }),
    route({
      method: 'get',
      path: '/v1/sellers/:id/rules',
      tag: 'Rules',
      operation: 'getRules',
      summary: 'Read the shop’s rules',
      params: SellerParams,
      tagged: true,
      answers: { 200: theRules },
      problems: [],
      async handle({ params: { id } }) {
        const seller = await directory.seller(id);
        if (!seller) throw noSeller(id);
        return { status: 200, body: { rules: seller.rules ?? [] } };
      },
    }),
    route({
      method: 'post',
      path: '/v1/sellers/:id/rules/dry-run',
      tag: 'Rules',
      operation: 'dryRunRules',
      summary: 'Try rules on what the shop was asked lately',
      description:
        'What these rules would have done with the requests opened in `[since, until)`, by default and at most those of the last 90 days, the newest 5,000. Changes nothing.',
      params: SellerParams,
      body: DryRunAsked,
      example,
      answers: { 200: { description: 'What they would have done.', schema: DryRunReport } },
      problems: [],
      async handle({ params: { id }, body: { rules, since, until }, isGone }) {
        const seller = await directory.seller(id);
        if (!seller) throw noSeller(id);
        const currency = await check(rules, seller);
        if (since && until && since >= until) {
          throw invalid('body', [{ path: 'until', message: `is ${until}, not after since` }]);
        }
        const report = await dryRun({ sellerId: id, currency, rules, since, until, isGone });
        if (!report) throw new ProblemError('unavailable', 'Nobody waited for the report: it was given up.');
        return { status: 200, body: report };
      },
    }),
  ];
}
