/**
 * `<parley-offer-card>`: one offer as its reader sees it, and their answer.
 *
 * It shows what the card says and asks back before anything that cannot be undone; it decides and sends nothing. A
 * confirmed answer leaves as an `answer` event (`OfferAnswer`), and whoever hosts the card sends it, sets `busy`
 * meanwhile, and hands in the card as it is afterwards. Which buttons there are comes from `card.actions` alone.
 */
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { CardAction, CardView, ReaderRole } from '../../contract/chat.ts';
import { formatDeadline, formatMoney } from '../../i18n/format.ts';
import { directionOf } from '../../i18n/languages.ts';
import { en } from '../../i18n/pages/en.ts';
import { fill, loadPageStrings, type PageStrings } from '../../i18n/pages/index.ts';
import { controls } from '../theme/controls.ts';
import { tokens } from '../theme/tokens.ts';
import { foreignPlace, zoneOf } from '../theme/zone.ts';
import { cardStyles } from './card-styles.ts';
import type { OfferAnswer } from './connection.ts';
import { checkIcon, clockIcon, closedIcon, parcelIcon } from './icons.ts';
import { askFor, type Question, readChoice } from './questions.ts';
import { openSheet, questionStyles, sheetStyles } from './sheet.ts';
import { keepTypeSize, shellStyles } from './shell.ts';
import { timeLeft } from './time-left.ts';

/** Longer than a double tap takes. */
const SEEN_AFTER_MS = 400;

/** A picture that cannot be had leaves the drawing behind it. */
const hide = (event: Event): void => {
  (event.target as HTMLElement).hidden = true;
};

export class ParleyOfferCard extends LitElement {
  static override styles = [tokens, controls, shellStyles, sheetStyles, questionStyles, cardStyles];
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
    seen: { state: true },
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

  /** The question has been there long enough to be read at all. */
  declare seen: boolean;

  #ticking: ReturnType<typeof setInterval> | undefined;
  #seeing: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    this.own = en;
    this.locale = 'en';
    this.zone = zoneOf();
    this.reader = 'buyer';
    this.clock = Date.now;
    this.busy = false;
    this.seen = false;
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
    clearTimeout(this.#seeing);
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
            ${fill(this.#words[this.reader === 'buyer' ? 'percentOfYourClaim' : 'percentOfClaim'], {
              percent: card.percent,
              claim: formatMoney(card.claimValue, this.locale),
            })}
          </p>
        </header>
        ${this.#items(card)}
        ${card.note ? html`<blockquote><cite>${this.#author(card)}</cite><bdi>${card.note}</bdi></blockquote>` : nothing}
        ${closed ? html`${this.#outcome(card, good)} ${this.#actions(card)}` : this.#waiting(card)}
        ${this.problem ? html`<p class="problem" role="alert">${this.problem}</p>` : nothing}
      </article>
      ${this.#sheet(card)}
      </div>
    `;
  }

  #author(card: CardView): string {
    if (card.by === this.reader) return this.#words.you;
    return card.by === 'seller' ? (card.sellerName ?? this.#words.roleSeller) : this.#words.roleBuyer;
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
    const zone = zoneOf(this.zone);
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
                    <bdi>${formatDeadline(card.expiresAt, this.locale, zone) + foreignPlace(zone, Date.parse(card.expiresAt))}</bdi>
                  </time>
                </span>
              </p>
            `
          : nothing
      }
      ${this.busy ? html`<p role="status">${this.#words.sending}</p>` : nothing}
      ${answerable ? this.#actions(card) : nothing}
    `;
  }

  #actions({ actions }: CardView): TemplateResult | typeof nothing {
    if (actions.length === 0) return nothing;
    return html`<ul class="actions">${actions.map((action) => this.#action(action))}</ul>`;
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
    const question = this.asking && this.#question(card, this.asking);
    return html`
      <dialog aria-labelledby="question" @close=${this.#closed}>
        ${
          question
            ? html`<form method="dialog" novalidate @submit=${(event: SubmitEvent) => this.#confirm(event, question)}>
                ${askFor(question)}
              </form>`
            : nothing
        }
      </dialog>
    `;
  }

  #question(card: CardView, action: CardAction): Question {
    const { locale, seen, counterProblem: problem } = this;
    const cancel = (): void => this.renderRoot.querySelector('dialog')?.close();
    return { card, action, strings: this.#words, locale, seen, problem, cancel };
  }

  #ask(action: CardAction): void {
    this.counterProblem = undefined;
    // A copy, so that the same question is asked anew where the browser has yet to tell that the last one was closed.
    this.asking = { ...action };
    this.seen = false;
    clearTimeout(this.#seeing);
    this.#seeing = setTimeout(() => {
      this.seen = true;
    }, SEEN_AFTER_MS);
  }

  #stopAsking(): void {
    this.renderRoot.querySelector('dialog')?.close();
    // The dialog gives the focus back to the button that asked, which is about to go: the card keeps it instead.
    this.renderRoot.querySelector('article')?.focus();
    this.asking = undefined;
  }

  /** Told a moment after the dialog closed: it may have been opened again meanwhile. */
  #closed(): void {
    if (!this.renderRoot.querySelector('dialog')?.open) this.asking = undefined;
  }

  #confirm(event: SubmitEvent, question: Question): void {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const chosen = readChoice(new FormData(form), question);
    if ('problem' in chosen) {
      this.counterProblem = chosen.problem;
      form.querySelector('input')?.focus();
      return;
    }
    const { requestId, offerId } = question.card;
    const detail: OfferAnswer = { requestId, offerId, ...chosen };
    this.dispatchEvent(new CustomEvent<OfferAnswer>('answer', { detail, bubbles: true, composed: true }));
    this.#stopAsking();
  }
}
