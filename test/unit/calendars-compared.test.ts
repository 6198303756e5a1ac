/** The markets' holidays beside those of another source, day by day; docs/CALENDARS.md explains every difference. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { publicHolidays } from '../../src/domain/holidays.ts';
import { marketPolicy } from '../../src/domain/markets/index.ts';

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8');

interface Source {
  from: number;
  to: number;
  markets: Record<string, Record<string, string>>;
}
const there: Source = JSON.parse(read('../support/calendars/python-holidays.json'));
const years = Array.from({ length: there.to - there.from + 1 }, (_, index) => there.from + index);

/** Rows of the table: `TH here 2024-01-02`. */
const explained = read('../../docs/CALENDARS.md')
  .split('\n')
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .filter(([, , side, dates]) => (side === 'here' || side === 'there') && /^\d{4}-/u.test(dates ?? ''))
  .flatMap(([, market, side, dates = '', why]) => dates.split(' ').map((date) => ({ market, side, date, why })));
const explainedOf = (market: string, side: string): string[] =>
  explained
    .filter((row) => row.market === market && row.side === side)
    .map(({ date }) => date)
    .sort();

describe('public holidays beside another source', () => {
  it.each(Object.keys(there.markets))('%s differs only where it is explained', (market) => {
    const ours = years.flatMap((year) => [...publicHolidays(marketPolicy(market)?.calendar.holidays ?? '', year)]);
    const theirs = Object.keys(there.markets[market] ?? {});
    expect(theirs.length).toBeGreaterThan(50);
    expect(ours.filter((date) => !theirs.includes(date)).sort()).toEqual(explainedOf(market, 'here'));
    expect(theirs.filter((date) => !ours.includes(date)).sort()).toEqual(explainedOf(market, 'there'));
  });
  it('gives a reason for each difference', () => {
    expect(explained.length).toBeGreaterThan(0);
    expect(explained.filter(({ why }) => !why)).toEqual([]);
  });
});
