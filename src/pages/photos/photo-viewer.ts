/**
 * `<photo-viewer>`: a photo as large as the screen, and those beside it by arrow keys, buttons or a swipe. A dialog: Esc
 * closes it, and the keyboard goes back to where it was. Pinching enlarges, as the browser does it.
 */
import { css, html, LitElement, type TemplateResult } from 'lit';
import { fill, type PageStrings } from '../../i18n/pages/index.ts';
import { controls } from '../theme/controls.ts';
import { tokens } from '../theme/tokens.ts';

export interface Shown {
  url: string;
  words: string;
}

const SWIPE_PX = 48;

export class PhotoViewer extends LitElement {
  static override styles = [
    tokens,
    controls,
    css`
      dialog {
        width: 100vw;
        max-width: none;
        height: 100dvh;
        max-height: none;
        padding: 0;
        border: 0;
        background: rgb(0 0 0 / 92%);
        color: #fff;
      }

      .stage {
        display: grid;
        grid-template-rows: auto minmax(0, 1fr) auto;
        height: 100%;
      }

      .bar {
        display: flex;
        gap: var(--s2);
        align-items: center;
        justify-content: space-between;
        padding: var(--s2) var(--s3);
      }

      img {
        width: 100%;
        height: 100%;
        object-fit: contain;
        touch-action: pan-y pinch-zoom;
      }

      button {
        min-width: var(--control);
        border-color: rgb(255 255 255 / 60%);
        background: #222;
        color: #fff;
      }

      button:hover:not(:disabled) {
        background: #444;
      }

      button:disabled {
        border-color: #444;
        background: #111;
        color: #999;
      }

      p {
        padding: var(--s2) var(--s3);
        overflow-wrap: anywhere;
        text-align: center;
      }

      :focus-visible {
        outline-color: #fff;
      }
    `,
  ];
  static override properties = {
    strings: { attribute: false },
    shown: { state: true },
    at: { state: true },
  };

  declare strings: PageStrings;
  declare shown: readonly Shown[];
  declare at: number;
  #from: number | undefined;

  constructor() {
    super();
    this.shown = [];
    this.at = 0;
  }

  async open(shown: readonly Shown[], at: number): Promise<void> {
    this.shown = shown;
    this.at = at;
    await this.updateComplete;
    this.renderRoot.querySelector('dialog')?.showModal();
  }

  /** What it showed may be taken back, or erased, while nobody looks. */
  readonly #putAway = (): void => {
    this.shown = [];
  };

  #go(by: number): void {
    this.at = Math.min(this.shown.length - 1, Math.max(0, this.at + by));
  }

  /** What lies to the left is earlier, but where the text runs from the right. */
  #turn(by: number): void {
    this.#go(getComputedStyle(this).direction === 'rtl' ? -by : by);
  }

  readonly #key = (event: KeyboardEvent): void => {
    // The page behind has keys of its own.
    event.stopPropagation();
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (by) this.#turn(by);
  };

  readonly #down = ({ clientX, isPrimary }: PointerEvent): void => {
    this.#from = isPrimary ? clientX : undefined;
  };

  readonly #up = ({ clientX }: PointerEvent): void => {
    const moved = this.#from === undefined ? 0 : clientX - this.#from;
    this.#from = undefined;
    if (Math.abs(moved) >= SWIPE_PX) this.#turn(moved < 0 ? 1 : -1);
  };

  protected override render(): TemplateResult {
    const { strings, shown, at } = this;
    const photo = shown[at];
    return html`
      <dialog aria-label=${strings.photos} @keydown=${this.#key} @close=${this.#putAway}>
        <div class="stage">
          <form method="dialog" class="bar">
            <span role="status">${fill(strings.photoOf, { number: at + 1, count: shown.length })}</span>
            <span>
              <button type="button" aria-label=${strings.photoBefore} ?disabled=${at === 0} @click=${() => this.#go(-1)}>‹</button>
              <button type="button" aria-label=${strings.photoNext} ?disabled=${at >= shown.length - 1} @click=${() => this.#go(1)}>›</button>
              <button autofocus>${strings.close}</button>
            </span>
          </form>
          <img src=${photo?.url ?? ''} alt=${photo?.words ?? ''} draggable="false" @pointerdown=${this.#down} @pointerup=${this.#up} />
          <p>${photo?.words}</p>
        </div>
      </dialog>
    `;
  }
}
