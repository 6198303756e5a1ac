/**
 * Pictures in a chat: small, each the link to what it shows. They are the evidence that a sentence of the platform
 * names, and what people's own links end in.
 *
 * Safe to show because they are only ever images: https alone, asked for without a referrer and not before they come
 * into view. A picture that cannot be had gives its place to the address.
 */
import { html, nothing, type TemplateResult } from 'lit';
import type { AttachmentView } from '../../contract/attachment.ts';
import type { MessageView } from '../../contract/chat.ts';
import { fill, type PageStrings } from '../../i18n/pages/index.ts';
import { type Piece, tokenize } from './tokenize.ts';

const PICTURE = /\.(?:jpe?g|png|webp|avif|gif)$/iu;
/** What evidence may be beside pictures; nobody's phone should fetch it for a thumbnail. */
const NO_PICTURE = /\.(?:pdf|mp4|mov|webm|avi|mp3|m4a|zip|docx?|xlsx?|html?)$/iu;
/** A message full of links stays a message. */
const MOST = 6;

const pathOf = (href: string): string | undefined => {
  const url = URL.canParse(href) ? new URL(href) : undefined;
  return url?.protocol === 'https:' && !url.username && !url.password ? url.pathname : undefined;
};

/** Whether a link that somebody wrote is one to a picture. */
export const isPicture = (href: string): boolean => PICTURE.test(pathOf(href) ?? '');

/** Whether evidence may be a picture: many are, at addresses that do not say so. */
export function maybePicture(href: string): boolean {
  const path = pathOf(href);
  return path !== undefined && !NO_PICTURE.test(path);
}

const showLink = (event: Event): void => {
  (event.target as HTMLElement).hidden = true;
};

/** An address as short as still says whose it is and what: `cdn.example/box.jpg`. */
function nameOf(href: string): string {
  const { host, pathname } = new URL(href);
  const last = pathname.split('/').findLast(Boolean) ?? '';
  return last ? `${host}/${last.length > 40 ? `…${last.slice(-40)}` : last}` : host;
}

/** A link that opens beside the page and takes nothing of it along. */
export const linkTo = (href: string, words: string): TemplateResult =>
  html`<a href=${href} target="_blank" rel="noopener noreferrer nofollow">${words}</a>`;

function thumbnail(href: string, alt: string): TemplateResult {
  return html`<a class="picture" href=${href} target="_blank" rel="noopener noreferrer nofollow"
    ><img src=${href} alt=${alt} loading="lazy" decoding="async" referrerpolicy="no-referrer" @error=${showLink} /><span
      >${nameOf(href)}</span
    ></a
  >`;
}

/** Photos that were sent into the chat. Their links are the reader's own and end, so they are never shown as text. */
export const photoRow = (photos: readonly AttachmentView[], strings: PageStrings): TemplateResult =>
  html`<div class="pictures photos">
    ${photos.map(({ url, thumbnailUrl, alt }, index) => {
      const words = alt ?? fill(strings.picture, { number: index + 1 });
      return html`<a class="picture" href=${url} target="_blank" rel="noopener noreferrer nofollow"
        ><img src=${thumbnailUrl} alt=${words} loading="lazy" decoding="async" @error=${showLink} /><span>${words}</span></a
      >`;
    })}
  </div>`;

/** A row of pictures; what cannot be one is a link in it. `linked`: the text says the addresses too. */
export function pictureRow(
  hrefs: readonly string[],
  strings: PageStrings,
  linked?: 'linked',
): TemplateResult | typeof nothing {
  const links = hrefs.filter((href) => /^https?:\/\//iu.test(href) && URL.canParse(href));
  if (links.length === 0) return nothing;
  return html`<div class="pictures ${linked ?? ''}">
    ${links.map((href, index) =>
      maybePicture(href) ? thumbnail(href, fill(strings.picture, { number: index + 1 })) : linkTo(href, nameOf(href)),
    )}
  </div>`;
}

/** The pictures that a text links to, each once. */
export const picturesIn = (pieces: readonly Piece[]): string[] =>
  [...new Set(pieces.flatMap(({ href }) => (href && isPicture(href) ? [href] : [])))].slice(0, MOST);

/** What was said, without the addresses that it ends in, where they are shown as pictures below it. */
export function wordsOf({ text, evidence = [] }: Pick<MessageView, 'text' | 'evidence'>): Piece[] {
  const pieces = tokenize(text);
  const shown = new Set(evidence.flatMap((href) => (URL.canParse(href) ? [new URL(href).href] : [])));
  const isShown = ({ href }: Piece): boolean => href !== undefined && shown.has(href);
  const end = pieces.findLastIndex(
    (piece) => !isShown(piece) && (piece.href !== undefined || /\p{L}/u.test(piece.text)),
  );
  return pieces.filter((piece, index) => index <= end || (!isShown(piece) && piece.text.trim()));
}
