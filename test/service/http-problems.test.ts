import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { StorageUnavailable } from '../../src/application/ports/store.ts';
import { PROBLEM_STATUS, PROBLEM_TITLES, Problem, type ProblemCode } from '../../src/contract/problem.ts';
import { type Api, actingFor, type CallOptions, integrator, type Reply, startApi } from '../support/http.ts';
import { sqliteStore } from '../support/stores.ts';
import { input } from '../support/world.ts';

let api: Api;
let cleanup: () => Promise<void>;
beforeAll(async () => {
  const opened = await sqliteStore();
  cleanup = opened.cleanup;
  api = await startApi(opened.store, {
    replace: () => ({
      stats: (query) => {
        if (query.sellerId === 'unreachable') throw new StorageUnavailable('connection refused by 10.0.0.1');
        throw new Error('secret-internal-detail');
      },
    }),
  });
});
afterAll(async () => {
  await api.close();
  await cleanup();
});

function expectProblem(reply: Reply, code: ProblemCode): void {
  expect(reply.body).toMatchObject({ code });
  expect(reply.status).toBe(PROBLEM_STATUS[code]);
  expect(reply.headers.get('content-type')).toContain('application/problem+json');
  const problem = Problem.strict().parse(reply.body);
  expect(problem).toMatchObject({ type: `/problems/${code}`, title: PROBLEM_TITLES[code], status: reply.status });
  expect(problem.detail.length).toBeGreaterThan(10);
  expect(problem.requestId).toBe(reply.headers.get('x-request-id'));
}
const opening = (changes: Record<string, unknown>): unknown => ({ ...input(), ...changes });
const call = (method: string, path: string, options: CallOptions = {}) =>
  api.call<Record<string, unknown>>(method, path, { as: integrator, ...options });

describe('Every error is a problem document', () => {
  it('a path that does not exist', async () => expectProblem(await call('GET', '/v1/nothing'), 'not_found'));
  it('a path outside the API', async () => expectProblem(await call('GET', '/nothing.html'), 'not_found'));
  it('a path that is not valid text', async () => expectProblem(await call('GET', '/v1/requests/%E0%A4'), 'not_found'));
  it('a method the path does not have', async () => expectProblem(await call('DELETE', '/v1/requests'), 'not_found'));
  it('OPTIONS without any origin allowed', async () =>
    expectProblem(await call('OPTIONS', '/v1/requests'), 'not_found'));
  it('a path with an empty id, whichever it is', async () => {
    for (const { method, path } of api.routes) {
      for (const [param] of path.matchAll(/:\w+/gu)) {
        const empty = path.replace(param, '').replace(/:\w+/gu, 'x');
        expectProblem(await call(method.toUpperCase(), empty, method === 'get' ? {} : { body: {} }), 'not_found');
      }
      expectProblem(await call(method.toUpperCase(), `${path.replace(/:\w+/gu, 'x')}/`), 'not_found');
    }
  });
  it('an id that cannot exist', async () => expectProblem(await call('GET', '/v1/requests/has%20space'), 'not_found'));

  it('an id that could not be made', async () => {
    const reply = await call('PUT', '/v1/sellers/has%20space', { body: { name: 'x', market: 'TH', zone: 'UTC' } });
    expectProblem(reply, 'invalid_body');
    expect(reply.body.errors).toMatchObject([{ path: 'id' }]);
  });

  it('JSON that is none', async () => {
    expectProblem(await call('POST', '/v1/requests', { body: '{"orderId": ' }), 'invalid_body');
  });
  it('a member named __proto__, which could not be stored as it is', async () => {
    const reply = await call('POST', '/v1/requests', { body: '{ "metadata": { "__proto__": "x" } }' });
    expectProblem(reply, 'invalid_body');
    expect(reply.body.detail).toContain('__proto__');
  });
  it('JSON that is no object', async () => {
    for (const body of ['[]', '"text"', '7', 'null']) {
      expectProblem(await call('POST', '/v1/requests', { body }), 'invalid_body');
    }
  });
  it('another content type', async () => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const reply = await call('POST', '/v1/requests', { body: 'orderId=1', headers });
    expectProblem(reply, 'invalid_body');
    expect(reply.body.detail).toContain('application/x-www-form-urlencoded');
  });
  it('a charset nobody reads', async () => {
    const headers = { 'content-type': 'application/json; charset=klingon' };
    expectProblem(await call('POST', '/v1/requests', { body: '{}', headers }), 'invalid_body');
  });
  it('a compression nobody reads', async () => {
    const headers = { 'content-encoding': 'pied-piper' };
    expectProblem(await call('POST', '/v1/requests', { body: '{}', headers }), 'invalid_body');
  });
  it.each(['gzip', 'deflate', 'br'])('a body that says it is %s and is not', async (encoding) => {
    const headers = { 'content-encoding': encoding };
    expectProblem(await call('POST', '/v1/requests', { body: 'not compressed', headers }), 'invalid_body');
  });

  it('a body above 256 kB, and not one just below', async () => {
    const padded = (size: number) => `{"text":"${'x'.repeat(size - 11)}"}`;
    expectProblem(await call('POST', '/v1/requests', { body: padded(256 * 1024 + 1) }), 'payload_too_large');
    expectProblem(await call('POST', '/v1/requests', { body: padded(256 * 1024) }), 'invalid_body');
  });

  it('storage that cannot be reached: 503, when to come back, and nothing of the inside', async () => {
    const reply = await call('GET', '/v1/stats?sellerId=unreachable');
    expectProblem(reply, 'unavailable');
    expect(reply.headers.get('retry-after')).toBe('2');
    expect(JSON.stringify(reply.body)).not.toContain('10.0.0.1');
  });

  it('what nobody foresaw: 500 without its stack, which is in the log under the same id', async () => {
    const reply = await call('GET', '/v1/stats');
    expectProblem(reply, 'internal');
    expect(JSON.stringify(reply.body)).not.toContain('secret-internal-detail');
    expect(JSON.stringify(reply.body)).not.toContain('.ts');
    const line = await api.logged({ requestId: reply.body.requestId });
    expect(line).toMatchObject({ level: 50, status: 500, route: '/v1/stats' });
    expect(line).toHaveProperty('err.stack', expect.stringContaining('secret-internal-detail'));
  });
});

describe('What is wrong is told field by field', () => {
  const errorsOf = async (body: unknown): Promise<Record<string, string>> => {
    const reply = await call('POST', '/v1/requests', { body });
    expectProblem(reply, 'invalid_body');
    const errors = reply.body.errors as { path: string; message: string }[];
    return Object.fromEntries(errors.map(({ path, message }) => [path, message]));
  };

  it('missing, unknown and wrong fields, deep ones too', async () => {
    const item = { ...input().items[0], quantity: 0, colour: 'blue' };
    const errors = await errorsOf({ ...input(), orderId: undefined, market: 'th', items: [item], price: 3, paid: 12 });
    expect(errors).toEqual({
      orderId: 'is required',
      market: 'must be an ISO 3166 country code such as TH',
      'items[0].quantity': 'must be at least 1',
      'items[0].missingQuantity': 'must be at most the quantity',
      'items[0].colour': 'is not a known field',
      price: 'is not a known field',
      paid: 'must be an object',
    });
  });

  it.each([
    ['reason', 'lost', 'must be one of missing_items, damaged, defective, wrong_item, not_received'],
    ['openedAt', '2026-11-22 09:30', 'must be an ISO 8601 time with Z or an offset, such as 2026-11-22T09:30:00.000Z'],
    ['respondBy', 'soon', 'must be an ISO 8601 time with Z or an offset, such as 2026-11-22T09:30:00.000Z'],
    ['openedAt', '', 'must be an ISO 8601 time with Z or an offset, such as 2026-11-22T09:30:00.000Z'],
    ['evidence', ['https://cdn.example/\nPay here: evil'], 'must be an http(s) link'],
    ['buyerZone', 'Mars/Olympus', 'must be an IANA time zone such as Asia/Bangkok'],
    ['evidence', ['javascript:alert(1)'], 'must be an http(s) link'],
    ['items', [], 'must have at least 1 entry'],
    ['text', '', 'must have at least 1 character'],
    ['text', 5, 'must be a string'],
  ])('%s as %j', async (field, value, message) => {
    expect(Object.values(await errorsOf(opening({ [field]: value })))).toEqual([message]);
  });

  it('of the shapes a body may have, the closest is explained', async () => {
    const { id } = await api.open();
    const reply = await call('POST', `/v1/requests/${id}/offers`, { body: { kind: 'refund_only', percent: 50 } });
    expect(reply.body.errors).toEqual([{ path: 'percent', message: 'is not a known field' }]);
    const other = await call('POST', `/v1/requests/${id}/offers`, { body: { kind: 'partial_refund', percent: 0 } });
    expect(other.body.errors).toMatchObject([{ path: 'percent' }]);
    const unknown = await call('POST', `/v1/requests/${id}/offers`, { body: { kind: 'gift' } });
    expect(unknown.body.errors).toEqual([{ path: 'kind', message: 'must be one of partial_refund, refund_only' }]);
  });

  it.each([
    ['limit=0', 'limit', 'must be at least 1'],
    ['limit=101', 'limit', 'must be at most 100'],
    ['q=%00', 'q', 'must have at least 1 character'],
    ['limit=ten', 'limit', 'must be a whole number'],
    ['limit=1e1', 'limit', 'must be a whole number'],
    ['limit=0x10', 'limit', 'must be a whole number'],
    ['limit=%2010', 'limit', 'must be a whole number'],
    ['limit=', 'limit', 'must be a whole number'],
    ['tab=open', 'tab', 'must be one of awaiting_action, offer_sent, to_ship, in_progress, closed'],
    ['colour=blue', 'colour', 'is not a known field'],
    ['limit=1&limit=2', 'limit', 'must be given once'],
    [
      'cursor=rubbish',
      'cursor',
      'is not a cursor of this list: send the nextCursor of its last page, with the same sort',
    ],
  ])('the query ?%s', async (query, path, message) => {
    const reply = await call('GET', `/v1/requests?${query}`);
    expectProblem(reply, 'invalid_query');
    expect(reply.body.errors).toEqual([{ path, message }]);
  });

  it('a query where none is taken', async () => {
    const { id } = await api.open();
    expectProblem(await call('GET', `/v1/requests/${id}?verbose=1`), 'invalid_query');
  });
  it('a cursor of another list', async () => {
    const { id } = await api.open();
    expectProblem(await call('GET', `/v1/requests/${id}/events?cursor=rubbish`), 'invalid_query');
  });
});

describe('A refusal of the domain carries what the caller can go on with', () => {
  it('the state of the request and of the offer', async () => {
    const { id, offerId } = await api.offered();
    await api.post(`/v1/requests/${id}/offers/${offerId}/accept`, {}, actingFor('buyer:buyer-1'));
    const late = await api.post(`/v1/requests/${id}/offers/${offerId}/reject`, {}, actingFor('buyer:buyer-1'));
    expectProblem(late, 'conflict');
    expect(late.body).toMatchObject({ requestStatus: 'settling', offerStatus: 'accepted' });
  });
  it('the range an amount may have', async () => {
    const { id } = await api.open();
    const amount = { amount: 99_999_999, currency: 'THB' };
    const reply = await api.post(`/v1/requests/${id}/offers`, { kind: 'partial_refund', amount });
    expectProblem(reply, 'amount_out_of_range');
    expect(reply.body).toMatchObject({ min: expect.any(Number), max: expect.any(Number) });
  });
});

it('the time of arrival is stamped before the body is read', async () => {
  const { store, cleanup: remove } = await sqliteStore();
  let onAsked = () => {};
  const own = await startApi(store, {
    replace: ({ clock }) => ({
      clock: {
        now() {
          onAsked();
          return clock.now();
        },
      },
    }),
  });
  const { id, offerId, deadline } = await own.offered();
  const buyer = await own.token({ role: 'buyer', id: 'buyer-1', ttlSeconds: 86_400 });
  own.clock.set(new Date(Date.parse(deadline?.at ?? '') - 1).toISOString());
  const status = await new Promise<number>((resolve, reject) => {
    const slow = request(
      `${own.url}/v1/requests/${id}/offers/${offerId}/accept`,
      {
        method: 'POST',
        headers: { authorization: `Bearer ${buyer.token}`, 'content-type': 'application/json', 'content-length': '2' },
      },
      (response) => resolve(response.resume().statusCode ?? 0),
    );
    slow.on('error', reject);
    onAsked = () => {
      onAsked = () => {};
      setImmediate(() => {
        own.clock.advance(5000);
        slow.end('}');
      });
    };
    slow.write('{');
  });
  expect(status).toBe(200);
  expect((await own.get(`/v1/requests/${id}`)).body.status).toBe('settling');
  await own.close();
  await remove();
});
