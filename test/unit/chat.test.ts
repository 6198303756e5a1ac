import { describe, expect, it } from 'vitest';
import { type Change, localFeed } from '../../src/application/feed.ts';
import { messagesFor } from '../../src/application/notices.ts';
import { noticeText } from '../../src/application/noticeText.ts';
import type { MessageWrite, StoredMessage } from '../../src/application/transcript.ts';
import { voiceOf } from '../../src/application/voice.ts';
import { createChatChannel } from '../../src/channels/chat.ts';
import type { LogisticsEvent } from '../../src/contract/request.ts';
import { HOUR, later } from '../support/builders.ts';
import { AGENT, BUYER, INTEGRATOR, type Negotiation, negotiation, propose, SELLER } from '../support/negotiation.ts';
import { sqliteStore } from '../support/stores.ts';

const kindOf = ({ body }: MessageWrite): string => (body.kind === 'system' ? body.notice.type : body.kind);
const cardOf = (write: MessageWrite | undefined) => {
  if (write?.body.kind !== 'card') throw new Error('not a card');
  return write.body.card;
};
const latest = ({ steps }: Negotiation): MessageWrite[] => {
  const step = steps.at(-1);
  return step ? messagesFor(step.state, step.events) : [];
};
/** What the conversation holds in the end: inserts keep their author, higher revisions replace the body. */
function transcript(batches: MessageWrite[][]): Map<string, MessageWrite> {
  const held = new Map<string, MessageWrite>();
  for (const write of batches.flat()) {
    const known = held.get(write.id);
    if (!known) held.set(write.id, write);
    else if (known.revision < write.revision)
      held.set(write.id, { ...known, body: write.body, revision: write.revision });
  }
  return held;
}

describe('what a conversation is told', () => {
  it('begins with the buyer’s own words and pictures, as theirs', () => {
    const [words] = latest(
      negotiation({ input: { text: 'A bowl is missing', evidence: ['https://cdn.example/a.jpg'] } }),
    );
    expect(words).toMatchObject({
      id: 'msg_evt1-1-words',
      author: { role: 'buyer', id: 'buyer-1' },
      body: { kind: 'text', text: 'A bowl is missing', evidence: ['https://cdn.example/a.jpg'] },
    });
    expect(latest(negotiation({ input: { text: '', evidence: [] } }))).toHaveLength(1);
  });

  it('then tells of the request and until when the shop has to answer', () => {
    const [, opened, ...rest] = latest(negotiation());
    expect(rest).toEqual([]);
    expect(opened).toMatchObject({
      id: 'msg_evt1-1',
      conversationId: 'conv-1',
      author: { role: 'platform', id: 'platform' },
      body: { kind: 'system', notice: { type: 'request.opened', params: { time: later(24 * HOUR) } } },
    });
  });

  it('tells of a parcel what matters, once each, with where its carrier shows it', () => {
    const request = negotiation();
    request.act(SELLER, { type: 'ApproveRequest' });
    request.act(SELLER, { type: 'ShipRequest', carrier: 'Flash Express', trackingNumber: 'TH0123' });
    const scanned = (hours: number, kind: LogisticsEvent['kind']) =>
      request.act(INTEGRATOR, { type: 'RecordLogistics', events: [{ at: later(hours * HOUR), kind, text: 'Hub' }] });
    scanned(1, 'picked_up');
    scanned(3, 'in_transit');
    scanned(9, 'out_for_delivery');
    scanned(2, 'in_transit');
    scanned(10, 'exception');
    scanned(33, 'out_for_delivery');
    scanned(34, 'delivered');
    const batches = request.steps.map(({ state, events }) => messagesFor(state, events));
    const held = [...transcript(batches).values()].flatMap(({ body }) => (body.kind === 'system' ? body.notice : []));
    const voice = voiceOf({ caller: { kind: 'integrator' }, locale: 'en', zone: 'UTC' });
    const link = 'https://www.flashexpress.co.th/fle/tracking?se=TH0123';
    expect(held.slice(2).map((notice) => noticeText(notice, voice))).toEqual([
      `The items were sent with Flash Express. Tracking number: TH0123 ${link}`,
      `The items are on their way. ${link}`,
      `The items are out for delivery. ${link}`,
      `The carrier reports a problem with the delivery. Reason: “Hub”. ${link}`,
      `The items are out for delivery. ${link}`,
      `The items were delivered. ${link}`,
    ]);
  });

  it('shows an offer as one card of the shop, and nothing beside it', () => {
    const request = negotiation();
    request.act(SELLER, propose(50, 'Sorry!'));
    expect(latest(request)).toMatchObject([
      {
        id: 'msg_ofr1-1',
        author: { role: 'seller', id: 'shop-1', userId: 'staff-7' },
        revision: 2,
        body: { kind: 'card', card: { offer: { percent: 50, status: 'pending', note: 'Sorry!' }, counterRange: null } },
      },
    ]);
  });

  it('writes the card again with what comes next when the buyer accepts, and says a refund was asked for', () => {
    const request = negotiation();
    request.act(SELLER, propose(50));
    request.act(BUYER, { type: 'AcceptOffer', offerId: 'ofr_1-1' });
    const writes = latest(request);
    expect(writes.map(kindOf)).toEqual(['card', 'refund.requested']);
    expect(writes[0]?.revision).toBe(request.state.version);
    expect(cardOf(writes[0])).toMatchObject({ offer: { status: 'accepted' }, next: { status: 'settling' } });
  });

  it('tells after a rejection until when the shop decides, on the card and below it', () => {
    const request = negotiation();
    request.act(SELLER, propose(50));
    request.act(BUYER, { type: 'RejectOffer', offerId: 'ofr_1-1', text: 'Too little' });
    const writes = latest(request);
    expect(writes.map(kindOf)).toEqual(['card', 'request.handed_back']);
    expect(cardOf(writes[0]).next).toEqual({
      status: 'awaiting_seller',
      waitingOn: 'seller',
      deadlineAt: request.state.deadline?.at,
    });
  });

  it('closes the card when nobody answered', () => {
    const request = negotiation();
    request.act(SELLER, propose(50));
    request.pass(later(30 * HOUR));
    expect(latest(request).map(kindOf)).toEqual(['card', 'request.handed_back']);
    expect(cardOf(latest(request)[0]).offer.status).toBe('expired');
  });

  it('keeps the last card true: it says when the shop ships, and that the items are on their way', () => {
    const request = negotiation();
    request.act(SELLER, propose(50));
    request.act(SELLER, { type: 'WithdrawOffer', offerId: 'ofr_1-1' });
    request.act(SELLER, { type: 'ApproveRequest' });
    expect(latest(request).map(kindOf)).toEqual(['card', 'request.approved']);
    expect(cardOf(latest(request)[0]).next.status).toBe('awaiting_shipment');
    request.act(SELLER, { type: 'ShipRequest', carrier: 'Flash', trackingNumber: 'TH01' });
    expect(latest(request)).toMatchObject([
      { body: { card: { next: { status: 'shipped' } } } },
      { body: { notice: { params: { carrier: 'Flash', tracking: 'TH01' } } } },
    ]);
  });

  it('stops an earlier card from saying what comes next once there is a later one', () => {
    const request = negotiation({ policy: { maxOffers: 2 } });
    request.act(SELLER, propose(30));
    request.act(BUYER, { type: 'RejectOffer', offerId: 'ofr_1-1' });
    request.act(AGENT, propose(60));
    const writes = latest(request);
    expect(writes.map(({ id }) => id)).toEqual(['msg_ofr1-1', 'msg_ofr1-2']);
    expect(cardOf(writes[0]).next).toEqual({ status: 'negotiating', waitingOn: null, deadlineAt: null });
    expect(writes[1]?.author).toEqual({ role: 'seller', id: 'shop-1' });
  });

  it('shows a counter-offer as the buyer’s card and what the shop may answer it with', () => {
    const request = negotiation({ policy: { maxRounds: 3 } });
    request.act(SELLER, propose(50));
    request.act(BUYER, { type: 'CounterOffer', offerId: 'ofr_1-1', amount: { amount: 20000, currency: 'THB' } });
    const [first, second] = latest(request);
    expect(cardOf(first).offer.status).toBe('countered');
    expect(second?.author).toEqual({ role: 'buyer', id: 'buyer-1' });
    expect(cardOf(second).counterRange).toEqual({ min: 12501, max: 19999 });
  });

  it('shows a more favourable offer as a card that was approved at once (rule 3)', () => {
    const request = negotiation();
    request.act(SELLER, { type: 'ProposeOffer', offer: { kind: 'refund_only' } });
    const writes = latest(request);
    expect(writes.map(kindOf)).toEqual(['card', 'refund.requested']);
    expect(cardOf(writes[0])).toMatchObject({ offer: { status: 'auto_approved' }, next: { status: 'settling' } });
  });

  it('moves the card’s expiry with an extension, and tells the reason to both sides', () => {
    const request = negotiation();
    request.act(SELLER, propose(50));
    request.act(AGENT, { type: 'ExtendDeadline', seconds: 3600, text: 'The buyer is travelling' });
    const writes = latest(request);
    expect(writes.map(kindOf)).toEqual(['card', 'deadline.extended']);
    expect(cardOf(writes[0]).offer.expiresAt).toBe(request.state.deadline?.at);
    expect(writes[1]).toMatchObject({ body: { notice: { params: { text: 'The buyer is travelling' } } } });
  });

  it('reminds the buyer, and keeps reminders to the shop out of the chat', () => {
    const request = negotiation();
    request.pass(later(20 * HOUR));
    expect(request.steps.at(-1)?.events.map(({ type }) => type)).toEqual(['reminder.due']);
    expect(latest(request)).toEqual([]);
    request.act(SELLER, propose(50));
    request.pass(new Date(Date.parse(request.state.deadline?.at ?? '') - HOUR).toISOString());
    expect(latest(request)).toMatchObject([
      { body: { notice: { type: 'reminder.due', params: { amount: { amount: 12500, currency: 'THB' } } } } },
    ]);
  });

  it('keeps to itself what only operators act on', () => {
    const request = negotiation();
    request.act(SELLER, propose(50));
    request.act(BUYER, { type: 'AcceptOffer', offerId: 'ofr_1-1' });
    request.act(INTEGRATOR, { type: 'ReportRefund', outcome: 'failed', text: 'Card closed' });
    expect(latest(request)).toEqual([]);
    request.act(INTEGRATOR, { type: 'UpdateRequest', patch: { metadata: { a: 'b' } } });
    expect(latest(request).filter((write) => write.body.kind === 'system')).toEqual([]);
  });

  it('says why a request was rejected or cancelled', () => {
    const rejected = negotiation();
    rejected.act(SELLER, { type: 'RejectRequest', reason: 'items_were_sent', text: 'See the photo' });
    expect(latest(rejected)).toMatchObject([
      { body: { notice: { params: { reason: 'items_were_sent', text: 'See the photo', evidence: [] } } } },
    ]);
    const cancelled = negotiation();
    cancelled.act(SELLER, propose(50));
    cancelled.act(BUYER, { type: 'CancelRequest', text: 'Found it' });
    expect(latest(cancelled).map(kindOf)).toEqual(['card', 'request.cancelled']);
    expect(cardOf(latest(cancelled)[0]).offer.status).toBe('superseded');
  });

  it('ends the same however the events are batched', () => {
    const request = negotiation({ policy: { maxOffers: 2, maxRounds: 3 } });
    request.act(SELLER, propose(30));
    request.act(BUYER, { type: 'CounterOffer', offerId: 'ofr_1-1', amount: { amount: 20000, currency: 'THB' } });
    request.act(SELLER, { type: 'RejectOffer', offerId: 'ofr_1-2' });
    request.act(SELLER, propose(40));
    request.pass(later(100 * HOUR));
    const { steps, state } = request;
    const oneByOne = transcript(steps.map((step) => messagesFor(step.state, step.events)));
    for (let cut = 0; cut <= steps.length; cut += 1) {
      const batches = [steps.slice(0, cut), steps.slice(cut)].filter((batch) => batch.length > 0);
      const told = transcript(
        batches.map((batch) =>
          messagesFor(
            batch.at(-1)?.state ?? state,
            batch.flatMap(({ events }) => events),
          ),
        ),
      );
      const plain = (held: Map<string, MessageWrite>) =>
        [...held.values()]
          .map(({ id, author, body }) => ({ id, author, body }))
          .toSorted((a, b) => (a.id < b.id ? -1 : 1));
      expect(plain(told)).toEqual(plain(oneByOne));
    }
  });
});

describe('the chat channel', () => {
  it('writes a batch once, announces what is new or changed, and nothing when it is told again', async () => {
    const { store, cleanup } = await sqliteStore();
    const feed = localFeed((error) => {
      throw error;
    });
    const announced: StoredMessage[] = [];
    feed.subscribe((change: Change) => change.type === 'message' && announced.push(change.message));
    const channel = createChatChannel({ store, feed, wallClock: Date });
    const first = negotiation();
    first.act(SELLER, propose(50));
    const second = negotiation({ requestId: 'req_2', input: { conversationId: 'conv-2' } });
    const batch = [first, second].map(({ state, steps }) => ({ state, events: steps.flatMap(({ events }) => events) }));

    await channel.deliver(batch);
    await channel.deliver(batch);
    expect(announced.map(({ id, conversationId, seq, change }) => [id, conversationId, seq, change])).toEqual([
      ['msg_evt1-1-words', 'conv-1', 1, 1],
      ['msg_evt1-1', 'conv-1', 2, 2],
      ['msg_ofr1-1', 'conv-1', 3, 3],
      ['msg_evt2-1-words', 'conv-2', 1, 1],
      ['msg_evt2-1', 'conv-2', 2, 2],
    ]);

    const accepted = first.act(BUYER, { type: 'AcceptOffer', offerId: 'ofr_1-1' });
    await channel.deliver([accepted]);
    expect(announced.slice(5).map(({ id, seq, change }) => [id, seq, change])).toEqual([
      ['msg_ofr1-1', 3, 4],
      ['msg_evt1-4', 4, 5],
    ]);
    await cleanup();
  });
});
