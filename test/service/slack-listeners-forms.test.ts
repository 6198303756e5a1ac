import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ACK_WITHIN_MS } from '../../bots/slack/listeners/submit.ts';
import type { RequestInput } from '../../src/contract/request.ts';
import type { Seller } from '../../src/contract/seller.ts';
import { error } from '../../stand-ins/slack/served/faults.ts';
import type { Entries } from '../../stand-ins/slack/slack.ts';
import { meanwhile, type SlackDesk, startSlackDesk } from '../support/slack-listeners.ts';
import { agent, buyer, integrator, shop } from '../support/world.ts';

const baht = (amount: number) => ({ amount, currency: 'THB' });
/** Real milliseconds: in a test whose storage answers nothing before, they pass in any case. */
const ACK_WITHIN = 100;

describe('A form submitted in Slack', () => {
  let desk: SlackDesk;
  beforeEach(async () => {
    desk = await startSlackDesk();
  });
  afterEach(() => desk.close());

  const declare = (policy: Seller['policy']) =>
    desk.store.directory.putSeller(shop({ alerts: { slack: { channel: 'C1' } }, policy }));
  const whispers = () => desk.somchai.ephemerals().map(({ text }) => text);
  const lastOffer = async (id: string) => (await desk.state(id)).offers.at(-1)?.id ?? '';
  const errors = () => desk.somchai.modal()?.errors ?? {};
  /** A request whose dialog for this action is open. */
  async function asked(action: string, changes: Partial<RequestInput> = {}) {
    const posted = await desk.opened(changes);
    await desk.press(desk.somchai, posted.ts, action);
    return posted;
  }
  async function submit(entries: Entries) {
    const ack = await desk.somchai.submit(entries);
    await desk.settled();
    return ack;
  }
  /** Another amount: its field comes once that is chosen. */
  async function submitAmount(amount: string) {
    await desk.somchai.fill({ pick: 'other' });
    await desk.settled();
    return submit({ amount });
  }
  async function countered() {
    await declare({ maxRounds: 3, maxOffers: 3 });
    const { id } = await desk.opened();
    await meanwhile(desk, id, agent, { type: 'ProposeOffer', offer: { kind: 'partial_refund', percent: 50 } });
    const offerId = await lastOffer(id);
    await meanwhile(desk, id, buyer, { type: 'CounterOffer', offerId, amount: baht(20_000) });
    return { id, ts: await desk.post(id) };
  }

  it('a saved reply that is chosen stands in its field behind what was typed, beside all else, and is what is sent', async () => {
    const text = 'Sorry {buyer}, all of order {order} was sent.';
    await desk.store.replies.put('shop-1', [{ id: 'sent', title: 'All was sent', text }]);
    const { id } = await asked('reject', { buyerName: 'Nina', orderId: 'order-7' });
    await desk.somchai.fill({ reason: 'items_were_sent', text: 'Dear Nina,' });
    await desk.somchai.choose('modal', 'parley:saved', 'sent');
    await desk.settled();
    expect(await submit({ evidence: 'no link' })).toMatchObject({ status: 200 });
    expect(errors()).toHaveProperty('evidence');
    expect(await submit({ evidence: null })).toMatchObject({ status: 200, body: '' });
    const [rejected] = await desk.store.requests.events(id, 1, 1);
    expect(rejected?.data).toMatchObject({
      reason: 'items_were_sent',
      text: 'Dear Nina,\nSorry Nina, all of order order-7 was sent.',
    });
  });

  it('what is wrong with a field that a saved reply filled in is said at that field', async () => {
    await desk.store.replies.put('shop-1', [{ id: 'hello', title: 'Hello', text: 'Hello' }]);
    await asked('reject');
    await desk.somchai.choose('modal', 'parley:saved', 'hello');
    await desk.settled();
    await submit({ reason: 'other', 'text~1': '\u200b' });
    expect(errors()).toHaveProperty('text~1');
  });

  it('offer: a quick pick makes the offer by that person; the dialog closes, and the offer itself has the message edited', async () => {
    const { id } = await asked('offer');
    const ack = await submit({ pick: 'percent:50', note: 'Sorry for the trouble' });
    expect(ack).toMatchObject({ status: 200, body: '' });
    expect(desk.somchai.modal()).toBeNull();
    const state = await desk.state(id);
    expect(state.offers).toMatchObject([
      { kind: 'partial_refund', amount: baht(12_500), note: 'Sorry for the trouble', status: 'pending' },
    ]);
    const proposed = (await desk.store.requests.events(id, 0, 10)).filter(({ type }) => type === 'offer.proposed');
    expect(proposed.map(({ actor }) => actor)).toEqual([{ kind: 'seller', id: 'shop-1', userId: 'slack:T1/U1' }]);
    expect(desk.asked.nudged).toEqual([]);
    expect(whispers()).toEqual([]);
  });

  it('offer: the field for an amount is there while another amount is chosen, and what was typed stays', async () => {
    await asked('offer');
    const names = () => desk.somchai.modal()?.view.blocks.map(({ block_id }) => block_id);
    const before = names();
    expect(before).not.toContain('amount');
    await desk.somchai.fill({ note: 'Sorry' });
    for (const pick of ['other', 'percent:50', 'other']) {
      await desk.somchai.fill({ pick });
      await desk.settled();
      const after = names() ?? [];
      expect(after.filter((name) => name !== 'amount')).toEqual(before);
      expect(after.includes('amount')).toBe(pick === 'other');
    }
    await submit({ amount: '99.50' });
    expect(desk.somchai.modal()).toBeNull();
  });

  it('offer: another amount chosen in a dialog that is out of date says what happened', async () => {
    const { id } = await asked('offer');
    await meanwhile(desk, id, agent, { type: 'ProposeOffer', offer: { kind: 'partial_refund', percent: 50 } });
    await desk.somchai.fill({ pick: 'other' });
    await desk.settled();
    const { view } = desk.somchai.modal() ?? {};
    expect(view?.submit).toBeNull();
    expect(JSON.stringify(view?.blocks)).toContain('This button is out of date. The buyer has until');
  });

  it('offer: the dialog says how often such offers were accepted', async () => {
    await declare({});
    for (let n = 0; n < 20; n += 1) {
      const { id } = await desk.opened();
      await meanwhile(desk, id, agent, { type: 'ProposeOffer', offer: { kind: 'partial_refund', percent: 50 } });
      const type = n < 13 ? 'AcceptOffer' : 'RejectOffer';
      await meanwhile(desk, id, buyer, { type, offerId: await lastOffer(id) });
    }
    await asked('offer');
    const dialog = JSON.stringify(desk.somchai.modal());
    expect(dialog).toContain('about 7 of 10 accepted, 20 offers');
    expect(dialog).toContain('Counted from 20 answered offers of your shop');
  });

  it('offer: another amount, or the whole claim', async () => {
    const free = await asked('offer');
    await submitAmount('99.50');
    expect((await desk.state(free.id)).offers).toMatchObject([{ amount: baht(9_950) }]);
    const whole = await asked('offer');
    await submit({ pick: 'refund_only' });
    expect((await desk.state(whole.id)).offers).toMatchObject([{ kind: 'refund_only', status: 'auto_approved' }]);
  });

  it('reject: the reason, the buyer’s text and the evidence reach the request', async () => {
    const { id } = await asked('reject');
    const evidence = 'https://cdn.example/a.jpg\nhttps://cdn.example/b.jpg';
    await submit({ reason: 'items_were_sent', text: 'Both bowls were in the box', evidence });
    expect((await desk.state(id)).rejection).toMatchObject({
      reason: 'items_were_sent',
      text: 'Both bowls were in the box',
      evidence: ['https://cdn.example/a.jpg', 'https://cdn.example/b.jpg'],
    });
  });

  it('counter, decline and ship do what they say', async () => {
    const first = await countered();
    await desk.press(desk.somchai, first.ts, 'counter_offer');
    await submit({ amount: '150' });
    expect((await desk.state(first.id)).offers.at(-1)).toMatchObject({ by: 'seller', amount: baht(15_000) });
    const second = await countered();
    await desk.press(desk.somchai, second.ts, 'reject_offer');
    await submit({ text: 'Too much for one bowl' });
    expect(await desk.events(second.id)).toEqual(expect.arrayContaining(['offer.rejected', 'request.handed_back']));
    const third = await desk.opened();
    await meanwhile(desk, third.id, agent, { type: 'ApproveRequest' });
    await desk.press(desk.somchai, await desk.post(third.id), 'ship');
    await submit({ carrier: 'Flash Express', tracking: 'TH0123456789' });
    expect((await desk.state(third.id)).shipment).toMatchObject({
      carrier: 'Flash Express',
      trackingNumber: 'TH0123456789',
    });
  });

  it('what cannot be read is told at its field, and nothing happens', async () => {
    const { id } = await asked('offer');
    const ack = await submitAmount('half');
    expect(JSON.parse(ack.body)).toMatchObject({ response_action: 'errors' });
    expect(Object.keys(errors())).toEqual(['amount']);
    expect(await desk.events(id)).toEqual(['request.opened']);
    await submit({ amount: '99' });
    expect((await desk.state(id)).offers).toMatchObject([{ amount: baht(9_900) }]);
  });

  it('a refusal of the domain is told at its field', async () => {
    await declare({ rejectReasons: { items_were_sent: { evidence: true } } });
    const { id } = await asked('reject');
    await submit({ reason: 'items_were_sent', text: 'Both were sent' });
    expect(errors()).toEqual({ evidence: expect.stringMatching(/evidence/u) });
    expect(await desk.events(id)).toEqual(['request.opened']);
    await submit({ reason: 'items_were_sent', text: 'Both were sent', evidence: 'https://cdn.example/a.jpg' });
    expect((await desk.state(id)).status).toBe('rejected');
  });

  it('an amount that became too much while the dialog was open is refused with the range of now', async () => {
    const { id } = await asked('offer');
    await meanwhile(
      desk,
      id,
      { kind: 'integrator', id: 'integrator' },
      {
        type: 'UpdateRequest',
        patch: { alreadyRefunded: baht(44_000) },
      },
    );
    await submit({ pick: 'percent:50' });
    expect(errors()).toEqual({ pick: expect.stringContaining('฿100.00') });
  });

  it('a pick whose money would be another by now is not offered: the dialog showed another amount', async () => {
    const { id } = await asked('offer');
    await meanwhile(desk, id, integrator, { type: 'UpdateRequest', patch: { alreadyRefunded: baht(48000) } });
    await submit({ pick: 'refund_only' });
    expect(errors()).toEqual({ pick: expect.stringContaining('฿60.00') });
    expect((await desk.state(id)).offers).toEqual([]);
  });

  it('what is not possible any more is told at the first field with what happened, and the message is repaired', async () => {
    const { id } = await asked('offer');
    await meanwhile(desk, id, agent, { type: 'RejectRequest', reason: 'items_were_sent', text: 'Both were sent' });
    await submit({ pick: 'percent:50' });
    expect(errors()).toEqual({ pick: expect.stringMatching(/no longer possible.*Customer service rejected/su) });
    expect(desk.asked.nudged).toEqual([id]);
    expect((await desk.state(id)).status).toBe('rejected');
  });

  it('an answer to an offer that is gone does not touch the one that came after it', async () => {
    const { id, ts } = await countered();
    await desk.press(desk.somchai, ts, 'reject_offer');
    await meanwhile(desk, id, agent, { type: 'AcceptOffer', offerId: await lastOffer(id) });
    const events = await desk.events(id);
    await submit({ text: 'Too much' });
    expect(Object.keys(errors())).toEqual(['text']);
    expect(await desk.events(id)).toEqual(events);
  });

  it('from somebody who was unlinked meanwhile is refused', async () => {
    const { id } = await asked('offer');
    await desk.store.slack.deleteLink('T1', 'U1', 'shop-1');
    await submit({ pick: 'percent:50' });
    expect(errors()).toEqual({ pick: expect.stringContaining('/parley link') });
    expect(await desk.events(id)).toEqual(['request.opened']);
  });

  it('delivered again after the buyer’s answer, it does not make a second offer', async () => {
    await declare({ maxOffers: 3 });
    const { id } = await asked('offer');
    await submit({ pick: 'percent:50' });
    const [delivery] = desk.slack.standIn.deliveries.slice(-1);
    if (!delivery) throw new Error('nothing was delivered');
    await meanwhile(desk, id, buyer, { type: 'RejectOffer', offerId: await lastOffer(id) });
    const ack = await desk.slack.deliver(delivery, { retry: { num: 1, reason: 'http_timeout' } });
    await desk.settled();
    expect(ack).toMatchObject({ status: 200, body: '' });
    expect((await desk.state(id)).offers).toHaveLength(1);
    expect((await desk.state(id)).status).toBe('awaiting_seller');
  });

  it('whose storage fails says sorry; sent again with the same words it is done once', async () => {
    const { id } = await asked('offer');
    const mend = desk.breakStorage();
    await submit({ pick: 'percent:50' });
    expect(errors()).toEqual({ pick: expect.stringContaining('Something went wrong') });
    mend();
    await submit({ pick: 'percent:50' });
    expect((await desk.state(id)).offers).toHaveLength(1);
    expect(desk.somchai.modal()).toBeNull();
  });

  describe('while the storage takes its time', () => {
    beforeEach(async () => {
      await desk.close();
      desk = await startSlackDesk({ ackWithin: ACK_WITHIN });
    });

    it('and submitted three times at once, it is done once', async () => {
      await declare({ maxOffers: 3 });
      const { id } = await asked('offer');
      const release = desk.holdStorage();
      await desk.somchai.submit({ pick: 'percent:50' });
      const [delivery] = desk.slack.standIn.deliveries.slice(-1);
      if (!delivery) throw new Error('nothing was delivered');
      const acks = await Promise.all([desk.slack.deliver(delivery), desk.slack.deliver(delivery)]);
      expect(acks.map(({ status }) => status)).toEqual([200, 200]);
      release();
      await desk.settled();
      expect((await desk.state(id)).offers).toHaveLength(1);
    });

    it('is acknowledged in time, done once, and the dialog is told that it is done', async () => {
      const { id } = await asked('offer');
      const release = desk.holdStorage();
      const ack = await desk.somchai.submit({ pick: 'percent:50' });
      expect(JSON.parse(ack.body)).toMatchObject({ response_action: 'update' });
      expect(ack.milliseconds).toBeGreaterThanOrEqual(ACK_WITHIN);
      expect(ACK_WITHIN_MS).toBeLessThan(3_000); // What it waits unless told otherwise; Slack waits three seconds.
      expect(JSON.stringify(desk.somchai.modal()?.view.blocks)).toContain('takes a little longer');
      expect(await desk.events(id)).toEqual(['request.opened']);
      release();
      await desk.settled();
      expect((await desk.state(id)).offers).toHaveLength(1);
      expect(JSON.stringify(desk.somchai.modal()?.view)).toContain('Done');
      expect(desk.asked.nudged).toEqual([]);
    });

    it('and refuses, the dialog says why', async () => {
      const { id } = await asked('offer');
      await meanwhile(desk, id, agent, { type: 'ApproveRequest' });
      const release = desk.holdStorage();
      await desk.somchai.submit({ pick: 'percent:50' });
      release();
      await desk.settled();
      const shown = JSON.stringify(desk.somchai.modal()?.view);
      expect(shown).toContain('Not done');
      expect(shown).toContain('Customer service approved');
    });

    it('and refuses after the person closed the dialog, they are told beside the message', async () => {
      const { id } = await asked('offer');
      await meanwhile(desk, id, agent, { type: 'ApproveRequest' });
      const release = desk.holdStorage();
      await desk.somchai.submit({ pick: 'percent:50' });
      await desk.somchai.closeModal();
      release();
      await desk.settled();
      expect(whispers()).toEqual([expect.stringContaining('Customer service approved')]);
    });

    it('and is done after the person closed the dialog, nothing more is said', async () => {
      const { id } = await asked('offer');
      const release = desk.holdStorage();
      await desk.somchai.submit({ pick: 'percent:50' });
      await desk.somchai.closeModal();
      release();
      await desk.settled();
      expect((await desk.state(id)).offers).toHaveLength(1);
      expect(whispers()).toEqual([]);
    });

    it('and Slack does not take the outcome, it is logged and the work stands', async () => {
      const { id } = await asked('offer');
      const release = desk.holdStorage();
      await desk.somchai.submit({ pick: 'percent:50' });
      desk.slack.faults.next('views.update', error('hash_conflict'));
      release();
      await desk.settled();
      expect((await desk.state(id)).offers).toHaveLength(1);
      expect(desk.logs.some((line) => line.includes('hash_conflict'))).toBe(true);
    });
  });

  it('that nobody knows is closed, and one whose metadata were changed says sorry', async () => {
    const { id } = await asked('offer');
    await submitAmount('?');
    const body = structuredClone(desk.slack.standIn.deliveries.at(-1)?.body) as { view: Record<string, unknown> };
    const unknown = { ...body, view: { ...body.view, callback_id: 'parley:dance' } };
    expect(await desk.slack.deliver({ kind: 'interactive', body: unknown })).toMatchObject({ status: 200, body: '' });
    for (const private_metadata of ['', '{}', 'null', '{"requestId":"req_1"}']) {
      const changed = { ...body, view: { ...body.view, private_metadata } };
      const ack = await desk.slack.deliver({ kind: 'interactive', body: changed });
      expect(JSON.parse(ack.body)).toEqual({
        response_action: 'errors',
        errors: { pick: expect.stringContaining('Something went wrong') },
      });
    }
    const closed = { ...body, type: 'view_closed' };
    expect(await desk.slack.deliver({ kind: 'interactive', body: closed })).toMatchObject({ status: 200, body: '' });
    expect(await desk.events(id)).toEqual(['request.opened']);
  });
});
