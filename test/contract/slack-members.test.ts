/** A Slack user and the member of the shop's staff whose code they used are one person (rule 19), on pages and in Slack. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createParley } from '../../packages/client/src/index.ts';
import type { PostedMessage } from '../../stand-ins/slack/slack.ts';
import { eventually } from '../support/eventually.ts';
import { API_KEY } from '../support/service.ts';
import { CHANNEL, type SlackScene, shown, slackSceneOn, TEAM, USER } from '../support/slack-scene.ts';
import { type BoardClient, clientOf, connected, okay, tokenFor } from '../support/sockets.ts';
import { storeLegs } from '../support/stores.ts';

const HOUR = 3_600_000;
const MALI = 'seller:shop-1:staff-7';

describe.each(storeLegs())('A member of staff who is linked in Slack, on $name', (leg) => {
  let scene: SlackScene;
  beforeEach(async () => {
    scene = await slackSceneOn(leg.open);
  });
  afterEach(() => scene.close());

  /** A code as it is asked for by this actor; the integrator where none is named. */
  async function codeBy(actor?: string, shop = 'shop-1'): Promise<string> {
    const { status, body } = await scene.post<{ code: string }>(`/v1/sellers/${shop}/slack-link`, {}, actor);
    expect(status).toBe(201);
    return body.code;
  }
  async function types(text: string, person = scene.person): Promise<PostedMessage['text']> {
    const before = person.ephemerals().length;
    await person.slash(text, CHANNEL);
    await eventually('the answer', () => expect(person.ephemerals()).toHaveLength(before + 1));
    await scene.settle();
    const answer = person.ephemerals().at(-1);
    return `${answer?.text} ${JSON.stringify(answer?.blocks)}`;
  }
  const links = async (actor?: string) => types(`link ${await codeBy(actor)}`);
  const takes = (id: string, actor = MALI) => scene.post(`/v1/requests/${id}/assign`, { to: 'me' }, actor);
  /** Moves to just before the request's deadline, and tells what is due by then. */
  async function reminded(id: string, before = HOUR): Promise<PostedMessage> {
    const { deadline } = await scene.read(id);
    await scene.pass(Date.parse(deadline?.at ?? '') - before - scene.clock.now());
    const told = scene.replies(id).filter(({ text }) => text.includes('Reminder: decide by'));
    const last = told.at(-1);
    if (!last) throw new Error('no reminder was told');
    return last;
  }
  const calls = (message: PostedMessage): string[] =>
    [...shown(message).matchAll(/"type":"user","user_id":"([^"]+)"/gu)].map(([, user = '']) => user);
  const assignee = async (id: string) => (await scene.read(id)).assignees?.shop?.id;
  /** What Manage Returns lists as this member's own. */
  async function mine(actor: `seller:${string}`): Promise<string[]> {
    const parley = createParley({ baseUrl: scene.service.url, apiKey: API_KEY, retries: 0 });
    const { items } = await parley.requests.list({ assignee: 'me' }, { actor });
    return items.map(({ id }) => id).sort();
  }

  /** What the live board lists as this member's own. */
  async function mineOnBoard(userId: string): Promise<string[]> {
    const token = await tokenFor({ role: 'seller', id: 'shop-1', userId }, Date.now());
    const socket: BoardClient = clientOf(scene.service.url, '/seller', { token });
    await connected(socket);
    const { requests } = okay(await socket.emitWithAck('snapshot', { filter: { assignee: 'me' } }));
    socket.disconnect();
    return requests.map(({ id }) => id).sort();
  }

  it('rule 19: is mentioned by a reminder of what they took on a page', async () => {
    await links(MALI);
    const { id } = await scene.open();
    await takes(id);
    const reminder = await reminded(id);
    expect(calls(reminder)).toEqual([USER]);
    expect(shown(reminder)).not.toContain('has it in hand');
  });

  it('and by an escalation, and by a buyer’s message that waits', async () => {
    await links(MALI);
    await scene.alert({ escalation: [{ leadSeconds: 7_200, mention: 'U2' }] });
    const { id, conversationId } = await scene.open();
    await takes(id);
    await scene.post(`/v1/conversations/${conversationId}/messages`, { text: 'Hello?' }, 'buyer:buyer-1');
    await scene.pass(0);
    const { deadline } = await scene.read(id);
    await scene.pass(Date.parse(deadline?.at ?? '') - 2 * HOUR - scene.clock.now());
    const keyed = (part: string) =>
      scene.replies(id).filter(({ metadata }) => String(metadata?.event_payload.key).includes(part));
    expect(keyed('#waits').map(calls)).toEqual([[USER]]);
    expect(keyed('#escalation').map(calls)).toEqual([['U2', USER]]);
  });

  it('rule 19: in words, where the link was made before, by the integrator’s code, or in another workspace', async () => {
    await links();
    await scene.store.slack.putLink({
      team: 'T9',
      user: 'U9',
      sellerId: 'shop-1',
      userId: 'staff-7',
      at: scene.clock.iso(),
    });
    await scene.store.slack.putLink({
      team: TEAM,
      user: 'U8',
      sellerId: 'shop-2',
      userId: 'staff-7',
      at: scene.clock.iso(),
    });
    const { id } = await scene.open();
    await takes(id);
    const reminder = await reminded(id);
    expect(calls(reminder)).toEqual([]);
    expect(shown(reminder)).toContain('staff-7 has it in hand.');
  });

  it('in words again once they unlinked, which is forgotten: linked anew by another code they are nobody in particular', async () => {
    await links(MALI);
    await types('unlink');
    await links();
    const { id } = await scene.open();
    await takes(id);
    expect(calls(await reminded(id))).toEqual([]);
    await scene.person.press({ channel: CHANNEL, ts: scene.parent(id).ts }, 'parley:assign');
    await scene.settle();
    expect(await assignee(id)).toBe('slack:T1/U1');
  });

  it('rule 19: what they take in Slack is the member’s, and “mine” is the same everywhere, with what they took before', async () => {
    const before = await scene.open({ orderId: 'order-before' });
    const press = async (id: string, action: string) => {
      await scene.person.press({ channel: CHANNEL, ts: scene.parent(id).ts }, `parley:${action}`);
      await scene.settle();
    };
    await press(before.id, 'assign');
    expect(await assignee(before.id)).toBe('slack:T1/U1');
    await links(MALI);
    const after = await scene.open({ orderId: 'order-after', conversationId: 'conv-2' });
    await press(after.id, 'assign');
    expect(await assignee(after.id)).toBe('staff-7');
    const page = await scene.open({ orderId: 'order-page', conversationId: 'conv-3' });
    await takes(page.id);
    const others = await scene.open({ orderId: 'order-others', conversationId: 'conv-4' });
    await takes(others.id, 'seller:shop-1:staff-8');
    const own = [before.id, after.id, page.id].sort();
    expect(await mine(MALI)).toEqual(own);
    expect(await mine('seller:shop-1:slack%3AT1/U1')).toEqual(own);
    for (const id of ['staff-7', 'slack:T1/U1']) expect(await mineOnBoard(id)).toEqual(own);
    expect(await mine('seller:shop-1:staff-8')).toEqual([others.id]);
    const listed = await types('mine');
    expect(listed).toContain('You have 3 requests in hand');
    for (const order of ['order-before', 'order-after', 'order-page']) expect(listed).toContain(order);
    // Histories keep who did what: the Slack user pressed, the member has it.
    const events = await scene.store.requests.events(after.id, 0, 10);
    expect(events.at(-1)).toMatchObject({ actor: { userId: 'slack:T1/U1' }, data: { to: { id: 'staff-7' } } });
    await press(page.id, 'assign');
    await types('mine');
    expect(await assignee(page.id)).toBe('staff-7');
  });

  it('several Slack users are one member: each is called, and has what any of them took', async () => {
    await links(MALI);
    await scene.store.slack.putLink({
      team: TEAM,
      user: 'U2',
      sellerId: 'shop-1',
      userId: 'staff-7',
      at: scene.clock.iso(),
    });
    const { id } = await scene.open();
    await scene.person.press({ channel: CHANNEL, ts: scene.parent(id).ts }, 'parley:assign');
    await scene.settle();
    expect(await mine('seller:shop-1:slack%3AT1/U2')).toEqual([id]);
    expect(calls(await reminded(id)).sort()).toEqual([USER, 'U2']);
  });
});
