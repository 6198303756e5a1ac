/** What an old parent message says once its shop's alerts go elsewhere: no button is left on it. */
import type { Message } from './model.ts';
import { mrkdwn, section } from './safe.ts';
import type { Words } from './words.ts';

export function movedMessage(words: Words, nonce: string): Message {
  const text = words.say('moved.text');
  return { text: mrkdwn(text), blocks: [section(text, `${nonce}:moved`)] };
}
