/** The client against the whole service: a negotiation from the opening to the refund and to the parcel. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  createParley,
  isProblem,
  type Parley,
  type RequestOpening,
  type VerifiedWebhook,
  verifyWebhook,
} from '../../packages/client/src/index.ts';
import { parleyOver } from '../../packages/client/src/parley.ts';
import { createTransport } from '../../packages/client/src/transport.ts';
import { eventually } from '../support/eventually.ts';
import { randomOf } from '../support/random.ts';
import { API_KEY, type Service, startService } from '../support/service.ts';
import { storeLegs, type TestStore } from '../support/stores.ts';
import { input, shop } from '../support/world.ts';

const { id: SHOP, ...DECLARED } = shop();
const BUYER = 'buyer:buyer-1';

describe.each(storeLegs())('on $name', (leg) => {
  let opened: TestStore;
  let service: Service;
  let parley: Parley;
  beforeAll(async () => {
    opened = await leg.open();
    service = await startService({ store: opened.store, webhookAllowPrivate: true });
    parley = createParley({ baseUrl: service.url, apiKey: API_KEY });
    await parley.sellers.put(SHOP, { ...DECLARED, policy: { maxRounds: 3, maxOffers: 2 } });
  });
  afterAll(async () => {
    await service.close();
    await opened.cleanup();
  });
  const opening = (changes: Partial<RequestOpening> = {}): RequestOpening => input(changes);

  it('a shop, its rules, and a request that ends in a refund', async () => {
    await parley.sellers.update(SHOP, { name: 'Bowl House', alerts: null });
    expect(await parley.sellers.get(SHOP)).toMatchObject({ name: 'Bowl House', effectivePolicy: { maxRounds: 3 } });
    expect((await parley.policies.get('TH')).currency).toBe('THB');

    const request = await parley.requests.open(opening(), { idempotencyKey: 'open-1' });
    const { id, conversationId } = request;
    expect((await parley.requests.offer(id, { kind: 'partial_refund', percent: 40 })).waitingOn).toBe('buyer');

    const { token } = await parley.tokens.issue({ role: 'buyer', id: 'buyer-1', conversationId });
    const buyer = createParley({ baseUrl: service.url, token });
    const card = await eventually('the card is in the conversation', async () => {
      const { messages } = await buyer.conversations.messages(conversationId);
      const shown = messages.find((message) => message.card)?.card;
      if (!shown) throw new Error(`${messages.length} messages, none with a card`);
      return shown;
    });
    expect(card).toMatchObject({ requestId: id, percent: 40, status: 'pending' });
    await buyer.conversations.write(conversationId, { text: 'Can you make it more?' });
    const amount = { amount: 20_000, currency: 'THB' };
    const countered = await buyer.requests.counterOffer(id, card.offerId, { amount });
    const settling = await parley.requests.acceptOffer(id, countered.offer?.id ?? '', { ifMatch: countered.version });
    expect(settling).toMatchObject({ status: 'settling', refund: { amount, status: 'requested' } });
    const settled = await parley.requests.refund(id, { outcome: 'confirmed', reference: 'pay-1' });
    expect(settled).toMatchObject({ status: 'settled', refund: { reference: 'pay-1' } });

    const types: string[] = [];
    for await (const event of parley.requests.eachEvent(id, { limit: 2 })) types.push(event.type);
    expect(types).toEqual([
      'request.opened',
      'offer.proposed',
      'offer.countered',
      'offer.accepted',
      'refund.requested',
      'refund.confirmed',
    ]);
    expect((await parley.stats({ sellerId: SHOP })).byStatus.settled).toBe(1);
  });

  it('a request that ends in a parcel', async () => {
    const { id } = await parley.requests.open(opening());
    const offered = await parley.requests.offer(id, { kind: 'partial_refund', percent: 40 });
    await parley.requests.rejectOffer(id, offered.offer?.id ?? '', { text: 'I need the bowl.' }, { actor: BUYER });
    const again = await parley.requests.offer(id, { kind: 'partial_refund', percent: 50 });
    await parley.requests.withdrawOffer(id, again.offer?.id ?? '');
    await parley.requests.approve(id);
    await parley.requests.ship(id, { carrier: 'Flash', trackingNumber: 'TH01' });
    const at = new Date().toISOString();
    const arrived = await parley.requests.logistics(id, { events: [{ at, kind: 'delivered', text: 'At the door' }] });
    expect(arrived).toMatchObject({ status: 'delivered', shipment: { latest: { kind: 'delivered' } } });
  });

  it('what the rules refuse is a problem with its code and what there is to know', async () => {
    const { id, version } = await parley.requests.open(opening());
    const tooMuch = { kind: 'partial_refund', amount: { amount: 60_000, currency: 'THB' } } as const;
    const error = await parley.requests.offer(id, tooMuch).catch((thrown) => thrown);
    expect(isProblem(error, 'amount_out_of_range') && error.max).toBe(54_000);
    await parley.requests.extend(id, { seconds: 60, text: 'Counting again' });
    await expect(parley.requests.approve(id, { ifMatch: version })).rejects.toMatchObject({ code: 'version_mismatch' });
    const reject = parley.requests.reject(id, { reason: 'other', text: '' });
    await expect(reject).rejects.toMatchObject({ code: 'invalid_body', errors: [{ path: 'text' }] });
    const stranger = createParley({ baseUrl: service.url, apiKey: API_KEY, actor: 'buyer:buyer-2' });
    await expect(stranger.requests.get(id)).rejects.toMatchObject({ code: 'not_found', status: 404 });
    await expect(createParley({ baseUrl: service.url, apiKey: 'wrong' }).requests.get(id)).rejects.toMatchObject({
      code: 'unauthenticated',
    });
  });

  it('every request of a list, over pages; and one only if it has changed', async () => {
    const ids: string[] = [];
    for (let count = 0; count < 3; count += 1) {
      ids.push((await parley.requests.open(opening({ buyerId: 'buyer-7' }))).id);
    }
    const seen: string[] = [];
    for await (const { id } of parley.requests.each({ buyerId: 'buyer-7', limit: 2 })) seen.push(id);
    expect(seen.toSorted()).toEqual(ids.toSorted());
    const first = await parley.requests.getIfChanged(ids[0] ?? '');
    expect(await parley.requests.getIfChanged(ids[0] ?? '', first?.etag)).toBeNull();
    await parley.requests.cancel(ids[0] ?? '');
    const after = await parley.requests.getIfChanged(ids[0] ?? '', first?.etag);
    expect(after?.request.status).toBe('cancelled');
  });

  it('webhooks: what happens arrives, signed, also while the secret is rotated, and again when asked for', async () => {
    const inbox = await startInbox();
    try {
      const { id, secret } = await parley.webhooks.create({ url: inbox.url, events: ['request.opened'] });
      inbox.secrets = [secret];
      expect(await parley.webhooks.ping(id)).toMatchObject({ delivered: true });
      expect(inbox.received).toMatchObject([{ type: 'ping', data: { webhookId: id } }]);

      const since = new Date().toISOString();
      const request = await parley.requests.open(opening({ buyerId: 'buyer-9' }));
      const first = { type: 'request.opened', data: { request: { id: request.id, buyerId: 'buyer-9' } } };
      await eventually('the opening arrives', () => expect(inbox.received.slice(1)).toMatchObject([first]));
      const rotated = await parley.webhooks.rotate(id);
      await parley.webhooks.replay(id, { since });
      await eventually('the replay arrives', () => expect(inbox.received).toHaveLength(3));
      inbox.secrets = [rotated.secret];
      const { items } = await parley.webhooks.deliveries(id);
      await parley.webhooks.redeliver(id, items[0]?.id ?? '');
      await eventually('the delivery arrives again', () => expect(inbox.received).toHaveLength(4));
      expect(new Set(inbox.received.slice(1).map((webhook) => webhook.id)).size).toBe(1);
      expect(inbox.refused).toEqual([]);

      expect(await parley.webhooks.update(id, { enabled: false })).toMatchObject({ disabledReason: 'asked' });
      await parley.webhooks.remove(id);
      await expect(parley.webhooks.get(id)).rejects.toMatchObject({ code: 'not_found' });
    } finally {
      await inbox.close();
    }
  });

  it('over a network that loses calls and answers, everything happens once', async () => {
    let calls = 0;
    /** In turn: the call is lost, its answer is lost, it is sent twice, something in between fails, all is well. */
    const flaky: typeof fetch = async (...call) => {
      calls += 1;
      const turn = calls % 5;
      if (turn === 0) throw new TypeError('fetch failed');
      const answer = await fetch(...call);
      if (turn === 1) throw new TypeError('terminated');
      if (turn === 2) await fetch(...call);
      return turn === 3 ? new Response('<h1>Bad gateway</h1>', { status: 502 }) : answer;
    };
    const surroundings = {
      pause: () => new Promise<void>((resolve) => setImmediate(resolve)),
      random: randomOf('pauses of the client'),
    };
    const shaky = parleyOver(createTransport({ baseUrl: service.url, apiKey: API_KEY, fetch: flaky }, surroundings));
    for (let count = 0; count < 5; count += 1) {
      const { id } = await shaky.requests.open(opening({ buyerId: 'buyer-8' }));
      const { offer } = await shaky.requests.offer(id, { kind: 'partial_refund', percent: 50 });
      await shaky.requests.acceptOffer(id, offer?.id ?? '', { actor: 'buyer:buyer-8' });
      const settled = await shaky.requests.refund(id, { outcome: 'confirmed' });
      expect(settled).toMatchObject({ status: 'settled', version: 5, offers: [{ status: 'accepted' }] });
    }
    expect(calls).toBeGreaterThan(30);
    expect((await parley.requests.list({ buyerId: 'buyer-8' })).total).toBe(5);
  });
});

/** An endpoint that verifies what it is sent, as an integrator's would. */
async function startInbox() {
  const inbox = {
    url: '',
    secrets: [] as string[],
    received: [] as VerifiedWebhook[],
    refused: [] as unknown[],
    close,
  };
  const server = createServer(async (req, res) => {
    const chunks: Buffer[] = [];
    for await (const chunk of req) chunks.push(chunk);
    try {
      const verified = await verifyWebhook({
        secret: inbox.secrets,
        headers: req.headers,
        body: Buffer.concat(chunks),
      });
      inbox.received.push(verified);
      res.writeHead(204).end();
    } catch (error) {
      inbox.refused.push(error);
      res.writeHead(400).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  inbox.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/parley`;
  function close(): Promise<void> {
    return new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  }
  return inbox;
}
