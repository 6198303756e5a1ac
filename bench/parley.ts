/**
 * Parley in a process of its own that can be asked what it uses, with a bare Socket.IO server beside it in the same
 * process, on a port of its own: `POST /bare/:room` answers, then emits its body to that room with the moment it did so.
 * Arguments: the storage's URL, and that of the Redis it shares with others, if any.
 */
import { once } from 'node:events';
import { createServer, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import pino from 'pino';
import { Server } from 'socket.io';
import { createApp } from '../src/app.ts';
import { createApart } from '../src/pictures/apart.ts';
import { createRedis } from '../src/redis/redis.ts';
import { openStore } from '../src/storage/open.ts';
import { API_KEY, SECRET } from '../test/support/load/server.ts';
import { answerQuestions, monotonicMicros } from './processes.ts';

const [url = '', redisUrl = ''] = process.argv.slice(2);
const clock = { now: () => Date.now() };
const app = createApp({
  config: { apiKeys: [API_KEY], secrets: [SECRET], corsOrigins: [], trustProxy: false, rateLimit: null },
  store: await openStore(url, { log: () => {} }),
  clock,
  wallClock: clock,
  log: pino({ level: 'error' }),
  version: 'bench',
  readPicture: createApart({
    // Built, as a server starts it: what runs TypeScript takes as much memory again.
    program: new URL('../dist/src/pictures/reader.js', import.meta.url),
    onEnded: (error) => console.error(error.message),
  }),
  ...(redisUrl ? { redis: (parts) => createRedis({ ...parts, url: redisUrl }) } : {}),
});

const http = express();
http.post('/bare/:room', express.json(), (req, res) => {
  res.json({ ok: true });
  bare.to(req.params.room as string).emit('message', { message: req.body, sentAt: monotonicMicros() });
});
const bareServer = createServer(http);
const bare = new Server(bareServer, { path: '/bare.io', transports: ['websocket'] });
bare.on('connection', (socket) => void socket.join(String(socket.handshake.auth.room)));

async function listening(server: HttpServer): Promise<number> {
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return (server.address() as AddressInfo).port;
}

app.start();
answerQuestions({ port: await listening(app.server), barePort: await listening(bareServer) });
