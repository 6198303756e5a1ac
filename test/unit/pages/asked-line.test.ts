import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Problem } from '../../../src/contract/problem.ts';
import { AskedLine, acted } from '../../../src/pages/session/asked-line.ts';
import { Http, type Told } from '../../../src/pages/session/http.ts';

const problem = (code: Problem['code'], status: number): Problem => ({
  type: `/problems/${code}`,
  title: code,
  status,
  detail: code,
  code,
});
const refused = (code: Problem['code'], status: number, waitMs = 0): Told<never> => ({
  outcome: 'refused',
  problem: problem(code, status),
  waitMs,
});
const SAME: Told<never> = { outcome: 'same' };
const NEWS: Told<object> = { outcome: 'done', value: {} };
const GONE: Told<never> = { outcome: 'unreachable' };

const pass = (ms: number): Promise<unknown> => vi.advanceTimersByTimeAsync(ms);

/** A line whose looks are answered with `next`, until another is set. */
function line(first: Told<unknown>) {
  const heard: unknown[] = [];
  const scene = { next: first, looks: 0, token: 'first', heard };
  const made = new AskedLine(
    new Http('https://parley.example', () => scene.token),
    () => scene.token,
    {
      async look(_, tell) {
        scene.looks += 1;
        if (scene.next.outcome === 'done') tell('message', { seq: scene.looks });
        return scene.next;
      },
      calls: {
        join: async () => ({ outcome: 'done', value: { messages: [] } }),
        lost: async () => GONE,
        refused: async () => refused('conflict', 409),
      },
    },
    {
      connected: () => heard.push('connected'),
      disconnected: () => heard.push('disconnected'),
      refused: (reason) => heard.push({ refused: reason }) < 0,
      event: (name) => heard.push(name),
    },
  );
  return Object.assign(scene, { line: made });
}

describe('A line that asks', () => {
  beforeEach(() => {
    vi.useFakeTimers();
    vi.spyOn(Math, 'random').mockReturnValue(0.5);
    vi.stubGlobal('navigator', { onLine: true });
    vi.stubGlobal('document', { hidden: false });
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.restoreAllMocks();
    vi.unstubAllGlobals();
  });

  it('is connected with the first answer, and looks every three seconds', async () => {
    const scene = line(SAME);
    await pass(0);
    expect([scene.line.connected, scene.heard, scene.looks]).toEqual([true, ['connected'], 1]);
    await pass(9_000);
    expect(scene.looks).toBe(4);
    scene.line.close();
    await pass(60_000);
    expect(scene.looks).toBe(4);
  });

  it('tells what is new as the socket would', async () => {
    const scene = line(NEWS);
    await pass(3_000);
    expect(scene.heard).toEqual(['message', 'connected', 'message']);
    scene.line.close();
  });

  it('looks less often where nothing happens, and hardly where nobody looks', async () => {
    const scene = line(SAME);
    await pass(120_000);
    const before = scene.looks;
    await pass(12_000);
    expect(scene.looks - before).toBe(2);
    vi.stubGlobal('document', { hidden: true });
    await pass(6_000);
    const hidden = scene.looks;
    await pass(60_000);
    expect(scene.looks - hidden).toBe(2);
    scene.line.close();
  });

  it('looks at once when it is woken, and when something was done on the page', async () => {
    const scene = line(SAME);
    await pass(0);
    scene.line.wake();
    await pass(0);
    acted();
    await pass(0);
    expect(scene.looks).toBe(3);
    scene.line.close();
    acted();
    await pass(0);
    expect(scene.looks).toBe(3);
  });

  it('one failed look is repeated without a word; after two it says so, and comes back by itself', async () => {
    const scene = line(SAME);
    await pass(0);
    scene.next = GONE;
    await pass(3_000);
    expect([scene.line.connected, scene.heard]).toEqual([true, ['connected']]);
    await pass(500);
    expect([scene.line.connected, scene.heard]).toEqual([false, ['connected', 'disconnected']]);
    expect(await scene.line.ask('join', {})).toEqual({ outcome: 'offline' });
    scene.next = SAME;
    await pass(10_000);
    expect(scene.heard).toEqual(['connected', 'disconnected', 'connected']);
    scene.line.close();
  });

  it('waits as long as it is told to where it asks too often, even if it is woken', async () => {
    const scene = line(SAME);
    await pass(0);
    scene.next = refused('rate_limited', 429, 20_000);
    await pass(3_000);
    expect(scene.looks).toBe(2);
    scene.line.wake();
    await pass(19_000);
    expect([scene.looks, scene.line.connected]).toEqual([2, true]);
    await pass(1_000);
    expect(scene.looks).toBe(3);
    scene.line.close();
  });

  it('a token that ends is told once; nothing is asked until there is another', async () => {
    const scene = line(SAME);
    await pass(0);
    scene.next = refused('token_expired', 401);
    await pass(60_000);
    expect([scene.heard, scene.looks]).toEqual([['connected', 'auth:expired'], 2]);
    scene.line.wake();
    await pass(1_000);
    expect(scene.looks).toBe(2);
    scene.token = 'second';
    scene.next = SAME;
    expect(await scene.line.ask('auth', { token: 'second' })).toEqual({ outcome: 'answered', answer: { ok: true } });
    await pass(3_000);
    expect(scene.looks).toBe(4);
    scene.line.close();
  });

  it('a token that is refused at the door is a refusal, with its problem', async () => {
    const scene = line(refused('unauthenticated', 401));
    await pass(60_000);
    expect(scene.heard).toEqual([{ refused: { data: problem('unauthenticated', 401) } }]);
    expect(scene.looks).toBe(1);
    scene.line.close();
  });

  it('calls settle as on a socket; what is not to be had this way never leaves', async () => {
    const scene = line(SAME);
    await pass(0);
    expect(await scene.line.ask('join', {})).toEqual({ outcome: 'answered', answer: { ok: true, messages: [] } });
    expect(await scene.line.ask('lost', {})).toEqual({ outcome: 'unknown' });
    expect(await scene.line.ask('refused', {})).toEqual({
      outcome: 'answered',
      answer: { ok: false, problem: problem('conflict', 409) },
    });
    expect(await scene.line.ask('cards', {})).toEqual({ outcome: 'offline' });
    scene.line.close();
  });
});

describe('A call over HTTP', () => {
  const answers: (() => Response | Promise<never>)[] = [];
  const asked: { url: string; headers: Headers }[] = [];
  const http = new Http('https://parley.example', () => 'token-1');
  const said =
    (status: number, body: unknown, headers: Record<string, string> = {}) =>
    () =>
      new Response(status === 204 || status === 304 ? null : JSON.stringify(body), { status, headers });
  const dies = () => Promise.reject(new TypeError('Failed to fetch'));

  beforeEach(() => {
    vi.useFakeTimers();
    vi.stubGlobal('navigator', { onLine: true });
    vi.stubGlobal('fetch', async (url: string, { headers }: RequestInit) => {
      asked.push({ url, headers: new Headers(headers) });
      return (answers.shift() ?? dies)();
    });
    answers.length = 0;
    asked.length = 0;
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it('says what is new, with its tag and the server’s time, or that nothing is', async () => {
    answers.push(
      said(200, { items: [] }, { ETag: '"of-1"', 'Parley-Now': 'then' }),
      said(304, null, { 'Parley-Now': 'now' }),
    );
    expect(await http.get('/v1/requests')).toEqual({
      outcome: 'done',
      value: { items: [] },
      tag: '"of-1"',
      now: 'then',
    });
    expect(await http.get('/v1/requests', '"of-1"')).toEqual({ outcome: 'same', now: 'now' });
    expect(asked[1]?.headers.get('if-none-match')).toBe('"of-1"');
    expect(asked[1]?.headers.get('authorization')).toBe('Bearer token-1');
  });

  it('reads once: what fails is asked again by whoever looks', async () => {
    expect(await http.get('/v1/requests')).toEqual({ outcome: 'unreachable' });
    expect(asked).toHaveLength(1);
  });

  it('does something under one key for as long as somebody waits: dead, draining and running ones are asked again', async () => {
    answers.push(
      dies,
      said(503, { code: 'unavailable', status: 503 }),
      said(409, problem('idempotency_in_progress', 409)),
      said(200, { id: 'req_1' }),
    );
    const doing = http.post('/v1/requests/req_1/offers/ofr_1/accept', {});
    await pass(4_000);
    expect(await doing).toMatchObject({ outcome: 'done', value: { id: 'req_1' } });
    expect(new Set(asked.map(({ headers }) => headers.get('idempotency-key'))).size).toBe(1);
    expect(asked).toHaveLength(4);
  });

  it('does not wait for ever, and says that it does not know', async () => {
    const doing = http.post('/v1/requests/req_1/offers/ofr_1/accept', {});
    await pass(8_000);
    expect(await doing).toEqual({ outcome: 'unreachable' });
    const before = asked.length;
    await pass(60_000);
    expect(asked).toHaveLength(before);
  });

  it('a device without a network tries nothing again: an old tap must not fire later', async () => {
    vi.stubGlobal('navigator', { onLine: false });
    expect(await http.post('/v1/x', {})).toEqual({ outcome: 'unreachable' });
    expect(asked).toHaveLength(1);
  });

  it('another key for another answer, though it says the same', async () => {
    answers.push(said(200, {}), said(200, {}));
    await http.post('/v1/x', {});
    await http.post('/v1/x', {});
    expect(new Set(asked.map(({ headers }) => headers.get('idempotency-key'))).size).toBe(2);
  });

  it('a refusal is a problem and how long to wait; what is none of ours is nobody', async () => {
    answers.push(said(429, problem('rate_limited', 429), { 'Retry-After': '7' }), said(200, 'x'), said(502, {}));
    expect(await http.post('/v1/x', {})).toEqual(refused('rate_limited', 429, 7_000));
    await http.get('/v1/x');
    expect(await http.get('/v1/x')).toEqual({ outcome: 'unreachable' });
  });
});
