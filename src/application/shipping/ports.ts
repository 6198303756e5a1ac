/** What shipping documents need from the outside: something that puts a label on paper. */
import { Refused } from '../refused.ts';
import type { ShippingLabel } from './label.ts';

export interface ShippingDocuments {
  /**
   * Draws the label and its packing slip: the bytes of a PDF of A6 pages, the same for the same label. Throws
   * DocumentsBusy where too many are being drawn already.
   */
  draw(label: ShippingLabel): Promise<Uint8Array>;
}

/** Too many documents wait to be drawn; nothing is lost. */
export class DocumentsBusy extends Refused {
  constructor() {
    super('unavailable', 'Too many documents are being drawn. Ask again in a moment.');
  }
}
