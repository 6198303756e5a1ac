import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readAmount, readAmounts, writeAmount } from '../../../src/i18n/amount.ts';
import { currencyNames } from '../../../src/i18n/currency-names.ts';
import { formatMoney } from '../../../src/i18n/format.ts';
import { LANGUAGES } from '../../../src/i18n/languages.ts';

describe('an amount that a person typed', () => {
  it.each([
    ['125', 'THB', 'en', 12_500],
    ['125.00', 'THB', 'en', 12_500],
    ['฿125', 'THB', 'en', 12_500],
    ['125 THB', 'THB', 'en', 12_500],
    ['thb 125', 'THB', 'en', 12_500],
    ['1,250.50', 'THB', 'en', 125_050],
    ['1.250,50', 'THB', 'en', 125_050],
    ['1 250,50', 'THB', 'en', 125_050],
    ['1’250.50', 'THB', 'en', 125_050],
    ['12,50', 'THB', 'en', 1_250],
    ['๑๒๕.๕๐', 'THB', 'th', 12_550],
    ['１２５', 'JPY', 'en', 125],
    ['1,250', 'THB', 'en', 125_000],
    ['1.250', 'THB', 'vi', 125_000],
    ['125.000 ₫', 'VND', 'vi', 125_000],
    ['125.000', 'VND', 'en', 125_000],
    ['125,000', 'VND', 'vi', 125_000],
    ['Rp125.000,00', 'IDR', 'id', 12_500_000],
    ['RM 5.00', 'MYR', 'ms', 500],
    ['1.234', 'KWD', 'en', 1_234],
    ['125 บาท', 'THB', 'en', 12_500],
    ['๑๒๕ บาท', 'THB', 'th', 12_500],
    ['THB 125', 'THB', 'th', 12_500],
    ['125 Baht', 'THB', 'th', 12_500],
    ['125.-', 'THB', 'th', 12_500],
    ['125.- บาท', 'THB', 'th', 12_500],
    ['125.000 đồng', 'VND', 'vi', 125_000],
    ['125.000đ', 'VND', 'vi', 125_000],
    ['VNĐ 125.000', 'VND', 'en', 125_000],
    ['Rp 125.000,-', 'IDR', 'id', 12_500_000],
    ['125 rupiah', 'IDR', 'id', 12_500],
    ['5 ringgit', 'MYR', 'ms', 500],
    ['1,250.50 pesos', 'PHP', 'fil', 125_050],
    ['P500', 'PHP', 'en', 50_000],
    ['5 dollars', 'USD', 'en', 500],
    ['S$5', 'SGD', 'en', 500],
    ['5 pounds', 'GBP', 'en', 500],
  ])('%s of %s, read in %s, is %i minor units', (text, currency, locale, amount) => {
    expect(readAmount(text, currency, locale, currencyNames)).toEqual({ amount, currency });
  });

  it.each([
    ['', 'nothing'],
    ['half', 'no number'],
    ['1.250', 'a thousand, or one and a quarter'],
    ['1,2,3', 'groups of one'],
    ['1 25', 'two numbers'],
    ['12.345.67', 'no number'],
    ['1.005', 'more precise than the currency'],
    ['-5', 'less than nothing'],
    ['1e3', 'a formula'],
    ['125k', 'a short form'],
    ['5 USD', 'another currency'],
    ['5 dollars', 'another currency'],
    ['125 Thai', 'no currency'],
    ['baht', 'no number'],
    ['$5', 'another currency'],
    ['50%', 'a share'],
    ['125.', 'unfinished'],
    ['99999999999999999', 'too large to count'],
  ])('“%s” is none: %s', (text) => {
    expect(readAmount(text, 'THB', 'en', currencyNames)).toBeNull();
  });

  it.each([
    ['1.250', 'THB', 'en', [125_000, 125]],
    ['1.250 baht', 'THB', 'en', [125_000, 125]],
    ['1,250', 'IDR', 'id', [125_000, 125]],
    ['1.250', 'THB', 'vi', [125_000]],
    ['1.255', 'THB', 'en', []],
  ])('%s of %s, read in %s, may be %j', (text, currency, locale, amounts) => {
    expect(readAmounts(text, currency, locale, currencyNames)).toEqual(amounts.map((amount) => ({ amount, currency })));
  });

  it.each(LANGUAGES)('reads back what is shown, and what stands in a field, in %s', (locale) => {
    const amounts = fc.integer({ min: 0, max: 1_000_000_000_000 });
    fc.assert(
      fc.property(
        amounts,
        fc.constantFrom('THB', 'VND', 'IDR', 'MYR', 'PHP', 'SGD', 'USD', 'JPY', 'KWD'),
        (amount, currency) => {
          const money = { amount, currency };
          expect(readAmount(formatMoney(money, locale), currency, locale)).toEqual(money);
          expect(readAmount(writeAmount(money, locale), currency, locale)).toEqual(money);
        },
      ),
    );
  });
});
