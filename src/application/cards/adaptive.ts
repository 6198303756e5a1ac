/**
 * The card as an Adaptive Card 1.3 (Teams, Webex, Bot Framework): the newest version that all of them draw; Webex shows
 * `fallbackText` in place of a newer one (developer.webex.com, "Buttons and Cards").
 */
import { escapeMarkdown } from './markdown.ts';
import { cut } from './plain.ts';
import { type CardSheet, firstItems, quoted, type SheetButton } from './sheet.ts';
import type { ValueOf } from './values.ts';

/**
 * What a card may hold.
 * - `bytes`: Teams, incoming webhooks and workflows: 28 KB a message (learn.microsoft.com, "Create Incoming Webhooks");
 *   bots may send more. The other three keep the card far below it, whatever people wrote.
 * - TextBlock and FactSet read Markdown, TextRun would not; both read `{{DATE()}}` (learn.microsoft.com,
 *   "Text features").
 */
export const ADAPTIVE_LIMITS = { bytes: 28_000, note: 1000, items: 20, itemWidth: 100, end: 1500 } as const;

interface TextBlock {
  type: 'TextBlock';
  text: string;
  wrap: true;
  size?: 'Large';
  weight?: 'Bolder';
  spacing?: 'None' | 'Small';
  isSubtle?: true;
}
interface FactSet {
  type: 'FactSet';
  facts: { title: string; value: string }[];
}
type Action =
  | { type: 'Action.OpenUrl'; title: string; url: string }
  | { type: 'Action.Submit'; title: string; style?: 'positive'; data: AnswerData };
/** What the bot that sent the card is handed when a button is pressed. */
interface AnswerData {
  value: string;
  requestId: string;
  offerId: string;
  action: SheetButton['id'];
}
export interface AdaptiveCard {
  type: 'AdaptiveCard';
  $schema: string;
  version: '1.3';
  lang: string;
  /** Shown by hosts that know no 1.3, some of them as HTML: the offer and where to answer, nothing that people wrote. */
  fallbackText: string;
  body: (TextBlock | FactSet | { type: 'ActionSet'; actions: Action[] })[];
}

/** Markdown needs an empty line to begin a new one. */
const block = (text: string, look: Partial<TextBlock> = {}): TextBlock => ({
  type: 'TextBlock',
  text: escapeMarkdown(text).replace(/\n\s*/gu, '\n\n'),
  wrap: true,
  ...look,
});

export function adaptiveCard(sheet: CardSheet, valueFor: ValueOf): AdaptiveCard {
  const { note, items, itemWidth, end } = ADAPTIVE_LIMITS;
  const actions = actionsOf(sheet, valueFor);
  return {
    type: 'AdaptiveCard',
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    version: '1.3',
    lang: sheet.locale,
    fallbackText: sheet.open ? `${sheet.offered} ${sheet.open.sentence}` : sheet.offered,
    body: [
      block(sheet.title, { size: 'Large', weight: 'Bolder' }),
      {
        type: 'FactSet',
        facts: sheet.facts.map(({ label, value }) => ({ title: escapeMarkdown(label), value: escapeMarkdown(value) })),
      },
      ...quoted(sheet.note, note).map((line) => block(line)),
      ...firstItems(sheet, items, itemWidth).map((line) => block(line, { spacing: 'Small', isSubtle: true })),
      ...(sheet.end ? [block(cut(sheet.end, end))] : []),
      ...(actions.length > 0 ? [{ type: 'ActionSet' as const, actions }] : []),
    ],
  };
}

function actionsOf({ card, buttons, open }: CardSheet, valueFor: ValueOf): Action[] {
  const { requestId, offerId } = card;
  const answers = buttons.map(
    ({ id, label }): Action => ({
      type: 'Action.Submit',
      title: label,
      ...(id === 'accept' ? { style: 'positive' as const } : {}),
      data: { value: valueFor(id), action: id, requestId, offerId },
    }),
  );
  return open ? [...answers, { type: 'Action.OpenUrl', title: open.label, url: open.url }] : answers;
}
