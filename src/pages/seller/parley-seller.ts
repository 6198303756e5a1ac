/**
 * `<parley-seller>`: Manage Returns. A shop's requests by what they wait for on the left, the opened one with its chat on
 * the right; on a phone one at a time. It draws what `Shop` knows and keeps only what is of the screen: the selection,
 * which side shows, and where the keyboard goes back to.
 *
 * Set `token`, `sellerId`, `locale` and `strings`, and `zone` where it is not the one in which the server addresses the reader; another `token` of the same shop goes on where everything is.
 * `renewToken` is asked for a fresh token before the old one ends. `opening` is the id of a request to begin with.
 */
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { RequestView, Tab } from '../../contract/request.ts';
import { en } from '../../i18n/seller/en.ts';
import type { SellerStrings } from '../../i18n/seller/index.ts';
import { openFigures } from '../figures/open.ts';
import { rowStyles } from '../row/row-styles.ts';
import { controls } from '../theme/controls.ts';
import type { RenewToken } from '../theme/host.ts';
import { tokens } from '../theme/tokens.ts';
import { zoneOf } from '../theme/zone.ts';
import type { Desk } from './desk.ts';
import { listStyles } from './list-styles.ts';
import { openedRequest } from './opened-request.ts';
import { pieceStyles } from './piece-styles.ts';
import { requestList } from './request-list.ts';
import { selectionBar } from './selection-bar.ts';
import { sellerStyles } from './seller-styles.ts';
import { Shop } from './shop.ts';
import { filters, tabList } from './toolbar.ts';

const TYPING_PAUSE_MS = 250;
const TICK_MS = 1_000;

export class ParleySeller extends LitElement {
  static override styles = [tokens, controls, pieceStyles, rowStyles, listStyles, sellerStyles];
  static override properties = {
    token: { attribute: false },
    sellerId: { attribute: false },
    locale: {},
    zone: {},
    strings: { attribute: false },
    renewToken: { attribute: false },
    opening: { attribute: false },
    settings: { state: true },
    selected: { state: true },
    approving: { state: true },
    unopened: { state: true },
    filtering: { state: true },
  };

  declare token: string;
  declare sellerId: string;
  declare locale: string;
  declare zone: string | undefined;
  declare strings: SellerStrings;
  declare renewToken: RenewToken | undefined;
  declare opening: string | undefined;
  declare settings: boolean;
  declare selected: ReadonlySet<string>;
  /** What the approval of several is asked for. */
  declare approving: readonly RequestView[] | undefined;
  /** Why the request that the page began with could not be opened. */
  declare unopened: 'offline' | 'missing' | undefined;

  /** What narrows the list besides the search is shown. */
  declare filtering: boolean;

  #shop: Shop | undefined;
  /** The first request of a list opens by itself, until somebody has put it away. */
  #opensFirst = true;
  #ticking: ReturnType<typeof setInterval> | undefined;
  readonly #width = matchMedia('(min-width: 1000px)');
  #typing: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    this.locale = navigator.language;
    this.strings = en;
    this.settings = false;
    this.filtering = false;
    this.selected = new Set();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('online', this.#retry);
    document.addEventListener('visibilitychange', this.#retry);
    this.#ticking = setInterval(() => {
      if (!document.hidden) this.requestUpdate();
    }, TICK_MS);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('online', this.#retry);
    document.removeEventListener('visibilitychange', this.#retry);
    clearTimeout(this.#typing);
    clearInterval(this.#ticking);
    this.#shop?.close();
    this.#shop = undefined;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('locale')) this.lang = this.locale;
    if (changed.has('token')) this.#shop?.signIn.use(this.token);
  }

  /** A device that slept may find its session ended and the platform there again. */
  readonly #retry = (): void => {
    if (!document.hidden) this.#shop?.signIn.retry();
  };

  protected override firstUpdated(): void {
    void this.#openFirst();
  }

  /** Opens the request of this id, whatever is open. */
  show(id: string | null): void {
    if (!id) return;
    this.opening = id;
    this.settings = false;
    void this.#openFirst();
  }

  async #openFirst(): Promise<void> {
    if (this.opening) this.unopened = await this.#desk().shop.openById(this.opening);
  }

  readonly #changed = (): void => {
    const { rows, openId, loading } = this.#shop ?? {};
    if (this.#opensFirst && this.#width.matches && !this.opening && rows?.[0] && !openId && !loading)
      this.#shop?.choose(rows[0]);
    this.requestUpdate();
  };

  #desk(): Desk {
    const { token, sellerId, renewToken, strings, locale, zone } = this;
    this.#shop ??= new Shop({ token, sellerId, reader: { locale, zone }, renewToken }, this.#changed);
    return { shop: this.#shop, strings, locale, zone: zoneOf(zone, this.#shop.zone) };
  }

  protected override render(): TemplateResult {
    const desk = this.#desk();
    const { strings } = this;
    return html`
      <header class="top">
        <h1>${strings.pageTitle}</h1>
        <span class="live" role="status">${desk.shop.phase === 'live' && !desk.shop.slower ? strings.live : nothing}</span>
        <button type="button" aria-haspopup="dialog" @click=${() => void openFigures(this.renderRoot, desk.shop.api, { strings, locale: this.locale, now: desk.shop.now })}>${strings.figures}</button>
        <button type="button" aria-pressed=${this.settings ? 'true' : 'false'} @click=${() => this.#showSettings(!this.settings)}>
          ${strings.settings}
        </button>
      </header>
      ${this.#bar(desk)}
      <main>
        ${
          this.settings
            ? html`<seller-settings
                .desk=${desk}
                @done=${() => this.#showSettings(false)}
                @open-request=${(event: CustomEvent<string>) => this.show(event.detail)}
              ></seller-settings>`
            : this.#board(desk)
        }
      </main>
      ${
        this.approving
          ? html`<seller-bulk .requests=${this.approving} .desk=${desk} @done=${this.#approved}></seller-bulk>`
          : nothing
      }
    `;
  }

  #bar({ shop, strings }: Desk): TemplateResult {
    const { connecting, reconnecting, slower, sessionExpired } = strings;
    const words = { connecting, reconnecting, live: shop.slower ? slower : '', ended: sessionExpired };
    const live = shop.phase === 'live';
    const text = words[shop.phase];
    const again = shop.phase === 'ended' && shop.signIn.canRetry;
    return html`
      <div class="bar ${live ? 'calm' : shop.phase}" ?hidden=${text === ''}>
        <p role="status">${text}</p>
        ${again ? html`<button type="button" @click=${shop.signIn.retry}>${strings.retry}</button>` : nothing}
      </div>
    `;
  }

  #board(desk: Desk): TemplateResult {
    const { shop } = desk;
    return html`
      <div class="board ${shop.open ? 'has-open' : ''}">
        ${tabList(desk, (tab) => this.#showTab(shop, tab))}
        <div class="side">
          <section id="list" role="tabpanel" aria-labelledby="tab-${shop.view.tab}">
            ${this.unopened ? this.#notOpened(this.unopened) : nothing}
            ${filters(desk, {
              unfolded: this.filtering,
              unfold: () => {
                this.filtering = !this.filtering;
              },
              search: (q) => this.#search(shop, q),
            })}
            ${requestList({
              desk,
              selected: this.selected,
              open: (id) => void this.#open(id),
              select: (id, on) => this.#select(id, on),
            })}
          </section>
          ${selectionBar(desk, {
            selected: this.selected,
            select: (ids) => {
              this.selected = ids;
            },
            approve: (requests) => {
              this.approving = requests;
            },
          })}
        </div>
        ${shop.open ? openedRequest(shop.open, desk, this.#shut) : html`<p class="nothing">${this.strings.chooseOne}</p>`}
      </div>
    `;
  }

  #notOpened(why: 'offline' | 'missing'): TemplateResult {
    const { strings } = this;
    return html`
      <p class="problem" role="alert">
        ${why === 'offline' ? strings.refusedOffline : strings.refusedMissing}
        ${why === 'offline' ? html`<button type="button" class="plain" @click=${this.#openFirst}>${strings.retry}</button>` : nothing}
      </p>
    `;
  }

  #showSettings(settings: boolean): void {
    this.settings = settings;
  }

  #showTab(shop: Shop, tab: Tab): void {
    if (shop.view.tab === tab) return;
    this.selected = new Set();
    this.#opensFirst = true;
    shop.choose(undefined);
    shop.show({ tab });
  }

  #search(shop: Shop, q: string): void {
    clearTimeout(this.#typing);
    this.#typing = setTimeout(() => {
      if (q.trim() !== shop.view.q.trim()) shop.show({ q });
    }, TYPING_PAUSE_MS);
  }

  #select(id: string, on: boolean): void {
    const selected = new Set(this.selected);
    if (on) selected.add(id);
    else selected.delete(id);
    this.selected = selected;
  }

  readonly #approved = (): void => {
    this.approving = undefined;
    this.selected = new Set();
    this.#focusTab();
  };

  async #open(id: string): Promise<void> {
    this.unopened = undefined;
    this.#shop?.choose(id);
    await this.updateComplete;
    const request = this.renderRoot.querySelector('seller-request');
    await request?.updateComplete;
    request?.focus();
  }

  /** Closes the request and puts the keyboard back where it was opened from. */
  readonly #shut = async (): Promise<void> => {
    const id = this.#shop?.openId;
    this.#opensFirst = false;
    this.#shop?.choose(undefined);
    await this.updateComplete;
    const row = this.renderRoot.querySelector<HTMLElement>(`[data-id="${CSS.escape(id ?? '')}"] .open`);
    if (row) row.focus();
    else this.#focusTab();
  };

  #focusTab(): void {
    this.renderRoot.querySelector<HTMLElement>('[role="tab"][aria-selected="true"]')?.focus();
  }
}
