/**
 * Parley in a process of its own that can be asked for its memory, with a bare Socket.IO server beside it in the same
 * process: `POST /bare/:room` answers, then emits its body to that room with the moment it did so. Argument: the
 * storage's URL.
 */
import type { AddressInfo } from 'node:net';
import express from 'express';
import pino from 'pino';
import { Server } from 'socket.io';
import { createApp } from '../src/app.ts';
import { openStore } from '../src/storage/open.ts';
import { API_KEY, SECRET } from '../test/kill/server.ts';
import { answerQuestions, monotonicMicros } from './processes.ts';

const [url = ''] = process.argv.slice(2);
const clock = { now: () => Date.now() };
const app = createApp({
  config: { apiKeys: [API_KEY], secrets: [SECRET], corsOrigins: [], trustProxy: false, rateLimit: null },
  store: await openStore(url, { log: () => {} }),
  clock,
  wallClock: clock,
  log: pino({ level: 'error' }),
  version: 'bench',
  extra(http) {
    http.post('/bare/:room', express.json(), (req, res) => {
      res.json({ ok: true });
      bare.to(req.params.room as string).emit('message', { message: req.body, sentAt: monotonicMicros() });
    });
  },
});
const bare = new Server(app.server, { path: '/bare.io', transports: ['websocket'] });
bare.on('connection', (socket) => void socket.join(String(socket.handshake.auth.room)));

app.start();
app.server.listen(0, '127.0.0.1', () => answerQuestions((app.server.address() as AddressInfo).port));
