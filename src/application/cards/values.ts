/**
 * What a card's button hands back in another channel: a short token that says which answer to which offer, and that this
 * Parley wrote it. Whoever hands one in was shown the card, so it is a permission like the answer link.
 *
 * `<a|r|c><number of the offer>.<request without req_>.<signature>`, letters that no channel changes, and never more than
 * 64 bytes, which is what Telegram's `callback_data` holds (core.telegram.org/bots/api#inlinekeyboardbutton); LINE shows
 * it in the chat of some bridges, another reason for it to be short. Ids come in shaped so that it can carry them.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { CardAction } from '../../contract/chat.ts';
import { CARRIED_REQUEST_ID } from '../../contract/primitives.ts';
import { derivedId } from '../../domain/draft.ts';

export interface Choice {
  action: CardAction['id'];
  requestId: string;
  offerId: string;
}
/** The value of the button with this id. */
export type ValueOf = (action: CardAction['id']) => string;

export const MOST_VALUE_BYTES = 64;

const LETTERS = { accept: 'a', reject: 'r', counter: 'c' } as const;
const ACTIONS = { a: 'accept', r: 'reject', c: 'counter' } as const;
const VALUE = /^([arc])([1-9]\d{0,3})\.([\w-]{1,40})\.([\w-]{11})$/u;
/** 64 bits: it is tried over the network, and each wrong one is refused. */
const SIGNATURE_BYTES = 8;

const signatureOf = (said: string, secret: string): Buffer =>
  createHmac('sha256', secret).update(`parley card value ${said}`).digest().subarray(0, SIGNATURE_BYTES);

/** The values of the buttons under this offer. */
export function valuesOf({ requestId, offerId }: Omit<Choice, 'action'>, secrets: readonly string[]): ValueOf {
  const [secret] = secrets;
  if (!secret) throw new Error('valuesOf needs a secret to sign with');
  const offer = offerId.slice(offerId.lastIndexOf('-') + 1);
  return (action) => {
    const said = `${LETTERS[action]}${offer}.${requestId.replace(/^req_/u, '')}`;
    return `${said}.${signatureOf(said, secret).toString('base64url')}`;
  };
}

/** What a value says, whoever wrote it; null for what is none of a card's. */
export function choiceIn(value: string): Choice | null {
  const [, letter, offer, id] = VALUE.exec(value) ?? [];
  const requestId = `req_${id}`;
  if (!letter || !offer || !CARRIED_REQUEST_ID.test(requestId)) return null;
  const action = ACTIONS[letter as keyof typeof ACTIONS];
  return { action, requestId, offerId: derivedId('ofr', requestId, Number(offer)) };
}

/** Whether this Parley wrote the value, under any of its secrets. */
export function isOurValue(value: string, secrets: readonly string[]): boolean {
  const end = value.lastIndexOf('.');
  const signature = Buffer.from(value.slice(end + 1), 'base64url');
  if (signature.length !== SIGNATURE_BYTES) return false;
  return secrets.some((secret) => timingSafeEqual(signature, signatureOf(value.slice(0, end), secret)));
}
