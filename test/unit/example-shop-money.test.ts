/** What the example shop shows of an amount, in every currency. */
import { describe, expect, it } from 'vitest';
import { fractionDigits } from '../../src/contract/currency.ts';

const file = '../../examples/shop/src/money.js';
const { price } = (await import(file)) as { price(amount: number, currency: string): string };

describe('A price in the example shop', () => {
  it.each([
    [25_000, 'THB', '฿250.00'],
    [25_000, 'JPY', '¥25,000'],
    [125_000, 'VND', '₫125,000'],
    [12_500_000, 'IDR', 'Rp 125,000.00'],
    [1_234, 'KWD', 'KWD 1.234'],
  ])('of %i minor units of %s is %s', (amount, currency, shown) => {
    expect(price(amount, currency).replace(/\u00a0/gu, ' ')).toBe(shown);
  });

  it('has as many digits after its point as the currency has', () => {
    for (const currency of Intl.supportedValuesOf('currency')) {
      const digits = /\.(\d+)$/u.exec(price(123_456, currency))?.[1] ?? '';
      expect([currency, digits.length]).toEqual([currency, fractionDigits(currency)]);
    }
  });
});
