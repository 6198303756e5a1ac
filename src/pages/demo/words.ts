/**
 * The demo page's own words. English only: it is read by whoever tries Parley out, while the buyer's phone on it speaks
 * the buyer's language.
 */
import type { DemoRequest } from '../../contract/demo.ts';
import type { EventType, EventView } from '../../contract/event.ts';
import type { Reason, RejectReason } from '../../contract/policy.ts';
import type { Money } from '../../contract/primitives.ts';
import type { DeadlineKind, Offer, RequestView } from '../../contract/request.ts';
import { formatMoney } from '../../i18n/format.ts';

export const LOCALE = 'en-GB';
export const money = (value: Money): string => formatMoney(value, LOCALE);

export const REASONS: Readonly<Record<Reason, string>> = {
  missing_items: 'Missing items',
  damaged: 'Damaged',
  defective: 'Defective',
  wrong_item: 'Wrong item',
  not_received: 'Not received',
};

export const REJECT_REASONS: Readonly<Record<RejectReason, string>> = {
  items_were_sent: 'The items were sent',
  evidence_insufficient: 'The evidence is not sufficient',
  agreed_with_buyer: 'Agreed otherwise with the buyer',
  outside_window: 'Outside the time to claim',
  other: 'Another reason',
};

export const DEADLINES: Readonly<Record<DeadlineKind, string>> = {
  respond_by: 'Seller answers',
  offer_expires: 'Offer expires',
  ship_by: 'Seller ships',
  refund_by: 'Refund is paid',
};

/** A request in two or three words, and how strongly it asks for attention. */
export function standing({ status, waitingOn, refund }: RequestView): {
  words: string;
  tone: 'seller' | 'buyer' | 'other' | 'closed';
} {
  switch (status) {
    case 'awaiting_seller':
      return { words: 'Waits for seller', tone: 'seller' };
    case 'negotiating':
      return waitingOn === 'buyer'
        ? { words: 'Waits for buyer', tone: 'buyer' }
        : { words: 'Counter-offer', tone: 'seller' };
    case 'awaiting_shipment':
      return { words: 'To ship', tone: 'seller' };
    case 'settling':
      return { words: refund?.status === 'failed' ? 'Refund failed' : 'Refund on its way', tone: 'other' };
    case 'shipped':
      return { words: 'Shipped', tone: 'other' };
    case 'delivered':
      return { words: 'Delivered', tone: 'closed' };
    case 'settled':
      return { words: 'Settled', tone: 'closed' };
    case 'rejected':
      return { words: 'Rejected', tone: 'closed' };
    case 'cancelled':
      return { words: 'Cancelled', tone: 'closed' };
  }
}

/** What the seller faces: whose turn it is, and what happens by itself when nobody acts. */
export function outlook(request: RequestView, buyer: string): string {
  const { status, waitingOn, offer, refund, offersLeft, shipment } = request;
  switch (status) {
    case 'awaiting_seller':
      return offersLeft === 0 && request.offers.length > 0
        ? 'The request is back and no offer is left: approve or reject it. Without an answer it is approved.'
        : 'Without an answer in time, the platform approves it and you owe the items.';
    case 'negotiating':
      return waitingOn === 'buyer'
        ? `${buyer} has your offer of ${offer ? money(offer.amount) : ''}. Without an answer it expires and the request comes back to you.`
        : `${buyer} asks for ${offer ? money(offer.amount) : ''} instead. Without your answer the counter-offer expires.`;
    case 'awaiting_shipment':
      return 'You owe the items, at your cost. After the deadline it shows as overdue.';
    case 'settling':
      return `The marketplace pays ${refund ? money(refund.amount) : 'the refund'} to ${buyer}. Nothing is sent.`;
    case 'shipped':
      return `On its way with ${shipment?.carrier ?? 'the carrier'}. The first scan as delivered closes the request.`;
    case 'delivered':
      return `${buyer} has the items. The request is closed.`;
    case 'settled':
      return `${refund ? money(refund.amount) : 'The refund'} was paid. The request is closed.`;
    case 'rejected':
      return 'You rejected the request. It is closed.';
    case 'cancelled':
      return 'The request was cancelled. It is closed.';
  }
}

type Tell<T extends EventType> = (event: EventView<T>, who: string) => string;

const sum = ({ amount, percent }: Offer): string => `${money(amount)} (${percent}%)`;
const hours = (seconds: number): string =>
  seconds >= 3600 ? `${Math.round(seconds / 3600)} h` : `${Math.round(seconds / 60)} min`;

const EVENTS: { [T in EventType]: Tell<T> } = {
  'request.opened': () => 'Request opened',
  'request.updated': () => 'Request updated',
  'offer.proposed': ({ data }, who) => `${who} offered ${sum(data.offer)}`,
  'offer.auto_approved': ({ data }, who) => `${who} offered ${sum(data.offer)}: approved at once`,
  'offer.countered': ({ data }, who) => `${who} asked for ${sum(data.offer)} instead`,
  'offer.accepted': (_, who) => `${who} accepted the offer`,
  'offer.rejected': (_, who) => `${who} rejected the offer`,
  'offer.expired': () => 'The offer expired without an answer',
  'offer.withdrawn': (_, who) => `${who} withdrew the offer`,
  'request.handed_back': () => 'Back to the seller',
  'request.approved': ({ data }, who) =>
    data.cause === 'timeout' ? 'Approved by the platform: no answer in time' : `${who} approved: items are sent`,
  'request.rejected': ({ data }, who) => `${who} rejected: ${REJECT_REASONS[data.reason]}`,
  'request.cancelled': (_, who) => `${who} cancelled the request`,
  'deadline.extended': (_, who) => `${who} extended the deadline`,
  'refund.requested': ({ data }) => `Refund of ${money(data.refund.amount)} requested`,
  'refund.confirmed': ({ data }) => `Refund of ${money(data.refund.amount)} paid`,
  'refund.failed': ({ data }) => `Refund of ${money(data.refund.amount)} failed`,
  'refund.overdue': () => 'Refund overdue',
  'shipment.shipped': ({ data }, who) => `${who} shipped with ${data.shipment.carrier ?? 'a carrier'}`,
  'request.assigned': ({ data: { to } }) =>
    to ? `${to.name ?? to.id} has it in hand` : 'Nobody has it in hand any more',
  'logistics.updated': ({ data }) => data.shipment.latest?.text ?? 'Parcel scanned',
  'shipment.delivered': () => 'Delivered',
  'shipment.overdue': () => 'Shipment overdue',
  'reminder.due': ({ data }) => `Reminder to the ${data.to}: ${hours(data.leadSeconds)} left`,
};

const told = <T extends EventType>(event: EventView<T>, who: string): string => EVENTS[event.type](event, who);

/** One line of a history. */
export function tell(event: EventView, people: DemoRequest): string {
  const names: Readonly<Record<string, string>> = {
    buyer: people.buyerName,
    seller: people.sellerName,
    agent: 'Agent',
    platform: 'The platform',
    integrator: 'The marketplace',
  };
  return told(event, names[event.actor.kind] ?? event.actor.kind);
}

/** The words that came with an event, if any. */
export function wordsWith({ data }: EventView): string | undefined {
  if ('offer' in data) return data.offer.note;
  return 'text' in data ? data.text : undefined;
}
