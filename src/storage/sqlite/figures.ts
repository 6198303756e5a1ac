/** Figures by week and month, as they were kept (migrations/0016-figures.ts): what is read is their rows alone. */
import type { Database, Statement } from 'better-sqlite3';
import type { FigureCount, FigureScope, FiguresQuery } from '../../application/ports/figures.ts';
import type { RequestStore } from '../../application/ports/requests.ts';
import { read } from './errors.ts';
import { shopScope } from './figure-changes.ts';

/** The rows of a scope: whose they are, and what else has to be true of them. */
export function rowsOf({ sellerId, market, reason }: FigureScope): { whose: string; where: string } {
  const narrowed = [market && 'AND market = @market', reason && 'AND reason = @reason'].filter(Boolean).join(' ');
  if (sellerId !== undefined) return { whose: shopScope(sellerId), where: narrowed };
  return { whose: narrowed === '' ? 'all' : 'each', where: narrowed };
}

const sqlOf = (where: string) =>
  `SELECT period AS "from", name, sum(count) AS count FROM figure
   WHERE whose = @whose AND grain = @grain AND period >= @from AND period < @until ${where}
   GROUP BY period, name HAVING sum(count) <> 0`;

export function sqliteFigures(db: Database): Pick<RequestStore, 'figures'> {
  const prepared = new Map<string, Statement<[object], FigureCount>>();
  function figures(query: FiguresQuery): FigureCount[] {
    const { whose, where } = rowsOf(query);
    const statement = prepared.get(where) ?? db.prepare<[object], FigureCount>(sqlOf(where));
    prepared.set(where, statement);
    return statement.all({ market: null, reason: null, ...query, whose });
  }
  return { figures: (query) => read(() => figures(query)) };
}
