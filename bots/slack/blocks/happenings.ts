/**
 * What happened to a request, in one sentence each: for the thread, where a reply tells everything since the last one,
 * and for whoever pressed a button that is out of date. What is noise to a shop says nothing.
 */
import {
  type EventType,
  type EventView,
  erasedSaid,
  type Money,
  type Offer,
  oneLine,
  takenBackBecause,
} from '../../../src/bot.ts';
import { assigneeName, uncalledHolder } from './assignee.ts';
import { buyerOf } from './buyer.ts';
import type { Message, RequestModel } from './model.ts';
import { bold, line, mentioned, plain, richText } from './rich.ts';
import { cut, mrkdwn } from './safe.ts';
import { leadLine, nowSentence } from './standing.ts';
import type { Words } from './words.ts';

export interface Happening {
  /** One sentence, or two. Plain text: people's words in it are as they wrote them, so it is never mrkdwn. */
  text: string;
  /** It gave the shop something new to do. */
  duty: boolean;
}

const LONGEST_WORDS = 300;
const LONGEST_NAME = 100;

/** What a sentence is made of. */
interface Telling<T extends EventType = EventType> {
  event: EventView<T>;
  data: EventView<T>['data'];
  model: RequestModel;
  words: Words;
  /** Who did it, as a sentence begins. */
  who: string;
  buyer: string;
  time: string;
  /** The offer it is about, by its id or as it was made. */
  offer: Offer | undefined;
  /** That offer's amount; the refund's. */
  money: string;
}

type Told = string | Happening | null;
const duty = (text: string): Happening => ({ text, duty: true });

/** Of an offer's making: the sentence, and the note with it. */
const withWords = (sentence: string, text: string | undefined, words: Words): string =>
  text ? words.say('told.words', { sentence, text: cut(oneLine(text), LONGEST_WORDS) }) : sentence;

/** The platform says why in the shop's language, people in their own words. */
function withdrawn(sentence: string, text: string | undefined, words: Words): string {
  const because = takenBackBecause(text);
  return because ? `${sentence} ${words.say(`told.takenBack.${because}`)}` : withWords(sentence, text, words);
}

type Tell<T extends EventType> = (telling: Telling<T>) => Told;

/** What is not here says nothing; so does a type that a newer version wrote. */
const TELL: { readonly [T in EventType]?: Tell<T> } = {
  'offer.proposed': ({ words, who, buyer, money, time, offer }) =>
    withWords(
      words.say('told.offer.proposed', { who, buyer, money, percent: offer?.percent ?? 0, time }),
      offer?.note,
      words,
    ),
  'offer.auto_approved': ({ words, who, money, offer }) =>
    withWords(words.say('told.offer.auto_approved', { who, money }), offer?.note, words),
  'offer.countered': countered,
  'offer.accepted': ({ words, who, buyer, money, offer }) =>
    words.say(`told.accepted.${offer?.by === 'buyer' ? 'seller' : 'buyer'}`, { who, buyer, money }),
  'offer.rejected': ({ words, who, buyer, money, offer, data }) =>
    withWords(
      words.say(`told.rejected.${offer?.by === 'buyer' ? 'seller' : 'buyer'}`, { who, buyer, money }),
      data.text,
      words,
    ),
  'offer.expired': ({ words, buyer, money, offer }) =>
    words.say(`told.expired.${offer?.by ?? 'seller'}`, { buyer, money }),
  'offer.withdrawn': ({ words, who, money, data }) =>
    withdrawn(words.say('told.withdrawn', { who, money }), data.text, words),
  'request.handed_back': ({ words, time, data }) =>
    duty(
      [words.say('told.handed_back', { time }), data.offersLeft === 0 ? words.say('request.onlyTwo') : '']
        .filter(Boolean)
        .join(' '),
    ),
  'request.approved': ({ words, who, time, data }) => duty(words.say(`told.approved.${data.cause}`, { who, time })),
  'request.rejected': ({ words, who, data }) =>
    withWords(
      words.say('told.request.rejected', { who, reason: words.shared(`rejectReason.${data.reason}`) }),
      data.text,
      words,
    ),
  'request.cancelled': ({ words, who, data }) =>
    withWords(words.say('told.request.cancelled', { who }), data.text, words),
  'request.concluded': ({ words, data }) =>
    withWords(words.say('told.request.concluded', { outcome: data.outcome }), data.text, words),
  'deadline.extended': ({ words, data }) =>
    withWords(words.say(`told.extended.${data.kind}`, { time: words.until(data.to) }), data.text, words),
  'refund.confirmed': ({ words, money }) => words.say('told.refund.confirmed', { money }),
  'refund.failed': ({ words, money }) => words.say('told.refund.failed', { money }),
  'refund.overdue': ({ words, money }) => words.say('told.refund.overdue', { money }),
  'shipment.shipped': ({ words, who, data }) =>
    words.say('told.shipment.shipped', {
      who,
      carrier: cut(oneLine(data.shipment.carrier ?? ''), LONGEST_NAME),
      tracking: cut(oneLine(data.shipment.trackingNumber ?? ''), LONGEST_NAME),
    }),
  'logistics.updated': ({ words, data }) =>
    data.shipment.latest?.kind === 'exception'
      ? withWords(words.say('told.logistics.exception'), data.shipment.latest.text, words)
      : null,
  'shipment.delivered': ({ words }) => words.say('told.shipment.delivered'),
  'shipment.overdue': ({ words, time }) => duty(words.say('told.shipment.overdue', { time })),
  'request.assigned': ({ words, data: { side, to } }) => {
    if (side !== 'shop') return null;
    return to ? words.say('told.assigned', { name: assigneeName(to) }) : words.say('told.let_go');
  },
  'reminder.due': reminder,
};

function countered({ words, who, buyer, money, time, data, offer, model }: Telling<'offer.countered'>): Told {
  const earlier = model.request.offers.find(({ id }) => id === data.offerId);
  const before = earlier ? words.money(earlier.amount) : '';
  const by = offer?.by ?? 'buyer';
  const text = withWords(words.say(`told.countered.${by}`, { who, buyer, money, before, time }), offer?.note, words);
  return by === 'buyer' ? duty(text) : text;
}

function reminder({ words, data, event, model }: Telling<'reminder.due'>): Told {
  const { deadline, to } = data;
  if (to !== 'seller' || deadline.kind === 'refund_by') return null;
  const text = words.say(`told.reminder.${deadline.kind}`, { time: words.until(deadline.at) });
  return { text, duty: isLastReminder(event, model) };
}

const told = <T extends EventType>(telling: Telling<T>): Told | undefined => TELL[telling.event.type]?.(telling);

/** The offer that an event made, answered or ended; the money of it, or of the refund. */
function subjectOf({ data }: EventView, { request }: RequestModel): { offer?: Offer; amount?: Money } {
  if ('offer' in data) return { offer: data.offer, amount: data.offer.amount };
  if ('refund' in data) return { amount: data.refund.amount };
  const offer = 'offerId' in data ? request.offers.find(({ id }) => id === data.offerId) : undefined;
  return { offer, amount: offer?.amount };
}

/**
 * What a seller wants to hear of the event; null for noise: corrections of the request, the carrier's usual steps,
 * reminders to the buyer, the refund being asked for (the answer before it says so).
 */
export function happening(kept: EventView, model: RequestModel, words: Words): Happening | null {
  const event = erasedSaid(kept, words.shared('erased'));
  const { offer, amount } = subjectOf(event, model);
  const buyer = buyerOf(model.request, words);
  const what = told({
    event,
    data: event.data,
    model,
    words,
    who: event.actor.kind === 'buyer' ? buyer : words.say(`who.${event.actor.kind}`),
    buyer,
    time: dueOf(event, words),
    offer,
    money: amount ? words.money(amount) : '',
  });
  return typeof what === 'string' ? { text: what, duty: false } : (what ?? null);
}

/** The deadline that starts; else the one that acted. */
function dueOf({ data }: EventView, words: Words): string {
  if ('deadline' in data) return words.until(data.deadline.at);
  return 'dueAt' in data ? words.time(data.dueAt) : '';
}

/** Whether it reminds the shop of the deadline that runs now. */
export function isDueReminder(event: EventView, { request }: RequestModel): event is EventView<'reminder.due'> {
  if (event.type !== 'reminder.due' || event.data.to !== 'seller') return false;
  const { deadline } = event.data;
  return request.deadline?.kind === deadline.kind && request.deadline.at === deadline.at;
}

/** Whether no reminder comes after this one before the deadline that runs now. */
export function isLastReminder(event: EventView, model: RequestModel): boolean {
  if (!isDueReminder(event, model)) return false;
  const { request } = model;
  const { deadline, leadSeconds } = event.data;
  const reminders = request.policy?.reminders;
  const leads = deadline.kind === 'refund_by' ? [] : (reminders?.[deadline.kind] ?? []);
  return leads.every((lead) => lead >= leadSeconds);
}

/** Whether what the event gave the shop to do is still to be done. */
function isPresent(event: EventView, { request }: RequestModel): boolean {
  const { deadline: running, waitingOn, status, offer } = request;
  if (waitingOn !== 'seller' || !running) return false;
  switch (event.type) {
    case 'request.handed_back':
      return status === 'awaiting_seller' && (running.extended || running.at === event.data.deadline.at);
    case 'offer.countered':
      return status === 'negotiating' && offer?.id === event.data.offer.id;
    case 'request.approved':
    case 'shipment.overdue':
      return status === 'awaiting_shipment';
    case 'reminder.due':
      return running.kind === event.data.deadline.kind && running.at === event.data.deadline.at;
    default:
      return false;
  }
}

/** One or two sentences for someone who pressed a button that is out of date: what is true now, and what happened last. */
export function whatHappened(model: RequestModel, words: Words): string {
  const now = nowSentence(model, words);
  for (const event of model.history.toReversed()) {
    const last = happening(event, model, words);
    if (last) return `${now} ${words.say('told.last', { text: last.text })}`;
  }
  return now;
}

const MOST_TOLD = 12;

/**
 * One reply in the request's thread that tells these events in order; null where there is nothing to tell. It is to be
 * broadcast to the channel where one of them gave the shop something to do that is still to be done; it then opens like
 * the parent, since it stands alone there. `mention`: a user's id, named in a broadcast reply only. `reminds`: whoever has
 * the request in hand is named in any, and told of in words where Slack does not know them (rule 19).
 */
export function replyMessage(
  events: EventView[],
  model: RequestModel,
  words: Words,
  nonce: string,
  { mention, reminds }: { mention?: string; reminds?: boolean },
): (Message & { broadcast: boolean }) | null {
  const news = events.flatMap((event) => {
    const what = happening(event, model, words);
    return what ? [{ ...what, present: what.duty && isPresent(event, model) }] : [];
  });
  if (news.length === 0) return null;
  const broadcast = news.some(({ present }) => present);
  const holders = reminds ? (model.called ?? []) : [];
  const earlier = news.length - MOST_TOLD;
  const sentences = [
    ...(earlier > 0 ? [words.say('told.earlier', { count: earlier })] : []),
    ...news.slice(-MOST_TOLD).map(({ text }) => text),
    ...(reminds ? uncalledHolder(model, words) : []),
  ];
  const lead = broadcast ? [leadLine(model.request, words)] : [];
  const id = (index: number) => `${nonce}:${index}`;
  const called = [...new Set(broadcast ? [...holders, mention] : holders)];
  const calledAfter = (index: number) => (broadcast || index < sentences.length - 1 ? [] : called);
  return {
    broadcast,
    text: mrkdwn([...lead, ...sentences].join('\n'), 2_000),
    blocks: [
      ...lead.map((text) => richText(id(0), line(bold(text), ...mentioned(...called)))),
      ...sentences.map((text, index) =>
        richText(id(index + 1), line(plain(text), ...mentioned(...calledAfter(index)))),
      ),
    ],
  };
}
