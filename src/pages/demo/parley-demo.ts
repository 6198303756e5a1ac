/**
 * `<parley-demo>`: a stage on which one request is seen from three sides at once, each in the page that its people use: the
 * buyer's chat, Manage Returns or the shop's Slack, and the agents' board. Wide windows show them beside each other, phones
 * as tabs. `#page` in the address begins with Manage Returns in place of Slack.
 */

import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { every, listens } from '../theme/while-shown.ts';
import '../chat/define.ts';
import type { DemoRequest } from '../../contract/demo.ts';
import type { ParleyChat } from '../chat/parley-chat.ts';
import { controls } from '../theme/controls.ts';
import { tokens } from '../theme/tokens.ts';
import { CardFirst } from './card-first.ts';
import './demo-frame.ts';
import { demoStyles } from './demo-styles.ts';
import { narrowStyles } from './narrow-styles.ts';
import './slack/demo-slack.ts';
import { addressOf, type Side } from './pages.ts';
import { acts, picker, shortTime, time } from './stage-head.ts';
import { DemoStore } from './store.ts';
import { whatToTry } from './what-to-try.ts';

const SIDES = ['buyer', 'seller', 'agent'] as const satisfies readonly Side[];

const TITLES: Readonly<Record<Side, string>> = { buyer: 'Buyer', seller: 'Seller', agent: 'Agent' };
const VIEWS = ['slack', 'page'] as const;
type View = (typeof VIEWS)[number];
const VIEW_TITLES: Readonly<Record<View, string>> = { slack: 'Slack', page: 'Page' };

const NARROW = '(max-width: 899px)';
export class ParleyDemo extends LitElement {
  static override styles = [tokens, controls, demoStyles, narrowStyles];
  static override properties = {
    side: { state: true },
    view: { state: true },
    narrow: { state: true },
    moving: { state: true },
  };

  /** The side shown on phones. */
  declare side: Side;
  /** Where the seller works. */
  declare view: View;
  declare narrow: boolean;
  /** On phones: what moves the time is shown. */
  declare moving: boolean;

  readonly #cardFirst = new CardFirst();
  readonly #store = new DemoStore(() => this.requestUpdate());
  readonly #width = window.matchMedia(NARROW);

  constructor() {
    super();
    this.side = 'buyer';
    this.view = window.location.hash === '#page' ? 'page' : 'slack';
    this.narrow = this.#width.matches;
    this.moving = false;
    listens(this, this.#width, 'change', this.#resized);
    every(this, 500);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#store.start();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#store.stop();
  }

  readonly #resized = (): void => {
    this.narrow = this.#width.matches;
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
        ${this.#brand()} ${picker(this.#store)} ${this.narrow ? nothing : time(this.#store, true)}
        ${this.#try()} ${this.narrow ? this.#unfolded() : acts(this.#store)}
      </header>
      ${problem ? html`<p class="problem" role="alert">${problem}</p>` : nothing}
      <main>
        ${this.narrow ? this.#tabs() : nothing}
        ${this.#store.selected ? SIDES.map((side) => this.#pane(side)) : nothing}
      </main>
    `;
  }

  #try(): TemplateResult | typeof nothing {
    const { selected } = this.#store;
    return selected ? html`<p class="try" role="status">${whatToTry(selected, !this.narrow)}</p>` : nothing;
  }

  /** What moves the request without its people; on phones the chat needs the room. */
  #unfolded(): TemplateResult {
    const { waits } = this.#store.selected ?? {};
    const asked = waits === 'refund' || waits === 'scan' || waits === null;
    return html`<div id="moves" class="moves" ?hidden=${!this.moving && !asked}>
      ${this.moving ? time(this.#store, false) : nothing} ${acts(this.#store)}
    </div>`;
  }

  #brand(): TemplateResult {
    return html`
      <div class="brand">
        <h1>Parley</h1>
        ${this.narrow ? html`<p class="quiet">${shortTime(this.#store)}</p>${this.#turn()}` : nothing}
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
        Move the time
      </button>
    `;
  }

  #tabs(): TemplateResult {
    return html`
      <div class="tabs" role="tablist" aria-label="Sides of the request" @keydown=${this.#tabKey}>
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
              ${TITLES[side]}
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
    const names: Readonly<Record<Side, string>> = {
      buyer: selected.buyerName,
      seller: selected.sellerName,
      agent: 'Customer service',
    };
    return html`
      <section
        class="pane ${side}"
        id="pane-${side}"
        role=${this.narrow ? 'tabpanel' : 'region'}
        aria-labelledby=${this.narrow ? `tab-${side}` : `name-${side}`}
        ?hidden=${this.narrow && this.side !== side}
      >
        <div class="head">
          <h2 id="name-${side}"><span class="side">${TITLES[side]}</span> ${names[side]}</h2>
          ${side === 'seller' ? this.#views() : nothing} ${this.#real(side, selected)}
        </div>
        ${this.#content(side, selected)}
      </section>
    `;
  }

  /** The page that this side uses outside of the demo, opened on the same request. */
  #real(side: Side, selected: DemoRequest): TemplateResult | typeof nothing {
    const { tokens: theirs } = this.#store;
    if (!theirs) return nothing;
    return html`
      <a class="real" href=${addressOf(side, theirs[side], selected)} target="_blank" rel="noopener">
        Open page<span class="heard"> of the ${TITLES[side].toLowerCase()}</span> <span aria-hidden="true">↗</span>
      </a>
    `;
  }

  #views(): TemplateResult {
    return html`
      <fieldset class="choice">
        <legend class="heard">Where the seller works</legend>
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
              <span>${VIEW_TITLES[view]}</span>
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
    return seen ? html`<demo-slack .seller=${sellerId} .selected=${id}></demo-slack>` : nothing;
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
    const names = { seller: `Manage returns of ${selected.sellerName}`, agent: 'Agent board' };
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
