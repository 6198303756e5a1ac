/**
 * The fonts that documents are written with: Noto Sans in parts by script, from the @fontsource packages. A part is read
 * when a text first needs it, found where Node finds its package (so from dist/ as well), and kept.
 *
 * Covered are Latin with its extensions (Vietnamese too), Thai, Lao, Khmer, Burmese, Chinese (7,900 characters: simplified
 * and the common traditional ones), Japanese, Korean, Cyrillic, Greek, Devanagari, Arabic and Hebrew. What no part has is
 * written as �, so that nobody takes a name with a gap for a whole one.
 */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { create, type Font } from 'fontkit';
import { sfntFrom } from './woff.ts';

export type Weight = 400 | 700;

/** One part of the family in one weight. */
export interface Face {
  name: string;
  /** What pdfkit writes with, shared by all documents. */
  font: Font;
  covers: ReadonlySet<number>;
}

interface Part {
  file: string;
  /** Which characters are worth reading it for; absent for the small ones that everything is looked up in. */
  for?: RegExp;
}

const HAN = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Bopomofo}\u3000-\u303F\uFF00-\uFFEF]/u;
const KANA = /[\p{Script=Hiragana}\p{Script=Katakana}]/u;
const JAPANESE: Part = { file: 'noto-sans-jp/files/noto-sans-jp-japanese', for: HAN };

/** Parts in the order in which they are asked for a glyph: the small ones first, those of 1 to 2.5 MB last. */
const PARTS: readonly Part[] = [
  { file: 'noto-sans/files/noto-sans-latin' },
  { file: 'noto-sans/files/noto-sans-vietnamese' },
  { file: 'noto-sans-thai/files/noto-sans-thai-thai' },
  { file: 'noto-sans/files/noto-sans-latin-ext' },
  { file: 'noto-sans/files/noto-sans-cyrillic' },
  { file: 'noto-sans/files/noto-sans-cyrillic-ext' },
  { file: 'noto-sans/files/noto-sans-greek' },
  { file: 'noto-sans/files/noto-sans-greek-ext' },
  { file: 'noto-sans/files/noto-sans-devanagari' },
  { file: 'noto-sans-lao/files/noto-sans-lao-lao', for: /\p{Script=Lao}/u },
  { file: 'noto-sans-khmer/files/noto-sans-khmer-khmer', for: /\p{Script=Khmer}/u },
  { file: 'noto-sans-myanmar/files/noto-sans-myanmar-myanmar', for: /[\p{Script=Myanmar}\u104A\u104B]/u },
  { file: 'noto-sans-hebrew/files/noto-sans-hebrew-hebrew', for: /\p{Script=Hebrew}/u },
  { file: 'noto-sans-arabic/files/noto-sans-arabic-arabic', for: /[\p{Script=Arabic}\u0600-\u06FF]/u },
  { file: 'noto-sans-kr/files/noto-sans-kr-korean', for: /\p{Script=Hangul}/u },
  { file: 'noto-sans-sc/files/noto-sans-sc-chinese-simplified' },
  JAPANESE,
];

/** A text with kana is Japanese, and its ideographs have the forms of Japan. */
const partsFor = (characters: readonly number[]): readonly Part[] =>
  characters.some((character) => KANA.test(String.fromCodePoint(character)))
    ? [...PARTS.slice(0, -2), JAPANESE, ...PARTS.slice(-2, -1)]
    : PARTS;

const require = createRequire(import.meta.url);
const reading = new Map<string, Promise<Face>>();

/** Reads a face, or answers the one that was read before. A face that could not be read is tried again. */
function faceOf(part: string, weight: Weight): Promise<Face> {
  const name = `${part}-${weight}`;
  let face = reading.get(name);
  if (!face) {
    face = read(name, `@fontsource/${part}-${weight}-normal.woff`);
    face.catch(() => reading.delete(name));
    reading.set(name, face);
  }
  return face;
}

async function read(name: string, file: string): Promise<Face> {
  const sfnt = await sfntFrom(await readFile(require.resolve(file)));
  const font = shared(sfnt);
  return { name, font, covers: new Set(font.characterSet) };
}

/**
 * One font for all documents, since reading its tables takes longer than drawing a page. Text is laid out and subsets
 * are taken in two readings of it: a subset reads the parts of its letters, and a part that was read so, such as the `e`
 * of `é`, no longer knows which character it stands for, which texts copied from a later document would lack.
 */
function shared(sfnt: Uint8Array): Font {
  const subsets = create(sfnt);
  return new Proxy(withAnchors(create(sfnt)), {
    get: (font, key) => (key === 'createSubset' ? () => subsets.createSubset() : Reflect.get(font, key)),
  });
}

/**
 * A font may have no place for some mark on some letter (Khmer has several); fontkit takes one for granted and throws. The
 * mark then stays where it is, as in other engines.
 */
function withAnchors(font: Font): Font {
  const marks = font._layoutEngine?.engine?.GPOSProcessor;
  if (!marks) return font;
  const apply = marks.applyAnchor;
  marks.applyAnchor = function (mark, anchor, index) {
    if (anchor && mark.markAnchor) apply.call(this, mark, anchor, index);
  };
  return font;
}

/**
 * The faces of this weight that are needed to write the characters, in the order in which they are to be asked. The
 * first, which has the substitute for what none can write, is always there.
 */
export async function facesFor(characters: ReadonlySet<number>, weight: Weight): Promise<Face[]> {
  const faces: Face[] = [];
  let left = [...characters];
  for (const part of partsFor(left)) {
    if (faces.length > 0 && left.length === 0) break;
    const isWorthIt = left.some((character) => part.for?.test(String.fromCodePoint(character)) ?? true);
    if (faces.length > 0 && !isWorthIt) continue;
    const face = await faceOf(part.file, weight);
    const after = left.filter((character) => !face.covers.has(character));
    if (faces.length === 0 || after.length < left.length) faces.push(face);
    left = after;
  }
  return faces;
}
