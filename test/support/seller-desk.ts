import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { Browser, Locator, Page } from 'playwright-core';
import type { Store } from '../../src/application/ports/store.ts';
import type { RequestInput, RequestView } from '../../src/contract/request.ts';
import type { TokenBody } from '../../src/contract/tokens.ts';
import { mountPages } from '../../src/http/pages.ts';
import { launch, type Opened, openPage } from './browser.ts';
import { baht } from './builders.ts';
import { API_KEY, type Service, startService } from './service.ts';
import { tokenFor } from './sockets.ts';

const pagesDir = fileURLToPath(new URL('../../dist/pages', import.meta.url));

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;

type Options = Parameters<typeof openPage>[2] & { token?: Partial<TokenBody>; fragment?: Record<string, string> };

export interface Desk {
  service: Service;
  browser: Browser;
  platform: Platform;
  /** Something asked by the integrator, or by a person (`Parley-Actor`) in its name. */
  call<T>(path: string, body?: object, actor?: string): Promise<T>;
  read(id: string): Promise<RequestView>;
  /** Moves the time that deadlines run on. */
  pass(milliseconds: number): void;
  /** Moves the time that tokens expire by. */
  age(milliseconds: number): void;
  /** The time that deadlines run on, `milliseconds` from now. */
  at(milliseconds: number): string;
  /** A shop of its own: saying that items were sent needs evidence, amounts may go back and forth. */
  shop(): Promise<string>;
  /** Due within a day, each a minute after the one made before it, so that lists have one order on every day of the week. */
  request(sellerId: string, title: string, changes?: Partial<RequestInput>): Promise<RequestView>;
  token(sellerId: string, body?: Partial<TokenBody>): Promise<string>;
  /** The page of a shop, live. */
  signIn(sellerId: string, options?: Options): Promise<Opened>;
  close(): Promise<void>;
}

/** The platform's own page around `/seller`, on another origin. */
interface Platform {
  /** The tokens it has given out since its page was opened. */
  given: number;
  /** While it is down it answers nobody. */
  down: boolean;
  /** The platform's page for a shop; `/seller` is the frame in it. */
  address(sellerId: string): Promise<string>;
}

const SCRIPT = `
  const frame = document.querySelector('iframe');
  window.addEventListener('message', async ({ source, origin, data }) => {
    if (source !== frame.contentWindow || data?.type !== 'parley:renew') return;
    const answer = await fetch('/token' + location.search);
    if (answer.ok) frame.contentWindow.postMessage({ type: 'parley:token', token: await answer.text() }, origin);
  });
`;

async function startPlatform(
  token: (sellerId: string) => Promise<string>,
): Promise<{ server: Server; platform: Platform & { parley: string } }> {
  const platform = {
    parley: '',
    given: 0,
    down: false,
    async address(sellerId: string) {
      platform.given = 0;
      return `${origin}/?shop=${sellerId}`;
    },
  };
  const server = createServer(async ({ url = '' }, res) => {
    const { pathname, searchParams } = new URL(url, origin);
    const shop = searchParams.get('shop') ?? '';
    if (pathname === '/host.js') res.setHeader('Content-Type', 'text/javascript').end(SCRIPT);
    else if (pathname === '/token' && platform.down) res.writeHead(503).end();
    else if (pathname === '/token') {
      platform.given += 1;
      res.end(await token(shop));
    } else if (pathname === '/') {
      const frame = `<iframe title="Returns" src="${platform.parley}/seller#token=${await token(shop)}"></iframe>`;
      const style = '<style>body { margin: 0 } iframe { border: 0; width: 100vw; height: 100vh }</style>';
      const html = `<!doctype html><title>Platform</title>${style}${frame}<script src="/host.js"></script>`;
      res.setHeader('Content-Type', 'text/html').end(html);
    } else res.writeHead(204).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { server, platform };
}

/** Over `store`, where a test looks into all that it keeps; else over one of its own. */
export async function startDesk(store?: Store): Promise<Desk> {
  const shifts = { business: 0, wall: 0 };
  const clock = { now: () => Date.now() + shifts.business };
  const wallClock = { now: () => Date.now() + shifts.wall };
  const token = (sellerId: string, body: Partial<TokenBody> = {}): Promise<string> =>
    tokenFor({ role: 'seller', id: sellerId, userId: 'staff-7', ...body }, wallClock.now());
  const { server, platform } = await startPlatform(token);
  const { port } = server.address() as AddressInfo;
  const [service, browser] = await Promise.all([
    startService({
      store,
      clock,
      wallClock,
      corsOrigins: [`http://127.0.0.1:${port}`],
      extra: (app) => mountPages(app, pagesDir, { demo: false }),
    }),
    launch(),
  ]);
  platform.parley = service.url;

  async function call<T>(path: string, body?: object, actor?: string): Promise<T> {
    const response = await fetch(`${service.url}/v1/${path}`, {
      method: body ? 'POST' : 'GET',
      headers: {
        Authorization: `Bearer ${API_KEY}`,
        'Content-Type': 'application/json',
        ...(actor ? { 'Parley-Actor': actor } : {}),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const answer = await response.json();
    if (!response.ok) throw new Error(`${path}: ${JSON.stringify(answer)}`);
    return answer as T;
  }

  let made = 0;
  return {
    service,
    browser,
    platform,
    call,
    token,
    read: (id) => call(`requests/${id}`),
    pass(milliseconds) {
      shifts.business += milliseconds;
    },
    age(milliseconds) {
      shifts.wall += milliseconds;
    },
    at: (milliseconds) => new Date(clock.now() + milliseconds).toISOString(),
    async shop() {
      made += 1;
      const id = `shop-${made}`;
      await service.store.directory.putSeller({
        id,
        name: 'Siam Ceramics',
        market: 'TH',
        zone: 'Asia/Bangkok',
        policy: {
          maxOffers: 3,
          maxRounds: 3,
          rejectReasons: { items_were_sent: { evidence: true } },
          limits: { maxPercent: 80 },
        },
      });
      return id;
    },
    request(sellerId, title, changes = {}) {
      made += 1;
      return call('requests', {
        orderId: `5770001${made}`,
        sellerId,
        buyerId: `buyer-${made}`,
        conversationId: `conversation-${made}`,
        market: 'TH',
        buyerZone: 'Asia/Bangkok',
        buyerLocale: 'th',
        reason: 'missing_items',
        text: 'ได้ชามมาใบเดียวค่ะ <b>https://shop.example/box.jpg</b>',
        items: [{ sku: 'BOWL-2', title, quantity: 2, missingQuantity: 1, unitPrice: baht(25_000) }],
        paid: baht(54_000),
        shippingOption: 'platform',
        evidence: ['https://shop.example/box.jpg'],
        respondBy: new Date(clock.now() + 20 * HOUR + made * MINUTE).toISOString(),
        ...changes,
      });
    },
    async signIn(sellerId, { token: body, fragment = {}, ...options } = {}) {
      const given = new URLSearchParams({ token: await token(sellerId, body), ...fragment });
      const opened = await openPage(browser, `${service.url}/seller#${given}`, {
        reducedMotion: 'reduce',
        ...options,
      });
      await opened.page.locator('.top .live:not(:empty)').waitFor();
      return opened;
    },
    async close() {
      await browser.close();
      await service.close();
      await new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      });
    },
  };
}

/** What stands on the page, or in a frame of it. */
export function parts(page: Pick<Page, 'locator' | 'getByRole'>) {
  const answers = page.locator('request-answers');
  const row = (title: string): Locator => page.getByRole('button', { name: title, exact: true });
  return {
    answers,
    form: page.locator('answer-offer'),
    request: page.locator('seller-request'),
    chat: page.locator('parley-chat'),
    bar: page.locator('.top + .bar'),
    tab: (name: string | RegExp): Locator => page.getByRole('tab', { name }),
    row,
    press: (name: string): Promise<void> => answers.getByRole('button', { name, exact: true }).click(),
    async open(title: string): Promise<void> {
      await row(title).click();
      await page.getByRole('heading', { name: title }).waitFor();
    },
    titles: (): Promise<string[]> => page.locator('.row .open').allInnerTexts(),
  };
}
