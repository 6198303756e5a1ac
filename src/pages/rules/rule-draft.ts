/** A rule as its form has it, and back: what is typed is read here, and what cannot be read is told at its field. */
import type { Money } from '../../contract/primitives.ts';
import type { Rule } from '../../contract/rules.ts';
import { readAmount, writeAmount } from '../../i18n/amount.ts';
import { currencyNames } from '../../i18n/currency-names.ts';
import type { RuleKey } from '../../i18n/rules/index.ts';

export type RuleField = 'name' | 'reasons' | 'from' | 'to' | 'skus' | 'buyer' | 'at' | 'then' | 'value' | 'note';
export type Choice = 'percent' | 'amount' | 'refund_only' | 'approve';

/** What stands in the form. `at`: `opened`, or seconds before the time to decide ends. */
export interface RuleDraft extends Record<Exclude<RuleField, 'reasons' | 'then'>, string> {
  reasons: readonly string[];
  then: Choice;
}
export interface Wrong {
  field: RuleField;
  why: RuleKey;
}
export interface Terms {
  currency: string;
  locale: string;
}

type Reasons = NonNullable<Rule['when']['reasons']>;

export function draftOf({ name, at, when, then, note }: Rule, { locale }: Terms): RuleDraft {
  const typed = (money: Money | undefined): string => (money ? writeAmount(money, locale) : '');
  return {
    name,
    reasons: when.reasons ?? [],
    from: typed(when.claimFrom),
    to: typed(when.claimTo),
    skus: (when.skus ?? []).join('\n'),
    buyer: when.buyerRequests ? String(when.buyerRequests.atMost) : '',
    at: at === 'opened' ? at : String(at.beforeDeadline),
    then: then.kind === 'partial_refund' ? ('percent' in then ? 'percent' : 'amount') : then.kind,
    value: 'percent' in then ? String(then.percent) : 'amount' in then ? typed(then.amount) : '',
    note: note ?? '',
  };
}

/** Half an hour before the time ends, half of the claim: what most shops begin with. */
export const freshDraft = (): RuleDraft => ({
  name: '',
  reasons: [],
  from: '',
  to: '',
  skus: '',
  buyer: '',
  at: '1800',
  then: 'percent',
  value: '50',
  note: '',
});

class Unreadable extends Error {
  readonly wrong: Wrong;
  constructor(field: RuleField, why: RuleKey) {
    super(why);
    this.wrong = { field, why };
  }
}

/** The rule that the form says, or what is wrong with it first. */
export function ruleOf(draft: RuleDraft, kept: Pick<Rule, 'id' | 'enabled'>, terms: Terms): Rule | Wrong {
  try {
    return read(draft, kept, terms);
  } catch (error) {
    if (error instanceof Unreadable) return error.wrong;
    throw error;
  }
}

function read(draft: RuleDraft, { id, enabled }: Pick<Rule, 'id' | 'enabled'>, terms: Terms): Rule {
  const name = draft.name.trim();
  if (!name) throw new Unreadable('name', 'wrongMissing');
  const note = draft.note.trim();
  const then = answerOf(draft, terms);
  return {
    id,
    name,
    enabled,
    at: draft.at === 'opened' ? 'opened' : { beforeDeadline: Number(draft.at) },
    when: conditionsOf(draft, terms),
    then,
    ...(note && then.kind !== 'approve' ? { note } : {}),
  };
}

function amountIn(field: 'from' | 'to' | 'value', draft: RuleDraft, { currency, locale }: Terms): Money | undefined {
  const typed = draft[field].trim();
  if (!typed) return undefined;
  const money = readAmount(typed, currency, locale, currencyNames);
  if (!money) throw new Unreadable(field, 'wrongAmount');
  return money;
}

function conditionsOf(draft: RuleDraft, terms: Terms): Rule['when'] {
  const [claimFrom, claimTo] = [amountIn('from', draft, terms), amountIn('to', draft, terms)];
  if (claimFrom && claimTo && claimFrom.amount > claimTo.amount) throw new Unreadable('from', 'wrongBounds');
  const skus = draft.skus.split('\n').flatMap((line) => line.trim() || []);
  if (skus.some((sku) => /\*./u.test(sku))) throw new Unreadable('skus', 'wrongSkus');
  const buyer = draft.buyer.trim();
  if (buyer && !(/^\d{1,4}$/u.test(buyer) && Number(buyer) <= 1000)) throw new Unreadable('buyer', 'wrongCount');
  return {
    ...(draft.reasons.length > 0 ? { reasons: [...draft.reasons] as Reasons } : {}),
    ...(claimFrom ? { claimFrom } : {}),
    ...(claimTo ? { claimTo } : {}),
    ...(skus.length > 0 ? { skus } : {}),
    ...(buyer ? { buyerRequests: { atMost: Number(buyer) } } : {}),
  };
}

function answerOf(draft: RuleDraft, terms: Terms): Rule['then'] {
  if (draft.then === 'approve' || draft.then === 'refund_only') return { kind: draft.then };
  if (!draft.value.trim()) throw new Unreadable('value', 'wrongMissing');
  if (draft.then === 'percent') {
    const percent = Number(draft.value.trim().replace(',', '.').replace(/\s*%$/u, ''));
    if (!(percent >= 0.01 && percent <= 100)) throw new Unreadable('value', 'wrongPercent');
    return { kind: 'partial_refund', percent: Math.round(percent * 100) / 100 };
  }
  const amount = amountIn('value', draft, terms);
  if (!amount?.amount) throw new Unreadable('value', 'wrongAmount');
  return { kind: 'partial_refund', amount };
}

const FIELDS: readonly (readonly [RegExp, RuleField])[] = [
  [/^name/u, 'name'],
  [/^when\W*reasons/u, 'reasons'],
  [/^when\W*claimFrom/u, 'from'],
  [/^when\W*claimTo/u, 'to'],
  [/^when\W*skus/u, 'skus'],
  [/^when\W*buyerRequests/u, 'buyer'],
  [/^at/u, 'at'],
  [/^then\W*(?:percent|amount)/u, 'value'],
  [/^then/u, 'then'],
  [/^note/u, 'note'],
];

/** Which rule of the list, and which field of its form, a path of a refusal names. */
export function placeOf(path: string): { index: number; field: RuleField } | null {
  const [, index, rest = ''] = /^rules\D?(\d+)\W*(.*)$/u.exec(path) ?? [];
  if (index === undefined) return null;
  return { index: Number(index), field: FIELDS.find(([pattern]) => pattern.test(rest))?.[1] ?? 'name' };
}
