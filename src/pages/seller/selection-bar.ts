/** What may be done with the requests that are selected, and how to select all that the list finds. */
import { html, nothing, type TemplateResult } from 'lit';
import type { RequestView } from '../../contract/request.ts';
import { fill } from '../../i18n/pages/index.ts';
import { BULK_ACTIONS, type BulkAction } from './bulk-acts.ts';
import type { Desk } from './desk.ts';
import { isSelectable, shownIn } from './request-list.ts';

/** Answered one after the other, this many take a person's patience and no more. */
const MOST_SELECTED = 200;

export interface SelectionSettings {
  selected: ReadonlySet<string>;
  select: (ids: ReadonlySet<string>) => void;
  ask: (action: BulkAction, requests: readonly RequestView[]) => void;
}

const WORDS = { approve: 'bulkApprove', offer: 'bulkOffer', ship: 'bulkShip' } as const;

/** Nothing where nothing is selected that could still be answered. */
export function selectionBar(
  desk: Desk,
  { selected, select, ask }: SelectionSettings,
): TemplateResult | typeof nothing {
  const { strings } = desk;
  const selectable = shownIn(desk).filter(isSelectable);
  const chosen = selectable.filter(({ id }) => selected.has(id));
  if (chosen.length === 0) return nothing;
  const possible = BULK_ACTIONS.filter((action) => ableTo(action, chosen) > 0);
  return html`
    <div class="selection">
      <span role="status">${fill(strings.bulkSelected, { count: chosen.length })}</span>
      ${selectAll(desk, select)}
      <button type="button" class="plain" @click=${() => select(new Set())}>${strings.bulkClear}</button>
      <div class="acts">${possible.map((action, index) => button(action, index === 0, chosen, desk, ask))}</div>
    </div>
  `;
}

const ableTo = (action: BulkAction, chosen: readonly RequestView[]): number =>
  chosen.filter(({ actions }) => actions?.includes(action)).length;

function button(
  action: BulkAction,
  first: boolean,
  chosen: readonly RequestView[],
  { strings }: Desk,
  ask: SelectionSettings['ask'],
): TemplateResult {
  const able = ableTo(action, chosen);
  const some = fill(strings.bulkPossible, { done: able, count: chosen.length });
  return html`
    <button type="button" class=${first ? 'primary' : ''} @click=${() => ask(action, chosen)}>
      <span>${strings[WORDS[action]]}</span> ${able < chosen.length ? html`<small>${some}</small>` : nothing}
    </button>
  `;
}

/** What the list finds beyond what it shows is shown first: nobody answers what they could not see. */
function selectAll({ shop: { list, requests }, strings }: Desk, select: SelectionSettings['select']): TemplateResult {
  const all = async (): Promise<void> => {
    await list.showUpTo(MOST_SELECTED);
    const found = list.rows.slice(0, MOST_SELECTED).flatMap((id) => requests.get(id) ?? []);
    select(new Set(found.filter(isSelectable).map(({ id }) => id)));
  };
  const [count, total] = [Math.min(list.total, MOST_SELECTED), list.total];
  const beyond = total > count ? strings.bulkFirstFound : strings.bulkAllFound;
  return html`
    <button type="button" class="plain" ?disabled=${list.loading} @click=${all}>
      ${list.hasMore ? fill(beyond, { count, total }) : strings.bulkAll}
    </button>
  `;
}
