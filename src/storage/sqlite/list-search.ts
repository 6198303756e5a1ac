/** Which of the words that were typed finds the fewest requests, and whether those are few enough to be sorted. */
import type { Database } from 'better-sqlite3';
import { typedWords } from '../../application/search-words.ts';
import { read } from './errors.ts';

/** A word that finds more than this walks the list and checks its rows; below, what was found is sorted. */
const NARROW_SEARCH = 1_000;
/** Of several words: how many the rarest may find, since the others are looked for among them by their index. */
const NARROW_AMONG_SEVERAL = 5_000;
/** Sorts after every continuation of a beginning. */
const AFTER_ALL = '\u{10FFFF}';

/** `words`: the rarest first. `narrow`: it finds few. */
export interface Search {
  words: string[];
  narrow: boolean;
}

/** Everything that begins with the word. */
export const rangeOf = (word: string): [from: string, to: string] => [word, word + AFTER_ALL];

/** Reads a search; null where nothing is searched. */
export function sqliteSearch(db: Database): (typed: string | undefined) => Promise<Search | null> {
  const found = db
    .prepare<[string, string, number], number>(
      'SELECT count(*) FROM (SELECT 1 FROM term WHERE term >= ? AND term < ? LIMIT ?)',
    )
    .pluck();
  const countOf = (word: string, upTo: number): number => found.get(...rangeOf(word), upTo) ?? 0;

  return async (typed) => {
    if (typed === undefined) return null;
    const words = await typedWords(typed, (beginning) => read(() => countOf(beginning, 1) > 0));
    const most = words.length > 1 ? NARROW_AMONG_SEVERAL : NARROW_SEARCH;
    return read(() => {
      const counted = words.map((word) => ({ word, count: countOf(word, most + 1) })).sort((a, b) => a.count - b.count);
      return { words: counted.map(({ word }) => word), narrow: (counted[0]?.count ?? 0) <= most };
    });
  };
}
