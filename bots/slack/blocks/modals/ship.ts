/** Marking a request as shipped: who carries it, and under which number. */
import type { ModalView, Read, RequestModel } from '../model.ts';
import type { Words } from '../words.ts';
import { about, dialog, Form, field, remark, textInput, type Values } from './fields.ts';
import { encodeRef, type ModalRef } from './ref.ts';

/** Fields of the command ShipRequest. */
export interface ShipFields {
  carrier: string;
  trackingNumber: string;
}

const LONGEST = 100;

export const shipModal = (model: RequestModel, words: Words, ref: ModalRef): ModalView =>
  dialog(
    {
      name: 'ship',
      metadata: encodeRef(ref),
      blocks: [
        about(model, words),
        field({ name: 'carrier', label: words.say('modal.ship.carrier'), element: textInput(LONGEST) }),
        field({ name: 'tracking', label: words.say('modal.ship.tracking'), element: textInput(LONGEST) }),
        remark(words.say('modal.ship.about'), 'remark'),
      ],
    },
    words,
  );

export function readShip(values: Values, _model: RequestModel, words: Words): Read<ShipFields> {
  const form = new Form(values, words);
  const carrier = form.neededText('carrier', LONGEST);
  const trackingNumber = form.neededText('tracking', LONGEST);
  return form.read(carrier && trackingNumber ? { carrier, trackingNumber } : undefined);
}
