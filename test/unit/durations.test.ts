/** Rule 11, working days, and the arithmetic under rule 1. Named cases; the properties are in durations-properties. */
import { describe, expect, it } from 'vitest';
import type { Calendar, Duration } from '../../src/contract/policy.ts';
import { addDuration, addTime, type Place, resumeDeadline, timeLeft } from '../../src/domain/durations.ts';

const calendar = (over: Partial<Calendar> = {}): Calendar => ({
  holidays: null,
  weekend: [6, 7],
  extraHolidays: [],
  workingDays: [],
  ...over,
});
const at = (zone: string, over: Partial<Calendar> = {}): Place => ({ zone, calendar: calendar(over) });
const days = (value: number, unit: 'working_day' | 'calendar_day'): Duration => ({ value, unit });
const workingDay = days(1, 'working_day');
const calendarDay = days(1, 'calendar_day');
/** An instant given as the zone's wall time with its offset. */
const instant = (text: string): string => new Date(text).toISOString();

const BANGKOK = at('Asia/Bangkok');
const NEW_YORK = at('America/New_York');
const NEW_YORK_SUNDAYS = at('America/New_York', { weekend: [6] });

describe('rule 11: working days', () => {
  const deadline = (start: string, place: Place, value = 1) =>
    addDuration(instant(start), days(value, 'working_day'), place);

  it('is the same wall-clock time on the next working day', () => {
    expect(deadline('2026-11-24T09:30:15.250+07:00', BANGKOK)).toBe(instant('2026-11-25T09:30:15.250+07:00'));
  });
  it('passes over the weekend', () => {
    expect(deadline('2026-11-27T18:00+07:00', BANGKOK)).toBe(instant('2026-11-30T18:00+07:00'));
    expect(deadline('2026-11-27T18:00+07:00', BANGKOK, 2)).toBe(instant('2026-12-01T18:00+07:00'));
  });
  it('moves a start on a day off to 00:00 of the next working day', () => {
    const end = instant('2026-12-01T00:00+07:00');
    expect(deadline('2026-11-28T00:00+07:00', BANGKOK)).toBe(end);
    expect(deadline('2026-11-29T23:59:59.999+07:00', BANGKOK)).toBe(end);
    expect(deadline('2026-11-30T00:00+07:00', BANGKOK)).toBe(end);
  });
  it('counts a start at 23:59 as the day it is in', () => {
    expect(deadline('2026-11-27T23:59+07:00', BANGKOK)).toBe(instant('2026-11-30T23:59+07:00'));
  });
  it('passes over a holiday on Monday', () => {
    const place = at('Asia/Bangkok', { extraHolidays: ['2026-11-30'] });
    expect(deadline('2026-11-27T18:00+07:00', place)).toBe(instant('2026-12-01T18:00+07:00'));
  });
  it('passes over public holidays of the region', () => {
    const place = at('America/New_York', { holidays: 'US' });
    expect(deadline('2026-11-25T12:00-05:00', place)).toBe(instant('2026-11-27T12:00-05:00'));
  });
  it('counts a make-up Saturday as a working day', () => {
    const place = at('Asia/Ho_Chi_Minh', { workingDays: ['2026-08-22'] });
    expect(deadline('2026-08-21T10:00+07:00', place)).toBe(instant('2026-08-22T10:00+07:00'));
    expect(deadline('2026-08-22T10:00+07:00', place)).toBe(instant('2026-08-24T10:00+07:00'));
  });
  it('works with a weekend of six days', () => {
    const place = at('Asia/Bangkok', { weekend: [2, 3, 4, 5, 6, 7] });
    expect(deadline('2026-11-23T10:00+07:00', place)).toBe(instant('2026-11-30T10:00+07:00'));
    expect(deadline('2026-11-24T10:00+07:00', place)).toBe(instant('2026-12-07T00:00+07:00'));
  });
  it("takes the date in the seller's zone, not in UTC", () => {
    expect(deadline('2026-11-27T20:00:00.000Z', BANGKOK)).toBe(instant('2026-12-01T00:00+07:00'));
  });
  it('asks for the calendar it needs', () => {
    expect(() => addDuration('2026-11-24T00:00:00.000Z', workingDay, { zone: 'UTC' })).toThrow(/calendar/);
  });
});

describe('rule 11: calendar days and elapsed time', () => {
  it('a calendar day is the same wall-clock time on the next date, days off included', () => {
    expect(addDuration(instant('2026-11-28T10:00+07:00'), calendarDay, BANGKOK)).toBe(
      instant('2026-11-29T10:00+07:00'),
    );
  });
  it('a calendar day over a change of the clock has 23 or 25 hours', () => {
    expect(addDuration(instant('2026-03-07T12:00-05:00'), calendarDay, NEW_YORK)).toBe(
      instant('2026-03-08T12:00-04:00'),
    );
    expect(addDuration(instant('2026-10-31T12:00-04:00'), calendarDay, NEW_YORK)).toBe(
      instant('2026-11-01T12:00-05:00'),
    );
  });
  it.each([
    ['hour', 3, '2026-03-08T09:00:00.000Z'],
    ['minute', 90, '2026-03-08T07:30:00.000Z'],
    ['second', 86_400, '2026-03-09T06:00:00.000Z'],
  ] as const)('a duration in units of one %s is elapsed time', (unit, value, end) => {
    expect(addDuration('2026-03-08T06:00:00.000Z', { value, unit }, NEW_YORK)).toBe(end);
  });
  it('names the zone or the instant it cannot read', () => {
    expect(() => addDuration('2026-11-24T00:00:00.000Z', calendarDay, { zone: 'Mars/Base' })).toThrow(/Mars\/Base/);
    expect(() => addDuration('soon', calendarDay, NEW_YORK)).toThrow(/"soon"/);
  });
});

describe('rule 11: wall-clock times that do not exist or exist twice', () => {
  const daily = (start: string, zone: string) => addDuration(instant(start), calendarDay, { zone });

  it('a time that does not exist becomes the first that does: 02:30 on 2026-03-08 in New York is 03:00', () => {
    expect(daily('2026-03-07T02:30-05:00', 'America/New_York')).toBe(instant('2026-03-08T03:00-04:00'));
  });
  it('a time that exists twice means its first pass', () => {
    expect(daily('2026-10-31T01:30-04:00', 'America/New_York')).toBe(instant('2026-11-01T01:30-04:00'));
  });
  it('New York 2026-11-01 01:45 EDT, the first pass, counts as 01:45', () => {
    const start = instant('2026-11-01T01:45-04:00');
    expect(addDuration(start, calendarDay, NEW_YORK)).toBe(instant('2026-11-02T01:45-05:00'));
    expect(addDuration(start, workingDay, NEW_YORK_SUNDAYS)).toBe(instant('2026-11-02T01:45-05:00'));
  });
  it("New York 2026-11-01 01:15 EST, the second pass, counts as the repeated hour's end", () => {
    const start = instant('2026-11-01T01:15-05:00');
    expect(addDuration(start, calendarDay, NEW_YORK)).toBe(instant('2026-11-02T02:00-05:00'));
    expect(addDuration(start, workingDay, NEW_YORK_SUNDAYS)).toBe(instant('2026-11-02T02:00-05:00'));
  });
  it('where that Sunday is a day off, both count from Monday 00:00', () => {
    const end = instant('2026-11-03T00:00-05:00');
    expect(addDuration(instant('2026-11-01T01:45-04:00'), workingDay, NEW_YORK)).toBe(end);
    expect(addDuration(instant('2026-11-01T01:15-05:00'), workingDay, NEW_YORK)).toBe(end);
  });
  it('half an hour repeated in Lord Howe ends at 02:00', () => {
    // 2026-04-05 02:00 +11:00 becomes 01:30 +10:30.
    expect(daily('2026-04-05T01:40+11:00', 'Australia/Lord_Howe')).toBe(instant('2026-04-06T01:40+10:30'));
    expect(daily('2026-04-05T01:40+10:30', 'Australia/Lord_Howe')).toBe(instant('2026-04-06T02:00+10:30'));
  });
  it('a date without a midnight begins with its first time: Cairo, Beirut, Santiago', () => {
    expect(daily('2026-04-23T00:00+02:00', 'Africa/Cairo')).toBe(instant('2026-04-24T01:00+03:00'));
    expect(daily('2026-03-28T00:00+02:00', 'Asia/Beirut')).toBe(instant('2026-03-29T01:00+03:00'));
    expect(daily('2026-09-05T00:00-04:00', 'America/Santiago')).toBe(instant('2026-09-06T01:00-03:00'));
  });
  it('a start on a day off is moved to the first time of a working day without a midnight', () => {
    // Santiago skips 00:00 of Sunday 2026-09-06; only Sundays work here.
    const place = at('America/Santiago', { weekend: [1, 2, 3, 4, 5, 6] });
    const start = instant('2026-09-05T15:00-04:00');
    expect(timeLeft(start, instant('2026-09-06T02:00-03:00'), 'working_day', place)).toBe(3_600_000);
    expect(addDuration(start, workingDay, place)).toBe(instant('2026-09-13T00:00-03:00'));
  });
  it('the hour before midnight, repeated, counts as midnight: Santiago', () => {
    // 2026-04-05 00:00 -03:00 becomes 2026-04-04 23:00 -04:00.
    expect(daily('2026-04-04T23:10-04:00', 'America/Santiago')).toBe(instant('2026-04-06T00:00-04:00'));
  });
  it('a date the zone left out becomes the first moment after it: Apia, 2011-12-30', () => {
    expect(daily('2011-12-29T10:00-10:00', 'Pacific/Apia')).toBe(instant('2011-12-31T00:00+14:00'));
  });
  it('holds in the far future', () => {
    expect(daily('2499-11-10T01:30-05:00', 'America/New_York')).toBe(instant('2499-11-11T01:30-05:00'));
  });
});

describe('time on the deadline’s own clock', () => {
  const friday = instant('2026-11-27T18:00+07:00');
  const monday = instant('2026-11-30T18:00+07:00');

  it('runs only on working days for working days', () => {
    expect(timeLeft(friday, monday, 'working_day', BANGKOK)).toBe(24 * 3_600_000);
    expect(timeLeft(instant('2026-11-28T01:00+07:00'), instant('2026-11-29T23:00+07:00'), 'working_day', BANGKOK)).toBe(
      0,
    );
  });
  it('is elapsed time for everything else', () => {
    expect(timeLeft(friday, monday, 'calendar_day', BANGKOK)).toBe(72 * 3_600_000);
  });
  it('is nothing once the end has come', () => {
    expect(timeLeft(monday, friday, 'working_day', BANGKOK)).toBe(0);
    expect(timeLeft(monday, monday, 'second', BANGKOK)).toBe(0);
  });
  it('ends at 00:00 of the next working day where it runs out with a working day', () => {
    expect(addTime(friday, 6 * 3_600_000, 'working_day', BANGKOK)).toBe(instant('2026-11-30T00:00+07:00'));
  });
  it('counts both passes of a repeated hour', () => {
    const start = instant('2026-11-01T00:00-04:00');
    const end = instant('2026-11-02T00:00-05:00');
    expect(timeLeft(start, end, 'working_day', NEW_YORK_SUNDAYS)).toBe(25 * 3_600_000);
    const hourBeforeMidnight = instant('2026-04-04T23:10-04:00');
    const place = at('America/Santiago', { weekend: [] });
    expect(timeLeft(hourBeforeMidnight, instant('2026-04-05T00:00-04:00'), 'working_day', place)).toBe(50 * 60_000);
  });
});

describe('rule 1: a deadline resumed', () => {
  const resume = (old: string, pausedAt: string, now: string, place = BANGKOK) =>
    resumeDeadline(
      { at: instant(old), pausedAt: instant(pausedAt) },
      instant(now),
      { respondBy: workingDay, hour: true },
      'working_day',
      place,
    );

  it('offering and withdrawing at once buys no time, at 23:59 neither', () => {
    const old = instant('2026-11-30T18:00+07:00');
    expect(resume(old, '2026-11-27T23:59+07:00', '2026-11-27T23:59+07:00')).toBe(old);
  });
  it('buys no time on days off either', () => {
    const old = instant('2026-12-01T00:00+07:00');
    expect(resume(old, '2026-11-28T10:00+07:00', '2026-11-29T22:00+07:00')).toBe(old);
  });
  it('leaves a deadline on a day off, where an extension put it, as it was', () => {
    const saturday = instant('2026-11-28T06:00+07:00');
    const noon = '2026-11-27T12:00+07:00';
    expect(resume(saturday, noon, noon)).toBe(saturday);
    const justAnHour = '2026-11-27T23:00+07:00';
    expect(resume(saturday, justAnHour, justAnHour)).toBe(saturday);
  });
  it('goes on with the working time that was left', () => {
    // 18 h were left on Monday 00:00; the offer waited until Tuesday 09:00.
    expect(resume('2026-11-30T18:00+07:00', '2026-11-28T12:00+07:00', '2026-12-01T09:00+07:00')).toBe(
      instant('2026-12-02T03:00+07:00'),
    );
  });
  it('leaves at least one hour on that clock', () => {
    expect(resume('2026-11-27T18:00+07:00', '2026-11-27T17:50+07:00', '2026-11-27T17:50+07:00')).toBe(
      instant('2026-11-27T18:50+07:00'),
    );
    expect(resume('2026-11-27T23:50+07:00', '2026-11-27T23:45+07:00', '2026-11-27T23:45+07:00')).toBe(
      instant('2026-11-30T00:45+07:00'),
    );
  });
  it('without an hour to give leaves what was left, be it a millisecond, and nothing where nothing was', () => {
    const respondBy: Duration = { value: 10, unit: 'minute' };
    const [pausedAt, now] = ['2026-11-24T00:09:00.000Z', '2026-11-24T00:20:00.000Z'];
    const from = (at: string) => resumeDeadline({ at, pausedAt }, now, { respondBy, hour: false }, 'minute', BANGKOK);
    expect(from('2026-11-24T00:09:00.001Z')).toBe('2026-11-24T00:20:00.001Z');
    expect(from(pausedAt)).toBe(now);
  });
  it('leaves respondBy where that is shorter than an hour', () => {
    const paused = { at: '2026-11-24T00:10:00.000Z', pausedAt: '2026-11-24T00:09:00.000Z' };
    const tenMinutes: Duration = { value: 10, unit: 'minute' };
    expect(
      resumeDeadline(paused, '2026-11-24T00:20:00.000Z', { respondBy: tenMinutes, hour: true }, 'minute', BANGKOK),
    ).toBe('2026-11-24T00:30:00.000Z');
  });
  it('counts elapsed time where the marketplace gave the deadline', () => {
    const paused = { at: '2026-11-28T12:00:00.000Z', pausedAt: '2026-11-28T02:00:00.000Z' };
    expect(
      resumeDeadline(paused, '2026-11-28T05:00:00.000Z', { respondBy: workingDay, hour: true }, 'second', BANGKOK),
    ).toBe('2026-11-28T15:00:00.000Z');
  });
});
