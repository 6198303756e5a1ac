/** Notes between colleagues and saved replies: who writes, who reads, over HTTP and live. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { NoteList, NoteView } from '../../src/contract/note.ts';
import type { ReplyList } from '../../src/contract/replies.ts';
import { Heard } from '../support/heard.ts';
import { actingFor, type Credentials, integrator, onSqlite } from '../support/http.ts';
import { API_KEY, type Service, startService } from '../support/service.ts';
import { type BoardClient, clientOf, connected, tokenFor } from '../support/sockets.ts';
import { input, integrator as platform, shop } from '../support/world.ts';

type Notes = typeof NoteList._output;
const agent = actingFor('agent:agent-1:ann');
const nok = actingFor('seller:shop-1:staff-7');

onSqlite((api) => {
  const write = (id: string, text: string, as: Credentials, headers?: Record<string, string>) =>
    api().post<NoteView>(`/v1/requests/${id}/notes`, { text }, as, headers);
  const read = async (id: string, as: Credentials, query = '') =>
    (await api().get<Notes>(`/v1/requests/${id}/notes${query}`, as)).body;
  const textsOf = ({ items }: Notes) => items.map(({ text }) => text);

  describe('Notes', () => {
    it('of a shop are read by it and by agents, agents’ notes by agents alone', async () => {
      const { id } = await api().open();
      const written = await write(id, '  Asked the warehouse.  ', nok);
      expect(written.status).toBe(201);
      expect(written.body).toEqual({
        id: expect.stringMatching(/^note_[\w-]{27}$/u),
        at: api().clock.iso(),
        author: { role: 'seller', id: 'shop-1', userId: 'staff-7' },
        audience: 'shop',
        text: 'Asked the warehouse.',
      });
      expect((await write(id, 'Third claim this month.', agent)).body).toMatchObject({
        audience: 'agents',
        author: { role: 'agent', id: 'agent-1', userId: 'ann' },
      });
      expect(textsOf(await read(id, nok))).toEqual(['Asked the warehouse.']);
      expect(textsOf(await read(id, agent)).toSorted()).toEqual(['Asked the warehouse.', 'Third claim this month.']);
    });

    it('change neither the request nor its history', async () => {
      const before = await api().open();
      await write(before.id, 'Hm.', agent);
      expect((await api().get(`/v1/requests/${before.id}`)).body).toMatchObject({ version: before.version });
    });

    it('are read page by page, with an ETag', async () => {
      const { id } = await api().open();
      for (const text of ['one', 'two', 'three']) {
        api().clock.advance(1_000);
        await write(id, text, agent);
      }
      const first = await read(id, agent, '?limit=2');
      expect(textsOf(first)).toEqual(['one', 'two']);
      expect(await read(id, agent, `?limit=2&cursor=${first.nextCursor}`)).toMatchObject({
        items: [{ text: 'three' }],
        nextCursor: null,
      });
      const { headers } = await api().get(`/v1/requests/${id}/notes`, agent);
      const etag = headers.get('etag') ?? '';
      expect((await api().get(`/v1/requests/${id}/notes`, agent, { 'if-none-match': etag })).status).toBe(304);
      expect((await api().get(`/v1/requests/${id}/notes?cursor=x`, agent)).body).toMatchObject({
        code: 'invalid_query',
      });
    });

    it('are made once under a key', async () => {
      const { id } = await api().open();
      const key = { 'idempotency-key': 'note-1' };
      const [first, second] = [await write(id, 'once', agent, key), await write(id, 'once', agent, key)];
      expect(second.body).toEqual(first.body);
      expect(second.headers.get('idempotent-replayed')).toBe('true');
      expect((await read(id, agent)).items).toHaveLength(1);
    });

    it('are for people: neither for buyers, nor for the integrator itself, nor without words', async () => {
      const { id } = await api().open();
      for (const as of [integrator, actingFor('buyer:buyer-1')]) {
        expect((await write(id, 'x', as)).body).toMatchObject({ code: 'forbidden' });
        expect((await api().get(`/v1/requests/${id}/notes`, as)).body).toMatchObject({ code: 'forbidden' });
      }
      expect((await write(id, ' ', agent)).body).toMatchObject({ code: 'invalid_body' });
      expect((await write(id, 'x'.repeat(4001), agent)).body).toMatchObject({ code: 'invalid_body' });
      expect((await write(id, 'x', actingFor('seller:shop-2'))).body).toMatchObject({ code: 'not_found' });
    });
  });

  describe('Saved replies', () => {
    const items = [{ id: 'sorry', title: 'Sorry', text: 'So sorry, {buyer}!', locale: 'en' }];
    const save = (as: Credentials, query = '', body: object = { items }) =>
      api().call<ReplyList>('PUT', `/v1/replies${query}`, { as, body });
    const saved = async (as: Credentials, query = '') => (await api().get<ReplyList>(`/v1/replies${query}`, as)).body;

    it('are each side’s own', async () => {
      await api().open();
      expect(await saved(nok)).toEqual({ items: [] });
      expect((await save(nok)).body).toEqual({ items });
      expect(await saved(actingFor('seller:shop-1:somebody-else'))).toEqual({ items });
      expect(await saved(actingFor('seller:shop-2'))).toEqual({ items: [] });
      expect(await saved(agent)).toEqual({ items: [] });
      const ours = [{ id: 'hold', title: 'Hold', text: 'We look into {order}.' }];
      await save(agent, '', { items: ours });
      expect(await saved(actingFor('agent:agent-2'))).toEqual({ items: ours });
      expect(await saved(integrator, '?owner=agents')).toEqual({ items: ours });
      expect(await saved(integrator, '?owner=shop-1')).toEqual({ items });
      await save(integrator, '?owner=shop-1', { items: [] });
      expect(await saved(nok)).toEqual({ items: [] });
    });

    it('are nobody else’s', async () => {
      expect((await save(nok, '?owner=shop-2')).body).toMatchObject({ code: 'not_found' });
      expect((await save(agent, '?owner=shop-1')).body).toMatchObject({ code: 'not_found' });
      expect((await save(agent, '?owner=agents')).status).toBe(200);
      expect((await save(integrator)).body).toMatchObject({ code: 'invalid_query' });
      expect((await save(integrator, '?owner=shop-none')).body).toMatchObject({ code: 'not_found' });
    });

    it('are at most 100, with an id each', async () => {
      const many = (count: number) => ({
        items: Array.from({ length: count }, (_, n) => ({ id: `r${n}`, title: 't', text: 'x' })),
      });
      expect((await save(agent, '', many(100))).status).toBe(200);
      expect((await save(agent, '', many(101))).body).toMatchObject({ code: 'invalid_body' });
      expect((await save(agent, '', { items: [...items, ...items] })).body).toMatchObject({
        code: 'invalid_body',
        errors: [{ path: 'items', message: 'must have a different id each' }],
      });
    });
  });
});

describe('A note', () => {
  let service: Service;
  const sockets: BoardClient[] = [];
  beforeAll(async () => {
    service = await startService();
    for (const id of ['shop-1', 'shop-2']) await service.store.directory.putSeller(shop({ id }));
  });
  afterAll(() => service.close());
  afterEach(() => {
    for (const socket of sockets.splice(0)) socket.disconnect();
  });

  async function board(space: string, person: Parameters<typeof tokenFor>[0]) {
    const socket: BoardClient = clientOf(service.url, space, { token: await tokenFor(person) });
    const heard = new Heard<{ requestId: string; note: NoteView }>();
    socket.on('note', (note) => heard.add(note));
    await connected(socket);
    sockets.push(socket);
    return { heard, caughtUp: () => socket.emitWithAck('time', {}) };
  }

  it('is heard at once on the boards of those who may read it', async () => {
    const outcome = await service.app.commands.open(input(), { actor: platform, arrivedAt: new Date().toISOString() });
    if (!outcome.ok) throw new Error(outcome.refusal.detail);
    const requestId = outcome.state.id;
    const agents = await board('/console', { role: 'agent', id: 'agent-1' });
    const own = await board('/seller', { role: 'seller', id: 'shop-1', userId: 'staff-1' });
    const others = await board('/seller', { role: 'seller', id: 'shop-2' });
    const write = async (actor: string, text: string): Promise<NoteView> => {
      const answer = await fetch(`${service.url}/v1/requests/${requestId}/notes`, {
        method: 'POST',
        headers: { authorization: `Bearer ${API_KEY}`, 'parley-actor': actor, 'content-type': 'application/json' },
        body: JSON.stringify({ text }),
      });
      return (await answer.json()) as NoteView;
    };
    const ofAgents = await write('agent:agent-1', 'For us alone');
    const ofShop = await write('seller:shop-1:staff-1', 'For both');
    await agents.heard.hears('the agents’ note', { requestId, note: ofAgents });
    await agents.heard.hears('the shop’s note', { requestId, note: ofShop });
    await own.heard.hears('its own note', { requestId, note: ofShop });
    await Promise.all([own.caughtUp(), others.caughtUp()]);
    expect([...own.heard.soFar()]).toEqual([{ requestId, note: ofShop }]);
    expect([...others.heard.soFar()]).toEqual([]);
  });
});
