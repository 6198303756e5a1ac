/**
 * `<seller-bulk>`: approves several requests after saying what that obliges to. They are approved one after the other,
 * each with its own result, so that one that was refused takes none of the others with it.
 */
import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { RequestView } from '../../contract/request.ts';
import { durationFor } from '../../contract/tiers.ts';
import { fill } from '../../i18n/pages/index.ts';
import { explain } from '../answers/explain.ts';
import { formStyles } from '../answers/form-styles.ts';
import { controls } from '../theme/controls.ts';
import { dialogs } from '../theme/dialogs.ts';
import { tokens } from '../theme/tokens.ts';
import { answeringOf, type Desk, money, policyOf, span, titleOf } from './desk.ts';

type Result = 'waiting' | 'approved' | { refused: string };

export class SellerBulk extends LitElement {
  static override styles = [
    tokens,
    controls,
    dialogs,
    formStyles,
    css`
      dialog {
        width: min(560px, calc(100vw - 32px));
        max-height: 90dvh;
        padding: var(--s5);
        border-radius: var(--round-l);
      }

      h2 {
        font-size: var(--strong);
      }

      .requests {
        display: grid;
        max-height: 40dvh;
        overflow: auto;
        border-block: 1px solid var(--line);
      }

      .requests li {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        gap: 0 var(--s3);
        padding: var(--s2) 0;
        overflow-wrap: anywhere;
      }

      .requests li + li {
        border-top: 1px solid var(--line);
      }

      .requests .result {
        grid-column: 1 / -1;
        font-size: var(--small);
        font-weight: 600;
      }

      .approved {
        color: var(--accent);
      }

      .refused {
        color: var(--danger);
      }
    `,
  ];
  static override properties = {
    requests: { attribute: false },
    desk: { attribute: false },
    results: { state: true },
    phase: { state: true },
  };

  /** What was selected when the dialog was opened. */
  declare requests: readonly RequestView[];
  declare desk: Desk;
  declare results: ReadonlyMap<string, Result>;
  declare phase: 'asking' | 'running' | 'done';

  constructor() {
    super();
    this.requests = [];
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

  protected override render(): TemplateResult {
    const { strings } = this.desk;
    const { requests, phase } = this;
    return html`
      <dialog aria-labelledby="title" @close=${this.#closed} @cancel=${this.#cancelled}>
        <form novalidate @submit=${this.#run}>
          <h2 id="title">${strings.bulkTitle}</h2>
          <p>${strings.bulkAbout}</p>
          ${this.#summary()}
          <ul class="requests" tabindex="0" aria-label=${strings.bulkRequests}>
            ${requests.map((request) => this.#request(request))}
          </ul>
          <p role="status" class="done">${phase === 'asking' ? nothing : this.#progress()}</p>
          <div class="buttons">
            ${
              phase === 'done'
                ? html`<button type="button" class="primary" @click=${() => this.#dialog?.close()}>${strings.close}</button>`
                : html`
                    <button type="button" ?disabled=${phase === 'running'} @click=${() => this.#dialog?.close()}>
                      ${strings.cancel}
                    </button>
                    <button type="submit" class="primary" ?disabled=${phase === 'running'}>
                      ${fill(strings.bulkConfirm, { count: requests.length })}
                    </button>
                  `
            }
          </div>
        </form>
      </dialog>
    `;
  }

  #summary(): TemplateResult {
    const { desk, requests } = this;
    const { strings } = desk;
    const items = requests.flatMap((request) => request.items).reduce((sum, each) => sum + each.missingQuantity, 0);
    const [first] = requests;
    const worth = first && {
      ...first.claimValue,
      amount: requests.reduce((sum, { claimValue }) => sum + claimValue.amount, 0),
    };
    const within = [
      ...new Set(requests.map((request) => span(durationFor(policyOf(request).shipBy, request.claimValue), desk))),
    ].join('; ');
    const rows: [string, string][] = [
      [strings.bulkRequests, String(requests.length)],
      [strings.bulkItems, String(items)],
      [strings.bulkWorth, worth ? money(worth, desk) : ''],
      [strings.approveWithin, within],
    ];
    return html`
      <dl>
        ${rows.map(
          ([name, value]) => html`
            <div>
              <dt>${name}</dt>
              <dd>${value}</dd>
            </div>
          `,
        )}
      </dl>
    `;
  }

  #request(request: RequestView): TemplateResult {
    const { desk } = this;
    const result = this.results.get(request.id);
    return html`
      <li>
        <span>${titleOf(request)}</span>
        <span>${money(request.claimValue, desk)}</span>
        ${result === 'waiting' ? html`<span class="result">${desk.strings.sending}</span>` : nothing}
        ${result === 'approved' ? html`<span class="result approved">✓ ${desk.strings.bulkApproved}</span>` : nothing}
        ${typeof result === 'object' ? html`<span class="result refused">${result.refused}</span>` : nothing}
      </li>
    `;
  }

  #progress(): string {
    const done = [...this.results.values()].filter((result) => result === 'approved').length;
    return fill(this.desk.strings.bulkResult, { done, count: this.requests.length });
  }

  async #run(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    this.phase = 'running';
    for (const request of this.requests) {
      this.#note(request, 'waiting');
      this.#note(request, await this.#approve(request));
    }
    this.phase = 'done';
  }

  async #approve(request: RequestView): Promise<Result> {
    const { shop } = this.desk;
    const refusal = await shop.act(request.id, 'approve', {});
    if (!refusal) return 'approved';
    return { refused: explain(refusal, shop.requests.get(request.id) ?? request, answeringOf(this.desk)).text };
  }

  #note({ id }: RequestView, result: Result): void {
    this.results = new Map(this.results).set(id, result);
  }

  /** What is under way is seen to its end. */
  #cancelled(event: Event): void {
    if (this.phase === 'running') event.preventDefault();
  }

  #closed(): void {
    this.dispatchEvent(new CustomEvent('done'));
  }
}
