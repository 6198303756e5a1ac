/** A stored policy is what it says otherwise: nothing of it is lost, and what nobody changed follows later releases. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Policy, PolicyOverrides } from '../../../src/contract/policy.ts';
import { FIRST_CALENDARS } from '../../../src/domain/markets/first-calendars.ts';
import { mergePolicy } from '../../../src/domain/policy.ts';
import {
  applyDifference,
  differenceOf,
  differenceOfWhole,
  isDifference,
} from '../../../src/domain/policy-difference.ts';
import { isSameJson } from '../../../src/domain/same-json.ts';
import { thaiPolicy } from '../../support/builders.ts';
import { seed } from '../../support/random.ts';

const builtIn = thaiPolicy();

const overrides: fc.Arbitrary<PolicyOverrides> = fc.record(
  {
    maxOffers: fc.nat(20),
    respondBy: fc.record({ value: fc.integer({ min: 1, max: 9 }), unit: fc.constantFrom('working_day', 'hour') }),
    limits: fc.record({ maxPercent: fc.integer({ min: 1, max: 100 }), maxAmount: fc.option(fc.integer({ min: 1 })) }),
    quickPicks: fc.record({ damaged: fc.array(fc.integer({ min: 1, max: 100 }), { maxLength: 3 }) }),
    reminders: fc.record({ ship_by: fc.array(fc.integer({ min: 1, max: 9_999 }), { maxLength: 2 }) }),
    calendar: fc.record({ weekend: fc.subarray([5, 6, 7]), extraHolidays: fc.subarray(['2026-05-04', '2026-06-01']) }),
  },
  { requiredKeys: [] },
) as fc.Arbitrary<PolicyOverrides>;

describe('The difference of a policy', () => {
  it('gives the policy back, whatever it says', () => {
    fc.assert(
      fc.property(overrides, (said) => {
        const policy = mergePolicy(builtIn, said);
        expect(applyDifference(builtIn, differenceOf(builtIn, policy))).toEqual(policy);
      }),
      { seed },
    );
  });

  it('names what differs and nothing else', () => {
    const policy = mergePolicy(builtIn, { maxOffers: 3, limits: { maxPercent: 60 }, calendar: { weekend: [7] } });
    expect(differenceOf(builtIn, policy)).toEqual({
      market: 'TH',
      set: { maxOffers: 3, 'limits.maxPercent': 60, 'calendar.weekend': [7] },
      removed: [],
    });
    expect(differenceOf(builtIn, structuredClone(builtIn))).toEqual({ market: 'TH', set: {}, removed: [] });
  });

  it('says what is not there any more', () => {
    const { missing_items: _, ...quickPicks } = builtIn.quickPicks;
    const difference = differenceOf(builtIn, { ...builtIn, quickPicks });
    expect(difference).toMatchObject({ set: {}, removed: ['quickPicks.missing_items'] });
    expect(applyDifference(builtIn, difference).quickPicks).toEqual(quickPicks);
  });

  it('counts a member that is undefined as one that is not there', () => {
    const policy = { ...builtIn, reminders: { ...builtIn.reminders, ship_by: undefined } };
    expect(differenceOf(builtIn, policy)).toMatchObject({ set: {}, removed: ['reminders.ship_by'] });
  });

  it('lets a later release change what nobody changed', () => {
    const difference = differenceOf(builtIn, mergePolicy(builtIn, { maxOffers: 3 }));
    const later = mergePolicy(builtIn, { maxOffers: 2, maxRounds: 4, limits: { minPercent: 5 } });
    expect(applyDifference(later, difference)).toEqual(mergePolicy(later, { maxOffers: 3 }));
  });

  it('adds a part that a later release does not have', () => {
    const { quickPicks: _, ...without } = builtIn;
    const applied = applyDifference(without as Policy, {
      market: 'TH',
      set: { 'quickPicks.damaged': [9] },
      removed: [],
    });
    expect(applied.quickPicks).toEqual({ damaged: [9] });
  });

  it('shares nothing with the difference or the built-in policy', () => {
    const difference = { market: 'TH', set: { 'calendar.weekend': [7] }, removed: [] };
    const applied = applyDifference(builtIn, difference);
    applied.calendar.weekend.push(1);
    applied.rejectReasons.other = { evidence: true };
    expect(difference.set['calendar.weekend']).toEqual([7]);
    expect(builtIn.rejectReasons).toEqual(thaiPolicy().rejectReasons);
  });

  it('is told from a policy stored whole', () => {
    expect([isDifference(builtIn), isDifference(differenceOf(builtIn, builtIn))]).toEqual([false, true]);
  });
});

describe('A policy that was stored whole', () => {
  const copied = FIRST_CALENDARS.VN ?? { extraHolidays: [] };
  const vietnamese = { ...builtIn, market: 'VN' };
  const whole = (extraHolidays: string[], workingDays: string[] = []): Policy => ({
    ...vietnamese,
    calendar: { ...vietnamese.calendar, extraHolidays, workingDays },
  });

  it('loses the dates that the first release copied into it, and keeps its own', () => {
    const stored = whole([...copied.extraHolidays, '2026-12-24'], [...(copied.workingDays ?? []), '2026-12-26']);
    expect(differenceOfWhole(vietnamese, stored).set).toMatchObject({
      'calendar.extraHolidays': ['2026-12-24'],
      'calendar.workingDays': ['2026-12-26'],
    });
  });

  it('keeps all dates where somebody took one of the copied out', () => {
    const [, ...most] = copied.extraHolidays;
    expect(differenceOfWhole(vietnamese, whole(most)).set).toMatchObject({ 'calendar.extraHolidays': most });
  });

  it('of a market without copied dates keeps its own', () => {
    const german = { ...builtIn, market: 'DE' };
    const stored = { ...german, calendar: { ...german.calendar, extraHolidays: ['2026-12-24'] } };
    expect(differenceOfWhole(german, stored).set).toEqual({ 'calendar.extraHolidays': ['2026-12-24'] });
  });

  it('from before there was a maxAmount has none', () => {
    const { maxAmount: _, ...limits } = vietnamese.limits;
    const base = mergePolicy(vietnamese, { limits: { maxAmount: 5_000 } });
    expect(differenceOfWhole(base, { ...vietnamese, limits } as Policy).set).toMatchObject({
      'limits.maxAmount': null,
    });
  });
});

describe('The same JSON', () => {
  it.each([
    [{ a: 1, b: [1, { c: null }] }, { b: [1, { c: null }], a: 1 }, true],
    [{ a: 1 }, { a: 1, b: 2 }, false],
    [{ a: 1, b: undefined }, { a: 1, c: 2 }, false],
    [{ a: undefined }, { b: undefined }, false],
    [[1, 2], [1, 2], true],
    [[1, 2], [2, 1], false],
    [[1], [1, 2], false],
    [[], {}, false],
    [{}, [], false],
    [null, {}, false],
    [{}, null, false],
    ['1', 1, false],
    [1, 1, true],
    [{ length: 0 }, [], false],
  ])('%j and %j: %j', (one, other, same) => {
    expect(isSameJson(one, other)).toBe(same);
  });

  it('of a policy that was stored whole is everything that it says otherwise, where it is older than some rules too', () => {
    const whole = mergePolicy(builtIn, { maxOffers: 3, limits: { maxPercent: 60 } });
    const { secondThoughts: _, keepPersonalDays: __, ...early } = whole;
    const difference = { market: 'TH', set: { maxOffers: 3, 'limits.maxPercent': 60 }, removed: [] };
    expect(differenceOfWhole(builtIn, whole)).toEqual(difference);
    expect(differenceOfWhole(builtIn, early as Policy)).toEqual(difference);
    expect(differenceOfWhole(builtIn, { ...whole, secondThoughts: true }).set).toMatchObject({ secondThoughts: true });
  });
});
