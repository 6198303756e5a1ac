/**
 * What people write, in the form in which it is kept: made once, where their words come in, whichever way that is.
 *
 * - letters are composed (NFC), so that the same word is the same text from every keyboard;
 * - control characters go, new lines and tabs stay, and lines end in one way;
 * - signs that turn the direction of writing stay where they are closed on their own line. What is left open, closes
 *   nothing, or overrides the letters' own direction goes: it would turn around what stands beside it, a link or a sum;
 * - tag characters go, but for those that make a flag: they hold text that nobody sees;
 * - what shows nothing is nothing. Joiners and marks stay within words: languages and emoji are written with them.
 */

const NOTHING_TO_SEE = /^[\p{Default_Ignorable_Code_Point}\p{White_Space}\u2800\u{1D159}\u{FFF9}-\u{FFFB}]*$/v;
const LINE_ENDS = /\r\n?|[\v\f\u0085\u2028\u2029]/gu;
const CONTROLS = /[\p{Cc}--[\n\t]]/gv;
const TAGS = /(\u{1F3F4}[\u{E0020}-\u{E007E}]{2,8}\u{E007F})|[\u{E0000}-\u{E007F}]/gu;
const TURNS = /[\u202A-\u202E\u2066-\u2069]/u;

/** Words as they are kept; '' where nobody would see any. */
export function asWritten(text: string): string {
  const plain = text.toWellFormed().replace(LINE_ENDS, '\n').replace(CONTROLS, '').replace(TAGS, '$1');
  return NOTHING_TO_SEE.test(plain) ? '' : withoutLooseTurns(plain).normalize('NFC').trim();
}

/** Text whose signs of direction are all closed on their own line; none of them overrides. */
const withoutLooseTurns = (text: string): string =>
  TURNS.test(text) ? text.split('\n').map(closedTurns).join('\n') : text;

type Turn = 'embedding' | 'override' | 'isolate';
const OPENING: Readonly<Record<string, Turn>> = {
  '\u202A': 'embedding',
  '\u202B': 'embedding',
  '\u202D': 'override',
  '\u202E': 'override',
  '\u2066': 'isolate',
  '\u2067': 'isolate',
  '\u2068': 'isolate',
};
const CLOSING: Readonly<Record<string, (turn: Turn) => boolean>> = {
  '\u202C': (turn) => turn !== 'isolate',
  '\u2069': (turn) => turn === 'isolate',
};

/** One line (UAX #9: its end closes everything). An isolate's end also ends what was left open inside it. */
function closedTurns(line: string): string {
  const signs = [...line];
  const open: { at: number; turn: Turn }[] = [];
  const loose = new Set<number>();
  for (const [at, sign] of signs.entries()) {
    const turn = OPENING[sign];
    const closes = CLOSING[sign];
    if (turn) open.push({ at, turn });
    if (turn || !closes) continue;
    const found = sign === '\u2069' ? open.findLastIndex((one) => closes(one.turn)) : open.length - 1;
    const opened = open[found];
    if (!opened || !closes(opened.turn)) {
      loose.add(at);
      continue;
    }
    if (opened.turn === 'override') loose.add(opened.at).add(at);
    for (const inside of open.splice(found).slice(1)) loose.add(inside.at);
  }
  for (const { at } of open) loose.add(at);
  return signs.filter((_sign, at) => !loose.has(at)).join('');
}
