/** A rule in the list: its name, whether it is in use, its sentence, and what can be done with it. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Rule } from '../../contract/rules.ts';
import { fill } from '../../i18n/pages/index.ts';
import type { RuleKey } from '../../i18n/rules/index.ts';
import { type RuleWording, ruleSentence } from './rule-sentence.ts';

/** What a row's buttons do. */
export interface RowTools {
  change(): void;
  /** Undefined where it is the first one, or the last one. */
  up: (() => void) | undefined;
  down: (() => void) | undefined;
  remove(): void;
  turn(): void;
}

/** Without `tools` it is only shown. */
export function ruleRow(rule: Rule, wording: RuleWording, tools: RowTools | undefined): TemplateResult {
  const { name, enabled } = rule;
  const { strings } = wording;
  // A button that can do nothing stays, so that the keyboard does too.
  const button = (key: RuleKey, label: RuleKey, act: (() => void) | undefined) => html`<button
    type="button"
    data-tool=${key}
    aria-label=${fill(strings[label], { name })}
    aria-disabled=${act ? 'false' : 'true'}
    @click=${() => act?.()}
  >
    ${strings[key]}
  </button>`;
  return html`
    <h4>
      <span>${name}</span>
      <button
        type="button"
        class="switch"
        role="switch"
        aria-checked=${enabled ? 'true' : 'false'}
        aria-label=${fill(strings.isOn, { name })}
        ?disabled=${!tools}
        @click=${() => tools?.turn()}
      ></button>
    </h4>
    <p class="sentence">${ruleSentence(rule, wording)}</p>
    ${
      tools
        ? html`<div class="tools">
            ${button('change', 'changeNamed', tools.change)} ${button('up', 'upNamed', tools.up)}
            ${button('down', 'downNamed', tools.down)} ${button('remove', 'removeNamed', tools.remove)}
          </div>`
        : nothing
    }
  `;
}
