/** What goes wrong with Chatwoot's API, as what it means: whether a post may be there, whom it concerns, what to do. */

import { BACK_OFF, type Policy } from '../../application/work/back-off.ts';

export type Failure =
  /** Chatwoot is busy: nothing was done. `retryAfter` in milliseconds. */
  | { kind: 'rate_limited'; code: 'rate_limited'; retryAfter: number; detail: string }
  /** Nobody knows whether it was done: no answer, or none that says so. */
  | { kind: 'uncertain'; code: 'unreachable'; detail: string }
  /** The token opens nothing any more. */
  | { kind: 'account'; code: 'token'; detail: string }
  /** This conversation cannot be written in. */
  | { kind: 'conversation'; code: 'conversation_gone' | 'no_access' | 'inbox_unsupported'; detail: string }
  /** It went wrong there, before or after the message was stored: Chatwoot answers 422 to whatever happens on the way. */
  | { kind: 'doubtful'; code: 'refused'; detail: string }
  /** Chatwoot does not take what was sent. */
  | { kind: 'refused'; code: 'refused'; detail: string };

/** A conversation that stays gone is looked at again when there is more to tell. */
const rarely = { holds: 'record', wait: { first: 60_000, most: 6 * 3_600_000 }, toldAfter: 1, mostTries: 10 } as const;
export const POLICY: Policy<Failure> = { ...BACK_OFF, conversation: rarely, doubtful: BACK_OFF.refused };

export class ChatwootError extends Error {
  readonly failure: Failure;
  constructor(failure: Failure) {
    super(`Chatwoot: ${failure.detail}`);
    this.failure = failure;
  }
}

const SECOND = 1_000;
const BUSY_MS = 30 * SECOND;
/** The most that a Retry-After can hold us up. */
const LONGEST_WAIT_MS = 15 * 60 * SECOND;
/** What Chatwoot says of more than a couple of hundred messages a minute in one conversation. */
const FLOOD = /too many messages/iu;
/** What says that nothing was stored; every other error of making a message has the same 422. */
const NOT_TAKEN = /validation failed|is not a valid|only allowed in/iu;
/** Of a user who may call the API, but is no member of the inbox; any other 401 is about the token itself. */
const NO_MEMBER = /not authorized to (do|perform) this action/iu;

/** What an answer other than 2xx means. `body` is the beginning of what it says. */
export function failureOf(status: number, body: string, retryAfter: string | null): Failure {
  const detail = `answered ${status}: ${body.replace(/\s+/gu, ' ').slice(0, 200)}`;
  if (status === 429 || (status === 422 && FLOOD.test(body))) {
    const seconds = Number(retryAfter);
    const wait = seconds > 0 ? Math.min(seconds * SECOND, LONGEST_WAIT_MS) : BUSY_MS;
    return { kind: 'rate_limited', code: 'rate_limited', retryAfter: wait, detail };
  }
  if (status === 401 && NO_MEMBER.test(body)) return { kind: 'conversation', code: 'no_access', detail };
  if (status === 401 || status === 403) return { kind: 'account', code: 'token', detail };
  if (status === 404) return { kind: 'conversation', code: 'conversation_gone', detail };
  if (status === 422 && !NOT_TAKEN.test(body)) return { kind: 'doubtful', code: 'refused', detail };
  if (status >= 400 && status < 500 && status !== 408) return { kind: 'refused', code: 'refused', detail };
  return { kind: 'uncertain', code: 'unreachable', detail };
}
