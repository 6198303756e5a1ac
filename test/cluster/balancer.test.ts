/** nginx with the file that we ship, by itself. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { type Nginx, startNginx } from '../support/nginx.ts';

const instance = createServer((_req, res) => void res.end('well'));
const sockets = new WebSocketServer({ server: instance });
let nginx: Nginx;
beforeEach(async () => {
  instance.listen(0, '127.0.0.1');
  await once(instance, 'listening');
  nginx = await startNginx([(instance.address() as AddressInfo).port]);
});
afterEach(async () => {
  await nginx.stop();
  for (const socket of sockets.clients) socket.terminate();
  instance.close();
});

/** docker-compose.yml gives it as long. */
const GRACE_MS = 30_000;

it('is gone soon after it was told to quit, however long phones stay: meanwhile nobody gets in', {
  timeout: GRACE_MS,
}, async () => {
  const phone = new WebSocket(nginx.url.replace('http', 'ws'));
  await once(phone, 'open');
  const lost = once(phone, 'close');
  await nginx.quit();
  await lost;
  await expect(fetch(nginx.url)).rejects.toThrow('fetch failed');
});
