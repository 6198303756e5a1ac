/** In which order the board lists: beside its number where there is room, else among the filters. */
import { html, type TemplateResult } from 'lit';
import type { ConsoleStrings } from '../../i18n/console/index.ts';
import type { Sort } from './address.ts';

const SORTS = ['deadline', 'state'] as const satisfies Sort[];

export const sortChoice = (chosen: Sort, strings: ConsoleStrings, choose: (sort: Sort) => void): TemplateResult => html`
  <select
    name="sort"
    aria-label=${strings['filter.sort']}
    @change=${(event: Event) => choose((event.target as HTMLSelectElement).value as Sort)}
  >
    ${SORTS.map((sort) => html`<option value=${sort} .selected=${chosen === sort}>${strings[`sort.${sort}`]}</option>`)}
  </select>
`;
