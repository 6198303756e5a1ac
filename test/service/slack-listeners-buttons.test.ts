import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { encodeTarget } from '../../bots/slack/blocks/actions.ts';
import type { OfferBody } from '../../src/contract/commands.ts';
import { error, http } from '../../stand-ins/slack/served/faults.ts';
import type { PostedMessage } from '../../stand-ins/slack/slack.ts';
import { HOUR } from '../support/builders.ts';
import { meanwhile, type SlackDesk, startSlackDesk } from '../support/slack-listeners.ts';
import { agent, buyer, shop } from '../support/world.ts';

const HALF: OfferBody = { kind: 'partial_refund', percent: 50 };
/** Why somebody may not act, and how to link. */
const WHY_NOT = /linked to the shop.*\/parley link/su;
const ROUNDS = { maxRounds: 3, maxOffers: 3 };

describe('A button of a request in Slack', () => {
  let desk: SlackDesk;
  beforeEach(async () => {
    desk = await startSlackDesk();
  });
  afterEach(() => desk.close());

  const message = (ts: string): PostedMessage => {
    const found = desk.somchai.messages('C1').find((each) => each.ts === ts);
    if (!found) throw new Error(`no message ${ts}`);
    return structuredClone(found);
  };
  const whispers = (person = desk.somchai) => person.ephemerals().map(({ text }) => text);
  const whoDid = async (type: string, id: string) =>
    (await desk.store.requests.events(id, 0, 100)).filter((event) => event.type === type).map(({ actor }) => actor);
  const offerBy = (id: string, offer: OfferBody = HALF) => meanwhile(desk, id, agent, { type: 'ProposeOffer', offer });
  const lastOffer = async (id: string) => (await desk.state(id)).offers.at(-1)?.id ?? '';
  /** A request on which the buyer's counter-offer waits for the seller. */
  async function countered() {
    await desk.store.directory.putSeller(shop({ alerts: { slack: { channel: 'C1' } }, policy: ROUNDS }));
    const { id } = await desk.opened();
    await offerBy(id);
    const amount = { amount: 20_000, currency: 'THB' };
    await meanwhile(desk, id, buyer, { type: 'CounterOffer', offerId: await lastOffer(id), amount });
    return { id, ts: await desk.post(id) };
  }

  it('approve: the request is approved by that person, the worker edits the message, and nothing else is said', async () => {
    const { id, ts } = await desk.opened();
    const ack = await desk.press(desk.somchai, ts, 'approve');
    expect(ack).toMatchObject({ status: 200, body: '' });
    expect((await desk.state(id)).status).toBe('awaiting_shipment');
    expect(await whoDid('request.approved', id)).toEqual([{ kind: 'seller', id: 'shop-1', userId: 'slack:T1/U1' }]);
    expect(desk.asked.nudged).toEqual([]);
    expect(whispers()).toEqual([]);
    expect(desk.slack.calls.filter(({ method }) => method !== 'chat.postMessage')).toEqual([]);
  });

  it('hold_rule: one press keeps the shop’s rule from acting, and a second one changes nothing', async () => {
    const rule = {
      id: 'bowls',
      name: 'Bowls',
      enabled: true,
      at: { beforeDeadline: 1800 },
      when: {},
      then: HALF,
    } as const;
    await desk.store.directory.putSeller({ ...shop({ alerts: { slack: { channel: 'C1' } } }), rules: [rule] } as never);
    const { id, ts } = await desk.opened();
    await desk.press(desk.somchai, ts, 'hold_rule');
    expect((await desk.state(id)).rule?.status).toBe('held');
    expect(await whoDid('rule.held', id)).toEqual([{ kind: 'seller', id: 'shop-1', userId: 'slack:T1/U1' }]);
    await desk.press(desk.somchai, ts, 'hold_rule');
    expect(await desk.events(id)).toEqual(['request.opened', 'rule.held']);
    expect(JSON.stringify(message(await desk.post(id)).blocks)).not.toMatch(/hold_rule|rule Bowls/u);
  });

  it('rule 19: assign takes it for whoever presses, a second press changes nothing, and let_go lets it go', async () => {
    const { id, ts } = await desk.opened();
    expect(JSON.stringify(message(ts).blocks)).toContain('Nobody has it in hand yet.');
    await desk.press(desk.somchai, ts, 'assign');
    await desk.press(desk.somchai, ts, 'assign');
    expect((await desk.state(id)).assignees?.shop).toEqual({ id: 'slack:T1/U1', name: 'somchai' });
    expect(JSON.stringify(message(await desk.post(id)).blocks)).toContain('somchai has it in hand.');
    expect(await desk.events(id)).toEqual(['request.opened', 'request.assigned']);
    expect(whispers()).toEqual([]);
    await desk.somchai.slash('mine', 'C1');
    await desk.settled();
    const mine = desk.somchai.ephemerals().at(-1);
    expect(mine?.text).toContain('You have 1 request in hand');
    await desk.somchai.press({ ephemeral: mine?.id ?? '' }, 'parley:let_go');
    await desk.settled();
    expect((await desk.state(id)).assignees?.shop).toBeUndefined();
  });

  it('earlier: whoever acts for the shop sees what its buyer asked of it before, and nobody else does', async () => {
    const { id: first } = await desk.opened({ orderId: 'order-1' });
    await desk.opened({ orderId: 'of-another', buyerId: 'buyer-other', conversationId: 'conv-other' });
    desk.clock.advance(1_000);
    const { ts } = await desk.opened({ orderId: 'order-2' });
    desk.clock.advance(1_000);
    await desk.opened({ orderId: 'order-3' });
    expect(JSON.stringify(message(ts).blocks)).toContain('1 earlier claim in 90 days with this shop');
    await desk.press(desk.visitor, ts, 'earlier');
    expect(JSON.stringify(desk.visitor.ephemerals())).not.toContain('order-1');
    await desk.press(desk.somchai, ts, 'earlier');
    const [told] = desk.somchai.ephemerals();
    const listed = JSON.stringify(told?.blocks);
    expect(told?.text).toBe('1 earlier claim in 90 days with this shop');
    expect(['order-1', 'of-another', 'order-2', 'order-3'].filter((order) => listed.includes(order))).toEqual([
      'order-1',
    ]);
    expect(listed).toContain(first);
  });

  it('accept_offer and withdraw are done at once', async () => {
    const asked = await countered();
    await desk.press(desk.somchai, asked.ts, 'accept_offer');
    expect(await desk.events(asked.id)).toEqual(expect.arrayContaining(['offer.accepted', 'refund.requested']));
    const offered = await desk.opened();
    await offerBy(offered.id);
    await desk.press(desk.somchai, await desk.post(offered.id), 'withdraw');
    expect(await desk.events(offered.id)).toContain('offer.withdrawn');
    expect(whispers()).toEqual([]);
  });

  it.each([
    ['reject', 'parley:reject'],
    ['offer', 'parley:offer'],
  ])('%s opens its dialog about the request as it is now', async (action, callbackId) => {
    const { id, ts } = await desk.opened();
    await desk.press(desk.somchai, ts, action);
    const view = desk.somchai.modal()?.view;
    expect(view?.callback_id).toBe(callbackId);
    expect(JSON.parse(view?.private_metadata ?? '')).toMatchObject({ requestId: id, channel: 'C1', ts });
    expect(await desk.events(id)).toEqual(['request.opened']);
  });

  it('counter_offer, reject_offer and ship open theirs', async () => {
    const { id, ts } = await countered();
    await desk.press(desk.somchai, ts, 'counter_offer');
    expect(desk.somchai.modal()?.view.callback_id).toBe('parley:counter');
    await desk.press(desk.somchai, ts, 'reject_offer');
    expect(desk.somchai.modal()?.view.callback_id).toBe('parley:decline');
    expect(JSON.parse(desk.somchai.modal()?.view.private_metadata ?? '')).toMatchObject({
      offerId: await lastOffer(id),
    });
    const approved = await desk.opened();
    await meanwhile(desk, approved.id, agent, { type: 'ApproveRequest' });
    const saved = vi.spyOn(desk.store.replies, 'get');
    await desk.press(desk.somchai, await desk.post(approved.id), 'ship');
    expect(desk.somchai.modal()?.view.callback_id).toBe('parley:ship');
    expect(saved, 'nothing is said to the buyer').not.toHaveBeenCalled();
    saved.mockRestore();
  });

  it('pressed twice, the second press is no error', async () => {
    const { id, ts } = await desk.opened();
    const button = { channel: 'C1', ts };
    await desk.somchai.press(button, 'parley:approve');
    desk.clock.advance(300);
    await desk.somchai.press(button, 'parley:approve');
    await desk.settled();
    desk.clock.advance(300);
    await desk.press(desk.somchai, ts, 'approve');
    expect(await desk.events(id)).toEqual(['request.opened', 'request.approved']);
    expect(whispers()).toEqual([]);
  });

  it('delivered twice, it is done once and answered alike, even where the state has moved on meanwhile', async () => {
    const { id } = await desk.opened();
    await offerBy(id);
    const ts = await desk.post(id);
    await desk.press(desk.somchai, ts, 'withdraw');
    const [delivery] = desk.slack.standIn.deliveries.slice(-1);
    if (!delivery) throw new Error('nothing was delivered');
    await meanwhile(desk, id, agent, { type: 'ApproveRequest' });
    const events = await desk.events(id);
    const again = await desk.slack.deliver(delivery, { retry: { num: 1, reason: 'http_timeout' } });
    await desk.settled();
    expect(again).toMatchObject({ status: 200, body: '' });
    expect(await desk.events(id)).toEqual(events);
    expect(whispers()).toEqual([]);
  });

  it('of an offer that was followed by another, it says so: it is no double click', async () => {
    await desk.store.directory.putSeller(shop({ alerts: { slack: { channel: 'C1' } }, policy: { maxOffers: 2 } }));
    const { id } = await desk.opened();
    await offerBy(id);
    const ts = await desk.post(id);
    await desk.press(desk.somchai, ts, 'withdraw');
    await offerBy(id);
    desk.clock.advance(300);
    desk.wallClock.advance(300);
    await desk.press(desk.somchai, ts, 'withdraw');
    expect((await desk.state(id)).offers.at(-1)?.status).toBe('pending');
    expect(whispers()).toEqual([expect.stringMatching(/out of date/u)]);
    expect(desk.asked.nudged).toEqual([id]);
  });

  it('outdated, it is answered with what happened meanwhile, and the message is repaired', async () => {
    const { id, ts } = await desk.opened();
    await meanwhile(desk, id, agent, { type: 'RejectRequest', reason: 'items_were_sent', text: 'Both were sent' });
    for (const action of ['approve', 'offer', 'reject']) await desk.press(desk.somchai, ts, action);
    expect(await desk.events(id)).toEqual(['request.opened', 'request.rejected']);
    expect(whispers()).toHaveLength(3);
    for (const text of whispers()) expect(text).toMatch(/out of date.*Customer service rejected the request/su);
    expect(desk.asked.nudged).toEqual([id, id, id]);
    expect(desk.somchai.modal()).toBeNull();
  });

  it('in effect already by somebody else, it says so: nobody believes it was their press', async () => {
    const { id, ts } = await desk.opened();
    await meanwhile(desk, id, agent, { type: 'ApproveRequest' });
    await desk.press(desk.somchai, ts, 'approve');
    expect(await desk.events(id)).toEqual(['request.opened', 'request.approved']);
    expect(whispers()).toEqual([expect.stringMatching(/out of date.*Customer service approved/su)]);
    expect(desk.asked.nudged).toEqual([id]);
  });

  it('of an offer that another one has replaced, it does not touch the new one', async () => {
    const { id, ts } = await countered();
    const before = message(ts);
    await meanwhile(desk, id, agent, { type: 'RejectOffer', offerId: await lastOffer(id) });
    await offerBy(id, { kind: 'partial_refund', percent: 60 });
    const amount = { amount: 21_000, currency: 'THB' };
    await meanwhile(desk, id, buyer, { type: 'CounterOffer', offerId: await lastOffer(id), amount });
    const events = await desk.events(id);
    for (const action of ['accept_offer', 'counter_offer', 'reject_offer'])
      await desk.press(desk.somchai, ts, action, { stale: before });
    expect(await desk.events(id)).toEqual(events);
    expect(whispers()).toHaveLength(3);
    expect(desk.somchai.modal()).toBeNull();
  });

  it('of an older version goes through where it still means the same', async () => {
    const { id, ts } = await desk.opened();
    await meanwhile(desk, id, agent, { type: 'ExtendDeadline', seconds: 3600, text: 'Stocktaking' });
    await desk.press(desk.somchai, ts, 'approve');
    expect((await desk.state(id)).status).toBe('awaiting_shipment');
    expect(whispers()).toEqual([]);
  });

  it('pressed after the deadline, finds the platform’s own decision first, and is told it', async () => {
    const { id, ts } = await desk.opened();
    desk.clock.advance(3 * 24 * HOUR);
    await desk.press(desk.somchai, ts, 'offer');
    expect(whispers()).toEqual([expect.stringContaining('out of date')]);
    await desk.press(desk.somchai, ts, 'approve');
    expect(await desk.events(id)).toContain('request.approved');
    expect((await desk.state(id)).approval).toMatchObject({ by: 'platform', cause: 'timeout' });
    expect(whispers()).toEqual([
      expect.stringContaining('out of date'),
      expect.stringMatching(/the platform approved/u),
    ]);
  });

  it('somebody who is linked to nothing, or to another shop, is told why not and how to link', async () => {
    const { id, ts } = await desk.opened();
    for (const person of [desk.visitor, desk.anong]) {
      await desk.press(person, ts, 'approve');
      await desk.press(person, ts, 'offer');
      expect(whispers(person)).toHaveLength(2);
      for (const text of whispers(person)) expect(text).toMatch(WHY_NOT);
      expect(person.modal()).toBeNull();
    }
    expect(await desk.events(id)).toEqual(['request.opened']);
    expect(desk.asked.nudged).toEqual([]);
    expect(whispers()).toEqual([]);
  });

  it('a namesake in another workspace is another person', async () => {
    const { id, ts } = await desk.opened();
    await desk.press(desk.visitor, ts, 'approve');
    const [delivery] = desk.slack.standIn.deliveries.slice(-1);
    const body = structuredClone(delivery?.body) as { user: { id: string; team_id: string } };
    body.user = { ...body.user, id: 'U1', team_id: 'T2' };
    await desk.slack.deliver({ kind: 'interactive', body });
    await desk.settled();
    expect(await desk.events(id)).toEqual(['request.opened']);
  });

  it('a request that does not exist reads as one of another shop', async () => {
    const { ts } = await desk.opened();
    await desk.press(desk.anong, ts, 'approve');
    const stale = message(ts);
    const value = encodeTarget({ requestId: 'req_nowhere', version: 1 });
    for (const block of stale.blocks ?? [])
      for (const element of (block.elements as { value?: string }[] | undefined) ?? [])
        if (element.value) element.value = value;
    await desk.press(desk.anong, ts, 'approve', { stale });
    const [other, none] = whispers(desk.anong);
    expect(none).toBe(other);
    expect(desk.logs.join('')).not.toContain('req_nowhere');
  });

  it('with a value that nobody wrote does nothing', async () => {
    const { id, ts } = await desk.opened();
    const hostile = [
      '',
      '{',
      'null',
      '[]',
      '{"requestId":"req_1"}',
      `{"requestId":"${id}","version":"1"}`,
      'x'.repeat(2000),
    ];
    for (const value of hostile) {
      const stale = message(ts);
      for (const block of stale.blocks ?? [])
        for (const element of (block.elements as { value?: string }[] | undefined) ?? [])
          if (element.value !== undefined) element.value = value;
      expect(await desk.press(desk.somchai, ts, 'approve', { stale })).toMatchObject({ status: 200 });
    }
    expect(await desk.events(id)).toEqual(['request.opened']);
    expect(whispers()).toEqual([]);
  });

  it('that nobody knows is acknowledged, and that is all', async () => {
    await desk.opened();
    const [delivery] = [...desk.slack.standIn.deliveries];
    expect(delivery).toBeUndefined();
    const { ts } = await desk.opened();
    await desk.press(desk.visitor, ts, 'approve');
    const body = structuredClone(desk.slack.standIn.deliveries.at(-1)?.body) as { actions: Record<string, unknown>[] };
    const before = desk.slack.calls.length;
    for (const action_id of ['parley:dance', 'parley:', 'open-link', 'toString', 'parley:constructor', '']) {
      body.actions = [{ ...body.actions[0], action_id }];
      expect(await desk.slack.deliver({ kind: 'interactive', body }), action_id).toMatchObject({
        status: 200,
        body: '',
      });
    }
    await desk.settled();
    expect(desk.slack.calls.length).toBe(before);
  });

  it('whose dialog Slack would not open any more asks to be pressed again', async () => {
    const { ts } = await desk.opened();
    for (const code of ['expired_trigger_id', 'exchanged_trigger_id']) {
      desk.slack.faults.next('views.open', error(code));
      await desk.press(desk.somchai, ts, 'offer');
    }
    expect(whispers()).toEqual([
      expect.stringMatching(/took too long.*press/su),
      expect.stringMatching(/took too long/u),
    ]);
    expect(desk.logs.filter((line) => line.includes('"level":40'))).toEqual([]);
  });

  it('whose storage was slower than Slack’s trigger asks to be pressed again too', async () => {
    const { ts } = await desk.opened();
    const release = desk.holdStorage();
    await desk.somchai.press({ channel: 'C1', ts }, 'parley:offer');
    desk.wallClock.advance(3_000);
    release();
    await desk.settled();
    expect(desk.somchai.modal()).toBeNull();
    expect(whispers()).toEqual([expect.stringContaining('took too long')]);
    await desk.press(desk.somchai, ts, 'offer');
    expect(desk.somchai.modal()?.view.callback_id).toBe('parley:offer');
  });

  it('whose dialog Slack refuses is logged with the request, and the person is told', async () => {
    const { id, ts } = await desk.opened();
    desk.slack.faults.next('views.open', error('invalid_arguments'));
    await desk.press(desk.somchai, ts, 'offer');
    expect(whispers()).toEqual([expect.stringContaining('Something went wrong')]);
    const line = desk.logs.find((each) => each.includes('invalid_arguments')) ?? '';
    expect(JSON.parse(line)).toMatchObject({ requestId: id, action: 'offer' });
    expect(desk.logs.join('')).not.toMatch(/xoxb|\/respond\//u);
  });

  it('answers by chat.postEphemeral where the response URL does not take it', async () => {
    const { ts } = await desk.opened();
    desk.slack.faults.next('response_url', http(500));
    await desk.press(desk.visitor, ts, 'approve');
    expect(desk.slack.callsOf('chat.postEphemeral')).toHaveLength(1);
    expect(whispers(desk.visitor)).toEqual([expect.stringMatching(WHY_NOT)]);
  });

  it('is acknowledged before anything is read, and carried out when the storage answers', async () => {
    const { id, ts } = await desk.opened();
    const release = desk.holdStorage();
    const ack = await desk.somchai.press({ channel: 'C1', ts }, 'parley:approve');
    expect(ack).toMatchObject({ status: 200, body: '' });
    expect(await desk.events(id)).toEqual(['request.opened']);
    release();
    await desk.settled();
    expect(await desk.events(id)).toEqual(['request.opened', 'request.approved']);
  });

  it('counts from when it arrived: a storage that waits past the deadline makes nobody late', async () => {
    const { id, ts } = await desk.opened();
    desk.clock.advance(24 * HOUR - 1000);
    const release = desk.holdStorage();
    await desk.somchai.press({ channel: 'C1', ts }, 'parley:approve');
    desk.clock.advance(HOUR);
    release();
    await desk.settled();
    expect((await desk.state(id)).approval).toMatchObject({ by: 'seller', cause: 'decision' });
  });

  it('where the storage fails says sorry, and pressing again works', async () => {
    const { id, ts } = await desk.opened();
    const mend = desk.breakStorage();
    const ack = await desk.press(desk.somchai, ts, 'approve');
    expect(ack).toMatchObject({ status: 200, body: '' });
    expect(whispers()).toEqual([expect.stringContaining('Something went wrong')]);
    expect(desk.logs.find((line) => line.includes('the disk is full'))).toContain(id);
    mend();
    await desk.press(desk.somchai, ts, 'approve');
    expect((await desk.state(id)).status).toBe('awaiting_shipment');
  });
});
