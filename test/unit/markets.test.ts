/** The policies Parley brings along: complete, usable, and their calendars those that were published. */
import { describe, expect, it } from 'vitest';
import { REASONS } from '../../src/contract/choices.ts';
import { Policy, REJECT_REASONS } from '../../src/contract/policy.ts';
import { isWorkingDay } from '../../src/domain/calendar.ts';
import { holidaysKnownUntil, isKnownRegion, isPublicHoliday } from '../../src/domain/holidays.ts';
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
  it('are sixteen, each in its currency', () => {
    expect(MARKETS.map((market) => [market, policyOf(market).currency])).toEqual([
      ['TH', 'THB'],
      ['VN', 'VND'],
      ['ID', 'IDR'],
      ['MY', 'MYR'],
      ['PH', 'PHP'],
      ['SG', 'SGD'],
      ['US', 'USD'],
      ['GB', 'GBP'],
      ['IE', 'EUR'],
      ['DE', 'EUR'],
      ['FR', 'EUR'],
      ['IT', 'EUR'],
      ['ES', 'EUR'],
      ['MX', 'MXN'],
      ['BR', 'BRL'],
      ['JP', 'JPY'],
    ]);
    expect(marketPolicy('KW')).toBeUndefined();
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
      limits: { minPercent: 1, maxPercent: 100, minAmount: 1, maxAmount: null },
      solutions: { not_received: ['approve', 'reject', 'refund_only'] },
      reminders: { respond_by: [14_400, 3_600], offer_expires: [21_600, 3_600], ship_by: [43_200, 7_200] },
    });
  });
  it('bind partial refunds of the United States to 10 to 50 percent, 5 to 50 dollars', () => {
    expect(policyOf('US').limits).toEqual({ minPercent: 10, maxPercent: 50, minAmount: 500, maxAmount: 5_000 });
  });
});

describe('calendars of the markets', () => {
  it.each(MARKETS)('%s names a region and copies none of its dates, so that later releases reach it', (market) => {
    const { holidays, extraHolidays, workingDays } = policyOf(market).calendar;
    expect(isKnownRegion(holidays ?? '')).toBe(true);
    expect([...extraHolidays, ...workingDays]).toEqual([]);
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
    ['VN', 2027, '01-01 02-04 02-05 02-08 02-09 02-10 04-16 04-30 05-03 09-02 09-03 11-24'],
    ['VN', 2029, '01-01 02-12 02-13 02-14 02-15 02-16 04-23 04-30 05-01 09-03 09-04 11-26'],
    ['MY', 2027, '01-01 02-08 02-24 03-10 03-11 05-17 05-20 06-07 06-08 08-16 08-31 09-16 10-28'],
    ['SG', 2026, '01-01 02-17 02-18 04-03 05-01 05-27 06-01 08-10 11-09 12-25'],
    ['SG', 2027, '01-01 02-08 03-10 03-26 05-17 05-20 08-09 10-28'],
    [
      'PH',
      2026,
      '01-01 02-17 03-20 04-02 04-03 04-09 05-01 05-27 06-12 08-21 08-31 11-02 11-30 12-08 12-24 12-25 12-30 12-31',
    ],
    ['US', 2027, '01-01 01-18 02-15 05-31 06-18 07-05 09-06 10-11 11-11 11-25 12-24 12-31'],
    ['IE', 2027, '01-01 02-01 03-17 03-29 05-03 06-07 08-02 10-25 12-27'],
    ['DE', 2027, '01-01 03-26 03-29 05-06 05-17'],
    ['FR', 2027, '01-01 03-29 05-06 05-17 07-14 11-01 11-11'],
    ['JP', 2027, '01-01 01-11 02-11 02-23 03-22 04-29 05-03 05-04 05-05 07-19 08-11 09-20 09-23 10-11 11-03 11-23'],
    [
      'JP',
      2026,
      '01-01 01-12 02-11 02-23 03-20 04-29 05-04 05-05 05-06 07-20 08-11 09-21 09-22 09-23 10-12 11-03 11-23',
    ],
    ['JP', 2032, '01-01 01-12 02-11 02-23 04-29 05-03 05-04 05-05 07-19 08-11 09-20 09-21 09-22 10-11 11-03 11-23'],
    ['MX', 2018, '01-01 02-05 03-19 05-01 11-19 12-25'],
    ['MX', 2027, '01-01 02-01 03-15 09-16 11-15'],
    ['MX', 2030, '01-01 02-04 03-18 05-01 09-16 10-01 11-18 12-25'],
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
    expect(isWorkingDay('2026-01-10', { ...calendar, extraHolidays: ['2026-01-10'] })).toBe(false);
  });
  it('hold what the law fixes in every year', () => {
    const off = (market: string, ...dates: string[]) =>
      dates.filter((date) => isWorkingDay(date, { ...policyOf(market).calendar, weekend: [] }));
    expect(off('TH', '2028-05-01', '2034-05-01', '2028-01-03', '2029-01-02', '2030-04-16', '2041-12-05')).toEqual([]);
    expect(off('VN', '2028-09-01', '2028-09-04', '2033-04-30', '2033-09-02')).toEqual([]);
    expect(off('ID', '2028-05-09', '2036-08-17')).toEqual([]);
    expect(off('MY', '2028-05-09', '2028-02-28', '2029-05-28', '2036-08-31')).toEqual([]);
    expect(off('PH', '2028-11-01', '2028-12-08', '2028-12-31', '2035-08-21')).toEqual([]);
    expect(off('SG', '2028-05-09', '2029-05-28', '2033-08-09')).toEqual([]);
  });
  it('of states of Malaysia have Thaipusam, their own days and their own day of rest', () => {
    for (const state of ['MY-01', 'MY-07', 'MY-10', 'MY-14']) expect(isPublicHoliday(state, '2027-01-22')).toBe(true);
    expect(isPublicHoliday('MY', '2027-01-22')).toBe(false);
    expect(isPublicHoliday('MY-10', '2027-03-09')).toBe(false);
    // Thaipusam of 2026, a Sunday, and the country's Deepavali, which Sarawak does not keep.
    expect(isPublicHoliday('MY-10', '2026-02-02')).toBe(true);
    expect(isPublicHoliday('MY-13', '2027-10-28')).toBe(false);
    // Labour Day 2026 is a Friday.
    expect(['MY-03', 'MY-10'].map((state) => isPublicHoliday(state, '2026-05-03'))).toEqual([true, false]);
  });
  it('say where knowledge ends, and nothing where rules go on', () => {
    const ends = ['TH', 'VN', 'ID', 'MY', 'MY-10', 'PH', 'SG'].map(holidaysKnownUntil);
    expect(ends.every((date) => date !== null && date >= '2027-12-31')).toBe(true);
    expect(['US', 'GB-ENG', 'JP', 'XX'].map(holidaysKnownUntil)).toEqual([null, null, null, null]);
  });
});
