/** Which catalogue a reader gets for a language tag, and which tag Intl formats with. */

export const LANGUAGES = ['en', 'th', 'vi', 'id', 'ms', 'fil'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Older or wider tags for languages that have a catalogue under another name. */
const ALIASES: Readonly<Record<string, Language>> = { tl: 'fil', in: 'id', msa: 'ms', ind: 'id', tha: 'th', vie: 'vi' };

const isLanguage = (subtag: string): subtag is Language => (LANGUAGES as readonly string[]).includes(subtag);

/** The catalogue for a BCP 47 tag: `th-TH` reads Thai, `tl-PH` Filipino; no tag or an unknown language reads English. */
export function languageOf(tag: string | undefined): Language {
  const primary = (tag ?? 'en').split('-', 1)[0]?.toLowerCase() ?? 'en';
  return isLanguage(primary) ? primary : (ALIASES[primary] ?? 'en');
}

/**
 * The tag to format numbers and dates with: the reader's own where its language has a catalogue (`en-GB` writes days
 * before months), otherwise the catalogue's, so that a sentence and the date in it are of one language.
 */
export function formattingTag(tag: string | undefined): string {
  const language = languageOf(tag);
  if (!tag?.toLowerCase().startsWith(language)) return language;
  try {
    return Intl.getCanonicalLocales(tag)[0] ?? language;
  } catch {
    return language;
  }
}
