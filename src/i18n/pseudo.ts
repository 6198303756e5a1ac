/**
 * The words of the made-up languages, derived from the English ones when they are asked for.
 *
 * - `en-XA`: letters carry accents and vowels stand twice, which makes texts about 40 % longer, as many languages are;
 *   ⟦ and ⟧ mark where each text begins and ends. What is cut shows no ⟧, what is put together from pieces shows several
 *   pairs, and what came from no catalogue is plain.
 * - `ar-XB`: every word is written from right to left (Unicode's right-to-left override), for a page whose direction is
 *   `rtl`. What was placed at the left by hand stands on the wrong side.
 *
 * What is not text stays as it is: `{placeholders}`, and of ICU choices their names, types and keywords.
 */
import type { PseudoLocale } from './languages.ts';

const PLAIN = 'aeiouycdghjklnrstwzAEIOUYCDGHJKLNRSTWZ';
const ACCENTED = [...'áéíóúýçðĝĥĵķļñŕšţŵžÁÉÍÓÚÝÇÐĜĤĴĶĻÑŔŠŢŴŽ'];
const [RIGHT_TO_LEFT, END] = ['\u202e', '\u202c'];

const accented = (text: string): string =>
  text
    .replace(/[aeiou]/giu, (vowel) => vowel + vowel.toLowerCase())
    .replace(/[a-z]/giu, (letter) => ACCENTED[PLAIN.indexOf(letter)] ?? letter);

/** Word by word, so that numbers and marks between them are ordered as they are in a language written that way. */
const mirrored = (text: string): string => text.replace(/\p{L}[\p{L}’-]*/gu, (word) => RIGHT_TO_LEFT + word + END);

const CHOICE = /^\{\s*\w+\s*,\s*(?:select|plural|selectordinal)\s*,/u;

/** Where the brace that opens at `open` is closed; the end of a message that never closes it. */
function closing(message: string, open: number): number {
  let depth = 0;
  for (let at = open; at < message.length; at += 1) {
    if (message[at] === '{') depth += 1;
    if (message[at] === '}') depth -= 1;
    if (depth === 0) return at;
  }
  return message.length;
}

/** Changes what stands outside braces by `outside`, and each `{…}`, without its braces, by `inside`. */
function split(message: string, outside: (text: string) => string, inside: (text: string) => string): string {
  let result = '';
  let from = 0;
  for (let open = message.indexOf('{'); open >= 0; open = message.indexOf('{', from)) {
    const close = closing(message, open);
    result += `${outside(message.slice(from, open))}{${inside(message.slice(open + 1, close))}}`;
    from = close + 1;
  }
  return result + outside(message.slice(from));
}

/** The texts of an ICU message changed, those within its choices included. */
function retold(message: string, change: (text: string) => string): string {
  return split(message, change, (argument) => {
    const [head] = CHOICE.exec(`{${argument}`) ?? [];
    if (!head) return argument;
    const options = argument.slice(head.length - 1);
    return head.slice(1) + split(options, String, (option) => retold(option, change));
  });
}

/** One message in a made-up language. */
export const pseudoText = (message: string, locale: PseudoLocale): string =>
  locale === 'en-XA' ? `⟦${retold(message, accented)}⟧` : retold(message, mirrored);

/** A whole catalogue in a made-up language. */
export const pseudoStrings = <Key extends string>(
  english: Readonly<Record<Key, string>>,
  locale: PseudoLocale,
): Readonly<Record<Key, string>> =>
  Object.fromEntries(
    Object.entries<string>(english).map(([key, message]) => [key, pseudoText(message, locale)]),
  ) as Record<Key, string>;
