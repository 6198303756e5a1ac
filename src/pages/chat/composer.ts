/** Where the reader writes: a field that grows with the text, and a button. Return sends, Shift and Return is a new line. */
import { html, nothing } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { fill, type PageStrings } from '../../i18n/pages/index.ts';
import { photoIcon, sendIcon } from './icons.ts';
import type { ChatPhotos } from './photos.ts';

/** The longest message. What is pasted may be longer, and is not cut: its writer is told, and shortens it. */
const LONGEST = 4_000;

interface ComposerHost {
  writing(): void;
  /** Takes what was written, without the space around it, and the photos that were sent with it. */
  send(text: string, attachments: readonly string[]): void;
  photos: ChatPhotos;
}

function sendOnReturn(event: KeyboardEvent): void {
  // While an input method is composing, Return chooses a word.
  if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  (event.currentTarget as HTMLTextAreaElement).form?.requestSubmit();
}

/** What people have begun to write and not sent, for as long as the page lasts. */
const begun = new Map<string, string>();

/** `place` names a person in a conversation: what is begun there stands in no other field, and waits in its own. */
export function composer(strings: PageStrings, place: string, host: ComposerHost): unknown {
  const { photos } = host;
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const field = (event.currentTarget as HTMLFormElement).querySelector('textarea');
    const text = field?.value.trim() ?? '';
    if (!field || photos.sending || (!text && photos.count === 0)) return;
    const attachments = photos.count > 0 ? await photos.send() : [];
    // What was written stays with the photos that could not be sent, and so does what was written meanwhile.
    if (!attachments) return;
    host.send(text, attachments);
    if (field.value.trim() !== text) return;
    begun.delete(place);
    field.value = '';
  };
  const choose = ({ currentTarget }: Event): void => {
    const input = currentTarget as HTMLInputElement;
    void photos.add(input.files ?? []);
    input.value = '';
  };
  const bring = (event: Event, files: FileList | undefined): void => {
    if (!files?.length) return;
    event.preventDefault();
    void photos.add(files);
  };
  const input = (event: InputEvent): void => {
    const field = event.currentTarget as HTMLTextAreaElement;
    const isTooLong = field.value.trim().length > LONGEST;
    field.setCustomValidity(isTooLong ? fill(strings.messageTooLong, { max: LONGEST }) : '');
    begun.set(place, field.value);
    host.writing();
  };
  return keyed(
    place,
    html`
    <form
      class="composer"
      @submit=${submit}
      @paste=${(event: ClipboardEvent) => bring(event, event.clipboardData?.files)}
      @dragover=${(event: DragEvent) => event.preventDefault()}
      @drop=${(event: DragEvent) => bring(event, event.dataTransfer?.files)}
    >
      ${photos.tray ?? nothing}
      ${photos.missing ? html`<p class="failed" role="alert">${strings.somethingWrong}</p>` : nothing}
      <label class="attach">
        ${photoIcon}<input class="heard" type="file" accept="image/*" multiple aria-label=${strings.photosAdd} @change=${choose} />
      </label>
      <textarea
        name="text"
        rows="1"
        enterkeyhint="send"
        aria-label=${strings.messagePlaceholder}
        placeholder=${strings.messagePlaceholder}
        .defaultValue=${begun.get(place) ?? ''}
        @input=${input}
        @keydown=${sendOnReturn}
      ></textarea>
      <button type="submit" class="primary" aria-label=${strings.send} ?disabled=${photos.sending}>${sendIcon}</button>
    </form>
  `,
  );
}
