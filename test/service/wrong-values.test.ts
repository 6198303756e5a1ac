import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkLine } from '../../src/cli/check.ts';
import type { FieldErrors, Problem } from '../../src/contract/problem.ts';
import { API_KEY, type Service, startService } from '../support/service.ts';
import { clientOf, connected, problemIn, tokenFor } from '../support/sockets.ts';
import { input, shop } from '../support/world.ts';

/** A wrong value gets the same sentence and the same path over HTTP, sockets and the command line. */
describe('A wrong value', () => {
  let service: Service;
  let chat: Awaited<ReturnType<typeof connect>>;
  let board: Awaited<ReturnType<typeof connect>>;
  const connect = async (namespace: string, role: 'buyer' | 'agent') =>
    connected(clientOf(service.url, namespace, { token: await tokenFor({ role, id: `${role}-1` }) }));

  beforeAll(async () => {
    service = await startService();
    await service.store.directory.putSeller(shop());
    [chat, board] = await Promise.all([connect('/chat', 'buyer'), connect('/console', 'agent')]);
  });
  afterAll(async () => {
    chat.disconnect();
    board.disconnect();
    await service.close();
  });

  async function overHttp(path: string, body?: unknown): Promise<Problem> {
    const response = await fetch(service.url + path, {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        authorization: `Bearer ${API_KEY}`,
        'parley-actor': 'agent:agent-1',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    expect(response.status).toBe(400);
    return (await response.json()) as Problem;
  }
  const overSocket = async (event: string, ...payload: unknown[]): Promise<Problem> =>
    problemIn(await (event === 'snapshot' ? board : chat).emitWithAck(event, ...payload));
  const toldIn = ({ errors, errorsOmitted }: FieldErrors) => ({ errors, errorsOmitted });
  const named = { requestId: 'req_1', offerId: 'ofr_1' };
  const many = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, n) => [`k${n}`, n]));

  it.each<[string, string, object, object, unknown]>([
    ['a number for a text', 'offer:reject', named, { text: 5 }, [{ path: 'text', message: 'must be a string' }]],
    ['a text for money', 'offer:counter', named, { amount: '125' }, [{ path: 'amount', message: 'must be an object' }]],
    ['what is missing', 'offer:counter', named, {}, [{ path: 'amount', message: 'is required' }]],
    [
      'what is deep inside',
      'offer:counter',
      named,
      { amount: { amount: 0.5, currency: 'baht' } },
      [
        { path: 'amount.amount', message: 'must be a whole number' },
        { path: 'amount.currency', message: 'must be an ISO 4217 code such as THB' },
      ],
    ],
    ['a field of nobody', 'offer:accept', named, { hurry: true }, [{ path: 'hurry', message: 'is not a known field' }]],
    ['far too many', 'offer:accept', named, many(300), expect.any(Array)],
  ])('%s', async (_, event, ids, wrong, errors) => {
    const path = `/v1/requests/req_1/offers/ofr_1/${event.replace('offer:', '')}`;
    const [http, socket] = [await overHttp(path, wrong), await overSocket(event, { ...ids, ...wrong })];
    expect(http.errors).toEqual(errors);
    expect(toldIn(socket)).toEqual(toldIn(http));
    expect(socket.detail.replace('The payload', 'The body')).toBe(http.detail);
    expect([socket.code, http.code]).toEqual(['invalid_body', 'invalid_body']);
  });

  it('an id that is none is named, where it is in a payload', async () => {
    const problem = await overSocket('offer:accept', { ...named, requestId: 5 });
    expect(problem.detail).toBe('The payload is not valid: requestId must be a string.');
  });

  it('of what a list may be narrowed to, and its cursor', async () => {
    for (const [query, filter] of [
      ['tab=open', { tab: 'open' }],
      [`q=${'x'.repeat(129)}`, { q: 'x'.repeat(129) }],
      ['market=th', { market: 'th' }],
    ] as const) {
      const [http, socket] = [await overHttp(`/v1/requests?${query}`), await overSocket('snapshot', { filter })];
      const inFilter = http.errors?.map(({ path, message }) => ({ path: `filter.${path}`, message }));
      expect(socket.errors).toEqual(inFilter);
    }
    const [http, socket] = [
      await overHttp('/v1/requests?cursor=rubbish'),
      await overSocket('snapshot', { cursor: 'rubbish' }),
    ];
    expect(toldIn(socket)).toEqual(toldIn(http));
    expect([socket.code, http.code]).toEqual(['invalid_query', 'invalid_query']);
  });

  it('no payload, and what is no object', async () => {
    const path = '/v1/requests/req_1/offers';
    expect((await overSocket('join')).errors).toEqual([{ path: 'conversationId', message: 'is required' }]);
    for (const value of [null, [], 'text', 7, true]) {
      expect((await overSocket('join', value)).errors, `${value}`).toEqual([
        { path: '', message: 'must be an object' },
      ]);
      expect((await overHttp(`${path}/ofr_1/accept`, value)).errors, `${value}`).toEqual([
        { path: '', message: 'must be an object' },
      ]);
    }
  });

  it.each<[string, object]>([
    ['missing and wrong fields', { orderId: undefined, market: 'th', paid: 12, price: 3 }],
    ['a map with a name that is too long', { metadata: { ['x'.repeat(41)]: 'y' } }],
    ['far too many', many(300)],
  ])('of an opening on a line of a file: %s', async (_, wrong) => {
    const opening = { ...input({ externalId: 'old-1' }), ...wrong };
    const http = await openingOverHttp(opening);
    const checked = checkLine({ text: JSON.stringify(opening) });
    if (!('wrong' in checked)) throw new Error('the line was taken');
    expect(toldIn(checked.wrong)).toEqual(toldIn(http));
    expect(checked.wrong).toMatchObject({ code: http.code, message: http.detail.replace('The body', 'The line') });
  });

  async function openingOverHttp(body: unknown): Promise<Problem> {
    const headers = { authorization: `Bearer ${API_KEY}`, 'content-type': 'application/json' };
    const response = await fetch(`${service.url}/v1/requests`, { method: 'POST', headers, body: JSON.stringify(body) });
    return (await response.json()) as Problem;
  }
});
