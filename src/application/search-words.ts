/**
 * What `q` finds a request by: ids as they are, and the words of titles and names.
 *
 * A word is kept with what follows it up to the next space, so that whoever types on in a language without spaces goes on
 * finding it: `ชามเซรามิก` stands as `ชามเซรามิก` and as `เซรามิก`, and is found by the beginning of either.
 */
import { ERASED } from '../contract/erased-mark.ts';
import type { RequestState } from '../domain/request.ts';
import { INVISIBLE, NOTHING, searchForm } from '../i18n/search-form.ts';

export { searchForm };

const MOST_WORDS = 1_000;
const LONGEST_WORD = 64;
const segmenter = new Intl.Segmenter(undefined, { granularity: 'word' });

/** Its ids, SKUs and tracking number, and the words of its items' titles and of the people's names. `shop`: its name. */
export function searchWords({ id, facts, shipment }: RequestState, shop?: string): string[] {
  const ids = [id, facts.orderId, facts.externalId, shipment?.trackingNumber, facts.buyerId];
  const texts = [facts.buyerName, shop, facts.shipTo?.name, ...facts.items.map(({ title }) => title)];
  const found = new Set(
    [...ids, ...facts.items.map(({ sku }) => sku)].flatMap((name) => (name ? [searchForm(name)] : [])),
  );
  for (const text of texts) {
    if (found.size >= MOST_WORDS) break;
    if (text && text !== ERASED) for (const word of wordsOf(text)) found.add(word);
  }
  return [...found].slice(0, MOST_WORDS);
}

/** The words of a title or a name, as they are found. */
export const wordsOf = (text: string): string[] =>
  text
    .split(/\s+/u)
    .flatMap((chunk) => startsOf(chunk).map((start) => searchForm(chunk.slice(start)).slice(0, LONGEST_WORD)));

/** Where words begin in a text without spaces. */
const startsOf = (chunk: string): number[] =>
  [...segmenter.segment(chunk)].flatMap(({ index, isWordLike }) => (isWordLike ? [index] : []));

/**
 * What was typed, as beginnings that all have to be found. `isKept` says whether anything begins with a text: what was
 * typed without a space is one beginning where it is one, and otherwise the words that it is made of.
 */
async function typedWords(typed: string, isKept: (beginning: string) => Promise<boolean>): Promise<string[]> {
  const beginnings = new Set<string>();
  for (const chunk of typed.replace(INVISIBLE, '').split(/\s+/u)) {
    const whole = searchForm(chunk);
    const words = [...segmenter.segment(chunk)].filter(({ isWordLike }) => isWordLike);
    if (whole === NOTHING) continue;
    if (words.length < 2 || (await isKept(whole))) beginnings.add(whole);
    else for (const { segment } of words) beginnings.add(searchForm(segment));
  }
  return beginnings.size === 0 ? [NOTHING] : longest([...beginnings]);
}

/** A word that finds more than this walks the list and checks what stands in it; below, what was found is sorted. */
const NARROW_SEARCH = 1_000;
/** Of several words: how many the rarest may find, since the others are looked for among them. */
const NARROW_AMONG_SEVERAL = 5_000;

/** `words`: the rarest first. `narrow`: it finds few. */
export interface Search {
  words: string[];
  narrow: boolean;
}

/** Reads a search; null where nothing is searched. `countOf` counts what begins with a word, up to a number. */
export async function readSearch(
  typed: string | undefined,
  countOf: (word: string, upTo: number) => Promise<number>,
): Promise<Search | null> {
  if (typed === undefined) return null;
  const words = await typedWords(typed, async (beginning) => (await countOf(beginning, 1)) > 0);
  const most = words.length > 1 ? NARROW_AMONG_SEVERAL : NARROW_SEARCH;
  const counted = await Promise.all(words.map(async (word) => ({ word, count: await countOf(word, most + 1) })));
  counted.sort((a, b) => a.count - b.count);
  return { words: counted.map(({ word }) => word), narrow: (counted[0]?.count ?? 0) <= most };
}

/** Without those that another one begins with: finding the longer finds the shorter. */
const longest = (beginnings: string[]): string[] =>
  beginnings.filter((each) => !beginnings.some((other) => other !== each && other.startsWith(each)));
