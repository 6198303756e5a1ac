/**
 * The history of a request: which events there are and what each carries (the table of SPEC.md section 3). Everything
 * that knows an event follows from this one table: what may be emitted, what replaying reads, what an import checks, what
 * `/openapi.json` says, and what narrows in the client (`event.type === 'offer.proposed'` knows `event.data.offer`).
 */
import { z } from 'zod';
import { ConclusionOutcome } from './commands.ts';
import { RejectReason } from './policy.ts';
import { Id, InstantOut, Zone } from './primitives.ts';
import { Actor, ActorKind, Assignee, AssigneeSide, DeadlineKind, RequestInput, RequestPatch } from './request.ts';
import { BuyerRequests, OpenedRule } from './rules.ts';
import {
  keptWords,
  StoredAllowed,
  StoredDeadline,
  StoredInstant,
  StoredItem,
  StoredOffer,
  StoredPolicy,
  StoredRefund,
  StoredShipment,
  StoredShipTo,
  Sum,
} from './stored.ts';

const shipTo = StoredShipTo.optional();
const allowed = StoredAllowed.optional();
const text = z.string().max(4000);
/** The deadline that starts; `dueAt` is its moment. */
const starts = { deadline: StoredDeadline, dueAt: StoredInstant };
/** The deadline that acted. */
const acted = { dueAt: StoredInstant };
const answer = { offerId: Id, text: text.optional() };
const rule = z.strictObject({ ruleId: Id });

/** Type → what it carries. An event that is not here does not exist. */
const EVENT_DATA = {
  'request.opened': RequestInput.extend({
    text: keptWords(4000).optional(),
    items: z.array(StoredItem).min(1).max(200),
    shipTo,
    openedAt: StoredInstant.optional(),
    respondBy: StoredInstant.optional(),
    buyerZone: Zone,
    allowed,
    claimValue: Sum,
    refundable: Sum,
    policy: StoredPolicy,
    rule: OpenedRule.optional(),
    buyerRequests: BuyerRequests.optional(),
    ...starts,
  }),
  'request.updated': RequestPatch.extend({ shipTo, allowed }),
  'offer.proposed': z.strictObject({ offer: StoredOffer, ...starts }),
  'offer.auto_approved': z.strictObject({ offer: StoredOffer, ...starts }),
  'offer.countered': z.strictObject({ offerId: Id, offer: StoredOffer, ...starts }),
  'offer.accepted': z.strictObject({ ...answer, secondThoughts: z.literal(true).optional() }),
  'offer.rejected': z.strictObject(answer),
  'offer.expired': z.strictObject({ offerId: Id, ...acted }),
  'offer.withdrawn': z.strictObject(answer),
  'request.handed_back': z.strictObject({
    cause: z.enum(['rejected', 'expired', 'withdrawn']),
    offersLeft: z.int().min(0),
    ...starts,
  }),
  'request.approved': z.strictObject({ cause: z.enum(['decision', 'timeout']), ...starts }),
  'request.rejected': z.strictObject({
    reason: RejectReason,
    reasonDetail: text.optional(),
    text,
    evidence: z.array(z.string().max(2000)).max(100),
  }),
  'request.cancelled': z.strictObject({ text: text.optional() }),
  'request.concluded': z.strictObject({ outcome: ConclusionOutcome, amount: Sum.optional(), text: text.optional() }),
  'request.erased': z.strictObject({}),
  'deadline.extended': z.strictObject({ kind: DeadlineKind, from: StoredInstant, to: StoredInstant, text, ...acted }),
  'request.assigned': z.strictObject({
    side: AssigneeSide,
    to: Assignee.extend({ name: keptWords(200).optional() }).nullable(),
  }),
  'rule.held': rule,
  'rule.lapsed': rule,
  'refund.requested': z.strictObject({ refund: StoredRefund, ...starts }),
  'refund.confirmed': z.strictObject({ refund: StoredRefund }),
  'refund.failed': z.strictObject({ refund: StoredRefund }),
  'refund.overdue': z.strictObject({ refund: StoredRefund, ...acted }),
  'shipment.shipped': z.strictObject({ shipment: StoredShipment }),
  'logistics.updated': z.strictObject({ shipment: StoredShipment }),
  'shipment.delivered': z.strictObject({ shipment: StoredShipment }),
  'shipment.overdue': z.strictObject({ shipment: StoredShipment, ...acted }),
  'reminder.due': z.strictObject({
    deadline: StoredDeadline,
    leadSeconds: z.int().min(1),
    to: z.enum(['buyer', 'seller']),
    ...acted,
  }),
} as const;

type Table = typeof EVENT_DATA;
export type EventType = keyof Table;
/** What an event of this type carries. */
export type EventData<T extends EventType = EventType> = { [K in T]: z.output<Table[K]> }[T];

export const EVENT_TYPES = Object.keys(EVENT_DATA) as [EventType, ...EventType[]];
export const EventType = z.enum(EVENT_TYPES);

interface Envelope {
  id: string;
  requestId: string;
  /** 1, 2, 3… without gaps; the last is the request's version. */
  seq: number;
  /** The moment of the commit; never decreasing. */
  at: string;
  actor: Actor;
}
/** An event of one of these types, told apart by `type`. */
export type EventOf<T extends EventType = EventType> = { [K in T]: Envelope & { type: K; data: EventData<K> } }[T];

const HIDDEN = ['policy', 'offersLeft', 'allowed', 'rule', 'buyerRequests'] as const;
/** As a reader gets it: buyers do not see the policy of the day, what the marketplace permits, how many offers are left, nor what the shop's rules are. */
export type EventView<T extends EventType = EventType> = {
  [K in T]: Envelope & { type: K; data: Shown<EventData<K>> };
}[T];
type Hidden = (typeof HIDDEN)[number];
type Shown<Data> = Omit<Data, Hidden> & Partial<Pick<Data, Hidden & keyof Data>>;

const StoredActor = z.strictObject({ kind: ActorKind, id: Id, userId: Id.optional() });
const oneOf = <S extends z.ZodObject>(schemas: S[]) => z.discriminatedUnion('type', schemas as [S, ...S[]]);

/** The history as it is stored, strictly. The type is looked at first, so that an unknown one is told as such. */
export const StoredEvent = z.looseObject({ type: EventType }).pipe(
  oneOf(
    EVENT_TYPES.map((type) =>
      z.strictObject({
        id: Id,
        requestId: Id,
        seq: z.int().min(1),
        type: z.literal(type),
        at: StoredInstant,
        actor: StoredActor,
        data: EVENT_DATA[type] as z.ZodType,
      }),
    ),
  ),
);

/** `offer.auto_approved` → `OfferAutoApproved` */
const titled = (type: EventType): string =>
  type.replace(/(?:^|[._])([a-z])/gu, (_, letter: string) => letter.toUpperCase());

/** What only some readers see may be missing. */
const shown = ({ shape }: z.ZodObject): z.ZodObject =>
  z.strictObject(
    Object.fromEntries(
      Object.entries(shape).map(([key, value]) => [
        key,
        (HIDDEN as readonly string[]).includes(key) ? z.optional(value) : value,
      ]),
    ),
  );

/** One schema for each type, told apart by `type`. */
export const EventView: z.ZodType<EventView> = oneOf(
  EVENT_TYPES.map((type) =>
    z
      .object({
        id: z.string().meta({ example: 'evt_01k' }),
        requestId: z.string(),
        seq: z.int(),
        type: z.literal(type),
        at: InstantOut,
        actor: Actor,
        data: shown(EVENT_DATA[type]),
      })
      .meta({ id: `${titled(type)}Event` }),
  ),
).meta({ id: 'Event' }) as unknown as z.ZodType<EventView>;
