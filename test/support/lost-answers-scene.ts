/**
 * The whole service on a MongoDB that goes away in the middle of a story, with callers who ask again under the same key, an
 * endpoint of webhooks and a fake Slack. Clocks are the test's, and nothing runs by itself.
 */
import { expect } from 'vitest';
import type { Store } from '../../src/application/ports/store.ts';
import { BOT_TOKEN, SIGNING_SECRET, startFakeSlack } from '../../stand-ins/slack/served/fake-slack.ts';
import type { MongoProxy } from './mongo-proxy.ts';
import { API_KEY, startService } from './service.ts';
import { CHANNEL, TEAM, USER } from './slack-scene.ts';
import { Receiver } from './webhook-receiver.ts';
import { FakeClock, input, shop } from './world.ts';

/** Longer than any lease. */
const LEASES_END_MS = 61_000;
/** More than one is for the bookkeeping of the first. */
const PATIENCE = 8;

type Body = Record<string, unknown>;

export async function lostAnswersScene(store: Store, direct: Store, proxy: MongoProxy) {
  const [clock, wallClock] = [new FakeClock(), new FakeClock()];
  const slack = await startFakeSlack({ clock, wallClock });
  const receiver = await Receiver.start();
  const service = await startService({
    store,
    clock,
    wallClock,
    start: false,
    webhookAllowPrivate: true,
    slack: { signingSecret: SIGNING_SECRET, botToken: BOT_TOKEN, appToken: null, oauth: null, apiUrl: slack.apiUrl },
  });
  const { relay, deliverer, slack: bot } = service.app;
  let keys = 0;

  async function send(path: string, body: Body, actor: string | null, key: string) {
    const response = await fetch(service.url + path, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${API_KEY}`,
        'content-type': 'application/json',
        'idempotency-key': key,
        ...(actor ? { 'parley-actor': actor } : {}),
      },
      body: JSON.stringify(body),
    });
    const text = await response.text();
    return { status: response.status, body: (text === '' ? {} : JSON.parse(text)) as Body };
  }

  /** As a caller does who wants to know: under the same key, until the answer says what happened. */
  async function post(path: string, body: Body, actor: string | null = null): Promise<Body> {
    keys += 1;
    for (let attempt = 1; ; attempt += 1) {
      const answer = await send(path, body, actor, `key-${keys}`);
      await relay.idle();
      await proxy.heal();
      if (answer.status < 300) return answer.body;
      const isUnknown = answer.status === 503 || answer.body.code === 'idempotency_in_progress';
      expect(isUnknown && attempt < PATIENCE, JSON.stringify(answer)).toBe(true);
    }
  }

  /** Tells what is owed to everybody, whatever was interrupted. */
  async function settle(): Promise<void> {
    for (let round = 0; round < 4; round += 1) {
      await Promise.allSettled([relay.recover()]);
      await relay.idle();
      await bot?.idle();
      await Promise.allSettled([bot?.deliverer.run(), deliverer.run()]);
      await proxy.heal();
      wallClock.advance(LEASES_END_MS);
    }
  }

  await direct.directory.putSeller(shop({ alerts: { slack: { channel: CHANNEL } } }));
  await direct.slack.putLink({ team: TEAM, user: USER, sellerId: 'shop-1', at: clock.iso() });
  await post('/v1/webhooks', { url: receiver.url });

  /** Opened, offered, accepted, paid; a text, and a read mark. Everything is told. Answers what can be seen of it. */
  async function story() {
    const opening = input();
    const { id, conversationId } = (await post('/v1/requests', { ...opening })) as {
      id: string;
      conversationId: string;
    };
    const offered = await post(`/v1/requests/${id}/offers`, { kind: 'partial_refund', percent: 50 }, 'seller:shop-1');
    const { id: offerId } = offered.offer as { id: string };
    await post(`/v1/requests/${id}/offers/${offerId}/accept`, {}, 'buyer:buyer-1');
    await post(`/v1/requests/${id}/refund`, { outcome: 'confirmed', reference: 'PAY-1' });
    const chat = `/v1/conversations/${conversationId}`;
    await post(`${chat}/messages`, { text: 'thank you' }, 'buyer:buyer-1');
    await post(`${chat}/read`, { seq: 2 }, 'buyer:buyer-1');
    await settle();
    return seen(id, opening.orderId, conversationId);
  }

  async function seen(id: string, orderId: string, conversationId: string) {
    const { requests, chat } = direct;
    const events = await requests.events(id, 0, 100);
    const { messages } = await chat.messages({ conversationId, limit: 100 });
    const list = await requests.list({ filter: { q: orderId }, sort: '-updatedAt', limit: 10, now: clock.now() });
    const hooks = receiver.received.filter(({ body }) => body.data.event.requestId === id);
    const posts = slack.standIn.person(TEAM, USER).messages(CHANNEL);
    const parents = posts.filter(({ metadata }) => {
      const key = String(metadata?.event_payload.key ?? '');
      return key.startsWith(`${id}/`) && !key.includes('#');
    });
    return {
      requests: list.items.map(({ status }) => status),
      events: events.map(({ type, seq }) => `${seq} ${type}`),
      told: (await requests.load(id))?.told,
      messages: messages.map(({ seq, body }) => `${seq} ${body.kind === 'text' ? body.text : body.kind}`).sort(),
      changes: new Set(messages.map(({ change }) => change)).size,
      reads: await chat.reads(conversationId),
      webhooks: [...new Set(hooks.map(({ body }) => `${body.data.event.seq} ${body.type}`))],
      alerts: parents.length,
    };
  }

  return {
    story,
    async close() {
      await service.close();
      await Promise.all([slack.close(), receiver.close()]);
    },
  };
}
