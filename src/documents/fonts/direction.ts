/**
 * Lines with words from right to left, as they are drawn from left to right: where each part stands is arranged by the
 * bidirectional algorithm (Unicode UAX #9), and a font lays out one word the right way round.
 */
import bidiJs, { type Bidi } from 'bidi-js';

/** Node gives what the package exports itself; its types have it one step further in. */
const bidi = (bidiJs as unknown as () => Bidi)();

const RTL_LETTER = /[[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]&&\p{L}]/v;
/** Words, whose letters a font joins, and every other sign by itself. */
const WORD = /[\p{L}\p{M}\p{Join_Control}]+/u;
const WORDS_AND_SIGNS = new RegExp(`${WORD.source}|.`, 'gsu');

export interface Piece {
  text: string;
  /** Laid out from right to left, and by itself: a space beside it would change sides. */
  rtl: boolean;
  /** What was typed, where that is drawn as in a mirror: a bracket opens to the left. */
  says?: string;
}
interface Stretch {
  text: string;
  /** Of the algorithm: how deep one direction stands inside the other; an odd one goes from right to left. */
  level: number;
}

export const isRightToLeft = (text: string): boolean => RTL_LETTER.test(text);

/** The pieces of a line in the order in which they are drawn; a line of one direction from left to right is one piece. */
export function drawnOrder(line: string): Piece[] {
  if (!isRightToLeft(line)) return [{ text: line, rtl: false }];
  return inOrder(stretchesOf(line)).flatMap(({ text, level }) =>
    level % 2 === 0 ? [{ text, rtl: false }] : fromTheRight(text),
  );
}

/** The line cut where the level changes. */
function stretchesOf(line: string): Stretch[] {
  const { levels } = bidi.getEmbeddingLevels(line);
  const stretches: Stretch[] = [];
  for (let index = 0; index < line.length; index += 1) {
    const last = stretches.at(-1);
    const level = levels[index] ?? 0;
    if (last?.level === level) last.text += line[index];
    else stretches.push({ text: line.charAt(index), level });
  }
  return stretches;
}

/** Rule L2: from the deepest level out, everything of at least that level is turned around. */
function inOrder(stretches: readonly Stretch[]): Stretch[] {
  const order = [...stretches];
  for (let level = Math.max(...order.map((each) => each.level)); level > 0; level -= 1) {
    for (let from = 0; from < order.length; from += 1) {
      let end = from;
      while ((order[end]?.level ?? 0) >= level) end += 1;
      order.splice(from, end - from, ...order.slice(from, end).reverse());
      from = end;
    }
  }
  return order;
}

function fromTheRight(text: string): Piece[] {
  const parts = text.match(WORDS_AND_SIGNS) ?? [];
  return parts.reverse().map((part) => {
    if (WORD.test(part)) return { text: part, rtl: true };
    const mirrored = bidi.getMirroredCharacter(part);
    return mirrored === null ? { text: part, rtl: false } : { text: mirrored, rtl: false, says: part };
  });
}
