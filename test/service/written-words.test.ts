/** What people write is kept in one form, whichever way it comes in; what nobody would see is empty (SPEC.md section 4). */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { MessageView } from '../../src/contract/chat.ts';
import type { RequestView } from '../../src/contract/request.ts';
import { type Api, actingFor, integrator, onSqlite } from '../support/http.ts';
import {
  exported,
  imported,
  jsonLines,
  linesIn,
  lived,
  opening,
  sellerLine,
  storages,
} from '../support/import-scene.ts';
import { type Service, startService } from '../support/service.ts';
import { okay, type Phone, phone, problemIn, tokenFor } from '../support/sockets.ts';
import { sqliteStore } from '../support/stores.ts';
import { FakeClock, input, integrator as platform, shop } from '../support/world.ts';

const UNSEEN = ['\u200B', '\u2800', '\u3164', '\u00AD', '\u{E0068}\u{E0069}', ' \u202E\u2066\n'];
const TURNED = '\u202Eok\u202C \u0065\u0301\u0000';
const KEPT = 'ok é';

const buyer = actingFor('buyer:buyer-1');
const item = input().items[0];
const shipTo = { name: 'Somchai', lines: ['1 Road'], country: 'TH' };

/** Every place for words in what is sent over HTTP: how it is sent, and what is answered. */
const PLACES: readonly [place: string, send: (api: Api, text: string) => Promise<{ status: number; body: unknown }>][] =
  [
    ['text of a request', (api, text) => api.post('/v1/requests', { ...input(), text })],
    ['sku of an item', (api, sku) => api.post('/v1/requests', { ...input(), items: [{ ...item, sku }] })],
    ['title of an item', (api, title) => api.post('/v1/requests', { ...input(), items: [{ ...item, title }] })],
    ['name of a recipient', (api, name) => api.post('/v1/requests', { ...input(), shipTo: { ...shipTo, name } })],
    [
      'line of an address',
      (api, line) => api.post('/v1/requests', { ...input(), shipTo: { ...shipTo, lines: [line] } }),
    ],
    ['note of an offer', onOpen('offers', (note) => ({ kind: 'partial_refund', percent: 50, note }))],
    ['reason for rejecting', onOpen('reject', (text) => ({ reason: 'other', text }))],
    ['reason for cancelling', onOpen('cancel', (text) => ({ text }))],
    ['reason for more time', onOpen('extend', (text) => ({ seconds: 60, text }), actingFor('agent:agent-1'))],
    ['answer to an offer', onOffer('reject', (text) => ({ text }), buyer)],
    ['reason for withdrawing', onOffer('withdraw', (text) => ({ text }))],
    ['name of a carrier', onApproved('ship', (carrier) => ({ carrier, trackingNumber: 'TH1' }))],
    ['tracking number', onApproved('ship', (trackingNumber) => ({ carrier: 'Kerry', trackingNumber }))],
    [
      'name of a shop',
      (api, name) => api.call('PUT', '/v1/sellers/shop-3', { as: integrator, body: shopBody({ name }) }),
    ],
    [
      'name of a webhook',
      (api, description) => api.post('/v1/webhooks', { url: 'https://shop.example/p', description }),
    ],
    ['name in a token', (api, name) => api.post('/v1/tokens', { role: 'buyer', id: 'buyer-1', name })],
    [
      'chat message',
      async (api, text) => {
        const { conversationId } = await api.open();
        return api.post(`/v1/conversations/${conversationId}/messages`, { text }, buyer);
      },
    ],
  ];

/** Words that the answer does not hold. */
const NOT_ANSWERED = new Set(['name in a token', 'reason for cancelling', 'reason for more time']);

function shopBody(changes: object) {
  const { id: _id, ...body } = shop();
  return { ...body, ...changes };
}
type Body = (text: string) => object;
function onOpen(action: string, body: Body, as = integrator) {
  return async (api: Api, text: string) => {
    const { id } = await api.open();
    return api.post(`/v1/requests/${id}/${action}`, body(text), as);
  };
}
function onOffer(action: string, body: Body, as = integrator) {
  return async (api: Api, text: string) => {
    const { id, offerId } = await api.offered();
    return api.post(`/v1/requests/${id}/offers/${offerId}/${action}`, body(text), as);
  };
}
function onApproved(action: string, body: Body) {
  return async (api: Api, text: string) => {
    const { id } = await api.open();
    await api.post(`/v1/requests/${id}/approve`, {});
    return api.post(`/v1/requests/${id}/${action}`, body(text));
  };
}

onSqlite((api) => {
  it.each(PLACES)('%s: what nobody would see is refused as empty', async (_place, send) => {
    await api().open();
    for (const text of UNSEEN) {
      const { status, body } = await send(api(), text);
      expect([text, status, body]).toMatchObject([
        text,
        400,
        { code: 'invalid_body', errors: [{ message: 'must have at least 1 character' }] },
      ]);
    }
  });

  it.each(PLACES)('%s: is kept without what turns it around', async (place, send) => {
    await api().open();
    const { status, body } = await send(api(), TURNED);
    expect([status, JSON.stringify(body)]).toEqual([expect.any(Number), expect.not.stringMatching(/[\u202C\u202E]/u)]);
    expect(status).toBeLessThan(300);
    if (!NOT_ANSWERED.has(place)) expect(JSON.stringify(body)).toContain(KEPT);
  });

  it('a link with signs of direction is none', async () => {
    await api().open();
    const evidence = ['https://cdn.example/\u202Egpj.exe'];
    const { body } = await api().post('/v1/requests', { ...input(), evidence });
    expect(body.errors).toEqual([{ path: 'evidence[0]', message: 'must be an http(s) link' }]);
  });

  it('names and values of metadata are kept in the one form; a name that nobody would see is refused, a value is empty', async () => {
    await api().open();
    const metadata = { [`${TURNED}1`]: TURNED, ticket: '\u200B' };
    const sent = input({ externalId: 'with-metadata', metadata });
    const { body } = await api().post<RequestView>('/v1/requests', sent);
    expect(body.metadata).toEqual({ [`${KEPT}1`]: KEPT, ticket: '' });
    expect((await api().post('/v1/requests', sent)).status).toBe(200);
    const patch = (changes: object) =>
      api().call<RequestView>('PATCH', `/v1/requests/${body.id}`, { as: integrator, body: { metadata: changes } });
    expect((await patch({ note: TURNED })).body.metadata).toEqual({ note: KEPT });
    for (const name of UNSEEN) expect((await patch({ [name]: 'x' })).status).toBe(400);
  });

  it('what is looked for is read in the one form, and refused where nobody would see it', async () => {
    await api().open({ buyerName: 'Amélie Zidane' });
    const found = async (q: string) =>
      (await api().get<{ total: number }>(`/v1/requests?q=${encodeURIComponent(q)}`)).body;
    for (const q of ['Ame\u0301lie', '\u202EZidane\u202C', '\u0000Amélie\u202E']) {
      expect([q, await found(q)]).toMatchObject([q, { total: 1 }]);
    }
    for (const q of UNSEEN) expect(await found(q)).toMatchObject({ code: 'invalid_query', errors: [{ path: 'q' }] });
  });

  it('the same opening in another form of its letters is the same', async () => {
    await api().open();
    const sent = input({ externalId: 'twice', text: 'Tiếng Việt' });
    const first = await api().post<RequestView>('/v1/requests', sent);
    const again = await api().post<RequestView>('/v1/requests', { ...sent, text: 'Tiếng Việt'.normalize('NFD') });
    expect([first.status, again.status, again.body.id]).toEqual([201, 200, first.body.id]);
  });

  it('an answer link takes words that nobody sees as none', async () => {
    const { id } = await api().offered();
    const { body } = await api().get<{ answerUrl: string }>(`/v1/requests/${id}/card`);
    const { pathname } = new URL(body.answerUrl);
    const answer = new URLSearchParams({ answer: 'reject', text: '\u200B\u3164' });
    await fetch(`${api().url}${pathname}`, { method: 'POST', body: answer, redirect: 'manual' });
    const { body: request } = await api().get<RequestView>(`/v1/requests/${id}`);
    expect(request.offer).toMatchObject({ status: 'rejected' });
    expect(request.offer?.answer).not.toHaveProperty('text');
  });
});

describe('Over sockets', () => {
  let service: Service;
  let chat: Phone;
  const clock = new FakeClock();
  const opened = async () => {
    const outcome = await service.app.commands.open(input(), { actor: platform, arrivedAt: clock.iso() });
    if (!outcome.ok) throw new Error(outcome.refusal.detail);
    return outcome.state;
  };
  beforeAll(async () => {
    service = await startService({ clock, wallClock: clock });
    await service.store.directory.putSeller(shop());
    chat = await phone(service.url, await tokenFor({ role: 'buyer', id: 'buyer-1' }, clock.now()));
  });
  afterAll(async () => {
    chat.socket.disconnect();
    await service.close();
  });

  it('a message is kept in the one form, and refused where nobody would see it', async () => {
    const { conversationId } = (await opened()).facts;
    const said = await chat.socket.emitWithAck('message', { conversationId, text: TURNED, clientId: 'c1' });
    expect(okay<{ message: MessageView }>(said).message.text).toBe(KEPT);
    for (const text of UNSEEN) {
      const refused = await chat.socket.emitWithAck('message', { conversationId, text, clientId: 'c2' });
      expect(problemIn(refused)).toMatchObject({ code: 'invalid_body', errors: [{ path: 'text' }] });
    }
  });
});

describe('In an import', () => {
  const { fresh, cleanup } = storages(sqliteStore);
  afterEach(cleanup);

  it('an opening is read as over HTTP', async () => {
    const store = await fresh();
    const lines = [sellerLine, opening(1, { text: '\u3164' }), opening(2, { text: TURNED })];
    const { refused } = await imported(store, new FakeClock(), jsonLines(lines));
    expect(refused).toMatchObject([
      { line: 2, externalId: 'old-1', message: expect.stringContaining('text must have') },
    ]);
    expect(await store.requests.findByExternalId('old-2')).toMatchObject({ facts: { text: KEPT } });
  });

  it('a history is taken as it was written, when less was asked of words, times and percentages', async () => {
    const clock = new FakeClock();
    const source = await fresh();
    await lived(source, clock);
    const old = linesIn(await exported(source)).filter(({ kind }) => kind === 'request' || kind === 'seller');
    const aged = old.map((line) => (line.kind === 'request' ? asBefore(line) : line));
    const store = await fresh();
    const { refused, code } = await imported(store, clock, jsonLines(aged), ['--allow-overdue']);
    expect([refused, code]).toEqual([[], 0]);
    expect(linesIn(await exported(store)).filter(({ kind }) => kind === 'request')).toEqual(
      aged.filter(({ kind }) => kind === 'request'),
    );
  });
});

interface HistoryLine {
  request: Record<string, unknown>;
  events: { data: Record<string, unknown> & { policy: Record<string, unknown> } }[];
}
/** As an earlier Parley took it: words in pieces, a holiday in a Buddhist year, a percentage of three decimals. */
function asBefore(line: HistoryLine): HistoryLine {
  const [first, ...rest] = line.events;
  if (!first) return line;
  const text = 'Tiếng Việt'.normalize('NFD') + TURNED;
  const older = (policy: Record<string, unknown>) => ({
    ...policy,
    quickPicks: { missing_items: [33.333] },
    calendar: { ...(policy.calendar as object), extraHolidays: ['2569-05-04'] },
  });
  return {
    ...line,
    request: { ...line.request, text },
    events: [{ ...first, data: { ...first.data, text, policy: older(first.data.policy) } }, ...rest],
  };
}
