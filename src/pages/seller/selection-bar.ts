/** What may be done with the requests that are selected. */
import { html, nothing, type TemplateResult } from 'lit';
import type { RequestView } from '../../contract/request.ts';
import { fill } from '../../i18n/pages/index.ts';
import type { Desk } from './desk.ts';
import { isSelectable, shownIn } from './request-list.ts';

export interface SelectionSettings {
  selected: ReadonlySet<string>;
  select: (ids: ReadonlySet<string>) => void;
  approve: (requests: readonly RequestView[]) => void;
}

/** Nothing where nothing is selected that could still be approved. */
export function selectionBar(
  desk: Desk,
  { selected, select, approve }: SelectionSettings,
): TemplateResult | typeof nothing {
  const { strings } = desk;
  const selectable = shownIn(desk).filter(isSelectable);
  const chosen = selectable.filter(({ id }) => selected.has(id));
  if (chosen.length === 0) return nothing;
  const all = (): void => select(new Set(selectable.map(({ id }) => id)));
  return html`
    <div class="selection">
      <span role="status">${fill(strings.bulkSelected, { count: chosen.length })}</span>
      <button type="button" class="plain" @click=${all}>${strings.bulkAll}</button>
      <button type="button" class="plain" @click=${() => select(new Set())}>${strings.bulkClear}</button>
      <button type="button" class="primary" @click=${() => approve(chosen)}>${strings.bulkApprove}</button>
    </div>
  `;
}
