/**
 * The events of a history as they are stored: the table of SPEC.md section 3, strictly. Words, times and percentages are
 * taken as they were taken when they came in: a history is never edited, and today's bounds are for what comes in today.
 */
import { z } from 'zod';
import { EVENT_TYPES, type EventType } from '../contract/event.ts';
import { Calendar, Limits, Policy, Reason, RejectReason } from '../contract/policy.ts';
import { CurrencyCode, Id, Zone } from '../contract/primitives.ts';
import {
  ActorKind,
  DeadlineKind,
  Item,
  LogisticsEvent,
  Offer,
  Refund,
  RequestInput,
  RequestPatch,
  RequestStatus,
  Shipment,
  ShipTo,
} from '../contract/request.ts';

const isInstant = (text: string): boolean => {
  const time = Date.parse(text);
  return !Number.isNaN(time) && new Date(time).toISOString() === text;
};

/** An instant exactly as Parley writes it, since such strings are compared as text. */
export const Instant = z.string().refine(isInstant, 'must be UTC with milliseconds, such as 2026-11-22T09:30:00.000Z');

/** Words as they are stored. */
export const keptWords = (max: number) => z.string().min(1).max(max);

const StoredDeadline = z.strictObject({ kind: DeadlineKind, at: Instant, overdue: z.boolean(), extended: z.boolean() });
const StoredOffer = z.strictObject({
  ...Offer.shape,
  id: Id,
  note: z.string().max(4000).optional(),
  createdAt: Instant,
  expiresAt: Instant.nullable(),
});
const StoredRefund = z.strictObject({ ...Refund.shape, id: Id, offerId: Id });
const Told = LogisticsEvent.extend({ at: Instant, text: keptWords(500), location: keptWords(200).optional() });
const StoredShipment = z.strictObject({ ...Shipment.shape, timeline: z.array(Told), latest: Told.optional() });
/** A sum of prices may be above what one amount of money may be. */
const Sum = z.strictObject({ amount: z.int().min(0), currency: CurrencyCode });

const dates = z.array(z.iso.date()).max(400);
const percent = z.number().min(0.01).max(100);
const StoredPolicy = Policy.extend({
  calendar: Calendar.extend({ zone: Zone.optional(), extraHolidays: dates, workingDays: dates }),
  limits: Limits.extend({ minPercent: percent, maxPercent: percent }),
  quickPicks: z.partialRecord(Reason, z.array(percent).max(10)),
});
const StoredShipTo = ShipTo.extend({
  name: keptWords(200),
  lines: z.array(keptWords(200)).min(1).max(6),
  postalCode: z.string().max(20).optional(),
  phone: z.string().max(40).optional(),
});
const StoredItem = Item.safeExtend({ sku: keptWords(100), title: keptWords(300) });
const shipTo = StoredShipTo.optional();
const text = z.string().max(4000);
const startsDeadline = { deadline: StoredDeadline, dueAt: Instant };
const answer = { offerId: Id, text: text.optional() };

const DATA: Record<EventType, z.ZodType> = {
  'request.opened': RequestInput.extend({
    text: keptWords(4000).optional(),
    items: z.array(StoredItem).min(1).max(200),
    shipTo,
    openedAt: Instant.optional(),
    respondBy: Instant.optional(),
    claimValue: Sum,
    refundable: Sum,
    policy: StoredPolicy,
    buyerZone: Zone,
    ...startsDeadline,
  }),
  'request.updated': RequestPatch.extend({ shipTo }),
  'offer.proposed': z.strictObject({ offer: StoredOffer, ...startsDeadline }),
  'offer.auto_approved': z.strictObject({ offer: StoredOffer, ...startsDeadline }),
  'offer.countered': z.strictObject({ offerId: Id, offer: StoredOffer, ...startsDeadline }),
  'offer.accepted': z.strictObject(answer),
  'offer.rejected': z.strictObject(answer),
  'offer.expired': z.strictObject({ offerId: Id, dueAt: Instant }),
  'offer.withdrawn': z.strictObject(answer),
  'request.handed_back': z.strictObject({
    cause: z.enum(['rejected', 'expired', 'withdrawn']),
    offersLeft: z.int().min(0),
    ...startsDeadline,
  }),
  'request.approved': z.strictObject({ cause: z.enum(['decision', 'timeout']), ...startsDeadline }),
  'request.rejected': z.strictObject({ reason: RejectReason, text, evidence: z.array(z.string().max(2000)).max(100) }),
  'request.cancelled': z.strictObject({ text: text.optional() }),
  'deadline.extended': z.strictObject({ kind: DeadlineKind, from: Instant, to: Instant, text, dueAt: Instant }),
  'refund.requested': z.strictObject({ refund: StoredRefund, ...startsDeadline }),
  'refund.confirmed': z.strictObject({ refund: StoredRefund }),
  'refund.failed': z.strictObject({ refund: StoredRefund }),
  'refund.overdue': z.strictObject({ refund: StoredRefund, dueAt: Instant }),
  'shipment.shipped': z.strictObject({ shipment: StoredShipment }),
  'logistics.updated': z.strictObject({ shipment: StoredShipment }),
  'shipment.delivered': z.strictObject({ shipment: StoredShipment }),
  'shipment.overdue': z.strictObject({ shipment: StoredShipment, dueAt: Instant }),
  'reminder.due': z.strictObject({
    deadline: StoredDeadline,
    leadSeconds: z.int().min(1),
    to: z.enum(['buyer', 'seller']),
    dueAt: Instant,
  }),
};

const StoredActor = z.strictObject({ kind: ActorKind, id: Id, userId: Id.optional() });

const eventOf = (type: EventType) =>
  z.strictObject({
    id: Id,
    requestId: Id,
    seq: z.int().min(1),
    type: z.literal(type),
    at: Instant,
    actor: StoredActor,
    data: DATA[type],
  });
type EventSchema = ReturnType<typeof eventOf>;

/** The type is looked at first, so that an unknown one is told as such. */
export const StoredEvent = z
  .looseObject({ type: z.enum(EVENT_TYPES) })
  .pipe(z.discriminatedUnion('type', EVENT_TYPES.map(eventOf) as [EventSchema, ...EventSchema[]]));

/** The part of a stated request that is read before its events are; the whole is compared with what they give. */
export const StatedRequest = z.looseObject({
  id: Id.refine((id) => id.startsWith('req_'), 'must be an id of a request, such as req_01k'),
  status: RequestStatus,
  version: z.int().min(1),
});
