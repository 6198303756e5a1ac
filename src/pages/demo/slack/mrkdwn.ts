/**
 * Reads Slack's mrkdwn into a tree that is drawn as elements, so that nothing of a message ever becomes markup.
 *
 * As in Slack: `*bold*`, `_italic_`, `~strike~`, `` `code` ``, fenced code, lines that begin with `>` as a quote,
 * `<url|label>`, `<@user>`, `<#channel|name>`, `<!here>`, `<!date^…>`, `:emoji:`, and `&amp;` `&lt;` `&gt;` for the
 * three characters that have a meaning. A mark counts only at the edge of a word. What is no markup stays as it is.
 */
import { tokenize } from '../../chat/tokenize.ts';

export type Inline =
  | { kind: 'text'; text: string }
  | { kind: 'break' }
  | { kind: 'bold' | 'italic' | 'strike'; inside: Inline[] }
  | { kind: 'code'; text: string }
  | { kind: 'link'; href: string; text: string }
  | { kind: 'user'; id: string }
  | { kind: 'channel'; name: string }
  | { kind: 'broadcast'; range: string }
  | { kind: 'date'; seconds: number; format: string; fallback: string }
  | { kind: 'emoji'; name: string };

export type Paragraph = { kind: 'text' | 'quote'; inside: Inline[] } | { kind: 'code'; text: string };

export interface MrkdwnOptions {
  /** Bare addresses stay text, as with `verbatim: true`. */
  verbatim?: boolean;
}

const MARKS: Readonly<Record<string, 'bold' | 'italic' | 'strike'>> = { '*': 'bold', _: 'italic', '~': 'strike' };
const FENCED = /```([\s\S]+?)```/gu;
const QUOTED = /^(?:>|&gt;) ?/u;
const WORD = /[\p{L}\p{M}\p{N}]/u;
const EMOJI = /:([a-z0-9_+'-]{1,60}):/uy;
const DATE = /^!date\^(\d{1,12})\^([^|^]*)(?:\^[^|]*)?(?:\|(.*))?$/su;

/** Text whose entities stand for themselves. */
export const decode = (text: string): string =>
  text.replace(/&(amp|lt|gt);/gu, (_, name: string) => ({ amp: '&', lt: '<', gt: '>' })[name] ?? '');

/** The address of a link that may be followed, or nothing: http and https only. */
export function safeHref(address: string): string | undefined {
  if (!/^https?:\/\//iu.test(address) || !URL.canParse(address)) return undefined;
  return new URL(address).href;
}

export function parseMrkdwn(text: string, options: MrkdwnOptions = {}): Paragraph[] {
  const paragraphs: Paragraph[] = [];
  let end = 0;
  for (const match of text.matchAll(FENCED)) {
    paragraphs.push(...readLines(text.slice(end, match.index), options));
    paragraphs.push({ kind: 'code', text: decode((match[1] ?? '').replace(/^\n|\n$/gu, '')) });
    end = match.index + match[0].length;
  }
  paragraphs.push(...readLines(text.slice(end), options));
  return paragraphs;
}

/** Neighbouring lines of one kind become one paragraph. */
function readLines(text: string, options: MrkdwnOptions): Paragraph[] {
  const groups: { kind: 'text' | 'quote'; lines: string[] }[] = [];
  for (const line of text.replace(/^\n|\n$/gu, '').split('\n')) {
    const kind = QUOTED.test(line) ? 'quote' : 'text';
    const bare = kind === 'quote' ? line.replace(QUOTED, '') : line;
    const last = groups.at(-1);
    if (last?.kind === kind) last.lines.push(bare);
    else groups.push({ kind, lines: [bare] });
  }
  return groups
    .map(({ kind, lines }) => ({ kind, inside: parseInline(lines.join('\n'), options) }))
    .filter(({ inside }) => inside.length > 0);
}

export function parseInline(text: string, options: MrkdwnOptions = {}): Inline[] {
  const found: Inline[] = [];
  let plain = '';
  const flush = (): void => {
    if (plain) found.push(...readPlain(plain, options));
    plain = '';
  };
  for (let at = 0; at < text.length; ) {
    const special = readSpecial(text, at, options);
    if (special) {
      flush();
      found.push(special.inline);
      at = special.end;
    } else {
      plain += text[at];
      at += 1;
    }
  }
  flush();
  return found;
}

interface Special {
  inline: Inline;
  /** Where the text goes on behind it. */
  end: number;
}

function readSpecial(text: string, at: number, options: MrkdwnOptions): Special | undefined {
  const char = text[at] ?? '';
  if (char === '\n') return { inline: { kind: 'break' }, end: at + 1 };
  if (char === '<') return readAngle(text, at);
  if (char === '`') return readCode(text, at);
  if (char === ':') return readEmoji(text, at);
  return MARKS[char] ? readMarked(text, at, options) : undefined;
}

function readAngle(text: string, at: number): Special | undefined {
  const close = text.indexOf('>', at);
  if (close < 0) return undefined;
  const inline = inlineOf(text.slice(at + 1, close));
  return inline && { inline, end: close + 1 };
}

/** What stands between `<` and `>`; nothing where it is none of Slack's. */
function inlineOf(body: string): Inline | undefined {
  const [target = '', label] = splitOnce(body, '|');
  const user = /^@([UW][A-Z0-9]+)$/u.exec(target)?.[1];
  if (user) return { kind: 'user', id: user };
  if (/^#C[A-Z0-9]+$/u.test(target)) return { kind: 'channel', name: decode(label ?? target.slice(1)) };
  const range = /^!(here|channel|everyone)$/u.exec(target)?.[1];
  if (range) return { kind: 'broadcast', range };
  const date = DATE.exec(body);
  if (date) {
    const [, seconds = '', format = '', fallback = ''] = date;
    return { kind: 'date', seconds: Number(seconds), format: decode(format), fallback: decode(fallback) };
  }
  const href = safeHref(decode(target));
  return href ? { kind: 'link', href, text: decode(label || target) } : undefined;
}

function splitOnce(text: string, mark: string): [string, string | undefined] {
  const at = text.indexOf(mark);
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}

function readCode(text: string, at: number): Special | undefined {
  const close = text.indexOf('`', at + 1);
  const code = text.slice(at + 1, close);
  if (close < 0 || !code.trim() || code.includes('\n')) return undefined;
  return { inline: { kind: 'code', text: decode(code) }, end: close + 1 };
}

function readEmoji(text: string, at: number): Special | undefined {
  EMOJI.lastIndex = at;
  const match = EMOJI.exec(text);
  if (!match || WORD.test(text[at - 1] ?? '')) return undefined;
  return { inline: { kind: 'emoji', name: match[1] ?? '' }, end: EMOJI.lastIndex };
}

function readMarked(text: string, at: number, options: MrkdwnOptions): Special | undefined {
  const mark = text[at] ?? '';
  const kind = MARKS[mark];
  if (!kind || WORD.test(text[at - 1] ?? '') || /^[\s]?$/u.test(text[at + 1] ?? '') || text[at + 1] === mark) {
    return undefined;
  }
  const close = closing(text, at, mark);
  if (close < 0) return undefined;
  return { inline: { kind, inside: parseInline(text.slice(at + 1, close), options) }, end: close + 1 };
}

/** Where the mark that was opened at `at` is closed on its line: behind a word, before none, outside links and code. */
function closing(text: string, at: number, mark: string): number {
  for (let next = at + 1; next < text.length && text[next] !== '\n'; next += 1) {
    const inner = text[next] === '<' ? readAngle(text, next) : text[next] === '`' ? readCode(text, next) : undefined;
    if (inner) next = inner.end - 1;
    else if (text[next] === mark && !/\s/u.test(text[next - 1] ?? ' ') && !WORD.test(text[next + 1] ?? '')) return next;
  }
  return -1;
}

function readPlain(text: string, { verbatim }: MrkdwnOptions): Inline[] {
  if (verbatim) return [{ kind: 'text', text: decode(text) }];
  return tokenize(decode(text)).map(({ text: piece, href }) =>
    href ? { kind: 'link', href, text: piece } : { kind: 'text', text: piece },
  );
}

const NAMED: ReadonlyMap<string, Intl.DateTimeFormatOptions> = new Map(
  Object.entries<Intl.DateTimeFormatOptions>({
    date_num: { year: 'numeric', month: '2-digit', day: '2-digit' },
    date: { year: 'numeric', month: 'long', day: 'numeric' },
    date_short: { year: 'numeric', month: 'short', day: 'numeric' },
    date_long: { weekday: 'long', year: 'numeric', month: 'long', day: 'numeric' },
    date_pretty: { year: 'numeric', month: 'long', day: 'numeric' },
    date_short_pretty: { year: 'numeric', month: 'short', day: 'numeric' },
    date_long_pretty: { weekday: 'long', year: 'numeric', month: 'long', day: 'numeric' },
    time: { hour: 'numeric', minute: '2-digit' },
    time_secs: { hour: 'numeric', minute: '2-digit', second: '2-digit' },
  }),
);

/** A moment as Slack writes it for its reader: `{date_short} at {time}` in the reader's zone. */
export function formatDate(
  seconds: number,
  format: string,
  fallback: string,
  locale: string,
  timeZone: string,
): string {
  const at = new Date(seconds * 1_000);
  if (Number.isNaN(at.getTime())) return fallback;
  return format.replace(/\{([a-z_]+)\}/gu, (whole, name: string) => {
    const options = NAMED.get(name);
    return options ? new Intl.DateTimeFormat(locale, { ...options, timeZone }).format(at) : whole;
  });
}
