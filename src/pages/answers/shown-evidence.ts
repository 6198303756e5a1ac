/**
 * `<shown-evidence>`: the photos of a rejection, small, each enlarged by a press. Their addresses are the reader's own and
 * are asked for when they are shown.
 */
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { AttachmentView, EvidenceList } from '../../contract/attachment.ts';
import { isAttachmentId } from '../../contract/attachment-id.ts';
import type { RequestView } from '../../contract/request.ts';
import { loadPageStrings, type PageStrings } from '../../i18n/pages/index.ts';
import { ChatPhotos } from '../chat/photos.ts';
import { pictureStyles } from '../chat/picture-styles.ts';
import { photoRow } from '../chat/pictures.ts';
import type { Calls } from '../session/calls.ts';
import { controls } from '../theme/controls.ts';
import { tokens } from '../theme/tokens.ts';

export class ShownEvidence extends LitElement {
  static override styles = [tokens, controls, pictureStyles];
  static override properties = {
    request: { attribute: false },
    api: { attribute: false },
    locale: {},
    photos: { state: true },
    words: { state: true },
  };

  declare request: RequestView;
  declare api: Calls;
  declare locale: string;
  declare photos: readonly AttachmentView[];
  declare words: PageStrings | undefined;
  /** What is shown or asked for. */
  #asked = '';
  readonly #viewer = new ChatPhotos(() => ({
    server: '',
    strings: this.words as PageStrings,
    address: '',
    token: () => '',
    changed: () => this.requestUpdate(),
  }));

  constructor() {
    super();
    this.photos = [];
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const named = this.request.rejection?.evidence.filter(isAttachmentId) ?? [];
    const asked = named.length > 0 ? `${this.request.id} ${named.join()}` : '';
    if (asked !== this.#asked) void this.#read(asked);
    if (named.length > 0 && (changed.has('locale') || !this.words)) void this.#say();
  }

  async #say(): Promise<void> {
    this.words = await loadPageStrings(this.locale);
  }

  async #read(asked: string): Promise<void> {
    this.#asked = asked;
    this.photos = [];
    if (asked === '') return;
    const answer = await this.api.get<EvidenceList>(`/v1/requests/${encodeURIComponent(this.request.id)}/evidence`);
    if (this.#asked === asked && answer.ok) this.photos = answer.value.items;
  }

  protected override render(): TemplateResult | typeof nothing {
    const { words, photos } = this;
    if (!words || photos.length === 0) return nothing;
    return html`<div @click=${(event: Event) => void this.#viewer.enlarge(event, this.renderRoot)}>${photoRow(photos, words)}</div>`;
  }
}

customElements.define('shown-evidence', ShownEvidence);
