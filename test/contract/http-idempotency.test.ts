import { describe, expect, it } from 'vitest';
import { StorageUnavailable } from '../../src/application/ports/store.ts';
import type { RequestView } from '../../src/contract/request.ts';
import { type Api, actingFor, integrator, OLD_API_KEY, onEveryStorage, startApi } from '../support/http.ts';
import { storeLegs } from '../support/stores.ts';
import { input, shop } from '../support/world.ts';

const HALF = { kind: 'partial_refund', percent: 50 };
let keys = 0;
const newKey = (): { 'idempotency-key': string } => {
  keys += 1;
  return { 'idempotency-key': `key-${keys}` };
};
const historyOf = async (api: Api, id: string): Promise<string[]> =>
  (await api.store.requests.events(id, 0, 100)).map((event) => event.type);
const offersIn = (history: string[]): number => history.filter((type) => type === 'offer.proposed').length;

onEveryStorage((api) => {
  it('the same key and body answer what was answered, and say so', async () => {
    const { id } = await api().open();
    const key = newKey();
    const first = await api().post(`/v1/requests/${id}/offers`, HALF, integrator, key);
    const again = await api().post(`/v1/requests/${id}/offers`, HALF, integrator, key);
    expect(first.status).toBe(201);
    expect(first.headers.get('idempotent-replayed')).toBeNull();
    expect(again.status).toBe(201);
    expect(again.headers.get('idempotent-replayed')).toBe('true');
    expect(again.headers.get('content-type')).toBe(first.headers.get('content-type'));
    expect(again.body).toEqual(first.body);
    expect(offersIn(await historyOf(api(), id))).toBe(1);
  });

  it('a bare and a quoted key are the same, and the order of fields does not matter', async () => {
    const { id } = await api().open();
    const path = `/v1/requests/${id}/offers`;
    await api().post(path, '{"kind":"partial_refund","percent":50}', integrator, {
      'idempotency-key': `quoted-${id}`,
      'content-type': 'application/json',
    });
    const again = await api().post(path, '{ "percent": 50, "kind": "partial_refund" }', integrator, {
      'idempotency-key': `"quoted-${id}"`,
      'content-type': 'application/json',
    });
    expect(again.status).toBe(201);
    expect(again.headers.get('idempotent-replayed')).toBe('true');
  });

  it('another body under the same key is a mismatch', async () => {
    const { id } = await api().open();
    const key = newKey();
    await api().post(`/v1/requests/${id}/offers`, HALF, integrator, key);
    const other = await api().post(`/v1/requests/${id}/offers`, { ...HALF, percent: 30 }, integrator, key);
    expect(other.body).toMatchObject({ status: 422, code: 'idempotency_mismatch' });
  });

  it('a key is its caller’s, and good for one path', async () => {
    const { id } = await api().open();
    const { id: other } = await api().open();
    const key = newKey();
    const seller = await api().token({ role: 'seller', id: 'shop-1' });
    expect((await api().post(`/v1/requests/${id}/approve`, {}, integrator, key)).status).toBe(200);
    const elsewhere = await api().post(`/v1/requests/${other}/approve`, {}, integrator, key);
    expect(elsewhere.body).toMatchObject({ id: other, status: 'awaiting_shipment' });
    const bySeller = await api().post(`/v1/requests/${other}/approve`, {}, seller, key);
    expect(bySeller.headers.get('idempotent-replayed')).toBeNull();
  });

  it('both API keys of a rotation are one caller', async () => {
    const { id } = await api().open();
    const key = newKey();
    await api().post(`/v1/requests/${id}/offers`, HALF, integrator, key);
    const again = await api().post(`/v1/requests/${id}/offers`, HALF, { key: OLD_API_KEY }, key);
    expect(again.headers.get('idempotent-replayed')).toBe('true');
  });

  it('a refusal of the domain is stored; what the caller may correct frees the key', async () => {
    const { id } = await api().open();
    const path = `/v1/requests/${id}/offers`;
    const tooMuch = { kind: 'partial_refund', amount: { amount: 99_999_999, currency: 'THB' } };
    const key = newKey();
    const refused = await api().post(path, tooMuch, integrator, key);
    const again = await api().post(path, tooMuch, integrator, key);
    expect(refused.body).toMatchObject({ status: 422, code: 'amount_out_of_range' });
    expect(again.headers.get('idempotent-replayed')).toBe('true');
    expect(again.headers.get('content-type')).toContain('application/problem+json');
    expect(again.body).toEqual(refused.body);

    const reused = newKey();
    expect((await api().post(path, { kind: 'gift' }, integrator, reused)).status).toBe(400);
    expect((await api().post('/v1/requests/req_none/approve', {}, integrator, reused)).status).toBe(404);
    expect((await api().post('/v1/requests/req_none/approve', {}, integrator, reused)).status).toBe(404);
    expect((await api().post(path, HALF, integrator, reused)).status).toBe(201);
  });

  it('a key is forgotten after 24 hours', async () => {
    const { id } = await api().open();
    const key = newKey();
    await api().post(`/v1/requests/${id}/approve`, {}, integrator, key);
    api().wallClock.advance(24 * 3_600_000 - 1000);
    const before = await api().post(`/v1/requests/${id}/approve`, {}, integrator, key);
    expect(before.headers.get('idempotent-replayed')).toBe('true');
    api().wallClock.advance(2000);
    const after = await api().post(`/v1/requests/${id}/approve`, {}, integrator, key);
    expect(after.status).toBe(200);
    expect(after.headers.get('idempotent-replayed')).toBeNull();
  });

  it.each(['""', '', 'x'.repeat(256), 'naïve', 'tab\there'])('the key %j is refused', async (key) => {
    const headers = { 'idempotency-key': Buffer.from(key, 'utf8').toString('latin1') };
    const { id } = await api().open();
    const reply = await api().post(`/v1/requests/${id}/approve`, {}, integrator, headers);
    expect(reply.body).toMatchObject({ status: 400, code: 'invalid_body', errors: [{ path: 'Idempotency-Key' }] });
  });

  it('of twenty equal offers at once one takes effect, and nobody hears anything else', async () => {
    const { id } = await api().open({}, { policy: { maxOffers: 20 } });
    const key = newKey();
    const replies = await Promise.all(
      Array.from({ length: 20 }, () => api().post(`/v1/requests/${id}/offers`, HALF, integrator, key)),
    );
    for (const reply of replies) {
      const inProgress = reply.status === 409 && reply.body.code === 'idempotency_in_progress';
      expect(inProgress || reply.status === 201, JSON.stringify(reply.body)).toBe(true);
      if (inProgress) expect(reply.headers.get('retry-after')).toBe('1');
    }
    expect(replies.some((reply) => reply.status === 201)).toBe(true);
    expect(offersIn(await historyOf(api(), id))).toBe(1);
  });

  it('of twenty equal openings at once one opens a request', async () => {
    await api().store.directory.putSeller(shop());
    const body = input({ buyerId: 'buyer-of-twenty' });
    const key = newKey();
    const replies = await Promise.all(
      Array.from({ length: 20 }, () => api().post<RequestView>('/v1/requests', body, integrator, key)),
    );
    const opened = new Set(replies.filter((reply) => reply.status === 201).map((reply) => reply.body.id));
    expect(opened.size).toBe(1);
    const { body: list } = await api().get<{ total: number }>('/v1/requests?buyerId=buyer-of-twenty');
    expect(list.total).toBe(1);
  });

  it('of twenty equal messages at once one is written', async () => {
    const { conversationId } = await api().open();
    const path = `/v1/conversations/${conversationId}/messages`;
    const key = newKey();
    await Promise.all(
      Array.from({ length: 20 }, () => api().post(path, { text: 'once' }, actingFor('buyer:buyer-1'), key)),
    );
    const { body } = await api().get<{ messages: { text: string }[] }>(path, actingFor('buyer:buyer-1'));
    expect(body.messages.filter((message) => message.text === 'once')).toHaveLength(1);
  });

  it('answers with secrets are not stored', async () => {
    const key = newKey();
    const first = await api().post('/v1/tokens', { role: 'buyer', id: 'buyer-1' }, integrator, key);
    api().wallClock.advance(1000);
    const second = await api().post('/v1/tokens', { role: 'buyer', id: 'buyer-1' }, integrator, key);
    expect(second.status).toBe(201);
    expect(second.headers.get('idempotent-replayed')).toBeNull();
    expect(second.body.token).not.toBe(first.body.token);
  });
});

const MORE = { ...HALF, percent: 60 };

describe.each(storeLegs())('where the answer is none that is kept, on $name', (leg) => {
  type Commands = Parameters<NonNullable<NonNullable<Parameters<typeof startApi>[1]>['replace']>>[0]['commands'];
  /** An entry whose commands end in `error` while `failing()`, before or after they took effect. */
  async function failingApi(error: Error, after: boolean) {
    const { store, cleanup } = await leg.open();
    let failing = true;
    const execute =
      ({ execute: real }: Commands): Commands['execute'] =>
      async (...given) => {
        if (failing && !after) throw error;
        const outcome = await real(...given);
        if (failing) throw error;
        return outcome;
      };
    const api = await startApi(store, {
      replace: ({ commands }) => ({ commands: { ...commands, execute: execute(commands) } }),
    });
    const { id } = await api.open({}, { policy: { maxOffers: 20 } });
    const close = () => api.close().then(cleanup);
    const heal = () => {
      failing = false;
    };
    return { api, id, path: `/v1/requests/${id}/offers`, heal, close };
  }
  const broken = [
    [503, new StorageUnavailable('the disk is full')],
    [500, new Error('nobody foresaw this')],
  ] as const;

  it.each(broken)('%d releases the key for another body, which is another command', async (status, error) => {
    const { api, id, path, heal, close } = await failingApi(error, false);
    const key = newKey();
    expect((await api.post(path, HALF, integrator, key)).status).toBe(status);
    heal();
    const other = await api.post<RequestView>(path, MORE, integrator, key);
    expect([other.status, other.body.offer?.percent]).toEqual([201, 60]);
    expect(offersIn(await historyOf(api, id))).toBe(1);
    expect((await api.post(path, MORE, integrator, key)).headers.get('idempotent-replayed')).toBe('true');
    expect((await api.post(path, HALF, integrator, key)).body.code).toBe('idempotency_mismatch');
    await close();
  });

  it.each(broken)('%d after it took effect: the same body finds it, another one meets it', async (_status, error) => {
    const { api, id, path, heal, close } = await failingApi(error, true);
    const [same, other] = [newKey(), newKey()];
    await api.post(path, HALF, integrator, same);
    heal();
    expect((await api.post(path, HALF, integrator, same)).status).toBe(201);
    await api.post(path, HALF, integrator, other);
    expect((await api.post(path, MORE, integrator, same)).body.code).toBe('idempotency_mismatch');
    expect(offersIn(await historyOf(api, id))).toBe(1);
    await close();
  });

  it('what the caller may correct (400, 403, 404, 412) releases it for another body', async () => {
    const { api, id, path, heal, close } = await failingApi(new Error('unused'), false);
    heal();
    const key = newKey();
    const stale = { ...key, 'if-match': '"99-xxxxxxxxxxxxxxxx"' };
    expect((await api.post(path, { kind: 'gift' }, integrator, key)).status).toBe(400);
    expect((await api.post(path, HALF, integrator, stale)).status).toBe(412);
    const reply = await api.post<RequestView>(path, MORE, integrator, key);
    expect([reply.status, offersIn(await historyOf(api, id))]).toEqual([201, 1]);
    await close();
  });
});

describe.each(storeLegs())('where a process dies between effect and answer, on $name', (leg) => {
  it('the call is still running for 60 seconds, and afterwards the retry finds the effect', async () => {
    const { store, cleanup } = await leg.open();
    let dying = true;
    const idempotency: typeof store.idempotency = {
      ...store.idempotency,
      complete: async (...given) => {
        if (dying) throw new StorageUnavailable('gone before the answer was stored');
        return store.idempotency.complete(...given);
      },
    };
    const api = await startApi(store, { replace: (parts) => ({ store: { ...parts.store, idempotency } }) });
    const { id } = await api.open({}, { policy: { maxOffers: 20 } });
    const path = `/v1/requests/${id}/offers`;
    const key = newKey();
    const first = await api.post<RequestView>(path, HALF, integrator, key);
    expect(first.status).toBe(201);
    api.wallClock.advance(59_000);
    expect((await api.post(path, HALF, integrator, key)).body).toMatchObject({ code: 'idempotency_in_progress' });
    await api.post(`${path}/${first.body.offer?.id}/withdraw`, {});
    api.wallClock.advance(2000);
    dying = false;
    const retried = await api.post<RequestView>(path, HALF, integrator, key);
    expect(retried.status).toBe(201);
    expect(retried.body.status).toBe('awaiting_seller');
    expect(offersIn(await historyOf(api, id))).toBe(1);
    const replayed = await api.post<RequestView>(path, HALF, integrator, key);
    expect(replayed.headers.get('idempotent-replayed')).toBe('true');
    await api.close();
    await cleanup();
  });

  it('an effect that is uncertain (503) can be asked for again at once, and happens once', async () => {
    const { store, cleanup } = await leg.open();
    let failing = true;
    const api = await startApi(store, {
      replace: ({ commands }) => ({
        commands: {
          ...commands,
          async open(...given) {
            const outcome = await commands.open(...given);
            if (failing) throw new StorageUnavailable('the connection broke after the commit');
            return outcome;
          },
        },
      }),
    });
    await store.directory.putSeller(shop());
    const body = input({ buyerId: 'buyer-uncertain' });
    const key = newKey();
    const lost = await api.post('/v1/requests', body, integrator, key);
    expect(lost.status).toBe(503);
    expect(lost.headers.get('retry-after')).toBe('2');
    failing = false;
    const found = await api.post<RequestView>('/v1/requests', body, integrator, key);
    expect(found.status).toBe(201);
    const { body: list } = await api.get<{ total: number; items: RequestView[] }>(
      '/v1/requests?buyerId=buyer-uncertain',
    );
    expect(list.items.map((item) => item.id)).toEqual([found.body.id]);
    await api.close();
    await cleanup();
  });
});
