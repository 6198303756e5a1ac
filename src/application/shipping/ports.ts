/** What shipping documents need from the outside: something that puts a label on paper. */
import type { ShippingLabel } from './label.ts';

export interface ShippingDocuments {
  /**
   * Draws the label and its packing slip: the bytes of a PDF of A6 pages, the same for the same label. Throws
   * DocumentsBusy where too many are being drawn already.
   */
  draw(label: ShippingLabel): Promise<Uint8Array>;
}

/** Thrown where too many documents wait to be drawn. Callers answer `unavailable`, and nothing is lost. */
export class DocumentsBusy extends Error {}
