/** What each kind of inbox can do (the table of docs/CHATWOOT.md): the same offer in a website's and in an API inbox. */
import { beforeEach, describe, expect, it } from 'vitest';
import { type ChatwootScene, CONVERSATION, chatwootStage } from '../support/chatwoot-scene.ts';

const NOTE = '*Two* <bowls> & a # sign';

describe('The inboxes of Chatwoot', () => {
  let scene: ChatwootScene;
  const { start } = chatwootStage((on) => {
    scene = on;
  });
  beforeEach(() => start());
  const inApiInbox = () => {
    scene.chatwoot.conversation(CONVERSATION).channel = 'Channel::Api';
  };
  const linkIn = (text: string | null) => /http:\/\/\S+\/o\/\S+/u.exec(text ?? '')?.[0] ?? '';

  it.each(['website', 'API'])('%s inbox: the card has the link to answer with, which leads there', async (kind) => {
    if (kind === 'API') inApiInbox();
    await scene.offered({}, NOTE);
    const link = linkIn(scene.card().content);
    expect((await fetch(link)).status).toBe(200);
    await scene.choose('accept');
    expect(scene.texts().filter((text) => linkIn(text) !== '')).toHaveLength(1);
  });

  it('website inbox: words are escaped for readers of Markdown and of HTML', async () => {
    await scene.offered({}, NOTE);
    expect(scene.card().content).toContain('“&#42;Two&#42; &#60;bowls&#62; &#38; a # sign”');
  });

  it('API inbox: words are as they were written', async () => {
    inApiInbox();
    const { id, offerId } = await scene.offered({}, NOTE);
    expect(scene.card().content).toContain(`“${NOTE}”`);
    await scene.post(`/v1/requests/${id}/offers/${offerId}/withdraw`, { text: NOTE }, 'seller:shop-1');
    await scene.settle();
    expect(scene.texts().some((text) => text.includes(NOTE))).toBe(true);
  });

  it('API inbox: a text that is exactly the value of an option is that choice, and no words of the buyer', async () => {
    inApiInbox();
    const { id } = await scene.offered();
    const [accept = ''] = scene.values();
    await scene.chatwoot.say(CONVERSATION, `${accept}x`);
    await scene.settle();
    expect((await scene.read(id)).offer?.status).toBe('pending');
    await scene.chatwoot.say(CONVERSATION, ` ${accept}\n`);
    await scene.settle();
    expect((await scene.read(id)).offer).toMatchObject({ status: 'accepted', answer: { by: 'buyer' } });
    const words = (await scene.transcript()).filter(({ kind }) => kind === 'text').map(({ text }) => text);
    expect(words).toEqual([`${accept}x`]);
  });

  it('API inbox: a value of another conversation that somebody typed is nothing', async () => {
    inApiInbox();
    const { id } = await scene.offered();
    const [accept = ''] = scene.values();
    const other = await scene.open({ conversationId: 'chatwoot:1:43', buyerId: 'buyer-2', orderId: 'other' });
    scene.chatwoot.conversation(43, 'Channel::Api');
    await scene.chatwoot.say(43, accept);
    await scene.settle();
    expect((await scene.read(id)).offer?.status).toBe('pending');
    expect((await scene.read(other.id)).offer).toBeNull();
  });

  it('every value fits the least of the channels behind an inbox', async () => {
    await scene.offered();
    for (const value of scene.values()) expect(Buffer.byteLength(value)).toBeLessThanOrEqual(64);
  });
});
