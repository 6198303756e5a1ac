/** How long is left, in words that change as slowly as the matter allows. */
import { fill, type PageStrings } from '../../i18n/pages/index.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

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
  const days = Math.floor(ms / DAY);
  const hours = Math.floor((ms % DAY) / HOUR);
  const minutes = Math.floor((ms % HOUR) / MINUTE);
  const seconds = Math.floor((ms % MINUTE) / SECOND);
  const soon = ms < SOON;
  const words = (template: string): TimeLeft => ({
    text: fill(template, { days, hours, minutes, seconds }),
    soon,
    over: false,
  });
  if (ms < SECONDS_BELOW) return words(strings.timeLeftMinutes);
  if (ms < HOUR) return words(strings.timeLeftWholeMinutes);
  return words(ms < DAY ? strings.timeLeftHours : strings.timeLeftDays);
}
