/**
 * What somebody typed after `/parley`, understood or not. Pure: words and figures are checked here, shops and requests
 * where the command is carried out.
 */

/** A command about one shop may name it; who acts for one shop only need not. */
interface AboutShop {
  shop?: string;
}
export type ParleyCommand =
  | ({ kind: 'list' } & AboutShop)
  | { kind: 'show'; query: string }
  | { kind: 'link'; code: string }
  | ({ kind: 'channel' } & AboutShop)
  /** Null turns quiet hours off. */
  | ({ kind: 'quiet'; hours: { from: string; to: string } | null } & AboutShop)
  /** Null turns the digest off. */
  | ({ kind: 'digest'; at: string | null } & AboutShop)
  | ({ kind: 'unlink' } & AboutShop)
  | { kind: 'help' }
  /** A known command with something wrong after it: an example helps more than the whole help. */
  | { kind: 'wrong'; about: 'show' | 'link' | 'quiet' | 'digest' };

type Parser = (rest: string) => ParleyCommand;

/** Longer than any id or code; what is longer was pasted by mistake. */
const LONGEST_WORD = 128;

const PARSERS: Readonly<Record<string, Parser>> = {
  list: (rest) => aboutShop('list', rest),
  // Searches overlook a # before the number, and how wide it is written.
  show(rest) {
    const query = rest.replace(/^[#＃]\s+/u, '');
    return isWord(query) ? { kind: 'show', query } : { kind: 'wrong', about: 'show' };
  },
  link: (rest) =>
    rest && rest.length <= LONGEST_WORD ? { kind: 'link', code: rest } : { kind: 'wrong', about: 'link' },
  channel: (rest) => aboutShop('channel', rest),
  quiet(rest) {
    // People write 22:00 - 07:00, and phones make a long dash of the short one.
    const [first = '', ...others] = rest.replace(/\s*[-–—]\s*(?=\d)/u, '-').split(/\s+/u);
    const shop = others.join(' ');
    if (isOff(first)) return { kind: 'quiet', hours: null, ...named(shop) };
    const [from, to, ...more] = first.split('-').map(wallTime);
    if (!from || !to || from === to || more.length > 0) return { kind: 'wrong', about: 'quiet' };
    return { kind: 'quiet', hours: { from, to }, ...named(shop) };
  },
  digest(rest) {
    const [first = '', ...others] = rest.split(/\s+/u);
    const shop = others.join(' ');
    if (isOff(first)) return { kind: 'digest', at: null, ...named(shop) };
    const at = wallTime(first);
    return at ? { kind: 'digest', at, ...named(shop) } : { kind: 'wrong', about: 'digest' };
  },
  unlink: (rest) => aboutShop('unlink', rest),
  help: () => ({ kind: 'help' }),
};

/** Reads the text of the slash command. What is unknown gets help. */
export function parseCommand(text: string): ParleyCommand {
  // Pasted code comes with its backticks.
  const words = text.replace(/`/gu, '').trim();
  const [verb = ''] = words.split(/\s+/u);
  const name = verb.toLowerCase();
  const parser = Object.hasOwn(PARSERS, name) ? PARSERS[name] : undefined;
  return parser ? parser(words.slice(verb.length).trim()) : { kind: 'help' };
}

const isWord = (text: string): boolean => text.length > 0 && text.length <= LONGEST_WORD && !/\s/u.test(text);
const isOff = (text: string): boolean => text.toLowerCase() === 'off';
const named = (shop: string): AboutShop => (shop ? { shop } : {});
const aboutShop = <K extends 'list' | 'channel' | 'unlink'>(kind: K, shop: string) => ({ kind, ...named(shop) });

/** `9:05` and `09:05` → `09:05`; null for anything that no clock shows. */
function wallTime(text: string | undefined): string | null {
  const [, hours = '', minutes = ''] = /^(\d{1,2}):(\d{2})$/u.exec(text ?? '') ?? [];
  if (!hours || Number(hours) > 23 || Number(minutes) > 59) return null;
  return `${hours.padStart(2, '0')}:${minutes}`;
}
