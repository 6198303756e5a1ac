/** Figures are counted once for many who ask, and never so seldom that who acted would miss what they did. */
import { expect, it } from 'vitest';
import { createStats } from '../../src/application/stats.ts';
import { sqliteStore } from '../support/stores.ts';

it('figures are counted once for all who ask meanwhile, and again when they are old enough', async () => {
  const { store, cleanup } = await sqliteStore();
  let counts = 0;
  let time = 0;
  const counting: typeof store.requests = {
    ...store.requests,
    async stats(query) {
      counts += 1;
      time += 100;
      if (query.sellerId === 'broken') throw new Error('no figures');
      return store.requests.stats(query);
    },
  };
  const stats = createStats({ ...store, requests: counting }, { now: () => 0 }, { now: () => time });
  await Promise.all([stats({}), stats({}), stats({})]);
  expect(counts).toBe(1);
  time = 100 + 2000 - 1;
  await stats({});
  expect(counts, 'counting took 100 ms, so it is good for 2 s').toBe(1);
  time += 1;
  await stats({});
  expect(counts).toBe(2);
  await stats({ sellerId: 'shop-1' });
  expect(counts, 'each scope is counted by itself').toBe(3);
  await expect(stats({ sellerId: 'broken' })).rejects.toThrow('no figures');
  await expect(stats({ sellerId: 'broken' })).rejects.toThrow('no figures');
  expect(counts, 'a failure is not kept').toBe(5);
  await cleanup();
});

it('figures that are quick to count are those of the moment, so that who acted sees what they did', async () => {
  const { store, cleanup } = await sqliteStore();
  let counts = 0;
  const counting: typeof store.requests = {
    ...store.requests,
    stats(query) {
      counts += 1;
      return store.requests.stats(query);
    },
  };
  const stats = createStats({ ...store, requests: counting }, { now: () => 0 }, { now: () => 0 });
  await Promise.all([stats({}), stats({})]);
  expect(counts, 'who asks meanwhile shares the answer').toBe(1);
  await stats({});
  expect(counts).toBe(2);
  await cleanup();
});
