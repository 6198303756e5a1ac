/**
 * `<chat-menu>`: what else a buyer may do in their chat: close a request that they no longer need. Which requests those are
 * is asked when the menu is opened, since a chat's messages do not say; the server's `actions` decide, and what it means
 * is said before it is done.
 */
import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { RequestView } from '../../contract/request.ts';
import type { PageStrings } from '../../i18n/pages/index.ts';
import { Http, type Told } from '../session/http.ts';
import { controls } from '../theme/controls.ts';
import { tokens } from '../theme/tokens.ts';
import { moreIcon } from './icons.ts';
import { openSheet, questionStyles, sheetStyles } from './sheet.ts';
import { keepTypeSize, shellStyles } from './shell.ts';
import { whatOf } from './what.ts';

const ASKED = '/v1/requests?sort=-updatedAt&limit=100';

export class ChatMenu extends LitElement {
  static override styles = [
    tokens,
    controls,
    shellStyles,
    sheetStyles,
    questionStyles,
    css`
      :host {
        margin-inline-start: auto;
      }

      form div:not(.row) {
        display: grid;
        gap: var(--s1);
      }
    `,
  ];
  static override properties = {
    of: { attribute: false },
    open: { state: true },
    found: { state: true },
    chosen: { state: true },
    problem: { state: true },
  };

  /** Whose menu it is. `token` is asked before each call; `frame` is what the sheet lies over. */
  declare of: { url: string; token: () => string; conversation: string; strings: PageStrings; frame: HTMLElement };
  declare open: boolean;
  /** The requests that may be closed; undefined until that is known. */
  declare found: RequestView[] | undefined;
  declare chosen: RequestView | undefined;
  declare problem: string | undefined;

  /** Only where it was asked for: drawn anew between its closing and the event that tells of it, it would lie there empty. */
  protected override updated(changed: PropertyValues<this>): void {
    keepTypeSize(this);
    const dialog = this.#dialog;
    if (changed.has('open') && this.open && dialog && !dialog.open) openSheet(dialog, this.of.frame);
  }

  get #dialog(): HTMLDialogElement | null {
    return this.renderRoot.querySelector('dialog');
  }

  get #http(): Http {
    return new Http(this.of.url, this.of.token);
  }

  protected override render(): TemplateResult {
    const { strings } = this.of;
    return html`
      <div class="shell">
        <button type="button" class="plain" aria-haspopup="dialog" aria-label=${strings.more} @click=${this.#ask}>${moreIcon}</button>
        <dialog aria-labelledby="question" @close=${this.#closed}>
          ${this.open ? (this.chosen ? this.#question(this.chosen) : this.#menu()) : nothing}
        </dialog>
      </div>
    `;
  }

  #menu(): TemplateResult {
    const { strings } = this.of;
    return html`
      <form method="dialog">
        <h3 id="question" tabindex="-1" autofocus>${strings.more}</h3>
        <p role="status" ?hidden=${this.problem ?? this.found?.length}>${this.found ? strings.nothingToClose : strings.sending}</p>
        ${this.found?.map(
          (request) => html`
            <div>
              <button type="button" @click=${() => this.#choose(request)}>${strings.noLongerNeeded}</button>
              <p class="quiet">${whatOf(request, strings)}. ${strings.noLongerMeans}</p>
            </div>
          `,
        )}
        ${this.#problem()}
        <button>${strings.close}</button>
      </form>
    `;
  }

  #question(request: RequestView): TemplateResult {
    const { strings } = this.of;
    return html`
      <form novalidate @submit=${(event: SubmitEvent) => this.#send(event, request)}>
        <h3 id="question" tabindex="-1">${strings.noLongerTitle}</h3>
        <p>${whatOf(request, strings)}. ${strings.noLongerMeans} ${strings.cannotBeUndone}</p>
        <label>${strings.rejectReason}<textarea name="text" maxlength="1000" rows="2"></textarea></label>
        ${this.#problem()}
        <div class="row">
          <button type="button" @click=${() => this.#dialog?.close()}>${strings.cancel}</button>
          <button type="submit" class="danger">${strings.noLongerConfirm}</button>
        </div>
      </form>
    `;
  }

  #problem(): TemplateResult | typeof nothing {
    return this.problem ? html`<p class="problem" role="alert">${this.problem}</p>` : nothing;
  }

  async #ask(): Promise<void> {
    this.open = true;
    this.found = undefined;
    this.chosen = undefined;
    this.problem = undefined;
    const told = await this.#http.get<{ items: RequestView[] }>(ASKED);
    if (told.outcome !== 'done') {
      this.problem = this.of.strings.somethingWrong;
      return;
    }
    this.found = told.value.items.filter(
      ({ conversationId, actions }) => conversationId === this.of.conversation && actions?.includes('cancel'),
    );
  }

  async #choose(request: RequestView): Promise<void> {
    this.chosen = request;
    await this.updateComplete;
    this.renderRoot.querySelector('h3')?.focus();
  }

  async #send(event: SubmitEvent, { id }: RequestView): Promise<void> {
    event.preventDefault();
    const text = String(new FormData(event.currentTarget as HTMLFormElement).get('text') ?? '').trim();
    const told = await this.#http.post<RequestView>(`/v1/requests/${id}/cancel`, text ? { text } : {});
    if (told.outcome === 'done') this.#dialog?.close();
    else this.problem = this.#explain(told);
  }

  #explain(told: Told<unknown>): string {
    const { strings } = this.of;
    if (told.outcome !== 'refused') return strings.answerFailed;
    return told.problem.status === 409 ? strings.noLongerLate : strings.somethingWrong;
  }

  #closed(): void {
    this.open = false;
  }
}
