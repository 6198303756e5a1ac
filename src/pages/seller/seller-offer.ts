/**
 * `<seller-offer>`: money instead of items. A quick pick shows what it comes to, any other amount is typed; beside it
 * stands the card as the buyer would see it. What is legal is the server's to say: its refusal shows at the field.
 */
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { mostOffered } from '../../contract/most-offered.ts';
import type { Money } from '../../contract/primitives.ts';
import type { RequestView } from '../../contract/request.ts';
import { readAmount, writeAmount } from '../../i18n/amount.ts';
import { currencyNames } from '../../i18n/currency-names.ts';
import { fill, loadPageStrings, type PageStrings } from '../../i18n/pages/index.ts';
import { loadSellerStrings, type SellerStrings } from '../../i18n/seller/index.ts';
import { legalPicks } from '../session/picks.ts';
import { controls } from '../theme/controls.ts';
import { pickStyles } from '../theme/picks.ts';
import { tokens } from '../theme/tokens.ts';
import { type Desk, money } from './desk.ts';
import type { Explained } from './explain.ts';
import { lineField, optional, textField } from './fields.ts';
import { formStyles } from './form-styles.ts';
import { previewCard } from './preview.ts';

/** A percentage, the whole claim, or an amount of one's own. */
type Pick = number | 'whole' | 'other';
export type Send = (path: string, body: object) => Promise<Explained | undefined>;

export class SellerOffer extends LitElement {
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
  };

  declare request: RequestView;
  declare desk: Desk;
  declare send: Send;
  declare busy: boolean;
  declare picked: Pick | undefined;
  declare typed: string;
  declare note: string;
  declare refused: Explained | undefined;
  /** The words of the buyer's language. */
  declare theirs: { page: PageStrings; seller: SellerStrings } | undefined;

  constructor() {
    super();
    this.busy = false;
    this.typed = '';
    this.note = '';
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('request') && changed.get('request')?.buyerLocale !== this.request.buyerLocale) void this.#speak();
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (!changed.has('refused') || !this.refused) return;
    this.renderRoot.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }

  async #speak(): Promise<void> {
    const { buyerLocale } = this.request;
    const [page, seller] = await Promise.all([loadPageStrings(buyerLocale), loadSellerStrings(buyerLocale)]);
    if (this.request.buyerLocale === buyerLocale) this.theirs = { page, seller };
  }

  #may(solution: 'refund_only' | 'partial_refund'): boolean {
    return this.request.solutions?.includes(solution) ?? false;
  }

  #share(percent: number): Money {
    const { amount, currency } = this.request.claimValue;
    return { amount: Math.round((amount * percent) / 100), currency };
  }

  #whole(): Money {
    const { claimValue } = this.request;
    return { ...claimValue, amount: Math.min(claimValue.amount, mostOffered(this.request)) };
  }

  #amount(): Money | null {
    const { picked } = this;
    if (picked === undefined) return null;
    if (picked === 'whole') return this.#whole();
    if (picked !== 'other') return this.#share(picked);
    const typed = readAmount(this.typed, this.request.claimValue.currency, this.desk.locale, currencyNames);
    return typed && typed.amount > 0 ? typed : null;
  }

  protected override render(): TemplateResult {
    const { strings } = this.desk;
    const amount = this.#amount();
    return html`
      <form novalidate @submit=${this.#submit}>
        <fieldset>
          <legend>${strings.offerHow}</legend>
          <div class="picks">
            ${legalPicks(this.request).map((percent) => this.#pick(percent, money(this.#share(percent), this.desk), `${percent}%`))}
            ${
              this.#may('refund_only')
                ? this.#pick('whole', money(this.#whole(), this.desk), strings.offerWhole)
                : nothing
            }
            ${this.#may('partial_refund') ? this.#pick('other', strings.offerOther, strings.offerType) : nothing}
          </div>
        </fieldset>
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
        <button type="submit" class="primary" ?disabled=${this.busy}>
          ${amount ? fill(strings.offerSend, { amount: money(amount, this.desk) }) : strings.offerSendNone}
        </button>
      </form>
    `;
  }

  #pick(value: Pick, sum: string, share: string): TemplateResult {
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
        <strong>${sum}</strong> <span>${share}</span>
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
    const now = this.desk.shop.now();
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
            .clock=${this.desk.shop.now}
          ></parley-offer-card>
        </div>
        <p class="quiet">
          ${fill(strings.offerAfter, sum)} ${request.offersLeft === 1 ? strings.offerLast : nothing}
        </p>
      </section>
    `;
  }

  async #submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const { strings } = this.desk;
    const amount = this.#amount();
    if (!amount) {
      const example = writeAmount(this.#share(50), this.desk.locale);
      const text = this.picked === undefined ? strings.fieldMissing : fill(strings.fieldAmount, { example });
      this.refused = { field: 'amount', text };
      return;
    }
    const said = this.note.trim();
    const note = said ? { note: said } : {};
    const kind = 'partial_refund';
    const { picked } = this;
    if (picked === 'whole') this.refused = await this.send('offers', { kind: 'refund_only', ...note });
    else if (picked === 'other') this.refused = await this.send('offers', { kind, amount, ...note });
    else this.refused = await this.send('offers', { kind, percent: picked, ...note });
  }
}
