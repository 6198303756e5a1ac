/** What is chosen for an offer, what it comes to, and what is sent for it. */
import { mostOffered } from '../../contract/most-offered.ts';
import type { Money } from '../../contract/primitives.ts';
import type { RequestView } from '../../contract/request.ts';
import { percentOf } from '../../domain/money.ts';
import { readAmount } from '../../i18n/amount.ts';
import { currencyNames } from '../../i18n/currency-names.ts';

/** A percentage, the whole claim, or an amount of one's own. */
export type Pick = number | 'whole' | 'other';

type Claim = globalThis.Pick<RequestView, 'claimValue' | 'refundable' | 'allowed'>;

export const shareOfClaim = ({ claimValue }: Claim, percent: number): Money => ({
  ...claimValue,
  amount: percentOf(claimValue.amount, percent),
});

/** The whole claim, as far as it may be refunded. */
export const wholeClaim = (request: Claim): Money => ({
  ...request.claimValue,
  amount: Math.min(request.claimValue.amount, mostOffered(request)),
});

/** What is typed, or null where it is no amount of this currency. */
export function typedAmount(typed: string, currency: string, locale: string): Money | null {
  const amount = readAmount(typed, currency, locale, currencyNames);
  return amount && amount.amount > 0 ? amount : null;
}

/** What is offered by what is picked so far, or null where that is no amount yet. */
export function amountOf(picked: Pick | undefined, typed: string, request: Claim, locale: string): Money | null {
  if (picked === undefined) return null;
  if (picked === 'whole') return wholeClaim(request);
  if (picked === 'other') return typedAmount(typed, request.claimValue.currency, locale);
  return shareOfClaim(request, picked);
}

/** The body of `POST …/offers`. A percentage is sent as one: the server counts the amount. */
export function offerBody(picked: Pick, amount: Money, note: string): object {
  const said = note.trim() ? { note: note.trim() } : {};
  if (picked === 'whole') return { kind: 'refund_only', ...said };
  return { kind: 'partial_refund', ...(picked === 'other' ? { amount } : { percent: picked }), ...said };
}
