/** The shipping documents of an approved request, as a PDF (rule 10). */
import { labelOf } from '../../application/shipping/label.ts';
import { readerOf } from '../../application/voice.ts';
import { etagOf } from '../etag.ts';
import type { HttpParts } from '../parts.ts';
import { granted } from '../problems.ts';
import { type Route, route } from '../route.ts';
import { type RequestDesk, RequestParams } from './requests-support.ts';

export const PDF = 'application/pdf';

export function documentRoutes({ store, documents }: HttpParts, desk: RequestDesk): Route[] {
  return [
    route({
      method: 'get',
      path: '/v1/requests/:id/documents.pdf',
      tag: 'Requests',
      operation: 'getDocuments',
      summary: 'Read the shipping documents as a PDF',
      description:
        'A6 pages: first the address label, with the tracking number (once shipped) and the order as Code 128, the shipping option and who pays; then the packing slip, which lists the missing items only. They are there once the request is approved. In the language of the person token, otherwise that of the market. The ETag changes with the documents.',
      params: RequestParams,
      tagged: true,
      answers: { 200: { description: 'The documents.', contentType: PDF } },
      problems: ['conflict'],
      async handle({ params: { id }, caller, holds }) {
        const state = await desk.find(id, caller);
        const shop = await store.directory.seller(state.facts.sellerId);
        const label = granted(labelOf(state, shop, readerOf(caller)));
        const etag = etagOf(state.version, JSON.stringify(label));
        if (holds(etag)) return { status: 304, headers: { ETag: etag } };
        const headers = { ETag: etag, 'Content-Disposition': `inline; filename="${fileNameOf(label.order.value)}"` };
        return { status: 200, headers, body: await documents.draw(label) };
      },
    }),
  ];
}

/** Of an order's id what every file system and every header can carry. */
export const fileNameOf = (order: string): string =>
  `parley-${order.replace(/[^A-Za-z0-9._-]+/gu, '-').slice(0, 80)}.pdf`;
