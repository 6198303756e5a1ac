/**
 * `<console-list>`: the requests, one below the other, however many there are.
 *
 * Only the rows in view exist. The list is one stop for the keyboard (a listbox with a moving active option), because a
 * row that is scrolled away cannot hold the focus. Rows stand where the ledger placed them; this element never sorts.
 */
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { RequestView } from '../../contract/request.ts';
import { fill } from '../../i18n/pages/index.ts';
import { type Face, rowFace } from '../row/row.ts';
import { rowStyles } from '../row/row-styles.ts';
import { controls } from '../theme/controls.ts';
import { tokens } from '../theme/tokens.ts';
import { boardStyles } from './board-styles.ts';
import { type Entry, type Ledger, type Row, shopOf } from './ledger.ts';
import { listStyles } from './list-styles.ts';
import { type Place, placeLeft } from './place.ts';
import { entryAt, heightOf, type Layout, layOut, reveal, windowOf } from './virtual.ts';
import { dueWords, itemsWords, type Reading, stateWords, toneOf } from './words.ts';

/** Heights in rem, as the styles below have them. */
const ROW = 3.375;
const GROUPED_ROW = 3.75;
const TALL_ROW = 5.25;
const GROUP = 2.5;
const EXTRA = 4;

/** Who answers by when says where the request stands; only what is out of the ordinary needs a tag of its own. */
const isPlain = ({ status, waitingOn, refund, deadline }: RequestView): boolean =>
  deadline !== null && refund?.status !== 'failed' && !(status === 'negotiating' && waitingOn === 'seller');

const idsOf = (entries: readonly Entry[]): string[] =>
  entries.flatMap((entry) => (entry.kind === 'row' ? [entry.id] : []));

export class ConsoleList extends LitElement {
  static override styles = [tokens, controls, boardStyles, rowStyles, listStyles];
  static override properties = {
    ledger: { attribute: false },
    /** Rises with every change of the ledger. */
    revision: { attribute: false },
    reading: { attribute: false },
    now: { attribute: false },
    open: {},
    active: { state: true },
  };

  declare ledger: Ledger;
  declare revision: number;
  declare reading: Reading;
  declare now: number;
  declare open: string | undefined;
  declare active: string | undefined;

  #entries: readonly Entry[] = [];
  /** Where the active row stood, where a new order took it away: answered, it may be the last one now. */
  #left: Place | undefined;
  #layout: Layout = layOut<Entry>([], () => 0);
  #rem = 16;
  #tall = ROW;
  readonly #narrow = matchMedia('(max-width: 599px)');
  #sizes: ResizeObserver | undefined;
  #asked = false;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('open') && this.open) this.active = this.open;
    if (this.#left?.id !== this.active) this.#left = undefined;
    const roomy = this.ledger.entries[0]?.kind === 'group' ? GROUPED_ROW : ROW;
    const row = this.#narrow.matches ? TALL_ROW : roomy;
    if (this.ledger.entries === this.#entries && row === this.#tall) return;
    const anchor = this.#anchor();
    if (this.active) this.#left ??= placeLeft(idsOf(this.#entries), idsOf(this.ledger.entries), this.active);
    this.#entries = this.ledger.entries;
    this.#tall = row;
    this.#rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;
    this.#layout = layOut(this.#entries, ({ kind }) => (kind === 'row' ? row : GROUP) * this.#rem);
    if (anchor) void this.updateComplete.then(() => this.#keep(anchor));
  }

  protected override firstUpdated(): void {
    this.#sizes = new ResizeObserver(() => this.requestUpdate());
    const scroller = this.#scroller;
    if (scroller) this.#sizes.observe(scroller);
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#sizes?.disconnect();
  }

  get #scroller(): HTMLElement | null {
    return this.renderRoot.querySelector<HTMLElement>('.scroller');
  }

  /** The first row in view, so that a new order moves what is around it and not itself. Nothing at the very top. */
  #anchor(): { id: string; offset: number } | undefined {
    const top = this.#scroller?.scrollTop ?? 0;
    if (top === 0) return undefined;
    const index = entryAt(this.#layout, top);
    const entry = this.#entries[index];
    return entry?.kind === 'row' ? { id: entry.id, offset: top - (this.#layout.tops[index] ?? 0) } : undefined;
  }

  #keep({ id, offset }: { id: string; offset: number }): void {
    const index = this.#indexOf(id);
    if (index >= 0 && this.#scroller) this.#scroller.scrollTop = (this.#layout.tops[index] ?? 0) + offset;
  }

  #indexOf(id: string | undefined): number {
    return id === undefined ? -1 : this.#entries.findIndex((entry) => entry.kind === 'row' && entry.id === id);
  }

  override focus(): void {
    this.#scroller?.focus();
  }

  protected override render(): TemplateResult {
    const { strings } = this.reading;
    const scroller = this.#scroller;
    const { from, to } = windowOf(this.#layout, scroller?.scrollTop ?? 0, scroller?.clientHeight ?? 800, EXTRA);
    const visible = this.#entries.slice(from, to);
    const activeShown = visible.some((entry) => entry.kind === 'row' && entry.id === this.active);
    return html`
      <div
        class="scroller ${this.#tall === GROUPED_ROW ? 'roomy' : ''}"
        role="listbox"
        tabindex="0"
        aria-label=${strings.list}
        aria-describedby="keys"
        aria-activedescendant=${activeShown ? `row-${this.active}` : nothing}
        @scroll=${this.#scrolled}
        @keydown=${this.#key}
      >
        <div class="all" role="presentation" .style=${`height:${heightOf(this.#layout)}px`}>
          <div
            class="window"
            role="presentation"
            .style=${`transform:translateY(${this.#layout.tops[from] ?? 0}px)`}
          >
            ${repeat(
              visible,
              (entry) => (entry.kind === 'row' ? entry.id : entry.status),
              (entry, index) => (entry.kind === 'row' ? this.#row(entry.id, from + index) : this.#group(entry)),
            )}
          </div>
        </div>
      </div>
      <p class="heard" id="keys">${strings.keys}</p>
    `;
  }

  /** Each row says its state itself, so the heading is for the eye alone. */
  #group({ status, count }: Extract<Entry, { kind: 'group' }>): TemplateResult {
    return html`<div class="group" aria-hidden="true">${this.reading.strings[`status.${status}`]} · ${count}</div>`;
  }

  #row(id: string, index: number): TemplateResult | typeof nothing {
    const row = this.ledger.rows.get(id);
    if (!row) return nothing;
    return html`
      <div
        class="row ${id === this.active ? 'active' : ''}"
        id="row-${id}"
        role="option"
        aria-selected=${id === this.open ? 'true' : 'false'}
        aria-setsize=${this.#entries.length}
        aria-posinset=${index + 1}
        @click=${() => this.#choose(id)}
      >
        ${rowFace(row.request, this.#face(row))}
      </div>
    `;
  }

  #face(row: Row): Face {
    const { request } = row;
    const { strings, answers, locale } = this.reading;
    const { buyerName, deadline, reason } = request;
    return {
      strings: answers,
      locale,
      now: this.now,
      title: html`<bdi>${itemsWords(request)}</bdi>`,
      tag: isPlain(request) ? undefined : { words: stateWords(request, strings), tone: toneOf(request) },
      shop: shopOf(request),
      facts: [buyerName, answers[`reason.${reason}`]],
      due: deadline ? dueWords(request, deadline, this.reading) : '',
      who: (from) => strings[`who.${from}`],
      mark: this.#mark(row),
    };
  }

  #mark({ mark, request }: Row): TemplateResult | undefined {
    const { strings } = this.reading;
    if (!mark) return undefined;
    if (mark.kind === 'new') return html`<span class="mark">${strings.isNew}</span>`;
    const from =
      mark.from === request.status ? undefined : fill(strings.changedFrom, { status: strings[`status.${mark.from}`] });
    return html`<span class="mark" title=${from ?? nothing}>${strings.changed}</span>`;
  }

  #scrolled(): void {
    if (this.#asked) return;
    this.#asked = true;
    requestAnimationFrame(() => {
      this.#asked = false;
      this.requestUpdate();
    });
  }

  /** To the next row or the one before: it opens where one is open, and else is where Enter opens. */
  step(by: 1 | -1): void {
    if (this.open) this.active = this.open;
    const beside = this.#left?.id === this.active && (by > 0 ? this.#left?.after : this.#left?.before);
    if (beside && this.#indexOf(beside) >= 0) this.#reach(this.#indexOf(beside));
    else this.#move(by);
    if (this.open && this.active) this.#choose(this.active);
    else this.focus();
  }

  /** Opens where the list stands. */
  enter(): void {
    if (!this.active) this.#move(1);
    if (this.active) this.#choose(this.active);
  }

  #choose(id: string): void {
    this.active = id;
    this.dispatchEvent(new CustomEvent<string>('choose', { detail: id, bubbles: true, composed: true }));
  }

  #key(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const page = Math.max(1, Math.floor((this.#scroller?.clientHeight ?? 0) / (this.#tall * this.#rem)) - 1);
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: 1,
      j: 1,
      ArrowUp: -1,
      k: -1,
      PageDown: page,
      PageUp: -page,
      Home: Number.NEGATIVE_INFINITY,
      End: Number.POSITIVE_INFINITY,
    };
    const step = steps[event.key];
    if (step !== undefined) this.#move(step);
    else if ((event.key === 'Enter' || event.key === ' ') && this.active) this.#choose(this.active);
    else return;
    event.preventDefault();
  }

  #move(step: number): void {
    const last = this.#entries.length - 1;
    const at = this.#indexOf(this.active);
    let index = at < 0 ? 0 : Math.min(last, Math.max(0, at + step));
    const direction = step < 0 && index > 0 ? -1 : 1;
    while (this.#entries[index]?.kind === 'group') index += direction;
    this.#reach(index);
  }

  /** Makes a row the active one, and has it in sight. */
  #reach(index: number): void {
    const entry = this.#entries[index];
    if (entry?.kind !== 'row') return;
    this.active = entry.id;
    const scroller = this.#scroller;
    if (scroller) scroller.scrollTop = reveal(this.#layout, index, scroller.scrollTop, scroller.clientHeight);
  }
}

customElements.define('console-list', ConsoleList);
