/** Rule 11: the seller's clock runs on working days only, a calendar day is one on the answerer's wall clock. */
import { describe, expect, it } from 'vitest';
import type { Policy } from '../../../src/contract/policy.ts';
import { thaiPolicy } from '../../support/builders.ts';
import { approve, buyer, counter, offer, on, request, seller } from '../../support/story.ts';

const bangkok = thaiPolicy().calendar;
const newYork: Policy['calendar'] = { ...bangkok, holidays: null, zone: 'America/New_York' };
const dueAfter = (arrives: string, policy: Partial<Policy> = {}) => request({ arrives, policy }).state.deadline?.at;

describe('rule 11: working days', () => {
  it('rule 11: a start on a day off is moved to 00:00 of the next working day', () => {
    expect(dueAfter('Sat 15:00')).toBe(on('Tue+1 00:00'));
    expect(dueAfter('Sun 23:59:59.999')).toBe(on('Tue+1 00:00'));
    expect(dueAfter('Mon+1 00:00')).toBe(on('Tue+1 00:00'));
  });

  it('rule 11: the same wall-clock time on the next working day', () => {
    expect(dueAfter('Thu 15:00')).toBe(on('Fri 15:00'));
    expect(dueAfter('Fri 15:00')).toBe(on('Mon+1 15:00'));
    expect(dueAfter('Fri 15:00', { respondBy: { value: 3, unit: 'working_day' } })).toBe(on('Wed+1 15:00'));
  });

  it("rule 11: public holidays, the policy's own, and days that work although the rest says no", () => {
    // 10 December is Constitution Day.
    expect(dueAfter('2026-12-09T03:00:00.000Z')).toBe('2026-12-11T03:00:00.000Z');
    expect(dueAfter('Mon 10:00', { calendar: { ...bangkok, extraHolidays: ['2026-11-24'] } })).toBe(on('Wed 10:00'));
    expect(dueAfter('Fri 10:00', { calendar: { ...bangkok, workingDays: ['2026-11-28'] } })).toBe(on('Sat 10:00'));
  });

  it('rule 11: a weekend of six days', () => {
    const calendar = { ...bangkok, weekend: [1, 2, 3, 4, 5, 6] };
    expect(dueAfter('Mon 10:00', { calendar })).toBe(on('Sun+1 00:00'));
    expect(dueAfter('Sun 10:00', { calendar })).toBe(on('Sun+1 10:00'));
  });

  it("rule 11: the seller's zone decides, not the buyer's", () => {
    expect(request({ arrives: 'Fri 15:00', buyerZone: 'America/New_York' }).state.deadline?.at).toBe(on('Mon+1 15:00'));
    // Friday 19:00 in New York is Saturday in Bangkok.
    const calendar = { ...bangkok, zone: 'America/New_York' };
    expect(dueAfter('2026-11-28T00:00:00.000Z', { calendar })).toBe('2026-12-01T00:00:00.000Z');
  });
});

describe('rule 11: clocks that jump', () => {
  const hourInNewYork = (arrives: string) =>
    dueAfter(arrives, { calendar: newYork, respondBy: { value: 1, unit: 'calendar_day' } });

  it('rule 11: New York 2026-11-01, 01:45 EDT and 01:15 EST: the later start never gives the earlier deadline', () => {
    // 01:45 in the first pass is 01:45 EST a day later.
    expect(hourInNewYork('2026-11-01T05:45:00.000Z')).toBe('2026-11-02T06:45:00.000Z');
    // 01:15 in the second pass counts as the end of the repeated hour, 02:00.
    expect(hourInNewYork('2026-11-01T06:15:00.000Z')).toBe('2026-11-02T07:00:00.000Z');
  });

  it('rule 11: a time that exists twice means its first pass, one that does not exist the first that does', () => {
    expect(hourInNewYork('2026-10-31T05:30:00.000Z')).toBe('2026-11-01T05:30:00.000Z');
    // 02:30 on 14 March 2027 is skipped; 03:00 EDT is the first time after.
    expect(hourInNewYork('2027-03-13T07:30:00.000Z')).toBe('2027-03-14T07:00:00.000Z');
  });

  it('rule 11: hours are elapsed time', () => {
    const policy = { calendar: newYork, respondBy: { value: 24, unit: 'hour' } } as const;
    expect(dueAfter('2026-10-31T16:00:00.000Z', policy)).toBe('2026-11-01T16:00:00.000Z');
  });
});

describe("rule 11: each deadline in its answerer's zone", () => {
  it('rule 11: a counter-offer in the zone of the side that must answer it', () => {
    // New York, where the seller is, leaves summer time in the night to Sunday 1 November: that day has 25 hours.
    const calendar = { ...bangkok, holidays: null, zone: 'America/New_York' };
    const asked = request({ arrives: '2026-10-30T15:00:00.000Z', policy: { maxRounds: 3, calendar } })
      .after('2026-10-31T15:00:00.000Z', seller, offer(10_000))
      .after('2026-10-31T16:00:00.000Z', buyer, counter(20_000));
    expect(asked.state.deadline?.at).toBe('2026-11-01T17:00:00.000Z');
    const answered = asked.after('2026-10-31T17:00:00.000Z', seller, counter(15_000));
    expect(answered.state.deadline?.at).toBe('2026-11-01T17:00:00.000Z');
  });

  it("rule 11: ship_by in the seller's working days, offer_expires in the buyer's calendar days", () => {
    const story = request({ arrives: 'Fri 09:00', buyerZone: 'America/New_York' });
    expect(story.after('Fri 10:00', seller, approve()).state.deadline).toMatchObject({
      kind: 'ship_by',
      at: on('Tue+1 10:00'),
    });
    expect(story.after('Fri 10:00', seller, offer(12_500)).state.deadline).toMatchObject({
      kind: 'offer_expires',
      at: on('Sat 10:00'),
    });
  });
});
