/** `<copy-command>`: what is typed in Slack, taken along by a press. */
import { css, html, LitElement, type PropertyValues, type TemplateResult } from 'lit';
import { fill } from '../../i18n/pages/index.ts';
import type { SellerStrings } from '../../i18n/seller/index.ts';
import { controls } from '../theme/controls.ts';
import { tokens } from '../theme/tokens.ts';

/** Commands that sentences of the settings name. */
const COMMAND = /(\/parley channel|\/invite @Parley)/u;

/** A sentence with the command in it marked as one, and the button that copies it; as it is where it names none. */
export function withCommand(sentence: string, strings: SellerStrings): TemplateResult {
  const [before = '', command, after] = sentence.split(COMMAND);
  if (command === undefined) return html`<span>${sentence}</span>`;
  return html`<span>${before}<code>${command}</code>${after}</span>
    <copy-command .command=${command} .strings=${strings}></copy-command>`;
}

class CopyCommand extends LitElement {
  static override styles = [
    tokens,
    controls,
    css`
      :host {
        display: inline-block;
        flex: none;
      }

      button {
        padding-block: var(--s1);
        font-size: var(--small);
      }
    `,
  ];
  static override properties = {
    command: { attribute: false },
    strings: { attribute: false },
    copied: { state: true },
  };

  declare command: string;
  declare strings: SellerStrings;
  declare copied: boolean;

  constructor() {
    super();
    this.copied = false;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('command')) this.copied = false;
  }

  protected override render(): TemplateResult {
    const { command, strings } = this;
    return html`
      <button type="button" aria-label=${fill(strings.copyNamed, { command })} @click=${this.#copy}>
        ${this.copied ? strings.copied : strings.copy}
      </button>
      <span class="heard" role="status">${this.copied ? strings.copied : ''}</span>
    `;
  }

  /** Where the browser lets no page write there, the command stands beside it to be marked. */
  readonly #copy = async (): Promise<void> => {
    this.copied = await navigator.clipboard.writeText(this.command).then(
      () => true,
      () => false,
    );
  };
}

customElements.define('copy-command', CopyCommand);
