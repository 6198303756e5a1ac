/** A shop is told in Slack of a buyer's message that waits for a reply, once, and what it was told stays true. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loseResponse } from '../../stand-ins/slack/served/faults.ts';
import type { PostedMessage } from '../../stand-ins/slack/slack.ts';
import { buttonsOf, CHANNEL, type SlackScene, shown, slackScene, slackSceneOn, TEAM } from '../support/slack-scene.ts';
import { storeLegs } from '../support/stores.ts';

const HOUR = 3_600_000;
const MINUTE = 60_000;
const BUYER = 'buyer:buyer-1';
const SHOP = 'seller:shop-1';

describe.each(storeLegs())('A buyer who waits for a reply, in Slack, on $name', (leg) => {
  let scene: SlackScene;
  beforeEach(async () => {
    scene = await slackSceneOn(leg.open);
  });
  afterEach(() => scene.close());

  const keyOf = ({ metadata }: PostedMessage): string => String(metadata?.event_payload.key ?? '');
  const told = (id: string): PostedMessage[] =>
    scene.replies(id).filter((message) => keyOf(message).includes('#waits'));
  const only = (id: string): PostedMessage => {
    const [message, ...more] = told(id);
    if (!message || more.length > 0) throw new Error(`told ${told(id).length} times`);
    return message;
  };
  /** Somebody writes in the chat, and nothing is told yet. */
  async function written(conversationId: string, text: string, actor = BUYER, by = scene) {
    const { status } = await by.post(`/v1/conversations/${conversationId}/messages`, { text }, actor);
    expect(status).toBe(201);
  }
  async function writes(conversationId: string, text: string, actor = BUYER) {
    await written(conversationId, text, actor);
    await scene.settle();
  }

  it('is told in the request’s thread, with a button, and not in the channel', async () => {
    const { id, conversationId } = await scene.open();
    expect(told(id)).toEqual([]);
    await writes(conversationId, 'Is it *on* its way? <!channel>');
    const message = only(id);
    expect(shown(message)).toContain('Is it *on* its way? <!channel>');
    expect(message.text).not.toContain('<!channel>');
    expect(buttonsOf(message)).toEqual(['parley:reply']);
    expect(scene.person.messages(CHANNEL).map(({ ts }) => ts)).not.toContain(message.ts);
  });

  it('is told once for all that a buyer writes in a row, and shows the latest of it', async () => {
    const { id, conversationId } = await scene.open();
    await writes(conversationId, 'Hello?');
    await writes(conversationId, 'Anybody there?');
    expect(shown(only(id))).toContain('Anybody there?');
    await scene.pass(HOUR);
    await scene.offer(id);
    await scene.settle();
    expect(told(id)).toHaveLength(1);
  });

  it.each([
    ['the shop', SHOP, 'Your shop replied to the buyer.'],
    ['an agent', 'agent:agent-1', 'Customer service replied to the buyer.'],
  ])('says that %s replied, without the buyer’s words and the button', async (_, actor, sentence) => {
    const { id, conversationId } = await scene.open();
    await writes(conversationId, 'Hello?');
    await writes(conversationId, 'Tomorrow', actor);
    expect(shown(only(id))).toContain(sentence);
    expect(shown(only(id))).not.toContain('Hello?');
    expect(buttonsOf(only(id))).toEqual([]);
  });

  it('is told anew after a reply, also where both came before anything was told', async () => {
    const { id, conversationId } = await scene.open();
    await writes(conversationId, 'Hello?');
    await written(conversationId, 'Tomorrow', SHOP);
    await writes(conversationId, 'Which day?');
    expect(told(id).map(buttonsOf)).toEqual([[], ['parley:reply']]);
    expect(shown(told(id)[1] as PostedMessage)).toContain('Which day?');
  });

  it('does not tell what the buyer said with the request, which its message shows', async () => {
    const { id, conversationId } = await scene.open({ text: 'One bowl is missing' });
    expect(told(id)).toEqual([]);
    await writes(conversationId, 'And a plate');
    expect(shown(only(id))).toContain('And a plate');
  });

  it('waits for the end of quiet hours, and is not told where somebody replied by then', async () => {
    const first = await scene.open();
    const at = (after: number) => new Date(scene.clock.now() + after + 7 * HOUR).toISOString().slice(11, 16);
    await scene.alert({ quiet: { from: at(-HOUR), to: at(2 * HOUR) } });
    await writes(first.conversationId, 'Hello?');
    expect(told(first.id)).toEqual([]);
    const second = await scene.open({ orderId: 'order-2', conversationId: 'conv-2' });
    await writes('conv-2', 'Hello?');
    await writes('conv-2', 'Tomorrow', SHOP);
    await scene.pass(2 * HOUR);
    expect(told(first.id)).toHaveLength(1);
    expect(told(second.id)).toEqual([]);
  });

  it('is told where the process died as the message was written', async () => {
    const { id, conversationId } = await scene.open();
    const wake = scene.store.work.alert.wake;
    let wakes = 0;
    scene.store.work.alert.wake = async (...args) => {
      wakes += 1;
      if (wakes > 1) throw new Error('the process died');
      return wake(...args);
    };
    const path = `/v1/conversations/${conversationId}/messages`;
    expect((await scene.post(path, { text: 'Hello?' }, BUYER)).status, 'what was written stands').toBe(201);
    scene.store.work.alert.wake = wake;
    expect(told(id)).toEqual([]);
    await scene.pass(2_000);
    expect(told(id)).toHaveLength(1);
  });

  it('is not doubled where the answer was lost, nor by another instance', async () => {
    const { id, conversationId } = await scene.open();
    const other = await slackScene({ store: scene.store, beside: scene.slack, clock: scene.clock });
    scene.slack.faults.next('chat.postMessage', loseResponse());
    await written(conversationId, 'Hello?');
    for (let minute = 0; minute < 3; minute += 1) {
      await Promise.all([scene.settle(), other.settle()]);
      scene.clock.advance(MINUTE);
    }
    expect(told(id)).toHaveLength(1);
    await written(conversationId, 'Tomorrow', SHOP, other);
    await other.settle();
    expect(buttonsOf(only(id))).toEqual([]);
    await other.close();
  });

  it('ends with the request, and leaves no words of the buyer behind', async () => {
    const { id, conversationId } = await scene.open();
    await writes(conversationId, 'Hello?');
    await scene.post(`/v1/requests/${id}/reject`, { reason: 'other', text: 'Sent twice' }, SHOP);
    await scene.settle();
    expect(buttonsOf(only(id))).toEqual([]);
    expect(JSON.stringify(scene.person.thread(CHANNEL, scene.parent(id).ts))).not.toContain('Hello?');
  });

  it('waits on the newest open request of the conversation alone', async () => {
    const first = await scene.open();
    await writes(first.conversationId, 'Hello?');
    scene.clock.advance(MINUTE);
    const second = await scene.open({ orderId: 'order-2', conversationId: first.conversationId });
    await scene.settle();
    expect(buttonsOf(only(first.id))).toEqual([]);
    expect(buttonsOf(only(second.id))).toEqual(['parley:reply']);
    await writes(first.conversationId, 'Tomorrow', SHOP);
    expect(buttonsOf(only(second.id))).toEqual([]);
  });

  it('leaves no button behind where the alerts move, and is told there', async () => {
    const { id, conversationId } = await scene.open();
    await writes(conversationId, 'Hello?');
    const { ts } = scene.parent(id);
    scene.slack.standIn.addChannel(TEAM, { id: 'C2', name: 'new-returns' });
    await scene.alert({ channel: 'C2' });
    await scene.settle();
    const left = scene.person.thread(CHANNEL, ts);
    expect(left.flatMap(buttonsOf)).toEqual([]);
    expect(JSON.stringify(left)).not.toContain('Hello?');
    const [parent] = scene.parents(id, 'C2');
    const moved = scene.person.thread('C2', parent?.ts ?? '');
    expect(moved.flatMap(buttonsOf)).toContain('parley:reply');
  });

  it('is answered from Slack: what is sent stands in the chat as the shop’s, once', async () => {
    const { id, conversationId } = await scene.open();
    await writes(conversationId, 'Hello?');
    await scene.person.press({ channel: CHANNEL, ts: only(id).ts }, 'parley:reply');
    await scene.service.app.slack?.idle();
    expect(JSON.stringify(scene.person.modal())).toContain('Hello?');
    await scene.person.submit({ text: 'It leaves tomorrow' });
    await scene.settle();
    const { messages } = await scene.store.chat.messages({ conversationId, limit: 50 });
    const replies = messages.filter(({ author, body }) => author.role === 'seller' && body.kind === 'text');
    expect(replies.map(({ author, body }) => [author.id, author.userId, body.kind === 'text' && body.text])).toEqual([
      ['shop-1', 'slack:T1/U1', 'It leaves tomorrow'],
    ]);
    expect(buttonsOf(only(id))).toEqual([]);
    expect(shown(only(id))).toContain('"user_id":"U1"');
  });
});
