/**
 * Reads an amount of money that a person typed. People write numbers in the way of their language, of their currency or
 * of their phone; what can mean one thing only is taken, and what could mean two is not: it is somebody's money.
 */
import { decimalOf, fractionDigits } from '../contract/currency.ts';
import type { Money } from '../contract/primitives.ts';
import { withPlainDigits } from './digits.ts';
import { formattingTag } from './languages.ts';

/** Signs that group digits and never mark decimals. */
const GROUPING = /[\s'’٬]/gu;

/** What stands for this part of a number, in the way of the locale. */
const partOf = (type: string, number: number, locale: string, options?: Intl.NumberFormatOptions): string =>
  new Intl.NumberFormat(formattingTag(locale), options).formatToParts(number).find((part) => part.type === type)
    ?.value ?? '.';

const decimalSign = (locale: string): string => partOf('decimal', 1.5, locale);

const signOf = (currency: string, locale: string, currencyDisplay: 'symbol' | 'narrowSymbol'): string =>
  partOf('currency', 0, locale, { style: 'currency', currency, currencyDisplay }).normalize('NFKC');

/** What a currency may be called beside a number, in capitals, longest first. */
export type CurrencyNames = (currency: string, locale: string) => string[];

/** Its code and its signs; what people say is more, and not every page has room for it (currency-names.ts). */
export const currencySigns: CurrencyNames = (currency, locale) =>
  [currency, signOf(currency, locale, 'symbol'), signOf(currency, locale, 'narrowSymbol')]
    .map((name) => name.toUpperCase())
    .toSorted((a, b) => b.length - a.length);

/** `125.-` and `125,-`, as prices are written where nobody counts smaller coins. */
const NO_COINS = /[.,]\s*[-–—]$/u;

/** Digits and their signs only; null where anything else is among them. */
function bareNumber(text: string, names: string[]): string | null {
  let rest = withPlainDigits(text).replace('٫', ',').trim();
  for (const name of names) {
    const large = rest.toUpperCase();
    if (large.startsWith(name)) rest = rest.slice(name.length).trim();
    else if (large.endsWith(name)) rest = rest.slice(0, -name.length).trim();
  }
  rest = rest.replace(NO_COINS, '');
  return /^\d[\d.,\s'’٬]*$/u.test(rest) ? rest : null;
}

const isGrouped = (parts: string[]): boolean =>
  /^\d{1,3}$/u.test(parts[0] ?? '') && parts.slice(1).every((part) => /^\d{3}$/u.test(part));

type Parts = [whole: string, fraction: string];

const isFraction = (text: string, digits: number): boolean => /^\d+$/u.test(text) && text.length <= digits;

/** Whole and fraction of a number with at most `.` and `,` in it, in every way in which it can be read. */
function readings(number: string, digits: number, sign: string): Parts[] {
  const last = Math.max(number.lastIndexOf('.'), number.lastIndexOf(','));
  if (last < 0) return [[number, '']];
  const mark = number.charAt(last);
  const [whole, fraction] = [number.slice(0, last), number.slice(last + 1)];
  const other = mark === '.' ? ',' : '.';
  const groups = whole.split(other);
  if (groups.length > 1) {
    const isOne = !whole.includes(mark) && isGrouped(groups) && isFraction(fraction, digits);
    return isOne ? [[groups.join(''), fraction]] : [];
  }
  const parts = number.split(mark);
  if (parts.length > 2) return isGrouped(parts) ? [[parts.join(''), '']] : [];
  if (!isGrouped(parts)) return isFraction(fraction, digits) ? [[whole, fraction]] : [];
  // Three digits behind one sign: a group, unless it is the reader's own decimal sign.
  const grouped: Parts = [parts.join(''), ''];
  if (mark !== sign || digits === 0) return [grouped];
  if (isFraction(fraction, digits)) return [[whole, fraction]];
  const exact = fraction.replace(/0+$/u, '');
  return exact.length <= digits ? [grouped, [whole, exact]] : [];
}

/**
 * Every amount that the text may mean. `12.50`, `฿12.50`, `12,50 บาท` are 1250 minor units of a currency with two digits;
 * `1,250.50` and `1.250,50` are the same amount to everyone, `1.250` is not: where `locale` does not say which it is, it is
 * two. None where the text is no amount, or is more precise than the currency.
 */
export function readAmounts(text: string, currency: string, locale: string, namesOf = currencySigns): Money[] {
  const digits = fractionDigits(currency);
  const bare = bareNumber(text, namesOf(currency, locale));
  if (bare === null) return [];
  const grouped = bare.split(GROUPING);
  if (grouped.length > 1 && !isGrouped([...grouped.slice(0, -1), grouped.at(-1)?.split(/[.,]/u)[0] ?? ''])) return [];
  return readings(grouped.join(''), digits, decimalSign(locale))
    .map(([whole, fraction]) => ({ amount: Number(whole + fraction.padEnd(digits, '0')), currency }))
    .filter(({ amount }) => Number.isSafeInteger(amount));
}

/** The one amount that the text means; null where it is none, or could be two. */
export function readAmount(text: string, currency: string, locale: string, namesOf = currencySigns): Money | null {
  const [money, another] = readAmounts(text, currency, locale, namesOf);
  return money && !another ? money : null;
}

/** An amount as it stands in a field: digits and the decimal sign only. */
export const writeAmount = (money: Money, locale: string): string => decimalOf(money).replace('.', decimalSign(locale));
