/** What goes wrong between Parley and Chatwoot: nothing is lost, nothing is doubled, and people are told where they must act. */
import { beforeEach, describe, expect, it } from 'vitest';
import { HOUR } from '../support/builders.ts';
import { type ChatwootScene, CONVERSATION, CONVERSATION_ID, chatwootStage } from '../support/chatwoot-scene.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const MESSAGES = `/v1/conversations/${encodeURIComponent(CONVERSATION_ID)}/messages`;

describe('Trouble with Chatwoot', () => {
  let scene: ChatwootScene;
  const { start } = chatwootStage((on) => {
    scene = on;
  });
  beforeEach(() => start());

  const offer = (id: string) =>
    scene.post(`/v1/requests/${id}/offers`, { kind: 'partial_refund', percent: 50 }, 'seller:shop-1');
  const sends = () => scene.chatwoot.calls.filter(({ method }) => method === 'POST').length;
  const status = async () => (await scene.store.work.chatwoot.status('account:1'))?.code;

  it('finds a post whose answer was lost, and does not make it again', async () => {
    const { id } = await scene.open();
    scene.chatwoot.faults.push({ on: 'send', lose: true });
    await offer(id);
    await scene.settle();
    expect(scene.cards()).toHaveLength(1);
    await scene.pass(20 * SECOND);
    expect(scene.cards()).toHaveLength(1);
    await scene.choose('accept');
    expect((await scene.read(id)).offer?.status).toBe('accepted');
  });

  it('finds it by its words where Chatwoot keeps no keys', async () => {
    scene.chatwoot.forgetful = true;
    const { id } = await scene.open();
    scene.chatwoot.faults.push({ on: 'send', lose: true });
    await offer(id);
    await scene.settle();
    await scene.pass(20 * SECOND);
    await scene.pass(HOUR);
    expect(scene.cards()).toHaveLength(1);
  });

  it('posts again what is not there, and not before the lost call could have ended', async () => {
    const { id } = await scene.open();
    scene.chatwoot.faults.push({ on: 'send', status: 502 });
    await offer(id);
    await scene.settle();
    await scene.pass(5 * SECOND);
    expect(scene.cards()).toHaveLength(0);
    await scene.pass(20 * SECOND);
    expect(scene.cards()).toHaveLength(1);
  });

  it('tells the outcome too where the offer ended before its lost card was found', async () => {
    const { id } = await scene.open();
    scene.chatwoot.faults.push({ on: 'send', lose: true });
    const { body } = await offer(id);
    await scene.settle();
    await scene.post(`/v1/requests/${id}/offers/${body.offer?.id}/withdraw`, {}, 'seller:shop-1');
    await scene.pass(20 * SECOND);
    expect(scene.cards()).toHaveLength(1);
    expect(scene.texts().filter((text) => text.startsWith('The shop withdrew this offer.'))).toHaveLength(1);
  });

  it('waits as long as a 429 says, and tells agents nothing', async () => {
    const { id } = await scene.open();
    scene.chatwoot.faults.push({ on: 'read', status: 429, headers: { 'retry-after': '120' } });
    await offer(id);
    await scene.settle();
    const { length } = scene.chatwoot.calls;
    await scene.pass(60 * SECOND);
    expect(scene.chatwoot.calls).toHaveLength(length);
    await scene.pass(61 * SECOND);
    expect(scene.cards()).toHaveLength(1);
    expect(scene.codes()).toEqual([]);
  });

  it('looks before it posts again where a 422 followed a stored message: one card, never five, never none', async () => {
    const { id } = await scene.open();
    scene.chatwoot.faults.push({ on: 'send', regret: "undefined method `name' for nil" });
    await offer(id);
    await scene.settle();
    for (let n = 0; n < 12; n += 1) await scene.pass(10 * MINUTE);
    expect(scene.cards()).toHaveLength(1);
    expect(scene.codes()).toEqual([]);
    await scene.choose('accept');
    expect((await scene.read(id)).offer?.status).toBe('accepted');
  });

  it('posts again where the same 422 came before anything was stored, and gives up what fails every time', async () => {
    const { id } = await scene.open();
    scene.chatwoot.faults.push({ on: 'send', status: 422, body: '{"error":"PG::ConnectionBad"}', times: 2 });
    await offer(id);
    for (let n = 0; n < 6; n += 1) await scene.pass(10 * MINUTE);
    expect(scene.cards()).toHaveLength(1);
    scene.chatwoot.faults.push({ on: 'send', status: 422, body: '{"error":"no such partial"}', times: 1_000 });
    await scene.post(MESSAGES, { text: 'Hello' }, 'seller:shop-1');
    for (let n = 0; n < 30; n += 1) await scene.pass(10 * MINUTE);
    expect(scene.codes()).toEqual(['chatwoot_refused']);
    expect(sends()).toBeLessThan(12);
  });

  it('takes “Too many messages” for the same', async () => {
    const { id } = await scene.open();
    scene.chatwoot.faults.push({ on: 'send', status: 422, body: '{"error":"Validation failed: Too many messages"}' });
    await offer(id);
    await scene.settle();
    expect(scene.cards()).toHaveLength(0);
    await scene.pass(31 * SECOND);
    expect(scene.cards()).toHaveLength(1);
  });

  it('tells agents once that the token is dead, goes on trying less and less often, and then that nothing more', async () => {
    const { id } = await scene.open();
    scene.chatwoot.token = 'another';
    await offer(id);
    await scene.settle();
    const first = scene.chatwoot.calls.length;
    for (let n = 0; n < 60; n += 1) await scene.pass(MINUTE);
    expect(scene.chatwoot.calls.length - first).toBeLessThan(12);
    expect(scene.codes()).toEqual(['chatwoot_token']);
    expect(await status()).toBe('token');
    expect(scene.attention[0]?.detail).not.toContain('another');
    scene.chatwoot.token = 'chatwoot-token';
    await scene.pass(16 * MINUTE);
    expect(scene.cards()).toHaveLength(1);
    expect(await status()).toBe('ok');
  });

  it('takes a choice while its own token is dead, and says afterwards what came of it', async () => {
    const { id } = await scene.offered();
    scene.chatwoot.token = 'another';
    await scene.choose('accept');
    expect((await scene.read(id)).offer?.status).toBe('accepted');
    scene.chatwoot.token = 'chatwoot-token';
    await scene.pass(HOUR);
    expect(scene.texts().filter((text) => text.includes('You accepted '))).toHaveLength(1);
  });

  it('tells agents of an outage that lasts, and catches up after it', async () => {
    const { id } = await scene.open();
    scene.chatwoot.faults.push({ on: 'read', status: 503, times: 8 });
    await offer(id);
    await scene.settle();
    expect(scene.codes()).toEqual([]);
    for (let n = 0; n < 12; n += 1) await scene.pass(MINUTE);
    expect(scene.codes()).toEqual(['chatwoot_unreachable']);
    expect(scene.cards()).toHaveLength(1);
    expect(await status()).toBe('ok');
  });

  it('shows only the end of an offer that came and went during an outage', async () => {
    const { id } = await scene.open();
    scene.chatwoot.faults.push({ on: 'read', status: 503, times: 1_000 });
    await offer(id);
    await scene.pass(25 * HOUR);
    scene.chatwoot.faults.splice(0);
    await scene.pass(HOUR);
    expect(scene.cards()).toEqual([]);
    expect(scene.texts().filter((text) => text.includes('You did not answer in time.'))).toHaveLength(1);
  });

  it('tells agents once of a conversation that was deleted, and holds up no other', async () => {
    await scene.open();
    scene.chatwoot.conversation(43);
    const other = await scene.open({ conversationId: 'chatwoot:1:43', buyerId: 'buyer-2' });
    scene.chatwoot.remove(CONVERSATION);
    await scene.post(MESSAGES, { text: 'Hello?' }, 'seller:shop-1');
    await scene.settle();
    await offer(other.id);
    for (let n = 0; n < 5; n += 1) await scene.pass(6 * MINUTE);
    expect(scene.attention.filter(({ code }) => code === 'chatwoot_conversation_gone')).toMatchObject([
      { sellerId: 'shop-1', detail: expect.stringContaining(CONVERSATION_ID) },
    ]);
    const shown = scene.chatwoot.seenByBuyer(43).filter(({ contentType }) => contentType === 'input_select');
    expect(shown).toHaveLength(1);
  });

  it('writes in no inbox whose buyers have no options, and says so', async () => {
    scene.chatwoot.conversation(44, 'Channel::Whatsapp');
    await scene.open({ conversationId: 'chatwoot:1:44', buyerId: 'buyer-4' });
    await scene.pass(HOUR);
    expect(sends()).toBe(0);
    expect(scene.codes()).toEqual(['chatwoot_inbox_unsupported']);
  });

  it('gives up a message that Chatwoot will not take, says so, and tells those after it', async () => {
    await scene.open();
    scene.chatwoot.faults.push({ on: 'send', status: 422, body: '{"error":"Content is evil"}', times: 5 });
    await scene.post(MESSAGES, { text: 'evil' }, 'seller:shop-1');
    await scene.settle();
    for (let n = 0; n < 40; n += 1) await scene.pass(MINUTE);
    await scene.post(MESSAGES, { text: 'good' }, 'seller:shop-1');
    await scene.settle();
    expect(scene.texts()).not.toContain('evil');
    expect(scene.texts().filter((text) => text === 'good')).toHaveLength(1);
    expect(scene.codes()).toEqual(['chatwoot_refused']);
  });

  it('owes a message before it is written, so that a process that dies in between tells it', async () => {
    await scene.open();
    const { wake } = scene.store.work.chatwoot;
    let wakes = 0;
    scene.store.work.chatwoot.wake = async (...args) => {
      wakes += 1;
      if (wakes === 2) throw new Error('killed');
      return wake(...args);
    };
    const reply = await scene.post(MESSAGES, { text: 'Written' }, 'seller:shop-1');
    expect(reply.status).toBe(500);
    scene.store.work.chatwoot.wake = wake;
    await scene.pass(3 * SECOND);
    expect(scene.texts().filter((text) => text === 'Written')).toHaveLength(1);
  });
});
