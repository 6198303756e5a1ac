/**
 * `<console-filters>`: the search and the filters, and where there is little room the order. Says what should be shown in a `filter`
 * or `sort` event, and `fold` where the filters are to be shown or put away.
 */
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import type { ConsoleKey } from '../../i18n/console/index.ts';
import { searchForm } from '../../i18n/search-form.ts';
import type { SellerKey } from '../../i18n/seller/index.ts';
import type { Option } from '../answers/fields.ts';
import { holderChoices } from '../answers/holders.ts';
import { filtersFold } from '../session/filters-fold.ts';
import { controls } from '../theme/controls.ts';
import { tokens } from '../theme/tokens.ts';
import { type BoardFilter, CHOICES, narrowedBy, type Sort } from './address.ts';
import { boardStyles } from './board-styles.ts';
import type { Ledger } from './ledger.ts';
import { sortChoice } from './sort-choice.ts';
import type { Reading } from './words.ts';

const SEARCH_AFTER_MS = 250;

export class ConsoleFilters extends LitElement {
  static override styles = [
    tokens,
    controls,
    boardStyles,
    css`
      form {
        display: flex;
        flex-wrap: wrap;
        gap: var(--s2);
      }

      .search {
        flex: 1 1 15rem;
      }

      #narrowing {
        display: contents;
      }

      button[aria-expanded='true'] {
        border-color: var(--accent);
        background: var(--accent-soft);
        color: var(--on-accent-soft);
      }

      input,
      select {
        min-width: 0;
        font-size: var(--small);
        text-overflow: ellipsis;
      }

      /* Each as wide as what it says, so that nothing is cut: where much is chosen, they take a second line. */
      @media (min-width: 1000px) {
        input:not([type='radio'], [type='checkbox']),
        select {
          min-height: 36px;
          padding-block: var(--s1);
        }

        select,
        [name='sellerId'] {
          flex: none;
          width: auto !important;
          max-width: 100%;
          field-sizing: content;
        }

        [name='sellerId'] {
          min-width: 7rem;
        }
      }

      .set {
        border-color: var(--accent);
        box-shadow: inset 0 0 0 1px var(--accent);
      }

      @media (max-width: 999px) {
        form {
          display: grid;
          grid-template-columns: minmax(0, 1fr) auto;
        }

        #narrowing:not([hidden]) {
          display: flex;
          flex-wrap: wrap;
          grid-column: 1 / -1;
          gap: var(--s2);
        }

        /* Two in a line, and one that says more has a line of its own. */
        #narrowing > * {
          flex: 1 1 40%;
          width: auto !important;
          field-sizing: content;
        }

        #narrowing > select {
          min-width: max-content;
        }
      }
    `,
  ];
  static override properties = {
    filter: { attribute: false },
    sort: {},
    ledger: { attribute: false },
    revision: { attribute: false },
    reading: { attribute: false },
    me: { attribute: false },
    wide: { type: Boolean },
    unfolded: { type: Boolean },
  };

  declare filter: BoardFilter;
  declare sort: Sort;
  declare ledger: Ledger;
  /** Rises with every change of the ledger. */
  declare revision: number;
  declare reading: Reading;
  /** The member of staff who looks. */
  declare me: string | undefined;
  /** There is room for everything at once. */
  declare wide: boolean;
  /** Where there is not: more than the search is shown. */
  declare unfolded: boolean;

  #typing: ReturnType<typeof setTimeout> | undefined;
  /** As it stands in the field, with a space that more will follow. */
  #typed = '';

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#typing);
  }

  protected override render(): TemplateResult {
    const { strings } = this.reading;
    const { markets, figures } = this.ledger;
    const q = this.filter.q ?? '';
    return html`
      <form role="search" @submit=${(event: Event) => event.preventDefault()}>
        <input
          class="search"
          name="q"
          type="search"
          maxlength="128"
          autocomplete="off"
          aria-label=${strings.search}
          placeholder=${strings.searchHint}
          .value=${this.#typed.trim() === q ? this.#typed : q}
          @input=${this.#search}
        />
        ${this.wide ? nothing : this.#fold()}
        <div id="narrowing" ?hidden=${!this.wide && !this.unfolded}>
        ${this.#shops()} ${this.#select(
          'market',
          markets.map((value) => ({ value, label: value })),
        )}
        ${this.#select('reason', this.#named('reason'))} ${this.#select('due', this.#named('due', figures.due))}
        ${this.#select('waitingOn', this.#named('waitingOn'))}
        ${this.#select('status', this.#named('status', figures.status), strings.allOpen)} ${this.#holders()}
          ${this.wide ? nothing : sortChoice(this.sort, strings, (sort) => this.#tell('sort', sort))}
        </div>
      </form>
    `;
  }

  /** Where there is little room, the search alone is there at first. */
  #fold(): TemplateResult {
    return filtersFold({
      strings: this.reading.answers,
      // What was typed and who waits are seen beside it.
      count: narrowedBy({ ...this.filter, q: undefined, reply: undefined }),
      unfolded: this.unfolded,
      controls: 'narrowing',
      fold: () => this.dispatchEvent(new CustomEvent('fold')),
    });
  }

  /** Each choice in words, and how many requests are under it. */
  #named(name: keyof typeof CHOICES, counts: Readonly<Record<string, number>> = {}): Option[] {
    const { strings, answers } = this.reading;
    return (CHOICES[name] ?? []).map((value) => {
      const words =
        name === 'reason' ? answers[`reason.${value}` as SellerKey] : strings[`${name}.${value}` as ConsoleKey];
      return { value, label: value in counts ? `${words} (${counts[value]})` : words };
    });
  }

  /** Shops are many: a field that finds them as their name is typed. */
  #shops(): TemplateResult {
    const { strings } = this.reading;
    const { sellers } = this.ledger;
    const { sellerId } = this.filter;
    const name = sellers.find(({ value }) => value === sellerId)?.label ?? sellerId ?? '';
    return html`
      <input
        name="sellerId"
        class=${sellerId ? 'set' : ''}
        list="shops"
        autocomplete="off"
        maxlength="128"
        aria-label=${strings['filter.sellerId']}
        placeholder=${strings['filter.sellerId']}
        .value=${name}
        @change=${(event: Event) => this.#tell('filter', { sellerId: this.#shopCalled((event.target as HTMLInputElement).value) })}
      />
      <datalist id="shops">${sellers.map(({ label }) => html`<option value=${label}></option>`)}</datalist>
    `;
  }

  /** The id of the shop with this name, or that begins so if it is the only one; an id stands for itself. */
  #shopCalled(typed: string): string | undefined {
    const wanted = searchForm(typed.trim());
    if (!wanted) return undefined;
    const { sellers } = this.ledger;
    const exact = sellers.find(({ label }) => searchForm(label) === wanted);
    const like = sellers.filter(({ label }) => searchForm(label).startsWith(wanted));
    return (exact ?? (like.length === 1 ? like[0] : undefined))?.value ?? typed.trim();
  }

  /** Who of the agents has it in hand. */
  #holders(): TemplateResult {
    const { answers: strings } = this.reading;
    const { assignee: chosen } = this.filter;
    const choices = holderChoices({ strings, me: this.me, known: this.ledger.holders, chosen });
    return this.#select('assignee', choices, strings.anyHolder, strings.filterHolder);
  }

  /**
   * Says its name alone while nothing is chosen, and the name with what is chosen. What the address asks for stays choosable
   * before any request with it has arrived.
   */
  #select(
    name: Exclude<keyof BoardFilter, 'q' | 'sellerId' | 'reply'>,
    choices: Option[],
    all = this.reading.strings.all,
    label = this.reading.strings[`filter.${name}` as ConsoleKey],
  ): TemplateResult {
    const value = this.filter[name];
    const known = !value || choices.some((choice) => choice.value === value);
    const options = known ? choices : [...choices, { value, label: value }];
    return html`
      <select
        name=${name}
        class=${value ? 'set' : ''}
        aria-label=${label}
        @change=${(event: Event) => this.#tell('filter', { [name]: (event.target as HTMLSelectElement).value || undefined })}
      >
        <option value="" .selected=${!value}>${value ? all : label}</option>
        ${options.map((choice) => {
          const chosen = choice.value === value;
          return html`<option value=${choice.value} .selected=${chosen}>${chosen ? `${label}: ${choice.label}` : choice.label}</option>`;
        })}
      </select>
    `;
  }

  /** Puts the keyboard into the search. */
  search(): void {
    this.renderRoot.querySelector<HTMLElement>('.search')?.focus();
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

declare global {
  interface HTMLElementTagNameMap {
    'console-filters': ConsoleFilters;
  }
}
