/** What a request is about: who, what, how much, why, and what came of it. */

import { css, html, nothing, type TemplateResult } from 'lit';
import { trackingLink } from '../../contract/carriers.ts';
import type { RequestView, Shipment } from '../../contract/request.ts';
import { formatDeadline, formatInstant, formatMoney } from '../../i18n/format.ts';
import { fill } from '../../i18n/pages/index.ts';
import { exhibits } from '../answers/exhibits.ts';
import { fact } from '../answers/fact.ts';
import '../answers/shown-evidence.ts';
import { linkTo } from '../chat/pictures.ts';
import { tokenize } from '../chat/tokenize.ts';
import { timeLeft } from '../row/time-left.ts';
import type { Calls } from '../session/calls.ts';
import { shopOf } from './ledger.ts';
import { dueWords, type Reading } from './words.ts';

export const factStyles = css`
  .standing {
    display: grid;
    gap: var(--s2);
    padding: var(--s3);
    border-radius: var(--round-s);
    background: var(--sunken);
  }

  .standing:is(.soon, .over) {
    background: var(--danger-soft);
  }

  .standing.near {
    background: var(--time-soft);
  }

  .deadline {
    display: grid;
    gap: 2px;
  }

  .standing:is(.soon, .over) .deadline :is(strong, .quiet) {
    color: var(--danger);
  }

  .standing.near .deadline :is(strong, .quiet) {
    color: var(--time);
  }

  dl {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(9.5rem, 1fr));
    gap: var(--s3);
  }

  dt {
    color: var(--ink-2);
    font-size: var(--small);
  }

  dd {
    overflow-wrap: anywhere;
  }

  .items li + li {
    margin-top: var(--s1);
  }

  .words {
    margin: 0;
    padding: var(--s2) var(--s3);
    border-inline-start: 3px solid var(--line-strong);
    background: var(--sunken);
    overflow-wrap: anywhere;
    white-space: pre-line;
  }

  a {
    display: inline-block;
    min-height: 24px;
    color: var(--accent);
    overflow-wrap: anywhere;
  }
`;

const linked = (text: string): (string | TemplateResult)[] =>
  tokenize(text).map(({ text: piece, href }) =>
    href ? html`<a href=${href} target="_blank" rel="noopener noreferrer nofollow">${piece}</a>` : piece,
  );

/** How near it is. */
export const toneOfTime = ({ deadline }: RequestView, now: number, { answers }: Reading): string =>
  deadline ? timeLeft(deadline, now, answers).tone : '';

/** What the clock runs towards, how long still, and the exact moment; nothing of what is over. `now` in milliseconds. */
export function deadlineFacts(request: RequestView, now: number, reading: Reading): TemplateResult | typeof nothing {
  const { strings, answers, locale, zone } = reading;
  const { deadline } = request;
  if (!deadline) return request.waitingOn === null ? nothing : html`<p class="deadline">${strings.noDeadline}</p>`;
  const time = timeLeft(deadline, now, answers);
  return html`
    <div class="deadline">
      <strong>${dueWords(request, deadline, reading)}: ${time.text}</strong>
      <span class="quiet">
        <time datetime=${deadline.at}>${formatDeadline(deadline.at, locale, zone)}</time>
        ${deadline.extended ? `· ${strings.extended}` : nothing}
        ${deadline.kind === 'refund_by' && request.waitingOn ? `· ${fill(strings.waitsFor, { who: strings[`waitingOn.${request.waitingOn}`] })}` : nothing}
      </span>
    </div>
  `;
}

export function facts(request: RequestView, reading: Reading, api: Calls): TemplateResult {
  const { strings, answers, locale } = reading;
  const { offer, refund, rejection, shipment } = request;
  const money = (value: RequestView['paid']): string => formatMoney(value, locale);
  return html`
    <dl>
      ${fact(strings.claim, html`<strong>${money(request.claimValue)}</strong>`)}
      ${fact(strings.refundable, money(request.refundable))} ${fact(strings.paid, money(request.paid))}
      ${
        offer
          ? fact(strings.offer, fill(strings.lastOffer, { amount: money(offer.amount), percent: offer.percent }))
          : nothing
      }
      ${refund ? fact(strings.refund, `${money(refund.amount)} ${refund.text ?? refund.reference ?? ''}`) : nothing}
      ${fact(strings.seller, shopOf(request))} ${fact(strings.buyer, request.buyerName ?? request.buyerId)}
      ${fact(strings.market, request.market)} ${fact(strings['filter.reason'], answers[`reason.${request.reason}`])}
      ${fact(strings.shipping, strings[`shipping.${request.shippingOption}`])}
    </dl>
    <ul class="items">
      ${request.items.map(
        ({ title, quantity, missingQuantity, unitPrice }) =>
          html`<li>
            ${fill(strings.item, { missing: missingQuantity, quantity, title, price: money(unitPrice) })}
          </li>`,
      )}
    </ul>
    ${
      request.text
        ? html`<div>
            <h3>${strings.buyerWrote}</h3>
            <blockquote class="words" lang=${request.buyerLocale ?? nothing}>${linked(request.text)}</blockquote>
          </div>`
        : nothing
    }
    ${exhibits(request.evidence ?? [], answers)}
    ${
      rejection
        ? html`<div>
            <h3>${fill(strings.rejection, { reason: strings[`rejectReason.${rejection.reason}`] })}</h3>
            <blockquote class="words">${linked(rejection.text)}</blockquote>
            ${exhibits(rejection.evidence, answers)}
            <shown-evidence .request=${request} .api=${api} .locale=${locale}></shown-evidence>
          </div>`
        : nothing
    }
    ${shipment?.carrier ? timeline(shipment, request.market, reading) : nothing}
  `;
}

function timeline(
  { carrier = '', trackingNumber = '', timeline: scans }: Shipment,
  market: string,
  { strings, answers, locale, zone }: Reading,
): TemplateResult {
  const link = trackingLink({ carrier, trackingNumber, market });
  return html`
    <div>
      <h3>${fill(strings.tracking, { carrier, tracking: trackingNumber })}</h3>
      ${link ? html`<p>${linkTo(link, fill(answers.trackAt, { carrier }))}</p>` : nothing}
      <ol>
        ${scans.toReversed().map(
          ({ at, text, location }) =>
            html`<li>
              ${text} <span class="quiet">${location ?? nothing} ${formatInstant(at, locale, zone)}</span>
            </li>`,
        )}
      </ol>
    </div>
  `;
}
