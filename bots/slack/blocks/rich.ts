/** Rich text: the only blocks in which people's words and our formatting can stand side by side, since nothing is parsed. */
import type {
  RichTextBlock,
  RichTextElement,
  RichTextLink,
  RichTextList,
  RichTextQuote,
  RichTextSection,
  RichTextText,
} from '@slack/types';
import { safeText } from './safe.ts';

type RichPart = RichTextSection | RichTextList | RichTextQuote;

/** Words, cut to `max` UTF-16 units. */
export const plain = (text: string, max = 600): RichTextText => ({ type: 'text', text: safeText(text, max) });
export const bold = (text: string, max = 600): RichTextText => ({ ...plain(text, max), style: { bold: true } });
export const code = (text: string, max = 600): RichTextText => ({ ...plain(text, max), style: { code: true } });
const BREAK: RichTextText = { type: 'text', text: '\n' };
const SPACE: RichTextText = { type: 'text', text: ' ' };

/** A link under our label; undefined for anything but http(s) without credentials, and for longer ones than Slack takes. */
export function link(url: string, label: string): RichTextLink | undefined {
  if (!URL.canParse(url)) return undefined;
  const { protocol, username, password, href } = new URL(url);
  const web = protocol === 'https:' || protocol === 'http:';
  if (!web || username || password || href.length > 3000) return undefined;
  return { type: 'link', url: href, text: safeText(label, 75) };
}

export const line = (...elements: RichTextElement[]): RichTextSection => ({ type: 'rich_text_section', elements });
/** Several lines in one paragraph. */
export const lines = (rows: RichTextElement[][]): RichTextSection =>
  line(...rows.flatMap((row, index) => (index === 0 ? row : [BREAK, ...row])));
/** The elements with a space between them. */
export const spaced = (elements: RichTextElement[]): RichTextElement[] =>
  elements.flatMap((element, index) => (index === 0 ? [element] : [SPACE, element]));
export const bullets = (rows: RichTextElement[][]): RichTextList => ({
  type: 'rich_text_list',
  style: 'bullet',
  elements: rows.map((row) => line(...row)),
});
export const quote = (text: string, max: number): RichTextQuote => ({
  type: 'rich_text_quote',
  elements: [plain(text, max)],
});

export const richText = (blockId: string, ...elements: RichPart[]): RichTextBlock => ({
  type: 'rich_text',
  block_id: blockId,
  elements,
});

const called = (id: string): RichTextElement[] => {
  if (/^[UW][A-Z0-9]{1,30}$/u.test(id)) return [SPACE, { type: 'user', user_id: id }];
  return /^S[A-Z0-9]{1,30}$/u.test(id) ? [SPACE, { type: 'usergroup', usergroup_id: id }] : [];
};
/** Calls people, or groups of them, by name, after what stands before; nothing where there is nobody, or an id is none. */
export const mentioned = (...ids: (string | undefined)[]): RichTextElement[] =>
  ids.flatMap((id) => (id === undefined ? [] : called(id)));
