/** A request over HTTP as each storage keeps it: opened, led to its end, listed and read again. */
import { expect, it } from 'vitest';
import type { EventView } from '../../src/contract/event.ts';
import type { RequestView } from '../../src/contract/request.ts';
import { type Api, actingFor, integrator, onEveryStorage } from '../support/http.ts';
import { input, shop } from '../support/world.ts';

interface List {
  items: RequestView[];
  nextCursor: string | null;
  total: number;
  totalCapped?: true;
}
const buyer = actingFor('buyer:buyer-1');

/** Every page from the first to the last, two at a time. */
async function walk(api: Api, query: string, as = integrator): Promise<string[]> {
  const ids: string[] = [];
  let cursor: string | null = null;
  do {
    const more: string = cursor ? `&cursor=${encodeURIComponent(cursor)}` : '';
    const { body } = await api.get<List>(`/v1/requests?limit=2&${query}${more}`, as);
    ids.push(...body.items.map((item) => item.id));
    cursor = body.nextCursor;
  } while (cursor);
  return ids;
}

onEveryStorage((api) => {
  it('opening answers 201, and the same externalId again 200 with the request that exists', async () => {
    await api().store.directory.putSeller(shop());
    const body = input({ externalId: 'ext-1' });
    const first = await api().post<RequestView>('/v1/requests', body);
    const again = await api().post<RequestView>('/v1/requests', body);
    const other = await api().post('/v1/requests', { ...body, reason: 'damaged' });
    expect(first.status).toBe(201);
    expect(again.status).toBe(200);
    expect(again.body).toEqual(first.body);
    expect(other.body).toMatchObject({ status: 409, code: 'external_id_mismatch' });
  });

  it('a return that got a new id: PATCH gives it, both answer the request, and another one’s is 409', async () => {
    const body = input({ externalId: 'ext-old' });
    const { id } = (await api().post<RequestView>('/v1/requests', body)).body;
    const patch = (externalId: string) =>
      api().call<RequestView>('PATCH', `/v1/requests/${id}`, { as: integrator, body: { externalId } });
    expect(await patch('ext-new')).toMatchObject({ status: 200, body: { externalId: 'ext-new', version: 2 } });
    expect(await patch('ext-1')).toMatchObject({ status: 409, body: { code: 'external_id_mismatch' } });
    for (const externalId of ['ext-old', 'ext-new']) {
      const again = await api().post<RequestView>('/v1/requests', { ...body, externalId });
      expect(again).toMatchObject({ status: 200, body: { id, externalId: 'ext-new' } });
    }
  });

  it('a request shows everything of the input that opened it', async () => {
    await api().open();
    const now = api().clock.now();
    const given = input({
      conversationId: 'conv-everything',
      externalId: 'ext-everything',
      openedAt: new Date(now - 60_000).toISOString(),
      respondBy: new Date(now + 3_600_000).toISOString(),
      metadata: { ticket: '7' },
    });
    const opened = await api().post<RequestView>('/v1/requests', given);
    expect(opened.status).toBe(201);
    expect(opened.body).toMatchObject(given);
    await api().post(`/v1/requests/${opened.body.id}/approve`, {}, actingFor('seller:shop-1'));
    expect((await api().get(`/v1/requests/${opened.body.id}`)).body).toMatchObject(given);
  });

  it('a negotiation with a counter-offer, from opening to shipped refund, by its routes', async () => {
    const { id } = await api().open({}, { policy: { maxRounds: 2 } });
    const seller = actingFor('seller:shop-1');
    const offered = await api().post<RequestView>(
      `/v1/requests/${id}/offers`,
      { kind: 'partial_refund', percent: 30 },
      seller,
    );
    const answers = `/v1/requests/${id}/offers`;
    const counter = { amount: { amount: 15000, currency: 'THB' }, note: 'a bit more?' };
    const countered = await api().post<RequestView>(`${answers}/${offered.body.offer?.id}/counter`, counter, buyer);
    expect(countered.status).toBe(201);
    expect(countered.body.offer).toMatchObject({ by: 'buyer', round: 2, status: 'pending' });
    const accepted = await api().post<RequestView>(`${answers}/${countered.body.offer?.id}/accept`, {});
    expect(accepted.body).toMatchObject({
      status: 'settling',
      refund: { amount: { amount: 15000 }, status: 'requested' },
    });
    const paid = await api().post<RequestView>(`/v1/requests/${id}/refund`, { outcome: 'confirmed', reference: 'P-1' });
    expect(paid.body).toMatchObject({ status: 'settled', refund: { status: 'confirmed', reference: 'P-1' } });
  });

  it('approval, extension, shipping, logistics and correction by their routes', async () => {
    const { id } = await api().open();
    const path = `/v1/requests/${id}`;
    const patched = await api().call<RequestView>('PATCH', path, {
      as: integrator,
      body: { metadata: { ticket: '7' } },
    });
    expect(patched.body).toMatchObject({ metadata: { ticket: '7' }, version: 2 });
    await api().post(`${path}/extend`, { seconds: 3600, text: 'warehouse closed' }, actingFor('agent:agent-1'));
    await api().post(`${path}/approve`, {}, actingFor('seller:shop-1'));
    await api().post(`${path}/ship`, { carrier: 'Flash', trackingNumber: 'TH01' }, actingFor('seller:shop-1'));
    const at = new Date(api().clock.now()).toISOString();
    const events = [{ at, kind: 'delivered', text: 'Handed over' }];
    const delivered = await api().post<RequestView>(`${path}/logistics`, { events });
    expect(delivered.body).toMatchObject({ status: 'delivered', shipment: { latest: { kind: 'delivered' } } });
  });

  it('what the marketplace permits narrows the answers; a pending offer beyond it is withdrawn', async () => {
    const offerBy = new Date(api().clock.now() + 3_600_000).toISOString();
    const thb = (amount: number) => ({ amount, currency: 'THB' });
    const { id } = await api().open({ allowed: { solutions: ['reject', 'partial_refund'], offerBy } });
    const path = `/v1/requests/${id}`;
    const seen = await api().get<RequestView>(path);
    expect(seen.body).toMatchObject({ solutions: ['reject', 'partial_refund'], allowed: { offerBy } });
    const refused = await api().post(`${path}/approve`, {}, actingFor('seller:shop-1'));
    expect(refused).toMatchObject({ status: 422, body: { code: 'solution_not_allowed' } });
    const body = { kind: 'partial_refund', amount: thb(12_500) };
    const offered = await api().post<RequestView>(`${path}/offers`, body, actingFor('seller:shop-1'));
    expect(offered.body.offer).toMatchObject({ status: 'pending', expiresAt: offerBy });

    const patched = await api().call<RequestView>('PATCH', path, {
      as: integrator,
      body: { allowed: { maxAmount: thb(10_000) } },
    });
    expect(patched.body).toMatchObject({
      status: 'awaiting_seller',
      allowed: { maxAmount: thb(10_000) },
      offer: { status: 'withdrawn', answer: { by: 'platform' } },
    });
    expect((await api().get<RequestView>(path, buyer)).body).not.toHaveProperty('allowed');
    const told = await api().get<{ items: EventView[] }>(`${path}/events`, buyer);
    expect(told.body.items.map(({ data }) => 'allowed' in data)).not.toContain(true);
  });

  it('a list is walked page by page, every row once, in both orders', async () => {
    const opened: string[] = [];
    for (let n = 0; n < 5; n += 1) {
      opened.push((await api().open({ sellerId: 'shop-walk', buyerId: `buyer-walk-${n % 2}` })).id);
      api().clock.advance(60_000);
    }
    expect(await walk(api(), 'sellerId=shop-walk')).toEqual(opened);
    expect(await walk(api(), 'sellerId=shop-walk&sort=-updatedAt')).toEqual(opened.toReversed());
    const page = await api().get<List>('/v1/requests?sellerId=shop-walk&limit=2');
    expect(page.body.items).toHaveLength(2);
    expect(page.body.total).toBe(5);
    expect(page.body).not.toHaveProperty('totalCapped');
    const narrowed = await api().token({ role: 'seller', id: 'shop-walk' });
    expect(await walk(api(), '', narrowed)).toEqual(opened);
  });

  it('a cursor is good for its own order only', async () => {
    for (let n = 0; n < 3; n += 1) await api().open({ sellerId: 'shop-cursor' });
    const { body } = await api().get<List>('/v1/requests?sellerId=shop-cursor&limit=1');
    const path = `/v1/requests?sellerId=shop-cursor&limit=1&sort=-updatedAt&cursor=${body.nextCursor}`;
    expect((await api().get(path)).body).toMatchObject({ status: 400, code: 'invalid_query' });
  });

  it('everyone lists their own only; asking for another’s is an empty list', async () => {
    const mine = await api().open({ sellerId: 'shop-mine', buyerId: 'buyer-mine' });
    await api().open({ sellerId: 'shop-theirs', buyerId: 'buyer-theirs' });
    const seller = await api().token({ role: 'seller', id: 'shop-mine' });
    const ownBuyer = await api().token({ role: 'buyer', id: 'buyer-mine' });
    const listed = async (query: string, as = seller) => (await api().get<List>(`/v1/requests?${query}`, as)).body;
    expect((await listed('')).items.map((item) => item.id)).toEqual([mine.id]);
    expect((await listed('sellerId=shop-mine')).total).toBe(1);
    expect(await listed('sellerId=shop-theirs')).toEqual({ items: [], nextCursor: null, total: 0 });
    expect((await listed('', ownBuyer)).items.map((item) => item.id)).toEqual([mine.id]);
    expect(await listed('buyerId=buyer-theirs', ownBuyer)).toEqual({ items: [], nextCursor: null, total: 0 });
    expect((await listed('buyerId=buyer-theirs', await api().token({ role: 'agent', id: 'a' }))).total).toBe(1);
  });

  it('filters say what they filter', async () => {
    const waiting = await api().open({ sellerId: 'shop-filter', reason: 'damaged' });
    const offered = await api().offered({ sellerId: 'shop-filter' });
    const idsOf = async (query: string) =>
      (await api().get<List>(`/v1/requests?sellerId=shop-filter&${query}`)).body.items.map((item) => item.id);
    expect(await idsOf('tab=offer_sent')).toEqual([offered.id]);
    expect(await idsOf('status=awaiting_seller')).toEqual([waiting.id]);
    expect(await idsOf('waitingOn=buyer')).toEqual([offered.id]);
    expect(await idsOf('reason=damaged')).toEqual([waiting.id]);
    expect(await idsOf(`q=${waiting.orderId}`)).toEqual([waiting.id]);
    expect(await idsOf('due=overdue')).toEqual([]);
    expect(await idsOf('market=VN')).toEqual([]);
  });

  it('a list narrowed to one conversation pages through its requests only', async () => {
    const inside: string[] = [];
    for (let n = 0; n < 5; n += 1) {
      const open = (conversationId: string) =>
        api().open({ buyerId: 'buyer-paged', sellerId: 'shop-paged', conversationId });
      inside.push((await open('conv-paged')).id);
      await open(`conv-other-${n}`);
      api().clock.advance(1000);
    }
    const narrowed = await api().token({ role: 'buyer', id: 'buyer-paged', conversationId: 'conv-paged' });
    expect(await walk(api(), '', narrowed)).toEqual(inside);
    expect((await api().get<List>('/v1/requests?limit=1', narrowed)).body.total).toBe(5);
  });

  it('the history is read oldest first, page by page', async () => {
    const { id, offerId } = await api().offered();
    await api().post(`/v1/requests/${id}/offers/${offerId}/accept`, {}, buyer);
    const types: string[] = [];
    let cursor: string | null = null;
    do {
      const more: string = cursor ? `&cursor=${cursor}` : '';
      const { body } = await api().get<{ items: { type: string; seq: number }[]; nextCursor: string | null }>(
        `/v1/requests/${id}/events?limit=1${more}`,
      );
      expect(body.items).toHaveLength(1);
      types.push(...body.items.map((event) => event.type));
      cursor = body.nextCursor;
    } while (cursor);
    expect(types).toEqual(['request.opened', 'offer.proposed', 'offer.accepted', 'refund.requested']);
  });
});
