/** What HTTP adds to a request: statuses, tags of what was read, and preconditions. */
import { expect, it } from 'vitest';
import type { RequestView } from '../../src/contract/request.ts';
import { type Api, actingFor, integrator, onSqlite, startApi } from '../support/http.ts';
import { sqliteStore } from '../support/stores.ts';
import { input, shop } from '../support/world.ts';

const buyer = actingFor('buyer:buyer-1');
const etagOf = async (api: Api, id: string, as = integrator): Promise<string> =>
  (await api.get(`/v1/requests/${id}`, as)).headers.get('etag') ?? '';

onSqlite((api) => {
  it('an opening answers the unknown seller, the wrong market and the wrong currency by name', async () => {
    await api().store.directory.putSeller(shop());
    const codeOf = async (changes: object) => (await api().post('/v1/requests', { ...input(), ...changes })).body.code;
    expect(await codeOf({ sellerId: 'shop-nobody' })).toBe('unknown_seller');
    expect(await codeOf({ market: 'VN' })).toBe('market_mismatch');
    expect(await codeOf({ paid: { amount: 54000, currency: 'VND' } })).toBe('currency_mismatch');
  });

  it('an offer answers 201, and its repeat 200 with the request as it stands', async () => {
    const { id } = await api().open();
    const offer = { kind: 'partial_refund', percent: 40, note: 'sorry' };
    const first = await api().post<RequestView>(`/v1/requests/${id}/offers`, offer);
    const again = await api().post<RequestView>(`/v1/requests/${id}/offers`, offer);
    expect([first.status, again.status]).toEqual([201, 200]);
    expect(again.body.version).toBe(first.body.version);
  });

  it('rejecting and withdrawing and cancelling by their routes', async () => {
    const first = await api().offered();
    const withdrawn = await api().post<RequestView>(`/v1/requests/${first.id}/offers/${first.offerId}/withdraw`, {
      text: 'typo',
    });
    expect(withdrawn.body).toMatchObject({ status: 'awaiting_seller', offer: { status: 'withdrawn' } });
    const rejected = await api().post<RequestView>(`/v1/requests/${first.id}/reject`, {
      reason: 'items_were_sent',
      text: 'Both were sent',
    });
    expect(rejected.body).toMatchObject({ status: 'rejected', rejection: { reason: 'items_were_sent' } });
    const second = await api().offered();
    const refused = await api().post<RequestView>(
      `/v1/requests/${second.id}/offers/${second.offerId}/reject`,
      { text: 'no' },
      buyer,
    );
    expect(refused.body).toMatchObject({ status: 'awaiting_seller', offer: { status: 'rejected' } });
    const cancelled = await api().post<RequestView>(`/v1/requests/${second.id}/cancel`, { text: 'found it' }, buyer);
    expect(cancelled.body).toMatchObject({ status: 'cancelled' });
  });

  it('a POST without a body is one with an empty body', async () => {
    const { id } = await api().open();
    expect((await api().call('POST', `/v1/requests/${id}/approve`, { as: integrator })).status).toBe(200);
  });

  it('the ETag names what was read: the same again is 304, a change or another reader is not', async () => {
    const { id, offerId } = await api().offered();
    const etag = await etagOf(api(), id);
    expect(etag).toMatch(/^"2-[\w-]{16}"$/);
    const unchanged = await api().get(`/v1/requests/${id}`, integrator, { 'if-none-match': etag });
    expect(unchanged.status).toBe(304);
    expect(unchanged.body).toBe('');
    expect(unchanged.headers.get('etag')).toBe(etag);
    expect((await api().get(`/v1/requests/${id}`, integrator, { 'if-none-match': `"x", W/${etag}` })).status).toBe(304);
    expect(await etagOf(api(), id, buyer)).not.toBe(etag);
    await api().post(`/v1/requests/${id}/offers/${offerId}/accept`, {}, buyer);
    expect((await api().get(`/v1/requests/${id}`, integrator, { 'if-none-match': etag })).status).toBe(200);
  });

  it('the ETag changes when time alone takes the actions away', async () => {
    const { id, deadline } = await api().offered();
    const etag = await etagOf(api(), id, buyer);
    const now = api().clock.iso();
    api().clock.set(deadline?.at ?? '');
    const late = await api().get<RequestView>(`/v1/requests/${id}`, buyer, { 'if-none-match': etag });
    expect(late.status).toBe(200);
    expect(late.body).toMatchObject({ version: 2, actions: [] });
    api().clock.set(now);
  });

  it('If-Match takes the ETag of any reader, a bare version or *, and refuses what has changed', async () => {
    const { id, offerId } = await api().offered();
    const stale = await etagOf(api(), id);
    await api().call('PATCH', `/v1/requests/${id}`, { as: integrator, body: { metadata: { a: 'b' } } });
    const path = `/v1/requests/${id}/offers/${offerId}/accept`;
    for (const tag of [stale, '"2"', '"1", "2"', 'W/"2"', '"rubbish"']) {
      const refused = await api().post(path, {}, buyer, { 'if-match': tag });
      expect(refused.body, tag).toMatchObject({ status: 412, code: 'version_mismatch' });
    }
    const patch = await api().call('PATCH', `/v1/requests/${id}`, {
      as: integrator,
      body: { metadata: {} },
      headers: { 'if-match': stale },
    });
    expect(patch.status).toBe(412);
    const accepted = await api().post(path, {}, buyer, { 'if-match': await etagOf(api(), id, buyer) });
    expect(accepted.status).toBe(200);
    for (const tag of ['*', `"${accepted.body.version}"`]) {
      const paid = await api().post(`/v1/requests/${id}/refund`, { outcome: 'confirmed' }, integrator, {
        'if-match': tag,
      });
      expect(paid.status, tag).toBe(200);
    }
  });
});

it('a total above 10,000 is told as capped', async () => {
  const { store, cleanup } = await sqliteStore();
  const many: typeof store.requests = {
    ...store.requests,
    total: async (_, __, cap) => ({ total: cap, capped: true }),
  };
  const api = await startApi(store, { replace: (parts) => ({ store: { ...parts.store, requests: many } }) });
  const { body } = await api.get('/v1/requests');
  expect(body).toEqual({ items: [], nextCursor: null, total: 10_000, totalCapped: true });
  await api.close();
  await cleanup();
});
