/**
 * `<seller-answers>`: what the shop may do with a request now. There is a button for each of the request's `actions` and
 * no other; pressing one opens what it means and asks for, one at a time, and Esc puts it away. What is refused stays
 * open with a sentence where it belongs; what another answered first closes by itself.
 */
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { Action, RequestView } from '../../contract/request.ts';
import { fill } from '../../i18n/pages/index.ts';
import { controls } from '../theme/controls.ts';
import { tokens } from '../theme/tokens.ts';
import { type Desk, money } from './desk.ts';
import { type Explained, explain } from './explain.ts';
import { entriesOf } from './fields.ts';
import { formStyles } from './form-styles.ts';
import { PANELS, type Panel, type PanelState } from './panels.ts';
import { statusWords } from './standing.ts';

type Answer = Exclude<Action, 'cancel' | 'extend' | 'assign' | 'hold_rule'>;
const isAnswer = (action: Action): action is Answer => action === 'offer' || action in PANELS;
/** What moves the request forward is drawn as the first choice. */
const FIRST: readonly Action[] = ['approve', 'accept_offer', 'ship'];

export class SellerAnswers extends LitElement {
  static override styles = [tokens, controls, formStyles];
  static override properties = {
    request: { attribute: false },
    desk: { attribute: false },
    asking: { state: true },
    busy: { state: true },
    refused: { state: true },
    done: { state: true },
    reason: { state: true },
  };

  declare request: RequestView;
  declare desk: Desk;
  declare asking: Answer | undefined;
  declare busy: boolean;
  declare refused: Explained | undefined;
  declare done: string | undefined;
  declare reason: string;

  constructor() {
    super();
    this.busy = false;
    this.reason = '';
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('request')) return;
    const before = changed.get('request');
    if (before && before.id !== this.request.id) {
      this.#ask(undefined);
      this.done = undefined;
    } else if (this.asking && !this.request.actions?.includes(this.asking)) {
      this.asking = undefined;
    }
  }

  protected override updated(changed: PropertyValues<this>): void {
    const find = (selector: string) => this.renderRoot.querySelector<HTMLElement>(selector);
    if (changed.has('asking') && this.asking) find('#panel')?.focus();
    if (changed.has('refused') && this.refused) find('[aria-invalid="true"]')?.focus();
    if (changed.has('done') && this.done) find('h3')?.focus();
  }

  protected override render(): TemplateResult {
    const { strings } = this.desk;
    const actions = (this.request.actions ?? []).filter(isAnswer);
    return html`
      <section aria-labelledby="answers">
        <h3 id="answers" tabindex="-1" class=${actions.length > 0 ? '' : 'heard'}>${strings.answers}</h3>
        <p class="done" role="status">${this.busy ? strings.sending : (this.done ?? nothing)}</p>
        ${
          this.refused && !this.refused.field ? html`<p class="problem" role="alert">${this.refused.text}</p>` : nothing
        }
        <div class="buttons">${actions.map((action) => this.#button(action))}</div>
        ${this.asking ? this.#panel(this.asking) : nothing}
      </section>
    `;
  }

  #button(action: Answer): TemplateResult {
    const { request, desk } = this;
    const amount = request.offer ? money(request.offer.amount, desk) : '';
    const open = this.asking === action;
    return html`
      <button
        type="button"
        data-action=${action}
        class=${FIRST.includes(action) ? 'primary' : ''}
        aria-expanded=${open ? 'true' : 'false'}
        ?disabled=${this.busy}
        @click=${() => this.#ask(open ? undefined : action)}
      >
        ${fill(desk.strings[`action_${action}`], { amount })}
      </button>
    `;
  }

  #panel(action: Answer): TemplateResult {
    const { request, desk } = this;
    const name = fill(desk.strings[`action_${action}`], {
      amount: request.offer ? money(request.offer.amount, desk) : '',
    });
    const panel = PANELS[action];
    return html`
      <div id="panel" role="group" aria-label=${name} tabindex="-1" @keydown=${this.#escape}>
        ${
          panel
            ? this.#form(panel)
            : html`<seller-offer
                .request=${request}
                .desk=${desk}
                .busy=${this.busy}
                .send=${(path: string, body: object) => this.#send(path, body)}
              ></seller-offer>`
        }
        <button type="button" class="plain" ?disabled=${this.busy} @click=${this.#putAway}>${desk.strings.cancel}</button>
      </div>
    `;
  }

  #form(panel: Panel): TemplateResult {
    const state = this.#state();
    return html`
      <form novalidate @submit=${(event: SubmitEvent) => this.#submit(event, panel)}>
        ${panel.body(state)}
        <button type="submit" class=${panel.danger ? 'danger' : 'primary'} ?disabled=${this.busy}>
          ${panel.confirm(state)}
        </button>
      </form>
    `;
  }

  #state(): PanelState {
    const { request, desk, refused, reason } = this;
    const chooseReason = (chosen: string): void => {
      this.reason = chosen;
    };
    return { request, desk, refused, reason, chooseReason };
  }

  #ask(action: Answer | undefined): void {
    this.asking = action;
    this.refused = undefined;
    this.reason = '';
    if (action) this.done = undefined;
  }

  readonly #escape = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    this.#putAway();
  };

  readonly #putAway = (): void => {
    const { asking } = this;
    this.#ask(undefined);
    this.renderRoot.querySelector<HTMLElement>(`[data-action="${asking}"]`)?.focus();
  };

  async #submit(event: SubmitEvent, panel: Panel): Promise<void> {
    event.preventDefault();
    const ask = panel.read(entriesOf(event), this.#state());
    this.refused = 'path' in ask ? await this.#send(ask.path, ask.body) : ask;
  }

  /** Answers what was refused, or nothing where it took effect. */
  async #send(path: string, body: object): Promise<Explained | undefined> {
    const { request, desk } = this;
    this.busy = true;
    this.refused = undefined;
    const refusal = await desk.shop.act(request.id, path, body);
    this.busy = false;
    const now = desk.shop.requests.get(request.id) ?? request;
    if (refusal) {
      const refused = explain(refusal, now, desk);
      // Where the panel is gone, its fields are too: say it on the card.
      if (this.asking && now.actions?.includes(this.asking)) return refused;
      this.refused = { text: refused.text };
      return this.refused;
    }
    if (this.request.id === request.id) {
      this.asking = undefined;
      this.done = fill(desk.strings.done, { status: statusWords(now, desk.strings) });
    }
    return undefined;
  }
}
