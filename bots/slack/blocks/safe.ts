/**
 * People's words on their way into Slack. Wherever possible they go into text that Slack never parses: `plain_text`,
 * and `text` elements of rich text. A message's `text` is always mrkdwn, though, and mrkdwn has no escape for its
 * formatting signs; there they are replaced by signs that look like them.
 */
import type { PlainTextElement, SectionBlock } from '@slack/types';
import { clean, cut } from '../../../src/bot.ts';

export { cut };

const ELLIPSIS = '…';
/** Slack refuses empty text. */
const NOTHING = '–';
/** Zero width; breaks what would become a link or a mention without showing. */
const JOINER = '\u2060';
/** Longer than any grapheme worth keeping whole. */
const MARGIN = 64;

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });

const LOOK_ALIKE: Readonly<Record<string, string>> = { '*': '∗', _: 'ˍ', '~': '∼', '`': 'ˋ', ':': '∶' };
const MEANT = new Map(Object.entries(LOOK_ALIKE).map(([sign, looks]) => [looks, sign]));
const ENTITY: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** What could open an emoji's name; the colon of a time of day cannot, and is left to be typed back. */
const EMOJI_COLON = /(?<!\d):(?=[^\s:]*:)|:(?!\d\d(?!\d))(?=[^\s:]*:)/gu;

/** What a person copied out of a message, as it was before it was made safe. */
export const copiedBack = (text: string): string =>
  text.replaceAll(JOINER, '').replace(/[∗ˍ∼ˋ∶]/gu, (sign) => MEANT.get(sign) ?? sign);

/** The text with nothing in it that mrkdwn would format, link, mention or turn into an emoji, but `&`, `<` and `>`. */
const defuse = (text: string): string =>
  text
    .replace(/[*_~`]/gu, (sign) => LOOK_ALIKE[sign] ?? sign)
    .replace(/^(\s*)>/gmu, '$1›')
    .replace(EMOJI_COLON, '∶')
    .replace(/:\/\//gu, `:${JOINER}//`)
    .replace(/([@#])(?=\S)/gu, `$1${JOINER}`)
    .replace(/\.(?=\p{L})/gu, `.${JOINER}`);

/**
 * The text as mrkdwn that reads like it and does nothing. At most `max` UTF-16 units, entities and joiners counted; no
 * entity and no grapheme is split.
 */
export function mrkdwn(text: string, max = 3000): string {
  // Nothing gets shorter below, so what lies far beyond the cut need not be looked at.
  const near = clean(text).slice(0, max + MARGIN);
  const escaped = [...graphemes.segment(defuse(near))].map(({ segment }) =>
    segment.replace(/[&<>]/gu, (sign) => ENTITY[sign] ?? sign),
  );
  const whole = escaped.join('');
  if (whole.length <= max) return whole;
  let kept = '';
  for (const piece of escaped) {
    if (kept.length + piece.length + ELLIPSIS.length > max) break;
    kept += piece;
  }
  // A sign that waits for what it would turn into something is not the last one.
  return kept.replace(/[@#:]+$/u, '') + ELLIPSIS;
}

/** The words cleaned and cut, and never empty. */
export const safeText = (text: string, max: number): string => cut(clean(text), max) || NOTHING;

/** Text that Slack shows as it is. `emoji`: `:wave:` becomes a picture, for our own words only. */
export const plainText = (text: string, max: number, emoji = false): PlainTextElement => ({
  type: 'plain_text',
  text: safeText(text, max),
  emoji,
});

/** A paragraph that Slack shows as it is. */
export const section = (text: string, blockId: string): SectionBlock => ({
  type: 'section',
  block_id: blockId,
  text: plainText(text, 3000),
});
