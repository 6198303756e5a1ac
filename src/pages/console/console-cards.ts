/**
 * `<console-cards>`: the last offer's card as buyer and seller have it before them, rendered by the server for each of
 * them: their language, their zone, their buttons. It is a picture: the cards are inert, and what a screen reader gets
 * is the same card as the text that channels without cards show.
 */
import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import '../chat/define.ts';
import type { CardSide, CardsAnswer } from '../../contract/live.ts';
import type { RequestView } from '../../contract/request.ts';
import { wordingTag } from '../../i18n/languages.ts';
import { loadPageStrings, type PageStrings } from '../../i18n/pages/index.ts';
import { placeOf } from '../../i18n/time-words.ts';
import { controls } from '../theme/controls.ts';
import { tokens } from '../theme/tokens.ts';
import { boardStyles } from './board-styles.ts';
import type { Desk } from './desk.ts';
import type { Reading } from './words.ts';

const SIDES = ['buyer', 'seller'] as const;
type Side = (typeof SIDES)[number];
/** A side's card and the words around it, in that side's language. */
type Shown = Record<Side, CardSide & { words: PageStrings }>;

async function shownOf({ buyer, seller }: CardsAnswer): Promise<Shown> {
  const [forBuyer, forSeller] = await Promise.all([loadPageStrings(buyer.locale), loadPageStrings(seller.locale)]);
  return { buyer: { ...buyer, words: forBuyer }, seller: { ...seller, words: forSeller } };
}

export class ConsoleCards extends LitElement {
  static override styles = [
    tokens,
    controls,
    boardStyles,
    css`
      .cards {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(100%, 18rem), 1fr));
        gap: var(--s5) var(--s4);
        align-items: start;
      }

      section {
        display: grid;
        gap: var(--s2);
        min-width: 0;
      }

      pre {
        margin: 0;
        padding: var(--s3);
        border: 1px solid var(--line);
        border-radius: var(--round);
        background: var(--sunken);
        font: inherit;
        font-size: var(--small);
        overflow-wrap: anywhere;
        white-space: pre-wrap;
      }

      .note {
        margin-bottom: var(--s3);
      }

      h3 .quiet {
        display: block;
        font-weight: 400;
      }
    `,
  ];
  static override properties = {
    request: { attribute: false },
    desk: { attribute: false },
    reading: { attribute: false },
    shown: { state: true },
    failed: { state: true },
  };

  declare request: RequestView;
  declare desk: Desk;
  declare reading: Reading;
  declare shown: Shown | undefined;
  declare failed: boolean;

  constructor() {
    super();
    this.failed = false;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('request')) return;
    const before = changed.get('request');
    if (before?.id !== this.request.id) this.shown = undefined;
    if (before?.id !== this.request.id || before.version !== this.request.version) void this.#load();
  }

  async #load(): Promise<void> {
    const { id, version, offer } = this.request;
    if (!offer) return;
    this.failed = false;
    const answer = await this.desk.cards(id);
    const shown = answer ? await shownOf(answer) : undefined;
    if (this.request.id !== id || this.request.version !== version) return;
    this.failed = !shown;
    this.shown = shown ?? this.shown;
  }

  protected override render(): TemplateResult {
    const { strings } = this.reading;
    const { shown } = this;
    if (!this.request.offer) return html`<p>${strings['card.none']}</p>`;
    return html`
      ${
        this.failed
          ? html`<p class="problem" role="alert">
              ${this.desk.slower ? strings['card.slower'] : strings.loadFailed}
              <button type="button" class="plain" @click=${() => this.#load()}>${strings.retry}</button>
            </p>`
          : html`<p class="quiet note">${strings['card.note']}</p>`
      }
      ${shown ? html`<div class="cards">${SIDES.map((side) => this.#side(side, shown[side]))}</div>` : nothing}
    `;
  }

  #side(side: Side, { card, text, locale, zone, words }: Shown[Side]): TemplateResult {
    const { strings } = this.reading;
    const language = new Intl.DisplayNames(wordingTag(this.reading.locale), { type: 'language' }).of(locale);
    return html`
      <section aria-labelledby=${side}>
        <h3 id=${side}>${strings[`card.${side}`]} <span class="quiet">${language}, ${placeOf(zone, this.desk.now())}</span></h3>
        <parley-offer-card
          inert
          lang=${locale}
          .card=${card}
          .strings=${words}
          .locale=${locale}
          .zone=${zone}
          .reader=${side}
          .clock=${this.desk.now}
        ></parley-offer-card>
        <h4 class="quiet">${strings['card.text']}</h4>
        <pre lang=${locale} dir="auto">${text}</pre>
      </section>
    `;
  }
}

customElements.define('console-cards', ConsoleCards);
