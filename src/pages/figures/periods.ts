/** Weeks, months and quarters in the reader's words, and since when they are shown. */
import type { StatsBucket } from '../../contract/lists.ts';

export const BUCKETS = ['week', 'month', 'quarter'] as const;
export type Bucket = (typeof BUCKETS)[number];

const DAY_MS = 86_400_000;
/** How far back a chart goes: twelve weeks, twelve months, eight quarters. */
const DAYS_BACK: Record<Bucket, number> = { week: 11 * 7, month: 334, quarter: 640 };

export const sinceOf = (bucket: Bucket, now: number): string =>
  new Date(now - DAYS_BACK[bucket] * DAY_MS).toISOString();

const FORMATS: Record<Bucket, Intl.DateTimeFormatOptions> = {
  week: { day: 'numeric', month: 'short' },
  month: { month: 'short', year: '2-digit' },
  quarter: { month: 'short', year: '2-digit' },
};

/** `23 Nov`, `Nov 26`, `Oct – Dec 26`. */
export function periodWords({ from }: Pick<StatsBucket, 'from'>, bucket: Bucket, locale: string): string {
  const format = new Intl.DateTimeFormat(locale, { ...FORMATS[bucket], calendar: 'gregory', timeZone: 'UTC' });
  const start = new Date(from);
  if (bucket !== 'quarter') return format.format(start);
  return format.formatRange(start, new Date(Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + 2)));
}

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** `35 sec`, `12 min`, `3.5 hr`, `2 days`: in the unit that says most with few digits. */
export function secondsWords(seconds: number | null, locale: string): string {
  if (seconds === null) return '–';
  const units = [
    { unit: 'day', size: DAY, from: 2 * DAY },
    { unit: 'hour', size: HOUR, from: HOUR },
    { unit: 'minute', size: MINUTE, from: MINUTE },
    { unit: 'second', size: 1, from: 0 },
  ] as const;
  const { unit, size } = units.find(({ from }) => seconds >= from) ?? units[3];
  const options = { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: 1 } as const;
  return new Intl.NumberFormat(locale, options).format(seconds / size);
}
