/** Where the law of a country has public holidays otherwise than date-holidays lists them, in any year to come. */
import { addDays } from '../wallclock.ts';

type Amendment = (dates: ReadonlySet<string>) => Iterable<string>;

/** The President takes office on 1 October since 2024, on 1 December before (Ley Federal del Trabajo, article 74, VII). */
const mexican: Amendment = (dates) =>
  Array.from(dates, (date) => (date >= '2024' ? date.replace(/-12-01$/u, '-10-01') : date));

/**
 * A day between two national holidays is one (Act on National Holidays, article 3, paragraph 3). Respect for the Aged Day,
 * a Monday, and the autumnal equinox are the only two that can stand so; the library has 2026 and not 2032.
 */
const japanese: Amendment = (dates) => {
  const between = Array.from(dates, (date) => addDays(date, 1)).filter((date) => dates.has(addDays(date, 1)));
  return [...dates, ...between.filter((date) => date.slice(5, 7) === '09')];
};

const AMENDMENTS: Readonly<Record<string, Amendment>> = { MX: mexican, JP: japanese };

/** The dates that were listed for a region in a year, as its country's law has them. */
export const amended = (region: string, dates: ReadonlySet<string>): ReadonlySet<string> =>
  new Set(AMENDMENTS[region.slice(0, 2)]?.(dates) ?? dates);
