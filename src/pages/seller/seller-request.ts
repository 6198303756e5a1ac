/**
 * `<seller-request>`: everything about one request, and the shop's answers to it. People's words are text; links of
 * theirs open apart from the page and learn nothing of it.
 */

import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { erasedSaid } from '../../contract/erased-mark.ts';
import type { Item, LogisticsEvent, Offer, RequestView, Shipment } from '../../contract/request.ts';
import { takenBackBecause } from '../../contract/taken-back.ts';
import { fill } from '../../i18n/pages/index.ts';
import { every } from '../theme/while-shown.ts';
import '../answers/earlier-claims.ts';
import { exhibitStyles } from '../answers/evidence-styles.ts';
import { exhibits } from '../answers/exhibits.ts';
import { fact } from '../answers/fact.ts';
import type { RequestAnswers } from '../answers/request-answers.ts';
import '../answers/shown-evidence.ts';
import { parcelIcon } from '../chat/icons.ts';
import { linkTo } from '../chat/pictures.ts';
import { tokenize } from '../chat/tokenize.ts';
import { parcelProblem } from '../row/parcel-problem.ts';
import { controls } from '../theme/controls.ts';
import { tokens } from '../theme/tokens.ts';
import { answeringOf, type Desk, moment, money, titleOf } from './desk.ts';
import { lastScan, parcelFacts, saidAt } from './parcel.ts';
import { pieceStyles } from './piece-styles.ts';
import { requestStyles } from './request-styles.ts';
import { lostOffer, outlook, statusWords, toneOf } from './standing.ts';

const hide = (event: Event): void => {
  (event.target as HTMLElement).hidden = true;
};

const linked = (text: string): (string | TemplateResult)[] =>
  tokenize(text).map(({ text: piece, href }) => (href ? linkTo(href, piece) : piece));

export class SellerRequest extends LitElement {
  static override styles = [tokens, controls, pieceStyles, requestStyles, exhibitStyles];
  static override properties = { request: { attribute: false }, desk: { attribute: false } };

  declare request: RequestView;
  declare desk: Desk;

  constructor() {
    super();
    // What happens by itself changes when the deadline passes.
    every(this, 5_000);
  }

  /** Puts the keyboard on the request's heading. */
  override focus(): void {
    this.renderRoot.querySelector<HTMLElement>('h2')?.focus();
  }

  /** Puts the keyboard where the shipment is entered, if it is to be. */
  async toShipment(): Promise<void> {
    await this.updateComplete;
    const answers = this.renderRoot.querySelector<RequestAnswers>('request-answers');
    await answers?.updateComplete;
    if (this.request.actions?.includes('ship')) answers?.focus();
  }

  protected override render(): TemplateResult {
    const { desk } = this;
    const { strings } = desk;
    const request = erasedSaid(this.request, strings.erased);
    const lost = lostOffer(request, desk);
    const next = outlook(request, desk, desk.shop.now());
    const toShip = request.actions?.includes('ship') ?? false;
    return html`
      <article aria-labelledby="title">
        <header>
          <p class="chips">
            <span class="chip ${toneOf(request)}">${statusWords(request, strings)}</span>
            ${parcelProblem(request) ? html`<span class="chip over">${strings.deliveryProblem}</span>` : nothing}
          </p>
          <h2 id="title" tabindex="-1">${titleOf(request)}</h2>
          <p class="quiet">${fill(strings.order, { order: request.orderId })} · ${strings[`reason.${request.reason}`]}</p>
        </header>
        <div class="standing">
          <seller-due .request=${request} .desk=${desk}></seller-due>
          ${lost ? html`<p>${lost}</p>` : nothing}
          ${next ? html`<p>${next}</p>` : nothing}
          ${lastScan(request, desk)}
          <rule-standing
            .request=${request}
            .api=${desk.shop.api}
            .locale=${desk.locale}
            .zone=${desk.zone}
            .now=${desk.shop.now()}
            .hold=${(id: string) => desk.shop.act(id, 'hold-rule', {})}
          ></rule-standing>
          <request-holder side="shop" .request=${request} .desk=${answeringOf(desk)}></request-holder>
          <earlier-claims .request=${request} .api=${desk.shop.api} .desk=${answeringOf(desk)}></earlier-claims>
        </div>
        <div class=${toShip ? 'ship' : nothing}>
          ${toShip ? html`<h3>${strings['status.awaiting_shipment']}</h3> <seller-documents .request=${request} .desk=${desk}></seller-documents>` : nothing}
          <request-answers .request=${request} .desk=${answeringOf(desk)}></request-answers>
        </div>
        ${this.#items(request)} ${this.#figures(request)} ${this.#words(request)} ${this.#rejection(request)}
        ${
          request.shipment && !toShip && request.status !== 'cancelled'
            ? html`<seller-documents .request=${request} .desk=${desk}></seller-documents>`
            : nothing
        }
        ${request.shipment?.latest ? this.#logistics(request.shipment) : nothing}
        ${request.offers.length > 0 ? this.#offers(request.offers) : nothing}
      </article>
    `;
  }

  #items({ items }: RequestView): TemplateResult {
    return html`
      <section aria-labelledby="items">
        <h3 id="items">${this.desk.strings.items}</h3>
        <ul class="items">
          ${items.map((item) => this.#item(item))}
        </ul>
      </section>
    `;
  }

  #item({ title, sku, missingQuantity, quantity, unitPrice, imageUrl }: Item): TemplateResult {
    const { desk } = this;
    return html`
      <li>
        <span class="picture">
          ${parcelIcon}
          ${imageUrl ? html`<img src=${imageUrl} alt="" referrerpolicy="no-referrer" @error=${hide} />` : nothing}
        </span>
        <span>
          <strong>${title}</strong>
          <span class="quiet">${sku}</span>
        </span>
        <span class="end">
          <strong>${fill(desk.strings.missingOf, { missing: missingQuantity, quantity })}</strong>
          <span class="quiet">${fill(desk.strings.each, { price: money(unitPrice, desk) })}</span>
        </span>
      </li>
    `;
  }

  #figures(request: RequestView): TemplateResult {
    const { desk } = this;
    const { strings } = desk;
    const { shipTo } = request;
    const rows: [string, unknown][] = [
      [strings.asksFor, money(request.claimValue, desk)],
      [strings.paid, money(request.paid, desk)],
      [strings.refundable, money(request.refundable, desk)],
      [strings.shipping, `${strings[`shipping.${request.shippingOption}`]}, ${strings.paidByShop}`],
    ];
    // What was erased stands in each of its lines: once is enough.
    const address = new Set(shipTo && [shipTo.name, ...shipTo.lines, shipTo.postalCode]);
    if (shipTo) rows.push([strings.shipTo, [...address].filter(Boolean).join(', ')]);
    rows.push(...parcelFacts(request, desk));
    return html`
      <dl class="figures">
        ${rows.map(([name, value]) => fact(name, value))}
      </dl>
    `;
  }

  #words({ text, evidence = [], buyerLocale }: RequestView): TemplateResult | typeof nothing {
    const { strings } = this.desk;
    if (!text && evidence.length === 0) return nothing;
    return html`
      <section aria-labelledby="words">
        <h3 id="words">${strings.buyerWrote}</h3>
        ${text ? html`<blockquote lang=${buyerLocale ?? nothing} dir="auto">${linked(text)}</blockquote>` : nothing}
        ${exhibits(evidence, strings)}
      </section>
    `;
  }

  #rejection(request: RequestView): TemplateResult | typeof nothing {
    const { rejection } = request;
    if (!rejection) return nothing;
    const { strings } = this.desk;
    return html`
      <section aria-labelledby="rejection">
        <h3 id="rejection">${strings.rejection}</h3>
        <p>${strings[`rejectReason.${rejection.reason}`]}</p>
        <blockquote dir="auto">${linked(rejection.text)}</blockquote>
        ${exhibits(rejection.evidence, strings)}
        <shown-evidence .request=${request} .api=${this.desk.shop.api} .locale=${this.desk.locale}></shown-evidence>
      </section>
    `;
  }

  #logistics({ timeline }: Shipment): TemplateResult {
    return html`
      <details class="logistics" open>
        <summary>${this.desk.strings.logistics}</summary>
        <ol class="history">
          ${timeline.toReversed().map((scan) => this.#scan(scan))}
        </ol>
      </details>
    `;
  }

  #scan(scan: LogisticsEvent): TemplateResult {
    const { desk } = this;
    const { at, kind } = scan;
    return html`
      <li class=${kind === 'exception' ? 'wrong' : nothing}>
        <strong>${desk.strings[`scan.${kind}`]}</strong>
        <time class="quiet" datetime=${at}>${moment(at, desk)}</time>
        <span class="said">${saidAt(scan)}</span>
      </li>
    `;
  }

  /** Why the platform took an offer back; people's own words otherwise. */
  #said(text: string | undefined): TemplateResult | typeof nothing {
    const because = takenBackBecause(text);
    if (because) return html`<span class="said">${this.desk.strings[`takenBack.${because}`]}</span>`;
    return text ? html`<span class="said" dir="auto">“${text}”</span>` : nothing;
  }

  #offers(offers: readonly Offer[]): TemplateResult {
    const { desk } = this;
    const { strings } = desk;
    return html`
      <section aria-labelledby="offers">
        <h3 id="offers">${strings.offersSoFar}</h3>
        <ol class="history">
          ${offers.toReversed().map(
            ({ by, amount, percent, status, createdAt, note, answer }) => html`
              <li>
                <span>
                  ${strings[`by.${by}`]}: <strong>${money(amount, desk)}</strong> (${percent}%),
                  ${strings[`offer.${status}`]}
                </span>
                <time class="quiet" datetime=${createdAt}>${moment(createdAt, desk)}</time>
                ${note ? html`<span class="said" dir="auto">${linked(note)}</span>` : nothing}
                ${this.#said(answer?.text)}
              </li>
            `,
          )}
        </ol>
      </section>
    `;
  }
}
