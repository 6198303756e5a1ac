/** Answering a buyer's counter-offer with another amount. */
import type { Money } from '../../../../src/bot.ts';
import { buyerOf } from '../buyer.ts';
import type { ModalView, Read, RequestModel } from '../model.ts';
import { moneyAtStake } from '../standing.ts';
import type { Words } from '../words.ts';
import { about, boundsOf, dialog, Form, field, remark, textInput, type Values } from './fields.ts';
import { outdatedModal } from './notice.ts';
import { encodeRef, type ModalRef } from './ref.ts';
import { savedReplies } from './saved.ts';

/** Fields of the command CounterOffer. */
export interface CounterFields {
  amount: Money;
  note?: string;
}

const LONGEST_NOTE = 1000;

/** Where no counter-offer is possible any more, a notice that says what happened. */
export function counterModal(model: RequestModel, words: Words, ref: ModalRef): ModalView {
  const { counter } = model.terms;
  if (!counter) return outdatedModal(model, words);
  const { say } = words;
  const buyer = buyerOf(model.request, words);
  return dialog(
    {
      name: 'counter',
      metadata: encodeRef(ref),
      blocks: [
        about(model, words),
        remark(say('modal.counter.about', { buyer, money: words.money(moneyAtStake(model.request)) }), 'remark'),
        field({
          name: 'amount',
          label: say('modal.counter.amount', { currency: counter.min.currency }),
          hint: say('modal.offer.range', boundsOf(counter, words)),
          element: textInput(40),
        }),
        ...savedReplies(model, words),
        field({ name: 'note', label: say('modal.offer.note'), optional: true, element: textInput(LONGEST_NOTE, true) }),
        remark(say('modal.offer.next', { buyer, time: words.until(counter.expiresAt) }), 'next'),
      ],
    },
    words,
  );
}

export function readCounter(values: Values, model: RequestModel, words: Words): Read<CounterFields> {
  const form = new Form(values, words);
  const amount = form.amount('amount', model.request.claimValue.currency, model.terms.counter);
  const note = form.text('note', LONGEST_NOTE);
  return form.read(amount && { amount, ...(note === undefined ? {} : { note }) });
}
