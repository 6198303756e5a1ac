/** When clocks in a zone show a time of day next, and when they showed it last (quiet hours, digests). */
import { describe, expect, it } from 'vitest';
import { lastAt, nextAt } from '../../../src/domain/times-of-day.ts';

const BANGKOK = 'Asia/Bangkok';
/** Monday, 23 November 2026, as clocks in Bangkok show it. */
const at = (time: string, day = 23): number => Date.parse(`2026-11-${day}T${time}:00+07:00`);

describe('a time of day in a zone', () => {
  it.each([
    ['today, where it is still to come', '22:35', at('09:00'), at('22:35'), at('22:35', 22)],
    ['tomorrow, where it has been', '08:15', at('09:00'), at('08:15', 24), at('08:15')],
    ['tomorrow, where it is that time now: it is the last one', '09:00', at('09:00'), at('09:00', 24), at('09:00')],
    ['at midnight', '00:00', at('00:30'), at('00:00', 24), at('00:00')],
    ['on the zone’s day, which is not that of UTC', '06:59', at('06:00'), at('06:59'), at('06:59', 22)],
  ])('%s', (_, time, now, next, last) => {
    expect(new Date(nextAt(time, now, BANGKOK))).toEqual(new Date(next));
    expect(new Date(lastAt(time, now, BANGKOK))).toEqual(new Date(last));
  });
});
