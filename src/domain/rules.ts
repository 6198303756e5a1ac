/**
 * Which of a seller's rules a request has, and what became of it (rule 17). What it does is in `decisions/rules.ts`, when it
 * does it in `request.ts`.
 *
 * - waiting: from the opening on, while the request waits for the seller's first answer.
 * - acted: it approved or offered, in the seller's name.
 * - held: somebody of the seller's side, or an agent, kept it from acting.
 * - lapsed: somebody else answered, or what it would have answered was not legal when its moment came.
 */
import type { Money } from '../contract/primitives.ts';
import type { Actor } from '../contract/request.ts';
import { RULE_PREFIX } from '../contract/rule-names.ts';
import type { Rule } from '../contract/rules.ts';
import type { PolicyProblem } from './policy.ts';
import type { RequestEvent, RequestState } from './request.ts';

/** What a rule looks at. Beside the request's own facts: the buyer's earlier requests with this shop. */
export type Claim = Pick<RequestState, 'claimValue'> & {
  facts: Pick<RequestState['facts'], 'reason' | 'items'>;
  buyerRequests: number;
};

const matchesSku = (pattern: string, sku: string): boolean =>
  pattern.endsWith('*') ? sku.startsWith(pattern.slice(0, -1)) : sku === pattern;

/** Whether every part of the rule's `when` holds; bounds are inclusive. Amounts in another currency match nothing. */
function matches({ when }: Rule, { facts, claimValue, buyerRequests }: Claim): boolean {
  const { reasons, claimFrom, claimTo, skus } = when;
  if (reasons && !reasons.includes(facts.reason)) return false;
  for (const bound of [claimFrom, claimTo]) if (bound && bound.currency !== claimValue.currency) return false;
  if (claimFrom && claimValue.amount < claimFrom.amount) return false;
  if (claimTo && claimValue.amount > claimTo.amount) return false;
  if (skus && !facts.items.every(({ sku }) => skus.some((pattern) => matchesSku(pattern, sku)))) return false;
  return when.buyerRequests === undefined || buyerRequests <= when.buyerRequests.atMost;
}

/** The first enabled rule that matches: the request's. */
export const chooseRule = (rules: readonly Rule[], claim: Claim): Rule | undefined =>
  rules.find((rule) => rule.enabled && matches(rule, claim));

/** Whom the events of a seller's rule name. */
export const ruleActor = (sellerId: string, rule: Rule): Actor => ({
  kind: 'seller',
  id: sellerId,
  userId: `${RULE_PREFIX}${rule.id}`,
});
export const isRuleActor = ({ kind, userId }: Actor): boolean =>
  kind === 'seller' && userId !== undefined && userId.startsWith(RULE_PREFIX);

/** The request's rule after this event, `state` being the request after it: whoever answers ends its waiting. */
export function ruleAfter(event: RequestEvent, { rule, status }: RequestState): RequestState['rule'] {
  if (rule?.status !== 'waiting') return rule;
  if (event.type === 'rule.held') return { ...rule, status: 'held' };
  if (event.type === 'rule.lapsed') return { ...rule, status: 'lapsed' };
  if (status === 'awaiting_seller') return rule;
  return { ...rule, status: isRuleActor(event.actor) ? 'acted' : 'lapsed' };
}

/** What makes well-formed rules unusable in a shop of this currency; empty where nothing does. */
export function ruleProblems(rules: readonly Rule[], currency: string): PolicyProblem[] {
  return rules.flatMap((rule, index) =>
    [...idProblems(rule, rules.slice(0, index)), ...currencyProblems(rule, currency), ...boundProblems(rule)].map(
      ({ path, message }) => ({ path: `rules[${index}].${path}`, message }),
    ),
  );
}

const idProblems = ({ id }: Rule, before: readonly Rule[]): PolicyProblem[] =>
  before.some((other) => other.id === id)
    ? [{ path: 'id', message: `${id} is another rule's already: each has an id of its own.` }]
    : [];

function currencyProblems({ when, then }: Rule, currency: string): PolicyProblem[] {
  const amounts: [string, Money | undefined][] = [
    ['when.claimFrom', when.claimFrom],
    ['when.claimTo', when.claimTo],
    ['then.amount', 'amount' in then ? then.amount : undefined],
  ];
  return amounts
    .filter(([, amount]) => amount !== undefined && amount.currency !== currency)
    .map(([path, amount]) => ({ path, message: `It is in ${amount?.currency}; the shop's market uses ${currency}.` }));
}

function boundProblems({ when: { claimFrom, claimTo } }: Rule): PolicyProblem[] {
  if (!claimFrom || !claimTo || claimFrom.amount <= claimTo.amount) return [];
  const message = `claimFrom is ${claimFrom.amount} and claimTo ${claimTo.amount}: no claim lies between them.`;
  return [{ path: 'when.claimFrom', message }];
}
