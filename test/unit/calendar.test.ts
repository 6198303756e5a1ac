/** Which dates a seller works (rule 11). */
import { describe, expect, it } from 'vitest';
import type { Calendar } from '../../src/contract/policy.ts';
import { calendarProblem, isWorkingDay, nextWorkingDay } from '../../src/domain/calendar.ts';
import { isKnownRegion, publicHolidays } from '../../src/domain/holidays.ts';
import { addDays } from '../../src/domain/wallclock.ts';

const calendar = (over: Partial<Calendar> = {}): Calendar => ({
  holidays: null,
  weekend: [6, 7],
  extraHolidays: [],
  workingDays: [],
  ...over,
});
const datesFrom = (first: string, count: number) => Array.from({ length: count }, (_, day) => addDays(first, day));

describe('rule 11: a working day', () => {
  it('is not a day of the weekend, in ISO weekdays', () => {
    const week = datesFrom('2026-11-23', 7);
    expect(week.map((date) => isWorkingDay(date, calendar()))).toEqual([true, true, true, true, true, false, false]);
    expect(week.filter((date) => isWorkingDay(date, calendar({ weekend: [1, 5] })))).not.toContain('2026-11-23');
  });
  it('is neither a public holiday of the region nor one of extraHolidays', () => {
    const thai = calendar({ holidays: 'TH', extraHolidays: ['2026-12-07'] });
    expect(isWorkingDay('2026-12-10', thai)).toBe(false);
    expect(isWorkingDay('2026-12-07', thai)).toBe(false);
    expect(isWorkingDay('2026-12-08', thai)).toBe(true);
  });
  it('is whatever workingDays names, although everything else says no', () => {
    const dates = ['2026-12-05', '2026-12-10', '2026-12-07'];
    const open = calendar({ holidays: 'TH', extraHolidays: ['2026-12-07'], workingDays: dates });
    expect(dates.map((date) => isWorkingDay(date, open))).toEqual([true, true, true]);
  });
  it('follows another after days off', () => {
    expect(nextWorkingDay('2026-11-26', calendar())).toBe('2026-11-27');
    expect(nextWorkingDay('2026-11-27', calendar({ extraHolidays: ['2026-11-30'] }))).toBe('2026-12-01');
    expect(nextWorkingDay('2026-12-31', calendar({ holidays: 'TH' }))).toBe('2027-01-04');
  });
  it('is not searched for without end', () => {
    expect(() => nextWorkingDay('2026-11-27', calendar({ weekend: [1, 2, 3, 4, 5, 6, 7] }))).toThrow(/no working day/);
  });
});

describe('rule 11: a calendar with 31 days in a row without a working day is refused', () => {
  it('refuses a closure of 31 days and says when', () => {
    const closed = calendar({ weekend: [], extraHolidays: datesFrom('2027-03-01', 31) });
    expect(calendarProblem(closed, '2026-11-22')).toMatch(/from 2027-03-01 to 2027-03-31/);
    expect(calendarProblem(closed)).toMatch(/31 days in a row/);
  });
  it('accepts one of 30 days', () => {
    expect(calendarProblem(calendar({ weekend: [], extraHolidays: datesFrom('2027-03-01', 30) }))).toBeNull();
  });
  it('counts weekends and public holidays around the days off', () => {
    // The weekdays from Friday 2027-03-26 to Monday 2027-04-26.
    const weekdays = datesFrom('2027-03-26', 32).filter((date) => isWorkingDay(date, calendar()));
    expect(calendarProblem(calendar({ extraHolidays: weekdays }), '2026-11-22')).toMatch(/no working day/);
    expect(calendarProblem(calendar({ extraHolidays: weekdays.slice(3) }), '2026-11-22')).toBeNull();
  });
  it('accepts it where workingDays breaks it', () => {
    const extraHolidays = datesFrom('2027-03-01', 31);
    expect(calendarProblem(calendar({ weekend: [], extraHolidays, workingDays: ['2027-03-15'] }))).toBeNull();
  });
  it('sees a closure listed years ahead, and not one that is over', () => {
    const closed = calendar({ weekend: [], extraHolidays: datesFrom('2031-01-01', 31) });
    expect(calendarProblem(closed, '2026-11-22')).toMatch(/2031-01-31/);
    expect(calendarProblem(closed, '2031-01-15')).toBeNull();
  });
  it('accepts a weekend of six days with public holidays', () => {
    expect(calendarProblem(calendar({ holidays: 'US', weekend: [1, 2, 3, 4, 5, 6] }))).toBeNull();
    expect(calendarProblem(calendar({ holidays: 'US', weekend: [2, 3, 4, 5, 6, 7] }))).toBeNull();
  });
  it('refuses a region without known holidays, naming it', () => {
    for (const region of ['XX', 'US-ZZ', 'DE-BY-XX', 'TH-10']) {
      expect(calendarProblem(calendar({ holidays: region }))).toContain(`"${region}"`);
    }
    expect(['TH', 'US-CA', 'GB-ENG', 'MY-10', 'DE-BY-A'].map(isKnownRegion)).toEqual(Array(5).fill(true));
  });
});

describe('public holidays', () => {
  it('include substitute days beside the days they stand for', () => {
    const dates = publicHolidays('US', 2027);
    expect(dates.has('2027-07-04')).toBe(true);
    expect(dates.has('2027-07-05')).toBe(true);
    expect(publicHolidays('US', 2028).has('2027-12-31')).toBe(false);
    expect(dates.has('2027-12-31')).toBe(true);
    const veterans = ['2023-11-10', '2028-11-10', '2029-11-12'];
    expect(veterans.filter((date) => !publicHolidays('US', Number(date.slice(0, 4))).has(date))).toEqual([]);
    expect(publicHolidays('IE', 2026).has('2026-12-28')).toBe(true);
  });
  it('name every date of a holiday of several days', () => {
    const tet = [...publicHolidays('VN', 2026)].filter((date) => date.startsWith('2026-02'));
    expect(tet).toEqual(datesFrom('2026-02-15', 6));
  });
  it('of the Islamic calendar, which begin at sunset, are the civil dates', () => {
    expect(publicHolidays('SG', 2026).has('2026-05-27')).toBe(true);
    expect(publicHolidays('SG', 2026).has('2026-05-26')).toBe(false);
  });
  it('leave out half days and days that close only banks', () => {
    expect(publicHolidays('DE', 2026).has('2026-12-24')).toBe(false);
    expect(publicHolidays('MX', 2026).has('2026-12-12')).toBe(false);
    expect(publicHolidays('SE', 2026).has('2026-12-24')).toBe(true);
    expect(publicHolidays('IE', 2026).has('2026-04-03')).toBe(false);
  });
  it('reach over the turn of the year', () => {
    // Incwala, six days from late December.
    expect(publicHolidays('SZ', 2027).has('2027-01-02')).toBe(true);
    expect(isWorkingDay('2027-01-02', calendar({ holidays: 'SZ', weekend: [] }))).toBe(false);
  });
});

describe('rule 11: a closure of 31 days', () => {
  /** Every day is off but one in 28, up to the last of them. */
  const open = (last: number) => {
    const worked = Array.from({ length: Math.floor(last / 28) }, (_, n) => addDays('2026-01-01', n * 28));
    return calendar({ weekend: [1, 2, 3, 4, 5, 6, 7], workingDays: [...worked, addDays('2026-01-01', last)] });
  };
  it('is looked for in three years, to the day', () => {
    expect(calendarProblem(open(3 * 366 - 32), '2026-01-01')).toMatch(/31 days in a row/u);
    expect(calendarProblem(open(3 * 366 - 31), '2026-01-01')).toBeNull();
  });
});
