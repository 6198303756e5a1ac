/** The little of fontkit that is used here; the package brings no types. What pdfkit asks of a font is its own affair. */
declare module 'fontkit' {
  export interface Font {
    /** Every code point that has a glyph. */
    characterSet: number[];
    createSubset(): unknown;
  }
  export function create(bytes: Uint8Array): Font;
}
