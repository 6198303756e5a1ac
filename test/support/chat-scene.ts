/**
 * A service with the built pages whose business clock stands still until a test moves it, and conversations in it with
 * cards in every state. The wall's clock runs on, so tokens are as good as ever.
 */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { afterAll, beforeAll, describe } from 'vitest';
import type { MessageWrite } from '../../src/application/transcript.ts';
import type { RequestInput } from '../../src/contract/request.ts';
import type { RequestCommand } from '../../src/domain/command.ts';
import type { RequestState } from '../../src/domain/request.ts';
import { mountPages } from '../../src/http/pages.ts';
import { chromiumPath, launch, type Opened, openPage, withoutChromium } from './browser.ts';
import { HOUR } from './builders.ts';
import { type Service, startService } from './service.ts';
import { tokenFor } from './sockets.ts';
import { buyer, FakeClock, input, integrator, seller, shop, wordless } from './world.ts';

const pagesDir = process.env.PAGES_DIR ?? fileURLToPath(new URL('../../dist/pages', import.meta.url));

/** Pictures that can be had; every other one of this host cannot. */
export const PICTURES = 'https://pictures.example';
const PICTURE = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><rect width="8" height="8" fill="#b98"/>
  <circle cx="4" cy="4" r="2.5" fill="#fff"/></svg>`;

interface ChatScene {
  service: Service;
  clock: FakeClock;
  /** A request of the conversation's buyer, as it opened. */
  open(conversationId: string, changes?: Partial<RequestInput>): Promise<RequestState>;
  act(state: RequestState, who: 'buyer' | 'seller', command: RequestCommand): Promise<RequestState>;
  /** The seller offers this share of what is asked for. */
  offer(state: RequestState, percent?: number, note?: string): Promise<RequestState>;
  accept(state: RequestState): Promise<RequestState>;
  /** Lets the offers that wait run out. */
  letExpire(): Promise<void>;
  /** One conversation with a card for each way an offer can end, and at its end one that waits. */
  everyCard(): Promise<{ conversationId: string; waiting: RequestState }>;
  /** The shop writes so many messages. */
  write(conversationId: string, texts: string[], role?: 'buyer' | 'seller'): Promise<void>;
  /** The buyer's chat, on the page of its own. */
  visit(browser: Browser, conversationId: string, locale: string, options?: BrowserContextOptions): Promise<Opened>;
  close(): Promise<void>;
}

const ofOffer = ({ offers }: RequestState): string => offers.at(-1)?.id ?? '';

async function startChatScene(): Promise<ChatScene> {
  const clock = new FakeClock();
  const service = await startService({
    clock,
    wallClock: { now: () => Date.now() },
    start: false,
    extra: (app) => mountPages(app, pagesDir, { demo: false }),
  });
  await service.store.directory.putSeller(shop({ policy: { maxRounds: 3, maxOffers: 3 } }));
  const { commands, relay, sweep } = service.app;
  const people = { buyer, seller };
  let made = 0;

  const scene: ChatScene = {
    service,
    clock,
    async open(conversationId, changes = {}) {
      const given = { ...wordless(input({ conversationId })), ...changes };
      const items = given.items.map((item) => ({ ...item, imageUrl: `${PICTURES}/bowl.jpg` }));
      const opened = await commands.open({ ...given, items: changes.items ?? items }, at(integrator));
      if (!opened.ok) throw new Error(opened.refusal.detail);
      await relay.idle();
      return opened.state;
    },
    async act(state, who, command) {
      const done = await commands.execute(state.id, command, at(people[who]));
      if (!done.ok) throw new Error(done.refusal.detail);
      await relay.idle();
      return done.state;
    },
    offer: (state, percent = 50, note = 'Sorry for the missing bowl 🙏') =>
      scene.act(state, 'seller', { type: 'ProposeOffer', offer: { kind: 'partial_refund', percent, note } }),
    accept: (state) => scene.act(state, 'buyer', { type: 'AcceptOffer', offerId: ofOffer(state) }),
    async letExpire() {
      clock.advance(25 * HOUR);
      await sweep.run();
      await relay.idle();
    },
    async everyCard() {
      made += 1;
      const conversationId = `every-card-${made}`;
      const offered = async (): Promise<RequestState> => scene.offer(await scene.open(conversationId));
      await offered();
      await scene.letExpire();
      await scene.accept(await offered());
      const text = 'I need the bowl, not the money';
      const refused = await offered();
      await scene.act(refused, 'buyer', { type: 'RejectOffer', offerId: ofOffer(refused), text });
      const regretted = await offered();
      await scene.act(regretted, 'seller', { type: 'WithdrawOffer', offerId: ofOffer(regretted) });
      return { conversationId, waiting: await offered() };
    },
    async write(conversationId, texts, role = 'seller') {
      made += 1;
      const writes = texts.map(
        (text, index): MessageWrite => ({
          id: `msg_written${made}x${index}`,
          conversationId,
          at: clock.iso(),
          author: { role, id: role === 'seller' ? 'shop-1' : 'buyer-1' },
          body: { kind: 'text', text },
          revision: 1,
        }),
      );
      for (const message of await service.store.chat.write(writes))
        service.app.feed.publish({ type: 'message', message });
    },
    async visit(browser, conversationId, locale, options) {
      const token = await tokenFor({ role: 'buyer', id: 'buyer-1', locale });
      const blank = await openPage(browser, 'about:blank', { reducedMotion: 'reduce', ...options });
      await blank.context.route(`${PICTURES}/**`, (route) =>
        route.request().url().includes('missing')
          ? route.abort()
          : route.fulfill({ contentType: 'image/svg+xml', body: PICTURE }),
      );
      await blank.page.goto(`${service.url}/chat#token=${token}&conversation=${conversationId}`);
      await blank.page.locator('parley-chat .content > *').first().waitFor();
      return blank;
    },
    close: () => service.close(),
  };
  const at = (actor: typeof buyer) => ({ actor, arrivedAt: clock.iso() });
  return scene;
}

/** What tests of chats in a browser stand on: there once they run. */
interface Chats {
  scene: ChatScene;
  browser: Browser;
}

/** Describes chats of one service in one browser, where there is a browser and the pages are built. */
export function describeChats(what: string, tests: (at: Chats) => void): void {
  describe.skipIf(!chromiumPath() || !existsSync(pagesDir))(`${what}${withoutChromium}`, () => {
    const at = {} as Chats;
    beforeAll(async () => {
      [at.scene, at.browser] = await Promise.all([startChatScene(), launch()]);
    });
    afterAll(async () => {
      await at.browser?.close();
      await at.scene?.close();
    });
    tests(at);
  });
}
