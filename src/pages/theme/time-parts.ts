/** A span of time as pages say it: in days, hours, minutes and seconds, of which words name the first that matter. */
export const MINUTE = 60_000;
export const HOUR = 3_600_000;
export const DAY = 86_400_000;

/** The whole days of a span of milliseconds (0 or more), the hours beyond them, and so on: what the words fill in. */
export const timeParts = (ms: number) => ({
  days: Math.floor(ms / DAY),
  hours: Math.floor((ms % DAY) / HOUR),
  minutes: Math.floor((ms % HOUR) / MINUTE),
  seconds: Math.floor((ms % MINUTE) / 1_000),
});
