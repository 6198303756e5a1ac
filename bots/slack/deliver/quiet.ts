/** When a seller wants to be left alone, and when they want the digest. Wall-clock times in the shop's zone. */
import { firstInstantAt, wallTimeOf } from '../../../src/bot.ts';

const DAY = 86_400_000;
const MINUTE = 60_000;

/** `22:30` → minutes since midnight. */
function minutesOf(time: string): number {
  const [hours = '0', minutes = '0'] = time.split(':');
  return Number(hours) * 60 + Number(minutes);
}

const startOfDay = (wall: number): number => Math.floor(wall / DAY) * DAY;

/** The next instant after `now` (milliseconds) at which clocks in `zone` show `time`. */
export function nextAt(time: string, now: number, zone: string): number {
  const today = startOfDay(wallTimeOf(now, zone)) + minutesOf(time) * MINUTE;
  const at = firstInstantAt(today, zone);
  return at > now ? at : firstInstantAt(today + DAY, zone);
}

/** The latest instant at or before `now` at which clocks in `zone` showed `time`. */
export function lastAt(time: string, now: number, zone: string): number {
  const today = startOfDay(wallTimeOf(now, zone)) + minutesOf(time) * MINUTE;
  const at = firstInstantAt(today, zone);
  return at <= now ? at : firstInstantAt(today - DAY, zone);
}

export interface QuietHours {
  from: string;
  to: string;
}

/**
 * Until when an alert is held back at `now`, or null where it is told at once: outside quiet hours, or where a deadline
 * of the shop falls before they end, since it must not pass in silence. `from` equal to `to` means never quiet.
 */
export function heldUntil(
  quiet: QuietHours | undefined,
  now: number,
  zone: string,
  deadline: number | null,
): number | null {
  if (!quiet || quiet.from === quiet.to) return null;
  const end = nextAt(quiet.to, now, zone);
  const [began, ended] = [lastAt(quiet.from, now, zone), lastAt(quiet.to, now, zone)];
  // Where the clock skips both, as summer time begins, they begin anew if they end before they begin on the wall.
  const isQuiet = began === ended ? minutesOf(quiet.from) > minutesOf(quiet.to) : began > ended;
  if (!isQuiet || (deadline !== null && deadline <= end)) return null;
  return end;
}
