/**
 * `<shop-rules>`: a shop's rules in the order in which they are tried, each as a sentence. What is changed here is a draft until
 * it is saved; it can be tried on the last 90 days before. `readonly` shows them and no more. Tells `open-request` with an id.
 */
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { DryRunReport } from '../../contract/dry-run.ts';
import type { Rule, RuleList } from '../../contract/rules.ts';
import { fill } from '../../i18n/pages/index.ts';
import { loadRuleStrings, type RuleStrings } from '../../i18n/rules/index.ts';
import { formStyles } from '../answers/form-styles.ts';
import type { Calls, Refusal } from '../session/calls.ts';
import { randomKey } from '../session/http.ts';
import { controls } from '../theme/controls.ts';
import { tokens } from '../theme/tokens.ts';
import { dryRunReport } from './dry-run-report.ts';
import { placeOf, type Wrong } from './rule-draft.ts';
import { RuleForm } from './rule-form.ts';
import { type RowTools, ruleRow } from './rule-row.ts';
import type { RuleWording } from './rule-sentence.ts';
import { ruleStyles } from './rule-styles.ts';

const MOST_RULES = 20;

export class ShopRules extends LitElement {
  static override styles = [tokens, controls, formStyles, ruleStyles];
  static override properties = {
    api: { attribute: false },
    sellerId: { attribute: false },
    currency: { attribute: false },
    locale: {},
    readonly: { type: Boolean },
    strings: { state: true },
    rules: { state: true },
    saved: { state: true },
    edited: { state: true },
    refused: { state: true },
    told: { state: true },
    report: { state: true },
    busy: { state: true },
    refusal: { state: true },
  };

  declare api: Calls;
  declare sellerId: string;
  declare currency: string;
  declare locale: string;
  declare readonly: boolean;
  declare strings: RuleStrings | undefined;
  declare rules: readonly Rule[] | undefined;
  /** As the server has them. */
  declare saved: readonly Rule[];
  /** The one whose form is open: it, or the id of a new one. */
  declare edited: Pick<Rule, 'id' | 'enabled'> | undefined;
  /** What the server refused of the one whose form is open. */
  declare refused: Wrong | undefined;
  declare told: string;
  declare report: DryRunReport | undefined;
  declare busy: 'saving' | 'trying' | undefined;
  declare refusal: Refusal | undefined;

  #trying = new AbortController();

  constructor() {
    super();
    this.readonly = false;
    this.saved = [];
    this.told = '';
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#trying.abort();
  }

  protected override firstUpdated(): void {
    if (this.readonly) void this.#speak();
    else void this.#load();
  }

  get #path(): string {
    return `/v1/sellers/${encodeURIComponent(this.sellerId)}/rules`;
  }

  async #speak(): Promise<void> {
    this.strings = await loadRuleStrings(this.locale);
  }

  async #load(): Promise<void> {
    const [answer] = await Promise.all([this.api.get<RuleList>(this.#path), this.#speak()]);
    this.refusal = answer.ok ? undefined : answer.refusal;
    if (answer.ok) {
      this.saved = answer.value.rules;
      this.rules = this.saved;
    }
  }

  protected override render(): TemplateResult {
    const { strings, rules, refusal } = this;
    if (!strings) return html``;
    const wording = { strings, locale: this.locale };
    if (this.readonly) return this.#readOnly(wording);
    return html`
      <section aria-labelledby="rules">
        <h3 id="rules">${strings.heading}</h3>
        <p class="quiet">${strings.about}</p>
        ${rules ? this.#list(rules, wording) : nothing} ${this.#problem(refusal, strings)}
      </section>
    `;
  }

  /** Somebody else's rules: asked for where somebody wants to see them. */
  #readOnly(wording: RuleWording): TemplateResult {
    const { strings } = wording;
    return html`
      <details @toggle=${() => (this.rules ? undefined : this.#load())}>
        <summary>${strings.shopHeading}</summary>
        ${this.rules ? this.#list(this.rules, wording) : nothing} ${this.#problem(this.refusal, strings)}
      </details>
    `;
  }

  #problem(refusal: Refusal | undefined, strings: RuleStrings): TemplateResult | typeof nothing {
    if (!refusal) return nothing;
    return html`<p class="problem" role="alert">
      ${refusal === 'offline' ? strings.refusedOffline : strings.refusedOther}
    </p>`;
  }

  #list(rules: readonly Rule[], wording: RuleWording): TemplateResult {
    const { strings } = wording;
    return html`
      ${rules.length === 0 ? html`<p>${strings.none}</p>` : nothing}
      <ol class="rules">
        ${repeat(
          rules,
          ({ id }) => id,
          (rule, index) => html`<li class="rule ${rule.enabled ? '' : 'off'}" data-id=${rule.id}>
            ${this.edited?.id === rule.id ? this.#form(rule, wording) : ruleRow(rule, wording, this.#tools(rule, index))}
          </li>`,
        )}
      </ol>
      ${this.readonly ? nothing : this.#desk(rules, wording)}
    `;
  }

  #tools(rule: Rule, index: number): RowTools | undefined {
    if (this.readonly) return undefined;
    const last = (this.rules?.length ?? 0) - 1;
    return {
      change: () => this.#edit(rule),
      up: index > 0 ? () => void this.#move(index, -1) : undefined,
      down: index < last ? () => void this.#move(index, 1) : undefined,
      remove: () => this.#draft(this.rules?.filter(({ id }) => id !== rule.id) ?? []),
      turn: () => this.#replace({ ...rule, enabled: !rule.enabled }),
    };
  }

  #form(rule: Rule | undefined, wording: RuleWording): TemplateResult {
    return html`<rule-form
      .rule=${rule}
      .base=${this.edited}
      .wording=${wording}
      .terms=${{ currency: this.currency, locale: this.locale }}
      .refused=${this.refused}
      @keep=${(event: CustomEvent<Rule>) => this.#replace(event.detail)}
      @cancel=${() => this.#edit(undefined)}
    ></rule-form>`;
  }

  #desk(rules: readonly Rule[], wording: RuleWording): TemplateResult {
    const { strings } = wording;
    const isNew = this.edited && !rules.some(({ id }) => id === this.edited?.id);
    const full = rules.length >= MOST_RULES;
    return html`
      ${isNew ? html`<div class="rule">${this.#form(undefined, wording)}</div>` : nothing}
      ${
        full
          ? html`<p class="quiet">${fill(strings.full, { count: MOST_RULES })}</p>`
          : html`<div><button type="button" data-tool="add" ?disabled=${this.edited !== undefined} @click=${() =>
              this.#edit({ id: `rule-${randomKey().slice(0, 8)}`, enabled: true })}>
              ${strings.add}
            </button></div>`
      }
      <p class="done ${rules === this.saved ? '' : 'unsaved'}" role="status">${this.told}</p>
      <div class="buttons" ?hidden=${rules.length === 0 && this.saved?.length === 0}>
        <button type="button" data-tool="try" ?disabled=${this.busy !== undefined} @click=${this.#try}>
          ${this.busy === 'trying' ? strings.trying : strings.try}
        </button>
        <button type="button" data-tool="save" class="primary" ?disabled=${this.busy !== undefined || this.edited !== undefined} @click=${this.#save}>
          ${strings.save}
        </button>
      </div>
      ${
        this.report
          ? html`<div class="report">${dryRunReport(this.report, rules, wording, (id) => this.#open(id))}</div>`
          : nothing
      }
    `;
  }

  #open(id: string): void {
    this.dispatchEvent(new CustomEvent('open-request', { detail: id, bubbles: true, composed: true }));
  }

  #edit(edited: Pick<Rule, 'id' | 'enabled'> | undefined, refused?: Wrong): void {
    this.edited = edited;
    this.refused = refused;
  }

  /** What is changed is not saved yet, and was not tried. */
  #draft(rules: readonly Rule[]): void {
    this.rules = rules;
    this.report = undefined;
    const same = JSON.stringify(rules) === JSON.stringify(this.saved);
    this.told = same ? '' : (this.strings?.unsaved ?? '');
  }

  #replace(rule: Rule): void {
    const rules = this.rules ?? [];
    const known = rules.some(({ id }) => id === rule.id);
    this.#edit(undefined);
    this.#draft(known ? rules.map((each) => (each.id === rule.id ? rule : each)) : [...rules, rule]);
  }

  async #move(index: number, by: -1 | 1): Promise<void> {
    const rules = [...(this.rules ?? [])];
    const [rule] = rules.splice(index, 1);
    if (!rule || !this.strings) return;
    rules.splice(index + by, 0, rule);
    this.#draft(rules);
    const words = { name: rule.name, place: index + by + 1, count: rules.length };
    this.told = `${fill(this.strings.moved, words)}. ${this.told}`;
    await this.updateComplete;
    // The row may have been taken out and put back on the way.
    const tool = `[data-id="${CSS.escape(rule.id)}"] [data-tool="${by < 0 ? 'up' : 'down'}"]`;
    this.renderRoot.querySelector<HTMLElement>(tool)?.focus();
  }

  readonly #try = async (): Promise<void> => {
    this.#trying = new AbortController();
    const { signal } = this.#trying;
    this.busy = 'trying';
    const answer = await this.api.post<DryRunReport>(`${this.#path}/dry-run`, { rules: this.rules }, signal);
    if (signal.aborted) return;
    this.busy = undefined;
    if (answer.ok) this.report = answer.value;
    this.#refuse(answer.ok ? undefined : answer.refusal);
    if (!answer.ok) return;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('#report')?.focus();
  };

  readonly #save = async (): Promise<void> => {
    this.busy = 'saving';
    const answer = await this.api.put<RuleList>(this.#path, { rules: this.rules });
    this.busy = undefined;
    this.#refuse(answer.ok ? undefined : answer.refusal);
    if (!answer.ok) return;
    this.saved = answer.value.rules;
    this.rules = this.saved;
    this.told = this.strings?.saved ?? '';
  };

  /** A refusal of one field is shown there; any other below the list. */
  #refuse(refusal: Refusal | undefined): void {
    const path = refusal === undefined || refusal === 'offline' ? undefined : refusal.errors?.[0]?.path;
    const place = path === undefined ? null : placeOf(path);
    const rule = place && this.rules?.[place.index];
    if (rule) this.#edit(rule, { field: place.field, why: 'wrongOther' });
    this.refusal = rule ? undefined : refusal;
  }
}

customElements.define('rule-form', RuleForm);
customElements.define('shop-rules', ShopRules);
