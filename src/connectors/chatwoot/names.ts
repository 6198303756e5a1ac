/**
 * How Parley names what is in Chatwoot.
 *
 * A conversation of Chatwoot is the Parley conversation `chatwoot:<account>:<conversation>`, with the number that
 * Chatwoot shows in its addresses (`/app/accounts/1/conversations/42` is `chatwoot:1:42`). Whoever opens a request
 * under that `conversationId` has it told there; there is no table of pairs to keep.
 */
import type { CardAction } from '../../contract/chat.ts';

/** A conversation in Chatwoot, by account and by the number it has there. */
export interface Place {
  account: number;
  conversation: number;
}

/** The lanes of its work: a choice counts also while Chatwoot is away; a conversation cannot be visited then. */
export const CONVERSATIONS = 'conversations';
export const CHOICES = 'choices';

/** A buyer's choice: which message of options it was made in, and what it answers. */
export interface Tap {
  place: Place;
  messageId: number;
  action: 'accept' | 'reject';
  requestId: string;
  offerId: string;
}

const CONVERSATION = /^chatwoot:([1-9]\d{0,14}):([1-9]\d{0,14})$/u;
const ANSWER = /^parley:(accept|reject):([^:/]{1,128}):([^:/]{1,128})$/u;
const TAP = /^tap\/([1-9]\d{0,14})\/([1-9]\d{0,14})\/(\d{1,15})\/(parley:.*)$/u;

export const conversationIdOf = ({ account, conversation }: Place): string => `chatwoot:${account}:${conversation}`;

/** Where a Parley conversation is in Chatwoot; null for one that is not. */
export function placeOf(conversationId: string): Place | null {
  const [, account, conversation] = CONVERSATION.exec(conversationId) ?? [];
  return account && conversation ? { account: Number(account), conversation: Number(conversation) } : null;
}

function answerIn(text: string): Pick<Tap, 'action' | 'requestId' | 'offerId'> | null {
  const [, action, requestId, offerId] = ANSWER.exec(text) ?? [];
  if (!action || !requestId || !offerId) return null;
  return { action: action as CardAction['id'] & Tap['action'], requestId, offerId };
}

/** The id of the record of a tap: the same for the same choice in the same message, however often it is told. */
export const tapId = ({ place, messageId, action, requestId, offerId }: Tap): string =>
  `tap/${place.account}/${place.conversation}/${messageId}/parley:${action}:${requestId}:${offerId}`;

/** The tap that a record's id names; null for the record of a conversation. */
export function tapOf(id: string): Tap | null {
  const [, account, conversation, messageId, value = ''] = TAP.exec(id) ?? [];
  const answer = answerIn(value);
  if (!answer) return null;
  const place = { account: Number(account), conversation: Number(conversation) };
  return { place, messageId: Number(messageId), ...answer };
}

const CAME_FROM = 'msg_chatwoot-';

/** The Parley message that a message of Chatwoot becomes: always the same, so that it is written once. */
export const messageIdOf = (account: number, id: number): string => `${CAME_FROM}${account}-${id}`;

/** Whether a Parley message came from Chatwoot, where it is already. No other message of Parley's has such an id. */
export const cameFromChatwoot = (messageId: string): boolean => messageId.startsWith(CAME_FROM);
