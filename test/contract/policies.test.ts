/** Policies on every storage: kept as what they say otherwise, so that later releases reach the rest. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { watchCalendars } from '../../src/application/calendar-watch.ts';
import { type Change, localFeed } from '../../src/application/feed.ts';
import { keepDifferences, policiesSet, policyOf, setPolicy } from '../../src/application/policies.ts';
import type { Policy } from '../../src/contract/policy.ts';
import { FIRST_CALENDARS } from '../../src/domain/markets/first-calendars.ts';
import { marketPolicy } from '../../src/domain/markets/index.ts';
import { storeLegs, type TestStore } from '../support/stores.ts';
import { FakeClock } from '../support/world.ts';

const builtIn = (market: string): Policy => {
  const policy = marketPolicy(market);
  if (!policy) throw new Error(`No policy for ${market}.`);
  return policy;
};
/** As the first release stored a policy: whole, with the dates of its own calendar and somebody's own. */
function firstRelease(market: string, own: string[]): Policy {
  const { limits, calendar, ...rest } = builtIn(market);
  const { maxAmount: _, ...firstLimits } = limits;
  const { zone: __, ...firstCalendar } = calendar;
  const copied = FIRST_CALENDARS[market];
  const extraHolidays = [...(copied?.extraHolidays ?? []), ...own].sort();
  const dates = { ...firstCalendar, extraHolidays, workingDays: copied?.workingDays ?? [] };
  return { ...rest, limits: firstLimits as Policy['limits'], calendar: dates };
}

for (const leg of storeLegs()) {
  describe(`Policies on ${leg.name}`, () => {
    let on: TestStore;
    beforeEach(async () => {
      on = await leg.open();
    });
    afterEach(() => on.cleanup());

    it('are stored as what differs, and read whole', async () => {
      const { directory } = on.store;
      const { damaged: _, ...quickPicks } = builtIn('TH').quickPicks;
      const changed: Policy = { ...builtIn('TH'), maxOffers: 4, quickPicks, shipBy: { value: 5, unit: 'hour' } };
      await setPolicy(directory, changed);
      expect(await directory.policy('TH')).toEqual({
        market: 'TH',
        set: { maxOffers: 4, shipBy: { value: 5, unit: 'hour' } },
        removed: ['quickPicks.damaged'],
      });
      expect(await policyOf(directory, 'TH')).toEqual(changed);
      expect(await policiesSet(directory)).toEqual([changed]);
      expect(await policyOf(directory, 'VN')).toEqual(builtIn('VN'));
    });

    it('of a market without one are stored whole', async () => {
      const { directory } = on.store;
      const kuwait: Policy = {
        ...builtIn('GB'),
        market: 'KW',
        currency: 'KWD',
        calendar: { holidays: null, weekend: [5, 6], extraHolidays: [], workingDays: [] },
      };
      expect(await policyOf(directory, 'KW')).toBeNull();
      await setPolicy(directory, kuwait);
      expect(await policyOf(directory, 'KW')).toEqual(kuwait);
      expect(await keepDifferences(directory)).toEqual([]);
    });

    it('that the first release stored whole become differences once, without its copied dates', async () => {
      const { directory } = on.store;
      await directory.putPolicy({ ...firstRelease('TH', ['2027-01-04']), maxOffers: 2 });
      await directory.putPolicy(firstRelease('VN', []));
      const before = await policyOf(directory, 'TH');
      expect(before).toMatchObject({ maxOffers: 2, calendar: { holidays: 'TH', extraHolidays: ['2027-01-04'] } });
      expect(await keepDifferences(directory)).toEqual(['TH', 'VN']);
      expect(await directory.policy('TH')).toMatchObject({
        set: { maxOffers: 2, 'calendar.extraHolidays': ['2027-01-04'] },
      });
      expect(await policyOf(directory, 'TH')).toEqual(before);
      expect(await directory.policy('VN')).toMatchObject({ set: {} });
      expect(await keepDifferences(directory)).toEqual([]);
    });

    it('keep dates that are no copy', async () => {
      const { directory } = on.store;
      const [, ...some] = FIRST_CALENDARS.SG?.extraHolidays ?? [];
      await directory.putPolicy({
        ...builtIn('SG'),
        calendar: { ...builtIn('SG').calendar, extraHolidays: some },
      });
      expect((await policyOf(directory, 'SG'))?.calendar.extraHolidays).toEqual(some);
    });

    it('one that is set while the old one is turned stays', async () => {
      const { directory } = on.store;
      const old = firstRelease('TH', []);
      await directory.putPolicy(old);
      await setPolicy(directory, { ...builtIn('TH'), maxOffers: 7 });
      expect(await directory.swapPolicy(old, { market: 'TH', set: {}, removed: [] })).toBe(false);
      expect((await policyOf(directory, 'TH'))?.maxOffers).toBe(7);
    });

    it('agents are told 60 days before a calendar in use runs out, once a day whatever the number of instances', async () => {
      const told: Change[] = [];
      const feed = localFeed(() => {});
      feed.subscribe((change) => told.push(change));
      const shop = { name: 'Shop', market: 'TH', zone: 'Asia/Bangkok' };
      await on.store.directory.putSeller({ ...shop, id: 'shop-1' });
      await on.store.directory.putSeller({ ...shop, id: 'shop-2', policy: { calendar: { holidays: 'MY-10' } } });
      await on.store.directory.putSeller({ ...shop, id: 'shop-3', market: 'US' });
      const clock = new FakeClock();
      clock.set('2027-10-31T12:00:00.000Z');
      const look = () => watchCalendars({ store: on.store, feed, clock });
      await look();
      expect(told).toEqual([]);
      clock.advance(2 * 24 * 3_600_000);
      await Promise.all([look(), look()]);
      const about = told.flatMap((change) => (change.type === 'attention' ? [change.attention] : []));
      expect(about.map(({ code, detail }) => [code, detail.split(' ')[2]])).toEqual([
        ['calendar_runs_out', 'MY-10'],
        ['calendar_runs_out', 'TH'],
      ]);
      expect(about[0]?.detail).toContain('2027-12-31');
      clock.advance(24 * 3_600_000);
      await look();
      expect(told).toHaveLength(4);
    });
  });
}
