/** Webhooks over HTTP: registering, changing and reading them; and the whole service with a receiver of its own. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DeliveryView, WebhookView, WebhookWithSecret } from '../../src/contract/webhook.ts';
import { arrives, eventually } from '../support/eventually.ts';
import { type Api, integrator, onSqlite } from '../support/http.ts';
import { API_KEY, type Service, startService } from '../support/service.ts';
import { Receiver, verified } from '../support/webhook-receiver.ts';
import { input, shop } from '../support/world.ts';

const URL_ = 'https://shop.example/parley';
interface List<T> {
  items: T[];
  nextCursor: string | null;
}

onSqlite((api) => {
  const register = async (body: object = {}) => {
    const reply = await api().post<WebhookWithSecret>('/v1/webhooks', { url: URL_, ...body });
    expect(reply.status).toBe(201);
    return reply.body;
  };
  const problem = (code: string, status: number) => ({ status, body: { code, status } });

  afterEach(async () => {
    const { body } = await api().get<List<WebhookView>>('/v1/webhooks?limit=100');
    for (const { id } of body.items) await api().call('DELETE', `/v1/webhooks/${id}`, { as: integrator });
  });

  describe('a webhook', () => {
    it('is registered and answered with its secret, this once', async () => {
      const { secret, ...webhook } = await register({ events: ['refund.requested'], description: 'Refunds' });
      expect(secret).toMatch(/^whsec_/u);
      const { previousSecretUntil, ...shown } = webhook;
      expect(previousSecretUntil).toBeNull();
      expect(shown).toEqual({
        id: expect.stringMatching(/^whk_[\w-]{16}$/u),
        url: URL_,
        events: ['refund.requested'],
        description: 'Refunds',
        enabled: true,
        disabledReason: null,
        disabledAt: null,
        failingSince: null,
        replaying: null,
        createdAt: api().wallClock.iso(),
      });
      expect((await api().get(`/v1/webhooks/${webhook.id}`)).body).toEqual(shown);
      expect((await api().get('/v1/webhooks')).body).toEqual({ items: [shown], nextCursor: null });
    });

    it('tells its secret neither in the log nor in an answer that is stored', async () => {
      const key = { 'idempotency-key': 'register-once' };
      const first = await api().post<WebhookWithSecret>('/v1/webhooks', { url: URL_ }, integrator, key);
      const second = await api().post<WebhookWithSecret>('/v1/webhooks', { url: URL_ }, integrator, key);
      expect(second.headers.get('idempotent-replayed')).toBeNull();
      expect(second.body.secret).not.toBe(first.body.secret);
      for (const { headers } of [first, second]) await api().logged({ requestId: headers.get('x-request-id') });
      for (const { body } of [first, second]) expect(api().logs.join('\n')).not.toContain(body.secret);
    });

    it('wants every type where none is named, and again when they are taken back', async () => {
      const { id, events } = await register();
      expect(events).toBeNull();
      const patch = (body: object) => api().call<WebhookView>('PATCH', `/v1/webhooks/${id}`, { as: integrator, body });
      expect((await patch({ events: ['offer.proposed'] })).body.events).toEqual(['offer.proposed']);
      expect((await patch({ description: 'x' })).body).toMatchObject({ events: ['offer.proposed'], description: 'x' });
      expect((await patch({ events: null, description: null })).body).toMatchObject({
        events: null,
        description: null,
      });
    });

    it('is disabled and enabled', async () => {
      const { id } = await register();
      const patch = (enabled: boolean) =>
        api().call<WebhookView>('PATCH', `/v1/webhooks/${id}`, { as: integrator, body: { enabled } });
      expect((await patch(false)).body).toMatchObject({
        enabled: false,
        disabledReason: 'asked',
        disabledAt: api().wallClock.iso(),
      });
      expect(await api().post(`/v1/webhooks/${id}/replay`, { since: '2026-01-01T00:00:00Z' })).toMatchObject(
        problem('conflict', 409),
      );
      expect((await patch(true)).body).toMatchObject({ enabled: true, disabledReason: null, disabledAt: null });
    });

    it.each([
      [{ url: 'ftp://shop.example/' }, 'url'],
      [{ url: 'https://user:secret@shop.example/' }, 'url'],
      [{ url: 'javascript:alert(1)' }, 'url'],
      [{ events: [] }, 'events'],
      [{ events: ['refund.paid'] }, 'events[0]'],
      [{ events: ['refund.requested', 'refund.requested'] }, 'events'],
      [{ secret: 'whsec_mine' }, 'secret'],
    ])('of %o is refused at %s', async (body, path) => {
      const reply = await api().post<{ errors: { path: string }[] }>('/v1/webhooks', { url: URL_, ...body });
      expect(reply.status).toBe(400);
      expect(reply.body.errors.map((error) => error.path)).toEqual([path]);
    });

    it.each(['http://127.0.0.1/', 'http://localhost:3000/', 'http://[::1]/', 'http://169.254.169.254/'])(
      'at %s is refused, new or changed',
      async (url) => {
        expect(await api().post('/v1/webhooks', { url })).toMatchObject(problem('url_not_allowed', 422));
        const { id } = await register();
        const changed = await api().call('PATCH', `/v1/webhooks/${id}`, { as: integrator, body: { url } });
        expect(changed).toMatchObject(problem('url_not_allowed', 422));
      },
    );

    it('that is deleted is gone', async () => {
      const { id } = await register();
      const gone = await api().call('DELETE', `/v1/webhooks/${id}`, { as: integrator });
      expect([gone.status, gone.body]).toEqual([204, '']);
      const calls: [string, string, object?][] = [
        ['GET', ''],
        ['PATCH', '', { enabled: true }],
        ['DELETE', ''],
        ['POST', '/rotate', {}],
        ['POST', '/ping', {}],
        ['GET', '/deliveries'],
        ['POST', '/deliveries/dlv_1/redeliver', {}],
        ['POST', '/replay', { since: '2026-01-01T00:00:00Z' }],
      ];
      for (const [method, path, body] of calls) {
        const reply = await api().call(method, `/v1/webhooks/${id}${path}`, { as: integrator, body });
        expect(reply, `${method} ${path}`).toMatchObject(problem('not_found', 404));
      }
    });

    it('gets another secret, and the one before is told to be valid for a day', async () => {
      const { id, secret } = await register();
      const reply = await api().post<WebhookWithSecret>(`/v1/webhooks/${id}/rotate`, {});
      expect(reply.status).toBe(200);
      expect(reply.body.secret).not.toBe(secret);
      expect(reply.body.previousSecretUntil).toBe(new Date(api().wallClock.now() + 24 * 3_600_000).toISOString());
    });

    it('is tried out', async () => {
      const { id } = await register();
      const reply = await api().post(`/v1/webhooks/${id}/ping`, {});
      expect(reply).toMatchObject({ status: 200, body: { delivered: true, attempt: { status: 200, error: null } } });
    });
  });

  it('there are 50 at most, listed in pages, oldest first', async () => {
    const ids: string[] = [];
    for (let n = 0; n < 50; n += 1) {
      api().wallClock.advance(1);
      ids.push((await register()).id);
    }
    expect(await api().post('/v1/webhooks', { url: URL_ })).toMatchObject(problem('conflict', 409));
    const first = await api().get<List<WebhookView>>('/v1/webhooks?limit=30');
    const rest = await api().get<List<WebhookView>>(`/v1/webhooks?limit=30&cursor=${first.body.nextCursor}`);
    expect([...first.body.items, ...rest.body.items].map(({ id }) => id)).toEqual(ids);
    expect(rest.body.nextCursor).toBeNull();
    expect(await api().get('/v1/webhooks?cursor=whk_none')).toMatchObject(problem('invalid_query', 400));
  });

  it('are for the integrator alone', async () => {
    const { id } = await register();
    for (const role of ['buyer', 'seller', 'agent'] as const) {
      const token = await api().token({ role, id: `${role}-1` });
      for (const [method, path, body] of CALLS) {
        const reply = await api().call(method, `/v1/webhooks${path.replace(':id', id)}`, { as: token, body });
        expect(reply, `${role} ${method} ${path}`).toMatchObject(problem('forbidden', 403));
      }
    }
    expect(await api().get('/v1/webhooks', {})).toMatchObject(problem('unauthenticated', 401));
  });

  describe('the delivery log', () => {
    const log = (id: string, query = '') => api().get<List<DeliveryView>>(`/v1/webhooks/${id}/deliveries${query}`);

    it('shows what is owed, latest first, in pages, by status', async () => {
      const { id } = await register();
      const request = await api().open();
      for (let n = 0; n < 4; n += 1) {
        api().clock.advance(1_000);
        await api().call('PATCH', `/v1/requests/${request.id}`, { as: integrator, body: { metadata: { n: `${n}` } } });
      }
      await api().relay.idle();
      const first = await log(id, '?limit=3');
      const rest = await log(id, `?limit=3&cursor=${first.body.nextCursor}`);
      expect([...first.body.items, ...rest.body.items].map(({ seq }) => seq)).toEqual([5, 4, 3, 2, 1]);
      expect(rest.body.items.at(-1)).toEqual({
        id: `dlv_${id.slice(4)}-${request.id.slice(4)}-1`,
        webhookId: id,
        eventId: `evt_${request.id.slice(4)}-1`,
        type: 'request.opened',
        requestId: request.id,
        seq: 1,
        at: request.openedAt,
        status: 'pending',
        nextAttemptAt: null,
        attempts: [],
      });
      expect((await log(id, '?status=pending')).body.items).toHaveLength(5);
      expect((await log(id, '?status=dead')).body).toEqual({ items: [], nextCursor: null });
      expect(await log(id, '?status=lost')).toMatchObject(problem('invalid_query', 400));
      expect(await log(id, '?cursor=x')).toMatchObject(problem('invalid_query', 400));
    });

    it('delivers one again, of this webhook only', async () => {
      const [one, other] = [await register(), await register()];
      await api().open();
      await api().relay.idle();
      const [delivery] = (await log(one.id)).body.items;
      const path = (id: string, deliveryId = delivery?.id) => `/v1/webhooks/${id}/deliveries/${deliveryId}/redeliver`;
      expect(await api().post(path(one.id), {})).toMatchObject({ status: 202, body: { status: 'pending' } });
      expect(await api().post(path(other.id), {})).toMatchObject(problem('not_found', 404));
      expect(await api().post(path(one.id, 'dlv_none'), {})).toMatchObject(problem('not_found', 404));
    });

    it('replays since a time', async () => {
      const { id } = await register();
      const reply = await api().post(`/v1/webhooks/${id}/replay`, { since: '2026-01-01T00:00:00+07:00' });
      const replaying = { since: '2025-12-31T17:00:00.000Z', until: api().clock.iso() };
      expect(reply).toMatchObject({ status: 202, body: { id, replaying } });
      expect(await api().post(`/v1/webhooks/${id}/replay`, {})).toMatchObject(problem('invalid_body', 400));
    });
  });
});

const CALLS: [method: string, path: string, body?: object][] = [
  ['POST', '', { url: URL_ }],
  ['GET', ''],
  ['GET', '/:id'],
  ['PATCH', '/:id', { enabled: false }],
  ['DELETE', '/:id'],
  ['POST', '/:id/rotate', {}],
  ['POST', '/:id/ping', {}],
  ['GET', '/:id/deliveries'],
  ['POST', '/:id/deliveries/dlv_1/redeliver', {}],
  ['POST', '/:id/replay', { since: '2026-01-01T00:00:00Z' }],
];

describe('The service as it runs', () => {
  let service: Service;
  let receiver: Receiver;
  beforeEach(async () => {
    service = await startService({ webhookAllowPrivate: true });
    receiver = await Receiver.start();
  });
  afterEach(async () => {
    await service.close();
    await receiver.close();
  });
  const call = async <T>(method: string, path: string, body?: object): Promise<T> => {
    const response = await fetch(service.url + path, {
      method,
      headers: { authorization: `Bearer ${API_KEY}`, 'content-type': 'application/json' },
      body: body && JSON.stringify(body),
    });
    const text = await response.text();
    return (text.startsWith('{') ? JSON.parse(text) : text) as T;
  };

  it('delivers by itself what happens after the registration, and counts it', async () => {
    await service.store.directory.putSeller(shop());
    const { id, secret } = await call<WebhookWithSecret>('POST', '/v1/webhooks', { url: receiver.url });
    const request = await call<Api['open']>('POST', '/v1/requests', input());
    const one = await arrives('the opening at the receiver', () => receiver.received, {
      body: { type: 'request.opened' },
    });
    expect(verified(one, secret, Date.now())).toMatchObject({
      type: 'request.opened',
      data: { request: { status: 'awaiting_seller' } },
    });
    expect(one.body.data.request.id).toBe((request as unknown as { id: string }).id);
    await eventually('the log shows it as delivered', async () => {
      const { items } = await call<List<DeliveryView>>('GET', `/v1/webhooks/${id}/deliveries?status=delivered`);
      expect(items).toMatchObject([{ attempts: [{ status: 204, error: null }] }]);
    });
    await eventually('the delivery is counted', async () => {
      const metrics = await call<string>('GET', '/metrics');
      expect(metrics).toContain('parley_webhook_attempts_total{outcome="delivered"} 1');
    });
  });
});
