/** Words on their way into other people's chats: free of what cannot be seen, and cut where a reader would cut. */

import { asWritten } from '../../contract/written.ts';

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });
const ELLIPSIS = '…';

/**
 * Words as they are kept (written.ts), whatever wrote them, and without signs of direction: what follows may cut them
 * anywhere, and one that is left open turns around the amount that follows it.
 */
export const clean = (text: string): string => asWritten(text.replace(/[\u202A-\u202E\u2066-\u2069]/gu, ''));

/** The same on one line. */
export const oneLine = (text: string): string => clean(text).replace(/[\n\t ]+/gu, ' ');

/**
 * At most `max` UTF-16 units (the strictest way in which platforms count characters), cut between graphemes: an emoji
 * or a letter with its marks is there whole or not at all. What was cut ends in `…`.
 */
export function cut(text: string, max: number): string {
  if (text.length <= max) return text;
  if (max < ELLIPSIS.length) return '';
  let kept = '';
  for (const { segment } of graphemes.segment(text)) {
    if (kept.length + segment.length + ELLIPSIS.length > max) break;
    kept += segment;
  }
  return kept.trimEnd() + ELLIPSIS;
}
