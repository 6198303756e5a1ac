/** Every route of `/openapi.json` for every kind of caller and everything it may name; then who is who. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { valuesOf } from '../../src/application/cards/values.ts';
import { issueToken } from '../../src/application/tokens.ts';
import type { Problem } from '../../src/contract/problem.ts';
import type { OpenApiDocument, Operation } from '../../src/http/openapi-document.ts';
import {
  CONVERSATIONS,
  KINDS,
  type Kind,
  type Outcome,
  outcomeOf,
  ROUTES,
  type Row,
  SHOPS,
  TARGETS,
  type Target,
} from '../support/access-matrix.ts';
import {
  API_KEY,
  type Api,
  actingFor,
  type Credentials,
  OLD_API_KEY,
  onSqlite,
  type Reply,
  SECRET,
  startApi,
} from '../support/http.ts';
import { sqliteStore } from '../support/stores.ts';

const OWNERS: Record<Target, { buyerId: string; sellerId: string }> = {
  mine: { buyerId: 'buyer-1', sellerId: 'shop-1' },
  again: { buyerId: 'buyer-1', sellerId: 'shop-1' },
  theirs: { buyerId: 'buyer-2', sellerId: 'shop-2' },
};
const factsOf = (target: Target) => ({ ...OWNERS[target], conversationId: CONVERSATIONS[target] });
const personOf = ({ role, id, narrowed }: Kind) => ({
  role: role as Exclude<typeof role, 'integrator'>,
  id,
  ...(narrowed ? { conversationId: CONVERSATIONS.mine } : {}),
});
/** Whoever changes something comes last, so that those before them meet it as it was. */
const inOrder = <T>(cells: T[], outcome: (cell: T) => Outcome): T[] =>
  cells.toSorted((a, b) => Number(outcome(a) === 'let in') - Number(outcome(b) === 'let in'));

type Ids = Record<Target | 'none', { request: string; offer: string; conversation: string }>;

describe('Every route', () => {
  let api: Api;
  let cleanup: () => Promise<void>;
  let document: OpenApiDocument;
  let webhook: string;
  let delivery: string;
  const credentials = new Map<string, Credentials>();

  beforeAll(async () => {
    const opened = await sqliteStore();
    cleanup = opened.cleanup;
    api = await startApi(opened.store);
    document = (await api.get<OpenApiDocument>('/openapi.json', {})).body;
    const url = 'https://shop.example/hooks';
    webhook = (await api.post<{ id: string }>('/v1/webhooks', { url })).body.id;
    for (const target of TARGETS) await api.open(factsOf(target), { policy: { maxRounds: 3 } });
    await api.relay.idle();
    const log = await api.get<{ items: { id: string }[] }>(`/v1/webhooks/${webhook}/deliveries`);
    delivery = log.body.items[0]?.id ?? '';
    for (const kind of KINDS) credentials.set(kind.name, await credentialsOf(kind));
  });
  afterAll(async () => {
    await api.close();
    await cleanup();
  });

  async function credentialsOf(kind: Kind): Promise<Credentials> {
    if (kind.role === 'integrator') return { key: API_KEY };
    return kind.onBehalf ? { key: API_KEY, actor: `${kind.role}:${kind.id}` } : api.token(personOf(kind));
  }
  const operations = () =>
    Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
    );

  /** Requests of its own for each operation, since most change them: each with an offer of the shop that waits. */
  async function freshIds(): Promise<Ids> {
    const none = { request: 'req_none', offer: 'ofr_none', conversation: 'conv-none' };
    const ids = {} as Ids;
    for (const target of TARGETS) {
      const { id, offerId } = await api.offered(factsOf(target), { policy: { maxRounds: 3 } });
      ids[target] = { request: id, offer: offerId, conversation: CONVERSATIONS[target] };
    }
    await api.relay.idle();
    return { ...ids, none };
  }

  /** Everything the operation can be asked about. Null where it names nothing. */
  function targetsOf({ about }: Row): (Target | string | null)[] {
    if (about === 'request' || about === 'conversation') return [...TARGETS];
    if (about === 'shop') return [...SHOPS];
    return about === 'figures' ? [null, ...SHOPS] : [null];
  }

  function pathFor(path: string, { about }: Row, target: Target | string | null, ids: Ids, hook: string): string {
    const named = ids[target as Target] ?? ids.none;
    const id = { request: named.request, conversation: named.conversation, shop: target }[about as string] ?? hook;
    const filled = path
      .replace('{id}', id)
      .replace('{offerId}', named.offer)
      .replace('{deliveryId}', delivery)
      .replace('{market}', 'TH');
    return about === 'figures' && target !== null ? `${filled}?sellerId=${target}` : filled;
  }

  const exampleOf = (name: string) => api.routes.find(({ operation }) => operation === name)?.example;
  /** What a button of the named offer's card carries names its request; all other requests are named by the path. */
  const bodyOf = (name: string, { request: requestId, offer: offerId }: Ids['none']): unknown =>
    name === 'answerCard' ? { value: valuesOf({ requestId, offerId }, [SECRET])('reject') } : exampleOf(name);
  const call = (
    method: string,
    path: string,
    operation: Operation,
    as: Credentials,
    named: Ids['none'],
  ): Promise<Reply<Problem>> =>
    api.call(method.toUpperCase(), path, { as, body: bodyOf(operation.operationId, named) });

  const codeOf = ({ status, body }: Reply<Problem>): string => (status < 400 ? 'let in' : body.code);
  /** By the matrix alone: what else may be wrong with a call comes after it was let in. */
  const outcomeIn = (reply: Reply<Problem>): string => {
    const code = codeOf(reply);
    if (reply.status >= 500) return code;
    return ['forbidden', 'not_found', 'unauthenticated', 'token_expired'].includes(code) ? code : 'let in';
  };

  it('has a row, and there is no row without one', () => {
    expect(
      operations()
        .map(({ operation }) => operation.operationId)
        .toSorted(),
    ).toEqual(Object.keys(ROUTES).toSorted());
  });

  it.each(Object.keys(ROUTES))('%s', async (name) => {
    const found = operations().find(({ operation }) => operation.operationId === name);
    const row = ROUTES[name];
    if (!found || !row) throw new Error(`there is no ${name}`);
    const { path, method, operation } = found;
    const ids = row.about === 'request' || row.about === 'conversation' ? await freshIds() : ({ none: {} } as Ids);
    const hook = name === 'redeliver' ? webhook : (await makeWebhook()).id;
    const cells = KINDS.flatMap((kind) => targetsOf(row).map((target) => ({ kind, target })));
    const expected = ({ kind, target }: (typeof cells)[number]) => outcomeOf(row, kind, target);
    const [wrong, right]: [string[], string[]] = [[], []];

    for (const { refused, as } of await whoIsNobody()) {
      const [first = null] = targetsOf(row);
      const reply = await call(
        method,
        pathFor(path, row, first, ids, hook),
        operation,
        as,
        ids[first as Target] ?? ids.none,
      );
      const said = row.about === 'open' ? 'let in' : refused;
      (outcomeIn(reply) === said ? right : wrong).push(`nobody with ${JSON.stringify(as)}: ${outcomeIn(reply)}`);
    }
    for (const cell of inOrder(cells, expected)) {
      const as = credentials.get(cell.kind.name) ?? {};
      const asked = pathFor(path, row, cell.target, ids, hook);
      const reply = await call(method, asked, operation, as, ids[cell.target as Target] ?? ids.none);
      const line = `${cell.kind.name}, ${cell.target}: ${outcomeIn(reply)} ${reply.body?.detail ?? ''}`;
      (outcomeIn(reply) === expected(cell) ? right : wrong).push(line);
      if (expected(cell) !== 'not_found' || row.about === 'figures' || row.about === 'shop') continue;
      const nobodys = await call(method, pathFor(path, row, 'none', ids, hook), operation, as, ids.none);
      const [id, none] = [ids[cell.target as Target], ids.none].map((each) => each?.[row.about as 'request'] ?? '');
      expect(reply.body.detail, line).toBe(nobodys.body.detail.replace(none ?? '', id ?? ''));
    }
    expect(wrong).toEqual([]);
    expect(right.length).toBeGreaterThan(KINDS.length);
  });

  async function makeWebhook(): Promise<{ id: string }> {
    return (await api.post<{ id: string }>('/v1/webhooks', { url: 'https://shop.example/more' })).body;
  }

  async function whoIsNobody(): Promise<{ refused: string; as: Credentials }[]> {
    const agent = { role: 'agent', id: 'agent-1', ttlSeconds: 1 } as const;
    const expired = (await issueToken(agent, [SECRET], api.wallClock.now() - 5_000)).token;
    return [
      { refused: 'unauthenticated', as: {} },
      { refused: 'unauthenticated', as: { key: `${API_KEY}x` } },
      { refused: 'unauthenticated', as: { token: 'a.b.c' } },
      { refused: 'token_expired', as: { token: expired } },
    ];
  }

  it('a list holds what its reader may see, and counts no more', async () => {
    await freshIds();
    const targetOf = (conversationId: string) => TARGETS.find((target) => CONVERSATIONS[target] === conversationId);
    for (const kind of KINDS) {
      const as = credentials.get(kind.name);
      const list = await api.get<{ items: { conversationId: string }[]; total: number }>('/v1/requests?limit=100', as);
      const seen = new Set(list.body.items.map(({ conversationId }) => targetOf(conversationId)));
      expect([...seen].toSorted(), kind.name).toEqual([...kind.sees].toSorted());
      if (kind.sees.length > 0) expect(list.body.total, kind.name).toBeGreaterThanOrEqual(list.body.items.length);
    }
  });
});

onSqlite((api) => {
  it('a call without credentials is told how to send them', async () => {
    const reply = await api().get('/v1/requests', {});
    expect(reply.body).toMatchObject({ code: 'unauthenticated', status: 401 });
    expect(reply.headers.get('www-authenticate')).toBe('Bearer realm="parley"');
  });

  it('every API key of a rotation is valid, and one that is close is not', async () => {
    expect((await api().get('/v1/requests', { key: API_KEY })).status).toBe(200);
    expect((await api().get('/v1/requests', { key: OLD_API_KEY })).status).toBe(200);
    expect((await api().get('/v1/requests', { key: `${API_KEY}x` })).status).toBe(401);
    expect((await api().get('/v1/requests', { key: API_KEY.slice(1) })).status).toBe(401);
  });

  it('a command of a stranger is refused also where the service has seen the request before', async () => {
    const { id } = await api().open();
    const own = await api().token({ role: 'seller', id: 'shop-1' });
    const other = await api().token({ role: 'seller', id: 'shop-2' });
    await api().get(`/v1/requests/${id}`, own);
    expect((await api().post(`/v1/requests/${id}/approve`, {}, other)).status).toBe(404);
    expect((await api().post(`/v1/requests/${id}/approve`, {}, own)).status).toBe(200);
  });

  it('narrowing never widens: a buyer narrowed to a conversation of others sees nothing', async () => {
    await api().open({ buyerId: 'buyer-x', conversationId: 'conv-of-x' });
    const narrowed = await api().token({ role: 'buyer', id: 'buyer-y', conversationId: 'conv-of-x' });
    const list = await api().get('/v1/requests', narrowed);
    expect(list.body).toEqual({ items: [], nextCursor: null, total: 0 });
    expect((await api().get('/v1/conversations/conv-of-x/messages', narrowed)).status).toBe(404);
  });

  it("the integrator answers a seller's offer only for a buyer it names", async () => {
    const { id, offerId } = await api().offered();
    for (const [answer, body] of [
      ['accept', {}],
      ['reject', {}],
      ['counter', { amount: { amount: 1, currency: 'THB' } }],
    ] as const) {
      const reply = await api().post(`/v1/requests/${id}/offers/${offerId}/${answer}`, body);
      expect(reply.status).toBe(403);
      expect(reply.body.detail).toContain('Parley-Actor: role:id');
    }
    const accepted = await api().post(`/v1/requests/${id}/offers/${offerId}/accept`, {}, actingFor('buyer:buyer-1'));
    expect(accepted.status).toBe(200);
    const { body } = await api().get<{ items: { type: string; actor: unknown }[] }>(`/v1/requests/${id}/events`);
    expect(body.items.find((event) => event.type === 'offer.accepted')?.actor).toEqual({
      kind: 'buyer',
      id: 'buyer-1',
    });
  });

  it('the integrator names who writes a message', async () => {
    const { conversationId } = await api().open();
    const path = `/v1/conversations/${conversationId}/messages`;
    const unnamed = await api().post(path, { text: 'hello' });
    expect(unnamed.status).toBe(403);
    expect(unnamed.body.detail).toContain('Parley-Actor');
    const named = await api().post(path, { text: 'hello' }, actingFor('buyer:buyer-1'));
    expect(named.status).toBe(201);
    expect(named.body).toMatchObject({ author: { role: 'buyer', id: 'buyer-1' }, text: 'hello' });
  });

  it('an integrator that acts for a person may do what that person may, and no more', async () => {
    const { id } = await api().open();
    expect((await api().post(`/v1/requests/${id}/approve`, {}, actingFor('buyer:buyer-1'))).status).toBe(403);
    expect((await api().post('/v1/tokens', { role: 'agent', id: 'a' }, actingFor('buyer:buyer-1'))).status).toBe(403);
    expect((await api().post(`/v1/requests/${id}/approve`, {}, actingFor('seller:shop-1'))).status).toBe(200);
  });

  it('Parley-Actor names the member of staff too, and events say who it was', async () => {
    const { id } = await api().open();
    const staff = actingFor('seller:shop-1:staff-7');
    expect((await api().post(`/v1/requests/${id}/approve`, {}, staff)).status).toBe(200);
    const { body } = await api().get<{ items: { type: string; actor: unknown }[] }>(`/v1/requests/${id}/events`);
    expect(body.items.find((event) => event.type === 'request.approved')?.actor).toEqual({
      kind: 'seller',
      id: 'shop-1',
      userId: 'staff-7',
    });
    const elsewhere = await api().get(`/v1/requests/${id}`, actingFor('seller:shop-2:staff-7'));
    expect(elsewhere.status).toBe(404);
  });

  it('an idempotency key is one member of staff’s, not the next one’s', async () => {
    const { id } = await api().open();
    const key = { 'idempotency-key': 'press-1' };
    const extend = (actor: string) =>
      api().post(`/v1/requests/${id}/extend`, { seconds: 60, text: 'Wait' }, actingFor(actor), key);
    expect((await extend('agent:agent-1:ann')).headers.get('idempotent-replayed')).toBeNull();
    expect((await extend('agent:agent-1:ann')).headers.get('idempotent-replayed')).toBe('true');
    expect((await extend('agent:agent-1:bob')).headers.get('idempotent-replayed')).toBeNull();
  });

  it('Parley-Actor has colons and percent signs of an id encoded', async () => {
    const { id } = await api().open({ buyerId: 'tenant:7%:buyer' });
    expect((await api().get(`/v1/requests/${id}`, actingFor('buyer:tenant%3A7%25%3abuyer'))).status).toBe(200);
    const asUser = await api().get(`/v1/requests/${id}`, actingFor('buyer:tenant%3A7%25%3abuyer:phone%3A1'));
    expect(asUser.status).toBe(200);
  });

  it.each([
    ['buyer', /role:id or role:id:userId/u],
    ['buyer:', /an id of 1 to 128/u],
    ['buyer::staff-7', /an id of 1 to 128/u],
    ['seller:shop-1:', /a userId of 1 to 128 .* or no second colon/u],
    [':buyer-1', /role buyer, seller or agent/u],
    ['owner:buyer-1', /role buyer, seller or agent/u],
    ['integrator:integrator', /role buyer, seller or agent/u],
    ['BUYER:buyer-1', /role buyer, seller or agent/u],
    ['buyer:has space', /an id of 1 to 128/u],
    ['buyer:has%20space', /an id of 1 to 128/u],
    ['seller:shop-1:has space', /a userId of 1 to 128/u],
    [`seller:${'x'.repeat(129)}`, /an id of 1 to 128/u],
    ['buyer:tenant:7:buyer', /write a colon as %3A/u],
    ['buyer:50%off', /write a colon as %3A and a percent sign as %25/u],
    ['buyer:buyer-1, buyer:buyer-2', /an id of 1 to 128/u],
  ])('Parley-Actor "%s" is refused with what is wrong with it', async (actor, message) => {
    const reply = await api().get('/v1/requests', actingFor(actor));
    const errors = [{ path: 'Parley-Actor', message: expect.stringMatching(message) }];
    expect(reply.body).toMatchObject({ status: 400, code: 'invalid_body', errors });
    expect(reply.body.detail).toMatch(/^The header Parley-Actor (?:must|holds) .*\.$/u);
  });

  it('a token already says who its holder is', async () => {
    const holder = await api().token({ role: 'agent', id: 'agent-1' });
    const reply = await api().get('/v1/requests', { ...holder, actor: 'buyer:buyer-1' });
    expect(reply.body).toMatchObject({ status: 403, code: 'forbidden' });
  });

  it('buyers see neither what is left to the seller nor the rules', async () => {
    const { id } = await api().offered();
    const { body } = await api().get(`/v1/requests/${id}`, actingFor('buyer:buyer-1'));
    expect(Object.keys(body)).not.toEqual(expect.arrayContaining(['policy']));
    for (const hidden of ['offersLeft', 'solutions', 'policy']) expect(body).not.toHaveProperty(hidden);
  });
});
