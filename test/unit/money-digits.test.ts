/** What people read of an amount are the digits of its integer, in every currency and language, however large it is. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decimalOf, fractionDigits } from '../../src/contract/currency.ts';
import { readAmount, writeAmount } from '../../src/i18n/amount.ts';
import { formatMoney } from '../../src/i18n/format.ts';
import { LANGUAGES } from '../../src/i18n/languages.ts';

const CURRENCIES = Intl.supportedValuesOf('currency');
const LOCALES = [...LANGUAGES, 'de', 'fr-CH', 'pt-BR', 'ja', 'hi', 'en-IN'];

const amounts = fc.oneof(
  fc.nat({ max: 1_000_000 }),
  fc.maxSafeNat(),
  fc.integer({ min: 7_000_000_000_000_000, max: Number.MAX_SAFE_INTEGER }),
);
/** A price may be 10^15 and there may be 100,000 of it in 200 items. */
const sums = fc.oneof(amounts, fc.bigInt({ min: 2n ** 53n, max: 2n * 10n ** 22n }).map(Number));
const money = fc.record({ amount: sums, currency: fc.constantFrom(...CURRENCIES) });

const digitsIn = (text: string): string => (text.match(/\d/gu) ?? []).join('');
const digitsOf = (amount: number, currency: string): string =>
  BigInt(amount)
    .toString()
    .padStart(fractionDigits(currency) + 1, '0');

describe('An amount of money', () => {
  it.each([
    [7_000_000_000_000_001, 'THB', '฿70,000,000,000,000.01'],
    [Number.MAX_SAFE_INTEGER, 'USD', '$90,071,992,547,409.91'],
    [Number.MAX_SAFE_INTEGER, 'KWD', 'KWD 9,007,199,254,740.991'],
    [Number.MAX_SAFE_INTEGER, 'VND', '₫9,007,199,254,740,991'],
    [5, 'THB', '฿0.05'],
    [0, 'JPY', 'JP¥0'],
  ])('%d %s is shown as %s', (amount, currency, shown) => {
    expect(formatMoney({ amount, currency }, 'en').replace(/\u00a0/gu, ' ')).toMatch(shown.replace('JP¥', '¥'));
  });

  it('is shown with the digits of its integer', () => {
    fc.assert(
      fc.property(money, fc.constantFrom(...LOCALES), (given, locale) => {
        expect(digitsIn(formatMoney(given, locale))).toBe(digitsOf(given.amount, given.currency));
      }),
      { numRuns: 3_000 },
    );
  });

  it('stands in a field with the same digits, and is read back from there', () => {
    fc.assert(
      fc.property(amounts, fc.constantFrom(...CURRENCIES), fc.constantFrom(...LOCALES), (amount, currency, locale) => {
        const written = writeAmount({ amount, currency }, locale);
        expect(digitsIn(written)).toBe(digitsOf(amount, currency));
        expect(readAmount(written, currency, locale)).toEqual({ amount, currency });
      }),
      { numRuns: 3_000 },
    );
  });

  it('as a decimal has a point where the currency has it', () => {
    expect(decimalOf({ amount: 1, currency: 'KWD' })).toBe('0.001');
    expect(decimalOf({ amount: 1_250, currency: 'JPY' })).toBe('1250');
    expect(decimalOf({ amount: 2e22, currency: 'THB' })).toBe('200000000000000000000.00');
  });
});
