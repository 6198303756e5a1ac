/** Code 128, read back by a scanner of the tests' own. */
import { describe, expect, it } from 'vitest';
import { code128 } from '../../../src/documents/barcode.ts';
import { scan } from '../../support/code128.ts';

const ROOM = 95;

describe('Code 128', () => {
  it.each([
    '577087614418520388',
    'TH0142GH7K9A2B',
    'a',
    'Order #7 ^FNC1 ~[]{}',
    '00000000000000000000000000000000',
    'abc123456XYZ',
  ])('what is drawn is what a scanner reads: %s', (text) => {
    expect(scan(code128(text, ROOM)?.widths ?? [])).toBe(text);
  });

  it('a quiet zone of ten modules is kept on either side', () => {
    const { widths = [], width, quiet } = code128('TH0142', ROOM) ?? {};
    const narrowest = Math.min(...widths);
    expect(quiet).toBeCloseTo(10 * narrowest);
    expect(width).toBeCloseTo(widths.reduce((sum, each) => sum + each, 0) + 20 * narrowest);
  });

  it('bars are as wide as there is room, and never too narrow to be read', () => {
    const modules = Array.from({ length: 100 }, (_, index) =>
      Math.min(...(code128('A'.repeat(index + 1), ROOM)?.widths ?? [])),
    );
    expect(modules[0]).toBe(0.5);
    expect(
      modules.filter(Number.isFinite).every((size, index, all) => index === 0 || size <= (all[index - 1] ?? 0)),
    ).toBe(true);
    expect(Math.min(...modules)).toBeGreaterThan(0.16);
  });

  it.each([
    ['too long', 'A'.repeat(60)],
    ['endless', '1'.repeat(10_000)],
    ['not ASCII', 'ขนส่ง-1'],
    ['with a control character', 'TH\t01'],
    ['empty', ''],
  ])('what is %s has no barcode', (_, text) => {
    expect(code128(text, ROOM)).toBeNull();
  });
});
