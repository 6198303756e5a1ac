/** Rule 17: a seller's rules act for the seller, sentence by sentence. */
import { describe, expect, it } from 'vitest';
import { seesEvent, viewEvent, viewRequest } from '../../../src/application/queries.ts';
import { type Rule, RuleList } from '../../../src/contract/rules.ts';
import { allowedActions } from '../../../src/domain/actions.ts';
import { wakeAt } from '../../../src/domain/request.ts';
import { isRuleActor } from '../../../src/domain/rules.ts';
import { baht, facts, halfBack } from '../../support/builders.ts';
import { given } from '../../support/decider.ts';
import {
  agent,
  approve,
  buyer,
  cancel,
  extend,
  holdRule,
  integrator,
  type Opening,
  offer,
  on,
  passTime,
  platform,
  refundedAlready,
  reject,
  rejectOffer,
  request,
  seller,
  withdraw,
} from '../../support/story.ts';

const rule = (changes: Partial<Rule> = {}) => halfBack({ note: 'Keep the bowl', ...changes });
/** Acts at 09:00, where the answer is due at 09:30. */
const beforeDeadline = (changes: Partial<Rule> = {}) => rule({ at: { beforeDeadline: 1800 }, ...changes });
const opened = (rules: Rule[], opening: Opening = {}) => request({ rules, ...opening });
const typesOf = (rules: Rule[], opening: Opening = {}) => opened(rules, opening).history.map(({ type }) => type);
const BY_RULE = { kind: 'seller' as const, id: 'shop-1', userId: 'rule:bowls' };

it('rule 17: an offer’s note names the order and the items where it says so', () => {
  const { state } = opened([rule({ note: '{item} of {order}: {keep} it for $& baht' })], {
    items: facts().items.map((item) => ({ ...item, title: 'Bowl $1' })),
  });
  expect(state.offers[0]?.note).toBe(`Bowl $1 of ${state.facts.orderId}: {keep} it for $& baht`);
});

describe('rule 17: which rule a request has', () => {
  const chosen = (rules: Rule[], opening: Opening = {}) => opened(rules, opening).state.rule?.rule.id;

  it('rule 17: the first enabled one that matches, in their order', () => {
    const other = rule({ id: 'vases', when: { skus: ['VASE-*'] } });
    const off = rule({ id: 'off', enabled: false });
    expect(chosen([other, off, rule({ id: 'first' }), rule({ id: 'second' })])).toBe('first');
    expect(chosen([other, off])).toBeUndefined();
    expect(opened([]).state.rule).toBeNull();
  });

  it('rule 17: a seller has at most 20', () => {
    const many = (count: number) => ({ rules: Array.from({ length: count }, (_, n) => rule({ id: `rule-${n}` })) });
    expect(RuleList.safeParse(many(20)).success).toBe(true);
    expect(RuleList.safeParse(many(21)).success).toBe(false);
  });

  it('rule 17: it is chosen and copied at the opening', () => {
    const mine = beforeDeadline();
    const story = opened([mine]);
    expect(story.history[0]).toMatchObject({
      type: 'request.opened',
      data: { rule: { ...mine, actsAt: on('Tue 09:00') } },
    });
    mine.name = 'Edited later';
    expect(story.state.rule).toMatchObject({ status: 'waiting', rule: { name: 'Bowls' } });
  });

  it.each<[string, Rule['when'], boolean]>([
    ['its reason is listed', { reasons: ['damaged', 'missing_items'] }, true],
    ['its reason is not', { reasons: ['damaged'] }, false],
    ['it claims the least', { claimFrom: baht(25_000) }, true],
    ['it claims less than that', { claimFrom: baht(25_001) }, false],
    ['it claims the most', { claimTo: baht(25_000) }, true],
    ['it claims more', { claimTo: baht(24_999) }, false],
    ['bounds are in another currency', { claimTo: { amount: 99_999, currency: 'VND' } }, false],
    ['the SKU is meant', { skus: ['CUP', 'BOWL-2'] }, true],
    ['the SKU begins so', { skus: ['BOWL-*'] }, true],
    ['the SKU is a longer one', { skus: ['BOWL'] }, false],
    ['any SKU will do', { skus: ['*'] }, true],
    ['the buyer asked as often as allowed', { buyerRequests: { atMost: 2 } }, true],
    ['the buyer asked more often', { buyerRequests: { atMost: 1 } }, false],
  ])('section 8: where %s', (_, when, isChosen) => {
    expect(chosen([rule({ when })], { before: 2 })).toBe(isChosen ? 'bowls' : undefined);
  });

  it('section 8: every item must match one of the SKUs', () => {
    const [bowl] = facts().items;
    if (!bowl) throw new Error('the example has an item');
    const items = [bowl, { ...bowl, sku: 'CUP-1' }];
    expect(chosen([rule({ when: { skus: ['BOWL-*'] } })], { items })).toBeUndefined();
    expect(chosen([rule({ when: { skus: ['BOWL-*', 'CUP-*'] } })], { items })).toBe('bowls');
  });

  it('section 3: how often the buyer asked before is told with the opening', () => {
    const story = opened([], { before: 3 });
    expect(story.history[0]?.data).toMatchObject({ buyerRequests: { days: 90, count: 3 } });
    expect(story.state.buyerRequests).toEqual({ days: 90, count: 3 });
  });
});

describe('rule 17: acting at the opening', () => {
  it('rule 17: it offers in the opening’s own commit, in its own name', () => {
    const { history, state } = opened([rule()]);
    expect(history).toMatchObject([
      { type: 'request.opened', actor: integrator },
      {
        type: 'offer.proposed',
        actor: BY_RULE,
        data: { offer: { by: 'seller', amount: baht(12_500), note: 'Keep the bowl' } },
      },
    ]);
    expect(history[0]?.data).not.toHaveProperty('rule.actsAt');
    expect(state).toMatchObject({ status: 'negotiating', rule: { status: 'acted' }, offersMade: 1 });
  });

  it('rule 17: an amount, the whole refund and an approval are answers too', () => {
    expect(opened([rule({ then: { kind: 'partial_refund', amount: baht(3_100) } })]).state.offers[0]?.amount).toEqual(
      baht(3_100),
    );
    expect(typesOf([rule({ then: { kind: 'refund_only' } })])).toEqual([
      'request.opened',
      'offer.auto_approved',
      'refund.requested',
    ]);
    const approved = opened([rule({ then: { kind: 'approve' } })]);
    expect(approved.history[1]).toMatchObject({
      type: 'request.approved',
      actor: BY_RULE,
      data: { cause: 'decision' },
    });
  });

  it('rule 17: where that moment is past at the opening, it acts in the opening’s commit', () => {
    const late = { openedAt: on('Mon 09:00'), respondBy: on('Mon 09:50'), arrives: 'Mon 09:30' };
    expect(typesOf([beforeDeadline()], late)).toEqual(['request.opened', 'offer.proposed']);
    expect(typesOf([beforeDeadline()], { ...late, respondBy: on('Mon 10:00') })).toEqual([
      'request.opened',
      'offer.proposed',
    ]);
    expect(typesOf([beforeDeadline()], { ...late, respondBy: on('Mon 10:01') })).toEqual(['request.opened']);
  });

  it('rule 17: where its answer is not legal, rule.lapsed says so', () => {
    const { history, state } = opened([rule({ then: { kind: 'partial_refund', percent: 60 } })], {
      policy: { limits: { minPercent: 1, maxPercent: 50, minAmount: 1, maxAmount: null } },
    });
    expect(history[1]).toMatchObject({ type: 'rule.lapsed', actor: BY_RULE, data: { ruleId: 'bowls' } });
    expect(state).toMatchObject({ status: 'awaiting_seller', rule: { status: 'lapsed' } });
  });
});

describe('rule 17: acting before the deadline', () => {
  const waiting = opened([beforeDeadline()]);

  it('rule 17: the clock looks at its moment, and nothing happens before', () => {
    const last = waiting.after('Tue 05:30', platform, passTime()).after('Tue 08:30', platform, passTime());
    expect(wakeAt(last.state)).toBe(on('Tue 09:00'));
    given(last).when(passTime(), { by: platform, at: 'Tue 08:59:59.999' }).thenNothing();
  });

  it('rule 17: it offers at its moment, once', () => {
    const outcome = given(waiting)
      .when(passTime(), { by: platform, at: 'Tue 09:00' })
      .then([{ type: 'offer.proposed', actor: BY_RULE, at: on('Tue 09:00') }])
      .leaves({ status: 'negotiating', rule: { status: 'acted' } });
    given(outcome.state).when(passTime(), { by: platform, at: 'Tue 09:00' }).thenNothing();
  });

  it('rule 17: its seconds are elapsed time, on days off too', () => {
    const weekend = opened([rule({ at: { beforeDeadline: 86_400 } })], {
      openedAt: on('Fri 09:30'),
      arrives: 'Fri 09:30',
    });
    const monday = weekend.state.deadline?.at ?? '';
    expect(monday).toBe('2026-11-30T02:30:00.000Z');
    expect(weekend.history[0]?.data).toMatchObject({ rule: { actsAt: '2026-11-29T02:30:00.000Z' } });
    expect(wakeAt(weekend.state)).toBe('2026-11-29T02:30:00.000Z');
  });

  it('rule 17: its moment follows extensions', () => {
    const extended = waiting.after('Mon 10:00', agent, extend(3600));
    given(extended).when(passTime(), { by: platform, at: 'Tue 09:30' }).then(['reminder.due']);
    given(extended)
      .when(passTime(), { by: platform, at: 'Tue 10:00' })
      .then([{ type: 'offer.proposed', actor: BY_RULE }]);
  });

  it.each([
    ['an offer', offer(1_000), seller],
    ['an approval', approve(), agent],
    ['a rejection', reject(), seller],
    ['the buyer who cancels', cancel(), buyer],
  ])('rule 17: %s makes it lapse, without an event of its own', (_, ask, by) => {
    const { events, state } = given(waiting).when(ask, { by, at: 'Tue 09:10' });
    expect(events.map(({ type }) => type)).not.toContain('rule.lapsed');
    expect(state.rule?.status).toBe('lapsed');
    const later = given(state).when(passTime(), { by: platform, at: 'Tue 09:20' });
    expect(later.events.some(({ actor }) => isRuleActor(actor))).toBe(false);
  });

  it('rule 17: it does not come back with a hand-back of the seller’s own offer', () => {
    const back = waiting.after('Mon 10:00', seller, offer(1_000)).after('Mon 11:00', buyer, rejectOffer());
    given(back)
      .when(passTime(), { by: platform, at: 'Tue 10:30' })
      .then(['reminder.due'])
      .leaves({ rule: { status: 'lapsed' } });
  });

  it('rule 17: where its answer is not legal when its moment comes, rule.lapsed says so', () => {
    const nothingLeft = waiting.after('Mon 10:00', integrator, refundedAlready(54_000));
    given(nothingLeft.after('Tue 08:30', platform, passTime()))
      .when(passTime(), { by: platform, at: 'Tue 09:00' })
      .then([{ type: 'rule.lapsed', actor: BY_RULE, data: { ruleId: 'bowls' } }])
      .leaves({ status: 'awaiting_seller', rule: { status: 'lapsed' }, deadline: { at: on('Tue 09:30') } });
  });

  it('rule 17: where its moment and the deadline passed unseen, it acts first', () => {
    given(waiting)
      .when(passTime(), { by: platform, at: 'Tue 12:00' })
      .then([{ type: 'offer.proposed', actor: BY_RULE }])
      .leaves({ status: 'negotiating' });
    given(waiting)
      .when(approve(), { by: seller, at: 'Tue 12:00' })
      .leaves({ status: 'negotiating', rule: { status: 'acted' } });
  });

  it('rule 6: what the seller asks for late and the rule has just done is a repeat, as after the sweep', () => {
    given(opened([beforeDeadline({ then: { kind: 'approve' } })]))
      .when(approve(), { by: seller, at: 'Tue 12:00' })
      .then([{ type: 'request.approved', actor: BY_RULE, data: { cause: 'decision' } }]);
  });

  it('rule 17: where it cannot act either, the deadline is what is left', () => {
    given(waiting.after('Mon 10:00', integrator, refundedAlready(54_000)))
      .when(passTime(), { by: platform, at: 'Tue 12:00' })
      .then(['rule.lapsed', { type: 'request.approved', data: { cause: 'timeout' } }]);
  });

  it.each([
    ['rejected', rejectOffer(), buyer],
    ['withdrawn', withdraw(), seller],
  ])('rule 17: a hand-back of its offer that was %s leaves what was left and nothing more', (_, ask, by) => {
    for (const afterHandBack of ['restart', 'resume'] as const) {
      const offered = opened([beforeDeadline()], { policy: { afterHandBack } }).after(
        'Tue 09:00',
        platform,
        passTime(),
      );
      given(offered)
        .when(ask, { by, at: 'Tue 15:00' })
        .leaves({ deadline: { kind: 'respond_by', at: on('Tue 15:30') } });
    }
  });

  it('rule 17: expiry of its offer leaves no more either', () => {
    const offered = waiting.after('Tue 09:10', platform, passTime());
    given(offered)
      .when(passTime(), { by: platform, at: 'Wed 09:10' })
      .then(['offer.expired', 'request.handed_back'])
      .leaves({ deadline: { at: on('Wed 09:30') } });
  });

  it('rule 1: with nothing left after an outage the platform approves in the hand-back’s commit', () => {
    const offered = waiting.after('Tue 12:00', platform, passTime());
    given(offered)
      .when(rejectOffer(), { by: buyer, at: 'Tue 15:00' })
      .then(['offer.rejected', 'request.handed_back', { type: 'request.approved', data: { cause: 'timeout' } }]);
  });

  it('rule 1: an offer that a rule made at the opening is handed back like any other', () => {
    given(opened([rule()]).history)
      .when(rejectOffer(), { by: buyer, at: 'Mon 15:30' })
      .leaves({ deadline: { at: on('Tue 15:30') } });
  });
});

describe('rule 17: who sees it', () => {
  const callerOf = (role: 'buyer' | 'seller' | 'agent') => ({ kind: 'person', person: { role, id: 'x' } }) as const;
  const now = Date.parse(on('Tue 09:00'));

  it('rule 17: the seller’s side sees which rule waits and when it will act', () => {
    const { state } = opened([beforeDeadline()]);
    for (const role of ['seller', 'agent'] as const)
      expect(viewRequest(state, callerOf(role), now).rule).toMatchObject({
        id: 'bowls',
        name: 'Bowls',
        status: 'waiting',
        actsAt: on('Tue 09:00'),
      });
    expect(viewRequest(state, callerOf('buyer'), now)).not.toHaveProperty('rule');
  });

  it('rule 17: buyers see an offer like any other', () => {
    const byRule = opened([beforeDeadline()]).after('Tue 09:00', platform, passTime());
    const bySeller = request().after('Tue 09:00', seller, offer(12_500, 'Keep the bowl'));
    expect(byRule.state.offers).toHaveLength(1);
    const seen = (story: typeof byRule) => ({
      request: viewRequest(story.state, callerOf('buyer'), now),
      events: story.history
        .filter((event) => seesEvent(event, callerOf('buyer')))
        .map((event) => viewEvent(event, callerOf('buyer'))),
    });
    expect(seen(byRule)).toEqual(seen(bySeller));
  });
});

describe('rule 17: holding it', () => {
  const waiting = opened([beforeDeadline()]);

  it.each([
    ['seller', seller],
    ['agent', agent],
  ] as const)('rule 17: the %s can hold it while it has not acted', (kind, by) => {
    expect(allowedActions(waiting.state, kind, on('Mon 10:00'))).toContain('hold_rule');
    const held = given(waiting)
      .when(holdRule(), { by, at: 'Mon 10:00' })
      .then([{ type: 'rule.held', actor: by, data: { ruleId: 'bowls' } }])
      .leaves({ status: 'awaiting_seller', rule: { status: 'held' }, deadline: { at: on('Tue 09:30') } }).state;
    expect(allowedActions(held, kind, on('Mon 10:00'))).not.toContain('hold_rule');
    given(held).when(passTime(), { by: platform, at: 'Tue 09:00' }).then(['reminder.due']);
    given(held).when(holdRule(), { by: agent, at: 'Mon 10:01' }).thenNothing();
  });

  it('rule 17: also after its moment, as long as the clock has not come', () => {
    given(waiting).when(holdRule(), { by: seller, at: 'Tue 09:05' }).then(['rule.held']);
  });

  it('rule 17: a rule that acted is not held any more, nor is one that there is not', () => {
    given(opened([rule()]).history)
      .when(holdRule(), { by: seller, at: 'Mon 10:00' })
      .thenRefused('conflict');
    given(request()).when(holdRule(), { by: seller, at: 'Mon 10:00' }).thenRefused('conflict');
  });

  it('rule 17: buyers have nothing to do with it', () => {
    given(waiting).when(holdRule(), { by: buyer, at: 'Mon 10:00' }).thenRefused('forbidden');
    expect(allowedActions(waiting.state, 'buyer', on('Mon 10:00'))).not.toContain('hold_rule');
  });
});

it('rule 17: only a rule is taken for one, whoever of the shop acts', () => {
  expect(isRuleActor(BY_RULE)).toBe(true);
  expect(isRuleActor({ kind: 'seller', id: 'shop-1', userId: 'staff-7' })).toBe(false);
  expect(isRuleActor({ kind: 'seller', id: 'shop-1' })).toBe(false);
  expect(isRuleActor({ ...BY_RULE, kind: 'agent' })).toBe(false);
});
