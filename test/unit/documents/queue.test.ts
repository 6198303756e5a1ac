/** How many documents are drawn at once. */
import { describe, expect, it } from 'vitest';
import type { ShippingLabel } from '../../../src/application/shipping/label.ts';
import { DocumentsBusy } from '../../../src/application/shipping/ports.ts';
import { createShippingDocuments } from '../../../src/documents/documents.ts';
import { eventually } from '../../support/eventually.ts';
import { approved, label } from './support.ts';

/** Draws nothing until it is told to. */
function heldDrawing() {
  const held: { label: ShippingLabel; finish: () => void; fail: () => void }[] = [];
  const draw = (what: ShippingLabel) =>
    new Promise<Uint8Array>((resolve, reject) => {
      held.push({ label: what, finish: () => resolve(new Uint8Array()), fail: () => reject(new Error('torn paper')) });
    });
  return { held, draw };
}

const some = label(approved());

describe('drawing', () => {
  it('runs a few at once, lets a bounded number wait, and sends the others away', async () => {
    const { held, draw } = heldDrawing();
    const documents = createShippingDocuments({ running: 2, waiting: 1, draw });
    const asked = [documents.draw(some), documents.draw(some), documents.draw(some)];
    await expect(documents.draw(some)).rejects.toThrow(DocumentsBusy);
    expect(held).toHaveLength(2);
    held[0]?.finish();
    await asked[0];
    await eventually('three are at work', () => expect(held).toHaveLength(3));
    for (const { finish } of held) finish();
    await expect(Promise.all(asked)).resolves.toHaveLength(3);
  });

  it('takes the shops in turn, so that nobody waits for all of another one’s', async () => {
    const { held, draw } = heldDrawing();
    const documents = createShippingDocuments({ running: 1, waiting: 20, draw });
    const of = (sellerId: string) => documents.draw({ ...some, sellerId });
    const busy = Array.from({ length: 20 }, () => of('busy'));
    const others = ['small', 'busy', 'other', 'small'].map(of);
    const order: string[] = [];
    for (let n = 0; n < 24; n += 1) {
      await eventually('the next is at work', () => expect(held).toHaveLength(n + 1));
      order.push(held[n]?.label.sellerId ?? '');
      held[n]?.finish();
    }
    await Promise.all([...busy, ...others]);
    expect(order.slice(0, 7)).toEqual(['busy', 'busy', 'small', 'other', 'busy', 'small', 'busy']);
    expect(order.filter((id) => id === 'busy')).toHaveLength(21);
  });

  it('sends away a shop that has enough waiting, and nobody else; in the end everybody', async () => {
    const { held, draw } = heldDrawing();
    const documents = createShippingDocuments({ running: 1, waiting: 2, waitingInAll: 5, draw });
    const of = (sellerId: string) => documents.draw({ ...some, sellerId });
    const asked = [of('busy'), of('busy'), of('busy')];
    await expect(of('busy')).rejects.toThrow(DocumentsBusy);
    asked.push(of('small'), of('small'), of('other'));
    await expect(of('other')).rejects.toThrow(DocumentsBusy);
    for (let n = 0; n < 6; n += 1) {
      await eventually('the next is at work', () => expect(held).toHaveLength(n + 1));
      held[n]?.finish();
    }
    await expect(Promise.all(asked)).resolves.toHaveLength(6);
  });

  it('one that fails makes room like any other', async () => {
    const { held, draw } = heldDrawing();
    const documents = createShippingDocuments({ running: 1, waiting: 1, draw });
    const first = documents.draw(some);
    const second = documents.draw(some);
    await eventually('one is at work', () => expect(held).toHaveLength(1));
    held[0]?.fail();
    await expect(first).rejects.toThrow('torn paper');
    await eventually('the next is at work', () => expect(held).toHaveLength(2));
    held[1]?.finish();
    await expect(second).resolves.toBeInstanceOf(Uint8Array);
  });
});
