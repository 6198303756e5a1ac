/**
 * The fonts that documents are written with: Noto Sans in parts by script, from the @fontsource packages. A part is read
 * when a text first needs it, found where Node finds its package (so from dist/ as well), and kept.
 *
 * Covered are Latin with its extensions (Vietnamese too), Thai, Chinese (7,900 characters: simplified and the common
 * traditional ones) with kana, Cyrillic, Greek and Devanagari. What no part has is written as �, so that nobody takes a
 * name with a gap for a whole one.
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

/** Parts in the order in which they are asked for a glyph: the small ones first, the Chinese one (2.5 MB) last. */
const PARTS = [
  'noto-sans/files/noto-sans-latin',
  'noto-sans/files/noto-sans-vietnamese',
  'noto-sans-thai/files/noto-sans-thai-thai',
  'noto-sans/files/noto-sans-latin-ext',
  'noto-sans/files/noto-sans-cyrillic',
  'noto-sans/files/noto-sans-cyrillic-ext',
  'noto-sans/files/noto-sans-greek',
  'noto-sans/files/noto-sans-greek-ext',
  'noto-sans/files/noto-sans-devanagari',
  'noto-sans-sc/files/noto-sans-sc-chinese-simplified',
] as const;

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
  return new Proxy(create(sfnt), {
    get: (font, key) => (key === 'createSubset' ? () => subsets.createSubset() : Reflect.get(font, key)),
  });
}

/**
 * The faces of this weight that are needed to write the characters, in the order in which they are to be asked. The
 * first, which has the substitute for what none can write, is always there.
 */
export async function facesFor(characters: ReadonlySet<number>, weight: Weight): Promise<Face[]> {
  const faces: Face[] = [];
  let left = [...characters];
  for (const part of PARTS) {
    if (faces.length > 0 && left.length === 0) break;
    const face = await faceOf(part, weight);
    const after = left.filter((character) => !face.covers.has(character));
    if (faces.length === 0 || after.length < left.length) faces.push(face);
    left = after;
  }
  return faces;
}
