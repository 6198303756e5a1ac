import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  createParley,
  isProblem,
  type Parley,
  ParleyProblem,
  ParleyUnreachable,
} from '../../../packages/client/src/index.ts';
import { parleyOver } from '../../../packages/client/src/parley.ts';
import { createTransport, type ParleyOptions } from '../../../packages/client/src/transport.ts';
import {
  breakOff,
  drop,
  hang,
  html,
  json,
  problem,
  type Script,
  scripted,
  type Turn,
} from '../../support/client-script.ts';

const REQUEST = { id: 'req_1', status: 'awaiting_seller', version: 1 };
const HALF = { kind: 'partial_refund', percent: 50 } as const;

let script: Script;
/** Milliseconds that the client would have waited. */
let waits: number[];
afterEach(() => script.close());

/** A client of a server that takes these turns. It does not wait: waits are noted. Jitter is at its most. */
async function client(turns: Parameters<typeof scripted>, changes: Partial<ParleyOptions> = {}): Promise<Parley> {
  script = await scripted(...turns);
  waits = [];
  const options = { baseUrl: script.url, apiKey: 'key-1', ...changes } as ParleyOptions;
  const pause = async (milliseconds: number, signal?: AbortSignal) => {
    waits.push(milliseconds);
    signal?.throwIfAborted();
  };
  return parleyOver(createTransport(options, { pause, random: () => 1 }));
}
const keys = () => script.heard.map(({ headers }) => headers['idempotency-key']);

describe('a call', () => {
  it('says who calls, for whom, and what', async () => {
    const parley = await client([json(REQUEST), json(REQUEST)], { actor: 'seller:shop-1' });
    expect(await parley.requests.offer('req_1', HALF)).toEqual(REQUEST);
    await parley.requests.acceptOffer('req_1', 'ofr/1', { actor: 'buyer:buyer-1', ifMatch: 3 });
    const [offer, accept] = script.heard;
    expect(offer).toMatchObject({ method: 'POST', path: '/v1/requests/req_1/offers', body: JSON.stringify(HALF) });
    expect(offer?.headers).toMatchObject({
      authorization: 'Bearer key-1',
      'parley-actor': 'seller:shop-1',
      'content-type': 'application/json',
    });
    expect(accept).toMatchObject({ path: '/v1/requests/req_1/offers/ofr%2F1/accept', body: '{}' });
    expect(accept?.headers).toMatchObject({ 'parley-actor': 'buyer:buyer-1', 'if-match': '"3"' });
  });

  it('leaves out of a query what is undefined, and keeps a path of the address', async () => {
    script = await scripted(json({ items: [], nextCursor: null, total: 0 }));
    const parley = createParley({ baseUrl: `${script.url}/parley/`, token: 'person' });
    await parley.requests.list({ tab: 'to_ship', q: undefined, limit: 10 });
    expect(script.heard[0]?.path).toBe('/parley/v1/requests?tab=to_ship&limit=10');
  });

  it('asks for the token before every attempt', async () => {
    const tokens = ['old', 'new'];
    const parley = await client([drop, json(REQUEST)], { apiKey: undefined, token: async () => tokens.shift() ?? '' });
    await parley.requests.get('req_1');
    expect(script.heard.map(({ headers }) => headers.authorization)).toEqual(['Bearer old', 'Bearer new']);
  });

  it.each(['', '.', '..'])('refuses %j as an id before anything is sent', async (id) => {
    const parley = await client([]);
    expect(() => parley.requests.get(id)).toThrow(TypeError);
    expect(script.heard).toEqual([]);
  });

  it('refuses an address that is none', () => {
    expect(() => createParley({ baseUrl: 'parley.example', apiKey: 'key-1' })).toThrow(/baseUrl/u);
  });

  it('answers bytes as bytes, and nothing as nothing', async () => {
    const pdf = (res: Parameters<typeof hang>[0]) =>
      res.writeHead(200, { 'content-type': 'application/pdf' }).end('%PDF');
    const parley = await client([pdf, (res) => res.writeHead(204).end()]);
    expect(await parley.requests.documents('req_1')).toEqual(new TextEncoder().encode('%PDF'));
    expect(await parley.webhooks.remove('whk_1')).toBeUndefined();
  });

  it('reads a request only if it has changed', async () => {
    const parley = await client([json(REQUEST, 200, { etag: '"1-abc"' }), (res) => res.writeHead(304).end()]);
    const first = await parley.requests.getIfChanged('req_1');
    expect(first).toEqual({ request: REQUEST, etag: '"1-abc"' });
    expect(await parley.requests.getIfChanged('req_1', first?.etag)).toBeNull();
    expect(script.heard.map(({ headers }) => headers['if-none-match'])).toEqual([undefined, '"1-abc"']);
  });

  it('goes through a list page by page, and no further than it is read', async () => {
    const page = (id: string, nextCursor: string | null) => json({ items: [{ id }], nextCursor, total: 3 });
    const parley = await client([page('a', 'c1'), page('b', 'c2'), page('c', null), page('a', 'c1')]);
    const seen: string[] = [];
    for await (const { id } of parley.requests.each({ tab: 'to_ship' })) seen.push(id);
    expect(seen).toEqual(['a', 'b', 'c']);
    for await (const { id } of parley.requests.each()) if (id === 'a') break;
    expect(script.heard.map(({ path }) => path)).toEqual([
      '/v1/requests?tab=to_ship',
      '/v1/requests?tab=to_ship&cursor=c1',
      '/v1/requests?tab=to_ship&cursor=c2',
      '/v1/requests',
    ]);
  });
});

describe('what is tried again', () => {
  it('a command whose answer was lost, under the same key, so that it happens once', async () => {
    const parley = await client([drop, breakOff, html(502), json(REQUEST, 201), json(REQUEST)]);
    expect(await parley.requests.offer('req_1', HALF)).toEqual(REQUEST);
    await parley.requests.approve('req_1');
    const [first, ...others] = keys();
    expect(first).toMatch(/^[0-9a-f]{32}$/u);
    expect(others.slice(0, 3)).toEqual([first, first, first]);
    expect(others[3]).not.toBe(first);
    expect(new Set(script.heard.slice(0, 4).map(({ body }) => body)).size).toBe(1);
    expect(waits).toEqual([250, 500, 1000]);
  });

  it('a key of the caller is used as it is', async () => {
    const parley = await client([problem('internal'), json(REQUEST)]);
    await parley.requests.offer('req_1', HALF, { idempotencyKey: 'offer-77' });
    expect(keys()).toEqual(['offer-77', 'offer-77']);
  });

  it('reading, without a key', async () => {
    const parley = await client([drop, problem('unavailable', {}, '2'), json(REQUEST)]);
    expect(await parley.requests.get('req_1')).toEqual(REQUEST);
    expect(keys()).toEqual([undefined, undefined, undefined]);
    expect(waits).toEqual([250, 2000]);
  });

  it('after a 429, when the server said; not if that is more than a minute away', async () => {
    const parley = await client([problem('rate_limited', {}, '7'), json(REQUEST), problem('rate_limited', {}, '3600')]);
    await parley.requests.get('req_1');
    expect(waits).toEqual([7000]);
    const error = await parley.requests.get('req_1').catch((thrown) => thrown);
    expect(isProblem(error, 'rate_limited') && error.retryAfterSeconds).toBe(3600);
  });

  it('a removal, which is done where the answer to it was lost', async () => {
    const parley = await client([drop, problem('not_found'), problem('not_found')]);
    expect(await parley.webhooks.remove('whk_1')).toBeUndefined();
    await expect(parley.webhooks.remove('whk_2')).rejects.toMatchObject({ code: 'not_found' });
  });

  it('a removal that was refused before anything was done, as if it were the first', async () => {
    const parley = await client([problem('rate_limited', {}, '1'), problem('not_found')]);
    await expect(parley.webhooks.remove('whk_1')).rejects.toMatchObject({ code: 'not_found' });
  });

  it('what a proxy in front refused or could not do, when it said', async () => {
    const gateway =
      (status: number, retryAfter: string): Turn =>
      (res) =>
        res.writeHead(status, { 'content-type': 'text/html', 'retry-after': retryAfter }).end('<h1>Busy</h1>');
    const inMinutes = new Date(Date.now() + 600_000).toUTCString();
    const parley = await client([gateway(429, '7'), gateway(503, '3'), json(REQUEST), gateway(503, inMinutes)]);
    expect(await parley.webhooks.create({ url: 'https://shop.example/' }).catch((thrown) => thrown.status)).toBe(503);
    expect(waits).toEqual([7000]);
    expect(await parley.requests.get('req_1')).toEqual(REQUEST);
    await expect(parley.requests.get('req_1')).rejects.toMatchObject({ status: 503 });
    expect(waits).toEqual([7000]);
  });

  it('no sooner than a wait of many digits, which is none', async () => {
    const parley = await client([problem('rate_limited', {}, '99999999999')]);
    await expect(parley.requests.get('req_1')).rejects.toMatchObject({ code: 'rate_limited' });
    expect(waits).toEqual([]);
  });

  it("not as Parley's answer what is a problem document of somebody else", async () => {
    const gateway: Turn = (res) =>
      res.writeHead(503, { 'content-type': 'application/problem+json' }).end('{"title":"upstream"}');
    const parley = await client([gateway, json(REQUEST)]);
    expect(await parley.requests.get('req_1')).toEqual(REQUEST);
    expect(waits).toEqual([250]);
  });

  it('what an earlier attempt is still at, for longer than a dead claim takes to lapse', async () => {
    const running = Array.from({ length: 40 }, () => problem('idempotency_in_progress', {}, '1'));
    const parley = await client([drop, ...running], { retries: 1 });
    await expect(parley.requests.approve('req_1')).rejects.toMatchObject({ code: 'idempotency_in_progress' });
    const waited = waits.reduce((sum, each) => sum + each, 0);
    expect(waited).toBeGreaterThan(60_000);
    expect(waited).toBeLessThan(90_000);
  });

  it('only as often as it may', async () => {
    const parley = await client([drop, drop, drop, json(REQUEST)], { retries: 2 });
    await expect(parley.requests.get('req_1')).rejects.toThrow(ParleyUnreachable);
    expect(script.heard).toHaveLength(3);
  });

  it('waits at most ten seconds of its own accord', async () => {
    const parley = await client(
      Array.from({ length: 9 }, () => drop),
      { retries: 8 },
    );
    await expect(parley.requests.get('req_1')).rejects.toThrow(ParleyUnreachable);
    expect(waits).toEqual([250, 500, 1000, 2000, 4000, 8000, 10_000, 10_000]);
  });

  it('nothing, where retries are 0', async () => {
    const parley = await client([drop, problem('idempotency_in_progress')], { retries: 0 });
    await expect(parley.requests.approve('req_1')).rejects.toThrow(ParleyUnreachable);
    await expect(parley.requests.approve('req_1')).rejects.toThrow(ParleyProblem);
    expect(waits).toEqual([]);
  });

  it('not a refusal of the rules', async () => {
    const extra = { requestStatus: 'settled', offerStatus: 'accepted', requestId: 'log-1' };
    const parley = await client([problem('conflict', extra)]);
    const error = await parley.requests.approve('req_1').catch((thrown) => thrown);
    expect(error).toBeInstanceOf(ParleyProblem);
    expect(error).toMatchObject({ code: 'conflict', status: 409, detail: 'Because.', ...extra, errors: [] });
    expect(error.message).toBe('POST /v1/requests/req_1/approve: conflict: Because.');
    expect([isProblem(error), isProblem(error, 'conflict'), isProblem(error, 'not_found')]).toEqual([
      true,
      true,
      false,
    ]);
  });

  it('not the making of a secret that may have been made, but one that was refused', async () => {
    const parley = await client([problem('rate_limited', {}, '1'), drop, json({})]);
    const made = parley.webhooks.create({ url: 'https://shop.example/parley' });
    await expect(made).rejects.toThrow(ParleyUnreachable);
    expect(keys()).toEqual([undefined, undefined]);
  });

  it('not a change to a version, which would be refused if it had been made', async () => {
    const parley = await client([drop, json(REQUEST)]);
    const changed = parley.requests.update('req_1', { metadata: { ticket: '1' } }, { ifMatch: 2 });
    await expect(changed).rejects.toThrow(ParleyUnreachable);
    expect(script.heard).toHaveLength(1);
  });

  it('not what something else answered: the address is wrong', async () => {
    const parley = await client([html(200)]);
    const error = await parley.requests.get('req_1').catch((thrown) => thrown);
    expect(error).toBeInstanceOf(ParleyUnreachable);
    expect(error.message).toMatch(/200 came from something that is not Parley \(text\/html\)/u);
    expect(error.status).toBe(200);
  });
});

describe('time', () => {
  it('an attempt that takes too long is given up, and made again', async () => {
    const parley = await client([hang, json(REQUEST), json(REQUEST), json(REQUEST)], { timeoutMs: 500 });
    expect(await parley.requests.get('req_1')).toEqual(REQUEST);
    expect(script.heard.length).toBeGreaterThan(1);
  });

  it('says how long it waited for an answer', async () => {
    const parley = await client([hang], { timeoutMs: 30, retries: 0 });
    await expect(parley.requests.get('req_1')).rejects.toThrow('GET /v1/requests/req_1: no answer within 30 ms');
  });

  it('an answer that does not end is given up too', async () => {
    const endless = (res: Parameters<typeof hang>[0]) => {
      res.writeHead(200, { 'content-type': 'application/json' });
      res.write('{');
    };
    const parley = await client([endless], { timeoutMs: 30, retries: 0 });
    await expect(parley.requests.get('req_1')).rejects.toThrow(/no answer within 30 ms/u);
  });

  it('the caller may give up: during an attempt', async () => {
    const giveUp = new AbortController();
    const parley = await client([() => giveUp.abort(new Error('closed the page'))]);
    await expect(parley.requests.get('req_1', { signal: giveUp.signal })).rejects.toThrow('closed the page');
    expect(waits).toEqual([]);
  });

  it('and during a wait, which ends at once', async () => {
    script = await scripted();
    vi.useFakeTimers();
    try {
      const fails: typeof fetch = async () => Promise.reject(new TypeError('fetch failed'));
      const parley = createParley({ baseUrl: 'https://parley.example', apiKey: 'key-1', fetch: fails });
      const giveUp = new AbortController();
      const asked = parley.requests.get('req_1', { signal: giveUp.signal }).catch((error) => error);
      await vi.advanceTimersByTimeAsync(1);
      expect(vi.getTimerCount()).toBe(1);
      giveUp.abort(new Error('closed the page'));
      expect(await asked).toMatchObject({ message: 'closed the page' });
      expect(vi.getTimerCount()).toBe(0);
    } finally {
      vi.useRealTimers();
    }
  });

  it('waits are made, with jitter from half of them to all', async () => {
    script = await scripted();
    vi.useFakeTimers();
    try {
      let asked = 0;
      const fetch = async () => {
        asked += 1;
        if (asked === 1) throw new TypeError('fetch failed');
        return new Response(JSON.stringify(REQUEST), { headers: { 'content-type': 'application/json' } });
      };
      const parley = createParley({ baseUrl: 'https://parley.example', apiKey: 'key-1', fetch });
      const answer = parley.requests.get('req_1');
      await vi.advanceTimersByTimeAsync(124);
      expect(asked).toBe(1);
      await vi.advanceTimersByTimeAsync(126);
      expect(asked).toBe(2);
      expect(await answer).toEqual(REQUEST);
    } finally {
      vi.useRealTimers();
    }
  });
});
