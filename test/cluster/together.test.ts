/** What three instances do at once happens once: deadlines, races, a key, a Slack message, a webhook. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EventView } from '../../src/contract/event.ts';
import type { RequestView } from '../../src/contract/request.ts';
import type { RequestEvent } from '../../src/domain/request.ts';
import { BOT_TOKEN, type FakeSlack, SIGNING_SECRET, startFakeSlack } from '../../stand-ins/slack/served/fake-slack.ts';
import { baht } from '../support/builders.ts';
import { eventually } from '../support/eventually.ts';
import { checkEach, readConversation } from '../support/load/checks.ts';
import { Client, newTally } from '../support/load/client.ts';
import { newPlace } from '../support/load/load.ts';
import { declareShop, Play, SCRIPTS, SHOP } from '../support/load/negotiations.ts';
import { API_KEY } from '../support/load/server.ts';
import { checkTold, missing, type Told } from '../support/load/webhook-checks.ts';
import { Receiver } from '../support/webhook-receiver.ts';
import { type Cluster, startCluster } from './cluster.ts';

const DEADLINES = 200;
const RACES = 100;
const LIMIT_MS = 600_000;

describe('Three instances at once', () => {
  let cluster: Cluster;
  let slack: FakeSlack;
  let receiver: Receiver;
  let client: Client;
  const tally = newTally();

  beforeAll(async () => {
    slack = await startFakeSlack({ workspaces: [{ id: 'T1', botToken: BOT_TOKEN }] });
    receiver = await Receiver.start();
    cluster = await startCluster({
      SLACK_BOT_TOKEN: BOT_TOKEN,
      SLACK_SIGNING_SECRET: SIGNING_SECRET,
      SLACK_API_URL: slack.apiUrl,
      WEBHOOK_ALLOW_PRIVATE: '1',
    });
    client = new Client({ baseUrls: cluster.urls, tally });
    await declareShop(client);
  }, LIMIT_MS);
  afterAll(async () => {
    await cluster?.close();
    await receiver?.close();
    await slack?.close();
  });

  const historyOf = async (id: string): Promise<EventView[]> =>
    (await client.get<{ items: EventView[] }>(`/v1/requests/${id}/events?limit=100`)).body.items;
  const everywhere = <T>(times: number, call: (baseUrl: string, n: number) => Promise<T>): Promise<T[]> =>
    Promise.all(Array.from({ length: times }, (_, n) => call(cluster.urls[n % cluster.urls.length] ?? '', n)));
  const post = async (baseUrl: string, path: string, body: object, headers: Record<string, string> = {}) => {
    const response = await fetch(`${baseUrl}${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${API_KEY}`, 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };

  /** The body of an opening: one of two bowls is missing. */
  const opening = (changes: object = {}) => ({
    orderId: `order-${randomUUID()}`,
    sellerId: SHOP,
    ...newPlace(),
    market: 'TH',
    buyerZone: 'Asia/Bangkok',
    reason: 'missing_items',
    items: [{ sku: 'BOWL-2', title: 'Bowl', quantity: 2, missingQuantity: 1, unitPrice: baht(25_000) }],
    paid: baht(54_000),
    shippingOption: 'platform',
    ...changes,
  });

  it('200 deadlines due in one instant are each acted on once, and told once', async () => {
    const shop = { sellerId: 'silent', openedAt: new Date().toISOString() };
    await declareShop(client, shop.sellerId, { respondBy: { value: 20, unit: 'second' } });
    const opened = await Promise.all(
      Array.from({ length: DEADLINES }, () => client.post<RequestView>('/v1/requests', randomUUID(), opening(shop))),
    );
    expect(new Set(opened.map(({ body }) => body.deadline?.at)).size).toBe(1);
    await eventually('all are approved', async () => {
      const { body } = await client.get<{ total: number }>('/v1/requests?sellerId=silent&status=awaiting_shipment');
      expect(body.total).toBe(DEADLINES);
    });
    await cluster.settled();
    for (const { body } of opened) {
      expect((await historyOf(body.id)).map(({ type }) => type)).toEqual(['request.opened', 'request.approved']);
      expect((await readConversation(client, body.conversationId)).messages).toHaveLength(2);
    }
  });

  it('a hundred races over three instances each have one winner', async () => {
    const race = SCRIPTS['race accept against withdraw'];
    if (!race) throw new Error('the script is gone');
    const races = Array.from({ length: RACES }, async () => {
      const play = await Play.open(client, 'race', newPlace());
      await race(play);
      return play.negotiation;
    });
    const negotiations = await Promise.all(races);
    await cluster.settled();
    expect(tally.failures).toEqual([]);
    expect(await checkEach(client, negotiations)).toEqual([]);
  });

  it('one idempotency key at three instances at once opens one request', async () => {
    for (let round = 0; round < 10; round += 1) {
      const body = opening();
      const key = randomUUID();
      const answers = await everywhere(6, (url) => post(url, '/v1/requests', body, { 'idempotency-key': key }));
      const refused = answers.filter(({ status }) => status !== 201);
      expect(refused.every(({ body }) => body.code === 'idempotency_in_progress')).toBe(true);
      const ids = new Set(answers.filter(({ status }) => status === 201).map(({ body }) => body.id));
      expect(ids.size).toBe(1);
      const page = await client.get<{ items: RequestView[] }>(`/v1/requests?buyerId=${body.buyerId}`);
      expect(page.body.items.map(({ id }) => id)).toEqual([...ids]);
    }
  });

  it('a conversation that all three write in is numbered without a gap', async () => {
    const play = await Play.open(client, 'talk', newPlace());
    const { conversationId, buyerId } = play.negotiation;
    await play.offer(50);
    const texts = everywhere(60, (url, n) =>
      post(
        url,
        `/v1/conversations/${conversationId}/messages`,
        { text: `text ${n}` },
        { 'parley-actor': `buyer:${buyerId}` },
      ),
    );
    await play.counter(20_000, 'buyer');
    await play.counter(15_000, 'seller');
    await play.accept();
    expect((await texts).map(({ status }) => status)).toEqual(Array(60).fill(201));
    await eventually('the last card is closed', async () => {
      const { messages, lastChange } = await readConversation(client, conversationId);
      expect(messages.filter(({ card }) => card?.status === 'accepted')).toHaveLength(1);
      const seqs = messages.map(({ seq }) => seq).sort((a, b) => a - b);
      expect(seqs).toEqual(messages.map((_, n) => n + 1));
      expect(new Set(messages.map(({ change }) => change)).size).toBe(messages.length);
      expect(Math.max(...messages.map(({ change }) => change))).toBe(lastChange);
    });
  });

  it('Slack has one message for a request, and webhooks come once and in order', async () => {
    slack.standIn.addUser('T1', { id: 'U9', name: 'nok' });
    slack.standIn.addChannel('T1', { id: 'C9', name: 'returns-9', members: ['U9'] });
    const person = slack.standIn.person('T1', 'U9');
    await client.put('/v1/sellers/slack-shop', {
      name: 'Slack shop',
      market: 'TH',
      zone: 'Asia/Bangkok',
      alerts: { slack: { channel: 'C9' } },
    });
    expect((await post(cluster.url, '/v1/webhooks', { url: receiver.url })).status).toBe(201);
    const plays = await Promise.all(
      Array.from({ length: 12 }, async () => {
        const play = await Play.open(client, 'told', newPlace('slack-shop'));
        await play.offer(50);
        await play.rejectOffer();
        await play.approve();
        return play.negotiation;
      }),
    );
    const ids = plays.map(({ requestId }) => requestId);
    const histories = new Map<string, RequestEvent[]>();
    await cluster.look(async ({ requests }) => {
      for (const id of ids) histories.set(id, await requests.events(id, 0, 100));
    });
    const told: Told = { name: 'all', received: receiver.received, wanted: null };
    await eventually('every event arrives', () => expect(missing(told, histories)).toBe(0));
    expect(checkTold(told, histories)).toEqual([]);
    expect(new Set(receiver.ids).size).toBe(receiver.ids.length);
    expect((await historyOf(ids[0] ?? '')).length).toBe(histories.get(ids[0] ?? '')?.length);

    await eventually('Slack shows every request once', () => {
      const parents = person.messages('C9').filter(({ subtype }) => subtype === undefined);
      const about = parents.map(({ metadata }) => String(metadata?.event_payload.key ?? '').split('/')[0]);
      expect([...about].sort()).toEqual([...ids].sort());
    });
  });
});
