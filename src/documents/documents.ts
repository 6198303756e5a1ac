/**
 * Shipping documents as the service has them: a few are drawn at a time, some more wait, and beyond that callers are
 * told to come again. What it takes to draw (pdfkit, the barcodes, the fonts) is loaded when the first is asked for.
 */
import { DocumentsBusy, type ShippingDocuments } from '../application/shipping/ports.ts';

export interface DocumentsOptions {
  /** How many are drawn at once. */
  running?: number;
  /** How many more may wait. */
  waiting?: number;
  /** Draws one. */
  draw?: ShippingDocuments['draw'];
}

export function createShippingDocuments({
  running = 2,
  waiting = 20,
  draw = async (label) => (await import('./draw.ts')).drawDocuments(label),
}: DocumentsOptions = {}): ShippingDocuments {
  let free = running;
  const queue: (() => void)[] = [];

  /** Waits for a turn, which `leave` hands on. */
  async function enter(): Promise<void> {
    if (free > 0) {
      free -= 1;
      return;
    }
    if (queue.length >= waiting) throw new DocumentsBusy(`${running} documents are being drawn and ${waiting} wait`);
    await new Promise<void>((resolve) => queue.push(resolve));
  }

  function leave(): void {
    const next = queue.shift();
    if (next) next();
    else free += 1;
  }

  return {
    async draw(label) {
      await enter();
      try {
        return await draw(label);
      } finally {
        leave();
      }
    },
  };
}
