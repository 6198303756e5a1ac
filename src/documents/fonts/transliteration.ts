/** Words from right to left in Latin letters, for whoever carries a parcel and cannot read them. */
import { isRightToLeft } from './direction.ts';

/** Makes `written`, which answers a text in Latin letters, or null where no letter of it is written from right to left. */
export async function transliteration(texts: readonly string[]): Promise<(text: string) => string | null> {
  if (!texts.some(isRightToLeft)) return () => null;
  // Half a megabyte of tables, read when the first such name comes.
  const { default: anyAscii } = await import('any-ascii');
  return (text) => (isRightToLeft(text) ? capitals(anyAscii(text).replaceAll('`', '’').replaceAll("'", '’')) : null);
}

/** Scripts without capitals give none: names begin with one. */
const capitals = (text: string): string =>
  text.replace(
    /(^|[\s(])(’?)(\p{Ll})/gu,
    (_, before: string, mark: string, letter: string) => before + mark + letter.toUpperCase(),
  );
