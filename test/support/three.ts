/**
 * One request and the three people around it, each in a browser context of their own: the buyer on a phone, the seller
 * and an agent at their desks. The service runs in this process, so that the test holds both clocks.
 */
import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import type { Commands } from '../../src/application/commands.ts';
import type { Actor, RequestInput } from '../../src/contract/request.ts';
import type { RequestState } from '../../src/domain/request.ts';
import { mountPages } from '../../src/http/pages.ts';
import { type Opened, openPage } from './browser.ts';
import { baht } from './builders.ts';
import { type Service, startService } from './service.ts';
import { tokenFor } from './sockets.ts';
import { FakeClock, input, integrator, shop } from './world.ts';

const pagesDir = fileURLToPath(new URL('../../dist/pages', import.meta.url));
const PHONE: BrowserContextOptions = { viewport: { width: 390, height: 844 }, hasTouch: true };

/**
 * How a page is looked at: the reader's language (English), what its address says beside (`locale`, `zone`), the way to the
 * service where it is not the straight one, and the browser's own options; `prepare` runs before it loads.
 */
export interface Look extends NonNullable<Parameters<typeof openPage>[2]> {
  language?: string;
  own?: Record<string, string>;
  url?: string;
}

export interface Three {
  service: Service;
  /** Business time: it stands still until it is moved. */
  clock: FakeClock;
  /** Moves business time and lets the platform act. */
  pass(milliseconds: number): Promise<void>;
  /** Moves the wall's time, on which tokens expire. */
  age(milliseconds: number): void;
  /** A new request worth ฿250.00, of a shop whose offers may be countered, and of an English reader. */
  request(changes?: Partial<RequestInput>): Promise<RequestState>;
  /** What this person does now, as if by HTTP; rejects where it is refused. */
  act(request: RequestState, actor: Actor, command: Parameters<Commands['execute']>[1]): Promise<RequestState>;
  state(request: RequestState): Promise<RequestState>;
  buyer(request: RequestState, look?: Look): Promise<Opened>;
  /** Manage Returns, nothing open. */
  shopPage(look?: Look): Promise<Opened>;
  seller(request: RequestState, look?: Look): Promise<Opened>;
  /** The agents' board, nothing open; `fragment` as in its address. */
  board(look?: Look, fragment?: Record<string, string>): Promise<Opened>;
  agent(request: RequestState, look?: Look): Promise<Opened>;
  close(): Promise<void>;
}

export async function startThree(browser: Browser): Promise<Three> {
  const clock = new FakeClock();
  clock.set(new Date().toISOString());
  let aged = 0;
  const wallClock = { now: () => Date.now() + aged };
  const service = await startService({
    clock,
    wallClock,
    extra: (app) => mountPages(app, pagesDir, { demo: false }),
  });
  await service.store.directory.putSeller(shop({ policy: { maxOffers: 3, maxRounds: 3 } }));

  async function open(
    role: 'buyer' | 'seller' | 'agent',
    id: string,
    fragment: Record<string, string>,
    { language = 'en', url = service.url, own = {}, ...options }: Look = {},
  ): Promise<Opened> {
    const staff = role === 'seller' ? { userId: 'staff-1' } : {};
    const token = await tokenFor({ role, id, locale: language, ...staff }, wallClock.now());
    const page = { buyer: 'chat', seller: 'seller', agent: 'console' }[role];
    return openPage(browser, `${url}/${page}#${new URLSearchParams({ token, ...fragment, ...own })}`, {
      reducedMotion: 'reduce',
      locale: 'en-GB',
      ...options,
    });
  }

  return {
    service,
    clock,
    async pass(milliseconds) {
      clock.advance(milliseconds);
      await service.app.sweep.run();
      await service.app.relay.idle();
    },
    age(milliseconds) {
      aged += milliseconds;
    },
    async request(changes = {}) {
      const id = randomUUID().slice(0, 8);
      const item = { sku: 'BOWL-2', title: `Bowl ${id}`, quantity: 2, missingQuantity: 1, unitPrice: baht(25_000) };
      const opening = input({
        conversationId: `conv-${id}`,
        orderId: id,
        buyerLocale: 'en',
        items: [item],
        ...changes,
      });
      const outcome = await service.app.commands.open(opening, { actor: integrator, arrivedAt: clock.iso() });
      if (!outcome.ok) throw new Error(outcome.refusal.detail);
      return outcome.state;
    },
    async act({ id }, actor, command) {
      const outcome = await service.app.commands.execute(id, command, { actor, arrivedAt: clock.iso() });
      if (!outcome.ok) throw new Error(outcome.refusal.detail);
      await service.app.relay.idle();
      return outcome.state;
    },
    async state({ id }) {
      const loaded = await service.store.requests.load(id);
      if (!loaded) throw new Error(`${id} is not there`);
      return loaded.state;
    },
    buyer: ({ facts: { buyerId, conversationId } }, look = {}) => {
      const fragment = { conversation: conversationId, locale: look.language ?? 'en' };
      return open('buyer', buyerId, fragment, { ...PHONE, ...look });
    },
    shopPage: (look) => open('seller', 'shop-1', {}, look),
    board: (look, fragment = {}) => open('agent', 'agent-1', fragment, look),
    async seller({ id, facts: { sellerId, items } }, look) {
      const opened = await open('seller', sellerId, { request: id }, look);
      await opened.page.getByRole('heading', { name: items[0]?.title ?? '' }).waitFor();
      return opened;
    },
    async agent({ id }, look) {
      const opened = await open('agent', 'agent-1', { open: id }, look);
      await opened.page.locator('console-detail').getByRole('heading', { level: 2 }).waitFor();
      return opened;
    },
    close: () => service.close(),
  };
}

/** What a seller does in Manage Returns with the request that is open there. */
export const shopSide = (page: Page) => {
  const answers = page.locator('request-answers');
  const press = (name: string) => answers.getByRole('button', { name, exact: true }).click();
  return {
    answers,
    press,
    async offer(percent: number, note: string) {
      await press('Offer money instead');
      const form = page.locator('answer-offer');
      await form.getByRole('radio', { name: new RegExp(`${percent}%`, 'u') }).check();
      await form.getByLabel('Note to the buyer').fill(note);
      await form.getByRole('button', { name: /^Offer /u }).click();
      await answers.getByText('Done. Offer sent.').waitFor();
    },
  };
};

/** What a buyer does in the chat with the last card there. */
export const phoneSide = (page: Page) => {
  const card = page.locator('parley-offer-card').last();
  const question = page.getByRole('dialog');
  return {
    card,
    question,
    async ask(name: string) {
      await card.getByRole('button', { name }).click();
      await question.waitFor();
    },
    confirm: (name: string) => question.getByRole('button', { name, exact: true }).click(),
  };
};
