/**
 * Every event that a client may send, with payloads that nobody means well, on every namespace: each is acknowledged, and
 * none with a fault of ours. `npm run fuzz` sends many more.
 */
import fc from 'fast-check';
import type { Socket } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import {
  AuthPayload,
  type BoardClientEvents,
  CardsPayload,
  type ChatClientEvents,
  ConversationPayload,
  JoinPayload,
  MessagePayload,
  OfferCounterPayload,
  OfferPayload,
  OfferRejectPayload,
  ReadPayload,
  SnapshotPayload,
  TimePayload,
  ViewPayload,
} from '../../src/contract/live.ts';
import { Problem } from '../../src/contract/problem.ts';
import { SchemaCollection } from '../../src/http/json-schema.ts';
import { hostile, twisted, twists } from '../support/fuzz/hostile.ts';
import { likeSchema } from '../support/fuzz/like-schema.ts';
import { type Service, startService } from '../support/service.ts';
import { clientOf, connected, tokenFor } from '../support/sockets.ts';
import { storeLegs, type TestStore } from '../support/stores.ts';
import { FakeClock, input, integrator, seller, shop } from '../support/world.ts';

const PAYLOADS = Number(process.env.PARLEY_FUZZ_CALLS ?? 30);
const LONGEST = 60_000 + PAYLOADS * 1_000;

const CHAT: Record<keyof ChatClientEvents, z.ZodType> = {
  auth: AuthPayload,
  join: JoinPayload,
  message: MessagePayload,
  'offer:accept': OfferPayload,
  'offer:reject': OfferRejectPayload,
  'offer:counter': OfferCounterPayload,
  typing: ConversationPayload,
  read: ReadPayload,
};
const BOARD: Record<keyof BoardClientEvents, z.ZodType> = {
  auth: AuthPayload,
  snapshot: SnapshotPayload,
  watch: ConversationPayload,
  cards: CardsPayload,
  time: TimePayload,
  view: ViewPayload,
};
const SPACES = [
  { space: '/chat', events: CHAT, person: { role: 'buyer', id: 'buyer-1' } },
  { space: '/console', events: BOARD, person: { role: 'agent', id: 'agent-1' } },
  { space: '/seller', events: BOARD, person: { role: 'seller', id: 'shop-1' } },
] as const;
const EVENTS = SPACES.flatMap(({ events, ...at }) =>
  Object.entries(events).map(([event, schema]) => ({ ...at, event, schema })),
);

describe.each(storeLegs())('on $name', ({ open }) => {
  let stored: TestStore;
  let service: Service;
  let known: Record<string, string[]>;
  const wallClock = new FakeClock();
  const sockets = new Map<string, Socket>();

  beforeAll(async () => {
    stored = await open();
    service = await startService({ store: stored.store, clock: new FakeClock(), wallClock, start: false });
    await stored.store.directory.putSeller(shop());
    known = await lived();
    for (const { space, person } of SPACES) {
      const token = await tokenFor({ ...person, ttlSeconds: 86_400 }, wallClock.now());
      sockets.set(space, await connected(clientOf(service.url, space, { token })));
    }
  });
  afterAll(async () => {
    for (const socket of sockets.values()) socket.disconnect();
    await service.close();
    await stored.cleanup();
  });

  async function lived(): Promise<Record<string, string[]>> {
    const { commands, relay } = service.app;
    const arrivedAt = new Date(wallClock.now()).toISOString();
    const opened = await commands.open(input({ conversationId: 'conv-1' }), { actor: integrator, arrivedAt });
    if (!opened.ok) throw new Error(opened.refusal.detail);
    const offer = { kind: 'partial_refund', percent: 50 } as const;
    const offered = await commands.execute(
      opened.state.id,
      { type: 'ProposeOffer', offer },
      { actor: seller, arrivedAt },
    );
    if (!offered.ok) throw new Error(offered.refusal.detail);
    await relay.idle();
    const offerId = offered.state.offers.map(({ id }) => id);
    const own = { sellerId: ['shop-1'], buyerId: ['buyer-1'], market: ['TH'], q: ['577'], currency: ['THB'] };
    return { ...own, requestId: [opened.state.id], offerId, conversationId: ['conv-1'] };
  }

  it.each(EVENTS)(
    '$space $event',
    async ({ space, event, schema }) => {
      const socket = sockets.get(space);
      const schemas = new SchemaCollection();
      const like = likeSchema(schemas.describe(schema), schemas.shared, known);
      const made = fc.tuple(like, twists).map(([payload, by]) => twisted(payload, by));
      await fc.assert(
        fc.asyncProperty(fc.oneof({ arbitrary: made, weight: 12 }, hostile), async (payload) => {
          // So that a socket may send as often as it likes.
          wallClock.advance(200);
          const answer = await socket?.timeout(30_000).emitWithAck(event, payload);
          const said = `${JSON.stringify(payload)?.slice(0, 1_000)} answered ${JSON.stringify(answer)?.slice(0, 500)}`;
          if (answer.ok === true) return;
          expect(Problem.strict().safeParse(answer.problem).error, said).toBeUndefined();
          expect(['internal', 'unavailable', 'rate_limited', 'token_expired'], said).not.toContain(answer.problem.code);
        }),
        { numRuns: PAYLOADS },
      );
    },
    LONGEST,
  );
});
