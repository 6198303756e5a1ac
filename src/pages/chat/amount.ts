/** Reads an amount of money that a person typed, in the way their language writes numbers. */
import { fractionDigits } from '../../contract/currency.ts';
import type { Money } from '../../contract/primitives.ts';
import { formattingTag } from '../../i18n/languages.ts';

function decimalSign(locale: string): string {
  const parts = new Intl.NumberFormat(formattingTag(locale)).formatToParts(1.5);
  return parts.find((part) => part.type === 'decimal')?.value ?? '.';
}

/**
 * `12.50` → 1250 minor units of a currency with two digits. Signs that group digits and currency signs are dropped.
 * Null where the text is no amount, or is more precise than the currency.
 */
export function readAmount(text: string, currency: string, locale: string): Money | null {
  const digits = fractionDigits(currency);
  const sign = decimalSign(locale);
  const kept = [...text.normalize('NFKC')].filter((char) => /\d/u.test(char) || char === sign).join('');
  const [whole = '', fraction = '', ...more] = kept.split(sign);
  if (more.length > 0 || fraction.length > digits || whole + fraction === '' || text.includes('-')) return null;
  const amount = Number(whole + fraction.padEnd(digits, '0'));
  return Number.isSafeInteger(amount) ? { amount, currency } : null;
}

/** An amount as it stands in a field: digits and the decimal sign only. */
export function writeAmount(money: Money, locale: string): string {
  const digits = fractionDigits(money.currency);
  return (money.amount / 10 ** digits).toFixed(digits).replace('.', decimalSign(locale));
}
