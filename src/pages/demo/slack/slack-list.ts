/**
 * `<slack-list>`: the messages of a channel or a thread, scrolled to where they are read. A pressed element leaves as
 * `press` (`PressedAt`), a thread that is asked for as `thread` (its parent's `ts`).
 */
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { DemoSlack, SlackPlace } from '../../../contract/demo.ts';
import { formatDay } from '../../../i18n/format.ts';
import { controls } from '../../theme/controls.ts';
import { tokens } from '../../theme/tokens.ts';
import type { SlackDesk } from './desk.ts';
import type { Pressed } from './host.ts';
import { downIcon } from './icons.ts';
import { List } from './list.ts';
import { type Row, rowsOf, threadRows } from './rows.ts';
import './slack-message.ts';
import { scrollStyles } from './slack-styles.ts';
import type { Reader } from './text.ts';

export interface PressedAt {
  place: SlackPlace;
  pressed: Pressed;
}

export class SlackList extends LitElement {
  static override styles = [
    tokens,
    controls,
    scrollStyles,
    css`
      :host {
        position: relative;
        display: flex;
        flex: 1;
        flex-direction: column;
        min-height: 0;
      }

      .day,
      .rule {
        display: flex;
        align-items: center;
        gap: var(--s3);
        margin: var(--s2) var(--s4);
        font-size: var(--small);
      }

      .day::before,
      .day::after,
      .rule::after {
        content: '';
        flex: 1;
        border-top: 1px solid var(--line);
      }

      .day span {
        padding: 2px var(--s3);
        border: 1px solid var(--line);
        border-radius: 999px;
        font-weight: 700;
      }

      .rule {
        color: var(--ink-2);
      }

      .latest {
        position: absolute;
        inset: auto 0 var(--s2);
        width: fit-content;
        min-height: 36px;
        margin-inline: auto;
        padding: var(--s1) var(--s4);
        border-radius: 999px;
        box-shadow: var(--lift);
        color: var(--accent);
        font-size: var(--small);
      }
    `,
  ];
  static override properties = {
    desk: { attribute: false },
    revision: { attribute: false },
    slack: { attribute: false },
    reader: { attribute: false },
    thread: { attribute: false },
    selected: { attribute: false },
    below: { state: true },
    dismissed: { state: true },
  };

  declare desk: SlackDesk;
  /** Of the desk, which changes in place. */
  declare revision: number;
  declare slack: DemoSlack;
  declare reader: Reader;
  /** The `ts` of the parent whose thread it is; the channel without one. */
  declare thread: string | undefined;
  /** The request whose message is marked and scrolled to. */
  declare selected: string;
  /** There are newer messages than those in view. */
  declare below: boolean;
  declare dismissed: ReadonlySet<string>;

  readonly #list = new List();

  constructor() {
    super();
    this.below = false;
    this.dismissed = new Set();
  }

  /** The person did something whose answer comes at the end. */
  follow(): void {
    this.#list.follow();
  }

  /** Gives the keyboard its place on a message, or on the list where there is no such message. */
  focusOn(place: string): void {
    (this.#rowAt(place) ?? this.renderRoot.querySelector<HTMLElement>('.scroll'))?.focus({ preventScroll: true });
  }

  /** Scrolls to a message, once the list has found its own place. */
  show(place: string): void {
    requestAnimationFrame(() => this.#rowAt(place)?.scrollIntoView({ block: 'nearest' }));
  }

  #rowAt(place: string): HTMLElement | undefined {
    const rows = [...this.renderRoot.querySelectorAll<HTMLElement>('slack-message')];
    return rows.find(({ dataset }) => dataset.place === place);
  }

  protected override updated(): void {
    const scroll = this.renderRoot.querySelector<HTMLElement>('.scroll');
    if (!scroll) return;
    const element = this.renderRoot.querySelector<HTMLElement>('slack-message[chosen]');
    this.below = this.#list.settle(scroll, {
      view: `${this.slack.sellerId}/${this.thread ?? ''}`,
      target: this.thread ? undefined : { name: this.selected, element },
      last: this.#rows.at(-1)?.id ?? '',
    });
  }

  get #rows(): Row[] {
    const parent = this.thread && this.slack.messages.find(({ ts }) => ts === this.thread);
    return parent ? threadRows(this.slack, parent, this.dismissed) : rowsOf(this.slack, this.dismissed);
  }

  protected override render(): TemplateResult {
    const rows = this.#rows;
    if (rows.length === 0) {
      return html`<p class="empty quiet">Parley writes here as soon as something waits for the shop.</p>`;
    }
    const label = this.thread ? 'Thread' : `Messages in ${this.slack.channel.name}`;
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
      return html`<p class="day"><span>${formatDay(row.at, this.reader.locale, this.reader.zone)}</span></p>`;
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
        .parent=${this.slack.messages.find(({ ts }) => ts === message?.threadTs)}
        .inThread=${this.thread !== undefined}
        .reader=${this.reader}
        .busy=${this.desk.busyAt(row.id)}
        .problem=${this.desk.problemAt(row.id)}
        ?chosen=${message?.requestId !== undefined && message.requestId === this.selected && !message.threadTs}
        @press=${({ detail: pressed }: CustomEvent<Pressed>) => this.#tell<PressedAt>('press', { place, pressed })}
        @thread=${({ detail }: CustomEvent<string>) => this.#tell('thread', detail)}
        @dismiss=${() => {
          this.dismissed = new Set([...this.dismissed, row.id]);
        }}
      ></slack-message>
    `;
  }

  #tell<T>(name: string, detail: T): void {
    this.dispatchEvent(new CustomEvent<T>(name, { detail }));
  }

  #scrolled(event: Event): void {
    this.below = this.#list.scrolled(event.currentTarget as HTMLElement);
  }

  #latest(): void {
    this.#list.follow();
    this.below = false;
    this.renderRoot.querySelector<HTMLElement>('.scroll')?.focus({ preventScroll: true });
  }
}

customElements.define('slack-list', SlackList);
