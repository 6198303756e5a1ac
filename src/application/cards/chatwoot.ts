/** The card as the body of Chatwoot's "create new message" call. */
import { cut } from './plain.ts';
import { type CardSheet, textWithin } from './sheet.ts';
import type { ValueOf } from './values.ts';

/**
 * What a message may hold. Chatwoot hands an `input_select` of a WhatsApp inbox on as reply buttons, so that WhatsApp's
 * limits are the ones to keep: `content` 1,024, three items, item titles 20 (see whatsapp.ts). An `input_select` needs
 * an item and knows no keys but `title` and `value` (chatwoot/chatwoot, `ContentAttributeValidator`).
 *
 * `content` is plain: the widget shows the title of options as it is. It is a Liquid template before that, which people's
 * words must not be.
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
  ...(sheet.note ? { note: inert(sheet.note) } : {}),
  items: sheet.items.map(inert),
  end: inert(sheet.end),
});

export function chatwootMessage(sheet: CardSheet, valueFor: ValueOf): ChatwootMessage {
  const content = textWithin(inertSheet(sheet), CHATWOOT_LIMITS.content);
  const items = sheet.buttons
    .slice(0, CHATWOOT_LIMITS.items)
    .map(({ id, label }) => ({ title: cut(label, CHATWOOT_LIMITS.title), value: valueFor(id) }));
  if (items.length === 0) return { content, content_type: 'text' };
  return { content, content_type: 'input_select', content_attributes: { items } };
}
