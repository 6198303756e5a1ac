/** The button behind which a list's filters lie where there is little room; it says how many of them are set. */
import { html, type TemplateResult } from 'lit';
import { fill } from '../../i18n/pages/index.ts';
import type { SellerStrings } from '../../i18n/seller/index.ts';

export interface FiltersFold {
  strings: Pick<SellerStrings, 'filters' | 'filtersSet'>;
  /** How many filters are set. */
  count: number;
  unfolded: boolean;
  /** The id of what it shows and puts away. */
  controls: string;
  fold: () => void;
}

export const filtersFold = ({ strings, count, unfolded, controls, fold }: FiltersFold): TemplateResult => html`
  <button type="button" aria-expanded=${unfolded ? 'true' : 'false'} aria-controls=${controls} @click=${fold}>
    ${count > 0 ? fill(strings.filtersSet, { count }) : strings.filters}
  </button>
`;
