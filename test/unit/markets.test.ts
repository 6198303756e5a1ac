/** The policies Parley brings along: complete, usable, and their calendars those that were published. */
import { describe, expect, it } from 'vitest';
import { Policy, REASONS, REJECT_REASONS } from '../../src/contract/policy.ts';
import { isWorkingDay } from '../../src/domain/calendar.ts';
import { isPublicHoliday } from '../../src/domain/holidays.ts';
import { MARKETS, marketPolicy } from '../../src/domain/markets/index.ts';
import { policyProblems } from '../../src/domain/policy.ts';
import { addDays } from '../../src/domain/wallclock.ts';

const policyOf = (market: string): Policy => {
  const policy = marketPolicy(market);
  if (!policy) throw new Error(`No policy for ${market}.`);
  return policy;
};
/** The weekdays of a year, Monday to Friday, on which the clock stands still. */
const weekdaysOff = (market: string, year: number): string[] => {
  const { calendar } = policyOf(market);
  const dates = Array.from({ length: 366 }, (_, day) => addDays(`${year}-01-01`, day));
  const weekdays = dates.filter(
    (date) =>
      date.startsWith(`${year}`) &&
      isWorkingDay(date, { ...calendar, holidays: null, extraHolidays: [], workingDays: [] }),
  );
  return weekdays.filter((date) => !isWorkingDay(date, calendar)).map((date) => date.slice(5));
};

describe('the markets', () => {
  it('are the eight, each in its currency', () => {
    expect(MARKETS.map((market) => [market, policyOf(market).currency])).toEqual([
      ['TH', 'THB'],
      ['VN', 'VND'],
      ['ID', 'IDR'],
      ['MY', 'MYR'],
      ['PH', 'PHP'],
      ['SG', 'SGD'],
      ['US', 'USD'],
      ['GB', 'GBP'],
    ]);
    expect(marketPolicy('FR')).toBeUndefined();
  });
  it.each(MARKETS)('%s has a policy that its own checks accept', (market) => {
    const policy = policyOf(market);
    expect(Policy.parse(policy)).toEqual(policy);
    expect(policyProblems(policy)).toEqual([]);
    expect(Object.keys(policy.rejectReasons)).toEqual([...REJECT_REASONS]);
    for (const reason of REASONS.filter((candidate) => candidate !== 'not_received')) {
      const picks = policy.quickPicks[reason] ?? [];
      expect(picks.length).toBeGreaterThan(0);
      for (const pick of picks) {
        expect(pick).toBeGreaterThanOrEqual(policy.limits.minPercent);
        expect(pick).toBeLessThanOrEqual(policy.limits.maxPercent);
      }
    }
  });
  it('give a fresh copy each time', () => {
    policyOf('TH').calendar.extraHolidays.push('2030-01-01');
    policyOf('TH').quickPicks.damaged?.push(1);
    expect(policyOf('TH').calendar.extraHolidays).not.toContain('2030-01-01');
    expect(policyOf('VN').quickPicks.damaged).toEqual([50, 30, 20]);
  });
  it('start from the seed rules', () => {
    expect(policyOf('TH')).toMatchObject({
      respondBy: { value: 1, unit: 'working_day' },
      offerExpires: { value: 1, unit: 'calendar_day' },
      shipBy: { value: 2, unit: 'working_day' },
      counterWithin: { value: 1, unit: 'calendar_day' },
      refundConfirmWithin: { value: 1, unit: 'calendar_day' },
      afterHandBack: 'restart',
      maxOffers: 1,
      maxRounds: 1,
      limits: { minPercent: 1, maxPercent: 100, minAmount: 1 },
      solutions: { not_received: ['approve', 'reject', 'refund_only'] },
      reminders: { respond_by: [14_400, 3_600], offer_expires: [21_600, 3_600], ship_by: [43_200, 7_200] },
    });
  });
  it('bind partial refunds of the United States to 10 to 50 percent and at least 5 dollars', () => {
    expect(policyOf('US').limits).toEqual({ minPercent: 10, maxPercent: 50, minAmount: 500 });
  });
});

describe('calendars of the markets', () => {
  it.each(MARKETS)('%s adds only what the library does not have', (market) => {
    const { holidays, extraHolidays, workingDays } = policyOf(market).calendar;
    expect(extraHolidays.filter((date) => isPublicHoliday(holidays ?? '', date))).toEqual([]);
    expect([...extraHolidays]).toEqual([...new Set(extraHolidays)].sort());
    expect(workingDays.filter((date) => extraHolidays.includes(date))).toEqual([]);
  });

  const PUBLISHED: [market: string, year: number, dates: string][] = [
    [
      'TH',
      2026,
      '01-01 01-02 03-03 04-06 04-13 04-14 04-15 05-01 05-04 06-01 06-03 07-28 07-29 07-30 08-12 10-13 10-23 12-07 12-10 12-31',
    ],
    [
      'TH',
      2027,
      '01-01 02-22 04-06 04-13 04-14 04-15 05-03 05-04 05-20 06-03 07-19 07-20 07-28 08-12 10-13 10-25 12-06 12-10 12-31',
    ],
    ['VN', 2026, '01-01 01-02 02-16 02-17 02-18 02-19 02-20 04-27 04-30 05-01 08-31 09-01 09-02 11-24'],
    ['SG', 2026, '01-01 02-17 02-18 04-03 05-01 05-27 06-01 08-10 11-09 12-25'],
    ['SG', 2027, '01-01 02-08 03-10 03-26 05-17 05-20 08-09 10-28'],
    [
      'PH',
      2026,
      '01-01 02-17 03-20 04-02 04-03 04-09 05-01 05-27 06-12 08-21 08-31 11-02 11-30 12-08 12-24 12-25 12-30 12-31',
    ],
    ['US', 2027, '01-01 01-18 02-15 05-31 06-18 07-05 09-06 10-11 11-11 11-25 12-24 12-31'],
    ['GB', 2026, '01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28'],
    ['GB', 2027, '01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28'],
  ];
  it.each(PUBLISHED)('%s %i has the weekdays off that were published', (market, year, dates) => {
    expect(weekdaysOff(market, year)).toEqual(dates.split(' '));
  });
  it('Vietnam works the two Saturdays that make up for bridges in 2026', () => {
    const { calendar } = policyOf('VN');
    expect(['2026-01-10', '2026-08-22', '2026-08-29'].map((date) => isWorkingDay(date, calendar))).toEqual([
      true,
      true,
      false,
    ]);
  });
});
