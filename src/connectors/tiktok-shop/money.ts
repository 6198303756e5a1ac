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

/** Currencies that have smaller units by the standard, and are paid in whole ones. */
const WHOLE = new Set(['IDR']);

/** The amount in units that are paid, the nearest below: never more than was offered, or than may be. */
export function payable({ amount, currency }: Money): Money {
  const unit = WHOLE.has(currency) ? 10 ** fractionDigits(currency) : 1;
  return { amount: amount - (amount % unit), currency };
}

/** Without decimals where there are none: markets that print none do not take them. */
export function writeMoney(money: Money): string {
  const { amount, currency } = payable(money);
  const digits = fractionDigits(currency);
  const text = String(amount).padStart(digits + 1, '0');
  const cut = text.length - digits;
  const fraction = text.slice(cut);
  return /[1-9]/u.test(fraction) ? `${text.slice(0, cut)}.${fraction}` : text.slice(0, cut);
}
