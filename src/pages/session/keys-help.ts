/** `<keys-help>`: what the keys of the page are, in a dialog that `?` opens. */
import { css, html, LitElement, type TemplateResult } from 'lit';
import type { SellerStrings } from '../../i18n/seller/index.ts';
import { controls } from '../theme/controls.ts';
import { dialogs } from '../theme/dialogs.ts';
import { tokens } from '../theme/tokens.ts';

export class KeysHelp extends LitElement {
  static override styles = [
    tokens,
    controls,
    dialogs,
    css`
      :host {
        display: contents;
      }

      dialog {
        width: min(26rem, calc(100vw - 32px));
        padding: var(--s5);
      }

      h2 {
        font-size: var(--strong);
      }

      dl {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr);
        gap: var(--s2) var(--s4);
        margin-block: var(--s4);
      }

      kbd {
        padding: 1px var(--s2);
        border: 1px solid var(--line-strong);
        border-radius: var(--round-s);
        font: inherit;
        font-weight: 600;
      }
    `,
  ];
  static override properties = { strings: { attribute: false } };

  declare strings: SellerStrings;

  show(): void {
    this.renderRoot.querySelector('dialog')?.showModal();
  }

  protected override render(): TemplateResult {
    const { strings } = this;
    const keys: [string, string][] = [
      ['j', strings.nextRequest],
      ['k', strings.keyBefore],
      ['Enter', strings.keyOpen],
      ['Esc', strings.keyClose],
      ['/', strings.search],
      ['?', strings.keyHelp],
    ];
    return html`
      <dialog aria-labelledby="keys-title">
        <h2 id="keys-title">${strings.keys}</h2>
        <dl>
          ${keys.map(
            ([key, does]) =>
              html`<dt><kbd>${key}</kbd></dt>
                <dd>${does}</dd>`,
          )}
        </dl>
        <form method="dialog"><button>${strings.close}</button></form>
      </dialog>
    `;
  }
}

customElements.define('keys-help', KeysHelp);

declare global {
  interface HTMLElementTagNameMap {
    'keys-help': KeysHelp;
  }
}
