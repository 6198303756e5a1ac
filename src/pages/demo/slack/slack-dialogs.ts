/**
 * What Slack lays over everything: `<slack-modal>`, a view that is filled in and submitted, and `<slack-confirm>`, the
 * question before a button that obliges. Native dialogs, so that focus stays inside and Esc closes.
 *
 * A modal is open as long as the app has one open: closing it here says so (`closed`), submitting it hands out what
 * was entered (`filled`, by block), and the modal that comes then, or none, is what is shown.
 */
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import type { DemoSlackModal } from '../../../contract/demo.ts';
import { openSheet, sheetStyles } from '../../chat/sheet.ts';
import { controls } from '../../theme/controls.ts';
import { tokens } from '../../theme/tokens.ts';
import { blockStyles } from './block-styles.ts';
import { drawBlocks } from './blocks.ts';
import { dialogStyles } from './dialog-styles.ts';
import { type Entries, readForm } from './fields.ts';
import type { Pressed } from './host.ts';
import { crossIcon, parleyIcon } from './icons.ts';
import { drawText, plain, type Reader } from './text.ts';

export class SlackModal extends LitElement {
  static override styles = [tokens, controls, sheetStyles, blockStyles, dialogStyles];
  static override properties = {
    modal: { attribute: false },
    reader: { attribute: false },
    frame: { attribute: false },
    busy: { attribute: false },
    sending: { type: Boolean },
    errors: { attribute: false },
    problem: { attribute: false },
  };

  declare modal: DemoSlackModal | null;
  declare reader: Reader;
  /** What it is laid over. */
  declare frame: HTMLElement | undefined;
  declare busy: string | undefined;
  declare sending: boolean;
  /** What Slack's own form did not let through, by block. */
  declare errors: Readonly<Record<string, string>>;
  declare problem: string | undefined;

  constructor() {
    super();
    this.modal = null;
    this.sending = false;
    this.errors = {};
  }

  protected override updated(changed: PropertyValues<this>): void {
    const dialog = this.renderRoot.querySelector('dialog');
    if (!dialog) return;
    if (this.modal && !dialog.open) openSheet(dialog, this.frame ?? this);
    if (!this.modal && dialog.open) dialog.close();
    if (changed.has('errors') || changed.has('modal')) this.#showWrong(changed.get('modal')?.errors);
  }

  /** The first field that is wrong gets the keyboard, once. */
  #showWrong(before: Readonly<Record<string, string>> | undefined): void {
    const errors = { ...this.modal?.errors, ...this.errors };
    if (JSON.stringify(errors) === JSON.stringify(before ?? {})) return;
    this.renderRoot.querySelector<HTMLElement>('[aria-invalid="true"], .wrong input')?.focus();
  }

  protected override render(): TemplateResult {
    const { modal } = this;
    return html`
      <dialog aria-labelledby="title" @cancel=${this.#cancel} @close=${this.#tellClosed}>
        ${modal ? keyed(modal.id, this.#form(modal)) : nothing}
      </dialog>
    `;
  }

  #form(modal: DemoSlackModal): TemplateResult {
    const problem = this.problem ?? modal.notice;
    return html`
      <form novalidate @submit=${this.#submit}>
        <header>
          <span class="app" aria-hidden="true">${parleyIcon}</span>
          <h3 id="title">${modal.title}</h3>
          <button type="button" class="plain cross" aria-label="Close" @click=${this.#close}>${crossIcon}</button>
        </header>
        <div class="scroll" tabindex="0" role="group" aria-labelledby="title">
          ${drawBlocks(modal.blocks, {
            reader: this.reader,
            press: (pressed: Pressed) => this.dispatchEvent(new CustomEvent('press', { detail: pressed })),
            busy: this.busy,
            errors: { ...modal.errors, ...this.errors },
          })}
        </div>
        ${problem ? html`<p class="problem" role="alert">${problem}</p>` : nothing}
        <footer>
          <button type="button" @click=${this.#close}>${modal.close ?? 'Close'}</button>
          ${
            modal.submit === null
              ? nothing
              : html`<button
                  type="submit"
                  class="primary ${this.sending ? 'working' : ''}"
                  aria-busy=${this.sending ? 'true' : 'false'}
                >
                  <span class="label">${modal.submit}</span>
                </button>`
          }
        </footer>
      </form>
    `;
  }

  #submit(event: SubmitEvent): void {
    event.preventDefault();
    const { modal } = this;
    if (!modal?.submit || this.sending) return;
    const detail = readForm(event.currentTarget as HTMLFormElement, modal.blocks);
    this.dispatchEvent(new CustomEvent<Entries>('filled', { detail }));
  }

  #close(): void {
    this.renderRoot.querySelector('dialog')?.close();
  }

  /** What was sent cannot be taken back by closing the form. */
  #cancel(event: Event): void {
    if (this.sending) event.preventDefault();
  }

  #tellClosed(): void {
    this.dispatchEvent(new CustomEvent('closed'));
  }
}

export class SlackConfirm extends LitElement {
  static override styles = [tokens, controls, sheetStyles, blockStyles, dialogStyles];
  static override properties = {
    asking: { attribute: false },
    reader: { attribute: false },
    frame: { attribute: false },
  };

  /** The button whose question is asked. */
  declare asking: Pressed | undefined;
  declare reader: Reader;
  declare frame: HTMLElement | undefined;

  protected override updated(): void {
    const dialog = this.renderRoot.querySelector('dialog');
    if (this.asking && dialog && !dialog.open) openSheet(dialog, this.frame ?? this);
    if (!this.asking && dialog?.open) dialog.close();
  }

  protected override render(): TemplateResult {
    return html`
      <dialog class="question" aria-labelledby="title" aria-describedby="text" @close=${() => this.#answer(false)}>
        ${this.asking?.confirm ? this.#question(this.asking, this.asking.confirm) : nothing}
      </dialog>
    `;
  }

  #question(asking: Pressed, confirm: NonNullable<Pressed['confirm']>): TemplateResult {
    const danger = (confirm.style ?? asking.style) === 'danger';
    return html`
      <header><h3 id="title">${confirm.title ? plain(confirm.title) : ''}</h3></header>
      <div class="scroll" id="text">${confirm.text ? drawText(confirm.text, this.reader) : nothing}</div>
      <footer>
        <button type="button" @click=${() => this.#answer(false)}>
          ${confirm.deny ? plain(confirm.deny) : 'Cancel'}
        </button>
        <button type="button" class=${danger ? 'danger' : 'primary'} @click=${() => this.#answer(true)}>
          ${confirm.confirm ? plain(confirm.confirm) : asking.label}
        </button>
      </footer>
    `;
  }

  #answer(yes: boolean): void {
    if (!this.asking) return;
    this.dispatchEvent(new CustomEvent<boolean>('answer', { detail: yes }));
  }
}

customElements.define('slack-modal', SlackModal);
customElements.define('slack-confirm', SlackConfirm);
