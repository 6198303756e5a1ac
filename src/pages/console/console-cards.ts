/**
 * `<console-cards>`: the last offer's card as buyer and seller have it before them, and as the text that channels
 * without cards show. What the server gives an agent has no buttons; nothing is added to it here.
 */
import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import '../chat/define.ts';
import type { CardView } from '../../contract/chat.ts';
import type { RequestView } from '../../contract/request.ts';
import { loadPageStrings, type PageStrings } from '../../i18n/pages/index.ts';
import { controls } from '../theme/controls.ts';
import { tokens } from '../theme/tokens.ts';
import type { Api } from './api.ts';
import { boardStyles } from './board-styles.ts';
import { sellerZone } from './detail-facts.ts';
import type { Reading } from './words.ts';

export class ConsoleCards extends LitElement {
  static override styles = [
    tokens,
    controls,
    boardStyles,
    css`
      .cards {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(100%, 17rem), 1fr));
        gap: var(--s4);
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
        margin-top: var(--s3);
      }
    `,
  ];
  static override properties = {
    request: { attribute: false },
    api: { attribute: false },
    reading: { attribute: false },
    clock: { attribute: false },
    card: { state: true },
    text: { state: true },
    failed: { state: true },
    words: { state: true },
  };

  declare request: RequestView;
  declare api: Api;
  declare reading: Reading;
  /** Milliseconds since the epoch, by the server's clock. */
  declare clock: () => number;
  declare card: CardView | undefined;
  declare text: string | undefined;
  declare failed: boolean;
  declare words: PageStrings | undefined;

  constructor() {
    super();
    this.failed = false;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const before = changed.get('request');
    if (changed.has('request') && (before?.id !== this.request.id || before.version !== this.request.version)) {
      if (before?.id !== this.request.id) this.card = this.text = undefined;
      void this.#load();
    }
  }

  async #load(): Promise<void> {
    const { request, api } = this;
    if (!request.offer) return;
    this.failed = false;
    const [messages, text, words] = await Promise.all([
      api.messages(request.conversationId),
      api.cardText(request.id),
      loadPageStrings(this.reading.locale),
    ]);
    if (this.request.id !== request.id || this.request.version !== request.version) return;
    this.failed = !messages.ok || !text.ok;
    this.words = words;
    if (text.ok) this.text = text.value.text;
    if (messages.ok) {
      this.card = messages.value.messages.findLast(({ card }) => card?.offerId === request.offer?.id)?.card;
    }
  }

  protected override render(): TemplateResult {
    const { strings } = this.reading;
    if (!this.request.offer) return html`<p>${strings['card.none']}</p>`;
    if (this.failed) {
      return html`<p class="problem" role="alert">
        ${strings.loadFailed}
        <button type="button" class="plain" @click=${() => this.#load()}>${strings.retry}</button>
      </p>`;
    }
    return html`
      <div class="cards">
        ${this.#card('buyer', this.request.buyerZone)} ${this.#card('seller', sellerZone(this.request) ?? this.reading.zone)}
        ${
          this.text
            ? html`<section>
                <h3>${strings['card.text']}</h3>
                <pre>${this.text}</pre>
              </section>`
            : nothing
        }
      </div>
      <p class="quiet note">${strings['card.note']}</p>
    `;
  }

  #card(reader: 'buyer' | 'seller', zone: string): TemplateResult | typeof nothing {
    const { card, words } = this;
    const { strings, locale } = this.reading;
    if (!card || !words) return nothing;
    return html`
      <section>
        <h3>${strings[`card.${reader}`]}</h3>
        <parley-offer-card
          .card=${card}
          .strings=${words}
          .locale=${locale}
          .zone=${zone}
          .reader=${reader}
          .clock=${this.clock}
        ></parley-offer-card>
      </section>
    `;
  }
}

customElements.define('console-cards', ConsoleCards);
