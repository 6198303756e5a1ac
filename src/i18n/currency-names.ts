/** What people call their money beside a number: its code and signs, its names in their language and in English, and more. */
import { type CurrencyNames, currencySigns } from './amount.ts';
import { formattingTag } from './languages.ts';

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

/** Bounds the memory against readers who invent language tags. */
const MOST_NAMES = 200;
const madeNames = new Map<string, string[]>();

/** Longest first. Another currency's name is none of it. */
export const currencyNames: CurrencyNames = (currency, locale) => {
  const tag = formattingTag(locale);
  const key = `${currency} ${tag}`;
  const known = madeNames.get(key);
  if (known) return known;
  const spoken = [...namesIn(currency, tag), ...namesIn(currency, 'en'), ...(EVERYDAY[currency] ?? [])];
  const names = [
    ...new Set([...currencySigns(currency, locale), ...spoken].map((name) => name.normalize('NFKC').toUpperCase())),
  ];
  const sorted = names.toSorted((a, b) => b.length - a.length);
  if (madeNames.size >= MOST_NAMES) madeNames.clear();
  madeNames.set(key, sorted);
  return sorted;
};
