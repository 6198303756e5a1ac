/** What is owed of one kind and what of another is never mixed, whatever its subjects and lanes are called. */
import { expect, it } from 'vitest';
import { WORK_KINDS, type WorkStore } from '../../src/application/work/ports.ts';
import { type Factory, freshStores } from './fixture.ts';
import { fresh, lease, mark, NOW, WALL } from './work-data.ts';

export function workApartContract(factory: Factory): void {
  const at = freshStores(factory);

  it.each(WORK_KINDS)('work of kind %s is not taken, woken or told of by another', async (kind) => {
    const { [kind]: mine, ...rest } = at.store.work;
    const others: WorkStore[] = Object.values(rest);
    await mine.owe([mark({ owed: 1, dueAt: NOW + 9, lane: 'same' })]);
    for (const other of others) await other.owe([mark({ owed: 3, dueAt: NOW + 9, lane: 'same' })]);
    await mine.wake({ subjects: ['req_1'] }, NOW);
    await mine.wake({ sellerId: 'shop-1' }, NOW);
    await mine.wake({ lane: 'same' }, NOW);
    await mine.putStatus('shop-1', { code: 'token', at: '2026-11-23T02:30:00.000Z' });
    for (const other of others) {
      expect(await other.take(null, NOW, lease('a'), WALL, 10)).toEqual([]);
      expect(await other.take('same', NOW, lease('a'), WALL, 10)).toEqual([]);
      expect(await other.get('req_1')).toEqual(fresh({ owed: 3, dueAt: NOW + 9, lane: 'same' }));
      expect(await other.status('shop-1')).toBeNull();
    }
    const taken = [fresh({ owed: 1, dueAt: NOW, lane: 'same' })];
    expect(await mine.take('same', NOW, lease('a'), WALL, 10)).toEqual(taken);
  });
}
