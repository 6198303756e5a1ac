/**
 * A card as every other channel needs it: words for one reader, already clean, in the pieces that platforms lay out.
 *
 * What must stay readable wherever text is cut is `offered` (with the amount) and `end` (with the deadline); the note,
 * the items and an outcome's quoted reason give way.
 */
import type { CardAction, CardView } from '../../contract/chat.ts';
import type { Offer } from '../../contract/request.ts';
import type { RequestState } from '../../domain/request.ts';
import { wordingTag } from '../../i18n/languages.ts';
import { cardFacts } from '../notices.ts';
import { cardSentences, renderCard } from '../rendering.ts';
import type { CardFacts } from '../transcript.ts';
import { type Reader, settled, voiceOf } from '../voice.ts';
import { clean, cut, oneLine } from './plain.ts';

export interface SheetButton {
  id: CardAction['id'];
  label: string;
  consequence: string;
}
export interface Fact {
  label: string;
  value: string;
}
export interface CardSheet {
  card: CardView;
  /** A BCP 47 tag of the language the sheet is written in. */
  locale: string;
  title: string;
  /** One sentence: who offers how much. */
  offered: string;
  note?: string;
  /** One line each: how many, of what. */
  items: string[];
  /** `and 3 more`. */
  more(count: number): string;
  /** What to do and until when; for a closed offer what came of it. */
  end: string;
  facts: Fact[];
  /** While the offer waits. */
  deadline?: Fact;
  /** Empty where the reader may not answer, and once the offer is closed. */
  buttons: SheetButton[];
  /** The page on which this buyer answers, while the offer waits. */
  open?: { label: string; url: string; sentence: string };
  /** Everything as one plain text, without the link. */
  text: string;
}

/**
 * An offer of the request for this reader at `now` (milliseconds since the epoch). `answerUrl` is shown while the reader
 * may answer; whether they may be told it is the caller's to say.
 */
export const sheetOf = (
  state: RequestState,
  offer: Offer,
  reader: Reader,
  now: number,
  { answerUrl, sellerName }: { answerUrl?: string | undefined; sellerName?: string | undefined } = {},
): CardSheet => sheetOfFacts(cardFacts(state, offer, sellerName), reader, now, answerUrl);

/** The same from what a conversation holds of the offer. */
export function sheetOfFacts(facts: CardFacts, reader: Reader, now: number, answerUrl?: string): CardSheet {
  const { offer } = facts;
  const at = settled(reader, facts.home);
  const card = renderCard(facts, at, now);
  const { offered, note, end } = cardSentences(facts, card, at, now);
  const { say, money, until, reader: role } = voiceOf(at);
  const waits = offer.status === 'pending' && offer.expiresAt !== null;
  const deadline =
    waits && offer.expiresAt ? { label: say('export.deadline'), value: until(offer.expiresAt) } : undefined;
  return {
    card,
    locale: wordingTag(at.locale),
    title: oneLine(card.title),
    offered,
    ...(card.note ? { note: clean(card.note) } : {}),
    items: card.items.map(({ title, missingQuantity }) => `${missingQuantity} × ${oneLine(title)}`),
    more: (count) => say('export.more', { count }),
    end: clean(end),
    facts: [
      { label: say('export.amount'), value: card.formattedAmount },
      {
        label: say('export.share'),
        value: say(role === 'buyer' ? 'export.shareOfYours' : 'export.shareOf', {
          percent: card.percent,
          claim: money(card.claimValue),
        }),
      },
      ...(deadline ? [deadline] : []),
    ],
    ...(deadline ? { deadline } : {}),
    buttons: card.actions.map(({ id, label, consequence }) => ({ id, label, consequence })),
    ...(answerUrl && card.actions.length > 0
      ? { open: { label: say('export.open'), url: answerUrl, sentence: say('export.link', { url: answerUrl }) } }
      : {}),
    text: clean([offered, note, end].filter(Boolean).join(' ')),
  };
}

/** The note as a quotation of at most `max` UTF-16 units; nothing where less than a word would fit. */
export function quoted(note: string | undefined, max: number): string[] {
  const room = max - 2;
  return note && room >= Math.min(note.length, 12) ? [`“${cut(note, room)}”`] : [];
}

/** The first `most` items, each at most `width` UTF-16 units, and how many more there are. */
export function firstItems({ items, more }: CardSheet, most: number, width: number): string[] {
  const shown = items.slice(0, most).map((item) => cut(item, width));
  return items.length > most ? [...shown, more(items.length - most)] : shown;
}

const ITEM_WIDTH = 100;

/** As many items as have room in `max` UTF-16 units, with their line ends, and how many more there are. */
function itemsWithin({ items, more }: CardSheet, max: number): string[] {
  const shown: string[] = [];
  let left = max;
  for (const [index, item] of items.entries()) {
    const line = cut(item, ITEM_WIDTH);
    const after = items.length - index - 1;
    const reserve = after > 0 ? more(after).length + 1 : 0;
    if (line.length + 1 + reserve > left) {
      const rest = more(items.length - index);
      return rest.length + 1 > left || index === 0 ? shown : [...shown, rest];
    }
    shown.push(line);
    left -= line.length + 1;
  }
  return shown;
}

/** What is left for the offer where a link stands below it; a link that leaves less is not shown. */
const LEAST_BESIDE_LINK = 300;

/** The whole offer in lines and, below it, where to answer: for what may be shown without its buttons. */
export function textWithLink(sheet: CardSheet, max: number): string {
  const sentence = sheet.open?.sentence ?? '';
  const left = max - sentence.length - 1;
  if (sentence === '' || left < LEAST_BESIDE_LINK) return textWithin(sheet, max);
  return `${textWithin(sheet, left)}\n${sentence}`;
}

/** The whole offer in lines, at most `max` UTF-16 units: the note takes up to half of what the sentences leave. */
export function textWithin(sheet: CardSheet, max: number): string {
  const { offered, note } = sheet;
  const end = cut(sheet.end, max - offered.length - 1);
  let left = max - offered.length - end.length - 1;
  const quotation = quoted(note, Math.floor(left / 2) - 1);
  left -= quotation.reduce((sum, line) => sum + line.length + 1, 0);
  return [offered, ...quotation, ...itemsWithin(sheet, left), end].filter(Boolean).join('\n');
}
