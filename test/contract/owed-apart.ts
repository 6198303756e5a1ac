/** What is owed to Slack and what is owed to Chatwoot are never mixed, whatever their records are called. */
import { expect, it } from 'vitest';
import { fresh, lease, mark, NOW, WALL } from './alert-data.ts';
import { type Factory, freshStores } from './fixture.ts';

export function owedApartContract(factory: Factory): void {
  const at = freshStores(factory);

  it('records of one are not taken, woken or told of by the other', async () => {
    const { alerts, chatwoot } = at.store;
    await alerts.owe([mark({ owed: 3, dueAt: NOW + 9 })]);
    await chatwoot.owe([mark({ owed: 1, dueAt: NOW + 9 })]);
    await chatwoot.wake({ ids: ['req_1'] }, NOW);
    await chatwoot.wake({ sellerId: 'shop-1' }, NOW);
    expect(await alerts.take(NOW, lease('a'), WALL, 10)).toEqual([]);
    expect(await chatwoot.take(NOW, lease('a'), WALL, 10)).toEqual([fresh({ owed: 1, dueAt: NOW })]);
    expect(await alerts.get('req_1')).toEqual(fresh({ owed: 3, dueAt: NOW + 9 }));
    await chatwoot.putStatus('shop-1', { code: 'token', at: '2026-11-23T02:30:00.000Z' });
    expect(await alerts.status('shop-1')).toBeNull();
  });
}
