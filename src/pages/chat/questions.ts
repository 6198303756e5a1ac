/** What a card asks before an answer leaves, and what the person said to it. Pure: the card shows it and acts on it. */
import { html, type TemplateResult } from 'lit';
import type { CardAction, CardView } from '../../contract/chat.ts';
import { readAmount } from '../../i18n/amount.ts';
import { formatMoney } from '../../i18n/format.ts';
import { fill, type PageStrings } from '../../i18n/pages/index.ts';
import type { OfferAnswer } from './connection.ts';

export interface Question {
  card: CardView;
  action: CardAction;
  strings: PageStrings;
  locale: string;
  /** It has been seen: the second tap of a double tap on its button is no answer to it. */
  seen: boolean;
  /** What is wrong with what was typed, as a sentence. */
  problem: string | undefined;
  cancel(): void;
}

/** `T` without the fields that name the offer: what the person chose. */
type Choice<T> = T extends unknown ? Omit<T, 'requestId' | 'offerId'> : never;
export type Chosen = Choice<OfferAnswer>;

function buttons({ action, strings, seen, cancel }: Question, confirm: string): TemplateResult {
  return html`
    <div class="row">
      <button type="button" @click=${cancel}>${strings.cancel}</button>
      <button type="submit" class="${action.id === 'reject' ? 'danger' : 'primary'} ${seen ? '' : 'unseen'}">${confirm}</button>
    </div>
  `;
}

function accepting(question: Question): TemplateResult {
  const { card, action, strings } = question;
  return html`
    <h4 id="question">${fill(strings.confirmAcceptTitle, { amount: card.formattedAmount })}</h4>
    <p>${action.consequence} ${strings.cannotBeUndone}</p>
    ${buttons(question, strings.confirmAccept)}
  `;
}

function rejecting(question: Question): TemplateResult {
  const { action, strings } = question;
  return html`
    <h4 id="question" tabindex="-1" autofocus>${strings.confirmRejectTitle}</h4>
    <p>${action.consequence} ${strings.cannotBeUndone}</p>
    <label>${strings.rejectReason}<textarea name="text" maxlength="1000" rows="3"></textarea></label>
    ${buttons(question, strings.confirmReject)}
  `;
}

function countering(question: Question): TemplateResult {
  const { card, action, strings, problem } = question;
  return html`
    <h4 id="question">${strings.counterTitle}</h4>
    <label>
      ${strings.counterAmount} (${card.amount.currency})
      <input
        name="amount"
        inputmode="decimal"
        autocomplete="off"
        aria-describedby="means"
        aria-invalid=${problem ? 'true' : 'false'}
      />
    </label>
    <p class=${problem ? 'problem' : 'quiet'} role="status" id="means">${problem ?? action.consequence}</p>
    <label>${strings.note}<textarea name="note" maxlength="1000" rows="2"></textarea></label>
    ${buttons(question, strings.sendCounter)}
  `;
}

const ASK = { accept: accepting, reject: rejecting, counter: countering } as const;

/** The question in its form's place: a title named `question`, what follows from it, fields, and two buttons. */
export const askFor = (question: Question): TemplateResult => ASK[question.action.id](question);

/** What the person chose, or what is wrong with the amount they typed. */
export function readChoice(form: FormData, { card, action, strings, locale }: Question): Chosen | { problem: string } {
  const text = (name: string): string | undefined => String(form.get(name) ?? '').trim() || undefined;
  if (action.id === 'accept') return { action: 'accept' };
  if (action.id === 'reject') return { action: 'reject', text: text('text') };
  const amount = readAmount(text('amount') ?? '', card.amount.currency, locale);
  const { min, max } = action;
  if (!amount || (min && amount.amount < min.amount) || (max && amount.amount > max.amount)) {
    const money = (bound: CardAction['min']): string => (bound ? formatMoney(bound, locale) : '');
    return { problem: fill(strings.amountInvalid, { min: money(min), max: money(max) }) };
  }
  return { action: 'counter', amount, note: text('note') };
}
