/**
 * `<parley-offer-card>`: one offer as its reader sees it, and their answer.
 *
 * It shows what the card says and asks back before anything that cannot be undone; it decides and sends nothing. A
 * confirmed answer leaves as an `answer` event (`OfferAnswer`), and whoever hosts the card sends it, sets `busy`
 * meanwhile, and hands in the card as it is afterwards. Which buttons there are comes from `card.actions` alone.
 */
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { CardAction, CardView, ReaderRole } from '../../contract/chat.ts';
import { readAmount, writeAmount } from '../../i18n/amount.ts';
import { formatInstant, formatMoney } from '../../i18n/format.ts';
import { directionOf } from '../../i18n/languages.ts';
import { en } from '../../i18n/pages/en.ts';
import { fill, loadPageStrings, type PageStrings } from '../../i18n/pages/index.ts';
import { controls } from '../theme/controls.ts';
import { tokens } from '../theme/tokens.ts';
import { cardStyles } from './card-styles.ts';
import type { OfferAnswer } from './connection.ts';
import { checkIcon, clockIcon, closedIcon, parcelIcon } from './icons.ts';
import { openSheet, sheetStyles } from './sheet.ts';
import { keepTypeSize, shellStyles } from './shell.ts';
import { timeLeft } from './time-left.ts';

/** `T` without the fields that name the offer: what the person chose. */
type Choice<T> = T extends unknown ? Omit<T, 'requestId' | 'offerId'> : never;

/** A picture that cannot be had leaves the drawing behind it. */
const hide = (event: Event): void => {
  (event.target as HTMLElement).hidden = true;
};

export class ParleyOfferCard extends LitElement {
  static override styles = [tokens, controls, shellStyles, sheetStyles, cardStyles];
  static override properties = {
    card: { attribute: false },
    strings: { attribute: false },
    locale: {},
    zone: {},
    reader: {},
    clock: { attribute: false },
    busy: { type: Boolean },
    problem: {},
    frame: { attribute: false },
    own: { state: true },
    asking: { state: true },
    counterProblem: { state: true },
  };

  declare card: CardView | undefined;
  /** The words; without them the card speaks the language of its `locale`. */
  declare strings: PageStrings | undefined;
  declare own: PageStrings;
  declare locale: string;
  /** IANA zone of the exact moments. */
  declare zone: string;
  declare reader: ReaderRole;
  /** Milliseconds since the epoch, by the server's clock. */
  declare clock: () => number;
  /** An answer is on its way. */
  declare busy: boolean;
  /** What went wrong with the last answer, as a sentence. */
  declare problem: string | undefined;
  /** What the confirmation is laid over; the card itself where not given. */
  declare frame: HTMLElement | undefined;
  declare asking: CardAction | undefined;
  declare counterProblem: string | undefined;

  #ticking: ReturnType<typeof setInterval> | undefined;

  constructor() {
    super();
    this.own = en;
    this.locale = 'en';
    this.zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    this.reader = 'buyer';
    this.clock = Date.now;
    this.busy = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#ticking = setInterval(() => {
      if (this.card?.status === 'pending') this.requestUpdate();
    }, 1_000);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#ticking);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('locale') && !this.strings) void this.#speak(this.locale);
    // An offer that closed while the person was still deciding takes the question away.
    if (changed.has('card') && this.asking && !this.card?.actions.some(({ id }) => id === this.asking?.id)) {
      this.#stopAsking();
    }
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('card')) keepTypeSize(this);
    const dialog = this.renderRoot.querySelector('dialog');
    if (changed.has('asking') && this.asking && dialog && !dialog.open) openSheet(dialog, this.frame ?? this);
  }

  get #words(): PageStrings {
    return this.strings ?? this.own;
  }

  async #speak(locale: string): Promise<void> {
    this.lang = locale;
    this.dir = directionOf(locale);
    const strings = await loadPageStrings(locale);
    if (this.locale === locale) this.own = strings;
  }

  protected override render(): TemplateResult | typeof nothing {
    const card = this.card;
    if (!card) return nothing;
    const closed = card.status !== 'pending';
    const good = card.status === 'accepted' || card.status === 'auto_approved';
    return html`
      <div class="shell">
      <article class="${closed ? 'closed' : 'open'} ${good ? 'good' : ''}" aria-labelledby="title" tabindex="-1">
        <header>
          <h3 id="title">${card.title}</h3>
          <p class="amount">${card.formattedAmount}</p>
          <p>
            ${fill(this.#words.percentOfClaim, {
              percent: card.percent,
              claim: formatMoney(card.claimValue, this.locale),
            })}
          </p>
        </header>
        ${this.#items(card)}
        ${card.note ? html`<blockquote><cite>${this.#author(card)}</cite><bdi>${card.note}</bdi></blockquote>` : nothing}
        ${closed ? this.#outcome(card, good) : this.#waiting(card)}
        ${this.problem ? html`<p class="problem" role="alert">${this.problem}</p>` : nothing}
      </article>
      ${this.#sheet(card)}
      </div>
    `;
  }

  #author(card: CardView): string {
    if (card.by === this.reader) return this.#words.you;
    return card.by === 'seller' ? this.#words.roleSeller : this.#words.roleBuyer;
  }

  #items(card: CardView): TemplateResult {
    return html`
      <ul class="items">
        ${card.items.map(
          ({ title, missingQuantity, imageUrl }) => html`
            <li>
              <span class="picture">
                ${parcelIcon}
                ${imageUrl ? html`<img src=${imageUrl} alt="" referrerpolicy="no-referrer" @error=${hide} />` : nothing}
              </span>
              <bdi>${fill(this.#words.missingItem, { count: missingQuantity, title })}</bdi>
            </li>
          `,
        )}
      </ul>
    `;
  }

  #outcome(card: CardView, good: boolean): TemplateResult | typeof nothing {
    if (!card.outcome) return nothing;
    return html`<p class="outcome">${good ? checkIcon : closedIcon}<span>${card.outcome}</span></p>`;
  }

  #waiting(card: CardView): TemplateResult {
    const left = card.expiresAt ? timeLeft(Date.parse(card.expiresAt) - this.clock(), this.#words) : undefined;
    const answerable = card.actions.length > 0 && !left?.over;
    return html`
      ${
        left && card.expiresAt
          ? html`
              <p class="time ${left.soon ? 'soon' : ''}">
                ${clockIcon}
                <span>
                  ${left.text}
                  <time class="exact" datetime=${card.expiresAt}>
                    <bdi>${formatInstant(card.expiresAt, this.locale, this.zone)}</bdi>
                  </time>
                </span>
              </p>
            `
          : nothing
      }
      ${this.busy ? html`<p role="status">${this.#words.answering}</p>` : nothing}
      ${
        answerable
          ? html`<ul class="actions">
              ${card.actions.map((action) => this.#action(action))}
            </ul>`
          : nothing
      }
    `;
  }

  #action(action: CardAction): TemplateResult {
    return html`
      <li>
        <button
          type="button"
          class=${action.id === 'accept' ? 'primary' : ''}
          aria-describedby="means-${action.id}"
          ?disabled=${this.busy}
          @click=${() => this.#ask(action)}
        >
          ${action.label}
        </button>
        <p class="quiet" id="means-${action.id}">${action.consequence}</p>
      </li>
    `;
  }

  #sheet(card: CardView): TemplateResult {
    const { asking } = this;
    return html`
      <dialog aria-labelledby="question" @close=${this.#closed}>
        ${
          asking
            ? html`<form method="dialog" novalidate @submit=${(event: SubmitEvent) => this.#confirm(event, card, asking)}>
                ${asking.id === 'accept' ? this.#accepting(card, asking) : nothing}
                ${asking.id === 'reject' ? this.#rejecting(asking) : nothing}
                ${asking.id === 'counter' ? this.#countering(card, asking) : nothing}
              </form>`
            : nothing
        }
      </dialog>
    `;
  }

  #accepting(card: CardView, action: CardAction): TemplateResult {
    return html`
      <h4 id="question">${fill(this.#words.confirmAcceptTitle, { amount: card.formattedAmount })}</h4>
      <p>${action.consequence} ${this.#words.cannotBeUndone}</p>
      ${this.#buttons(this.#words.confirmAccept)}
    `;
  }

  #rejecting(action: CardAction): TemplateResult {
    return html`
      <h4 id="question">${this.#words.confirmRejectTitle}</h4>
      <p>${action.consequence} ${this.#words.cannotBeUndone}</p>
      <label>${this.#words.rejectReason}<textarea name="text" maxlength="1000" rows="3"></textarea></label>
      ${this.#buttons(this.#words.confirmReject)}
    `;
  }

  #countering(card: CardView, action: CardAction): TemplateResult {
    const { currency } = card.amount;
    const range = this.#range(action);
    return html`
      <h4 id="question">${this.#words.counterTitle}</h4>
      <p>${action.consequence}</p>
      <label>
        ${this.#words.counterAmount} (${currency})
        <input
          name="amount"
          inputmode="decimal"
          autocomplete="off"
          aria-describedby="range"
          aria-invalid=${this.counterProblem ? 'true' : 'false'}
          .value=${action.max ? writeAmount(action.max, this.locale) : ''}
        />
        ${range ? html`<span class="quiet" id="range">${fill(this.#words.counterRange, range)}</span>` : nothing}
      </label>
      <label>${this.#words.note}<textarea name="note" maxlength="1000" rows="2"></textarea></label>
      ${this.counterProblem ? html`<p class="problem" role="alert">${this.counterProblem}</p>` : nothing}
      ${this.#buttons(this.#words.sendCounter)}
    `;
  }

  #buttons(confirm: string): TemplateResult {
    return html`
      <div class="row">
        <button type="button" @click=${() => this.renderRoot.querySelector('dialog')?.close()}>
          ${this.#words.cancel}
        </button>
        <button type="submit" class=${this.asking?.id === 'reject' ? 'danger' : 'primary'}>${confirm}</button>
      </div>
    `;
  }

  #range({ min, max }: CardAction): { min: string; max: string } | undefined {
    return min && max ? { min: formatMoney(min, this.locale), max: formatMoney(max, this.locale) } : undefined;
  }

  #ask(action: CardAction): void {
    this.counterProblem = undefined;
    this.asking = action;
  }

  #stopAsking(): void {
    this.renderRoot.querySelector('dialog')?.close();
    // The dialog gives the focus back to the button that asked, which is about to go: the card keeps it instead.
    this.renderRoot.querySelector('article')?.focus();
    this.asking = undefined;
  }

  #closed(): void {
    this.asking = undefined;
  }

  #confirm(event: SubmitEvent, card: CardView, action: CardAction): void {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    const text = (name: string): string | undefined => String(form.get(name) ?? '').trim() || undefined;
    if (action.id !== 'counter') {
      this.#answer(card, action.id === 'accept' ? { action: 'accept' } : { action: 'reject', text: text('text') });
      return;
    }
    const amount = readAmount(text('amount') ?? '', card.amount.currency, this.locale);
    const { min, max } = action;
    if (!amount || (min && amount.amount < min.amount) || (max && amount.amount > max.amount)) {
      this.counterProblem = fill(this.#words.amountInvalid, this.#range(action) ?? {});
      return;
    }
    this.#answer(card, { action: 'counter', amount, note: text('note') });
  }

  #answer(card: CardView, choice: Choice<OfferAnswer>): void {
    const detail: OfferAnswer = { requestId: card.requestId, offerId: card.offerId, ...choice };
    this.dispatchEvent(new CustomEvent<OfferAnswer>('answer', { detail, bubbles: true, composed: true }));
    this.#stopAsking();
  }
}
