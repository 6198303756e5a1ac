/** Figures week by week, month by month or quarter by quarter, from what storages keep counted. */
import type { STATS_BUCKETS, StatsBucket } from '../contract/lists.ts';
import { dayOf, type FigureName, type Grain, periodOf, secondsIn } from './figures.ts';
import type { FigureCount, FigureScope } from './ports/figures.ts';
import type { Store } from './ports/store.ts';

type Bucket = (typeof STATS_BUCKETS)[number];

const MOST_BUCKETS = 120;
const DAY_MS = 86_400_000;
const MONTHS_IN: Record<Exclude<Bucket, 'week'>, number> = { month: 1, quarter: 3 };

/** From the bucket that `since` is in to the one that `now` (milliseconds) is in, also those in which nothing happened. */
export async function seriesOf(
  { requests }: Pick<Store, 'requests'>,
  scope: FigureScope,
  bucket: Bucket,
  since: string,
  now: number,
): Promise<StatsBucket[]> {
  const starts = startsOf(bucket, since, now);
  const [from] = starts;
  const until = starts.at(-1);
  if (from === undefined || until === undefined) return [];
  const grain: Grain = bucket === 'week' ? 'week' : 'month';
  const counts = await requests.figures({ ...scope, grain, from, until: next(bucket, until) });
  const found = new Map<string, FigureCount[]>(starts.map((start) => [start, []]));
  for (const count of counts) found.get(bucketOf(bucket, count.from))?.push(count);
  return [...found].map(([start, counted]) => summed(start, counted));
}

function startsOf(bucket: Bucket, since: string, now: number): string[] {
  const last = bucketOf(bucket, dayOf(new Date(now).toISOString()));
  const starts: string[] = [];
  for (let start = last; starts.length < MOST_BUCKETS; start = bucketOf(bucket, dayBefore(start))) {
    starts.push(start);
    if (start <= dayOf(since)) break;
  }
  return starts.reverse();
}

/** The first day of the bucket that a day is in. */
function bucketOf(bucket: Bucket, day: string): string {
  if (bucket === 'week') return periodOf('week', day);
  const month = Number(day.slice(5, 7)) - 1;
  return firstDay(day, month - (month % MONTHS_IN[bucket]));
}

function next(bucket: Bucket, start: string): string {
  if (bucket === 'week') return dayOf(new Date(Date.parse(start) + 7 * DAY_MS).toISOString());
  return firstDay(start, Number(start.slice(5, 7)) - 1 + MONTHS_IN[bucket]);
}

/** Of a month, counted from 0, of the year that a day is in. */
const firstDay = (day: string, month: number): string =>
  dayOf(new Date(Date.UTC(Number(day.slice(0, 4)), month)).toISOString());

const dayBefore = (day: string): string => dayOf(new Date(Date.parse(day) - DAY_MS).toISOString());

function summed(start: string, counts: FigureCount[]): StatsBucket {
  const sum = (of: FigureName) => counts.reduce((total, { name, count }) => total + (name === of ? count : 0), 0);
  return {
    from: `${start}T00:00:00.000Z`,
    opened: sum('opened'),
    answeredInTime: sum('answeredInTime'),
    timeouts: sum('timeouts'),
    made: sum('made'),
    accepted: sum('accepted'),
    medianAnswerSeconds: medianOfSteps(counts),
  };
}

function medianOfSteps(counts: FigureCount[]): number | null {
  return median(
    counts.flatMap(({ name, count }) => {
      const seconds = secondsIn(name);
      return seconds === null ? [] : [{ value: seconds, count }];
    }),
  );
}

/** Of values that stand for as many as `count` each; null where there are none. */
export function median(counted: { value: number; count: number }[]): number | null {
  const sorted = counted.toSorted((a, b) => a.value - b.value);
  const total = sorted.reduce((sum, { count }) => sum + count, 0);
  if (total === 0) return null;
  const at = (position: number): number => {
    let before = 0;
    for (const { value, count } of sorted) {
      before += count;
      if (before > position) return value;
    }
    return 0;
  };
  return (at(Math.floor((total - 1) / 2)) + at(Math.floor(total / 2))) / 2;
}
