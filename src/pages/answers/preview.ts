/** The card that an offer would become, as its buyer would see it: their language, their zone, their buttons. */
import type { CardView } from '../../contract/chat.ts';
import { mostOffered } from '../../contract/most-offered.ts';
import type { Duration } from '../../contract/policy.ts';
import type { Money } from '../../contract/primitives.ts';
import type { RequestView } from '../../contract/request.ts';
import { shareOf } from '../../domain/money.ts';
import { formatMoney } from '../../i18n/format.ts';
import { fill } from '../../i18n/pages/index.ts';
import type { SellerStrings } from '../../i18n/seller/index.ts';
import { policyOf } from './answering.ts';

const UNIT_MS = { calendar_day: 86_400_000, hour: 3_600_000, minute: 60_000, second: 1_000 } as const;

/** Minutes by which the zone's wall clock is ahead of UTC at this moment. */
function aheadOfUtc(at: number, zone: string): number {
  const wall = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    dateStyle: 'short',
    timeStyle: 'medium',
  }).format(at);
  return Math.round((Date.parse(`${wall} UTC`) - at) / 60_000);
}

/** When an offer made now would expire; null in working days, which only the server counts. */
function expiry({ value, unit }: Duration, now: number, zone: string): string | null {
  if (unit === 'working_day') return null;
  const at = now + value * UNIT_MS[unit];
  // A calendar day ends at the same time on the clock, whatever the clock did in between.
  const shift = unit === 'calendar_day' ? aheadOfUtc(now, zone) - aheadOfUtc(at, zone) : 0;
  return new Date(at + shift * 60_000).toISOString();
}

/** A marketplace may want the answer sooner. */
const noLaterThan = (offerBy: string | undefined, at: string | null): string | null =>
  offerBy && at && offerBy < at ? offerBy : at;

/** When an offer made now would end by itself; null where only the server can say. */
export const offerEnds = (request: RequestView, now: number): string | null =>
  noLaterThan(request.allowed?.offerBy, expiry(policyOf(request).offerExpires, now, request.buyerZone));

export interface OfferDraft {
  amount: Money;
  note: string;
}

/** `strings` are those of the buyer's language, `now` in milliseconds. */
export function previewCard(
  request: RequestView,
  { amount, note }: OfferDraft,
  strings: SellerStrings,
  now: number,
): CardView {
  const { claimValue, sellerName } = request;
  const formattedAmount = formatMoney(amount, request.buyerLocale ?? 'en');
  const words = (template: string): string => fill(template, { amount: formattedAmount });
  return {
    requestId: request.id,
    ...(sellerName ? { sellerName } : {}),
    offerId: 'preview',
    status: 'pending',
    by: 'seller',
    title: words(strings.cardTitle),
    amount,
    formattedAmount,
    percent: shareOf(amount.amount, claimValue.amount),
    claimValue,
    ...(note ? { note } : {}),
    items: request.items.map(({ title, missingQuantity, imageUrl }) => ({
      title,
      missingQuantity,
      ...(imageUrl ? { imageUrl } : {}),
    })),
    expiresAt: offerEnds(request, now),
    actions: [
      { id: 'accept', label: strings.cardAccept, consequence: words(strings.cardAcceptMeans) },
      { id: 'reject', label: strings.cardReject, consequence: strings.cardRejectMeans },
      ...counter(request, amount, strings),
    ],
  };
}

/** Rule 8: where another round is allowed, the buyer may ask for more than is offered and less than was asked for. */
function counter(request: RequestView, offered: Money, strings: SellerStrings): CardView['actions'] {
  const { claimValue, buyerLocale } = request;
  const { currency } = claimValue;
  const min = { amount: offered.amount + 1, currency };
  const max = { amount: Math.min(claimValue.amount - 1, mostOffered(request)), currency };
  if (policyOf(request).maxRounds < 2 || min.amount > max.amount) return [];
  const [from, to] = [min, max].map((limit) => formatMoney(limit, buyerLocale ?? 'en'));
  const consequence = fill(strings.cardCounterMeans, { min: from ?? '', max: to ?? '' });
  return [{ id: 'counter', label: strings.cardCounter, consequence, min, max }];
}
