import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLinkCode } from '../../src/application/slack-link.ts';
import { error } from '../../stand-ins/slack/served/faults.ts';
import { alertsTo, meanwhile, type SlackDesk, startSlackDesk } from '../support/slack-listeners.ts';
import { agent, input, integrator, shop } from '../support/world.ts';

const MINUTE = 60_000;

describe('/parley', () => {
  let desk: SlackDesk;
  beforeEach(async () => {
    desk = await startSlackDesk();
  });
  afterEach(() => desk.close());

  /** What the person is answered. Every command is acknowledged with nothing, and its answer is for their eyes only. */
  async function type(text: string, { person = desk.somchai, channel = 'C1' } = {}): Promise<string> {
    const before = person.ephemerals().length;
    const inPublic = person.messages(channel).length;
    const ack = await person.slash(text, channel);
    expect(ack).toMatchObject({ status: 200, body: '' });
    await desk.settled();
    const answers = person.ephemerals().slice(before);
    expect(answers).toHaveLength(1);
    expect(person.messages(channel)).toHaveLength(inPublic);
    return `${answers[0]?.text} ${JSON.stringify(answers[0]?.blocks ?? [])}`;
  }
  const alerts = async (id = 'shop-1') => (await desk.store.directory.seller(id))?.alerts?.slack;
  const linksOf = async (user: string) => (await desk.store.slack.linksOf('T1', user)).map(({ sellerId }) => sellerId);
  const code = async (sellerId: string) => (await createLinkCode(desk.store, { sellerId }, desk.wallClock.now())).code;
  const linkToo = (sellerId: string) =>
    desk.store.slack.putLink({ team: 'T1', user: 'U1', sellerId, at: desk.clock.iso() });
  async function openFor(sellerId: string, orderId: string) {
    const envelope = { actor: integrator, arrivedAt: desk.clock.iso() };
    const outcome = await desk.world.commands.open(input({ sellerId, orderId }), envelope);
    if (!outcome.ok) throw new Error(outcome.refusal.detail);
    return outcome.state;
  }

  it.each(['', 'help', 'dance', 'constructor', 'show', 'link'])('%j gets help, linked or not', async (text) => {
    for (const person of [desk.somchai, desk.visitor]) {
      const answer = await type(text, { person });
      for (const command of ['list', 'mine', 'show', 'link', 'channel', 'quiet', 'digest', 'unlink'])
        expect(answer).toContain(`/parley ${command}`);
    }
  });

  it('everything about a shop is refused to who is linked to none, with how to link', async () => {
    for (const text of ['list', 'mine', 'show order-1', 'channel', 'quiet off', 'digest 9:00', 'unlink']) {
      expect(await type(text, { person: desk.visitor }), text).toMatch(/\/parley link/u);
    }
    expect(desk.asked.sellers).toEqual([]);
  });

  describe('list', () => {
    it('lists what waits for the person’s shops, soonest deadline first, and nothing else', async () => {
      await openFor('shop-1', 'order-late');
      desk.clock.advance(-MINUTE);
      await openFor('shop-1', 'order-soon');
      await openFor('shop-2', 'order-theirs');
      const closed = await openFor('shop-1', 'order-closed');
      await meanwhile(desk, closed.id, agent, { type: 'RejectRequest', reason: 'items_were_sent', text: 'Sent' });
      const offered = await openFor('shop-1', 'order-offered');
      const offer = { kind: 'partial_refund', percent: 50 } as const;
      await meanwhile(desk, offered.id, agent, { type: 'ProposeOffer', offer });
      const approved = await openFor('shop-1', 'order-approved');
      await meanwhile(desk, approved.id, agent, { type: 'ApproveRequest' });
      const answer = await type('list');
      expect(answer.indexOf('order-soon')).toBeGreaterThan(0);
      expect(answer.indexOf('order-late')).toBeGreaterThan(answer.indexOf('order-soon'));
      expect(answer).not.toContain('order-theirs');
      expect(answer).not.toContain('order-closed');
      expect(answer).not.toContain('order-offered');
      expect(answer.indexOf('order-approved')).toBeGreaterThan(answer.indexOf('order-late'));
      expect(answer).toMatch(/^[^·]*3/u);
    });

    it('takes all shops, or the one that is named', async () => {
      await linkToo('shop-2');
      await openFor('shop-1', 'order-one');
      await openFor('shop-2', 'order-two');
      expect(await type('list')).toMatch(/order-one.*order-two|order-two.*order-one/su);
      const one = await type('list shop-2');
      expect(one).toContain('order-two');
      expect(one).not.toContain('order-one');
      expect(await type('list shop-3')).toMatch(/do not act for.*shop-3/su);
    });

    it('has each request’s buttons, which work there, and shows the whole of it', async () => {
      const { id } = await openFor('shop-1', 'order-1');
      desk.clock.advance(MINUTE);
      await openFor('shop-1', 'order-2');
      await type('list');
      const [list] = desk.somchai.ephemerals();
      if (!list) throw new Error('there is no list');
      await desk.somchai.press({ ephemeral: list.id }, 'parley:show', { blockId: 'list:0:actions' });
      await desk.settled();
      expect(JSON.stringify(desk.somchai.ephemerals().at(-1))).toContain('The buyer asks you to send');
      await desk.somchai.press({ ephemeral: list.id }, 'parley:approve', { blockId: 'list:0:actions' });
      await desk.settled();
      expect(await desk.events(id)).toEqual(['request.opened', 'request.approved']);
    });

    it('says so where nothing waits', async () => {
      expect(await type('list')).toMatch(/^Nothing waits/u);
    });
  });

  describe('mine', () => {
    const to = { id: 'slack:T1/U1', name: 'somchai' };

    it('lists what the person has in hand, whatever it waits for, soonest deadline first, and nothing else', async () => {
      const late = await openFor('shop-1', 'order-late');
      desk.clock.advance(-MINUTE);
      const soon = await openFor('shop-1', 'order-soon');
      const closed = await openFor('shop-1', 'order-closed');
      const another = await openFor('shop-1', 'order-another');
      await openFor('shop-1', 'order-nobody');
      const offered = await openFor('shop-1', 'order-offered');
      const seller = { kind: 'seller', id: 'shop-1', userId: 'staff-1' } as const;
      for (const { id } of [late, soon, closed, offered])
        await meanwhile(desk, id, seller, { type: 'AssignRequest', to });
      await meanwhile(desk, another.id, seller, { type: 'AssignRequest', to: { id: 'slack:T1/U2' } });
      await meanwhile(desk, closed.id, agent, { type: 'RejectRequest', reason: 'items_were_sent', text: 'Sent' });
      const offer = { kind: 'partial_refund', percent: 50 } as const;
      await meanwhile(desk, offered.id, agent, { type: 'ProposeOffer', offer });
      const answer = await type('mine');
      expect(answer).toContain('You have 3 requests in hand');
      expect(answer.indexOf('order-late')).toBeGreaterThan(answer.indexOf('order-soon'));
      expect(answer).toContain('order-offered');
      for (const none of ['order-closed', 'order-another', 'order-nobody']) expect(answer).not.toContain(none);
    });

    it('says so where there is nothing', async () => {
      expect(await type('mine')).toMatch(/^You have nothing in hand\./u);
    });
  });

  describe('show', () => {
    it.each(['id', 'order', 'external', 'tracking', 'beginning'])('finds a request by its %s', async (by) => {
      const externalId = 'ext-4035633475056536357';
      const { id } = await desk.opened({ orderId: 'order-show-1', externalId });
      await meanwhile(desk, id, agent, { type: 'ApproveRequest' });
      await meanwhile(desk, id, agent, { type: 'ShipRequest', carrier: 'Flash', trackingNumber: 'TH0123' });
      const typed = { id, order: 'order-show-1', external: externalId, tracking: 'TH0123', beginning: 'order-show' }[
        by
      ];
      expect(await type(`show ${typed}`)).toContain('order-show-1');
    });

    it.each([
      ['#1001', ['1001', '#1001', '＃1001', '# 1001', '１００１']],
      ['1001', ['#1001', '1001']],
      ['ORD-A7', ['ord-a7']],
    ])('finds the order %s however its number is typed', async (orderId, typed) => {
      const { id } = await openFor('shop-1', orderId);
      await openFor('shop-1', `${orderId}9`);
      for (const query of typed) expect(await type(`show ${query}`), query).toContain(id);
    });

    it('the one that is named in full comes before those that begin alike; several are listed', async () => {
      const named = await openFor('shop-1', 'order-5');
      const longer = await openFor('shop-1', 'order-55');
      expect(await type('show order-5')).toContain(named.id);
      const answer = await type('show order');
      expect(answer).toContain(named.id);
      expect(answer).toContain(longer.id);
    });

    it('of another shop reads as one that does not exist', async () => {
      const { id } = await openFor('shop-2', 'order-theirs');
      for (const query of [id, 'order-theirs', 'order-none'])
        expect(await type(`show ${query}`)).toContain(`No request of your shop matches “${query}”`);
    });

    it('carries buttons that work, and is replaced by the request as it is afterwards', async () => {
      const { id } = await desk.opened({ orderId: 'order-button' });
      await type('show order-button');
      const [shown] = desk.somchai.ephemerals().slice(-1);
      await desk.somchai.press({ ephemeral: shown?.id ?? '' }, 'parley:approve');
      await desk.settled();
      expect((await desk.state(id)).status).toBe('awaiting_shipment');
      const [after, ...others] = desk.somchai.ephemerals();
      expect(others).toEqual([]);
      expect(JSON.stringify(after?.blocks)).toContain('parley:ship');
    });

    it('opens forms too, whose outcome replaces it', async () => {
      const { id } = await desk.opened({ orderId: 'order-form' });
      await type('show order-form');
      const [shown] = desk.somchai.ephemerals().slice(-1);
      await desk.somchai.press({ ephemeral: shown?.id ?? '' }, 'parley:offer');
      await desk.settled();
      await desk.somchai.submit({ pick: 'percent:50' });
      await desk.settled();
      expect((await desk.state(id)).offers).toHaveLength(1);
      const blocks = JSON.stringify(desk.somchai.ephemerals().map((each) => each.blocks));
      expect(blocks).toContain('parley:withdraw');
      expect(blocks).not.toContain('parley:approve');
    });

    it('an outdated button of it is answered, and it is replaced', async () => {
      const { id } = await desk.opened({ orderId: 'order-old' });
      await type('show order-old');
      const [shown] = desk.somchai.ephemerals().slice(-1);
      await meanwhile(desk, id, agent, { type: 'RejectRequest', reason: 'items_were_sent', text: 'Sent' });
      await desk.somchai.press({ ephemeral: shown?.id ?? '' }, 'parley:offer');
      await desk.settled();
      const texts = desk.somchai.ephemerals().map((each) => `${each.text} ${JSON.stringify(each.blocks)}`);
      expect(texts).toHaveLength(2);
      expect(texts.join()).toContain('out of date');
      expect(texts.join()).not.toContain('parley:offer');
    });
  });

  describe('link', () => {
    it('links whoever types the code, who then acts for the shop', async () => {
      const { id, ts } = await desk.opened();
      const answer = await type(`link ${(await code('shop-1')).toLowerCase()}`, { person: desk.visitor });
      expect(answer).toContain('You now act for ร้านชาม');
      expect(await linksOf('U3')).toEqual(['shop-1']);
      expect(JSON.stringify(desk.visitor.home()?.blocks)).toContain(id);
      await desk.press(desk.visitor, ts, 'approve');
      expect((await desk.state(id)).status).toBe('awaiting_shipment');
    });

    it('works once, and for ten minutes', async () => {
      const once = await code('shop-1');
      await type(`link ${once}`, { person: desk.visitor });
      expect(await type(`link ${once}`, { person: desk.anong })).toContain('not valid');
      const late = await code('shop-1');
      desk.wallClock.advance(10 * MINUTE);
      expect(await type(`link ${late}`, { person: desk.anong })).toContain('not valid');
      expect(await linksOf('U2')).toEqual(['shop-2']);
    });

    it('ten wrong codes in ten minutes are enough for one person, and for nobody else', async () => {
      for (let tries = 0; tries < 10; tries += 1)
        expect(await type('link 0000-0000', { person: desk.visitor })).toContain('not valid');
      const good = await code('shop-1');
      expect(await type(`link ${good}`, { person: desk.visitor })).toContain('Too many wrong codes');
      expect(await linksOf('U3')).toEqual([]);
      expect(await type(`link ${good}`, { person: desk.anong })).toContain('You now act for');
      desk.wallClock.advance(10 * MINUTE);
      expect(await type(`link ${await code('shop-1')}`, { person: desk.visitor })).toContain('You now act for');
    });

    it('never shows the code in the log', async () => {
      const secret = await code('shop-1');
      const mend = desk.breakStorage();
      expect(await type(`link ${secret}`)).toContain('Something went wrong');
      mend();
      expect(desk.logs.length).toBeGreaterThan(0);
      expect(desk.logs.join('')).not.toContain(secret);
    });
  });

  describe('channel', () => {
    it('sends the shop’s alerts to where it was typed, and keeps the other settings', async () => {
      const quiet = { from: '22:00', to: '07:00' };
      const declared = shop({ alerts: { slack: { channel: 'C9', quiet, mention: 'U9' } }, policy: { maxOffers: 2 } });
      await desk.store.directory.putSeller(declared);
      expect(await type('channel')).toContain('Alerts of ร้านชาม now come to this channel');
      expect(await desk.store.directory.seller('shop-1')).toEqual({
        ...declared,
        alerts: { slack: { team: 'T1', channel: 'C1', quiet, mention: 'U9' } },
      });
      expect(desk.asked.sellers).toEqual(['shop-1']);
    });

    it('works for a shop without alerts, and in the direct messages with the bot', async () => {
      await desk.store.directory.putSeller(shop());
      const dm = desk.somchai.dm();
      expect(await type('channel', { channel: dm })).toContain('now come to this channel');
      expect(await alerts()).toEqual({ team: 'T1', channel: dm });
    });

    it.each(['C2', 'C3'])('in %s, where the bot is not, says that it has to be invited', async (channel) => {
      expect(await type('channel', { channel })).toContain('/invite');
      expect(await alerts()).toMatchObject({ channel });
    });

    it('in direct messages between other people, where nobody can invite it, changes nothing', async () => {
      desk.slack.faults.next('conversations.info', error('channel_not_found'));
      expect(await type('channel', { channel: desk.somchai.dm() })).toContain('/parley channel');
      expect(await alerts()).toEqual(alertsTo('C1')?.slack);
    });

    it('of several shops needs the one that is meant, and lists them', async () => {
      await linkToo('shop-2');
      const answer = await type('channel', { channel: 'C1' });
      expect(answer).toMatch(/several shops.*shop-1.*shop-2/su);
      expect(await alerts('shop-2')).toBeUndefined();
      expect(await type('channel shop-3')).toMatch(/do not act for “shop-3”.*shop-1/su);
      expect(await type('channel shop-2')).toContain('Plate House');
      expect(await alerts('shop-2')).toEqual({ team: 'T1', channel: 'C1' });
      expect(await alerts('shop-1')).toEqual(alertsTo('C1')?.slack);
    });
  });

  describe('quiet and digest', () => {
    it('are set and turned off, and the worker looks at them', async () => {
      expect(await type('quiet 22:00-7:00')).toMatch(/22:00.*07:00/u);
      expect(await type('digest 9:00')).toContain('09:00');
      expect(await alerts()).toEqual({
        ...alertsTo('C1')?.slack,
        quiet: { from: '22:00', to: '07:00' },
        digestAt: '09:00',
      });
      expect(await type('quiet off')).toContain('no quiet hours');
      expect(await type('digest off')).toContain('No more daily digest');
      expect(await alerts()).toEqual(alertsTo('C1')?.slack);
      expect(desk.asked.sellers).toEqual(['shop-1', 'shop-1', 'shop-1', 'shop-1']);
    });

    it('with a time that no clock shows get an example and change nothing', async () => {
      expect(await type('quiet at night')).toContain('/parley quiet 22:00-07:00');
      expect(await type('digest 25:00')).toContain('/parley digest 09:00');
      expect(await alerts()).toEqual(alertsTo('C1')?.slack);
      expect(desk.asked.sellers).toEqual([]);
    });

    it('with times that could be several say which, ready to be typed, and change nothing', async () => {
      expect(await type('digest 9')).toContain('/parley digest 09:00 or /parley digest 21:00');
      expect(await type('quiet 10pm-7')).toContain('/parley quiet 22:00-07:00 or /parley quiet 22:00-19:00');
      expect(await alerts()).toEqual(alertsTo('C1')?.slack);
    });

    it('need a channel first', async () => {
      await desk.store.directory.putSeller(shop());
      for (const text of ['quiet 22:00-07:00', 'digest 9:00']) expect(await type(text)).toContain('/parley channel');
      expect(await alerts()).toBeUndefined();
      expect(desk.asked.sellers).toEqual([]);
    });

    it('of several shops need the one that is meant', async () => {
      await linkToo('shop-2');
      expect(await type('quiet 22:00-07:00')).toContain('/parley quiet 22:00-07:00 shop-1');
      await type('quiet 22:00-07:00 shop-1');
      expect(await alerts()).toMatchObject({ quiet: { from: '22:00', to: '07:00' } });
    });
  });

  describe('unlink', () => {
    it('ends acting for the shop, for this person only', async () => {
      await desk.store.slack.putLink({ team: 'T1', user: 'U3', sellerId: 'shop-1', at: desk.clock.iso() });
      const { id, ts } = await desk.opened();
      expect(await type('unlink')).toContain('no longer act for ร้านชาม');
      expect(await linksOf('U1')).toEqual([]);
      expect(await linksOf('U3')).toEqual(['shop-1']);
      await desk.press(desk.somchai, ts, 'approve');
      expect(await desk.events(id)).toEqual(['request.opened']);
    });

    it('of several shops needs the one that is meant', async () => {
      await linkToo('shop-2');
      expect(await type('unlink')).toMatch(/several shops/u);
      expect(await linksOf('U1')).toEqual(['shop-1', 'shop-2']);
      await type('unlink shop-2');
      expect(await linksOf('U1')).toEqual(['shop-1']);
    });
  });

  it('is acknowledged before anything is read, and answered when the storage does', async () => {
    const release = desk.holdStorage();
    expect(await desk.somchai.slash('list', 'C1')).toMatchObject({ status: 200, body: '' });
    expect(desk.somchai.ephemerals()).toEqual([]);
    release();
    await desk.settled();
    expect(desk.somchai.ephemerals()).toMatchObject([{ text: expect.stringContaining('Nothing waits') }]);
  });

  it('by another name is the same command', async () => {
    await desk.somchai.slash('list', 'C1', '/parley-dev');
    await desk.settled();
    expect(desk.somchai.ephemerals()).toHaveLength(1);
  });
});
