/**
 * What a conversation is told about a request: one card per offer, written again whenever what it says changes, and
 * sentences of the platform where something new happened that no card says.
 *
 * Pure and repeatable: the same events give the same message ids, and a card's revision is the `seq` of the last event
 * that touched it, so that telling twice, or in other batches, changes nothing.
 */
import type { EventType } from '../contract/event.ts';
import type { Reason, RejectReason } from '../contract/policy.ts';
import type { Instant, Money } from '../contract/primitives.ts';
import type { ActorKind, DeadlineKind, Offer, Shipment } from '../contract/request.ts';
import { answererOf, counterRange, isTakenBack, secondThought } from '../domain/offers.ts';
import { pendingOffer, type RequestEvent, type RequestState, waitingOn } from '../domain/request.ts';
import type { CardFacts, Home, MessageAuthor, MessageWrite } from './transcript.ts';
import { localeOfBuyer } from './voice.ts';

/** What of a parcel's way is told: it moves, it comes today, something is wrong. Its arrival is an event of its own. */
type Scan = 'in_transit' | 'out_for_delivery' | 'exception';

/** The facts a sentence needs, free of language. Each notice fills the ones its sentence names. */
export interface NoticeParams {
  amount?: Money;
  by?: ActorKind;
  carrier?: string;
  cause?: string;
  claim?: Money;
  evidence?: string[];
  kind?: DeadlineKind;
  market?: string;
  order?: string;
  reason?: Reason | RejectReason;
  reference?: string;
  scan?: Scan;
  text?: string;
  time?: Instant;
  tracking?: string;
}

type Describe<T extends EventType> = (event: RequestEvent<T>, state: RequestState) => NoticeParams | null;

/**
 * The events that become a sentence. Answers, expiry and withdrawal of an offer are said by the card itself; what only
 * the shop or an operator must act on (overdue, failed, reminders to the seller) is not said to the buyer.
 */
const SENTENCES: { [T in EventType]?: Describe<T> } = {
  'request.opened': ({ data }, { facts, claimValue }) => ({
    order: facts.orderId,
    reason: facts.reason,
    claim: claimValue,
    time: data.deadline.at,
  }),
  'request.handed_back': ({ at, data }, { offers }) => {
    const ended = offers.findLast(({ answer, status }) => answer?.at === at && status !== 'countered');
    const cause = ended && isTakenBack(ended) ? 'taken_back' : data.cause;
    return { cause, by: ended && answererOf(ended), time: data.deadline.at };
  },
  'request.approved': ({ data }) => ({ cause: data.cause, time: data.deadline.at }),
  'request.rejected': ({ data }) => ({ reason: data.reason, text: data.text, evidence: data.evidence }),
  'request.cancelled': ({ data, actor }) => ({ by: actor.kind, text: data.text }),
  'request.concluded': ({ data }) => ({ cause: data.outcome, amount: data.amount, text: data.text }),
  'deadline.extended': ({ data }) => ({ kind: data.kind, time: data.to, text: data.text }),
  'refund.requested': ({ data }) => ({ amount: data.refund.amount }),
  'refund.confirmed': ({ data }) => ({ amount: data.refund.amount, reference: data.refund.reference }),
  'shipment.shipped': ({ data }, state) => parcelOf(data.shipment, state),
  'logistics.updated': ({ data: { shipment } }, state) => {
    const scan = scanOf(shipment);
    if (!scan) return null;
    return { ...parcelOf(shipment, state), scan, text: scan === 'exception' ? shipment.latest?.text : undefined };
  },
  'shipment.delivered': ({ data }, state) => parcelOf(data.shipment, state),
  'reminder.due': ({ data }, state) => {
    const offer = pendingOffer(state);
    if (data.to !== 'buyer' || offer?.by !== 'seller') return null;
    return { amount: offer.amount, time: data.deadline.at };
  },
};

const parcelOf = ({ carrier, trackingNumber }: Shipment, { facts }: RequestState): NoticeParams => ({
  carrier,
  tracking: trackingNumber,
  market: facts.market,
});

function scanOf({ latest }: Shipment): Scan | undefined {
  switch (latest?.kind) {
    case 'picked_up':
    case 'in_transit':
      return 'in_transit';
    case 'out_for_delivery':
    case 'exception':
      return latest.kind;
    default:
      return undefined;
  }
}

const said = <T extends EventType>(event: RequestEvent<T>, state: RequestState): NoticeParams | null =>
  SENTENCES[event.type]?.(event, state) ?? null;

/** Events after which no card reads differently. `request.updated` counts: it moves what a counter-offer may be. */
const LEAVES_CARDS_ALONE: ReadonlySet<EventType> = new Set([
  'reminder.due',
  'request.assigned',
  'request.erased',
  'rule.held',
  'rule.lapsed',
  'logistics.updated',
  'refund.failed',
  'refund.overdue',
  'shipment.overdue',
]);

const PLATFORM: MessageAuthor = { role: 'platform', id: 'platform' };

/** `ofr_x-1` → `msg_ofrx-1`. The kind stays in the id, as events and offers number from 1 alike. */
const messageId = (id: string): string => `msg_${id.replace('_', '')}`;

/**
 * The messages a batch of events owes to the conversation, in order. `state` is the state after the last of them;
 * cards tell that state. Reading the events in other batches leads to the same conversation. `sellerName` is what the
 * shop is called, where that is known.
 */
export function messagesFor(state: RequestState, events: readonly RequestEvent[], sellerName?: string): MessageWrite[] {
  const touches = touchedOffers(state, events);
  const writes: MessageWrite[] = [];
  for (const event of events) {
    for (const touch of touches) if (touch.first === event) writes.push(cardWrite(state, touch, sellerName));
    const words = ownWords(state, event);
    if (words) writes.push(words);
    const notice = noticeWrite(state, event, sellerName);
    if (notice) writes.push(notice);
  }
  return writes;
}

interface Touch {
  offer: Offer;
  /** Where the card belongs among the batch's messages: at the first event that touches it. */
  first: RequestEvent;
  last: RequestEvent;
  userId?: string;
  /** The first event is that of the offer itself. */
  begins?: true;
}

/**
 * Which offers the events changed the card of. Every event that moves the request touches the offer that was the
 * latest then, because a closed card says what happens next; a new offer also touches the one before, which stops
 * saying it.
 */
function touchedOffers({ offers }: RequestState, events: readonly RequestEvent[]): Touch[] {
  const touches = new Map<string, Touch>();
  let latest = offers.length - 1 - events.filter(isOfNewOffer).length;
  for (const event of events) {
    const isNew = isOfNewOffer(event);
    if (isNew) latest += 1;
    if (LEAVES_CARDS_ALONE.has(event.type)) continue;
    for (const offer of offers.slice(Math.max(0, isNew ? latest - 1 : latest), latest + 1)) {
      const known = touches.get(offer.id);
      const userId = isNew && offers[latest] === offer ? staffOf(event) : known?.userId;
      const begins = known ? known.begins : isNew && offers[latest] === offer ? true : undefined;
      touches.set(offer.id, {
        offer,
        first: known?.first ?? event,
        last: event,
        userId,
        ...(begins ? { begins } : {}),
      });
    }
  }
  return [...touches.values()];
}

const isOfNewOffer = ({ data }: RequestEvent): boolean => 'offer' in data;

const staffOf = ({ actor }: RequestEvent): string | undefined => (actor.kind === 'seller' ? actor.userId : undefined);

function cardWrite(state: RequestState, { offer, last, userId, begins }: Touch, sellerName?: string): MessageWrite {
  return {
    id: messageId(offer.id),
    conversationId: state.facts.conversationId,
    at: last.at,
    author: authorOf(state, offer, userId),
    body: { kind: 'card', card: cardFacts(state, offer, sellerName) },
    revision: last.seq,
    ...(begins ? { begins } : {}),
  };
}

/** The side that made the offer; an agent's offer is the shop's. The member of staff is known when the card is new. */
function authorOf({ facts }: RequestState, offer: Offer, userId: string | undefined): MessageAuthor {
  if (offer.by === 'buyer') return { role: 'buyer', id: facts.buyerId };
  return { role: 'seller', id: facts.sellerId, ...(userId ? { userId } : {}) };
}

/** The facts of one offer's card in this state. */
export function cardFacts(state: RequestState, offer: Offer, sellerName?: string): CardFacts {
  const isLatest = state.offers.at(-1)?.id === offer.id;
  const again = secondThought(state);
  return {
    requestId: state.id,
    offer,
    claimValue: state.claimValue,
    items: state.facts.items.map(({ title, missingQuantity, imageUrl }) => ({
      title,
      missingQuantity,
      ...(imageUrl ? { imageUrl } : {}),
    })),
    counterRange: offer.status === 'pending' ? counterRange(state) : null,
    ...(again?.offer.id === offer.id ? { acceptUntil: again.until } : {}),
    // An offer that a later one followed says nothing of what comes next: the later card does.
    next: isLatest
      ? { status: state.status, waitingOn: waitingOn(state), deadlineAt: state.deadline?.at ?? null }
      : { status: 'negotiating', waitingOn: null, deadlineAt: null },
    buyerId: state.facts.buyerId,
    sellerId: state.facts.sellerId,
    home: homeOf(state, sellerName),
  };
}

function homeOf({ facts, policy }: RequestState, sellerName: string | undefined): Home {
  const buyerLocale = localeOfBuyer(facts);
  return {
    ...(sellerName ? { sellerName } : {}),
    orderId: facts.orderId,
    ...(buyerLocale ? { buyerLocale } : {}),
    buyerZone: facts.buyerZone,
    sellerZone: policy.calendar.zone ?? 'UTC',
  };
}

const OWN_WORDS = '-words';
/** Whether the message is what a buyer wrote with a request, and so is read there. */
export const standsInRequest = ({ id }: Pick<MessageWrite, 'id'>): boolean => id.endsWith(OWN_WORDS);

/** What the buyer wrote and showed with the request: their own message, before anything that the platform says. */
function ownWords({ facts }: RequestState, event: RequestEvent): MessageWrite | null {
  if (event.type !== 'request.opened') return null;
  const { text = '', evidence = [] } = facts;
  if (!text && evidence.length === 0) return null;
  return {
    id: messageId(event.id) + OWN_WORDS,
    conversationId: facts.conversationId,
    at: event.at,
    author: { role: 'buyer', id: facts.buyerId, ...(facts.buyerName ? { name: facts.buyerName } : {}) },
    body: { kind: 'text', text, ...(evidence.length > 0 ? { evidence } : {}) },
    revision: 1,
  };
}

/**
 * Of the event; of a parcel's way, of what is told of it, so that it is told once however often the carrier looks: that it
 * moves once, each day that it comes and each problem once each.
 */
function noticeId(event: RequestEvent, { id }: RequestState): string {
  if (event.type !== 'logistics.updated') return messageId(event.id);
  const { shipment } = event.data as RequestEvent<'logistics.updated'>['data'];
  const scan = scanOf(shipment);
  return `${messageId(id)}-${scan}${scan === 'in_transit' ? '' : `-${Date.parse(shipment.latest?.at ?? '')}`}`;
}

function noticeWrite(state: RequestState, event: RequestEvent, sellerName?: string): MessageWrite | null {
  const params = said(event, state);
  if (!params) return null;
  return {
    id: noticeId(event, state),
    conversationId: state.facts.conversationId,
    at: event.at,
    author: PLATFORM,
    body: {
      kind: 'system',
      notice: {
        requestId: state.id,
        type: event.type,
        params: withoutUndefined(params),
        home: { ...homeOf(state, sellerName), ...(event.type === 'request.opened' ? { items: piecesOf(state) } : {}) },
      },
    },
    revision: 1,
  };
}

const piecesOf = ({ facts }: RequestState): Home['items'] =>
  facts.items.map(({ title, missingQuantity }) => ({ title, missingQuantity }));

const withoutUndefined = (params: NoticeParams): Record<string, unknown> =>
  Object.fromEntries(Object.entries(params).filter(([, value]) => value !== undefined));
