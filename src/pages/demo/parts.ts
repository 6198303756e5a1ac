/** Pieces that the seller's and the agent's side both show. */
import { html, nothing, type TemplateResult } from 'lit';
import type { DemoRequest } from '../../contract/demo.ts';
import type { RequestView } from '../../contract/request.ts';
import { formatInstant } from '../../i18n/format.ts';
import { span } from './time.ts';
import { DEADLINES, LOCALE, money, outlook, standing } from './words.ts';

const SOON_MS = 3_600_000;

export function standingChip(request: RequestView): TemplateResult {
  const { words, tone } = standing(request);
  return html`<span class="chip ${tone}">${words}</span>`;
}

/** `in 21 h 5 min`, `14 min ago` for what is overdue, or nothing without a deadline. `now` in milliseconds. */
export function timeLeft({ deadline }: RequestView, now: number): { words: string; soon: boolean } | undefined {
  if (!deadline) return undefined;
  const left = Date.parse(deadline.at) - now;
  return { words: left > 0 ? span(left) : `${span(left)} over`, soon: left < SOON_MS };
}

/** What the clock is running towards, how long still and until which moment, and what happens then. */
export function deadlineBox(
  request: RequestView,
  now: number,
  { buyerName, sellerZone: zone }: DemoRequest,
): TemplateResult | typeof nothing {
  const { deadline } = request;
  const left = timeLeft(request, now);
  if (!deadline || !left) return html`<p class="time">${outlook(request, buyerName)}</p>`;
  return html`
    <div class="time ${left.soon ? 'soon' : ''}">
      <strong>${DEADLINES[deadline.kind]}: ${left.words}</strong>
      <span>${outlook(request, buyerName)}</span>
      <span class="quiet">
        <time datetime=${deadline.at}>${formatInstant(deadline.at, LOCALE, zone)}</time> · ${zone}
        ${deadline.extended ? ' · extended' : nothing}
      </span>
    </div>
  `;
}

const FAR = '9999';
/** Soonest deadline first, those without one last. */
export const byDeadline = (a: RequestView, b: RequestView): number =>
  (a.deadline?.at ?? FAR).localeCompare(b.deadline?.at ?? FAR);

/** One line of a list of requests: a button that selects it. */
export function requestRow(
  request: RequestView,
  people: DemoRequest,
  selected: boolean,
  now: number,
  choose: () => void,
): TemplateResult {
  const left = timeLeft(request, now);
  return html`
    <li>
      <button type="button" class="row" aria-current=${selected ? 'true' : 'false'} @click=${choose}>
        <span class="name" lang=${people.buyerLocale}>${people.title}</span>
        <span class="end">${standingChip(request)}</span>
        <span class="quiet name">${people.market} · ${money(request.claimValue)} · ${people.sellerName}</span>
        <span class="end quiet ${left?.soon ? 'soon' : ''}">${left?.words ?? '–'}</span>
      </button>
    </li>
  `;
}
