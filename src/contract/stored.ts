/**
 * Shapes as they are stored, strictly. Words, times and percentages are taken as they were taken when they came in: a
 * history is never edited, and today's bounds are for what comes in today.
 */
import { z } from 'zod';
import { Allowed } from './allowed.ts';
import { Calendar, Limits, Policy, Reason } from './policy.ts';
import { CurrencyCode, Id, Zone } from './primitives.ts';
import { DeadlineKind, Item, LogisticsEvent, Offer, Refund, Shipment, ShipTo } from './request.ts';

const isInstant = (text: string): boolean => {
  const time = Date.parse(text);
  return !Number.isNaN(time) && new Date(time).toISOString() === text;
};

/** An instant exactly as Parley writes it, since such strings are compared as text. */
export const StoredInstant = z
  .string()
  .refine(isInstant, 'must be UTC with milliseconds, such as 2026-11-22T09:30:00.000Z')
  .meta({ format: 'date-time', example: '2026-11-22T09:30:00.000Z' });

/** Words as they are stored. */
export const keptWords = (max: number) => z.string().min(1).max(max);

export const StoredAllowed = Allowed.extend({ offerBy: StoredInstant.optional() });
export const StoredDeadline = z.strictObject({
  kind: DeadlineKind,
  at: StoredInstant,
  overdue: z.boolean(),
  extended: z.boolean(),
});
export const StoredOffer = z.strictObject({
  ...Offer.shape,
  id: Id,
  note: z.string().max(4000).optional(),
  createdAt: StoredInstant,
  expiresAt: StoredInstant.nullable(),
});
export const StoredRefund = z.strictObject({ ...Refund.shape, id: Id, offerId: Id });

const Told = LogisticsEvent.extend({ at: StoredInstant, text: keptWords(500), location: keptWords(200).optional() });
export const StoredShipment = z.strictObject({ ...Shipment.shape, timeline: z.array(Told), latest: Told.optional() });

/** A sum of prices may be above what one amount of money may be. */
export const Sum = z.strictObject({ amount: z.int().min(0), currency: CurrencyCode });

const dates = z.array(z.iso.date()).max(400);
const percent = z.number().min(0.01).max(100);
export const StoredPolicy = Policy.extend({
  calendar: Calendar.extend({ zone: Zone.optional(), extraHolidays: dates, workingDays: dates }),
  limits: Limits.extend({ minPercent: percent, maxPercent: percent }),
  quickPicks: z.partialRecord(Reason, z.array(percent).max(10)),
});
export const StoredShipTo = ShipTo.extend({
  name: keptWords(200),
  lines: z.array(keptWords(200)).min(1).max(6),
  postalCode: z.string().max(20).optional(),
  phone: z.string().max(40).optional(),
});
export const StoredItem = Item.safeExtend({ sku: keptWords(100), title: keptWords(300) });
