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
import { rowStyles } from '../row/row-styles.ts';
import { every, listens } from '../theme/while-shown.ts';
import '../session/keys-help.ts';
import { announce } from '../session/waiting.ts';
import { controls } from '../theme/controls.ts';
import { cutStyles } from '../theme/cut-ends.ts';
import type { RenewToken } from '../theme/host.ts';
import { tokens } from '../theme/tokens.ts';
import { zoneOf } from '../theme/zone.ts';
import type { BulkAction } from './bulk-acts.ts';
import { connectionBar } from './connection-bar.ts';
import type { Desk } from './desk.ts';
import { listStyles } from './list-styles.ts';
import { notOpened } from './not-opened.ts';
import { openedRequest } from './opened-request.ts';
import { headStyles, pageHead } from './page-head.ts';
import { pieceStyles } from './piece-styles.ts';
import { requestList } from './request-list.ts';
import { selectionBar } from './selection-bar.ts';
import { sellerStyles } from './seller-styles.ts';
import { Shop } from './shop.ts';
import { onListKey, rowOf, type Steps, step } from './stepping.ts';
import { bringTab, filters, tabBar } from './toolbar.ts';
import { FIRST_VIEW, IN_ONE_TAB, looksEverywhere, type View, writeView } from './view.ts';

const TYPING_PAUSE_MS = 250;
const TICK_MS = 1_000;

export class ParleySeller extends LitElement {
  static override styles = [tokens, controls, pieceStyles, rowStyles, cutStyles, listStyles, headStyles, sellerStyles];
  static override properties = {
    token: { attribute: false },
    sellerId: { attribute: false },
    locale: {},
    zone: {},
    strings: { attribute: false },
    renewToken: { attribute: false },
    opening: { attribute: false },
    view: { attribute: false },
    settings: { state: true },
    selected: { state: true },
    asking: { state: true },
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
  /** What of it is gone to: `ship`. */
  at: string | undefined;
  /** What the list begins with. */
  declare view: View;
  declare settings: boolean;
  declare selected: ReadonlySet<string>;
  /** What is to be done with several. */
  declare asking: { action: BulkAction; requests: readonly RequestView[] } | undefined;
  /** Why the request that the page began with could not be opened. */
  declare unopened: 'offline' | 'missing' | undefined;

  /** What narrows the list besides the search is shown. */
  declare filtering: boolean;

  #shop: Shop | undefined;
  /** The first request of a list opens by itself, until somebody has put it away. */
  #opensFirst = true;
  readonly #width = matchMedia('(min-width: 1000px)');
  #typing: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    this.locale = navigator.language;
    this.strings = en;
    this.view = FIRST_VIEW;
    this.settings = false;
    this.filtering = false;
    this.selected = new Set();
    listens(this, window, 'online', this.#retry);
    listens(this, window, 'keydown', this.#key);
    listens(this, document, 'visibilitychange', this.#retry);
    every(this, TICK_MS, () => {
      if (!document.hidden) this.requestUpdate();
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#typing);
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
    bringTab(this.renderRoot);
    void this.#openFirst();
  }

  /** Opens the request of this id, whatever is open. */
  show(id: string | null, at: string | null = null): void {
    if (!id) return;
    this.opening = id;
    this.at = at ?? undefined;
    this.settings = false;
    void this.#openFirst();
  }

  async #openFirst(): Promise<void> {
    const { opening } = this;
    if (!opening) return;
    const unopened = await this.#desk().shop.openById(opening);
    if (opening !== this.opening) return;
    this.unopened = unopened;
    await this.updateComplete;
    if (this.at === 'ship') await this.renderRoot.querySelector('seller-request')?.toShipment();
  }

  /** Shows another view, as a link asks for it. */
  look(view: View): void {
    this.#shop?.show(view, { stays: true });
  }

  /** Puts what the list shows into the address, so that it can be kept and gone back to. */
  writeAddress(): void {
    const fragment = writeView(this.#shop?.list.view ?? this.view);
    if (fragment === location.hash.slice(1)) return;
    history.replaceState(null, '', location.pathname + location.search + (fragment ? `#${fragment}` : ''));
  }

  readonly #changed = (): void => {
    this.writeAddress();
    const { list, openId } = this.#shop ?? {};
    if (this.#opensFirst && this.#width.matches && !this.opening && list?.rows[0] && !openId && !list.loading)
      this.#shop?.choose(list.rows[0], false);
    this.requestUpdate();
  };

  #desk(): Desk {
    const { token, sellerId, renewToken, strings, locale, zone } = this;
    this.#shop ??= new Shop(
      { token, sellerId, view: this.view, reader: { locale, zone }, renewToken },
      this.#changed,
      (waiter) => announce(waiter, this.strings.buyerWaits, (id) => this.show(id)),
    );
    return { shop: this.#shop, strings, locale, zone: zoneOf(zone, this.#shop.zone) };
  }

  protected override render(): TemplateResult {
    const desk = this.#desk();
    return html`
      ${pageHead(desk, { settings: this.settings, turn: (settings) => this.#showSettings(settings) })}
      ${connectionBar(desk)}
      <keys-help .strings=${this.strings}></keys-help>
      <main
        @next-request=${() => step(this.#steps, 1)}
        @open-request=${(event: CustomEvent<string>) => this.show(event.detail)}
      >
        ${
          this.settings
            ? html`<seller-settings
                .desk=${desk}
                @done=${() => this.#showSettings(false)}
              ></seller-settings>`
            : this.#board(desk)
        }
      </main>
      ${
        this.asking
          ? html`<seller-bulk .requests=${this.asking.requests} .action=${this.asking.action} .desk=${desk} @done=${this.#answered}></seller-bulk>`
          : nothing
      }
    `;
  }

  #board(desk: Desk): TemplateResult {
    const { shop } = desk;
    return html`
      <div class="board ${shop.open ? 'has-open' : ''}">
        ${tabBar(desk, (tab) => void this.#showTab(shop, tab))}
        <div class="side">
          <section id="list" role="tabpanel" aria-labelledby="tab-${shop.list.view.tab}">
            ${this.unopened ? notOpened(this.unopened, this.strings, () => void this.#openFirst()) : nothing}
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
            ask: (action, requests) => {
              this.asking = { action, requests };
            },
          })}
        </div>
        ${shop.open ? openedRequest(shop.open, desk, this.#shut) : html`<p class="nothing">${shop.list.rows.length > 0 ? this.strings.chooseOne : nothing}</p>`}
      </div>
    `;
  }

  #showSettings(settings: boolean): void {
    this.settings = settings;
  }

  async #showTab(shop: Shop, tab: Tab): Promise<void> {
    if (shop.list.view.tab === tab && !looksEverywhere(shop.list.view)) return;
    this.selected = new Set();
    this.#opensFirst = true;
    shop.show({ tab, ...IN_ONE_TAB });
    shop.choose(undefined);
    await this.updateComplete;
    bringTab(this.renderRoot);
  }

  #search(shop: Shop, q: string): void {
    clearTimeout(this.#typing);
    this.#typing = setTimeout(() => {
      if (q.trim() !== shop.list.view.q.trim()) shop.show({ q });
    }, TYPING_PAUSE_MS);
  }

  #select(id: string, on: boolean): void {
    const selected = new Set(this.selected);
    if (on) selected.add(id);
    else selected.delete(id);
    this.selected = selected;
  }

  /** What was not done stays selected. */
  readonly #answered = ({ detail }: CustomEvent<string[]>): void => {
    this.asking = undefined;
    this.selected = new Set(detail);
    this.#focusTab();
  };

  get #steps(): Steps {
    const { list, openId } = this.#shop ?? {};
    return { rows: list?.rows ?? [], openId, root: this.renderRoot as ShadowRoot, open: (id) => void this.#open(id) };
  }

  /** In the settings there is nothing to step through. */
  readonly #key = (event: KeyboardEvent): void => {
    if (!this.settings && !this.asking) onListKey(event, this.#steps);
  };

  async #open(id: string): Promise<void> {
    this.unopened = undefined;
    this.#shop?.choose(id);
    await this.updateComplete;
    rowOf(this.renderRoot, id)?.closest('.row')?.scrollIntoView({ block: 'nearest' });
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
    const row = id ? rowOf(this.renderRoot, id) : null;
    if (row) row.focus();
    else this.#focusTab();
  };

  #focusTab(): void {
    this.renderRoot.querySelector<HTMLElement>('[role="tab"][aria-selected="true"]')?.focus();
  }
}
