/**
 * `<demo-slack>`: the seller's Slack. The shop's channel with its threads, the app's Home, modals and questions, and a
 * line for `/parley` commands. The desk knows what Slack shows and how it goes; this draws it, and minds the
 * keyboard's place.
 */
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { DemoSlack, SlackPlace } from '../../../contract/demo.ts';
import { controls } from '../../theme/controls.ts';
import { tokens } from '../../theme/tokens.ts';
import { blockStyles } from './block-styles.ts';
import { placeKey, SlackDesk } from './desk.ts';
import type { Line } from './feed.ts';
import type { Entries } from './fields.ts';
import { home } from './home.ts';
import type { Pressed } from './host.ts';
import { crossIcon, sendIcon } from './icons.ts';
import { inOrder } from './rows.ts';
import './slack-dialogs.ts';
import type { PressedAt, SlackList } from './slack-list.ts';
import './slack-list.ts';
import { decode } from './mrkdwn.ts';
import { scrollStyles, slackStyles } from './slack-styles.ts';
import type { Reader } from './text.ts';

const TABS = ['messages', 'home'] as const;
type Tab = (typeof TABS)[number];
const NAMES: Readonly<Record<Tab, string>> = { messages: 'Messages', home: 'App Home' };
const LINES: Readonly<Record<Line, string>> = {
  holds: 'Opening Slack…',
  broken: 'Slack cannot be reached. It is tried again by itself.',
  refused: 'This demo shows no Slack: look at the seller’s page.',
};

export class DemoSlackPane extends LitElement {
  static override styles = [tokens, controls, blockStyles, scrollStyles, slackStyles];
  static override properties = {
    seller: {},
    selected: {},
    locale: {},
    tab: { state: true },
    thread: { state: true },
  };

  /** The shop's id. */
  declare seller: string;
  /** The request that the page shows: its message is marked and scrolled to. */
  declare selected: string;
  /** How times are written. */
  declare locale: string;
  declare tab: Tab;
  /** The `ts` of the parent whose thread is open. */
  declare thread: string | undefined;

  #desk: SlackDesk | undefined;
  /** Where the keyboard goes back to when a dialog closes. */
  #origin: string | undefined;
  /** The newest message, and what a screen reader is told of it once it is another. */
  #newest = '';
  #told = '';

  constructor() {
    super();
    this.tab = 'messages';
    this.locale = 'en-GB';
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
    this.#announce();
  }

  /** The list itself is silent, since it changes with every edit. */
  #announce(): void {
    const slack = this.#desk?.slack;
    const last = slack && inOrder(slack).at(-1);
    const newest = last ? `${this.seller}/${last.id}` : '';
    if (!last || newest === this.#newest) return;
    const isFirst = !this.#newest.startsWith(`${this.seller}/`);
    this.#newest = newest;
    const { text } = last.kind === 'message' ? last.message : last.ephemeral;
    this.#told = isFirst ? '' : `New in Slack: ${decode(text.split('\n')[0] ?? '')}`;
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
    return { users: slack?.users ?? {}, channels, zone: slack?.zone ?? 'UTC', locale: this.locale };
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
          ${desk && slack ? this.#panel(slack, desk) : html`<p class="empty quiet" role="status">${this.#waiting()}</p>`}
        </div>
      </div>
      <p class="heard" aria-live="polite">${this.#told}</p>
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
    return LINES[this.#desk?.line ?? 'holds'];
  }

  #panel(slack: DemoSlack, desk: SlackDesk): TemplateResult {
    const thread = slack.messages.find(({ ts }) => ts === this.thread)?.ts;
    return html`
      ${thread ? this.#threadBar(slack) : this.#bar(slack)}
      <div
        id="view-${this.tab}"
        class="view"
        role=${thread ? nothing : 'tabpanel'}
        aria-labelledby=${thread ? nothing : `tab-${this.tab}`}
      >
        ${
          this.tab === 'home'
            ? home(slack, desk, this.#reader, (pressed) => this.#press('home', pressed))
            : html`${this.#list(slack, desk, thread)} ${this.#composer(slack, desk)}`
        }
      </div>
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
      ${this.#desk?.line === 'holds' ? nothing : html`<p class="note" role="status">${this.#waiting()}</p>`}
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

  #list(slack: DemoSlack, desk: SlackDesk, thread: string | undefined): TemplateResult {
    return html`
      <slack-list
        .desk=${desk}
        .slack=${slack}
        .revision=${desk.revision}
        .reader=${this.#reader}
        .thread=${thread}
        .selected=${this.selected}
        @press=${({ detail }: CustomEvent<PressedAt>) => this.#press(detail.place, detail.pressed)}
        @thread=${({ detail }: CustomEvent<string>) => this.#show({ tab: 'messages', thread: detail })}
      ></slack-list>
    `;
  }

  #composer({ channel }: DemoSlack, desk: SlackDesk): TemplateResult {
    const problem = desk.problemAt('command');
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
    void this.updateComplete.then(() => {
      this.#focus(parent);
      this.renderRoot.querySelector<SlackList>('slack-list')?.show(parent ?? '');
    });
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
    if (!this.#desk?.slash(String(new FormData(form).get('command') ?? ''))) return;
    form.reset();
    this.thread = undefined;
    this.renderRoot.querySelector<SlackList>('slack-list')?.follow();
  }

  /** Gives the keyboard its place back, where a dialog or a thread took it away and left it nowhere. */
  #focus(place: string | undefined): void {
    if (this.shadowRoot?.activeElement) return;
    const list = this.renderRoot.querySelector<SlackList>('slack-list');
    if (list) list.focusOn(place ?? '');
    else this.renderRoot.querySelector<HTMLElement>('.scroll')?.focus();
  }
}

customElements.define('demo-slack', DemoSlackPane);
