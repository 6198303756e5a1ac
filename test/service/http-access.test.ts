import { expect, it } from 'vitest';
import { API_KEY, type Api, actingFor, type Credentials, integrator, OLD_API_KEY, onSqlite } from '../support/http.ts';

type Who = 'integrator' | 'buyer' | 'seller' | 'agent';
const ALL: Who[] = ['integrator', 'buyer', 'seller', 'agent'];

/** The table of SPEC.md section 4, by hand, so that a route opened to the wrong people is noticed. */
const ROUTES: [string, string, Who[]][] = [
  ['POST', '/v1/tokens', ['integrator']],
  ['PUT', '/v1/sellers/:id', ['integrator']],
  ['PATCH', '/v1/sellers/:id', ['integrator', 'seller']],
  ['GET', '/v1/sellers/:id', ['integrator', 'seller', 'agent']],
  ['POST', '/v1/sellers/:id/slack-link', ['integrator', 'seller']],
  ['POST', '/v1/requests', ['integrator']],
  ['PATCH', '/v1/requests/:id', ['integrator']],
  ['GET', '/v1/requests', ALL],
  ['GET', '/v1/requests/:id', ALL],
  ['GET', '/v1/requests/:id/events', ALL],
  ['GET', '/v1/requests/:id/card', ALL],
  ['GET', '/v1/requests/:id/documents.pdf', ['integrator', 'seller', 'agent']],
  ['POST', '/v1/requests/:id/approve', ['integrator', 'seller', 'agent']],
  ['POST', '/v1/requests/:id/reject', ['integrator', 'seller', 'agent']],
  ['POST', '/v1/requests/:id/offers', ['integrator', 'seller', 'agent']],
  ['POST', '/v1/requests/:id/offers/:offerId/accept', ALL],
  ['POST', '/v1/requests/:id/offers/:offerId/reject', ALL],
  ['POST', '/v1/requests/:id/offers/:offerId/counter', ALL],
  ['POST', '/v1/requests/:id/offers/:offerId/withdraw', ['integrator', 'seller', 'agent']],
  ['POST', '/v1/requests/:id/cancel', ['integrator', 'buyer', 'agent']],
  ['POST', '/v1/requests/:id/extend', ['integrator', 'agent']],
  ['POST', '/v1/requests/:id/ship', ['integrator', 'seller', 'agent']],
  ['POST', '/v1/requests/:id/logistics', ['integrator']],
  ['POST', '/v1/requests/:id/refund', ['integrator']],
  ['GET', '/v1/conversations/:id/messages', ALL],
  ['POST', '/v1/conversations/:id/messages', ['buyer', 'seller', 'agent']],
  ['POST', '/v1/conversations/:id/read', ['buyer', 'seller', 'agent']],
  ['GET', '/v1/stats', ['integrator', 'seller', 'agent']],
  ['GET', '/v1/policies/:market', ['integrator']],
  ['PUT', '/v1/policies/:market', ['integrator']],
  ['POST', '/v1/webhooks', ['integrator']],
  ['GET', '/v1/webhooks', ['integrator']],
  ['GET', '/v1/webhooks/:id', ['integrator']],
  ['PATCH', '/v1/webhooks/:id', ['integrator']],
  ['DELETE', '/v1/webhooks/:id', ['integrator']],
  ['POST', '/v1/webhooks/:id/rotate', ['integrator']],
  ['POST', '/v1/webhooks/:id/ping', ['integrator']],
  ['GET', '/v1/webhooks/:id/deliveries', ['integrator']],
  ['POST', '/v1/webhooks/:id/deliveries/:deliveryId/redeliver', ['integrator']],
  ['POST', '/v1/webhooks/:id/replay', ['integrator']],
];
const PEOPLE = { buyer: 'buyer-1', seller: 'shop-1', agent: 'agent-1' } as const;
const VALID_BODIES: Record<string, unknown> = {
  '/v1/conversations/:id/messages': { text: 'hello' },
  '/v1/conversations/:id/read': { seq: 1 },
};

const concrete = (path: string): string =>
  path
    .replace(':id', path.includes('sellers') ? 'shop-1' : 'nowhere')
    .replace(':offerId', 'ofr_x')
    .replace(':deliveryId', 'dlv_x')
    .replace(':market', 'ZZ');
const bodyFor = (method: string, path: string): unknown => (method === 'GET' ? undefined : (VALID_BODIES[path] ?? {}));

onSqlite((api) => {
  it('the matrix names every route that is served, and no other', () => {
    const served = api().routes.map((route) => `${route.method.toUpperCase()} ${route.path}`);
    expect(served.toSorted()).toEqual(ROUTES.map(([method, path]) => `${method} ${path}`).toSorted());
  });

  it.each(ROUTES)('%s %s lets in %s and nobody else', async (method, path, allowed) => {
    const statusFor = async (as: Credentials): Promise<number> =>
      (await api().call(method, concrete(path), { as, body: bodyFor(method, path) })).status;
    expect(await statusFor({}), 'without credentials').toBe(401);
    expect(await statusFor({ token: 'not-a-token' }), 'with a token that is none').toBe(401);
    for (const who of ALL) {
      const ways = await waysToBe(api(), who);
      for (const [name, as] of ways) {
        const status = await statusFor(as);
        if (allowed.includes(who)) expect([401, 403], `${name} answered ${status}`).not.toContain(status);
        else expect(status, name).toBe(403);
      }
    }
  });

  it('a call without credentials is told how to send them', async () => {
    const reply = await api().get('/v1/requests', {});
    expect(reply.body).toMatchObject({ code: 'unauthenticated', status: 401 });
    expect(reply.headers.get('www-authenticate')).toBe('Bearer realm="parley"');
  });

  it('every API key of a rotation is valid, and one that is close is not', async () => {
    expect((await api().get('/v1/requests', { key: API_KEY })).status).toBe(200);
    expect((await api().get('/v1/requests', { key: OLD_API_KEY })).status).toBe(200);
    expect((await api().get('/v1/requests', { key: `${API_KEY}x` })).status).toBe(401);
    expect((await api().get('/v1/requests', { key: API_KEY.slice(1) })).status).toBe(401);
  });

  it('a request is seen by its buyer, its shop, agents and the integrator; to others it does not exist', async () => {
    const { id } = await api().open({ buyerId: 'buyer-1', sellerId: 'shop-1' });
    const statuses = async (as: Credentials) => (await api().get(`/v1/requests/${id}`, as)).status;
    expect(await statuses(integrator)).toBe(200);
    expect(await statuses(await api().token({ role: 'buyer', id: 'buyer-1' }))).toBe(200);
    expect(await statuses(await api().token({ role: 'seller', id: 'shop-1', userId: 'staff-1' }))).toBe(200);
    expect(await statuses(await api().token({ role: 'agent', id: 'agent-1' }))).toBe(200);
    expect(await statuses(actingFor('buyer:buyer-1'))).toBe(200);
    expect(await statuses(await api().token({ role: 'buyer', id: 'buyer-2' }))).toBe(404);
    expect(await statuses(await api().token({ role: 'seller', id: 'shop-2' }))).toBe(404);
    expect(await statuses(actingFor('buyer:buyer-2'))).toBe(404);
    expect(await statuses(actingFor('seller:shop-2'))).toBe(404);
  });

  it("another's request answers like one that never was, on every route that names one", async () => {
    const { id, offerId } = await api().offered({ buyerId: 'buyer-1' });
    const stranger = await api().token({ role: 'buyer', id: 'buyer-2' });
    const otherShop = await api().token({ role: 'seller', id: 'shop-2' });
    const paths: [string, string, Credentials, unknown?][] = [
      ['GET', `/v1/requests/${id}`, stranger],
      ['GET', `/v1/requests/${id}/events`, stranger],
      ['POST', `/v1/requests/${id}/offers/${offerId}/accept`, stranger, {}],
      ['POST', `/v1/requests/${id}/offers/${offerId}/reject`, stranger, {}],
      ['POST', `/v1/requests/${id}/cancel`, stranger, {}],
      ['POST', `/v1/requests/${id}/approve`, otherShop, {}],
      ['POST', `/v1/requests/${id}/offers/${offerId}/withdraw`, otherShop, {}],
    ];
    for (const [method, path, as, body] of paths) {
      const theirs = await api().call(method, path, { as, body });
      const nobodys = await api().call(method, path.replace(id, 'req_none'), { as, body });
      expect(theirs.status, path).toBe(404);
      expect(theirs.body.detail, path).toBe(String(nobodys.body.detail).replace('req_none', id));
    }
    const { body } = await api().get(`/v1/requests/${id}`);
    expect(body).toMatchObject({ status: 'negotiating', version: 2 });
  });

  it('a command of a stranger is refused also where the service has seen the request before', async () => {
    const { id } = await api().open();
    const own = await api().token({ role: 'seller', id: 'shop-1' });
    const other = await api().token({ role: 'seller', id: 'shop-2' });
    await api().get(`/v1/requests/${id}`, own);
    expect((await api().post(`/v1/requests/${id}/approve`, {}, other)).status).toBe(404);
    expect((await api().post(`/v1/requests/${id}/approve`, {}, own)).status).toBe(200);
  });

  it('a token for one conversation sees only that one', async () => {
    const first = await api().open({ buyerId: 'buyer-narrow', conversationId: 'conv-narrow-1' });
    const second = await api().open({ buyerId: 'buyer-narrow', conversationId: 'conv-narrow-2' });
    for (const [role, id] of [
      ['buyer', 'buyer-narrow'],
      ['seller', 'shop-1'],
      ['agent', 'agent-1'],
    ] as const) {
      const narrowed = await api().token({ role, id, conversationId: 'conv-narrow-1' });
      expect((await api().get(`/v1/requests/${first.id}`, narrowed)).status).toBe(200);
      expect((await api().get(`/v1/requests/${second.id}`, narrowed)).status).toBe(404);
      const list = await api().get<{ items: { id: string }[]; total: number }>('/v1/requests', narrowed);
      expect(list.body.items.map((item) => item.id)).toEqual([first.id]);
      expect(list.body.total).toBe(1);
    }
  });

  it('narrowing never widens: a buyer narrowed to a conversation of others sees nothing', async () => {
    await api().open({ buyerId: 'buyer-x', conversationId: 'conv-of-x' });
    const narrowed = await api().token({ role: 'buyer', id: 'buyer-y', conversationId: 'conv-of-x' });
    const list = await api().get('/v1/requests', narrowed);
    expect(list.body).toEqual({ items: [], nextCursor: null, total: 0 });
    expect((await api().get('/v1/conversations/conv-of-x/messages', narrowed)).status).toBe(404);
  });

  it("the integrator answers a seller's offer only for a buyer it names", async () => {
    const { id, offerId } = await api().offered();
    for (const [answer, body] of [
      ['accept', {}],
      ['reject', {}],
      ['counter', { amount: { amount: 1, currency: 'THB' } }],
    ] as const) {
      const reply = await api().post(`/v1/requests/${id}/offers/${offerId}/${answer}`, body);
      expect(reply.status).toBe(403);
      expect(reply.body.detail).toContain('Parley-Actor: role:id');
    }
    const accepted = await api().post(`/v1/requests/${id}/offers/${offerId}/accept`, {}, actingFor('buyer:buyer-1'));
    expect(accepted.status).toBe(200);
    const { body } = await api().get<{ items: { type: string; actor: unknown }[] }>(`/v1/requests/${id}/events`);
    expect(body.items.find((event) => event.type === 'offer.accepted')?.actor).toEqual({
      kind: 'buyer',
      id: 'buyer-1',
    });
  });

  it('the integrator names who writes a message', async () => {
    const { conversationId } = await api().open();
    const path = `/v1/conversations/${conversationId}/messages`;
    const unnamed = await api().post(path, { text: 'hello' });
    expect(unnamed.status).toBe(403);
    expect(unnamed.body.detail).toContain('Parley-Actor');
    const named = await api().post(path, { text: 'hello' }, actingFor('buyer:buyer-1'));
    expect(named.status).toBe(201);
    expect(named.body).toMatchObject({ author: { role: 'buyer', id: 'buyer-1' }, text: 'hello' });
  });

  it('an integrator that acts for a person may do what that person may, and no more', async () => {
    const { id } = await api().open();
    expect((await api().post(`/v1/requests/${id}/approve`, {}, actingFor('buyer:buyer-1'))).status).toBe(403);
    expect((await api().post('/v1/tokens', { role: 'agent', id: 'a' }, actingFor('buyer:buyer-1'))).status).toBe(403);
    expect((await api().post(`/v1/requests/${id}/approve`, {}, actingFor('seller:shop-1'))).status).toBe(200);
  });

  it('Parley-Actor is split at its first colon', async () => {
    const { id } = await api().open({ buyerId: 'tenant:7:buyer' });
    expect((await api().get(`/v1/requests/${id}`, actingFor('buyer:tenant:7:buyer'))).status).toBe(200);
  });

  it.each(['buyer', 'buyer:', ':buyer-1', 'owner:buyer-1', 'buyer:has space', 'BUYER:buyer-1'])(
    'Parley-Actor "%s" is refused as malformed',
    async (actor) => {
      const reply = await api().get('/v1/requests', actingFor(actor));
      expect(reply.body).toMatchObject({ status: 400, code: 'invalid_body', errors: [{ path: 'Parley-Actor' }] });
    },
  );

  it('a token already says who its holder is', async () => {
    const holder = await api().token({ role: 'agent', id: 'agent-1' });
    const reply = await api().get('/v1/requests', { ...holder, actor: 'buyer:buyer-1' });
    expect(reply.body).toMatchObject({ status: 403, code: 'forbidden' });
  });

  it('buyers see neither what is left to the seller nor the rules', async () => {
    const { id } = await api().offered();
    const { body } = await api().get(`/v1/requests/${id}`, actingFor('buyer:buyer-1'));
    expect(Object.keys(body)).not.toEqual(expect.arrayContaining(['policy']));
    for (const hidden of ['offersLeft', 'solutions', 'policy']) expect(body).not.toHaveProperty(hidden);
  });
});

async function waysToBe(api: Api, who: Who): Promise<[string, Credentials][]> {
  if (who === 'integrator') return [['the API key', integrator]];
  const id = PEOPLE[who];
  return [
    [`a ${who}'s token`, await api.token({ role: who, id })],
    [`the API key for a ${who}`, actingFor(`${who}:${id}`)],
  ];
}
