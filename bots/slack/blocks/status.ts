/** How a shop's alerts fare, in a sentence that says what to do about it. */
import type { Words } from './words.ts';

const KNOWN = [
  'ok',
  'not_connected',
  'token_revoked',
  'channel_archived',
  'channel_not_found',
  'not_in_channel',
  'message_deleted',
  'rate_limited',
  'unreachable',
  'missing_scope',
  'refused',
] as const;

/** `code`: as in `alerts.slack.status`. */
export function statusSentence(code: string, words: Words): string {
  const known = KNOWN.find((each) => each === code);
  return words.say(known ? `status.${known}` : 'status.other');
}
