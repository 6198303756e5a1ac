/**
 * What a message of Parley's transcript becomes in Chatwoot, in the buyer's language and zone.
 *
 * - Words of the shop, of agents and of Parley itself are messages to the buyer. What the buyer wrote in Parley's own
 *   chat is a note to the agents, since only inboxes of one kind let an API speak for the buyer.
 * - The card of an offer that waits is a message with options. What came of it is an answer to that message: Chatwoot
 *   has no call that edits one. A counter-offer cannot be made with an option, so none is offered.
 *
 * A website's widget and the agents' pages draw Markdown, so words on their way there are escaped. The client of an API
 * inbox draws what it likes, mostly words as they are: it gets them so. Every card has the link to answer with beside it,
 * since a client may draw no options, and mails of a conversation draw none.
 */
import { signAnswerLink } from '../../application/answer-links.ts';
import { chatwootMessage, inert } from '../../application/cards/chatwoot.ts';
import { escapeMarkdown } from '../../application/cards/markdown.ts';
import { clean } from '../../application/cards/plain.ts';
import { type CardSheet, sheetOfFacts } from '../../application/cards/sheet.ts';
import { valuesOf } from '../../application/cards/values.ts';
import { isErasedText } from '../../application/erasing/messages.ts';
import { renderMessage } from '../../application/rendering.ts';
import type { CardFacts, Conversation, StoredMessage } from '../../application/transcript.ts';
import type { Reader } from '../../application/voice.ts';
import { sayIn } from '../../i18n/catalogue.ts';
import type { Post } from './api.ts';
import { cameFromChatwoot } from './names.ts';
import type { Posting } from './notes.ts';

/** The buyer as a reader: language and zone come from the request that a sentence is about. */
const buyerOf = ({ buyerId }: Pick<Conversation, 'buyerId'>): Reader => ({
  caller: { kind: 'person', person: { role: 'buyer', id: buyerId } },
});

/** For whom and when something is put into words. */
export interface Telling {
  conversation: Conversation;
  /** The first signs the values of options. */
  secrets: readonly string[];
  /** Milliseconds of business time. */
  now: number;
  /** The kind of inbox, as Chatwoot calls it. */
  channel: string;
  /** Where Parley's pages are, without a slash at the end. */
  address: string;
}

/** Whether what the buyer sees is drawn from Markdown. */
const isDrawn = (channel: string): boolean => channel === 'Channel::WebWidget';

/** Words to the buyer, for an inbox of this kind. */
export const toBuyer = (text: string, channel: string): string => (isDrawn(channel) ? plain(text) : inert(clean(text)));

/**
 * What is to be posted for the message, given the posts that were sent by their keys; null where nothing is.
 * Asked again after each post, since a card that was posted while its offer waited may have an outcome by now.
 */
export async function postFor(message: StoredMessage, sent: Posting['sent'], telling: Telling): Promise<Post | null> {
  if (cameFromChatwoot(message.id) || isErasedText(message)) return null;
  if (message.body.kind === 'card') return cardPost(message.id, message.body.card, sent, telling);
  const { conversation, now } = telling;
  const key = `${message.id}/text`;
  if (sent[key] !== undefined) return null;
  const { author } = message;
  if (author.role === 'buyer') {
    const text = wordsOf(message, { caller: { kind: 'integrator' } }, now);
    return { key, content: plain(`👤 ${author.name ?? author.id}: ${text}`), private: true };
  }
  return { key, content: toBuyer(wordsOf(message, buyerOf(conversation), now), telling.channel) };
}

/** What is said, and how many photos it came with: they are seen in Parley's chat. */
function wordsOf(message: StoredMessage, reader: Reader, now: number): string {
  const { text } = renderMessage(message, reader, now);
  const count = message.body.kind === 'text' ? (message.body.attachments?.length ?? 0) : 0;
  if (count === 0) return text;
  return [text, sayIn(reader.locale)('export.photos', { count })].filter(Boolean).join('\n');
}

/** The keys of a card's posts: with options, closed before it could be posted, and what came of it. */
export const cardKey = (messageId: string): string => `${messageId}/card`;
const closedKey = (messageId: string): string => `${messageId}/closed`;
const outcomeKey = (messageId: string): string => `${messageId}/outcome`;

/** The page on which this buyer answers, while the offer waits for them. */
async function linkTo({ requestId, offer, buyerId }: CardFacts, { address, secrets }: Telling) {
  if (offer.status !== 'pending' || offer.by !== 'seller' || !offer.expiresAt) return undefined;
  return `${address}/o/${await signAnswerLink({ requestId, offerId: offer.id, buyerId }, offer.expiresAt, secrets)}`;
}

async function cardPost(id: string, facts: CardFacts, sent: Posting['sent'], telling: Telling): Promise<Post | null> {
  const { conversation, now, channel } = telling;
  const link = await linkTo(facts, telling);
  const sheet = sheetOfFacts({ ...facts, counterRange: null }, buyerOf(conversation), now, link);
  const waits = facts.offer.status === 'pending';
  const posted = sent[cardKey(id)];
  if (posted === undefined) {
    if (sent[closedKey(id)] !== undefined) return null;
    return { key: waits ? cardKey(id) : closedKey(id), ...asPost(sheet, telling) };
  }
  if (waits || sent[outcomeKey(id)] !== undefined) return null;
  return { key: outcomeKey(id), content: toBuyer(sheet.end, channel), ...(posted > 0 ? { inReplyTo: posted } : {}) };
}

function asPost(sheet: CardSheet, { secrets, channel }: Telling): Pick<Post, 'content' | 'items'> {
  const message = chatwootMessage(sheet, valuesOf(sheet.card, secrets), isDrawn(channel));
  if (message.content_type === 'text') return { content: message.content };
  return { content: message.content, items: message.content_attributes.items };
}

const URLS = /(https?:\/\/[^\s<>()[\]]+)/u;

/** Words as Chatwoot's templates and Markdown leave them unchanged. Addresses stay as they are, or they would be no links. */
export const plain = (text: string): string =>
  inert(clean(text))
    .split(URLS)
    .map((part, index) => (index % 2 === 1 ? part : escapeMarkdown(part)))
    .join('');

/** What Chatwoot's editor escaped, as it was typed. */
export const typed = (markdown: string): string => markdown.replace(/\\([!-/:-@[-`{-~\n])/gu, '$1');
