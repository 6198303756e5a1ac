/**
 * `<demo-seller>`: the seller's side of one request. Its buttons are the request's own `actions`, no more and no less.
 */
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import type { DemoRequest } from '../../contract/demo.ts';
import type { RejectReason } from '../../contract/policy.ts';
import type { Action, RequestView, Shipment } from '../../contract/request.ts';
import { readAmount } from '../../i18n/amount.ts';
import { formatInstant } from '../../i18n/format.ts';
import { controls } from '../theme/controls.ts';
import { tokens } from '../theme/tokens.ts';
import type { Act } from './offer-form.ts';
import './offer-form.ts';
import { paneStyles } from './pane-styles.ts';
import { byDeadline, deadlineBox, requestRow, standingChip } from './parts.ts';
import { LOCALE, money, REASONS, REJECT_REASONS } from './words.ts';

export class DemoSeller extends LitElement {
  static override styles = [tokens, controls, paneStyles];
  static override properties = {
    request: { attribute: false },
    people: { attribute: false },
    shop: { attribute: false },
    now: { attribute: false },
    act: { attribute: false },
    busy: { state: true },
    problem: { state: true },
  };

  declare request: RequestView | undefined;
  declare people: DemoRequest | undefined;
  /** All requests of the shop, with the people in them. */
  declare shop: readonly { request: RequestView; people: DemoRequest }[];
  /** Milliseconds since the epoch, by the demo's clock. */
  declare now: number;
  declare act: Act;
  declare busy: boolean;
  declare problem: string | undefined;

  constructor() {
    super();
    this.shop = [];
    this.now = Date.now();
    this.busy = false;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const before = changed.get('request');
    if (changed.has('request') && before?.version !== this.request?.version) this.problem = undefined;
  }

  protected override render(): TemplateResult | typeof nothing {
    const { request, people } = this;
    if (!request || !people) return nothing;
    return html`${keyed(
      request.id,
      html`
      <div class="stack">
        ${this.#facts(request, people)} ${deadlineBox(request, this.now, people)}
        ${this.problem ? html`<p class="problem" role="alert">${this.problem}</p>` : nothing}
        ${this.#answers(request, people)}
        ${request.shipment ? this.#timeline(request.shipment, people) : nothing} ${this.#others(request.id)}
      </div>
    `,
    )}`;
  }

  #others(shown: string): TemplateResult | typeof nothing {
    const others = this.shop.filter(({ request }) => request.id !== shown);
    if (others.length === 0) return nothing;
    const rows = others.sort((a, b) => byDeadline(a.request, b.request));
    return html`
      <div>
        <h3 class="small" id="others">Other requests of this shop</h3>
        <ul class="rows" aria-labelledby="others">
          ${rows.map(({ request, people }) => requestRow(request, people, false, this.now, () => this.#choose(request.id)))}
        </ul>
      </div>
    `;
  }

  #choose(id: string): void {
    this.dispatchEvent(new CustomEvent<string>('choose', { detail: id }));
  }

  #facts(request: RequestView, people: DemoRequest): TemplateResult {
    return html`
      <div>
        <h3>${request.items.map(({ missingQuantity, title }) => `${missingQuantity} × ${title}`).join(', ')}</h3>
        <p>${standingChip(request)} <span class="quiet">Order ${request.orderId}</span></p>
      </div>
      <dl>
        <div>
          <dt>Reason</dt>
          <dd>${REASONS[request.reason]}</dd>
        </div>
        <div>
          <dt>Asks for</dt>
          <dd>${money(request.claimValue)}</dd>
        </div>
        <div>
          <dt>Paid</dt>
          <dd>${money(request.paid)}</dd>
        </div>
      </dl>
      ${
        request.text
          ? html`<blockquote lang=${people.buyerLocale}>
              <span class="quiet" lang="en">${people.buyerName}</span><br />${request.text}
            </blockquote>`
          : nothing
      }
    `;
  }

  #answers(request: RequestView, people: DemoRequest): TemplateResult {
    const may = (action: Action): boolean => request.actions?.includes(action) ?? false;
    return html`
      ${may('accept_offer') || may('counter_offer') ? this.#counterAnswers(request, may) : nothing}
      ${
        may('offer')
          ? html`<demo-offer-form
              .request=${request}
              .buyer=${people.buyerName}
              .act=${this.act}
            ></demo-offer-form>`
          : nothing
      }
      ${
        may('approve')
          ? html`<button type="button" ?disabled=${this.busy} @click=${() => this.#ask('approve', {})}>
              Approve: send the items
            </button>`
          : nothing
      }
      ${may('reject') ? this.#rejectForm(request) : nothing} ${may('withdraw') ? this.#withdraw(request) : nothing}
      ${may('ship') ? this.#shipForm() : nothing}
    `;
  }

  #counterAnswers(request: RequestView, may: (action: Action) => boolean): TemplateResult {
    const offer = request.offer;
    if (!offer) return html``;
    const path = `offers/${offer.id}`;
    return html`
      ${offer.note ? html`<blockquote>${offer.note}</blockquote>` : nothing}
      <div class="buttons">
        ${
          may('accept_offer')
            ? html`<button
                type="button"
                class="primary"
                ?disabled=${this.busy}
                @click=${() => this.#ask(`${path}/accept`, {})}
              >
                Accept ${money(offer.amount)}
              </button>`
            : nothing
        }
        ${
          may('reject_offer')
            ? html`<button type="button" ?disabled=${this.busy} @click=${() => this.#ask(`${path}/reject`, {})}>
                Reject
              </button>`
            : nothing
        }
      </div>
      ${may('counter_offer') ? this.#counterForm(request, path) : nothing}
    `;
  }

  #counterForm(request: RequestView, path: string): TemplateResult {
    const { currency } = request.claimValue;
    return this.#form(
      'Name another amount',
      html`<label>Amount (${currency})<input name="amount" inputmode="decimal" autocomplete="off" required /></label>`,
      'Send counter-offer',
      (field) => {
        const amount = readAmount(field('amount'), currency, LOCALE);
        if (!amount) return 'That is no amount of money.';
        return this.#ask(`${path}/counter`, { amount });
      },
    );
  }

  #withdraw(request: RequestView): TemplateResult {
    return html`
      <button
        type="button"
        ?disabled=${this.busy}
        @click=${() => this.#ask(`offers/${request.offer?.id ?? ''}/withdraw`, {})}
      >
        Withdraw the offer
      </button>
    `;
  }

  #rejectForm(request: RequestView): TemplateResult {
    const reasons = Object.keys(request.policy?.rejectReasons ?? {}) as RejectReason[];
    return this.#form(
      'Reject the request',
      html`
        <label>
          Reason
          <select name="reason">
            ${reasons.map((reason) => html`<option value=${reason}>${REJECT_REASONS[reason]}</option>`)}
          </select>
        </label>
        <label>What the buyer reads<textarea name="text" maxlength="1000" required></textarea></label>
      `,
      'Reject',
      (field) => this.#ask('reject', { reason: field('reason'), text: field('text') }),
      'danger',
    );
  }

  #shipForm(): TemplateResult {
    return html`
      <form
        @submit=${(event: SubmitEvent) => {
          event.preventDefault();
          const form = new FormData(event.currentTarget as HTMLFormElement);
          void this.#ask('ship', { carrier: form.get('carrier'), trackingNumber: form.get('tracking') });
        }}
      >
        <div class="pair">
          <label>Carrier<input name="carrier" maxlength="100" autocomplete="off" required /></label>
          <label>Tracking number<input name="tracking" maxlength="100" autocomplete="off" required /></label>
        </div>
        <button type="submit" class="primary" ?disabled=${this.busy}>Shipped</button>
      </form>
    `;
  }

  /** A form behind a summary, for what is done less often. `send` answers a problem, or asks and answers nothing. */
  #form(
    summary: string,
    fields: TemplateResult,
    button: string,
    send: (field: (name: string) => string) => string | Promise<void>,
    kind = 'primary',
  ): TemplateResult {
    const submit = (event: SubmitEvent): void => {
      event.preventDefault();
      const form = new FormData(event.currentTarget as HTMLFormElement);
      const outcome = send((name) => String(form.get(name) ?? '').trim());
      if (typeof outcome === 'string') this.problem = outcome;
    };
    return html`
      <details>
        <summary>${summary}</summary>
        <form @submit=${submit}>
          ${fields}
          <button type="submit" class=${kind} ?disabled=${this.busy}>${button}</button>
        </form>
      </details>
    `;
  }

  #timeline({ carrier, trackingNumber, timeline }: Shipment, people: DemoRequest): TemplateResult | typeof nothing {
    if (!carrier) return nothing;
    return html`
      <div>
        <h3 class="small">${carrier} · ${trackingNumber}</h3>
        <ol class="history">
          ${[...timeline].reverse().map(
            ({ at, text, location }) => html`
              <li>
                <span>${text}${location ? html` <span class="quiet">${location}</span>` : nothing}</span>
                <time class="quiet" datetime=${at}>${formatInstant(at, LOCALE, people.sellerZone)}</time>
              </li>
            `,
          )}
        </ol>
      </div>
    `;
  }

  async #ask(path: string, body: object): Promise<void> {
    this.busy = true;
    this.problem = await this.act(path, body);
    this.busy = false;
  }
}

customElements.define('demo-seller', DemoSeller);
