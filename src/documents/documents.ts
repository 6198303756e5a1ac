/**
 * Shipping documents as the service has them: a few are drawn at a time, some more wait, shop by shop, and beyond that
 * callers are told to come again. What it takes to draw (pdfkit, the barcodes, the fonts) is loaded when the first is
 * asked for.
 *
 * Shops take turns: one that prints a day's parcels in one go waits for its own, and another one's label is the next.
 */
import { DocumentsBusy, type ShippingDocuments } from '../application/shipping/ports.ts';

export interface DocumentsOptions {
  /** How many are drawn at once. */
  running?: number;
  /** How many more of one shop may wait. */
  waiting?: number;
  /** How many more may wait in all. */
  waitingInAll?: number;
  /** Draws one. */
  draw?: ShippingDocuments['draw'];
}

export function createShippingDocuments({
  running = 2,
  waiting = 20,
  waitingInAll = 200,
  draw = async (label) => (await import('./draw.ts')).drawDocuments(label),
}: DocumentsOptions = {}): ShippingDocuments {
  let free = running;
  /** Those that wait, by shop; the shop whose turn is next comes first. */
  const lines = new Map<string, (() => void)[]>();

  const all = (): number => [...lines.values()].reduce((sum, line) => sum + line.length, 0);

  /** Waits for a turn, which `leave` hands on. */
  async function enter(sellerId: string): Promise<void> {
    if (free > 0) {
      free -= 1;
      return;
    }
    const line = lines.get(sellerId) ?? [];
    if (line.length >= waiting || all() >= waitingInAll) throw new DocumentsBusy();
    lines.set(sellerId, line);
    await new Promise<void>((resolve) => line.push(resolve));
  }

  function leave(): void {
    const [turn] = lines;
    if (!turn) {
      free += 1;
      return;
    }
    const [sellerId, line] = turn;
    lines.delete(sellerId);
    const next = line.shift();
    if (line.length > 0) lines.set(sellerId, line);
    next?.();
  }

  return {
    async draw(label) {
      await enter(label.sellerId);
      try {
        return await draw(label);
      } finally {
        leave();
      }
    },
  };
}
