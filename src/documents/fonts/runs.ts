/**
 * From a text to runs that one face can write. The unit is the grapheme: a letter and its marks come from one face, or
 * the shaping between them would be lost.
 */
import { drawnOrder } from './direction.ts';
import type { Face } from './faces.ts';

export interface Run {
  face: Face;
  /** As it is laid out. */
  text: string;
  /** What it says, where that is written otherwise: what is found and copied. */
  says?: string;
  /** What the font does beside its usual, as its script wants it. */
  features?: readonly Feature[];
}
type Feature = (typeof BURMESE)[number];
/** Kinzi, stacked letters and medials are drawn as one sign (HarfBuzz, hb-ot-shaper-myanmar.cc); fontkit does not ask for it. */
const BURMESE = ['rphf', 'pref', 'blwf', 'pstf', 'pres', 'abvs', 'blws', 'psts'] as const;

/** Has a glyph in the first face, and looks like what it says: there is a character here that cannot be shown. */
export const SUBSTITUTE = '\u{FFFD}';

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });
const INVISIBLE = /\p{Default_Ignorable_Code_Point}/gu;

const writes = ({ covers }: Face, text: string): boolean => {
  for (const character of text) if (!covers.has(character.codePointAt(0) ?? 0)) return false;
  return true;
};

/** The graphemes of a text; the words of most texts are plain ASCII, where they are the characters. */
export const graphemesOf = (text: string): string[] =>
  /^[ -~]*$/u.test(text) ? [...text] : Array.from(graphemes.segment(text), ({ segment }) => segment);

/**
 * The text in runs, in the order in which they are drawn. Words from right to left are runs of their own, and say what
 * they are: their letters are drawn last to first.
 */
export const runsOf = (text: string, faces: readonly Face[]): Run[] =>
  drawnOrder(text).flatMap((piece) => {
    const runs = runsOfPiece(piece.text, faces);
    if (piece.says) return runs.map((run) => ({ ...run, says: piece.says }));
    if (!piece.rtl) return runs;
    return runs.map((run) => ({ ...run, says: run.says ?? run.text })).reverse();
  });

/**
 * One piece in runs. A run goes on as long as its face can write what comes, so that spaces and digits change no face.
 * Invisible signs that a face does not have are dropped; what no face can write becomes the substitute.
 */
function runsOfPiece(text: string, faces: readonly Face[]): Run[] {
  const [first] = faces;
  if (!first) throw new Error('no face to write with');
  const runs: Run[] = [];
  for (const grapheme of graphemesOf(text)) {
    const last = runs.at(-1);
    const [face, written] = place(grapheme, last ? [last.face, ...faces] : faces) ?? [first, SUBSTITUTE];
    if (last?.face === face) last.text += written;
    else if (written !== '') runs.push({ face, text: written });
  }
  return runs.map(shaped);
}

/** Sara am, with the marks above the letter that it follows. */
const SARA_AM = /([\u0E31\u0E34-\u0E37\u0E47-\u0E4E]*)\u0E33/gu;

/**
 * Thai's sara am is a ring above the letter and a vowel after it, and the ring stands below a tone that is typed before
 * it: `น้ำ`. Shaping engines take it apart (HarfBuzz, hb-ot-shaper-thai.cc); fontkit does not, and would pile the ring on
 * top of the tone.
 */
function shaped(run: Run): Run {
  const text = run.text.replace(SARA_AM, '\u0E4D$1\u0E32').replace(BURMESE_SYLLABLE, drawnBefore);
  if (IS_BURMESE.test(text)) return { ...run, text, says: run.text, features: BURMESE };
  return text === run.text && !REORDERED.test(text) ? run : { ...run, text, says: run.text };
}

const IS_BURMESE = /\p{Script=Myanmar}/u;

/** Khmer is put in the order of drawing by the font itself. */
const REORDERED = /\p{Script=Khmer}/u;

/** What stands over a Burmese letter (kinzi), the letter with what is stacked under it, its medials, and the vowel e. */
const BURMESE_SYLLABLE =
  /([\u1004\u101B\u105A]\u103A\u1039)?([\u1000-\u102A\u103F](?:\u1039[\u1000-\u102A])*)([\u103B-\u103E]*)(\u1031?)/gu;
const MEDIAL_RA = '\u103C';

/** The vowel e and the medial ra are drawn before the letter after which they are typed, a kinzi after it; fontkit leaves them there. */
function drawnBefore(_: string, kinzi: string | undefined, letter: string, medials: string, vowel: string): string {
  const ra = medials.includes(MEDIAL_RA) ? MEDIAL_RA : '';
  return vowel + ra + letter + (kinzi ?? '') + medials.replace(MEDIAL_RA, '');
}

function place(grapheme: string, faces: readonly Face[]): [Face, string] | undefined {
  for (const written of [grapheme, grapheme.replace(INVISIBLE, '')]) {
    const face = faces.find((each) => writes(each, written));
    if (face) return [face, written];
  }
  return undefined;
}
