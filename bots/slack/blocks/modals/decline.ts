/** Rejecting a buyer's counter-offer. */
import type { ModalView, Read, RequestModel } from '../model.ts';
import { moneyAtStake } from '../standing.ts';
import type { Words } from '../words.ts';
import { about, dialog, Form, field, remark, textInput, type Values } from './fields.ts';
import { encodeRef, type ModalRef } from './ref.ts';
import { savedReplies } from './saved.ts';

/** Fields of the command RejectOffer. */
export interface DeclineFields {
  text?: string;
}

const LONGEST_TEXT = 1000;

export const declineModal = (model: RequestModel, words: Words, ref: ModalRef): ModalView =>
  dialog(
    {
      name: 'decline',
      metadata: encodeRef(ref),
      blocks: [
        about(model, words),
        remark(words.say('modal.decline.about', { money: words.money(moneyAtStake(model.request)) }), 'remark'),
        ...savedReplies(model, words),
        field({
          name: 'text',
          label: words.say('modal.decline.text'),
          optional: true,
          element: textInput(LONGEST_TEXT, true),
        }),
      ],
    },
    words,
  );

export function readDecline(values: Values, _model: RequestModel, words: Words): Read<DeclineFields> {
  const form = new Form(values, words);
  const text = form.text('text', LONGEST_TEXT);
  return form.read(text === undefined ? {} : { text });
}
