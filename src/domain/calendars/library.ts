/**
 * Public holidays of a region as date-holidays has them (data CC BY-SA 3.0, https://github.com/commenthol/date-holidays),
 * and days by its grammar of rules (`easter -2`, `1 Shawwal`, `1st monday in June`).
 *
 * The library takes about 0.1 s to load and 10 to 60 ms for the first year of a region, so it is loaded at the first
 * question rather than at start-up, and every region and year is computed once per process.
 */
import { createRequire } from 'node:module';
import type { default as Holidays, HolidaysTypes } from 'date-holidays';
import { addDays, DAY, HOUR } from '../wallclock.ts';

type Library = typeof Holidays;

let loaded: Library | undefined;
function library(): Library {
  loaded ??= createRequire(import.meta.url)('date-holidays') as Library;
  return loaded;
}

/** Countries whose whole-day bank holidays close shops and couriers too: the eves of the north. Elsewhere only banks stay shut. */
const BANK_HOLIDAYS_CLOSE = new Set(['AX', 'BM', 'FI', 'NO', 'SE', 'SJ']);
/** Countries where the day in lieu of a public holiday is one, although the library types it `bank`. */
const BANK_DAYS_IN_LIEU_CLOSE = new Set(['IE', 'US']);

const known = new Map<string, boolean>();

/** Whether date-holidays knows the region: a country, or a country with a state, or with a state and a region of it. */
export function isKnownRegion(region: string): boolean {
  let answer = known.get(region);
  if (answer === undefined) {
    answer = lookUp(region);
    known.set(region, answer);
  }
  return answer;
}

function lookUp(region: string): boolean {
  const [country = '', state, part] = region.split('-');
  const catalogue = new (library())();
  if (!(country in catalogue.getCountries())) return false;
  if (state === undefined) return true;
  if (!(state in (catalogue.getStates(country) ?? {}))) return false;
  return part === undefined || part in (catalogue.getRegions(country, state) ?? {});
}

function closes(holiday: HolidaysTypes.Holiday, region: string): boolean {
  if (holiday.type === 'public') return true;
  const country = region.slice(0, 2);
  if (holiday.type !== 'bank') return false;
  return BANK_HOLIDAYS_CLOSE.has(country) || (holiday.substitute === true && BANK_DAYS_IN_LIEU_CLOSE.has(country));
}

/** The dates a holiday covers whole, in the region's own zone. Half days are working days. */
function datesOf(holiday: HolidaysTypes.Holiday): string[] {
  if (holiday.date.slice(11, 19) !== '00:00:00') return [];
  const first = holiday.date.slice(0, 10);
  // One hour of grace: a date on which the clock goes forward has 23.
  const days = Math.floor((holiday.end.getTime() - holiday.start.getTime() + HOUR) / DAY);
  return Array.from({ length: days }, (_, index) => addDays(first, index));
}

const listed = new Map<string, ReadonlySet<string>>();

/** What the library lists under a year; a holiday of several days may reach into the next. */
export function listedUnder(region: string, year: number): ReadonlySet<string> {
  const key = `${region} ${year}`;
  let dates = listed.get(key);
  if (!dates) {
    const Calendar = library();
    const holidays = new Calendar(region).getHolidays(year);
    dates = new Set(holidays.filter((holiday) => closes(holiday, region)).flatMap(datesOf));
    listed.set(key, dates);
  }
  return dates;
}

const ruled = new Map<string, Holidays>();

/** The country's calendar with one rule instead of the library's own. */
function calendarOf(country: string, rule: string): Holidays {
  const calendar = new (library())(country);
  // The library's types leave the rule out of what getRules answers.
  for (const given of calendar.getRules() as unknown as HolidaysTypes.HolidayRule[]) calendar.unsetRule(given.rule);
  if (calendar.setHoliday(rule, { name: rule, type: 'public' })) return calendar;
  throw new SyntaxError(`"${rule}" is no rule that date-holidays reads.`);
}

const dated = new Map<string, readonly string[]>();

/** The dates that begin in `year` by a rule of the library's grammar, in the country's zone, oldest first. */
export function datesByRule(country: string, rule: string, year: number): readonly string[] {
  const key = `${country} ${rule}`;
  const yearKey = `${key} ${year}`;
  let dates = dated.get(yearKey);
  if (!dates) {
    const calendar = ruled.get(key) ?? calendarOf(country, rule);
    ruled.set(key, calendar);
    dates = [...new Set(calendar.getHolidays(year).flatMap(datesOf))].sort();
    dated.set(yearKey, dates);
  }
  return dates;
}
