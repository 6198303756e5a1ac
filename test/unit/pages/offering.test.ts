import { describe, expect, it } from 'vitest';
import { amountOf, offerBody, shareOfClaim, typedAmount, wholeClaim } from '../../../src/pages/answers/offering.ts';

const thb = (amount: number) => ({ amount, currency: 'THB' });
const request = { claimValue: thb(25_001), refundable: thb(20_000) };

describe('what is offered', () => {
  it('counts a share as the service does: half a unit is rounded up, and nothing is lost to binary fractions', () => {
    expect(shareOfClaim({ ...request, claimValue: thb(25_001) }, 50)).toEqual(thb(12_501));
    // 1.15 × 100 is less than 115 in binary fractions.
    expect(shareOfClaim({ ...request, claimValue: thb(10_000) }, 1.15)).toEqual(thb(115));
  });

  it('is the whole claim only as far as it may be refunded', () => {
    expect(wholeClaim(request)).toEqual(thb(20_000));
  });

  it('is nothing while nothing is picked, or what is typed is no amount above zero', () => {
    expect(amountOf(undefined, '100', request, 'en')).toBeNull();
    expect(amountOf('other', 'lots', request, 'en')).toBeNull();
    expect(typedAmount('0', 'THB', 'en')).toBeNull();
    expect(amountOf('other', '100', request, 'en')).toEqual(thb(10_000));
  });

  it('is sent as it was picked, with a note only where one was written', () => {
    expect(offerBody(50, thb(12_501), '  ')).toEqual({ kind: 'partial_refund', percent: 50 });
    expect(offerBody('other', thb(100), ' Sorry ')).toEqual({
      kind: 'partial_refund',
      amount: thb(100),
      note: 'Sorry',
    });
    expect(offerBody('whole', thb(20_000), '')).toEqual({ kind: 'refund_only' });
  });
});
