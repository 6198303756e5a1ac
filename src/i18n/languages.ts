/** Which catalogue a reader gets for a language tag, in which direction it is written, and which tag Intl formats with. */

export const LANGUAGES = ['en', 'th', 'vi', 'id', 'ms', 'fil'] as const;
export type Language = (typeof LANGUAGES)[number];

/**
 * Made-up languages to test layouts with, under the tags that CLDR keeps for them. Their words are derived from English
 * (pseudo.ts) wherever a reader's tag asks for them, and no list offers them to people.
 */
export const PSEUDO_LOCALES = ['en-XA', 'ar-XB'] as const;
export type PseudoLocale = (typeof PSEUDO_LOCALES)[number];

/** Older or wider tags for languages that have a catalogue under another name. */
const ALIASES: Readonly<Record<string, Language>> = { tl: 'fil', in: 'id', msa: 'ms', ind: 'id', tha: 'th', vie: 'vi' };

const isLanguage = (subtag: string): subtag is Language => (LANGUAGES as readonly string[]).includes(subtag);

/** The catalogue for a BCP 47 tag: `th-TH` reads Thai, `tl-PH` Filipino; no tag or an unknown language reads English. */
export function languageOf(tag: string | undefined): Language {
  const primary = (tag ?? 'en').split('-', 1)[0]?.toLowerCase() ?? 'en';
  return isLanguage(primary) ? primary : (ALIASES[primary] ?? 'en');
}

/** The made-up language that a tag asks for, in any case of letters; undefined for every other tag. */
export const pseudoOf = (tag: string | undefined): PseudoLocale | undefined =>
  PSEUDO_LOCALES.find((pseudo) => pseudo.toLowerCase() === tag?.toLowerCase());

/**
 * The direction in which the words for a tag are written. It is that of the catalogue: a reader of Arabic gets English
 * words, from left to right, until Arabic has a catalogue and is named here.
 */
export const directionOf = (tag: string | undefined): 'ltr' | 'rtl' => (pseudoOf(tag) === 'ar-XB' ? 'rtl' : 'ltr');

/** Languages of markets without a catalogue: their readers get English words, and numbers and dates as they write them. */
const FORMATTED = ['de', 'es', 'fr', 'it', 'ja', 'pt'];

/** The tag for words that Intl gives: names of countries and weekdays, `or` in a list. Always of the catalogue's language. */
export function wordingTag(tag: string | undefined): string {
  const language = languageOf(tag);
  return tag?.toLowerCase().split('-', 1)[0] === language ? canonical(tag, language) : language;
}

/**
 * The tag to format money and times with: the reader's own where its language has a catalogue (`en-GB` writes days
 * before months) or is that of a market, so that an amount looks as it does in their shops; otherwise the catalogue's.
 */
export function formattingTag(tag: string | undefined): string {
  const primary = tag?.toLowerCase().split('-', 1)[0] ?? '';
  return tag && FORMATTED.includes(primary) ? canonical(tag, 'en') : wordingTag(tag);
}

function canonical(tag: string, language: string): string {
  try {
    return Intl.getCanonicalLocales(tag)[0] ?? language;
  } catch {
    return language;
  }
}
