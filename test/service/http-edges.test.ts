import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { StorageUnavailable } from '../../src/application/ports/store.ts';
import { mountPages } from '../../src/http/pages.ts';
import { eventually } from '../support/eventually.ts';
import { API_KEY, type Api, type ApiOptions, actingFor, integrator, SECRET, startApi } from '../support/http.ts';
import { sqliteStore } from '../support/stores.ts';

async function withApi(options: ApiOptions, body: (api: Api) => Promise<void>): Promise<void> {
  const { store, cleanup } = await sqliteStore();
  const api = await startApi(store, options);
  try {
    await body(api);
  } finally {
    await api.close();
    await cleanup();
  }
}

describe('Other origins', () => {
  const SHOP = 'https://shop.example';

  it('without a list no page of another origin may call', () =>
    withApi({}, async (api) => {
      const reply = await api.get('/v1/requests', integrator, { origin: SHOP });
      expect([...reply.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
    }));

  it('an origin of the list may call and read our headers, another may not', () =>
    withApi({ corsOrigins: [SHOP, 'https://admin.shop.example'] }, async (api) => {
      const allowed = await api.get('/v1/requests', integrator, { origin: SHOP });
      expect(allowed.headers.get('access-control-allow-origin')).toBe(SHOP);
      expect(allowed.headers.get('vary')).toContain('Origin');
      for (const name of ['ETag', 'Idempotent-Replayed', 'Parley-Now', 'Retry-After', 'X-Request-Id']) {
        expect(allowed.headers.get('access-control-expose-headers')).toContain(name);
      }
      for (const origin of ['https://evil.example', 'https://shop.example.evil.example', 'null']) {
        const refused = await api.get('/v1/requests', integrator, { origin });
        expect(refused.headers.get('access-control-allow-origin'), origin).toBeNull();
      }
    }));

  it('a preflight is answered for what the API takes; a problem can be read too', () =>
    withApi({ corsOrigins: [SHOP] }, async (api) => {
      const { id } = await api.open();
      const preflight = await api.call('OPTIONS', `/v1/requests/${id}/approve`, {
        headers: { origin: SHOP, 'access-control-request-method': 'POST' },
      });
      expect(preflight.status).toBe(204);
      const headers = preflight.headers.get('access-control-allow-headers') ?? '';
      for (const name of ['Authorization', 'Idempotency-Key', 'If-Match', 'Parley-Actor'])
        expect(headers).toContain(name);
      const methods = (preflight.headers.get('access-control-allow-methods') ?? '').split(',');
      const served = new Set(api.routes.map(({ method }) => method.toUpperCase()));
      expect(methods).toEqual(expect.arrayContaining([...served]));
      const read = await api.get(`/v1/requests/${id}`, integrator, { origin: SHOP });
      expect(read.headers.get('vary')).toMatch(/Origin.*Authorization/u);
      const refused = await api.get('/v1/requests', {}, { origin: SHOP });
      expect(refused.status).toBe(401);
      expect(refused.headers.get('access-control-allow-origin')).toBe(SHOP);
    }));

  it('pages may be framed by ourselves and the origins of the list', () =>
    withApi({ corsOrigins: [SHOP] }, async (api) => {
      const { headers } = await api.call('GET', '/docs');
      expect(headers.get('content-security-policy')).toContain(`frame-ancestors 'self' ${SHOP}`);
    }));
});

describe('How often', () => {
  it('a caller above the limit is told to wait; others, and health, are not', () =>
    withApi({ rateLimit: 3 }, async (api) => {
      const buyer = await api.token({ role: 'buyer', id: 'buyer-1' });
      for (let n = 0; n < 3; n += 1) expect((await api.get('/v1/requests', buyer)).status).toBe(200);
      const limited = await api.get('/v1/requests', buyer);
      expect(limited.body).toMatchObject({ status: 429, code: 'rate_limited' });
      const wait = Number(limited.headers.get('retry-after'));
      expect(wait).toBeGreaterThan(0);
      expect(wait).toBeLessThanOrEqual(60);
      expect((await api.get('/v1/requests', await api.token({ role: 'buyer', id: 'buyer-2' }))).status).toBe(200);
      expect((await api.get('/v1/requests', integrator)).status).toBe(200);
      for (let n = 0; n < 5; n += 1) expect((await api.call('GET', '/healthz')).status).toBe(200);
    }));

  it('a fresh token of the same person is the same caller', () =>
    withApi({ rateLimit: 2 }, async (api) => {
      const statuses: number[] = [];
      for (let n = 0; n < 3; n += 1) {
        const fresh = await api.token({ role: 'buyer', id: 'buyer-1', ttlSeconds: 100 + n });
        statuses.push((await api.get('/v1/requests', fresh)).status);
      }
      expect(statuses).toEqual([200, 200, 429]);
    }));

  it('who does not say who they are is limited by address', () =>
    withApi({ rateLimit: 2, trustProxy: 1 }, async (api) => {
      const from = async (address: string) =>
        (await api.get('/v1/requests', {}, { 'x-forwarded-for': address })).status;
      expect([await from('203.0.113.1'), await from('203.0.113.1'), await from('203.0.113.1')]).toEqual([
        401, 401, 429,
      ]);
      expect(await from('203.0.113.2')).toBe(401);
    }));

  it('an address that is only claimed does not help where no proxy is trusted', () =>
    withApi({ rateLimit: 1 }, async (api) => {
      expect((await api.get('/v1/requests', {}, { 'x-forwarded-for': '203.0.113.1' })).status).toBe(401);
      expect((await api.get('/v1/requests', {}, { 'x-forwarded-for': '203.0.113.2' })).status).toBe(429);
    }));
});

describe('Where nothing is', () => {
  const BROWSER = 'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8';

  it('a person’s browser shows a page, in its language and under a policy of its own', () =>
    withApi({}, async (api) => {
      const headers = { accept: BROWSER, 'accept-language': 'th-TH,th;q=0.9,en;q=0.5' };
      const { status, headers: answered, body } = await api.call<string>('GET', '/returns/12', { headers });
      expect([status, answered.get('content-type')]).toEqual([404, 'text/html; charset=utf-8']);
      expect(body).toMatch(/^<!doctype html>\n<html lang="th"/u);
      expect(body).toContain('<h1>ไม่พบหน้านี้</h1>');
      expect(answered.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-/u);
      expect(answered.get('vary')).toMatch(/Accept, Accept-Language/u);
      expect((await api.call<string>('GET', '/x', { headers: { accept: BROWSER } })).body).toContain(
        'There is nothing',
      );
    }));

  it.each([
    ['whoever takes anything', 'GET', '/returns', '*/*'],
    ['who asks for JSON', 'GET', '/returns', 'application/json'],
    ['who would rather have JSON', 'GET', '/returns', 'application/json, text/html'],
    ['whatever asks under /v1', 'GET', '/v1/returns', BROWSER],
    ['whatever posts', 'POST', '/returns', BROWSER],
    ['who says nothing', 'GET', '/returns', undefined],
  ])('%s gets a problem document', (_who, method, path, accept) =>
    withApi({}, async (api) => {
      const headers: Record<string, string> = accept === undefined ? {} : { accept };
      const reply = await api.call(method, path, { as: integrator, headers });
      expect(reply.headers.get('content-type')).toMatch(/^application\/problem\+json/u);
      expect(reply.body).toMatchObject({ status: 404, code: 'not_found' });
    }),
  );
});

describe('Logs', () => {
  it('a call is one line with its id, caller, route, status and duration', () =>
    withApi({}, async (api) => {
      const { id } = await api.open();
      const reply = await api.get(`/v1/requests/${id}?`, actingFor('buyer:buyer-1'), { 'x-request-id': 'trace-7' });
      expect(reply.headers.get('x-request-id')).toBe('trace-7');
      expect(await api.logged({ requestId: 'trace-7' })).toMatchObject({
        requestId: 'trace-7',
        caller: 'buyer',
        callerId: 'buyer-1',
        method: 'GET',
        route: '/v1/requests/:id',
        path: `/v1/requests/${id}`,
        status: 200,
        ms: expect.any(Number),
      });
      expect(api.logs.filter((line) => line.includes('trace-7'))).toHaveLength(1);
    }));

  it('an id that is not sane is replaced', () =>
    withApi({}, async (api) => {
      for (const given of ['has space', 'x'.repeat(200), '<script>']) {
        const reply = await api.get('/v1/requests', integrator, { 'x-request-id': given });
        expect(reply.headers.get('x-request-id')).toMatch(/^[\da-f-]{36}$/u);
      }
    }));

  it('hold no key, token, cookie or query', () =>
    withApi({}, async (api) => {
      const issued = await api.post<{ token: string }>('/v1/tokens', { role: 'buyer', id: 'buyer-1' });
      const { token } = issued.body;
      await api.get('/v1/requests', { token });
      await api.get('/v1/requests', { key: 'wrong-key-of-someone' });
      await api.get(`/v1/requests?token=${token}&q=private-question`, { token }, { cookie: 'session=cookie-value' });
      await api.get(`/nowhere?access_token=${token}`, {});
      const calls = ['/v1/tokens', '/v1/requests', '/v1/requests', '/v1/requests', '/nowhere'];
      const paths = () => api.logs.map((line) => JSON.parse(line).path);
      await eventually('every call is logged', () => expect(paths().toSorted()).toEqual(calls.toSorted()));
      const all = api.logs.join('');
      for (const secret of [
        API_KEY,
        SECRET,
        token,
        'wrong-key-of-someone',
        'cookie-value',
        'private-question',
        'Bearer',
      ]) {
        expect(all).not.toContain(secret);
      }
    }));

  it('what is asked every second or so, health and where the demo stands, is logged for those who look closely only', () =>
    withApi({}, async (api) => {
      for (const path of ['/healthz', '/readyz', '/metrics', '/demo/state']) {
        await api.call('GET', path);
        expect(await api.logged({ path })).toMatchObject({ level: 20 });
      }
    }));
});

describe('Health and metrics', () => {
  it('the process is alive also when the storage is not; ready it is not', () =>
    withApi(
      {
        replace: ({ store }) => ({
          store: { ...store, ping: () => Promise.reject(new StorageUnavailable('refused by 10.0.0.1')) },
        }),
      },
      async (api) => {
        expect((await api.call('GET', '/healthz')).body).toEqual({ status: 'ok', version: '0.0.0-test' });
        const reply = await api.call('GET', '/readyz');
        expect(reply.body).toMatchObject({ status: 503, code: 'unavailable' });
        expect(reply.headers.get('retry-after')).toBe('5');
        expect(JSON.stringify(reply.body)).not.toContain('10.0.0.1');
        expect((await api.call<string>('GET', '/metrics')).body).toContain('parley_ready 0');
        // Whoever is asked every second says it once, and why.
        await api.call('GET', '/readyz');
        expect(await api.logged({ path: '/readyz' })).toMatchObject({ level: 20, status: 503 });
        await api.logged({ path: '/metrics' });
        const loud = api.logs.map((line) => JSON.parse(line)).filter(({ level }) => level >= 40);
        expect(loud).toMatchObject([{ level: 50, cause: 'refused by 10.0.0.1' }]);
      },
    ));

  it('ready means the storage answers', () =>
    withApi({}, async (api) => {
      expect((await api.call('GET', '/readyz')).body).toEqual({
        status: 'ready',
        version: '0.0.0-test',
        storage: 'ok',
        tz: process.versions.tz,
      });
    }));

  it('durations are by the pattern of the route, never by path', () =>
    withApi({}, async (api) => {
      const { id } = await api.open();
      await api.get(`/v1/requests/${id}`);
      await api.get('/v1/unknown/path-of-someone');
      // A call is counted once its answer is sent, which its caller may have before.
      const { body, headers } = await eventually('both calls are counted', async () => {
        const metrics = await api.call<string>('GET', '/metrics');
        expect(metrics.body).toContain(
          'parley_http_request_duration_seconds_count{method="GET",route="/v1/requests/:id",status="200"} 1',
        );
        expect(metrics.body).toContain('route="other",status="404"');
        return metrics;
      });
      expect(headers.get('content-type')).toContain('text/plain');
      expect(body).toContain('process_cpu_user_seconds_total');
      expect(body).not.toContain(id);
      expect(body).not.toContain('path-of-someone');
    }));
});

describe('Headers', () => {
  it('answers of the API are not kept by anyone but the request itself', () =>
    withApi({}, async (api) => {
      const { id } = await api.open();
      expect((await api.get('/v1/policies/US')).headers.get('cache-control')).toBe('no-store');
      expect((await api.get('/v1/requests/none')).headers.get('cache-control')).toBe('no-store');
      const read = await api.get(`/v1/requests/${id}`);
      expect(read.headers.get('cache-control')).toBe('private, no-cache');
      expect(read.headers.get('vary')).toContain('Authorization');
    }));

  it('name no software, sniff nothing, and let no script in but our own', () =>
    withApi({}, async (api) => {
      const { headers } = await api.get('/v1/requests');
      expect(headers.get('x-powered-by')).toBeNull();
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      const policy = headers.get('content-security-policy') ?? '';
      expect(policy).toContain("script-src 'self';");
      expect(policy).not.toMatch(/unsafe-(inline|eval)|\*/u);
    }));
});

describe('Pages', () => {
  async function withPages(options: { demo: boolean }, body: (api: Api) => Promise<void>): Promise<void> {
    const folder = await mkdtemp(join(tmpdir(), 'parley-pages-'));
    await mkdir(join(folder, 'assets'));
    for (const name of ['index', 'chat', 'demo'])
      await writeFile(join(folder, `${name}.html`), `<title>${name}</title>`);
    await writeFile(join(folder, 'assets', 'chat-B7x2.js'), 'export {};');
    await writeFile(join(folder, 'icon.svg'), '<svg/>');
    await mkdir(join(folder, 'embed'));
    await writeFile(join(folder, 'embed', 'parley-chat.js'), '(() => {})();');
    try {
      await withApi({ extra: (app) => mountPages(app, folder, options) }, body);
    } finally {
      await rm(folder, { recursive: true });
    }
  }

  it('are asked for anew each time, their assets kept for good', () =>
    withPages({ demo: false }, async (api) => {
      const home = await api.call<string>('GET', '/');
      expect(home.body).toContain('<title>index</title>');
      expect(home.headers.get('cache-control')).toBe('no-cache');
      expect(home.headers.get('content-type')).toContain('text/html');
      expect((await api.call<string>('GET', '/chat')).body).toContain('<title>chat</title>');
      const asset = await api.call('GET', '/assets/chat-B7x2.js');
      expect(asset.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
      expect((await api.call('GET', '/icon.svg')).headers.get('cache-control')).toBe('no-cache');
    }));

  const SHOP = 'https://shop.example';
  it('leave the embedded script to the pages of every site, for minutes', () =>
    withPages({ demo: false }, async (api) => {
      const embed = await api.call<string>('GET', '/embed/parley-chat.js', { headers: { Origin: SHOP } });
      expect(embed.status).toBe(200);
      expect(embed.headers.get('content-type')).toContain('javascript');
      expect(embed.headers.get('access-control-allow-origin')).toBe('*');
      expect(embed.headers.get('cross-origin-resource-policy')).toBe('cross-origin');
      expect(embed.headers.get('cache-control')).toContain('max-age=300');
      expect(embed.headers.get('etag')).not.toBeNull();
      for (const path of ['/chat', '/icon.svg', '/embed/none.js']) {
        const other = await api.call('GET', path, { headers: { Origin: SHOP } });
        expect(other.headers.get('access-control-allow-origin'), path).toBeNull();
        expect(other.headers.get('cross-origin-resource-policy'), path).toBe('same-origin');
      }
    }));

  it('that were not built, and files outside, are not found', () =>
    withPages({ demo: false }, async (api) => {
      for (const path of ['/seller', '/demo.html', '/demo', '/assets/none.js', '/assets', '/..%2f..%2fpackage.json']) {
        expect((await api.call('GET', path)).body, path).toMatchObject({ status: 404, code: 'not_found' });
      }
    }));

  it('the demo is at home in demo mode', () =>
    withPages({ demo: true }, async (api) => {
      expect((await api.call<string>('GET', '/')).body).toContain('<title>demo</title>');
    }));
});
