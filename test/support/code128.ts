/** A scanner for Code 128 (ISO/IEC 15417), written from the standard's table, to read what was drawn. */
import { groupBy } from '../../src/http/group.ts';

/** Widths of the three bars and spaces of each symbol, by its value; 103 to 105 start, the last one stops. */
const SYMBOLS = (
  '212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 112232 122132 122231 113222 ' +
  '123122 123221 223211 221132 221231 213212 223112 312131 311222 321122 321221 312212 322112 322211 212123 212321 ' +
  '232121 111323 131123 131321 112313 132113 132311 211313 231113 231311 112133 112331 132131 113123 113321 133121 ' +
  '313121 211331 231131 213113 213311 213131 311123 311321 331121 312113 312311 332111 314111 221411 431111 111224 ' +
  '111422 121124 121421 141122 141221 112214 112412 122114 122411 142112 142211 241211 221114 413111 241112 134111 ' +
  '111242 121142 121241 114212 124112 124211 411212 421112 421211 212141 214121 412121 111143 111341 131141 114113 ' +
  '114311 411113 411311 113141 114131 311141 411131 211412 211214 211232 2331112'
).split(' ');
const SETS = ['A', 'B', 'C'] as const;
type CodeSet = (typeof SETS)[number];
const SWITCH: Readonly<Record<number, CodeSet>> = { 99: 'C', 100: 'B', 101: 'A' };

/** The text of a barcode given as widths of bar, space, bar, … Throws where no scanner would read it. */
export function scan(widths: readonly number[]): string {
  const total = widths.reduce((sum, width) => sum + width, 0);
  // The stop has 7 elements and 13 modules, every other symbol 6 and 11.
  const size = total / (((widths.length - 7) / 6) * 11 + 13);
  const modules = widths.map((width) => Math.round(width / size));
  const values: number[] = [];
  for (let at = 0; at < modules.length - 7; at += 6) values.push(SYMBOLS.indexOf(modules.slice(at, at + 6).join('')));
  const stop = modules.slice(-7).join('');
  const check = values.pop();
  const [start = -1, ...data] = values;
  const sum = data.reduce((total, value, index) => total + value * (index + 1), start) % 103;
  if (values.includes(-1) || start < 103 || stop !== SYMBOLS.at(-1) || sum !== check)
    throw new Error('cannot be scanned');
  return textOf(SETS[start - 103] ?? 'B', data);
}

function textOf(first: CodeSet, data: readonly number[]): string {
  let set = first;
  let shift = false;
  let text = '';
  for (const value of data) {
    const to = SWITCH[value];
    if (set === 'C' && value < 100) text += String(value).padStart(2, '0');
    else if (to && to !== set) set = to;
    else if (value === 98) shift = true;
    else if (value > 95) throw new Error(`function ${value} is not text`);
    else {
      const upper = (set === 'A') !== shift;
      text += String.fromCharCode(upper && value >= 64 ? value - 64 : value + 32);
      shift = false;
    }
  }
  return text;
}

/** The barcodes among the bars of a page: those of one height side by side. */
export function barcodesOf(bars: readonly { x: number; y: number; width: number; height: number }[]): number[][] {
  const rows = groupBy(bars, ({ y, height }) => `${y.toFixed(3)} ${height.toFixed(3)}`);
  return Array.from(rows.values(), (row) =>
    row.flatMap(({ x, width }, index) => {
      const next = row[index + 1];
      return next ? [width, next.x - x - width] : [width];
    }),
  );
}
