/** What a request shows of its chat, to whom, and finding those whose buyer waits. */
import { expect, it } from 'vitest';
import type { RequestView } from '../../src/contract/request.ts';
import { actingFor, type Credentials, integrator, onSqlite } from '../support/http.ts';

const buyer = actingFor('buyer:buyer-1');
const shop = actingFor('seller:shop-1:staff-7');
const ann = actingFor('agent:ann');

onSqlite((api) => {
  const write = (text: string, as: Credentials) => api().post('/v1/conversations/conv-1/messages', { text }, as);
  const chatOf = async (id: string, as: Credentials) =>
    (await api().get<RequestView>(`/v1/requests/${id}`, as)).body.chat;
  /** Of a buyer who wrote nothing yet. */
  const silent = { conversationId: 'conv-1', text: undefined, evidence: undefined };
  const waiting = async (as: Credentials) =>
    (await api().get<{ items: RequestView[]; total: number }>('/v1/requests?reply=waiting', as)).body;

  it('the shop as one and each agent see what is unread and who waits, on the newest open request', async () => {
    const first = await api().open(silent);
    api().clock.advance(1_000);
    const second = await api().open(silent);
    expect(await chatOf(first.id, shop)).toMatchObject({ unread: 0, lastFrom: null, waitingForReply: false });
    await write('Where is it?', buyer);
    await write('Hello?', buyer);
    for (const reader of [shop, ann]) {
      const seen = { unread: 2, lastFrom: 'buyer', lastText: 'Hello?' };
      expect(await chatOf(second.id, reader)).toMatchObject({ ...seen, waitingForReply: true });
      expect(await chatOf(first.id, reader)).toMatchObject({ ...seen, waitingForReply: false });
      const { items, total } = await waiting(reader);
      expect([items.map(({ id }) => id), total]).toEqual([[second.id], 1]);
    }
    for (const reader of [buyer, integrator]) expect(await chatOf(second.id, reader)).toBeUndefined();
    expect((await api().get('/v1/requests?reply=waiting', buyer)).body).toMatchObject({ code: 'invalid_query' });

    const { version } = (await api().get<RequestView>(`/v1/requests/${second.id}`, shop)).body;
    await api().post('/v1/conversations/conv-1/read', { seq: 100 }, actingFor('seller:shop-1:staff-8'));
    expect(await chatOf(second.id, shop)).toMatchObject({ unread: 0, waitingForReply: true });
    expect(await chatOf(second.id, ann)).toMatchObject({ unread: 2 });
    await write('On its way', shop);
    expect(await chatOf(second.id, ann)).toMatchObject({ unread: 3, lastFrom: 'seller', waitingForReply: false });
    expect((await waiting(ann)).items).toEqual([]);
    expect((await api().get<RequestView>(`/v1/requests/${second.id}`, shop)).body.version).toBe(version);
  });
});
