/**
 * What a message of Parley's transcript becomes in Chatwoot, in the buyer's language and zone.
 *
 * - Words of the shop, of agents and of Parley itself are messages to the buyer. What the buyer wrote in Parley's own
 *   chat is a note to the agents, since only inboxes of one kind let an API speak for the buyer.
 * - The card of an offer that waits is a message with options. What came of it is an answer to that message: Chatwoot
 *   has no call that edits one. A counter-offer cannot be made with an option, so none is offered.
 *
 * Chatwoot shows texts as Markdown, and the text above options as it is: the former are escaped, the latter are not.
 */
import { chatwootMessage, inert } from '../../application/cards/chatwoot.ts';
import { escapeMarkdown } from '../../application/cards/markdown.ts';
import { clean } from '../../application/cards/plain.ts';
import { type CardSheet, sheetOfFacts } from '../../application/cards/sheet.ts';
import { valuesOf } from '../../application/cards/values.ts';
import type { Conversation } from '../../application/ports.ts';
import { renderMessage } from '../../application/rendering.ts';
import type { CardFacts, StoredMessage } from '../../application/transcript.ts';
import type { Reader } from '../../application/voice.ts';
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
}

/**
 * What is to be posted for the message, given the posts that were sent by their keys; null where nothing is.
 * Asked again after each post, since a card that was posted while its offer waited may have an outcome by now.
 */
export function postFor(message: StoredMessage, sent: Posting['sent'], telling: Telling): Post | null {
  if (cameFromChatwoot(message.id)) return null;
  if (message.body.kind === 'card') return cardPost(message.id, message.body.card, sent, telling);
  const { conversation, now } = telling;
  const key = `${message.id}/text`;
  if (sent[key] !== undefined) return null;
  const { author } = message;
  if (author.role === 'buyer') {
    const { text } = renderMessage(message, { caller: { kind: 'integrator' } }, now);
    return { key, content: plain(`👤 ${author.name ?? author.id}: ${text}`), private: true };
  }
  return { key, content: plain(renderMessage(message, buyerOf(conversation), now).text) };
}

/** The keys of a card's posts: with options, closed before it could be posted, and what came of it. */
export const cardKey = (messageId: string): string => `${messageId}/card`;
const closedKey = (messageId: string): string => `${messageId}/closed`;
const outcomeKey = (messageId: string): string => `${messageId}/outcome`;

function cardPost(id: string, facts: CardFacts, sent: Posting['sent'], telling: Telling): Post | null {
  const sheet = sheetOfFacts({ ...facts, counterRange: null }, buyerOf(telling.conversation), telling.now);
  const waits = facts.offer.status === 'pending';
  const posted = sent[cardKey(id)];
  if (posted === undefined) {
    if (sent[closedKey(id)] !== undefined) return null;
    return { key: waits ? cardKey(id) : closedKey(id), ...asPost(sheet, telling) };
  }
  if (waits || sent[outcomeKey(id)] !== undefined) return null;
  return { key: outcomeKey(id), content: plain(sheet.end), ...(posted > 0 ? { inReplyTo: posted } : {}) };
}

function asPost(sheet: CardSheet, { secrets }: Telling): Pick<Post, 'content' | 'items'> {
  const message = chatwootMessage(sheet, valuesOf(sheet.card, secrets));
  if (message.content_type === 'text') return { content: plain(message.content) };
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
export const typed = (markdown: string): string => markdown.replace(/\\([!-/:-@[-`{-~])/gu, '$1');
