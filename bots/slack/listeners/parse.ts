/**
 * What somebody typed after `/parley`, understood or not. Pure: words and figures are checked here, shops and requests
 * where the command is carried out.
 */
import { readDaySpans, readDayTimes } from '../../../src/bot.ts';
import { copiedBack } from '../blocks/safe.ts';

/** A command about one shop may name it; who acts for one shop only need not. */
interface AboutShop {
  shop?: string;
}
export type ParleyCommand =
  | ({ kind: 'list' } & AboutShop)
  | ({ kind: 'mine' } & AboutShop)
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
  | { kind: 'wrong'; about: 'show' | 'link' | 'quiet' | 'digest' }
  /** What could mean several things: each as it would be typed to mean that one. */
  | { kind: 'unclear'; choices: string[] };

type Parser = (rest: string) => ParleyCommand;

/** Longer than any id or code; what is longer was pasted by mistake. */
const LONGEST_WORD = 128;
/** More than two times with what is said beside them. */
const MOST_WORDS = 12;

const PARSERS: Readonly<Record<string, Parser>> = {
  list: (rest) => aboutShop('list', rest),
  mine: (rest) => aboutShop('mine', rest),
  // Searches overlook a # before the number, and how wide it is written.
  show(rest) {
    const query = rest.replace(/^[#＃]\s+/u, '');
    return isWord(query) ? { kind: 'show', query } : { kind: 'wrong', about: 'show' };
  },
  link: (rest) =>
    rest && rest.length <= LONGEST_WORD ? { kind: 'link', code: rest } : { kind: 'wrong', about: 'link' },
  channel: (rest) => aboutShop('channel', rest),
  quiet(rest) {
    const off = turnedOff(rest);
    if (off) return { kind: 'quiet', hours: null, ...off };
    const { readings, shop } = beginning(rest, readDaySpans);
    const [hours, another] = readings;
    if (!hours) return { kind: 'wrong', about: 'quiet' };
    const choices = readings.map(({ from, to }) => typedAs('quiet', `${from}-${to}`, shop));
    return another ? { kind: 'unclear', choices } : { kind: 'quiet', hours, ...shop };
  },
  digest(rest) {
    const off = turnedOff(rest);
    if (off) return { kind: 'digest', at: null, ...off };
    const { readings, shop } = beginning(rest, readDayTimes);
    const [at, another] = readings;
    if (!at) return { kind: 'wrong', about: 'digest' };
    const choices = readings.map((time) => typedAs('digest', time, shop));
    return another ? { kind: 'unclear', choices } : { kind: 'digest', at, ...shop };
  },
  unlink: (rest) => aboutShop('unlink', rest),
  help: () => ({ kind: 'help' }),
};

/** Reads the text of the slash command. What is unknown gets help. */
export function parseCommand(text: string): ParleyCommand {
  // Pasted code comes with its backticks.
  const words = copiedBack(text).replace(/`/gu, '').trim();
  const [verb = ''] = words.split(/\s+/u);
  const name = verb.toLowerCase();
  const parser = Object.hasOwn(PARSERS, name) ? PARSERS[name] : undefined;
  return parser ? parser(words.slice(verb.length).trim()) : { kind: 'help' };
}

const isWord = (text: string): boolean => text.length > 0 && text.length <= LONGEST_WORD && !/\s/u.test(text);
const named = (shop: string): AboutShop => (shop ? { shop } : {});
const aboutShop = <K extends 'list' | 'mine' | 'channel' | 'unlink'>(kind: K, shop: string) => ({
  kind,
  ...named(shop),
});

/** `off`, and the shop behind it; null for anything else. */
function turnedOff(rest: string): AboutShop | null {
  const [first = '', ...others] = rest.split(/\s+/u);
  return first.toLowerCase() === 'off' ? named(others.join(' ')) : null;
}

/** What the longest beginning of the text that says something may mean; what is left names the shop. */
function beginning<T>(rest: string, read: (text: string) => T[]): { readings: T[]; shop: AboutShop } {
  const words = rest.split(/\s+/u);
  for (let length = Math.min(words.length, MOST_WORDS); length > 0; length -= 1) {
    const readings = read(words.slice(0, length).join(' '));
    if (readings.length > 0) return { readings, shop: named(words.slice(length).join(' ')) };
  }
  return { readings: [], shop: {} };
}

const typedAs = (verb: string, times: string, { shop }: AboutShop): string =>
  [verb, times, shop].filter(Boolean).join(' ');
