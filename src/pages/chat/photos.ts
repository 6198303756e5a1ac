/**
 * Photos in the chat, as far as every chat carries it: the button that chooses them, what is dropped or pasted, and the
 * press that enlarges one. All else is loaded when somebody first wants it (../photos).
 */
import type { PageStrings } from '../../i18n/pages/index.ts';
import { loadPhotos } from '../photos/load.ts';
import type { PhotoTray } from '../photos/photo-tray.ts';
import type { PhotoViewer } from '../photos/photo-viewer.ts';

export interface PhotoHost {
  server: string;
  strings: PageStrings;
  /** Where the photos of this conversation go. */
  address: string;
  token: () => string;
  /** There are more or fewer of them, or they could not be had. */
  changed: () => void;
}

export class ChatPhotos {
  readonly #host: () => PhotoHost;
  #viewer: PhotoViewer | undefined;
  /** What stands above the field; none before somebody has chosen a photo. */
  tray: PhotoTray | undefined;
  /** What is needed to send them could not be had. */
  missing = false;
  sending = false;

  constructor(host: () => PhotoHost) {
    this.#host = host;
  }

  get count(): number {
    return this.tray?.count ?? 0;
  }

  async #load(): Promise<boolean> {
    const { server, changed } = this.#host();
    this.missing = !(await loadPhotos(server).then(
      () => true,
      () => false,
    ));
    changed();
    return !this.missing;
  }

  async add(files: Iterable<File>): Promise<void> {
    const photos = [...files].filter(({ type, name }) => type.startsWith('image/') || /\.hei[cf]$/iu.test(name));
    if (photos.length === 0 || this.sending || !(await this.#load())) return;
    const { strings, address, token, changed } = this.#host();
    if (!this.tray) {
      this.tray = document.createElement('photo-tray') as PhotoTray;
      this.tray.addEventListener('photos', changed);
    }
    Object.assign(this.tray, { strings, to: { address, token } });
    await this.tray.add(photos);
  }

  /** The ids of all that were chosen, none where there are none, or undefined where some could not be sent. */
  async send(): Promise<string[] | undefined> {
    if (!this.tray?.count) return [];
    this.sending = true;
    this.#host().changed();
    const ids = await this.tray.send();
    this.sending = false;
    if (ids) this.tray.clear();
    this.#host().changed();
    return ids;
  }

  /** Enlarges the photo that was pressed; where that cannot be, its link leads to it. */
  async enlarge(event: Event, root: ParentNode & Node): Promise<void> {
    const pressed = event
      .composedPath()
      .find((place): place is HTMLAnchorElement => place instanceof HTMLAnchorElement);
    const row = pressed?.closest('.photos');
    if (!pressed || !row) return;
    event.preventDefault();
    const links = [...row.querySelectorAll('a')];
    if (!(await this.#load())) return void window.open(pressed.href, '_blank', 'noopener');
    if (!this.#viewer?.isConnected) {
      this.#viewer = document.createElement('photo-viewer') as PhotoViewer;
      root.append(this.#viewer);
    }
    this.#viewer.strings = this.#host().strings;
    const shown = links.map((link) => ({ url: link.href, words: link.textContent?.trim() ?? '' }));
    await this.#viewer.open(shown, links.indexOf(pressed));
  }

  /** Another conversation, or another person: what was chosen was not meant for it. */
  forget(): void {
    this.tray = undefined;
  }
}
