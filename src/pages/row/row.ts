/**
 * What a list shows of a request, in two lines: enough to decide whether to open it. Shops and agents see the same row;
 * what differs between them (`Face`) is what they call things, and what the row stands in. Where there is little room
 * the last words are a line of their own.
 *
 *     picture  title                                    asked for, or offered of what was asked for
 *              mark · tag · 3 · reason · where · last words     who answers: time left
 */
import { html, nothing, type TemplateResult } from 'lit';
import { erasedSaid } from '../../contract/erased-mark.ts';
import type { ChatState, Offer, RequestView } from '../../contract/request.ts';
import { formatMoney } from '../../i18n/format.ts';
import { fill } from '../../i18n/pages/index.ts';
import type { SellerStrings } from '../../i18n/seller/index.ts';
import { parcelIcon } from '../chat/icons.ts';
import { timeLeft } from './time-left.ts';

/** How the list that a row stands in speaks of it. */
export interface Face {
  strings: SellerStrings;
  locale: string;
  /** By the server's clock, in milliseconds. */
  now: number;
  /** The title, as what opens the request. */
  title: TemplateResult | string;
  /** Where the request stands, if that tells it from its neighbours. */
  tag?: { words: string; tone: string } | undefined;
  /** Whose it is, and where: what the reader does not know from the page. */
  where?: string;
  /** Who answers by the deadline, and what. */
  due: string;
  /** Who wrote last. */
  who: (from: NonNullable<ChatState['lastFrom']>) => string;
  /** What has happened to the row. */
  mark?: TemplateResult | undefined;
}

const hide = (event: Event): void => {
  (event.target as HTMLElement).hidden = true;
};

/** An offer that still means something: it waits for its answer, or was what both agreed on. */
const STANDS: readonly Offer['status'][] = ['pending', 'accepted', 'auto_approved'];

/** `฿62.00`, and once money was offered `฿49.60 of ฿62.00 (80%)`. */
export function sumOf({ claimValue, offer }: RequestView, strings: SellerStrings, locale: string): string {
  const claim = formatMoney(claimValue, locale);
  if (!offer || !STANDS.includes(offer.status)) return claim;
  return fill(strings.offeredOf, { amount: formatMoney(offer.amount, locale), claim, percent: offer.percent });
}

const pictureOf = ({ items }: RequestView): TemplateResult => {
  const src = items.find(({ imageUrl }) => imageUrl)?.imageUrl;
  return html`<span class="picture"
    >${parcelIcon}${
      src
        ? html`<img src=${src} alt="" loading="lazy" decoding="async" referrerpolicy="no-referrer" @error=${hide} />`
        : nothing
    }</span
  >`;
};

/** What was said last, by whom unless it was the buyer; before anybody wrote, what the buyer asked with. */
function lastWords({ chat, text }: RequestView, { who, strings }: Face): string {
  const said = erasedSaid(chat?.lastText ?? text, strings.erased);
  if (!said) return '';
  return chat?.lastText && chat.lastFrom && chat.lastFrom !== 'buyer' ? `${who(chat.lastFrom)}: ${said}` : `“${said}”`;
}

const unreadOf = ({ chat }: RequestView, strings: SellerStrings): TemplateResult | typeof nothing =>
  chat && chat.unread > 0
    ? html`<span class="unread"
        ><span aria-hidden="true">${chat.unread}</span><span class="heard">${fill(strings.unread, { count: chat.unread })}</span></span
      >`
    : nothing;

function dueOf({ deadline }: RequestView, { now, due, strings }: Face): TemplateResult | typeof nothing {
  if (!deadline) return nothing;
  const left = timeLeft(deadline, now, strings);
  return html`<span class="when ${left.tone}"><span class="due">${due}: </span><span class="left">${left.text}</span></span>`;
}

export function rowFace(request: RequestView, face: Face): TemplateResult {
  const { strings, locale, tag, where, mark } = face;
  const facts = [strings[`reason_${request.reason}`], where].filter(Boolean).join(' · ');
  const words = lastWords(request, face);
  return html`
    ${pictureOf(request)}
    <span class="body">
      <span class="line">
        <span class="title">${face.title}</span>
        <span class="sum">${sumOf(request, strings, locale)}</span>
      </span>
      <span class="line second">
        ${mark ?? nothing} ${tag ? html`<span class="chip ${tag.tone}">${tag.words}</span>` : nothing}
        ${unreadOf(request, strings)}
        <span class="facts">${facts}</span>
        <bdi class="words">${words}</bdi>
        ${dueOf(request, face)}
      </span>
    </span>
  `;
}

/** Rows on their way: the shape of what will stand here, for the eye alone. */
export const skeletons = (count: number): TemplateResult[] =>
  Array.from(
    { length: count },
    () =>
      html`<li class="row skeleton" aria-hidden="true">
        <span class="picture"></span><span class="body"><span class="bone"></span><span class="bone"></span></span>
      </li>`,
  );
