/** The formats in which a card leaves for other channels. */
import { adaptiveCard } from './adaptive.ts';
import { chatwootMessage } from './chatwoot.ts';
import { lineMessage } from './line.ts';
import type { CardSheet } from './sheet.ts';
import { textCard } from './text.ts';
import type { ValueOf } from './values.ts';
import { whatsAppMessage } from './whatsapp.ts';

export const CARD_FORMATS = ['text', 'adaptive', 'chatwoot', 'line', 'whatsapp'] as const;
export type CardFormat = (typeof CARD_FORMATS)[number];

const EXPORT: Record<CardFormat, (sheet: CardSheet, valueFor: ValueOf) => object> = {
  text: textCard,
  adaptive: adaptiveCard,
  chatwoot: chatwootMessage,
  line: lineMessage,
  whatsapp: whatsAppMessage,
};

/** The card as a message that the platform accepts, whatever people wrote into it; its buttons carry these values. */
export const exportCard = (format: CardFormat, sheet: CardSheet, valueFor: ValueOf): object =>
  EXPORT[format](sheet, valueFor);
