/** The card for a channel without cards: the sentence the chat shows, and where to answer. */
import type { CardSheet } from './sheet.ts';

export interface TextCard {
  /** Everything, the answer link included. */
  text: string;
  /** Only while the offer waits for this buyer. */
  answerUrl?: string;
}

export const textCard = ({ text, open }: CardSheet): TextCard =>
  open ? { text: `${text} ${open.sentence}`, answerUrl: open.url } : { text };
