/** `<reply-editor>`: the saved replies of a side, to be written, changed and removed. `saved` says how they are then. */

import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { REASONS } from '../../contract/choices.ts';
import type { Reply, ReplyList } from '../../contract/replies.ts';
import { LANGUAGES } from '../../i18n/languages.ts';
import type { SellerStrings } from '../../i18n/seller/index.ts';
import type { Calls } from '../session/calls.ts';
import { randomKey } from '../session/http.ts';
import { controls } from '../theme/controls.ts';
import { dialogs } from '../theme/dialogs.ts';
import { tokens } from '../theme/tokens.ts';

const MOST = 100;

export class ReplyEditor extends LitElement {
  static override styles = [
    tokens,
    controls,
    dialogs,
    css`
      dialog {
        width: min(36rem, calc(100vw - 16px));
        max-height: calc(100dvh - 32px);
        padding: var(--s4);
      }

      form,
      fieldset {
        display: grid;
        gap: var(--s3);
      }

      fieldset {
        padding-block-start: var(--s3);
        border-block-start: 1px solid var(--line);
      }

      .pair {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(100%, 9rem), 1fr));
        gap: var(--s3);
      }

      input,
      select,
      textarea {
        font-size: max(16px, var(--body));
      }

      .buttons {
        display: flex;
        flex-wrap: wrap;
        gap: var(--s2);
        justify-content: end;
      }

      fieldset > button,
      form > .add {
        justify-self: start;
      }
    `,
  ];
  static override properties = {
    api: { attribute: false },
    strings: { attribute: false },
    replies: { state: true },
    busy: { state: true },
    refused: { state: true },
  };

  declare api: Calls;
  declare strings: SellerStrings;
  declare replies: readonly Reply[];
  declare busy: boolean;
  declare refused: string | undefined;

  constructor() {
    super();
    this.replies = [];
    this.busy = false;
  }

  open(replies: readonly Reply[]): void {
    this.replies = replies.length > 0 ? replies : [blank()];
    this.refused = undefined;
    this.#dialog?.showModal();
  }

  get #dialog(): HTMLDialogElement | null {
    return this.renderRoot.querySelector('dialog');
  }

  protected override render(): TemplateResult {
    const { strings } = this;
    return html`
      <dialog aria-labelledby="title">
        <form method="dialog" @submit=${this.#save}>
          <h2 id="title">${strings.replies}</h2>
          <p class="quiet">${strings.repliesAbout}</p>
          ${this.replies.map((reply) => this.#fields(reply))}
          ${
            this.replies.length < MOST
              ? html`<button type="button" class="plain add" @click=${this.#add}>${strings.replyAdd}</button>`
              : nothing
          }
          ${this.refused ? html`<p class="problem" role="alert">${this.refused}</p>` : nothing}
          <div class="buttons">
            <button type="button" @click=${() => this.#dialog?.close()}>${strings.cancel}</button>
            <button type="submit" class="primary" ?disabled=${this.busy}>${strings.save}</button>
          </div>
        </form>
      </dialog>
    `;
  }

  #fields(reply: Reply): TemplateResult {
    const { strings } = this;
    const { id, title, text, locale = '', reason = '' } = reply;
    const choice = (
      name: 'locale' | 'reason',
      label: string,
      none: string,
      chosen: string,
      options: [string, string][],
    ) => html`
      <label>
        ${label}
        <select @change=${(event: Event) => this.#change(id, { [name]: valueIn(event) || undefined })}>
          <option value="" ?selected=${chosen === ''}>${none}</option>
          ${options.map(([value, words]) => html`<option value=${value} ?selected=${value === chosen}>${words}</option>`)}
        </select>
      </label>
    `;
    const languages = [...new Set([...LANGUAGES, ...(locale ? [locale] : [])])];
    return html`
      <fieldset>
        <label>
          ${strings.replyName}
          <input required maxlength="100" .value=${title} @input=${(event: Event) => this.#change(id, { title: valueIn(event) })} />
        </label>
        <label>
          ${strings.replyWords}
          <textarea
            required
            rows="3"
            maxlength="1000"
            dir="auto"
            .value=${text}
            @input=${(event: Event) => this.#change(id, { text: valueIn(event) })}
          ></textarea>
        </label>
        <div class="pair">
          ${choice(
            'locale',
            strings.replyLanguage,
            strings.replyAny,
            locale,
            languages.map((each) => [each, nameOf(each)]),
          )}
          ${choice(
            'reason',
            strings.filterReason,
            strings.anyReason,
            reason,
            REASONS.map((each) => [each, strings[`reason.${each}`]]),
          )}
        </div>
        <button type="button" class="plain" @click=${() => this.#remove(id)}>${strings.replyRemove}</button>
      </fieldset>
    `;
  }

  readonly #add = async (): Promise<void> => {
    this.replies = [...this.replies, blank()];
    await this.updateComplete;
    [...this.renderRoot.querySelectorAll('fieldset')].at(-1)?.querySelector('input')?.focus();
  };

  #change(id: string, changes: Partial<Reply>): void {
    this.replies = this.replies.map((reply) => (reply.id === id ? { ...reply, ...changes } : reply));
  }

  #remove(id: string): void {
    this.replies = this.replies.filter((reply) => reply.id !== id);
  }

  readonly #save = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    this.busy = true;
    this.refused = undefined;
    const answer = await this.api.put<ReplyList>('/v1/replies', { items: this.replies });
    this.busy = false;
    if (!answer.ok) {
      this.refused = answer.refusal === 'offline' ? this.strings.refusedOffline : this.strings.refusedOther;
      return;
    }
    this.dispatchEvent(new CustomEvent('saved', { detail: answer.value.items }));
    this.#dialog?.close();
  };
}

const valueIn = (event: Event): string => (event.target as HTMLInputElement | HTMLSelectElement).value;
const blank = (): Reply => ({ id: `reply-${randomKey()}`, title: '', text: '' });
/** A language by its own name. */
const nameOf = (locale: string): string =>
  new Intl.DisplayNames([locale], { type: 'language', fallback: 'code' }).of(locale) ?? locale;

customElements.define('reply-editor', ReplyEditor);
