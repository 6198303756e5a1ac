/** Who may tell Parley what happens in Chatwoot, and what it makes of what it is told. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { choiceIn } from '../../src/application/cards/values.ts';
import { StorageUnavailable } from '../../src/application/ports/store.ts';
import { WEBHOOK_SECRET } from '../../stand-ins/chatwoot/fake-chatwoot.ts';
import { type ChatwootScene, CONVERSATION, CONVERSATION_ID, chatwootScene } from '../support/chatwoot-scene.ts';
import { sqliteStore, type TestStore } from '../support/stores.ts';

describe('POST /chatwoot/webhook', () => {
  let scene: ChatwootScene;
  let stored: TestStore;
  beforeAll(async () => {
    stored = await sqliteStore();
    scene = await chatwootScene(stored.store);
    await scene.offered();
  });
  afterAll(async () => {
    await scene.close();
    await stored.cleanup();
  });

  let ids = 5_000;
  const said = (changes: object = {}): object => {
    ids += 1;
    return {
      event: 'message_created',
      id: ids,
      content: `words ${ids}`,
      message_type: 'incoming',
      account: { id: 1 },
      conversation: { id: CONVERSATION },
      ...changes,
    };
  };
  const lines = async () => {
    const page = await scene.store.chat.messages({ conversationId: CONVERSATION_ID, after: 0, limit: 200 });
    return page.messages.filter(({ body }) => body.kind === 'text').length;
  };
  /** How often Chatwoot was asked for what was said, once everything that was told had been looked into. */
  const looks = async () => {
    await scene.settle();
    return scene.chatwoot.calls.filter(({ method }) => method === 'GET').length;
  };
  const send = async (body: string, query = '', headers: Record<string, string> = {}) => {
    const response = await fetch(`${scene.service.url}/chatwoot/webhook${query}`, { method: 'POST', body, headers });
    return response.status;
  };
  const chosen = (action: string) => {
    const items = scene.card().attributes.items as { value: string }[];
    const value = items.map((item) => item.value).find((one) => choiceIn(one)?.action === action);
    return said({
      event: 'message_updated',
      id: scene.card().id,
      message_type: 'outgoing',
      content_attributes: { submitted_values: [{ title: 'x', value }] },
    });
  };
  const choices = async () => {
    const due = await scene.store.work.chatwoot.take(
      null,
      Number.MAX_SAFE_INTEGER,
      { owner: 'test', until: 0 },
      scene.clock.now(),
      50,
    );
    return due.filter(({ subject }) => subject.startsWith('tap/')).length;
  };

  it('takes what is signed with the webhook’s secret, and reads what was said by API', async () => {
    const [before, words] = [await looks(), await lines()];
    expect(await scene.chatwoot.tell(said({ content: '<p>not what was said</p>' }))).toBe(200);
    expect(await looks()).toBeGreaterThan(before);
    expect(await lines()).toBe(words);
  });

  it('takes the secret in the address from a Chatwoot that does not sign, or signs with another', async () => {
    const before = await looks();
    const address = `?secret=${encodeURIComponent(WEBHOOK_SECRET)}`;
    expect(await send(JSON.stringify(said()), address)).toBe(200);
    const between = await looks();
    const foreign = { 'x-chatwoot-signature': 'sha256=00', 'x-chatwoot-timestamp': '1' };
    expect(await send(JSON.stringify(said()), address, foreign)).toBe(200);
    expect(between).toBeGreaterThan(before);
    expect(await looks()).toBeGreaterThan(between);
  });

  it('refuses what is unsigned, signed with another secret, too old or from the future, and does nothing', async () => {
    const before = await looks();
    expect(await scene.chatwoot.tell(chosen('accept'), { secret: null })).toBe(401);
    expect(await scene.chatwoot.tell(chosen('accept'), { secret: 'wrong' })).toBe(401);
    expect(await scene.chatwoot.tell(said(), { age: 301 })).toBe(401);
    expect(await scene.chatwoot.tell(said(), { age: -301 })).toBe(401);
    for (const query of ['', '?secret=', '?secret=wrong', '?secret[]=x', `?secret=${WEBHOOK_SECRET}&secret=y`]) {
      expect(await send(JSON.stringify(chosen('accept')), query), query).toBe(401);
    }
    expect(await send(JSON.stringify(said()), '', { authorization: `Bearer ${WEBHOOK_SECRET}` })).toBe(401);
    expect(await looks()).toBe(before);
    expect(await choices()).toBe(0);
  });

  it('refuses what is no event, and what is longer than any', async () => {
    const address = `?secret=${WEBHOOK_SECRET}`;
    for (const body of ['', 'x', '[]', 'null', '{"event":1}']) expect(await send(body, address), body).toBe(400);
    expect(await send(JSON.stringify(said({ content: 'x'.repeat(1_100_000) })), address)).toBe(413);
  });

  it('acknowledges and forgets what is not about a conversation of its own', async () => {
    const before = await looks();
    for (const changes of [
      { account: { id: 2 } },
      { conversation: { id: 4_711 } },
      { conversation: undefined },
      { event: 'conversation_updated' },
      { event: 'webwidget_triggered', id: 'x' },
      { id: -1 },
      { message_type: 'activity' },
      { message_type: 3 },
    ]) {
      expect(await scene.chatwoot.tell(said(changes)), JSON.stringify(changes)).toBe(200);
    }
    expect(await looks()).toBe(before);
  });

  it('writes the same message once', async () => {
    const before = await lines();
    await scene.chatwoot.say(CONVERSATION, 'Hello');
    await Promise.all([1, 2, 3].map(() => scene.chatwoot.tell(scene.chatwoot.last())));
    await scene.settle();
    expect(await lines()).toBe(before + 1);
  });

  it('takes a choice for one only in a message of its own side', async () => {
    expect(await scene.chatwoot.tell({ ...chosen('accept'), message_type: 'incoming' })).toBe(200);
    expect(await choices()).toBe(0);
    expect(await scene.chatwoot.tell(chosen('accept'))).toBe(200);
    expect(await choices()).toBe(1);
  });

  it('keeps what is odd in its fields from doing harm', async () => {
    for (const content_attributes of [
      null,
      { submitted_values: 'x' },
      { submitted_values: [{}, { value: 7 }] },
      { parley: 7 },
      [],
    ]) {
      const status = await scene.chatwoot.tell(
        said({ event: 'message_updated', message_type: 'outgoing', content_attributes }),
      );
      expect(status).toBe(200);
    }
    expect(await scene.chatwoot.tell(said({ created_at: '2999-01-01', sender: { name: 7 } }))).toBe(200);
  });

  it('answers 503 where it cannot keep what it is told', async () => {
    const { wake } = scene.store.work.chatwoot;
    scene.store.work.chatwoot.wake = () => Promise.reject(new StorageUnavailable('full'));
    expect(await scene.chatwoot.tell(said())).toBe(503);
    scene.store.work.chatwoot.wake = wake;
  });
});
