/** Calls that ask to `Upgrade`, and the one transport of the live entry. */
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { io } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mountPages } from '../../src/http/pages.ts';
import { API_KEY, type Service, startService } from '../support/service.ts';
import { tokenFor } from '../support/sockets.ts';
import { input, shop } from '../support/world.ts';

interface Answer {
  status: number | undefined;
  body: string;
}

describe('A call that asks to upgrade', () => {
  let service: Service;

  beforeAll(async () => {
    const pages = fileURLToPath(new URL('../../dist/pages', import.meta.url));
    service = await startService({ extra: (app) => mountPages(app, pages, { demo: false }) });
    await service.store.directory.putSeller(shop());
  });
  afterAll(() => service.close());

  const call = (
    method: string,
    path: string,
    headers: Record<string, string>,
    body = '',
    agent?: Agent,
  ): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const sent = request(`${service.url}${path}`, { method, headers, agent }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk) => chunks.push(chunk));
        response.on('end', () => resolve({ status: response.statusCode, body: Buffer.concat(chunks).toString() }));
      });
      sent.once('error', reject);
      sent.once('upgrade', () => reject(new Error('it was upgraded')));
      sent.end(body);
    });
  const h2c = { connection: 'Upgrade, HTTP2-Settings', upgrade: 'h2c', 'http2-settings': 'AAMAAABkAAQCAAAAAAIAAAAA' };
  const asked = { authorization: `Bearer ${API_KEY}`, 'content-type': 'application/json', ...h2c };

  it('is answered as if it had not, with its body', async () => {
    const body = JSON.stringify({ role: 'agent', id: 'agent-1', name: 'x'.repeat(90) });
    const answer = await call('POST', '/v1/tokens', { ...asked, 'content-length': String(body.length) }, body);
    expect(answer.status).toBe(201);
    expect(JSON.parse(answer.body)).toHaveProperty('token');
  });

  it('with a long body is read whole', async () => {
    const body = JSON.stringify({ name: 'x'.repeat(200_000) });
    const answer = await call('POST', '/v1/tokens', { ...asked, 'content-length': String(body.length) }, body);
    expect([400, 413]).toContain(answer.status);
    expect(JSON.parse(answer.body)).toHaveProperty('code');
  });

  it('to WebSocket outside the live entry is answered too', async () => {
    const headers = {
      connection: 'Upgrade',
      upgrade: 'websocket',
      'sec-websocket-key': 'x',
      'sec-websocket-version': '13',
    };
    expect((await call('GET', '/healthz', headers)).status).toBe(200);
    expect((await call('GET', '/socket.iox/', headers)).status).toBe(404);
  });

  it('leaves its connection to the next call', async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    for (let n = 0; n < 20; n += 1) {
      expect((await call('GET', '/healthz', n % 2 ? {} : h2c, '', agent)).status).toBe(200);
    }
    agent.destroy();
  });

  /** Every kind of route: what is called, and what is answered without an upgrade. */
  const KINDS: readonly [
    kind: string,
    method: string,
    path: string,
    body: () => object | null,
    status: number,
    type: RegExp,
  ][] = [
    ['a GET', 'GET', '/v1/requests', () => null, 200, /^application\/json/u],
    ['a GET of what is not there', 'GET', '/v1/requests/req_none', () => null, 404, /^application\/problem\+json/u],
    ['a POST', 'POST', '/v1/requests', () => input({ externalId: randomUUID() }), 201, /^application\/json/u],
    ['a POST of 200 kB', 'POST', '/v1/requests', () => long(), 201, /^application\/json/u],
    ['a POST of more than there may be', 'POST', '/v1/tokens', () => ({ name: 'x'.repeat(300_000) }), 413, /problem/u],
    ['a PUT', 'PUT', '/v1/sellers/shop-9', () => shopBody(), 200, /^application\/json/u],
    ['a PATCH', 'PATCH', '/v1/sellers/shop-1', () => ({ name: 'Bowls' }), 200, /^application\/json/u],
    ['a DELETE', 'DELETE', '/v1/webhooks/whk_none', () => null, 404, /^application\/problem\+json/u],
    ['a page', 'GET', '/chat', () => null, 200, /^text\/html/u],
    ['an asset', 'GET', '/embed/parley-chat.js', () => null, 200, /javascript/u],
    ['an answer link', 'GET', '/o/none', () => null, 404, /^text\/html/u],
    ['the metrics', 'GET', '/metrics', () => null, 200, /^text\/plain/u],
    ['a path to nowhere', 'GET', '/nowhere', () => null, 404, /^application\/problem\+json/u],
  ];
  const evidence = Array.from({ length: 20 }, (_, n) => `https://cdn.example/${n}/${'x'.repeat(1_900)}`);
  const items = Array.from({ length: 200 }, (_, n) => ({
    ...input().items[0],
    sku: `S${n}`,
    title: 'ชาม'.repeat(95),
    unitPrice: { amount: 100, currency: 'THB' },
  }));
  const long = () => ({ ...input({ externalId: randomUUID() }), items: items.slice(0, 160), evidence });
  const shopBody = () => {
    const { id: _id, ...body } = shop();
    return body;
  };
  const bytesOf = (body: object | null): string => (body === null ? '' : JSON.stringify(body));

  it.each(KINDS)('%s over a raw socket', async (_kind, method, path, body, status, type) => {
    const sent = bytesOf(body());
    const { hostname, port } = new URL(service.url);
    const socket = connect(Number(port), hostname);
    const headers = { host: hostname, ...asked, 'content-length': String(Buffer.byteLength(sent)) };
    const head = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
    socket.write(`${[`${method} ${path} HTTP/1.1`, ...head].join('\r\n')}\r\n\r\n${sent.slice(0, 10)}`);
    // The rest comes in a packet of its own, after the upgrade was asked for.
    socket.write(`${sent.slice(10)}GET /healthz HTTP/1.1\r\nhost: ${hostname}\r\nconnection: close\r\n\r\n`);
    const heard = await text(socket);
    expect(heard).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `, 'u'));
    expect(/^content-type: (.*)$/imu.exec(heard)?.[1]).toMatch(type);
    expect(heard).toMatch(/HTTP\/1\.1 200 OK[\s\S]*"status":"ok"/u);
  });

  it.each(KINDS)('%s by curl --http2', async (_kind, method, path, body, status, type) => {
    const sent = bytesOf(body());
    const headers = Object.entries({ authorization: asked.authorization, 'content-type': 'application/json' });
    const given = [
      ...['--silent', '--show-error', '--max-time', '60', '--http2', '-X', method, '--dump-header', '-'],
      ...headers.flatMap(([name, value]) => ['-H', `${name}: ${value}`]),
      ...(sent ? ['--data-binary', '@-'] : []),
    ];
    const curl = spawn('curl', [...given, `${service.url}${path}`]);
    curl.stdin.end(sent);
    const [heard, wrong] = await Promise.all([text(curl.stdout), text(curl.stderr)]);
    expect([heard.match(/^HTTP\/1\.1 (?!100)(\d+)/mu)?.[1], wrong]).toEqual([String(status), '']);
    expect(/^content-type: (.*)$/imu.exec(heard)?.[1]).toMatch(type);
  });

  it('the live entry serves WebSocket alone, and says so', async () => {
    for (const method of ['GET', 'POST']) {
      const answer = await call(method, '/socket.io/?EIO=4&transport=polling', {});
      expect(answer.status).toBe(400);
      expect(JSON.parse(answer.body)).toMatchObject({ code: 'invalid_query', detail: /WebSocket only/u });
    }
    const token = await tokenFor({ role: 'agent', id: 'agent-1' });
    const socket = io(`${service.url}/console`, { auth: { token }, reconnection: false, transports: ['polling'] });
    await expect(
      new Promise((resolve, reject) => {
        socket.once('connect', () => resolve('connected'));
        socket.once('connect_error', reject);
      }),
    ).rejects.toThrow();
    socket.disconnect();
  });
});
