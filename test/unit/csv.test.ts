/** Cells as spreadsheets take them: nothing runs, nothing is lost, and a reader of RFC 4180 gets what was written. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvHead, csvLines } from '../../src/http/csv.ts';
import { parseCsv } from '../support/csv.ts';

const cell = (text: string): string => parseCsv(csvLines([[text]]))[0]?.[0] ?? '';

describe('A cell', () => {
  it.each([
    ['=1+1', "'=1+1"],
    ['+1', "'+1"],
    ['-1', "'-1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', "'\t'=1"],
    ['\r=1', "'\r'=1"],
    ['  =1', "'  =1"],
    ['＝1+1', "'＝1+1"],
    ['Bowl;=1+1', "Bowl;'=1+1"],
    ['Bowl\n=1+1', "Bowl\n'=1+1"],
    ['a-b=c', 'a-b=c'],
    ['ชามเซรามิก', 'ชามเซรามิก'],
    ['', ''],
  ])('%j is written as %j', (text, written) => {
    expect(cell(text)).toBe(written);
  });

  it('is nothing where there is nothing, and a number as it is', () => {
    expect(csvLines([[null, undefined, -5, false, 12.5]])).toBe(',,-5,false,12.5\r\n');
  });

  it('keeps quotes, commas and line ends', () => {
    expect(csvLines([['a "b", c\nd']])).toBe('"a ""b"", c\nd"\r\n');
  });

  it('of any text begins no formula, wherever a spreadsheet splits', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' }), { minLength: 1, maxLength: 5 }), (texts) => {
        const [row] = parseCsv(csvLines([texts]));
        expect(row).toHaveLength(texts.length);
        for (const each of (row ?? []).flatMap((text) => text.split(/[;\t\r\n]/u))) {
          expect(each).not.toMatch(/^\s*[=+\-@＝＋－＠]/u);
        }
      }),
    );
  });
});

it('A sheet begins with the mark that says UTF-8, and the names of its columns', () => {
  expect(csvHead(['id', 'status'])).toBe('\uFEFFid,status\r\n');
});
