/** The whole service on a free port, as `main.ts` wires it: SQLite in a temporary folder unless a store is given. */
import type { AddressInfo } from 'node:net';
import pino from 'pino';
import type { SlackConfig } from '../../bots/slack/config.ts';
import { type App, type AppParts, createApp } from '../../src/app.ts';
import type { Clock } from '../../src/application/ports/clock.ts';
import type { Store } from '../../src/application/ports/store.ts';
import { sqliteStore } from './stores.ts';

export const API_KEY = 'key-of-the-platform-in-tests';
export const SECRET = 'a-secret-of-the-tests-0123456789abcdef';

export interface Service {
  url: string;
  app: App;
  store: Store;
  close(): Promise<void>;
}

const systemClock: Clock = { now: () => Date.now() };

export async function startService(
  options: Partial<AppParts['config']> &
    Pick<AppParts, 'extra' | 'redis'> & {
      slack?: SlackConfig | null;
      store?: Store;
      clock?: Clock;
      wallClock?: Clock;
      start?: boolean;
    } = {},
): Promise<Service> {
  const {
    store: given,
    clock = systemClock,
    wallClock = clock,
    start = true,
    extra,
    redis,
    slack,
    ...config
  } = options;
  const bot = slack ? await import('../../bots/slack/slack.ts') : null;
  const own = given ? null : await sqliteStore();
  const store = given ?? own?.store;
  if (!store) throw new Error('no store');
  const app = createApp({
    config: { apiKeys: [API_KEY], secrets: [SECRET], corsOrigins: [], trustProxy: false, rateLimit: null, ...config },
    store,
    clock,
    wallClock,
    log: pino({ level: process.env.LOG_LEVEL ?? 'silent' }),
    version: 'test',
    extra,
    redis,
    ...(bot && slack ? { slack: (parts) => bot.createSlackBot({ ...parts, config: slack }) } : {}),
  });
  if (start) app.start();
  await new Promise<void>((resolve) => app.server.listen(0, '127.0.0.1', resolve));
  const { port } = app.server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    app,
    store,
    async close() {
      await app.close();
      await own?.cleanup();
    },
  };
}
