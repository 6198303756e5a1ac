/** The card as a WhatsApp Cloud API message: reply buttons while it waits, text once it is closed. Add `to` and send. */
import { cut } from './plain.ts';
import { type CardSheet, textWithin, textWithLink } from './sheet.ts';
import type { ValueOf } from './values.ts';

/**
 * What a message may hold (developers.facebook.com, WhatsApp Cloud API, "Interactive reply buttons messages" and "Text
 * messages"): body 1,024 characters, header and footer 60, up to 3 buttons with titles of 20 and ids of 256; a text
 * 4,096. Bodies read `*bold*` and the like and know no way to escape them; nothing in them can become a link's label or
 * a mention.
 */
export const WHATSAPP_LIMITS = {
  body: 1024,
  header: 60,
  footer: 60,
  buttons: 3,
  title: 20,
  id: 256,
  text: 4096,
} as const;

interface Interactive {
  type: 'button';
  header: { type: 'text'; text: string };
  body: { text: string };
  footer?: { text: string };
  action: { buttons: { type: 'reply'; reply: { id: string; title: string } }[] };
}
export type WhatsAppMessage = { messaging_product: 'whatsapp'; recipient_type: 'individual' } & (
  | { type: 'interactive'; interactive: Interactive }
  | { type: 'text'; text: { preview_url: false; body: string } }
);

const ADDRESSED = { messaging_product: 'whatsapp', recipient_type: 'individual' } as const;

export function whatsAppMessage(sheet: CardSheet, valueFor: ValueOf): WhatsAppMessage {
  const { body, header, footer, buttons, title, text } = WHATSAPP_LIMITS;
  if (sheet.buttons.length === 0) {
    return { ...ADDRESSED, type: 'text', text: { preview_url: false, body: textWithin(sheet, text) } };
  }
  const { deadline } = sheet;
  return {
    ...ADDRESSED,
    type: 'interactive',
    interactive: {
      type: 'button',
      header: { type: 'text', text: cut(sheet.title, header) },
      body: { text: textWithLink(sheet, body) },
      ...(deadline ? { footer: { text: cut(`${deadline.label}: ${deadline.value}`, footer) } } : {}),
      action: {
        buttons: sheet.buttons
          .slice(0, buttons)
          .map(({ id, label }) => ({ type: 'reply', reply: { id: valueFor(id), title: cut(label, title) } })),
      },
    },
  };
}
