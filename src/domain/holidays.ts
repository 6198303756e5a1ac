/**
 * Public holidays of a region, from date-holidays (data CC BY-SA 3.0, https://github.com/commenthol/date-holidays).
 *
 * The library takes about 0.1 s to load and 10 to 60 ms for the first year of a region, so it is loaded at the first
 * question rather than at start-up, and every region and year is computed once per process.
 */
import { createRequire } from 'node:module';
import type { default as Holidays, HolidaysTypes } from 'date-holidays';
import { addDays, DAY, HOUR } from './wallclock.ts';

type Library = typeof Holidays;

let loaded: Library | undefined;
function library(): Library {
  loaded ??= createRequire(import.meta.url)('date-holidays') as Library;
  return loaded;
}

/**
 * Countries whose whole-day bank holidays close shops and couriers too: the eves of the north, and days in lieu that the
 * library types so. Elsewhere only banks stay shut.
 */
const BANK_HOLIDAYS_CLOSE = new Set(['AX', 'BM', 'FI', 'IE', 'NO', 'SE', 'SJ']);

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
  return holiday.type === 'bank' && BANK_HOLIDAYS_CLOSE.has(region.slice(0, 2));
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
function listedUnder(region: string, year: number): ReadonlySet<string> {
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

/**
 * Whether a date is a public holiday, substitute days included, on which shops and couriers of the region close.
 * An unknown region has no holidays.
 */
export function isPublicHoliday(region: string, date: string): boolean {
  if (!isKnownRegion(region)) return false;
  const year = Number(date.slice(0, 4));
  if (listedUnder(region, year).has(date)) return true;
  // Only early January can belong to a holiday that began the year before.
  return date.slice(5, 7) === '01' && listedUnder(region, year - 1).has(date);
}

/** The public holidays of a region (`TH`, `US-CA`) in a year, as dates in the region's own zone. */
export function publicHolidays(region: string, year: number): ReadonlySet<string> {
  if (!isKnownRegion(region)) return new Set();
  const dates = [...listedUnder(region, year - 1), ...listedUnder(region, year)];
  return new Set(dates.filter((date) => Number(date.slice(0, 4)) === year).sort());
}
