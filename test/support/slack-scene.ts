/** The whole service beside a fake Slack: one shop with a channel, its member of staff linked, a clock that tests move. */

import { createParley } from '../../packages/client/src/index.ts';
import type { Store } from '../../src/application/ports/store.ts';
import type { RequestInput, RequestView } from '../../src/contract/request.ts';
import type { Seller, SlackAlerts } from '../../src/contract/seller.ts';
import {
  BOT_TOKEN,
  type FakeSlack,
  type FakeSlackOptions,
  SIGNING_SECRET,
  startFakeSlack,
} from '../../stand-ins/slack/served/fake-slack.ts';
import type { Person, PostedMessage } from '../../stand-ins/slack/slack.ts';
import { API_KEY, type Service, startService } from './service.ts';
import type { TestStore } from './test-store.ts';
import { FakeClock, input, shop } from './world.ts';

export const TEAM = 'T1';
export const CHANNEL = 'C1';
export const USER = 'U1';

export interface SlackScene {
  service: Service;
  slack: FakeSlack;
  store: Store;
  /** Business time. Wall time is the real one, since Slack's signatures are checked against it. */
  clock: FakeClock;
  person: Person;
  /** Tells everything that is owed and due now. */
  settle(): Promise<void>;
  /** Moves business time and lets the clock act. */
  pass(milliseconds: number): Promise<void>;
  /** Opens a request of the shop, and tells it. */
  open(changes?: Partial<RequestInput>): Promise<RequestView>;
  read(requestId: string): Promise<RequestView>;
  post<T = RequestView>(path: string, body: unknown, actor?: string): Promise<{ status: number; body: T }>;
  /** The seller offers half of it. */
  offer(requestId: string): Promise<unknown>;
  /** The buyer rejects the offer that stands. */
  rejectOffer(requestId: string): Promise<unknown>;
  /** How the shop's alerts fare, as the API tells it. */
  alertStatus(): Promise<string | undefined>;
  /** Declares the shop anew, with these alerts. */
  alert(alerts: Partial<SlackAlerts>): Promise<void>;
  /** The parent messages about a request, oldest first: there should be one. */
  parents(requestId: string, channel?: string): PostedMessage[];
  /** The one parent. */
  parent(requestId: string): PostedMessage;
  /** Replies in its thread, oldest first. */
  replies(requestId: string): PostedMessage[];
  close(): Promise<void>;
}

export interface SceneOptions {
  store: Store;
  slack?: FakeSlackOptions;
  /** A fake that runs already: the service is restarted beside it. */
  beside?: FakeSlack;
  seller?: Partial<Seller>;
  alerts?: Partial<SlackAlerts>;
  clock?: FakeClock;
}

/** Keys that name a request's parent, as its metadata carries them. */
const keyOf = (message: PostedMessage): string => String(message.metadata?.event_payload.key ?? '');

/** Everything a message shows, as text. */
export const shown = (message: PostedMessage): string => JSON.stringify(message.blocks ?? []);

/** The action ids of a message's buttons. */
export const buttonsOf = (message: PostedMessage): string[] =>
  (message.blocks ?? [])
    .filter(({ type }) => type === 'actions')
    .flatMap(({ elements }) => (elements as { action_id: string }[]).map(({ action_id }) => action_id));

/**
 * On a storage of its own, which it removes in the end. Business time is moved at will, wall time is not: a minute's
 * limit on reading is as short as can be.
 */
export async function slackSceneOn(open: () => Promise<TestStore>): Promise<SlackScene> {
  const { store, cleanup } = await open();
  const scene = await slackScene({ store, slack: { limits: { reads: { windowMs: 1, rows: 15 } } } });
  return {
    ...scene,
    async close() {
      await scene.close();
      await cleanup();
    },
  };
}

export async function slackScene(options: SceneOptions): Promise<SlackScene> {
  const { store, clock = new FakeClock(), seller = {} } = options;
  const slack = options.beside ?? (await startFakeSlack(options.slack));
  const service = await startService({
    store,
    clock,
    wallClock: { now: () => Date.now() },
    start: false,
    slack: { signingSecret: SIGNING_SECRET, botToken: BOT_TOKEN, appToken: null, oauth: null, apiUrl: slack.apiUrl },
  });
  slack.sendTo(`${service.url}/slack/events`);
  const bot = service.app.slack;
  if (!bot) throw new Error('the service has no Slack');

  const parley = createParley({ baseUrl: service.url, apiKey: API_KEY, retries: 0 });
  async function post<T = RequestView>(path: string, body: unknown, actor?: string) {
    const response = await fetch(service.url + path, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${API_KEY}`,
        'content-type': 'application/json',
        ...(actor ? { 'parley-actor': actor } : {}),
      },
      body: JSON.stringify(body),
    });
    return { status: response.status, body: (await response.json()) as T };
  }

  const scene: SlackScene = {
    service,
    slack,
    store,
    clock,
    person: slack.standIn.person(TEAM, USER),
    async settle() {
      await bot.idle();
      await service.app.relay.idle();
      await bot.deliverer.run();
    },
    async pass(milliseconds) {
      clock.advance(milliseconds);
      await service.app.sweep.run();
      await scene.settle();
    },
    async open(changes = {}) {
      const request = await parley.requests.open(input(changes));
      await scene.settle();
      return request;
    },
    read: (requestId) => parley.requests.get(requestId, { actor: 'seller:shop-1' }),
    post,
    offer: (id) => post(`/v1/requests/${id}/offers`, { kind: 'partial_refund', percent: 50 }, 'seller:shop-1'),
    async rejectOffer(id) {
      const { offer } = await scene.read(id);
      return post(`/v1/requests/${id}/offers/${offer?.id}/reject`, {}, 'buyer:buyer-1');
    },
    alertStatus: async () => (await parley.sellers.get('shop-1')).alerts?.slack?.status,
    async alert(alerts) {
      const declared = shop({ ...seller, alerts: { slack: { channel: CHANNEL, ...options.alerts, ...alerts } } });
      const { id, ...body } = declared;
      await parley.sellers.put(id, body);
    },
    parents: (requestId, channel = CHANNEL) =>
      scene.person
        .messages(channel)
        .filter((message) => keyOf(message).startsWith(`${requestId}/`) && !keyOf(message).includes('#')),
    parent(requestId) {
      const [message, ...others] = scene.parents(requestId);
      if (!message || others.length > 0)
        throw new Error(`${requestId} has ${others.length + (message ? 1 : 0)} parents`);
      return message;
    },
    replies: (requestId) => scene.person.thread(CHANNEL, scene.parent(requestId).ts).slice(1),
    async close() {
      await service.close();
      if (!options.beside) await slack.close();
    },
  };
  if (!options.beside) {
    await scene.alert({});
    const at = clock.iso();
    await store.slack.putLink({ team: TEAM, user: USER, sellerId: 'shop-1', at });
  }
  return scene;
}
