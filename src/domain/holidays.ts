/** Public holidays of a region: by the law of its country where Parley has it, else as date-holidays has them, amended where the law is otherwise. */
import { amended } from './calendars/amendments.ts';
import { daysOffByLaw, type HolidayLaw, isWorkedByLaw } from './calendars/law.ts';
import { INDONESIAN_LAW } from './calendars/laws/id.ts';
import { MALAYSIAN_LAW } from './calendars/laws/my.ts';
import { PHILIPPINE_LAW } from './calendars/laws/ph.ts';
import { SINGAPOREAN_LAW } from './calendars/laws/sg.ts';
import { THAI_LAW } from './calendars/laws/th.ts';
import { VIETNAMESE_LAW } from './calendars/laws/vn.ts';
import { isKnownRegion, listedUnder } from './calendars/library.ts';

export { isKnownRegion } from './calendars/library.ts';

const LAWS: readonly HolidayLaw[] = [
  THAI_LAW,
  VIETNAMESE_LAW,
  INDONESIAN_LAW,
  MALAYSIAN_LAW,
  PHILIPPINE_LAW,
  SINGAPOREAN_LAW,
];
const lawOf = (region: string): HolidayLaw | undefined => LAWS.find(({ country }) => country === region.slice(0, 2));

const computed = new Map<string, ReadonlySet<string>>();

/** The public holidays of a region (`TH`, `US-CA`) in a year, as dates in the region's own zone; none of an unknown one. */
export function publicHolidays(region: string, year: number): ReadonlySet<string> {
  const key = `${region} ${year}`;
  let dates = computed.get(key);
  if (!dates) {
    dates = isKnownRegion(region) ? compute(region, year) : new Set();
    computed.set(key, dates);
  }
  return dates;
}

function compute(region: string, year: number): ReadonlySet<string> {
  const law = lawOf(region);
  if (law) return daysOffByLaw(law, region, year);
  const dates = [...listedUnder(region, year - 1), ...listedUnder(region, year)];
  const ofYear = new Set(dates.filter((date) => Number(date.slice(0, 4)) === year));
  return new Set([...amended(region, ofYear)].sort());
}

/** Whether a date is a public holiday, substitute days included, on which shops and couriers of the region close. */
export const isPublicHoliday = (region: string, date: string): boolean =>
  publicHolidays(region, Number(date.slice(0, 4))).has(date);

/** Whether the whole region works on a date of its weekend, to make up for a bridge. */
export function isMakeUpDay(region: string, date: string): boolean {
  const law = lawOf(region);
  return law !== undefined && isWorkedByLaw(law, date);
}

/** The first date on which what is known of a region ends. */
export const firstKnowledgeEnds = (): string => LAWS.map(({ knownUntil }) => knownUntil).sort()[0] ?? '9999-12-31';

/** The last date for which all holidays of a region are known; null where they follow from rules for every year. */
export const holidaysKnownUntil = (region: string): string | null => lawOf(region)?.knownUntil ?? null;
