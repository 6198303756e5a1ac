/** The refund hand-off as the integrator sees it: asked for once, confirmed or failed, and told when no answer came. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFeedChannel } from '../../src/channels/feed.ts';
import type { EventView } from '../../src/contract/event.ts';
import type { Attention } from '../../src/contract/live.ts';
import type { WebhookBody } from '../../src/contract/webhook.ts';
import { storeLegs, type TestStore } from '../support/stores.ts';
import { Receiver } from '../support/webhook-receiver.ts';
import { type WebhookWorld, webhookWorld } from '../support/webhook-world.ts';
import { buyer, integrator } from '../support/world.ts';

const refundOf = (event: EventView | undefined) => (event && 'refund' in event.data ? event.data.refund : undefined);
const DAY = 24 * 3_600_000;
const HALF = { type: 'ProposeOffer', offer: { kind: 'partial_refund', percent: 50 } } as const;

describe.each(storeLegs())('The refund hand-off on $name', (leg) => {
  let opened: TestStore;
  let world: WebhookWorld;
  let receiver: Receiver;
  beforeEach(async () => {
    opened = await leg.open();
    world = await webhookWorld(opened.store);
    receiver = await Receiver.start();
    await world.register(receiver.url);
  });
  afterEach(async () => {
    await world.stop();
    await receiver.close();
    await opened.cleanup();
  });

  const told = (type: string): WebhookBody[] =>
    receiver.received.filter(({ body }) => body.type === type).map(({ body }) => body);
  const refund = (id: string, outcome: 'confirmed' | 'failed', more: { reference?: string; text?: string } = {}) =>
    world.act(id, { type: 'ReportRefund', outcome, ...more }, integrator);

  /** A request whose buyer accepted half. */
  async function accepted(): Promise<string> {
    const { id } = await world.open();
    const { offers } = await world.act(id, HALF);
    await world.act(id, { type: 'AcceptOffer', offerId: offers[0]?.id ?? '' }, buyer);
    await world.deliver();
    return id;
  }

  it('asks for the refund once, with an id of its own and the amount of the offer', async () => {
    const id = await accepted();
    const [asked, ...more] = told('refund.requested');
    expect(more).toEqual([]);
    expect(refundOf(asked?.data.event)).toMatchObject({
      id: `rfd_${id.slice(4)}-1`,
      amount: { amount: 12_500, currency: 'THB' },
      status: 'requested',
    });
    expect(asked?.data.request).toMatchObject({ status: 'settling', waitingOn: 'integrator' });
  });

  it('asks under the same id again where the answer was lost, so that it is paid once', async () => {
    let lost = 1;
    receiver.answer = ({ body }) => (body.type === 'refund.requested' && lost-- > 0 ? 502 : 204);
    await accepted();
    world.wallClock.advance(5_000);
    await world.deliver();
    const tries = receiver.received.filter(({ body }) => body.type === 'refund.requested');
    expect(tries).toHaveLength(2);
    expect(tries[0]?.raw).toBe(tries[1]?.raw);
  });

  it('is not asked for again by a buyer who accepts twice', async () => {
    const id = await accepted();
    const offerId = `ofr_${id.slice(4)}-1`;
    await world.act(id, { type: 'AcceptOffer', offerId }, buyer);
    await world.deliver();
    expect(told('refund.requested')).toHaveLength(1);
    expect(told('offer.accepted')).toHaveLength(1);
  });

  it('asks for an offer that is approved at once, too', async () => {
    const { id } = await world.open();
    await world.act(id, { type: 'ProposeOffer', offer: { kind: 'refund_only' } });
    await world.deliver();
    expect(receiver.types).toEqual(['request.opened', 'offer.auto_approved', 'refund.requested']);
    expect(told('refund.requested')[0]?.data.event.requestId).toBe(id);
  });

  it('confirmed settles the request', async () => {
    const id = await accepted();
    await refund(id, 'confirmed', { reference: 'pay_1' });
    await world.deliver();
    expect(told('refund.confirmed')[0]?.data).toMatchObject({
      event: { data: { refund: { status: 'confirmed', reference: 'pay_1' } } },
      request: { status: 'settled', refund: { status: 'confirmed' } },
    });
    await expect(refund(id, 'failed')).rejects.toThrow();
  });

  it('failed stays open, and confirmed later settles it under the same refund', async () => {
    const id = await accepted();
    await refund(id, 'failed', { text: 'The account is closed' });
    await world.deliver();
    expect(told('refund.failed')[0]?.data.request).toMatchObject({ status: 'settling', refund: { status: 'failed' } });
    await refund(id, 'confirmed');
    await world.deliver();
    const ids = receiver.received
      .filter(({ body }) => body.type.startsWith('refund.'))
      .map(({ body }) => refundOf(body.data.event)?.id);
    expect(new Set(ids).size).toBe(1);
    expect(told('refund.requested')).toHaveLength(1);
    expect(told('refund.confirmed')[0]?.data.request.status).toBe('settled');
  });

  it('without an answer in time is told as overdue once, to the integrator and to agents, and can still be confirmed', async () => {
    const id = await accepted();
    const attentions: Attention[] = [];
    const agents = createFeedChannel({
      publish: (change) => void (change.type === 'attention' && attentions.push(change.attention)),
      subscribe: () => () => {},
    });
    world.clock.advance(DAY);
    await world.sweep.run();
    await world.sweep.run();
    world.clock.advance(DAY);
    await world.sweep.run();
    await world.deliver();
    const overdue = told('refund.overdue');
    expect(overdue).toHaveLength(1);
    expect(overdue[0]?.data.request).toMatchObject({ status: 'settling', deadline: { overdue: true } });
    expect(told('refund.requested')).toHaveLength(1);
    const events = await world.store.requests.events(id, 0, 100);
    const state = (await world.store.requests.load(id))?.state;
    if (!state) throw new Error('the request is gone');
    await agents.deliver([{ state, events }]);
    expect(attentions).toEqual([expect.objectContaining({ code: 'refund_overdue', requestId: id })]);
    await refund(id, 'confirmed');
    await world.deliver();
    expect(told('refund.confirmed')).toHaveLength(1);
  });
});
