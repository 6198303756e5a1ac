/**
 * `<demo-frame>`: a real page on the stage, in a frame of its own as in a platform's back office. It is led to another
 * request by another link, and gets a fresh token where it asks for one (../theme/host.ts).
 */

import { css, html, LitElement, type PropertyValues, type TemplateResult } from 'lit';
import { listens } from '../theme/while-shown.ts';

export class DemoFrame extends LitElement {
  static override styles = css`
    :host {
      display: block;
      min-height: 0;
    }

    iframe {
      display: block;
      width: 100%;
      height: 100%;
      border: 0;
    }
  `;
  static override properties = {
    name: {},
    address: { attribute: false },
    of: { attribute: false },
    renew: { attribute: false },
  };

  /** What the frame is called for whoever cannot see it. */
  declare name: string;
  /** The page with a token in its fragment. */
  declare address: string;
  /** What the address leads to: it is followed when this changes, and not for another token alone. */
  declare of: string;
  declare renew: () => Promise<string>;

  constructor() {
    super();
    listens(this, window, 'message', this.#asked);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) this.requestUpdate('of');
  }

  protected override render(): TemplateResult {
    return html`<iframe title=${this.name}></iframe>`;
  }

  /** A link in the same frame changes only the fragment, and leaves no step to go back to. */
  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('of')) this.#frame?.location.replace(this.address);
  }

  get #frame(): Window | null | undefined {
    return this.renderRoot.querySelector('iframe')?.contentWindow;
  }

  readonly #asked = async ({ source, data }: MessageEvent<unknown>): Promise<void> => {
    const asks = typeof data === 'object' && data !== null && 'type' in data && data.type === 'parley:renew';
    if (!asks || !source || source !== this.#frame) return;
    const token = await this.renew().catch(() => undefined);
    // Who hears nothing asks again.
    if (token) this.#frame?.postMessage({ type: 'parley:token', token }, location.origin);
  };
}

customElements.define('demo-frame', DemoFrame);
