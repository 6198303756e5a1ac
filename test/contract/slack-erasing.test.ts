/** Erasing a buyer reaches what a shop was told of them in Slack, also where Slack refuses at first. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { error, loseResponse } from '../../stand-ins/slack/served/faults.ts';
import { CHANNEL, type SlackScene, slackSceneOn } from '../support/slack-scene.ts';
import { storeLegs } from '../support/stores.ts';

const HOUR = 3_600_000;
const BUYER = 'buyer:buyer-1';
const SHOP = 'seller:shop-1';

describe.each(storeLegs())('Erasing a buyer, in Slack, on $name', (leg) => {
  let scene: SlackScene;
  beforeEach(async () => {
    scene = await slackSceneOn(leg.open);
  });
  afterEach(() => scene.close());

  const thread = (id: string): string => JSON.stringify(scene.person.thread(CHANNEL, scene.parent(id).ts));
  /** A closed request in whose thread the buyer's words were told; `waits`: also as a message that waited for a reply. */
  async function closed({ waits = false } = {}): Promise<string> {
    const { id, conversationId } = await scene.open({ text: 'Marked bowls', buyerName: 'Marked Clarke' });
    await scene.offer(id);
    await scene.settle();
    const { offer } = await scene.read(id);
    await scene.post(`/v1/requests/${id}/offers/${offer?.id}/reject`, { text: 'Marked answer' }, BUYER);
    await scene.settle();
    if (waits) {
      await scene.post(`/v1/conversations/${conversationId}/messages`, { text: 'Marked question' }, BUYER);
      await scene.settle();
      scene.slack.faults.next('chat.update', error('edit_window_closed'), { times: 100 });
    }
    await scene.post(`/v1/requests/${id}/reject`, { reason: 'other', text: 'Marked name, all was sent' }, SHOP);
    await scene.settle();
    return id;
  }
  async function erase(): Promise<void> {
    const { status } = await scene.post('/v1/buyers/buyer-1/erase', {});
    expect(status).toBe(200);
    await scene.settle();
  }

  it('takes their words out of the message and out of every reply of its thread', async () => {
    const id = await closed();
    const before = scene.replies(id).length;
    expect(thread(id)).toContain('Marked answer');
    expect(thread(id)).toContain('Marked Clarke rejected the offer');
    await erase();
    expect(thread(id)).not.toContain('Marked');
    expect(thread(id)).not.toContain('[erased]');
    expect(scene.replies(id)).toHaveLength(before);
  });

  it('is owed for as long as Slack refuses, and made up for then', async () => {
    const id = await closed({ waits: true });
    expect(thread(id)).toContain('Marked question');
    await erase();
    expect(thread(id)).toContain('Marked answer');
    expect(await scene.alertStatus()).toBe('refused');
    scene.slack.faults.clear();
    await scene.pass(HOUR);
    expect(thread(id)).not.toContain('Marked');
    expect(await scene.alertStatus()).toBe('ok');
  });

  it('finds a reply whose answer was lost', async () => {
    const { id } = await scene.open();
    await scene.offer(id);
    await scene.settle();
    const { offer } = await scene.read(id);
    scene.slack.faults.next('chat.postMessage', loseResponse());
    await scene.post(`/v1/requests/${id}/offers/${offer?.id}/reject`, { text: 'Marked answer' }, BUYER);
    await scene.settle();
    await scene.pass(HOUR);
    await scene.post(`/v1/requests/${id}/reject`, { reason: 'other', text: 'All was sent' }, SHOP);
    await scene.settle();
    expect(thread(id)).toContain('Marked answer');
    await erase();
    expect(thread(id)).not.toContain('Marked');
  });
});
