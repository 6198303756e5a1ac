/** Which dates a seller works. */
import type { Calendar } from '../contract/policy.ts';
import { weekdayOf } from './calendars/law.ts';
import { isKnownRegion, isMakeUpDay, isPublicHoliday } from './holidays.ts';
import { addDays } from './wallclock.ts';

/** A closure this long is refused (rule 11). */
const LONGEST_CLOSURE_DAYS = 31;
/** Three years show what a weekend and a region do; days off listed further ahead are followed for ten. */
const LOOKED_AT_DAYS = 3 * 366;
const LOOKED_AT_MOST_DAYS = 10 * 366;
/** Where neither a date nor a day off says which years matter. */
const SOME_DATE = '2026-01-01';
/** More days off in a row than an accepted calendar can list; ends the search on a calendar nobody checked. */
const SEARCH_LIMIT_DAYS = 5_000;

/**
 * Whether the clock runs on a date (rule 11). `workingDays` win over everything; else the date is off if it is one of
 * `extraHolidays`, a day of the weekend that the region does not work to make up for a bridge, or a public holiday of
 * the calendar's region.
 */
export function isWorkingDay(date: string, calendar: Calendar): boolean {
  if (calendar.workingDays.includes(date)) return true;
  if (calendar.extraHolidays.includes(date)) return false;
  const { holidays } = calendar;
  if (calendar.weekend.includes(weekdayOf(date))) return holidays !== null && isMakeUpDay(holidays, date);
  return holidays === null || !isPublicHoliday(holidays, date);
}

/** The first working day after `date`. Throws RangeError for a calendar without working days. */
export function nextWorkingDay(date: string, calendar: Calendar): string {
  let next = date;
  for (let day = 0; day < SEARCH_LIMIT_DAYS; day += 1) {
    next = addDays(next, 1);
    if (isWorkingDay(next, calendar)) return next;
  }
  throw new RangeError(`The calendar has no working day in the ${SEARCH_LIMIT_DAYS} days after ${date}.`);
}

/**
 * Why a calendar is refused (rule 11), as a sentence; null where it is not: an unknown region of holidays, or 31 days in
 * a row without a working day in the three years from `from`, or up to the last of `extraHolidays` where that is later
 * (ten years at most). Without `from` the years begin with the first of `extraHolidays`.
 */
export function calendarProblem(calendar: Calendar, from?: string): string | null {
  if (calendar.holidays !== null && !isKnownRegion(calendar.holidays)) {
    return `No public holidays are known for "${calendar.holidays}": give a region such as TH or US-CA, or null for none.`;
  }
  return closureProblem(calendar, from ?? listedDaysOff(calendar)[0] ?? SOME_DATE);
}

const listedDaysOff = (calendar: Calendar): string[] => [...calendar.extraHolidays].sort();

function closureProblem(calendar: Calendar, from: string): string | null {
  const last = addDays(listedDaysOff(calendar).at(-1) ?? from, LONGEST_CLOSURE_DAYS);
  let closedFor = 0;
  let date = from;
  for (let day = 0; day < LOOKED_AT_DAYS || (date <= last && day < LOOKED_AT_MOST_DAYS); day += 1) {
    closedFor = isWorkingDay(date, calendar) ? 0 : closedFor + 1;
    if (closedFor === LONGEST_CLOSURE_DAYS) {
      const first = addDays(date, 1 - LONGEST_CLOSURE_DAYS);
      return `The calendar has no working day from ${first} to ${date}, ${LONGEST_CLOSURE_DAYS} days in a row: make at least one of them a working day.`;
    }
    date = addDays(date, 1);
  }
  return null;
}
