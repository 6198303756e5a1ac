/**
 * `<saved-replies>`: the sentences that a side keeps, offered by `/` in every field of what it stands in: the chat's, and those
 * of the answers. It listens to its parent, so that no field has to know of it.
 *
 * Whoever types `/` into an empty field gets a list, narrowed by what they type on; arrows choose, Enter takes, Escape leaves
 * what was typed as it is.
 */
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import type { Reply, ReplyList } from '../../contract/replies.ts';
import type { RequestView } from '../../contract/request.ts';
import type { SellerStrings } from '../../i18n/seller/index.ts';
import type { Calls } from '../session/calls.ts';
import { controls } from '../theme/controls.ts';
import { tokens } from '../theme/tokens.ts';
import './reply-editor.ts';
import { filledReply, fittingReplies } from '../../i18n/reply-filling.ts';
import type { ReplyEditor } from './reply-editor.ts';
import { replyStyles } from './reply-styles.ts';

const GAP = 4;
const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };

export class SavedReplies extends LitElement {
  static override styles = [tokens, controls, replyStyles];
  static override properties = {
    request: { attribute: false },
    api: { attribute: false },
    strings: { attribute: false },
    replies: { state: true },
    field: { state: true },
    typed: { state: true },
    at: { state: true },
  };

  declare request: RequestView;
  declare api: Calls;
  declare strings: SellerStrings;
  /** Undefined until they were asked for. */
  declare replies: readonly Reply[] | undefined;
  /** The field for which the list is open. */
  declare field: HTMLTextAreaElement | undefined;
  declare typed: string;
  /** The one that Enter takes. */
  declare at: number;

  #within: EventTarget | undefined;

  constructor() {
    super();
    this.typed = '';
    this.at = 0;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#within = this.parentElement ?? this.getRootNode();
    this.#within.addEventListener('input', this.#input);
    this.#within.addEventListener('keydown', this.#key, true);
    this.#within.addEventListener('focusout', this.#left);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#within?.removeEventListener('input', this.#input);
    this.#within?.removeEventListener('keydown', this.#key, true);
    this.#within?.removeEventListener('focusout', this.#left);
    this.field = undefined;
  }

  get #fitting(): Reply[] {
    return fittingReplies(this.replies ?? [], this.request, this.typed);
  }

  readonly #input = (event: Event): void => {
    const field = event.composedPath()[0];
    if (!(field instanceof HTMLTextAreaElement) || !isForBuyers(event)) return;
    if (!field.value.startsWith('/') || field.value.includes('\n')) {
      this.field = undefined;
      return;
    }
    this.field = field;
    this.typed = field.value.slice(1);
    this.at = 0;
    if (!this.replies) void this.#load();
  };

  async #load(): Promise<void> {
    const answer = await this.api.get<ReplyList>('/v1/replies');
    if (answer.ok) this.replies = answer.value.items;
  }

  /** Before the field itself hears of it: Return would send. */
  readonly #key = (event: Event): void => {
    const { field } = this;
    if (!field || event.composedPath()[0] !== field || !(event instanceof KeyboardEvent) || event.isComposing) return;
    const fitting = this.#fitting;
    const step = STEPS[event.key];
    const chosen = fitting[this.at];
    if (step && fitting.length > 0) this.at = (this.at + step + fitting.length) % fitting.length;
    else if (event.key === 'Escape') this.field = undefined;
    else if (event.key === 'Enter' && !event.shiftKey && chosen) this.#take(chosen);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  readonly #left = (event: Event): void => {
    const to = event instanceof FocusEvent ? event.relatedTarget : null;
    if (event.composedPath()[0] === this.field && to !== this) this.field = undefined;
  };

  #take(reply: Reply): void {
    const { field } = this;
    if (!field) return;
    this.field = undefined;
    field.value = filledReply(reply, this.request);
    field.focus();
    field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
  }

  protected override render(): TemplateResult {
    const { strings } = this;
    return html`
      ${this.field && this.replies ? this.#menu() : nothing}
      <reply-editor
        .strings=${strings}
        .api=${this.api}
        @saved=${(event: CustomEvent<readonly Reply[]>) => {
          this.replies = event.detail;
        }}
      ></reply-editor>
    `;
  }

  /** The pointer takes nothing from the field's focus. */
  #menu(): TemplateResult {
    const { strings } = this;
    const fitting = this.#fitting;
    return html`
      <div class="menu" @pointerdown=${(event: Event) => event.preventDefault()}>
        <ul role="listbox" aria-label=${strings.replies}>
          ${fitting.map((reply, n) => this.#option(reply, n === this.at))}
        </ul>
        ${fitting.length === 0 ? html`<p class="quiet">${strings.repliesNone}</p>` : nothing}
        <button type="button" class="plain" @click=${this.#edit}>${strings.repliesEdit}</button>
        <p class="heard" role="status">${fitting[this.at]?.title ?? strings.repliesNone}</p>
      </div>
    `;
  }

  #option(reply: Reply, isChosen: boolean): TemplateResult {
    return html`
      <li role="option" aria-selected=${isChosen ? 'true' : 'false'} @click=${() => this.#take(reply)}>
        <strong dir="auto">${reply.title}</strong>
        <span class="quiet" dir="auto" lang=${reply.locale ?? nothing}>${filledReply(reply, this.request)}</span>
      </li>
    `;
  }

  readonly #edit = (): void => {
    const { field } = this;
    if (field) {
      field.value = '';
      field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
    }
    this.field = undefined;
    this.renderRoot.querySelector<ReplyEditor>('reply-editor')?.open(this.replies ?? []);
  };

  protected override updated(): void {
    const menu = this.renderRoot.querySelector<HTMLElement>('.menu');
    if (menu && this.field) putBeside(menu, this.field.getBoundingClientRect());
    menu?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }
}

/** Below the field, or above it where there is more room. */
function putBeside({ style, offsetWidth, offsetHeight }: HTMLElement, field: DOMRect): void {
  const isBelow = innerHeight - field.bottom > offsetHeight + GAP || field.top < innerHeight - field.bottom;
  style.top = `${isBelow ? field.bottom + GAP : Math.max(0, field.top - GAP - offsetHeight)}px`;
  style.left = `${Math.max(GAP, Math.min(field.left, innerWidth - offsetWidth - 2 * GAP))}px`;
}

/** Not what is written to colleagues, or about the replies themselves. */
const isForBuyers = (event: Event): boolean =>
  !event
    .composedPath()
    .some((place) => place instanceof Element && ['team-notes', 'saved-replies'].includes(place.localName));

customElements.define('saved-replies', SavedReplies);
