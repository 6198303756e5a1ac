/** Whole minor units only: every sum and share is exact, and half a unit is rounded up. */
import type { Money } from '../contract/primitives.ts';
import type { Item } from '../contract/request.ts';

/**
 * `percent` (two decimals at most) of `amount`, in minor units, rounded half up.
 * Exact for every amount up to Number.MAX_SAFE_INTEGER.
 */
export function percentOf(amount: number, percent: number): number {
  const hundredths = BigInt(Math.round(percent * 100));
  return Number((BigInt(amount) * hundredths + 5_000n) / 10_000n);
}

/**
 * The share of `amount` in `whole`, as a whole percent rounded half up. Less than the whole never reads 100,
 * something never reads 0. A `whole` of 0 gives 0.
 */
export function shareOf(amount: number, whole: number): number {
  if (whole <= 0 || amount <= 0) return 0;
  const share = Number((BigInt(amount) * 200n + BigInt(whole)) / (BigInt(whole) * 2n));
  if (amount < whole) return Math.min(99, Math.max(1, share));
  return share;
}

/** Sum of unitPrice × missingQuantity (SPEC.md section 1), or null where it is too large to count exactly. */
export function claimValue(items: readonly Item[], currency: string): Money | null {
  let sum = 0n;
  for (const item of items) sum += BigInt(item.unitPrice.amount) * BigInt(item.missingQuantity);
  return sum > BigInt(Number.MAX_SAFE_INTEGER) ? null : { amount: Number(sum), currency };
}

/** What may still be refunded: paid − alreadyRefunded, never below 0. Both in the same currency. */
export function refundableOf(paid: Money, alreadyRefunded: Money): Money {
  return { amount: Math.max(0, paid.amount - alreadyRefunded.amount), currency: paid.currency };
}
