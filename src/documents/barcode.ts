/**
 * Code 128 (ISO/IEC 15417) as widths of bars and spaces. Bars are drawn as shapes, not as a picture, and a module is a
 * whole number of dots of a label printer (203 or 300 dots an inch), so that none of them is blurred.
 */
// Its named export `raw` is another thing, a symbology of that name.
import bwip from 'bwip-js/node';

export interface Barcode {
  /** Widths in millimetres: bar, space, bar, … bar. */
  widths: number[];
  /** Of the bars and the quiet zones on both sides, in millimetres. */
  width: number;
  quiet: number;
}

/** In millimetres, widest first: 4, 3 and 2 dots of 203 dpi, then 2 dots of 300 dpi, the least that scanners read. */
const MODULES = [0.5, 0.375, 0.25, 0.1693];
/** Modules that stay empty on either side. */
const QUIET = 10;
/** Code 128 writes ASCII; tabs and the like would be invisible to whoever types it. */
const WRITABLE = /^[ -~]+$/u;
/** More never fits on the paper; it keeps hostile lengths from the encoder. */
const LONGEST = 100;

/** The barcode of `text`, its bars at most `room` millimetres wide; null where it would be too dense, or is not ASCII. */
export function code128(text: string, room: number): Barcode | null {
  if (text.length > LONGEST || !WRITABLE.test(text)) return null;
  const [symbol] = bwip.raw({ bcid: 'code128', text });
  if (!symbol || !('sbs' in symbol)) throw new Error('Code 128 gave no bars');
  const modules = symbol.sbs.reduce((sum, each) => sum + each, 0);
  const size = MODULES.find((each) => modules * each <= room);
  if (size === undefined) return null;
  return {
    widths: symbol.sbs.map((each) => each * size),
    width: (modules + 2 * QUIET) * size,
    quiet: QUIET * size,
  };
}
