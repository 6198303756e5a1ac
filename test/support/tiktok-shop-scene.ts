/** The whole service beside a fake TikTok Shop: one shop, clocks that tests move. */
import type { Store } from '../../src/application/ports/store.ts';
import type { ReturnType as MarketReturnType } from '../../src/connectors/tiktok-shop/config.ts';
import type { Attention } from '../../src/contract/live.ts';
import type { RequestView } from '../../src/contract/request.ts';
import type { FakeReturn } from '../../stand-ins/tiktok-shop/fake-return.ts';
import {
  APP_KEY,
  APP_SECRET,
  CIPHER,
  type FakeTikTokShop,
  REFRESH_TOKEN,
  startFakeTikTokShop,
} from '../../stand-ins/tiktok-shop/fake-tiktok-shop.ts';
import { API_KEY, type Service, startService } from './service.ts';
import { stageOf } from './stage.ts';
import type { TestStore } from './stores.ts';
import { FakeClock, shop } from './world.ts';

export const RETURN = '4035633475056536357';

export interface TikTokShopScene {
  service: Service;
  market: FakeTikTokShop;
  store: Store;
  /** Business time and wall time alike. */
  clock: FakeClock;
  attention: Attention[];
  /** Does everything that is owed and due now, in both directions. */
  settle(): Promise<void>;
  /** Moves time and lets the clock act. */
  pass(milliseconds: number): Promise<void>;
  /** A buyer asks at TikTok Shop, and Parley opens a request, where it does. */
  asked(changes?: Partial<FakeReturn>, id?: string): Promise<FakeReturn>;
  /** The return as it stands at TikTok Shop, and what was decided there. */
  there(returnId?: string): FakeReturn | undefined;
  decisions(returnId?: string): string[] | undefined;
  /** What agents were told of, oldest first. */
  codes(): string[];
  /** What a person reads, or the integrator. */
  get<T>(path: string, actor?: string): Promise<T>;
  /** The request about a return, as the integrator sees it or as a person does; null where there is none. */
  request(returnId?: string, actor?: string): Promise<RequestView | null>;
  /** What its seller does in Parley; then everything is told. */
  seller(path: string, body: unknown, returnId?: string): Promise<number>;
  events(returnId?: string): ReturnType<Store['requests']['events']>;
  eventsOf(returnId?: string): Promise<string[]>;
  close(): Promise<void>;
}

export interface SceneOptions {
  /** Lets it work by itself. */
  start?: boolean;
  /** Lets evidence be fetched from this machine. */
  webhookAllowPrivate?: boolean;
  /** A fake that runs already: the service is restarted beside it. */
  beside?: Pick<TikTokShopScene, 'market' | 'clock'>;
  refreshToken?: string;
  /** The kinds of returns that the shop wants negotiated. */
  types?: MarketReturnType[];
  /** The shop; a Thai one without. */
  seller?: Parameters<typeof shop>[0];
}

async function tiktokShopScene(store: Store, options: SceneOptions = {}): Promise<TikTokShopScene> {
  const {
    start = false,
    beside,
    refreshToken = REFRESH_TOKEN,
    webhookAllowPrivate = false,
    types = ['REPLACEMENT'],
  } = options;
  const clock = beside?.clock ?? new FakeClock();
  const market = beside?.market ?? (await startFakeTikTokShop({ wallClock: clock }));
  const service = await startService({
    store,
    clock,
    start,
    webhookAllowPrivate,
    tiktokShop: {
      appKey: APP_KEY,
      appSecret: APP_SECRET,
      refreshToken,
      shopCipher: CIPHER,
      sellerId: 'shop-1',
      reasons: { not_as_described: 'wrong_item' },
      types,
      apiUrl: market.url,
      authUrl: market.url,
    },
  });
  market.sendTo(`${service.url}/tiktok-shop/webhook`);
  await store.directory.putSeller(shop(options.seller));
  const { marketplaces } = service.app;
  if (!marketplaces) throw new Error('the service has no marketplace');
  const attention: Attention[] = [];
  service.app.feed.subscribe((change) => {
    if (change.type === 'attention') attention.push(change.attention);
  });

  const call = (path: string, method: string, body?: unknown, actor?: string) =>
    fetch(service.url + path, {
      method,
      headers: {
        authorization: `Bearer ${API_KEY}`,
        'content-type': 'application/json',
        ...(actor ? { 'parley-actor': actor } : {}),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });

  const scene: TikTokShopScene = {
    service,
    market,
    store,
    clock,
    attention,
    async settle() {
      for (let round = 0; round < 4; round += 1) {
        await service.app.relay.idle();
        await marketplaces.worker.run();
      }
    },
    async pass(milliseconds) {
      clock.advance(milliseconds);
      await service.app.sweep.run();
      await scene.settle();
    },
    async asked(changes = {}, id = RETURN) {
      const one = await market.ask(id, changes);
      await scene.settle();
      // The first token is got meanwhile.
      await scene.pass(2_000);
      return one;
    },
    there: (returnId = RETURN) => market.returns.get(returnId),
    decisions: (returnId) => scene.there(returnId)?.decided.map(({ decision }) => decision),
    codes: () => attention.map(({ code }) => code),
    get: async <T>(path: string, actor?: string) => (await (await call(path, 'GET', undefined, actor)).json()) as T,
    async request(returnId = RETURN, actor) {
      const state = await store.requests.findByExternalId(returnId);
      return state && scene.get<RequestView>(`/v1/requests/${state.id}`, actor);
    },
    async seller(path, body, returnId) {
      const id = (await scene.request(returnId))?.id;
      const response = await call(`/v1/requests/${id}/${path}`, 'POST', body, 'seller:shop-1');
      await response.text();
      await scene.settle();
      return response.status;
    },
    async events(returnId = RETURN) {
      const id = (await store.requests.findByExternalId(returnId))?.id ?? '';
      return store.requests.events(id, 0, 50);
    },
    eventsOf: async (returnId) => (await scene.events(returnId)).map(({ type }) => type),
    async close() {
      await service.close();
      await market.close();
    },
  };
  return scene;
}

/** A storage for each test of the file, and the scenes on it: `onScene` gets each. `open`: another storage than SQLite. */
export const tiktokShopStage = (onScene: (scene: TikTokShopScene) => void, open?: () => Promise<TestStore>) =>
  stageOf<TikTokShopScene, SceneOptions>(tiktokShopScene, onScene, open);
