/** How a change of a request's row changes the figures, for the triggers that keep them (migrations/0016-figures.ts). */
import { type Counted, countsOf, GRAINS, periodOf } from '../../application/figures.ts';
import type { OfferFacts } from '../../application/ports/figures.ts';

/** A row's facts as the triggers hand them over. */
interface RowFacts {
  status: string;
  openedAt: string | null;
  answeredAt: string | null;
  /** In milliseconds. */
  timedOutAt: number | null;
  offers: OfferFacts[] | null;
}
/** A row of `figure`, without whose it is; `count` is what is added. */
type Change = [grain: string, period: string, name: string, count: number];

export const shopScope = (sellerId: string): string => `shop ${sellerId}`;

/** What to add to which rows of `figure`, as JSON. `before` is null for a new request. */
export function figureChanges(
  sellerId: string,
  market: string,
  reason: string,
  before: string | null,
  after: string,
): string {
  const changes = differences(before === null ? [] : rowsOf(JSON.parse(before)), rowsOf(JSON.parse(after)));
  return JSON.stringify(
    changes.flatMap(([grain, period, name, count]) => [
      ['all', grain, period, '', '', name, count],
      ['each', grain, period, market, reason, name, count],
      [shopScope(sellerId), grain, period, market, reason, name, count],
    ]),
  );
}

function rowsOf({ status, openedAt, answeredAt, timedOutAt, offers }: RowFacts): Change[] {
  const timedOut = timedOutAt === null ? null : new Date(timedOutAt).toISOString();
  const counts = countsOf({ openedAt, answeredAt, timedOutAt: timedOut, offers: offers ?? [] });
  return [['now', '', status, 1], ...counts.flatMap(inEveryGrain)];
}

const inEveryGrain = ({ day, name }: Counted): Change[] =>
  GRAINS.map((grain) => [grain, periodOf(grain, day), name, 1]);

/** What is counted after and was not before, and the other way round. */
function differences(before: Change[], after: Change[]): Change[] {
  const sums = new Map<string, Change>();
  const add = ([grain, period, name, count]: Change, sign: 1 | -1) => {
    const key = `${grain} ${period} ${name}`;
    const sum = sums.get(key)?.[3] ?? 0;
    sums.set(key, [grain, period, name, sum + sign * count]);
  };
  for (const row of before) add(row, -1);
  for (const row of after) add(row, 1);
  return [...sums.values()].filter(([, , , count]) => count !== 0);
}
