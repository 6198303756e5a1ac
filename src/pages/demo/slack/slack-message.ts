/**
 * `<slack-message>`: one message as Slack shows it in a channel or a thread, or one that only this person sees.
 *
 * It decides nothing: a pressed button leaves as a `press` event (`Pressed`), a thread that is asked for as `thread`
 * (its parent's `ts`), and a message that is to go away as `dismiss`.
 */
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { DemoSlackEphemeral, DemoSlackMessage } from '../../../contract/demo.ts';
import { controls } from '../../theme/controls.ts';
import { tokens } from '../../theme/tokens.ts';
import { blockStyles } from './block-styles.ts';
import { drawBlocks } from './blocks.ts';
import type { Pressed } from './host.ts';
import { eyeIcon, parleyIcon, replyIcon } from './icons.ts';
import { messageStyles } from './message-styles.ts';
import { decode } from './mrkdwn.ts';
import { drawMessageText, type Reader } from './text.ts';

const NO_ERRORS = {};

/** Milliseconds since the epoch of a Slack `ts`. */
const instantOf = (ts: string): number => Number(ts) * 1_000;

const clockTime = (ts: string, { locale, zone }: Reader): string =>
  new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', timeZone: zone }).format(instantOf(ts));

export class SlackMessageRow extends LitElement {
  static override styles = [tokens, controls, blockStyles, messageStyles];
  static override properties = {
    message: { attribute: false },
    ephemeral: { attribute: false },
    parent: { attribute: false },
    inThread: { attribute: false },
    reader: { attribute: false },
    busy: { attribute: false },
    problem: { attribute: false },
    chosen: { type: Boolean, reflect: true },
  };

  /** One of these two. */
  declare message: DemoSlackMessage | undefined;
  declare ephemeral: DemoSlackEphemeral | undefined;
  /** What a reply that was also sent to the channel replies to. */
  declare parent: DemoSlackMessage | undefined;
  declare inThread: boolean;
  declare reader: Reader;
  /** The element whose press is on its way. */
  declare busy: string | undefined;
  /** Why the last press here did nothing, as a sentence. */
  declare problem: string | undefined;
  /** It is about the request the page shows. */
  declare chosen: boolean;

  #hadFocus = false;

  /** Puts the keyboard's place here. */
  override focus(): void {
    this.renderRoot.querySelector('article')?.focus({ preventScroll: true });
  }

  protected override willUpdate(): void {
    this.#hadFocus = this.shadowRoot?.activeElement != null;
  }

  /** An edit replaces the blocks: the keyboard's place stays on the message when the button it was on is gone. */
  protected override updated(_changed: PropertyValues<this>): void {
    if (this.#hadFocus && !this.shadowRoot?.activeElement) this.focus();
  }

  protected override render(): TemplateResult | typeof nothing {
    if (this.ephemeral) return this.#onlyForYou(this.ephemeral);
    if (this.message) return this.#posted(this.message);
    return nothing;
  }

  #posted(message: DemoSlackMessage): TemplateResult {
    const { ts, from, deleted } = message;
    if (deleted) return html`<article tabindex="-1"><p class="gone quiet">This message was deleted.</p></article>`;
    const isApp = from.kind === 'app';
    return html`
      <article tabindex="-1" aria-label="${from.name}, ${clockTime(ts, this.reader)}">
        ${this.#avatar(isApp ? 'app' : 'person', from.name)}
        <div class="said">
          <div class="by">
            <b>${from.name}</b>${isApp ? html`<span class="badge">APP</span>` : nothing}
            <time datetime=${new Date(instantOf(ts)).toISOString()}>${clockTime(ts, this.reader)}</time>
          </div>
          ${this.#reference(message)} ${this.#content(message)}
          ${message.edited ? html`<span class="edited">(edited)</span>` : nothing} ${this.#trouble()}
          ${this.#thread(message)}
        </div>
      </article>
    `;
  }

  #onlyForYou(ephemeral: DemoSlackEphemeral): TemplateResult {
    const name = ephemeral.from === 'app' ? 'Parley' : 'Slackbot';
    return html`
      <article class="whisper" tabindex="-1" aria-label="${name}, only visible to you">
        <p class="seen">
          ${eyeIcon} Only visible to you
          <button type="button" class="link" @click=${() => this.#tell('dismiss', ephemeral.id)}>Dismiss</button>
        </p>
        ${this.#avatar(ephemeral.from, name)}
        <div class="said">
          <div class="by"><b>${name}</b><span class="badge">APP</span></div>
          ${this.#content(ephemeral)} ${this.#trouble()}
        </div>
      </article>
    `;
  }

  #avatar(kind: 'app' | 'person' | 'slack', name: string): TemplateResult {
    const letter = [...name][0] ?? '';
    return html`<div class="avatar ${kind}" aria-hidden="true">${kind === 'app' ? parleyIcon : letter}</div>`;
  }

  #content({ blocks, text }: DemoSlackMessage | DemoSlackEphemeral): unknown {
    if (blocks.length === 0) return drawMessageText(text, this.reader);
    const press = (pressed: Pressed): void => this.#tell('press', pressed);
    return drawBlocks(blocks, { reader: this.reader, press, busy: this.busy, errors: NO_ERRORS });
  }

  /** In the channel a reply says what it replies to; in the thread, that it was sent to the channel too. */
  #reference({ broadcast, threadTs }: DemoSlackMessage): TemplateResult | typeof nothing {
    if (!broadcast || !threadTs) return nothing;
    if (this.inThread) return html`<p class="reference">${replyIcon} Also sent to the channel</p>`;
    const lead = this.parent?.text.split('\n')[0] ?? 'a thread';
    return html`
      <p class="reference">
        ${replyIcon} <span>replied to a thread:</span>
        <button type="button" class="link" @click=${() => this.#tell('thread', threadTs)}>${decode(lead)}</button>
      </p>
    `;
  }

  #thread({ ts, replies }: DemoSlackMessage): TemplateResult | typeof nothing {
    const last = replies.at(-1);
    if (this.inThread || !last) return nothing;
    return html`
      <button type="button" class="thread" @click=${() => this.#tell('thread', ts)}>
        <span class="small" aria-hidden="true">${parleyIcon}</span>
        <span class="count">${replies.length} ${replies.length === 1 ? 'reply' : 'replies'}</span>
        <span class="last">Last reply at ${clockTime(last.ts, this.reader)}</span>
      </button>
    `;
  }

  #trouble(): TemplateResult | typeof nothing {
    return this.problem ? html`<p class="problem" role="alert">${this.problem}</p>` : nothing;
  }

  #tell(name: 'press' | 'thread' | 'dismiss', detail: Pressed | string): void {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}

customElements.define('slack-message', SlackMessageRow);
