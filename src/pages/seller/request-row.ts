/** One request in the list: enough to decide whether to open it. The whole card opens it; the box selects it. */
import { html, nothing, type TemplateResult } from 'lit';
import type { RequestView } from '../../contract/request.ts';
import { fill } from '../../i18n/pages/index.ts';
import { type Desk, money, titleOf } from './desk.ts';
import { statusWords, toneOf } from './standing.ts';

export interface RowSettings {
  desk: Desk;
  opened: boolean;
  selected: boolean;
  open: () => void;
  /** Undefined where the request cannot be selected. */
  select: ((on: boolean) => void) | undefined;
}

const itemLines = ({ items }: RequestView, desk: Desk): string =>
  items
    .map(({ missingQuantity, quantity, unitPrice }) =>
      [
        fill(desk.strings.missingOf, { missing: missingQuantity, quantity }),
        fill(desk.strings.each, { price: money(unitPrice, desk) }),
      ].join(', '),
    )
    .join(' · ');

function facts({ orderId, shippingOption, evidence = [] }: RequestView, { strings }: Desk): string {
  return [
    fill(strings.order, { order: orderId }),
    `${strings[`shipping_${shippingOption}`]}, ${strings.paidByShop}`,
    ...(evidence.length > 0 ? [`${strings.evidence}: ${evidence.length}`] : []),
  ].join(' · ');
}

const box = (title: string, { desk, selected, select }: RowSettings): TemplateResult | typeof nothing =>
  select
    ? html`<label class="pickbox"
        ><input
          type="checkbox"
          aria-label=${fill(desk.strings.select, { title })}
          .checked=${selected}
          @change=${(event: Event) => select((event.target as HTMLInputElement).checked)}
      /></label>`
    : nothing;

export function requestRow(request: RequestView, settings: RowSettings): TemplateResult {
  const { desk, opened, open } = settings;
  const { strings } = desk;
  const title = titleOf(request);
  const moved = request.tab !== desk.shop.view.tab && desk.shop.view.q === '';
  return html`
    <li class="row ${opened ? 'current' : ''} ${moved ? 'moved' : ''}" data-id=${request.id}>
      <div class="head">
        ${box(title, settings)}
        <button type="button" class="open" aria-current=${opened ? 'true' : 'false'} @click=${open}>${title}</button>
        <strong>${money(request.claimValue, desk)}</strong>
      </div>
      <div class="chips">
        <span class="chip tag">${strings.reshipment}</span>
        <span class="chip">${strings[`reason_${request.reason}`]}</span>
        <span class="chip ${toneOf(request)}">
          ${moved ? fill(strings.movedTo, { tab: strings[`tab_${request.tab}`] }) : statusWords(request, strings)}
        </span>
      </div>
      <seller-due .request=${request} .desk=${desk}></seller-due>
      <p class="quiet">${itemLines(request, desk)}</p>
      ${request.text ? html`<p class="words" lang=${request.buyerLocale ?? nothing} dir="auto">${request.text}</p>` : nothing}
      <p class="quiet">${facts(request, desk)}</p>
    </li>
  `;
}
