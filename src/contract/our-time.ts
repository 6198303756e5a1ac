/**
 * The years in which times and dates may lie: from 2000 to 20 years from now. What lies outside is a slip (seconds for
 * milliseconds, a year of another calendar), and nothing would ever act on it.
 */
const FIRST_YEAR = 2000;
const YEARS_AHEAD = 20;
/** Year 1 of the Buddhist calendar, as Thailand counts it, is 543 years before ours. */
const BUDDHIST_YEARS = 543;

const lastMoment = (): number => {
  const now = new Date();
  return now.setUTCFullYear(now.getUTCFullYear() + YEARS_AHEAD);
};

/** Whether a time or a date, as ISO 8601 writes them, lies in our time. */
export function isOfOurTime(text: string): boolean {
  const time = Date.parse(text);
  return time >= Date.UTC(FIRST_YEAR, 0) && time <= lastMoment();
}

/** What is wrong with one that does not; it names the Buddhist calendar where the year looks like one of it. */
export function notOfOurTime(text: string): string {
  const bounds = `must be between the year ${FIRST_YEAR} and ${YEARS_AHEAD} years from now`;
  const year = Number(text.slice(0, 4));
  if (!isOfOurTime(`${year - BUDDHIST_YEARS}${text.slice(4)}`)) return bounds;
  return `${bounds}: ${year} looks like a year of the Buddhist calendar, write ${year - BUDDHIST_YEARS}`;
}
