/**
 * Reads an amount of money that a person typed. People write numbers in the way of their language, of their currency or
 * of their phone; what can mean one thing only is taken, and what could mean two is not: it is somebody's money.
 */
import { fractionDigits } from '../contract/currency.ts';
import type { Money } from '../contract/primitives.ts';
import { formattingTag } from './languages.ts';

/** The first digits of the numerals that are typed where Parley's languages are spoken, beside 0 to 9. */
const ZEROS = ['๐', '٠', '۰', '০', '०', '០', '໐', '၀'].map((zero) => zero.codePointAt(0) ?? 0);
/** Signs that group digits and never mark decimals. */
const GROUPING = /[\s\u00a0\u202f'’٬]/gu;

function decimalSign(locale: string): string {
  const parts = new Intl.NumberFormat(formattingTag(locale)).formatToParts(1.5);
  return parts.find((part) => part.type === 'decimal')?.value ?? '.';
}

const asciiDigit = (digit: string): string => {
  const code = digit.codePointAt(0) ?? 0;
  const zero = ZEROS.find((first) => code >= first && code <= first + 9);
  return zero === undefined ? digit : String(code - zero);
};

const signOf = (currency: string, locale: string, currencyDisplay: 'symbol' | 'narrowSymbol'): string => {
  const format = new Intl.NumberFormat(formattingTag(locale), { style: 'currency', currency, currencyDisplay });
  const sign = format.formatToParts(0).find((part) => part.type === 'currency')?.value ?? currency;
  return sign.normalize('NFKC');
};

/** What the currency is called beside a number, longest first: its code and its signs. Another currency's is no name of it. */
const currencyNames = (currency: string, locale: string): string[] =>
  [currency, signOf(currency, locale, 'symbol'), signOf(currency, locale, 'narrowSymbol')].toSorted(
    (a, b) => b.length - a.length,
  );

/** Digits and their signs only; null where anything else is among them. */
function bareNumber(text: string, currency: string, locale: string): string | null {
  let rest = text
    .normalize('NFKC')
    .replace(/\p{Nd}/gu, asciiDigit)
    .replace('٫', ',')
    .trim();
  for (const name of currencyNames(currency, locale)) {
    if (rest.toUpperCase().startsWith(name.toUpperCase())) rest = rest.slice(name.length).trim();
    else if (rest.toUpperCase().endsWith(name.toUpperCase())) rest = rest.slice(0, -name.length).trim();
  }
  return /^\d[\d.,\s\u00a0\u202f'’٬]*$/u.test(rest) ? rest : null;
}

const isGrouped = (parts: string[]): boolean =>
  /^\d{1,3}$/u.test(parts[0] ?? '') && parts.slice(1).every((part) => /^\d{3}$/u.test(part));

/** Whole and fraction of a number with at most `.` and `,` in it; null where it could be read in two ways. */
function split(number: string, digits: number, sign: string): [whole: string, fraction: string] | null {
  const last = Math.max(number.lastIndexOf('.'), number.lastIndexOf(','));
  if (last < 0) return [number, ''];
  const mark = number.charAt(last);
  const [whole, fraction] = [number.slice(0, last), number.slice(last + 1)];
  const other = mark === '.' ? ',' : '.';
  if (whole.includes(other)) {
    const groups = whole.split(other);
    return !whole.includes(mark) && isGrouped(groups) && isFraction(fraction, digits)
      ? [groups.join(''), fraction]
      : null;
  }
  const parts = number.split(mark);
  if (parts.length > 2) return isGrouped(parts) ? [parts.join(''), ''] : null;
  const asDecimal = (): [string, string] | null => (isFraction(fraction, digits) ? [whole, fraction] : null);
  if (!isGrouped(parts)) return asDecimal();
  // Three digits behind one sign: a group, unless it is the reader's own decimal sign.
  return mark !== sign || digits === 0 ? [parts.join(''), ''] : asDecimal();
}

const isFraction = (text: string, digits: number): boolean => /^\d+$/u.test(text) && text.length <= digits;

/**
 * `12.50`, `฿12.50`, `12,50` → 1250 minor units of a currency with two digits; `1,250.50` and `1.250,50` are the same
 * amount to everyone, `1.250` is not, and follows `locale` or is refused. Null where the text is no amount, is more
 * precise than the currency, or can be read in two ways.
 */
export function readAmount(text: string, currency: string, locale: string): Money | null {
  const digits = fractionDigits(currency);
  const bare = bareNumber(text, currency, locale);
  if (bare === null) return null;
  const grouped = bare.split(GROUPING);
  if (grouped.length > 1 && !isGrouped([...grouped.slice(0, -1), grouped.at(-1)?.split(/[.,]/u)[0] ?? ''])) return null;
  const parts = split(grouped.join(''), digits, decimalSign(locale));
  if (!parts) return null;
  const amount = Number(parts[0] + parts[1].padEnd(digits, '0'));
  return Number.isSafeInteger(amount) ? { amount, currency } : null;
}

/** An amount as it stands in a field: digits and the decimal sign only. */
export function writeAmount(money: Money, locale: string): string {
  const digits = fractionDigits(money.currency);
  return (money.amount / 10 ** digits).toFixed(digits).replace('.', decimalSign(locale));
}
