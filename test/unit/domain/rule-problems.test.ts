/** Rule 17: what makes well-formed rules unusable together, and in a shop's currency. */
import { describe, expect, it } from 'vitest';
import type { Rule } from '../../../src/contract/rules.ts';
import { ruleProblems } from '../../../src/domain/rules.ts';
import { baht, halfBack } from '../../support/builders.ts';

const problems = (...rules: Rule[]) => ruleProblems(rules, 'THB');
const pounds = { amount: 100, currency: 'GBP' };

describe('rule 17: rules that a shop can use', () => {
  it('have an id each; the second of one id is the wrong one', () => {
    expect(problems(halfBack(), halfBack({ id: 'vases' }))).toEqual([]);
    expect(problems(halfBack(), halfBack({ id: 'vases' }), halfBack())).toEqual([
      { path: 'rules[2].id', message: "bowls is another rule's already: each has an id of its own." },
    ]);
  });

  it.each([
    ['when.claimFrom', halfBack({ when: { claimFrom: pounds } })],
    ['when.claimTo', halfBack({ when: { claimTo: pounds } })],
    ['then.amount', halfBack({ then: { kind: 'partial_refund', amount: pounds } })],
  ])('are in its currency: %s', (path, one) => {
    expect(problems(one)).toEqual([{ path: `rules[0].${path}`, message: "It is in GBP; the shop's market uses THB." }]);
  });

  it('have a claim between their bounds, which may be one and the same', () => {
    const between = (from: number, to: number) =>
      problems(halfBack({ when: { claimFrom: baht(from), claimTo: baht(to) } }));
    expect(between(100, 100)).toEqual([]);
    expect(between(100, 200)).toEqual([]);
    expect(between(101, 100)).toMatchObject([{ path: 'rules[0].when.claimFrom' }]);
    expect(problems(halfBack({ when: { claimFrom: baht(100) } }))).toEqual([]);
    expect(problems(halfBack({ when: { claimTo: baht(100) } }))).toEqual([]);
  });
});
