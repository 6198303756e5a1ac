/**
 * `<saved-views>`: what a list is narrowed to, kept under names: choose one, name what is shown now, rename, remove. Tells
 * `choose-view` with a fragment of the page's address.
 */
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { fill } from '../../i18n/pages/index.ts';
import type { SellerStrings } from '../../i18n/seller/index.ts';
import { controls } from '../theme/controls.ts';
import { dialogs } from '../theme/dialogs.ts';
import { iconAnd, inMenu } from '../theme/head.ts';
import { tokens } from '../theme/tokens.ts';
import { type KeptView, KeptViews, LONGEST_NAME } from './kept-views.ts';

export class SavedViews extends LitElement {
  static override styles = [
    tokens,
    controls,
    dialogs,
    inMenu,
    css`
      :host > button {
        min-height: 36px;
        padding: 0 var(--s2);
        font-size: var(--small);
        white-space: nowrap;
      }

      @media (max-width: 999px) {
        :host > button {
          min-height: var(--control);
        }
      }

      dialog {
        width: min(30rem, calc(100vw - 32px));
        padding: var(--s5);
      }

      h2 {
        font-size: var(--strong);
      }

      ul,
      form {
        margin-block: var(--s4);
      }

      li,
      .row {
        display: flex;
        gap: var(--s2);
        align-items: end;
      }

      li + li {
        margin-block-start: var(--s2);
      }

      li > :first-child,
      .row > label {
        flex: 1;
        min-width: 0;
      }

      .view {
        justify-content: start;
        text-align: start;
        overflow-wrap: anywhere;
      }

      .view[aria-current='true'] {
        border-color: var(--accent);
        background: var(--accent-soft);
        color: var(--on-accent-soft);
      }

      li .plain {
        padding-inline: var(--s2);
        font-size: var(--small);
      }
    `,
  ];
  static override properties = {
    whose: {},
    view: {},
    strings: { attribute: false },
    renaming: { state: true },
  };

  /** The list, and the shop where it is one shop's. */
  declare whose: string;
  /** What is shown now. */
  declare view: string;
  declare strings: SellerStrings;
  /** The name that is being changed. */
  declare renaming: string | undefined;
  #kept: KeptViews | undefined;

  get #views(): KeptViews {
    this.#kept ??= new KeptViews(this.whose);
    return this.#kept;
  }

  protected override render(): TemplateResult {
    const { strings } = this;
    const views = this.#views;
    const { all, lasting } = views;
    return html`
      <button type="button" class="plain" aria-haspopup="dialog" @click=${this.#show}>${iconAnd('views', strings.views)}</button>
      <dialog aria-labelledby="title" @close=${() => this.#renames(undefined)}>
        <h2 id="title">${strings.views}</h2>
        <ul>
          ${all.map((kept) => (kept.name === this.renaming ? this.#naming(kept) : this.#row(kept)))}
        </ul>
        ${all.length === 0 ? html`<p class="quiet">${strings.viewsNone}</p>` : nothing}
        <form class="row" @submit=${this.#keep}>
          <label>${strings.viewName}<input name="name" required maxlength=${LONGEST_NAME} autocomplete="off" /></label>
          <button ?disabled=${views.full}>${strings.save}</button>
        </form>
        <p class="quiet">${lasting ? strings.viewsHere : strings.viewsNotKept}</p>
        <form method="dialog"><button>${strings.close}</button></form>
      </dialog>
    `;
  }

  #row({ name, view }: KeptView): TemplateResult {
    const { strings } = this;
    return html`<li>
      <button type="button" class="view" aria-current=${view === this.view ? 'true' : 'false'} @click=${() => this.#choose(view)}>
        <bdi>${name}</bdi>
      </button>
      <button type="button" class="plain" aria-label=${fill(strings.viewRenameOf, { name })} @click=${() => this.#renames(name)}>
        ${strings.viewRename}
      </button>
      <button type="button" class="plain" aria-label=${fill(strings.viewRemoveOf, { name })} @click=${() => this.#remove(name)}>
        ${strings.replyRemove}
      </button>
    </li>`;
  }

  #naming({ name }: KeptView): TemplateResult {
    const { strings } = this;
    return html`<li>
      <form class="row" @submit=${(event: SubmitEvent) => this.#rename(event, name)}>
        <label>${fill(strings.viewRenameOf, { name })}<input name="name" required maxlength=${LONGEST_NAME} .value=${name} autocomplete="off" /></label>
        <button>${strings.save}</button>
      </form>
    </li>`;
  }

  readonly #show = (): void => {
    this.requestUpdate();
    this.#dialog?.showModal();
  };

  get #dialog(): HTMLDialogElement | null {
    return this.renderRoot.querySelector('dialog');
  }

  #choose(view: string): void {
    this.#dialog?.close();
    this.dispatchEvent(new CustomEvent('choose-view', { detail: view }));
  }

  readonly #keep = (event: SubmitEvent): void => {
    const { form, name } = named(event);
    this.#views.keep({ name, view: this.view });
    form.reset();
    this.requestUpdate();
  };

  #rename(event: SubmitEvent, name: string): void {
    this.#views.rename(name, named(event).name);
    this.#renames(undefined);
  }

  #remove(name: string): void {
    this.#views.remove(name);
    this.requestUpdate();
    this.renderRoot.querySelector<HTMLElement>('input[name="name"]')?.focus();
  }

  async #renames(name: string | undefined): Promise<void> {
    const before = this.renaming;
    this.renaming = name;
    await this.updateComplete;
    const field = this.renderRoot.querySelector<HTMLInputElement>('li input');
    field?.select();
    if (before !== undefined && name === undefined) this.renderRoot.querySelector<HTMLElement>('.view')?.focus();
  }
}

function named(event: SubmitEvent): { form: HTMLFormElement; name: string } {
  event.preventDefault();
  const form = event.currentTarget as HTMLFormElement;
  return { form, name: String(new FormData(form).get('name') ?? '') };
}

customElements.define('saved-views', SavedViews);
