/** Shares and parts of money, in whole minor units. */
import { describe, expect, it } from 'vitest';
import { claimValue, percentOf, refundableOf, shareOf } from '../../../src/domain/money.ts';
import { baht, facts } from '../../support/builders.ts';

describe('a part of an amount', () => {
  it.each([
    [12_345, 50, 6_173],
    [12_344, 50, 6_172],
    [1, 49.99, 0],
    [1, 50, 1],
    [10_000, 33.33, 3_333],
    [Number.MAX_SAFE_INTEGER, 100, Number.MAX_SAFE_INTEGER],
  ])('%i × %f %% is %i', (amount, percent, part) => expect(percentOf(amount, percent)).toBe(part));
});

describe('the share of an amount in a whole', () => {
  it.each([
    [50, 100, 50],
    [5, 1_000, 1],
    [1, 100_000, 1],
    [99_999, 100_000, 99],
    [125, 1_000, 13],
    [124, 1_000, 12],
    [100, 100, 100],
    [150, 100, 150],
    [0, 100, 0],
    [-1, 100, 0],
    [100, 0, 0],
  ])('%i of %i is %i %%', (amount, whole, share) => expect(shareOf(amount, whole)).toBe(share));
});

describe('what is claimed and what may be refunded', () => {
  const item = (price: number, missingQuantity: number) => ({
    ...facts().items[0],
    unitPrice: baht(price),
    missingQuantity,
  });
  it('is the sum of what is missing, where it can be counted', () => {
    const counted = (...items: ReturnType<typeof item>[]) => claimValue(items as never, 'THB');
    expect(counted(item(1_600, 2), item(300, 1))).toEqual(baht(3_500));
    expect(counted(item(Number.MAX_SAFE_INTEGER, 1))).toEqual(baht(Number.MAX_SAFE_INTEGER));
    expect(counted(item(Number.MAX_SAFE_INTEGER, 1), item(1, 1))).toBeNull();
  });
  it('is what was paid and is not refunded yet, never less than nothing', () => {
    expect(refundableOf(baht(500), baht(200))).toEqual(baht(300));
    expect(refundableOf(baht(500), baht(600))).toEqual(baht(0));
  });
});
