/** `<team-notes>`: what colleagues noted about a request, and a field for one more. */
import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { erasedSaid } from '../../contract/erased-mark.ts';
import type { NoteView } from '../../contract/note.ts';
import { formatInstant } from '../../i18n/format.ts';
import { fill } from '../../i18n/pages/index.ts';
import type { SellerStrings } from '../../i18n/seller/index.ts';
import type { Answer, Calls } from '../session/calls.ts';
import type { NotesHeard } from '../session/notes-heard.ts';
import { controls } from '../theme/controls.ts';
import { tokens } from '../theme/tokens.ts';

/** Whose page it stands on, and how they read. */
export interface TeamDesk {
  api: Calls;
  heard: NotesHeard;
  side: 'shop' | 'agents';
  strings: SellerStrings;
  locale: string;
  zone: string;
}
interface Page {
  items: NoteView[];
  nextCursor: string | null;
}

const SHOWN_FIRST = 5;
const LONGEST = 4_000;

export class TeamNotes extends LitElement {
  static override styles = [
    tokens,
    controls,
    css`
      :host {
        display: block;
        margin-block-start: var(--s5);
      }

      section,
      form {
        display: grid;
        gap: var(--s2);
        min-width: 0;
      }

      h3 {
        font-size: var(--strong);
        line-height: 1.35;
      }

      li {
        padding: var(--s2) var(--s3);
        border-inline-start: 3px solid var(--time);
        border-radius: var(--round-s);
        background: var(--time-soft);
      }

      li + li {
        margin-block-start: var(--s2);
      }

      .words {
        overflow-wrap: anywhere;
        white-space: pre-line;
      }

      form button {
        justify-self: start;
      }

      textarea {
        min-height: var(--control);
        font-size: max(16px, var(--body));
      }
    `,
  ];
  static override properties = {
    requestId: {},
    desk: { attribute: false },
    notes: { state: true },
    all: { state: true },
    busy: { state: true },
    refused: { state: true },
  };

  declare requestId: string;
  declare desk: TeamDesk;
  declare notes: ReadonlyMap<string, NoteView>;
  declare all: boolean;
  declare busy: boolean;
  declare refused: string | undefined;

  #stop: (() => void) | undefined;

  constructor() {
    super();
    this.notes = new Map();
    this.all = false;
    this.busy = false;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stop?.();
    this.#stop = undefined;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    this.#stop ??= this.desk.heard.listen({
      note: ({ requestId, note }) => this.#take(requestId, [note]),
      again: () => void this.#load(),
    });
    if (!changed.has('requestId')) return;
    this.notes = new Map();
    this.all = false;
    this.refused = undefined;
    void this.#load();
  }

  get #path(): string {
    return `/v1/requests/${encodeURIComponent(this.requestId)}/notes`;
  }

  #take(requestId: string, notes: readonly NoteView[]): void {
    if (requestId !== this.requestId) return;
    this.notes = new Map([...this.notes, ...notes.map((note) => [note.id, note] as const)]);
  }

  async #load(): Promise<void> {
    const { requestId } = this;
    for (let cursor: string | null = ''; cursor !== null; ) {
      const query: string = `${new URLSearchParams({ limit: '100', ...(cursor ? { cursor } : {}) })}`;
      const page: Answer<Page> = await this.desk.api.get(`${this.#path}?${query}`);
      if (!page.ok || requestId !== this.requestId) return;
      this.#take(requestId, page.value.items);
      cursor = page.value.nextCursor;
    }
  }

  protected override render(): TemplateResult {
    const { strings, side } = this.desk;
    const notes = [...this.notes.values()].sort((a, b) => (a.at < b.at ? -1 : 1));
    const earlier = this.all ? 0 : Math.max(0, notes.length - SHOWN_FIRST);
    return html`
      <section aria-labelledby="notes">
        <h3 id="notes">${strings.notes}</h3>
        ${
          earlier > 0
            ? html`<button type="button" class="plain" @click=${this.#showAll}>
                ${fill(strings.notesEarlier, { count: earlier })}
              </button>`
            : nothing
        }
        <ul aria-live="polite" ?hidden=${notes.length === 0}>
          ${notes.slice(earlier).map((note) => this.#note(note))}
        </ul>
        <form @submit=${this.#add}>
          <textarea
            name="text"
            rows="1"
            maxlength=${LONGEST}
            aria-label=${strings.noteField}
            placeholder=${strings.noteField}
            aria-describedby="who"
          ></textarea>
          <p class="quiet" id="who">${side === 'shop' ? strings.notesShop : strings.notesAgents}</p>
          ${this.refused ? html`<p class="problem" role="alert">${this.refused}</p>` : nothing}
          <button type="submit" ?disabled=${this.busy}>${strings.noteAdd}</button>
        </form>
      </section>
    `;
  }

  #note({ author: { role, name, userId, id }, at, text }: NoteView): TemplateResult {
    const { strings, locale, zone } = this.desk;
    const who = name ?? userId ?? (role === 'agent' ? id : undefined);
    return html`
      <li>
        <p class="quiet">
          ${who ? html`<bdi>${who}</bdi>, ` : nothing}${strings[`noteBy.${role}`]} ·
          <time datetime=${at}>${formatInstant(at, locale, zone)}</time>
        </p>
        <p class="words" dir="auto">${erasedSaid(text, strings.erased)}</p>
      </li>
    `;
  }

  readonly #showAll = (): void => {
    this.all = true;
  };

  readonly #add = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const field = (event.currentTarget as HTMLFormElement).querySelector('textarea');
    const text = field?.value.trim();
    if (!field || !text || this.busy) return;
    const { requestId } = this;
    this.busy = true;
    this.refused = undefined;
    const answer = await this.desk.api.post<NoteView>(this.#path, { text });
    this.busy = false;
    if (requestId !== this.requestId) return;
    if (answer.ok) {
      this.#take(requestId, [answer.value]);
      field.value = '';
      field.focus();
    } else {
      const { refusedOffline, refusedOther } = this.desk.strings;
      this.refused = answer.refusal === 'offline' ? refusedOffline : refusedOther;
    }
  };
}

customElements.define('team-notes', TeamNotes);
