import { describe, expect, it } from 'vitest';
import { dateBegins, dateShownAt, wallTimeOf } from '../../src/domain/wallclock.ts';

const ZONES = Intl.supportedValuesOf('timeZone');
const YEARS = [1900, 1945, 1972, 1999, 2011, 2026, 2040];

describe('what clocks show', () => {
  it('is the day that Intl writes, in every zone and in summers and winters of a century', () => {
    for (const zone of ZONES) {
      const written = new Intl.DateTimeFormat('en-CA', { timeZone: zone });
      for (const at of YEARS.flatMap((year) => [Date.UTC(year, 0, 15, 9, 30), Date.UTC(year, 6, 15, 21, 45)])) {
        expect(dateShownAt(at, zone), `${zone} ${at}`).toBe(written.format(at));
      }
    }
  });

  it.each([
    ['ahead by quarters of an hour', 'Asia/Kathmandu', 5 * 60 + 45],
    ['behind by halves', 'America/St_Johns', -(2 * 60 + 30)],
    ['as in Greenwich', 'UTC', 0],
  ])('may be %s', (_, zone, minutes) => {
    const at = Date.parse('2026-07-15T12:00:00.000Z');
    expect(wallTimeOf(at, zone) - at).toBe(minutes * 60_000);
  });

  it('was once off by seconds', () => {
    expect(new Date(dateBegins('1900-01-01', 'Asia/Bangkok')).toISOString()).toBe('1899-12-31T17:17:56.000Z');
  });

  it('cannot be said of a zone that nobody knows', () => {
    expect(() => wallTimeOf(0, 'Mars/Olympus')).toThrow(RangeError);
  });
});
