/**
 * `<parley-console>`: the agent's board. Numbers on top, every negotiation on the left, the opened one on the right; on
 * a phone one of the two at a time.
 *
 * Set `token` (an agent's), `locale` and `zone`. Another `token` goes on where the board is. `renewToken` is asked for a
 * fresh one when the old one ends; where it is not given or has none, the board says what to do. Filters and the opened
 * request are kept in the address, behind the `#`.
 */
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { en } from '../../i18n/console/en.ts';
import { type ConsoleStrings, loadConsoleStrings } from '../../i18n/console/index.ts';
import { fill } from '../../i18n/pages/index.ts';
import { controls } from '../theme/controls.ts';
import { tokens } from '../theme/tokens.ts';
import './console-attention.ts';
import './console-detail.ts';
import './console-filters.ts';
import './console-list.ts';
import './console-numbers.ts';
import { type BoardFilter, readView, type Sort, type View, writeView } from './address.ts';
import { boardStyles } from './board-styles.ts';
import type { Act } from './console-actions.ts';
import type { ConsoleDetail } from './console-detail.ts';
import type { ConsoleList } from './console-list.ts';
import { consoleStyles } from './console-styles.ts';
import { Desk } from './desk.ts';
import type { Reading } from './words.ts';

const TICK_MS = 10_000;
const NONE: readonly never[] = [];

export class ParleyConsole extends LitElement {
  static override styles = [tokens, controls, boardStyles, consoleStyles];
  static override properties = {
    token: { attribute: false },
    locale: {},
    zone: {},
    renewToken: { attribute: false },
    view: { state: true },
    reading: { state: true },
    now: { state: true },
    wide: { state: true },
    missing: { state: true },
    heard: { state: true },
  };

  declare token: string;
  declare locale: string;
  declare zone: string;
  declare renewToken: (() => Promise<string>) | undefined;
  declare view: View;
  declare reading: Reading;
  declare now: number;
  declare wide: boolean;
  /** The opened request could not be had. */
  declare missing: boolean;
  /** What a screen reader is told after the list was filtered. */
  declare heard: string;

  #desk: Desk | undefined;
  #pointing = false;
  #ticking: ReturnType<typeof setInterval> | undefined;
  readonly #width = matchMedia('(min-width: 1000px)');

  constructor() {
    super();
    this.token = '';
    this.locale = navigator.language;
    this.zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    this.view = readView(location.hash);
    this.reading = { strings: en, locale: this.locale, zone: this.zone };
    this.now = Date.now();
    this.wide = this.#width.matches;
    this.missing = false;
    this.heard = '';
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#width.addEventListener('change', this.#resized);
    this.#ticking = setInterval(this.#tick, TICK_MS);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#width.removeEventListener('change', this.#resized);
    clearInterval(this.#ticking);
    this.#desk?.close();
    this.#desk = undefined;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('locale') || changed.has('zone')) void this.#speak();
    if (changed.has('token') && this.token) this.#connect();
  }

  async #speak(): Promise<void> {
    const { locale, zone } = this;
    const strings: ConsoleStrings = await loadConsoleStrings(locale);
    if (this.locale !== locale || this.zone !== zone) return;
    this.reading = { strings, locale, zone };
    this.lang = locale;
  }

  #connect(): void {
    if (this.#desk) {
      this.#desk.reopen(this.token);
      return;
    }
    this.#desk = new Desk(this.token, {
      changed: () => this.requestUpdate(),
      view: () => this.view,
      resting: () =>
        !this.#pointing && this.#list?.matches(':focus-within') !== true && matchMedia('(hover: hover)').matches,
      renewToken: async () => (this.renewToken ? await this.renewToken().catch(() => null) : null),
    });
    void this.#fetchOpened();
  }

  readonly #act: Act = (path, body) =>
    this.#desk?.act(this.view.open ?? '', path, body) ?? Promise.resolve({ ok: false, problem: 'offline' });

  readonly #renew = async (): Promise<string> => {
    const token = await this.#desk?.renewToken();
    if (!token) throw new Error('there is no fresh token');
    return token;
  };

  readonly #resized = (): void => {
    this.wide = this.#width.matches;
  };

  readonly #tick = (): void => {
    this.now = this.#desk?.now() ?? Date.now();
  };

  get #list(): ConsoleList | null {
    return this.renderRoot.querySelector<ConsoleList>('console-list');
  }

  /** Takes over what the address says; the page calls it when the reader went back or followed a link. */
  readAddress(): void {
    this.#look(readView(location.hash), 'keep');
  }

  /** Puts what is shown into the address; the page calls it when a new link held nothing but a token. */
  writeAddress(): void {
    const fragment = writeView(this.view);
    history.replaceState(null, '', location.pathname + location.search + (fragment ? `#${fragment}` : ''));
  }

  /** Shows another view. The address follows, as another step to go back from or in place of the present one. */
  #look(view: View, address: 'push' | 'replace' | 'keep'): void {
    const before = this.view;
    this.view = view;
    if (address === 'push') history.pushState(null, '');
    if (address !== 'keep') this.writeAddress();
    this.#tick();
    if (before.open !== view.open) void this.#fetchOpened();
    if (JSON.stringify([before.filter, before.sort]) === JSON.stringify([view.filter, view.sort])) return;
    this.#desk?.arrange();
    void this.#desk?.widen();
    this.heard = fill(this.reading.strings.shown, { count: this.#desk?.ledger.shown ?? 0 });
  }

  async #fetchOpened(): Promise<void> {
    const { open } = this.view;
    this.missing = false;
    if (!open || !this.#desk) return;
    const found = await this.#desk.fetch(open);
    if (this.view.open !== open) return;
    this.missing = !found;
    if (found) this.#desk.opened(open);
  }

  protected override render(): TemplateResult {
    const desk = this.#desk;
    const { strings } = this.reading;
    const { open } = this.view;
    const request = open ? desk?.ledger.rows.get(open)?.request : undefined;
    return html`
      <header>
        <h1>${strings.title}</h1>
        ${this.#status(desk)}
      </header>
      <main class=${open ? 'opened' : ''}>
        <div class="top">
          <details ?open=${this.wide}>
            <summary>${strings.numbers}</summary>
            <console-numbers
              .stats=${desk?.stats}
              .reading=${this.reading}
              .filter=${this.view.filter}
              @filter=${this.#filter}
            ></console-numbers>
          </details>
          <console-attention
            .items=${desk?.attention ?? NONE}
            .reading=${this.reading}
            @choose=${this.#choose}
            @dismiss=${(event: CustomEvent) => desk?.dismiss(event.detail)}
          ></console-attention>
          <details class="filters" ?open=${this.wide}>
            <summary>${strings.filters}</summary>
            <console-filters
              .filter=${this.view.filter}
              .sort=${this.view.sort}
              .markets=${desk?.ledger.markets ?? NONE}
              .sellers=${desk?.ledger.sellers ?? NONE}
              .reading=${this.reading}
              @filter=${this.#filter}
              @sort=${(event: CustomEvent<Sort>) => this.#look({ ...this.view, sort: event.detail }, 'replace')}
            ></console-filters>
          </details>
        </div>
        ${desk ? this.#requests(desk) : nothing}
        <section class="detail" aria-label=${strings.opened} @keydown=${this.#detailKey}>
          ${
            request && desk
              ? html`<console-detail
                  .request=${request}
                  .reading=${this.reading}
                  .now=${this.now}
                  .api=${desk.api}
                  .act=${this.#act}
                  .token=${desk.token}
                  .renewToken=${this.#renew}
                  .clock=${desk.now}
                  @close=${this.#close}
                ></console-detail>`
              : html`<p class="empty">
                  ${this.missing ? strings.loadFailed : strings.choose}
                  ${open ? html`<button type="button" class="plain" @click=${this.#close}>${strings.back}</button>` : nothing}
                </p>`
          }
        </section>
      </main>
      <p class="heard" role="status">${this.heard}</p>
    `;
  }

  #status(desk: Desk | undefined): TemplateResult {
    const { strings } = this.reading;
    const phase = desk?.phase ?? 'connecting';
    const words = {
      live: undefined,
      connecting: desk?.ledger.rows.size ? fill(strings.loading, { count: desk.ledger.rows.size }) : strings.connecting,
      reconnecting: strings.reconnecting,
      expired: strings.expired,
      refused: desk?.problem?.code === 'forbidden' ? strings.forbidden : desk?.problem?.detail,
    }[phase];
    return html`<div role="status" class="status ${phase}">${words ? html`<p>${words}</p>` : nothing}</div>`;
  }

  #requests(desk: Desk): TemplateResult {
    const { strings } = this.reading;
    const { ledger } = desk;
    return html`
      <section
        class="list"
        aria-label=${strings.list}
        @pointerenter=${() => this.#point(true)}
        @pointerleave=${() => this.#point(false)}
      >
        <div class="bar">
          <span class="quiet">${desk.loaded ? fill(strings.shown, { count: ledger.shown }) : nothing}</span>
          ${
            ledger.marks > 0
              ? html`<button type="button" class="plain" @click=${() => desk.clearMarks()}>
                  ${fill(strings.clearMarks, { count: ledger.marks })}
                </button>`
              : nothing
          }
          ${
            ledger.stale > 0
              ? html`<button type="button" class="update" @click=${() => desk.arrange()}>
                  ${fill(strings.updateOrder, { count: ledger.stale })}
                </button>`
              : nothing
          }
        </div>
        ${desk.loaded && ledger.shown === 0 ? html`<p class="empty">${strings.nothing}</p>` : nothing}
        <console-list
          .ledger=${ledger}
          .revision=${desk.revision}
          .reading=${this.reading}
          .now=${this.now}
          .open=${this.view.open}
          @choose=${this.#choose}
        ></console-list>
        ${
          desk.more
            ? html`<button type="button" @click=${() => desk.widen(desk.more ?? undefined)}>${strings.loadMore}</button>`
            : nothing
        }
      </section>
    `;
  }

  #point(pointing: boolean): void {
    this.#pointing = pointing;
  }

  #filter(event: CustomEvent<BoardFilter>): void {
    this.#look({ ...this.view, filter: { ...this.view.filter, ...event.detail } }, 'replace');
  }

  async #choose(event: CustomEvent<string>): Promise<void> {
    this.#look({ ...this.view, open: event.detail }, this.view.open ? 'replace' : 'push');
    await this.updateComplete;
    const detail = this.renderRoot.querySelector<ConsoleDetail>('console-detail');
    await detail?.updateComplete;
    detail?.focus();
  }

  async #close(): Promise<void> {
    this.#look({ ...this.view, open: undefined }, 'replace');
    await this.updateComplete;
    this.#list?.focus();
  }

  /** Esc goes back to the list, unless it would throw away what somebody has begun to write. */
  #detailKey(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || !this.view.open) return;
    const field = event.composedPath()[0];
    if ((field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) && field.value) return;
    void this.#close();
  }
}

customElements.define('parley-console', ParleyConsole);

declare global {
  interface HTMLElementTagNameMap {
    'parley-console': ParleyConsole;
  }
}
