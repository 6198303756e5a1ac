import { describe, expect, it } from 'vitest';
import { heldUntil } from '../../../bots/slack/deliver/quiet.ts';
import { lastAt, nextAt } from '../../../src/domain/times-of-day.ts';

const ZONE = 'Asia/Bangkok';
const at = (local: string): number => Date.parse(`${local}:00.000+07:00`);
const night = { from: '22:00', to: '07:00' };

describe('Quiet hours', () => {
  it.each([
    ['before they begin', '2026-11-23T21:59', null],
    ['at the minute they begin', '2026-11-23T22:00', '2026-11-24T07:00'],
    ['after midnight', '2026-11-24T03:00', '2026-11-24T07:00'],
    ['at the minute they end', '2026-11-24T07:00', null],
  ])('%s', (_, now, end) => {
    expect(heldUntil(night, at(now), ZONE, null)).toBe(end && at(end));
  });

  it('hold over a day where they lie within it', () => {
    const noon = { from: '12:00', to: '13:30' };
    expect(heldUntil(noon, at('2026-11-23T12:30'), ZONE, null)).toBe(at('2026-11-23T13:30'));
    expect(heldUntil(noon, at('2026-11-23T14:00'), ZONE, null)).toBeNull();
  });

  it('hold nothing back whose deadline falls before they end, or as they end', () => {
    const now = at('2026-11-24T01:00');
    expect(heldUntil(night, now, ZONE, at('2026-11-24T06:00'))).toBeNull();
    expect(heldUntil(night, now, ZONE, at('2026-11-24T07:00'))).toBeNull();
    expect(heldUntil(night, now, ZONE, at('2026-11-24T07:01'))).toBe(at('2026-11-24T07:00'));
  });

  it('are never where they begin as they end, or are not set', () => {
    expect(heldUntil({ from: '08:00', to: '08:00' }, at('2026-11-23T08:00'), ZONE, null)).toBeNull();
    expect(heldUntil(undefined, at('2026-11-23T23:00'), ZONE, null)).toBeNull();
  });

  it('keep the shop’s wall clock over a change of summer time', () => {
    const london = 'Europe/London';
    const before = Date.parse('2026-10-24T23:00:00.000Z');
    expect(heldUntil(night, before, london, null)).toBe(Date.parse('2026-10-25T07:00:00.000Z'));
  });
});

describe('Quiet hours whose ends fall on one instant', () => {
  // London's clock goes from 01:00 to 02:00 on 29 March 2026.
  const london = 'Europe/London';
  const noon = Date.parse('2026-03-29T11:00:00.000Z');

  it('hold over the day where one is skipped and the other follows it', () => {
    const end = Date.parse('2026-03-30T00:30:00.000Z');
    expect(heldUntil({ from: '02:00', to: '01:30' }, noon, london, null)).toBe(end);
    expect(heldUntil({ from: '01:45', to: '01:30' }, noon, london, null)).toBe(end);
    expect(heldUntil({ from: '02:00', to: '01:30' }, Date.parse('2026-03-29T01:00:00.000Z'), london, null)).toBe(end);
  });

  it('are no quiet hours where they lie within what is skipped', () => {
    expect(heldUntil({ from: '01:15', to: '01:45' }, noon, london, null)).toBeNull();
    expect(heldUntil({ from: '01:15', to: '02:00' }, noon, london, null)).toBeNull();
  });

  it('hold over a night of which a whole date was skipped', () => {
    // Apia left out 30 December 2011.
    const early = Date.parse('2011-12-30T13:00:00.000Z');
    expect(heldUntil(night, early, 'Pacific/Apia', null)).toBe(Date.parse('2011-12-30T17:00:00.000Z'));
  });
});

describe('A daily appointment', () => {
  it('is next at its time today, or tomorrow where that has passed', () => {
    expect(nextAt('09:00', at('2026-11-23T08:59'), ZONE)).toBe(at('2026-11-23T09:00'));
    expect(nextAt('09:00', at('2026-11-23T09:00'), ZONE)).toBe(at('2026-11-24T09:00'));
  });

  it('was last at its time today, or yesterday', () => {
    expect(lastAt('09:00', at('2026-11-23T09:00'), ZONE)).toBe(at('2026-11-23T09:00'));
    expect(lastAt('09:00', at('2026-11-23T08:59'), ZONE)).toBe(at('2026-11-22T09:00'));
  });
});
