/** One conversation in two places: what is said in either is read in both, once. */
import { beforeEach, describe, expect, it } from 'vitest';
import { HOUR } from '../support/builders.ts';
import { type ChatwootScene, CONVERSATION, CONVERSATION_ID, chatwootStage } from '../support/chatwoot-scene.ts';

const MINUTE = 60_000;
const MESSAGES = `/v1/conversations/${encodeURIComponent(CONVERSATION_ID)}/messages`;

describe('The transcript in Chatwoot and in Parley', () => {
  let scene: ChatwootScene;
  const { start } = chatwootStage((on) => {
    scene = on;
  });
  beforeEach(() => start());

  const said = async (as?: string) => (await scene.transcript(as)).filter(({ kind }) => kind === 'text');
  const say = (text: string, actor: string, clientId?: string) =>
    scene.post(MESSAGES, { text, ...(clientId ? { clientId } : {}) }, actor);

  it('takes the buyer’s words from Chatwoot as the buyer’s', async () => {
    await scene.open();
    await scene.chatwoot.say(CONVERSATION, 'Any news? 🙏');
    await scene.settle();
    expect(await said()).toMatchObject([
      { text: 'Any news? 🙏', author: { role: 'buyer', id: 'buyer-1', name: 'Somchai' } },
    ]);
    expect(scene.texts().filter((text) => text.includes('Any news'))).toHaveLength(1);
  });

  it('takes the words of people at Chatwoot as an agent’s, as they were typed', async () => {
    await scene.open();
    await scene.chatwoot.reply(CONVERSATION, '5\\*3 bowls,\\\n\\[sic\\]');
    await scene.settle();
    expect(await said('agent:agent-1')).toMatchObject([
      { text: '5*3 bowls,\n[sic]', author: { role: 'agent', id: 'chatwoot:11', name: 'Nok' } },
    ]);
    expect((await said())[0]?.author).toEqual({ role: 'agent', id: 'agent', name: 'Nok' });
    expect(scene.texts().filter((text) => text.includes('bowls,'))).toHaveLength(1);
  });

  it('keeps notes among agents, greetings and bots out of Parley', async () => {
    await scene.open();
    await scene.chatwoot.reply(CONVERSATION, 'The buyer is a fraud', { private: true });
    await scene.chatwoot.reply(CONVERSATION, 'How did we do?', { sender: null });
    await scene.chatwoot.reply(CONVERSATION, 'I am a bot', { sender: { id: 3, name: 'Bot', type: 'agent_bot' } });
    await scene.pass(HOUR);
    expect(await said('agent:agent-1')).toEqual([]);
  });

  it('shows files of Chatwoot by their addresses, and of those only what is a web address', async () => {
    await scene.open();
    await scene.chatwoot.say(CONVERSATION, null, [
      { data_url: 'https://chatwoot.example/box.jpg', file_type: 'image' },
      { data_url: 'javascript:alert(1)', file_type: 'file' },
    ]);
    await scene.chatwoot.say(CONVERSATION, '   ');
    await scene.settle();
    expect((await said()).map(({ text }) => text)).toEqual(['https://chatwoot.example/box.jpg']);
  });

  it('cleans and cuts what would not fit', async () => {
    await scene.open();
    await scene.chatwoot.say(CONVERSATION, `a\u202Eb\u0000${'ก'.repeat(5_000)}`);
    await scene.settle();
    const [message] = await said();
    expect(message?.text.slice(0, 3)).toBe('abก');
    expect(message?.text.length).toBeLessThanOrEqual(4_000);
  });

  it('tells Chatwoot what the shop and agents write in Parley', async () => {
    await scene.open();
    await say('We are looking into it', 'seller:shop-1');
    await say('So are we', 'agent:agent-1');
    await scene.settle();
    const typed = ['We are looking into it', 'So are we'];
    expect(scene.texts().filter((text) => typed.includes(text))).toEqual(typed);
    expect(await said()).toHaveLength(2);
  });

  it('tells what the buyer writes in Parley’s own chat as a note to the agents', async () => {
    await scene.open();
    await say('I wrote here', 'buyer:buyer-1');
    await scene.settle();
    const { messages } = scene.chatwoot.conversation(CONVERSATION);
    expect(messages.filter(({ content }) => content?.includes('I wrote here'))).toMatchObject([
      { content: '👤 buyer-1: I wrote here', private: true },
    ]);
    expect(scene.texts().join()).not.toContain('I wrote here');
    expect(await said()).toHaveLength(1);
  });

  it('tells a message that was sent twice once', async () => {
    await scene.open();
    await say('Once', 'seller:shop-1', 'c-1');
    await say('Once', 'seller:shop-1', 'c-1');
    await scene.settle();
    expect(scene.texts().filter((text) => text === 'Once')).toHaveLength(1);
  });

  it('never gives back what it was given, also where Chatwoot keeps no keys', async () => {
    scene.chatwoot.forgetful = true;
    await scene.offered();
    await say('From the shop', 'seller:shop-1');
    await scene.settle();
    await scene.chatwoot.say(CONVERSATION, 'From the buyer');
    await scene.chatwoot.reply(CONVERSATION, 'From an agent');
    await scene.choose('accept');
    await scene.pass(HOUR);
    expect((await said()).map(({ text }) => text).toSorted()).toEqual([
      'From an agent',
      'From the buyer',
      'From the shop',
    ]);
    for (const text of ['From the shop', 'From the buyer', 'From an agent']) {
      expect(
        scene.texts().filter((one) => one === text),
        text,
      ).toHaveLength(1);
    }
    expect(scene.texts()).toHaveLength(new Set(scene.texts()).size);
  });

  it('keeps a buyer’s own words that happen to be those of the shop', async () => {
    await scene.open();
    await say('OK', 'seller:shop-1');
    await scene.settle();
    await scene.chatwoot.say(CONVERSATION, 'OK');
    await scene.pass(HOUR);
    expect((await said()).map(({ author }) => author.role)).toEqual(['seller', 'buyer']);
  });

  it('tells the whole way of a request, in order', async () => {
    const { id } = await scene.offered();
    await scene.choose('reject');
    await scene.post(`/v1/requests/${id}/approve`, {}, 'seller:shop-1');
    await scene.post(`/v1/requests/${id}/ship`, { carrier: 'Kerry', trackingNumber: 'TH_1_2' }, 'seller:shop-1');
    await scene.settle();
    const texts = scene.texts();
    const shipped = texts.findIndex((text) => text.includes('Kerry') && text.includes('TH\\_1\\_2'));
    expect(shipped).toBe(texts.length - 1);
    const parley = (await scene.transcript()).map(({ kind }) => kind);
    // Every message of the transcript, and the outcome of its card.
    expect(texts).toHaveLength(parley.length + 1);
  });

  it('knows nothing of conversations that are not in Chatwoot, or in another account', async () => {
    const calls = scene.chatwoot.calls.length;
    await scene.open({ conversationId: 'conv-elsewhere' });
    await scene.open({ conversationId: 'chatwoot:2:42', buyerId: 'buyer-3' });
    await scene.settle();
    expect(scene.chatwoot.calls).toHaveLength(calls);
  });

  it('leaves what was said before the request where it was', async () => {
    await scene.chatwoot.say(CONVERSATION, 'Hello, my bowl is missing');
    await scene.open();
    await scene.pass(HOUR);
    expect(await said()).toEqual([]);
  });

  describe('where Chatwoot numbers messages otherwise than they were said', () => {
    const texts = async () => (await said()).map(({ text }) => text);
    /** No webhook tells of it. */
    async function untold(text: string) {
      scene.chatwoot.sendTo(null);
      const message = await scene.chatwoot.say(CONVERSATION, text);
      scene.chatwoot.sendTo(`${scene.service.url}/chatwoot/webhook`);
      return message;
    }

    it('keeps the order in which they were said', async () => {
      await scene.open();
      const second = await untold('second');
      const first = await untold('first');
      scene.clock.advance(10_000);
      Object.assign(second, { at: first.at + 5_000 });
      await scene.chatwoot.say(CONVERSATION, 'third');
      await scene.settle();
      expect(await texts()).toEqual(['first', 'second', 'third']);
    });

    it('puts nothing in front of what readers have seen', async () => {
      await scene.open();
      scene.clock.advance(10_000);
      await scene.chatwoot.say(CONVERSATION, 'seen');
      await scene.settle();
      const older = await untold('said before it');
      Object.assign(older, { at: older.at - 8_000 });
      await scene.chatwoot.say(CONVERSATION, 'said after it');
      await scene.settle();
      expect(await texts()).toEqual(['seen', 'said before it', 'said after it']);
    });

    it('finds what came into being before another and could be read only after it', async () => {
      await scene.chatwoot.say(CONVERSATION, 'history');
      await scene.open();
      const { messages } = scene.chatwoot.conversation(CONVERSATION);
      const slow = await untold('slow');
      messages.splice(messages.indexOf(slow), 1);
      await scene.chatwoot.say(CONVERSATION, 'quick');
      await scene.settle();
      expect(await texts()).toEqual(['quick']);
      messages.splice(-1, 0, slow);
      await scene.chatwoot.say(CONVERSATION, 'next');
      await scene.settle();
      expect(await texts()).toEqual(['quick', 'slow', 'next']);
      await scene.pass(HOUR);
      expect(await texts()).toEqual(['quick', 'slow', 'next']);
    });
  });

  describe('where webhooks get lost', () => {
    it('finds what was said at the next look, in order and once', async () => {
      await scene.offered();
      const target = `${scene.service.url}/chatwoot/webhook`;
      scene.chatwoot.sendTo(null);
      for (let n = 0; n < 130; n += 1) await scene.chatwoot.say(CONVERSATION, `line ${n}`);
      scene.chatwoot.sendTo(target);
      await scene.chatwoot.say(CONVERSATION, 'the last one');
      await scene.pass(11 * MINUTE);
      const { messages } = await scene.store.chat.messages({ conversationId: CONVERSATION_ID, limit: 500, after: 0 });
      const texts = messages.flatMap(({ body }) => (body.kind === 'text' ? [body.text] : []));
      expect(texts.filter((text) => text.startsWith('line'))).toEqual(
        Array.from({ length: 130 }, (_, n) => `line ${n}`),
      );
      expect(texts.filter((text) => text === 'the last one')).toHaveLength(1);
    });

    it('finds a choice before the offer expires', async () => {
      const { id } = await scene.offered();
      await scene.pass(24 * HOUR - 5 * MINUTE);
      scene.chatwoot.sendTo(null);
      const [item] = scene.card().attributes.items as { value: string }[];
      await scene.chatwoot.choose(CONVERSATION, scene.card().id, item?.value ?? '');
      await scene.pass(4 * MINUTE + 1_000);
      expect((await scene.read(id)).offer?.status).toBe('accepted');
    });

    it('stops looking once nothing waits for the buyer', async () => {
      await scene.offered();
      await scene.choose('accept');
      const { length } = scene.chatwoot.calls;
      await scene.pass(HOUR);
      await scene.pass(HOUR);
      expect(scene.chatwoot.calls).toHaveLength(length);
    });
  });
});
