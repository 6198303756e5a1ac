/** The structure of `rich_text` blocks. Slack publishes no lengths for them; empty texts it refuses. */
import { among, anything, byType, type Check, flag, list, object, text, whole } from './checks.ts';
import { webUrl } from './objects.ts';

const LONGEST_TEXT = 3_000;
const MOST = 1_000;

const style = object(
  {},
  { bold: flag, italic: flag, strike: flag, code: flag, underline: flag, unlink: flag, client_highlight: flag },
);
const inline = (type: string, required: Record<string, Check>, optional: Record<string, Check> = {}): Check =>
  object({ type: among(type), ...required }, { style, ...optional });

const words = inline('text', { text: text(LONGEST_TEXT) });
const link = inline('link', { url: webUrl }, { text: text(LONGEST_TEXT), unsafe: flag });
const inlines = list(
  byType({
    text: words,
    link,
    emoji: inline('emoji', { name: text(255) }, { unicode: text(255), url: webUrl }),
    user: inline('user', { user_id: text(255) }),
    usergroup: inline('usergroup', { usergroup_id: text(255) }),
    channel: inline('channel', { channel_id: text(255) }),
    team: inline('team', { team_id: text(255) }),
    broadcast: inline('broadcast', { range: among('here', 'channel', 'everyone') }),
    color: inline('color', { value: text(255) }),
    date: inline(
      'date',
      { timestamp: whole(0, 9_999_999_999), format: text(255) },
      { url: webUrl, fallback: text(LONGEST_TEXT) },
    ),
  }),
  MOST,
  0,
);

const section = object({ type: among('rich_text_section'), elements: inlines });
const border = whole(0, 1);

export const richTextElements: Check = list(
  byType({
    rich_text_section: section,
    rich_text_list: object(
      { type: among('rich_text_list'), elements: list(section, MOST), style: among('bullet', 'ordered') },
      { indent: whole(0, 8), offset: whole(0, MOST), border },
    ),
    rich_text_quote: object({ type: among('rich_text_quote'), elements: inlines }, { border }),
    rich_text_preformatted: object(
      { type: among('rich_text_preformatted'), elements: list(byType({ text: words, link }), MOST, 0) },
      { border, language: anything },
    ),
  }),
  MOST,
);
