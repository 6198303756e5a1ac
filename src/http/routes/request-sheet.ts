/** `GET /v1/requests.csv`: a list as a file for spreadsheets. */
import type { Caller } from '../../application/access.ts';
import { StorageUnavailable } from '../../application/ports/store.ts';
import { viewRequest } from '../../application/queries.ts';
import { named, shopNames } from '../../application/request-views.ts';
import { decimalOf } from '../../contract/currency.ts';
import { SheetQuery } from '../../contract/lists.ts';
import type { RequestView } from '../../contract/request.ts';
import type { RequestState } from '../../domain/request.ts';
import { type Cell, CSV, csvHead, csvLines } from '../csv.ts';
import type { HttpParts } from '../parts.ts';
import { type Route, route } from '../route.ts';
import { createRequestLists } from './request-lists.ts';

const itemsOf = ({ items }: RequestView): string =>
  items.map(({ sku, title, missingQuantity }) => `${missingQuantity} × ${sku} ${title}`).join(' | ');

/** By the names of their columns, which stay: others are added at the end. Amounts are decimals of `currency`, times UTC. */
const COLUMNS: Record<string, (request: RequestView) => Cell> = {
  id: ({ id }) => id,
  status: ({ status }) => status,
  tab: ({ tab }) => tab,
  waitingOn: ({ waitingOn }) => waitingOn,
  orderId: ({ orderId }) => orderId,
  externalId: ({ externalId }) => externalId,
  market: ({ market }) => market,
  sellerId: ({ sellerId }) => sellerId,
  sellerName: ({ sellerName }) => sellerName,
  buyerId: ({ buyerId }) => buyerId,
  buyerName: ({ buyerName }) => buyerName,
  reason: ({ reason }) => reason,
  items: itemsOf,
  currency: ({ claimValue }) => claimValue.currency,
  claimValue: ({ claimValue }) => decimalOf(claimValue),
  paid: ({ paid }) => decimalOf(paid),
  refundable: ({ refundable }) => decimalOf(refundable),
  offerKind: ({ offer }) => offer?.kind,
  offerBy: ({ offer }) => offer?.by,
  offerStatus: ({ offer }) => offer?.status,
  offerAmount: ({ offer }) => offer && decimalOf(offer.amount),
  offerPercent: ({ offer }) => offer?.percent,
  deadlineKind: ({ deadline }) => deadline?.kind,
  deadlineAt: ({ deadline }) => deadline?.at,
  overdue: ({ deadline }) => deadline?.overdue,
  assigneeShop: ({ assignees }) => assignees?.shop && (assignees.shop.name ?? assignees.shop.id),
  assigneeAgents: ({ assignees }) => assignees?.agents && (assignees.agents.name ?? assignees.agents.id),
  rejectReason: ({ rejection }) => rejection?.reason,
  refundStatus: ({ refund }) => refund?.status,
  refundAmount: ({ refund }) => refund && decimalOf(refund.amount),
  carrier: ({ shipment }) => shipment?.carrier,
  trackingNumber: ({ shipment }) => shipment?.trackingNumber,
  openedAt: ({ openedAt }) => openedAt,
  updatedAt: ({ updatedAt }) => updatedAt,
};
const cellsOf = Object.values(COLUMNS);

export function requestSheetRoutes(parts: HttpParts): Route[] {
  const { store, clock, isStopping } = parts;
  const lists = createRequestLists(parts);

  async function linesOf(states: RequestState[], caller: Caller): Promise<string> {
    const names = await shopNames(store.directory, states);
    const views = states.map((state) => ({ ...viewRequest(state, caller, clock.now()), ...named(state, names) }));
    return csvLines(views.map((view) => cellsOf.map((cellOf) => cellOf(view))));
  }

  async function* sheet(query: Parameters<typeof lists.each>[0], caller: Caller): AsyncGenerator<string> {
    let before = csvHead(Object.keys(COLUMNS));
    for await (const states of lists.each(query, caller)) {
      if (isStopping()) throw new StorageUnavailable('The service ends.');
      yield before + (await linesOf(states, caller));
      before = '';
    }
    if (before) yield before;
  }

  return [
    route({
      method: 'get',
      path: '/v1/requests.csv',
      tag: 'Requests',
      operation: 'exportRequests',
      summary: 'Read a list as a CSV file',
      description: `Every request that a list with this filter shows, one line each, as a sheet: RFC 4180 in UTF-8 with a byte order mark. The answer is sent while it is read: one that ends early, without its end, is not whole.

Amounts are decimals of \`currency\`, times are UTC. A cell that a spreadsheet would take for a formula begins with an apostrophe. The columns and their names stay as they are:

${Object.keys(COLUMNS)
  .map((name) => `- \`${name}\``)
  .join('\n')}`,
      query: SheetQuery,
      answers: { 200: { description: 'The sheet.', contentType: CSV } },
      problems: [],
      async handle({ query, caller, arrivedAt }) {
        const name = `parley-requests-${arrivedAt.slice(0, 10)}.csv`;
        const headers = { 'Content-Disposition': `attachment; filename="${name}"` };
        return { status: 200, headers, parts: sheet(query, caller) };
      },
    }),
  ];
}
