/** How the board says times, states and history. */

import type { EventView } from '../../contract/event.ts';
import type { Assignee, Deadline, RequestView } from '../../contract/request.ts';
import { takenBackBecause } from '../../contract/taken-back.ts';
import { en } from '../../i18n/console/en.ts';
import type { ConsoleKey, ConsoleStrings } from '../../i18n/console/index.ts';
import { formatDeadline, formatMoney } from '../../i18n/format.ts';
import { isolated } from '../../i18n/isolated.ts';
import { fill } from '../../i18n/pages/index.ts';
import type { SellerStrings } from '../../i18n/seller/index.ts';
import { timeParts } from '../theme/time-parts.ts';

/** Who reads: in which words, with which formats, in which zone. */
export interface Reading {
  strings: ConsoleStrings;
  /** The shop's words, in which its answers are given. */
  answers: SellerStrings;
  locale: string;
  zone: string;
}

/** `2 d 3 h`, `21 h 5 min`, `14 min`, `40 s`: what a span of milliseconds is, without its sign. */
export function span(ms: number, strings: ConsoleStrings): string {
  const parts = timeParts(Math.abs(ms));
  if (parts.days > 0) return fill(strings['span.days'], parts);
  if (parts.hours > 0) return fill(strings['span.hours'], parts);
  return fill(strings[parts.minutes > 0 ? 'span.minutes' : 'span.seconds'], parts);
}

/** Who has to do what by the deadline. */
export function dueWords({ waitingOn }: RequestView, { kind }: Deadline, { strings, answers }: Reading): string {
  if (kind !== 'offer_expires') return strings[`deadline.${kind}`];
  return waitingOn === 'buyer' ? answers.deadlineBuyer : strings['deadline.respond_by'];
}

/** A request's state in two or three words. */
export function stateWords({ status, refund, waitingOn }: RequestView, strings: ConsoleStrings): string {
  if (status === 'settling' && refund?.status === 'failed') return strings.refundFailedChip;
  if (status === 'negotiating') return waitingOn === 'seller' ? strings.counterOffer : strings.waitsForBuyer;
  return strings[`status.${status}`];
}

/** The tone of the state's chip: who must act, what went wrong, or that it is over. */
export const toneOf = ({ status, waitingOn, refund }: RequestView): string => {
  if (status === 'settling') return refund?.status === 'failed' ? 'over' : '';
  if (waitingOn === 'seller' || waitingOn === 'buyer') return waitingOn;
  return waitingOn === null ? 'closed' : '';
};

/** `Bowl, 2 × Cup` */
export const itemsWords = ({ items }: RequestView): string =>
  items.map(({ missingQuantity: count, title }) => (count === 1 ? title : `${count} × ${title}`)).join(', ');

/** One line of a history. */
export function tell(event: EventView, { strings, locale, zone }: Reading): string {
  const { type, data } = event;
  if (type === 'request.approved' && data.cause === 'timeout') return strings['event.timeout'];
  if (type === 'logistics.updated' && data.shipment.latest) return data.shipment.latest.text;
  return fill(strings[`event.${type}`], {
    amount: amountIn(event, locale),
    time: type === 'deadline.extended' ? formatDeadline(data.to, locale, zone) : '',
  });
}

function amountIn({ data }: EventView, locale: string): string {
  if ('offer' in data) return `${formatMoney(data.offer.amount, locale)} (${data.offer.percent}%)`;
  return 'refund' in data ? formatMoney(data.refund.amount, locale) : '';
}

/**
 * Who did it, by name where that is known: `Seller Cheng Ceramics`. A shop's staff has none but for who has the request in
 * hand, and no id of theirs is said; agents go by theirs.
 */
export function actorWords({ actor }: EventView, request: RequestView, strings: ConsoleStrings): string {
  const side = strings[`who.${actor.kind}`];
  const { buyerName, sellerName, assignees } = request;
  const nameOf = (holder: Assignee | undefined): string | undefined =>
    holder?.id === (actor.userId ?? actor.id) ? isolated(holder?.name) : undefined;
  switch (actor.kind) {
    case 'buyer':
      return buyerName ? `${side} ${isolated(buyerName)}` : side;
    case 'seller':
      if (!actor.userId) return sellerName ? `${side} ${isolated(sellerName)}` : side;
      return nameOf(assignees?.shop) ?? strings['who.staff'];
    case 'agent':
      return `${side} ${nameOf(assignees?.agents) ?? actor.userId ?? actor.id}`;
    default:
      return side;
  }
}

/** What a person wrote with an event, or why the platform did it, if anything. */
export function said({ type, data }: EventView, { answers }: Reading): string | undefined {
  if (type === 'request.opened') return data.text;
  if ('offer' in data) return data.offer.note;
  const because = type === 'offer.withdrawn' ? takenBackBecause(data.text) : undefined;
  if (because) return answers[`takenBack.${because}`];
  return 'text' in data ? data.text : undefined;
}

/** What is connected has many kinds of trouble, and a detail says which it is. */
const CONNECTED = ['slack', 'chatwoot', 'tiktok_shop'];

/** The words for something that needs an operator, by its code; a code without words of its own asks to look. */
export function attentionKey(code: string): ConsoleKey {
  const connected = CONNECTED.find((name) => code.startsWith(`${name}_`));
  const name = connected ? `${connected}_failed` : code;
  const key = `attention.${name}`;
  return Object.hasOwn(en, key) ? (key as ConsoleKey) : 'attention.other';
}
