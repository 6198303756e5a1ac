/**
 * `<evidence-photos>`: photos that a rejection shows, chosen in its form: some of the chat's, and new ones. These are shrunk
 * and sent as in the chat, once the form is; all are named in the rejection by their ids, and what was sent is not sent again
 * where the form is.
 */
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { AttachmentView } from '../../contract/attachment.ts';
import { loadPageStrings, type PageStrings } from '../../i18n/pages/index.ts';
import { photoIcon } from '../chat/icons.ts';
import { ChatPhotos } from '../chat/photos.ts';
import { controls } from '../theme/controls.ts';
import { tokens } from '../theme/tokens.ts';
import type { Answering } from './answering.ts';
import { chatPhotoPicks } from './chat-photo-picks.ts';
import { evidenceStyles } from './evidence-styles.ts';

export class EvidencePhotos extends LitElement {
  static override styles = [tokens, controls, evidenceStyles];
  static override properties = {
    conversation: {},
    label: {},
    desk: { attribute: false },
    words: { state: true },
    said: { state: true },
    picked: { state: true },
  };

  declare conversation: string;
  declare label: string;
  declare desk: Answering;
  declare words: PageStrings | undefined;
  /** Those that are in the chat already. */
  declare said: readonly AttachmentView[];
  declare picked: ReadonlySet<string>;
  readonly #photos = new ChatPhotos(() => ({
    server: '',
    strings: this.#strings,
    address: `${location.origin}/v1/conversations/${encodeURIComponent(this.conversation)}/attachments`,
    token: () => this.desk.token(),
    changed: () => this.requestUpdate(),
  }));

  constructor() {
    super();
    this.said = [];
    this.picked = new Set();
  }

  /** The chat's, where what they say of a message is said of a rejection. */
  get #strings(): PageStrings {
    const { rejectPhotosMost, rejectPhotosFailed } = this.desk.strings;
    return { ...(this.words as PageStrings), photosTooMany: rejectPhotosMost, photoFailed: rejectPhotosFailed };
  }

  /** Sends what is not there yet. Answers the ids of all, those of the chat first, or undefined where some could not be sent. */
  async send(): Promise<string[] | undefined> {
    const sent = (await this.#photos.tray?.send()) ?? (this.#photos.tray ? undefined : []);
    return sent && [...this.picked, ...sent];
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('desk') && changed.get('desk')?.locale !== this.desk.locale) void this.#load();
    if (changed.has('conversation')) void this.#look();
  }

  async #look(): Promise<void> {
    const { conversation } = this;
    this.picked = new Set();
    const photos = await this.desk.photos(conversation);
    if (this.conversation === conversation) this.said = photos;
  }

  readonly #pick = (id: string, isPicked: boolean): void => {
    this.picked = new Set(isPicked ? [...this.picked, id] : [...this.picked].filter((one) => one !== id));
  };

  async #load(): Promise<void> {
    this.words = await loadPageStrings(this.desk.locale);
  }

  protected override render(): TemplateResult {
    const { words, label } = this;
    if (!words) return html``;
    return html`
      <div class="field" @dragover=${(event: DragEvent) => event.preventDefault()} @drop=${this.#drop}>
        <span class="label" aria-hidden="true">${label}</span>
        ${chatPhotoPicks({
          photos: this.said,
          picked: this.picked,
          label: this.desk.strings.rejectPhotosChat,
          picture: words.picture,
          pick: this.#pick,
        })}
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
