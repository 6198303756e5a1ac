/** Calls that ask to `Upgrade`, and the one transport of the live entry. */
import { Agent, request } from 'node:http';
import { io } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { API_KEY, type Service, startService } from '../support/service.ts';
import { tokenFor } from '../support/sockets.ts';
import { shop } from '../support/world.ts';

interface Answer {
  status: number | undefined;
  body: string;
}

describe('A call that asks to upgrade', () => {
  let service: Service;

  beforeAll(async () => {
    service = await startService();
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
