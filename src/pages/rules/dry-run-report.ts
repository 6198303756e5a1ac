/** What rules would have done, in words: how many and how much, silence avoided, the largest, and an estimate. */
import { html, nothing, type TemplateResult } from 'lit';
import type { DryRunReport } from '../../contract/dry-run.ts';
import type { Rule } from '../../contract/rules.ts';
import { formatMoney } from '../../i18n/format.ts';
import { fill } from '../../i18n/pages/index.ts';
import type { RuleWording } from './rule-sentence.ts';

type OfRule = DryRunReport['byRule'][number];
type Changed = OfRule['changed'][number];

/** `open` shows a request. */
export function dryRunReport(
  report: DryRunReport,
  rules: readonly Rule[],
  wording: RuleWording,
  open: (requestId: string) => void,
): TemplateResult {
  const { strings } = wording;
  const changed = report.byRule.flatMap((one) => one.changed).sort((a, b) => b.amount.amount - a.amount.amount);
  return html`
    <h4 id="report" tabindex="-1">${strings.report}</h4>
    <p class="quiet">
      ${fill(strings.examined, { count: report.examined })} ${report.truncated ? strings.truncated : nothing}
    </p>
    <ul>
      ${report.byRule.map(
        (one) => html`<li>
            ${ruleWords(one, report.examined, rules, wording)} <span class="quiet">${othersWords(one, wording)}</span>
          </li>`,
      )}
      <li>${fill(strings.unmatched, { count: report.unmatched })}</li>
    </ul>
    <p>${estimateWords(report, wording)}</p>
    ${
      changed.length > 0
        ? html`<details>
            <summary>${strings.largest}</summary>
            <ul class="largest">
              ${changed.slice(0, MOST_SHOWN).map((one) => html`<li>${changedWords(one, wording, open)}</li>`)}
            </ul>
          </details>`
        : nothing
    }
  `;
}

const MOST_SHOWN = 20;
const WHY = ['answeredFirst', 'toCome', 'notPossible'] as const;

/** What one rule comes to; money only where it offers some. */
export function ruleWords(
  { id, matched, offered, unanswered, silenceAvoided }: OfRule,
  total: number,
  rules: readonly Rule[],
  { strings, locale }: RuleWording,
): string {
  const rule = rules.find((one) => one.id === id);
  const words = rule?.then.kind === 'approve' ? strings.ofRuleApproving : strings.ofRule;
  const amount = formatMoney(offered, locale);
  const answered = matched - Object.values(unanswered).reduce((sum, one) => sum + one, 0);
  return fill(words, { name: rule?.name ?? id, count: matched, total, answered, amount, silence: silenceAvoided });
}

/** Why a rule would not have answered the rest of its requests; empty where there is none. */
export function othersWords({ unanswered }: OfRule, { strings }: Pick<RuleWording, 'strings'>): string {
  const why = WHY.filter((one) => unanswered[one] > 0).map((one) =>
    fill(strings[`why.${one}`], { count: unanswered[one] }),
  );
  return why.length > 0 ? fill(strings.ofRuleOthers, { why: why.join(' · ') }) : '';
}

function estimateWords({ estimate }: DryRunReport, { strings, locale }: RuleWording): string {
  if (!estimate) return strings.noEstimate;
  const { accepted, paid } = estimate;
  const [paidLow, paidHigh] = [formatMoney(paid.low, locale), formatMoney(paid.high, locale)];
  return fill(strings.estimate, { ...accepted, paidLow, paidHigh });
}

function changedWords(
  { requestId, orderId, amount, happened }: Changed,
  { strings, locale }: RuleWording,
  open: (requestId: string) => void,
): TemplateResult {
  const words = { amount: formatMoney(amount, locale), happened: strings[`happened.${happened}`] };
  return html`
    <button type="button" class="plain" @click=${() => open(requestId)}><bdi>${orderId}</bdi></button>:
    ${fill(amount.amount === 0 ? strings.wouldApprove : strings.would, words)}
  `;
}
