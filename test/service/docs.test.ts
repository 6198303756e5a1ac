/** `/docs` as people read it: a first call that works, every route on a page, a snippet that runs, nothing from elsewhere. */
import { spawn } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { curlOf, FIRST_CALLS, SAMPLE_ADDRESS } from '../../src/http/docs/guide.ts';
import { LIVE_SNIPPET } from '../../src/http/docs/live.ts';
import { DOCS_STYLE } from '../../src/http/docs/style.ts';
import type { OpenApiDocument } from '../../src/http/openapi-document.ts';
import { tokens } from '../../src/pages/theme/tokens.ts';
import { eventually } from '../support/eventually.ts';
import { API_KEY, type Service, startService } from '../support/service.ts';
import { tokenFor } from '../support/sockets.ts';

describe('/docs', () => {
  let service: Service;
  beforeAll(async () => {
    service = await startService();
  });
  afterAll(() => service?.close());

  const get = (path: string, headers = {}) => fetch(`${service.url}${path}`, { headers, redirect: 'manual' });
  const text = async (path: string) => (await get(path)).text();
  const linksIn = (body: string) => [...body.matchAll(/(?:src|href)="([^"]*)"/gu)].map(([, link = '']) => link);
  /** Every page that can be reached from the first one. */
  async function pages(): Promise<Map<string, string>> {
    const found = new Map<string, string>();
    for (const left = ['/docs']; left.length > 0; ) {
      const path = left.pop() ?? '';
      if (found.has(path)) continue;
      const body = await text(path);
      found.set(path, body);
      for (const link of linksIn(body)) {
        const [to = ''] = link.split('#');
        if (/^\/docs(?:\/[\w-]+)?$/u.test(to)) left.push(to);
      }
    }
    return found;
  }

  it('has a page for each part, every route on one of them, and no link that leads nowhere', async () => {
    const document = (await (await get('/openapi.json')).json()) as OpenApiDocument;
    const all = await pages();
    expect([...all.keys()].sort()).toEqual(
      [
        '/docs',
        '/docs/live',
        '/docs/schemas',
        ...document.tags.map(({ name }) => `/docs/${name.toLowerCase()}`),
      ].sort(),
    );
    const anchors = new Map(
      [...all].map(([path, body]) => [path, [...body.matchAll(/\sid="([^"]*)"/gu)].map(([, id]) => id)]),
    );
    for (const operation of Object.values(document.paths).flatMap((methods) => Object.values(methods))) {
      const holding = [...anchors].filter(([, ids]) => ids.includes(operation.operationId)).map(([path]) => path);
      expect(holding, operation.operationId).toEqual([`/docs/${operation.tags[0]?.toLowerCase()}`]);
    }
    for (const [path, body] of all) {
      const nowhere = linksIn(body).filter((link) => {
        const [to, anchor] = link.split('#');
        return anchor !== undefined && !anchors.get(to || path)?.includes(anchor);
      });
      expect(nowhere, path).toEqual([]);
    }
  });

  it('takes nothing from elsewhere and runs nothing but its own script', async () => {
    for (const [path, body] of await pages()) {
      expect(body.match(/<script[^>]*>/gu), path).toEqual(['<script src="/docs/script.js" defer>']);
      expect(body, path).not.toMatch(/\sstyle=|\son\w+=|javascript:/iu);
      expect(
        linksIn(body).filter((link) => !link.startsWith('#') && !link.startsWith('/')),
        path,
      ).toEqual([]);
    }
    const { headers } = await get('/docs');
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(headers.get('content-security-policy')).not.toContain('unsafe');
    expect((await get('/docs/style.css')).headers.get('content-type')).toContain('text/css');
    expect((await get('/docs/script.js')).headers.get('content-type')).toContain('text/javascript');
    expect((await get('/docs/none')).status).toBe(404);
    const again = await get('/docs', { 'if-none-match': headers.get('etag') ?? '' });
    expect(again.status).toBe(304);
    const problem = await get('/problems/conflict');
    expect([problem.status, problem.headers.get('location')]).toEqual([303, '/docs#problem-conflict']);
  });

  it('begins with calls that can be copied and that work', async () => {
    const body = (await text('/docs')).replaceAll('&quot;', '"').replaceAll('&#39;', "'");
    for (const call of FIRST_CALLS) {
      expect(body).toContain(curlOf(call).replaceAll('>', '&gt;'));
      const answer = await fetch(`${service.url}${call.path}`, {
        method: call.method,
        headers: { Authorization: `Bearer ${API_KEY}`, 'Content-Type': 'application/json', ...call.headers },
        ...(call.body ? { body: JSON.stringify(call.body) } : {}),
      });
      expect(answer.status, await answer.text()).toBeLessThan(300);
    }
    for (const word of ['Authorization', 'Parley-Actor', 'Idempotency-Key', 'application/problem+json']) {
      expect(body).toContain(word);
    }
  });

  it('says where it is reached: what it was told, or an example that says so and is never the Host of a call', async () => {
    const body = await (await get('/docs', { Host: 'evil.example' })).text();
    expect(body).toContain(`<span data-opened-under>${SAMPLE_ADDRESS}</span><`);
    expect(body).toContain('an example: put the address under which this page stands open in its place');
    expect(body).not.toContain('evil.example');
    const told = await startService({ publicUrl: 'https://parley.example.com' });
    const known = await (await fetch(`${told.url}/docs`)).text();
    await told.close();
    expect(known).toContain('export PARLEY=https://parley.example.com\n');
    expect(known).not.toMatch(/data-opened-under|data-sample|localhost/u);
  });

  it('has a snippet for live events that prints what is there and what changes', async () => {
    const [, open] = FIRST_CALLS;
    const say = (path: string, body: object, headers = {}) =>
      fetch(`${service.url}${path}`, {
        method: 'POST',
        headers: { Authorization: `Bearer ${API_KEY}`, 'Content-Type': 'application/json', ...headers },
        body: JSON.stringify(body),
      });
    const { id } = (await (await say('/v1/requests', open?.body ?? {})).json()) as { id: string };
    const TOKEN = await tokenFor({ role: 'agent', id: 'agent-1' }, Date.now());
    const child = spawn(process.execPath, ['--input-type=module', '-e', LIVE_SNIPPET], {
      env: { PATH: process.env.PATH, PARLEY: service.url, TOKEN },
    });
    const printed: string[] = [];
    child.stdout.on('data', (chunk) => printed.push(...String(chunk).trim().split('\n')));
    child.stderr.on('data', (chunk) => printed.push(String(chunk)));
    try {
      await eventually('it prints the request', () => expect(printed).toContain(`${id} awaiting_seller`));
      const actor = { 'Parley-Actor': 'seller:shop-1' };
      await say(`/v1/requests/${id}/approve`, {}, actor);
      await eventually('it prints the change', () => expect(printed).toContain(`${id} awaiting_shipment`));
    } finally {
      child.kill();
    }
    expect(await text('/docs/live')).toContain('socket.io-client');
  });

  it('begins the page of requests with how one is opened, and lists the columns of the sheet', async () => {
    const page = await text('/docs/requests');
    const order = [...page.matchAll(/<article id="(\w+)">/gu)].map(([, id]) => id);
    expect(order.slice(0, 3)).toEqual(['openRequest', 'listRequests', 'exportRequests']);
    expect(page).toContain('<li><code>orderId</code></li>');
  });

  it('has the colours of the other pages, light and dark', () => {
    const [light = '', dark = ''] = tokens.cssText.split('@media (prefers-color-scheme: dark)');
    const colourIn = (css: string, name: string) =>
      new RegExp(`--${name}: (?:var\\([\\w-]+, )?(#[\\da-f]{3,6})`, 'u').exec(css)?.[1];
    const used = [...DOCS_STYLE.matchAll(/--([\w-]+): light-dark\((#\w+), (#\w+)\)/gu)];
    expect(used.length).toBeGreaterThan(8);
    for (const [, name = '', day, night] of used) {
      expect([day, night], name).toEqual([colourIn(light, name), colourIn(dark, name)]);
    }
  });
});
