/** What arrives too slowly ends, and who has an answer already is not listened to for long. */
import type { Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createHttpServer } from '../../src/http/server.ts';
import { API_KEY, type Service, startService } from '../support/service.ts';

describe('A slow body', () => {
  let service: Service | undefined;
  let server: Server | undefined;
  afterEach(async () => {
    await service?.close();
    server?.close();
    service = undefined;
  });

  /** Sends a head, then a byte of its body every now and then, for as long as anybody listens. */
  async function trickle(port: number, head: string[], everyMs: number) {
    const socket = connect(port, '127.0.0.1');
    const startedAt = performance.now();
    let heard = '';
    socket.on('data', (chunk) => {
      heard += chunk.toString();
    });
    socket.on('error', () => {});
    socket.write(
      `${[...head, 'Host: parley', 'Content-Type: application/json', 'Content-Length: 200000'].join('\r\n')}\r\n\r\n{`,
    );
    const timer = setInterval(() => socket.write(' '), everyMs);
    await new Promise((resolve) => socket.once('close', resolve));
    clearInterval(timer);
    return { heard, milliseconds: performance.now() - startedAt };
  }
  const portOf = ({ url }: Service): number => Number(new URL(url).port);

  it.each([
    ['without a key', ['POST /v1/requests HTTP/1.1'], 401],
    ['with a wrong key', ['POST /v1/requests HTTP/1.1', 'Authorization: Bearer wrong'], 401],
    ['to nowhere', ['POST /nowhere HTTP/1.1'], 404],
    [
      'of another type',
      ['POST /v1/tokens HTTP/1.1', `Authorization: Bearer ${API_KEY}`, 'Content-Type: text/plain'],
      400,
    ],
  ])('%s is answered at once and then not listened to', async (_, head, status) => {
    service = await startService();
    const { heard, milliseconds } = await trickle(portOf(service), head, 50);
    expect(heard).toMatch(new RegExp(`^HTTP/1.1 ${status} `, 'u'));
    expect(milliseconds).toBeLessThan(20_000);
  });

  it('and a slow head have 30 s and 10 s, looked at every second', () => {
    server = createHttpServer(() => {});
    expect(server).toMatchObject({ requestTimeout: 30_000, headersTimeout: 10_000 });
  });

  it('whose caller may send it ends when its time is over', async () => {
    service = await startService();
    const { server: own } = service.app;
    own.requestTimeout = 1_000;
    own.headersTimeout = 1_000;
    const { heard } = await trickle(
      (own.address() as AddressInfo).port,
      ['POST /v1/tokens HTTP/1.1', `Authorization: Bearer ${API_KEY}`],
      50,
    );
    expect(heard).toMatch(/^HTTP\/1.1 408 /u);
  });

  it('that was answered leaves the connection to the next call where it came in time', async () => {
    service = await startService();
    const socket = connect(portOf(service), '127.0.0.1');
    let heard = '';
    socket.on('data', (chunk) => {
      heard += chunk.toString();
    });
    const call = `POST /v1/requests HTTP/1.1\r\nHost: parley\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n`;
    socket.write(call);
    await expect.poll(() => heard, { message: 'the answer' }).toMatch(/401 /u);
    socket.write(`{}${call}{}`);
    await expect.poll(() => heard.match(/HTTP\/1.1 401 /gu)?.length, { message: 'the second answer' }).toBe(2);
    socket.destroy();
  });
});
