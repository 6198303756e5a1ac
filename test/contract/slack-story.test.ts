/** The whole story, told through Slack alone: what the seller sees there and does there, and the buyer's answer in chat. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SnapshotChannel } from '../../stand-ins/slack/slack.ts';
import { eventually } from '../support/eventually.ts';
import { API_KEY } from '../support/service.ts';
import { buttonsOf, CHANNEL, type SlackScene, shown, slackScene, TEAM, USER } from '../support/slack-scene.ts';
import { storeLegs, type TestStore } from '../support/stores.ts';

describe.each(storeLegs())('A seller in Slack, on $name', (leg) => {
  let scene: SlackScene;
  let stored: TestStore;
  beforeEach(async () => {
    stored = await leg.open();
    scene = await slackScene({ store: stored.store, alerts: { mention: USER } });
  });
  afterEach(async () => {
    await scene.close();
    await stored.cleanup();
  });

  const press = async (id: string, action: string) => {
    const ack = await scene.person.press({ channel: CHANNEL, ts: scene.parent(id).ts }, `parley:${action}`);
    expect(ack.status).toBe(200);
  };
  const status = async (id: string) => (await scene.read(id)).status;
  const opens = (form: string) =>
    eventually(`the form ${form} opens`, () => expect(scene.person.modal()?.view.callback_id).toBe(form));
  const becomes = (id: string, wanted: string) =>
    eventually(`the request becomes ${wanted}`, async () => expect(await status(id)).toBe(wanted));
  const channel = (): SnapshotChannel | undefined =>
    scene.slack.standIn.snapshot(TEAM, USER).channels.find(({ id }) => id === CHANNEL);

  it('is alerted, offers, is turned down, approves and ships, and every message tells the truth', async () => {
    const { id, orderId } = await scene.open({ text: 'Only one of the two bowls arrived' });
    const alert = scene.parent(id);
    expect(alert.text).toContain(orderId);
    expect(shown(alert)).toContain('Only one of the two bowls arrived');

    await press(id, 'offer');
    await opens('parley:offer');
    const submitted = await scene.person.submit({ pick: 'percent:50', note: 'So sorry' });
    expect(submitted.status).toBe(200);
    expect(submitted.body).not.toContain('errors');
    await scene.settle();
    const offered = await scene.read(id);
    expect(offered).toMatchObject({ status: 'negotiating', offer: { amount: { amount: 12500 }, note: 'So sorry' } });
    expect(buttonsOf(scene.parent(id))).toEqual(['parley:withdraw']);

    const messages = await fetch(`${scene.service.url}/v1/conversations/${offered.conversationId}/messages`, {
      headers: { authorization: `Bearer ${API_KEY}`, 'parley-actor': 'buyer:buyer-1' },
    });
    expect(JSON.stringify(await messages.json())).toContain('So sorry');
    const answered = await scene.post(`/v1/requests/${id}/offers/${offered.offer?.id}/reject`, {}, 'buyer:buyer-1');
    expect(answered.status).toBe(200);
    await scene.settle();
    expect(buttonsOf(scene.parent(id))).toEqual(['parley:approve', 'parley:reject']);
    expect(channel()?.messages).toHaveLength(2);

    await press(id, 'approve');
    await becomes(id, 'awaiting_shipment');
    await scene.settle();
    expect(buttonsOf(scene.parent(id))).toEqual(['parley:ship', 'parley:documents', 'parley:page']);

    await press(id, 'ship');
    await opens('parley:ship');
    await scene.person.submit({ carrier: 'Kerry', tracking: 'TH0123456789' });
    await scene.settle();
    expect(await status(id)).toBe('shipped');
    expect(buttonsOf(scene.parent(id))).toEqual([]);
    expect(shown(scene.parent(id))).toContain('TH0123456789');

    const events = await scene.store.requests.events(id, 0, 50);
    const mine = events.filter(({ type }) => ['offer.proposed', 'request.approved', 'shipment.shipped'].includes(type));
    expect(mine.map(({ actor }) => actor)).toEqual(
      Array.from({ length: 3 }, () => ({ kind: 'seller', id: 'shop-1', userId: `slack:${TEAM}/${USER}` })),
    );
    expect(scene.replies(id).length).toBeGreaterThanOrEqual(4);
    expect(scene.parents(id)).toHaveLength(1);
  });

  it('rule 19: reminders mention the assignee, and whoever takes it later', async () => {
    const { id } = await scene.open();
    await scene.post(`/v1/requests/${id}/assign`, { to: { id: `slack:${TEAM}/U2`, name: 'anong' } }, 'seller:shop-1');
    await scene.settle();
    expect(scene.replies(id).at(-1)?.text).toContain('anong takes it in hand.');
    const { deadline } = await scene.read(id);
    const until = (before: number) => scene.pass(Date.parse(deadline?.at ?? '') - before - scene.clock.now());
    await until(4 * 3_600_000);
    const reminded = scene.replies(id).at(-1);
    expect(reminded && shown(reminded)).toContain('"user_id":"U2"');
    await press(id, 'assign');
    await scene.settle();
    await until(3_600_000);
    const again = scene.replies(id).at(-1);
    expect(again && shown(again)).toContain(`"user_id":"${USER}"`);
    expect(again && shown(again)).not.toContain('"user_id":"U2"');
  });

  it('rule 19: reminders name an assignee whom Slack does not know', async () => {
    const { id } = await scene.open();
    await scene.post(`/v1/requests/${id}/assign`, { to: { id: 'staff-7', name: 'Mali' } }, 'seller:shop-1');
    await scene.settle();
    const { deadline } = await scene.read(id);
    await scene.pass(Date.parse(deadline?.at ?? '') - 4 * 3_600_000 - scene.clock.now());
    expect(
      scene
        .replies(id)
        .map(({ text }) => text)
        .filter((text) => text.includes('Mali has it in hand.')),
    ).toHaveLength(1);
  });

  it('counters: the buyer names an amount, the seller answers it in Slack', async () => {
    const policy = { maxRounds: 3 };
    const seller = await scene.store.directory.seller('shop-1');
    if (seller) await scene.store.directory.putSeller({ ...seller, policy });
    const { id } = await scene.open();
    await press(id, 'offer');
    await opens('parley:offer');
    await scene.person.submit({ pick: 'percent:30' });
    await scene.settle();
    const { offer } = await scene.read(id);
    await scene.post(
      `/v1/requests/${id}/offers/${offer?.id}/counter`,
      { amount: { amount: 20000, currency: 'THB' } },
      'buyer:buyer-1',
    );
    await scene.settle();
    expect(buttonsOf(scene.parent(id)).toSorted()).toEqual([
      'parley:accept_offer',
      'parley:counter_offer',
      'parley:reject_offer',
    ]);
    await press(id, 'accept_offer');
    await becomes(id, 'settling');
    await scene.settle();
    expect(buttonsOf(scene.parent(id))).toEqual([]);
    expect((await scene.read(id)).refund?.amount.amount).toBe(20000);
  });
});
