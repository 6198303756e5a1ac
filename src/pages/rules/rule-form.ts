/** `<rule-form>`: one rule, every line of it a part of its sentence. Tells `keep` with the rule, or `cancel`. */

import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { REASONS } from '../../contract/choices.ts';
import type { Rule } from '../../contract/rules.ts';
import { fill } from '../../i18n/pages/index.ts';
import type { Explained } from '../answers/answering.ts';
import { choiceField, type FieldSettings, lineField, textField } from '../answers/fields.ts';
import { formStyles } from '../answers/form-styles.ts';
import { controls } from '../theme/controls.ts';
import { tokens } from '../theme/tokens.ts';
import {
  type Choice,
  draftOf,
  freshDraft,
  type RuleDraft,
  type RuleField,
  ruleOf,
  type Terms,
  type Wrong,
} from './rule-draft.ts';
import { moment, type RuleWording } from './rule-sentence.ts';
import { ruleStyles } from './rule-styles.ts';

/** Seconds before the time to decide ends. */
const LEADS = [300, 900, 1800, 3600, 7200, 14_400, 43_200, 86_400];

export class RuleForm extends LitElement {
  static override styles = [tokens, controls, formStyles, ruleStyles];
  static override properties = {
    rule: { attribute: false },
    base: { attribute: false },
    wording: { attribute: false },
    terms: { attribute: false },
    refused: { attribute: false },
    draft: { state: true },
    wrong: { state: true },
  };

  /** What is changed; without one, a rule is made. */
  declare rule: Rule | undefined;
  /** What the rule keeps: its id, and whether it is in use. */
  declare base: Pick<Rule, 'id' | 'enabled'>;
  declare wording: RuleWording;
  declare terms: Terms;
  /** What the server refused. */
  declare refused: Wrong | undefined;
  declare draft: RuleDraft;
  declare wrong: Wrong | undefined;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('base')) this.draft = this.rule ? draftOf(this.rule, this.terms) : freshDraft();
    if (changed.has('refused')) this.wrong = this.refused;
  }

  protected override firstUpdated(): void {
    this.#toField(this.wrong?.field ?? 'name');
  }

  #toField(field: RuleField): void {
    this.renderRoot.querySelector<HTMLElement>(`#${field}`)?.focus();
  }

  #set(changes: Partial<RuleDraft>): void {
    this.draft = { ...this.draft, ...changes };
  }

  #field(name: Exclude<RuleField, 'reasons'>, label: string, more: Partial<FieldSettings> = {}): FieldSettings {
    const { strings } = this.wording;
    const refused = this.wrong?.field === name ? { field: name, text: strings[this.wrong.why] } : undefined;
    return {
      name,
      label,
      value: this.draft[name],
      input: (value) => this.#set({ [name]: value }),
      // A rule has fields of its own.
      refused: refused as Explained | undefined,
      ...more,
    };
  }

  protected override render(): TemplateResult {
    const { strings } = this.wording;
    const { currency } = this.terms;
    const money = { decimal: true, hint: strings.anyHint, maxlength: 30 };
    return html`
      <form novalidate @submit=${this.#keep}>
        ${lineField(this.#field('name', strings.fieldName, { maxlength: 100 }))}
        ${this.#reasons()}
        <div class="pair">
          ${lineField(this.#field('from', fill(strings.fieldFrom, { currency }), money))}
          ${lineField(this.#field('to', fill(strings.fieldTo, { currency }), money))}
        </div>
        ${textField(this.#field('skus', strings.fieldSkus, { hint: strings.skusHint, maxlength: 10_000 }))}
        ${lineField(this.#field('buyer', strings.fieldBuyer, { ...money, maxlength: 4 }))}
        ${choiceField(this.#field('at', strings.fieldAt), this.#moments())}
        ${this.#answer()}
        <div class="buttons">
          <button type="submit" class="primary">${strings.keep}</button>
          <button type="button" @click=${() => this.dispatchEvent(new CustomEvent('cancel'))}>${strings.cancel}</button>
        </div>
      </form>
    `;
  }

  #reasons(): TemplateResult {
    const { strings } = this.wording;
    const chosen = this.draft.reasons;
    const choose = (reason: string, on: boolean): void =>
      this.#set({ reasons: on ? [...chosen, reason] : chosen.filter((each) => each !== reason) });
    return html`
      <fieldset id="reasons" aria-describedby="reasons-hint">
        <legend>${strings.fieldReasons}</legend>
        <div class="ticks">
          ${REASONS.map(
            (reason) => html`<label class="tick">
              <input
                type="checkbox"
                .checked=${chosen.includes(reason)}
                @change=${(event: Event) => choose(reason, (event.target as HTMLInputElement).checked)}
              />
              ${strings[`reason.${reason}`]}
            </label>`,
          )}
        </div>
        <p class="quiet" id="reasons-hint">${strings.anyReason}</p>
      </fieldset>
    `;
  }

  #moments() {
    const { at } = this.draft;
    const own = at === 'opened' || LEADS.includes(Number(at)) ? [] : [Number(at)];
    const leads = [...LEADS, ...own].sort((a, b) => a - b);
    return [
      { value: 'opened', label: this.wording.strings.atOpened },
      ...leads.map((beforeDeadline) => ({
        value: String(beforeDeadline),
        label: moment({ at: { beforeDeadline } }, this.wording),
      })),
    ];
  }

  #answer(): TemplateResult {
    const { strings } = this.wording;
    const { then } = this.draft;
    const options: { value: Choice; label: string }[] = [
      { value: 'percent', label: strings.choosePercent },
      { value: 'amount', label: strings.chooseAmount },
      { value: 'refund_only', label: strings.thenRefund },
      { value: 'approve', label: strings.thenApprove },
    ];
    const value =
      then === 'percent' ? strings.fieldPercent : fill(strings.fieldAmount, { currency: this.terms.currency });
    const input = (chosen: string): void => this.#set({ then: chosen as Choice, value: '' });
    return html`
      ${choiceField(this.#field('then', strings.fieldThen, { input }), options)}
      ${
        then === 'percent' || then === 'amount'
          ? lineField(this.#field('value', value, { decimal: true, maxlength: 30 }))
          : nothing
      }
      ${then === 'approve' ? nothing : textField(this.#field('note', strings.fieldNote, { hint: strings.noteHint }))}
    `;
  }

  async #keep(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const read = ruleOf(this.draft, this.base, this.terms);
    this.wrong = 'why' in read ? read : undefined;
    if (!('why' in read)) {
      this.dispatchEvent(new CustomEvent('keep', { detail: read }));
      return;
    }
    await this.updateComplete;
    this.#toField(read.field);
  }
}
