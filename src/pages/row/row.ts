/**
 * What a list shows of a request, in three lines: enough to decide whether to open it. Shops and agents see the same row;
 * what differs between them (`Face`) is what they call things, and what the row stands in. Facts that find no room are
 * left out whole, the last one first. On a phone the time left is a line of its own.
 *
 *     picture  title                asked for, or offered of what was asked for
 *              facts                                    who answers: time left
 *              mark · tag · 3 · last words
 */
import { html, nothing, type TemplateResult } from 'lit';
import { erasedSaid } from '../../contract/erased-mark.ts';
import type { ChatState, Offer, RequestView } from '../../contract/request.ts';
import { formatMoney } from '../../i18n/format.ts';
import { fill } from '../../i18n/pages/index.ts';
import type { SellerStrings } from '../../i18n/seller/index.ts';
import { parcelIcon } from '../chat/icons.ts';
import { parcelProblem } from './parcel-problem.ts';
import { timeLeft } from './time-left.ts';

/** How the list that a row stands in speaks of it. */
export interface Face {
  strings: SellerStrings;
  locale: string;
  /** By the server's clock, in milliseconds. */
  now: number;
  /** The title, as what opens the request. */
  title: TemplateResult | string;
  /** Where the request stands, if that tells it from its neighbours; a parcel that does not arrive tells more. */
  tag?: { words: string; tone: string } | undefined;
  /** Whose it is: what comes first and is never left out. Nothing where the page says it. */
  shop?: string;
  /** What else tells it from its neighbours, what matters most first. */
  facts: readonly (string | undefined)[];
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

/** What was said last, by whom unless it was the buyer; before anybody wrote, what the buyer asked with: words, or evidence alone. */
function lastWords({ chat, text, evidence }: RequestView, { who, strings }: Face): string {
  const said = erasedSaid(chat?.lastText ?? text, strings.erased);
  if (!said) return evidence && evidence.length > 0 ? strings.evidence : '';
  return chat?.lastText && chat.lastFrom && chat.lastFrom !== 'buyer' ? `${who(chat.lastFrom)}: ${said}` : `“${said}”`;
}

/** The parts from which those are left out that find no room: the last one first. */
function factsOf({ shop, facts, strings }: Face): TemplateResult {
  return html`<span class="facts"
    >${shop ? html`<bdi class="fact shop">${shop}</bdi>` : nothing}${erasedSaid(facts, strings.erased).map((fact) => (fact ? html`<bdi class="fact">${fact}</bdi>` : nothing))}</span
  >`;
}

const unreadOf = ({ chat }: RequestView, strings: SellerStrings): TemplateResult | typeof nothing =>
  chat && chat.unread > 0
    ? html`<span class="unread"
        ><span aria-hidden="true">${chat.unread}</span><span class="heard">${fill(strings.unread, { count: chat.unread })}</span></span
      >`
    : nothing;

function dueOf({ deadline }: RequestView, { now, due, strings }: Face): TemplateResult | typeof nothing {
  if (!deadline) return nothing;
  const left = timeLeft(deadline, now, strings, strings.leftWholeHours);
  return html`<span class="when ${left.tone}"><span class="due">${due}: </span><span class="left">${left.text}</span></span>`;
}

export function rowFace(request: RequestView, face: Face): TemplateResult {
  const { strings, locale, mark } = face;
  const tag = parcelProblem(request) ? { words: strings.deliveryProblem, tone: 'over' } : face.tag;
  return html`
    ${pictureOf(request)}
    <span class="body">
      <span class="line">
        <span class="title">${face.title}</span>
        <span class="sum">${sumOf(request, strings, locale)}</span>
      </span>
      <span class="line second">${factsOf(face)} ${dueOf(request, face)}</span>
      <span class="line third">
        ${mark ?? nothing} ${tag ? html`<span class="chip ${tag.tone}">${tag.words}</span>` : nothing} ${unreadOf(request, strings)}
        <bdi class="words">${lastWords(request, face)}</bdi>
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
