/** Somebody else is told (`alerts.slack.escalation`): the steps before a duty ends in silence, each told once. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loseResponse, rateLimited } from '../../stand-ins/slack/served/faults.ts';
import type { PostedMessage } from '../../stand-ins/slack/slack.ts';
import { buttonsOf, CHANNEL, type SlackScene, shown, slackScene, slackSceneOn, TEAM } from '../support/slack-scene.ts';
import { storeLegs } from '../support/stores.ts';

const HOUR = 3_600_000;
const MINUTE = 60_000;
const BOSS = { leadSeconds: 7_200, mention: 'U2' };
const GROUP = { leadSeconds: 3_600, mention: 'S1' };

describe.each(storeLegs())('Escalation in Slack, on $name', (leg) => {
  let scene: SlackScene;
  beforeEach(async () => {
    scene = await slackSceneOn(leg.open);
    await scene.alert({ escalation: [BOSS, GROUP] });
  });
  afterEach(() => scene.close());

  const keyOf = ({ metadata }: PostedMessage): string => String(metadata?.event_payload.key ?? '');
  const escalations = (id: string): PostedMessage[] =>
    scene.replies(id).filter((message) => keyOf(message).includes('#escalation'));
  const mentions = (id: string, mention: string): number =>
    escalations(id).filter((message) => shown(message).includes(`"${mention}"`)).length;
  /** Moves to so long before the request's deadline. */
  async function until(id: string, before: number): Promise<void> {
    const { deadline } = await scene.read(id);
    await scene.pass(Date.parse(deadline?.at ?? '') - before - scene.clock.now());
  }

  it('tells each step once, in thread and channel, that long before respond_by', async () => {
    const { id } = await scene.open();
    await until(id, 2 * HOUR + MINUTE);
    expect(escalations(id)).toEqual([]);
    await until(id, 2 * HOUR);
    expect([mentions(id, 'U2'), mentions(id, 'S1')]).toEqual([1, 0]);
    await until(id, HOUR);
    await until(id, HOUR / 2);
    expect([mentions(id, 'U2'), mentions(id, 'S1')]).toEqual([1, 1]);
    const channel = scene.person.messages(CHANNEL).map(({ ts }) => ts);
    for (const { ts } of escalations(id)) expect(channel).toContain(ts);
  });

  it('says what silence will do and what it costs', async () => {
    const { id } = await scene.open();
    await until(id, 2 * HOUR);
    const [told] = escalations(id);
    expect(told && shown(told)).toContain('the platform approves the request');
    expect(told && shown(told)).toContain('worth ฿250.00 at its own cost');
    expect(told && buttonsOf(told)).toContain('parley:approve');
  });

  it('tells that long before ship_by', async () => {
    const { id } = await scene.open();
    await scene.post(`/v1/requests/${id}/approve`, {}, 'seller:shop-1');
    await scene.settle();
    await until(id, 2 * HOUR);
    expect(mentions(id, 'U2')).toBe(1);
    expect(shown(escalations(id)[0] as PostedMessage)).toContain('Nobody has shipped yet');
  });

  it('is silent where the duty does not stand any more', async () => {
    const { id } = await scene.open();
    await until(id, 3 * HOUR);
    await scene.offer(id);
    await scene.settle();
    await scene.pass(2 * HOUR);
    expect(escalations(id)).toEqual([]);
  });

  it('is made true when the request is decided later', async () => {
    const { id } = await scene.open();
    await until(id, 2 * HOUR);
    await scene.post(`/v1/requests/${id}/reject`, { reason: 'other', text: 'Sent twice' }, 'seller:shop-1');
    await scene.settle();
    const [told, ...more] = escalations(id);
    expect(more).toEqual([]);
    expect(told && buttonsOf(told)).toEqual([]);
    expect(told && shown(told)).toContain('Your shop rejected the request');
    expect(told && shown(told)).not.toContain('Nobody has decided yet');
  });

  it('is told anew for the deadline that an extension set', async () => {
    const { id } = await scene.open();
    await until(id, 2 * HOUR);
    await scene.post(`/v1/requests/${id}/extend`, { seconds: 86_400, text: 'Storm' }, 'agent:agent-1');
    await scene.settle();
    expect(shown(escalations(id)[0] as PostedMessage)).toContain('Customer service gave more time');
    await until(id, 2 * HOUR);
    expect(escalations(id)).toHaveLength(2);
    expect(mentions(id, 'U2')).toBe(1);
  });

  it('tells all steps that were missed in an outage in one message', async () => {
    const { id } = await scene.open();
    await until(id, HOUR / 2);
    expect(escalations(id)).toHaveLength(1);
    expect([mentions(id, 'U2'), mentions(id, 'S1')]).toEqual([1, 1]);
  });

  it('tells a step that the shop adds when its moment has passed, for what is open', async () => {
    await scene.alert({});
    const { id } = await scene.open();
    await until(id, HOUR);
    expect(escalations(id)).toEqual([]);
    await scene.alert({ escalation: [GROUP] });
    await scene.settle();
    expect(mentions(id, 'S1')).toBe(1);
  });

  it('waits for the end of quiet hours, unless the deadline falls before', async () => {
    const { id } = await scene.open();
    const { deadline } = await scene.read(id);
    const at = (before: number) =>
      new Date(Date.parse(deadline?.at ?? '') - before + 7 * HOUR).toISOString().slice(11, 16);
    await scene.alert({ escalation: [BOSS], quiet: { from: at(3 * HOUR), to: at(HOUR) } });
    await until(id, 2 * HOUR);
    expect(escalations(id)).toEqual([]);
    await until(id, HOUR);
    expect(mentions(id, 'U2')).toBe(1);
  });

  it('is not doubled where the answer was lost, nor by another instance', async () => {
    const { id } = await scene.open();
    scene.slack.faults.next('chat.postMessage', loseResponse());
    scene.slack.faults.next('conversations.replies', rateLimited(60));
    await until(id, 2 * HOUR);
    const other = await slackScene({ store: scene.store, beside: scene.slack, clock: scene.clock });
    for (let minute = 0; minute < 4; minute += 1) {
      scene.clock.advance(MINUTE);
      await Promise.all([scene.settle(), other.settle()]);
    }
    expect(mentions(id, 'U2')).toBe(1);
    await other.post(`/v1/requests/${id}/approve`, {}, 'seller:shop-1');
    await other.settle();
    expect(buttonsOf(escalations(id)[0] as PostedMessage)).toEqual([]);
    await other.close();
  });

  it('leaves no buttons behind where the alerts move', async () => {
    const { id } = await scene.open();
    await until(id, 2 * HOUR);
    const [told] = escalations(id);
    scene.slack.standIn.addChannel(TEAM, { id: 'C2', name: 'new-returns' });
    await scene.alert({ channel: 'C2', escalation: [BOSS] });
    await scene.settle();
    const left = scene.person.messages(CHANNEL).find(({ ts }) => ts === told?.ts);
    expect(left && buttonsOf(left)).toEqual([]);
    expect(JSON.stringify(scene.person.messages('C2'))).not.toContain('"U2"');
  });
});
