/**
 * `<seller-bulk>`: one answer to several requests, after saying what that comes to. They are answered one after the other,
 * each with its own result, so that one that was refused takes none of the others with it; what was refused is listed first.
 * Where the server is not there, the rest is left as it is.
 */
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { RequestView } from '../../contract/request.ts';
import { fill } from '../../i18n/pages/index.ts';
import { explain } from '../answers/explain.ts';
import { fact } from '../answers/fact.ts';
import { formStyles } from '../answers/form-styles.ts';
import { controls } from '../theme/controls.ts';
import { dialogs } from '../theme/dialogs.ts';
import { pickStyles } from '../theme/picks.ts';
import { tokens } from '../theme/tokens.ts';
import { BULK, type BulkAct, type BulkAction } from './bulk-acts.ts';
import { type BulkState, type Filled, NOTHING_FILLED } from './bulk-state.ts';
import { bulkStyles } from './bulk-styles.ts';
import { answeringOf, type Desk, money, titleOf } from './desk.ts';

type Result = 'waiting' | 'done' | { refused: string };

export class SellerBulk extends LitElement {
  static override styles = [tokens, controls, dialogs, pickStyles, formStyles, bulkStyles];
  static override properties = {
    requests: { attribute: false },
    action: { attribute: false },
    desk: { attribute: false },
    filled: { state: true },
    wrong: { state: true },
    results: { state: true },
    phase: { state: true },
  };

  /** What was selected when the dialog was opened. */
  declare requests: readonly RequestView[];
  declare action: BulkAction;
  declare desk: Desk;
  declare filled: Filled;
  /** It was to begin with nothing to do. */
  declare wrong: boolean;
  declare results: ReadonlyMap<string, Result>;
  declare phase: 'asking' | 'running' | 'stopping' | 'done';

  constructor() {
    super();
    this.requests = [];
    this.action = 'approve';
    this.filled = NOTHING_FILLED;
    this.wrong = false;
    this.results = new Map();
    this.phase = 'asking';
  }

  protected override firstUpdated(): void {
    this.#dialog?.showModal();
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('phase') && this.phase === 'done') this.renderRoot.querySelector<HTMLElement>('.primary')?.focus();
  }

  get #dialog(): HTMLDialogElement | null {
    return this.renderRoot.querySelector('dialog');
  }

  get #act(): BulkAct {
    return BULK[this.action];
  }

  /** Those that the action is possible for. */
  get #able(): RequestView[] {
    return this.requests.filter(({ actions }) => actions?.includes(this.action));
  }

  #state(requests: readonly RequestView[]): BulkState {
    return {
      desk: this.desk,
      requests,
      filled: this.filled,
      fill: (filled) => {
        this.filled = { ...this.filled, ...filled };
        this.wrong = false;
      },
    };
  }

  protected override render(): TemplateResult {
    const { strings } = this.desk;
    const act = this.#act;
    const able = this.#able;
    const state = this.#state(able);
    const asked = able.filter((request) => act.ask(request, state));
    return html`
      <dialog aria-labelledby="title" @close=${this.#closed} @cancel=${this.#cancelled}>
        <form novalidate @submit=${(event: SubmitEvent) => this.#submit(event, asked)}>
          <h2 id="title">${strings[act.title]}</h2>
          <p>${strings[act.about]}</p>
          ${this.phase === 'asking' ? act.fields(state) : nothing}
          <dl>${act.facts(asked, state).map(([name, value]) => fact(name, value))}</dl>
          ${this.#leftOut(this.requests.length - able.length)}
          <ul class="requests" tabindex="0" aria-label=${strings.bulkRequests}>
            ${this.#refusedFirst(able).map((request) => this.#request(request, state))}
          </ul>
          ${this.wrong ? html`<p class="wrong" role="alert">${strings.fieldMissing}</p>` : nothing}
          <p role="status" class="done">${this.phase === 'asking' ? nothing : this.#progress()}</p>
          <div class="buttons">${this.#buttons(act.confirm(asked, state))}</div>
        </form>
      </dialog>
    `;
  }

  #buttons(confirm: string): TemplateResult {
    const { strings } = this.desk;
    const close = () => this.#dialog?.close();
    if (this.phase === 'done')
      return html`<button type="button" class="primary" @click=${close}>${strings.close}</button>`;
    if (this.phase !== 'asking') {
      return html`<button type="button" ?disabled=${this.phase === 'stopping'} @click=${this.#stop}>${strings.bulkStop}</button>`;
    }
    return html`
      <button type="button" @click=${close}>${strings.cancel}</button>
      <button type="submit" class="primary">${confirm}</button>
    `;
  }

  #leftOut(count: number): TemplateResult | typeof nothing {
    return count === 0 ? nothing : html`<p class="note">${fill(this.desk.strings.bulkLeftOut, { count })}</p>`;
  }

  #refusedFirst(requests: readonly RequestView[]): readonly RequestView[] {
    if (this.phase !== 'done') return requests;
    const isRefused = ({ id }: RequestView): number => (typeof this.results.get(id) === 'object' ? 0 : 1);
    return requests.toSorted((a, b) => isRefused(a) - isRefused(b));
  }

  #request(request: RequestView, state: BulkState): TemplateResult {
    const { strings } = this.desk;
    const result = this.results.get(request.id);
    const act = this.#act;
    return html`
      <li>
        <span>${titleOf(request)} <span class="quiet">${fill(strings.order, { order: request.orderId })}</span></span>
        <span>${act.worth?.(request, state) ?? money(request.claimValue, this.desk)}</span>
        ${act.field && this.phase === 'asking' ? act.field(request, state) : nothing}
        ${result === 'waiting' ? html`<span class="result">${strings.sending}</span>` : nothing}
        ${result === 'done' ? html`<span class="result succeeded">✓ ${strings[act.done]}</span>` : nothing}
        ${typeof result === 'object' ? html`<span class="result refused">${result.refused}</span>` : nothing}
      </li>
    `;
  }

  #count(of: (result: Result) => boolean): number {
    return [...this.results.values()].filter(of).length;
  }

  #progress(): string {
    const { strings } = this.desk;
    const done = this.#count((result) => result === 'done');
    const refused = this.#count((result) => typeof result === 'object');
    const said = `${strings[this.#act.done]}: ${fill(strings.bulkOf, { done, count: this.#able.length })}`;
    return refused === 0 ? said : `${said}. ${fill(strings.bulkRefused, { count: refused })}`;
  }

  #submit(event: SubmitEvent, asked: readonly RequestView[]): void {
    event.preventDefault();
    this.wrong = asked.length === 0;
    if (!this.wrong && this.phase === 'asking') void this.#run(asked);
  }

  async #run(asked: readonly RequestView[]): Promise<void> {
    // What was filled in, and what the request was then.
    const state = this.#state(asked);
    const goesOn = () => this.phase === 'running';
    this.phase = 'running';
    for (const request of asked) {
      const ask = this.#act.ask(request, state);
      if (!goesOn()) break;
      if (!ask) continue;
      this.#note(request, 'waiting');
      this.#note(request, await this.#answer(request, ask));
    }
    this.phase = 'done';
  }

  async #answer(request: RequestView, { path, body }: { path: string; body: object }): Promise<Result> {
    const { shop } = this.desk;
    const refusal = await shop.act(request.id, path, body);
    if (!refusal) return 'done';
    if (refusal === 'offline') this.#stop();
    return { refused: explain(refusal, shop.requests.get(request.id) ?? request, answeringOf(this.desk)).text };
  }

  readonly #stop = (): void => {
    this.phase = 'stopping';
  };

  #note({ id }: RequestView, result: Result): void {
    this.results = new Map(this.results).set(id, result);
  }

  /** What is under way is seen to its end. */
  #cancelled(event: Event): void {
    if (this.phase === 'running' || this.phase === 'stopping') event.preventDefault();
  }

  /** Tells which of them were not done. */
  #closed(): void {
    const left = this.requests.filter(({ id }) => this.results.get(id) !== 'done').map(({ id }) => id);
    this.dispatchEvent(new CustomEvent('done', { detail: left }));
  }
}
