/** Where the parcel of a request is: with whom, under which number, and what was scanned last. */
import { html, nothing, type TemplateResult } from 'lit';
import { trackingLink } from '../../contract/carriers.ts';
import type { RequestView, Shipment } from '../../contract/request.ts';
import { fill } from '../../i18n/pages/index.ts';
import { linkTo } from '../chat/pictures.ts';
import { parcelProblem } from '../row/parcel-problem.ts';
import { type Desk, moment } from './desk.ts';

const linkOf = ({ market }: RequestView, { carrier, trackingNumber }: Shipment): string | undefined =>
  trackingLink({ carrier, trackingNumber, market });

/** What was said at a scan, and where that was. */
export const saidAt = ({ text, location }: { text: string; location?: string | undefined }): string =>
  [text, location].filter(Boolean).join(' · ');

/** The last scan of a parcel on its way, and where the carrier shows the rest. */
export function lastScan(request: RequestView, desk: Desk): TemplateResult | typeof nothing {
  const { shipment, status } = request;
  const { strings } = desk;
  if (status !== 'shipped' || !shipment?.carrier) return nothing;
  const { carrier, latest } = shipment;
  const link = linkOf(request, shipment);
  return html`
    <p class="scan ${parcelProblem(request) ? 'wrong' : ''}">
      ${
        latest
          ? html`<strong>${strings[`scan.${latest.kind}`]}:</strong> <bdi>${saidAt(latest)}</bdi>
              <time class="quiet" datetime=${latest.at}>${moment(latest.at, desk)}</time>`
          : strings.noScans
      }
    </p>
    ${link ? html`<p>${linkTo(link, fill(strings.trackAt, { carrier }))}</p>` : nothing}
  `;
}

/** The carrier and the number, which leads to the carrier's page; nothing before it is sent. */
export function parcelFacts(request: RequestView, { strings }: Desk): [string, unknown][] {
  const { shipment } = request;
  if (!shipment?.carrier) return [];
  const { carrier, trackingNumber = '' } = shipment;
  const link = linkOf(request, shipment);
  return [
    [strings.carrier, html`<bdi>${carrier}</bdi>`],
    [strings.tracking, html`<bdi>${link ? linkTo(link, trackingNumber) : trackingNumber}</bdi>`],
  ];
}
