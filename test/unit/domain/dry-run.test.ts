/** A dry run: what rules would have done with a request whose history is known, by the same rules as a real one. */
import { describe, expect, it } from 'vitest';
import type { Rule } from '../../../src/contract/rules.ts';
import { whatIf } from '../../../src/domain/dry-run.ts';
import { halfBack } from '../../support/builders.ts';
import {
  agent,
  approve,
  assign,
  buyer,
  cancel,
  conclude,
  extend,
  integrator,
  offer,
  on,
  passTime,
  platform,
  refundedAlready,
  reject,
  request,
  type Story,
  seller,
} from '../../support/story.ts';

/** Acts at 09:00 on Tuesday, where the answer is due at 09:30. */
const beforeDeadline = (changes: Partial<Rule> = {}) => halfBack({ at: { beforeDeadline: 1800 }, ...changes });
const tried = ({ history }: Story, rules: Rule[], now = on('Fri 09:00')) => whatIf(history, rules, now);
const HALF = { amount: { amount: 12_500, currency: 'THB' }, percent: 50, atOnce: false };

describe('a dry run', () => {
  it('chooses the rule that would have been the request’s', () => {
    const rules = [halfBack({ id: 'off', enabled: false }), halfBack({ id: 'vases', when: { skus: ['VASE-*'] } })];
    expect(tried(request(), [...rules, halfBack()])).toMatchObject({ rule: { id: 'bowls' }, answer: HALF });
    expect(tried(request(), rules)).toEqual({ rule: undefined, answer: null, happened: 'waiting', differs: false });
  });

  it('approves where the rule would have', () => {
    const silent = request().after('Tue 09:30', platform, passTime());
    const report = tried(silent, [beforeDeadline({ then: { kind: 'approve' } })]);
    expect(report).toMatchObject({ answer: 'approval', happened: 'approved_by_timeout', differs: true });
    const approved = request().after('Mon 10:00', seller, approve());
    expect(tried(approved, [halfBack({ then: { kind: 'approve' } })])).toMatchObject({
      answer: 'approval',
      differs: false,
    });
  });

  it('an offer of the whole claim needs nobody’s acceptance', () => {
    expect(tried(request(), [halfBack({ then: { kind: 'refund_only' } })]).answer).toMatchObject({
      amount: { amount: 25_000 },
      atOnce: true,
    });
  });

  it('steps in before silence would have approved', () => {
    const silent = request().after('Tue 09:30', platform, passTime());
    expect(tried(silent, [beforeDeadline()])).toMatchObject({
      answer: HALF,
      happened: 'approved_by_timeout',
      differs: true,
    });
  });

  it.each([
    ['the shop approved', 'approved', request().after('Tue 08:00', seller, approve())],
    ['the shop rejected', 'rejected', request().after('Tue 08:00', seller, reject())],
    ['the shop offered', 'offered', request().after('Tue 08:00', seller, offer(10_000))],
    ['the buyer cancelled', 'cancelled', request().after('Tue 08:00', buyer, cancel())],
    ['the marketplace decided', 'concluded', request().after('Tue 08:00', integrator, conclude('refunded'))],
  ] as const)('leaves alone what was answered before the rule’s moment: %s', (_, happened, story) => {
    expect(tried(story, [beforeDeadline()])).toMatchObject({
      rule: { id: 'bowls' },
      answer: null,
      unanswered: 'answeredFirst',
      happened,
      differs: false,
    });
    expect(tried(story, [halfBack()])).toMatchObject({ answer: HALF, happened, differs: true });
  });

  it('differs only where another answer was given', () => {
    const same = request().after('Tue 08:00', seller, offer(12_500));
    expect(tried(same, [halfBack()])).toMatchObject({ answer: HALF, happened: 'offered', differs: false });
  });

  it('follows what became of the deadline meanwhile', () => {
    const extended = request().after('Tue 08:00', agent, extend(7_200)).after('Tue 10:30', seller, approve());
    expect(tried(extended, [beforeDeadline()]).answer).toBeNull();
    const late = request().after('Tue 08:00', agent, extend(7_200)).after('Tue 11:15', seller, approve());
    expect(tried(late, [beforeDeadline()])).toMatchObject({ answer: HALF, happened: 'approved' });
  });

  it('an answer that was not legal when its moment came is none', () => {
    const refunded = request().after('Mon 10:00', integrator, refundedAlready(54_000));
    expect(tried(refunded, [beforeDeadline()])).toMatchObject({ answer: null, unanswered: 'notPossible' });
    expect(tried(refunded, [halfBack()]).unanswered).toBeUndefined();
  });

  it('a moment that is to come has not come', () => {
    const early = tried(request(), [beforeDeadline()], on('Tue 08:59'));
    expect(early).toMatchObject({ answer: null, unanswered: 'toCome' });
    expect(tried(request(), [beforeDeadline()], on('Tue 09:00'))).toMatchObject({ answer: HALF, happened: 'waiting' });
  });

  it('tries new rules in the place of those that the request had', () => {
    const acted = request({ rules: [halfBack({ id: 'old', then: { kind: 'partial_refund', percent: 30 } })] });
    expect(tried(acted, [beforeDeadline()])).toMatchObject({ answer: HALF, happened: 'offered', differs: true });
    const lapsed = request({ rules: [beforeDeadline({ id: 'old' })] })
      .after('Mon 10:00', seller, assign({ id: 'staff-7' }))
      .after('Mon 11:00', seller, approve());
    expect(tried(lapsed, [beforeDeadline()]).answer).toBeNull();
  });
});
