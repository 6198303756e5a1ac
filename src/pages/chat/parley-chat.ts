/**
 * `<parley-chat>`: the customer-service chat of one conversation, with its offer cards.
 *
 * Set `conversation`, `token`, and `server` (an origin) where it is not the one that the elements came from. The words,
 * the clock times and whose eyes it is for are the token's, unless `locale`, `zone` and `reader` say otherwise.
 * `renewToken` is asked for a fresh token before the old one ends; a new `token` takes the old one's place too.
 * `clock` replaces the server's clock (milliseconds since the epoch), for a server whose time does not run as ours.
 */
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { MessageView, ReaderRole } from '../../contract/chat.ts';
import { directionOf } from '../../i18n/languages.ts';
import { en } from '../../i18n/pages/en.ts';
import { loadPageStrings, type PageStrings } from '../../i18n/pages/index.ts';
import { saidOf } from '../session/said.ts';
import { controls } from '../theme/controls.ts';
import { tokens } from '../theme/tokens.ts';
import { zoneOf } from '../theme/zone.ts';
import { aboutShop } from './about.ts';
import { chatStyles } from './chat-styles.ts';
import { type Claims, readClaims } from './claims.ts';
import { composer } from './composer.ts';
import type { Connect, OfferAnswer } from './connection.ts';
import { conversation } from './conversation.ts';
import { explainEnd } from './explain.ts';
import { Follower } from './follow.ts';
import { downIcon } from './icons.ts';
import { heardOf } from './messages.ts';
import { ChatPhotos } from './photos.ts';
import { pictureStyles } from './picture-styles.ts';
import { ChatSession } from './session.ts';
import { keepTypeSize, shellStyles } from './shell.ts';
import { connectSocket } from './socket.ts';
import type { UnsentMessage } from './transcript.ts';

export class ParleyChat extends LitElement {
  /** The server of chats that name none: an origin; empty for the page's own. */
  static home = '';
  static override styles = [tokens, controls, shellStyles, chatStyles, pictureStyles];
  static override properties = {
    server: {},
    token: {},
    conversation: {},
    locale: {},
    zone: {},
    reader: {},
    renewToken: { attribute: false },
    clock: { attribute: false },
    connect: { attribute: false },
    within: { attribute: false },
    attended: { attribute: false },
    strings: { state: true },
    unseen: { state: true },
    heard: { state: true },
  };

  declare server: string;
  declare token: string;
  declare conversation: string;
  declare locale: string | undefined;
  /** IANA zone of the clock times. */
  declare zone: string | undefined;
  declare reader: ReaderRole | undefined;
  declare renewToken: (() => Promise<string>) | undefined;
  declare clock: (() => number) | undefined;
  declare connect: Connect;
  /** It is part of a page that says by itself where the connection is slower. */
  declare within: boolean | undefined;
  /** Somebody is there to read: else it only stands open, and is not read by that. */
  declare attended: boolean;
  declare strings: PageStrings;
  /** Messages of others that arrived below what is in view. */
  declare unseen: number;
  /** The last thing said to screen readers. */
  declare heard: string;

  #claims: Claims = {};
  #session: ChatSession | undefined;
  #follower: Follower | undefined;
  #opened = false;
  readonly #photos = new ChatPhotos(() => ({
    server: this.server,
    strings: this.strings,
    address: `${this.server || ParleyChat.home}/v1/conversations/${encodeURIComponent(this.conversation)}/attachments`,
    token: () => this.#session?.token ?? this.token,
    changed: () => this.requestUpdate(),
  }));

  constructor() {
    super();
    this.server = '';
    this.token = '';
    this.conversation = '';
    this.connect = connectSocket;
    this.strings = en;
    this.attended = true;
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
    this.#follower?.stop();
    this.#session?.close();
    this.#session = undefined;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const before = this.#claims;
    if (changed.has('attended')) this.#markSeen();
    if (changed.has('token')) this.#claims = readClaims(this.token ?? '');
    // Sentences that were sent are of the language and zone that were asked for.
    const otherwise = this.lang !== this.#locale || changed.has('zone');
    if (this.lang !== this.#locale) void this.#speak(this.#locale);
    const another = (['server', 'conversation', 'reader', 'connect'] as const).some((name) => changed.has(name));
    const renewed = changed.has('token') || (changed.has('renewToken') && !changed.get('renewToken'));
    const same = before.sub === this.#claims.sub && before.role === this.#claims.role;
    if (another) this.#open();
    else if (otherwise || (renewed && (this.#session?.phase === 'ended' || !same))) {
      // Who comes back with a fresh token finds what they had written; somebody else does not.
      this.#open(same ? this.#session?.transcript.drafts : []);
    } else if (changed.has('token')) this.#session?.useToken(this.token);
  }

  protected override firstUpdated(): void {
    keepTypeSize(this);
    this.#follow();
  }

  /** One chat shows one zone: without one of its own, that of the sentences it is sent. */
  get #zone(): string {
    return zoneOf(this.zone, this.#claims.zone, this.#session?.zone);
  }

  get #locale(): string {
    return this.locale ?? this.#claims.locale ?? navigator.language;
  }

  get #reader(): ReaderRole {
    return this.reader ?? this.#claims.role ?? 'buyer';
  }

  async #speak(locale: string): Promise<void> {
    this.lang = locale;
    this.dir = directionOf(locale);
    const strings = await loadPageStrings(locale, this.server);
    if (this.#locale === locale) this.strings = strings;
  }

  /** Begins anew: a chat that has ended, or was somebody else's, does not go on with another token. */
  #open(drafts: readonly UnsentMessage[] = []): void {
    this.#session?.close();
    this.#session = undefined;
    this.unseen = 0;
    this.heard = '';
    this.#opened = false;
    this.#photos.forget();
    this.#follower?.jump();
    if (!this.conversation) return;
    const { token, conversation } = this;
    this.#session = new ChatSession(
      this.connect,
      {
        url: this.server || ParleyChat.home,
        token: token ?? '',
        conversation,
        says: () => saidOf({ locale: this.#locale, zone: this.zone }),
        reader: this.#reader,
        readerId: this.#claims.sub,
        drafts,
      },
      {
        changed: () => {
          this.requestUpdate();
          void this.updateComplete.then(() => this.#shown());
        },
        arrived: (messages) => this.#announce(messages),
        renewToken: async () => (this.renewToken ? await this.renewToken() : null),
      },
    );
    this.requestUpdate();
  }

  #follow(): void {
    const [scroller, content] = [this.#scroller, this.renderRoot.querySelector('.content')];
    this.#follower?.stop();
    if (scroller && content) this.#follower = new Follower(scroller, content);
  }

  get #scroller(): HTMLElement | null {
    return this.renderRoot.querySelector<HTMLElement>('.scroller');
  }

  /** Cards are drawn after the chat: what lies where is known when they are. */
  protected override async getUpdateComplete(): Promise<boolean> {
    const complete = await super.getUpdateComplete();
    await Promise.all([...this.renderRoot.querySelectorAll('parley-offer-card')].map((card) => card.updateComplete));
    return complete;
  }

  #shown(): void {
    this.toggleAttribute('about', Boolean(this.renderRoot.querySelector('.about')));
    if (this.#session?.phase === 'live' && !this.#opened) this.#begin(this.#session);
    this.#markSeen();
  }

  /** The first time that there is something to read, what is new is read from its beginning. */
  #begin({ unread }: ChatSession): void {
    this.#opened = true;
    const line = this.renderRoot.querySelector('.unread');
    if (line) this.#follower?.showFrom(line);
    if (!this.#watching) this.unseen = unread.length;
  }

  /** The end of the chat is in front of somebody. */
  get #watching(): boolean {
    return this.attended && document.visibilityState === 'visible' && this.#follower?.following === true;
  }

  readonly #markSeen = (): void => {
    if (!this.#watching) return;
    this.unseen = 0;
    if (this.#opened) this.#session?.seen(this.#session.transcript.lastSeq);
  };

  #scrolled(): void {
    this.#follower?.look();
    this.#markSeen();
  }

  #jump(): void {
    this.#follower?.jump();
    this.#scroller?.focus();
  }

  #announce(messages: { message: MessageView; fresh: boolean }[]): void {
    const others = messages.filter(({ message }) => message.author.role !== this.#reader);
    this.#count(others.filter(({ fresh }) => fresh).map(({ message }) => message));
    const latest = others.at(-1)?.message;
    if (latest) this.heard = heardOf(latest, this.strings);
  }

  /** What arrives while nobody looks is new to them when they do. */
  #count([first, ...rest]: MessageView[]): void {
    if (!first || !this.#session || this.#watching) return;
    if (this.unseen === 0) this.#session.readBefore = first.seq - 1;
    this.unseen += 1 + rest.length;
  }

  protected override render(): TemplateResult {
    const { strings } = this;
    const session = this.#session;
    const phase = session?.phase ?? 'connecting';
    return html`
      <div class="shell">
      <section aria-label=${strings.chatTitle}>
        <h2 class="heard">${strings.messages}</h2>
        ${this.#about(session)}
        ${this.#bar(session)}
        <div
          class="scroller"
          role="log"
          aria-live="off"
          aria-label=${strings.messages}
          tabindex="0"
          @scroll=${this.#scrolled}
        >
          <div class="content" @answer=${this.#answer} @click=${(event: Event) => void this.#photos.enlarge(event, this.renderRoot)}>${session ? this.#content(session) : nothing}</div>
        </div>
        ${
          this.unseen > 0
            ? html`<button type="button" class="jump" @click=${this.#jump}>${downIcon}${strings.newMessages}<span class="count">${this.unseen}</span></button>`
            : nothing
        }
        ${session && phase !== 'ended' ? this.#composer(session) : this.#ended(session)}
        <p class="heard" aria-live="polite">${this.heard}</p>
      </section>
      </div>
    `;
  }

  #about(session: ChatSession | undefined): TemplateResult | typeof nothing {
    if (this.#reader !== 'buyer') return nothing;
    const { conversation, strings } = this;
    const token = () => session?.token ?? this.token;
    return aboutShop(session, { url: this.server || ParleyChat.home, token, conversation, strings, frame: this });
  }

  /** How the chat is connected; nothing while all is well. */
  #bar(session: ChatSession | undefined): TemplateResult {
    const { connecting, reconnecting, slower } = this.strings;
    const words = { connecting, reconnecting, live: session?.slower && !this.within ? slower : '', ended: '' }[
      session?.phase ?? 'ended'
    ];
    const calm = session?.phase === 'live' ? 'calm' : '';
    return html`<p class="bar ${calm}" role="status" ?hidden=${!words}>${words}</p>`;
  }

  #now(session: ChatSession): number {
    return this.clock?.() ?? Date.now() + session.clockOffset;
  }

  #content(session: ChatSession): unknown {
    const zone = this.#zone;
    const clock = (): number => this.#now(session);
    const reading = { strings: this.strings, locale: this.#locale, zone, reader: this.#reader, now: clock() };
    return conversation(session, reading, { clock, frame: this, within: this.within });
  }

  #composer(session: ChatSession): unknown {
    const { role, sub } = this.#claims;
    return composer(this.strings, JSON.stringify([role, sub, this.conversation]), {
      writing: () => session.writing(),
      send: (text, attachments) => {
        this.#follower?.jump();
        session.send(text, attachments);
      },
      photos: this.#photos,
    });
  }

  #ended(session: ChatSession | undefined): TemplateResult {
    const words = session ? explainEnd(session.ended, this.strings) : this.strings.linkIncomplete;
    return html`<p class="ended" role="status">${words}</p>`;
  }

  #answer(event: CustomEvent<OfferAnswer>): void {
    event.stopPropagation();
    void this.#session?.answer(event.detail);
  }
}
