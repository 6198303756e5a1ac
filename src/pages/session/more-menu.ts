/**
 * `<more-menu>`: what a head holds beside what is used all the time. Where there is room its buttons stand in line; on a phone
 * they lie under one button that says so, in a sheet with a word for each.
 *
 * A press on a button of its own closes the sheet; a piece that has more to show opens it over the sheet, and says by `close()`
 * when that was all.
 */
import { css, html, LitElement, type TemplateResult } from 'lit';
import type { SellerStrings } from '../../i18n/seller/index.ts';
import { moreIcon } from '../chat/icons.ts';
import { openSheet, sheetStyles } from '../chat/sheet.ts';
import { controls } from '../theme/controls.ts';
import { tokens } from '../theme/tokens.ts';
import { listens } from '../theme/while-shown.ts';

export class MoreMenu extends LitElement {
  static override styles = [
    tokens,
    controls,
    sheetStyles,
    css`
      :host {
        display: contents;
      }

      .opens {
        padding-inline: var(--s3);
        font-size: var(--small);
      }

      h2 {
        margin-block-end: var(--s2);
        font-size: var(--strong);
      }

      h2:focus {
        outline: none;
      }

      @media (max-width: 599px) {
        ::slotted(*) {
          display: block;
          width: 100%;
        }
      }

      form {
        margin-block-start: var(--s4);
      }

      form button {
        width: 100%;
      }
    `,
  ];
  static override properties = { strings: { attribute: false }, narrow: { state: true } };

  declare strings: SellerStrings;
  declare narrow: boolean;
  readonly #width = matchMedia('(max-width: 599px)');

  constructor() {
    super();
    listens(this, this.#width, 'change', this.#resized);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#resized();
  }

  close(): void {
    this.#dialog?.close();
  }

  get #dialog(): HTMLDialogElement | null {
    return this.renderRoot.querySelector('dialog');
  }

  readonly #resized = (): void => {
    this.narrow = this.#width.matches;
  };

  protected override render(): TemplateResult {
    const { strings } = this;
    if (!this.narrow) return html`<slot></slot>`;
    return html`
      <button type="button" class="opens" aria-haspopup="dialog" @click=${this.#open}>${moreIcon}${strings.menu}</button>
      <dialog aria-labelledby="title" @click=${this.#pressed}>
        <h2 id="title" tabindex="-1" autofocus>${strings.menu}</h2>
        <slot></slot>
        <form method="dialog"><button>${strings.close}</button></form>
      </dialog>
    `;
  }

  readonly #open = (): void => {
    if (this.#dialog) openSheet(this.#dialog, document.body);
  };

  /** Before what the button does: that may move the focus, which closing gives back. */
  readonly #pressed = {
    capture: true,
    handleEvent: ({ target }: Event): void => {
      const button = target instanceof Element ? target.closest('button') : null;
      if (button?.parentElement === this) this.close();
    },
  };
}

customElements.define('more-menu', MoreMenu);

declare global {
  interface HTMLElementTagNameMap {
    'more-menu': MoreMenu;
  }
}
