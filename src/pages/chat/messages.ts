/** How one message looks. Everything a person wrote becomes text nodes; only http(s) links become anchors. */
import { html, nothing, type TemplateResult } from 'lit';
import type { MessageView, ReaderRole } from '../../contract/chat.ts';
import { formatDay, formatTime } from '../../i18n/format.ts';
import { fill, type PageStrings } from '../../i18n/pages/index.ts';
import { linkTo, photoRow, pictureRow, picturesIn, wordsOf } from './pictures.ts';
import { type Piece, tokenize } from './tokenize.ts';
import type { UnsentMessage } from './transcript.ts';

/** Who reads, in which language and zone, and what time it is for them. */
export interface Reading {
  reader: ReaderRole;
  strings: PageStrings;
  locale: string;
  zone: string;
  /** Milliseconds since the epoch. */
  now: number;
}

const TOGETHER_MS = 5 * 60_000;
const DAY_MS = 24 * 60 * 60_000;

/** `last`: what an address at the end is called in its place. */
const linked = (pieces: readonly Piece[], last?: string): (string | TemplateResult)[] =>
  pieces.map(({ text, href }, index) => (href ? linkTo(href, (!pieces[index + 1] && last) || text) : text));

/** The author as the reader knows them: by name, or by what they are. */
export function nameOf(author: MessageView['author'], strings: PageStrings): string {
  if (author.name) return author.name;
  const roles: Readonly<Record<string, string>> = {
    buyer: strings.roleBuyer,
    seller: strings.roleSeller,
    agent: strings.roleAgent,
  };
  return roles[author.role] ?? strings.rolePlatform;
}

/** The line between two days, or nothing where both messages are of one day. */
export function dayLine(message: MessageView, before: MessageView | undefined, reading: Reading) {
  const { locale, zone, strings, now } = reading;
  const day = formatDay(message.at, locale, zone);
  if (before && formatDay(before.at, locale, zone) === day) return nothing;
  const dayAt = (ms: number): string => formatDay(new Date(ms).toISOString(), locale, zone);
  const words = day === dayAt(now) ? strings.today : day === dayAt(now - DAY_MS) ? strings.yesterday : day;
  return html`<p class="day">${words}</p>`;
}

const startsGroup = (message: MessageView, before: MessageView | undefined): boolean =>
  before?.kind !== 'text' ||
  before.author.role !== message.author.role ||
  before.author.id !== message.author.id ||
  Date.parse(message.at) - Date.parse(before.at) > TOGETHER_MS;

/** What became of the reader's own message, where it is said at all: at the last one, and at the last one read. */
export type Fate = 'sent' | 'seen';

/** The photos of the chat, and the evidence that lies elsewhere. */
const shown = ({ attachments = [], evidence = [] }: MessageView, strings: PageStrings): TemplateResult => html`
  ${attachments[0] ? photoRow(attachments, strings) : nothing}
  ${pictureRow(
    evidence.filter((href) => !attachments.some(({ url }) => url === href)),
    strings,
  )}
`;

/** What somebody hears of a message who does not look. */
export function heardOf(message: MessageView, strings: PageStrings): string {
  const words = wordsOf(message).map(({ text }) => text);
  const said =
    message.card?.outcome ?? (words.join('') || fill(strings.photosIn, { count: message.attachments?.length ?? 0 }));
  return message.kind === 'text' ? `${nameOf(message.author, strings)}: ${said}` : said;
}

/** What somebody wrote. */
export function textMessage(
  message: MessageView,
  before: MessageView | undefined,
  fate: Fate | undefined,
  reading: Reading,
): TemplateResult {
  const { reader, strings, locale, zone } = reading;
  const own = message.author.role === reader;
  const first = startsGroup(message, before);
  const name = own ? strings.you : nameOf(message.author, strings);
  const pieces = wordsOf(message);
  return html`
    <div class="message ${own ? 'own' : ''} ${first ? 'first' : ''}">
      ${first ? html`<span class=${own ? 'heard' : 'name'}>${name}</span>` : nothing}
      ${pieces.length > 0 ? html`<div class="bubble" dir="auto">${linked(pieces)}</div>` : nothing}
      ${shown(message, strings)} ${pictureRow(picturesIn(pieces), strings, 'linked')}
      <span class="stamp">
        <time datetime=${message.at} dir="auto">${formatTime(message.at, locale, zone)}</time>${fate ? ` · ${strings[fate]}` : ''}
      </span>
    </div>
  `;
}

/** A sentence of the platform, with the evidence it names; the one address that it may end in shows the parcel's way. */
export const systemMessage = (message: MessageView, { locale, zone, strings }: Reading): TemplateResult => html`
  <div class="system">
    <p>${linked(wordsOf(message), strings.track)}</p>
    ${shown(message, strings)}
    <time class="stamp" datetime=${message.at} dir="auto">${formatTime(message.at, locale, zone)}</time>
  </div>
`;

/** What the reader has just sent. */
export const draftMessage = (draft: UnsentMessage, strings: PageStrings, resend: () => void): TemplateResult => html`
  <div class="message own">
    <div class="bubble" dir="auto">${draft.text ? linked(tokenize(draft.text)) : fill(strings.photosIn, { count: draft.attachments?.length ?? 0 })}</div>
    ${
      draft.state === 'sending'
        ? html`<span class="stamp">${strings.sending}</span>`
        : html`<span class="failed">
            ${strings.sendFailed}
            <button type="button" class="plain" @click=${resend}>${strings.retry}</button>
          </span>`
    }
  </div>
`;
