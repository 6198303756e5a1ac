/**
 * `<evidence-photos>`: photos that a rejection shows, chosen in its form. They are shrunk and sent as in the chat, once the
 * form is, and are named in the rejection by their ids; what was sent is not sent again where the form is.
 */
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { loadPageStrings, type PageStrings } from '../../i18n/pages/index.ts';
import { photoIcon } from '../chat/icons.ts';
import { ChatPhotos } from '../chat/photos.ts';
import { controls } from '../theme/controls.ts';
import { tokens } from '../theme/tokens.ts';
import type { Answering } from './answering.ts';
import { evidenceStyles } from './evidence-styles.ts';

export class EvidencePhotos extends LitElement {
  static override styles = [tokens, controls, evidenceStyles];
  static override properties = {
    conversation: {},
    label: {},
    desk: { attribute: false },
    words: { state: true },
  };

  declare conversation: string;
  declare label: string;
  declare desk: Answering;
  declare words: PageStrings | undefined;
  readonly #photos = new ChatPhotos(() => ({
    server: '',
    strings: this.#strings,
    address: `${location.origin}/v1/conversations/${encodeURIComponent(this.conversation)}/attachments`,
    token: () => this.desk.token(),
    changed: () => this.requestUpdate(),
  }));

  /** The chat's, where what they say of a message is said of a rejection. */
  get #strings(): PageStrings {
    const { rejectPhotosMost, rejectPhotosFailed } = this.desk.strings;
    return { ...(this.words as PageStrings), photosTooMany: rejectPhotosMost, photoFailed: rejectPhotosFailed };
  }

  /** Sends what is not there yet. Answers the ids of all, or undefined where some could not be sent. */
  send(): Promise<string[] | undefined> {
    return this.#photos.tray?.send() ?? Promise.resolve([]);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('desk') && changed.get('desk')?.locale !== this.desk.locale) void this.#load();
  }

  async #load(): Promise<void> {
    this.words = await loadPageStrings(this.desk.locale);
  }

  protected override render(): TemplateResult {
    const { words, label } = this;
    if (!words) return html``;
    return html`
      <div class="field" @dragover=${(event: DragEvent) => event.preventDefault()} @drop=${this.#drop}>
        <span class="label" aria-hidden="true">${label}</span>
        ${this.#photos.tray ?? nothing}
        ${this.#photos.missing ? html`<p class="wrong" role="alert">${words.somethingWrong}</p>` : nothing}
        <label class="attach">
          ${photoIcon}<span aria-hidden="true">${words.photosAdd}</span>
          <input class="heard" type="file" accept="image/*" multiple aria-label=${`${label}: ${words.photosAdd}`} @change=${this.#choose} />
        </label>
      </div>
    `;
  }

  readonly #choose = ({ currentTarget }: Event): void => {
    const input = currentTarget as HTMLInputElement;
    void this.#photos.add(input.files ?? []);
    input.value = '';
  };

  readonly #drop = (event: DragEvent): void => {
    if (!event.dataTransfer?.files.length) return;
    event.preventDefault();
    void this.#photos.add(event.dataTransfer.files);
  };
}

customElements.define('evidence-photos', EvidencePhotos);
