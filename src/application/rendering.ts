/**
 * A stored message as one reader sees it: in their language and zone, with the buttons they may press, and without
 * ids that are not theirs to know. Pure, and quick enough for every message of every fan-out.
 */

import type { AttachmentView } from '../contract/attachment.ts';
import { isAttachmentId } from '../contract/attachment-id.ts';
import type { CardAction, CardView, MessageView, ReaderRole, ReadMark } from '../contract/chat.ts';
import { ERASED } from '../contract/erased-mark.ts';
import type { Offer, OfferStatus } from '../contract/request.ts';
import { answererOf, isTakenBack } from '../domain/offers.ts';
import type { Person } from './access.ts';
import type { AttachmentLinks } from './attachments/links.ts';
import { withWords } from './erasing/messages.ts';
import { evidenceOf, noticeText } from './noticeText.ts';
import type {
  CardFacts,
  Home,
  MessageAuthor,
  MessageBody,
  NoticeFacts,
  StoredMessage,
  StoredReadMark,
} from './transcript.ts';
import { becauseOf, partyBefore, type Reader, settled, type Voice, voiceOf } from './voice.ts';

/**
 * The message as the reader sees it at `now` (milliseconds since the epoch), which decides whether an offer may still
 * be answered. `text` always says everything, a card's offer included. Where there are no `links`, photos are left out.
 */
export function renderMessage(
  message: StoredMessage,
  reader: Reader,
  now: number,
  links: AttachmentLinks | null = null,
): MessageView {
  const { person } = reader.caller;
  const body = message.editedAt ? withWords(message.body, erasedWords(message.body, reader)) : message.body;
  const view: MessageView = {
    id: message.id,
    conversationId: message.conversationId,
    seq: message.seq,
    change: message.change,
    at: message.at,
    author: viewAuthor(message.author, person?.role),
    kind: body.kind,
    text: '',
  };
  if (message.editedAt) view.editedAt = message.editedAt;
  if (message.clientId && isAuthor(message.author, person)) view.clientId = message.clientId;
  switch (body.kind) {
    case 'text':
      view.text = [body.text, ...(body.evidence ?? [])].filter(Boolean).join('\n');
      if (body.evidence) view.evidence = body.evidence;
      if (links && body.attachments) {
        view.attachments = body.attachments.map((one) => links.view(one, reader.caller));
      }
      break;
    case 'system': {
      const photos = links ? (body.attachments ?? []).map((one) => links.view(one, reader.caller)) : [];
      if (photos.length > 0) view.attachments = photos;
      const notice = withEvidenceShown(body.notice, photos, reader, links);
      view.text = noticeText(notice, voiceOf(settled(reader, notice.home)));
      const evidence = evidenceOf(notice);
      if (evidence.length > 0) view.evidence = evidence;
      break;
    }
    case 'card': {
      const card = renderCard(body.card, reader, now);
      view.card = card;
      view.text = cardText(body.card, card, reader, now);
    }
  }
  return view;
}

/** What this reader reads where words were erased. */
function erasedWords(body: MessageBody, reader: Reader): string {
  const { home } = body.kind === 'text' ? body : body.kind === 'card' ? body.card : body.notice;
  return voiceOf(settled(reader, home)).say('erased');
}

/** Whether it is shown with links, which are each reader's own. */
export const showsPhotos = ({ body }: StoredMessage): boolean =>
  body.kind === 'text'
    ? body.attachments !== undefined
    : body.kind === 'system' && evidenceOf(body.notice).some(isAttachmentId);

/** Evidence that is a photo of the chat gets an address of this reader's own: that at which it is shown, where it is. */
function withEvidenceShown(
  notice: NoticeFacts,
  photos: readonly AttachmentView[],
  { caller }: Reader,
  links: AttachmentLinks | null,
): NoticeFacts {
  const evidence = evidenceOf(notice);
  if (!evidence.some(isAttachmentId)) return notice;
  const shown = evidence.flatMap((one) => {
    if (!isAttachmentId(one)) return one;
    return photos.find(({ id }) => id === one)?.url ?? links?.url(one, 'full', caller) ?? [];
  });
  return { ...notice, params: { ...notice.params, evidence: shown } };
}

/** Whether this person wrote the message: for sellers, the same member of staff. */
export const isAuthor = (author: MessageAuthor, person: Person | undefined): boolean =>
  person !== undefined && author.role === person.role && author.id === person.id && author.userId === person.userId;

/**
 * The author as a reader of this role may know them: never who of a shop's staff it was, and for buyers an agent is
 * the customer service, not a person's id.
 */
export function viewAuthor(author: MessageAuthor, reader: ReaderRole | undefined): MessageView['author'] {
  const masked = reader === 'buyer' && (author.role === 'agent' || author.role === 'integrator');
  return {
    role: author.role,
    id: masked ? author.role : author.id,
    ...(author.name && author.name !== ERASED ? { name: author.name } : {}),
  };
}

/** A read mark for a reader of this role; agents are one reader to a buyer. */
export const viewMark = (mark: StoredReadMark, reader: ReaderRole | undefined): ReadMark => ({
  role: mark.role,
  id: reader === 'buyer' && mark.role === 'agent' ? mark.role : mark.id,
  seq: mark.seq,
});

/** The side the reader answers for: agents may answer for the shop, the integrator by itself for nobody. */
function sideOf(person: Person | undefined): 'buyer' | 'seller' | undefined {
  if (!person) return undefined;
  return person.role === 'buyer' ? 'buyer' : 'seller';
}

/** Whether the reader may take an offer that had ended after all (rule 18). */
const mayThinkAgain = ({ acceptUntil }: CardFacts, person: Person | undefined, now: number): boolean =>
  sideOf(person) === 'buyer' && acceptUntil !== undefined && now < Date.parse(acceptUntil);

function mayAnswer({ offer }: CardFacts, person: Person | undefined, now: number): boolean {
  const side = sideOf(person);
  return side !== undefined && side !== offer.by && offer.status === 'pending' && !isOver(offer, now);
}

const isOver = (offer: Offer, now: number): boolean => offer.expiresAt !== null && Date.parse(offer.expiresAt) <= now;

/** Which order and shop it is about, as views say it. */
export const whoseOf = ({ orderId, sellerName }: Partial<Home> = {}): Pick<CardView, 'orderId' | 'sellerName'> => ({
  ...(orderId ? { orderId } : {}),
  ...(sellerName ? { sellerName } : {}),
});

/** The card of an offer for its reader at `now` (milliseconds since the epoch). */
export function renderCard(facts: CardFacts, reader: Reader, now: number): CardView {
  const voice = voiceOf(settled(reader, facts.home));
  const { offer } = facts;
  const amount = voice.money(offer.amount);
  const card: CardView = {
    requestId: facts.requestId,
    ...whoseOf(facts.home),
    offerId: offer.id,
    status: offer.status,
    by: offer.by,
    title: titleOf(facts, amount, voice),
    amount: offer.amount,
    formattedAmount: amount,
    percent: offer.percent,
    claimValue: facts.claimValue,
    items: facts.items,
    expiresAt: offer.expiresAt,
    actions: actionsFor(facts, reader.caller.person, now, voice),
  };
  if (offer.note) card.note = offer.note;
  const again = mayThinkAgain(facts, reader.caller.person, now) ? thinkAgain(facts, voice) : '';
  const outcome = [outcomeOf(facts, voice) ?? '', again].filter(Boolean).join(' ');
  if (outcome) card.outcome = outcome;
  return card;
}

/** While it waits, who offers how much; then what came of it. */
function titleOf({ offer, next }: CardFacts, amount: string, { say, reader }: Voice): string {
  const { status, by } = offer;
  if (status === 'superseded' && next.status === 'cancelled') return say('title.cancelled', {});
  const who = partyBefore(reader, status === 'pending' ? by : answererOf(offer));
  if (isTakenBack(offer)) return say('title.taken_back', {});
  return say(status === 'pending' ? 'card.title' : `title.${status}`, { who, amount });
}

function actionsFor(facts: CardFacts, person: Person | undefined, now: number, voice: Voice): CardAction[] {
  if (mayAnswer(facts, person, now)) return actionsOf(facts, voice);
  return mayThinkAgain(facts, person, now) ? actionsOf(facts, voice).filter(({ id }) => id === 'accept') : [];
}

const thinkAgain = ({ acceptUntil }: CardFacts, { say, until }: Voice): string =>
  acceptUntil ? say('card.stillYours', { time: until(acceptUntil) }) : '';

function actionsOf({ offer, counterRange }: CardFacts, { say, money }: Voice): CardAction[] {
  const amount = money(offer.amount);
  const actions: CardAction[] = [
    { id: 'accept', label: say('action.accept'), consequence: say('consequence.accept', { amount }) },
    { id: 'reject', label: say('action.reject'), consequence: say('consequence.reject', {}) },
  ];
  if (counterRange) {
    const { currency } = offer.amount;
    const min = { amount: counterRange.min, currency };
    const max = { amount: counterRange.max, currency };
    const consequence = say('consequence.counter', { min: money(min), max: money(max) });
    actions.push({ id: 'counter', label: say('action.counter'), consequence, min, max });
  }
  return actions;
}

type Outcome = 'accepted' | 'auto_approved' | 'countered' | 'closed';
const OUTCOMES: Readonly<Record<Exclude<OfferStatus, 'pending'>, Outcome>> = {
  accepted: 'accepted',
  auto_approved: 'auto_approved',
  countered: 'countered',
  superseded: 'closed',
  rejected: 'closed',
  expired: 'closed',
  withdrawn: 'closed',
};

/** Ends of a request of which an offer that was open then says nothing: it is in its title, or nobody's answer to it. */
const endedWithoutIt: ReadonlySet<CardFacts['next']['status']> = new Set(['cancelled', 'rejected']);

/** What follows from how an offer closed, which its title says, and what happens next. */
function outcomeOf({ offer, next }: CardFacts, voice: Voice): string | undefined {
  const { say } = voice;
  if (offer.status === 'pending') return undefined;
  const { text, by } = offer.answer ?? {};
  const how = OUTCOMES[offer.status];
  const then = [
    text && by !== 'platform' ? becauseOf(text, by, voice) : '',
    offer.status === 'superseded' && endedWithoutIt.has(next.status) ? '' : nextText(next, voice),
  ].filter(Boolean);
  // That it is closed says its title, too: it is said where nothing else is.
  const said = how === 'closed' && then.length > 0 ? [] : [say(`outcome.${how}`, {})];
  return [...said, ...then].join(' ');
}

function nextText(next: CardFacts['next'], { say, until }: Voice): string {
  switch (next.status) {
    case 'awaiting_seller':
    case 'awaiting_shipment':
      return next.deadlineAt ? say(`next.${next.status}`, { time: until(next.deadlineAt) }) : '';
    case 'rejected':
      return say('next.rejected', {});
    case 'settling':
    case 'settled':
    case 'shipped':
    case 'delivered':
    case 'cancelled':
      return say(`next.${next.status}`);
    default:
      return '';
  }
}

/** A card's sentences: what is offered, its note, and what to do or what came of it. The last two may be empty. */
export interface CardSentences {
  offered: string;
  note: string;
  end: string;
}

/** The sentences of a card that was rendered for this reader at `now` (milliseconds since the epoch). */
export function cardSentences(facts: CardFacts, card: CardView, reader: Reader, now: number): CardSentences {
  const voice = voiceOf(settled(reader, facts.home));
  const { say, money } = voice;
  const { offer } = facts;
  const offered = say('card.text', {
    who: partyBefore(voice.reader, offer.by),
    amount: card.formattedAmount,
    percent: offer.percent,
    claim: money(facts.claimValue),
  });
  const note = offer.note ? say('card.note', { text: offer.note }) : '';
  const { title, outcome } = card;
  return { offered, note, end: outcome ? say('card.closed', { title, outcome }) : toDo(facts, card, voice, now) };
}

/** The whole offer as plain sentences. */
function cardText(facts: CardFacts, card: CardView, reader: Reader, now: number): string {
  const { offered, note, end } = cardSentences(facts, card, reader, now);
  return [offered, note, end].filter(Boolean).join(' ');
}

function toDo({ offer }: CardFacts, card: CardView, { say, time, until, reader }: Voice, now: number): string {
  if (!offer.expiresAt) return '';
  if (isOver(offer, now)) return say('card.timeUp', { time: time(offer.expiresAt) });
  const params = { time: until(offer.expiresAt), who: partyBefore(reader, answererOf(offer)) };
  if (card.actions.length === 0) return say('card.wait', params);
  return say(card.actions.length > 2 ? 'card.do.answerOrCounter' : 'card.do.answer', params);
}
