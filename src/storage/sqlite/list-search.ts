/** Which of the words that were typed finds the fewest requests, and whether those are few enough to be sorted. */
import type { Database } from 'better-sqlite3';
import { readSearch, type Search } from '../../application/search-words.ts';
import type { Turns } from './turns.ts';

/** Sorts after every continuation of a beginning. */
const AFTER_ALL = '\u{10FFFF}';

/** Everything that begins with the word. */
export const rangeOf = (word: string): [from: string, to: string] => [word, word + AFTER_ALL];

/** Reads a search; null where nothing is searched. */
export function sqliteSearch(db: Database, inTurn: Turns): (typed: string | undefined) => Promise<Search | null> {
  const found = db
    .prepare<[string, string, number], number>(
      'SELECT count(*) FROM (SELECT 1 FROM term WHERE term >= ? AND term < ? LIMIT ?)',
    )
    .pluck();
  return (typed) => readSearch(typed, (word, upTo) => inTurn(() => found.get(...rangeOf(word), upTo) ?? 0));
}
