/** TikTok Shop writes amounts as decimals (`"250.00"`, `"864000"`); Parley counts minor units. */
import { fractionDigits } from '../../contract/currency.ts';
import type { Money } from '../../contract/primitives.ts';

/** Null for what is no amount, or more precise than its currency. */
export function readMoney(text: string, currency: string): Money | null {
  const [, whole, fraction = ''] = /^(\d{1,15})(?:\.(\d+))?$/u.exec(text) ?? [];
  const digits = fractionDigits(currency);
  if (whole === undefined || /[1-9]/u.test(fraction.slice(digits))) return null;
  const amount = Number(whole + fraction.slice(0, digits).padEnd(digits, '0'));
  return Number.isSafeInteger(amount) ? { amount, currency } : null;
}

/** Without decimals where there are none: markets that print none do not take them. */
export function writeMoney({ amount, currency }: Money): string {
  const digits = fractionDigits(currency);
  const text = String(amount).padStart(digits + 1, '0');
  const cut = text.length - digits;
  const fraction = text.slice(cut);
  return /[1-9]/u.test(fraction) ? `${text.slice(0, cut)}.${fraction}` : text.slice(0, cut);
}
