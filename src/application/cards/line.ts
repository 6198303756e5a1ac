/** The card as a LINE Flex message, to be sent with reply or push. */
import { cut, oneLine } from './plain.ts';
import { type CardSheet, type Fact, firstItems, quoted, textWithin } from './sheet.ts';
import type { ValueOf } from './values.ts';

/**
 * What a message may hold (developers.line.biz, Messaging API reference: "Flex Message", "Bubble", "Action objects";
 * characters are UTF-16 units).
 * - `altText` 1,500 characters today, 400 before and in SDKs that still check it: the smaller is kept. `bytes`: JSON of
 *   one bubble, 30 KB.
 * - `label` 20 characters (Flex buttons allow 40, other places that show the action 20), postback `data` and
 *   `displayText` 300, `uri` 1,000.
 * - A text component has no limit of its own: `note`, `items`, `itemWidth` and `end` keep the bubble below `bytes`.
 */
export const LINE_LIMITS = {
  altText: 400,
  bytes: 30_000,
  label: 20,
  data: 300,
  uri: 1000,
  note: 1000,
  items: 10,
  itemWidth: 100,
  end: 1500,
} as const;

interface Text {
  type: 'text';
  text: string;
  wrap: true;
  size?: 'sm' | 'lg';
  weight?: 'bold';
  color?: string;
  flex?: number;
}
interface Button {
  type: 'button';
  style: 'primary' | 'secondary' | 'link';
  height: 'sm';
  action:
    | { type: 'postback'; label: string; data: string; displayText: string }
    | { type: 'uri'; label: string; uri: string };
}
interface Box {
  type: 'box';
  layout: 'vertical' | 'baseline';
  spacing: 'sm' | 'md';
  contents: (Text | Button | Box)[];
}
export interface LineMessage {
  type: 'flex';
  altText: string;
  contents: { type: 'bubble'; body: Box; footer?: Box };
}

const QUIET = '#5b5e57';
const text = (words: string, look: Partial<Text> = {}): Text => ({ type: 'text', text: words, wrap: true, ...look });

export function lineMessage(sheet: CardSheet, valueFor: ValueOf): LineMessage {
  const { altText, note, items, itemWidth, end } = LINE_LIMITS;
  const buttons = buttonsOf(sheet, valueFor);
  const contents = [
    text(sheet.title, { weight: 'bold', size: 'lg' }),
    ...sheet.facts.map(factRow),
    ...quoted(sheet.note, note).map((line) => text(line)),
    ...firstItems(sheet, items, itemWidth).map((line) => text(line, { size: 'sm', color: QUIET })),
    ...(sheet.end ? [text(cut(sheet.end, end))] : []),
  ];
  return {
    type: 'flex',
    altText: oneLine(textWithin(sheet, altText)),
    contents: {
      type: 'bubble',
      body: { type: 'box', layout: 'vertical', spacing: 'md', contents },
      ...(buttons.length > 0
        ? { footer: { type: 'box', layout: 'vertical', spacing: 'sm', contents: buttons } as const }
        : {}),
    },
  };
}

const factRow = ({ label, value }: Fact): Box => ({
  type: 'box',
  layout: 'baseline',
  spacing: 'sm',
  contents: [text(label, { size: 'sm', color: QUIET, flex: 2 }), text(value, { size: 'sm', flex: 5 })],
});

function buttonsOf({ buttons, open }: CardSheet, valueFor: ValueOf): Button[] {
  const answers = buttons.map(({ id, label }): Button => {
    const short = cut(label, LINE_LIMITS.label);
    return {
      type: 'button',
      style: id === 'accept' ? 'primary' : 'secondary',
      height: 'sm',
      action: { type: 'postback', label: short, data: valueFor(id), displayText: short },
    };
  });
  if (!open || open.url.length > LINE_LIMITS.uri) return answers;
  const action = { type: 'uri' as const, label: cut(open.label, LINE_LIMITS.label), uri: open.url };
  return [...answers, { type: 'button', style: 'link', height: 'sm', action }];
}
