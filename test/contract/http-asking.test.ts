/** What a page asks that cannot have a socket: the same answers from any instance, and hardly any where nothing is new. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { MessagesPage } from '../../src/contract/chat.ts';
import type { RequestView } from '../../src/contract/request.ts';
import { type Api, actingFor, type Credentials, integrator, onEveryStorage, startApi } from '../support/http.ts';

const buyer = actingFor('buyer:buyer-1');
const seller = actingFor('seller:shop-1');

onEveryStorage((api) => {
  /** Another instance on the same database. */
  let other: Api;
  beforeAll(async () => {
    other = await startApi(api().store);
  });
  afterAll(() => other.close());

  const tagOf = async (instance: Api, path: string, as: Credentials): Promise<string> => {
    const { status, headers } = await instance.get(path, as);
    expect(status, path).toBe(200);
    return headers.get('etag') ?? '';
  };
  const again = async (instance: Api, path: string, as: Credentials, tag: string): Promise<number> =>
    (await instance.get(path, as, { 'if-none-match': tag })).status;

  it('every list has an ETag, the same on every instance, and is 304 until something in it is new', async () => {
    const { id, offerId } = await api().offered();
    await api().post('/v1/webhooks', { url: 'https://shop.example/hook' });
    const paths: [string, Credentials][] = [
      ['/v1/requests?sort=-updatedAt&limit=10', seller],
      [`/v1/requests/${id}/events`, buyer],
      ['/v1/stats', seller],
      ['/v1/webhooks', integrator],
    ];
    const tags: string[] = [];
    for (const [path, as] of paths) {
      const tag = await tagOf(api(), path, as);
      tags.push(tag);
      expect(tag).toMatch(/^"of-[\w-]{16}"$/u);
      expect(await tagOf(other, path, as), path).toBe(tag);
      expect(await again(other, path, as, tag), path).toBe(304);
    }
    await other.post(`/v1/requests/${id}/offers/${offerId}/accept`, {}, buyer);
    for (const [index, [path, as]] of paths.slice(0, 2).entries()) {
      expect(await again(api(), path, as, tags[index] ?? ''), path).toBe(200);
    }
  });

  it('a tagged answer says the server’s time, a 304 too', async () => {
    await api().open();
    await api().relay.idle();
    const tag = await tagOf(api(), '/v1/requests', seller);
    api().clock.advance(5_000);
    const { status, headers } = await api().get('/v1/requests', seller, { 'if-none-match': tag });
    expect(status).toBe(304);
    expect(headers.get('parley-now')).toBe(new Date(api().clock.now()).toISOString());
  });

  it('messages are 304 while nobody writes, reads or answers, though time goes on', async () => {
    const { conversationId } = await api().open({ conversationId: 'conv-quiet' });
    await api().relay.idle();
    const read = await api().get<MessagesPage>(`/v1/conversations/${conversationId}/messages`, buyer);
    const path = `/v1/conversations/${conversationId}/messages?after=${read.body.lastChange}`;
    const tag = await tagOf(api(), path, buyer);
    for (const clock of [api().clock, other.clock]) clock.advance(60_000);
    expect([await again(api(), path, buyer, tag), await again(other, path, buyer, tag)]).toEqual([304, 304]);

    await other.post(`/v1/conversations/${conversationId}/read`, { seq: 1 }, seller);
    const seen = await api().get<MessagesPage>(path, buyer, { 'if-none-match': tag });
    expect([seen.status, seen.body.reads]).toEqual([200, [{ role: 'seller', id: 'shop-1', seq: 1 }]]);
    const next = seen.headers.get('etag') ?? '';
    await other.post(`/v1/conversations/${conversationId}/messages`, { text: 'It is on its way.' }, seller);
    const written = await api().get<MessagesPage>(path, buyer, { 'if-none-match': next });
    expect(written.body.messages.map(({ text }) => text)).toEqual(['It is on its way.']);
  });

  it('a card that can no longer be answered is news, without a change of its own', async () => {
    const { conversationId, offer } = await api().offered({ conversationId: 'conv-late' });
    await api().relay.idle();
    const path = `/v1/conversations/${conversationId}/messages`;
    const tag = await tagOf(api(), path, buyer);
    api().clock.advance(Date.parse(offer?.expiresAt ?? '') - api().clock.now());
    expect(await again(api(), path, buyer, tag)).toBe(200);
  });

  it('how far somebody has read is said over HTTP, and marks only rise', async () => {
    const { conversationId } = await api().open({ conversationId: 'conv-read' });
    await api().post(`/v1/conversations/${conversationId}/messages`, { text: 'Hello?' }, buyer);
    await api().relay.idle();
    const path = `/v1/conversations/${conversationId}`;
    const mark = async (seq: number, key?: string) =>
      (await api().post(`${path}/read`, { seq }, seller, key ? { 'idempotency-key': key } : {})).status;
    const marks = async () => (await api().get<MessagesPage>(`${path}/messages`, buyer)).body.reads;
    expect([await mark(2, 'k1'), await mark(2, 'k1'), await mark(1)]).toEqual([204, 204, 204]);
    expect(await marks()).toEqual([{ role: 'seller', id: 'shop-1', seq: 2 }]);
    expect(await mark(99)).toBe(204);
    expect((await marks())[0]?.seq, 'nobody has read what is not there').toBeLessThan(99);
  });

  it('who may not see a conversation marks nothing in it, and a key alone is nobody who reads', async () => {
    const { conversationId } = await api().open({ conversationId: 'conv-own' });
    const path = `/v1/conversations/${conversationId}/read`;
    expect((await api().post(path, { seq: 1 }, actingFor('buyer:buyer-2'))).body).toMatchObject({ status: 404 });
    expect((await api().post('/v1/conversations/conv-none/read', { seq: 1 }, buyer)).body).toMatchObject({
      status: 404,
    });
    expect((await api().post(path, { seq: 1 })).body).toMatchObject({ status: 403, code: 'forbidden' });
    expect((await api().post(path, { seq: -1 }, buyer)).body).toMatchObject({ code: 'invalid_body' });
    expect((await api().post(path, {}, buyer)).body).toMatchObject({ code: 'invalid_body' });
  });

  it('messages say in which language and zone their reader is addressed, and what time it is', async () => {
    const { conversationId } = await api().open({
      conversationId: 'conv-words',
      buyerLocale: 'th',
      buyerZone: 'Asia/Bangkok',
    });
    await api().relay.idle();
    const addressed = async (as: Credentials) => {
      const { body } = await api().get<MessagesPage>(`/v1/conversations/${conversationId}/messages?after=1`, as);
      return [body.locale, body.zone, body.now];
    };
    const now = new Date(api().clock.now()).toISOString();
    expect(await addressed(buyer)).toEqual(['th', 'Asia/Bangkok', now]);
    const { zone } = (await api().get<{ zone: string }>('/v1/sellers/shop-1')).body;
    expect(await addressed(seller)).toEqual(['en', zone, now]);
    expect(await addressed(actingFor('agent:agent-1'))).toEqual(['en', 'UTC', now]);
    const vietnamese = await api().token({ role: 'buyer', id: 'buyer-1', locale: 'vi', zone: 'Asia/Ho_Chi_Minh' });
    expect(await addressed(vietnamese)).toEqual(['vi', 'Asia/Ho_Chi_Minh', now]);
  });

  it('a token for one conversation is all that a chat needs', async () => {
    const opened = await api().offered({ conversationId: 'conv-token' });
    await api().relay.idle();
    const { id, conversationId, offerId } = opened;
    const token = await api().token({ role: 'buyer', id: 'buyer-1', conversationId });
    const path = `/v1/conversations/${conversationId}`;
    const messages = await api().get<MessagesPage>(`${path}/messages`, token);
    const card = messages.body.messages.find(({ kind }) => kind === 'card')?.card;
    expect([messages.status, card?.offerId]).toEqual([200, offerId]);
    const wrote = await api().post(`${path}/messages`, { text: 'Thank you', clientId: 'c-1' }, token);
    const read = await api().post(`${path}/read`, { seq: 1 }, token);
    expect([wrote.status, read.status]).toEqual([201, 204]);
    const key = { 'idempotency-key': 'tap-1' };
    const accept = () => other.post<RequestView>(`/v1/requests/${id}/offers/${offerId}/accept`, {}, token, key);
    const [first, repeated] = [await accept(), await accept()];
    expect([first.status, repeated.status]).toEqual([200, 200]);
    expect(repeated.headers.get('idempotent-replayed')).toBe('true');
    const elsewhere = await api().open({ conversationId: 'conv-elsewhere' });
    expect((await api().post(`/v1/conversations/${elsewhere.conversationId}/read`, { seq: 1 }, token)).status).toBe(
      404,
    );
  });
});
