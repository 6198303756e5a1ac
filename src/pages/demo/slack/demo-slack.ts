/**
 * `<demo-slack>`: the seller's Slack. The shop's channel with its threads, the app's Home, modals and questions, and a
 * line for `/parley` commands. The desk knows what Slack shows and how it goes; this draws it, and minds the list's
 * place and the keyboard's.
 */
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { DemoSlack, DemoSlackMessage, SlackPlace } from '../../../contract/demo.ts';
import { formatDay } from '../../../i18n/format.ts';
import { controls } from '../../theme/controls.ts';
import { tokens } from '../../theme/tokens.ts';
import { LOCALE } from '../words.ts';
import { blockStyles } from './block-styles.ts';
import { drawBlocks } from './blocks.ts';
import { placeKey, SlackDesk } from './desk.ts';
import type { Entries } from './fields.ts';
import type { Pressed } from './host.ts';
import { crossIcon, downIcon, sendIcon } from './icons.ts';
import { inOrder, type Row, rowsOf, threadRows } from './rows.ts';
import './slack-dialogs.ts';
import './slack-message.ts';
import { List } from './list.ts';
import { slackStyles } from './slack-styles.ts';
import type { Reader } from './text.ts';

const TABS = ['messages', 'home'] as const;
type Tab = (typeof TABS)[number];
const NAMES: Readonly<Record<Tab, string>> = { messages: 'Messages', home: 'App Home' };

export class DemoSlackPane extends LitElement {
  static override styles = [tokens, controls, blockStyles, slackStyles];
  static override properties = {
    seller: {},
    selected: {},
    tab: { state: true },
    thread: { state: true },
    below: { state: true },
    dismissed: { state: true },
  };

  /** The shop's id. */
  declare seller: string;
  /** The request that the page shows: its message is marked and scrolled to. */
  declare selected: string;
  declare tab: Tab;
  /** The `ts` of the parent whose thread is open. */
  declare thread: string | undefined;
  /** There are newer messages than those in view. */
  declare below: boolean;
  declare dismissed: ReadonlySet<string>;

  #desk: SlackDesk | undefined;
  /** Where the keyboard goes back to when a dialog closes. */
  #origin: string | undefined;
  readonly #list = new List();

  constructor() {
    super();
    this.tab = 'messages';
    this.below = false;
    this.dismissed = new Set();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#follow();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#desk?.close();
    this.#desk = undefined;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('seller')) this.#follow();
    if (changed.has('selected') && this.selected) this.#show({ tab: 'messages', thread: undefined });
  }

  protected override updated(): void {
    const scroll = this.renderRoot.querySelector<HTMLElement>('.scroll');
    const slack = this.#desk?.slack;
    if (!scroll || !slack || this.tab !== 'messages') return;
    const target = this.renderRoot.querySelector<HTMLElement>('slack-message[chosen]');
    this.below = this.#list.settle(scroll, {
      view: `${this.seller}/${this.thread ?? 'channel'}`,
      target: this.thread ? undefined : { name: this.selected, element: target },
      last: this.thread ? '' : (inOrder(slack).at(-1)?.id ?? ''),
    });
  }

  #follow(): void {
    if (!this.isConnected || !this.seller || this.#desk?.sellerId === this.seller) return;
    this.#desk?.close();
    this.#desk = new SlackDesk(this.seller, () => this.requestUpdate());
    this.#show({ tab: 'messages', thread: undefined });
  }

  #show({ tab, thread }: { tab: Tab; thread: string | undefined }): void {
    this.tab = tab;
    this.thread = thread;
    this.#desk?.forget();
  }

  get #reader(): Reader {
    const slack = this.#desk?.slack;
    const channels = slack ? { [slack.channel.id]: slack.channel.name } : {};
    return { users: slack?.users ?? {}, channels, zone: slack?.zone ?? 'UTC', locale: LOCALE };
  }

  protected override render(): TemplateResult {
    const desk = this.#desk;
    const slack = desk?.slack;
    const frame = this.renderRoot.querySelector<HTMLElement>('.window') ?? undefined;
    return html`
      <div class="window">
        <div class="workspace">
          <span class="square" aria-hidden="true">${[...(slack?.team ?? ' ')][0]}</span>
          <span class="team">${slack?.team ?? 'Slack'}</span>
          ${slack ? html`<span class="me">${slack.me.name}</span>` : nothing}
        </div>
        <div class="panel">
          ${slack ? this.#panel(slack) : html`<p class="empty quiet" role="status">${this.#waiting()}</p>`}
        </div>
      </div>
      <slack-modal
        .modal=${desk?.modal ?? null}
        .reader=${this.#reader}
        .frame=${frame}
        .busy=${desk?.busyAt('modal')}
        .sending=${desk?.sending ?? false}
        .errors=${desk?.refused ?? {}}
        .problem=${desk?.problemAt('modal')}
        @press=${(event: CustomEvent<Pressed>) => this.#press('modal', event.detail)}
        @filled=${(event: CustomEvent<Entries>) => desk?.submit(event.detail)}
        @closed=${this.#modalClosed}
      ></slack-modal>
      <slack-confirm
        .asking=${desk?.asking?.pressed}
        .reader=${this.#reader}
        .frame=${frame}
        @answer=${(event: CustomEvent<boolean>) => this.#answered(event.detail)}
      ></slack-confirm>
    `;
  }

  #waiting(): string {
    return this.#desk?.lost ? 'Slack cannot be reached. It is tried again by itself.' : 'Opening Slack…';
  }

  #panel(slack: DemoSlack): TemplateResult {
    const thread = this.thread && slack.messages.find(({ ts }) => ts === this.thread);
    if (thread) return html`${this.#threadBar(slack)} ${this.#thread(slack, thread)} ${this.#composer(slack)}`;
    return html`
      ${this.#bar(slack)}
      ${
        this.tab === 'home'
          ? this.#home(slack)
          : html`<div id="view-messages" class="view" role="tabpanel" aria-labelledby="tab-messages">
              ${this.#messages(rowsOf(slack, this.dismissed), `Messages in ${slack.channel.name}`)}
              ${this.#composer(slack)}
            </div>`
      }
    `;
  }

  #bar({ channel }: DemoSlack): TemplateResult {
    return html`
      <div class="bar">
        <h3 title=${channel.name}><span aria-hidden="true">#</span> ${channel.name}</h3>
        <div class="tabs" role="tablist" aria-label="Views of the channel" @keydown=${this.#tabKey}>
          ${TABS.map(
            (tab) => html`
              <button
                type="button"
                role="tab"
                id="tab-${tab}"
                aria-controls="view-${tab}"
                aria-selected=${this.tab === tab ? 'true' : 'false'}
                tabindex=${this.tab === tab ? 0 : -1}
                @click=${() => this.#choose(tab)}
              >
                ${NAMES[tab]}
              </button>
            `,
          )}
        </div>
      </div>
      ${channel.archived ? html`<p class="note">This channel was archived.</p>` : nothing}
      ${this.#desk?.lost ? html`<p class="note" role="status">${this.#waiting()}</p>` : nothing}
    `;
  }

  #threadBar({ channel }: DemoSlack): TemplateResult {
    return html`
      <div class="bar">
        <h3>Thread <span class="quiet"># ${channel.name}</span></h3>
        <button type="button" class="plain cross" aria-label="Close thread" @click=${this.#closeThread}>
          ${crossIcon}
        </button>
      </div>
    `;
  }

  #thread(slack: DemoSlack, parent: DemoSlackMessage): TemplateResult {
    return html`<div class="view">${this.#messages(threadRows(slack, parent, this.dismissed), 'Thread')}</div>`;
  }

  #messages(rows: Row[], label: string): TemplateResult {
    if (rows.length === 0) {
      return html`<p class="scroll empty quiet">Parley writes here as soon as something waits for the shop.</p>`;
    }
    return html`
      <div class="scroll" tabindex="0" role="group" aria-label=${label} @scroll=${this.#scrolled}>
        <ol>
          ${repeat(
            rows,
            ({ id }) => id,
            (row) => html`<li>${this.#row(row)}</li>`,
          )}
        </ol>
      </div>
      ${
        this.below
          ? html`<button type="button" class="latest" @click=${this.#latest}>${downIcon} Latest messages</button>`
          : nothing
      }
    `;
  }

  #row(row: Row): TemplateResult {
    if (row.kind === 'day') {
      return html`<p class="day"><span>${formatDay(row.at, LOCALE, this.#desk?.slack?.zone ?? 'UTC')}</span></p>`;
    }
    if (row.kind === 'replies') {
      return html`<p class="rule">${row.count} ${row.count === 1 ? 'reply' : 'replies'}</p>`;
    }
    const place: SlackPlace = row.kind === 'ephemeral' ? { ephemeral: row.id } : { ts: row.id };
    const message = row.kind === 'message' ? row.message : undefined;
    return html`
      <slack-message
        data-place=${row.id}
        .message=${message}
        .ephemeral=${row.kind === 'ephemeral' ? row.ephemeral : undefined}
        .parent=${this.#desk?.slack?.messages.find(({ ts }) => ts === message?.threadTs)}
        .inThread=${this.thread !== undefined}
        .reader=${this.#reader}
        .busy=${this.#desk?.busyAt(row.id)}
        .problem=${this.#desk?.problemAt(row.id)}
        ?chosen=${message?.requestId !== undefined && message.requestId === this.selected && !message.threadTs}
        @press=${(event: CustomEvent<Pressed>) => this.#press(place, event.detail)}
        @thread=${(event: CustomEvent<string>) => this.#show({ tab: 'messages', thread: event.detail })}
        @dismiss=${() => {
          this.dismissed = new Set([...this.dismissed, row.id]);
        }}
      ></slack-message>
    `;
  }

  #home({ home }: DemoSlack): TemplateResult {
    const problem = this.#desk?.problemAt('home');
    return html`
      <div
        id="view-home"
        class="scroll home"
        role="tabpanel"
        aria-labelledby="tab-home"
        tabindex="0"
        data-place="home"
      >
        ${
          home
            ? drawBlocks(home, {
                reader: this.#reader,
                press: (pressed) => this.#press('home', pressed),
                busy: this.#desk?.busyAt('home'),
                errors: {},
              })
            : html`<p class="empty quiet" role="status">Opening Home…</p>`
        }
        ${problem ? html`<p class="problem" role="alert">${problem}</p>` : nothing}
      </div>
    `;
  }

  #composer({ channel }: DemoSlack): TemplateResult {
    const problem = this.#desk?.problemAt('command');
    return html`
      <form class="composer" @submit=${this.#slash}>
        <label class="heard" for="command">Command in ${channel.name}</label>
        <input
          id="command"
          name="command"
          maxlength="2000"
          autocomplete="off"
          placeholder="/parley help"
          aria-describedby=${problem ? 'command-problem' : nothing}
        />
        <button type="submit" class="send" aria-label="Send">${sendIcon}</button>
        ${problem ? html`<p class="wrong" id="command-problem" role="alert">${problem}</p>` : nothing}
      </form>
    `;
  }

  #tabKey(event: KeyboardEvent): void {
    if (event.key !== 'ArrowRight' && event.key !== 'ArrowLeft') return;
    const next = this.tab === 'messages' ? 'home' : 'messages';
    this.#choose(next);
    this.renderRoot.querySelector<HTMLElement>(`#tab-${next}`)?.focus();
  }

  #choose(tab: Tab): void {
    this.#show({ tab, thread: undefined });
    if (tab === 'home') this.#desk?.openHome();
  }

  #closeThread(): void {
    const parent = this.thread;
    this.thread = undefined;
    void this.updateComplete.then(() => this.#focus(parent));
  }

  #scrolled(event: Event): void {
    this.below = this.#list.scrolled(event.currentTarget as HTMLElement);
  }

  #latest(): void {
    const scroll = this.renderRoot.querySelector<HTMLElement>('.scroll');
    if (!scroll) return;
    scroll.scrollTop = scroll.scrollHeight;
    scroll.focus({ preventScroll: true });
    this.below = this.#list.scrolled(scroll);
  }

  #press(place: SlackPlace, pressed: Pressed): void {
    if (place !== 'modal') this.#origin = placeKey(place);
    this.#desk?.press(place, pressed);
  }

  #answered(yes: boolean): void {
    this.#desk?.answer(yes);
    void this.updateComplete.then(() => this.#focus(this.#origin));
  }

  #modalClosed(): void {
    this.#desk?.closeModal();
    void this.updateComplete.then(() => this.#focus(this.#origin));
  }

  #slash(event: SubmitEvent): void {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    if (this.#desk?.slash(String(new FormData(form).get('command') ?? ''))) form.reset();
  }

  /** Gives the keyboard its place back, where a dialog or a thread took it away and left it nowhere. */
  #focus(place: string | undefined): void {
    if (this.shadowRoot?.activeElement) return;
    this.renderRoot.querySelector<HTMLElement>(`[data-place="${place ?? ''}"]`)?.focus();
  }
}

customElements.define('demo-slack', DemoSlackPane);
