/**
 * The packing slip: what was missing, and nothing else of the order, with a box to tick for each. It is put into the
 * parcel, and takes as many pages as the items need.
 */
import type { PackedItem, ShippingLabel } from '../application/shipping/label.ts';
import type { Breather } from './breather.ts';
import { cutTo, drawBlock, fitInto, wrap } from './lines.ts';
import { A6, lineHeight, type Paper, type Style } from './paper.ts';
import { drawCode, INNER, MARGIN, rule, SMALL } from './parcel-page.ts';

interface Row {
  count: string;
  title: string[];
  sku: string;
  height: number;
}
export interface SlipPage {
  rows: Row[];
  /** The sum stands under the last row. */
  last: boolean;
}

const COUNT: Style = { size: 12, weight: 700 };
const TITLE: Style = { size: 9.5 };
const SKU: Style = { size: 7, colour: '#333333' };
const HEADING: Style = { size: 17, weight: 700 };

/** Columns: a box to tick, how many, and of what. */
const TICK = MARGIN;
const COUNT_RIGHT = 22;
const TITLE_LEFT = 25;
const TITLE_WIDTH = A6.width - MARGIN - TITLE_LEFT;

const PADDING = 1.4;
const MOST_TITLE_LINES = 3;
const FIRST_TOP = 44;
const NEXT_TOP = 15;
const BOTTOM = A6.height - 10;
const TOTAL_HEIGHT = 9;

/** The slip in pages, before anything of it is drawn: how many there are stands on the label too. */
export async function slipPages(paper: Paper, { slip }: ShippingLabel, breathe: Breather): Promise<SlipPage[]> {
  const pages: SlipPage[] = [{ rows: [], last: false }];
  let y = FIRST_TOP;
  for (const item of slip.items) {
    await breathe();
    const row = rowOf(paper, item);
    if (y + row.height > BOTTOM) {
      pages.push({ rows: [], last: false });
      y = NEXT_TOP;
    }
    pages.at(-1)?.rows.push(row);
    y += row.height;
  }
  if (y + TOTAL_HEIGHT > BOTTOM) pages.push({ rows: [], last: true });
  else pages[pages.length - 1] = { rows: pages.at(-1)?.rows ?? [], last: true };
  return pages;
}

function rowOf(paper: Paper, { count, title, sku }: PackedItem): Row {
  const lines = wrap(paper, title, TITLE, TITLE_WIDTH, MOST_TITLE_LINES);
  const height = lines.length * lineHeight(TITLE) + lineHeight(SKU) + 2 * PADDING;
  return { count: `${count} ×`, title: lines, sku: cutTo(paper, sku, SKU, TITLE_WIDTH), height };
}

/** Draws the slip’s page `index`, of which the first has the order as a barcode. */
export function drawSlipPage(paper: Paper, label: ShippingLabel, page: SlipPage, index: number): void {
  let y = index === 0 ? drawSlipHead(paper, label) : drawNextHead(paper, label);
  for (const row of page.rows) {
    drawRow(paper, row, y);
    y += row.height;
  }
  if (page.last) drawTotal(paper, label, y);
}

function drawSlipHead(paper: Paper, label: ShippingLabel): number {
  const { slip, order, unscannable } = label;
  drawBlock(paper, fitInto(paper, [{ text: slip.title, style: HEADING }], INNER, lineHeight(HEADING)), MARGIN, 4);
  drawBlock(paper, fitInto(paper, [{ text: slip.about, style: { size: 8.5 } }], INNER, 8.4), MARGIN, 12.5);
  drawCode(paper, order, unscannable, 21.5, 10.5);
  rule(paper, FIRST_TOP - 1);
  return FIRST_TOP;
}

function drawNextHead(paper: Paper, { slip, order }: ShippingLabel): number {
  const style: Style = { size: 10, weight: 700 };
  const title = cutTo(paper, slip.title, style, INNER / 2);
  paper.text(title, style, MARGIN, 6);
  const room = INNER - paper.widthOf(title, style) - 4;
  paper.text(cutTo(paper, `${order.label} ${order.value}`, SMALL, room), SMALL, A6.width - MARGIN, 7.2, 'right');
  rule(paper, NEXT_TOP - 1);
  return NEXT_TOP;
}

function drawRow(paper: Paper, { count, title, sku, height }: Row, top: number): void {
  let y = top + PADDING;
  paper.frame(TICK, y + 0.6, 4, 4, { line: 0.3, radius: 0.4 });
  const counted = fitInto(paper, [{ text: count, style: COUNT }], COUNT_RIGHT - TICK - 5, lineHeight(COUNT)).lines;
  for (const line of counted) paper.text(line.text, line.style, COUNT_RIGHT, y - 0.9 + line.y, 'right');
  for (const line of title) {
    paper.text(line, TITLE, TITLE_LEFT, y);
    y += lineHeight(TITLE);
  }
  paper.text(sku, SKU, TITLE_LEFT, y);
  paper.box(MARGIN, top + height - 0.1, INNER, 0.1, '#999999');
}

function drawTotal(paper: Paper, { slip }: ShippingLabel, y: number): void {
  const style: Style = { size: 11, weight: 700 };
  const value = cutTo(paper, slip.total.value, style, 30);
  paper.text(value, style, COUNT_RIGHT - 2.6, y + 1.5, 'right');
  paper.text(cutTo(paper, slip.total.label, style, TITLE_WIDTH), style, TITLE_LEFT, y + 1.5);
}
