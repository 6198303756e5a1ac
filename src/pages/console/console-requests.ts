/**
 * `<console-requests>`: the list with the bar above it: how many there are, what has changed since, and how to see less
 * or more. It knows whether somebody is reading the list, during which no row may move by itself.
 */
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { fill } from '../../i18n/pages/index.ts';
import { controls } from '../theme/controls.ts';
import { tokens } from '../theme/tokens.ts';
import './console-list.ts';
import type { Sort } from './address.ts';
import { boardStyles } from './board-styles.ts';
import type { ConsoleList } from './console-list.ts';
import type { Desk } from './desk.ts';
import { sortChoice } from './sort-choice.ts';
import type { Reading } from './words.ts';

/** A pointer or a focus that was left on the list reads no more. */
const READS_FOR_MS = 60_000;

export class ConsoleRequests extends LitElement {
  static override styles = [
    tokens,
    controls,
    boardStyles,
    css`
      :host {
        display: flex;
        flex-direction: column;
        min-height: 0;
        background: var(--surface);
      }

      console-list {
        flex: 1;
        min-height: 0;
      }

      .bar {
        display: flex;
        flex-wrap: wrap;
        gap: var(--s1) var(--s2);
        align-items: center;
        min-height: 2.75rem;
        padding: var(--s1) var(--s4);
        border-bottom: 1px solid var(--line);
      }

      .bar.changes {
        justify-content: end;
        border-block: 1px solid var(--line) 0;
      }

      .bar .quiet {
        margin-inline-end: auto;
        white-space: nowrap;
      }

      .bar select {
        width: auto;
        field-sizing: content;
      }

      .bar :is(button, select) {
        min-height: 32px;
        padding: 0 var(--s2);
        font-size: var(--small);
        font-variant-numeric: tabular-nums;
        white-space: nowrap;
      }

      .bar .waits[aria-pressed='true'],
      .bar .update {
        border-color: var(--accent);
        background: var(--accent-soft);
        color: var(--on-accent-soft);
      }

      .empty {
        display: grid;
        gap: var(--s3);
        justify-items: center;
        padding: var(--s6) var(--s4);
        color: var(--ink-2);
        text-align: center;
      }

      .more {
        margin: var(--s2) var(--s4);
      }

      @media (max-width: 999px) {
        .bar {
          padding-block: var(--s2);
        }

        .bar :is(button, select) {
          min-height: 44px;
          padding-inline: var(--s3);
        }
      }
    `,
  ];
  static override properties = {
    desk: { attribute: false },
    revision: { attribute: false },
    reading: { attribute: false },
    now: { attribute: false },
    open: {},
    narrowed: { type: Boolean },
    waiters: { type: Boolean },
    sort: { attribute: false },
  };

  declare desk: Desk;
  /** Rises with every change of what the desk holds. */
  declare revision: number;
  declare reading: Reading;
  declare now: number;
  declare open: string | undefined;
  /** Filters or a search leave something out. */
  declare narrowed: boolean;
  /** Only those whose buyer waits for a reply are listed. */
  declare waiters: boolean;
  /** The order, where it is chosen here. */
  declare sort: Sort | undefined;

  #pointing = false;
  #lastMove = 0;

  constructor() {
    super();
    this.addEventListener('pointerleave', () => this.#point(false));
    for (const name of ['pointerenter', 'pointermove', 'wheel', 'touchmove'] as const) {
      this.addEventListener(name, () => this.#point(true), { passive: true });
    }
    for (const name of ['keydown', 'focusin'] as const) this.addEventListener(name, () => this.#moved());
  }

  /** Nobody reads the list: no pointer or focus is on it, or the one that is there has not moved for a minute. */
  get resting(): boolean {
    if (!this.#pointing && !this.matches(':focus-within')) return true;
    return performance.now() - this.#lastMove > READS_FOR_MS;
  }

  override focus(): void {
    this.#list?.focus();
  }

  step(by: 1 | -1): void {
    this.#list?.step(by);
  }

  enter(): void {
    this.#list?.enter();
  }

  get #list(): ConsoleList | null {
    return this.renderRoot.querySelector<ConsoleList>('console-list');
  }

  #point(pointing: boolean): void {
    this.#pointing = pointing;
    this.#moved();
  }

  #moved(): void {
    this.#lastMove = performance.now();
  }

  protected override render(): TemplateResult {
    const { desk, reading } = this;
    const { strings } = reading;
    const { ledger, more } = desk;
    return html`
      ${this.#bar()}
      ${
        desk.loaded && ledger.shown === 0
          ? html`<div class="empty">
              <p>${this.narrowed ? strings.nothing : reading.answers.emptyTab}</p>
              ${this.narrowed ? this.#clear('') : nothing}
            </div>`
          : nothing
      }
      <console-list
        .ledger=${ledger}
        .revision=${this.revision}
        .reading=${reading}
        .now=${this.now}
        .open=${this.open}
      ></console-list>
      ${this.#changes()}
      ${
        more
          ? html`<button type="button" class="more" @click=${() => desk.widen(more)}>${strings.loadMore}</button>`
          : nothing
      }
    `;
  }

  /** Shows everything again: in the bar, or where nothing is listed. */
  #clear(look: 'plain' | ''): TemplateResult {
    const clear = (): boolean => this.dispatchEvent(new CustomEvent('clear'));
    return html`<button type="button" class=${look} @click=${clear}>${this.reading.strings.clearFilters}</button>`;
  }

  #bar(): TemplateResult {
    const { desk } = this;
    const { strings } = this.reading;
    const { shown } = desk.ledger;
    return html`
      <div class="bar">
        <span class="quiet">${desk.loaded ? fill(strings.shown, { count: shown }) : nothing}</span>
        <button
          type="button"
          class="waits"
          aria-pressed=${this.waiters ? 'true' : 'false'}
          @click=${() => this.dispatchEvent(new CustomEvent('waiters'))}
        >
          ${fill(this.reading.answers.whoWaits, { count: desk.ledger.waiting })}
        </button>
        ${this.sort ? sortChoice(this.sort, strings, (detail) => this.dispatchEvent(new CustomEvent('sort', { detail }))) : nothing}
        ${this.narrowed && shown > 0 ? this.#clear('plain') : nothing}
      </div>
    `;
  }

  /** What has changed while the list was read: below it, where it moves no row. */
  #changes(): TemplateResult | typeof nothing {
    const { desk } = this;
    const { strings } = this.reading;
    const { marks, stale } = desk.ledger;
    if (marks + stale === 0) return nothing;
    return html`
      <div class="bar changes">
        ${
          marks > 0
            ? html`<button type="button" class="plain" @click=${() => desk.clearMarks()}>
                ${fill(strings.clearMarks, { count: marks })}
              </button>`
            : nothing
        }
        ${
          stale > 0
            ? html`<button type="button" class="update" @click=${() => desk.arrange()}>
                ${fill(strings.updateOrder, { count: stale })}
              </button>`
            : nothing
        }
      </div>
    `;
  }
}

customElements.define('console-requests', ConsoleRequests);
