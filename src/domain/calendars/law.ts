/**
 * The holidays of a country by its own law, for countries whose calendar the library does not have right: what the law
 * fixes holds in every year, what is proclaimed yearly is listed for the years in which it was.
 */
import { addDays, midnightOf } from '../wallclock.ts';
import { datesByRule, listedUnder } from './library.ts';

/** Dates of a year without the year, `'03-10 03-11'`. */
type DatesByYear = Readonly<Record<number, string>>;

interface LawfulHoliday {
  name: string;
  /**
   * When it is: a rule of the library's grammar, or a function of the year. Absent where no rule gives it, as with a
   * lunar calendar that an almanac decides.
   */
  on?: string | ((year: number) => readonly string[]);
  /** The years for which the dates are known better than by the rule. */
  proclaimed?: DatesByYear;
  since?: number;
  /** Days in lieu where it falls on a day of rest: one for each of its days (the default), one in all, or none. */
  inLieu?: 'each' | 'one' | 'none';
}

/** Holidays on days of rest move to the next day that is neither in the weekend nor a holiday. */
interface DaysInLieu {
  /** ISO weekdays on which a holiday gives a day in lieu. */
  restDays: readonly number[];
  /** ISO weekdays on which no day in lieu may fall. */
  weekend: readonly number[];
}

export interface HolidayLaw {
  country: string;
  /** The last date for which everything proclaimed is listed. */
  knownUntil: string;
  holidays: readonly LawfulHoliday[];
  daysInLieu?: (region: string) => DaysInLieu;
  /** Days off that were proclaimed for once: bridges, elections. */
  proclaimed: DatesByYear;
  /** Days of the weekend that make up for bridges. */
  worked?: DatesByYear;
  /** What a state of the country has beside the library's list of that state. */
  states?: Readonly<Record<string, DatesByYear>>;
}

/** ISO weekday of a date, 1 = Monday. */
export const weekdayOf = (date: string): number => new Date(midnightOf(date)).getUTCDay() || 7;

const listedDates = (dates: DatesByYear | undefined, year: number): string[] =>
  (dates?.[year]?.split(' ') ?? []).map((day) => `${year}-${day}`);

function datesOf(holiday: LawfulHoliday, country: string, year: number): readonly string[] {
  if (holiday.proclaimed?.[year] !== undefined) return listedDates(holiday.proclaimed, year);
  if (year < (holiday.since ?? 0) || !holiday.on) return [];
  return typeof holiday.on === 'string' ? datesByRule(country, holiday.on, year) : holiday.on(year);
}

/** The dates of one holiday that may give days in lieu together, as many as `most`. */
interface Group {
  dates: readonly string[];
  most: number;
}

const NONE: ReadonlySet<string> = new Set();

function groupsOf(law: HolidayLaw, region: string, year: number): Group[] {
  const ofCountry = region === law.country ? NONE : listedUnder(law.country, year);
  const ofState = region === law.country ? NONE : listedUnder(region, year);
  const kept = (date: string) => ofState.has(date) || !ofCountry.has(date);
  const own = [...ofState].filter((date) => !ofCountry.has(date));
  return [
    ...law.holidays.map((holiday) => {
      const dates = datesOf(holiday, law.country, year).filter(kept);
      return { dates, most: holiday.inLieu === 'none' ? 0 : holiday.inLieu === 'one' ? 1 : dates.length };
    }),
    ...[...own, ...listedDates(law.states?.[region], year)].map((date) => ({ dates: [date], most: 1 })),
    { dates: listedDates(law.proclaimed, year), most: 0 },
  ];
}

function addDaysInLieu(groups: readonly Group[], off: Set<string>, { restDays, weekend }: DaysInLieu): void {
  const byDate = [...groups].sort((a, b) => ((a.dates[0] ?? '') < (b.dates[0] ?? '') ? -1 : 1));
  for (const { dates, most } of byDate) {
    const owed = dates.filter((date) => restDays.includes(weekdayOf(date))).slice(0, most);
    for (const date of owed) {
      let next = addDays(date, 1);
      while (off.has(next) || weekend.includes(weekdayOf(next))) next = addDays(next, 1);
      off.add(next);
    }
  }
}

/** The days off of a region of the law's country in a year, days in lieu included. */
export function daysOffByLaw(law: HolidayLaw, region: string, year: number): ReadonlySet<string> {
  // A day in lieu comes after what it stands for, perhaps in the next year.
  const groups = [year - 1, year].flatMap((each) => groupsOf(law, region, each));
  const off = new Set(groups.flatMap(({ dates }) => dates));
  if (law.daysInLieu) addDaysInLieu(groups, off, law.daysInLieu(region));
  return new Set([...off].filter((date) => Number(date.slice(0, 4)) === year).sort());
}

/** Whether a date of the weekend was proclaimed a day of work. */
export const isWorkedByLaw = (law: HolidayLaw, date: string): boolean =>
  listedDates(law.worked, Number(date.slice(0, 4))).includes(date);
