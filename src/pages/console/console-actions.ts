/**
 * `<console-actions>`: what the agent may do to a request, which is its `actions` and nothing else. Each opens a small
 * form that says what it means before anything is sent; one form at a time, Esc closes it.
 */
import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import type { RequestView } from '../../contract/request.ts';
import { formatMoney } from '../../i18n/format.ts';
import { fill } from '../../i18n/pages/index.ts';
import type { Answer } from '../session/calls.ts';
import { controls } from '../theme/controls.ts';
import { tokens } from '../theme/tokens.ts';
import { type Chosen, callOf, type FormAction, fieldsOf, picksOf, rejectReasons } from './action-forms.ts';
import { boardStyles } from './board-styles.ts';
import { type Reading, refusal } from './words.ts';

export type Act = (path: string, body: object) => Promise<Answer<RequestView>>;

/** What helps comes first, what ends it last. */
const ORDER: readonly FormAction[] = [
  'accept_offer',
  'counter_offer',
  'reject_offer',
  'approve',
  'offer',
  'ship',
  'withdraw',
  'extend',
  'reject',
  'cancel',
];
const GRAVE: readonly FormAction[] = ['reject', 'cancel', 'reject_offer'];

export class ConsoleActions extends LitElement {
  static override styles = [
    tokens,
    controls,
    boardStyles,
    css`
      .buttons {
        display: flex;
        flex-wrap: wrap;
        gap: var(--s2);
      }

      .buttons button {
        min-width: 0;
        overflow-wrap: anywhere;
      }

      .buttons button[aria-expanded='true'] {
        border-color: var(--accent);
        background: var(--accent-soft);
        color: var(--on-accent-soft);
      }

      h3 {
        margin-bottom: var(--s2);
      }

      @media (max-width: 599px) {
        .buttons {
          display: grid;
          grid-template-columns: minmax(0, 1fr);
        }

        form .buttons {
          grid-template-columns: repeat(2, minmax(0, 1fr));
        }
      }

      form {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--s3);
        max-width: 34rem;
        margin-top: var(--s3);
        padding: var(--s4);
        border: 1px solid var(--line);
        border-radius: var(--round);
        background: var(--sunken);
      }

      form .buttons {
        justify-content: end;
      }

      .done,
      .problem {
        margin-top: var(--s2);
      }

      .done {
        color: var(--accent);
        font-weight: 600;
      }
    `,
  ];
  static override properties = {
    request: { attribute: false },
    reading: { attribute: false },
    act: { attribute: false },
    action: { state: true },
    chosen: { state: true },
    busy: { state: true },
    problem: { state: true },
    done: { state: true },
  };

  declare request: RequestView;
  declare reading: Reading;
  declare act: Act;
  declare action: FormAction | undefined;
  declare chosen: Chosen;
  declare busy: boolean;
  declare problem: string | undefined;
  declare done: string | undefined;

  constructor() {
    super();
    this.busy = false;
    this.chosen = { pick: '', reason: '' };
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('request')) return;
    const another = changed.get('request')?.id !== this.request.id;
    if (another) this.problem = this.done = undefined;
    // What is no longer possible is taken away, half filled in or not.
    if (another || (this.action && !this.request.actions?.includes(this.action))) this.action = undefined;
  }

  protected override render(): TemplateResult | typeof nothing {
    const { request, action } = this;
    const { strings } = this.reading;
    const may = ORDER.filter((each) => request.actions?.includes(each));
    if (may.length === 0 && !this.done && !this.problem) return nothing;
    return html`
      ${
        may.length > 0
          ? html`
              <h3 id="what">${strings.actions}</h3>
              <div class="buttons" role="group" aria-labelledby="what">
                ${may.map(
                  (each) => html`
                    <button
                      type="button"
                      aria-expanded=${each === action ? 'true' : 'false'}
                      ?disabled=${this.busy}
                      @click=${() => this.#toggle(each)}
                    >
                      ${strings[`action.${each}`]}
                    </button>
                  `,
                )}
              </div>
            `
          : nothing
      }
      ${action ? keyed(`${request.id} ${action}`, this.#form(action)) : nothing}
      <div role="status">${this.done ? html`<p class="done">${this.done}</p>` : nothing}</div>
      ${this.problem ? html`<p class="problem" role="alert">${this.problem}</p>` : nothing}
    `;
  }

  #form(action: FormAction): TemplateResult {
    const { request, reading } = this;
    const { strings, locale } = reading;
    const amount = request.offer ? formatMoney(request.offer.amount, locale) : '';
    return html`
      <form
        aria-label=${strings[`action.${action}`]}
        @submit=${(event: SubmitEvent) => this.#send(event, action)}
        @change=${this.#changed}
        @keydown=${this.#key}
      >
        <p>${fill(strings[`means.${action}`], { amount })}</p>
        ${fieldsOf(action, request, this.chosen, reading)}
        <div class="buttons">
          <button type="button" @click=${() => this.#toggle(action)}>${strings.close}</button>
          <button type="submit" class=${GRAVE.includes(action) ? 'danger' : 'primary'} ?disabled=${this.busy}>
            ${strings[`action.${action}`]}
          </button>
        </div>
      </form>
    `;
  }

  #toggle(action: FormAction): void {
    const opening = this.action !== action;
    this.problem = this.done = undefined;
    this.action = opening ? action : undefined;
    this.chosen = { pick: picksOf(this.request)[0] ?? '', reason: rejectReasons(this.request)[0] ?? '' };
    void this.updateComplete.then(() => {
      this.renderRoot.querySelector('form')?.scrollIntoView({ block: 'nearest' });
      const first = opening ? 'form input, form select, form textarea, form [type=submit]' : '.buttons button';
      this.renderRoot.querySelector<HTMLElement>(first)?.focus();
    });
  }

  #changed(event: Event): void {
    const { name, value } = event.target as HTMLSelectElement;
    if (name === 'pick' || name === 'reason') this.chosen = { ...this.chosen, [name]: value };
  }

  #key(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || !this.action) return;
    event.stopPropagation();
    this.#toggle(this.action);
  }

  async #send(event: SubmitEvent, action: FormAction): Promise<void> {
    event.preventDefault();
    const { request, reading } = this;
    const form = new FormData(event.currentTarget as HTMLFormElement);
    const call = callOf(action, request, (name) => String(form.get(name) ?? '').trim(), reading);
    this.done = undefined;
    this.problem = 'problem' in call ? call.problem : undefined;
    if ('problem' in call) return;
    this.busy = true;
    const answer = await this.act(call.path, call.body);
    this.busy = false;
    if (this.request.id !== request.id) return;
    if (answer.ok) {
      this.action = undefined;
      this.done = reading.strings[action === 'extend' ? 'done.extend' : 'done.other'];
      await this.updateComplete;
      this.renderRoot.querySelector<HTMLElement>('.buttons button')?.focus();
    } else {
      this.problem = refusal(answer.refusal, request.claimValue.currency, reading);
    }
  }
}

customElements.define('console-actions', ConsoleActions);
