/** The little of fontkit that is used here; the package brings no types. What pdfkit asks of a font is its own affair. */
declare module 'fontkit' {
  export interface Font {
    /** Every code point that has a glyph. */
    characterSet: number[];
    createSubset(): unknown;
    layout(text: string, features?: readonly string[]): { glyphs: { name: string }[] };
    /** Not for everybody: see faces.ts. */
    _layoutEngine?: { engine?: { GPOSProcessor?: MarkPositions } };
  }
  interface MarkPositions {
    applyAnchor(mark: { markAnchor: unknown }, anchor: unknown, index: number): void;
  }
  export function create(bytes: Uint8Array): Font;
}
