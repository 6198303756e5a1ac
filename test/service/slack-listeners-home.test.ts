import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { error } from '../../stand-ins/slack/served/faults.ts';
import type { Person } from '../../stand-ins/slack/slack.ts';
import { alertsTo, meanwhile, type SlackDesk, startSlackDesk } from '../support/slack-listeners.ts';
import { agent, input, integrator, shop } from '../support/world.ts';

const ALL = { team: 'T1', channel: 'C1', mention: 'U9', quiet: { from: '22:00', to: '07:00' }, digestAt: '09:00' };

describe('App Home', () => {
  let desk: SlackDesk;
  beforeEach(async () => {
    desk = await startSlackDesk();
  });
  afterEach(() => desk.close());

  const shown = (person: Person = desk.somchai) => JSON.stringify(person.home()?.blocks ?? null);
  async function visit(person: Person = desk.somchai) {
    await person.openHome();
    await desk.settled();
  }
  async function press(action: string, person: Person = desk.somchai) {
    const ack = await person.press('home', `parley:${action}`);
    await desk.settled();
    return ack;
  }
  async function submit(entries: Parameters<Person['submit']>[0]) {
    const ack = await desk.somchai.submit(entries);
    await desk.settled();
    return ack;
  }
  const alerts = async () => (await desk.store.directory.seller('shop-1'))?.alerts?.slack;
  const modalText = () => JSON.stringify(desk.somchai.modal()?.view ?? null);

  it('shows what waits for the shops the person acts for, and no other’s', async () => {
    const { id } = await desk.opened({ orderId: 'order-of-shop-1' });
    const other = input({ sellerId: 'shop-2', orderId: 'order-of-shop-2' });
    await desk.world.commands.open(other, { actor: integrator, arrivedAt: desk.clock.iso() });
    await visit();
    expect(shown()).toContain('order-of-shop-1');
    expect(shown()).toContain(id);
    expect(shown()).not.toContain('order-of-shop-2');
    await visit(desk.anong);
    expect(shown(desk.anong)).toContain('order-of-shop-2');
    expect(shown(desk.anong)).not.toContain('order-of-shop-1');
  });

  it('tells somebody who is not linked how to link', async () => {
    await visit(desk.visitor);
    expect(shown(desk.visitor)).toContain('/parley link');
  });

  it('is not published for the messages tab', async () => {
    await desk.somchai.openHome('messages');
    await desk.settled();
    expect(desk.slack.callsOf('views.publish')).toEqual([]);
  });

  it('a button acts as in the channel, and Home is published again', async () => {
    const { id } = await desk.opened();
    await visit();
    await press('approve');
    expect((await desk.state(id)).status).toBe('awaiting_shipment');
    expect(shown()).toContain('parley:ship');
    expect(shown()).not.toContain('parley:approve');
    expect(desk.somchai.modal()).toBeNull();
  });

  it('a form opened here publishes Home again when it was submitted', async () => {
    const { id } = await desk.opened();
    await visit();
    await press('offer');
    expect(JSON.parse(desk.somchai.modal()?.view.private_metadata ?? '')).toMatchObject({ requestId: id, home: true });
    await submit({ pick: 'percent:50' });
    expect((await desk.state(id)).offers).toHaveLength(1);
    expect(shown()).not.toContain(id);
  });

  it('an outdated button is answered in a dialog, and Home is published again', async () => {
    const { id } = await desk.opened();
    await visit();
    await meanwhile(desk, id, agent, { type: 'RejectRequest', reason: 'items_were_sent', text: 'Both were sent' });
    await press('approve');
    expect(modalText()).toMatch(/Customer service rejected/u);
    expect(shown()).not.toContain(id);
  });

  it('a dialog that Slack would not open any more leaves a Home that is true', async () => {
    const { id } = await desk.opened();
    await visit();
    desk.slack.faults.next('views.open', error('expired_trigger_id'), { times: 2 });
    await press('offer');
    expect(desk.somchai.modal()).toBeNull();
    expect(desk.slack.callsOf('views.publish')).toHaveLength(2);
    expect(shown()).toContain(id);
  });

  it('that cannot be published is logged, and is made anew when it is opened next', async () => {
    desk.slack.faults.next('views.publish', error('not_enabled'));
    await visit();
    expect(desk.logs.some((line) => line.includes('not_enabled'))).toBe(true);
    expect(desk.somchai.home()).toBeNull();
    await visit();
    expect(shown()).toContain('ร้านชาม');
  });

  describe('Settings', () => {
    it('change the alerts and nothing else, and have the worker look at them', async () => {
      const declared = shop({ alerts: { slack: ALL }, policy: { maxOffers: 2 }, holidays: ['2026-12-31'] });
      await desk.store.directory.putSeller(declared);
      await visit();
      await press('settings');
      // The shop is changed elsewhere while the dialog is open.
      await desk.store.directory.putSeller({ ...declared, name: 'New name' });
      await submit({ quiet_from: '21:30', quiet_to: '06:00', digest: null, language: 'th', mention: 'U2' });
      expect(desk.somchai.modal()).toBeNull();
      expect(await desk.store.directory.seller('shop-1')).toEqual({
        ...declared,
        name: 'New name',
        alerts: {
          slack: { team: 'T1', channel: 'C1', quiet: { from: '21:30', to: '06:00' }, locale: 'th', mention: 'U2' },
        },
      });
      expect(desk.asked.sellers).toEqual(['shop-1']);
      expect(shown()).toContain('21:30');
    });

    it('that contradict each other are told at the field, and nothing is stored', async () => {
      await visit();
      await press('settings');
      await submit({ quiet_from: '22:00', quiet_to: null });
      expect(Object.keys(desk.somchai.modal()?.errors ?? {})).toEqual(['quiet_to']);
      expect(await alerts()).toEqual(alertsTo('C1')?.slack);
      expect(desk.asked.sellers).toEqual([]);
    });

    it('need a channel first', async () => {
      await desk.store.directory.putSeller(shop());
      await visit();
      await press('settings');
      await submit({ digest: '09:00' });
      expect(Object.values(desk.somchai.modal()?.errors ?? {})).toEqual([expect.stringContaining('/parley channel')]);
      expect(await alerts()).toBeUndefined();
    });

    it('are refused to somebody who was unlinked meanwhile', async () => {
      await visit();
      await press('settings');
      await desk.store.slack.deleteLink('T1', 'U1', 'shop-1');
      await submit({ digest: '09:00' });
      expect(await alerts()).toEqual(alertsTo('C1')?.slack);
      await desk.somchai.closeModal();
      await press('settings');
      expect(modalText()).toContain('/parley link');
    });

    it('are stored once the storage answers, and the dialog says so', async () => {
      await desk.close();
      desk = await startSlackDesk({ ackWithin: 100 });
      await visit();
      await press('settings');
      const release = desk.holdStorage();
      const ack = await desk.somchai.submit({ digest: '08:15' });
      expect(JSON.parse(ack.body)).toMatchObject({ response_action: 'update' });
      release();
      await desk.settled();
      expect(await alerts()).toMatchObject({ channel: 'C1', digestAt: '08:15' });
      expect(modalText()).toContain('Done');
    });
  });
});

describe('What happens to a workspace', () => {
  let desk: SlackDesk;
  beforeEach(async () => {
    desk = await startSlackDesk();
  });
  afterEach(() => desk.close());

  it('the bot invited, or a channel unarchived: its alerts are tried again', async () => {
    await desk.slack.standIn.inviteBot('T1', 'C2');
    await desk.settled();
    expect(desk.asked.teams).toEqual(['T1']);
    await desk.slack.standIn.archive('T1', 'C1');
    await desk.slack.standIn.unarchive('T1', 'C1');
    await desk.settled();
    expect(desk.asked.teams).toEqual(['T1', 'T1']);
  });

  it('somebody else joining a channel means nothing', async () => {
    const event = { type: 'member_joined_channel', user: 'U2', channel: 'C1', channel_type: 'C', team: 'T1' };
    await desk.slack.standIn.send(desk.slack.standIn.event('T1', event));
    await desk.settled();
    expect(desk.asked.teams).toEqual([]);
  });

  it('the app uninstalled, or the bot’s token revoked: the workspace is forgotten; a user’s token is not ours', async () => {
    const revoked = (tokens: object) => desk.slack.standIn.event('T1', { type: 'tokens_revoked', tokens });
    await desk.slack.standIn.send(revoked({ oauth: ['U2'] }));
    await desk.settled();
    expect(desk.asked.forgotten).toEqual([]);
    await desk.slack.standIn.send(revoked({ oauth: [], bot: ['U1BOT'] }));
    await desk.slack.standIn.uninstall('T1');
    await desk.settled();
    expect(desk.asked.forgotten.length).toBeGreaterThanOrEqual(2);
    expect(new Set(desk.asked.forgotten)).toEqual(new Set(['T1']));
  });
});
