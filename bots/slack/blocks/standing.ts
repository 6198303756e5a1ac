/** Where a request stands for its shop: the line every message about it opens with, and one sentence on what is true. */

import { type Money, oneLine, type RequestView } from '../../../src/bot.ts';
import { buyerName, buyerOf } from './buyer.ts';
import type { RequestModel } from './model.ts';
import { cut } from './safe.ts';
import type { Words } from './words.ts';

export type Standing =
  | 'decide'
  | 'answer'
  | 'waitBuyer'
  | 'lapsed'
  | 'ship'
  | 'shipOverdue'
  | 'refund'
  | 'refundFailed'
  | 'refundOverdue'
  | 'shipped'
  | 'delivered'
  | 'settled'
  | 'rejected'
  | 'cancelled';

function standingOf({ status, deadline, waitingOn, refund }: RequestView): Standing {
  const overdue = deadline?.overdue ?? false;
  switch (status) {
    case 'awaiting_seller':
      return overdue ? 'lapsed' : 'decide';
    case 'negotiating':
      if (overdue) return 'lapsed';
      return waitingOn === 'seller' ? 'answer' : 'waitBuyer';
    case 'awaiting_shipment':
      return overdue ? 'shipOverdue' : 'ship';
    case 'settling':
      if (refund?.status === 'failed') return 'refundFailed';
      return overdue ? 'refundOverdue' : 'refund';
    default:
      return status;
  }
}

/** The money it is about now: what is offered, what is refunded, otherwise what the buyer asks for. */
export function moneyAtStake({ status, offer, refund, claimValue }: RequestView): Money {
  if (status === 'negotiating' && offer) return offer.amount;
  if ((status === 'settling' || status === 'settled') && refund) return refund.amount;
  return claimValue;
}

/** How much of an order's number is shown. */
const ORDER_LENGTH = 40;
export const orderOf = ({ orderId }: Pick<RequestView, 'orderId'>): string => cut(oneLine(orderId), ORDER_LENGTH);

const TITLE_LENGTH = 32;

/** What is asked for: the first item, and how many more there are. */
function productOf({ items: [first, ...others] }: RequestView, words: Words): string {
  const more = others.length > 0 ? [words.say('request.more', { count: others.length })] : [];
  return [cut(oneLine(first?.title ?? ''), TITLE_LENGTH), ...more].join(' ');
}

/** What it is about and for whom: `Rice bowl · Emma Clarke`. */
export const whatAndWho = (request: RequestView, words: Words): string =>
  [productOf(request, words), buyerName(request, words)].filter(Boolean).join(' · ');

/** Standings whose sentences say when it was over, not until when it may be done. */
const PAST: readonly Standing[] = ['lapsed', 'shipOverdue', 'refundOverdue'];

function deadlineOf(request: RequestView, words: Words): string {
  const { deadline } = request;
  if (!deadline) return '';
  return PAST.includes(standingOf(request)) ? words.time(deadline.at) : words.until(deadline.at);
}

const paramsOf = (request: RequestView, words: Words) => ({
  time: deadlineOf(request, words),
  money: words.money(moneyAtStake(request)),
  reason: words.shared(`reason.${request.reason}`),
  order: orderOf(request),
  buyer: buyerOf(request, words),
  what: whatAndWho(request, words),
});

/** The ask with its deadline, the money, the reason, the item, the buyer, the order: on one line, within 150 characters. */
export const leadLine = (request: RequestView, words: Words): string =>
  cut(words.say(`lead.${standingOf(request)}`, paramsOf(request, words)), 150);

/** What is true now, in a sentence or two. Where a rule is about to act, silence approves nothing. */
export function nowSentence({ request, terms: { rule } }: RequestModel, words: Words): string {
  return words.say(`now.${standingOf(request)}`, { ...paramsOf(request, words), acts: rule ? 'yes' : 'no' });
}

/** How many pieces the buyer asks for. */
export const piecesOf = ({ items }: RequestView): number => items.reduce((sum, item) => sum + item.missingQuantity, 0);
