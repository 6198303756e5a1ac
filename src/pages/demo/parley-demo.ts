/**
 * `<parley-demo>`: a stage on which one request is seen from three sides at once, each in the page that its people use: the
 * buyer's chat, Manage Returns or the shop's Slack, and the agents' board. Wide windows show them beside each other, phones
 * as tabs. `#page` in the address begins with Manage Returns in place of Slack, and `locale=th` in it has the stage speak Thai
 * whatever the browser's language is; what stands on it speaks its reader's language.
 */

import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { every, listens } from '../theme/while-shown.ts';
import '../chat/define.ts';
import type { DemoRequest } from '../../contract/demo.ts';
import { en } from '../../i18n/demo/en.ts';
import { loadDemoStrings } from '../../i18n/demo/index.ts';
import { formattingTag, languageOf } from '../../i18n/languages.ts';
import { fill } from '../../i18n/pages/index.ts';
import type { ParleyChat } from '../chat/parley-chat.ts';
import { controls } from '../theme/controls.ts';
import { writeIn } from '../theme/document.ts';
import { tokens } from '../theme/tokens.ts';
import { CardFirst } from './card-first.ts';
import './demo-frame.ts';
import { demoStyles } from './demo-styles.ts';
import { narrowStyles } from './narrow-styles.ts';
import './slack/demo-slack.ts';
import { addressOf, type Side } from './pages.ts';
import { acts, picker, type Speech, time, timeOf } from './stage-head.ts';
import { DemoStore } from './store.ts';
import { whatToTry } from './what-to-try.ts';

const SIDES = ['buyer', 'seller', 'agent'] as const satisfies readonly Side[];

const VIEWS = ['slack', 'page'] as const;
type View = (typeof VIEWS)[number];

const NARROW = '(max-width: 899px)';
/** Three views fit side by side, and above them what is needed all the time. */
const TIGHT = '(max-width: 1099px)';
/** Days before months, and 24 hours: the shortest face of a clock. */
const ENGLISH = 'en-GB';

export class ParleyDemo extends LitElement {
  static override styles = [tokens, controls, demoStyles, narrowStyles];
  static override properties = {
    side: { state: true },
    view: { state: true },
    narrow: { state: true },
    tight: { state: true },
    moving: { state: true },
    speech: { state: true },
  };

  /** The side shown on phones. */
  declare side: Side;
  /** Where the seller works. */
  declare view: View;
  declare narrow: boolean;
  declare tight: boolean;
  /** Where it is tight: what moves the time is shown. */
  declare moving: boolean;
  declare speech: Speech;

  readonly #cardFirst = new CardFirst();
  readonly #store: DemoStore;
  readonly #width = window.matchMedia(NARROW);
  readonly #room = window.matchMedia(TIGHT);

  constructor() {
    super();
    this.side = 'buyer';
    const asked = new URLSearchParams(window.location.hash.slice(1));
    this.view = asked.has('page') ? 'page' : 'slack';
    this.narrow = this.#width.matches;
    this.tight = this.#room.matches;
    this.moving = false;
    const wanted = asked.get('locale') ?? navigator.language;
    const locale = languageOf(wanted) === 'en' ? ENGLISH : formattingTag(wanted);
    this.speech = { strings: en, locale };
    this.#store = new DemoStore(locale, () => this.requestUpdate());
    for (const width of [this.#width, this.#room]) listens(this, width, 'change', this.#resized);
    every(this, 500);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#speak();
    void this.#store.start();
  }

  async #speak(): Promise<void> {
    const { locale } = this.speech;
    writeIn(locale);
    const strings = await loadDemoStrings(locale);
    document.title = strings.title;
    this.speech = { strings, locale };
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#store.stop();
  }

  readonly #resized = (): void => {
    this.narrow = this.#width.matches;
    this.tight = this.#room.matches;
  };

  protected override updated(): void {
    // Hidden behind another tab nothing lies anywhere.
    if (!this.narrow || this.side === 'buyer')
      this.#cardFirst.look(this.renderRoot.querySelector<ParleyChat>('parley-chat'));
  }

  protected override render(): TemplateResult {
    const { problem } = this.#store;
    return html`
      <header>
        ${this.#brand()} ${picker(this.#store, this.speech)}
        ${this.tight ? nothing : time(this.#store, this.speech, true)}
        ${this.#try()} ${this.tight ? this.#unfolded() : acts(this.#store, this.speech)}
      </header>
      ${problem ? html`<p class="problem" role="alert">${problem}</p>` : nothing}
      <main>
        ${this.narrow ? this.#tabs() : nothing}
        ${this.#store.selected ? SIDES.map((side) => this.#pane(side)) : nothing}
      </main>
    `;
  }

  /** On a phone the tab names the side, and its page lies with what is used seldom. */
  get #headless(): boolean {
    return this.narrow && this.side !== 'seller';
  }

  #try(): TemplateResult | typeof nothing {
    const { selected } = this.#store;
    return selected
      ? html`<p class="try" role="status">${whatToTry(selected, this.speech.strings, !this.narrow)}</p>`
      : nothing;
  }

  /** What moves the request without its people; on phones the chat needs the room. */
  #unfolded(): TemplateResult {
    const { selected } = this.#store;
    const { waits } = selected ?? {};
    const asked = waits === 'refund' || waits === 'scan' || waits === null;
    return html`<div id="moves" class="moves" ?hidden=${!this.moving && !asked}>
      ${this.moving ? time(this.#store, this.speech, false) : nothing} ${acts(this.#store, this.speech)}
      ${this.moving && selected && this.#headless ? this.#real(this.side, selected) : nothing}
    </div>`;
  }

  #brand(): TemplateResult {
    return html`
      <div class="brand">
        <h1>Parley</h1>
        ${this.tight ? html`<p class="quiet">${timeOf(this.#store, this.speech)}</p>${this.#turn()}` : nothing}
      </div>
    `;
  }

  #turn(): TemplateResult {
    return html`
      <button
        type="button"
        class="plain turn"
        aria-expanded=${this.moving ? 'true' : 'false'}
        aria-controls="moves"
        @click=${() => {
          this.moving = !this.moving;
        }}
      >
        ${this.speech.strings.moveTime}
      </button>
    `;
  }

  #tabs(): TemplateResult {
    return html`
      <div class="tabs" role="tablist" aria-label=${this.speech.strings.sides} @keydown=${this.#tabKey}>
        ${SIDES.map(
          (side) => html`
            <button
              type="button"
              role="tab"
              id="tab-${side}"
              aria-controls="pane-${side}"
              aria-selected=${this.side === side ? 'true' : 'false'}
              tabindex=${this.side === side ? 0 : -1}
              @click=${() => {
                this.side = side;
              }}
            >
              ${this.speech.strings[side]}
            </button>
          `,
        )}
      </div>
    `;
  }

  #tabKey(event: KeyboardEvent): void {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const next = SIDES[(SIDES.indexOf(this.side) + step + SIDES.length) % SIDES.length] ?? 'buyer';
    this.side = next;
    this.renderRoot.querySelector<HTMLElement>(`#tab-${next}`)?.focus();
  }

  #pane(side: Side): TemplateResult {
    const { selected } = this.#store;
    if (!selected) return html``;
    const { strings } = this.speech;
    const names: Readonly<Record<Side, string>> = {
      buyer: selected.buyerName,
      seller: selected.sellerName,
      agent: strings.customerService,
    };
    return html`
      <section
        class="pane ${side}"
        id="pane-${side}"
        role=${this.narrow ? 'tabpanel' : 'region'}
        aria-labelledby=${this.narrow ? `tab-${side}` : `name-${side}`}
        ?hidden=${this.narrow && this.side !== side}
      >
        ${
          this.narrow && side !== 'seller'
            ? nothing
            : html`<div class="head">
                <h2 id="name-${side}"><span class="side">${strings[side]}</span> ${names[side]}</h2>
                ${side === 'seller' ? this.#views() : nothing} ${this.#real(side, selected)}
              </div>`
        }
        ${this.#content(side, selected)}
      </section>
    `;
  }

  /** The page that this side uses outside of the demo, opened on the same request. */
  #real(side: Side, selected: DemoRequest): TemplateResult | typeof nothing {
    const { tokens: theirs } = this.#store;
    if (!theirs) return nothing;
    const { strings } = this.speech;
    return html`
      <a class="real" href=${addressOf(side, theirs[side], selected)} target="_blank" rel="noopener">
        <span aria-hidden="true">${strings.open} ↗</span><span class="heard">${strings[`open.${side}`]}</span>
      </a>
    `;
  }

  #views(): TemplateResult {
    return html`
      <fieldset class="choice">
        <legend class="heard">${this.speech.strings.where}</legend>
        ${VIEWS.map(
          (view) => html`
            <label>
              <input
                type="radio"
                name="view"
                .checked=${this.view === view}
                @change=${() => {
                  this.view = view;
                }}
              />
              <span>${view === 'slack' ? 'Slack' : this.speech.strings['view.page']}</span>
            </label>
          `,
        )}
      </fieldset>
    `;
  }

  #content(side: Side, selected: DemoRequest): TemplateResult | typeof nothing {
    if (side === 'buyer') return this.#phone(selected);
    if (side === 'seller' && this.view === 'slack') return this.#slack(selected, !this.narrow || this.side === side);
    return this.#page(side, selected);
  }

  /** Only while it can be seen: its modals lie over the whole window. */
  #slack({ id, sellerId }: DemoRequest, seen: boolean): TemplateResult | typeof nothing {
    return seen
      ? html`<demo-slack .locale=${this.speech.locale} .seller=${sellerId} .selected=${id}></demo-slack>`
      : nothing;
  }

  #phone(selected: DemoRequest): TemplateResult {
    return html`
      <div class="phone">
        ${keyed(
          selected.conversationId,
          html`<parley-chat
            .token=${this.#store.tokens?.buyer ?? ''}
            .conversation=${selected.conversationId}
            .locale=${selected.buyerLocale}
            .zone=${selected.buyerZone}
            .clock=${this.#store.timer.now}
            .renewToken=${() => this.#store.renew('buyer')}
          ></parley-chat>`,
        )}
      </div>
    `;
  }

  #page(side: 'seller' | 'agent', selected: DemoRequest): TemplateResult {
    const { tokens: theirs } = this.#store;
    const { strings } = this.speech;
    const names = { seller: fill(strings.sellerPage, { shop: selected.sellerName }), agent: strings.agentPage };
    return html`
      <demo-frame
        class="body"
        .name=${names[side]}
        .of=${selected.id}
        .address=${theirs ? addressOf(side, theirs[side], selected) : ''}
        .renew=${() => this.#store.renew(side)}
      ></demo-frame>
    `;
  }
}

customElements.define('parley-demo', ParleyDemo);
