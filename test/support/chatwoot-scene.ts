/** The whole service beside a fake Chatwoot: one shop, one conversation of its website inbox, clocks that tests move. */

import { choiceIn } from '../../src/application/cards/values.ts';
import type { Store } from '../../src/application/ports/store.ts';
import type { MessageView } from '../../src/contract/chat.ts';
import type { Attention } from '../../src/contract/live.ts';
import type { RequestInput, RequestView } from '../../src/contract/request.ts';
import type { Seller } from '../../src/contract/seller.ts';
import { ACCOUNT, startFakeChatwoot, TOKEN, WEBHOOK_SECRET } from '../../stand-ins/chatwoot/fake-chatwoot.ts';
import type { FakeChatwoot } from '../../stand-ins/chatwoot/interface.ts';
import type { Message, Version } from '../../stand-ins/chatwoot/model.ts';
import { API_KEY, type Service, startService } from './service.ts';
import { stageOf } from './stage.ts';
import type { TestStore } from './stores.ts';
import { FakeClock, input, shop } from './world.ts';

export const CONVERSATION = 42;
export const CONVERSATION_ID = `chatwoot:${ACCOUNT}:${CONVERSATION}`;

export interface ChatwootScene {
  service: Service;
  chatwoot: FakeChatwoot;
  store: Store;
  /** Business time and wall time alike. */
  clock: FakeClock;
  attention: Attention[];
  /** Tells everything that is owed and due now, in both directions. */
  settle(): Promise<void>;
  /** Moves time and lets the clock act. */
  pass(milliseconds: number): Promise<void>;
  post<T = RequestView>(path: string, body: unknown, actor?: string): Promise<{ status: number; body: T }>;
  /** Opens a request in the conversation, offers half, and tells both. */
  offered(changes?: Partial<RequestInput>, note?: string): Promise<RequestView & { offerId: string }>;
  open(changes?: Partial<RequestInput>): Promise<RequestView>;
  read(requestId: string): Promise<RequestView>;
  /** The types of what happened to a request, oldest first. */
  eventsOf(requestId: string): Promise<string[]>;
  /** What agents were told of Chatwoot, oldest first. */
  codes(): string[];
  /** What the options of the one card stand for. */
  values(): string[];
  /** The transcript as the buyer reads it in Parley. */
  transcript(as?: string): Promise<MessageView[]>;
  /** Messages with options, oldest first. */
  cards(): Message[];
  /** The one message with options. */
  card(): Message;
  /** What the buyer reads in Chatwoot, oldest first. */
  texts(): string[];
  /** The buyer chooses in the card of the latest offer that was told, and everything that follows is told. */
  choose(action: 'accept' | 'reject'): Promise<void>;
  close(): Promise<void>;
}

export interface SceneOptions {
  /** A fake that runs already: the service is restarted beside it. */
  beside?: Pick<ChatwootScene, 'chatwoot' | 'clock'>;
  seller?: Partial<Seller>;
  /** Lets it work by itself. */
  start?: boolean;
  botToken?: string | null;
  version?: Version;
}

export async function chatwootScene(store: Store, options: SceneOptions = {}): Promise<ChatwootScene> {
  const { beside, seller = {}, start = false, botToken = null, version } = options;
  const clock = beside?.clock ?? new FakeClock();
  const chatwoot = beside?.chatwoot ?? (await startFakeChatwoot({ wallClock: clock }));
  const service = await startService({
    store,
    clock,
    wallClock: clock,
    start,
    chatwoot: { url: chatwoot.url, accountId: ACCOUNT, apiToken: TOKEN, botToken, webhookSecrets: [WEBHOOK_SECRET] },
  });
  if (version) chatwoot.version = version;
  // A Chatwoot that does not sign is given the secret in the address.
  const secret = chatwoot.version.signed ? '' : `?secret=${WEBHOOK_SECRET}`;
  chatwoot.sendTo(`${service.url}/chatwoot/webhook${secret}`);
  chatwoot.conversation(CONVERSATION);
  await store.directory.putSeller(shop(seller));
  const connector = service.app.chatwoot;
  if (!connector) throw new Error('the service has no Chatwoot');
  const attention: Attention[] = [];
  service.app.feed.subscribe((change) => {
    if (change.type === 'attention') attention.push(change.attention);
  });

  const headers = (actor?: string) => ({
    authorization: `Bearer ${API_KEY}`,
    'content-type': 'application/json',
    ...(actor ? { 'parley-actor': actor } : {}),
  });

  const scene: ChatwootScene = {
    service,
    chatwoot,
    store,
    clock,
    attention,
    async settle() {
      for (let round = 0; round < 4; round += 1) {
        await service.app.relay.idle();
        await connector.worker.run();
        await chatwoot.idle();
      }
    },
    async pass(milliseconds) {
      clock.advance(milliseconds);
      await service.app.sweep.run();
      await scene.settle();
    },
    async post<T = RequestView>(path: string, body: unknown, actor?: string) {
      const response = await fetch(service.url + path, {
        method: 'POST',
        headers: headers(actor),
        body: JSON.stringify(body),
      });
      return { status: response.status, body: (await response.json()) as T };
    },
    async open(changes = {}) {
      const reply = await scene.post(
        '/v1/requests',
        // What the buyer wrote stands in Chatwoot already.
        {
          ...input(),
          text: undefined,
          evidence: undefined,
          conversationId: CONVERSATION_ID,
          buyerLocale: 'en',
          ...changes,
        },
      );
      if (reply.status !== 201) throw new Error(`opening answered ${reply.status}: ${JSON.stringify(reply.body)}`);
      await scene.settle();
      return reply.body;
    },
    async offered(changes, note = 'So sorry') {
      const { id } = await scene.open(changes);
      const reply = await scene.post(
        `/v1/requests/${id}/offers`,
        { kind: 'partial_refund', percent: 50, note },
        'seller:shop-1',
      );
      if (reply.status !== 201) throw new Error(`offering answered ${reply.status}: ${JSON.stringify(reply.body)}`);
      await scene.settle();
      return { ...reply.body, offerId: reply.body.offer?.id ?? '' };
    },
    async read(requestId) {
      const response = await fetch(`${service.url}/v1/requests/${requestId}`, { headers: headers() });
      return (await response.json()) as RequestView;
    },
    eventsOf: async (requestId) => (await store.requests.events(requestId, 0, 50)).map(({ type }) => type),
    codes: () => attention.map(({ code }) => code).filter((code) => code.startsWith('chatwoot')),
    values: () => (scene.card().attributes.items as { value: string }[]).map(({ value }) => value),
    async transcript(as = 'buyer:buyer-1') {
      const path = `${service.url}/v1/conversations/${encodeURIComponent(CONVERSATION_ID)}/messages?limit=100`;
      const response = await fetch(path, { headers: headers(as) });
      return ((await response.json()) as { messages: MessageView[] }).messages;
    },
    cards: () => chatwoot.seenByBuyer(CONVERSATION).filter(({ contentType }) => contentType === 'input_select'),
    card() {
      const [card, ...others] = scene.cards();
      if (!card || others.length > 0) throw new Error(`there are ${others.length + (card ? 1 : 0)} cards`);
      return card;
    },
    texts: () => chatwoot.seenByBuyer(CONVERSATION).map(({ content }) => content ?? ''),
    async choose(action) {
      const card = scene.cards().at(-1);
      const items = (card?.attributes.items ?? []) as { value: string }[];
      const value = items.map((item) => item.value).find((one) => choiceIn(one)?.action === action);
      if (!card || !value) throw new Error(`nothing to ${action}`);
      await chatwoot.choose(CONVERSATION, card.id, value);
      await scene.settle();
    },
    async close() {
      await service.close();
      await chatwoot.close();
    },
  };
  return scene;
}

/** A storage for each test of the file, and the scenes on it: `onScene` gets each. `open`: another storage than SQLite. */
export const chatwootStage = (onScene: (scene: ChatwootScene) => void, open?: () => Promise<TestStore>) =>
  stageOf<ChatwootScene, SceneOptions>(chatwootScene, onScene, open);
