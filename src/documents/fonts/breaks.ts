/**
 * Where a line may end. Latin scripts break at spaces; Thai writes words without spaces between them, so its words are
 * looked up (Intl.Segmenter); Chinese and Japanese break between any two characters, but no line begins with what closes
 * a phrase or ends with what opens one.
 */
import { graphemesOf } from './runs.ts';

const words = new Intl.Segmenter('th', { granularity: 'word' });

const UNSPACED = /[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const IDEOGRAPHIC = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303F\uFF00-\uFFEF]/u;
/** Belongs to what stands before it: spaces, closing marks, and Thai's signs of repetition and of abbreviation. */
const CLINGS = /^[\s\p{Pe}\p{Pf}\p{M}!%,.:;?、。，．：；！？％ๆฯーぁぃぅぇぉっゃゅょ]/u;
const OPENS = /[\p{Ps}\p{Pi}]\s*$/u;

/** The text cut wherever a line may end, in order; put together they are the text. Spaces stay at the end of a piece. */
export function piecesOf(text: string): string[] {
  const pieces: string[] = [];
  for (const chunk of text.match(/\S+\s*|\s+/gu) ?? []) {
    let joins = false;
    for (const part of partsOf(chunk)) {
      const last = pieces.length - 1;
      if (joins && (CLINGS.test(part) || OPENS.test(pieces[last] ?? ''))) pieces[last] += part;
      else pieces.push(part);
      joins = true;
    }
  }
  return pieces;
}

/** What stands between two spaces, cut further where its script allows it. */
function partsOf(chunk: string): string[] {
  if (IDEOGRAPHIC.test(chunk)) return ideographs(chunk);
  if (UNSPACED.test(chunk)) return thaiWords(chunk);
  return [chunk];
}

/** Between ideographs, and between them and words of other scripts, which stay whole. */
function ideographs(chunk: string): string[] {
  const parts: string[] = [];
  let open = false;
  for (const grapheme of graphemesOf(chunk)) {
    const wide = IDEOGRAPHIC.test(grapheme);
    if (open && !wide) parts[parts.length - 1] += grapheme;
    else parts.push(grapheme);
    open = !wide;
  }
  return parts;
}

/** House numbers and the like, `99/1`, stay with what they are written against. */
function thaiWords(chunk: string): string[] {
  const parts: string[] = [];
  let open = false;
  for (const { segment } of words.segment(chunk)) {
    const thai = UNSPACED.test(segment);
    if (open && !thai) parts[parts.length - 1] += segment;
    else parts.push(segment);
    open = !thai;
  }
  return parts;
}
