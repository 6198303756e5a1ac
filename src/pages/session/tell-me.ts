/** `<tell-me>`: the bell with which somebody asks to be told, with a sound and a notification, that a buyer waits. */
import { css, html, LitElement, svg, type TemplateResult } from 'lit';
import type { SellerStrings } from '../../i18n/seller/index.ts';
import { controls } from '../theme/controls.ts';
import { tokens } from '../theme/tokens.ts';
import { tellMe, wantsToBeTold } from './waiting.ts';

const bell = svg`<path d="M5 14V9a5 5 0 0 1 10 0v5l1.5 1.5h-13zM8.5 17.5a1.6 1.6 0 0 0 3 0" />`;
const struck = svg`<path d="M3.5 3.5l13 13" />`;

export class TellMe extends LitElement {
  static override styles = [
    tokens,
    controls,
    css`
      button {
        min-width: var(--control);
        padding: 0;
        font-size: var(--small);
      }

      .words {
        display: none;
      }

      button[aria-pressed='true'] {
        border-color: var(--accent);
        background: var(--accent-soft);
        color: var(--on-accent-soft);
      }

      @media (min-width: 1000px) {
        button {
          min-height: 36px;
          padding-inline: var(--s3);
        }

        .words {
          display: inline;
        }
      }
    `,
  ];
  static override properties = { strings: { attribute: false }, on: { state: true }, denied: { state: true } };

  declare strings: SellerStrings;
  declare on: boolean;
  /** The browser does not allow it. */
  declare denied: boolean;

  constructor() {
    super();
    this.on = wantsToBeTold();
    this.denied = false;
  }

  protected override render(): TemplateResult {
    const { strings, on, denied } = this;
    return html`
      <button
        type="button"
        aria-pressed=${on ? 'true' : 'false'}
        aria-label=${strings.tellMe}
        title=${`${strings.tellMe}: ${denied ? strings.tellMeDenied : strings.tellMeHint}`}
        @click=${this.#turn}
      >
        <svg width="20" height="20" viewBox="0 0 20 20" fill="none" stroke="currentColor" stroke-width="1.7"
          stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">${bell}${on ? '' : struck}</svg>
        <span class="words">${strings.tellMe}</span>
      </button>
      <span class="heard" role="status">${denied ? strings.tellMeDenied : ''}</span>
    `;
  }

  readonly #turn = async (): Promise<void> => {
    const wanted = !this.on;
    this.on = await tellMe(wanted);
    this.denied = wanted && !this.on;
  };
}

customElements.define('tell-me', TellMe);
