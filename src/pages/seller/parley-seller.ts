/**
 * `<parley-seller>`: Manage Returns. A shop's requests by what they wait for on the left, the opened one with its chat on
 * the right; on a phone one at a time. It draws what `Shop` knows and keeps only what is of the screen: the selection,
 * which side shows, and where the keyboard goes back to.
 *
 * Set `token`, `sellerId`, `locale`, `zone` and `strings`; `renewToken` is asked for a fresh token when the old one ends.
 */
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { repeat } from 'lit/directives/repeat.js';
import type { RequestView, Tab } from '../../contract/request.ts';
import { fill } from '../../i18n/pages/index.ts';
import { en } from '../../i18n/seller/en.ts';
import type { SellerStrings } from '../../i18n/seller/index.ts';
import { controls } from '../theme/controls.ts';
import { tokens } from '../theme/tokens.ts';
import type { Desk } from './desk.ts';
import { listStyles } from './list-styles.ts';
import { pieceStyles } from './piece-styles.ts';
import { requestRow } from './request-row.ts';
import { sellerStyles } from './seller-styles.ts';
import { Shop } from './shop.ts';
import type { RenewToken } from './sign-in.ts';
import { filters, tabList } from './toolbar.ts';

const TYPING_PAUSE_MS = 250;

export class ParleySeller extends LitElement {
  static override styles = [tokens, controls, pieceStyles, listStyles, sellerStyles];
  static override properties = {
    token: { attribute: false },
    sellerId: { attribute: false },
    locale: {},
    zone: {},
    strings: { attribute: false },
    renewToken: { attribute: false },
    settings: { state: true },
    selected: { state: true },
    approving: { state: true },
  };

  declare token: string;
  declare sellerId: string;
  declare locale: string;
  declare zone: string;
  declare strings: SellerStrings;
  declare renewToken: RenewToken | undefined;
  declare settings: boolean;
  declare selected: ReadonlySet<string>;
  /** What the approval of several is asked for. */
  declare approving: readonly RequestView[] | undefined;

  #shop: Shop | undefined;
  #typing: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    this.locale = navigator.language;
    this.zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    this.strings = en;
    this.settings = false;
    this.selected = new Set();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#typing);
    this.#shop?.close();
    this.#shop = undefined;
  }

  #desk(): Desk {
    const { token, sellerId, renewToken, strings, locale, zone } = this;
    this.#shop ??= new Shop({ token, sellerId, renewToken }, () => this.requestUpdate());
    return { shop: this.#shop, strings, locale, zone };
  }

  protected override render(): TemplateResult {
    const desk = this.#desk();
    const { strings } = this;
    return html`
      <header class="top">
        <h1>${strings.pageTitle}</h1>
        <span class="live" role="status">${desk.shop.phase === 'live' ? strings.live : nothing}</span>
        <button type="button" aria-pressed=${this.settings ? 'true' : 'false'} @click=${() => this.#showSettings(!this.settings)}>
          ${strings.settings}
        </button>
      </header>
      ${this.#bar(desk)}
      <main>
        ${
          this.settings
            ? html`<seller-settings .desk=${desk} @done=${() => this.#showSettings(false)}></seller-settings>`
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
    const words = { connecting: strings.connecting, reconnecting: strings.reconnecting, ended: strings.sessionExpired };
    const text = shop.phase === 'live' ? '' : words[shop.phase];
    return html`<p class="bar ${shop.phase}" role="status" ?hidden=${text === ''}>${text}</p>`;
  }

  #board(desk: Desk): TemplateResult {
    const { open } = desk.shop;
    return html`
      <div class="board ${open ? 'has-open' : ''}">
        <div class="side">
          ${tabList(desk, (tab) => this.#showTab(desk.shop, tab))}
          <section id="list" role="tabpanel" aria-labelledby="tab-${desk.shop.view.tab}">
            ${filters(desk, (q) => this.#search(desk.shop, q))} ${this.#list(desk)}
          </section>
          ${this.#selectionBar(desk)}
        </div>
        ${open ? this.#opened(open, desk) : html`<p class="nothing">${this.strings.chooseOne}</p>`}
      </div>
    `;
  }

  #list(desk: Desk): TemplateResult {
    const { shop, strings } = desk;
    const rows = shop.rows.flatMap((id) => shop.requests.get(id) ?? []);
    return html`
      <p class="state">
        <span class="quiet" role="status">
          ${shop.loading ? strings.loading : fill(strings.shown, { shown: rows.length, total: shop.total })}
        </span>
        ${
          shop.fresh.size > 0
            ? html`<button type="button" class="fresh" @click=${() => shop.reload()}>
                ${fill(strings.showNew, { count: shop.fresh.size })}
              </button>`
            : nothing
        }
      </p>
      ${shop.problem ? this.#failed(shop) : nothing}
      ${!shop.loading && !shop.problem && rows.length === 0 ? this.#empty(shop) : nothing}
      <ul class="rows" @keydown=${this.#stepRows}>
        ${repeat(
          rows,
          ({ id }) => id,
          (request) => this.#row(request, desk),
        )}
      </ul>
      ${
        shop.hasMore
          ? html`<button type="button" class="more" @click=${() => shop.more()}>${strings.more}</button>`
          : nothing
      }
    `;
  }

  #row(request: RequestView, desk: Desk): TemplateResult {
    const { id } = request;
    const selectable = request.actions?.includes('approve') ?? false;
    return requestRow(request, {
      desk,
      opened: desk.shop.openId === id,
      selected: this.selected.has(id),
      open: () => void this.#open(id),
      select: selectable ? (on) => this.#select(id, on) : undefined,
    });
  }

  #failed(shop: Shop): TemplateResult {
    const { strings } = this;
    const words = shop.phase === 'ended' ? strings.sessionExpired : strings.refusedOffline;
    return html`
      <p class="problem" role="alert">
        ${shop.problem === 'offline' || shop.phase === 'ended' ? words : strings.refusedOther}
        <button type="button" class="plain" @click=${() => shop.reload()}>${strings.retry}</button>
      </p>
    `;
  }

  #empty(shop: Shop): TemplateResult {
    const { strings } = this;
    if (!shop.isNarrowed) return html`<p class="empty">${strings.emptyTab}</p>`;
    const clear = (): void => shop.show({ q: '', reason: '', due: '' });
    return html`
      <p class="empty">
        ${strings.emptyFound}
        <button type="button" class="plain" @click=${clear}>${strings.clearFilters}</button>
      </p>
    `;
  }

  #selectable({ requests, rows }: Shop): RequestView[] {
    return rows.flatMap((id) => requests.get(id) ?? []).filter(({ actions }) => actions?.includes('approve'));
  }

  #selectionBar({ shop, strings }: Desk): TemplateResult | typeof nothing {
    const selectable = this.#selectable(shop);
    const chosen = selectable.filter(({ id }) => this.selected.has(id));
    if (chosen.length === 0) return nothing;
    return html`
      <div class="selection">
        <span role="status">${fill(strings.bulkSelected, { count: chosen.length })}</span>
        <button
          type="button"
          class="primary"
          @click=${() => {
            this.approving = chosen;
          }}
        >
          ${strings.bulkApprove}
        </button>
        <button
          type="button"
          class="plain"
          @click=${() => {
            this.selected = new Set(selectable.map(({ id }) => id));
          }}
        >
          ${strings.bulkAll}
        </button>
        <button type="button" class="plain" @click=${this.#clearSelection}>${strings.bulkClear}</button>
      </div>
    `;
  }

  #opened(request: RequestView, desk: Desk): TemplateResult {
    const { strings, locale, zone } = this;
    return keyed(
      request.id,
      html`
        <div class="opened" @keydown=${this.#escape}>
          <div class="request">
            <button type="button" class="shut" @click=${this.#shut}>${strings.close}</button>
            <seller-request .request=${request} .desk=${desk}></seller-request>
          </div>
          <section class="chat" aria-labelledby="chat-title">
            <h2 id="chat-title">${strings.chat}</h2>
            <parley-chat
              .token=${desk.shop.signIn.token}
              .conversation=${request.conversationId}
              .locale=${locale}
              .zone=${zone}
              .reader=${'seller'}
              .renewToken=${this.#renewChat}
            ></parley-chat>
          </section>
        </div>
      `,
    ) as TemplateResult;
  }

  /** The chat shares the page's sign-in. */
  readonly #renewChat = async (): Promise<string> => {
    const { signIn } = this.#desk().shop;
    const renewed = await signIn.renew(signIn.token);
    if (!renewed) throw new Error('the session has ended');
    return signIn.token;
  };

  #showSettings(settings: boolean): void {
    this.settings = settings;
  }

  #showTab(shop: Shop, tab: Tab): void {
    if (shop.view.tab === tab) return;
    this.selected = new Set();
    shop.show({ tab });
  }

  #search(shop: Shop, q: string): void {
    clearTimeout(this.#typing);
    this.#typing = setTimeout(() => {
      if (q.trim() !== shop.view.q) shop.show({ q: q.trim() });
    }, TYPING_PAUSE_MS);
  }

  #select(id: string, on: boolean): void {
    const selected = new Set(this.selected);
    if (on) selected.add(id);
    else selected.delete(id);
    this.selected = selected;
  }

  readonly #clearSelection = (): void => {
    this.selected = new Set();
  };

  readonly #approved = (): void => {
    this.approving = undefined;
    this.selected = new Set();
    this.renderRoot.querySelector<HTMLElement>('[role="tab"][aria-selected="true"]')?.focus();
  };

  async #open(id: string): Promise<void> {
    this.#shop?.choose(id);
    await this.updateComplete;
    const request = this.renderRoot.querySelector('seller-request');
    await request?.updateComplete;
    request?.focus();
  }

  /** Arrow keys go from request to request; Enter, as everywhere, presses the one in focus. */
  #stepRows(event: KeyboardEvent): void {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const openers = [...this.renderRoot.querySelectorAll<HTMLElement>('.rows .open')];
    const at = openers.indexOf(event.target as HTMLElement);
    if (!step || at < 0) return;
    event.preventDefault();
    openers[at + step]?.focus();
  }

  readonly #escape = (event: KeyboardEvent): void => {
    // Esc in a question of the chat answers the question alone.
    const asked = event.composedPath().some((place) => place instanceof HTMLDialogElement);
    if (event.key === 'Escape' && !asked) void this.#shut();
  };

  /** Closes the request and puts the keyboard back where it was opened from. */
  readonly #shut = async (): Promise<void> => {
    const id = this.#shop?.openId;
    this.#shop?.choose(undefined);
    await this.updateComplete;
    const row = this.renderRoot.querySelector<HTMLElement>(`[data-id="${CSS.escape(id ?? '')}"] .open`);
    (row ?? this.renderRoot.querySelector<HTMLElement>('[role="tab"][aria-selected="true"]'))?.focus();
  };
}
