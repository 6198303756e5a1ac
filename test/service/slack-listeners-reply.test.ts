/** Replying to a buyer from Slack: who may, what the chat then shows, and that nothing is said twice. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { buyerWaitsMessage } from '../../bots/slack/blocks/buyer-waits.ts';
import { wordsFor } from '../../bots/slack/blocks/words.ts';
import { createModels } from '../../bots/slack/models.ts';
import { createStats } from '../../src/application/stats.ts';
import type { Person } from '../../stand-ins/slack/slack.ts';
import { type SlackDesk, startSlackDesk } from '../support/slack-listeners.ts';

const english = wordsFor('en', 'Asia/Bangkok');

describe('A reply to a buyer, from Slack', () => {
  let desk: SlackDesk;
  beforeEach(async () => {
    desk = await startSlackDesk();
  });
  afterEach(() => desk.close());

  const whispers = (person: Person) => person.ephemerals().map(({ text }) => text ?? '');
  /** Somebody says something in the request's chat. */
  async function says(id: string, role: 'buyer' | 'seller', text: string) {
    const { facts } = await desk.state(id);
    const author = { role, id: role === 'buyer' ? facts.buyerId : facts.sellerId };
    const { conversationId } = facts;
    const message = { id: `msg_${role}_${text}`, conversationId, at: desk.clock.iso(), author, revision: 1 };
    await desk.store.chat.write([{ ...message, body: { kind: 'text', text } }]);
  }
  /** A request whose buyer waits, and the message that says so. */
  async function waiting(text = 'Is it on its way?') {
    const { id } = await desk.opened();
    await says(id, 'buyer', text);
    const models = createModels({ store: desk.store, stats: createStats(desk.store, desk.clock), clock: desk.clock });
    const model = await models.request(await desk.state(id));
    return { id, ts: await desk.say(buyerWaitsMessage(model, { seq: 1, text, photos: 0 }, english, 'n')) };
  }
  async function submit(text: string) {
    const ack = await desk.somchai.submit({ text });
    await desk.settled();
    return ack;
  }
  async function replies(id: string) {
    const { conversationId } = (await desk.state(id)).facts;
    const { messages } = await desk.store.chat.messages({ conversationId, limit: 50 });
    return messages.filter(({ author }) => author.role === 'seller').map(({ author, body }) => ({ author, body }));
  }

  it('shows the buyer’s latest words, and becomes the shop’s message', async () => {
    const { id, ts } = await waiting();
    await says(id, 'buyer', 'It is *urgent* <!here>');
    await desk.press(desk.somchai, ts, 'reply');
    expect(JSON.stringify(desk.somchai.modal())).toContain('"plain_text","text":"It is *urgent* <!here>"');
    expect(await submit('It leaves tomorrow')).toMatchObject({ status: 200, body: '' });
    expect(await replies(id)).toEqual([
      {
        author: { role: 'seller', id: 'shop-1', userId: 'slack:T1/U1' },
        body: { kind: 'text', text: 'It leaves tomorrow' },
      },
    ]);
    expect(desk.somchai.modal()).toBeNull();
    expect(desk.asked.nudged).toEqual([id]);
  });

  it('is said once, however often Slack delivers what was sent', async () => {
    const { id, ts } = await waiting();
    await desk.press(desk.somchai, ts, 'reply');
    await submit('It leaves tomorrow');
    const [delivery] = desk.slack.standIn.deliveries.slice(-1);
    if (!delivery) throw new Error('nothing was delivered');
    const acks = await Promise.all([desk.slack.deliver(delivery), desk.slack.deliver(delivery)]);
    await desk.settled();
    expect(acks).toMatchObject([
      { status: 200, body: '' },
      { status: 200, body: '' },
    ]);
    expect(await replies(id)).toHaveLength(1);
  });

  it('needs words, and says so at its field', async () => {
    const { id, ts } = await waiting();
    await desk.press(desk.somchai, ts, 'reply');
    const ack = await submit('   ');
    expect(JSON.parse(ack.body)).toEqual({ response_action: 'errors', errors: { text: 'Please fill this in.' } });
    expect(await replies(id)).toEqual([]);
  });

  it('opens nothing where somebody replied meanwhile, says who, and has the message made true', async () => {
    const { id, ts } = await waiting();
    await says(id, 'seller', 'Tomorrow');
    await desk.press(desk.somchai, ts, 'reply');
    expect(desk.somchai.modal()).toBeNull();
    expect(whispers(desk.somchai).join()).toContain('Your shop replied to the buyer.');
    expect(desk.asked.nudged).toEqual([id]);
  });

  it.each(['anong', 'visitor'] as const)('is not for %s, who is not linked to the shop', async (name) => {
    const { id, ts } = await waiting();
    await desk.press(desk[name], ts, 'reply');
    expect(desk[name].modal()).toBeNull();
    expect(whispers(desk[name]).join()).toContain('only for people who are linked');
    expect(await replies(id)).toEqual([]);
  });
});
