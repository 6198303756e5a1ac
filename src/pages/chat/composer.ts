/** Where the reader writes: a field that grows with the text, and a button. Return sends, Shift and Return is a new line. */
import { html, type TemplateResult } from 'lit';
import type { PageStrings } from '../../i18n/pages/index.ts';
import { sendIcon } from './icons.ts';

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

export function composer(strings: PageStrings, host: ComposerHost): TemplateResult {
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const field = (event.currentTarget as HTMLFormElement).querySelector('textarea');
    const text = field?.value.trim();
    if (!field || !text) return;
    host.send(text);
    field.value = '';
  };
  return html`
    <form class="composer" @submit=${submit}>
      <textarea
        name="text"
        rows="1"
        maxlength="4000"
        enterkeyhint="send"
        aria-label=${strings.messagePlaceholder}
        placeholder=${strings.messagePlaceholder}
        @input=${() => host.writing()}
        @keydown=${sendOnReturn}
      ></textarea>
      <button type="submit" class="primary" aria-label=${strings.send}>${sendIcon}</button>
    </form>
  `;
}
