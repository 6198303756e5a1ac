/** One request in the list. The whole row opens it; the box selects it. */
import { html, nothing, type TemplateResult } from 'lit';
import type { RequestView, Tab } from '../../contract/request.ts';
import { fill } from '../../i18n/pages/index.ts';
import { type Face, rowFace } from '../row/row.ts';
import { type Desk, titleOf } from './desk.ts';
import { deadlineWords, statusWords, toneOf } from './standing.ts';
import { looksEverywhere, type View } from './view.ts';

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
  const { view } = shop.list;
  return looksEverywhere(view) || (!movedIn(request, view) && request.status !== USUAL[view.tab])
    ? { words: statusWords(request, strings), tone: toneOf(request) }
    : undefined;
}

/** It is another tab's by now. */
const movedIn = (request: RequestView, view: View): boolean => request.tab !== view.tab && !looksEverywhere(view);

/** Where others in the list can be selected, one that cannot says so in its place. */
const box = (title: string, { desk: { strings }, selected, select }: RowSettings): TemplateResult => {
  const words = fill(select ? strings.select : strings.selectNot, { title });
  return html`<label class="pickbox" title=${select ? nothing : words}
    ><input
      type="checkbox"
      aria-label=${words}
      ?disabled=${!select}
      .checked=${selected}
      @change=${(event: Event) => select?.((event.target as HTMLInputElement).checked)}
  /></label>`;
};

export function requestRow(request: RequestView, settings: RowSettings): TemplateResult {
  const { desk, opened, open } = settings;
  const { strings, locale, shop } = desk;
  const title = titleOf(request);
  const moved = movedIn(request, shop.list.view);
  const tab = strings[`tab.${request.tab}`];
  return html`
    <li class="row ${opened ? 'current' : ''} ${moved ? 'moved' : ''}" data-id=${request.id}>
      ${box(title, settings)}
      ${rowFace(request, {
        strings,
        locale,
        now: shop.now(),
        title: html`<button type="button" class="open" aria-current=${opened ? 'true' : 'false'} @click=${open}>${title}</button>`,
        mark: moved ? html`<span class="chip ${toneOf(request)}">${fill(strings.movedTo, { tab })}</span>` : undefined,
        tag: tagOf(request, desk),
        facts: [request.buyerName, strings[`reason.${request.reason}`]],
        due: request.deadline ? deadlineWords(request, request.deadline, strings) : '',
        who: (from) => strings[`by.${from}`],
      })}
    </li>
  `;
}
