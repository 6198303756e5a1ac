/** `<demo-offer-form>`: money instead of items, by quick pick or amount, with what it will mean before it is sent. */
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { mostOffered } from '../../contract/most-offered.ts';
import type { Policy } from '../../contract/policy.ts';
import type { Money } from '../../contract/primitives.ts';
import type { RequestView } from '../../contract/request.ts';
import { readAmount } from '../../i18n/amount.ts';
import { legalPicks } from '../session/picks.ts';
import { controls } from '../theme/controls.ts';
import { pickStyles } from '../theme/picks.ts';
import { tokens } from '../theme/tokens.ts';
import { paneStyles } from './pane-styles.ts';
import { LOCALE, money } from './words.ts';

/** A percentage, `full` for the whole claim, or `other` for an amount of one's own. */
type Pick = number | 'full' | 'other';

/** Asks something of the request shown; answers why it was refused, or nothing. */
export type Act = (path: string, body: object) => Promise<string | undefined>;

export class DemoOfferForm extends LitElement {
  static override styles = [tokens, controls, paneStyles, pickStyles];
  static override properties = {
    request: { attribute: false },
    buyer: {},
    act: { attribute: false },
    picked: { state: true },
    typed: { state: true },
    busy: { state: true },
    problem: { state: true },
  };

  declare request: RequestView | undefined;
  declare buyer: string;
  declare act: Act;
  declare picked: Pick;
  declare typed: string;
  declare busy: boolean;
  declare problem: string | undefined;

  constructor() {
    super();
    this.buyer = '';
    this.picked = 'other';
    this.typed = '';
    this.busy = false;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const before = changed.get('request');
    if (!changed.has('request') || before?.id === this.request?.id) return;
    const picks = this.#picks();
    this.picked = picks.includes(50) ? 50 : (picks[0] ?? (this.#mayOffer('refund_only') ? 'full' : 'other'));
    this.typed = '';
    this.problem = undefined;
  }

  #policy(): Policy | undefined {
    return this.request?.policy;
  }

  #mayOffer(solution: 'refund_only' | 'partial_refund'): boolean {
    return this.request?.solutions?.includes(solution) ?? false;
  }

  #picks(): number[] {
    const { request } = this;
    return request ? legalPicks(request) : [];
  }

  #amount(): Money | null {
    const { request, picked } = this;
    if (!request) return null;
    const { amount, currency } = request.claimValue;
    if (picked === 'other') return readAmount(this.typed, currency, LOCALE);
    if (picked === 'full') return { amount: Math.min(amount, mostOffered(request)), currency };
    return { amount: Math.round((amount * picked) / 100), currency };
  }

  protected override render(): TemplateResult | typeof nothing {
    const { request } = this;
    if (!request) return nothing;
    const { currency } = request.claimValue;
    const amount = this.#amount();
    return html`
      <form @submit=${this.#send} novalidate>
        <fieldset>
          <legend>Offer money instead</legend>
          <div class="picks">
            ${this.#picks().map((percent) => this.#pick(percent, `${percent}%`, this.#of(request, percent)))}
            ${this.#mayOffer('refund_only') ? this.#pick('full', 'In full', money(request.claimValue)) : nothing}
            ${this.#mayOffer('partial_refund') ? this.#pick('other', 'Other', 'amount') : nothing}
          </div>
        </fieldset>
        ${
          this.picked === 'other'
            ? html`<label>
                Amount (${currency})
                <input
                  name="amount"
                  inputmode="decimal"
                  autocomplete="off"
                  .value=${this.typed}
                  @input=${(event: InputEvent) => {
                    this.typed = (event.target as HTMLInputElement).value;
                  }}
                />
              </label>`
            : nothing
        }
        <label>Note to ${this.buyer} (optional)<input name="note" maxlength="1000" autocomplete="off" /></label>
        <p class="quiet">${this.#preview(request, amount)}</p>
        ${this.problem ? html`<p class="problem" role="alert">${this.problem}</p>` : nothing}
        <button type="submit" class="primary" ?disabled=${this.busy || !amount}>
          Offer ${amount ? money(amount) : 'an amount'}
        </button>
      </form>
    `;
  }

  #of({ claimValue }: RequestView, percent: number): string {
    return money({ ...claimValue, amount: Math.round((claimValue.amount * percent) / 100) });
  }

  #pick(value: Pick, words: string, gets: string): TemplateResult {
    return html`
      <label class="pick">
        <input
          type="radio"
          name="pick"
          value=${value}
          .checked=${this.picked === value}
          @change=${() => {
            this.picked = value;
          }}
        />
        ${words} <span>${gets}</span>
      </label>
    `;
  }

  #preview(request: RequestView, amount: Money | null): string {
    if (!amount) return `Type what you offer ${this.buyer}.`;
    if (amount.amount >= request.claimValue.amount)
      return `${this.buyer} gets all that was asked for: the platform approves it at once and nothing is sent.`;
    const within = this.#policy()?.offerExpires;
    const unit = within?.unit.replace('_', ' ') ?? 'day';
    const time = within ? `${within.value} ${unit}${within.value > 1 ? 's' : ''}` : 'some time';
    return `${this.buyer} gets a card in the chat and has ${time} to answer. Accepted, ${money(amount)} is paid and nothing is sent; rejected or not answered, the request comes back to you.`;
  }

  async #send(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const said = String(new FormData(form).get('note') ?? '').trim();
    const note = said ? { note: said } : {};
    const amount = this.#amount();
    if (!amount) return;
    const kind = 'partial_refund';
    const body =
      this.picked === 'full'
        ? { kind: 'refund_only', ...note }
        : this.picked === 'other'
          ? { kind, amount, ...note }
          : { kind, percent: this.picked, ...note };
    this.busy = true;
    this.problem = await this.act('offers', body);
    this.busy = false;
  }
}

customElements.define('demo-offer-form', DemoOfferForm);
