/** Rule 16: everything is told, and the history gives the request. */
import { describe, expect, it } from 'vitest';
import { EVENT_TYPES } from '../../../src/contract/event.ts';
import type { Rule } from '../../../src/contract/rules.ts';
import { replay } from '../../../src/domain/evolve.ts';
import { baht } from '../../support/builders.ts';
import { given } from '../../support/decider.ts';
import {
  accept,
  agent,
  approve,
  assign,
  buyer,
  cancel,
  conclude,
  counter,
  extend,
  holdRule,
  integrator,
  logistics,
  offer,
  passTime,
  platform,
  refund,
  refundedAlready,
  refundOnly,
  reject,
  rejectOffer,
  request,
  type Story,
  seen,
  seller,
  ship,
  update,
  withdraw,
} from '../../support/story.ts';

const rule = (at: Rule['at'], percent: number, enabled = true): Rule => ({
  id: `r-${percent}`,
  name: `${percent} %`,
  enabled,
  at,
  when: {},
  then: { kind: 'partial_refund', percent },
});
const rounds = { policy: { maxOffers: 3, maxRounds: 3 } };
const STORIES: [string, Story][] = [
  [
    'a negotiation that ends in a refund',
    request(rounds)
      .after('Mon 09:35', seller, assign({ id: 'staff-7' }))
      .after('Mon 09:40', agent, extend(600))
      .after('Mon 10:00', seller, offer(10_000, 'No bowl left'))
      .after('Mon 11:00', buyer, counter(20_000, 'A little more'))
      .after('Mon 12:00', seller, counter(15_000))
      .after('Mon 12:30', agent, extend(3_600))
      .after('Mon 13:00', buyer, rejectOffer('No'))
      .after('Mon 14:00', seller, offer(16_000))
      .after('Mon 14:10', seller, withdraw('A mistake'))
      .after('Tue 12:00', platform, passTime())
      .after('Tue 13:00', seller, offer(17_000))
      .after('Tue 14:00', buyer, accept())
      .after('Tue 15:00', integrator, refund('failed', { text: 'Card closed' }))
      .after('Wed 15:00', platform, passTime())
      .after('Wed 16:00', integrator, refund('confirmed', { reference: 'pay-1' })),
  ],
  [
    'a shipment after silence',
    request()
      .after('Tue 05:30', platform, passTime())
      .after('Tue 09:30', platform, passTime())
      .after('Tue 10:00', integrator, update({ metadata: { ticket: '42' } }))
      .after('Thu 12:00', platform, passTime())
      .after('Thu 13:00', seller, ship())
      .after('Thu 18:00', integrator, logistics(seen('Thu 17:00', 'picked_up')))
      .after('Fri 18:00', integrator, logistics(seen('Fri 17:00', 'delivered'))),
  ],
  [
    'an offer above what is refundable by now',
    request().after('Mon 10:00', seller, offer(12_500)).after('Mon 11:00', integrator, refundedAlready(50_000)),
  ],
  ['more favourable', request().after('Mon 10:00', seller, refundOnly('Sorry'))],
  [
    'an offer nobody answered',
    request().after('Mon 10:00', seller, offer(12_500)).after('Tue 10:00', platform, passTime()),
  ],
  [
    'a rule that was held',
    request({ rules: [rule('opened', 1, false), rule({ beforeDeadline: 1800 }, 50)] }).after(
      'Mon 10:00',
      seller,
      holdRule(),
    ),
  ],
  ['a rule whose answer was not possible', request({ rules: [rule('opened', 0.01)], policy: { maxOffers: 0 } })],
  [
    'second thoughts about what a rule offered',
    request({ rules: [rule('opened', 50)], policy: { secondThoughts: true } })
      .after('Mon 10:00', buyer, rejectOffer('No'))
      .after('Mon 11:00', buyer, accept()),
  ],
  ['concluded elsewhere', request().after('Mon 10:00', integrator, conclude('refunded', { amount: baht(25_000) }))],
  ['rejected', request().after('Mon 10:00', seller, reject())],
  ['erased', request().after('Mon 10:00', seller, reject()).erased('Tue 10:00')],
  ['cancelled', request().after('Mon 10:00', seller, offer(12_500)).after('Mon 11:00', buyer, cancel('Found it'))],
];

describe('rule 16: everything is told', () => {
  it.each(STORIES)('rule 16: replaying the history of %s gives the request', (_, { history, state }) => {
    expect(replay(history)).toEqual(state);
    expect(replay(JSON.parse(JSON.stringify(history)))).toStrictEqual(JSON.parse(JSON.stringify(state)));
  });

  it.each(STORIES)('rule 16: seq is 1, 2, 3 without gaps in %s, version the last', (_, { history, state }) => {
    expect(history.map(({ seq }) => seq)).toEqual(history.map((__, index) => index + 1));
    expect(state.version).toBe(history.length);
    expect(new Set(history.map(({ id }) => id)).size).toBe(history.length);
    for (const event of history)
      expect(event).toMatchObject({ id: expect.stringMatching(/^evt_/u), requestId: 'req_1' });
  });

  it('rule 16: these stories tell every event there is', () => {
    const told = new Set(STORIES.flatMap(([, { history }]) => history.map(({ type }) => type)));
    expect([...told].sort()).toEqual([...EVENT_TYPES].sort());
  });

  it('rule 16: an event names who acted, the member of staff included; the rules act as the platform', () => {
    given(request())
      .when(approve(), { by: seller, at: 'Mon 10:00' })
      .then([{ type: 'request.approved', actor: seller }]);
    given(request().after('Mon 10:00', seller, offer(12_500)))
      .when(rejectOffer(), { by: buyer, at: 'Mon 11:00' })
      .then([
        { type: 'offer.rejected', actor: buyer },
        { type: 'request.handed_back', actor: { kind: 'platform' } },
      ]);
  });

  it('rule 16: a history with a gap is not replayed', () => {
    const [first, , third] = STORIES[0]?.[1].history ?? [];
    if (!first || !third) throw new Error('the story has three events');
    expect(() => replay([first, third])).toThrow(/does not follow/u);
    expect(() => replay([])).toThrow();
  });

  it('rule 16: deciding again gives the same events, ids included', () => {
    const story = request().after('Mon 10:00', seller, offer(12_500));
    const once = given(story).when(accept(), { by: buyer, at: 'Mon 11:00' });
    const again = given(story).when(accept(), { by: buyer, at: 'Mon 11:00' });
    expect(again.events).toEqual(once.events);
  });
});
