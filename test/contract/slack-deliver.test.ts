/** Alerts reach Slack once, in order, whatever goes wrong on the way. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { delayed, error, http, loseResponse, rateLimited } from '../../stand-ins/slack/served/faults.ts';
import { buttonsOf, CHANNEL, type SlackScene, slackScene, slackSceneOn, TEAM } from '../support/slack-scene.ts';
import { storeLegs } from '../support/stores.ts';
import { input } from '../support/world.ts';

const HOUR = 3_600_000;
const MINUTE = 60_000;

describe.each(storeLegs())('Slack alerts when Slack fails, on $name', (leg) => {
  let scene: SlackScene;
  beforeEach(async () => {
    scene = await slackSceneOn(leg.open);
  });
  afterEach(() => scene.close());

  it('finds a parent whose answer was lost instead of posting it again', async () => {
    scene.slack.faults.next('chat.postMessage', loseResponse());
    const { id } = await scene.open();
    await scene.pass(MINUTE);
    expect(scene.parents(id)).toHaveLength(1);
    expect(scene.slack.callsOf('conversations.history')).toHaveLength(1);
    await scene.offer(id);
    await scene.settle();
    expect(buttonsOf(scene.parent(id))).toEqual(['parley:withdraw']);
  });

  it('posts again where the lost post never happened', async () => {
    scene.slack.faults.next('chat.postMessage', http(503));
    const { id } = await scene.open();
    expect(scene.parents(id)).toHaveLength(0);
    await scene.pass(MINUTE);
    expect(scene.parents(id)).toHaveLength(1);
  });

  it('finds a reply whose answer was lost', async () => {
    const { id } = await scene.open();
    scene.slack.faults.next('chat.postMessage', loseResponse());
    await scene.offer(id);
    await scene.settle();
    await scene.pass(MINUTE);
    expect(scene.replies(id)).toHaveLength(1);
  });

  it('waits as long as a read limit says, then goes on', async () => {
    scene.slack.faults.next('chat.postMessage', http(503));
    scene.slack.faults.next('conversations.history', rateLimited(60));
    const { id } = await scene.open();
    await scene.pass(5_000);
    expect(scene.parents(id)).toHaveLength(0);
    await scene.pass(61_000);
    expect(scene.parents(id)).toHaveLength(1);
  });

  it('serves many lost posts of a channel with one look', async () => {
    scene.slack.faults.next('chat.postMessage', loseResponse(), { times: 3 });
    const opened = [];
    for (let count = 0; count < 3; count += 1) {
      opened.push(await scene.open());
      await scene.service.app.slack?.deliverer.pauses.clearAll(TEAM);
    }
    await scene.pass(2 * MINUTE);
    await scene.pass(2 * MINUTE);
    for (const { id } of opened) expect(scene.parents(id)).toHaveLength(1);
    expect(scene.slack.callsOf('conversations.history')).toHaveLength(1);
  });

  it('honours Retry-After and posts nothing before', async () => {
    scene.slack.faults.next('chat.postMessage', rateLimited(30));
    const { id } = await scene.open();
    await scene.pass(29_000);
    expect(scene.slack.callsOf('chat.postMessage')).toHaveLength(1);
    await scene.pass(2_000);
    expect(scene.parents(id)).toHaveLength(1);
    expect(await scene.alertStatus()).toBe('ok');
  });

  it('keeps the order of a request over a failure', async () => {
    const { id } = await scene.open();
    scene.slack.faults.next('chat.update', http(500));
    await scene.offer(id);
    await scene.settle();
    await scene.rejectOffer(id);
    await scene.settle();
    await scene.pass(MINUTE);
    const told = scene.replies(id).map(({ text }) => text ?? '');
    expect(told.join('\n')).toMatch(/offer[\s\S]*rejected/iu);
    expect(buttonsOf(scene.parent(id))).toEqual(['parley:approve', 'parley:reject']);
  });

  it('records a revoked token, tells the agents, and tries again when it is back', async () => {
    const told: string[] = [];
    scene.service.app.feed.subscribe((change) => change.type === 'attention' && told.push(change.attention.code));
    scene.slack.faults.next('*', error('token_revoked'), { times: 3 });
    const { id } = await scene.open();
    expect(await scene.alertStatus()).toBe('token_revoked');
    expect(told).toEqual(['slack_token_revoked']);
    scene.slack.faults.clear();
    await scene.pass(20 * MINUTE);
    expect(scene.parents(id)).toHaveLength(1);
    expect(await scene.alertStatus()).toBe('ok');
  });

  it('records an archived channel and posts as soon as it is unarchived', async () => {
    await scene.slack.standIn.archive(TEAM, CHANNEL);
    const { id } = await scene.open();
    expect(await scene.alertStatus()).toBe('channel_archived');
    await scene.slack.standIn.unarchive(TEAM, CHANNEL);
    await scene.settle();
    expect(scene.parents(id)).toHaveLength(1);
    expect(await scene.alertStatus()).toBe('ok');
  });

  it('posts a deleted message again while the request is open, and says that it was deleted', async () => {
    const { id } = await scene.open();
    await scene.person.deleteMessage(CHANNEL, scene.parent(id).ts);
    await scene.offer(id);
    await scene.settle();
    expect(buttonsOf(scene.parent(id))).toEqual(['parley:withdraw']);
    expect(await scene.alertStatus()).toBe('message_deleted');
    await scene.rejectOffer(id);
    await scene.settle();
    expect(await scene.alertStatus()).toBe('ok');
  });

  it('leaves a deleted message of a decided request alone', async () => {
    const { id } = await scene.open();
    await scene.person.deleteMessage(CHANNEL, scene.parent(id).ts);
    await scene.post(`/v1/requests/${id}/reject`, { reason: 'other', text: 'Sent twice' }, 'seller:shop-1');
    await scene.settle();
    expect(scene.parents(id)).toHaveLength(0);
  });

  it('asks no more of a workspace that said to wait, whatever was in line already', async () => {
    await scene.alert({ channel: 'C9' });
    for (let count = 0; count < 12; count += 1) await scene.post('/v1/requests', input());
    await scene.settle();
    scene.slack.standIn.addChannel(TEAM, { id: 'C9', name: 'many' });
    scene.slack.faults.next('chat.postMessage', rateLimited(30));
    const before = scene.slack.callsOf('chat.postMessage').length;
    await scene.pass(20 * MINUTE);
    expect(scene.slack.callsOf('chat.postMessage').length - before).toBeLessThanOrEqual(4);
    await scene.pass(31_000);
    await scene.pass(MINUTE);
    expect(scene.person.messages('C9')).toHaveLength(12);
  });

  it('counts what fails at once as one failure: alerts are back soon after Slack is', async () => {
    scene.slack.faults.next('chat.postMessage', http(503), { times: 12 });
    for (let count = 0; count < 12; count += 1) await scene.post('/v1/requests', input());
    await scene.settle();
    scene.slack.faults.clear();
    for (let minute = 0; minute < 3; minute += 1) await scene.pass(MINUTE);
    expect(scene.person.messages(CHANNEL)).toHaveLength(12);
  });

  it('edits the parent while a lost reply still has to be looked for', async () => {
    const { id } = await scene.open();
    scene.slack.faults.next('chat.postMessage', loseResponse());
    scene.slack.faults.next('conversations.replies', rateLimited(600));
    await scene.offer(id);
    await scene.settle();
    await scene.pass(5_000);
    await scene.rejectOffer(id);
    await scene.settle();
    expect(buttonsOf(scene.parent(id))).toEqual(['parley:approve', 'parley:reject']);
    await scene.pass(11 * MINUTE);
    expect(scene.replies(id)).toHaveLength(2);
  });

  it('keeps what stood in the way on record until something reached Slack again', async () => {
    await scene.slack.standIn.archive(TEAM, CHANNEL);
    await scene.open();
    expect(await scene.alertStatus()).toBe('channel_archived');
    await scene.alert({ quiet: { from: '09:00', to: '20:00' } });
    await scene.pass(2 * HOUR);
    expect(await scene.alertStatus()).toBe('channel_archived');
  });

  it('takes the buttons from a message that was left behind, also where that did not work at first', async () => {
    const { id } = await scene.open();
    scene.slack.standIn.addChannel(TEAM, { id: 'C2', name: 'new-returns' });
    scene.slack.faults.next('chat.update', rateLimited(60));
    await scene.alert({ channel: 'C2' });
    await scene.settle();
    expect(scene.parents(id, 'C2')).toHaveLength(1);
    await scene.pass(61_000);
    await scene.pass(MINUTE);
    const [old] = scene.parents(id, CHANNEL);
    expect(old && buttonsOf(old)).toEqual([]);
  });

  it('moves with the alerts: the new channel gets the open requests, the old message says so', async () => {
    const { id } = await scene.open();
    scene.slack.standIn.addChannel(TEAM, { id: 'C2', name: 'new-returns' });
    await scene.alert({ channel: 'C2' });
    await scene.settle();
    expect(scene.parents(id, 'C2')).toHaveLength(1);
    const [old] = scene.parents(id, CHANNEL);
    expect(old && buttonsOf(old)).toEqual([]);
  });

  it('writes to a person as a direct message', async () => {
    await scene.alert({ channel: 'U1' });
    const { id } = await scene.open();
    expect(scene.parents(id, scene.person.dm())).toHaveLength(1);
    await scene.offer(id);
    await scene.settle();
    const [parent] = scene.parents(id, scene.person.dm());
    expect(parent && buttonsOf(parent)).toEqual(['parley:withdraw']);
  });

  it('lets two processes share the work without doubling it', async () => {
    const other = await slackScene({ store: scene.store, beside: scene.slack, clock: scene.clock });
    scene.slack.faults.next('chat.postMessage', delayed(50), { times: 4 });
    const bots = [scene.service.app.slack, other.service.app.slack];
    const ids: string[] = [];
    for (let count = 0; count < 4; count += 1) {
      const { body } = await scene.post('/v1/requests', input());
      ids.push(body.id);
    }
    await scene.service.app.relay.idle();
    await Promise.all(bots.map((bot) => bot?.deliverer.run()));
    for (const id of ids) expect(scene.parents(id)).toHaveLength(1);
    expect(scene.slack.callsOf('chat.postMessage')).toHaveLength(4);
    await other.close();
  });
});
