/**
 * Deadlines: adding durations to instants, and measuring what is left on a deadline's own clock.
 *
 * A deadline in working days runs on a clock that stands still on days off; every other deadline runs on elapsed time.
 * Days are counted on the wall clock (rule 11), what is left of one is measured in milliseconds, so that pausing and
 * resuming (rule 1) neither gains nor loses any.
 */
import type { Calendar, Duration } from '../contract/policy.ts';
import type { Instant } from '../contract/primitives.ts';
import { isWorkingDay, nextWorkingDay } from './calendar.ts';
import {
  addDays,
  DAY,
  dateBegins,
  dateOf,
  dateShownAt,
  firstInstantAt,
  HOUR,
  midnightOf,
  wallTimeOf,
} from './wallclock.ts';

/** Where the one who must answer is: their IANA zone and, for working days, their calendar. */
export interface Place {
  zone: string;
  calendar?: Calendar;
}

type Unit = Duration['unit'];

const ELAPSED_MS = { hour: HOUR, minute: 60_000, second: 1_000 } as const;

const millis = (instant: Instant): number => {
  const ms = Date.parse(instant);
  if (Number.isNaN(ms)) throw new RangeError(`"${instant}" is not an instant such as 2026-11-22T09:30:00.000Z.`);
  return ms;
};
const instantOf = (ms: number): Instant => new Date(ms).toISOString();

function calendarOf(place: Place): Calendar {
  if (!place.calendar) throw new TypeError('Working days need a calendar: give place.calendar.');
  return place.calendar;
}

/** The wall time `days` working days after `wall`; a start on a day off counts from 00:00 of the next working day. */
function addWorkingDays(wall: number, days: number, calendar: Calendar): number {
  let date = dateOf(wall);
  let timeOfDay = wall - midnightOf(date);
  if (!isWorkingDay(date, calendar)) {
    date = nextWorkingDay(date, calendar);
    timeOfDay = 0;
  }
  for (let day = 0; day < days; day += 1) date = nextWorkingDay(date, calendar);
  return midnightOf(date) + timeOfDay;
}

/**
 * The deadline that starts at `start` (rule 11). Working and calendar days keep the wall-clock time of `place`; hours,
 * minutes and seconds are elapsed. It is always after `start`, and a later start never gives an earlier one.
 */
export function addDuration(start: Instant, { value, unit }: Duration, place: Place): Instant {
  const from = millis(start);
  switch (unit) {
    case 'working_day': {
      const wall = addWorkingDays(wallTimeOf(from, place.zone), value, calendarOf(place));
      return instantOf(firstInstantAt(wall, place.zone));
    }
    case 'calendar_day':
      return instantOf(firstInstantAt(wallTimeOf(from, place.zone) + value * DAY, place.zone));
    default:
      return instantOf(from + value * ELAPSED_MS[unit]);
  }
}

/** The working days from the one at or after `from` on, oldest first, without end: their parts from `from` on. */
function* workingSpans(from: number, place: Place): Generator<{ opens: number; closes: number }> {
  const calendar = calendarOf(place);
  let date = dateShownAt(from, place.zone);
  if (!isWorkingDay(date, calendar)) date = nextWorkingDay(date, calendar);
  for (;;) {
    const opens = Math.max(from, dateBegins(date, place.zone));
    const closes = dateBegins(addDays(date, 1), place.zone);
    if (opens < closes) yield { opens, closes };
    date = nextWorkingDay(date, calendar);
  }
}

/** Milliseconds from `from` to `to` on the clock of deadlines in `unit`; 0 where `to` is not after `from`. */
export function timeLeft(from: Instant, to: Instant, unit: Unit, place: Place): number {
  const start = millis(from);
  const end = millis(to);
  if (end <= start) return 0;
  if (unit !== 'working_day') return end - start;
  let left = 0;
  for (const { opens, closes } of workingSpans(start, place)) {
    if (opens >= end) break;
    left += Math.min(closes, end) - opens;
  }
  return left;
}

/**
 * The instant at which `ms` milliseconds have run since `start` on the clock of deadlines in `unit`: the inverse of
 * `timeLeft`. Time that runs out with the last working day before days off ends at 00:00 of the next working day,
 * which is the form deadlines in working days have.
 */
export function addTime(start: Instant, ms: number, unit: Unit, place: Place): Instant {
  const from = millis(start);
  if (unit !== 'working_day') return instantOf(from + ms);
  let left = ms;
  for (const { opens, closes } of workingSpans(from, place)) {
    if (left < closes - opens) return instantOf(opens + left);
    left -= closes - opens;
  }
  throw new RangeError('A calendar has no last working day.');
}

/**
 * The deadline after a pause (rule 1): what was left of `paused.at` at `paused.pausedAt`, counted on the clock of
 * `unit`, runs on from `now`. With an `hour` to give, at least that is left on that clock, or the length of
 * `respondBy` where that is shorter. Where none of that clock's time went by during the pause the old deadline stands,
 * so that offering and withdrawing at once moves nothing. With nothing left it is `now`.
 */
export function resumeDeadline(
  paused: { at: Instant; pausedAt: Instant },
  now: Instant,
  { respondBy, hour }: { respondBy: Duration; hour: boolean },
  unit: Unit,
  place: Place,
): Instant {
  const left = timeLeft(paused.pausedAt, paused.at, unit, place);
  if (hour) {
    const whole = timeLeft(now, addDuration(now, respondBy, place), unit, place);
    const least = Math.min(HOUR, whole);
    if (left < least) return addTime(now, least, unit, place);
  }
  if (timeLeft(paused.pausedAt, now, unit, place) === 0) return paused.at;
  return left === 0 ? now : addTime(now, left, unit, place);
}
