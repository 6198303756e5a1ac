/**
 * Comma-separated values as spreadsheets take them: RFC 4180, in UTF-8 that says so with a mark at its beginning, without which
 * Excel reads another alphabet.
 *
 * A spreadsheet takes a cell that begins with one of a few characters for a formula, so that what a buyer calls themselves could
 * run on an agent's machine. Such a cell gets an apostrophe in front, which says that it is text. Where a spreadsheet
 * splits at semicolons, tabs or line ends instead, what follows one of those begins a cell as well.
 */
export const CSV = 'text/csv; charset=utf-8';

const UTF8_MARK = '\uFEFF';
const LINE_END = '\r\n';

/** Full-width signs are taken for formulas too, in Chinese and Japanese versions. */
const FORMULA = '[=+\\-@\uFF1D\uFF0B\uFF0D\uFF20]';
const BEGINS_FORMULA = new RegExp(`^(?=[\\t\\r\\n]|\\s*${FORMULA})`, 'u');
const SPLIT_BEFORE_FORMULA = new RegExp(`([;\\t\\r\\n]\\s*)(?=${FORMULA})`, 'gu');
const NEEDS_QUOTES = /[",;\t\r\n]|^\s|\s$/u;

export type Cell = string | number | boolean | null | undefined;

const harmless = (text: string): string =>
  text.replace(BEGINS_FORMULA, "'").replace(SPLIT_BEFORE_FORMULA, "$1'").replaceAll('\0', '');

function written(cell: Cell): string {
  if (cell === null || cell === undefined) return '';
  if (typeof cell !== 'string') return String(cell);
  const text = harmless(cell);
  return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

const lineOf = (cells: readonly Cell[]): string => cells.map(written).join(',') + LINE_END;

/** The names of the columns, before everything else. */
export const csvHead = (names: readonly string[]): string => UTF8_MARK + lineOf(names);
export const csvLines = (rows: readonly (readonly Cell[])[]): string => rows.map(lineOf).join('');
