/** Rule 14: a seller's effective policy; and what makes a policy unusable. */
import { describe, expect, it } from 'vitest';
import type { DurationByClaim, Policy, PolicyOverrides } from '../../src/contract/policy.ts';
import type { Seller } from '../../src/contract/seller.ts';
import { defaultPolicy } from '../../src/domain/markets/index.ts';
import { effectivePolicy, heldPolicy, mergePolicy, policyProblems, shownPolicy } from '../../src/domain/policy.ts';
import { addDays } from '../../src/domain/wallclock.ts';

const base = (): Policy =>
  defaultPolicy({
    market: 'TH',
    currency: 'THB',
    calendar: { holidays: 'TH', extraHolidays: ['2026-12-07'], workingDays: ['2026-12-12'] },
  });
const seller = (over: Partial<Seller> = {}): Seller => ({
  id: 'shop-1',
  name: 'Bowls',
  market: 'TH',
  zone: 'Asia/Bangkok',
  ...over,
});

describe('a policy as it is read', () => {
  it('says up to when its days off are known, and is held without it', () => {
    const shown = shownPolicy(base());
    expect(shown).toEqual({ ...base(), calendar: { ...base().calendar, knownUntil: expect.any(String) } });
    expect(shown.calendar.knownUntil?.slice(0, 4)).toMatch(/^20[2-9]\d$/u);
    expect(heldPolicy(shown)).toEqual(base());
  });
  it('says nothing of it where no calendar is known', () => {
    const bare: Policy = { ...base(), calendar: { ...base().calendar, holidays: null } };
    expect(shownPolicy({ ...bare, calendar: { ...bare.calendar, knownUntil: '2027-12-31' } })).toEqual(bare);
  });
});

describe('rule 14: overrides', () => {
  it('merge objects by key', () => {
    const merged = mergePolicy(base(), {
      limits: { maxPercent: 60 },
      quickPicks: { damaged: [40] },
      solutions: { damaged: ['approve', 'reject'] },
      rejectReasons: { other: { evidence: true } },
      reminders: { ship_by: [60] },
      calendar: { weekend: [7] },
    });
    expect(merged.limits).toEqual({ minPercent: 1, maxPercent: 60, minAmount: 1, maxAmount: null });
    expect(merged.quickPicks).toEqual({ ...base().quickPicks, damaged: [40] });
    expect(merged.solutions).toEqual({ ...base().solutions, damaged: ['approve', 'reject'] });
    expect(merged.rejectReasons).toEqual({ ...base().rejectReasons, other: { evidence: true } });
    expect(merged.reminders).toEqual({ ...base().reminders, ship_by: [60] });
    expect(merged.calendar).toEqual({ ...base().calendar, weekend: [7] });
  });
  it('replace arrays and durations', () => {
    const overrides: PolicyOverrides = {
      respondBy: { value: 4, unit: 'hour' },
      maxOffers: 3,
      calendar: { extraHolidays: ['2027-01-04'] },
    };
    const merged = mergePolicy(base(), overrides);
    expect(merged.respondBy).toEqual({ value: 4, unit: 'hour' });
    expect(merged.maxOffers).toBe(3);
    expect(merged.calendar.extraHolidays).toEqual(['2027-01-04']);
    expect(merged.shipBy).toEqual(base().shipBy);
  });
  it('that are absent or undefined change nothing', () => {
    expect(mergePolicy(base(), {})).toEqual(base());
    expect(mergePolicy(base(), { maxOffers: undefined, limits: { minAmount: undefined } })).toEqual(base());
  });
  it('share nothing with what they were merged from', () => {
    const original = base();
    const overrides: PolicyOverrides = { quickPicks: { damaged: [40] } };
    const merged = mergePolicy(original, overrides);
    merged.calendar.extraHolidays.push('2027-02-02');
    merged.quickPicks.damaged?.push(1);
    merged.offerExpires.value = 9;
    expect(original).toEqual(base());
    expect(overrides).toEqual({ quickPicks: { damaged: [40] } });
  });
});

describe('the effective policy of a seller', () => {
  it("is the market's in the seller's zone where the seller says nothing else", () => {
    expect(effectivePolicy(base(), seller())).toEqual({
      ...base(),
      calendar: { ...base().calendar, zone: 'Asia/Bangkok' },
    });
  });
  it("takes the seller's weekend and adds the shop's own days off, each once and in order", () => {
    const { calendar } = effectivePolicy(base(), seller({ weekend: [1], holidays: ['2026-12-07', '2026-11-30'] }));
    expect(calendar.weekend).toEqual([1]);
    expect(calendar.extraHolidays).toEqual(['2026-11-30', '2026-12-07']);
  });
  it("lets the seller's weekend win over the overrides' and keeps the overrides' days off", () => {
    const policy: PolicyOverrides = { calendar: { weekend: [5], extraHolidays: ['2027-01-04'] } };
    const { calendar } = effectivePolicy(base(), seller({ policy, weekend: [7], holidays: ['2027-01-05'] }));
    expect(calendar.weekend).toEqual([7]);
    expect(calendar.extraHolidays).toEqual(['2027-01-04', '2027-01-05']);
  });
  it('shares nothing with the market or the seller', () => {
    const market = base();
    const shop = seller({ weekend: [7], holidays: ['2026-11-30'] });
    const { calendar } = effectivePolicy(market, shop);
    calendar.weekend.push(1);
    calendar.extraHolidays.push('2027-02-02');
    calendar.workingDays.push('2027-02-06');
    expect(market).toEqual(base());
    expect(shop.weekend).toEqual([7]);
    expect(shop.holidays).toEqual(['2026-11-30']);
  });
});

describe('a policy that cannot be used', () => {
  const problems = (overrides: PolicyOverrides) => policyProblems(mergePolicy(base(), overrides), '2026-11-22');

  it('is found out, and a good one has no problems', () => {
    expect(problems({})).toEqual([]);
    expect(problems({ solutions: { damaged: [] }, limits: { minPercent: 50, maxPercent: 50 } })).toEqual([]);
  });
  it.each(['ZZ', 'XK', 'UK', 'EU', 'AA'])('is of %s, which is no country', (market) => {
    const message = `${market} is no country of ISO 3166, such as TH.`;
    expect(policyProblems({ ...base(), market })).toEqual([{ path: 'market', message }]);
  });
  it.each(['XXX', 'XAU', 'XTS', 'DEM', 'BTC', 'ZZZ'])('is in %s, which nobody pays with', (currency) => {
    const message = `${currency} is no currency in use by ISO 4217, such as THB.`;
    expect(policyProblems({ ...base(), currency })).toEqual([{ path: 'currency', message }]);
  });
  it('is not one of a country whose holidays nobody knows', () => {
    for (const [market, currency, holidays] of [
      ['KW', 'KWD', null],
      ['KH', 'KHR', null],
      ['AF', 'AFN', null],
    ] as const) {
      const policy = { ...base(), market, currency, calendar: { ...base().calendar, holidays } };
      expect(policyProblems(policy)).toEqual([]);
      expect(policyProblems({ ...policy, calendar: { ...policy.calendar, holidays: market } })).toEqual([
        { path: 'calendar', message: expect.stringContaining(`known for "${market}"`) },
      ]);
    }
  });
  it('has a minPercent above its maxPercent', () => {
    const message = 'minPercent is 60 and maxPercent 50: minPercent must be at most maxPercent.';
    expect(problems({ limits: { minPercent: 60, maxPercent: 50 } })).toEqual([{ path: 'limits.minPercent', message }]);
  });
  it('has a quick pick that is no percentage', () => {
    expect(problems({ quickPicks: { damaged: [50, 120, 0] } })).toEqual([
      { path: 'quickPicks.damaged.1', message: expect.stringContaining('120') },
      { path: 'quickPicks.damaged.2', message: expect.stringContaining('0 is not') },
    ]);
  });
  it.each(['respondBy', 'shipBy'] as const)('has tiers of %s that leave a claim without one, or with two', (key) => {
    const baht = (amount: number, currency = 'THB') => ({ amount, currency });
    const day = { value: 1, unit: 'working_day' } as const;
    const from = (amount: number, currency?: string) => ({ ...day, claimFrom: baht(amount, currency) });
    const found = (...tiers: Extract<DurationByClaim, readonly unknown[]>) => problems({ [key]: tiers });
    const at = (index: number, words: string) => [
      { path: `${key}[${index}].claimFrom`, message: expect.stringContaining(words) },
    ];
    expect(found(day, from(10_000), from(10_001))).toEqual([]);
    expect(found(from(1), from(10_000))).toEqual(at(0, 'leave its claimFrom out'));
    expect(found(day, day)).toEqual(at(1, 'say from which claim'));
    expect(found(day, from(10_000, 'USD'))).toEqual(at(1, 'It is in USD; the market uses THB'));
    expect(found(day, from(10_000), from(10_000))).toEqual(at(2, 'give one above 10000'));
    expect(found(day, from(0))).toEqual(at(1, 'give one above 0'));
  });
  it('has no reason to reject with', () => {
    expect(policyProblems({ ...base(), rejectReasons: {} }).map(({ path }) => path)).toEqual(['rejectReasons']);
  });
  it('lists a lead time twice', () => {
    expect(problems({ reminders: { ship_by: [3600, 60, 3600, 3600] } })).toEqual([
      { path: 'reminders.ship_by', message: expect.stringContaining('3600 seconds is listed twice') },
    ]);
  });
  it('names a date both as a working day and as a day off', () => {
    expect(problems({ calendar: { workingDays: ['2026-12-07', '2026-12-12'] } })).toEqual([
      { path: 'calendar.workingDays', message: expect.stringContaining('2026-12-07') },
    ]);
  });
  it('has a calendar that rule 11 refuses', () => {
    const extraHolidays = Array.from({ length: 40 }, (_, day) => addDays('2027-05-01', day));
    expect(problems({ calendar: { extraHolidays } })).toEqual([
      { path: 'calendar', message: expect.stringContaining('31 days in a row') },
    ]);
    expect(problems({ calendar: { holidays: 'XX' } })).toEqual([
      { path: 'calendar', message: expect.stringContaining('"XX"') },
    ]);
  });
});
