import { expect, it } from 'vitest';
import type { MessagesPage } from '../../src/contract/chat.ts';
import type { Stats } from '../../src/contract/lists.ts';
import { type Api, actingFor, onEveryStorage } from '../support/http.ts';

const buyer = actingFor('buyer:buyer-1');
const seller = actingFor('seller:shop-1');

/** The messages once the relay has told everything. */
async function messages(api: Api, conversationId: string, query = '', as = buyer): Promise<MessagesPage> {
  await api.relay.idle();
  return (await api.get<MessagesPage>(`/v1/conversations/${conversationId}/messages${query}`, as)).body;
}

onEveryStorage((api) => {
  it('a conversation holds what people wrote and the card, with actions for the one who may answer', async () => {
    const { conversationId } = await api().offered();
    const path = `/v1/conversations/${conversationId}/messages`;
    const written = await api().post(path, { text: 'Is it on its way?', clientId: 'phone-1' }, buyer);
    expect(written.status).toBe(201);
    expect(written.body).toMatchObject({ text: 'Is it on its way?', clientId: 'phone-1', author: { role: 'buyer' } });
    const forBuyer = await messages(api(), conversationId);
    const forSeller = await messages(api(), conversationId, '', seller);
    const cardOf = (page: MessagesPage) => page.messages.find((message) => message.kind === 'card')?.card;
    expect(cardOf(forBuyer)?.actions.map((action) => action.id)).toEqual(['accept', 'reject']);
    expect(cardOf(forSeller)?.actions).toEqual([]);
    expect(forSeller.messages.find((message) => message.kind === 'text')).not.toHaveProperty('clientId');
  });

  it('the same clientId again is the same message', async () => {
    const { conversationId } = await api().open();
    const path = `/v1/conversations/${conversationId}/messages`;
    const first = await api().post(path, { text: 'hello', clientId: 'c-1' }, buyer);
    const again = await api().post(path, { text: 'hello', clientId: 'c-1' }, buyer);
    expect([first.status, again.status]).toEqual([201, 200]);
    expect(again.body).toEqual(first.body);
  });

  it('pages go back by seq and catch up by change', async () => {
    const { conversationId } = await api().open();
    for (let n = 1; n <= 5; n += 1) {
      await api().post(`/v1/conversations/${conversationId}/messages`, { text: `message ${n}` }, seller);
    }
    const texts = (page: MessagesPage) =>
      page.messages.map((message) => message.text).filter((text) => text.startsWith('message'));
    const latest = await messages(api(), conversationId, '?limit=2');
    expect(texts(latest)).toEqual(['message 4', 'message 5']);
    expect(latest.hasMore).toBe(true);
    const before = await messages(api(), conversationId, `?limit=2&before=${latest.messages[0]?.seq}`);
    expect(texts(before)).toEqual(['message 2', 'message 3']);
    const missed = await messages(api(), conversationId, `?after=${latest.lastChange - 1}`);
    expect(texts(missed)).toEqual(['message 5']);
    const both = await api().get(`/v1/conversations/${conversationId}/messages?after=1&before=2`, buyer);
    expect(both.body).toMatchObject({ status: 400, code: 'invalid_query' });
  });

  it('a conversation of others answers like one that never was', async () => {
    const { conversationId } = await api().open();
    for (const path of [`/v1/conversations/${conversationId}/messages`, '/v1/conversations/conv-none/messages']) {
      for (const stranger of [actingFor('buyer:buyer-2'), actingFor('seller:shop-2')]) {
        expect((await api().get(path, stranger)).body).toMatchObject({ status: 404, code: 'not_found' });
        expect((await api().post(path, { text: 'hi' }, stranger)).body).toMatchObject({
          status: 404,
          code: 'not_found',
        });
      }
    }
    const agent = await api().token({ role: 'agent', id: 'agent-1' });
    expect((await api().post(`/v1/conversations/${conversationId}/messages`, { text: 'hi' }, agent)).status).toBe(201);
  });
});

onEveryStorage((api) => {
  it('figures count what was offered, answered and how fast; sellers read their own', async () => {
    const accept = async (percent: number, seconds: number, answer: 'accept' | 'reject') => {
      const { id } = await api().open({ sellerId: 'shop-stats' });
      const offer = await api().post<{ offer: { id: string } }>(`/v1/requests/${id}/offers`, {
        kind: 'partial_refund',
        percent,
      });
      api().clock.advance(seconds * 1000);
      await api().post(`/v1/requests/${id}/offers/${offer.body.offer.id}/${answer}`, {}, buyer);
    };
    await accept(50, 10, 'accept');
    await accept(50, 30, 'reject');
    await accept(30, 50, 'accept');
    await api().open({ sellerId: 'shop-stats' });
    await api().offered({ sellerId: 'shop-elsewhere' });
    const own = await api().get<Stats>('/v1/stats', await api().token({ role: 'seller', id: 'shop-stats' }));
    expect(own.body).toMatchObject({
      byStatus: { settling: 2, awaiting_seller: 2 },
      offers: {
        made: 3,
        accepted: 2,
        rejected: 1,
        expired: 0,
        byPercent: [
          { percent: 30, made: 1, accepted: 1 },
          { percent: 50, made: 2, accepted: 1 },
        ],
      },
      medianAnswerSeconds: 30,
      timeouts: 0,
    });
    expect((await api().get<Stats>('/v1/stats')).body.offers.made).toBe(4);
    expect((await api().get<Stats>('/v1/stats?sellerId=shop-elsewhere')).body.offers.made).toBe(1);
    const since = new Date(api().clock.now() + 1000).toISOString();
    expect((await api().get<Stats>(`/v1/stats?since=${since}`)).body.offers.made).toBe(0);
  });

  it("another shop's figures are not found, and a token for one conversation reads none", async () => {
    const token = await api().token({ role: 'seller', id: 'shop-stats' });
    expect((await api().get('/v1/stats?sellerId=shop-1', token)).status).toBe(404);
    expect((await api().get('/v1/stats?sellerId=shop-stats', token)).status).toBe(200);
    const narrowed = await api().token({ role: 'agent', id: 'agent-1', conversationId: 'conv-1' });
    expect((await api().get('/v1/stats', narrowed)).status).toBe(403);
  });
});
