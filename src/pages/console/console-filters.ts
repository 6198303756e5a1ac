/** `<console-filters>`: the search, the filters and the order. Says what should be shown in a `filter` or `sort` event. */
import { css, html, LitElement, type TemplateResult } from 'lit';
import type { ConsoleKey } from '../../i18n/console/index.ts';
import { controls } from '../theme/controls.ts';
import { tokens } from '../theme/tokens.ts';
import { type BoardFilter, CHOICES, type Sort } from './address.ts';
import { boardStyles } from './board-styles.ts';
import type { Shop } from './ledger.ts';
import type { Reading } from './words.ts';

const SEARCH_AFTER_MS = 250;
type Choice = { value: string; words: string };

export class ConsoleFilters extends LitElement {
  static override styles = [
    tokens,
    controls,
    boardStyles,
    css`
      form {
        display: grid;
        grid-template-columns: minmax(9rem, 1.6fr) repeat(6, minmax(6rem, 1fr)) minmax(9rem, 1.2fr);
        gap: var(--s2);
        align-items: end;
      }

      label {
        gap: 0;
        min-width: 0;
        color: var(--ink-2);
        font-size: 0.75rem;
      }

      input,
      select {
        color: var(--ink);
        font-size: var(--body);
        text-overflow: ellipsis;
      }

      @media (min-width: 1000px) {
        input:not([type='radio'], [type='checkbox']),
        select {
          min-height: 36px;
          padding-block: var(--s1);
        }
      }

      select.set {
        border-color: var(--accent);
        box-shadow: inset 0 0 0 1px var(--accent);
      }

      @media (max-width: 999px) {
        form {
          grid-template-columns: 1fr 1fr;
        }

        .search {
          grid-column: 1 / -1;
        }
      }
    `,
  ];
  static override properties = {
    filter: { attribute: false },
    sort: {},
    markets: { attribute: false },
    sellers: { attribute: false },
    reading: { attribute: false },
  };

  declare filter: BoardFilter;
  declare sort: Sort;
  declare markets: readonly string[];
  declare sellers: readonly Shop[];
  declare reading: Reading;

  #typing: ReturnType<typeof setTimeout> | undefined;
  /** As it stands in the field, with a space that more will follow. */
  #typed = '';

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#typing);
  }

  protected override render(): TemplateResult {
    const { strings } = this.reading;
    const q = this.filter.q ?? '';
    const known = (values: readonly string[]): Choice[] => values.map((value) => ({ value, words: value }));
    const named = (name: keyof typeof CHOICES, prefix: 'reason' | 'due' | 'waitingOn' | 'status'): Choice[] =>
      (CHOICES[name] ?? []).map((value) => ({ value, words: strings[`${prefix}.${value}` as ConsoleKey] }));
    return html`
      <form role="search" @submit=${(event: Event) => event.preventDefault()}>
        <label class="search">
          ${strings.search}
          <input
            name="q"
            type="search"
            maxlength="128"
            autocomplete="off"
            placeholder=${strings.searchHint}
            .value=${this.#typed.trim() === q ? this.#typed : q}
            @input=${this.#search}
          />
        </label>
        ${this.#select('market', known(this.markets))} ${this.#select('sellerId', [...this.sellers])}
        ${this.#select('reason', named('reason', 'reason'))} ${this.#select('due', named('due', 'due'))}
        ${this.#select('waitingOn', named('waitingOn', 'waitingOn'))}
        ${this.#select('status', named('status', 'status'), strings.allOpen)}
        <label>
          ${strings['filter.sort']}
          <select name="sort" @change=${(event: Event) => this.#tell('sort', (event.target as HTMLSelectElement).value)}>
            ${(['deadline', 'state'] as const).map(
              (sort) => html`<option value=${sort} .selected=${this.sort === sort}>${strings[`sort.${sort}`]}</option>`,
            )}
          </select>
        </label>
      </form>
    `;
  }

  /** What the address asks for stays choosable before any request with it has arrived. */
  #select(name: Exclude<keyof BoardFilter, 'q'>, choices: Choice[], all = this.reading.strings.all): TemplateResult {
    const value = this.filter[name];
    const known = !value || choices.some((choice) => choice.value === value);
    const options = known ? choices : [...choices, { value, words: value }];
    return html`
      <label>
        ${this.reading.strings[`filter.${name}`]}
        <select
          name=${name}
          class=${value ? 'set' : ''}
          @change=${(event: Event) => this.#tell('filter', { [name]: (event.target as HTMLSelectElement).value || undefined })}
        >
          <option value="" .selected=${!value}>${all}</option>
          ${options.map(
            (choice) =>
              html`<option value=${choice.value} .selected=${choice.value === value}>${choice.words}</option>`,
          )}
        </select>
      </label>
    `;
  }

  #search(event: InputEvent): void {
    this.#typed = (event.target as HTMLInputElement).value;
    const q = this.#typed.trim();
    clearTimeout(this.#typing);
    this.#typing = setTimeout(() => this.#tell('filter', { q: q || undefined }), SEARCH_AFTER_MS);
  }

  #tell(name: 'filter' | 'sort', detail: object | string): void {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}

customElements.define('console-filters', ConsoleFilters);
