/** `<console-attention>`: what needs an operator, newest first, until it is dismissed. */
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Attention } from '../../contract/live.ts';
import { formatTime } from '../../i18n/format.ts';
import { controls } from '../theme/controls.ts';
import { tokens } from '../theme/tokens.ts';
import { boardStyles } from './board-styles.ts';
import { attentionKey, type Reading } from './words.ts';

export class ConsoleAttention extends LitElement {
  static override styles = [
    tokens,
    controls,
    boardStyles,
    css`
      section {
        margin-block-end: var(--s2);
        border: 1px solid var(--danger);
        border-radius: var(--round);
        background: var(--danger-soft);
        color: var(--danger);
      }

      header,
      li {
        display: flex;
        flex-wrap: wrap;
        gap: 0 var(--s3);
        align-items: center;
        padding: var(--s1) var(--s3);
      }

      h2 {
        flex: 1;
        color: inherit;
      }

      ul {
        max-height: 8.5rem;
        overflow-y: auto;
      }

      li {
        border-top: 1px solid color-mix(in srgb, var(--danger) 30%, transparent);
      }

      li p {
        flex: 1 1 16rem;
        min-width: 0;
        color: var(--ink);
        font-size: var(--small);
        overflow-wrap: anywhere;
      }

      button {
        min-height: 32px;
        padding: 0 var(--s3);
        font-size: var(--small);
      }

      button.plain {
        color: inherit;
      }

      @media (max-width: 999px) {
        button {
          min-height: 44px;
        }
      }
    `,
  ];
  static override properties = { items: { attribute: false }, reading: { attribute: false } };

  /** Newest first. */
  declare items: readonly Attention[];
  declare reading: Reading;

  protected override render(): TemplateResult {
    const { strings } = this.reading;
    const { items } = this;
    return html`
      <div aria-live="polite">
        ${
          items.length === 0
            ? nothing
            : html`
                <section aria-labelledby="heading">
                  <header>
                    <h2 id="heading">${strings.attention} (${items.length})</h2>
                    ${
                      items.length > 1
                        ? html`<button type="button" class="plain" @click=${() => this.#dismiss(items)}>
                            ${strings['attention.dismissAll']}
                          </button>`
                        : nothing
                    }
                  </header>
                  <ul>
                    ${repeat(
                      items,
                      (item) => item,
                      (item) => this.#item(item),
                    )}
                  </ul>
                </section>
              `
        }
      </div>
    `;
  }

  #item(item: Attention): TemplateResult {
    const { strings, locale, zone } = this.reading;
    const { code, at, detail, sellerId, requestId } = item;
    const words = strings[attentionKey(code)];
    return html`
      <li>
        <p>
          <strong>${words}</strong>
          <time datetime=${at}>${formatTime(at, locale, zone)}</time>${sellerId ? ` · ${sellerId}` : nothing}<br />${detail}
        </p>
        ${
          requestId
            ? html`<button
                type="button"
                @click=${() => this.dispatchEvent(new CustomEvent<string>('choose', { detail: requestId }))}
              >
                ${strings['attention.open']}
              </button>`
            : nothing
        }
        <button type="button" class="plain" @click=${() => this.#dismiss([item])}>${strings['attention.dismiss']}</button>
      </li>
    `;
  }

  #dismiss(items: readonly Attention[]): void {
    this.dispatchEvent(new CustomEvent<readonly Attention[]>('dismiss', { detail: items }));
  }
}

customElements.define('console-attention', ConsoleAttention);
