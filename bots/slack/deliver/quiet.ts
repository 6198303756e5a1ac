/** When a seller wants to be left alone. Wall-clock times in the shop's zone. */
import { lastAt, nextAt } from '../../../src/bot.ts';

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
  const isQuiet = began === ended ? quiet.from > quiet.to : began > ended;
  if (!isQuiet || (deadline !== null && deadline <= end)) return null;
  return end;
}
