/**
 * `<parley-chat>`: the customer-service chat of one conversation, with its offer cards.
 *
 * Set `token`, `conversation`, and `url` (the server's origin; the page's own where empty). `locale` chooses the words,
 * `zone` the clock times, `reader` whose eyes it is for. `renewToken` is asked for a fresh token when the old one ends.
 * `clock` replaces the server's clock (milliseconds since the epoch), for a server whose time does not run as ours.
 */
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { repeat } from 'lit/directives/repeat.js';
import type { MessageView, ReaderRole } from '../../contract/chat.ts';
import { en } from '../../i18n/pages/en.ts';
import { fill, loadPageStrings, type PageStrings } from '../../i18n/pages/index.ts';
import { controls } from '../theme/controls.ts';
import { tokens } from '../theme/tokens.ts';
import { chatStyles } from './chat-styles.ts';
import type { Connect, OfferAnswer } from './connection.ts';
import { explainAnswer, explainEnd } from './explain.ts';
import { downIcon, sendIcon } from './icons.ts';
import { dayLine, draftMessage, nameOf, type Reading, systemMessage, textMessage } from './messages.ts';
import { ChatSession } from './session.ts';
import { connectSocket } from './socket.ts';

/** Within this many pixels of the end, the chat follows what arrives. */
const NEAR_END = 64;

export class ParleyChat extends LitElement {
  static override styles = [tokens, controls, chatStyles];
  static override properties = {
    url: {},
    token: { attribute: false },
    conversation: {},
    locale: {},
    zone: {},
    reader: {},
    renewToken: { attribute: false },
    clock: { attribute: false },
    connect: { attribute: false },
    strings: { state: true },
    unseen: { state: true },
    heard: { state: true },
  };

  declare url: string;
  declare token: string;
  declare conversation: string;
  declare locale: string;
  declare zone: string;
  declare reader: ReaderRole;
  declare renewToken: (() => Promise<string>) | undefined;
  declare clock: (() => number) | undefined;
  declare connect: Connect;
  declare strings: PageStrings;
  /** Messages of others that arrived below what is in view. */
  declare unseen: number;
  /** The last thing said to screen readers. */
  declare heard: string;

  #session: ChatSession | undefined;
  #following = true;
  #resizes: ResizeObserver | undefined;

  constructor() {
    super();
    this.url = '';
    this.token = '';
    this.conversation = '';
    this.locale = navigator.language;
    this.zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    this.reader = 'buyer';
    this.connect = connectSocket;
    this.strings = en;
    this.unseen = 0;
    this.heard = '';
  }

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('visibilitychange', this.#markSeen);
    if (!this.hasUpdated) return;
    this.#open();
    this.#follow();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('visibilitychange', this.#markSeen);
    this.#resizes?.disconnect();
    this.#session?.close();
    this.#session = undefined;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('locale')) void this.#speak(this.locale);
    const another = (['url', 'conversation', 'reader', 'connect'] as const).some((name) => changed.has(name));
    if (another) this.#open();
  }

  protected override firstUpdated(): void {
    this.#follow();
  }

  async #speak(locale: string): Promise<void> {
    const strings = await loadPageStrings(locale);
    if (this.locale !== locale) return;
    this.strings = strings;
    this.lang = locale;
  }

  #open(): void {
    this.#session?.close();
    this.#session = undefined;
    this.unseen = 0;
    this.heard = '';
    this.#following = true;
    if (!this.conversation) return;
    const { url, token, conversation, reader } = this;
    this.#session = new ChatSession(
      this.connect,
      { url, token, conversation, reader },
      {
        changed: () => {
          this.requestUpdate();
          void this.updateComplete.then(this.#markSeen);
        },
        arrived: (messages) => this.#announce(messages),
        renewToken: async () => (this.renewToken ? await this.renewToken().catch(() => null) : null),
      },
    );
    this.requestUpdate();
  }

  /** Keeps the end in view while things grow there, unless the reader has scrolled away from it. */
  #follow(): void {
    this.#resizes?.disconnect();
    const [scroller, content] = [this.#scroller, this.renderRoot.querySelector('.content')];
    if (!scroller || !content) return;
    this.#resizes = new ResizeObserver(() => {
      if (this.#following) scroller.scrollTop = scroller.scrollHeight;
    });
    this.#resizes.observe(scroller);
    this.#resizes.observe(content);
  }

  get #scroller(): HTMLElement | null {
    return this.renderRoot.querySelector<HTMLElement>('.scroller');
  }

  readonly #markSeen = (): void => {
    if (document.visibilityState !== 'visible' || !this.#following) return;
    this.unseen = 0;
    this.#session?.seen(this.#session.transcript.lastSeq);
  };

  #scrolled(): void {
    const scroller = this.#scroller;
    if (!scroller) return;
    this.#following = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < NEAR_END;
    this.#markSeen();
  }

  #jump(): void {
    this.#following = true;
    this.#scroller?.scrollTo({ top: this.#scroller.scrollHeight });
    this.#scroller?.focus();
  }

  #announce(messages: { message: MessageView; fresh: boolean }[]): void {
    const others = messages.filter(({ message }) => message.author.role !== this.reader);
    if (!this.#following) this.unseen += others.filter(({ fresh }) => fresh).length;
    const latest = others.at(-1)?.message;
    if (!latest) return;
    const told = latest.card?.outcome ?? latest.text;
    this.heard = latest.kind === 'text' ? `${nameOf(latest.author, this.strings)}: ${told}` : told;
  }

  protected override render(): TemplateResult {
    const { strings } = this;
    const session = this.#session;
    const phase = session?.phase ?? 'connecting';
    return html`
      <section aria-label=${strings.chatTitle}>
        <h2 class="heard">${strings.messages}</h2>
        <p class="bar" role="status" ?hidden=${phase === 'live' || phase === 'ended'}>
          ${phase === 'reconnecting' ? strings.reconnecting : phase === 'connecting' ? strings.connecting : nothing}
        </p>
        <div
          class="scroller"
          role="log"
          aria-live="off"
          aria-label=${strings.messages}
          tabindex="0"
          @scroll=${this.#scrolled}
        >
          <div class="content" @answer=${this.#answer}>${session ? this.#content(session) : nothing}</div>
        </div>
        ${
          this.unseen > 0
            ? html`<button type="button" class="jump" @click=${this.#jump}>${downIcon}${strings.newMessages}</button>`
            : nothing
        }
        ${phase === 'ended' && session ? this.#ended(session) : this.#composer()}
        <p class="heard" aria-live="polite">${this.heard}</p>
      </section>
    `;
  }

  #now(session: ChatSession): number {
    return this.clock?.() ?? Date.now() + session.clockOffset;
  }

  #content(session: ChatSession) {
    const { strings, locale, zone, reader } = this;
    const { messages, drafts } = session.transcript;
    const reading: Reading = { strings, locale, zone, reader, now: this.#now(session) };
    const read = session.transcript.readByOthers(reader);
    const lastSeen = messages.findLast(({ seq, author }) => author.role === reader && seq <= read)?.id;
    return keyed(
      session,
      html`
        ${
          session.hasEarlier
            ? html`<button type="button" class="plain" @click=${() => session.loadEarlier()}>${strings.loadEarlier}</button>`
            : nothing
        }
        ${session.phase === 'live' && messages.length === 0 ? html`<p class="empty">${strings.noMessages}</p>` : nothing}
        ${repeat(
          messages,
          ({ id }) => id,
          (message, index) => html`
            ${dayLine(message, messages[index - 1], reading)}
            ${this.#message(session, message, messages[index - 1], message.id === lastSeen, reading)}
          `,
        )}
        ${repeat(
          drafts,
          ({ clientId }) => clientId,
          (draft) => draftMessage(draft, strings, () => session.resend(draft.clientId)),
        )}
        ${
          session.typing
            ? html`<p class="quiet">${fill(strings.typing, { name: nameOf(session.typing, strings) })}</p>`
            : nothing
        }
      `,
    );
  }

  #message(
    session: ChatSession,
    message: MessageView,
    before: MessageView | undefined,
    seen: boolean,
    reading: Reading,
  ): TemplateResult {
    const { card } = message;
    if (message.kind === 'system') return systemMessage(message, reading);
    if (!card) return textMessage(message, before, seen, reading);
    const answer = session.answers.get(card.offerId);
    return html`
      <div class="message card first">
        <parley-offer-card
          .card=${card}
          .strings=${reading.strings}
          .locale=${reading.locale}
          .zone=${reading.zone}
          .reader=${reading.reader}
          .clock=${() => this.#now(session)}
          .busy=${answer?.busy ?? false}
          .problem=${answer && !answer.busy ? explainAnswer(answer.problem, card.status === 'pending', reading.strings) : undefined}
          .frame=${this}
        ></parley-offer-card>
      </div>
    `;
  }

  #composer(): TemplateResult {
    const { strings } = this;
    return html`
      <form class="composer" @submit=${this.#submit}>
        <textarea
          name="text"
          rows="1"
          maxlength="4000"
          enterkeyhint="send"
          aria-label=${strings.messagePlaceholder}
          placeholder=${strings.messagePlaceholder}
          @input=${() => this.#session?.writing()}
          @keydown=${this.#key}
        ></textarea>
        <button type="submit" class="primary" aria-label=${strings.send}>${sendIcon}</button>
      </form>
    `;
  }

  #ended(session: ChatSession): TemplateResult {
    return html`<p class="ended" role="status">${explainEnd(session.ended, this.strings)}</p>`;
  }

  #key(event: KeyboardEvent): void {
    // Return sends; while an input method is composing it chooses a word.
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    (event.currentTarget as HTMLTextAreaElement).form?.requestSubmit();
  }

  #submit(event: SubmitEvent): void {
    event.preventDefault();
    const field = this.renderRoot.querySelector<HTMLTextAreaElement>('.composer textarea');
    const text = field?.value.trim();
    if (!field || !text || !this.#session) return;
    this.#following = true;
    this.#session.send(text);
    field.value = '';
  }

  #answer(event: CustomEvent<OfferAnswer>): void {
    event.stopPropagation();
    void this.#session?.answer(event.detail);
  }
}
