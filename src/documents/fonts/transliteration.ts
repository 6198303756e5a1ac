/** Words in Latin letters, for whoever carries a parcel and cannot read them: those from right to left, and those that no font has. */
import { isRightToLeft } from './direction.ts';
import { type Face, facesFor } from './faces.ts';

/** Makes `written`, which answers a text in Latin letters, or null where all of its letters can be drawn from left to right. */
export async function transliteration(texts: readonly string[]): Promise<(text: string) => string | null> {
  const faces = await facesFor(new Set(Array.from(texts.join(''), codePoint)), 400);
  const isNeeded = (text: string) => isRightToLeft(text) || hasUndrawnLetter(text, faces);
  if (!texts.some(isNeeded)) return () => null;
  // Half a megabyte of tables, read when the first such name comes.
  const { default: anyAscii } = await import('any-ascii');
  return (text) => (isNeeded(text) ? capitals(anyAscii(text).replaceAll('`', '’').replaceAll("'", '’')) : null);
}

const codePoint = (character: string): number => character.codePointAt(0) ?? 0;
const hasUndrawnLetter = (text: string, faces: readonly Face[]): boolean =>
  Array.from(text.matchAll(/\p{L}/gu), ([letter]) => codePoint(letter)).some(
    (letter) => !faces.some(({ covers }) => covers.has(letter)),
  );

/** Scripts without capitals give none: names begin with one. */
const capitals = (text: string): string =>
  text.replace(
    /(^|[\s(])(’?)(\p{Ll})/gu,
    (_, before: string, mark: string, letter: string) => before + mark + letter.toUpperCase(),
  );
