/** Draws what people read in Slack: mrkdwn, plain text and rich text. Everything becomes text nodes and anchors. */
import type {
  MrkdwnElement,
  PlainTextElement,
  RichTextBlock,
  RichTextBlockElement,
  RichTextElement,
  RichTextList,
} from '@slack/types';
import { html, nothing, type TemplateResult } from 'lit';
import { emojiOf, withEmoji } from './emoji.ts';
import { formatDate, type Inline, type Paragraph, parseMrkdwn, safeHref } from './mrkdwn.ts';

/** What drawing needs to know of whoever reads. */
export interface Reader {
  /** Names by user id. */
  users: Readonly<Record<string, string>>;
  /** Names by channel id. */
  channels: Readonly<Record<string, string>>;
  /** IANA zone. */
  zone: string;
  locale: string;
}

type Drawn = TemplateResult | string;

export function drawText(text: MrkdwnElement | PlainTextElement, reader: Reader): Drawn | TemplateResult[] {
  if (text.type === 'plain_text') return plain(text);
  return parseMrkdwn(text.text, { verbatim: text.verbatim === true }).map((part) => paragraph(part, reader));
}

/** Plain text: as it is written, with emoji codes replaced where the app did not say otherwise. */
export const plain = ({ text, emoji }: Pick<PlainTextElement, 'text' | 'emoji'>): string =>
  emoji === false ? text : withEmoji(text);

function paragraph(part: Paragraph, reader: Reader): TemplateResult {
  if (part.kind === 'code') return html`<pre>${part.text}</pre>`;
  const inside = part.inside.map((inline) => drawInline(inline, reader));
  return part.kind === 'quote' ? html`<blockquote>${inside}</blockquote>` : html`<p>${inside}</p>`;
}

function drawInline(inline: Inline, reader: Reader): Drawn {
  switch (inline.kind) {
    case 'text':
      return inline.text;
    case 'break':
      return html`<br />`;
    case 'bold':
      return html`<b>${inline.inside.map((inner) => drawInline(inner, reader))}</b>`;
    case 'italic':
      return html`<i>${inline.inside.map((inner) => drawInline(inner, reader))}</i>`;
    case 'strike':
      return html`<s>${inline.inside.map((inner) => drawInline(inner, reader))}</s>`;
    case 'code':
      return html`<code>${inline.text}</code>`;
    case 'link':
      return link(inline.href, inline.text);
    case 'user':
      return mention(`@${reader.users[inline.id] ?? inline.id}`);
    case 'channel':
      return mention(`#${inline.name}`);
    case 'broadcast':
      return mention(`@${inline.range}`);
    case 'date':
      return formatDate(inline.seconds, inline.format, inline.fallback, reader.locale, reader.zone);
    case 'emoji':
      return emojiOf(inline.name);
  }
}

const mention = (name: string): TemplateResult => html`<span class="mention">${name}</span>`;

const link = (href: string, text: string): TemplateResult =>
  html`<a href=${href} target="_blank" rel="noopener noreferrer nofollow">${text}</a>`;

export const drawRichText = (block: RichTextBlock, reader: Reader): TemplateResult[] =>
  block.elements.map((element) => richPart(element, reader));

function richPart(part: RichTextBlockElement, reader: Reader): TemplateResult {
  const inside = (elements: readonly RichTextElement[]): Drawn[] =>
    elements.map((element) => richInline(element, reader));
  switch (part.type) {
    case 'rich_text_list':
      return richList(part, inside);
    case 'rich_text_quote':
      return html`<blockquote class="rich">${inside(part.elements)}</blockquote>`;
    case 'rich_text_preformatted':
      return html`<pre>${inside(part.elements)}</pre>`;
    default:
      return html`<p class="rich">${inside(part.elements)}</p>`;
  }
}

const MOST_INDENT = 8;

function richList(list: RichTextList, inside: (elements: readonly RichTextElement[]) => Drawn[]): TemplateResult {
  const items = list.elements.map(({ elements }) => html`<li class="rich">${inside(elements)}</li>`);
  const indent = `list indent-${Math.min(list.indent ?? 0, MOST_INDENT)}`;
  return list.style === 'ordered' ? html`<ol class=${indent}>${items}</ol>` : html`<ul class=${indent}>${items}</ul>`;
}

function richInline(element: RichTextElement, reader: Reader): Drawn {
  const style: { bold?: boolean; italic?: boolean; strike?: boolean; code?: boolean } = element.style ?? {};
  let drawn = richWords(element, reader);
  if (style.code) drawn = html`<code>${drawn}</code>`;
  if (style.strike) drawn = html`<s>${drawn}</s>`;
  if (style.italic) drawn = html`<i>${drawn}</i>`;
  return style.bold ? html`<b>${drawn}</b>` : drawn;
}

function richWords(element: RichTextElement, reader: Reader): Drawn {
  switch (element.type) {
    case 'text':
      return element.text;
    case 'link': {
      const href = safeHref(element.url);
      return href ? link(href, element.text ?? element.url) : (element.text ?? element.url);
    }
    case 'user':
      return mention(`@${reader.users[element.user_id] ?? element.user_id}`);
    case 'usergroup':
      return mention(`@${element.usergroup_id}`);
    case 'channel':
      return mention(`#${reader.channels[element.channel_id] ?? element.channel_id}`);
    case 'broadcast':
      return mention(`@${element.range}`);
    case 'emoji':
      return emojiOf(element.name);
    case 'date':
      return formatDate(element.timestamp, element.format, element.fallback ?? '', reader.locale, reader.zone);
    default:
      return '';
  }
}

/** Text without blocks, as an app may send it: all of it mrkdwn. */
export const drawMessageText = (text: string, reader: Reader): TemplateResult | typeof nothing =>
  text ? html`<div class="section">${drawText({ type: 'mrkdwn', text }, reader)}</div>` : nothing;
