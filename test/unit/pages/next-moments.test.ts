/** When the quiet hours and the digest act next, as the settings say it. */
import { describe, expect, it } from 'vitest';
import { nextAt } from '../../../src/domain/times-of-day.ts';
import { en as strings } from '../../../src/i18n/seller/en.ts';
import type { Desk } from '../../../src/pages/seller/desk.ts';
import { digestWords, quietWords } from '../../../src/pages/seller/next-moments.ts';
import { foreignTimes, startOfDay, zoneOf } from '../../../src/pages/theme/zone.ts';

const BANGKOK = 'Asia/Bangkok';
const at = (now: string): Desk =>
  ({ shop: { now: () => Date.parse(now) }, locale: 'en', zone: BANGKOK, strings }) as unknown as Desk;

describe('the next moment of a time on the wall', () => {
  const next = (time: string, now: string, zone: string) => new Date(nextAt(time, Date.parse(now), zone)).toISOString();

  it('is today where the time is still to come, tomorrow where it has passed or is now', () => {
    expect(next('22:00', '2026-11-30T14:59:00.000Z', BANGKOK)).toBe('2026-11-30T15:00:00.000Z');
    expect(next('22:00', '2026-11-30T15:00:00.000Z', BANGKOK)).toBe('2026-12-01T15:00:00.000Z');
    expect(next('06:30', '2026-11-30T15:00:00.000Z', BANGKOK)).toBe('2026-11-30T23:30:00.000Z');
  });

  it('follows the clocks that change in between', () => {
    expect(next('09:00', '2026-10-24T12:00:00.000Z', 'Europe/London')).toBe('2026-10-25T09:00:00.000Z');
    expect(next('09:00', '2027-03-27T12:00:00.000Z', 'Europe/London')).toBe('2027-03-28T08:00:00.000Z');
  });

  it('begins a day at the first moment of it', () => {
    expect(startOfDay('2026-11-30', BANGKOK)).toBe('2026-11-29T17:00:00.000Z');
    expect(startOfDay('2026-11-30', BANGKOK, 1)).toBe('2026-11-30T17:00:00.000Z');
  });
});

describe('quiet hours and digest in words', () => {
  const quiet = { from: '22:00', to: '07:00' };

  it('name the next quiet hours by day, and until when it is quiet now', () => {
    expect(quietWords(quiet, at('2026-11-30T08:00:00.000Z'), BANGKOK)).toBe(
      'Next from Mon, Nov 30, 10:00 PM until Tue, Dec 1, 07:00 AM.',
    );
    expect(quietWords(quiet, at('2026-11-30T16:00:00.000Z'), BANGKOK)).toBe('Quiet now, until Tue, Dec 1, 07:00 AM.');
  });

  it('are times of the shop, told in the zone of the page', () => {
    const there = 'Asia/Tokyo';
    expect(digestWords('09:00', at('2026-11-30T08:00:00.000Z'), there)).toBe(
      'The next one comes Tue, Dec 1, 07:00 AM.',
    );
  });

  it('say nothing where nothing is set', () => {
    expect(quietWords(null, at('2026-11-30T08:00:00.000Z'), BANGKOK)).toBe('');
    expect(digestWords(undefined, at('2026-11-30T08:00:00.000Z'), BANGKOK)).toBe('');
  });
});

describe('Whose times a page shows', () => {
  const at = Date.parse('2026-11-30T09:00:00.000Z');

  it('is said where this device shows others', () => {
    expect(foreignTimes('Pacific/Pago_Pago', 'en', at)).toBe('All times: Pago Pago (GMT-11)');
    expect(foreignTimes('Pacific/Pago_Pago', 'vi', at)).toBe('Mọi thời gian: Pago Pago (GMT-11)');
  });

  it('is not said where they are the same', () => {
    expect(foreignTimes(zoneOf(), 'en', at)).toBeUndefined();
  });
});
