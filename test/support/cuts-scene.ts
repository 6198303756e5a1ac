/**
 * The whole service on a MongoDB that is cut off again and again, with clients who go on meanwhile: each opens requests, offers
 * and writes, and asks again under the same key until it knows what happened.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import type { Store } from '../../src/application/ports/store.ts';
import { openStore } from '../../src/storage/open.ts';
import { chatReader, unsound } from './chat-numbers.ts';
import { eventually } from './eventually.ts';
import { CUTS, type Cut, startMongoProxy } from './mongo-proxy.ts';
import { API_KEY, startService } from './service.ts';
import { silent, type TestStore } from './test-store.ts';
import { input, shop } from './world.ts';

const CLIENTS = 6;
/** A caller has an answer by then, whatever it is. */
const ANSWER_WITHIN_MS = 45_000;
/** How long a client waits before it asks again. */
const CLIENT_WAITS_MS = 100;

/** How long each kind of cut lasts; `again`: how often in a row, with a moment between. */
export interface Cutting {
  kind: Cut;
  forMs: number;
  again?: number;
}
/** Longer than anybody's patience with a connection; moments in a row; longer than anybody's patience with a call. */
const LENGTHS = [{ forMs: 3_500 }, { forMs: 150, again: 4 }, { forMs: 10_000 }, { forMs: 40, again: 12 }];

/** Cuts of all kinds, all of a length before the next length. */
export const someCuts = (count: number): Cutting[] =>
  Array.from({ length: count }, (_, n) => ({
    kind: CUTS[n % CUTS.length] ?? 'dropped',
    forMs: 0,
    ...LENGTHS[Math.floor(n / CUTS.length) % LENGTHS.length],
  }));

interface Told {
  id: string;
  orderId: string;
  conversationId: string;
  text: string | null;
  offered: boolean;
}

export async function cutsScene(opened: TestStore) {
  const proxy = await startMongoProxy(opened.url);
  const store: Store = await openStore(proxy.through(opened.url), silent);
  const service = await startService({ store });
  const told: Told[] = [];
  let keys = 0;
  let orders = 0;
  let stopped = false;
  let longestMs = 0;
  let unknown = 0;
  await opened.store.directory.putSeller(shop());

  async function send(path: string, body: object, actor: string | null, key: string) {
    const begun = performance.now();
    const response = await fetch(service.url + path, {
      method: 'POST',
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
      headers: {
        authorization: `Bearer ${API_KEY}`,
        'content-type': 'application/json',
        'idempotency-key': key,
        ...(actor ? { 'parley-actor': actor } : {}),
      },
      body: JSON.stringify(body),
    });
    const answer = (await response.json()) as { id: string; code?: string };
    longestMs = Math.max(longestMs, performance.now() - begun);
    return { status: response.status, answer };
  }

  /** Until the answer says what happened. */
  async function post(path: string, body: object, actor: string | null = null) {
    keys += 1;
    const key = `key-${keys}`;
    for (;;) {
      const { status, answer } = await send(path, body, actor, key);
      if (status < 300) return answer;
      if (status !== 503 && answer.code !== 'idempotency_in_progress') throw new Error(JSON.stringify(answer));
      unknown += 1;
      await sleep(CLIENT_WAITS_MS);
    }
  }

  async function negotiate(): Promise<void> {
    orders += 1;
    // None is the beginning of another: a search finds by the beginning.
    const body = input({ orderId: `cut-${orders}-` });
    const { orderId, conversationId } = body;
    const { id } = await post('/v1/requests', body);
    const one: Told = { id, orderId, conversationId, text: null, offered: false };
    told.push(one);
    await post(`/v1/requests/${id}/offers`, { kind: 'partial_refund', percent: 50 }, 'seller:shop-1');
    one.offered = true;
    await post(`/v1/conversations/${conversationId}/messages`, { text: `of ${orderId}` }, 'buyer:buyer-1');
    one.text = `of ${orderId}`;
  }
  const unexpected: unknown[] = [];
  const clients = Array.from({ length: CLIENTS }, async () => {
    while (!stopped) await negotiate().catch((error: unknown) => unexpected.push(error));
  });

  /** How long it takes from now until calls take effect and `/readyz` says so, in milliseconds. */
  async function serves(): Promise<number> {
    const begun = performance.now();
    await Promise.all([
      negotiate(),
      eventually('the service is ready', async () => expect((await fetch(`${service.url}/readyz`)).status).toBe(200)),
    ]);
    return performance.now() - begun;
  }

  /** Cuts, heals, and answers how long it took to serve again, and how long the same takes when nothing is cut. */
  async function cut({ kind, forMs, again = 1 }: Cutting): Promise<{ againMs: number; usuallyMs: number }> {
    const usuallyMs = await serves();
    for (let n = 0; n < again; n += 1) {
      proxy.cut(kind);
      await sleep(forMs);
      await proxy.heal();
      if (n + 1 < again) await sleep(forMs);
    }
    return { againMs: await serves(), usuallyMs };
  }

  /** What of all that was acknowledged is not there, or there twice. */
  async function wrong(): Promise<string[]> {
    const { requests, chat } = opened.store;
    const found = unexpected.map(String);
    for (const { id, orderId, conversationId, text, offered } of told) {
      const { items } = await requests.list({ filter: { q: orderId }, sort: '-updatedAt', limit: 10, now: 0 });
      if (items.length !== 1 || items[0]?.id !== id) found.push(`${orderId}: ${items.length} requests`);
      const types = (await requests.events(id, 0, 100)).map(({ type }) => type).join(' ');
      const expected = offered ? 'request.opened offer.proposed' : 'request.opened';
      if (offered ? types !== expected : !types.startsWith(expected)) found.push(`${id}: ${types}`);
      const { messages } = await chat.messages({ conversationId, limit: 100 });
      const texts = messages.filter(({ body }) => body.kind === 'text' && body.text === text);
      if (text !== null && texts.length !== 1) found.push(`${id}: its text ${texts.length} times`);
      const cards = messages.filter(({ body }) => body.kind === 'card');
      if (offered && cards.length !== 1) found.push(`${id}: ${cards.length} cards`);
      found.push(...(await unsound(chat, conversationId, [], [chatReader(chat, conversationId)])));
    }
    return found;
  }

  return {
    cut,
    wrong,
    /** What was seen so far. */
    seen: () => ({ requests: told.length, unknown, longestMs: Math.round(longestMs) }),
    /** Lets the clients end what they began, and what is owed be told. */
    async settle(): Promise<void> {
      stopped = true;
      await Promise.all(clients);
      const owed = () => opened.store.requests.owed(Number.MAX_SAFE_INTEGER, 10);
      await eventually('everything is told', async () => expect(await owed()).toEqual([]));
    },
    async close(): Promise<void> {
      stopped = true;
      await proxy.heal();
      await Promise.allSettled(clients);
      await service.close();
      await store.close();
      await proxy.close();
    },
  };
}
