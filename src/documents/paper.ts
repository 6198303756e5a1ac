/**
 * A document being drawn: A6 pages, measured in millimetres from their top left corner, and text in the faces that have
 * its letters. Everything written here is embedded, as a subset, and can be searched and copied.
 */
import PDFDocument from 'pdfkit';
import type { Face, Weight } from './fonts/faces.ts';
import { type Run, runsOf } from './fonts/runs.ts';

/** ISO 216, in millimetres. */
export const A6 = { width: 105, height: 148 } as const;
const MM = 72 / 25.4;
const POINT = 1 / MM;

/** Line height: room for Thai, whose vowels and tones are stacked above and below the letters. */
const LEADING = 1.36;
/** From a line's top to its baseline, as a share of its height. */
const ASCENT = 0.76;

export interface Style {
  /** In points. */
  size: number;
  weight?: Weight;
  colour?: string;
}
export interface About {
  title: string;
  author: string;
  locale: string;
  /** Milliseconds since the epoch. Nothing else in the file depends on when it was drawn. */
  madeAt: number;
}
export type Faces = Readonly<Record<Weight, readonly Face[]>>;

const featuresOf = ({ features }: Run) => (features ? { features: [...features] } : {});

/** Height of a line in millimetres. */
export const lineHeight = ({ size }: Style): number => size * LEADING * POINT;

export class Paper {
  readonly #doc: PDFKit.PDFDocument;
  readonly #faces: Faces;
  readonly #runs = new Map<string, Run[]>();
  readonly #bytes: Promise<Uint8Array>;

  constructor(about: About, faces: Faces) {
    this.#faces = faces;
    this.#doc = new PDFDocument({
      size: [A6.width * MM, A6.height * MM],
      margin: 0,
      autoFirstPage: false,
      // Without this pdfkit registers Helvetica, which is not embedded.
      font: '',
      lang: about.locale,
      displayTitle: true,
      info: { Title: about.title, Author: about.author, Creator: 'Parley', CreationDate: new Date(about.madeAt) },
    });
    // pdfkit takes fonts that were opened already; its types know files only.
    for (const { name, font } of [...faces[400], ...faces[700]]) this.#doc.registerFont(name, font as never);
    this.#bytes = collect(this.#doc);
  }

  newPage(): void {
    this.#doc.addPage();
  }

  /** Ends the document and answers the file. */
  finish(): Promise<Uint8Array> {
    this.#doc.end();
    return this.#bytes;
  }

  /** In millimetres, on one line. */
  widthOf(text: string, style: Style): number {
    return this.#runsOf(text, style).reduce((sum, run) => {
      this.#doc.font(run.face.name, style.size);
      return sum + this.#doc.widthOfString(run.text, featuresOf(run)) * POINT;
    }, 0);
  }

  /** One line whose top is at `y`. `align` is where `x` is: its left end, its middle, or its right end. */
  text(text: string, style: Style, x: number, y: number, align: 'left' | 'middle' | 'right' = 'left'): void {
    const shift = { left: 0, middle: 0.5, right: 1 }[align];
    let at = x - (shift === 0 ? 0 : shift * this.widthOf(text, style));
    const baseline = y + lineHeight(style) * ASCENT;
    for (const run of this.#runsOf(text, style)) {
      const { face, text: part, says } = run;
      this.#doc.font(face.name, style.size).fillColor(style.colour ?? 'black');
      if (says) this.#doc.markContent('Span', { actual: says });
      this.#doc.text(part, at * MM, baseline * MM, { lineBreak: false, baseline: 'alphabetic', ...featuresOf(run) });
      if (says) this.#doc.endMarkedContent();
      at += this.#doc.widthOfString(part, featuresOf(run)) * POINT;
    }
  }

  /** Filled with a colour. */
  box(x: number, y: number, width: number, height: number, colour = 'black', radius = 0): void {
    this.#doc.roundedRect(x * MM, y * MM, width * MM, height * MM, radius * MM).fill(colour);
  }

  /** The outline of a box; `dash` in millimetres. */
  frame(x: number, y: number, width: number, height: number, { line = 0.25, radius = 0, dash = 0 } = {}): void {
    this.#doc.lineWidth(line * MM).strokeColor('black');
    if (dash > 0) this.#doc.dash(dash * MM, { space: dash * MM });
    this.#doc.roundedRect(x * MM, y * MM, width * MM, height * MM, radius * MM).stroke();
    if (dash > 0) this.#doc.undash();
  }

  /** Upright bars side by side; `widths` are those of bar, space, bar, … */
  bars(widths: readonly number[], x: number, y: number, height: number): void {
    let at = x;
    for (const [index, width] of widths.entries()) {
      if (index % 2 === 0) this.#doc.rect(at * MM, y * MM, width * MM, height * MM);
      at += width;
    }
    this.#doc.fill('black');
  }

  #runsOf(text: string, { weight = 400 }: Style): Run[] {
    const key = `${weight} ${text}`;
    let runs = this.#runs.get(key);
    if (!runs) {
      runs = runsOf(text, this.#faces[weight]);
      this.#runs.set(key, runs);
    }
    return runs;
  }
}

function collect(doc: PDFKit.PDFDocument): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    doc.on('data', (chunk: Buffer) => chunks.push(chunk));
    doc.on('end', () => resolve(Buffer.concat(chunks)));
    doc.on('error', reject);
  });
}
