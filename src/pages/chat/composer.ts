/** Where the reader writes: a field that grows with the text, and a button. Return sends, Shift and Return is a new line. */
import { html } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { fill, type PageStrings } from '../../i18n/pages/index.ts';
import { sendIcon } from './icons.ts';

/** The longest message. What is pasted may be longer, and is not cut: its writer is told, and shortens it. */
const LONGEST = 4_000;

interface ComposerHost {
  writing(): void;
  /** Takes what was written, without the space around it; empty texts are not sent. */
  send(text: string): void;
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
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const field = (event.currentTarget as HTMLFormElement).querySelector('textarea');
    const text = field?.value.trim();
    if (!field || !text) return;
    begun.delete(place);
    host.send(text);
    field.value = '';
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
    <form class="composer" @submit=${submit}>
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
      <button type="submit" class="primary" aria-label=${strings.send}>${sendIcon}</button>
    </form>
  `,
  );
}
