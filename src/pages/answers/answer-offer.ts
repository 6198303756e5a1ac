/**
 * `<answer-offer>`: money instead of items. A quick pick shows what it comes to, any other amount is typed; beside it
 * stands the card as the buyer would see it. What is legal is the server's to say: its refusal shows at the field.
 */
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { OddsView } from '../../contract/odds.ts';
import type { Money } from '../../contract/primitives.ts';
import type { RequestView } from '../../contract/request.ts';
import { writeAmount } from '../../i18n/amount.ts';
import { fill, loadPageStrings, type PageStrings } from '../../i18n/pages/index.ts';
import { loadSellerStrings, type SellerStrings } from '../../i18n/seller/index.ts';
import { controls } from '../theme/controls.ts';
import { pickStyles } from '../theme/picks.ts';
import { tokens } from '../theme/tokens.ts';
import { type Answering, type Explained, money } from './answering.ts';
import { lineField, optional, textField } from './fields.ts';
import { formStyles } from './form-styles.ts';
import { oddsBeside, oddsExactly } from './odds.ts';
import { amountOf, offerBody, type Pick, shareOfClaim, wholeClaim } from './offering.ts';
import { legalPicks } from './picks.ts';
import { previewCard } from './preview.ts';
import { withdrawal } from './withdrawal.ts';
import { toWrongField } from './wrong-field.ts';

export type Send = (path: string, body: object) => Promise<Explained | undefined>;

export class AnswerOffer extends LitElement {
  static override styles = [tokens, controls, pickStyles, formStyles];
  static override properties = {
    request: { attribute: false },
    desk: { attribute: false },
    send: { attribute: false },
    busy: { type: Boolean },
    picked: { state: true },
    typed: { state: true },
    note: { state: true },
    refused: { state: true },
    theirs: { state: true },
    odds: { state: true },
  };

  declare request: RequestView;
  declare desk: Answering;
  declare send: Send;
  declare busy: boolean;
  declare picked: Pick | undefined;
  declare typed: string;
  declare note: string;
  declare refused: Explained | undefined;
  /** The words of the buyer's language. */
  declare theirs: { page: PageStrings; seller: SellerStrings } | undefined;
  /** Undefined until they are here, and where they cannot be had. */
  declare odds: OddsView | undefined;

  constructor() {
    super();
    this.busy = false;
    this.typed = '';
    this.note = '';
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('request') && changed.get('request')?.buyerLocale !== this.request.buyerLocale) void this.#speak();
    if (changed.has('request') && changed.get('request')?.id !== this.request.id) void this.#askOdds();
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('refused') && this.refused) toWrongField(this.renderRoot);
  }

  async #speak(): Promise<void> {
    const { buyerLocale } = this.request;
    const [page, seller] = await Promise.all([loadPageStrings(buyerLocale), loadSellerStrings(buyerLocale)]);
    if (this.request.buyerLocale === buyerLocale) this.theirs = { page, seller };
  }

  async #askOdds(): Promise<void> {
    this.odds = undefined;
    const { id } = this.request;
    const odds = await this.desk.odds(id);
    if (this.request.id === id) this.odds = odds;
  }

  #may(solution: 'refund_only' | 'partial_refund'): boolean {
    return this.request.solutions?.includes(solution) ?? false;
  }

  #amount(): Money | null {
    return amountOf(this.picked, this.typed, this.request, this.desk.locale);
  }

  protected override render(): TemplateResult {
    const { strings } = this.desk;
    const amount = this.#amount();
    const picks = legalPicks(this.request);
    return html`
      <form novalidate @submit=${this.#submit}>
        <fieldset>
          <legend>${strings.offerHow}</legend>
          <div class="picks">
            ${picks.map((percent) => this.#pick(percent, money(shareOfClaim(this.request, percent), this.desk), `${percent}%`))}
            ${
              this.#may('refund_only')
                ? this.#pick('whole', money(wholeClaim(this.request), this.desk), strings.offerWhole)
                : nothing
            }
            ${this.#may('partial_refund') ? this.#pick('other', strings.offerOther, strings.offerType) : nothing}
          </div>
        </fieldset>
        ${oddsExactly(this.odds, picks, this.desk)}
        ${this.picked === 'other' ? this.#own() : nothing}
        ${
          this.refused && (this.refused.field !== 'amount' || this.picked !== 'other')
            ? html`<p class="problem" role="alert">${this.refused.text}</p>`
            : nothing
        }
        ${textField({
          name: 'note',
          label: optional(strings.offerNote, strings),
          refused: this.refused,
          input: (note) => {
            this.note = note;
          },
        })}
        ${this.refused?.field === 'amount' ? nothing : this.#preview(amount)}
        <div class="send">
        <button type="submit" class="primary" ?disabled=${this.busy}>
          ${amount ? fill(strings.offerSend, { amount: money(amount, this.desk) }) : strings.offerSendNone}
        </button>
        </div>
      </form>
    `;
  }

  #pick(value: Pick, sum: string, share: string): TemplateResult {
    const odds = typeof value === 'number' ? oddsBeside(this.odds, value, this.desk) : undefined;
    return html`
      <label class="pick">
        <input
          type="radio"
          name="pick"
          value=${value}
          .checked=${this.picked === value}
          @change=${() => {
            this.picked = value;
            this.refused = undefined;
          }}
        />
        <strong>${sum}</strong> <span>${share}</span> ${odds ? html`<span class="odds">${odds}</span>` : nothing}
      </label>
    `;
  }

  #own(): TemplateResult {
    const { strings } = this.desk;
    return lineField({
      name: 'amount',
      label: fill(strings.offerAmount, { currency: this.request.claimValue.currency }),
      decimal: true,
      value: this.typed,
      refused: this.refused,
      input: (typed) => {
        this.typed = typed;
        if (this.refused?.field === 'amount') this.refused = undefined;
      },
    });
  }

  #preview(amount: Money | null): TemplateResult {
    const { strings } = this.desk;
    const { request, theirs } = this;
    if (!amount) return html`<p class="quiet">${strings.previewEmpty}</p>`;
    const sum = { amount: money(amount, this.desk) };
    if (amount.amount >= request.claimValue.amount) return html`<p class="note">${fill(strings.offerFinal, sum)}</p>`;
    if (!theirs) return html``;
    const now = this.desk.now();
    const card = previewCard(request, { amount, note: this.note.trim() }, theirs.seller, now);
    return html`
      <section class="preview" aria-label=${strings.preview}>
        <h4>${strings.preview}</h4>
        <p class="heard" lang=${request.buyerLocale ?? 'en'}>${card.title}</p>
        <div inert lang=${request.buyerLocale ?? 'en'}>
          <parley-offer-card
            .card=${card}
            .strings=${theirs.page}
            .locale=${request.buyerLocale ?? 'en'}
            .zone=${request.buyerZone}
            .clock=${this.desk.now}
          ></parley-offer-card>
        </div>
        <p class="quiet">
          ${fill(strings.offerAfter, sum)} ${request.offersLeft === 1 ? strings.offerLast : nothing}
        </p>
        ${withdrawal([request], this.desk, now)}
      </section>
    `;
  }

  async #submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const { strings } = this.desk;
    const { picked } = this;
    const amount = this.#amount();
    if (picked === undefined || !amount) {
      const example = writeAmount(shareOfClaim(this.request, 50), this.desk.locale);
      const text = picked === undefined ? strings.fieldMissing : fill(strings.fieldAmount, { example });
      this.refused = { field: 'amount', text };
      return;
    }
    this.refused = await this.send('offers', offerBody(picked, amount, this.note));
  }
}

customElements.define('answer-offer', AnswerOffer);
