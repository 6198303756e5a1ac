/** The card as the body of Chatwoot's "create new message" call. */
import { escapeForBoth, unlinked } from './markdown.ts';
import { cut } from './plain.ts';
import { type CardSheet, textWithLink } from './sheet.ts';
import type { ValueOf } from './values.ts';

/**
 * What a message may hold. Chatwoot hands an `input_select` of a WhatsApp inbox on as reply buttons, so that WhatsApp's
 * limits are the ones to keep: `content` 1,024, three items, item titles 20 (see whatsapp.ts). An `input_select` needs
 * an item and knows no keys but `title` and `value` (chatwoot/chatwoot, `ContentAttributeValidator`).
 *
 * A website's widget draws `content` from Markdown since 3.1 and the agents' pages from HTML, so words for it are escaped
 * for both; any other client gets them as they are. It is a Liquid template before that, which people's words must not be.
 * Options are drawn only by clients that know them, so the link to answer with stands below the words.
 */
export const CHATWOOT_LIMITS = { content: 1024, items: 3, title: 20 } as const;

export type ChatwootMessage =
  | { content: string; content_type: 'text' }
  | {
      content: string;
      content_type: 'input_select';
      content_attributes: { items: { title: string; value: string }[] };
    };

const ZERO_WIDTH_SPACE = '\u200B';

/** Words in which Chatwoot finds no Liquid (`{{…}}`, `{%…%}`): nothing of theirs is looked up or run. */
export const inert = (text: string): string => text.replace(/\{(?=[{%])/gu, `{${ZERO_WIDTH_SPACE}`);

/** Before anything is cut, so that what must stay readable does. */
const inertSheet = (sheet: CardSheet): CardSheet => ({
  ...sheet,
  ...(sheet.note ? { note: inert(unlinked(sheet.note)) } : {}),
  items: sheet.items.map((item) => inert(unlinked(item))),
  end: inert(unlinked(sheet.end)),
});

/** `drawn`: whether the inbox's client draws Markdown, as a website's does. */
export function chatwootMessage(sheet: CardSheet, valueFor: ValueOf, drawn = true): ChatwootMessage {
  const words = textWithLink(inertSheet(sheet), CHATWOOT_LIMITS.content);
  const content = drawn ? escapedBesideLink(words, sheet) : words;
  const items = sheet.buttons
    .slice(0, CHATWOOT_LIMITS.items)
    .map(({ id, label }) => ({ title: cut(label, CHATWOOT_LIMITS.title), value: valueFor(id) }));
  if (items.length === 0) return { content, content_type: 'text' };
  return { content, content_type: 'input_select', content_attributes: { items } };
}

/** The link stays one. */
function escapedBesideLink(words: string, { open }: CardSheet): string {
  const end = open && words.endsWith(open.sentence) ? open.sentence : '';
  return escapeForBoth(words.slice(0, words.length - end.length)) + end;
}
