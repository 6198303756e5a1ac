/**
 * What buyers, sellers and the integrator do while the server is being killed. A script plays one request to its end
 * and notes what was acknowledged and what history that must leave; the checks compare (checks.ts).
 */
import { randomUUID } from 'node:crypto';
import type { EventType } from '../../../src/contract/event.ts';
import type { Actor, RequestView } from '../../../src/contract/request.ts';
import type { ActsAs, Answer, Client } from './client.ts';
import { until } from './until.ts';

export const SHOP = 'shop-under-fire';

/** An event that must be in the history, once and in this place. `data` is the part that names the command. */
export interface ExpectedEvent {
  type: EventType;
  by: Actor['kind'];
  data?: Record<string, unknown>;
}

/** One request as its callers know it. */
export interface Negotiation {
  requestId: string;
  sellerId: string;
  conversationId: string;
  buyerId: string;
  script: string;
  expected: ExpectedEvent[];
  /** Text messages whose sender got an answer. */
  sent: { clientId: string; text: string; by: 'buyer' | 'seller' }[];
}

/** Declares a shop in Thailand, with rounds enough to haggle; `policy` changes the market's further. */
export async function declareShop(client: Client, id = SHOP, policy: Record<string, unknown> = {}): Promise<void> {
  const answer = await client.put(`/v1/sellers/${id}`, {
    name: `The shop ${id}`,
    market: 'TH',
    zone: 'Asia/Bangkok',
    policy: { maxRounds: 3, maxOffers: 2, ...policy },
  });
  if (answer.status !== 200) throw new Error(`PUT seller answered ${answer.status}: ${JSON.stringify(answer.body)}`);
}

const baht = (amount: number) => ({ amount, currency: 'THB' });

/** Whose request it is, and in which conversation. */
export interface Place {
  conversationId: string;
  buyerId: string;
  sellerId?: string;
}

/** Plays the part of everybody in one negotiation. Every call must succeed unless the script says that it is a race. */
export class Play {
  readonly negotiation: Negotiation;
  private readonly client: Client;
  private offerId = '';

  private constructor(client: Client, negotiation: Negotiation) {
    this.client = client;
    this.negotiation = negotiation;
  }

  /** Opens a request: one of two bowls is missing, 250.00 baht are claimed. */
  static async open(client: Client, script: string, { sellerId = SHOP, ...couple }: Place): Promise<Play> {
    const input = {
      orderId: `order-${randomUUID()}`,
      externalId: `return-${randomUUID()}`,
      sellerId,
      ...couple,
      market: 'TH',
      buyerZone: 'Asia/Bangkok',
      reason: 'missing_items',
      items: [{ sku: 'BOWL-2', title: 'Ceramic bowl', quantity: 2, missingQuantity: 1, unitPrice: baht(25_000) }],
      paid: baht(54_000),
      shippingOption: 'platform',
    };
    const negotiation: Negotiation = { requestId: '', sellerId, ...couple, script, expected: [], sent: [] };
    const play = new Play(client, negotiation);
    const opened = play.must(await client.post<RequestView>('/v1/requests', randomUUID(), input), 'open');
    negotiation.requestId = opened.id;
    play.expect('request.opened', 'integrator', { orderId: input.orderId });
    return play;
  }

  expect(type: EventType, by: Actor['kind'], data?: Record<string, unknown>): void {
    this.negotiation.expected.push({ type, by, ...(data ? { data } : {}) });
  }

  private must<T>(answer: Answer<T>, what: string): T {
    if (answer.status >= 200 && answer.status < 300) return answer.body;
    const { script, requestId } = this.negotiation;
    throw new Error(`${script} ${requestId}: ${what} answered ${answer.status} ${JSON.stringify(answer.body)}`);
  }

  private try(action: string, body: unknown, as?: ActsAs): Promise<Answer<RequestView>> {
    return this.client.post<RequestView>(
      `/v1/requests/${this.negotiation.requestId}/${action}`,
      randomUUID(),
      body,
      as,
    );
  }

  private async act(action: string, body: unknown, as?: ActsAs): Promise<RequestView> {
    return this.must(await this.try(action, body, as), action);
  }

  private get buyer(): ActsAs {
    return `buyer:${this.negotiation.buyerId}`;
  }

  private get seller(): ActsAs {
    return `seller:${this.negotiation.sellerId}`;
  }

  async offer(percent: number): Promise<void> {
    const note = `note ${randomUUID()}`;
    const view = await this.act('offers', { kind: 'partial_refund', percent, note }, this.seller);
    this.offerId = view.offer?.id ?? '';
    this.expect('offer.proposed', 'seller', { offer: { note } });
  }

  async refundAll(): Promise<void> {
    const view = await this.act('offers', { kind: 'refund_only' }, this.seller);
    this.offerId = view.offer?.id ?? '';
    this.expect('offer.auto_approved', 'seller', { offer: { id: this.offerId } });
    this.expect('refund.requested', 'platform', { refund: { offerId: this.offerId } });
  }

  async counter(amount: number, by: 'buyer' | 'seller'): Promise<void> {
    const body = { amount: baht(amount), note: `note ${randomUUID()}` };
    const as = by === 'buyer' ? this.buyer : this.seller;
    const view = await this.act(`offers/${this.offerId}/counter`, body, as);
    this.expect('offer.countered', by, { offerId: this.offerId, offer: { note: body.note } });
    this.offerId = view.offer?.id ?? '';
  }

  async accept(by: 'buyer' | 'seller' = 'buyer'): Promise<void> {
    await this.act(`offers/${this.offerId}/accept`, {}, by === 'buyer' ? this.buyer : this.seller);
    this.accepted(by);
  }

  private accepted(by: 'buyer' | 'seller'): void {
    this.expect('offer.accepted', by, { offerId: this.offerId });
    this.expect('refund.requested', 'platform', { refund: { offerId: this.offerId } });
  }

  async rejectOffer(): Promise<void> {
    const text = `no thanks ${randomUUID()}`;
    await this.act(`offers/${this.offerId}/reject`, { text }, this.buyer);
    this.expect('offer.rejected', 'buyer', { offerId: this.offerId, text });
    this.expect('request.handed_back', 'platform', { cause: 'rejected' });
  }

  async withdraw(): Promise<void> {
    await this.act(`offers/${this.offerId}/withdraw`, {}, this.seller);
    this.withdrawn();
  }

  private withdrawn(): void {
    this.expect('offer.withdrawn', 'seller', { offerId: this.offerId });
    this.expect('request.handed_back', 'platform', { cause: 'withdrawn' });
  }

  /** Accept and withdraw at once: exactly one may win (rule 5). Answers whether the buyer did. */
  async raceAcceptAgainstWithdraw(): Promise<boolean> {
    const [accept, withdraw] = await Promise.all([
      this.try(`offers/${this.offerId}/accept`, {}, this.buyer),
      this.try(`offers/${this.offerId}/withdraw`, {}, this.seller),
    ]);
    const statuses = [accept.status, withdraw.status].sort((a, b) => a - b).join(' and ');
    if (statuses !== '200 and 409') {
      throw new Error(`race ${this.negotiation.requestId}: accept and withdraw answered ${statuses}`);
    }
    if (accept.status === 200) this.accepted('buyer');
    else this.withdrawn();
    return accept.status === 200;
  }

  async approve(): Promise<void> {
    await this.act('approve', {}, this.seller);
    this.expect('request.approved', 'seller', { cause: 'decision' });
  }

  async rejectRequest(): Promise<void> {
    const text = `we sent both ${randomUUID()}`;
    await this.act('reject', { reason: 'items_were_sent', text }, this.seller);
    this.expect('request.rejected', 'seller', { text });
  }

  async cancel(): Promise<void> {
    const text = `never mind ${randomUUID()}`;
    await this.act('cancel', { text }, this.buyer);
    this.expect('request.cancelled', 'buyer', { text });
  }

  async shipAndDeliver(): Promise<void> {
    const trackingNumber = `T${randomUUID()}`;
    await this.act('ship', { carrier: 'Flash', trackingNumber });
    this.expect('shipment.shipped', 'integrator', { shipment: { trackingNumber } });
    const events = [{ at: new Date().toISOString(), kind: 'delivered', text: 'At the door' }];
    await this.act('logistics', { events });
    this.expect('logistics.updated', 'integrator');
    this.expect('shipment.delivered', 'integrator');
  }

  async refund(outcome: 'confirmed' | 'failed'): Promise<void> {
    const reference = randomUUID();
    await this.act('refund', { outcome, reference });
    this.expect(outcome === 'confirmed' ? 'refund.confirmed' : 'refund.failed', 'integrator', {
      refund: { reference },
    });
  }

  async say(by: 'buyer' | 'seller'): Promise<void> {
    const message = { text: `hello ${randomUUID()}`, clientId: randomUUID() };
    const path = `/v1/conversations/${this.negotiation.conversationId}/messages`;
    this.must(
      await this.client.post(path, randomUUID(), message, by === 'buyer' ? this.buyer : this.seller),
      'message',
    );
    this.negotiation.sent.push({ ...message, by });
  }

  /** Waits until the platform has approved the request because its seller stayed silent. */
  async untilTimeout(): Promise<void> {
    await this.until('its approval', (view) => view.status === 'awaiting_shipment');
    this.expect('request.approved', 'platform', { cause: 'timeout' });
  }

  /** Waits until the offer has expired because the buyer stayed silent. */
  async untilExpiry(): Promise<void> {
    await this.until("its offer's expiry", (view) => view.offer?.status === 'expired');
    this.expect('offer.expired', 'platform', { offerId: this.offerId });
    this.expect('request.handed_back', 'platform', { cause: 'expired' });
  }

  private async until(what: string, reached: (view: RequestView) => boolean): Promise<void> {
    const { script, requestId } = this.negotiation;
    const isReached = async () => {
      const view = this.must(await this.client.get<RequestView>(`/v1/requests/${requestId}`), 'read');
      if (!reached(view)) throw new Error(`It is ${view.status}, its offer ${view.offer?.status}.`);
    };
    await until(`${script} ${requestId}: ${what}`, isReached, 100);
  }
}

/** Plays a script to its end; `place` may be shared by several requests of one buyer. */
export type Script = (play: Play) => Promise<void>;

export const SCRIPTS: Record<string, Script> = {
  'accept and pay': async (play) => {
    await play.offer(50);
    await Promise.all([play.say('buyer'), play.say('seller')]);
    await play.accept();
    await play.refund('confirmed');
  },
  'reject, approve, ship': async (play) => {
    await play.offer(30);
    await play.say('buyer');
    await play.rejectOffer();
    await play.approve();
    await play.shipAndDeliver();
  },
  'withdraw and cancel': async (play) => {
    await play.offer(20);
    await play.withdraw();
    await play.say('seller');
    await play.cancel();
  },
  haggle: async (play) => {
    await play.offer(40);
    await play.counter(20_000, 'buyer');
    await play.counter(15_000, 'seller');
    await play.accept();
    await play.refund('failed');
    await play.refund('confirmed');
  },
  'race accept against withdraw': async (play) => {
    await play.offer(60);
    if (await play.raceAcceptAgainstWithdraw()) await play.refund('confirmed');
    else await play.approve();
  },
  'more favourable': async (play) => {
    await play.say('buyer');
    await play.refundAll();
    await play.refund('confirmed');
  },
  'reject the request': async (play) => {
    await play.say('seller');
    await play.rejectRequest();
  },
  'cancel while an offer waits': async (play) => {
    await play.offer(50);
    await play.say('buyer');
    await play.cancel();
  },
};
