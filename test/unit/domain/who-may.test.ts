/** Who may ever do what, whatever the state (SPEC.md, rule 13): the whole table, since what is left out of it is refused. */
import { describe, expect, it } from 'vitest';
import { Action, type ActorKind } from '../../../src/contract/request.ts';
import { mayEver, sideOf } from '../../../src/domain/actions.ts';

const SHOPS: Action[] = ['approve', 'reject', 'offer', 'withdraw', 'ship', 'hold_rule'];
const ANSWERS: Action[] = ['accept_offer', 'reject_offer', 'counter_offer'];
const OPERATORS: Action[] = ['cancel', 'extend'];

describe('rule 13: who may ever do what', () => {
  it.each<[ActorKind, Action[], Action[]]>([
    ['buyer', [...ANSWERS, 'cancel'], ['cancel']],
    ['seller', [...SHOPS, 'assign'], [...SHOPS, ...ANSWERS, 'assign']],
    ['agent', [...SHOPS, ...OPERATORS, 'assign'], [...SHOPS, ...ANSWERS, ...OPERATORS, 'assign']],
    ['integrator', [...SHOPS, ...OPERATORS], [...SHOPS, ...ANSWERS, ...OPERATORS]],
    ['platform', [], []],
  ])('%s', (kind, whereShopOffers, whereBuyerOffers) => {
    const by = (who: 'seller' | 'buyer') =>
      Action.options.filter((action) => mayEver(kind, action, { by: who } as never));
    expect(by('seller').toSorted()).toEqual(whereShopOffers.toSorted());
    expect(by('buyer').toSorted()).toEqual(whereBuyerOffers.toSorted());
    expect(Action.options.filter((action) => mayEver(kind, action, undefined)).toSorted()).toEqual(
      whereShopOffers.toSorted(),
    );
  });

  it('agents and the integrator act for the seller', () => {
    const sides = (['buyer', 'seller', 'agent', 'integrator', 'platform'] as const).map(sideOf);
    expect(sides).toEqual(['buyer', 'seller', 'seller', 'seller', 'platform']);
  });
});
