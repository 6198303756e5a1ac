/** Finds links in what people wrote, so that they can be shown as anchors and everything else as text. */

export type Piece = { text: string; href?: string };

/** Invisible signs end an address: with those of writing direction in it, it could be read as another. */
const CANDIDATE = /https?:\/\/[^\s<>"'`\p{Cf}]+/giu;
/** Marks that end a sentence, brackets and quotes that close are not part of the link before them. */
const TRAILING = /[.,;:!?…。、\p{Pe}\p{Pf}]+$/u;

/** Splits text into plain pieces and http(s) links. Only what the URL parser accepts, and without credentials. */
export function tokenize(text: string): Piece[] {
  const pieces: Piece[] = [];
  let end = 0;
  for (const match of text.matchAll(CANDIDATE)) {
    const link = match[0].replace(TRAILING, '');
    if (!URL.canParse(link)) continue;
    const url = new URL(link);
    if (url.username || url.password) continue;
    if (match.index > end) pieces.push({ text: text.slice(end, match.index) });
    pieces.push({ text: link, href: url.href });
    end = match.index + link.length;
  }
  if (end < text.length) pieces.push({ text: text.slice(end) });
  return pieces;
}
