/**
 * Parley in a process of its own that can be asked what it uses. Arguments: the storage's URL, that of the Redis it
 * shares with others, if any, and the instant at which its business clock starts, if that is not now.
 */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import pino from 'pino';
import { createApp } from '../src/app.ts';
import { createApart } from '../src/pictures/apart.ts';
import { createRedis } from '../src/redis/redis.ts';
import { openStore } from '../src/storage/open.ts';
import { API_KEY, SECRET } from '../test/support/load/server.ts';
import { answerQuestions } from './processes.ts';

const [url = '', redisUrl = '', startsAt] = process.argv.slice(2);
const wallClock = { now: () => Date.now() };
const ahead = startsAt ? Date.parse(startsAt) - wallClock.now() : 0;
const clock = { now: () => wallClock.now() + ahead };
const store = await openStore(url, { log: () => {} });
const app = createApp({
  config: { apiKeys: [API_KEY], secrets: [SECRET], corsOrigins: [], trustProxy: false, rateLimit: null },
  store,
  clock,
  wallClock,
  log: pino({ level: 'error' }),
  version: 'bench',
  readPicture: createApart({
    // Built, as a server starts it: what runs TypeScript takes as much memory again.
    program: new URL('../dist/src/pictures/reader.js', import.meta.url),
    onEnded: (error) => console.error(error.message),
  }),
  ...(redisUrl ? { redis: (parts) => createRedis({ ...parts, url: redisUrl }) } : {}),
});

app.start();
await once(app.server.listen(0, '127.0.0.1'), 'listening');
answerQuestions((app.server.address() as AddressInfo).port, async (count) => {
  const [card] = (await store.chat.messages({ conversationId: 'conv-0', limit: 1 })).messages;
  if (!card) throw new Error('conv-0 has no message to copy');
  for (let n = 0; n < count; n += 1) {
    app.feed.publish({ type: 'message', message: { ...card, conversationId: `conv-${n}` } });
  }
});
