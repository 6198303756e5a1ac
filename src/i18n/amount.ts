/**
 * Reads an amount of money that a person typed. People write numbers in the way of their language, of their currency or
 * of their phone; what can mean one thing only is taken, and what could mean two is not: it is somebody's money.
 */
import { decimalOf, fractionDigits } from '../contract/currency.ts';
import type { Money } from '../contract/primitives.ts';
import { withPlainDigits } from './digits.ts';
import { formattingTag } from './languages.ts';

/** Signs that group digits and never mark decimals. */
const GROUPING = /[\s\u00a0\u202f'’٬]/gu;

function decimalSign(locale: string): string {
  const parts = new Intl.NumberFormat(formattingTag(locale)).formatToParts(1.5);
  return parts.find((part) => part.type === 'decimal')?.value ?? '.';
}

const signOf = (currency: string, locale: string, currencyDisplay: 'symbol' | 'narrowSymbol'): string => {
  const format = new Intl.NumberFormat(formattingTag(locale), { style: 'currency', currency, currencyDisplay });
  const sign = format.formatToParts(0).find((part) => part.type === 'currency')?.value ?? currency;
  return sign.normalize('NFKC');
};

/** What people call their currency beside its code, its signs and its name. */
const EVERYDAY: Readonly<Record<string, readonly string[]>> = {
  THB: ['บาท'],
  VND: ['đ', 'vnđ'],
  PHP: ['p', 'peso', 'piso'],
  SGD: ['s$'],
  USD: ['us$'],
};

/** `Thai baht` and `baht`; `Rupiah Indonesia` and `Rupiah`: the word for the money stands last in English, first elsewhere. */
function namesIn(currency: string, locale: string): string[] {
  const isEnglish = locale.startsWith('en');
  const format = new Intl.NumberFormat(locale, { style: 'currency', currency, currencyDisplay: 'name' });
  return [1, 2].flatMap((count) => {
    const name = format.formatToParts(count).find((part) => part.type === 'currency')?.value ?? currency;
    return [name, name.split(' ').at(isEnglish ? -1 : 0) ?? name];
  });
}

const madeNames = new Map<string, string[]>();

/** What the currency is called beside a number, longest first. Another currency's is no name of it. */
function currencyNames(currency: string, locale: string): string[] {
  const tag = formattingTag(locale);
  const key = `${currency} ${tag}`;
  const known = madeNames.get(key);
  if (known) return known;
  const signs = [currency, signOf(currency, locale, 'symbol'), signOf(currency, locale, 'narrowSymbol')];
  const spoken = [...namesIn(currency, tag), ...namesIn(currency, 'en'), ...(EVERYDAY[currency] ?? [])];
  const names = [...new Set([...signs, ...spoken].map((name) => name.normalize('NFKC').toUpperCase()))];
  const sorted = names.toSorted((a, b) => b.length - a.length);
  if (madeNames.size >= MOST_NAMES) madeNames.clear();
  madeNames.set(key, sorted);
  return sorted;
}
/** Bounds the memory against readers who invent language tags. */
const MOST_NAMES = 200;

/** `125.-` and `125,-`, as prices are written where nobody counts smaller coins. */
const NO_COINS = /[.,]\s*[-–—]$/u;

/** Digits and their signs only; null where anything else is among them. */
function bareNumber(text: string, currency: string, locale: string): string | null {
  let rest = withPlainDigits(text).replace('٫', ',').trim();
  for (const name of currencyNames(currency, locale)) {
    if (rest.toUpperCase().startsWith(name)) rest = rest.slice(name.length).trim();
    else if (rest.toUpperCase().endsWith(name)) rest = rest.slice(0, -name.length).trim();
  }
  rest = rest.replace(NO_COINS, '');
  return /^\d[\d.,\s\u00a0\u202f'’٬]*$/u.test(rest) ? rest : null;
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
  if (whole.includes(other)) {
    const groups = whole.split(other);
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
export function readAmounts(text: string, currency: string, locale: string): Money[] {
  const digits = fractionDigits(currency);
  const bare = bareNumber(text, currency, locale);
  if (bare === null) return [];
  const grouped = bare.split(GROUPING);
  if (grouped.length > 1 && !isGrouped([...grouped.slice(0, -1), grouped.at(-1)?.split(/[.,]/u)[0] ?? ''])) return [];
  return readings(grouped.join(''), digits, decimalSign(locale))
    .map(([whole, fraction]) => ({ amount: Number(whole + fraction.padEnd(digits, '0')), currency }))
    .filter(({ amount }) => Number.isSafeInteger(amount));
}

/** The one amount that the text means; null where it is none, or could be two. */
export function readAmount(text: string, currency: string, locale: string): Money | null {
  const [money, another] = readAmounts(text, currency, locale);
  return money && !another ? money : null;
}

/** An amount as it stands in a field: digits and the decimal sign only. */
export const writeAmount = (money: Money, locale: string): string => decimalOf(money).replace('.', decimalSign(locale));
