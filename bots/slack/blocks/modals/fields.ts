/**
 * Fields of dialogs: how they are drawn, and how what was typed into them is read. A field's block id is its name, and behind
 * `~` how often it was filled in: what Slack shows in a field it keeps for as long as the block has the same id.
 */
import type { ContextBlock, InputBlock, InputBlockElement, PlainTextOption } from '@slack/types';
import { asWritten, currencyNames, type Money, readAmounts, writeAmount } from '../../../../src/bot.ts';
import type { KnownBlock, ModalView, Read, RequestModel } from '../model.ts';
import { plainText, section } from '../safe.ts';
import { orderOf, whatAndWho } from '../standing.ts';
import type { Words } from '../words.ts';

/** `view.state.values` as Slack sends it: block id → action id → what the element holds. */
export type Values = Record<string, Record<string, Record<string, unknown>>>;

/** The name of the field whose block this is. */
export const nameOf = (blockId = ''): string => blockId.replace(/~\d+$/u, '');
/** The same block, filled in once more. */
export const anew = (blockId: string): string => `${nameOf(blockId)}~${Number(/~(\d+)$/u.exec(blockId)?.[1] ?? 0) + 1}`;

/** The only element of its block. */
export const FIELD = 'value';

export interface Field {
  name: string;
  label: string;
  hint?: string;
  optional?: boolean;
  /** What is chosen is told at once, before the dialog is sent. */
  toldAtOnce?: boolean;
  element: InputBlockElement;
}
export const field = ({ name, label, hint, optional, toldAtOnce, element }: Field): InputBlock => ({
  type: 'input',
  block_id: name,
  label: plainText(label, 200),
  ...(hint ? { hint: plainText(hint, 2000) } : {}),
  ...(optional ? { optional } : {}),
  ...(toldAtOnce ? { dispatch_action: true } : {}),
  element,
});
export const textInput = (max: number, multiline = false): InputBlockElement => ({
  type: 'plain_text_input',
  action_id: FIELD,
  max_length: max,
  multiline,
});
export const option = (text: string, value: string, beside?: string): PlainTextOption => ({
  text: plainText(text, 75),
  value,
  ...(beside ? { description: plainText(beside, 75) } : {}),
});
/** A remark of ours beside the fields. */
export const remark = (text: string, blockId: string): ContextBlock => ({
  type: 'context',
  block_id: blockId,
  elements: [plainText(text, 1000)],
});
/** Which request a dialog is about, in one line. */
export function about({ request }: RequestModel, words: Words): KnownBlock {
  const claim = words.say('modal.about', {
    order: orderOf(request),
    reason: words.shared(`reason.${request.reason}`),
    money: words.money(request.claimValue),
  });
  return section(`${whatAndWho(request, words)} · ${claim}`, 'about');
}

export interface Dialog {
  /** `callback_id` without its prefix. */
  name: 'reject' | 'offer' | 'counter' | 'ship' | 'decline' | 'reply' | 'settings';
  metadata: string;
  blocks: KnownBlock[];
}
export const callbackOf = (name: Dialog['name']): string => `parley:${name}`;
export const dialog = ({ name, metadata, blocks }: Dialog, words: Words): ModalView => ({
  type: 'modal',
  callback_id: callbackOf(name),
  private_metadata: metadata,
  title: plainText(words.say(`modal.${name}.title`), 24),
  submit: plainText(words.say(`modal.${name}.submit`), 24),
  close: plainText(words.say('modal.cancel'), 24),
  blocks,
});

const elementOf = (values: Values, name: string): Record<string, unknown> => values[name]?.[FIELD] ?? {};
const asText = (value: unknown): string => (typeof value === 'string' ? value : '');

/** What was typed, as words are kept; '' where nothing was that anybody would see. */
export const typed = (values: Values, name: string): string => asWritten(asText(elementOf(values, name).value));
/** The value of the option that was chosen; '' where none was. */
export function chosen(values: Values, name: string): string {
  const picked = elementOf(values, name).selected_option as { value?: unknown } | null | undefined;
  return asText(picked?.value);
}
export const chosenTime = (values: Values, name: string): string => asText(elementOf(values, name).selected_time);
export const chosenUser = (values: Values, name: string): string => asText(elementOf(values, name).selected_user);

/** Reads several fields; all that is wrong is told at once. */
export class Form {
  readonly errors: Record<string, string> = {};
  readonly values: Values;
  readonly words: Words;

  constructor(values: Values, words: Words) {
    this.values = values;
    this.words = words;
  }

  fail(name: string, sentence: string): undefined {
    this.errors[name] ??= sentence;
    return undefined;
  }

  /** Words of at most `max` characters, as commands take them; undefined where nothing was typed. */
  text(name: string, max: number): string | undefined {
    const text = typed(this.values, name);
    if (text === '') return undefined;
    return text.length > max ? this.fail(name, this.words.say('field.tooLong', { max })) : text;
  }

  /** The same where something has to be typed. */
  neededText(name: string, max: number): string | undefined {
    return this.text(name, max) ?? this.fail(name, this.words.say('field.missing'));
  }

  /** An amount in `currency`, within the range where one is known. */
  amount(name: string, currency: string, range: { min: Money; max: Money } | null | undefined): Money | undefined {
    const { words, values } = this;
    const text = typed(values, name);
    if (text === '') return this.fail(name, words.say('field.missing'));
    const [money, another] = readAmounts(text, currency, words.locale, currencyNames);
    if (!money) return this.fail(name, notAnAmount(currency, range, words));
    if (another) return this.fail(name, twoAmounts(text, [money, another], words));
    if (!range || (money.amount >= range.min.amount && money.amount <= range.max.amount)) return money;
    return this.fail(name, words.say('refused.amount_out_of_range', boundsOf(range, words)));
  }

  /** The value, or what is wrong. A value that is not there has an error. */
  read<T>(value: T | undefined): Read<T> {
    if (value === undefined || Object.keys(this.errors).length > 0) return { ok: false, errors: this.errors };
    return { ok: true, value };
  }
}

export const boundsOf = ({ min, max }: { min: Money; max: Money }, words: Words) => ({
  min: words.money(min),
  max: words.money(max),
});

function twoAmounts(text: string, amounts: Money[], words: Words): string {
  const [first] = amounts;
  const example = first ? writeAmount(first, words.locale) : '';
  return words.say('field.amountUnclear', { text, choices: words.either(amounts.map(words.money)), example });
}

function notAnAmount(currency: string, range: { min: Money; max: Money } | null | undefined, words: Words): string {
  const example = writeAmount(range?.max ?? { amount: 12_500, currency }, words.locale);
  return range
    ? words.say('field.amount', { ...boundsOf(range, words), example })
    : words.say('field.amountPlain', { example });
}
