/** A rule as a sentence. */
import type { Rule } from '../../contract/rules.ts';
import { formatMoney } from '../../i18n/format.ts';
import { formattingTag } from '../../i18n/languages.ts';
import { leadTime } from '../../i18n/lead-time.ts';
import { oneStop, stopNoted } from '../../i18n/one-stop.ts';
import { fill } from '../../i18n/pages/index.ts';
import type { RuleStrings } from '../../i18n/rules/index.ts';

export interface RuleWording {
  strings: RuleStrings;
  locale: string;
}

/** Thai writes no space between its own words, "and" among them, but one beside figures and Latin letters. */
const spacedThai = (text: string): string =>
  text
    .replace(/([\p{N}\p{Script=Latin}*])(\p{Script=Thai})/gu, '$1 $2')
    .replace(/(\p{Script=Thai})([\p{N}\p{Script=Latin}])/gu, '$1 $2');

const listed = (parts: readonly string[], type: 'conjunction' | 'disjunction', locale: string): string =>
  spacedThai(new Intl.ListFormat(formattingTag(locale), { type }).format(parts));

export const moment = ({ at }: Pick<Rule, 'at'>, { strings, locale }: RuleWording): string =>
  at === 'opened' ? strings.atOpened : fill(strings.atBefore, { time: leadTime(at.beforeDeadline, locale) });

const percentage = (percent: number, locale: string): string =>
  new Intl.NumberFormat(formattingTag(locale), { style: 'percent', maximumFractionDigits: 2 }).format(percent / 100);

function claimWords({ claimFrom, claimTo }: Rule['when'], { strings, locale }: RuleWording): string[] {
  const [from, to] = [claimFrom, claimTo].map((bound) => (bound ? formatMoney(bound, locale) : ''));
  if (from && to) return [fill(strings.whenBetween, { from, to })];
  if (from) return [fill(strings.whenFrom, { amount: from })];
  return to ? [fill(strings.whenTo, { amount: to })] : [];
}

function conditions({ when }: Rule, wording: RuleWording): string[] {
  const { strings, locale } = wording;
  const { reasons, skus, buyerRequests } = when;
  const named = reasons?.map((reason) => strings[`reason.${reason}`]) ?? [];
  return [
    ...(named.length > 0 ? [fill(strings.whenReason, { reasons: listed(named, 'disjunction', locale) })] : []),
    ...claimWords(when, wording),
    ...(skus ? [fill(strings.whenSkus, { skus: listed(skus, 'disjunction', locale) })] : []),
    ...(buyerRequests ? [fill(strings.whenBuyer, { count: buyerRequests.atMost })] : []),
  ];
}

function answer({ then, note }: Rule, { strings, locale }: RuleWording): string {
  if (then.kind === 'approve') return strings.thenApprove;
  const offer =
    then.kind === 'refund_only'
      ? strings.thenRefund
      : 'amount' in then
        ? fill(strings.thenAmount, { amount: formatMoney(then.amount, locale) })
        : fill(strings.thenPercent, { percent: percentage(then.percent, locale) });
  return note ? fill(strings.thenWrite, { then: offer, note }) : offer;
}

/** `When the reason is missing items and the claim is at most ฿500: 30 minutes before time is up, offer …` */
export function ruleSentence(rule: Rule, wording: RuleWording): string {
  const { strings, locale } = wording;
  const when = conditions(rule, wording);
  const parts = {
    when: stopNoted(listed(when, 'conjunction', locale)),
    at: stopNoted(moment(rule, wording)),
    then: stopNoted(answer(rule, wording)),
  };
  return oneStop(fill(when.length === 0 ? strings.sentenceAll : strings.sentenceWhen, parts));
}
