/**
 * The first page, which is stuck on the parcel: from whom, to whom, the tracking number and the order as barcodes, and on
 * what terms it is carried. It does not say what is inside.
 */
import type { LabelledText, Recipient, ShippingLabel } from '../application/shipping/label.ts';
import { type Barcode, code128 } from './barcode.ts';
import type { Breather } from './breather.ts';
import { cutTo, drawBlock, fitInto, leastHeight, type Paragraph, wrap } from './lines.ts';
import { A6, lineHeight, type Paper, type Style } from './paper.ts';

/** Labels are printed to the edge, but not by every printer. */
export const MARGIN = 5;
export const INNER = A6.width - 2 * MARGIN;
const LEFT = MARGIN;
const RIGHT = A6.width - MARGIN;

export const SMALL: Style = { size: 6.5, colour: '#333333' };
const CAPTION: Style = { size: 6.5, weight: 700, colour: '#333333' };
const BADGE: Style = { size: 8.5, weight: 700, colour: 'white' };

export async function drawParcelPage(paper: Paper, label: ShippingLabel, breathe: Breather): Promise<void> {
  const more = roomMore(paper, label);
  drawHead(paper, label);
  rule(paper, 16);
  drawRecipient(paper, label, 17.5, 62.5 + more);
  rule(paper, 64 + more);
  await breathe();
  drawTracking(paper, label, 65 + more, 19 - more / 2);
  rule(paper, 97 + more / 2);
  drawTerms(paper, label.terms, 98 + more / 2);
  rule(paper, 111 + more / 2);
  await breathe();
  drawCode(paper, label.order, label.unscannable, 112 + more / 2, 17 - more / 2);
}

const RECIPIENT_HEIGHT = 41;
/** Bars of 12 millimetres are still scanned at once. */
const MOST_MORE = 10;

/** What a long address takes from the height of the two barcodes, in millimetres. */
function roomMore(paper: Paper, { to }: ShippingLabel): number {
  if (!to.recipient) return 0;
  const needed = Math.ceil(leastHeight(paper, paragraphsOf(to.recipient), INNER));
  return Math.min(MOST_MORE, Math.max(0, needed - RECIPIENT_HEIGHT));
}

/** The last line of every page. */
export function drawFoot(paper: Paper, { request, page }: ShippingLabel, number: number, of: number): void {
  const pages = page(number, of);
  const room = INNER - paper.widthOf(pages, SMALL) - 3;
  paper.text(cutTo(paper, `${request.label} ${request.value}`, SMALL, room), SMALL, LEFT, A6.height - 8);
  paper.text(pages, SMALL, RIGHT, A6.height - 8, 'right');
}

export const rule = (paper: Paper, y: number): void => paper.box(LEFT, y, INNER, 0.3);

function drawHead(paper: Paper, { badge, sender }: ShippingLabel): void {
  const text = cutTo(paper, badge, BADGE, 40);
  const width = paper.widthOf(text, BADGE) + 5;
  paper.box(RIGHT - width, 5, width, 7, 'black', 1);
  paper.text(text, BADGE, RIGHT - width / 2, 5 + (7 - lineHeight(BADGE)) / 2, 'middle');
  const room = INNER - width - 4;
  paper.text(cutTo(paper, sender.label, CAPTION, room), CAPTION, LEFT, 4.6);
  drawBlock(paper, fitInto(paper, [{ text: sender.value, style: { size: 10, weight: 700 } }], room, 7.8), LEFT, 7.8);
}

function drawRecipient(paper: Paper, { to }: ShippingLabel, top: number, bottom: number): void {
  paper.text(to.label, CAPTION, LEFT, top);
  const height = bottom - top - 4;
  if (!to.recipient) {
    paper.frame(LEFT, top + 4, INNER, height, { dash: 1, radius: 1 });
    const missing = [{ text: to.missing, style: { size: 8, colour: '#333333' } }];
    drawBlock(paper, fitInto(paper, missing, INNER - 6, height), LEFT + 3, top + 5.5);
    return;
  }
  drawBlock(paper, fitInto(paper, paragraphsOf(to.recipient), INNER, height), LEFT, top + 4);
}

function paragraphsOf({ name, lines, place, phone }: Recipient): Paragraph[] {
  const paragraphs: Paragraph[] = [
    { text: name, style: { size: 19, weight: 700 } },
    ...lines.map((text) => ({ text, style: { size: 14 } })),
    { text: place, style: { size: 15, weight: 700 } },
    { text: phone, style: { size: 12 } },
  ];
  return paragraphs.filter(({ text }) => text !== '');
}

function drawTracking(paper: Paper, { tracking, unscannable }: ShippingLabel, y: number, bars: number): void {
  const { label, value, missing } = tracking;
  if (value !== null) {
    drawCode(paper, { label, value }, unscannable, y, bars);
    return;
  }
  const frame = bars + 7;
  paper.text(label, CAPTION, LEFT, y);
  paper.frame(LEFT, y + 4.5, INNER, frame, { dash: 1, radius: 1 });
  const style: Style = { size: 10, colour: '#333333' };
  const lines = wrap(paper, missing, style, INNER - 14, 3);
  const first = y + 4.5 + (frame - lines.length * lineHeight(style)) / 2;
  for (const [index, line] of lines.entries()) {
    paper.text(line, style, A6.width / 2, first + index * lineHeight(style), 'middle');
  }
}

const VALUE: Style = { size: 10.5, weight: 700 };

/**
 * A caption, the bars of `height` millimetres, and the code in letters. Where it cannot be a barcode the letters alone,
 * larger, with the reason.
 */
export function drawCode(
  paper: Paper,
  { label, value }: LabelledText,
  unscannable: string,
  y: number,
  height: number,
): void {
  const barcode = code128(value, INNER);
  paper.text(label, CAPTION, LEFT, y);
  if (!barcode) {
    const why: Paragraph = { text: unscannable, style: SMALL };
    const block = fitInto(paper, [{ text: value, style: { size: 12, weight: 700 } }, why], INNER, height + 4);
    drawBlock(paper, block, LEFT, y + 3.5);
    return;
  }
  drawBars(paper, barcode, y + 4, height);
  const fitted = fitInto(paper, [{ text: value, style: VALUE }], INNER, lineHeight(VALUE)).lines;
  for (const line of fitted) paper.text(line.text, line.style, A6.width / 2, y + 4.5 + height + line.y, 'middle');
}

/** In the middle of the page: its quiet zones may reach into the margins, where nothing is printed. */
function drawBars(paper: Paper, { widths, width, quiet }: Barcode, y: number, height: number): void {
  paper.bars(widths, (A6.width - width) / 2 + quiet, y, height);
}

/** Side by side, each as wide as the others. */
function drawTerms(paper: Paper, terms: readonly LabelledText[], y: number): void {
  const width = INNER / terms.length;
  for (const [index, { label, value }] of terms.entries()) {
    const x = LEFT + index * width;
    paper.text(cutTo(paper, label, CAPTION, width - 2), CAPTION, x, y);
    const text = [{ text: value, style: { size: 9, weight: 700 as const } }];
    drawBlock(paper, fitInto(paper, text, width - 2, 9), x, y + 3.6);
  }
}
