/** Times of day (`22:30`) as clocks in a zone show them: when they show one next, and when they showed it last. */
import { DAY, firstInstantAt, wallTimeOf } from './wallclock.ts';

const MINUTE = 60_000;

/** The wall time of a time of day on the day of another wall time. */
function onTheDayOf(wall: number, time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return Math.floor(wall / DAY) * DAY + (hours * 60 + minutes) * MINUTE;
}

/** The next instant after `now` (milliseconds) at which clocks in `zone` show `time`. */
export function nextAt(time: string, now: number, zone: string): number {
  const today = onTheDayOf(wallTimeOf(now, zone), time);
  const at = firstInstantAt(today, zone);
  return at > now ? at : firstInstantAt(today + DAY, zone);
}

/** The latest instant at or before `now` at which clocks in `zone` showed `time`. */
export function lastAt(time: string, now: number, zone: string): number {
  const today = onTheDayOf(wallTimeOf(now, zone), time);
  const at = firstInstantAt(today, zone);
  return at <= now ? at : firstInstantAt(today - DAY, zone);
}
