/** Offering money instead: the policy's quick picks with what they come to, a free amount, and what happens next. */
import type { RadioButtons } from '@slack/types';
import type { OfferBody, OfferTerms, QuickPick } from '../../../../src/bot.ts';
import { buyerOf } from '../buyer.ts';
import type { KnownBlock, ModalView, Read, RequestModel } from '../model.ts';
import { oddsBeside, oddsExactly } from '../odds.ts';
import type { Words } from '../words.ts';
import {
  about,
  boundsOf,
  callbackOf,
  chosen,
  dialog,
  FIELD,
  Form,
  field,
  nameOf,
  option,
  remark,
  textInput,
  typed,
  type Values,
} from './fields.ts';
import { outdatedModal } from './notice.ts';
import { encodeRef, type ModalRef } from './ref.ts';
import { savedReplies } from './saved.ts';
import { type ShownView, shownWith } from './shown.ts';

const LONGEST_NOTE = 1000;
/** Slack shows ten radio buttons; two are ours. */
const MOST_PICKS = 8;
const WHOLE = 'refund_only';
const OTHER = 'other';
const PICK = 'pick';
const AMOUNT = 'amount';
const NOTE = 'note';
const ODDS = 'odds';

/** Where no offer is possible any more, a notice that says what happened. */
export function offerModal(model: RequestModel, words: Words, ref: ModalRef): ModalView {
  const { offer } = model.terms;
  if (!offer) return outdatedModal(model, words);
  const element = picks(model, offer, words);
  const isOther = element.initial_option?.value === OTHER;
  const blocks: KnownBlock[] = [
    about(model, words),
    field({ name: PICK, label: words.say('modal.offer.pick'), toldAtOnce: true, element }),
    ...exactly(model, offer, words),
    ...(isOther ? amountField(offer, words) : []),
    ...savedReplies(model, words),
    field({
      name: NOTE,
      label: words.say('modal.offer.note'),
      optional: true,
      element: textInput(LONGEST_NOTE, true),
    }),
    remark(next(model, offer, words), 'next'),
  ];
  return dialog(
    { name: 'offer', metadata: encodeRef({ ...ref, refundable: model.request.refundable.amount }), blocks },
    words,
  );
}

/** Whether what was pressed is the amount of a dialog for an offer. */
export const isOfferPick = (view: ShownView, blockId: string): boolean =>
  view.callback_id === callbackOf('offer') && nameOf(blockId) === PICK;

/**
 * The dialog with a field for the amount where “Another amount” is chosen, and without one otherwise; null where it is so. Where
 * no offer is possible any more, what happened.
 */
export function withAmount(view: ShownView, model: RequestModel, words: Words): ModalView | null {
  const blocks = view.blocks as KnownBlock[];
  const others = blocks.filter(({ block_id }) => nameOf(block_id) !== AMOUNT);
  const isOther = chosen(view.state.values, PICK) === OTHER;
  if (isOther !== (others.length === blocks.length)) return null;
  if (!isOther) return shownWith(view, others);
  const { offer } = model.terms;
  if (!offer) return outdatedModal(model, words);
  const after = others.findLastIndex(({ block_id }) => [PICK, ODDS].includes(nameOf(block_id)));
  return shownWith(view, others.toSpliced(after + 1, 0, ...amountField(offer, words)));
}

function exactly({ odds }: RequestModel, { picks: recommended }: OfferTerms, words: Words): KnownBlock[] {
  const waiting = recommended.filter(({ final }) => !final).map(({ percent }) => percent);
  const text = oddsExactly(odds, waiting, words);
  return text ? [remark(text, ODDS)] : [];
}

function picks(
  { odds }: RequestModel,
  { picks: recommended, range, refundOnly }: OfferTerms,
  words: Words,
): RadioButtons {
  const options = recommended.slice(0, MOST_PICKS).map((pick) => {
    const beside = pick.final ? undefined : oddsBeside(odds, pick.percent, words);
    return option(pickText(pick, words), `percent:${pick.percent}`, beside);
  });
  if (refundOnly) {
    const key = refundOnly.final ? 'modal.offer.wholeFinal' : 'modal.offer.whole';
    options.push(option(words.say(key, { money: words.money(refundOnly.amount) }), WHOLE));
  }
  if (range) options.push(option(words.say('modal.offer.other'), OTHER));
  const [first] = options;
  return { type: 'radio_buttons', action_id: FIELD, options, ...(first ? { initial_option: first } : {}) };
}

const pickText = ({ percent, amount, final }: QuickPick, words: Words): string =>
  words.say(final ? 'modal.offer.percentFinal' : 'modal.offer.percent', { percent, money: words.money(amount) });

function amountField({ range, finalFrom }: OfferTerms, words: Words): KnownBlock[] {
  if (!range) return [];
  const final = range.max.amount >= finalFrom.amount;
  const hint = [
    words.say('modal.offer.range', boundsOf(range, words)),
    ...(final ? [words.say('modal.offer.final', { money: words.money(finalFrom) })] : []),
  ].join(' ');
  const label = words.say('modal.offer.amount', { currency: finalFrom.currency });
  return [field({ name: AMOUNT, label, hint, optional: true, element: textInput(40) })];
}

/** What follows. */
function next(
  { request }: RequestModel,
  { expiresAt, leftAfter, refundOnly, picks: recommended }: OfferTerms,
  words: Words,
): string {
  const someFinal = refundOnly?.final || recommended.some(({ final }) => final);
  return [
    words.say('modal.offer.next', { buyer: buyerOf(request, words), time: words.until(expiresAt) }),
    ...(someFinal ? [words.say('modal.offer.nextFinal')] : []),
    words.say('modal.offer.left', { count: leftAfter }),
  ].join(' ');
}

/**
 * An amount that was typed counts only with “Another amount”: an offer is never a guess between two. `refundable`: what
 * could be refunded when the dialog showed its amounts.
 */
export function readOffer(
  values: Values,
  model: RequestModel,
  words: Words,
  { refundable }: Pick<ModalRef, 'refundable'> = {},
): Read<OfferBody> {
  const form = new Form(values, words);
  const pick = chosen(values, PICK);
  const text = form.text(NOTE, LONGEST_NOTE);
  const note = text === undefined ? {} : { note: text };
  if (pick !== OTHER && typed(values, AMOUNT) !== '') {
    form.fail(PICK, words.say('field.amountOrPick', { other: words.say('modal.offer.other') }));
  }
  // A pick is an amount that was read: where it would be another one by now, nothing is offered.
  if (pick !== OTHER && refundable !== undefined && refundable !== model.request.refundable.amount) {
    form.fail(PICK, words.say('field.figuresChanged', { money: words.money(model.request.refundable) }));
  }
  return form.read(bodyOf(pick, note, form, model));
}

function bodyOf(pick: string, note: { note?: string }, form: Form, model: RequestModel): OfferBody | undefined {
  if (pick === WHOLE) return { kind: 'refund_only', ...note };
  if (pick === OTHER) {
    // Sent before its field was there to be filled in.
    if (!form.values[AMOUNT]) return form.fail(PICK, form.words.say('field.missing'));
    const { currency } = model.request.claimValue;
    const amount = form.amount(AMOUNT, currency, model.terms.offer?.range);
    return amount && { kind: 'partial_refund', amount, ...note };
  }
  const percent = Number(/^percent:(\d{1,3}(?:\.\d{1,2})?)$/u.exec(pick)?.[1]);
  if (percent > 0 && percent <= 100) return { kind: 'partial_refund', percent, ...note };
  return form.fail(PICK, form.words.say('field.choose'));
}
