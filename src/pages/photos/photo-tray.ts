/**
 * `<photo-tray>`: the photos that go with the message being written. Each is shown small, with a field for what it shows,
 * which is asked for and not forced; they are sent when the message is, and what could not be sent stays to be tried again.
 */
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { fill, type PageStrings } from '../../i18n/pages/index.ts';
import { randomKey } from '../session/http.ts';
import { controls } from '../theme/controls.ts';
import { tokens } from '../theme/tokens.ts';
import { drawn, isHeicFile, jpegOf } from './shrink.ts';
import { upload } from './upload.ts';

const MOST = 6;
const LONGEST_ALT = 500;

interface Photo {
  key: string;
  canvas: HTMLCanvasElement;
  alt: string;
  /** As the server calls it, once it has it. */
  id?: string;
  share: number;
  state: 'waits' | 'sending' | 'failed';
}

export class PhotoTray extends LitElement {
  static override styles = [
    tokens,
    controls,
    css`
      :host {
        display: block;
        grid-column: 1 / -1;
        min-width: 0;
      }

      ul {
        display: flex;
        gap: var(--s2);
        max-width: 100%;
        padding-block: var(--s2);
        overflow: auto hidden;
      }

      li {
        position: relative;
        display: grid;
        flex: none;
        gap: var(--s1);
        width: 10rem;
      }

      canvas {
        width: 100%;
        height: 5rem;
        border: 1px solid var(--line);
        border-radius: var(--round-s);
        object-fit: cover;
      }

      li.failed canvas {
        border: 2px solid var(--danger);
      }

      input:not([type='radio'], [type='checkbox']) {
        min-height: 36px;
        padding: var(--s1) var(--s2);
        font-size: var(--small);
        text-overflow: ellipsis;
      }

      @media (pointer: coarse) {
        li {
          width: 13rem;
        }

        input:not([type='radio'], [type='checkbox']) {
          min-height: 44px;
        }
      }

      button {
        position: absolute;
        inset-block-start: 4px;
        inset-inline-end: 4px;
        min-width: 32px;
        min-height: 32px;
        padding: 0;
        border-radius: 50%;
        font-size: 1.125rem;
        line-height: 1;
      }

      progress {
        position: absolute;
        inset-block-start: 4.5rem;
        width: 100%;
        height: 6px;
        accent-color: var(--accent);
      }

      .wrong {
        color: var(--danger);
        font-size: var(--small);
        font-weight: 600;
      }
    `,
  ];
  static override properties = {
    strings: { attribute: false },
    photos: { state: true },
    wrong: { state: true },
  };

  declare strings: PageStrings;
  declare photos: readonly Photo[];
  declare wrong: string;
  /** Where photos of this conversation go, and in whose name. */
  to: { address: string; token: () => string } = { address: '', token: () => '' };

  constructor() {
    super();
    this.photos = [];
    this.wrong = '';
  }

  get count(): number {
    return this.photos.length;
  }

  /** Takes files that somebody chose, dropped or pasted. */
  async add(files: readonly File[]): Promise<void> {
    const { strings } = this;
    const room = MOST - this.count;
    this.wrong = files.length > room ? fill(strings.photosTooMany, { max: MOST }) : '';
    for (const file of files.slice(0, room)) {
      try {
        const photo: Photo = { key: randomKey(), canvas: await drawn(file), alt: '', share: 0, state: 'waits' };
        this.photos = [...this.photos, photo];
      } catch {
        this.wrong = (await isHeicFile(file)) ? strings.photoHeic : strings.photoUnreadable;
      }
    }
    this.#told();
  }

  /** Sends what is not there yet. Answers the ids of all, or undefined where some could not be sent. */
  async send(): Promise<string[] | undefined> {
    this.wrong = '';
    for (const { key, id } of this.photos) if (!id) await this.#sendOne(key);
    const ids = this.photos.flatMap(({ id }) => id ?? []);
    if (ids.length === this.count) return ids;
    this.wrong = this.strings.photoFailed;
    return undefined;
  }

  async #sendOne(key: string): Promise<void> {
    const photo = this.photos.find((held) => held.key === key);
    if (!photo) return;
    this.#set(key, { state: 'sending', share: 0 });
    const blob = await jpegOf(photo.canvas);
    const progress = (share: number): void => this.#set(key, { share });
    const id = await upload(blob, { ...this.to, alt: photo.alt.trim(), key, progress });
    this.#set(key, id ? { id, state: 'waits', share: 1 } : { state: 'failed' });
  }

  /** They have gone with the message. */
  clear(): void {
    this.photos = [];
    this.#told();
  }

  #set(key: string, what: Partial<Photo>): void {
    this.photos = this.photos.map((photo) => (photo.key === key ? { ...photo, ...what } : photo));
  }

  #remove(key: string): void {
    this.photos = this.photos.filter((photo) => photo.key !== key);
    this.#told();
  }

  #told(): void {
    this.dispatchEvent(new CustomEvent('photos', { bubbles: true }));
  }

  protected override render(): TemplateResult {
    const { strings, photos, wrong } = this;
    return html`
      ${wrong ? html`<p class="wrong" role="alert">${wrong}</p>` : nothing}
      ${
        photos.length > 0
          ? html`<ul aria-label=${strings.photos}>
              ${repeat(
                photos,
                ({ key }) => key,
                (photo, index) => this.#photo(photo, index + 1),
              )}
            </ul>`
          : nothing
      }
    `;
  }

  #photo({ key, canvas, alt, share, state, id }: Photo, number: number): TemplateResult {
    const { strings } = this;
    const name = fill(strings.picture, { number });
    return html`
      <li class=${state}>
        ${canvas}
        ${state === 'sending' ? html`<progress max="1" .value=${share} aria-label=${`${strings.sending} ${name}`}></progress>` : nothing}
        <input
          type="text"
          maxlength=${LONGEST_ALT}
          placeholder=${strings.photoAlt}
          aria-label=${`${name}: ${strings.photoAlt}`}
          .value=${alt}
          ?disabled=${state === 'sending' || id !== undefined}
          @input=${(event: Event) => this.#set(key, { alt: (event.target as HTMLInputElement).value })}
        />
        <button
          type="button"
          aria-label=${fill(strings.photoRemove, { number })}
          ?disabled=${state === 'sending'}
          @click=${() => this.#remove(key)}
        >
          ×
        </button>
      </li>
    `;
  }
}
