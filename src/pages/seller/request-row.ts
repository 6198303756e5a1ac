/** One request in the list. The whole row opens it; the box selects it. */
import { html, type TemplateResult } from 'lit';
import type { RequestView, Tab } from '../../contract/request.ts';
import { fill } from '../../i18n/pages/index.ts';
import { type Face, rowFace } from '../row/row.ts';
import { type Desk, titleOf } from './desk.ts';
import { deadlineWords, statusWords, toneOf } from './standing.ts';
import { looksEverywhere } from './view.ts';

export interface RowSettings {
  desk: Desk;
  opened: boolean;
  selected: boolean;
  open: () => void;
  /** Undefined where the request cannot be selected. */
  select: ((on: boolean) => void) | undefined;
}

/** What nearly every request of a tab waits for: saying so on each would tell none from the others. */
const USUAL: Readonly<Partial<Record<Tab, RequestView['status']>>> = {
  awaiting_action: 'awaiting_seller',
  offer_sent: 'negotiating',
  to_ship: 'awaiting_shipment',
};

function tagOf(request: RequestView, { shop, strings }: Desk): Face['tag'] {
  const { tab } = shop.list.view;
  const searched = looksEverywhere(shop.list.view);
  const tone = toneOf(request);
  if (!searched && request.tab !== tab) {
    return { words: fill(strings.movedTo, { tab: strings[`tab.${request.tab}`] }), tone };
  }
  return searched || request.status !== USUAL[tab] ? { words: statusWords(request, strings), tone } : undefined;
}

/** Where others in the list can be selected, a row that cannot leaves the room of the box. */
const box = (title: string, { desk, selected, select }: RowSettings): TemplateResult =>
  select
    ? html`<label class="pickbox"
        ><input
          type="checkbox"
          aria-label=${fill(desk.strings.select, { title })}
          .checked=${selected}
          @change=${(event: Event) => select((event.target as HTMLInputElement).checked)}
      /></label>`
    : html`<span class="pickbox"></span>`;

export function requestRow(request: RequestView, settings: RowSettings): TemplateResult {
  const { desk, opened, open } = settings;
  const { strings, locale, shop } = desk;
  const title = titleOf(request);
  const moved = request.tab !== shop.list.view.tab && !looksEverywhere(shop.list.view);
  return html`
    <li class="row ${opened ? 'current' : ''} ${moved ? 'moved' : ''}" data-id=${request.id}>
      ${box(title, settings)}
      ${rowFace(request, {
        strings,
        locale,
        now: shop.now(),
        title: html`<button type="button" class="open" aria-current=${opened ? 'true' : 'false'} @click=${open}>${title}</button>`,
        tag: tagOf(request, desk),
        facts: [request.buyerName, strings[`reason.${request.reason}`]],
        due: request.deadline ? deadlineWords(request, request.deadline, strings) : '',
        who: (from) => strings[`by.${from}`],
      })}
    </li>
  `;
}
