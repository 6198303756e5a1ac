/** Text in lines of a width, cut where there is no more room, and made smaller where that keeps it whole. */
import { piecesOf } from './fonts/breaks.ts';
import { graphemesOf } from './fonts/runs.ts';
import { lineHeight, type Paper, type Style } from './paper.ts';

const ELLIPSIS = '…';

/** The text in lines of at most `width` millimetres. Of more than `most` lines the last one shown ends in `…`. */
export function wrap(
  paper: Paper,
  text: string,
  style: Style,
  width: number,
  most = Number.POSITIVE_INFINITY,
): string[] {
  const lines: string[] = [];
  let line = '';
  let used = 0;
  const end = () => {
    lines.push(line.trimEnd());
    line = '';
    used = 0;
  };
  for (const piece of piecesOf(text).flatMap((each) => narrowed(paper, each, style, width))) {
    const room = width - used;
    if (line !== '' && paper.widthOf(piece.trimEnd(), style) > room) end();
    if (lines.length > most) break;
    line += piece;
    used += paper.widthOf(piece, style);
  }
  if (line !== '') end();
  if (lines.length <= most) return lines;
  return [...lines.slice(0, most - 1), cutTo(paper, `${lines[most - 1]}${ELLIPSIS}`, style, width)];
}

/** A piece wider than the line, in parts that are not. */
function narrowed(paper: Paper, piece: string, style: Style, width: number): string[] {
  if (paper.widthOf(piece.trimEnd(), style) <= width) return [piece];
  const parts: string[] = [];
  let part = '';
  let used = 0;
  for (const grapheme of graphemesOf(piece)) {
    const wide = paper.widthOf(grapheme, style);
    if (part !== '' && used + wide > width) {
      parts.push(part);
      part = '';
      used = 0;
    }
    part += grapheme;
    used += wide;
  }
  return [...parts, part];
}

/** One line of at most `width` millimetres; what was cut ends in `…`. */
export function cutTo(paper: Paper, text: string, style: Style, width: number): string {
  if (paper.widthOf(text, style) <= width) return text;
  const kept = graphemesOf(text);
  if (kept.at(-1) === ELLIPSIS) kept.pop();
  let used = paper.widthOf(ELLIPSIS, style);
  let count = 0;
  for (const grapheme of kept) {
    used += paper.widthOf(grapheme, style);
    if (used > width) break;
    count += 1;
  }
  return kept.slice(0, count).join('').trimEnd() + ELLIPSIS;
}

export interface Paragraph {
  text: string;
  style: Style;
}
interface SetLine extends Paragraph {
  /** Of its top, from the top of the block, in millimetres. */
  y: number;
}
export interface Block {
  lines: SetLine[];
  height: number;
}

/** Shares of the size that was asked for, largest first. Below the last one nobody reads an address from a parcel. */
const SMALLEST = 0.45;
const SIZES = [1, 0.9, 0.8, 0.7, 0.6, 0.52, SMALLEST];

/** The paragraphs under each other in the largest size in which they fit; in the smallest, what does not fit is cut. */
export function fitInto(paper: Paper, paragraphs: readonly Paragraph[], width: number, height: number): Block {
  for (const share of SIZES) {
    const block = setIn(paper, paragraphs, width, share);
    if (block.height <= height) return block;
  }
  return trimmed(paper, paragraphs, width, height);
}

function setIn(paper: Paper, paragraphs: readonly Paragraph[], width: number, share: number, most?: number[]): Block {
  const lines: SetLine[] = [];
  let y = 0;
  for (const [index, { text, style }] of paragraphs.entries()) {
    const smaller = { ...style, size: style.size * share };
    for (const line of wrap(paper, text, smaller, width, most?.[index])) {
      lines.push({ text: line, style: smaller, y });
      y += lineHeight(smaller);
    }
  }
  return { lines, height: y };
}

/** What the paragraphs need in the smallest size, in millimetres. */
export const leastHeight = (paper: Paper, paragraphs: readonly Paragraph[], width: number): number =>
  setIn(paper, paragraphs, width, SMALLEST).height;

/** As many lines as there is room for: the longest paragraphs lose theirs first, and each keeps one. */
function trimmed(paper: Paper, paragraphs: readonly Paragraph[], width: number, height: number): Block {
  const smallest = paragraphs.map(({ text, style }) => ({ text, style: { ...style, size: style.size * SMALLEST } }));
  const counts = smallest.map(({ text, style }) => wrap(paper, text, style, width).length);
  const tall = () => smallest.reduce((sum, { style }, index) => sum + lineHeight(style) * (counts[index] ?? 1), 0);
  while (tall() > height) {
    const longest = counts.lastIndexOf(Math.max(...counts));
    if ((counts[longest] ?? 1) <= 1) break;
    counts[longest] = (counts[longest] ?? 1) - 1;
  }
  return setIn(paper, paragraphs, width, SMALLEST, counts);
}

/** Draws a block with its top left corner at x, y. */
export function drawBlock(paper: Paper, { lines }: Block, x: number, y: number): void {
  for (const line of lines) paper.text(line.text, line.style, x, y + line.y);
}
