/** Finds links in what people wrote, so that they can be shown as anchors and everything else as text. */

export type Piece = { text: string; href?: string };

const CANDIDATE = /https?:\/\/[^\s<>"'`]+/giu;
/** Marks that end a sentence are not part of the link before them. */
const TRAILING = /[.,;:!?…。、)\]}]+$/u;

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
