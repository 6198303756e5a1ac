/**
 * What the tests of the agent board share: a service with the built pages whose business clock stands still until a test
 * moves it, requests in every state in it, and the board's pieces by name. The wall's clock runs on, so tokens are as
 * good as ever.
 */
import type { Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import type { Actor, RequestInput } from '../../src/contract/request.ts';
import type { RequestCommand } from '../../src/domain/command.ts';
import type { RequestState } from '../../src/domain/request.ts';
import { mountPages } from '../../src/http/pages.ts';
import { type Opened, openPage, showIfItFails } from './browser.ts';
import { type Service, startService } from './service.ts';
import { tokenFor } from './sockets.ts';
import { buyer, FakeClock, input, integrator, seller, shop } from './world.ts';

export const pagesDir = fileURLToPath(new URL('../../dist/pages', import.meta.url));

export const PHONE = { viewport: { width: 390, height: 844 } };

export const listOf = (page: Page) => page.getByRole('listbox');
export const rowsOf = (page: Page) => page.locator('console-list').getByRole('option');
export const rowOf = (page: Page, title: string | RegExp) => rowsOf(page).filter({ hasText: title });
export const selectOf = (page: Page, name: string) => page.locator(`select[name=${name}]`);
export const detailOf = (page: Page) => page.locator('console-detail');
export const formOf = (page: Page) => page.locator('request-answers form');
export const fragment = (page: Page) => new URLSearchParams(new URL(page.url()).hash.slice(1));

/** Everything open has been fetched, and changes arrive. */
export const settled = (page: Page): Promise<void> =>
  page.locator('parley-console .status.live').waitFor({ state: 'attached' });

/** The list shows so many requests. */
export const shows = (page: Page, count: number): Promise<void> =>
  page.locator('console-requests').getByText(`Requests: ${count}`, { exact: true }).waitFor();

/** Follows a link within the board, in the same tab. */
export const follow = (page: Page, more: Record<string, string>): Promise<void> =>
  page.evaluate((hash) => {
    location.hash = hash;
  }, new URLSearchParams(more).toString());

/** A board that another test may have left anywhere, as somebody finds it: nothing chosen, filtered or begun. */
export async function startOver(page: Page): Promise<void> {
  showIfItFails(page);
  await follow(page, {});
  await page.locator('parley-console main:not(.opened)').waitFor();
  await settled(page);
}

/** Opens a request in a board where another may be open. */
export async function openIn(page: Page, { id, facts }: RequestState): Promise<void> {
  await startOver(page);
  await follow(page, { open: id });
  await detailOf(page).getByText(`Order ${facts.orderId}`, { exact: true }).first().waitFor();
}

/** Opens the form of an action. */
export const choose = async (page: Page, name: string): Promise<void> => {
  await page
    .locator('request-answers')
    .getByRole('button', { name, exact: true })
    .and(page.locator('[aria-expanded]'))
    .click();
  await formOf(page).waitFor();
};
/** Sends the form that is open. */
export const send = (page: Page): Promise<void> => formOf(page).locator('[type=submit]').click();

export interface Desk {
  service: Service;
  clock: FakeClock;
  open(changes?: Partial<RequestInput>): Promise<RequestState>;
  act(state: RequestState, actor: Actor, command: RequestCommand): Promise<RequestState>;
  /** A partial refund of this share, offered by the shop. */
  offered(percent?: number, changes?: Partial<RequestInput>): Promise<RequestState>;
  /** A buyer's counter-offer that waits for the shop. */
  countered(): Promise<RequestState>;
  read(state: RequestState): Promise<RequestState>;
  token(ttlSeconds?: number): Promise<string>;
  /** Every token that was made has ended. */
  endTokens(): void;
  /** The wall's clock stands still from now on, so that no token ends by itself. */
  holdWall(): void;
  /** Moves the wall's time, on which tokens end. */
  age(milliseconds: number): void;
  /** Cuts every connection there is, as a network that fails does. */
  cut(): void;
  visit(browser: Browser, more?: string, options?: Parameters<typeof openPage>[2]): Promise<Opened>;
  close(): Promise<void>;
}

export async function startDesk(): Promise<Desk> {
  const clock = new FakeClock();
  let ahead = 0;
  let held: number | undefined;
  const wallNow = () => (held ?? Date.now()) + ahead;
  const service = await startService({
    clock,
    wallClock: { now: wallNow },
    start: false,
    extra: (app) => mountPages(app, pagesDir, { demo: false }),
  });
  await service.store.directory.putSeller(
    shop({ policy: { maxRounds: 3, maxOffers: 3 }, alerts: { slack: { channel: 'C1', locale: 'vi' } } }),
  );
  const { commands, relay } = service.app;

  const lines = new Set<Socket>();
  service.app.server.on('connection', (line: Socket) => {
    lines.add(line);
    line.once('close', () => lines.delete(line));
  });

  const desk: Desk = {
    service,
    clock,
    async open(changes) {
      const outcome = await commands.open(input(changes), { actor: integrator, arrivedAt: clock.iso() });
      if (!outcome.ok) throw new Error(outcome.refusal.detail);
      await relay.idle();
      return outcome.state;
    },
    async act(state, actor, command) {
      const outcome = await commands.execute(state.id, command, { actor, arrivedAt: clock.iso() });
      if (!outcome.ok) throw new Error(outcome.refusal.detail);
      await relay.idle();
      return outcome.state;
    },
    async offered(percent = 50, changes) {
      const offer = { kind: 'partial_refund', percent, note: 'Half of it, and keep the rest?' } as const;
      return desk.act(await desk.open(changes), seller, { type: 'ProposeOffer', offer });
    },
    async countered() {
      const state = await desk.offered(20);
      const offerId = state.offers.at(-1)?.id ?? '';
      const amount = { amount: 20_000, currency: 'THB' };
      return desk.act(state, buyer, { type: 'CounterOffer', offerId, amount, note: 'A new one costs as much.' });
    },
    async read({ id }) {
      const loaded = await service.store.requests.load(id);
      if (!loaded) throw new Error(`there is no request ${id}`);
      return loaded.state;
    },
    token: (ttlSeconds = 3600) => tokenFor({ role: 'agent', id: 'agent-1', name: 'Mali', ttlSeconds }, wallNow()),
    endTokens() {
      ahead += 86_400_000;
    },
    holdWall() {
      held ??= Date.now();
    },
    age(milliseconds) {
      ahead += milliseconds;
    },
    async visit(browser, more = '', options = {}) {
      const opened = await openPage(browser, `${service.url}/console#token=${await desk.token()}${more}`, options);
      await settled(opened.page);
      return opened;
    },
    cut() {
      for (const line of lines) line.destroy();
    },
    close: () => service.close(),
  };
  return desk;
}
