/** The built service in demo mode as a process of its own, and a real browser on it. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { onTestFailed } from 'vitest';
import type { DemoRequest, DemoState, DemoTokens } from '../../src/contract/demo.ts';
import type { RequestView } from '../../src/contract/request.ts';

import { WITHIN_MS } from './eventually.ts';

export { chromiumPath, launch, withoutChromium } from './chromium.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const START_WITHIN_MS = 120_000;

export interface Demo {
  url: string;
  /** The demo page with the seller's own page where it else shows their Slack. */
  sellerPage: string;
  /** The request that the demo named so, such as `bowls`. */
  request(name: string): Promise<DemoRequest>;
  /** Another request like those of the page's button, of a buyer who reads English. */
  open(): Promise<DemoRequest>;
  tokens(requestId: string): Promise<DemoTokens>;
  /** Asks something of a request by HTTP with a person's token; answers the status. */
  ask(token: string, requestId: string, path: string, body?: object): Promise<number>;
  read(token: string, requestId: string): Promise<RequestView>;
  stop(): Promise<void>;
}

/** Starts the built service (`npm run build` first) in demo mode on a free port with a database of its own. */
export async function startDemo(): Promise<Demo> {
  const folder = await mkdtemp(join(tmpdir(), 'parley-demo-'));
  const { PARLEY_API_KEY: _, PARLEY_SECRET: __, ...env } = process.env;
  const server = spawn(process.execPath, [join(root, 'dist/src/main.js')], {
    env: {
      ...env,
      NODE_ENV: 'test',
      DEMO: '1',
      PORT: '0',
      LOG_LEVEL: 'info',
      DATABASE_URL: `sqlite:${folder}/demo.db`,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const url = await addressOf(server);
  const call = async <T>(path: string, init?: RequestInit): Promise<T> =>
    (await (await fetch(url + path, init)).json()) as T;
  const post = (body: object, token?: string): RequestInit => ({
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...(token ? { Authorization: `Bearer ${token}` } : {}) },
    body: JSON.stringify(body),
  });
  return {
    url,
    sellerPage: `${url}/#page`,
    async request(name) {
      const { requests } = await call<DemoState>('/demo/state');
      const found = requests.find(({ conversationId }) => conversationId === `demo-${name}`);
      if (!found) throw new Error(`the demo has no request ${name}`);
      return found;
    },
    async open() {
      for (;;) {
        const opened = await call<DemoRequest>('/demo/requests', post({}));
        if (opened.buyerLocale.startsWith('en')) return opened;
      }
    },
    tokens: (requestId) => call('/demo/tokens', post({ requestId })),
    ask: async (token, requestId, path, body = {}) =>
      (await fetch(`${url}/v1/requests/${requestId}/${path}`, post(body, token))).status,
    read: (token, requestId) => call(`/v1/requests/${requestId}`, { headers: { Authorization: `Bearer ${token}` } }),
    async stop() {
      const ended = new Promise((resolve) => server.once('exit', resolve));
      server.kill('SIGTERM');
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Waits for the log line that says where the service listens. Rejects with its output where it ends before. */
function addressOf(server: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = '';
    const timer = setTimeout(() => reject(new Error(`the demo did not start:\n${output}`)), START_WITHIN_MS);
    const read = (chunk: Buffer): void => {
      output += chunk.toString();
      const url = /"url":"([^"]+)"/u.exec(output)?.[1];
      if (!url) return;
      clearTimeout(timer);
      resolve(url);
    };
    server.stdout?.on('data', read);
    server.stderr?.on('data', read);
    server.once('exit', (code) => reject(new Error(`the demo ended with ${code}:\n${output}`)));
  });
}

export interface Opened {
  page: Page;
  context: BrowserContext;
  /** What the browser complained about: errors of scripts, of the content security policy, of missing files. */
  complaints: string[];
}

/** Where the pictures of made-up requests would be: hosts that exist for nobody. */
const EXAMPLE_HOSTS = /^https:\/\/[\w.-]+\.example\//u;
const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

/** Lets the pictures of made-up requests load. */
export const picturesIn = (context: BrowserContext): Promise<unknown> =>
  context.route(EXAMPLE_HOSTS, (route) => route.fulfill({ contentType: 'image/png', body: PIXEL }));

/** What a failed test prints of a page: what a reader of it would have heard. Outside a test nothing is arranged. */
export function showIfItFails(page: Page): void {
  try {
    onTestFailed(async () => {
      if (page.isClosed()) return;
      console.error(
        `${page.url().replace(/token=[^&]+/u, 'token=…')} showed:\n${await page.locator('body').ariaSnapshot()}`,
      );
    });
  } catch {
    // Opened before the first test, or by the gallery.
  }
}

/**
 * One page for the tests of a file that go on from wherever it is; each takes it anew. After one has failed, which may
 * leave anything behind, the next gets another page.
 */
export function sharedPage(open: () => Promise<Opened>): () => Promise<Opened> {
  let held: Promise<Opened> | undefined;
  return async () => {
    onTestFailed(() => {
      held = undefined;
    });
    if (!held) {
      held = open();
      return held;
    }
    const opened = await held;
    showIfItFails(opened.page);
    return opened;
  };
}

/** A page in a browser profile of its own, at desktop width unless told otherwise. `prepare` runs before it loads. */
export async function openPage(
  browser: Browser,
  url: string,
  options: BrowserContextOptions & { prepare?: (page: Page) => Promise<void> } = {},
): Promise<Opened> {
  const { prepare, ...contextOptions } = options;
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...contextOptions });
  await picturesIn(context);
  const page = await context.newPage();
  page.setDefaultTimeout(WITHIN_MS);
  showIfItFails(page);
  await prepare?.(page);
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(url);
  return { page, context, complaints };
}

/** The address of the chat page for a buyer's token. */
export const chatAddress = (demo: Demo, token: string, { conversationId, buyerLocale }: DemoRequest): string =>
  `${demo.url}/chat#token=${token}&conversation=${conversationId}&locale=${buyerLocale}`;

/** The three sides of the demo page: the chat on it, and the real pages in its frames. */
export const sides = (page: Page) => ({
  buyer: page.locator('parley-chat .content'),
  card: page.locator('parley-offer-card').last(),
  seller: page.frameLocator('demo-frame iframe[title^="Manage returns"]'),
  agent: page.frameLocator('demo-frame iframe[title="Agent board"]'),
});

/** Shows a request on the demo page (with the seller's page) and waits until all three sides show it. */
export async function choose(page: Page, { id, title }: DemoRequest): Promise<void> {
  await page.getByLabel('Request', { exact: true }).selectOption(id);
  const { seller, agent, buyer } = sides(page);
  for (const side of [seller.locator('seller-request'), agent.locator('console-detail')]) {
    await side.getByRole('heading', { name: title }).first().waitFor();
  }
  await buyer.locator('> *').first().waitFor();
}
