import type { Allowed } from './allowed.ts';
import type { Money } from './primitives.ts';

/** The most that may be offered, in minor units: what may still be refunded, and no more than the marketplace permits. */
export function mostOffered({ refundable, allowed }: { refundable: Money; allowed?: Allowed | undefined }): number {
  return Math.min(refundable.amount, allowed?.maxAmount?.amount ?? refundable.amount);
}
