/** `<demo-agent>`: customer service. Every request with its running deadline, and the history of the one selected. */
import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { repeat } from 'lit/directives/repeat.js';
import type { DemoRequest } from '../../contract/demo.ts';
import type { EventView } from '../../contract/event.ts';
import type { RequestView } from '../../contract/request.ts';
import { formatInstant } from '../../i18n/format.ts';
import { controls } from '../theme/controls.ts';
import { tokens } from '../theme/tokens.ts';
import type { Act } from './offer-form.ts';
import { paneStyles } from './pane-styles.ts';
import { byDeadline, requestRow } from './parts.ts';
import { LOCALE, tell, wordsWith } from './words.ts';

export class DemoAgent extends LitElement {
  static override styles = [
    tokens,
    controls,
    paneStyles,
    css`
      .rows {
        max-height: min(270px, 42vh);
        overflow-y: auto;
        scrollbar-width: thin;
      }
    `,
  ];
  static override properties = {
    requests: { attribute: false },
    people: { attribute: false },
    selected: {},
    events: { attribute: false },
    now: { attribute: false },
    act: { attribute: false },
    marketplace: { attribute: false },
    busy: { state: true },
    problem: { state: true },
  };

  declare requests: readonly RequestView[];
  declare people: ReadonlyMap<string, DemoRequest>;
  declare selected: string;
  declare events: readonly EventView[];
  declare now: number;
  declare act: Act;
  declare marketplace: () => Promise<string | undefined>;
  declare busy: boolean;
  declare problem: string | undefined;

  /** The selected request and its version that the list was last scrolled to. */
  #shown = '';

  constructor() {
    super();
    this.requests = [];
    this.people = new Map();
    this.selected = '';
    this.events = [];
    this.now = Date.now();
    this.busy = false;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('selected')) this.problem = undefined;
  }

  /** Scrolls the list, and only the list, to the selected row when it is new there or may have moved. */
  protected override updated(): void {
    const version = this.requests.find(({ id }) => id === this.selected)?.version;
    const shown = `${this.selected}@${version}`;
    if (this.#shown === shown) return;
    const list = this.renderRoot.querySelector('.rows');
    const row = list?.querySelector('[aria-current="true"]');
    if (!list || !row || list.clientHeight === 0) return;
    this.#shown = shown;
    const [frame, box] = [list.getBoundingClientRect(), row.getBoundingClientRect()];
    if (box.top < frame.top) list.scrollTop -= frame.top - box.top;
    else if (box.bottom > frame.bottom) list.scrollTop += box.bottom - frame.bottom;
  }

  protected override render(): TemplateResult {
    const known = this.requests.filter(({ id }) => this.people.has(id));
    const open = known.filter(({ waitingOn }) => waitingOn !== null);
    const rows = [...known].sort(byDeadline);
    const request = known.find(({ id }) => id === this.selected);
    return html`
      <div class="stack">
        <div>
          <h3 class="small" id="all">${known.length} requests, ${open.length} open</h3>
          <ul class="rows" aria-labelledby="all" tabindex="0">
            ${repeat(
              rows,
              ({ id }) => id,
              (row) => this.#row(row),
            )}
          </ul>
        </div>
        ${request ? keyed(request.id, this.#actions(request)) : nothing}
        ${this.problem ? html`<p class="problem" role="alert">${this.problem}</p>` : nothing}
        ${this.#history()}
      </div>
    `;
  }

  #row(request: RequestView): TemplateResult | typeof nothing {
    const people = this.people.get(request.id);
    if (!people) return nothing;
    return requestRow(request, people, request.id === this.selected, this.now, () => this.#choose(request.id));
  }

  #actions(request: RequestView): TemplateResult | typeof nothing {
    const may = new Set(request.actions);
    const marketplace =
      request.status === 'settling'
        ? 'Marketplace: pay the refund'
        : request.status === 'shipped'
          ? 'Carrier: next scan'
          : undefined;
    return html`
      ${
        marketplace
          ? html`<button type="button" ?disabled=${this.busy} @click=${() => this.#run(() => this.marketplace())}>
              ${marketplace}
            </button>`
          : nothing
      }
      <div class="tools" ?hidden=${!may.has('extend') && !may.has('cancel')}>${
        may.has('extend')
          ? this.#form(
              'Extend the deadline',
              html`
                <label>
                  By
                  <select name="seconds">
                    <option value="3600">1 hour</option>
                    <option value="14400">4 hours</option>
                    <option value="86400">24 hours</option>
                  </select>
                </label>
                <label>Reason, read by both sides<input name="text" maxlength="1000" required autocomplete="off" /></label>
              `,
              'Extend',
              (form) => this.act('extend', { seconds: Number(form.get('seconds')), text: form.get('text') }),
            )
          : nothing
      }
      ${
        may.has('cancel')
          ? this.#form(
              'Cancel the request',
              html`<label>Reason (optional)<input name="text" maxlength="1000" autocomplete="off" /></label>`,
              'Cancel the request',
              (form) => this.act('cancel', form.get('text') ? { text: form.get('text') } : {}),
            )
          : nothing
      }</div>
    `;
  }

  #form(
    summary: string,
    fields: TemplateResult,
    button: string,
    send: (form: FormData) => Promise<string | undefined>,
  ): TemplateResult {
    const submit = (event: SubmitEvent): void => {
      event.preventDefault();
      const form = new FormData(event.currentTarget as HTMLFormElement);
      void this.#run(() => send(form));
    };
    return html`
      <details>
        <summary>${summary}</summary>
        <form @submit=${submit}>
          ${fields}<button type="submit" ?disabled=${this.busy}>${button}</button>
        </form>
      </details>
    `;
  }

  #history(): TemplateResult | typeof nothing {
    const people = this.people.get(this.selected);
    if (!people) return nothing;
    return html`
      <div>
        <h3 class="small">History</h3>
        <ol class="history" reversed>
          ${[...this.events].reverse().map((event) => {
            const words = wordsWith(event);
            return html`
              <li>
                <span>${tell(event, people)}</span>
                <time class="quiet" datetime=${event.at}>${formatInstant(event.at, LOCALE, 'UTC')}</time>
                ${words && event.seq > 1 ? html`<span class="quiet said" lang=${people.buyerLocale}>“${words}”</span>` : nothing}
              </li>
            `;
          })}
        </ol>
      </div>
    `;
  }

  #choose(id: string): void {
    this.dispatchEvent(new CustomEvent<string>('choose', { detail: id }));
  }

  async #run(work: () => Promise<string | undefined>): Promise<void> {
    this.busy = true;
    this.problem = await work();
    this.busy = false;
  }
}

customElements.define('demo-agent', DemoAgent);
