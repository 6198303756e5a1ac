/** A reshipment request on the wire: what opens it and what is answered. */
import { z } from 'zod';
import { Allowed } from './allowed.ts';
import { STATUSES } from './choices.ts';
import { Policy, Reason, RejectReason, Solution } from './policy.ts';
import { Id, InstantInput, InstantOut, Locale, Market, Money, maybeWords, WebUrl, words, Zone } from './primitives.ts';
import { BuyerRequests, RuleView } from './rules.ts';

export const RequestStatus = z.enum(STATUSES);
export type RequestStatus = z.infer<typeof RequestStatus>;

const TABS = ['awaiting_action', 'offer_sent', 'to_ship', 'in_progress', 'closed'] as const;
export const Tab = z.enum(TABS);
export type Tab = z.infer<typeof Tab>;

export const WaitingOn = z.enum(['buyer', 'seller', 'integrator', 'carrier']);
export type WaitingOn = z.infer<typeof WaitingOn>;

const ACTIONS = [
  'approve',
  'reject',
  'offer',
  'withdraw',
  'accept_offer',
  'reject_offer',
  'counter_offer',
  'cancel',
  'ship',
  'extend',
  'assign',
  'hold_rule',
] as const;
export const Action = z.enum(ACTIONS);
export type Action = z.infer<typeof Action>;

const OFFER_STATUSES = [
  'pending',
  'accepted',
  'auto_approved',
  'rejected',
  'countered',
  'expired',
  'withdrawn',
  'superseded',
] as const;
export const OfferStatus = z.enum(OFFER_STATUSES);
export type OfferStatus = z.infer<typeof OfferStatus>;

export const DeadlineKind = z.enum(['respond_by', 'offer_expires', 'ship_by', 'refund_by']);
export type DeadlineKind = z.infer<typeof DeadlineKind>;

export const Item = z
  .strictObject({
    sku: words(100),
    title: words(300),
    quantity: z.int().min(1).max(100_000),
    missingQuantity: z.int().min(1).max(100_000),
    unitPrice: Money,
    imageUrl: WebUrl.optional(),
  })
  .refine((item) => item.missingQuantity <= item.quantity, {
    path: ['missingQuantity'],
    message: 'must be at most the quantity',
  });
export type Item = z.infer<typeof Item>;

export const ShipTo = z.strictObject({
  name: words(200),
  lines: z.array(words(200)).min(1).max(6),
  postalCode: maybeWords(20).optional(),
  country: Market,
  phone: maybeWords(40).optional(),
});
export type ShipTo = z.infer<typeof ShipTo>;

const MOST_METADATA = 20;
const isWide = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && Object.keys(value).length > MOST_METADATA;

/** Counted first: looking at each of the thousands of entries that fit into a body would cost more than all else. */
const Metadata = z
  .custom<Record<string, string>>((value) => !isWide(value), `must have at most ${MOST_METADATA} entries`)
  .pipe(z.record(words(40), maybeWords(500)))
  .meta({
    type: 'object',
    propertyNames: { type: 'string', minLength: 1, maxLength: 40 },
    additionalProperties: { type: 'string', maxLength: 500 },
    maxProperties: MOST_METADATA,
  });

const RequestFields = {
  orderId: Id,
  sellerId: Id,
  buyerId: Id,
  conversationId: Id,
  market: Market,
  buyerZone: Zone,
  buyerLocale: Locale.optional(),
  buyerName: words(200).optional(),
  reason: Reason,
  text: words(4000).optional(),
  items: z.array(Item).min(1).max(200),
  paid: Money,
  alreadyRefunded: Money.optional(),
  shippingOption: z.enum(['platform', 'seller']),
  shipTo: ShipTo.optional(),
  evidence: z.array(WebUrl).max(20).optional(),
  externalId: Id.optional(),
  metadata: Metadata.optional(),
};

/** What the integrator sends to open a request. `openedAt` and `respondBy` are instants with `Z` or an offset. */
export const RequestInput = z
  .strictObject({
    ...RequestFields,
    openedAt: InstantInput.optional(),
    respondBy: InstantInput.optional(),
    allowed: Allowed.optional().describe('What the marketplace permits; it narrows the policy.'),
  })
  .meta({ id: 'RequestInput' });
export type RequestInput = z.infer<typeof RequestInput>;

export const RequestPatch = z
  .strictObject({
    alreadyRefunded: Money.optional(),
    metadata: Metadata.optional(),
    shipTo: ShipTo.optional(),
    externalId: Id.optional().describe('Its id in your platform from now on; the earlier ones still name it.'),
    allowed: Allowed.optional().describe(
      'What the marketplace permits from now on, in place of all that it permitted before. A pending offer beyond it is withdrawn.',
    ),
  })
  .meta({ id: 'RequestPatch' });
export type RequestPatch = z.infer<typeof RequestPatch>;

export const Deadline = z
  .object({ kind: DeadlineKind, at: InstantOut, overdue: z.boolean(), extended: z.boolean() })
  .meta({ id: 'Deadline' });
export type Deadline = z.infer<typeof Deadline>;

export const ActorKind = z.enum(['buyer', 'seller', 'agent', 'platform', 'integrator']);
export type ActorKind = z.infer<typeof ActorKind>;
export const Actor = z.object({ kind: ActorKind, id: z.string(), userId: z.string().optional() });
export type Actor = z.infer<typeof Actor>;

const OfferKind = z.enum(['refund_only', 'partial_refund']);

const OfferAnswer = z.object({ by: ActorKind, at: InstantOut, text: z.string().optional() });

export const Offer = z
  .object({
    id: z.string().meta({ example: 'ofr_01k' }),
    kind: OfferKind,
    by: z.enum(['buyer', 'seller']),
    round: z.int().describe('1 for an opening offer; each counter-offer opens the next.'),
    amount: Money,
    percent: z.int().describe('Of the claim value, rounded half up.'),
    note: z.string().optional(),
    status: OfferStatus,
    createdAt: InstantOut,
    expiresAt: InstantOut.nullable().describe('Null where the platform approved the offer at once.'),
    answer: OfferAnswer.nullable(),
  })
  .meta({ id: 'Offer' });
export type Offer = z.infer<typeof Offer>;

export const Refund = z
  .object({
    id: z.string(),
    offerId: z.string(),
    amount: Money,
    status: z.enum(['requested', 'confirmed', 'failed']),
    reference: z.string().optional(),
    text: z.string().optional(),
  })
  .meta({ id: 'Refund' });
export type Refund = z.infer<typeof Refund>;

export const LogisticsEvent = z
  .strictObject({
    at: InstantInput,
    kind: z.enum(['picked_up', 'in_transit', 'out_for_delivery', 'delivered', 'exception']),
    text: words(500),
    location: words(200).optional(),
  })
  .meta({ id: 'LogisticsEvent' });
export type LogisticsEvent = z.infer<typeof LogisticsEvent>;

export const Shipment = z
  .object({
    option: z.enum(['platform', 'seller']),
    carrier: z.string().optional(),
    trackingNumber: z.string().optional(),
    shippedAt: InstantOut.optional(),
    overdue: z.boolean(),
    timeline: z.array(LogisticsEvent),
    latest: LogisticsEvent.optional(),
  })
  .meta({ id: 'Shipment' });
export type Shipment = z.infer<typeof Shipment>;

/** The seller's decision to reject, as the buyer reads it. */
const Rejection = z.object({ reason: RejectReason, text: z.string(), evidence: z.array(z.string()) });

/** A member of staff. */
export const Assignee = z.strictObject({ id: Id, name: words(200).optional() }).meta({ id: 'Assignee' });
export type Assignee = z.infer<typeof Assignee>;
export const AssigneeSide = z.enum(['shop', 'agents']);
export type AssigneeSide = z.infer<typeof AssigneeSide>;

/** What stands in its conversation. It changes without the request's version. */
export const ChatState = z
  .object({
    unread: z.int().describe('At most 100. Of the shop as one, of each agent.'),
    lastAt: InstantOut.nullable(),
    lastFrom: z.enum(['buyer', 'seller', 'agent']).nullable(),
    lastText: z.string().nullable(),
    waitingForReply: z
      .boolean()
      .describe('The last text is the buyer’s. Shown on the conversation’s newest open request.'),
  })
  .meta({ id: 'ChatState' });
export type ChatState = z.infer<typeof ChatState>;

export const RequestView = z
  .object({
    id: z.string().meta({ example: 'req_01k' }),
    status: RequestStatus,
    tab: Tab,
    version: z.int(),
    waitingOn: WaitingOn.nullable(),
    ...RequestFields,
    sellerName: z.string().optional().describe('The shop’s, as it is called now.'),
    respondBy: InstantOut.optional().describe('As the marketplace gave it; `deadline` is what runs now.'),
    claimValue: Money,
    refundable: Money,
    deadline: Deadline.nullable(),
    offer: Offer.nullable(),
    offers: z.array(Offer),
    offersLeft: z.int().optional().describe('Not shown to buyers.'),
    solutions: z.array(Solution).optional().describe('What the seller may answer now. Not shown to buyers.'),
    allowed: Allowed.optional().describe('What the marketplace permits. Not shown to buyers.'),
    policy: Policy.optional().describe('The effective policy of the day it opened. Not shown to buyers.'),
    assignees: z
      .object({ shop: Assignee.optional(), agents: Assignee.optional() })
      .optional()
      .describe('Who has it in hand. Not shown to buyers; a shop sees its own.'),
    rule: RuleView.nullable().optional().describe('The shop’s rule for it. Not shown to buyers.'),
    buyerRequests: BuyerRequests.optional().describe('Earlier ones of this buyer with this shop. Not shown to buyers.'),
    chat: ChatState.optional().describe('Shown to sellers and agents.'),
    actions: z.array(Action).optional().describe('What the caller may do now.'),
    rejection: Rejection.nullable(),
    refund: Refund.nullable(),
    shipment: Shipment.nullable(),
    openedAt: InstantOut,
    updatedAt: InstantOut,
  })
  .meta({ id: 'Request' });
export type RequestView = z.infer<typeof RequestView>;
