/** Replying to a buyer: what they wrote last, and a field for what the shop says in the chat. */
import type { BuyerWords } from '../../../../src/bot.ts';
import { buyerOf } from '../buyer.ts';
import { buyerSaid } from '../buyer-waits.ts';
import type { ModalView, Read, RequestModel } from '../model.ts';
import { section } from '../safe.ts';
import type { Words } from '../words.ts';
import { about, dialog, Form, field, remark, textInput, type Values } from './fields.ts';
import { encodeRef, type ModalRef } from './ref.ts';
import { savedReplies } from './saved.ts';

/** As much as Slack's field takes. */
const LONGEST_TEXT = 3_000;

export const replyModal = (model: RequestModel, said: BuyerWords, words: Words, ref: ModalRef): ModalView =>
  dialog(
    {
      name: 'reply',
      metadata: encodeRef(ref),
      blocks: [
        about(model, words),
        remark(words.say('request.buyer', { buyer: buyerOf(model.request, words) }), 'remark'),
        section(buyerSaid(said, words), 'words'),
        ...savedReplies(model, words),
        field({ name: 'text', label: words.say('modal.reply.text'), element: textInput(LONGEST_TEXT, true) }),
      ],
    },
    words,
  );

export function readReply(values: Values, words: Words): Read<string> {
  const form = new Form(values, words);
  return form.read(form.neededText('text', LONGEST_TEXT));
}
