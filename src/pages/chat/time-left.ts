/** How long is left, in words that change as slowly as the matter allows. */
import { fill, type PageStrings } from '../../i18n/pages/index.ts';
import { DAY, HOUR, MINUTE, timeParts } from '../theme/time-parts.ts';

/** Seconds are shown only this late: earlier they press without helping. */
const SECONDS_BELOW = 2 * MINUTE;
const SOON = HOUR;

export interface TimeLeft {
  text: string;
  soon: boolean;
  over: boolean;
}

/** `ms` until the deadline, in the reader's words; 0 or less is over. */
export function timeLeft(ms: number, strings: PageStrings): TimeLeft {
  if (ms <= 0) return { text: strings.timeUp, soon: true, over: true };
  const early = ms < DAY ? strings.timeLeftHours : strings.timeLeftDays;
  const late = ms < SECONDS_BELOW ? strings.timeLeftMinutes : strings.timeLeftWholeMinutes;
  return { text: fill(ms < HOUR ? late : early, timeParts(ms)), soon: ms < SOON, over: false };
}
