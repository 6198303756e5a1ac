/**
 * Lines with words from right to left, as they are drawn from left to right. A font lays out one word the right way
 * round; where the words stand is arranged here, by the few rules of the bidirectional algorithm (Unicode UAX #9) that names and
 * addresses need: the first letter gives the line's direction, words of the other direction keep their own order, and
 * numbers are read from left to right.
 */

const RTL_LETTER = /[[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]&&\p{L}]/v;
const LETTER = /\p{L}/u;
/** Numbers with what stands inside them, spaces, and everything else. */
const PIECES = /\p{Nd}[\p{Nd}.,:/-]*|\s+|[^\p{Nd}\s]+/gu;

export interface Piece {
  text: string;
  /** Laid out from right to left, and by itself: a space beside it would change sides. */
  rtl: boolean;
}

export const isRightToLeft = (text: string): boolean => RTL_LETTER.test(text);

/** The pieces of a line in the order in which they are drawn; a line of one direction from left to right is one piece. */
export function drawnOrder(line: string): Piece[] {
  if (!isRightToLeft(line)) return [{ text: line, rtl: false }];
  const pieces = (line.match(PIECES) ?? []).map((text) => ({
    text,
    rtl: isRightToLeft(text),
    strong: LETTER.test(text),
  }));
  const lineIsRtl = pieces.find(({ strong }) => strong)?.rtl ?? false;
  const other = pieces.map(({ rtl, strong }) => strong && rtl !== lineIsRtl);
  const ordered: Piece[][] = [];
  for (let index = 0; index < pieces.length; ) {
    const end = other[index] ? lastOf(pieces, index, lineIsRtl) : index;
    const run = pieces.slice(index, end + 1);
    ordered.push(lineIsRtl ? run : run.toReversed());
    index = end + 1;
  }
  return (lineIsRtl ? ordered.toReversed() : ordered).flat().map(({ text, rtl }) => ({ text, rtl }));
}

/** The last piece of the other direction before one of the line's own. */
function lastOf(pieces: readonly { rtl: boolean; strong: boolean }[], from: number, lineIsRtl: boolean): number {
  let last = from;
  for (let index = from; index < pieces.length; index += 1) {
    const piece = pieces[index];
    if (!piece?.strong) continue;
    if (piece.rtl === lineIsRtl) break;
    last = index;
  }
  return last;
}
