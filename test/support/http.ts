/** The HTTP entry on a free port, over real commands and storage, with clocks that tests move and logs they can read. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Express } from 'express';
import pino from 'pino';
import { afterAll, beforeAll, describe } from 'vitest';
import type { z } from 'zod';
import { createAlerts } from '../../src/application/alerts/alerts.ts';
import { createCommands } from '../../src/application/commands.ts';
import { createConversations } from '../../src/application/conversations.ts';
import { createErasing } from '../../src/application/erasing/erasing.ts';
import { localFeed } from '../../src/application/feed.ts';
import { createNotes } from '../../src/application/notes/notes.ts';
import type { Store } from '../../src/application/ports/store.ts';
import { viewEvent } from '../../src/application/queries.ts';
import { createRelay, type Relay } from '../../src/application/relay.ts';
import { createRequestViews } from '../../src/application/request-views.ts';
import { createStats } from '../../src/application/stats.ts';
import { createSweep, type Sweep } from '../../src/application/sweep.ts';
import { issueToken } from '../../src/application/tokens.ts';
import type { WebhookSender } from '../../src/application/webhooks/ports.ts';
import { createWebhooks } from '../../src/application/webhooks/webhooks.ts';
import { createChatChannel } from '../../src/channels/chat.ts';
import { createWebhookSender } from '../../src/channels/webhooks/sender.ts';
import { createWebhookChannel } from '../../src/channels/webhooks.ts';
import type { Problem } from '../../src/contract/problem.ts';
import type { RequestInput, RequestView } from '../../src/contract/request.ts';
import type { Seller } from '../../src/contract/seller.ts';
import type { TokenBody } from '../../src/contract/tokens.ts';
import { createShippingDocuments } from '../../src/documents/documents.ts';
import { problemCodes } from '../../src/http/openapi-problems.ts';
import type { HttpConfig, HttpParts } from '../../src/http/parts.ts';
import type { Route } from '../../src/http/route.ts';
import { createHttp } from '../../src/http/router.ts';
import { allRoutes } from '../../src/http/routes/index.ts';
import { arrives } from './eventually.ts';
import { photosOver } from './photos.ts';
import { sqliteStore, storeLegs, type TestStore } from './stores.ts';
import { FakeClock, input, shop } from './world.ts';

export const API_KEY = 'pk_live_integrator-of-the-tests-1';
export const OLD_API_KEY = 'pk_live_integrator-of-the-tests-0';
export const SECRET = 'a-secret-for-signing-tokens-in-tests-0001';

/** How a call says who it is: an API key, perhaps for a person, or a token. Nothing: it does not. */
export interface Credentials {
  key?: string;
  actor?: string;
  token?: string;
}
export interface CallOptions {
  as?: Credentials;
  body?: unknown;
  headers?: Record<string, string>;
}
export interface Reply<T = Record<string, unknown>> {
  status: number;
  headers: Headers;
  /** Parsed JSON, or the text where it is none. */
  body: T;
}
type Json = Record<string, never> & { [key: string]: unknown };

export interface Api {
  url: string;
  store: Store;
  /** The table the routes are served from. */
  routes: Route[];
  clock: FakeClock;
  wallClock: FakeClock;
  relay: Relay;
  sweep: Sweep;
  /** What was logged, one JSON object per line. A call is logged once its answer is sent, which its caller may have before. */
  logs: string[];
  /** The first line that is like this, once it is there. */
  logged(line: object): Promise<Record<string, unknown>>;
  call<T = Json>(method: string, path: string, options?: CallOptions): Promise<Reply<T>>;
  get<T = Json>(path: string, as?: Credentials, headers?: Record<string, string>): Promise<Reply<T>>;
  post<T = Json>(path: string, body: unknown, as?: Credentials, headers?: Record<string, string>): Promise<Reply<T>>;
  /** A token for a person, made without a call. */
  token(person: TokenBodyInput): Promise<Credentials>;
  /** Opens a request of `shop-1` and `buyer-1`, which it declares first. */
  open(changes?: Partial<RequestInput>, seller?: Partial<Seller>): Promise<RequestView>;
  /** Opens one and offers half of what was asked for. */
  offered(changes?: Partial<RequestInput>, seller?: Partial<Seller>): Promise<RequestView & { offerId: string }>;
  close(): Promise<void>;
}
type TokenBodyInput = z.input<typeof TokenBody>;

export const integrator: Credentials = { key: API_KEY };
export const actingFor = (actor: string): Credentials => ({ key: API_KEY, actor });

export interface ApiOptions extends Partial<HttpConfig> {
  /** Replaces parts of the entry, to see what it does when they misbehave. */
  replace?: (parts: HttpParts) => Partial<HttpParts>;
  extra?: (app: Express) => void;
}

/** Checks addresses as the real one does, for names that all resolve to a public one, and reaches everybody. */
const sender: WebhookSender = {
  ...createWebhookSender({
    allowPrivate: false,
    version: '0.0.0-test',
    resolve: async () => [{ address: '93.184.215.14', family: 4 }],
  }),
  post: async () => ({ status: 200, durationMs: 12, response: 'ok', error: null }),
};

const isAsItIs = (body: unknown): body is string | Uint8Array<ArrayBuffer> | undefined =>
  body === undefined || typeof body === 'string' || body instanceof Uint8Array;

export async function startApi(store: Store, { replace, extra, ...config }: ApiOptions = {}): Promise<Api> {
  const clock = new FakeClock();
  const wallClock = new FakeClock();
  const logs: string[] = [];
  const log = pino({ level: 'trace' }, { write: (line: string) => void logs.push(line) });
  const feed = localFeed((error) => log.error({ err: error }));
  const onError = (err: unknown) => log.error({ err });
  const channels = [
    createChatChannel({ store, feed, wallClock }),
    createWebhookChannel({ store, wallClock, onOwed() {} }),
  ];
  const relay = createRelay({ store, channels, wallClock, owner: 'test', onError });
  const commands = createCommands({ store, clock, relay });
  const resting = { nudge() {}, counts: { delivered: 0, failed: 0, dead: 0 } };
  const address = () => config.publicUrl ?? url;
  const photos = photosOver(store, clock, { wallClock, secret: SECRET, address });
  const erasing = createErasing({ store, relay, feed, clock, wallClock, clearAway: photos.clearAway });
  const sweep = createSweep({ store, commands, erasing, clock, onError });
  const parts: HttpParts = {
    config: {
      apiKeys: [API_KEY, OLD_API_KEY],
      secrets: [SECRET],
      corsOrigins: [],
      trustProxy: false,
      rateLimit: null,
      ...config,
    },
    store,
    commands,
    views: createRequestViews({ store, clock }),
    viewEvent,
    photos,
    notes: createNotes({ store: store.notes, feed, clock }),
    erasing,
    conversations: createConversations({ store: store.chat, feed, clock, photos }),
    stats: createStats(store, clock),
    alerts: createAlerts(store, clock, false),
    documents: createShippingDocuments(),
    webhooks: createWebhooks({ store: store.webhooks, sender, keys: [SECRET], clock, wallClock, deliverer: resting }),
    instances: null,
    address,
    isStopping: () => false,
    clock,
    wallClock,
    log,
    version: '0.0.0-test',
    extra,
  };
  const app = createHttp({ ...parts, ...replace?.(parts) });
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;

  const routes = allRoutes(parts);
  async function call<T = Json>(method: string, path: string, options: CallOptions = {}): Promise<Reply<T>> {
    const { as = {}, body, headers = {} } = options;
    const credentials = as.key ?? as.token;
    const response = await fetch(url + path, {
      method,
      redirect: 'manual',
      headers: {
        ...(credentials ? { authorization: `Bearer ${credentials}` } : {}),
        ...(as.actor ? { 'parley-actor': as.actor } : {}),
        ...(body === undefined
          ? {}
          : { 'content-type': body instanceof Uint8Array ? 'image/png' : 'application/json' }),
        ...headers,
      },
      body: isAsItIs(body) ? body : JSON.stringify(body),
    });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json') && text !== '';
    const reply = { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
    requireDeclared(routes, method, path, reply);
    return reply;
  }

  const api: Api = {
    url,
    store,
    routes,
    clock,
    wallClock,
    relay,
    sweep,
    logs,
    logged: (line) => arrives('a line of the log', () => logs.map((each) => JSON.parse(each)), line),
    call,
    get: (path, as = integrator, headers) => call('GET', path, { as, headers }),
    post: (path, body, as = integrator, headers) => call('POST', path, { as, body, headers }),
    async token(person) {
      const { token } = await issueToken({ ttlSeconds: 3600, ...person }, [SECRET], wallClock.now());
      return { token };
    },
    async open(changes = {}, seller = {}) {
      const declared = shop({ id: changes.sellerId ?? 'shop-1', ...seller });
      await store.directory.putSeller(declared);
      const reply = await api.post<RequestView>('/v1/requests', input(changes));
      if (reply.status !== 201) throw new Error(`opening answered ${reply.status}: ${JSON.stringify(reply.body)}`);
      return reply.body;
    },
    async offered(changes, seller) {
      const { id } = await api.open(changes, seller);
      const reply = await api.post<RequestView>(`/v1/requests/${id}/offers`, { kind: 'partial_refund', percent: 50 });
      if (reply.status !== 201) throw new Error(`offering answered ${reply.status}: ${JSON.stringify(reply.body)}`);
      return { ...reply.body, offerId: reply.body.offer?.id ?? '' };
    },
    async close() {
      await new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      });
      await relay.stop();
      await sweep.stop();
    },
  };
  return api;
}

/** Whatever a test calls, a route answers only what the OpenAPI document says of it: statuses, and codes of problems. */
function requireDeclared(
  routes: Route[],
  method: string,
  path: string,
  { status, headers, body }: Reply<unknown>,
): void {
  const route = routes.find((each) => {
    const pattern = new RegExp(`^${each.path.replaceAll('.', '\\.').replace(/:\w+/gu, '[^/]+')}(\\?|$)`, 'u');
    return each.method === method.toLowerCase() && pattern.test(path);
  });
  if (!route) return;
  const isProblem = headers.get('content-type')?.startsWith('application/problem+json');
  const { code } = isProblem ? (body as Problem) : {};
  const declared = code
    ? problemCodes(route).includes(code)
    : status in route.answers || (status === 304 && route.tagged);
  if (!declared)
    throw new Error(`${method} ${path} answered ${status} ${code ?? ''}, which ${route.operation} does not declare`);
}

/** A suite over an entry of its own. `api()` is that entry once the tests run. */
type Suite = (api: () => Api) => void;

/** Runs a suite on each storage of this run: what must hold on all of them. Such a file belongs into `test/contract`. */
export function onEveryStorage(suite: Suite, options: ApiOptions = {}): void {
  describe.each(storeLegs())('on $name', ({ open }) => over(open, suite, options));
}

/** Runs a suite on SQLite, for what does not depend on the storage: shapes, words, access. */
export function onSqlite(suite: Suite, options: ApiOptions = {}): void {
  describe('over HTTP', () => over(sqliteStore, suite, options));
}

function over(open: () => Promise<TestStore>, suite: Suite, options: ApiOptions): void {
  let api: Api;
  let cleanup: () => Promise<void>;
  beforeAll(async () => {
    const opened = await open();
    cleanup = opened.cleanup;
    api = await startApi(opened.store, options);
  });
  afterAll(async () => {
    await api?.close();
    await cleanup?.();
  });
  suite(() => api);
}
