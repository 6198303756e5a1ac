/**
 * `<parley-console>`: the agent's board. Numbers on top, every negotiation on the left, the opened one on the right; on
 * a phone one of the two at a time.
 *
 * Set `token` (an agent's), `locale`, and `zone` where it is not the one in which the server addresses the reader. Another `token` goes on where the board is. `renewToken` is asked for a
 * fresh one before the old one ends; where it is not given or has none, the board says what to do. Filters and the opened
 * request are kept in the address, behind the `#`.
 */

import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { en } from '../../i18n/console/en.ts';
import { loadConsoleStrings } from '../../i18n/console/index.ts';
import { fill } from '../../i18n/pages/index.ts';
import { en as answers } from '../../i18n/seller/en.ts';
import { loadSellerStrings } from '../../i18n/seller/index.ts';
import { every, listens } from '../theme/while-shown.ts';
import '../session/keys-help.ts';
import '../session/tell-me.ts';
import { announce } from '../session/waiting.ts';
import { controls } from '../theme/controls.ts';
import { onPageKey } from '../theme/keys.ts';
import { tokens } from '../theme/tokens.ts';
import { foreignTimes, zoneOf } from '../theme/zone.ts';
import { readView, type View, viewFor, writeView } from './address.ts';
import { boardStyles } from './board-styles.ts';
import type { ConsoleDetail } from './console-detail.ts';
import type { ConsoleRequests } from './console-requests.ts';
import { consoleStyles } from './console-styles.ts';
import { Desk } from './desk.ts';
import { FirstOne } from './first-one.ts';
import { listedRequests } from './listed.ts';
import { openedRequest } from './opened.ts';
import { type Above, folds, numbersShown, overview } from './overview.ts';
import { statusLine } from './status-line.ts';
import type { Reading } from './words.ts';

const TICK_MS = 1_000;

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
    filtering: { state: true },
  };

  declare token: string;
  declare locale: string;
  declare zone: string | undefined;
  declare renewToken: (() => Promise<string | null>) | undefined;
  declare view: View;
  declare reading: Reading;
  declare now: number;
  declare wide: boolean;
  /** The opened request could not be had. */
  declare missing: boolean;
  /** What a screen reader is told after the list was filtered. */
  declare heard: string;
  /** Where there is little room: the filters were unfolded. */
  declare filtering: boolean;

  #desk: Desk | undefined;
  #live = false;
  readonly #first = new FirstOne();
  readonly #width = matchMedia('(min-width: 1000px)');

  constructor() {
    super();
    this.token = '';
    this.locale = navigator.language;
    this.view = readView(location.hash);
    this.reading = { strings: en, answers, locale: this.locale, zone: zoneOf() };
    this.now = Date.now();
    this.wide = this.#width.matches;
    this.missing = false;
    this.heard = '';
    this.filtering = false;
    listens(this, this.#width, 'change', this.#resized);
    listens(this, window, 'keydown', this.#key);
    every(this, TICK_MS, this.#tick);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#desk?.close();
    this.#desk = undefined;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const zone = zoneOf(this.zone, this.#desk?.zone);
    if (changed.has('locale') || this.reading.zone !== zone) void this.#speak(zone);
    if (changed.has('token') && this.token) this.#connect();
    else if (changed.has('renewToken') && this.renewToken) this.#desk?.signIn.renewable();
    if (this.#desk) this.#first.settle(this.#desk.ledger, this.wide && !this.view.open && this.#desk.loaded);
  }

  /** The request that stands open, chosen or by itself. */
  get #standing(): string | undefined {
    return this.view.open ?? this.#first.id;
  }

  /** The view, less what this reader cannot ask for. */
  get #asked(): View {
    return viewFor(this.view, this.#desk?.signIn.me);
  }

  async #speak(zone: string): Promise<void> {
    const { locale } = this;
    const [strings, theirs] = await Promise.all([loadConsoleStrings(locale), loadSellerStrings(locale)]);
    if (this.locale !== locale) return;
    this.reading = { strings, answers: theirs, locale, zone };
    this.lang = locale;
  }

  #connect(): void {
    if (this.#desk) {
      this.#desk.signIn.use(this.token);
      return;
    }
    this.#desk = new Desk(this.token, {
      changed: () => this.#changed(),
      view: () => this.#asked,
      standing: () => this.#standing,
      reader: () => ({ locale: this.locale, zone: this.zone }),
      resting: () => this.#requests?.resting ?? true,
      waits: (waiter) => announce(waiter, this.reading.answers.buyerWaits, (id) => void this.#show(id)),
      renewToken: async () => (await this.renewToken?.()) ?? null,
    });
    void this.#fetchOpened();
  }

  /** What could not be had while the server was away is asked for when it is back. */
  #changed(): void {
    const live = this.#desk?.phase === 'live';
    if (live && !this.#live && this.missing) void this.#fetchOpened();
    this.#live = live;
    this.requestUpdate();
  }

  readonly #resized = (): void => {
    this.wide = this.#width.matches;
  };

  readonly #tick = (): void => {
    if (!document.hidden) this.now = this.#desk?.now() ?? Date.now();
  };

  get #requests(): ConsoleRequests | null {
    return this.renderRoot.querySelector<ConsoleRequests>('console-requests');
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
    if (before.open && !view.open && address === 'keep') this.#first.askAnew();
    if (JSON.stringify([before.filter, before.sort]) === JSON.stringify([view.filter, view.sort])) return;
    this.#first.askAnew();
    this.#desk?.arrange();
    void this.#desk?.widen();
    this.heard = fill(this.reading.strings.shown, { count: this.#desk?.ledger.shown ?? 0 });
  }

  async #fetchOpened(): Promise<void> {
    const { open } = this.view;
    this.missing = false;
    if (!open) this.#desk?.look(undefined);
    if (!open || !this.#desk) return;
    this.#desk.look(open);
    const found = await this.#desk.fetch(open);
    if (this.view.open !== open) return;
    this.missing = !found;
    if (found) this.#desk.opened(open);
  }

  protected override render(): TemplateResult {
    const desk = this.#desk;
    const above = this.#above(desk);
    const { strings } = this.reading;
    return html`
      <header>
        <h1>${strings.title}</h1>
        ${statusLine(desk, strings)}
        <span class="times">${foreignTimes(this.reading.zone, this.locale, this.now)}</span>
        <tell-me .strings=${this.reading.answers}></tell-me>
        ${this.wide || !this.view.open ? folds(above) : nothing}
      </header>
      <keys-help .strings=${this.reading.answers}></keys-help>
      <main class=${this.view.open ? 'opened' : ''} @next-request=${() => this.#requests?.step(1)} @open-request=${(event: CustomEvent<string>) => void this.#show(event.detail)}>
        ${overview(above)}
        ${listedRequests(above, { now: this.now, open: this.#standing, clear: () => this.#clear() })}
        ${openedRequest({
          desk,
          reading: this.reading,
          now: this.now,
          open: this.#standing,
          chosen: this.view.open !== undefined,
          missing: this.missing,
          take: () => this.#take(),
          close: () => void this.#close(),
        })}
      </main>
      <p class="heard" role="status">${this.heard}</p>
    `;
  }

  /** What stands above the list, and the buttons that fold it away. */
  #above(desk: Desk | undefined): Above {
    const { reading, wide, filtering } = this;
    return {
      desk,
      view: this.#asked,
      reading,
      wide,
      filtering,
      foldNumbers: () => this.#foldNumbers(),
      foldFilters: () => {
        this.filtering = !this.filtering;
      },
      choose: (id) => void this.#show(id),
      filter: (filter) => this.#look({ ...this.view, filter: { ...this.view.filter, ...filter } }, 'replace'),
      sort: (sort) => this.#look({ ...this.view, sort }, 'replace'),
      show: ({ filter, sort }) => this.#look({ ...this.view, filter, sort }, 'push'),
    };
  }

  /** Kept in the address, so that a board is opened again as it was left. */
  #foldNumbers(): void {
    const shown = !numbersShown(this);
    this.#look({ ...this.view, numbers: shown || undefined }, 'replace');
  }

  #clear(): void {
    this.#look({ ...this.view, filter: {} }, 'replace');
    this.#requests?.focus();
  }

  async #show(id: string): Promise<void> {
    this.#look({ ...this.view, open: id }, this.view.open ? 'replace' : 'push');
    await this.updateComplete;
    const detail = this.renderRoot.querySelector<ConsoleDetail>('console-detail');
    await detail?.updateComplete;
    detail?.focus();
  }

  async #close(): Promise<void> {
    this.#first.putAway();
    this.#look({ ...this.view, open: undefined }, 'replace');
    await this.updateComplete;
    this.#requests?.focus();
  }

  readonly #key = (event: KeyboardEvent): void =>
    onPageKey(event, {
      step: (by) => this.#requests?.step(by),
      enter: () => this.#requests?.enter(),
      search: () => this.renderRoot.querySelector('console-filters')?.search(),
      help: () => this.renderRoot.querySelector('keys-help')?.show(),
    });

  /** What had opened by itself is chosen once the reader does something with it. */
  #take(): void {
    const { id } = this.#first;
    if (id && !this.view.open) this.#look({ ...this.view, open: id }, 'replace');
  }
}

customElements.define('parley-console', ParleyConsole);

declare global {
  interface HTMLElementTagNameMap {
    'parley-console': ParleyConsole;
  }
}
