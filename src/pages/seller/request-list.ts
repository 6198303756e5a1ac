/** The list itself: how much of it is shown, why there is nothing where that is so, and a row for each request. */
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { RequestView } from '../../contract/request.ts';
import { fill } from '../../i18n/pages/index.ts';
import { skeletons } from '../row/row.ts';
import { BULK_ACTIONS } from './bulk-acts.ts';
import type { Desk } from './desk.ts';
import { requestRow } from './request-row.ts';
import { order, whoWaits } from './toolbar.ts';
import { isNarrowed, looksEverywhere, UNNARROWED } from './view.ts';

const SKELETONS = 8;

export interface ListSettings {
  desk: Desk;
  selected: ReadonlySet<string>;
  open: (id: string) => void;
  select: (id: string, on: boolean) => void;
}

/** Whether several requests of this kind can be answered at once. */
export const isSelectable = ({ actions = [] }: RequestView): boolean =>
  BULK_ACTIONS.some((action) => actions.includes(action));

/** The requests that are shown, in their order. */
export const shownIn = ({ shop }: Desk): RequestView[] => shop.list.rows.flatMap((id) => shop.requests.get(id) ?? []);

export function requestList(settings: ListSettings): TemplateResult {
  const { desk } = settings;
  const { shop, strings } = desk;
  const { list } = shop;
  const rows = shownIn(desk);
  return html`
    <div class="state">
      <div class=${isNarrowed(list.view) ? 'found' : 'heard'}>
        <span class="quiet" role="status">${standingOf(rows.length, desk)}</span>
        ${isNarrowed(list.view) ? clear(desk) : nothing}
      </div>
      ${whoWaits(desk)} ${order(desk)}
      ${list.fresh.size > 0 ? newOnes(desk) : nothing}
    </div>
    ${list.problem && shop.phase !== 'ended' ? failed(desk) : nothing}
    ${!list.loading && !list.problem && rows.length === 0 ? empty(desk) : nothing}
    <ul class="rows ${rows.some(isSelectable) ? 'boxed' : ''}" aria-busy=${list.loading ? 'true' : 'false'} @keydown=${stepRows}>
      ${list.loading && rows.length === 0 ? skeletons(SKELETONS) : nothing}
      ${repeat(
        rows,
        ({ id }) => id,
        (request) => row(request, settings),
      )}
    </ul>
    ${list.hasMore ? html`<button type="button" @click=${() => list.more()}>${strings.more}</button>` : nothing}
  `;
}

function standingOf(shown: number, { shop: { list }, strings }: Desk): string {
  const where = looksEverywhere(list.view) ? `${strings.searchesAll} · ` : '';
  if (list.loading) return where + strings.loading;
  if (list.problem) return '';
  return list.total === 0 && where ? strings.searchesAll : where + fill(strings.shown, { shown, total: list.total });
}

const newOnes = ({ shop, strings }: Desk): TemplateResult => html`
  <button type="button" class="fresh" @click=${() => shop.list.reload()}>
    ${fill(strings.showNew, { count: shop.list.fresh.size })}
  </button>
`;

const failed = ({ shop, strings }: Desk): TemplateResult => html`
  <p class="problem" role="alert">
    ${shop.list.problem === 'offline' ? strings.refusedOffline : strings.refusedOther}
    <button type="button" class="plain" @click=${() => shop.list.reload()}>${strings.retry}</button>
  </p>
`;

/** Shows what the search and the filters hide. */
const clear = ({ shop, strings }: Desk): TemplateResult => html`
  <button type="button" class="plain clear" @click=${() => shop.show(UNNARROWED)}>${strings.clearFilters}</button>
`;

/** Why there is nothing; whoever narrowed the list reads how much of the tab that hides. */
function empty({ shop, strings }: Desk): TemplateResult {
  const { view } = shop.list;
  if (!isNarrowed(view)) return html`<p class="empty">${strings.emptyTab}</p>`;
  const hidden = looksEverywhere(view) ? 0 : (shop.counts?.[view.tab] ?? 0);
  return html`
    <p class="empty">
      ${strings.emptyFound} ${hidden > 0 ? fill(strings.hiddenHere, { count: hidden }) : nothing}
    </p>
  `;
}

function row(request: RequestView, { desk, selected, open, select }: ListSettings): TemplateResult {
  const { id } = request;
  return requestRow(request, {
    desk,
    opened: desk.shop.openId === id,
    selected: selected.has(id),
    open: () => open(id),
    select: isSelectable(request) ? (on) => select(id, on) : undefined,
  });
}

/** Arrow keys go from request to request; Enter, as everywhere, presses the one in focus. */
function stepRows(event: KeyboardEvent): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const openers = [...(event.currentTarget as HTMLElement).querySelectorAll<HTMLElement>('.open')];
  const at = openers.indexOf(event.target as HTMLElement);
  if (!step || at < 0) return;
  event.preventDefault();
  openers[at + step]?.focus();
}
