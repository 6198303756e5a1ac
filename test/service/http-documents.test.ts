/** `GET /v1/requests/:id/documents.pdf`: who gets the shipping documents, when, and how. */
import { describe, expect, it } from 'vitest';
import { DocumentsBusy } from '../../src/application/shipping/ports.ts';
import type { RequestInput } from '../../src/contract/request.ts';
import { type Api, actingFor, type Credentials, integrator, onSqlite } from '../support/http.ts';
import { readPdf } from '../support/pdf.ts';

const shipTo = { name: 'สมชาย ใจดี', lines: ['99/1 ถนนสุขุมวิท'], postalCode: '10110', country: 'TH' };

async function approved(api: Api, changes: Partial<RequestInput> = {}): Promise<string> {
  const { id } = await api.open({ shipTo, ...changes });
  const { status } = await api.post(`/v1/requests/${id}/approve`, {});
  expect(status).toBe(200);
  return id;
}

const pathOf = (id: string): string => `/v1/requests/${id}/documents.pdf`;

/** The answer with its bytes, which are no text. */
async function fetchPdf(api: Api, id: string, as: Credentials = integrator, headers: Record<string, string> = {}) {
  const response = await fetch(api.url + pathOf(id), {
    headers: {
      authorization: `Bearer ${as.key ?? as.token}`,
      ...(as.actor ? { 'parley-actor': as.actor } : {}),
      ...headers,
    },
  });
  return { status: response.status, headers: response.headers, bytes: new Uint8Array(await response.arrayBuffer()) };
}

const linesOf = (bytes: Uint8Array): string[] => readPdf(bytes).pages.flatMap(({ lines }) => lines);

onSqlite((api) => {
  describe('shipping documents over HTTP', () => {
    it('are a PDF of A6 pages with a file name of the order, for this caller’s cache only', async () => {
      const id = await approved(api(), { orderId: 'TH/2026"11#1' });
      const { status, headers, bytes } = await fetchPdf(api(), id);
      expect(status).toBe(200);
      expect(headers.get('content-type')).toBe('application/pdf');
      expect(headers.get('content-disposition')).toBe('inline; filename="parley-TH-2026-11-1.pdf"');
      expect(headers.get('cache-control')).toBe('private, no-cache');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(Number(headers.get('content-length'))).toBe(bytes.length);
      const { pages } = readPdf(bytes);
      expect(pages.map(({ width, height }) => [Math.round(width), Math.round(height)])).toEqual([
        [298, 420],
        [298, 420],
      ]);
      expect(linesOf(bytes)).toEqual(expect.arrayContaining(['สมชาย ใจดี', '99/1 ถนนสุขุมวิท']));
    });

    it('rule 10: follow the request from approved to shipped and delivered', async () => {
      const id = await approved(api());
      const before = linesOf((await fetchPdf(api(), id)).bytes);
      expect(before).not.toContain('TH42');
      await api().post(`/v1/requests/${id}/ship`, { carrier: 'Flash', trackingNumber: 'TH42' });
      expect(linesOf((await fetchPdf(api(), id)).bytes)).toContain('TH42');
      const seen = { at: '2026-11-24T04:00:00.000Z', kind: 'delivered', text: 'Delivered' };
      await api().post(`/v1/requests/${id}/logistics`, { events: [seen] });
      expect((await fetchPdf(api(), id)).status).toBe(200);
    });

    it('before it is approved, and after it was cancelled, they are a conflict that names the status', async () => {
      const { id } = await api().open();
      expect(await api().get(pathOf(id))).toMatchObject({
        status: 409,
        body: { code: 'conflict', requestStatus: 'awaiting_seller' },
      });
      await api().post(`/v1/requests/${id}/approve`, {});
      await api().post(`/v1/requests/${id}/cancel`, {}, actingFor('agent:agent-1'));
      expect(await api().get(pathOf(id))).toMatchObject({ status: 409, body: { requestStatus: 'cancelled' } });
    });

    it('are for the seller, agents and the integrator; a buyer is forbidden, another shop finds nothing', async () => {
      const id = await approved(api());
      const as = (role: 'buyer' | 'seller' | 'agent', of: string) => api().token({ role, id: of });
      expect((await fetchPdf(api(), id, await as('seller', 'shop-1'))).status).toBe(200);
      expect((await fetchPdf(api(), id, await as('agent', 'agent-1'))).status).toBe(200);
      expect((await fetchPdf(api(), id, actingFor('seller:shop-1'))).status).toBe(200);
      expect(await api().get(pathOf(id), await as('buyer', 'buyer-1'))).toMatchObject({ status: 403 });
      expect(await api().get(pathOf(id), actingFor('buyer:buyer-1'))).toMatchObject({ status: 403 });
      expect(await api().get(pathOf(id), await as('seller', 'shop-2'))).toMatchObject({
        status: 404,
        body: { code: 'not_found' },
      });
      expect(await api().get(pathOf(id), {})).toMatchObject({ status: 401 });
      expect(await api().get(pathOf('req_none'))).toMatchObject({ status: 404 });
    });

    it('speak the language of the token, otherwise that of the market', async () => {
      const id = await approved(api());
      const vietnamese = await api().token({ role: 'seller', id: 'shop-1', locale: 'vi' });
      expect(linesOf((await fetchPdf(api(), id, vietnamese)).bytes)).toContain('Người nhận');
      expect(linesOf((await fetchPdf(api(), id)).bytes)).toContain('ผู้รับ');
    });

    it('what the caller has is not drawn again; its tag changes with the documents and their language', async () => {
      const id = await approved(api());
      const etag = (await fetchPdf(api(), id)).headers.get('etag') ?? '';
      const again = await fetchPdf(api(), id, integrator, { 'if-none-match': etag });
      expect(again).toMatchObject({ status: 304, bytes: new Uint8Array() });
      expect(again.headers.get('etag')).toBe(etag);
      const english = await api().token({ role: 'agent', id: 'agent-1', locale: 'en' });
      expect((await fetchPdf(api(), id, english, { 'if-none-match': etag })).status).toBe(200);
      await api().post(`/v1/requests/${id}/ship`, { carrier: 'Flash', trackingNumber: 'TH42' });
      expect((await fetchPdf(api(), id, integrator, { 'if-none-match': etag })).status).toBe(200);
    });

    it('a query is refused', async () => {
      const id = await approved(api());
      expect(await api().get(`${pathOf(id)}?locale=th`)).toMatchObject({
        status: 400,
        body: { code: 'invalid_query' },
      });
    });
  });
});

onSqlite(
  (api) => {
    it('where too many are being drawn, callers are told to come again', async () => {
      const id = await approved(api());
      const reply = await api().get(pathOf(id));
      expect(reply).toMatchObject({ status: 503, body: { code: 'unavailable' } });
      expect(reply.headers.get('retry-after')).toBe('2');
    });
  },
  { replace: () => ({ documents: { draw: () => Promise.reject(new DocumentsBusy()) } }) },
);
